"""Contact that has to happen: planned here, with a word before, at the time, and after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.calendar.days import leading_day, parse_moment, show_instant, show_short
from bot.calendar.times import at_local, local_date, local_minutes, show_minutes
from bot.context import Context
from bot.feature import Command, Feature, Tick
from bot.features.appointment import rules, service
from bot.features.appointment.kind import HOW, KIND, AppointmentKind, message
from bot.features.appointment.rules import FURTHEST, LONGEST_NOTE, MOST, Stage
from bot.outbox.letters import Button, Rows, in_pairs
from bot.screens import gate, stub, typed
from bot.screens.frame import exercises_button, for_clients, help_button, urge_button
from bot.screens.keeping import show_for_a_while, take_out
from bot.store import appointments, waiting
from bot.store.appointments import KINDS, Appointment
from bot.store.clients import Client
from bot.text import as_text, join, utf16_length
from bot.understanding.words import words_of

_DAYS = 8
_HOURS = (9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)
_LIST = "appointment:list"
_NO = (["nee"], ["neen"], ["no"], ["nope"])
_SURE, _HUSH = "appointment:sure:", "appointment:hush:"


@for_clients
async def show_list(context: Context, client: Client) -> None:
    """What is planned, behind the word if there is one; and a new one. A day or a time behind the
    command is taken along to that.
    """
    await waiting.clear(context.tx, context.chat_id)
    await appointments.drop_drafts(context.tx, client.id)
    if not context.is_button and context.text.startswith("/") and context.words:
        await _begin_with(context, client, " ".join(context.words))
        return
    coming = await appointments.list_coming(context.tx, client.id)
    if not coming:
        context.show(context.t("appointment.none"), _kinds(context))
        return
    if not await gate.is_open(context):
        await gate.ask(context, _LIST)
        return
    rows: Rows = [
        [Button(_label(context, client, one), f"appointment:look:{one.id}")] for one in coming
    ]
    if len(coming) < MOST:
        rows = [*rows, [Button(context.t("appointment.button.new"), "appointment:new")]]
    await show_for_a_while(context, client, _LIST, context.t("appointment.list"), rows)


async def _begin_with(context: Context, client: Client, words: str) -> None:
    """Something stood behind the command: what was understood of it is said, and asked about."""
    if await appointments.count_coming(context.tx, client.id) >= MOST:
        context.show(context.t("appointment.full", n=MOST), [[_list_button(context)]])
        return
    day, minutes = _moment_in(context, client, words)
    if day is None and minutes is None:
        rows = [*_kinds(context), [_list_button(context)]]
        context.show(context.t("appointment.which_unknown"), rows)
        return
    if minutes is None:
        assert day is not None
        when, along = show_short(day, client.language), f":0:{day.toordinal()}"
    else:
        today = local_date(client.zone, context.now)
        at = at_local(day or today, minutes, client.zone)
        when, along = _when(client, at), f":{int(at.timestamp()) // 60}"
    context.show(context.t("appointment.which_then", when=when), _kinds(context, along))


def _moment_in(context: Context, client: Client, words: str) -> tuple[date | None, int | None]:
    today = local_date(client.zone, context.now)
    return parse_moment(words, today, language=client.language)


async def _says_when(context: Context) -> bool:
    """Whether a day or a time stands behind the command."""
    client = context.client
    found = _moment_in(context, client, " ".join(context.words)) if client else (None, None)
    return found != (None, None)


def _label(context: Context, client: Client, one: Appointment) -> str:
    assert one.at is not None
    day = show_short(local_date(client.zone, one.at), client.language)
    hour = show_minutes(local_minutes(client.zone, one.at))
    return f"{day} {hour} · {context.t(f'appointment.button.{one.kind}')}"


@for_clients
async def ask_kind(context: Context, client: Client) -> None:
    """Which kind?"""
    if await appointments.count_coming(context.tx, client.id) >= MOST:
        context.show(context.t("appointment.full", n=MOST), [[_list_button(context)]])
        return
    context.show(context.t("appointment.which"), _kinds(context))


def _kinds(context: Context, along: str = "") -> Rows:
    """`along`: the moment that is known already, for `take_kind`."""
    return in_pairs([
        Button(context.t(f"appointment.button.{k}"), f"appointment:kind:{k}{along}") for k in KINDS
    ])  # fmt: skip


@for_clients
async def take_kind(context: Context, client: Client) -> None:
    """A kind was tapped: when is it?"""
    kind = context.word(0) if context.word(0) in KINDS else "other"
    if await appointments.count_coming(context.tx, client.id) >= MOST:
        context.show(context.t("appointment.full", n=MOST), [[_list_button(context)]])
        return
    number = await appointments.begin(context.tx, client.id, kind, context.now)
    found = await appointments.find(context.tx, number, client.id)
    minutes, day = min(context.number(1), 2**31), _day(context.number(2))
    if found is not None and minutes:
        await _take(context, client, found, datetime.fromtimestamp(minutes * 60, UTC))
    elif found is not None and day is not None:
        await _ask_hour(context, client, found, day)
    else:
        await _ask_day(context, client, number, context.t("appointment.when"))


@for_clients
async def move(context: Context, client: Client) -> None:
    """Another time for one that is planned; until that is known the old one stands."""
    found = await _find(context, client)
    if found is not None:
        await appointments.ask_for(context.tx, found.id, client.id)
        await _ask_day(context, client, found.id, context.t("appointment.when"))


async def _ask_day(context: Context, client: Client, appointment_id: int, text: str) -> None:
    await appointments.change(context.tx, appointment_id, asked_on=None)
    await waiting.wait_for(context.tx, context.chat_id, "appointment:when", context.now)
    today = local_date(client.zone, context.now)
    days = [today + timedelta(days=ahead) for ahead in range(_DAYS)]
    buttons = [
        Button(show_short(day, client.language),
               f"appointment:day:{appointment_id}:{day.toordinal()}")
        for day in days
    ]  # fmt: skip
    context.show(text, [*in_pairs(buttons), [_leave(context)]])


@for_clients
async def take_day(context: Context, client: Client) -> None:
    """A day was tapped: at what time?"""
    found, day = await _find(context, client), _day(context.number(1))
    if found is None:
        return
    if day is None:
        await _ask_day(context, client, found.id, context.t("appointment.no_when"))
        return
    await _ask_hour(context, client, found, day)


async def _ask_hour(context: Context, client: Client, found: Appointment, day: date) -> None:
    await appointments.ask_for(context.tx, found.id, client.id)
    await appointments.change(context.tx, found.id, asked_on=day)
    await waiting.wait_for(context.tx, context.chat_id, "appointment:when", context.now)
    data = f"appointment:time:{found.id}:{day.toordinal()}"
    hours = [Button(show_minutes(hour * 60), f"{data}:{hour * 60}") for hour in _HOURS]
    rows = [hours[start : start + 4] for start in range(0, len(hours), 4)]
    context.show(context.t("appointment.what_time"), [*rows, [_leave(context)]])


@for_clients
async def take_time(context: Context, client: Client) -> None:
    """A time was tapped."""
    found, day = await _find(context, client), _day(context.number(1))
    if found is None:
        return
    if day is None:
        await _ask_day(context, client, found.id, context.t("appointment.no_when"))
        return
    await _take(context, client, found, at_local(day, context.number(2) % 1440, client.zone))


@for_clients
async def read_when(context: Context, client: Client) -> None:
    """A day, a time or both were typed; or the answer to whether it may come in quiet hours."""
    if await _answers_in_quiet(context):
        return
    found = await appointments.find_asked(context.tx, client.id)
    if found is None:
        await show_list(context)
        return
    today = local_date(client.zone, context.now)
    day, minutes = parse_moment(context.text, today, found.asked_on, client.language)
    if minutes is not None:
        # A lone time is today.
        await _take(context, client, found, at_local(day or today, minutes, client.zone))
    elif (day := day or leading_day(context.text, today) or found.asked_on) is not None:
        await _ask_hour(context, client, found, day)
    else:
        await _ask_day(context, client, found.id, context.t("appointment.no_when"))


async def _answers_in_quiet(context: Context) -> bool:
    """True: it is a yes or a no to that question, and taken; a no is silent in quiet hours."""
    shown = await typed.in_sight(context)
    if shown is None or not shown.holds(_SURE):
        return False
    press = await typed.read_press(context)
    data = press.data if press is not None else ""
    if (
        not data
        and words_of(context.text)[:1] in _NO
        and typed.may_answer(context, shown.message_id)
    ):
        data = next(b.data for row in shown.rows for b in row if b.data.startswith(_HUSH))
    for beginning, take in ((_SURE, take_sure), (_HUSH, take_hushed)):
        if data.startswith(beginning):
            context.words = data.removeprefix(beginning).split(":")
            await take(context)
            return True
    return False


async def _take(context: Context, client: Client, found: Appointment, at: datetime) -> None:
    if not context.now < at <= context.now + FURTHEST:
        key = "appointment.past" if at <= context.now else "appointment.too_far"
        await _ask_day(context, client, found.id, context.t(key))
        return
    if any(rules.is_quiet(client, at, stage) for stage in rules.coming(at, context.now)):
        data = f"{found.id}:{int(at.timestamp()) // 60}"
        context.show(
            context.t("appointment.in_quiet", when=_when(client, at)),
            [
                [Button(context.t("appointment.button.sure"), f"{_SURE}{data}")],
                [Button(context.t("appointment.button.hush"), f"{_HUSH}{data}")],
            ],
        )
        return
    await _plan(context, client, found, at, in_quiet=False)


@for_clients
async def take_sure(context: Context, client: Client) -> None:
    """In the quiet hours, too."""
    await _confirmed(context, client, in_quiet=True)


@for_clients
async def take_hushed(context: Context, client: Client) -> None:
    """Planned, and silent in the quiet hours."""
    await _confirmed(context, client, in_quiet=False)


async def _confirmed(context: Context, client: Client, *, in_quiet: bool) -> None:
    found = await _find(context, client)
    if found is None:
        return
    minutes = min(context.number(1), 2**31)
    at = datetime.fromtimestamp(minutes * 60, UTC)
    if not context.now < at <= context.now + FURTHEST:
        await _ask_day(context, client, found.id, context.t("appointment.past"))
        return
    await _plan(context, client, found, at, in_quiet=in_quiet)


async def _plan(
    context: Context, client: Client, found: Appointment, at: datetime, *, in_quiet: bool
) -> None:
    await service.plan(context.tx, found, at, context.now, in_quiet=in_quiet)
    if found.at is not None:
        await _finish(context, client, found.id)
        return
    await appointments.ask_for(context.tx, found.id, client.id)
    await waiting.wait_for(context.tx, context.chat_id, "appointment:note", context.now)
    without = Button(context.t("appointment.button.no_note"), f"appointment:done:{found.id}")
    text = context.t("appointment.ask_note", when=_when(client, at), n=LONGEST_NOTE)
    context.show(text, [[without]])


@for_clients
async def read_note(context: Context, client: Client) -> None:
    """A few words about it: sealed, and taken out of the chat."""
    found = await appointments.find_asked(context.tx, client.id)
    note = context.text.strip()
    if found is None:
        await show_list(context)
        return
    if not note or utf16_length(note) > LONGEST_NOTE:
        without = Button(context.t("appointment.button.no_note"), f"appointment:done:{found.id}")
        context.say(context.t("appointment.note_again", n=LONGEST_NOTE), [[without]])
        return
    take_out(context)
    await appointments.set_note(context.tx, found.id, note)
    await _finish(context, client, found.id)


@for_clients
async def done(context: Context, client: Client) -> None:
    """Without a note."""
    found = await _find(context, client)
    if found is not None:
        await _finish(context, client, found.id)


async def _finish(context: Context, client: Client, appointment_id: int) -> None:
    await waiting.clear(context.tx, context.chat_id)
    found = await appointments.find(context.tx, appointment_id, client.id)
    if found is None or found.at is None:
        await _gone(context)
        return
    await appointments.change(context.tx, found.id, asking=False, asked_on=None)
    coming = rules.coming(found.at, context.now)
    kept = [s for s in coming if found.in_quiet or not rules.is_quiet(client, found.at, s)]
    parts = [_promise(context, client, found.at, coming, kept)]
    if client.is_paused:
        parts.append(context.t("appointment.paused"))
    if Stage.BEFORE not in kept:
        # It would have come an hour ago, or in the quiet hours: what it says is said now.
        parts.append(context.t("appointment.said_now"))
        parts.append(message(context.book, found.id, Stage.BEFORE, noted=False)[0])
    context.show(join(parts), [[_list_button(context)]])


def _promise(
    context: Context, client: Client, at: datetime, coming: list[Stage], kept: list[Stage]
) -> str:
    """Which of the letters still to come there will be."""
    when = _when(client, at)
    if not kept:
        return context.t("appointment.planned_none", when=when)
    *others, last = [context.t(f"appointment.at_{stage.name.lower()}") for stage in kept]
    which = context.t("appointment.and", one=", ".join(others), other=last) if others else last
    key = "appointment.planned" if kept == coming else "appointment.planned_some"
    return context.t(key, when=when, which=which)


@gate.guarded(_LIST)
@for_clients
async def look(context: Context, client: Client) -> None:
    """One of them with its note: move it, call it off."""
    found = await _find(context, client)
    if found is None:
        return
    if found.at is None:
        await _gone(context)
        return
    note = await appointments.note_of(context.tx, found.id, client.id)
    head = f"{_when(client, found.at)} · {context.t(f'appointment.button.{found.kind}')}"
    rows = [
        [
            Button(context.t("appointment.button.move"), f"appointment:move:{found.id}"),
            Button(context.t("appointment.button.cancel"), f"appointment:cancel:{found.id}"),
        ],
        [_list_button(context)],
    ]
    await show_for_a_while(context, client, _LIST, join([head, note]), rows)


@for_clients
async def cancel(context: Context, client: Client) -> None:
    """Called off; tapped twice, it is just as gone."""
    await appointments.drop(context.tx, context.number(0), client.id)
    context.show(context.t("appointment.cancelled"), [[_list_button(context)]])


@for_clients
async def open_line(context: Context, client: Client) -> None:
    """A neutral line was tapped: what it stood for, as long as that is true."""
    found = await appointments.find(context.tx, context.number(0), client.id)
    stage = min(context.number(1), int(Stage.AFTER))
    if found is None:
        context.show(context.t("stub.gone"))
        return
    noted = bool(await appointments.note_of(context.tx, found.id, client.id))
    text, rows = message(context.book, found.id, Stage(stage), noted=noted)
    await stub.reveal(context, f"appointment:open:{found.id}:{stage}", as_text(text), rows)


@for_clients
async def how_was_it(context: Context, client: Client) -> None:
    """Afterwards: whatever it was, nothing is counted, and nothing of it is kept."""
    how = context.word(1) if context.word(1) in HOW else "unsaid"
    found = await appointments.find(context.tx, context.number(0), client.id)
    if found is not None and found.at is not None and found.at <= context.now:
        await appointments.drop(context.tx, found.id, client.id)
    t = context.book.t
    home = [exercises_button(t), urge_button(t), help_button(t)]
    context.show(context.t(f"appointment.{how}"), [home])


@for_clients
async def leave(context: Context, client: Client) -> None:
    """Not now: what has no time yet is thrown away."""
    await show_list(context)


async def _find(context: Context, client: Client) -> Appointment | None:
    """The one that a button is about; else that is said."""
    found = await appointments.find(context.tx, context.number(0), client.id)
    if found is None:
        await _gone(context)
    return found


async def _gone(context: Context) -> None:
    context.show(context.t("appointment.gone"), [[_list_button(context)]])


def _day(ordinal: int) -> date | None:
    """The date in a button, if it is one."""
    return date.fromordinal(ordinal) if 0 < ordinal < date.max.toordinal() - 1 else None


def _when(client: Client, at: datetime) -> str:
    return show_instant(at, client.zone, client.language)


def _list_button(context: Context) -> Button:
    return Button(context.t("appointment.button.list"), _LIST)


def _leave(context: Context) -> Button:
    return Button(context.t("appointment.button.leave"), "appointment:leave")


FEATURE = Feature(
    room="appointment",
    commands=(
        Command("afspraak", "appointment", show_list, clients=True, weighs_urges=_says_when),
    ),
    wishes={"appointment": show_list},
    buttons={
        "list": show_list,
        "new": ask_kind,
        "kind": take_kind,
        "day": take_day,
        "time": take_time,
        "sure": take_sure,
        "hush": take_hushed,
        "done": done,
        "look": look,
        "move": move,
        "cancel": cancel,
        "open": open_line,
        "how": how_was_it,
        "leave": leave,
    },
    waits={"when": read_when, "note": read_note},
    asks_day=frozenset(["when"]),
    keeps_urges=frozenset(["note"]),
    kinds={KIND: AppointmentKind()},
    ticks=(Tick("appointment", 5.0, service.queue_due, appointments.NEXT_DUE),),
)

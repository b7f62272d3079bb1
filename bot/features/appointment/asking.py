"""Asking what an appointment is about and when it is, until it is planned."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.calendar.days import day_in, show_instant, show_short
from bot.calendar.halves import of_both
from bot.calendar.times import at_local, local_date
from bot.context import Context
from bot.features.appointment import rules, sentence, service
from bot.features.appointment.kind import message
from bot.features.appointment.rules import LONGEST_NOTE, MOST, Stage
from bot.outbox.letters import Button, Rows, in_pairs
from bot.screens import moment, typed
from bot.screens.frame import for_clients
from bot.screens.keeping import take_out, words_alone
from bot.store import appointments
from bot.store.appointments import KINDS, Appointment
from bot.store.clients import Client
from bot.text import Text, join, utf16_length
from bot.understanding import yes_no
from bot.understanding.classify import DISTRESS
from bot.understanding.words import words_of

LIST = "appointment:list"
_DAYS = 8
_HOURS = (9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)
_SURE, _HUSH = "appointment:sure:", "appointment:hush:"


async def begins(context: Context, client: Client) -> bool:
    """True: a day or a time was typed where it is asked what it is about, with or without that."""
    unit, (when, doubt) = context.unit, sentence.when_in(context, client, context.text)
    if not when or unit.label == DISTRESS or unit.wish not in {"", "appointment"}:
        return False  # "I'm scared of Friday", "send me nothing tomorrow"
    await _begin(context, client, context.text, when, doubt)
    return True


async def offer(context: Context, client: Client) -> None:
    """That the other has to be met was told in a sentence: it can be planned here, then if a
    moment was told. Nothing is kept before she taps.
    """
    when, doubt = sentence.when_in(context, client, context.text)
    if when and not doubt:
        await _begin(context, client, "", when, "")
    else:
        await ask_kind(context)


async def begin_with(context: Context, client: Client, words: str) -> None:
    """Something stood behind the command: what was understood of it is said, and asked about."""
    await _begin(context, client, words, *sentence.when_in(context, client, words))


async def _begin(context: Context, client: Client, words: str, when: str, doubt: str) -> None:
    if await appointments.count_coming(context.tx, client.id) >= MOST:
        context.show(context.t("appointment.full", n=MOST), [[list_button(context)]])
        return
    said = sentence.read(context, client, when)
    if doubt or said.day is None:
        await _ask_which(context, doubt or context.t("appointment.which_unknown"))
        return
    if why := sentence.why_not(context, client, said):
        again = [context.t(f"appointment.{why}"), context.t("appointment.which")]
        await _ask_which(context, join(again))
        return
    if kind := sentence.kind_in(words):
        number = await appointments.begin(context.tx, client.id, kind, context.now)
        found = await appointments.find(context.tx, number, client.id)
        assert found is not None
        await appointments.ask_for(context.tx, number, client.id)
        await take_typed(context, client, found, when)
        return
    if said.minutes is None or said.halves is not None:
        early = f":{said.halves[0]}" if said.halves is not None else ""
        shown_when, along = show_short(said.day, client.language), f":0:{said.day}{early}"
    else:
        at = at_local(said.day, said.minutes, client.zone)
        shown_when, along = shown(client, at), f":{int(at.timestamp()) // 60}"
    context.show(context.t("appointment.which_then", when=shown_when), kinds(context, along))


async def _ask_which(context: Context, text: Text | str) -> None:
    await context.wait_for("appointment:when")
    context.show(text, [*kinds(context), [list_button(context)]])


async def says_when(context: Context) -> bool:
    """Whether a day or a time stands behind the command."""
    client, words = context.client, " ".join(context.words)
    return client is not None and sentence.read(context, client, words) != moment.Typed()


@for_clients
async def ask_kind(context: Context, client: Client) -> None:
    """Which kind?"""
    if await appointments.count_coming(context.tx, client.id) >= MOST:
        context.show(context.t("appointment.full", n=MOST), [[list_button(context)]])
        return
    await context.wait_for("appointment:when")
    context.show(context.t("appointment.which"), kinds(context))


def kinds(context: Context, along: str = "") -> Rows:
    """`along`: the moment that is known already, for `take_kind`."""
    return in_pairs([
        Button(context.t(f"appointment.button.{k}"), f"appointment:kind:{k}{along}") for k in KINDS
    ])  # fmt: skip


@for_clients
async def take_kind(context: Context, client: Client) -> None:
    """A kind was tapped: when is it?"""
    kind = context.word(0) if context.word(0) in KINDS else "other"
    if await appointments.count_coming(context.tx, client.id) >= MOST:
        context.show(context.t("appointment.full", n=MOST), [[list_button(context)]])
        return
    number = await appointments.begin(context.tx, client.id, kind, context.now)
    found = await appointments.find(context.tx, number, client.id)
    minutes, day = min(context.number(1), 2**31), day_in(context.word(2))
    if found is not None and minutes:
        await _take(context, client, found, datetime.fromtimestamp(minutes * 60, UTC))
    elif found is not None and day is not None and (early := context.number(3)):
        await _ask_half(context, client, found, day, of_both(early))
    elif found is not None and day is not None:
        await _ask_hour(context, client, found, day)
    else:
        await ask_day(context, client, number, context.t("appointment.when"))


async def ask_day(context: Context, client: Client, appointment_id: int, text: str) -> None:
    """On which day?"""
    await appointments.change(context.tx, appointment_id, asked_on=None)
    await context.wait_for("appointment:when")
    today = local_date(client.zone, context.now)
    days = [today + timedelta(days=ahead) for ahead in range(_DAYS)]
    data = f"appointment:day:{appointment_id}"
    rows = moment.day_rows(days, data, lambda day: show_short(day, client.language))
    context.show(text, [*rows, [_leave(context)]])


@for_clients
async def take_day(context: Context, client: Client) -> None:
    """A day was tapped: at what time?"""
    if (tapped := await _tapped(context, client)) is not None:
        found, day = tapped
        await _ask_hour(context, client, found, day)


async def _tapped(context: Context, client: Client) -> tuple[Appointment, date] | None:
    """What a tapped button is about, and its day; where it has none, the day is asked for."""
    found, day = await find(context, client), day_in(context.word(1))
    if found is None:
        return None
    if day is None:
        await ask_day(context, client, found.id, context.t("appointment.no_when"))
        return None
    return found, day


async def _ask_hour(context: Context, client: Client, found: Appointment, day: date) -> None:
    await appointments.ask_for(context.tx, found.id, client.id)
    await appointments.change(context.tx, found.id, asked_on=day)
    await context.wait_for("appointment:when")
    rows = moment.hour_rows(_HOURS, f"appointment:time:{found.id}:{day}", across=4)
    context.show(context.t("appointment.what_time"), [*rows, [_leave(context)]])


async def _ask_half(
    context: Context, client: Client, found: Appointment, day: date, halves: tuple[int, int]
) -> None:
    """In the morning or in the evening?"""
    await appointments.ask_for(context.tx, found.id, client.id)
    await appointments.change(context.tx, found.id, asked_on=day)
    await context.wait_for(f"appointment:when:{halves[0]}")
    row = moment.halves_row(halves, f"appointment:time:{found.id}:{day}")
    context.show(context.t("moment.halves"), [row, [_leave(context)]])


@for_clients
async def take_time(context: Context, client: Client) -> None:
    """A time was tapped."""
    if (tapped := await _tapped(context, client)) is not None:
        found, day = tapped
        at = at_local(day, context.number(2) % 1440, client.zone)
        await _take(context, client, found, at)


async def take_typed(
    context: Context, client: Client, found: Appointment, text: str = "", early: int = 0
) -> None:
    """A day, a time or both were typed for this one; `text`: what of it tells when; `early`: the
    hour of which it was asked whether it is one of the morning.
    """
    said = sentence.read_whole(context, client, text or context.text, found.asked_on)
    said = moment.with_half(said, context.text, early)
    if said.day is None:
        text = said.doubt or context.t("appointment.no_when")
        await ask_day(context, client, found.id, text)
    elif why := sentence.why_not(context, client, said):
        await ask_day(context, client, found.id, context.t(f"appointment.{why}"))
    elif said.minutes is None:
        await _ask_hour(context, client, found, said.day)
    elif said.halves is not None:
        await _ask_half(context, client, found, said.day, said.halves)
    else:
        at = at_local(said.day, said.minutes, client.zone)
        await _take(context, client, found, at)


async def answers_in_quiet(context: Context) -> bool:
    """True: it is a yes or a no to that question, and taken; a no is silent in quiet hours."""
    asked = await typed.in_sight(context)
    if asked is None or not asked.holds(_SURE):
        return False
    press = await typed.read_press(context)
    data = press.data if press is not None else ""
    says_no = yes_no.read(" ".join(words_of(context.text)[:1])) == yes_no.NO
    if not data and says_no and typed.may_answer(context, asked.message_id):
        data = asked.data(_HUSH)[0]
    for beginning, take in ((_SURE, take_sure), (_HUSH, take_hushed)):
        if data.startswith(beginning):
            context.words = data.removeprefix(beginning).split(":")
            await take(context)
            return True
    return False


async def _take(context: Context, client: Client, found: Appointment, at: datetime) -> None:
    if why := moment.why_not(at, context.now):
        await ask_day(context, client, found.id, context.t(f"appointment.{why}"))
        return
    if any(rules.is_quiet(client, at, stage) for stage in rules.coming(at, context.now)):
        data = f"{found.id}:{int(at.timestamp()) // 60}"
        context.show(
            context.t("appointment.in_quiet", when=shown(client, at)),
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
    found = await find(context, client)
    if found is None:
        return
    minutes = min(context.number(1), 2**31)
    at = datetime.fromtimestamp(minutes * 60, UTC)
    if why := moment.why_not(at, context.now):
        await ask_day(context, client, found.id, context.t(f"appointment.{why}"))
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
    await context.wait_for("appointment:note")
    without = Button(context.t("appointment.button.no_note"), f"appointment:done:{found.id}")
    text = context.t("appointment.ask_note", when=shown(client, at), n=LONGEST_NOTE)
    context.show(text, [[without]])


async def take_note(context: Context, client: Client, found: Appointment) -> None:
    """A few words about it were typed: sealed, and taken out of the chat."""
    note = words_alone(context)
    if not note or utf16_length(note) > LONGEST_NOTE:
        without = Button(context.t("appointment.button.no_note"), f"appointment:done:{found.id}")
        again = context.t("appointment.note_again", n=LONGEST_NOTE)
        context.say(again if note else context.t("keeping.only_text"), [[without]])
        return
    take_out(context)
    await appointments.set_note(context.tx, found.id, note)
    await _finish(context, client, found.id)


@for_clients
async def done(context: Context, client: Client) -> None:
    """Without a note."""
    found = await find(context, client)
    if found is not None:
        await _finish(context, client, found.id)


async def _finish(context: Context, client: Client, appointment_id: int) -> None:
    await context.stop_waiting()
    found = await appointments.find(context.tx, appointment_id, client.id)
    if found is None or found.at is None:
        await gone(context)
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
    context.show(join(parts), [[list_button(context)]])


def _promise(
    context: Context, client: Client, at: datetime, coming: list[Stage], kept: list[Stage]
) -> str:
    """Which of the letters still to come there will be."""
    when = shown(client, at)
    if not kept:
        return context.t("appointment.planned_none", when=when)
    *others, last = [context.t(f"appointment.at_{stage.name.lower()}") for stage in kept]
    which = context.t("appointment.and", one=", ".join(others), other=last) if others else last
    key = "appointment.planned" if kept == coming else "appointment.planned_some"
    return context.t(key, when=when, which=which)


async def find(context: Context, client: Client) -> Appointment | None:
    """The one that a button is about; else that is said."""
    found = await appointments.find(context.tx, context.number(0), client.id)
    if found is None:
        await gone(context)
    return found


async def gone(context: Context) -> None:
    """It is not planned any more."""
    context.show(context.t("appointment.gone"), [[list_button(context)]])


def shown(client: Client, at: datetime) -> str:
    """The day and the hour, by the client's own clock."""
    return show_instant(at, client.zone, client.language)


def list_button(context: Context) -> Button:
    """To all that is planned."""
    return Button(context.t("appointment.button.list"), LIST)


def _leave(context: Context) -> Button:
    return Button(context.t("appointment.button.leave"), "appointment:leave")

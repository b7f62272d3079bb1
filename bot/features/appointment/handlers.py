"""Contact that has to happen: planned here, with a word before, at the time, and after."""

from __future__ import annotations

from bot.calendar.days import show_short
from bot.calendar.times import local_date, local_minutes, show_minutes
from bot.context import Context
from bot.feature import Command, Feature, For, Place, Tick, Urges
from bot.features.appointment import asking, sentence, service
from bot.features.appointment.kind import HOW, KIND, AppointmentKind, message
from bot.features.appointment.rules import MOST, Stage
from bot.outbox.letters import Button, Rows
from bot.safety import lasting
from bot.screens import gate, stub, typed
from bot.screens.frame import (
    exercises_button,
    for_clients,
    help_button,
    urge_and_help,
    urge_button,
)
from bot.screens.how_it_went import ASKED, HEAVY, read_how
from bot.screens.keeping import show_for_a_while
from bot.store import appointments
from bot.store.appointments import Appointment
from bot.store.clients import Client
from bot.text import as_text, join
from bot.understanding.classify import DISTRESS, URGE


@for_clients
async def show_list(context: Context, client: Client) -> None:
    """What is planned, behind the word if there is one; and a new one. A day or a time behind the
    command is taken along to that.
    """
    await context.stop_waiting()
    await appointments.drop_drafts(context.tx, client.id)
    if not context.is_button and context.text.startswith("/") and context.words:
        await asking.begin_with(context, client, " ".join(context.words))
        return
    coming = await appointments.list_coming(context.tx, client.id)
    if not coming:
        await context.wait_for("appointment:when")  # "Friday at five he fetches the children"
        context.show(context.t("appointment.none"), asking.kinds(context))
        return
    if not await gate.is_open(context):
        await gate.ask(context, asking.LIST)
        return
    rows: Rows = [
        [Button(_label(context, client, one), f"appointment:look:{one.id}")] for one in coming
    ]
    if len(coming) < MOST:
        rows = [*rows, [Button(context.t("appointment.button.new"), "appointment:new")]]
    await show_for_a_while(context, client, asking.LIST, context.t("appointment.list"), rows)


@for_clients
async def offer(context: Context, client: Client) -> None:
    """Contact that has to happen was told in a sentence. It may pull all the same."""
    await context.stop_waiting()
    await appointments.drop_drafts(context.tx, client.id)
    await asking.offer(context, client)
    context.add_below(urge_and_help(context.t))


def _label(context: Context, client: Client, one: Appointment) -> str:
    assert one.at is not None
    day = show_short(local_date(client.zone, one.at), client.language)
    hour = show_minutes(local_minutes(client.zone, one.at))
    return f"{day} {hour} · {context.t(f'appointment.button.{one.kind}')}"


@for_clients
async def move(context: Context, client: Client) -> None:
    """Another time for one that is planned; until that is known the old one stands."""
    found = await asking.find(context, client)
    if found is not None:
        await appointments.ask_for(context.tx, found.id, client.id)
        await asking.ask_day(context, client, found.id, context.t("appointment.when"))


async def read_when(context: Context) -> bool:
    """A day, a time or both were typed; or the answer to whether it may come in quiet hours. Where
    it is not known yet what it is about, anything else is not meant for it. Nor is an urge, unless
    it names a moment and nothing else.
    """
    client = context.client
    if client is None:
        return False
    if await asking.answers_in_quiet(context):
        return True
    if context.unit.label == URGE and not sentence.is_moment(context, client):
        return False
    found = await appointments.find_asked(context.tx, client.id)
    if found is None:
        return await asking.begins(context, client)
    await asking.take_typed(context, client, found, early=context.number(0))
    return True


@for_clients
async def read_note(context: Context, client: Client) -> None:
    """A few words about it: sealed, and taken out of the chat."""
    found = await appointments.find_asked(context.tx, client.id)
    if found is None:
        await show_list(context)
        return
    await asking.take_note(context, client, found)


@for_clients
async def without_note(context: Context, client: Client) -> None:
    """No words beside it."""
    found = await appointments.find_asked(context.tx, client.id)
    context.words = [str(found.id) if found is not None else ""]
    await asking.done(context)


@gate.guarded(asking.LIST)
@for_clients
async def look(context: Context, client: Client) -> None:
    """One of them with its note: move it, call it off."""
    found = await asking.find(context, client)
    if found is None:
        return
    if found.at is None:
        await asking.gone(context)
        return
    note = await appointments.note_of(context.tx, found.id, client.id)
    head = f"{asking.shown(client, found.at)} · {context.t(f'appointment.button.{found.kind}')}"
    rows = [
        [
            Button(context.t("appointment.button.move"), f"appointment:move:{found.id}"),
            Button(context.t("appointment.button.cancel"), f"appointment:cancel:{found.id}"),
        ],
        [asking.list_button(context)],
    ]
    await show_for_a_while(context, client, asking.LIST, join([head, note]), rows)


@for_clients
async def cancel(context: Context, client: Client) -> None:
    """Called off; tapped twice, it is just as gone."""
    await appointments.drop(context.tx, context.number(0), client.id)
    context.show(context.t("appointment.cancelled"), [[asking.list_button(context)]])


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
    t = context.t
    home = [exercises_button(t), urge_button(t), help_button(t)]
    context.show(context.t(f"appointment.{how}"), [home])


async def answer_how(context: Context) -> bool:
    """True: "how was it?" is in sight, and this answers it in words of her own, or tells of a hard
    time in general. An urge, and a state that has exercises of its own, are answered as those.
    """
    asked = await typed.answered(context) if context.client is not None else None
    data = asked.data(ASKED) if asked is not None else []
    if not data or await context.waits_for() is not None:
        return False
    if await lasting.is_near_a_crisis(context) or await typed.read_press(context) is not None:
        return False
    unit = context.unit
    tells = unit.label == DISTRESS and not (unit.kind or unit.wish)
    how = read_how(context.text) or (HEAVY if tells else None)
    if how is None:
        return False
    context.words = [data[0].split(":")[2], how]
    await how_was_it(context)
    return True


@for_clients
async def leave(context: Context, client: Client) -> None:
    """Not now: what has no time yet is thrown away."""
    await show_list(context)


FEATURE = Feature(
    room="appointment",
    commands=(
        Command("afspraak", "appointment", show_list, For.CLIENTS, weighs_urges=asking.says_when),
    ),
    wishes={"appointment": show_list, "meeting": offer},
    buttons={
        "list": show_list,
        "new": asking.ask_kind,
        "kind": asking.take_kind,
        "day": asking.take_day,
        "time": asking.take_time,
        "sure": asking.take_sure,
        "hush": asking.take_hushed,
        "done": asking.done,
        "look": look,
        "move": move,
        "cancel": cancel,
        "open": open_line,
        "how": how_was_it,
        "leave": leave,
    },
    answers=answer_how,
    waits={
        "when": Place(read_when, Urges.WEIGHED, asks_day=True, asks_little=True),
        "note": Place(read_note, Urges.KEPT, without=without_note),
    },
    kinds={KIND: AppointmentKind()},
    ticks=(Tick("appointment", 5.0, service.queue_due, appointments.NEXT_DUE),),
)

"""Dates that are hard, such as a birthday: a small message on the day, at the daily hour."""

from __future__ import annotations

from datetime import date, timedelta

from bot.calendar.days import show_day, show_yearly
from bot.calendar.times import local_date, show_minutes
from bot.context import Context
from bot.feature import Feature, Place, Tick, Urges
from bot.features.hard_days import reading, rules, service
from bot.features.hard_days.kind import KIND, HardDayKind, message, wants_any
from bot.features.hard_days.service import MOST
from bot.outbox import letters
from bot.outbox.letters import Button, Rows, in_rows
from bot.screens import gate, moment, stub, typed
from bot.screens.frame import for_clients
from bot.screens.keeping import show_for_a_while, take_out, words_alone
from bot.store import hard_days
from bot.store.clients import Client
from bot.store.hard_days import HardDay
from bot.text import bold, join, one_line
from bot.understanding.classify import DISTRESS, URGE
from bot.understanding.words import words_of

_LIST = "date:list"
_FURTHEST = timedelta(days=2 * 366)


@gate.guarded(_LIST)
@for_clients
async def show_list(context: Context, client: Client) -> None:
    """Every date that is noted; a number opens one."""
    await context.stop_waiting()
    noted = [one for one in await hard_days.list_all(context.tx, client.id) if one.ready]
    lines = [f"{n}. {_line(client, one)}" for n, one in enumerate(noted, start=1)]
    buttons = [Button(str(n), f"date:look:{one.id}") for n, one in enumerate(noted, start=1)]
    rows: Rows = in_rows(buttons, 6)
    if len(noted) < MOST:
        rows = [*rows, [Button(context.t("date.button.add"), "date:add")]]
        await context.may_get("date:early")
    rows = [*rows, [Button(context.t("date.button.back"), "settings:overview")]]
    text = join([context.t("date.list"), "\n".join(lines)])
    await show_for_a_while(context, client, _LIST, text, rows)


def _line(client: Client, one: HardDay) -> str:
    day = _shown(client, one)
    return f"{day} · {one.name}" if one.name else day


def _shown(client: Client, one: HardDay) -> str:
    if one.yearly:
        return show_yearly(one.day, client.language)
    return show_day(one.day, client.language, year=True)


@for_clients
async def add(context: Context, client: Client) -> None:
    """Ask for the date."""
    if await hard_days.count(context.tx, client.id) >= MOST:
        context.show(context.t("date.full", n=MOST), [[_back(context)]])
        return
    await context.wait_for("date:day")
    context.show(context.t("date.ask_day"), [[_back(context)]])


async def read_day(context: Context) -> bool:
    """A date was typed, alone or among a few words that may be its name. An urge that is said
    beside it goes first.
    """
    client = context.client
    if client is None:
        return False
    today = local_date(client.zone, context.now)
    typed, name = reading.read(context, today)
    if context.unit.label == URGE and (reading.says_urge(context) or typed == moment.Typed()):
        return False
    if typed.day is None or typed.day > today + _FURTHEST:
        context.say(typed.doubt or context.t("date.no_day"), [[_back(context)]])
        return True
    await context.stop_waiting()
    day_id = await hard_days.begin(context.tx, client.id, typed.day, context.now)
    if name:
        await hard_days.set_name(context.tx, day_id, name)
    # With which message its name came: that one goes once the name is kept.
    data = f"{day_id}:{context.message_id}" if name else f"{day_id}"
    await _ask_often(context, client, typed.day, data)
    return True


async def _ask_often(context: Context, client: Client, day: date, data: str) -> None:
    await context.wait_for("date:often")
    yearly = Button(context.t("date.button.yearly"), f"date:every:{data}")
    once = Button(context.t("date.button.once"), f"date:once:{data}")
    context.say(
        context.t("date.how_often", day=show_day(day, client.language, year=True)),
        [[yearly, once], [_back(context)]],
    )


async def read_early_name(context: Context) -> bool:
    """Its name came where it is asked how often the date comes back: that is asked once more, and
    the name is asked about after it. A wish, a question or a hard time is no name.
    """
    client, unit = context.client, context.unit
    name = one_line(words_alone(context))
    if client is None or await read_often(context):
        return client is not None
    means_else = bool(unit.wish) or unit.label in (URGE, DISTRESS) or "?" in name
    found = None if means_else else await hard_days.find_draft(context.tx, client.id)
    shown = await typed.in_sight(context)
    elsewhere = shown is not None and not shown.holds("date:once:")
    if found is None or elsewhere or not 0 < len(name) <= reading.LONGEST_NAME:
        return False
    if not rules.may_be_name(words_of(name)):
        return False
    await hard_days.set_name(context.tx, found.id, name)
    await _ask_often(context, client, found.day, f"{found.id}:{context.message_id}")
    return True


async def read_early_day(context: Context) -> bool:
    """A date was typed below the list, before it was asked for."""
    client, shown = context.client, await typed.in_sight(context)
    if client is None or (shown is not None and not shown.holds("date:add")):
        return False
    found, _ = reading.read(context, local_date(client.zone, context.now))
    return found.day is not None and await read_day(context)


async def read_often(context: Context) -> bool:
    """A yes or a no, typed where it is asked whether it comes back every year."""
    shown = await typed.answered(context) if context.client is not None else None
    often = rules.read_often(words_of(context.text))
    data = shown.data("date:once:") if shown is not None else []
    if often is None or not data:
        return False
    context.words = data[0].split(":")[2:]
    await (every_year if often else once)(context)
    return True


@for_clients
async def every_year(context: Context, client: Client) -> None:
    """It comes back every year."""
    await _take(context, client, yearly=True)


@for_clients
async def once(context: Context, client: Client) -> None:
    """It comes once; a past one cannot."""
    await _take(context, client, yearly=False)


async def _take(context: Context, client: Client, *, yearly: bool) -> None:
    found = await hard_days.find(context.tx, context.number(0), client.id)
    if found is None or found.ready:
        await _gone(context)
        return
    await hard_days.change(context.tx, found.id, yearly=yearly)
    changed = await hard_days.find(context.tx, found.id, client.id)
    assert changed is not None
    if service.next_at(client, changed, context.now) is None:
        await context.wait_for("date:day")
        context.show(
            context.t("date.past", hour=show_minutes(client.hour_by_day)),
            [[Button(context.t("date.button.yearly"), f"date:every:{':'.join(context.words)}")],
             [_back(context)]],
        )  # fmt: skip
        return
    without = Button(context.t("date.button.no_name"), f"date:done:{found.id}")
    if found.name:
        said = context.number(1)
        await context.wait_for(f"date:said:{said}")
        keep_it = Button(context.t("date.button.keep_name"), f"date:keep:{found.id}:{said}")
        context.show(context.t("date.ask_name_said"), [[keep_it, without]])
        return
    await context.wait_for("date:name")
    context.show(context.t("date.ask_name"), [[without]])


@for_clients
async def read_name(context: Context, client: Client) -> None:
    """A name was typed: sealed, and taken out of the chat."""
    name = one_line(words_alone(context))
    found = await hard_days.find_draft(context.tx, client.id)
    if found is None:
        await context.stop_waiting()
        await _gone(context)
        return
    if not name or len(name) > reading.LONGEST_NAME:
        without = Button(context.t("date.button.no_name"), f"date:done:{found.id}")
        again = context.t("date.name_again", n=reading.LONGEST_NAME)
        context.say(again if name else context.t("keeping.only_text"), [[without]])
        return
    take_out(context)
    await hard_days.set_name(context.tx, found.id, name)
    await _finish(context, client, found)


@for_clients
async def unnamed(context: Context, client: Client) -> None:
    """A no where a name is asked for."""
    await _name_draft(context, client)
    await done(context)


@for_clients
async def keep_said(context: Context, client: Client) -> None:
    """A yes to the words that were typed beside the date."""
    await _name_draft(context, client)
    await keep(context)


async def _name_draft(context: Context, client: Client) -> None:
    """As a button names it: the date that is being noted, before what is said with it."""
    found = await hard_days.find_draft(context.tx, client.id)
    context.words = [str(found.id) if found is not None else "", *context.words]


@for_clients
async def keep(context: Context, client: Client) -> None:
    """The words that were typed beside the date are its name, and leave the chat."""
    found = await hard_days.find(context.tx, context.number(0), client.id)
    if found is None:
        await _gone(context)
        return
    if not found.ready and found.name and context.number(1):
        context.send(letters.delete(context.chat_id, [context.number(1)]))
    await _finish(context, client, found)


@for_clients
async def done(context: Context, client: Client) -> None:
    """Without a name."""
    found = await hard_days.find(context.tx, context.number(0), client.id)
    if found is None:
        await _gone(context)
        return
    if not found.ready:
        await hard_days.change(context.tx, found.id, name_sealed=None)
    await _finish(context, client, found)


async def _finish(context: Context, client: Client, found: HardDay) -> None:
    await context.stop_waiting()
    at = await service.finish(context.tx, client, found, context.now)
    if at is None:
        await _gone(context)
        return
    notes = [
        context.t(
            "date.noted",
            day=show_day(local_date(client.zone, at), client.language, year=True),
            hour=show_minutes(client.hour_by_day),
        )
    ]
    if found.yearly and (found.day.month, found.day.day) == (2, 29):
        notes.append(context.t("date.leap"))
    if client.is_paused:
        notes.append(context.t("date.paused"))
    elif client.is_arriving:
        notes.append(context.t("date.arriving"))
    elif not wants_any(client):
        notes.append(context.t("date.over"))
    context.show(join(notes), [[_list_button(context)]])


@gate.guarded(_LIST)
@for_clients
async def look(context: Context, client: Client) -> None:
    """One date, and the way to take it off."""
    found = await hard_days.find(context.tx, context.number(0), client.id)
    if found is None:
        await _gone(context)
        return
    drop_it = Button(context.t("date.button.drop"), f"date:drop:{found.id}")
    text = bold(_line(client, found))
    await show_for_a_while(context, client, _LIST, text, [[drop_it], [_list_button(context)]])


@for_clients
async def drop(context: Context, client: Client) -> None:
    """Taken off; tapped twice, it is just as gone."""
    await hard_days.drop(context.tx, context.number(0), client.id)
    context.show(context.t("date.dropped"), [[_list_button(context)]])


@for_clients
async def leave(context: Context, client: Client) -> None:
    """Not now: what was begun is thrown away."""
    await hard_days.drop_draft(context.tx, client.id)
    await show_list(context)


@for_clients
async def open_line(context: Context, client: Client) -> None:
    """A neutral line was tapped."""
    await stub.reveal(context, f"date:open:{context.number(0)}", *message(context.book))


async def _gone(context: Context) -> None:
    context.show(context.t("date.gone"), [[_list_button(context)]])


def _list_button(context: Context) -> Button:
    return Button(context.t("date.button.list"), _LIST)


def _back(context: Context) -> Button:
    return Button(context.t("date.button.leave"), "date:leave")


FEATURE = Feature(
    room="date",
    buttons={
        "list": show_list,
        "add": add,
        "every": every_year,
        "once": once,
        "keep": keep,
        "done": done,
        "look": look,
        "drop": drop,
        "leave": leave,
        "open": open_line,
    },
    wishes={"dates": show_list},
    in_full=frozenset(["drop"]),
    waits={
        "day": Place(read_day, Urges.WEIGHED, asks_day=True),
        "early": Place(read_early_day, Urges.WEIGHED, asks_little=True),
        "often": Place(read_early_name, asks_little=True),
        "name": Place(read_name, without=unnamed),
        "said": Place(read_name, without=unnamed, wanted=keep_said),
    },
    answers=read_often,
    kinds={KIND: HardDayKind()},
    ticks=(Tick("hard_day", 5.0, service.queue_due, hard_days.NEXT_DUE),),
)

"""The hour of the daily message. The first one that is chosen is the end of the arrival."""

from __future__ import annotations

from datetime import timedelta

from bot.calendar.days import show_coming
from bot.calendar.spoken import read_hour, split_hour
from bot.calendar.times import in_quiet_hours, local_date, show_minutes
from bot.calendar.wished import on_offer, read_other, read_wish
from bot.clients import course, preferences
from bot.context import Context
from bot.outbox import sight
from bot.outbox.letters import Button, in_rows
from bot.screens import typed
from bot.screens.frame import ask_hour, for_clients, keyboard, ways_onward
from bot.screens.strength import read_strength
from bot.store import clients, urges
from bot.store.clients import Client
from bot.text import join
from bot.understanding import yes_no
from bot.understanding.classify import DISTRESS, URGE

_WEEKS_A_ROW = 4
_AT = "settings:at:"
_HELLO, _STOP = "hello", "stop"
"""Wishes: "good evening" names no hour; "rather no messages" asks for none."""
_OTHER_FOR = timedelta(hours=1)
SURE = "sure"
"""An hour inside the quiet hours was confirmed."""


@for_clients
async def set_time(context: Context, client: Client) -> None:
    """`/tijd 08:15`; without an hour, a choice."""
    if not context.words:
        await choose_hour(context)
        return
    minutes = read_hour(" ".join(context.words), context.language)
    if minutes is None:
        await ask_hour(context, context.t("settings.no_time"))
        return
    await _take_hour(context, client, minutes)


@for_clients
async def choose_hour(context: Context, client: Client) -> None:
    """Six hours to tap; others can be typed."""
    await ask_hour(context, context.t("settings.which_hour"))


@for_clients
async def wish_hour(context: Context, client: Client) -> None:
    """Another hour was asked for in words, perhaps with the hour itself."""
    split = split_hour(context.text, context.language)
    if split is None:
        await choose_hour(context)
        return
    await _take_hour(context, client, split[1])


def is_hour(text: str) -> bool:
    """Whether it can follow the name of the command without a slash."""
    return read_hour(text) is not None


async def says_hour(context: Context) -> bool:
    """Whether an hour stands behind the command."""
    return is_hour(" ".join(context.words))


async def read_hour_here(context: Context) -> bool:
    """An hour was typed, where it was asked for."""
    client, minutes = context.client, read_hour(context.text, context.language)
    if client is None:
        return False
    if minutes is None:
        return await _read_around(context, client)
    await context.stop_waiting()
    await _take_hour(context, client, await _as_offered(context, minutes))
    return True


async def _as_offered(context: Context, minutes: int) -> int:
    """The hour that is meant, below hours of one part of the day: the part is not said again."""
    shown = await typed.in_sight(context)
    data = shown.data(_AT) if shown is not None else []
    offered = [int(one.split(":")[2]) for one in data]
    return on_offer(minutes, context.text, offered)


async def _read_around(context: Context, client: Client) -> bool:
    """An hour within a sentence, a part of the day, any hour, or none at all."""
    wish = read_wish(context.text, context.language)
    if context.unit.wish == _HELLO or (not wish.closed and context.unit.label in {URGE, DISTRESS}):
        return False
    wants_none = client.is_arriving and context.unit.wish == _STOP
    if wants_none or yes_no.read(context.text) == yes_no.NO:
        await context.stop_waiting()
        _leave(context, client)
    elif wish.any or len(wish.hours) == 1:
        await context.stop_waiting()
        named = wish.hours[:1]
        minutes = await _as_offered(context, named[0]) if named else client.daily_at
        await _take_hour(context, client, minutes, chosen=not wish.any)
    elif wish.hours:
        loud = [one for one in wish.hours if not in_quiet_hours(client.quiet, one)]
        await ask_hour(context, context.t("settings.which_of"), loud if loud[1:] else wish.hours)
    else:
        return False
    return True


def _leave(context: Context, client: Client) -> None:
    """No hour, or no other one."""
    change = [Button(context.t("settings.button.change_hour"), "settings:hour")]
    if client.is_arriving:
        context.say(context.t("start.hour_left"), [change])
    else:
        context.say(context.t("stop.kept"))


async def read_unasked(context: Context) -> bool:
    """Until the first hour is chosen, one that is typed is it, however long ago it was asked; and
    right behind one that was set, another that is said in its place.
    """
    client, message = context.client, context.incoming.message
    if client is None or message is None or message.reply_to_message is not None:
        return False
    if await context.waits_for() is not None:
        return False
    if not client.is_arriving:
        return await _read_other(context, client)
    if await _means_something_else(context, client):
        return False
    shown = await typed.in_sight(context)
    if shown is not None and shown.holds(_AT):
        return await read_hour_here(context)
    minutes = read_hour(context.text, context.language)
    if minutes is not None:
        await _take_hour(context, client, minutes)
    return minutes is not None


async def _read_other(context: Context, client: Client) -> bool:
    """ "No, make it ten": said to the words that an hour is set, while they are in sight."""
    shown, minutes = await typed.answered(context), read_other(context.text, context.language)
    around = read_wish(context.text, context.language)
    if minutes is None and not (around.closed and around.hours):
        return False
    if shown is None:
        return False
    hour = show_minutes(client.daily_at)
    told = [context.t("start.done"), context.t("settings.hour_set_paused", hour=hour)]
    said = with_next(context, context.t("settings.hour_set", hour=hour), client)
    told += [said, join([said, context.t("settings.any_hour")]).plain]
    if shown.said not in map(sight.said_as, told) or context.now - shown.at > _OTHER_FOR:
        return False
    if minutes is None:
        return await _read_around(context, client)
    await _take_hour(context, client, minutes)
    return True


async def _means_something_else(context: Context, client: Client) -> bool:
    """Whether it may be the strength of an urge, or is the label of a button in sight."""
    is_strength = read_strength(context.text) is not None
    if is_strength and await urges.find_open(context.tx, client.id, context.now) is not None:
        return True
    return await typed.read_press(context) is not None


@for_clients
async def take_hour(context: Context, client: Client) -> None:
    """An hour was tapped; `sure` follows when it was confirmed."""
    minutes = context.number(0) % (24 * 60)
    await _take_hour(context, client, minutes, sure=context.word(1) == SURE)


async def _take_hour(
    context: Context, client: Client, minutes: int, *, sure: bool = False, chosen: bool = True
) -> None:
    """`chosen`: by her; else any would do, and she hears how to change it."""
    if in_quiet_hours(client.quiet, minutes) and not sure:
        yes = Button(context.t("settings.button.sure"), f"settings:at:{minutes}:{SURE}")
        other = Button(context.t("settings.button.other_hour"), "settings:hour")
        text = context.t("settings.in_quiet", hour=show_minutes(minutes))
        context.show(text, [[yes], [other]])
        return
    await preferences.change(context.tx, client, context.now, daily_at=minutes)
    said, rows = await _hour_set(context, client, show_minutes(minutes)), ways_onward(context)
    if not chosen:
        said = join([said, context.t("settings.any_hour")]).plain
        rows = [[Button(context.t("settings.button.change_hour"), "settings:hour")], *rows]
    context.show(said, rows)
    if client.is_arriving:
        # The first hour is the end of the arrival, however it was chosen.
        context.say(context.t("start.done"), keyboard=keyboard(context.t))
        await _catch_up(context)


async def _hour_set(context: Context, client: Client, hour: str) -> str:
    begins = await course.waits_until(context.tx, client, context.now)
    if client.is_paused:
        return context.t("settings.hour_set_paused", hour=hour)
    if client.is_over:
        return context.t("settings.hour_set_over", hour=hour)
    if begins is not None and client.ended_at is None:
        on = show_coming(begins, local_date(client.zone, context.now), context.language)
        return context.t("start.waits", hour=hour, on=on)
    if client.is_arriving:
        return context.t("start.hour_set", hour=hour)
    return with_next(context, context.t("settings.hour_set", hour=hour), await _as_it_is(context))


async def _as_it_is(context: Context) -> Client | None:
    return await clients.find_by_chat(context.tx, context.chat_id)


def with_next(context: Context, said: str, client: Client | None) -> str:
    """The same, and the day of the next message if that is another than today.

    What is held after a crisis comes when that is over. `client`: as it is after the change.
    """
    if client is None or client.next_daily_at is None:
        return said
    at = client.next_daily_at
    if client.held_until is not None and client.is_held(context.now):
        at = max(at, client.held_until)
    on, today = local_date(client.zone, at), local_date(client.zone, context.now)
    if on <= today:
        return said
    if on == today + timedelta(days=1):
        return f"{said} {context.t('settings.next_tomorrow')}"
    return f"{said} {context.t('settings.next_on', on=show_coming(on, today, context.language))}"


async def _catch_up(context: Context) -> None:
    """Whoever joins a group that is on its way gets one card, and no pile."""
    client = await context.reload_client()
    if client is None:
        return
    day = await course.day_of(context.tx, client, local_date(client.zone, context.now))
    if day is None or day.week == 1:
        return
    weeks = [
        Button(context.t("start.button.week", n=week), f"daily:past:{week}")
        for week in range(1, day.week)
    ]
    rows = in_rows(weeks, _WEEKS_A_ROW)
    context.say(context.t("start.catch_up", n=day.week), rows)

"""What a client can set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.calendar.places import (
    COMMON,
    PICKS,
    city_of,
    find_zone,
    find_zones,
    is_zone,
    split_place,
)
from bot.calendar.spoken import read_span
from bot.calendar.times import MINUTES_A_DAY, in_quiet_hours, show_minutes
from bot.clients import preferences
from bot.content.model import Phrasebook
from bot.context import Context
from bot.feature import Command, Feature, For, Place, Urges
from bot.features.settings.hour import (
    SURE,
    choose_hour,
    is_hour,
    read_hour_here,
    read_unasked,
    says_hour,
    set_time,
    take_hour,
    wish_hour,
)
from bot.features.settings.neutral import make_neutral
from bot.features.settings.pausing import (
    ask_resume,
    ask_stop,
    halt,
    keep,
    pause,
    resume,
    resume_by_name,
    stop,
    tell_quitting,
)
from bot.outbox.letters import Button, Rows, in_pairs
from bot.safety.ways import is_unlocked
from bot.screens.frame import (
    after_buttons,
    for_clients,
    onward_button,
)
from bot.store.clients import Client

_ROOMS = {"language": "language:choose"}
"""What is set in a room of its own."""
_OTHER = "other"
"""Another hour than the one that would lie inside the quiet hours."""
_QUIET = ((1260, 480), (1320, 420), (1200, 540), (0, 0))


@for_clients
async def overview(context: Context, client: Client) -> None:
    """All wishes on one screen."""
    await _show_overview(context, client)


async def _show_overview(context: Context, client: Client) -> None:
    t = context.t
    start, end = client.quiet
    quiet = (
        t("settings.no_quiet") if start == end else f"{show_minutes(start)}–{show_minutes(end)}"
    )
    hour, every = _when(context.t, client)
    text = t(
        "settings.overview",
        hour=hour,
        every=every,
        language=t(f"language.{client.language}"),
        zone=city_of(client.zone, context.language),
        quiet=quiet,
        neutral=t("settings.on" if client.neutral else "settings.off"),
        state=t(f"settings.{_state(client, still=_is_still(context, client))}"),
    )
    names = ("hour", "every", "language", "zone", "quiet", "neutral")
    buttons = [
        Button(t(f"settings.button.{name}"), _ROOMS.get(name, f"settings:{name}"))
        for name in names
    ]
    resume, pause = (
        Button(t(f"settings.button.{verb}"), f"settings:{verb}") for verb in ("resume", "pause")
    )
    last = [resume] if client.is_paused else [pause]
    if not client.is_paused and _is_still(context, client):
        last = [resume, pause]
    ways = [[onward_button(context.t)]] if client.chooses_how_to_go_on else []
    about_me = Button(t("settings.button.about_me"), "more:ask")
    prepared = [
        Button(t("settings.button.hard_days"), "date:list"),
        Button(t("settings.button.word"), "word:menu"),
        Button(t("lines.button.plan"), "plan:open"),
    ]
    if await is_unlocked(context):
        prepared.append(Button(t("call.button.settings"), "call:about"))
    context.show(text, [*in_pairs(buttons), *in_pairs(prepared), [about_me, *last], *ways])


def _when(t: Phrasebook, client: Client) -> tuple[str, str]:
    """The hour of what comes by itself, and how often."""
    if client.is_over:
        return t("settings.none"), t("settings.weeks_over")
    every = {1: "every_day", 2: "every_other"}.get(client.every_days, "every_week")
    hour = t("settings.no_hour") if client.is_arriving else show_minutes(client.daily_at)
    return hour, t(f"settings.{every}")


def _state(client: Client, *, still: bool) -> str:
    if client.is_paused:
        return "paused"
    if client.is_over:
        return "over"
    if client.is_arriving:
        return "arriving"
    return "still" if still else "active"


def _is_still(context: Context, client: Client) -> bool:
    """Whether nothing comes by itself for a day, after words that were taken for a crisis."""
    return client.is_held(context.now) and not client.is_over


@for_clients
async def choose_every(context: Context, client: Client) -> None:
    """Every day, or every other; after the sixteen weeks the choice made then says how often."""
    if client.chooses_how_to_go_on:
        context.show(context.t("after.choose"), after_buttons(context.t))
        return
    buttons = [
        Button(context.t("settings.every_day"), "settings:each:1"),
        Button(context.t("settings.every_other"), "settings:each:2"),
    ]
    context.show(context.t("settings.how_often"), [buttons])


@for_clients
async def take_every(context: Context, client: Client) -> None:
    """A frequency was tapped."""
    await _set(context, client, every_days=2 if context.number(0) == 2 else 1)


@for_clients
async def choose_zone(context: Context, client: Client) -> None:
    """Ten places to tap, or the name of another."""
    await context.wait_for("settings:zone")
    context.show(context.t("settings.which_zone"), _places(context, COMMON))


@for_clients
async def wish_zone(context: Context, client: Client) -> None:
    """She is somewhere else: a place that was named with it stands on top."""
    found = split_place(context.text)
    named = [[_place_button(context, zone)] for zone in (found[1] if found is not None else ())]
    await context.wait_for("settings:zone")
    context.show(context.t("settings.which_zone"), [*named, *_places(context, COMMON)])


def _place_button(context: Context, zone: str) -> Button:
    return Button(city_of(zone, context.language), f"settings:there:{zone}")


def _places(context: Context, zones: Sequence[str]) -> Rows:
    return in_pairs([
        Button(city_of(zone, context.language), f"settings:in:{PICKS.index(zone)}")
        for zone in zones
    ])  # fmt: skip


@for_clients
async def take_zone(context: Context, client: Client) -> None:
    """A place was tapped."""
    await context.stop_waiting()
    await _set(context, client, zone=PICKS[context.number(0) % len(PICKS)])


@for_clients
async def take_named_zone(context: Context, client: Client) -> None:
    """The place that was named was tapped."""
    zone = context.word(0)
    if not is_zone(zone):
        await choose_zone(context)
        return
    await context.stop_waiting()
    await _set(context, client, zone=zone)


@for_clients
async def read_zone(context: Context, client: Client) -> None:
    """A place was typed."""
    zone = find_zone(context.text)
    if zone is None:
        several = find_zones(context.text)
        key = "settings.several_zones" if several else "settings.no_zone"
        context.say(context.t(key), _places(context, several or COMMON))
        return
    await context.stop_waiting()
    await _set(context, client, zone=zone)


@for_clients
async def choose_quiet(context: Context, client: Client) -> None:
    """When nothing comes by itself: four to tap, or two hours to type."""
    await context.wait_for("settings:quiet")
    buttons = [
        Button(
            context.t("settings.no_quiet") if start == end
            else f"{show_minutes(start)}–{show_minutes(end)}",
            f"settings:hush:{start}:{end}",
        )
        for start, end in _QUIET
    ]  # fmt: skip
    context.show(context.t("settings.which_quiet"), in_pairs(buttons))


@for_clients
async def take_quiet(context: Context, client: Client) -> None:
    """Quiet hours were tapped; an hour that newly lies inside them is asked about first."""
    start, end = context.number(0) % MINUTES_A_DAY, context.number(1) % MINUTES_A_DAY
    await _take_quiet(context, client, start, end, context.word(2))


async def read_quiet(context: Context) -> bool:
    """Two hours were typed, where they were asked for."""
    client, span = context.client, read_span(context.text, context.language)
    if client is None or span is None:
        return False
    await context.stop_waiting()
    await _take_quiet(context, client, *span)
    return True


async def _take_quiet(
    context: Context, client: Client, start: int, end: int, answer: str = ""
) -> None:
    newly = in_quiet_hours((start, end), client.daily_at) and not in_quiet_hours(
        client.quiet, client.daily_at
    )
    if newly and not client.is_arriving and answer not in (SURE, _OTHER):
        data = f"settings:hush:{start}:{end}"
        yes = Button(context.t("settings.button.sure"), f"{data}:{SURE}")
        other = Button(context.t("settings.button.other_hour"), f"{data}:{_OTHER}")
        text = context.t("settings.in_quiet", hour=show_minutes(client.daily_at))
        context.show(text, [[yes], [other]])
        return
    if answer == _OTHER:
        await preferences.change(context.tx, client, context.now, quiet_from=start, quiet_to=end)
        await choose_hour(context)
        return
    await _set(context, client, quiet_from=start, quiet_to=end)


@for_clients
async def switch_neutral(context: Context, client: Client) -> None:
    """Neutral notifications on or off."""
    await preferences.change(context.tx, client, context.now, neutral=not client.neutral)
    context.toast(context.t("settings.neutral_off" if client.neutral else "settings.neutral_on"))
    await _again(context)


async def _set(context: Context, client: Client, **values: Any) -> None:
    await preferences.change(context.tx, client, context.now, **values)
    context.toast(context.t("settings.saved"))
    await _again(context)


async def _again(context: Context) -> None:
    client = await context.reload_client()
    assert client is not None
    await _show_overview(context, client)


FEATURE = Feature(
    room="settings",
    commands=(
        Command("tijd", "time", set_time, For.CLIENTS, reads=is_hour, weighs_urges=says_hour),
        Command("instellingen", "settings", overview, For.CLIENTS, menu=True),
        Command("pauze", "pause", pause, For.CLIENTS),
        Command("verder", "resume", resume_by_name, For.CLIENTS),
        Command("stop", "stop", stop, For.CLIENTS),
    ),
    words={"stop": stop},
    wishes={
        "stop": ask_stop,
        "halt": halt,
        "hush": choose_quiet,
        "quitting": tell_quitting,
        "pause": ask_stop,
        "resume": ask_resume,
        "again": ask_resume,
        "place": wish_zone,
        "hour": wish_hour,
        "settings": overview,
        "neutral": make_neutral,
    },
    buttons={
        "overview": overview,
        "hour": choose_hour,
        "at": take_hour,
        "every": choose_every,
        "each": take_every,
        "zone": choose_zone,
        "in": take_zone,
        "there": take_named_zone,
        "quiet": choose_quiet,
        "hush": take_quiet,
        "neutral": switch_neutral,
        "pause": pause,
        "stop": ask_stop,
        "resume": resume,
        "keep": keep,
    },
    waits={
        "zone": Place(read_zone, asks_little=True),
        "hour": Place(read_hour_here, Urges.WEIGHED, asks_little=True),
        "quiet": Place(read_quiet, Urges.WEIGHED, asks_little=True),
    },
    answers=read_unasked,
)

"""What a client can set, pause, resume and stop."""

from __future__ import annotations

from typing import Any

from bot.calendar.places import COMMON, city_of, find_zone
from bot.calendar.spoken import read_span
from bot.calendar.times import MINUTES_A_DAY, in_quiet_hours, show_minutes
from bot.clients import wishes
from bot.content.model import Phrasebook
from bot.context import Context
from bot.feature import Command, Feature
from bot.features.settings.hour import (
    SURE,
    choose_hour,
    is_hour,
    read_first_hour,
    read_hour_here,
    says_hour,
    set_time,
    take_hour,
    wish_hour,
)
from bot.features.settings.neutral import make_neutral
from bot.outbox.letters import Button, Rows, in_pairs
from bot.safety.ways import is_unlocked
from bot.screens import typed
from bot.screens.frame import (
    after_buttons,
    ask_hour,
    exercises_button,
    for_clients,
    help_button,
    onward_button,
    settings_button,
    urge_button,
    ways_onward,
)
from bot.store import waiting
from bot.store.clients import Client
from bot.text import join

_ROOMS = {"language": "language:choose"}
"""What is set in a room of its own."""
_STEP = "exercise:step:"
"""How the buttons begin of an exercise that stands on the screen, however long."""
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
    hour, every = _when(context.book.t, client)
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
    ways = [[onward_button(context.book.t)]] if client.chooses_how_to_go_on else []
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
        context.show(context.t("after.choose"), after_buttons(context.book.t))
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
    await waiting.wait_for(context.tx, context.chat_id, "settings:zone", context.now)
    context.show(context.t("settings.which_zone"), _places(context))


def _places(context: Context) -> Rows:
    return in_pairs([
        Button(city_of(zone, context.language), f"settings:in:{n}")
        for n, zone in enumerate(COMMON)
    ])  # fmt: skip


@for_clients
async def take_zone(context: Context, client: Client) -> None:
    """A place was tapped."""
    await waiting.clear(context.tx, context.chat_id)
    await _set(context, client, zone=COMMON[context.number(0) % len(COMMON)])


@for_clients
async def read_zone(context: Context, client: Client) -> None:
    """A place was typed."""
    zone = find_zone(context.text)
    if zone is None:
        context.say(context.t("settings.no_zone"), _places(context))
        return
    await waiting.clear(context.tx, context.chat_id)
    await _set(context, client, zone=zone)


@for_clients
async def choose_quiet(context: Context, client: Client) -> None:
    """When nothing comes by itself: four to tap, or two hours to type."""
    await waiting.wait_for(context.tx, context.chat_id, "settings:quiet", context.now)
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
    await waiting.clear(context.tx, context.chat_id)
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
        await wishes.change(context.tx, client, context.now, quiet_from=start, quiet_to=end)
        await choose_hour(context)
        return
    await _set(context, client, quiet_from=start, quiet_to=end)


@for_clients
async def switch_neutral(context: Context, client: Client) -> None:
    """Neutral notifications on or off."""
    await wishes.change(context.tx, client, context.now, neutral=not client.neutral)
    context.toast(context.t("settings.neutral_off" if client.neutral else "settings.neutral_on"))
    await _again(context)


async def _set(context: Context, client: Client, **values: Any) -> None:
    await wishes.change(context.tx, client, context.now, **values)
    context.toast(context.t("settings.saved"))
    await _again(context)


async def _again(context: Context) -> None:
    client = await context.reload_client()
    assert client is not None
    await _show_overview(context, client)


@for_clients
async def pause(context: Context, client: Client) -> None:
    """Nothing by itself until the client wants it again."""
    await wishes.pause(context.tx, client, context.now)
    # "/pauze 2 weken": the end that was named is not kept, which she hears.
    named = not context.is_button and bool(context.words)
    text = join([context.t("pause.paused"), context.t("pause.no_end") if named else ""])
    context.show(text, [[Button(context.t("pause.button.resume"), "settings:resume")]])


async def resume_by_name(context: Context) -> None:
    """The command; its name alone may be meant to go on with something else."""
    client = context.client
    if client is None or client.is_arriving or client.is_over:
        await resume(context)
    elif not client.is_paused and not client.is_held(context.now):
        await _nothing_to_resume(context)
    elif not context.text.startswith("/") and client.is_held(context.now):
        await ask_resume(context)
    else:
        await resume(context)


async def _nothing_to_resume(context: Context) -> None:
    """They come as it is; an exercise may be what was meant."""
    t = context.book.t
    context.show(t("pause.not_paused"), [[exercises_button(t), settings_button(t)]])


@for_clients
async def resume(context: Context, client: Client) -> None:
    """By itself again."""
    await wishes.resume(context.tx, client, context.now)
    if client.is_arriving:
        await ask_hour(context, context.t("start.no_hour_yet"))
        return
    resumed = await context.reload_client()
    at = resumed.next_daily_at if resumed else None
    key = "pause.resumed" if at else "pause.resumed_quiet"
    context.show(context.t(key, hour=show_minutes(client.daily_at)), ways_onward(context))


async def stop(context: Context) -> None:
    """In an exercise: ends that. Elsewhere: pauses all, with undo, and offers erasure."""
    client = context.client
    if client is None:
        context.show(context.t("stop.visitor"))
        return
    shown = await typed.in_sight(context)
    on_screen = shown is not None and shown.holds(_STEP)
    if await wishes.leave_exercise(context.tx, client, context.now) or on_screen:
        context.show(context.t("stop.exercise"), [[exercises_button(context.book.t)]])
        return
    await wishes.pause(context.tx, client, context.now)
    context.show(
        context.t("stop.all"),
        [
            [Button(context.t("stop.button.undo"), "settings:resume")],
            [Button(context.t("stop.button.erase"), "after:erase")],
        ],
    )


async def ask_stop(context: Context) -> None:
    """Said in words of one's own: asked once before anything stops, with people in reach."""
    if context.client is None:
        context.show(context.t("stop.visitor"))
        return
    t = context.book.t
    context.show(
        t("stop.ask"),
        [
            [Button(t("stop.button.yes"), "settings:pause")],
            [Button(t("stop.button.erase"), "after:erase")],
            [Button(t("stop.button.no"), "settings:keep")],
            [urge_button(t), help_button(t)],
        ],
    )


@for_clients
async def ask_resume(context: Context, client: Client) -> None:
    """Said in words of one's own: asked once, for "the messages" may be somebody else's, and it
    ends a pause and what is held after a crisis.
    """
    t = context.book.t
    context.show(
        t("pause.ask"),
        [
            [Button(t("pause.button.sure"), "settings:resume")],
            [Button(t("stop.button.no"), "settings:keep")],
            [urge_button(t), help_button(t)],
        ],
    )


async def keep(context: Context) -> None:
    """Second thoughts: all stays as it was."""
    context.show(context.t("stop.kept"))


FEATURE = Feature(
    room="settings",
    commands=(
        Command("tijd", "time", set_time, clients=True, reads=is_hour, weighs_urges=says_hour),
        Command("instellingen", "settings", overview, menu=True, clients=True),
        Command("pauze", "pause", pause, clients=True),
        Command("verder", "resume", resume_by_name, clients=True),
        Command("stop", "stop", stop, clients=True),
    ),
    words={"stop": stop},
    wishes={
        "stop": ask_stop,
        "pause": ask_stop,
        "resume": ask_resume,
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
        "quiet": choose_quiet,
        "hush": take_quiet,
        "neutral": switch_neutral,
        "pause": pause,
        "resume": resume,
        "keep": keep,
    },
    waits={"zone": read_zone},
    tries={"hour": read_hour_here, "quiet": read_quiet},
    answers=read_first_hour,
)

"""Pausing, stopping, and taking everything up again: after a pause, or after a crisis."""

from __future__ import annotations

from bot.calendar.times import show_minutes
from bot.clients import preferences
from bot.context import Context
from bot.features.settings.hour import with_next
from bot.in_sight import Shown
from bot.outbox.letters import Button, Rows
from bot.safety import standing
from bot.screens import arriving, typed
from bot.screens.frame import (
    ask_hour,
    exercises_button,
    for_clients,
    settings_button,
    urge_and_help,
    ways_onward,
)
from bot.screens.urge_in_sight import urge_of
from bot.store.clients import Client
from bot.text import join
from bot.understanding import yes_no

_STEP = "exercise:step:"
"""How the buttons begin of an exercise that stands on the screen, however long."""


@for_clients
async def pause(context: Context, client: Client) -> None:
    """Nothing by itself until the client wants it again."""
    await preferences.pause(context.tx, client, context.now)
    # "/pauze 2 weken", or "ja 2 weken": the end that was named is not kept, which she hears.
    named = not context.is_button and (bool(context.words) or yes_no.names_span(context.text))
    text = join([context.t("pause.paused"), context.t("pause.no_end") if named else ""])
    await standing.show(
        context, text, [[Button(context.t("pause.button.resume"), "settings:resume")]]
    )


async def resume_by_name(context: Context) -> None:
    """The command; its name alone may be meant to go on with something else."""
    client = context.client
    if await standing.goes_before_resuming(context):
        return
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
    t = context.t
    context.show(t("pause.not_paused"), [[exercises_button(t), settings_button(t)]])


@for_clients
async def resume(context: Context, client: Client) -> None:
    """By itself again; out of a hold, it is said where to ring."""
    was_held = client.is_held(context.now)
    await preferences.resume(context.tx, client, context.now)
    if client.is_arriving:
        await ask_hour(context, context.t("start.no_hour_yet"))
        return
    resumed = await context.reload_client()
    at = resumed.next_daily_at if resumed else None
    key = "pause.resumed" if at else "pause.resumed_quiet"
    said = context.t(key, hour=show_minutes(client.daily_at))
    text, rows = with_next(context, said, resumed), ways_onward(context)
    if was_held:
        standing.show_with_numbers(context, text, rows)
    else:
        context.show(text, rows)


async def stop(context: Context) -> None:
    """In an exercise: ends that. Elsewhere: pauses all, with undo, and offers erasure. What is in
    sight decides, for an exercise may have been left long ago; where that does not tell, the
    messages are offered beside it.
    """
    client = context.client
    if client is None:
        await standing.show(context, context.t("stop.visitor"))
        return
    shown = await typed.in_sight(context)
    on_screen = _shows_exercise(shown)
    unclear = shown is None or urge_of(shown) > 0
    left = await preferences.leave_exercise(context.tx, client, context.now)
    if on_screen or (left and unclear):
        row = [exercises_button(context.t)]
        if not client.is_paused:
            row.append(Button(context.t("stop.button.messages_too"), "settings:pause"))
        await standing.show(context, context.t("stop.exercise"), [row])
        return
    await preferences.pause(context.tx, client, context.now)
    await standing.show(
        context,
        context.t("stop.all"),
        [
            [Button(context.t("stop.button.undo"), "settings:resume")],
            [Button(context.t("stop.button.erase_too"), "after:erase")],
            [Button(context.t("stop.button.erase_not"), "privacy:keep")],
        ],
    )


def _shows_exercise(shown: Shown | None) -> bool:
    """Whether one is in sight, or was until the reply to a crisis came."""
    seen = (shown, shown.under) if shown is not None else ()
    return any(one is not None and one.holds(_STEP) for one in seen)


async def halt(context: Context) -> None:
    """A "stop" with a word beside it: an exercise in sight ends; before all else stops she is
    asked, and the end of an urge in sight is offered as well.
    """
    shown = await typed.in_sight(context)
    if context.client is None or _shows_exercise(shown):
        await stop(context)
        return
    urge = urge_of(shown) if shown is not None else 0
    done = [[Button(context.t("urge.button.done"), f"urge:done:{urge}")]] if urge else []
    await _ask_stop(context, done)


async def ask_stop(context: Context) -> None:
    """Said in words of one's own: asked once before anything stops, with people in reach."""
    await _ask_stop(context, [])


async def _ask_stop(context: Context, besides: Rows) -> None:
    if context.client is None:
        await standing.show(context, context.t("stop.visitor"))
        return
    t = context.t
    # Who asks for a week hears before she says yes that no end is kept.
    no_end = t("pause.no_end") if context.unit.wish == "pause" else ""
    await standing.show(
        context,
        join([t("stop.ask"), no_end]),
        [
            *besides,
            [Button(t("stop.button.yes"), "settings:pause")],
            [Button(t("stop.button.erase"), "after:erase")],
            [Button(t("stop.button.no"), "settings:keep")],
            urge_and_help(t),
        ],
    )


async def tell_quitting(context: Context) -> None:
    """May I end it whenever I want? Yes; and how. Whoever is arriving has the question again."""
    t = context.t
    shown = await arriving.question(context)
    context.say(t("stop.always"), [urge_and_help(t)] if shown is None else None)
    if shown is not None:
        context.say(*arriving.once_more(context, shown))


@for_clients
async def ask_resume(context: Context, client: Client) -> None:
    """Said in words of one's own: asked once, for "the messages" may be somebody else's, and it
    ends a pause and what is held after a crisis.
    """
    t = context.t
    ways = urge_and_help(t)
    held = client.is_held(context.now)
    if not (client.is_paused or held or client.is_arriving or client.is_over):
        context.show(t("pause.not_paused"), [[exercises_button(t), settings_button(t)], ways])
        return
    rows = [
        [Button(t("pause.button.sure"), "settings:resume")],
        [Button(t("stop.button.no"), "settings:keep")],
        ways,
    ]
    await standing.show(context, t("pause.ask_held" if held else "pause.ask"), rows)


async def keep(context: Context) -> None:
    """Second thoughts: all stays as it was."""
    await standing.show(context, context.t("stop.kept"))

"""Afterwards, if wanted: what set it off, which phase, whether there was contact. Codes only."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable

from bot.content.model import PHASES
from bot.context import Context, Handler
from bot.features.urge import aftercare, service
from bot.features.urge.screens import ask_whether_safe, over
from bot.outbox.letters import Button, in_pairs
from bot.store import urges
from bot.store.urges import CAUSES, Urge

THEN = "since"
"""What follows here on a yes to "are you safe right now?"."""
SINCE = (15, 180, 1440, 4320)
"""Minutes that the four answers stand for: just now, a few hours, a day, longer."""


def _for_an_urge(handler: Callable[[Context, Urge], Awaitable[None]]) -> Handler:
    """For the buttons below an urge of hers; where there is none any more, that is said."""

    @functools.wraps(handler)
    async def handle(context: Context) -> None:
        found = await _of(context)
        if found is None:
            over(context)
        else:
            await handler(context, found)

    return handle


async def _of(context: Context) -> Urge | None:
    if context.client is None:
        return None
    return await urges.find(context.tx, context.number(0), context.client.id)


@_for_an_urge
async def begin(context: Context, found: Urge) -> None:
    """What set it off?"""
    buttons = [
        Button(context.t(f"look.button.{code}"), f"urge:cause:{found.id}:{code}")
        for code in CAUSES
    ]
    skip = Button(context.t("look.button.skip"), f"urge:cause:{found.id}")
    context.show(context.t("look.cause"), [*in_pairs(buttons), [skip]])


@_for_an_urge
async def take_cause(context: Context, found: Urge) -> None:
    """A cause was tapped; then the phase."""
    if context.word(1) in CAUSES:
        await urges.change(context.tx, found.id, cause=context.word(1))
    buttons = [
        Button(phase.name, f"urge:phase:{found.id}:{phase.id}")
        for phase in context.book.cycle.phases
    ]
    skip = Button(context.t("look.button.skip"), f"urge:phase:{found.id}")
    context.show(context.t("look.phase"), [*in_pairs(buttons), [skip]])


@_for_an_urge
async def take_phase(context: Context, found: Urge) -> None:
    """A phase was tapped; then contact, where that is a question at all."""
    if context.word(1) in PHASES:
        await urges.change(context.tx, found.id, phase=context.word(1))
    if not service.contact_counts(context.client):
        _done(context)
    elif found.contact is None:
        buttons = [
            Button(context.t(f"look.button.{word}"), f"urge:contact:{found.id}:{word}")
            for word in ("yes", "no")
        ]
        skip = Button(context.t("look.button.skip"), f"urge:contact:{found.id}")
        context.show(context.t("look.contact"), [buttons, [skip]])
    else:
        _after_contact(context, found)


@_for_an_urge
async def take_contact(context: Context, found: Urge) -> None:
    """Yes or no; neither counts against anybody."""
    said = {"yes": True, "no": False}.get(context.word(1))
    if said is not None and service.contact_counts(context.client):
        await urges.change(context.tx, found.id, contact=said)
        if said:
            await ask_whether_safe(context, found.id, THEN)
            return
        found = await _of(context) or found
    _after_contact(context, found)


@_for_an_urge
async def go_on(context: Context, found: Urge) -> None:
    """There was contact, and it is safe."""
    _ask_since(context, found)


def _after_contact(context: Context, found: Urge) -> None:
    if found.contact:
        _ask_since(context, found)
    else:
        _done(context)


def _ask_since(context: Context, found: Urge) -> None:
    buttons = [
        Button(context.t(f"look.button.since_{minutes}"), f"urge:since:{found.id}:{minutes}")
        for minutes in SINCE
    ]
    skip = Button(context.t("look.button.skip"), f"urge:since:{found.id}")
    context.show(context.t("look.since"), [*in_pairs(buttons), [skip]])


def _done(context: Context) -> None:
    back = Button(context.t("button.look_back"), "progress:show:four")
    context.show(context.t("look.done"), [[back]])


@_for_an_urge
async def take_since(context: Context, found: Urge) -> None:
    """About how long it took to come back here; then three gentle days, if wanted."""
    if context.number(1) in SINCE:
        await urges.change(context.tx, found.id, back_minutes=context.number(1))
    await aftercare.offer(context)

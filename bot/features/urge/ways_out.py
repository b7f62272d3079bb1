"""The ways out of an urge: nothing is sent, a person, enough for now."""

from __future__ import annotations

from bot.context import Context
from bot.features.urge import returning, service
from bot.features.urge.screens import come_to_rest, point_to_a_person
from bot.outbox.letters import Button
from bot.screens.frame import help_button
from bot.text import join


async def not_sent(context: Context) -> None:
    """ "I am not sending it now": the way out that was there from the start."""
    await _stay(context, "urge.not_sent")


async def not_going(context: Context) -> None:
    """ "I am not going there now": the same for somebody on the way."""
    await _stay(context, "urge.not_going")


async def _stay(context: Context, key: str) -> None:
    found = await service.current(context.tx, context.client, context.number(0), context.now)
    await come_to_rest(context, found, context.t(key))


async def find_a_person(context: Context) -> None:
    """Somebody rather than an exercise, by the client's own choice."""
    found = await service.current(context.tx, context.client, context.number(0), context.now)
    await point_to_a_person(context, found, "urge.person_asked")


async def done(context: Context) -> None:
    """Enough for now; never called done while it is high."""
    found = await service.leave(context.tx, context.client, context.number(0), context.now)
    high = (
        found is not None
        and found.is_open(context.now)
        and await service.is_high(context.tx, found)
    )
    asked, yes = await returning.the_offer(context, found)
    rows = [*yes]
    if found is not None:
        rows.append([Button(context.t("urge.button.look"), f"urge:look:{found.id}")])
    if found is not None and found.contact:
        rows.append([Button(context.t("care.button.days"), "urge:care")])
    if high:
        rows.append([help_button(context.t)])
    text = context.t("urge.leave_high" if high else "urge.done")
    context.show(join([text, asked]), rows or None)

"""After contact, the answer to "are you safe right now?": tapped, or typed in words."""

from __future__ import annotations

from bot.context import Context
from bot.features.urge import looking_back, service
from bot.features.urge.screens import (
    IS_SAFE,
    ask_whether_safe,
    offer_exercises,
    speaks_of_contact,
)
from bot.outbox import sight
from bot.safety import help_screen, lasting, replies
from bot.safety.answers import YES, read_safe
from bot.safety.safe_now import read_safe_now
from bot.safety.ways import hold_bulk
from bot.screens import after_contact, typed
from bot.screens.after_contact import follows_contact, tells_only_contact
from bot.screens.strength import leaves_number
from bot.screens.urge_words import read_step
from bot.store import outbox_queries
from bot.understanding.classify import DISTRESS, URGE
from bot.understanding.kinds import HAPPENED


async def take_answer(context: Context) -> bool:
    """Yes or no, typed in answer to "are you safe right now?"; other words go their own way."""
    place = await context.waits_for() or ""
    answer = read_safe_now(context.text) if place.startswith(IS_SAFE) else None
    if answer is None and read_safe(context.text) is None and _is_a_step(context.text):
        return await _ask_again(context)
    if answer is None and await _tells_more(context):
        return True
    if answer is None or not await _answers(context, place):
        return False
    await context.stop_waiting()
    context.words = place.removeprefix(IS_SAFE).split(":")
    await (safe_now if answer == YES else unsafe_now)(context)
    return True


def _is_a_step(text: str) -> bool:
    """A number, "what now" or "never mind"."""
    return read_step(text) is not None or leaves_number(text)


async def _ask_again(context: Context) -> bool:
    """Whether the question is in sight: first whether it is safe, then the rest."""
    shown = await typed.answered(context)
    if shown is None or not (places := shown.data(IS_SAFE)):
        return False
    urge_id, _, then = places[0].removeprefix(IS_SAFE).partition(":")
    await ask_whether_safe(context, int(urge_id), then)
    return True


async def _tells_more(context: Context) -> bool:
    """How she feels, or that she is sorry, where it is asked whether it is safe: first that, once.
    And more of the same contact where that was answered a moment ago: it is not asked anew.
    """
    shown, unit = await typed.answered(context), context.unit
    if shown is None or unit.wish:
        return False
    of_it = follows_contact(context.text)
    again = shown.said == sight.said_as(context.t("urge.happened_again"))
    if shown.holds(IS_SAFE):
        feels = unit.label == DISTRESS or (unit.label == URGE and not unit.kind)
        return (of_it or (feels and not again)) and await _ask_again(context)
    contact = unit.label == URGE and unit.kind == HAPPENED and tells_only_contact(context.text)
    if not (of_it or contact) or not after_contact.is_just_found_safe(context, shown):
        return False
    if await lasting.is_near_a_crisis(context):
        return False
    found = await service.going_on(context.tx, context.client, context.now)
    await offer_exercises(context, found, context.t("urge.happened_more"), state="anxiety")
    return True


async def _answers(context: Context, place: str) -> bool:
    """Whether it fits the question: that may still be on its way, or have gone by unnoticed here,
    as before a restart.
    """
    shown, client = await typed.in_sight(context), context.client
    if shown is not None and shown.holds(place):
        return typed.may_answer(context, shown.message_id)
    if client is None or await outbox_queries.is_any_arriving(context.tx, client.id):
        return False
    return typed.may_answer(context, None)


async def safe_now(context: Context) -> None:
    """There was contact, and it is safe: the body, then nothing that counts."""
    if context.word(1) == looking_back.THEN:
        await looking_back.go_on(context)
        return
    found = await service.current(context.tx, context.client, context.number(0), context.now)
    together = not speaks_of_contact(context)
    key = "urge.happened_safe_together" if together else "urge.happened_safe"
    await offer_exercises(context, found, context.t(key), state="anxiety")


async def unsafe_now(context: Context) -> None:
    """There was contact, and it is not safe."""
    await hold_bulk(context)
    country = context.client.country if context.client else None
    text = replies.words_of(context.book, replies.CONTACT, country, context.now)
    help_screen.show_as_reply(context, text, (), replies.CONTACT)

"""What is typed to a step of an urge in place of a tap."""

from __future__ import annotations

from bot.context import Context, Handler
from bot.features.urge import riding, service
from bot.features.urge.rules import Next
from bot.features.urge.screens import offer_exercises, point_to_a_person
from bot.outbox import sight
from bot.safety import lasting
from bot.screens import typed
from bot.screens.refusals import did_that
from bot.screens.strength import asks_what_now, leaves_number, read_strength, skips_number
from bot.screens.urge_in_sight import ASKS_NUMBER, is_worse, turns_down, urge_of
from bot.screens.urge_words import (
    ENOUGH,
    ONWARD,
    asks_state,
    asks_to_stop,
    has_turned,
    helps_not,
    offers_exercises,
    read_promise,
    read_state,
    read_step,
    says_sent,
    wants_none,
)
from bot.store import urges
from bot.store.urges import Urge
from bot.understanding.classify import DISTRESS
from bot.understanding.kinds import HAPPENED, ON_THE_WAY

_BEFORE_CONTACT = (
    "urge:not_sent:",
    "urge:rate:",
    "urge:what:",
    "urge:state:",
    "urge:done:",
    "urge:back:",
)
"""How buttons of an urge begin as long as no contact was told of."""
_FIRST_STEPS = ("urge:go:", "urge:kind:0:")
"""The first button below the first reply to an urge; of a visitor on the way the second one."""
_LATER_ON = ("urge:done:", "urge:promise:", "urge:unpromise:", "urge:look:")
"""How buttons begin below what an urge comes to after a number."""
_WHO_COMES = ("danger", "violence", "talk")
"""What the lines are for below "what now" where the other comes here."""
_GROUNDING = "anxiety"
"""The state whose exercises are grounding ones."""


async def take_way(
    context: Context, rate: Handler, done: Handler, stay: Handler, choose: Handler
) -> bool:
    """Said on the way: that she has turned, that it is enough, a number, or "what now", which gets
    what can be done on the road. Who was told that typing can wait is told so once more, in place
    of a step that a number or that leads to.
    """
    shown = await typed.answered(context)
    if shown is None or not asks_to_stop(shown):
        return False
    turned, value = has_turned(context.text), read_strength(context.text)
    step = read_step(context.text)
    enough, onward = step == ENOUGH, step == ONWARD and shown.holds(_FIRST_STEPS)
    if not (turned or enough or onward or value is not None):
        return False
    if turned or enough:
        context.words = [str(urge_of(shown))]
        await (stay if turned else done)(context)
    elif riding.is_told(context, shown):
        riding.say_stop(context, shown, rides=True)
    elif value is None:
        context.words = [str(urge_of(shown)), ON_THE_WAY]
        await choose(context)
    else:
        await _rate(context, urge_of(shown), value, rate)
    return True


async def take_state(context: Context, choose: Handler) -> bool:
    """An answer to "what comes closest?" in her own words: the button that it means."""
    shown, state = await typed.answered(context), read_state(context.text)
    if shown is None or not asks_state(shown) or state is None:
        return False
    context.words = [shown.data("urge:state:")[0].split(":")[2], state]
    await choose(context)
    return True


async def take_further(context: Context, rate: Handler, choose: Handler, done: Handler) -> bool:
    """A number, "what now" or "never mind" further on: at "what comes closest?", and below
    exercises or people.
    """
    shown = await typed.answered(context)
    if shown is None or shown.holds(ASKS_NUMBER):
        return False
    chooses, offers = asks_state(shown), offers_exercises(shown)
    if not (chooses or offers or shown.holds("urge:done:")):
        return False
    if typed.picks(shown, context.text):
        return False  # "1" is the first of those, and no strength.
    urge_id, text = urge_of(shown), context.text
    value = read_strength(text) if chooses or offers else None
    context.words = [str(urge_id)]
    if (
        read_step(text) == ENOUGH
        or (chooses and leaves_number(text))
        or (offers and wants_none(text))
    ):
        await done(context)
    elif value is not None and chooses:
        await _rate(context, urge_id, value, rate)
    elif value is not None or ((chooses or offers) and (skips_number(text) or helps_not(text))):
        await _note_number(context, urge_id, value)
        await choose(context)
    else:
        return False
    return True


async def take_later(context: Context, rate: Handler, another: Handler) -> bool:
    """A number, or "what now", in the midst of an urge where neither is asked for. After contact
    nothing is counted, and neither is what another room asks for.
    """
    shown, text = await typed.answered(context), context.text
    value = read_strength(text)
    if shown is None or not (value is not None or asks_what_now(text) or helps_not(text)):
        return False
    if not shown.holds(_LATER_ON) or shown.holds(ASKS_NUMBER) or asks_to_stop(shown):
        return False
    if typed.picks(shown, text):
        return False
    found = await service.going_on(context.tx, context.client, context.now)
    if context.client is not None and (found is None or found.kind == HAPPENED):
        return False
    if await context.waits_for() is not None:
        return False
    context.words = [str(found.id if found is not None else 0), str(value or 0)]
    await (another if value is None else rate)(context)
    return True


async def take_worse(context: Context, go_on: Handler, ask_what: Handler) -> bool:
    """That it gets worse, wherever in an urge: the next step before the first exercise; later on
    another kind of exercise, or a person where two did not bring it down, or it was said before.
    """
    shown = await typed.answered(context)
    if shown is None or not await is_worse(context, shown, context.text):
        return False
    if await lasting.is_near_a_crisis(context):
        return False  # It may be of that.
    await context.leave_place()
    context.words = [str(urge_of(shown))]
    if shown.holds("urge:go:") and not asks_to_stop(shown):
        await go_on(context)
    elif shown.holds("urge:what:"):
        await ask_what(context)
    else:
        found = await service.anew(context.tx, context.client, urge_of(shown), context.now)
        again = shown.said == sight.said_as(context.t("urge.worse"))
        await _offer_another(context, found, again=again, moving=asks_to_stop(shown))
    return True


async def _offer_another(
    context: Context, found: Urge | None, *, again: bool, moving: bool
) -> None:
    following = await service.next_after_worse(context.tx, found)
    if again or following is Next.PERSON:
        await point_to_a_person(context, found)
        return
    key = "urge.worse" if following is Next.ANOTHER else "urge.offer"
    await offer_exercises(context, found, context.t(key), moving=moving, high=True)


async def _note_number(context: Context, urge_id: int, value: int | None) -> None:
    found = await service.current(context.tx, context.client, urge_id, context.now)
    if found is not None and value is not None:
        question = await urges.next_question(context.tx, urge_id)
        await service.rate(context.tx, found, question, value, context.now)


async def take_distress(context: Context) -> bool:
    """How she feels, in answer to the same question, in words that none of its buttons has, or
    where exercises for on the road are offered: she stays with the urge, and goes on with what
    brings her back to her body.
    """
    shown = await typed.answered(context)
    if shown is None or context.unit.label != DISTRESS:
        return False
    if not asks_state(shown) and not (asks_to_stop(shown) and offers_exercises(shown)):
        return False
    if riding.asks_whether_riding(context, shown):
        return False
    found = await service.current(context.tx, context.client, urge_of(shown), context.now)
    state = context.unit.kind or _GROUNDING
    await service.note(context.tx, found, state=state)
    await offer_exercises(context, found, context.t("exercise.distress"), state=state)
    return True


async def take_step(context: Context, go_on: Handler, rate: Handler, done: Handler) -> bool:
    """A number, "what now" or "never mind" to the first reply: the step that it means. Where the
    other comes here, "what now" gets people.
    """
    shown, step = await typed.answered(context), read_step(context.text)
    if step is None and did_that(context.text) and not await lasting.is_near_a_crisis(context):
        step = ONWARD  # While words of a crisis last, what was done may be something else.
    if shown is None or step is None or not shown.holds("urge:go:") or asks_to_stop(shown):
        return False
    urge_id, value = urge_of(shown), read_strength(context.text)
    context.words = [str(urge_id)]
    if value is not None:
        await _rate(context, urge_id, value, rate)
    elif step == ENOUGH:
        await done(context)
    elif shown.said == sight.said_as(context.t("urge.first_coming")):
        found = await service.current(context.tx, context.client, urge_id, context.now)
        await point_to_a_person(context, found, "urge.person_coming", topics=_WHO_COMES)
    else:
        await go_on(context)
    return True


async def take_refusal(context: Context) -> bool:
    """A no to the exercise in sight, or that it cannot be done here: three that nobody sees. Where
    the other comes here, and where these were refused as well, people.
    """
    shown = await typed.answered(context)
    if shown is None or context.unit.doubted or did_that(context.text):
        return False
    if not turns_down(shown, context.text):
        return False
    found = await service.current(context.tx, context.client, urge_of(shown), context.now)
    unseen = context.t("urge.unseen")
    if shown.said == sight.said_as(context.t("urge.first_coming")):
        await point_to_a_person(context, found, "urge.person_coming", topics=_WHO_COMES)
    elif shown.said == sight.said_as(unseen):
        await point_to_a_person(context, found, "urge.person_asked")
    else:
        moving = asks_to_stop(shown)
        await offer_exercises(context, found, unseen, state="urge", moving=moving, unseen=True)
    return True


async def take_promise(context: Context, promise: Handler, take_back: Handler) -> bool:
    """An answer to "shall I come back?" in her own words."""
    shown = await typed.answered(context)
    data = shown.data("urge:promise:") if shown is not None else []
    answer = read_promise(context.text) if data else None
    if answer is None:
        return False
    context.words = data[0].split(":")[2:]
    await (promise if answer else take_back)(context)
    return True


async def take_sent(context: Context, choose: Handler) -> bool:
    """ "No, too late" to the way out: there was contact."""
    shown = await typed.answered(context)
    if shown is None or not shown.holds(_BEFORE_CONTACT) or not says_sent(context.text):
        return False
    context.words = [str(urge_of(shown)), HAPPENED]
    await choose(context)
    return True


async def _rate(context: Context, urge_id: int, value: int, rate: Handler) -> None:
    """The number, as if the question for one had been asked and its button tapped."""
    question = await urges.next_question(context.tx, urge_id) if urge_id else 0
    context.words = [str(urge_id), str(question), str(value)]
    await rate(context)

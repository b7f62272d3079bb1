"""What was only guessed to be a crisis, and is what is answered to what stands there.

It is no list of harmless words: anywhere else the same words are asked about, and so they are
while a crisis lasts. What a phrase of a crisis says stands here too.
"""

from __future__ import annotations

from bot.calendar.moments import is_moment
from bot.calendar.times import local_date
from bot.clients import relaying
from bot.context import Context
from bot.safety import about_meetings, question_answers, replies
from bot.safety.answers import YES
from bot.safety.lasting import is_near_a_crisis
from bot.safety.questions import Open
from bot.safety.safe_now import read_safe_now
from bot.screens import arriving, typed
from bot.screens.done import says_done
from bot.screens.strength import skips_number
from bot.screens.urge_in_sight import ASKS_NUMBER
from bot.screens.urge_words import asks_state
from bot.store import broadcast_copies
from bot.understanding.classify import OTHER, Classifier, Verdict

_ASKS_SAFE = "urge:safe:"
"""How the place, and a button, of "are you safe right now?" after contact begin."""


async def as_expected(
    context: Context,
    classifier: Classifier,
    found: Open,
    heard: Verdict,
    text: str,
    *,
    asks_day: bool,
) -> Verdict:
    """The verdict on it here. `asks_day`: the place that waits asks for a day. What may be grave
    all the same goes on to her coach with whom to ring beside the answer (`Unit.goes_on`).
    """
    if not heard.guessed or found.questions or await is_near_a_crisis(context):
        return heard
    if await _answers_the_urge(context, found, text) or await _is_done_at_arrival(context, text):
        return _an_answer(heard)
    if context.client is None:
        return heard
    if asks_day and is_moment(text, local_date(context.zone, context.now), context.language):
        return _an_answer(heard)
    if about_meetings.answers(text):
        below = await _is_reply_to_a_meeting(context) or await _is_below_a_meeting(context)
        return _an_answer(heard) if below else heard
    if _is_a_guess_of_herself(heard, text) and await _goes_to_the_coach(context):
        context.unit.goes_on = True
        return classifier.besides_crisis(text, context.language)
    return heard


def _an_answer(heard: Verdict) -> Verdict:
    return Verdict(OTHER, heard.score, "what is expected here", heard.language)


async def _answers_the_urge(context: Context, found: Open, text: str) -> bool:
    """Whether it says that the exercise in sight is done, goes on without a number, or says to
    "are you safe right now?" that she is. Who is not is heard in what she says.
    """
    if await typed.is_done(context):
        return True
    shown = await typed.answered(context)
    if shown is None:
        return False
    if shown.holds(ASKS_NUMBER) or asks_state(shown):
        return skips_number(text)
    asked = (found.place or "").startswith(_ASKS_SAFE) or shown.holds(_ASKS_SAFE)
    return asked and read_safe_now(text) == YES


async def _is_done_at_arrival(context: Context, text: str) -> bool:
    """Whether it says so of the first exercise, which a stranger is led through."""
    shown = await arriving.question(context)
    if shown is None or not shown.holds(arriving.ONWARD) or shown.holds(arriving.AGREE):
        return False
    return says_done(text) and typed.may_answer(context, shown.message_id)


def _is_a_guess_of_herself(heard: Verdict, text: str) -> bool:
    """Whether it may be of her own life, and may as well be of a meeting. What others do is asked
    about, since numbers light up on the phone.
    """
    if question_answers.kind_of(heard) not in {replies.VEILED, replies.SUICIDE}:
        return False
    return about_meetings.may_answer(text)


async def _goes_to_the_coach(context: Context) -> bool:
    """Whether it answers word of a meeting, and a coach gets to read it."""
    client = context.client
    if client is None or not await relaying.is_open(context.tx, client):
        return False
    return await _is_reply_to_a_meeting(context)


async def _is_reply_to_a_meeting(context: Context) -> bool:
    message, client = context.incoming.effective_message, context.client
    replied = typed.replied_to(message) if message is not None else None
    if replied is None or client is None:
        return False
    return await broadcast_copies.told_of_meeting(context.tx, client.id, replied.message_id)


async def _is_below_a_meeting(context: Context) -> bool:
    """Whether word of a meeting is the newest in sight, and it is no Reply to something else."""
    shown, client = await typed.answered(context), context.client
    if shown is None or client is None:
        return False
    return await broadcast_copies.told_of_meeting(context.tx, client.id, shown.message_id)

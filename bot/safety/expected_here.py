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
from bot.safety.lasting import is_near_a_crisis
from bot.safety.questions import Open
from bot.screens import typed
from bot.store import broadcast_copies
from bot.understanding.classify import OTHER, Classifier, Verdict


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
    if not heard.guessed or context.client is None or found.questions:
        return heard
    if await is_near_a_crisis(context):
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

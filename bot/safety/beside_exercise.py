"""A bare yes or no, typed where an exercise came below a question of safety: it may be said to
either, and neither may be guessed. So it is asked which; what is said to that is an answer.

A question that says it may be mistaken stands beside the way to an exercise. Whoever takes it has
answered nothing yet: her "no" may be that she does not want these heels.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot import burst
from bot.context import Context
from bot.in_sight import Shown
from bot.outbox.letters import FIRST, say
from bot.safety import lasting, still_open
from bot.safety.no_danger import says_otherwise
from bot.safety.people import show_people
from bot.safety.plain_words import COURTESY, NO_WORDS, YES_WORDS, words_in
from bot.safety.questions import Question
from bot.screens import typed
from bot.screens.frame import with_help
from bot.screens.urge_in_sight import urge_of
from bot.text import join


def may_be_of_either(questions: Sequence[Question], text: str, shown: Shown | None) -> bool:
    """Whether an exercise is the newest, and this says no more than yes or no, or that something
    else was meant. To a question that was asked less doubtfully it is an answer, whatever stands
    below that.
    """
    if shown is None or shown.kind == FIRST or not (shown.holds("urge:go:") or urge_of(shown)):
        return False
    if not questions or not all(one.is_slight for one in questions):
        return False
    if says_otherwise(text):
        return True
    said = set(words_in(text))
    return bool(said & (YES_WORDS | NO_WORDS)) and said <= YES_WORDS | NO_WORDS | COURTESY


async def ask(context: Context, questions: Sequence[Question]) -> None:
    """Who may be watched reads the question in few words; who is asked about her life finds it
    with its numbers and its answers, and the way back to the exercise.
    """
    crisis = lasting.find(context)
    if crisis is None or any(one.is_about_safety for one in questions):
        still_open.ask(context)
        return
    context.unit.gravity = burst.CRISIS
    text = join([context.book.replies["suicide_beside"], show_people(context)])
    rows = with_help(context.t, typed.buttons_of(crisis))
    context.send(say(context.chat_id, text, rows).with_(kind=FIRST))

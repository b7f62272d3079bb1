"""Which of the open questions a yes or a no may answer: it belongs to the newest that asks.

"Can you type safely?" may be open above a reply that asks whether something was taken, or above a
screen with a yes and a no of its own. What says nothing of typing, or of who is there, is said to
those. A bare no below such a reply may be meant for both, so that silence is its answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.in_sight import Shown
from bot.safety import lasting, replies
from bot.safety.answers import read_safe, rest_of
from bot.safety.plain_words import COURTESY, NO_WORDS, YES_WORDS, hesitates, words_in
from bot.safety.questions import Question
from bot.safety.reply_in_sight import kind_in_sight
from bot.screens import typed
from bot.screens.urge_words import asks_to_stop

_ASKS = ("safety:thinking", "safety:safe")
"""How the buttons begin that stand below a question."""
_ASKS_ELSE = "after:erase"
"""Below a question, too, whose buttons say neither yes nor no."""
_ASK_OF_HERSELF = frozenset([replies.SUICIDE, replies.MEDICAL, replies.SELFHARM, replies.HARM])
"""Replies that ask whether something was done, or somebody is hurt."""
_IS_NO, _IS_BARE, _IS_ELSE = "no", "bare", "else"


def meant(
    context: Context, questions: Sequence[Question], shown: Shown | None, text: str
) -> Sequence[Question]:
    """Those of the questions that this text may answer. `shown`: the newest in sight."""
    says = _says_nothing_of_safety(text)
    elsewhere = (shown is not None and asks_itself(shown)) or (
        says != _IS_NO and _is_told_since(context, shown)
    )
    if not says or not elsewhere:
        return questions
    return [one for one in questions if not one.is_about_safety]


def asks_itself(shown: Shown) -> bool:
    """Whether it asks something else that a yes or a no may answer."""
    asks = asks_to_stop(shown) or shown.holds(_ASKS_ELSE) or bool(typed.answers_of(shown))
    return asks and not shown.holds(_ASKS)


def holds_a_question(shown: Shown) -> bool:
    """Whether it is a question of safety."""
    return shown.holds(_ASKS)


def _says_nothing_of_safety(text: str) -> str:
    """How it says yes, no or neither, if that is of anything; "": it is of typing, or of somebody
    who is there, or no answer at all.
    """
    words = words_in(text)
    if hesitates(words):
        return _IS_BARE
    if not words or words[0] not in YES_WORDS | NO_WORDS:
        return ""
    if set(words) <= YES_WORDS | NO_WORDS | COURTESY:
        return _IS_NO if words[0] in NO_WORDS else _IS_BARE
    return "" if read_safe(rest_of(text)) is not None else _IS_ELSE


def _is_told_since(context: Context, shown: Shown | None) -> bool:
    """Whether a reply that asks of herself, or whom she hurt, came after the last question."""
    crisis = lasting.newest(context, shown)
    for one in (crisis, *crisis.earlier) if crisis is not None else ():
        if one.holds(_ASKS):
            return False
        if kind := kind_in_sight(context, one):
            return kind in _ASK_OF_HERSELF
    return False

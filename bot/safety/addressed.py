"""Which of the open questions a yes or a no may answer: it belongs to the newest that asks.

"Can you type safely?" may be open above a reply that asks whether something was taken, or above a
screen with a yes and a no of its own. What says nothing of typing, or of who is there, is said to
those. A bare no below such a reply may be meant for both, so that silence is its answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.context import Context
from bot.in_sight import Shown
from bot.safety import lasting, replies
from bot.safety.answers import read_safe, rest_of
from bot.safety.plain_words import COURTESY, NO_WORDS, YES_WORDS, hesitates, words_in
from bot.safety.questions import Open, Question
from bot.screens import typed
from bot.screens.urge_words import asks_to_stop

_ASKS = ("safety:thinking", "safety:safe")
"""How the buttons begin that stand below a question."""
_ASKS_ELSE = "after:erase"
"""Below a question, too, whose buttons say neither yes nor no."""
_ASK_OF_HERSELF = frozenset(
    [replies.SUICIDE, replies.MEDICAL, replies.SELFHARM, replies.HARM, replies.ILL]
)
"""Replies that ask whether something was done, or somebody is hurt."""
_LATE = timedelta(minutes=10)
"""From here on an answer is late: who is with her now is not known."""
_IS_NO, _IS_BARE, _IS_ELSE = "no", "bare", "else"


async def may_answer(context: Context, found: Open) -> Sequence[Question]:
    """The open questions that a text may answer: as a message of its own all of them, if all were
    there to read; as a Reply the one that it is a Reply to.
    """
    if not found.questions or is_late(context):
        return ()
    if context.client is None:
        return found.questions if await _may_be_a_strangers(context, found) else ()
    numbers = [await question.message_id(context) for question in found.questions]
    fit = [
        one
        for one, number in zip(found.questions, numbers, strict=True)
        if number is not None and typed.may_answer(context, number)
    ]
    return fit if len(fit) == len(numbers) or typed.is_reply(context) else ()


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
        if one.told:
            return one.told in _ASK_OF_HERSELF
    return False


def is_late(context: Context) -> bool:
    """Whether a text was written a while ago, such as while this program was down."""
    message = context.incoming.effective_message
    written = (message.edit_date or message.date) if message is not None else None
    return written is not None and context.now - written > _LATE


async def _may_be_a_strangers(context: Context, found: Open) -> bool:
    """Where a stranger's question stands is not kept; known it is while it is the newest."""
    message, shown = context.incoming.message, await typed.in_sight(context)
    asks = shown is not None and holds_a_question(shown)
    number = shown.message_id if shown is not None and asks else None
    if message is None or not typed.may_answer(context, number):
        return False
    return found.asked_at is None or message.date >= found.asked_at.replace(microsecond=0)

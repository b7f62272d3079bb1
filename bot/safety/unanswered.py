"""When "can you type safely?" was not answered, and is open no longer.

Within two hours it is asked once more, in few words that tell nobody what it is about. Whoever
lets that go by too, or writes later, is heard in whatever she types. Who answered no is not asked.
"""

from __future__ import annotations

from datetime import timedelta

from bot.context import Context
from bot.in_sight import Shown
from bot.safety import lasting, still_open
from bot.safety.covered_question import is_covered
from bot.safety.questions import find_unanswered, reopen
from bot.store import waiting

UNSAFE = "safety:unsafe"
_JUST_ASKED = waiting.PATIENCE + timedelta(minutes=1)
"""What is open for longer was asked once more, or while a place waited that does so for long."""


def asked_by(context: Context, shown: Shown | None) -> Shown | None:
    """The reply that asks it, where nothing else was told since. What only repeats a reply, or
    opens below it, such as who reads this, takes nothing away.
    """
    crisis = lasting.newest(context, shown)
    for one in (crisis, *crisis.earlier) if crisis is not None else ():
        if one.holds(UNSAFE):
            return one
        if one.told:
            return None
    return None


async def ask_once_more(context: Context, shown: Shown | None) -> bool:
    """True: it is asked, and a bare yes or no answers it again."""
    found, crisis = await find_unanswered(context), asked_by(context, shown)
    if found is None or crisis is None:
        return False
    questions, until = found
    if until - crisis.at > _JUST_ASKED or _is_long_ago(context, crisis):
        return False
    await reopen(context, questions)
    still_open.ask(context)
    return True


async def is_over(context: Context, shown: Shown | None) -> bool:
    """Whether nobody waits for the answer any more. After a no, which closes the question, the
    neutral line stands for as long as it is in sight.
    """
    crisis = asked_by(context, shown)
    if context.unit.asked_safety or crisis is None:
        return False
    found = await find_unanswered(context)
    if found is None:
        return _is_long_ago(context, crisis) and not is_covered(context, shown)
    return _is_long_ago(context, crisis) or found[1] - crisis.at > _JUST_ASKED


def _is_long_ago(context: Context, crisis: Shown) -> bool:
    return context.now - crisis.at >= lasting.LATELY

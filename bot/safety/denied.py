"""Whether "are you thinking of ending your life?" was answered with no a while ago."""

from __future__ import annotations

from bot.context import Context
from bot.in_sight import Shown
from bot.safety import not_kept, replies
from bot.safety.questions import is_let_on
from bot.safety.unsaying import unsays
from bot.text import join


async def was(context: Context, shown: Shown | None) -> bool:
    """Of a stranger, below another question, only words that take it back count: a bare yes is one
    to that question.
    """
    if context.client is None:
        denied = context.deps.in_sight.has_denied(context.chat_id, context.now)
        return is_in_sight(context, shown) or (denied and unsays(context.text))
    return is_in_sight(context, shown) or await is_let_on(context, replies.VEILED)


def is_in_sight(context: Context, shown: Shown | None) -> bool:
    """Whether the answer to that no is the newest."""
    no = join([context.book.replies["suicide_no"]])
    return shown is not None and not_kept.is_said(context.book, no, shown.said)

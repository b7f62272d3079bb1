"""What is said, below the reply to a crisis, of words that were typed for a room or a coach."""

from __future__ import annotations

from bot.content.model import Book
from bot.context import Context
from bot.outbox import sight
from bot.store import waiting
from bot.text import Text, join

_AN_ANSWER = 3
"""Words of an answer that nobody misses in what she was writing."""


def is_missed(text: str) -> bool:
    """Whether it is long enough to have been part of what she was writing."""
    return len(text.split()) > _AN_ANSWER


async def tell(context: Context, *, asks: bool = False) -> Text:
    """What became of them, and whether a room waits for more. `asks`: below a question, which
    comes first: nobody is invited to write past it.

    It names no word to type: whatever is typed goes to that room.
    """
    said = context.book.replies
    waits = await waiting.waits_on(context.tx, context.chat_id, context.now)
    on = said["write_after" if asks else "write_on"]
    return join([said["not_kept"], on if waits else ""])


def lines(book: Book) -> tuple[Text, ...]:
    """All that `tell` may say, and nothing at all: by them a reply is known again."""
    said = book.replies
    kept = said["not_kept"]
    found: tuple[list[str], ...] = (
        [],
        [kept],
        [kept, said["write_on"]],
        [kept, said["write_after"]],
    )
    return tuple(join(one) for one in found)


def is_said(book: Book, text: Text, said: int) -> bool:
    """Whether this text was said, with any of these lines below it. `said`: `Shown.said`."""
    return any(sight.said_as(join([text, one]).plain) == said for one in lines(book))

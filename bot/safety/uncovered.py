"""What is typed below the neutral line that covers "can you type safely?", once it is safe.

Whoever could not type was shown nothing; when she says that nobody is there any more, or asks whom
to ring, she finds what the question was about. Which kind of violence it was is not kept: the
reply names a throat and a doctor in any case.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.outbox import sight
from bot.safety import replies, room
from bot.safety.answers import YES, read_safe
from bot.safety.plain_words import YES_WORDS, phrases, words_in
from bot.safety.ways import hold_bulk
from bot.safety.whereabouts import is_free
from bot.screens import typed
from bot.text import join

_WHOM = frozenset(phrases(
    "wie kan ik bellen, wie moet ik bellen, wie mag ik bellen, wie bel ik, wie kan ik nu bellen",
    "wie kan mij helpen, wie kan me helpen, wie helpt mij, waar kan ik heen, waar kan ik naartoe",
    "naar wie kan ik bellen, wat kan ik doen, wat moet ik doen, wat nu, wie kan helpen, hulp",
    "who can i ring, who can i call, who do i ring, who do i call, who should i call",
    "who should i ring, whom can i call, who can help me, who can help, where can i go",
    "where do i go, what can i do, what should i do, what do i do, what now, help me, help",
))  # fmt: skip


async def answer(context: Context) -> bool:
    """True: it was said below that line, and is answered with the lines."""
    words = words_in(context.text)
    if not _says_free(context.text, words) and " ".join(words) not in _WHOM:
        return False
    shown = await typed.in_sight(context)
    covered = join([context.book.replies["violence_unsafe"]]).plain
    if shown is None or shown.said != sight.said_as(covered):
        return False
    await hold_bulk(context)
    await room.tell(context, replies.VIOLENCE)
    context.unit.gravity = replies.gravity_with(0, replies.VIOLENCE)
    return True


def _says_free(text: str, words: Sequence[str]) -> bool:
    """Whether it says that nobody is there. A yes alone may be anybody's who holds the phone."""
    if words and words[0] in YES_WORDS:
        return is_free(words[1:])
    return read_safe(text) == YES

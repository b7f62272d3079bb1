"""What is typed below the neutral line that covers "can you type safely?", once it is safe.

Whoever could not type was shown nothing; when she says that nobody is there any more, or asks whom
to ring, she finds what the question was about. Which kind of violence it was is not kept: the
reply names a throat and a doctor in any case.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.in_sight import Shown
from bot.outbox import sight
from bot.outbox.letters import FIRST
from bot.safety import help_screen, replies
from bot.safety.answers import YES, read_safe
from bot.safety.plain_words import YES_WORDS, phrases, words_in
from bot.safety.ways import BULK_WAITS, hold_bulk
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
    if not _is_the_cover(context, await typed.in_sight(context)):
        return False
    await hold_bulk(context)
    await help_screen.tell(context, replies.VIOLENCE)
    context.unit.gravity = replies.gravity_with(0, replies.VIOLENCE)
    return True


def is_covered(context: Context, shown: Shown | None) -> bool:
    """Whether nothing light may follow: that line is in sight, and its hold is on."""
    client = context.client
    if shown is None or (client is not None and not client.is_held(context.now)):
        return False
    return context.now - shown.at < BULK_WAITS and _is_the_cover(context, shown)


def _is_the_cover(context: Context, shown: Shown | None) -> bool:
    """Whether the newest in sight is that line, or the one on the program, said below it."""
    said = context.book.replies
    lines = (said["violence_unsafe"], said["not_emergency"])
    known = {sight.said_as(join([line]).plain) for line in lines}
    return shown is not None and shown.kind != FIRST and shown.said in known


def _says_free(text: str, words: Sequence[str]) -> bool:
    """Whether it says that nobody is there. A yes alone may be anybody's who holds the phone."""
    if words and words[0] in YES_WORDS:
        return is_free(words[1:])
    return read_safe(text) == YES

"""Which thing to bring out of the anchor box. Values in, a value out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.store.anchors import VOICE, Anchor

MOST = 12
"""So many fit in: enough to vary, few enough to look through."""

LONGEST = 280
"""Characters of a sentence, or of one half of a plan."""


def pick(box: Sequence[Anchor], *, aloud: bool) -> Anchor | None:
    """What was not shown for the longest time; a voice only where it may be heard."""
    fitting = [a for a in box if aloud or a.kind != VOICE]
    return min(fitting, key=lambda a: (a.shown, a.id), default=None)


def next_order(box: Sequence[Anchor]) -> int:
    """The place in the order of showing that comes after all others."""
    return max((a.shown for a in box), default=0) + 1

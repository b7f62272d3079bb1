"""Which thing to bring out of the anchor box. Values in, a value out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.store.anchors import VOICE, Anchor

MOST = 12
"""So many fit in: enough to vary, few enough to look through."""

LONGEST = 280
"""Characters of a sentence, or of one half of a plan."""

WHEN, THEN = "when", "then"
_SAID_ANYWAY = {
    ("nl", WHEN): r"als|wanneer|zodra",
    ("nl", THEN): r"(?:en )?dan",
    ("en", WHEN): r"if|when|whenever",
    ("en", THEN): r"(?:and )?then",
}
"""How a half may begin, of what the plan says around it."""


def half(text: str, which: str, language: str) -> str:
    """One half of a plan, without what is said around it; what is nothing but that stays."""
    said = rf"(?:{_SAID_ANYWAY[language, which]})\b[\s,:]+"
    found = re.match(said, text, re.IGNORECASE)
    own = text[found.end() :] if found else text
    return own.rstrip(" ,.;") or text


def plan_in(text: str, language: str) -> tuple[str, str] | None:
    """Both halves of a plan that was typed whole: "if he texts, then I put my phone away"."""
    when, then = (_SAID_ANYWAY[language, which] for which in (WHEN, THEN))
    whole = rf"(?:{when})\b[\s,:]+(\S.*?)[\s,]+(?:{then})\b[\s,:]+(\S.*)"
    found = re.fullmatch(whole, " ".join(text.split()), re.IGNORECASE)
    return (found[1], found[2].rstrip(" ,.;") or found[2]) if found else None


def pick(box: Sequence[Anchor], *, aloud: bool) -> Anchor | None:
    """What was not shown for the longest time; a voice only where it may be heard."""
    fitting = [a for a in box if aloud or a.kind != VOICE]
    return min(fitting, key=lambda a: (a.shown, a.id), default=None)


def next_order(box: Sequence[Anchor]) -> int:
    """The place in the order of showing that comes after all others."""
    return max((a.shown for a in box), default=0) + 1

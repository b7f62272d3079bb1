"""Of somebody it is said that he is limp, and no more: "hij is slap". Pure.

It may be a body, and more often it is a character. So it is asked about, with 112 beside it, in
words that say that it may be mistaken. Who lies there, or is cold, or is a child, is told of in
more words than these, and phrases know those.
"""

from __future__ import annotations

import re

from bot.understanding.verdict import CRISIS_VIOLENCE, Verdict

_SCORE = 0.4
"""More likely something else."""
_LIMP = re.compile(
    r"(?:(?:nou|ja|pff|maar|echt|en|want|god) )*"
    r"(?:hij|zij|ze|ie|die (?:gast|vent|man|kerel|trut)"
    r"|(?:mijn|mn) ex(?:man|vriend|vriendin|vrouw)?)"
    r" (?:is|was|blijft) (?:(?:zo|echt|gewoon|ook|wel|heel|erg|toch|best|weer) )*slap(?: hoor)?"
    r"|my ex is (?:(?:so|just) )?limp"
)


def asked_about(words: list[str], language: str) -> Verdict | None:
    """What it is taken for, in doubt; None: it is anything else, or more."""
    if _LIMP.fullmatch(" ".join(words)) is None:
        return None
    return Verdict(CRISIS_VIOLENCE, _SCORE, "limp: asked about", language, True, guessed=True)

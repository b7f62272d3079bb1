"""What is typed in place of "send this to my coach", while that button is in sight. Pure."""

from __future__ import annotations

import re

from bot.understanding.words import words_of

_YES = r"(?:ja|jawel|jep|ok|oke|okay|yes|yeah|yep|sure|graag|please)"
_REST = (
    r"(?: (?:maar|het|dit|die|dat|deze|bericht|door|toch|nu|graag|aub|alsjeblieft|hoor|op|naar|"
    r"mijn|de|m n|coach|it|this|that|on|now|please|to|my|the|message|anyway))*"
)
_SENDS = re.compile(
    rf"(?:{_YES} )*(?:just )?(?:(?:stuur|verstuur|verzend|versturen|sturen|send){_REST}"
    r"|doe (?:dat )?maar|(?:please )?go ahead)"
    r"|(?:ja|ok|oke) graag(?: hoor)?|(?:yes|yeah|ok|okay) please"
)
"""No "do it", which may be said of something else there; nor a bare "yes"."""


def sends(text: str) -> bool:
    """Whether it tells the program to send it."""
    return _SENDS.fullmatch(" ".join(words_of(text))) is not None

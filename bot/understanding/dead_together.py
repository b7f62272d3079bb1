"""That she were dead, and the other with her, is wished: "i hope we both die". Pure.

What was learned knows "both" and "all" from laughing and from films. It is asked whether she
thinks of ending her life. Whoever grows old first, laughs, or dies of heat wishes nothing so.
"""

from __future__ import annotations

import re

from bot.understanding.frames import is_told
from bot.understanding.verdict import CRISIS_SUICIDE, UNSURE_SCORE, Verdict

_WISHES = (
    r"(?:hope|hoping|wish|wishing|pray|praying|want(?= (?:\w+ )?us\b)|let|lets|(?<!een )hoop|hopen"
    r"|wens|wou|wil|wilde|wilden|laat|bid)"
)
"""In Dutch "want we" gives a reason."""
_BETWEEN = r"(?:(?!(?:not|never|dont|niet|nie|geen|nooit|alleen|oud|old)\b)\w+ ){0,5}"
_WE = r"(?:we|us|wij|ons)"
_BOTH = r"(?:both|all|together|allebei|alletwee|allemaal|alle twee|samen|beiden|beide)"
_DEAD = (
    r"(?:die|died|dead|doodgaan|doodgingen|dood (?:gaan|gingen|waren|zijn)|(?<!de )dood|sterven"
    r"|stierven|doodvallen|verongelukken|crash and die)"
)
_WISHED = re.compile(
    rf"\b{_WISHES} {_BETWEEN}{_WE} {_BETWEEN}{_BOTH} {_BETWEEN}{_DEAD}\b"
    rf"|\b{_WISHES} {_BETWEEN}{_WE} {_BETWEEN}{_DEAD} (?:\w+ ){{0,2}}{_BOTH}\b"
    rf"|\b(?:wil|wou|wilde|want|wanna) (?:(?:met|with|to|be|die|dead|nu) )*"
    rf"(?:samen |together )?(?:met|with) (?:hem|haar|him|her) (?:(?:samen|together) )?{_DEAD}\b"
    rf"|\b(?:wil|wou|wilde) samen met (?:hem|haar) {_DEAD}\b"
)
_LIGHT = re.compile(
    r"\b(?:oud|old|bejaard|gelukkig|happy|lach\w*|laugh\w*|hitte|kou|heat|cold|dorst|honger|thirst"
    r"|hunger|schaamte|embarrass\w*|cringe|stress|verveling|boredom|film|movie|serie|series|show"
    r"|game|spel|boek|book|song|liedje|planten|plants|honderd|hundred)\b"
)


def asked_about(words: list[str], language: str) -> Verdict | None:
    """What it is taken for, in doubt; None: it is not wished, or not in earnest."""
    line = " ".join(words)
    if _WISHED.search(line) is None or _LIGHT.search(line) or is_told(words):
        return None
    reason = "both dead: asked about"
    return Verdict(CRISIS_SUICIDE, UNSURE_SCORE, reason, language, True, guessed=True)

"""That the police stand at her door: "politie staat voor de deur". Pure.

They may come for what he did, for him, or to see how she is; he may stand beside her. What was
learned hears a chat about a ring at the door. So where nothing graver was heard it is asked
whether she can type safely. Not so of what is over, and of another's door.
"""

from __future__ import annotations

import re

from bot.understanding.verdict import CRISIS_VIOLENCE, UNSURE_SCORE, Verdict

_POLICE = (
    r"(?:(?:the|de|two|twee|some|a|een|an|2) )?"
    r"(?:police|cops?|coppers|feds|(?:police )?officers?|policem[ae]n|politie|(?:politie)?agent"
    r"|(?:politie)?agenten|wijkagent|smeris|recherche|marechaussee|arrestatieteam)"
)
_HERE = re.compile(
    rf"\b{_POLICE} (?:(?:is|are|r|now|just|right|nu|er|net|weer|again|has|have|al|ook|opeens"
    r"|ineens|suddenly) )*"
    r"(?:at (?:the|my|our) (?:front )?door|outside|here|downstairs|knock\w*|banging|ringing|rang"
    r"|came in|coming in|inside|in (?:the|my|our) (?:house|flat|hall)|turned up|showed up"
    r"|voor (?:de|mijn|mn|m|me|onze) (?:\w+ )?(?:voor)?deur|aan (?:de|mijn|mn|m) (?:voor)?deur"
    r"|buiten|beneden|binnen|hier|belt|bellen|klopt|kloppen|bonkt|bonken"
    r"|(?:staat|staan|zijn|is) (?:(?:nu|er|net|hier|weer|ineens|opeens) )*(?:voor (?:de|mijn|mn|m"
    r"|me|onze) (?:\w+ )?(?:voor)?deur|aan (?:de|mijn|mn|m) (?:voor)?deur|buiten|beneden|binnen"
    r"|hier|op de stoep)|is er$|zijn er$|er$|op de stoep)\b"
    rf"|\b(?:er )?(?:staat|staan|is|zijn) (?:(?:nu|er|hier|opeens|ineens|weer) )*{_POLICE}"
    r" (?:voor|aan|op|buiten|beneden|binnen|hier)\b"
    rf"|\b(?:theres|there is|there are) {_POLICE} (?:at|outside|here|downstairs|in)\b"
)
_NOT_NOW = re.compile(
    r"\b(?:yesterday|gisteren|gisteravond|eergisteren|last (?:night|week|month|year|time)|ago"
    r"|geleden|vorige|laatst|was|were|stond|stonden|waren|kwam|kwamen|when|toen|als|if|droom\w*"
    r"|dream\w*|vroeger|once|ooit|not|niet|geen|no)\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:his|her|their|hem|haar|hun|zijn|zn|buren|buurman|buurvrouw|overkant|hiernaast"
    r"|neighbou?rs?|next|across|shop|winkel|school|kantoor"
    r"|estate|letting|insurance|makelaar|verzekering)\b(?! (?:er|hier|buiten|beneden"
    r"|binnen|voor|aan|nu)\b)"
)


def police_asked_about(words: list[str], language: str) -> Verdict | None:
    """What it is taken for, in doubt; None: they are not told of here and now."""
    line = " ".join(words)
    found = _HERE.search(line)
    if found is None or _NOT_NOW.search(line) or _ELSEWHERE.search(line):
        return None
    reason = "the police at the door: asked about"
    return Verdict(CRISIS_VIOLENCE, UNSURE_SCORE, reason, language, True, guessed=True)

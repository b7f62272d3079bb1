"""What is to become of an opened letter, in the words of whoever has just read it. Pure.

From closed lists: "bewaar hem" and "tear it up" are of the letter below it alone, and as a whole.
"""

from __future__ import annotations

from bot.understanding.closed_lists import line_of, whole_lines
from bot.understanding.words import words_of

KEEP, TEAR, SHARE, LATER = "keep", "tear", "share", "later"
ASKED = "letter:keep:"
"""How one of the buttons begins below a letter that was read."""
_GROUPS = {
    "ok": "ja|jep|ok|oke|okay|goed|nee|nou|doe|please|yes|yeah|no|just|graag|nah",
    "it": "hem|m|em|het|t|dit|deze|die|dat|de|mijn|it|this|that|the|my",
    "letter": "brief|briefje|letter",
    "still": "nog|even|eventjes|ff|toch|maar|wel|dan|liever|graag|for|now|instead|rather",
    "end": "graag|aub|hoor|maar|dan|please|thanks|for|now|nu|meteen",
    "span": "week|weekje|weken|dag|weeks",
    "keep": "bewaar|bewaren|hou|houd|houden|keep|save|hold",
    "tear": "verscheur|verscheuren|scheur|scheuren|vernietig|vernietigen|verwijder|verwijderen|"
            "verbrand|verbranden|versnipper|tear|rip|shred|delete|destroy|bin|trash|burn",
    "throw": "gooi|gooien|doe|doen|mik|throw|chuck|toss",
    "share": "deel|delen|stuur|sturen|laat|geef|share|send|show|give|forward",
    "coach": "coach|therapeut|begeleider",
}  # fmt: skip
_WHOLE = {
    KEEP: """
        @ok? @still? @keep @it? @letter? @still? @still? een|a|one? @span? @end?
        @ok? @it? @letter? @still? @still? een|a? @span? bewaren|houden @end?
        @ok? @still? nog|another|een|a|one week|weekje|weken @end?
        @ok? ik wil|wou @it? @letter? @still? @still? een? @span? bewaren
        @ok? i|id want|wanna|like to? @keep @it @letter? @still? @still? a? @span?
        @ok? ik|i|ill ga|will? @keep @it @letter? @still? @still? een|a? @span?
        @ok? laat @it? @letter? @still? @still? liggen|bestaan
        @ok? niet|nie|dont|not @tear|weggooien|throw @it? @letter? up|away? @end?
        @ok? @tear @it @letter? niet|nie
        @ok? gooi @it @letter? niet weg
    """,
    TEAR: """
        @ok? @still? @tear @it? @letter? @still? kapot|door|up|weg? @end?
        @ok? @throw @it? @letter? @still? weg|away|out @end?
        @ok? @it? @letter? @still? @tear|weggooien|wegdoen @end?
        @ok? weg ermee|daarmee|met @it? @letter?
        @ok? away with @it @letter?
        @ok? get rid of @it @letter?
        @ok? hij|die|dat|deze|brief mag|kan weg @end?
        @ok? it can go @end?
        @ok? ik wil @it @letter? @tear|weggooien
        @ok? i want|wanna to? @tear @it @letter? up?
    """,
    SHARE: """
        @ok? @share @it? @letter? @still? met|aan|naar|with|to mijn|my|the|de? @coach @end?
        @ok? @it @letter? @still? delen @end?
        @ok? deel|share @it? @letter? @still? @end?
        @ok? ik|i wil|want|wanna to? @it? @letter? delen|share @it? @letter?
        @ok? mijn|my @coach mag|may|can @it? lezen|zien|read|see @it?
        @ok? @share mijn|my @coach @it @letter? lezen|zien|read|see?
    """,
    LATER: """
        @ok? ik|i? doe|kies|do|choose? niks|niets|nothing|geen|none doen|kiezen? @end?
        geen|none|neither van|of? beide|drie|alle|these|them? @end?
        laat @it? maar zo?
        leave it for? now?
        ik? weet ik? @it? nog? niet nog?
        i? dont know yet?
        geen|no idee|idea
        not sure yet?
        @still? later|straks|morgen|tomorrow @end?
        nu|not niet|now
        nog niet
        not yet
    """,
}
_PATTERNS = {what: whole_lines(lines, _GROUPS) for what, lines in _WHOLE.items()}


def read_wish(text: str) -> str | None:
    """What she wants done with it; None: these words may be about something else."""
    said = line_of(words_of(text))
    return next((what for what, one in _PATTERNS.items() if one.fullmatch(said)), None)

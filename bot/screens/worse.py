"""That an urge gets stronger, said where one is in sight, and nothing else. Pure.

Closed lists, whole texts: "he is getting worse" and "the hitting gets worse" are none of them.
"""

from __future__ import annotations

from bot.understanding.closed_lists import line_of, whole_lines
from bot.understanding.words import words_of

_GROUPS = {
    "so": "ja|nee|nou|maar|en|hm|oef|pff|ugh|oh|ok|oke|yes|no|well|but|and|honestly|eerlijk",
    "it": "het|t|et|dit|dat|it|this|that",
    "urge": "drang|trek|hunkering|urge|craving|pull",
    "more": "weer|nu|alleen|steeds|nog|veel|wat|iets|juist|zelfs|echt|al|een|beetje|maar|toch"
    "|again|now|much|even|still|a|bit|lot|way|only|just|actually|really",
    "worse": "erger|slechter|sterker|heftiger|hoger|groter|worse|stronger|higher|bigger",
    "before": "eerst|net|daarnet|voorheen|eerder|zonet|zojuist|ervoor|before|earlier",
    "again": "weer|nu|again|now",
}
_BARE = whole_lines(
    "@so? @more? @more? @worse geworden? dan|than? @before? @again?",
    _GROUPS,
)
_SAID = whole_lines(
    """
        @so? @it wordt|is|gaat|voelt|lijkt @more? @more? @more? \
            @worse geworden|worden? dan? @before? @again?
        @so? de|mijn|mn? @urge wordt|is @more? @more? @more? @worse geworden? dan? @before? @again?
        @so? @it maakt|maakte het|t? @more? @more? @worse
        @so? its @more? getting|gotten|become? @more? @more? @worse than? @before? @again?
        @so? @it is|gets|got|has|feels|seems|became @more? getting|gotten|become? @more? @more? \
            @worse than? @before? @again?
        @so? the|my? @urge is|gets|got @more? getting? @more? @more? @worse than? @before? @again?
        @so? @more? getting @more? @more? @worse than? @before? @again?
        @so? @it makes|made it @more? @more? @worse
    """.replace("\\\n", " "),
    _GROUPS,
)


def is_bare_worse(text: str) -> bool:
    """ "Worse", "sterker dan net": a word that answers "how strong is it?", and no sentence."""
    return _BARE.fullmatch(line_of(words_of(text))) is not None


def tells_worse(text: str) -> bool:
    """Whether it says that it has become stronger, in a word or a sentence."""
    return is_bare_worse(text) or _SAID.fullmatch(line_of(words_of(text))) is not None

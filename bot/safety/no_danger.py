"""What is typed in answer to a question about danger that says it may be mistaken. Pure.

All of it has to be one of these lines. "He does nothing" is none of them: that is said of a danger
too, and a bare "no" says that typing is not safe. "There is no danger" is said of now: she can
type.
"""

from __future__ import annotations

from bot.understanding.closed_lists import line_of, whole_lines
from bot.understanding.words import words_of

_GROUPS = {
    "so": "nee|neen|nope|hoor|joh|oh|o|haha|sorry|nou|maar|ja|hey|gewoon|echt|gelukkig"
    "|no|well|really|honestly|but",
    "is": "er|hier|is|s|there|theres|hoor|echt|helemaal|at|all",
    "there": "er|hier|is|nu|hoor|echt|momenteel|there|theres|really|now",
    "now": "nu|meer|hoor|now|anymore|any|more|right",
    "me": "me|mij",
}
_OTHERWISE = whole_lines(
    """
        @so? @so? @is? @is? @is? niks|niets aan de hand @so? @so?
        @so? @so? zo bedoel|bedoelde ik het|dat|hem niet @so?
        @so? @so? dat|het bedoel|bedoelde ik niet|anders zo? @so?
        @so? @so? ik bedoel|bedoelde dat|het|iets niet|anders zo? @so?
        @so? @so? dat|dit is niet wat ik bedoelde|bedoel|zei @so?
        @so? @so? daar|hier gaat het niet over|om @so?
        @so? @so? dit|dat|het gaat daar|hier niet over|om @so?
        @so? @so? dit|dat|het gaat niet over|om geweld|gevaar|angst @so?
        @so? @so? het|dit|dat gaat nergens over @so?
        @so? @so? niemand doet @me iets|wat|pijn @so?
        @so? @so? je begrijpt|begreep @me|het verkeerd @so?
        @so? @so? je hebt @me|het verkeerd begrepen @so?
        @so? @so? dat|dit is|was een? misverstand @so?
        @so? @so? misverstand @so?
        @so? @so? nothing is|s? wrong @so?
        @so? @so? nothings wrong @so?
        @so? @so? i didnt mean it|that like? that? @so?
        @so? @so? thats|that|its not|isnt what i meant|mean|said @so?
        @so? @so? thats|its|this|that not|isnt about that|danger|violence @so?
        @so? @so? that|this isnt what this|it is about @so?
        @so? @so? thats not what this|it is about @so?
        @so? @so? its nothing like that @so?
        @so? @so? nobody|noone is|s? hurting @me
        @so? @so? nobodys|noones hurting @me
        @so? @so? no one is|s? hurting @me
        @so? @so? you misunderstood|misunderstand @me? @so?
        @so? @so? you got|have @me wrong @so?
        @so? @so? a? misunderstanding @so?
    """,
    _GROUPS,
)
_SAFE_NOW = whole_lines(
    """
        @so? @so? @there? @there? @there? geen gevaar @now? @now? @so?
        @so? @so? ik ben|loop echt? niet meer? in gevaar @now? @so?
        @so? @so? ik loop geen gevaar @now? @so?
        @so? @so? @there? is|s? @there? no danger @now? @now? @so?
        @so? @so? im not in any? danger @now? @now? @so?
        @so? @so? i am not in any? danger @now? @now? @so?
    """,
    _GROUPS,
)


def says_no_danger(text: str) -> bool:
    """Whether all of it is that something else was meant."""
    return _OTHERWISE.fullmatch(line_of(words_of(text))) is not None


def says_safe_now(text: str) -> bool:
    """Whether all of it is that there is no danger: that denies nothing of what was told."""
    return _SAFE_NOW.fullmatch(line_of(words_of(text))) is not None

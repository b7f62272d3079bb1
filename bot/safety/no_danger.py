"""That there is no danger, typed in answer to a question that says it may be mistaken. Pure.

All of it has to be one of these lines. "He does nothing" is none of them: that is said of a danger
too, and a bare "no" says that typing is not safe.
"""

from __future__ import annotations

from bot.understanding.closed_lists import line_of, whole_lines
from bot.understanding.words import words_of

_GROUPS = {
    "so": "nee|neen|nope|hoor|joh|oh|o|haha|sorry|nou|maar|ja|hey|gewoon|echt|gelukkig"
    "|no|well|really|honestly|but",
    "is": "er|hier|is|s|there|theres|hoor|echt|helemaal|at|all|nu|now",
    "me": "me|mij",
}
_LINES = whole_lines(
    """
        @so? @so? @is? @is? @is? geen gevaar @so? @is?
        @so? @so? @is? @is? @is? niks|niets aan de hand @so? @so?
        @so? @so? ik ben|loop niet in gevaar @so?
        @so? @so? ik loop geen gevaar @so?
        @so? @so? zo bedoel|bedoelde ik het|dat niet @so?
        @so? @so? dat|het bedoel|bedoelde ik niet|anders zo? @so?
        @so? @so? ik bedoel|bedoelde dat|het niet|anders zo? @so?
        @so? @so? daar|hier gaat het niet over|om @so?
        @so? @so? het|dit|dat gaat niet|nergens daarover|daarom|hierover|over om?
        @so? @so? niemand doet @me iets|wat|pijn
        @so? @so? je begrijpt|begreep @me verkeerd @so?
        @so? @so? @is? @is? no danger @is? @so?
        @so? @so? im not in any? danger @so?
        @so? @so? i am not in any? danger @so?
        @so? @so? nothing is|s? wrong @so?
        @so? @so? nothings wrong @so?
        @so? @so? i didnt mean it|that like? that? @so?
        @so? @so? thats|that not|isnt what i meant|mean @so?
        @so? @so? its|this|that not|isnt about that|danger|violence @so?
        @so? @so? nobody|noone is|s? hurting @me
        @so? @so? no one is|s? hurting @me
        @so? @so? you misunderstood @me? @so?
        @so? @so? you got @me wrong @so?
    """,
    _GROUPS,
)


def says_no_danger(text: str) -> bool:
    """Whether that is all of it."""
    return _LINES.fullmatch(line_of(words_of(text))) is not None

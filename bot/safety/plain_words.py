"""The words of a yes and a no, and those that change nothing beside one. Pure.

Every word stands without doubled letters: people stretch them, and drop them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.understanding.closed_lists import HESITANT, folded, folded_set
from bot.understanding.words import tokens_of


def phrases(*lines: str) -> tuple[str, ...]:
    """What is parted by commas in these lines, folded, the longest first."""
    found = {" ".join(map(folded, one.split())) for line in lines for one in line.split(",")}
    return tuple(sorted(found - {""}, key=len, reverse=True))


YES_WORDS = folded_set("""
    ja jah jep jup yep jawel jaha joa joah jazeker zeker klopt inderdaad tuurlijk natuurlijk
    yes yeah yea yeh ye yh yup aye correct course uhu mhm
""")
STRESS = folded_set("zeker tuurlijk natuurlijk course")
"""Before a no they make it one."""
REGRET = folded_set("helaas sadly")
"""A yes to a grave question, and none to "can you type safely?"."""
NO_WORDS = folded_set("""
    nee neen neuh neeje nenee nein nej nope no nah naw nae nonono niet nie ni nooit
    never not cant dont isnt arent wont
""")
PLAIN_NO = folded_set("nee neen neuh neeje nenee nein nej nope no nah naw nae nonono")
COURTESY = folded_set("hoor joh graag dank je dankje dankjewel bedankt please thanks thank you")
"""Beside a yes or a no these change nothing."""
BEFORE = folded_set("""
    eh euh uh uhm ehm hm nou tja bwa sorry well um actually eigenlijk en and dus
""")
"""Said before an answer, and nothing by itself."""
BUT = folded_set("maar ma mr mar but")
_BESIDE_HESITANT = folded_set("""
    geen een n ik het k t me de dag nacht tijd er ervan aan af en heb nog zo meer eigenlijk echt
    eraan daaraan erover daarover over daar na laatste heel hele erg klein nou op
    s nachts avonds overdag at nights
    a i it if day night time the all of so ive have about do am im very quite tiny wee well
""")
TAKES_BACK = folded_set("wel meer zo nog anymore quite yet") | BUT
"""Beside a no they take some of it back."""


def words_in(text: str, *, strip: bool = True) -> list[str]:
    """The words of a text, folded; without what is only said before an answer, if `strip`."""
    words = [folded(token) for token in tokens_of(text)]
    while strip and len(words) > 1 and words[0] in BEFORE:
        words = words[1:]
    return words


def hesitates(said: Collection[str]) -> bool:
    """Whether there is doubt in these words, and nothing else."""
    words = set(said)
    beside = HESITANT | _BESIDE_HESITANT | NO_WORDS | TAKES_BACK | YES_WORDS
    return bool(words & HESITANT) and words <= beside


def without(words: Sequence[str], known: Sequence[str]) -> tuple[list[str], bool]:
    """The words without these phrases, and whether there was any."""
    said = f" {' '.join(words)} "
    for one in known:
        said = said.replace(f" {one} ", " ")
    left = said.split()
    return left, len(left) < len(words)

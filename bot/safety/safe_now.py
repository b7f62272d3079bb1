"""Yes or no, typed in answer to "are you safe right now?". Pure.

It is read as "can you type safely?" is, and with fear as a no, since that is what was asked. Where
somebody is, or that all is well, says yes here alone; with a word more than these lists know it
goes its own way.
"""

from __future__ import annotations

from bot.safety.answers import NO, UNSURE, YES, read_safe, rest_of, takes_back
from bot.safety.plain_words import NO_WORDS, phrases, words_in
from bot.understanding.closed_lists import folded_set

_AFRAID = folded_set("""
    bang bange doodsbang angst angstig eng benauwd onveilig
    scared afraid terrified frightened scary unsafe
""")
_SAFE = phrases("veilig, thuis, in bed, alles goed, gaat goed, safe, home, all good, in bed")
_BESIDE = folded_set("""
    ja jawel jep ik k ben kben zit lig nu gewoon lekker hoor wel gelukkig weer hier in bed thuis
    veilig alles gaat het goed op de bank
    yes yeah yep yea i im am at just now all good and safe home here back in bed on the sofa couch
    its thankfully ok okay oke
""")
_LONGEST = 8


def read_safe_now(text: str) -> str | None:
    """What is meant by it; None: it is something else. Whoever hesitates is not safe."""
    words, answer = words_in(text), read_safe(text)
    said = set(words)
    if len(words) <= _LONGEST and said & _AFRAID and not said & NO_WORDS:
        return NO
    if answer == YES and takes_back(text) and read_safe(rest_of(text)) not in {None, YES}:
        return UNSURE
    line = f" {' '.join(words)} "
    if answer is None and said <= _BESIDE and any(f" {one} " in line for one in _SAFE):
        return YES
    return answer

"""What takes back an earlier no to "are you thinking of ending your life?". Pure."""

from __future__ import annotations

from bot.safety.harmless_no import TIMES
from bot.safety.plain_words import words_in
from bot.safety.thinking import comes_back
from bot.understanding.closed_lists import folded, folded_set
from bot.understanding.words import tokens_of

_UNSAID = (
    "ik loog", "loog ik", "ik lieg", "ik heb gelogen", "dat was gelogen", "dat was een leugen",
    "dat was niet waar", "dat is niet waar", "dat klopt niet", "dat klopte niet",
    "ik was niet eerlijk", "denk er wel aan", "er wel aan denk", "denk daar wel aan",
    "i lied", "i was lying", "im lying", "that was a lie", "that was not true", "that is not true",
    "thats not true", "that wasnt true", "that isnt true", "it wasnt true", "i wasnt honest",
    "i was not honest", "that was not honest", "wasnt honest", "not honest of me",
    "dat was niet eerlijk", "dat is niet eerlijk", "niet eerlijk van mij", "niet eerlijk van me",
    "nee was niet waar", "nee klopt niet", "nee was een leugen", "nee was gelogen", "no was a lie",
    "no wasnt true", "zei nee maar", "zeg nee maar", "said no but", "say no but",
    "do think about it", "do think of it", "am thinking about it",
    "am thinking of it", "im thinking about it", "im thinking of it",
)  # fmt: skip
"""What takes back a no of one's own. Nothing that is said of another: he lied, and often."""
_UNSAID_ALONE = frozenset(
    " ".join(map(folded, one.split()))
    for one in (
        "toch", "toch wel", "niet waar", "gelogen", "not true", "lied", "i do", "i am",
        "ja toch", "jawel toch", "toch ja", "toch misschien wel", "misschien toch",
        "misschien toch wel", "misschien wel", "toch een beetje", "yes after all", "i do though",
        "ja toch wel", "toch wel ja", "toch wel eigenlijk", "eigenlijk toch wel",
    )
)  # fmt: skip
_MAYBE = folded_set("misschien mss wss wellicht maybe perhaps might possibly")
_MAYBE_WHEN = TIMES | folded_set("""
    vanavond straks later wel dan toch ja of nog ooit deze week weekend komende nacht avond this
    weekend later soon evening night someday one day yes then yet or
""")
"""Beside a "maybe" they say when, and nothing else."""
_SECOND_THOUGHT = frozenset([folded("eigenlijk"), folded("actually")])
_LONGEST_UNSAID = 12


def unsays(text: str) -> bool:
    """Whether an earlier no to that question is taken back in so many words: "I lied"."""
    words = tokens_of(text)
    said = f" {' '.join(words)} "
    short = len(words) <= _LONGEST_UNSAID
    if not short:
        return False
    if words[:1] and folded(words[0]) in _SECOND_THOUGHT and comes_back(text):
        return True
    left = set(words_in(text))
    if left & _MAYBE and left <= _MAYBE | _MAYBE_WHEN:
        return True
    return any(f" {one} " in said for one in _UNSAID) or " ".join(words_in(text)) in _UNSAID_ALONE

"""Words with which a coach thinks again about what she sent: to undo it, or for another. Pure."""

from __future__ import annotations

import re

from bot.understanding.closed_lists import word_set

_UNDOES = word_set(
    "stop stoppen intrekken terughalen terugnemen annuleer annuleren verwijder verwijderen wis "
    "wissen weghalen oeps undo withdraw recall cancel delete remove oops"
)
_TOGETHER = ("laat maar", "trek in", "trek terug", "haal weg", "haal terug", "never mind",
             "nevermind", "take back")  # fmt: skip
_BESIDES = word_set(
    "dit dat die het deze mijn antwoord antwoorden bericht berichten laatste aub alsjeblieft "
    "graag nee wacht this that it my the answer message last please no wait"
)
_WRONG = word_set("fout foutje verkeerd verkeerde vergist vergissing wrong mistake mistaken oeps "
                  "oops")  # fmt: skip
_HINTS = _WRONG | word_set("terug weg wacht wachten ho intrek intreken wait back")
_LIGHT = word_set(
    "o oh oei ai sorry help even nog kan kun kon je ik wil moet moest niet nu toch hier was ging "
    "trek haal in onderwerp topic groep chat persoon client cliënt iemand te snel een "
    "one group person can you i want to not was were take a the"
)
_ITSELF = word_set("bericht berichten antwoord antwoorden message messages answer answers")
_MEANT = re.compile(r"\b(was|is|were)( \w+)? (voor|for)\b|\bmeant for\b")
_BETWEEN = r"( (?:bedoeld|eigenlijk|natuurlijk|meant|intended|actually))?"
_FOR_ANOTHER = re.compile(
    rf"\b(?:was|waren|were|is|bedoeld|meant){_BETWEEN} (?:voor|for) "
    r"(?:een ander|iemand anders|(?:some|any)(?:one|body) else|another|de groep|the group)\b"
    r"|\b(?:niet|not)(?: bedoeld| meant)? (?:voor|for) (?:jou|je|u|you)( bedoeld)?$"
)
_FOR_SOMEBODY = re.compile(
    rf"\b(?:was|waren|were){_BETWEEN} (?:voor|for) (?P<whom>\w+)(?: bedoeld)?$"
)
_NOBODYS_NAME = word_set(
    "mij me jou je jullie ons hem haar hen hun u mijn jouw allebei iedereen niets niks later nu "
    "straks vandaag morgen vanavond gisteren even mezelf jezelf ja "
    "you us him her them everyone everybody nothing now today tomorrow tonight yesterday real "
    "good myself yourself it this that dit dat"
)
_MOST_WORDS = 6
_MOST_OF_ANOTHER = 10


def takes_back(text: str) -> bool:
    """Whether nothing but a wish to undo is said: no word in it is for a client."""
    words = [word for word in _words_in(text) if word not in _BESIDES]
    return " ".join(words) in _TOGETHER or (bool(words) and set(words) <= _UNDOES)


def regrets(text: str) -> bool:
    """Whether a few words sound like a second thought, right after an answer."""
    words = _words_in(text)
    if takes_back(text) or missent(text):
        return True
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    return (
        _is_bare(words, _UNDOES | _HINTS)
        or (not _UNDOES.isdisjoint(words) and not _ITSELF.isdisjoint(words))
        or _MEANT.search(text.casefold()) is not None
    )


def missent(text: str) -> bool:
    """Whether it says that something went to the wrong one, however long after: it may name who it
    was for, and so is no text for whoever got it.
    """
    words = _words_in(text)
    if not 0 < len(words) <= _MOST_OF_ANOTHER:
        return False
    said = " ".join(words)
    named = _FOR_SOMEBODY.search(said)
    return (
        (len(words) <= _MOST_WORDS and _is_bare(words, _WRONG))
        or _FOR_ANOTHER.search(said) is not None
        or (named is not None and named["whom"] not in _NOBODYS_NAME)
    )


def _is_bare(words: list[str], hints: frozenset[str]) -> bool:
    """Whether one of these is said, and nothing else that says something."""
    return set(words) <= _UNDOES | _HINTS | _BESIDES | _LIGHT and not hints.isdisjoint(words)


def _words_in(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())

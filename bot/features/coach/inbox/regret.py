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
_WRONG = word_set(
    "fout foutje verkeerd verkeerde vergist vergissing vergis wrong mistake mistaken oeps oops"
)
_HINTS = _WRONG | word_set("terug weg wacht wachten ho intrek intreken wait back")
_LIGHT = word_set(
    "o oh oei ai sorry help even nog kan kun kon je ik wil moet moest niet nu toch hier was ging "
    "trek haal in onderwerp topic groep chat persoon client cliënt iemand te snel een "
    "gestuurd verstuurd stuurde naar de vergis me negeer maar "
    "one group person can you i want to not was were take a the sent ignore"
)
_ITSELF = word_set("bericht berichten antwoord antwoorden message messages answer answers")
_MEANT = re.compile(r"\b(was|is|were)( \w+)? (voor|for)\b|\bmeant for\b")
_BETWEEN = r"(?: (?:bedoeld|eigenlijk|natuurlijk|meant|intended|actually))?"
_FOR_ANOTHER = re.compile(
    rf"\b(?:was|waren|were|is|bedoeld|meant){_BETWEEN} (?:voor|for) "
    r"(?:een ander|iemand anders|(?:some|any)(?:one|body) else|another|"
    r"(?:de|the) (?:hele |whole )?(?:groep|group))\b"
)
_NOT_FOR_HER = re.compile(
    rf"\b(?:(?:was|is){_BETWEEN} (?:niet|not)|(?:wasn|isn) t){_BETWEEN} "
    r"(?:voor|for) (?:jou|je|u|you)$"
)
_FOR_SOMEBODY = re.compile(rf"\b(?:was|waren|were|bedoeld|meant){_BETWEEN} (?:voor|for) (\w+)$")
_MOVED_TO = re.compile(r"^(?:die|dat|dit|deze|this|that) .*\b(?:moest|hoorde) (?:naar|bij) (\w+)$")
_NAMED = (
    re.compile(r"^(?:voor|for) (\w+)$"),
    re.compile(r"^(?:die|dat|dit|deze|this|that)(?: one)? (?:is|zijn) (?:voor|for) (\w+)$"),
    re.compile(r"^(?:ik|i) (?:bedoelde|meant) (\w+)$"),
    re.compile(r"^(\w+) (?:die|dat|dit|deze|this|that)(?: one)? (?:was|is) (?:voor|for) "
               r"(?:jou|je|you)$"),
)  # fmt: skip
"""Where any word may stand in the name's place: it is one if it has a capital."""
_MEANT_FOR = re.compile(
    r"\b(?:is|was|zijn|waren|were) (?:voor|for) (\w+) (?:bedoeld|meant|intended)$"
)
_NOBODYS_NAME = word_set(
    "mij me jou je jullie ons hem haar hen hun u mijn jouw allebei iedereen niets niks later nu "
    "straks vandaag morgen vanavond gisteren even mezelf jezelf ja "
    "you us him her them everyone everybody nothing now today tomorrow tonight yesterday real "
    "good myself yourself it this that dit dat goed mooi fijn klopt nee no yes ok oke okay hoi hi "
    "hey dag"
)
_SESSION = word_set("bijeenkomst bijeenkomsten sessie sessies meeting meetings session sessions")
_CALLS_OFF = word_set(
    "afzeggen afgezegd verzetten verzet verplaatsen verplaatst uitstellen uitgesteld afgelast "
    "annuleren annuleer cancel cancelled canceled postpone postponed reschedule rescheduled "
    "moved off af"
)
_NOT_ON = ("niet door", "not happening", "not on")
_SORRY = word_set("sorry oeps oops oei oh o ai excuus")
_WRONG_ONE = word_set("verkeerd verkeerde wrong")
_ALL = _UNDOES | _HINTS | _BESIDES | _LIGHT
_MOST_WORDS, _MOST_OF_ANOTHER = 6, 10


def takes_back(text: str) -> bool:
    """Whether nothing but a wish to undo is said: no word in it is for a client."""
    words = [word for word in _words_in(text) if word not in _BESIDES]
    return " ".join(words) in _TOGETHER or (bool(words) and set(words) <= _UNDOES)


def calls_off(text: str) -> bool:
    """Whether it says of a session that it does not go on, or not then."""
    words = _words_in(text)
    off = not _CALLS_OFF.isdisjoint(words) or any(one in " ".join(words) for one in _NOT_ON)
    return off and not _SESSION.isdisjoint(words)


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
    names = {word.casefold() for word in re.findall(r"\w+", text) if word[0].isupper()}
    kernel = " ".join(word for word in words if word not in _SORRY)
    meant = _MEANT_FOR.search(kernel)
    kernel = kernel.removesuffix(" bedoeld")
    return (
        (meant is not None and meant[1] not in _NOBODYS_NAME)
        or _is_wrong(words, names)
        or _FOR_ANOTHER.search(kernel) is not None
        or _NOT_FOR_HER.search(kernel) is not None
        or _names_somebody(kernel, names)
    )


def _is_wrong(words: list[str], names: set[str]) -> bool:
    """ "The wrong one", perhaps with whose name it is."""
    named = [word for word in words[1:] if word in names and word not in _ALL]
    bare = words if len(named) != 1 else [word for word in words if word != named[0]]
    return _is_bare(bare, _WRONG if bare == words else _WRONG_ONE)


def _names_somebody(kernel: str, names: set[str]) -> bool:
    """ "That was for Kim": small letters do where nothing but a name can stand."""
    found = _FOR_SOMEBODY.search(kernel)
    if found is not None and found[1] not in _NOBODYS_NAME:
        return True
    found_at = (one.search(kernel) for one in (_MOVED_TO, *_NAMED))
    return any(one is not None and one[1] in names - _NOBODYS_NAME for one in found_at)


def _is_bare(words: list[str], hints: frozenset[str]) -> bool:
    """Whether one of these is said, and nothing else that says something."""
    return set(words) <= _ALL and not hints.isdisjoint(words)


def _words_in(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())

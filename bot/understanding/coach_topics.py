"""What a coach asks how to do, by the words of it: the first topic of which one is said. Pure."""

from __future__ import annotations

from bot.understanding.closed_lists import word_set
from bot.understanding.words import words_of

_TOPICS = {
    "withdraw": "intrek trek terughal teruggeh haal weghal verwijder wis ongedaan terugtrek "
                "withdraw recall delet remov unsend undo",
    "correct": "verbeter corrig wijzig verander aanpas pas tikfout typfout foutje correct edit "
               "chang typo fix mistake",
    "postpone": "uitstel uitgesteld verzet verplaat later annul afzeg afgel cancel postpon "
                "reschedul delay",
    "away": "vakantie afwezig holiday away vacation",
    "session": "bijeenkomst sessie session meeting",
    "plan": "plan gepland inplan wekelijks elke schedul weekly every",
    "answer": "antwoord beantwoord vraag vragen repl answer question",
    "invite": "uitnodig link meedoen invit join",
    "groups": "groep group cohort",
    "clients": "client cliënt klant",
    "report": "verslag rapport cijfers week report figures",
    "message": "bericht stuur verstuur versturen messag send",
}  # fmt: skip
"""Topic -> how words of it begin; the narrower first."""
TOPICS = tuple(_TOPICS)
_BEGINS = {topic: tuple(words.split()) for topic, words in _TOPICS.items()}
_ASKING = word_set("hoe kan kun kunnen mag how can could may")
_HELP = word_set("help hulp uitleg explain")
_PEOPLE = frozenset(
    ["mij", "me", "ons", "iemand", "ik", "us", "somebody", "someone", "him", "her", "hem", "haar"]
)
_LONGEST, _LONGEST_NAME = 14, 2


def read_topic(text: str) -> str:
    """Of a question how something is done, or of `help` and a name; "": it is neither."""
    first, *rest = words_of(text) or [""]
    asks = first in _ASKING and len(rest) < _LONGEST
    named = first in _HELP and 0 < len(rest) <= _LONGEST_NAME
    return _topic_of(rest) if asks or named else ""


def asks_for_help(text: str) -> bool:
    """Whether it is `help`, alone or with the name of something behind it; of the command, any
    word but one of a person: "help me" calls for somebody.
    """
    first, *rest = words_of(text) or [""]
    if first not in _HELP:
        return False
    named = text.startswith("/") and len(rest) == 1 and _PEOPLE.isdisjoint(rest)
    return not rest or named or bool(read_topic(text))


def _topic_of(words: list[str]) -> str:
    return next(
        (
            topic
            for topic, begins in _BEGINS.items()
            if any(word.startswith(begins) for word in words)
        ),
        "",
    )

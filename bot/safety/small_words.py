"""The small words that are said to a reply to a crisis, and after a night: thanks, sorry, "better
now". Pure.

Each line is a whole text, and a text is one of these or none of them. No line holds a word that
may be of a farewell or an attempt: nobody is thanked for everything, nothing "worked", and nothing
is better for anybody.
"""

from __future__ import annotations

from bot.safety.grave_words import may_be_grave
from bot.safety.plain_words import phrases, words_in
from bot.understanding.closed_lists import folded, folded_set, whole_lines

THANKS, SORRY, BETTER, GOOD = "thanks", "sorry", "better", "good"
HELLO, GOOD_NIGHT, MESSAGES = "hello", "good_night", "held"

_GROUPS = {
    "ok": "ok|oke|okay|ja|yes",
    "dank": "dank|dankje|dankjewel|dankuwel|bedankt|merci|thx|thanks|ty|cheers",
    "heel": "heel|hele|echt|best|zo|erg|super",
    "very": "a|really|very|pretty|so|quite",
    "sorry": "sorry|excuus|excuses|apologies",
    "net": "net|daarnet|zonet|straks|vandaag|gister|gisteren|gisteravond|vannacht|vanmorgen",
    "beetje": "wat|iets|weer|al|nu|echt|beetje|stuk",
    "bit": "a|bit|little|lot|much",
    "fijne": "goede|goeie|fijne|leuke|mooie",
    "fine": "good|great|nice|lovely",
    "hoi": "hoi|hey|hee|hallo|hi|hello|heya|hai|yo|hoihoi|hoii|heyy",
    "morgen": "goeiemorgen|goedemorgen|goeimorgen|morgen|mogge|goeiedag|goedendag|goedemiddag"
    "|goeiemiddag|goedenavond|goeienavond",
    "mij": "mezelf|mijzelf|me|mij",
    "gedoe": "gedoe|drama|berichten|berichtjes|appjes|fuss|mess|messages|bother",
}
_WHOLE = {
    SORRY: """
        @ok? @heel|so? @sorry hoor|joh?
        @ok? @heel|so? @sorry voor|van|about|for @net|earlier|before|yesterday|today
        @ok? so? sorry|apologies about|for last night
        @ok? @heel|so? @sorry voor|van|about|for het|mijn|mn|alle|the @gedoe
    """,
    THANKS: """
        @ok? @heel? @heel? @dank hoor|anker|anchor?
        @ok? dank je wel? hoor|anker?
        @ok? many? thanks so|very? much?
        @ok? thank you so|very? much?
        @ok? thanks|thank you? a lot
        @ok? @dank je? wel? voor @net
        @ok? thanks|thank you? for last night
    """,
    BETTER: """
        het|t? gaat|ging wel|weer|al|nu? een|n? @beetje? beter|beterder nu|hoor?
        het|t? gaat|ging best|nu|al|vandaag? wel weer|hoor? hoor|nu?
        ik|k? voel me|mij nu|vandaag|al? een|n? @beetje? beter nu?
        @beetje? beter dan gisteren|gister|vannacht
        i|im|am? feel|feeling|doing @bit? @bit? better now|today?
        i|im @bit? @bit? better now|today?
        @bit? better than yesterday
        im|i am? ok|okay|alright|fine again|today
    """,
    GOOD: """
        vandaag? ik|k? heb|had? vandaag? @heel? een|n @heel? @fijne dag|dagje vandaag? gehad?
        vandaag|het|dit? was|is? het? vandaag? @heel? een|n @heel? @fijne dag|dagje vandaag?
        ik|k? ben? @heel? @heel? trots op? @mij?
        i|we? had|having @very? @very? @fine day|morning|afternoon|evening today?
        it|today? was|is? @very? @very? @fine day today?
        i|im|am? @very? @very? proud of? myself|me?
    """,
    HELLO: """
        @hoi anker|anchor|daar|there|weer|again?
        @hoi? @morgen anker?
        goede|goeie morgen|middag|avond
        @hoi? good? morning|afternoon|evening anchor?
    """,
    GOOD_NIGHT: """
        @ok|@dank? welterusten|weltrusten|slaapwel|truste|trusten hoor|anker?
        @ok|@dank? slaap lekker|zacht|wel
        @ok|@dank? good? night|goodnight|nighty|gn anchor?
        @ok|@dank? sleep well|tight
    """,
}
"""A word with a `?` behind it may be absent."""
_ORDER = (SORRY, GOOD_NIGHT, HELLO, THANKS, BETTER, GOOD)
_GLAD = frozenset("😊🙂😀😃😄😁🥰😍💪🎉🥳☀🌞🌈😌☺")
"""No heart alone: with one of those somebody may say goodbye. Nor a thumb: it says no more than
that something was read.
"""
_NOTED = frozenset(phrases(
    "ok, oke, okay, okee, oki, okidoki, k, kk, prima, goed, is goed, dat is goed, het is goed",
    "ok goed, oke goed, oke prima, oke fijn, ok fijn, fijn, mooi, top, begrepen, snap ik",
    "ik snap het, oke snap ik, duidelijk, helder, goed om te weten, fijn om te weten",
    "fine, thats fine, ok fine, good, ok good, great, ok great, alright, all right, understood",
    "got it, i see, ok got it, cool, ok cool, good to know, nice, noted, i understand",
))  # fmt: skip
_READ = _GLAD | frozenset("👍👌🙏❤🏻🏼🏽🏾🏿")
_MESSAGES = folded_set("bericht berichten berichtje berichtjes dagbericht message messages daily")
_OF_MESSAGES = folded_set("""
    krijg krijgen komt komen kom wanneer mag
    get getting when come comes coming
""")
_OTHERS = folded_set("hij ie hem haar ex m zij van he him her she from my mn mijn his")
_LONGEST_QUESTION = 10


_GREETS = {
    folded(word): (first * 60, last * 60)
    for words, first, last in (
        ("morgen morge morning", 5, 12), ("afternoon middag", 12, 18), ("evening avond", 17, 24),
    )
    for word in words.split()
}  # fmt: skip
"""Words that greet by themselves, and from when until when."""


_PATTERNS = {kind: whole_lines(_WHOLE[kind], _GROUPS) for kind in _ORDER}


def read_small(text: str, minute: int | None = None) -> str:
    """Which of them this is; "": it says something else, or more. `minute`: of the day; a bare
    "morgen" greets in the morning alone, and is a plan at any other hour, or where none is known.
    """
    words = words_in(text, strip=False)
    hours = _GREETS.get(" ".join(words))
    if hours is not None and (minute is None or not hours[0] <= minute < hours[1]):
        return ""
    said = [word for word in words if word.isascii()]
    signs = {sign for word in words if not word.isascii() for sign in word} - {"\ufe0f"}
    if signs - _GLAD or not words:
        return ""
    if not said:
        return GOOD
    line = " " + " ".join(said)
    return next((kind for kind in _ORDER if _PATTERNS[kind].fullmatch(line)), "")


def takes_note(text: str) -> bool:
    """Whether it says no more than that something was read: "oké", a thumb."""
    words = words_in(text)
    said = [word for word in words if word.isascii()]
    signs = {sign for word in words if not word.isascii() for sign in word} - {"\ufe0f"}
    return bool(words) and signs <= _READ and (not said or " ".join(said) in _NOTED)


def asks_for_messages(text: str) -> bool:
    """Whether it asks about what comes by itself, and not about somebody else's messages."""
    words = words_in(text)
    said = set(words)
    if len(words) > _LONGEST_QUESTION or said & _OTHERS or may_be_grave(text, when=False):
        return False
    return bool(said & _MESSAGES and said & _OF_MESSAGES)

"""The small words that are said to a reply to a crisis, and after a night: thanks, sorry, "better
now". Pure.

They come from closed lists: a text is one of these if it holds nothing else.
"""

from __future__ import annotations

from bot.safety.plain_words import folded_set, words_in

THANKS, SORRY, BETTER, GOOD = "thanks", "sorry", "better", "good"
HELLO, GOOD_NIGHT, MESSAGES = "hello", "good_night", "held"

_BESIDE = folded_set("""
    ik k ben heb had het t is was me mij mijn mn voel een n de voor van nu weer al
    alweer wat iets beetje stuk heel echt wel hoor joh toch maar ook en ok oke okay ja anker
    vandaag vannacht vanacht gisteren gister gisteravond vanmorgen vanochtend net daarnet nog je
    jullie hier gelukkig best redelijk
    i im ive am was feel feeling felt it its is a an the my for of so very really bit little again
    went now today tonight last night yesterday this that here and yes well just
    about you all okay been
""")
_CORES = {
    SORRY: folded_set("""
        sorry excuus excuses vervelend gedoe drama lastig stom deed viel berichten appjes
        apologies apologise apologize bothering mess fuss earlier before
    """),
    THANKS: folded_set("""
        dank dankje dankjewel bedankt merci thx thanks thank ty top fijn lief super cheers
    """),
    BETTER: folded_set("""
        beter rustiger rustig gezakt opgelucht lichter minder kalmer kalm gekalmeerd zakt gaat ging
        better calmer calm lighter relieved easing fine settled
    """),
    GOOD: folded_set("""
        goed goede fijne fijn leuke leuk mooie mooi trots blij gelukt lekker geslapen dag dagje
        ochtend middag avond genoten mezelf op
        good great nice lovely day morning proud happy slept myself enjoyed glad
    """),
    HELLO: folded_set("""
        hoi hey hee hallo hi hello heya hai yo goeiemorgen goedemorgen goeimorgen morgen mogge
        goeiedag goedemiddag goeiemiddag goedenavond goeienavond morning good afternoon evening
    """),
    GOOD_NIGHT: folded_set("""
        welterusten slaap lekker zacht trusten truste slapen bed naar ga night sleep good bed to go
        going goodnight
    """),
}
_NEEDS = {
    BETTER: folded_set("""
        beter rustiger rustig gezakt opgelucht lichter minder kalmer kalm gekalmeerd zakt
        better calmer calm lighter relieved easing settled
    """),
    SORRY: folded_set("sorry excuus excuses apologies apologise apologize"),
    GOOD: folded_set("""
        goede fijne leuke mooie leuk trots blij gelukt geslapen genoten
        great nice lovely proud happy slept enjoyed glad day
    """),
    GOOD_NIGHT: folded_set("welterusten slaap slapen trusten truste night sleep goodnight bed"),
}
"""Without one of these it is none of that kind."""
_ORDER = (SORRY, GOOD_NIGHT, HELLO, THANKS, BETTER, GOOD)
_AS_PHRASE = {
    "gat wel": BETTER, "gat wel wer": BETTER, "het gat wel": BETTER, "het gat wel wer": BETTER,
    "gat goed": BETTER, "het gat goed": BETTER, "im god": BETTER, "im ok": BETTER,
    "im okay now": BETTER, "im ok now": BETTER, "al god": BETTER,
}  # fmt: skip
_GLAD = frozenset("😊🙂😀😃😄😁🥰😍💪🎉🥳☀🌞🌈💜💙💚💛🧡🤍🩷👍😌☺")
_HEARTS = frozenset("❤♥🙏")
_MESSAGES = folded_set("bericht berichten berichtje berichtjes dagbericht message messages daily")
_OF_MESSAGES = folded_set("""
    krijg krijgen komt komen kom wanneer mag
    get getting when come comes coming
""")
_OTHERS = folded_set("hij ie hem haar ex m zij van he him her she from my mn mijn his")
_LONGEST, _LONGEST_QUESTION = 12, 10


def read_small(text: str) -> str:
    """Which of them this is; "": it says something else, or more."""
    words = words_in(text, strip=False)
    said = {word for word in words if word.isascii()}
    signs = {sign for word in set(words) - said for sign in word} - {"\ufe0f"}
    if signs - _GLAD - _HEARTS or len(words) > _LONGEST:
        return ""
    if not said:
        return GOOD if signs & _GLAD else THANKS if signs else ""
    if (found := _AS_PHRASE.get(" ".join(words))) is not None:
        return found
    for kind in _ORDER:
        core = _CORES[kind]
        if said & _NEEDS.get(kind, core) and said <= core | _BESIDE:
            return kind
    return ""


def asks_for_messages(text: str) -> bool:
    """Whether it asks about what comes by itself, and not about somebody else's messages."""
    words = words_in(text)
    said = set(words)
    if len(words) > _LONGEST_QUESTION or said & _OTHERS:
        return False
    return bool(said & _MESSAGES and said & _OF_MESSAGES)

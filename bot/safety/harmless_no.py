"""What may stand beside a no to "are you thinking of ending your life?" without taking any of it
back: a reason, a curse, what was meant instead. Pure.

Closed lists: with one word more than these it is asked about again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.safety.plain_words import BUT, COURTESY, NO_WORDS, PLAIN_NO, phrases, without
from bot.understanding.closed_lists import folded_set

LONGEST = 14
"""Words of what can be read as a no."""

BESIDE_NO = folded_set("""
    hoor joh gelukkig absoluut helemaal zeker tuurlijk natuurlijk echt dat daar daaraan dit denk
    aan ik er ben het is dank je bedankt sorry gedacht god jezus oh och ach ah welnee welneen
    absolutely definitely honestly really at all i im am do did have ive thinking think thought
    about of that it this thanks thank you god oh jeez mate course please
    erover totaal bijlange begot zenne zulle zunne zeg gij ge jong jongen
    allee amai alle maat meid certainly remotely ta cheers
""")
EXCLAIMED = folded_set("""
    huh man gast wtf omg lol lmao jezus jesus god hell way wat what dude bro girl
    hemel heer heavens christ lord gosh goodness
""")
"""Said in surprise or anger, and nothing by itself beside a plain no. Beside a "not" it may be."""
_CALLED = folded_set("gek idiot idioot sukkel silly schat lieverd love pet darling dear hun")
"""What this program is called then; beside "I" it is what is said of herself, or of somebody."""
HERSELF = folded_set("ik k ben i im am")
_OUTBURST = re.compile(r"\bdoe (?:(?:f|efe|even|eens) )?normal\b|\bben je (?:wel )?gek\b")
LAUGHTER = re.compile(r"a?(?:h[aei]){2,}h?")

REASONS = folded_set("""
    moe doodmoe kapot gesloopt uitgeput vermoeid bekaf brak slaap slapen bed bedje hoofdpijn
    ziek griep ongesteld verdrietig verdriet huilen huil boos kwaad gefrustreerd gestrest stress
    druk overprikkeld onrustig ruzie hem ex werk op mis missen
    tired exhausted knackered shattered beat sleepy sleep bed sick ill hungover headache period sad
    crying upset angry mad frustrated stressed busy overwhelmed row argument him ex work miss
    missing
""")
"""Why what was written sounded hard. Nothing that may itself be a way of saying it: "rest"."""
_AROUND_A_REASON = (
    folded_set("""
    k kben me mij voel heb had was t gewoon gwn alleen slechts wil wou ga even effe ff heel erg zo
    zoo super mega nu vandaag vannacht de een mn mijn van in met door want omdat dus en of
    was feel feeling felt just only so very super bit a the my with from in to want need go going
    mean meant because cuz cause bc thats its and or today tonight now rn ofzo ok oke okay fine
    we or anything
    bedoel bedoelde bedoelden
""")
    | COURTESY
)
MEANT = folded_set("bedoel bedoelde mean meant")
CORRECTS = folded_set("bedoelde meant")
"""Said of what was written before; "I mean" may as well be the beginning of a yes."""
ONLY = folded_set("gewoon gwn alleen slechts just only")
BEGUN = folded_set("wil wou ga heb had have want need go going")
"""With nothing behind it that is known, the sentence may go on anyhow."""
OF_CONTACT = folded_set("""
    appen app bellen bel sturen stuur bericht missen mis terug haar
    text texting call calling message miss missing back her
""")

DENIES = phrases(
    "niet dood, geen zelfmoord, niet suicidaal, geen zelfmoordgedachten, zo bedoel ik het niet",
    "niet zo bedoel ik het niet, niet zo bedoeld, zo bedoelde ik het niet, dat bedoel ik niet",
    "dat bedoelde ik niet, zo bedoel ik niet, bedoel het niet zo, bedoelde het niet zo",
    "bedoel ik niet zo, niet letterlijk, geen sprake van, nog nooit, wil leven, welnee",
    "welneen, nooit aan gedacht, geen zorgen, maak je geen zorgen, niet over mezelf",
    "not suicidal, not like that, not dead, not dying, not die, nothing like that",
    "not literally, dont want to die, do not want to die, dont wanna die, not what i meant",
    "not in that way, didnt mean it like that, dont mean it like that, didnt mean that",
    "dont mean that, didnt mean it that way, dont mean it that way, not going to kill myself",
    "not gonna kill myself, would never do that, wouldnt do that, no worries, dont worry",
    "bijlange niet, bij lange na niet, bij verre niet, niet over na, daar denk ik niet over na",
    "daar denk ik niet over, in geen geval, geen haar op mijn hoofd, nou ook weer niet",
    "allesbehalve, not in the slightest, not a chance, no chance, no fear, not remotely",
    "want to live, never thought about it, never thought of it, god forbid, nee zo niet",
    "nee niet zo",
)  # fmt: skip
"""What denies it in so many words, also without a "no" before it."""
WISHES_ONLY = phrases("niet dood", "dont want to die, do not want to die, dont wanna die, not die")
"""Who says these alone may be afraid of it: no plain no."""
_OF_PROGRAMME = phrases(
    "met de berichten, met deze berichten, met die berichten, met je berichten, met de berichtjes",
    "met jullie berichten, met het dagbericht, met de bot, met deze bot, met de app, met deze app",
    "met dit programma, met anker, de berichten, deze berichten, die berichten, die berichtjes",
    "de berichtjes, het dagbericht, de bot, deze bot, de app, deze app, het programma",
    "dit programma, die app, die bot",
    "the messages, these messages, those messages, your messages, the msgs",
    "these msgs, the daily messages, the daily message, the bot, this bot, the app, this app",
    "the programme, this programme, the program, this program, with the messages",
    "with these messages, with the msgs, with the bot, with this bot, with the app, with this app",
    "with the programme, with this programme, with the program, with this program, with anchor",
)  # fmt: skip
"""What was meant instead, of this program: it can stop."""
_COMPLAINS = phrases(
    "helpt niet, helpen niet, helpt me niet, helpt mij niet, helpen me niet, helpen mij niet",
    "helpt niks, helpt niets, werkt niet, werken niet, werkt niet voor mij, werkt niet voor me",
    "niet helpt, niet helpen, niet werkt, niet werken, te veel zijn, te lang zijn",
    "is te veel, zijn te veel, zijn me te veel, zijn mij te veel, te veel, zijn te lang, te lang",
    "isnt helping, arent helping, not helping, doesnt help, dont help, isnt working, not working",
    "doesnt work, dont work, doesnt work for me, dont work for me, is too much, are too much",
    "are too many, too many, too much, are too long, too long",
)  # fmt: skip
"""What may be said of the program right behind its name, and nothing else beside it."""
_BEFORE_IT = re.compile(r"^(?:(?:ik|i) )?(?:bedoel|bedoelde|mean|meant) (?:dat |that )?")
_SETTLED = phrases(
    *_OF_PROGRAMME,
    "klaar met hem, klaar met haar, klaar met mn ex, klaar met mijn ex, klaar met die man",
    "klaar met die gast, klaar met die relatie, klaar met de relatie, klaar ben met hem",
    "klaar ben met haar, klaar ben met die man, zat van hem, hem zat, haar zat, hem beu",
    "over hem, naar bed, gaat goed, gaat wel goed, komt goed, komt wel goed, gaat wel",
    "gaat wel weer, valt mee, valt wel mee, niks aan de hand, niets aan de hand, done with him",
    "done with her, done with my ex, over him, sick of him, fed up, all good, im good",
    "im alright, to bed, red me wel, red me, red het wel, hou van het leven",
    "hou van mijn leven, leef graag, zo ver is het niet, zover is het niet, zo erg is het niet",
    "zou ik nooit doen, zou nooit doen, was een grapje, was een grap, was een geintje",
    "maak een grapje, maakte een grapje, grapje, geintje, bedoelde het anders",
    "begrijpt me verkeerd, begrijp je me verkeerd, verkeerd begrepen, alles goed, alles oke",
    "rotdag, slechte dag, zware dag, rotte dag, stoppen met appen, stoppen met bellen",
    "stoppen met het programma, stoppen met de berichten, stoppen met deze berichten",
    "met het programma, gaat over de hond, gaat over de film, ging over de film",
    "ging over een film, ging over een liedje, gaat over een liedje, over de film",
    "over een film, over een liedje, over een serie, over mijn werk, over mn werk, welterusten",
    "slaapwel, goodnight, good night, no night, id never, would never, never would",
    "not that bad, love life, love my life, got kids, have kids, kids need me, was a joke",
    "was joking, was kidding, only joking, just joking, just kidding, joking, kidding, jk",
    "youve got me wrong, you got me wrong, youve misunderstood, you misunderstood",
    "got me wrong, get me wrong, misunderstood, youre alright, im coping, im managing",
    "am managing, bad day, rotten day, long day, hard day, rough day, crap day, stop texting",
    "stop the programme, stop the program, stop the messages, mean the programme, about a film",
    "about the film, about a song, about a series, about work, heb ik kinderen voor",
    "heb mijn kinderen, heb kinderen, heb mn kinderen, have children",
)  # fmt: skip
"""How it is, or what was meant, in words that say something else alone."""

NOT = folded_set("niet nie not")
TIMES = folded_set("nu vandaag vanavond vannacht morgen now today tonight right tomorrow")
_DOES_NOTHING = phrases(
    "doe niks geks, doe niets geks, doe niks, doe niets, ga niks doen, ga niets doen",
    "doe mezelf niks aan, doe mezelf niets aan, doe mezelf niks, doe mezelf niets",
    "doe mijzelf niks aan, doe mijzelf niets aan, zal niks doen, zal niets doen",
    "wouldnt do anything, wouldnt do it, wouldnt do that, wouldnt, would not, wont do anything",
    "wont hurt myself, wouldnt hurt myself, not going to hurt myself, not going to do anything",
)  # fmt: skip
"""The same of what she does. Beside a "today" it is put off, and no more."""

_IT = r"(?:it|this|that|het|dit|dat)(?: al(?:es|emal)?)?"
_WEARY = re.compile(
    r"\b(?:moe|dodmoe|uitgeput|kapot|gesloopt|tired|exhausted|sick|knackered|shattered)"
    rf"(?: \w+)? (?:of|from|by|with|van|door|met) {_IT}$"
    r"|\bhet (?:(?:zo|heel|erg|echt) )*(?:moe|dodmoe)\b"
    r"|\b(?:this|that) way\b|\bnot god\b|\b(?:goed|fine|oke|okay|ok) zo\b"
    r"|\bzo (?:goed|fine|oke|okay|ok)\b"
)
"""Tired of it all, or at peace with how it is: of a life that may be said too."""


def is_harmless(words: Sequence[str]) -> bool:
    """Whether nothing is said besides a no and known reasons for what was written."""
    if len(words) > LONGEST:
        return False
    words = [word for at, word in enumerate(words) if not _is_only(words, at)]
    if _is_complaint(words):
        return True
    left, known = without(words, DENIES)
    if _is_denied(left) or (TIMES & set(left) and without(left, _DOES_NOTHING)[1]):
        return False
    left, settled = without(left, _SETTLED + _DOES_NOTHING)
    if _WEARY.search(" ".join(words)):
        return False
    said = _weight(left, plain=bool(set(words) & PLAIN_NO))
    if not said <= BESIDE_NO | REASONS | _AROUND_A_REASON | NO_WORDS:
        return False
    if any({one, other} & NOT and {one, other} & TIMES for one, other in pairwise(left)):
        return False  # "Not tonight."
    finished = known or settled or said & REASONS or said & NO_WORDS - PLAIN_NO
    return bool(finished) or not said & BEGUN


def _is_complaint(words: Sequence[str]) -> bool:
    """Whether all of it, a no aside, is that the program does not help, or is too much."""
    said = " ".join(word for word in words if word not in PLAIN_NO | COURTESY)
    said = _BEFORE_IT.sub("", said)
    named = next((one for one in _OF_PROGRAMME if said.startswith(f"{one} ")), None)
    return named is not None and said.removeprefix(f"{named} ") in _COMPLAINS


def names_programme(words: Sequence[str]) -> bool:
    """Whether the messages or the program is named."""
    return without(words, _OF_PROGRAMME)[1]


def _is_denied(words: Sequence[str]) -> bool:
    """Whether how it is is said with a "not" beside it: "I can't manage"."""
    denials = NO_WORDS - PLAIN_NO
    said = f" {' '.join(words)} "
    for one in _SETTLED:
        before, found, after = said.partition(f" {one} ")
        if found and denials & {*before.split()[-1:], *after.split()[:1]}:
            return True
    return False


def gives_a_reason(words: Sequence[str]) -> bool:
    """Whether it says why what was written sounded hard."""
    return bool(set(words) & REASONS) or without(words, _SETTLED)[1]


def _weight(words: Sequence[str], *, plain: bool) -> set[str]:
    """The words that count: a plain no takes laughter and curses along, "no way, man"."""
    said = set(words)
    if not plain:
        return said
    left = set(_OUTBURST.sub("", " ".join(words)).split())
    left = {word for word in left if not LAUGHTER.fullmatch(word)} - EXCLAIMED
    return left if said & HERSELF else left - _CALLED


def _is_only(words: Sequence[str], at: int) -> bool:
    """ "Just": the second word of "alleen maar"."""
    return words[at] in BUT and at > 0 and words[at - 1] in ONLY

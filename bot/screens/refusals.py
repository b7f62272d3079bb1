"""What is said against the exercise that an urge offers: no, why, not here. Pure.

Closed lists: a text is one of these if it holds nothing else, and only below such an offer. Alone,
"not doing it" could be said of anything, even of living on.
"""

from __future__ import annotations

import re

from bot.understanding.closed_lists import folded, folded_set, phrase_set, word_set
from bot.understanding.words import words_of

_REFUSES = phrase_set("""
    nu niet, nee nu niet, niet nu, liever niet, geen zin, geen zin in, geen zin nu, heb geen zin,
    ik heb geen zin, heb er geen zin in, ik heb er geen zin in, heb daar geen zin in,
    ik heb daar geen zin in, geen zin in oefeningen, geen zin in dit, nee geen zin, wil niet,
    ik wil niet, wil ik niet, dat wil ik niet, ik wil dat niet, wil dit niet, ik wil dit niet,
    doe ik niet, dat doe ik niet, dat ga ik niet doen, ga ik niet doen, dit ga ik niet doen,
    niet deze, deze niet, iets anders, wat anders, doe maar iets anders, doe maar wat anders,
    heb je iets anders, heb je wat anders, heb je niks anders, kan het anders, geef iets anders,
    geef me iets anders, een andere, een andere oefening, andere oefening, iets anders graag,
    waarom, waarom dan, waarom moet dat, waarom moet ik dat doen, waarom zou ik, waarvoor,
    waarom zou dat helpen, hoe moet dat helpen, hoe helpt dat, alsof dat helpt, alsof dat werkt,
    rot op met je hielen, rot op met die hielen, rot op met je oefeningen,
    flikker op met je hielen,
    wat heeft dat voor zin, wat heeft dat voor nut, wat heb ik daaraan, wat moet ik daarmee,
    onzin, wat een onzin, dit is onzin, dat is onzin, slaat nergens op, dat slaat nergens op,
    dit slaat nergens op, stom, dit is stom, wat stom, hou op met je hielen, hou op met die hielen,
    hou op met die oefeningen, hou op, hou je mond, stop met je hielen,
    stomme hielen, ik ken die hielen wel,
    kan ik niet hier, dat kan ik nu niet, kan nu niet, kan niet nu, kan hier niet, niet hier,
    kan dat hier niet, dat kan hier niet, kan nu even niet, kan ff niet,
    not now, no not now, rather not, dont want to, i dont want to, dont wanna, i dont wanna,
    dont feel like it, i dont feel like it, not in the mood, im not in the mood, not this,
    not that, not this one, not doing it, im not doing it, not doing that, im not doing that,
    not doing this, im not doing this, i wont do that, something else, anything else,
    give me something else, do you have something else, got anything else, another one,
    a different one, why, why that, what for, why should i, whats the point of that,
    how is that gonna help, hows that gonna help, how is that going to help, how would that help,
    how does that help, how will that help, as if that helps, piss off with your heels,
    fuck off with your heels, fuck your heels,
    whats that good for, thats stupid, this is stupid, stupid, thats silly, this is silly,
    this is nonsense, nonsense, thats nonsense, stop it with the heels, stop with the heels,
    enough with the heels, shut up, cant now, cant right now, i cant right now, not here,
    cant here,
    cant do that here, i cant do that here, cant do this here, i cant do this here,
    cant do that now, i cant do that now, cant do that right now, i cant do that right now
""")
"""Nothing that may be said of life: "I can't do this", "I don't want to any more"."""
_NO = folded_set("nee neen nee no nope nah")
_COURTESY = folded_set("dank dankje je dankjewel bedankt hoor sorry thanks thank you ty")
_OFTEN = re.compile(
    r"(dat |die )?(heb|kheb) (ik )?(dat |die |het )?al (zo )?"
    r"(vaak|genoeg|(\d{1,4}|honderd|duizend|tien|tig) ?(x|keer|maal)) (gedaan|geprobeerd)"
    r"|(ive |i )?(already )?(done|did|tried) (that|this) (already )?"
    r"(so often|enough|(\d{1,4}|a hundred|a thousand|so many|loads of) times)"
)
"""That it was done often is no "done"."""
_DID = phrase_set("""
    heb ik al gedaan, dat heb ik al gedaan, die heb ik al gedaan, heb ik gedaan, dat heb ik gedaan,
    heb ik net gedaan, dat heb ik net gedaan, heb ik net al gedaan, al gedaan, net gedaan,
    did that already, already did that, i already did that, i did that already, done that already,
    already done that, done that
""")

_WHERE = word_set("""
    werk les klas school kantoor vergadering overleg college collegezaal winkel appie supermarkt
    kassa rij wachtkamer wachtrij restaurant cafe kroeg feestje feest verjaardag bioscoop kerk
    bibliotheek sportschool kantine etentje dienst
    work class lesson lecture office meeting shop store supermarket queue line waiting restaurant
    pub party church library gym school canteen dinner cinema shift uni
""")
_ABOARD = word_set("trein bus tram metro ov coupe train tube")
"""Aboard it others are near; beside it is another thing."""
_EYES = word_set("""
    mensen iedereen collega collegas baas klant klanten klasgenoten leerlingen volk drukte
    people everyone everybody colleague colleagues boss customers coworkers classmates
""")
_BESIDE = word_set("""
    k ik ben kben zit sta heb kheb kan kunnen want en maar in op de het t een n aan nu hier net
    nog al met niet nie dat dit ff even er zijn is mijn mn me mij om heen rond bij naast te veel
    allemaal kijk kijkt kijken zien ziet mee druk vol volle midden lukt gaat tussen tijdens
    i im am at in on the a my with here now right just cant can do doing that this it there are
    is theres because and but people around near watching watch looking look at me see too many
    lots of sitting standing stuck busy room full
""")
_NEXT_TO_IT = word_set("bij aan op at by near")
_LONGEST = 14


def refuses(text: str) -> bool:
    """Whether it is a no to the exercise, asks why, or wants another; and nothing else."""
    words = words_of(text)
    if not words or len(words) > _LONGEST:
        return False
    short = [folded(word) for word in words]
    if short[0] in _NO and set(short) <= _NO | _COURTESY:
        return True
    left = words[1:] if short[0] in _NO else words
    return tuple(left) in _REFUSES or _OFTEN.fullmatch(" ".join(left)) is not None


def cannot_here(text: str) -> bool:
    """Whether it says that others are around: at work, in a queue, on a bus; and nothing else."""
    words = words_of(text)
    said = set(words)
    aboard = bool(said & _ABOARD and said & {"in", "on"} and not said & _NEXT_TO_IT)
    if not (said & (_WHERE | _EYES) or aboard) or len(words) > _LONGEST:
        return False
    left = words[1:] if folded(words[0]) in _NO else words
    return set(left) <= _WHERE | _ABOARD | _EYES | _BESIDE


def did_that(text: str) -> bool:
    """Whether what was asked of the body was done: "did that already"."""
    return tuple(words_of(text)) in _DID

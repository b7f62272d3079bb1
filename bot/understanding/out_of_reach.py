"""A child that cannot be reached, or is with somebody who is not trusted there. Pure.

What was learned hears "ik krijg haar" of whoever hurts, and "neemt niet op" of a farewell. Said of
a child it is neither: somebody else may be in danger, which is asked about. That she fears nothing
now that the children are elsewhere may be of her own life. Every word has to be one that is
expected here; that a child does not respond, or anything of a body, is not.
"""

from __future__ import annotations

import re

from bot.understanding.closed_lists import word_set
from bot.understanding.notes import LISTS, SOMEBODY_ELSE
from bot.understanding.verdict import CRISIS_SUICIDE, CRISIS_VIOLENCE, UNSURE_SCORE, Verdict

_CHILD = word_set("""
    dochter dochtertje dochters zoon zoontje zoons zonen kind kindje kinderen kindjes kids kleine
    kleintje baby tweeling meisje meisjes jongen jongens jongste oudste peuter kleuter
    daughter daughters son sons kid child children toddler twins girl girls boy boys little
    youngest eldest oldest
""")
_OTHER = word_set("""
    hem m em ex haar hun vader papa pa vent vriend man stiefvader schoonouders schoonmoeder
    him his her their dad dads father fathers daddy exs stepdad bf boyfriend husband
""")
_MAY_BE_GROWN = word_set("meisje meisjes jongen jongens girl girls boy boys")
"""A child beside another person; alone it may be a girlfriend."""
_IT = word_set("het t dat it that this")
_WITH = word_set("bij met naar van with at to")
_TRUSTS = word_set("vertrouw vertrouwde trust trusted")
_NOT = word_set("niet nie geen nooit cant cannot couldnt dont doesnt isnt arent wont not no never")
_UNREACHED = re.compile(
    r"\b(niet|nie) (meer )?(te pakken|bereiken|aan de lijn)\b|\bgeen gehoor\b"
    r"|\bneemt (\w+ ){0,3}(niet|nie|nooit) (meer )?op\b"
    r"|\b(cant|cannot|couldnt|not) (even )?(reach|get hold of|get a hold of|get through)\b"
    r"|\b(isnt|not|wont|doesnt|arent) (answer|answering)\b"
    r"|\b(isnt|not|wont|doesnt|arent) (pick|picking) up( the phone| her phone| his phone)?"
    r"( and\b| but\b| since\b|$)"
)
_KEPT = re.compile(
    r"\b(hij|ie|ex|ze|zij) (brengt|bracht|geeft|gaf) (\w+ ){1,3}(niet|nie) (meer )?terug\b"
    r"|\b(hij|ie|ex|ze|zij) (heeft|had) (\w+ ){1,3}(niet|nie) (meer )?teruggebracht\b"
    r"|\b(he|she|ex) (hasnt|has not|didnt|wont|isnt) (bring|brought|bringing|give|given|giving)"
    r" (\w+ ){1,2}back\b"
)
"""That a child is not brought back."""
_WORRIES = re.compile(
    r"\b(bang|ongerust|bezorgd|zorgen|worried|worry|worrying|scared|afraid|uneasy)\b"
    r"|\b(geen goed|slecht|naar|raar|rot) gevoel\b|\b(bad|horrible|awful) feeling\b"
    r"|\bdurf (\w+ ){0,6}(niet|nie) (\w+ ){0,3}laten\b"
    r"|\bdont (\w+ )?(feel|like) (\w+ )?(leaving|letting|sending)\b"
    r"|\b(drinkt|(?<!heb )gedronken|dronken|drinking|drunk|drinks)\b"
)
"""Fear for a child that is with another, or what may be behind it."""
_DRINKS_ELSE = re.compile(
    r"\b(?:im|i am|ik ben|kben|ben ik|ive been|i have been|ik heb|kheb|i) (?:\w+ )?"
    r"(?:drunk|drinking|dronken|gedronken|drink)\b"
    rf"|\b(?:{'|'.join(sorted(_CHILD))}) (?:(?:is|out|was|nu|now) )*(?:drinkt|drinks|drinking)"
    r" (?:met|with) (?:\w+ )?(?:vriend|vrienden|vriendin|friend|friends|mate|mates)\b"
)
"""That she drinks herself, or a child that is no longer small, with friends."""
_FEARS = r"(?:bang|ongerust|bezorgd|scared|afraid|worried|worry|worrying|uneasy|zorgen)"
_OF_HERSELF = re.compile(
    r"\b(k|ik|kben) (ben |zit |slaap )?(?!bang|ongerust|bezorgd)(\w+ )?(bij|met)\b"
    r"|\b(im|were) (?!worried|scared|afraid|uneasy)(\w+ )?(at|with|there)\b|\band i are\b"
    r"|\b(vertrouw|trust) me\b|\bkan (dit |het |zo )?niet meer\b"
    r"|\b(ik ben|kben|ben ik|im|i am|i feel) (zo |heel |so |really )?"
    r"(bang|scared|afraid|uneasy) (alleen|alone)\b(?! (bij|met|with|at))"
    r"|\bbeing alone\b(?! (with|at|there))"
)
"""That she is there herself, cannot go on, or fears for herself: then it is not about a child
alone.
"""
_NO_FEAR = rf"(niet|nie|nooit|geen|not|never|dont) (meer |zo |echt |so |even |really )*{_FEARS}\b"
_FEARS_NOT = re.compile(rf"\b{_NO_FEAR}")
_FEARS_NOTHING = re.compile(
    rf"\b(ik ben|kben|ben ik|im|i am) (er |nu |ook |now |really )?{_NO_FEAR}"
    r"(?!( meer| anymore)? (dat|voor|van|of|that|for|about)\b)"
)
"""And not of one thing alone."""
_BETWEEN = rf"(?: (?!(?:en|and|maar|but|dat|that|{'|'.join(sorted(_CHILD))})\b)\w+){{0,6}}"
_SHE_TOO = re.compile(
    r"\b(ik|k|me|i) (en|and) (de|the|mijn|mn|my|onze|our|het)\b"
    r"|\b(with|met|and|en) (me|mij)\b(?! zorgen)"
    rf"|\b(ik ben|kben|ben ik|ik zit|ik slaap|im|i am){_BETWEEN}"
    r" (alleen|alone|thuis|huis|house|place|there|daar) (met|bij|with) (?!my|mijn|mn|de|the)"
)
"""That she is with the other too."""
_BESIDE = word_set("""
    ik k kben ben krijg kreeg kan kon hem m ze hij ie zij hun te aan de het t een mn mijn onze ons
    en maar al uren dagen uur dag nu weer meer is zit blijft zijn dit deze weekend week vanavond
    vandaag vannacht alleen daar op neemt pakken bereiken lijn gehoor bang ongerust bezorgd ook
    nog steeds telefoon in sinds gisteren over hen dr zn thuis me maak zorgen erg heel hele zo
    brengt bracht geeft gaf heeft terug teruggebracht tel gsm staat uit er iets gebeurt doet dat
    goed slecht naar raar rot gevoel over durf laten slapen slaapt logeren logeert nacht voor meter
    drinkt gedronken dronken heb had want wel helemaal echt
    i im my our the a an she shes get getting of is are was hes theyre he they them been for hours
    days all day since yesterday and but place house up phone on in worried scared still now
    tonight today this weekend there alone reach hold through pick picking answer answering even
    one so really about worry worrying afraid uneasy have had got bad horrible awful feeling being
    feel safe like leaving letting sending phones off hasnt has didnt bring brought bringing give
    given giving back something happens happening drinking drunk drinks again because staying stay
    sleeping night that with or it
""")
_EXPECTED = _CHILD | _OTHER | _IT | _WITH | _TRUSTS | _NOT | _BESIDE
_LONGEST, _NEAR = 20, 4


def asked_about(words: list[str], language: str) -> Verdict | None:
    """What it is taken for, in doubt; None: that is not all of it."""
    if len(words) > _LONGEST or not _CHILD & set(words) or not set(words) <= _EXPECTED:
        return None
    line = " ".join(words)
    if _FEARS_NOT.search(line):
        return _asked(CRISIS_SUICIDE, language) if _FEARS_NOTHING.search(line) else None
    if not _is_of_child(words, line):
        return None
    return _asked(CRISIS_VIOLENCE, language, of_another=_SHE_TOO.search(line) is None)


def _asked(label: str, language: str, *, of_another: bool = False) -> Verdict:
    notes = frozenset([LISTS[SOMEBODY_ELSE]] if of_another else [])
    reason = "a child that is with another, out of reach"
    return Verdict(label, UNSURE_SCORE, reason, language, True, notes, guessed=True)


def _is_of_child(words: list[str], line: str) -> bool:
    """Whether a child is out of reach, or with somebody not trusted, and nothing is of herself."""
    if _OF_HERSELF.search(line):
        return False
    with_another = _stands_behind(words, _WITH, _OTHER)
    if _UNREACHED.search(line):
        return with_another or bool(_CHILD & set(words) - _MAY_BE_GROWN)
    if _KEPT.search(line) or (with_another and _WORRIES.search(_DRINKS_ELSE.sub(" ", line))):
        return True
    trusts_not = _NOT & set(words) and _stands_behind(words, _TRUSTS, _OTHER | _IT)
    return bool(trusts_not) and (with_another or _stands_behind(words, _WITH, _CHILD))


def _stands_behind(words: list[str], first: frozenset[str], then: frozenset[str]) -> bool:
    """Whether one of `then` comes soon after one of `first`."""
    return any(
        word in first and not then.isdisjoint(words[at + 1 : at + _NEAR])
        for at, word in enumerate(words)
    )

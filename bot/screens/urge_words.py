"""Short words that answer what is in sight in the midst of an urge. Pure.

They come from closed lists: a text is one of these if it holds nothing else. Alone, "I'm in the
car" or "I won't pick up" could be said of anything, even of danger.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.in_sight import Shown
from bot.screens.picked import read_place
from bot.screens.practice import ROAD
from bot.screens.strength import read_strength, skips_number
from bot.understanding.closed_lists import phrase_set, word_set
from bot.understanding.words import words_of

DRIVES, STILL = "drives", "still"
_LONGEST = 9


_NOT = word_set("niet nie geen not never dont isnt wont cant didnt aint havent")
_PLAIN = word_set("ja jep nee neen yes yeah yep no nope ok oke okay idd inderdaad")
_NEEDS = {
    "neem": "op", "nam": "op", "pick": "up", "picked": "up", "picking": "up",
    "hung": "up", "stuur": "achter", "wheel": "behind", "kant": "aan", "pulled": "over",
}  # fmt: skip
"""A word -> the one without which it may be something else: "ik neem ze", "ik stuur hem"."""

_DRIVES = word_set("""
    rij rijd rijden rijdend fiets fietsen scooter brommer motor auto stuur
    drive driving bike biking bicycle cycle cycling ride riding motorbike car wheel
""")
_STILL = word_set("""
    stil stilgezet stop stopt gestopt geparkeerd parkeer parkeerplaats uitgestapt afgestapt kant
    bus trein tram metro taxi bijrijder loop lopen lopend lopende voet wandel
    stopped stopping parked pulled stationary standing train tube uber passenger walk walking foot
""")
_BESIDE_A_RIDE = word_set("""
    k ik ben kben sta zit zet heb hem m em de het een mn mijn in op aan met te nu al nog even ff
    en onderweg net weer hier achter stap spring gestapt ingestapt opgestapt gebeld besteld
    i im am ive have in on at the my a now already just and by here over still behind its up got
    off sitting is get getting jumping hopping called ordered booked taking
""")

_PHONE = word_set("""
    opnemen opgenomen neem nam opneem beantwoord antwoord antwoorden geantwoord app appen appt
    terugappen terugbellen teruggebeld bel belt bellen gebeld reageer reageren gereageerd telefoon
    answer answering answered pick picked picking reply replying replied phone call calling called
    calls ringing hung
""")
_BESIDE_THE_PHONE = word_set("""
    k ik ga heb ben hij ze zij die hem haar m em de het mn mijn nog nu weer steeds blijf blijft
    toch al over gaat op terug
    i im am ive have he hes she shes they him her it its the my keeps still again now up to back
    will ill going
""")


_WILL = word_set("ga gaan zal will ill gonna going")
_WILL_STOP = word_set("stoppen stilstaan parkeren stop pull over park")
_BESIDE_WILL = _PLAIN | word_set("k ik zo nu hier even ff dan dadelijk im i am to now here soon")
_ELSEWHERE = word_set("thuis er aangekomen home arrived there here")
_BESIDE_ELSEWHERE = _PLAIN | word_set("""
    k ik zit ben kben nog al net nu gewoon i im am at still just already now got sitting
""")


def read_ride(text: str) -> str | None:
    """Whether somebody rides or has stopped, after "driving, or on a bike? Stop first".

    None: it is something else, or says neither. A lone "stop" may be meant for the program.
    """
    words = _words(text)
    said = set(words)
    if not said <= _DRIVES | _STILL | _BESIDE_A_RIDE | _NOT | _PLAIN or words == ["stop"]:
        return None
    if any(one in _NOT and other in _STILL for one, other in pairwise(words)):
        return DRIVES
    if said & _STILL or (said & _DRIVES and said & _NOT):
        return STILL
    return DRIVES if said & _DRIVES else None


def will_stop(text: str) -> bool:
    """Whether it says to "stop first" that she will; elsewhere it may be said of more."""
    said = set(_words(text))
    return bool(said & _WILL and said & _WILL_STOP) and said <= _WILL | _WILL_STOP | _BESIDE_WILL


def is_elsewhere(text: str) -> bool:
    """Whether it says that she has not left yet, or has come there; and nothing else."""
    said = set(_words(text))
    return bool(said & _ELSEWHERE) and said <= _ELSEWHERE | _BESIDE_ELSEWHERE


_BEFORE_CONTACT = ("urge:go:", "urge:not_sent:", "urge:rate:", "urge:what:", "urge:state:")
"""How buttons of an urge begin as long as no contact was told of."""
_A_COMMAND = frozenset(["cycle"])
"""What rides alone, and is the name of a drawing here."""


def rides_off(shown: Shown, text: str) -> bool:
    """Whether somebody in an urge says that she drives, before that was told."""
    if asks_to_stop(shown) or not shown.holds(_BEFORE_CONTACT):
        return False
    return _A_COMMAND.isdisjoint(words_of(text)) and read_ride(text) == DRIVES


_TURNED = phrase_set("""
    omgedraaid, omgekeerd, draai om, draai me om, keer om, naar huis, weer thuis, ga niet,
    ga er niet heen, ga er niet naartoe, ga toch niet, ga er toch niet heen, turned around,
    turned back, turning around, turning back, going home, go home, heading home, driving home,
    walking home, way home, way back home, back home, not going, went home
""")
"""On the way there: she is not going. "I'm going back" alone may be said of going back to him."""
_BESIDE_A_TURN = _PLAIN | word_set("""
    k ik ben kben heb m me nu net al weer toch maar en ga rij loop fiets terug
    onderweg op weg gelukkig
    i im am ive have just now already and on my the again actually so back
""")


def has_turned(text: str) -> bool:
    """Whether somebody on the way says that she has turned, or is not going; and nothing else."""
    words = tuple(_words(text))
    return any(
        words[at : at + len(said)] == said
        and _BESIDE_A_TURN.issuperset(words[:at] + words[at + len(said) :])
        for said in _TURNED
        for at in range(len(words) - len(said) + 1)
    )


def speaks_of_phone(text: str) -> bool:
    """Whether it says that a call or a message is, or is not, answered; and nothing else."""
    said = set(_words(text))
    return bool(said & _PHONE) and said <= _PHONE | _BESIDE_THE_PHONE | _NOT


_SENT = word_set("gestuurd verstuurd verzonden geappt gemaild gesmst sent texted messaged emailed")
_TOO_LATE = ({"te", "laat"}, {"too", "late"})
_DID = word_set("al net just already ik k heb kheb i ive laat late")
"""Beside "sent" these say that it was she, or that it is done."""
_BESIDE_SENT = (
    _DID
    | _PLAIN
    | word_set("""
    te het t m hem haar em is toch sorry oeps die dat ben nu er
    too it its that him her them oops now
""")
)


def says_sent(text: str) -> bool:
    """Whether it says that the message is gone, or that it is too late not to send it.

    "It is too late" alone may be said of more than a message.
    """
    said = set(_words(text))
    if not said <= _SENT | _BESIDE_SENT:
        return False
    if said & _SENT:
        return bool(said & _DID)
    late = any(words <= said for words in _TOO_LATE)
    return late and not said & word_set("het t it its is dat that")


_STATES = {
    "empty": word_set("leeg niks niets verdoofd leegte empty numb nothing"),
    "awake": word_set("slapen slaap slapeloos wakker awake sleep sleeping sleepless"),
    "phone": word_set("telefoon mobiel gsm hand phone hands"),
    "much": word_set(
        "veel onrustig onrust paniek gespannen boos kwaad restless panic much tense angry furious"
    ),
}
"""What may be typed in place of a button of "what comes closest?"."""
_BESIDE_A_STATE = word_set("""
    tis t nen ne mne een n vast hou houd heb weer got have ive holding held on an at again
    ik k ben kben voel me m mn mijn mij het is te zo heel erg kan niet lig in de alles van nu
    i im am feel so very cant not the my too its just lying in a
    ja jep yes yeah yep denk dus hoor wel echt gewoon letterlijk eigenlijk ok oke
    think guess literally is really it
""")
_ALL_OF_IT = phrase_set("""
    alles, alles tegelijk, alles door elkaar, alle vier, all of it, everything, all of them,
    all of the above, everything at once, all four
""")
_PLACES = ("much", "empty", "awake", "phone")
"""The four as they stand there, for whoever says "the first"."""

_NOTHING, _FEELING, _I = (
    word_set("niks niets nothing"),
    word_set("voel feel"),
    word_set("ik k ben kben i im am"),
)


def read_state(text: str) -> str | None:
    """Which answer to "what comes closest?" these few words are."""
    said = set(_words(text))
    if tuple(words_of(text)) in _ALL_OF_IT:
        return "much"
    place = read_place(words_of(text), len(_PLACES))
    if place is not None and not any(map(str.isdecimal, said)):
        return _PLACES[place]
    if said & _NOTHING and said & _I and not said & _FEELING:
        return None  # "I am nothing" is something else.
    found = [name for name, words in _STATES.items() if said & words]
    if len(found) != 1 or not said <= _STATES[found[0]] | _BESIDE_A_STATE:
        return None
    return found[0]


ONWARD, ENOUGH = "onward", "enough"
_HELP_ME = phrase_set("help me dan, help dan, help me then")
_HELPS_NOT = phrase_set("""
    help nie, help niet, help ni, helpt ni, hlpt niet, hlpt nie, hlpt ni, dit help niet,
    dit help nie, dat help niet, dat help nie, doesnt hlp, not hlping, isnt hlping,
    helpt niet, helpt niet echt, het helpt niet, het helpt niet echt, dit helpt niet,
    dat helpt niet, helpt niks, helpt niets, hielp niet, het hielp niet, helpt nie, doet niks,
    doesnt help, it doesnt help, not helping, its not helping, isnt helping, this isnt helping,
    didnt help, it didnt help, this doesnt help, that didnt help
""")
_DONE = word_set("gedaan did done")
_HEELS = word_set("hielen hiel voeten heels heel feet")
_BESIDE_DONE = _PLAIN | word_set("""
    ik k heb kheb het t die de dat met mijn mn al nu net wel oefening
    i ive have it the that my just now already them with
""")
_LET_BE = phrase_set("""
    laat maar, laat ook maar, nee laat maar, laat zitten, het gaat al, gaat al, het gaat alweer,
    het gaat wel weer, never mind, nevermind, nvm, forget it, actually no forget it, no forget it,
    its ok now, im ok now, im fine now, laat me met rust, laat mij met rust, leave me alone,
    just leave me alone, please leave me alone, leave me be, ga weg, go away
""")


def read_step(text: str) -> str | None:
    """Whether she goes on, or leaves it at that, where the first reply to an urge is in sight."""
    words = tuple(words_of(text))
    if words in _HELP_ME | _HELPS_NOT or skips_number(text) or read_strength(text) is not None:
        return ONWARD
    if has_done(text):
        return ONWARD
    return ENOUGH if words in _LET_BE else None


def has_done(text: str) -> bool:
    """ "Did the heels", "done yes", and nothing more. "I did it" may be said of anything."""
    words = words_of(text)
    said = set(words)
    if len(words) == 1 or not said & _DONE or not said <= _DONE | _HEELS | _BESIDE_DONE:
        return False
    return bool(said & _HEELS) or said <= _DONE | _PLAIN


def helps_not(text: str) -> bool:
    """Whether what was done did not help."""
    return tuple(words_of(text)) in _HELPS_NOT


_COMES = word_set("kom come")
_BACK = word_set("terug back")
_NO = word_set("nee neen nope no nah")
_DONT = word_set("niet nie dont not")
_AGREES = phrase_set("""
    ok, oke, okay, ok dan, oke dan, ok then, okay then, go on then, sure, ja dat mag, dat mag,
    doe maar, ja kom maar, kom maar, alright then
""")
_BESIDE_COMES = word_set("""
    ja jep yes yeah yep ok oke okay graag maar straks dan zo later wel hoor om dat je dankje
    please then do you can at that time later yea pls u
""")


def read_promise(text: str) -> bool | None:
    """Whether the program may come back, in answer to that question; None: something else."""
    words = words_of(text)
    said = set(words)
    if tuple(words) in _AGREES:
        return True
    comes = bool(said & _COMES and said & _BACK)
    if not comes or not said <= _COMES | _BACK | _NO | _DONT | _BESIDE_COMES:
        return None
    return not said & (_NO | _DONT)


_NONE_OF_THESE = phrase_set("""
    nee, nee dankje, nee dank je, nee hoor, liever niet, niks, niets, geen zin, nee geen zin,
    geen zin in, geen zin nu, ik heb geen zin, heb geen zin, ik heb er geen zin in,
    heb er geen zin in, genoeg, hoeft niet,
    niet nodig, no, nope, no thanks, no thank you, nah, rather not, nothing, none, none of these,
    dont feel like it, i dont feel like it, not in the mood, im not in the mood,
    enough, not needed
""")


def wants_none(text: str) -> bool:
    """Whether none of the exercises on offer is wanted. "Done" may be said of one of them."""
    return tuple(words_of(text)) in _NONE_OF_THESE


_LETTER = word_set("letter brief")


def speaks_of_letter(text: str) -> bool:
    """Whether a letter is spoken of."""
    return not _LETTER.isdisjoint(words_of(text))


def asks_to_stop(shown: Shown) -> bool:
    """Whether what is in sight begins with that question, or offers what is for on the road."""
    on_the_road = any(f":{ROAD}:" in data for data in shown.data("exercise:begin:"))
    return on_the_road or shown.holds("urge:not_going:")


def asks_state(shown: Shown) -> bool:
    """Whether "what comes closest?" is in sight: its four buttons name the answer."""
    return any(data.endswith(":empty") for data in shown.data("urge:state:"))


def offers_exercises(shown: Shown) -> bool:
    """Whether exercises for an urge are in sight, and the way out of them."""
    return shown.holds("exercise:begin:") and shown.holds("urge:done:")


def _words(text: str) -> Sequence[str]:
    words = words_of(text)
    lacks = any(_NEEDS.get(word, word) not in words for word in words)
    return () if lacks or len(words) > _LONGEST else words

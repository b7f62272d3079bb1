"""Whether somebody rings for help, or cannot. Pure.

Read only while the reply to a crisis stands, where "I'm calling now" is said of a helpline. Where
the other is named it is another call.
"""

from __future__ import annotations

from bot.safety.plain_words import NO_WORDS, phrases, words_in
from bot.understanding.closed_lists import folded_set

CALLING, CANNOT_CALL = "calling", "cannot_call"

_RING = folded_set("""
    beltegoed bel bele belen bellen gebeld belde opbellen opgebeld telefoneren gebel chat chatten
    call calling called ring ringing rang phone phoning phoned dial dialling dialing chatting
""")
_NO_ANSWER = folded_set("""
    opnemen opgenomen neemt nemen nam namen bezet busy answering answers answered picks picked
    engaged
""")
_HELD_UP = phrases(
    "in de wacht, in gesprek, in de wachtrij, op de wachtlijst",
    "on hold, in a queue, in the queue",
)
_ASKS = folded_set("kan kon mag moet wie can could may should who")
"""Before anything else they ask whether to ring."""
_FAILS = _NO_ANSWER | NO_WORDS | folded_set("durf beltegoed credit scared eng")
_NOBODY = folded_set("niemand geen nobody none")
_ON_THE_WAY = phrases(
    "zijn onderweg, is onderweg, komen eraan, komt eraan, komen er aan, komt er aan",
    "on their way, on its way, on the way, are coming, is coming",
)
_HELPERS = folded_set("""
    ze ambulance ziekenwagen ambu hulp dokter arts huisarts politie they theyre help ambulance
    paramedics doctor police
""")
_THE_OTHER = folded_set("""
    hem haar m hij ie zij ex exje vriend vriendje man him her he hes she shes boyfriend husband
    girlfriend wife
""")
_BESIDE = (
    folded_set("""
    kheb kbel kga kwil
    ze they ik k ga gan wil wou zal moet kan kon heb had net al nu zo straks even ff eerst toch
    maar wel ook nog weer de het een t te om met naar er aan voor dan ja ok oke nee iemand niemand
    mn mijn me durf lukt gelukt niet geen op opnemen bezet eng praten hardop hier
    hulplijn lijn nummer crisisdienst huisarts arts dokter ambulance coach moeder mama vader papa
    zus broer vriendin buren buurvrouw buurman 112 113 1813 1733 106 0800 0113 alarmnummer i im ill
    ive am will going gonna want to have has just now already then first the a an my it them
    someone somebody anyone anybody nobody on off is are too you yes okay well please cant cannot
    dont can not do dare wont didnt didn couldnt could no credit busy answering scared helpline
    hotline line number doctor ambulance mum mom dad sister brother friend neighbour crisis
    en and staat sta hang al weer alweer zat gesprek wacht wachtrij no they all keeps keep stays
    up its rings nobodys hold queue
    emergency 999 911 988 116123 help for with speak talk in of out loud here
""")
    | _RING
    | _FAILS
)
_LONGEST = 12


def read_ringing(text: str) -> str:
    """CALLING, CANNOT_CALL, or "": it is no call for help, or says more."""
    words = words_in(text)
    said = set(words)
    if not words or len(words) > _LONGEST or said & _THE_OTHER:
        return ""
    line = f" {' '.join(words)} "
    if said & _HELPERS and any(f" {one} " in line for one in _ON_THE_WAY):
        return CALLING if len(words) <= _LONGEST // 2 else ""
    held_up = any(f" {one} " in line for one in _HELD_UP)
    if not (said & (_RING | _NO_ANSWER) or held_up) or not said <= _BESIDE:
        return ""
    if said & _FAILS or held_up:
        return CANNOT_CALL
    if said & _NOBODY:
        return ""
    return "" if words[0] in _ASKS else CALLING

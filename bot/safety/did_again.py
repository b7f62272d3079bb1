"""That it was done again, and not what: here that is contact more often than harm to oneself, and
may be either. So beside the question of her life stands a way to say that there was contact, and
what is typed there of contact is heard as that.
"""

from __future__ import annotations

from bot.context import Context
from bot.outbox.letters import BELOW, Button, Rows
from bot.screens import typed
from bot.understanding.classify import URGE, Classifier
from bot.understanding.closed_lists import folded, folded_set
from bot.understanding.kinds import HAPPENED
from bot.understanding.words import words_of

_CONTACT = f"urge:kind:0:{HAPPENED}:{BELOW}"
_TELLS = folded_set("""
    contact geappt geapt geappd appen gestuurd teruggeappt
    texted texting messaged messaging txted
""")
"""Of contact by themselves; "gebeld" may be of a number that stands there."""
_HIM = folded_set("hem haar em ex him her")
"""Below that question whoever names the other alone means contact, too."""
_BESIDE = folded_set("""
    ik k kheb ben kben heb had er was is het t de dat weer toch gewoon met bij naar aan mijn mn me
    gehad gezocht opgenomen gezien gesproken gekust gezoend geslapen geweest gegaan gepraat
    afgesproken ontmoet opgezocht binnengelaten langsgegaan geschreven thuis huis toe
    gisteren vannacht vanavond vandaag sorry net seks bedoel bedoelde gebeld teruggebeld gereageerd
    i ive it there was the that just again had with to back then about my a an message text
    called calling rang phoned saw met kissed slept talked spoke went been replied sent wrote
    last night today tonight yesterday place sex mean meant
""")
"""What may stand beside them, and no more: whatever is not known here is heard as before."""
_NO = folded_set("nee neen nope nah")
_FEW = 10


def contact_ways(context: Context, classifier: Classifier) -> Rows:
    """A row for whoever means contact; the question and its numbers stay in sight."""
    if not classifier.is_done_again(context.said):
        return []
    return [[Button(context.t(f"urge.button.{HAPPENED}"), _CONTACT)]]


async def means_contact(context: Context, classifier: Classifier, text: str) -> bool:
    """Whether it says, below that question, that it was contact; the rooms answer that as they do
    a press, and the question stays open.
    """
    shown = await typed.in_sight(context)
    if shown is None or not shown.holds(_CONTACT) or not _is_contact(text):
        return False
    if classifier.phrase_of_crisis(text) is not None:
        return False
    unit = context.unit
    unit.label, unit.kind, unit.said_urge = URGE, HAPPENED, True
    return True


def _is_contact(text: str) -> bool:
    words = [folded(word) for word in words_of(text)]
    said = set(words[1:] if _NO & set(words[:1]) else words)
    return len(words) <= _FEW and bool(said & (_TELLS | _HIM)) and said <= _TELLS | _HIM | _BESIDE

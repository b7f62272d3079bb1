"""Words that somebody else wrote, and that are passed on here: what he threatens is his."""

from __future__ import annotations

import re

from telegram import MessageOriginHiddenUser, MessageOriginUser

from bot.context import Context
from bot.understanding.anothers_words import Threat, takes_others
from bot.understanding.classify import CRISIS_SUICIDE, CRISIS_VIOLENCE, Verdict
from bot.understanding.notes import ALONG, HARM, LISTS, MEDICAL
from bot.understanding.words import words_of

_AT_HER = re.compile(
    r"\b(?:weet|vind) (?:ik )?(?:je|jou|u) (?:\w+ ){0,2}(?:te vinden|wonen|woont|waar)\b"
    r"|\b(?:zul|zal|ga) (?:je|jij) (?:\w+ )?(?:wat|iets) beleven\b|\bik weet waar (?:je|jij|u)\b"
    r"|\bik (?:\w+ )?(?:maak|sla|schiet|steek|vermoord|wurg|pak|krijg|vind|kom) (?:je|jou|u)\b"
    r"|\b(?:je|jij) (?:\w+ ){0,3}(?:spijt van|boeten|gaat eraan|bent dood|bent er geweest)\b"
    r"|\bi know where (?:you|u)\b|\b(?:ill|i will|im going to|im gonna|gonna) (?:\w+ )?"
    r"(?:find|kill|hurt|get|stab|shoot|ruin|destroy|strangle|beat) (?:you|u|ya)\b"
    r"|\b(?:you|u|youll|youre) (?:\w+ ){0,3}(?:regret|pay for|be sorry|a dead|are dead)\b"
    r"|\bwatch your back\b|\bmake you pay\b"
)
"""What is threatened to whom it was written."""
_HE_HIMSELF = re.compile(r"\b(?:ik|k|kik|kga|kwil|kmaak|i|im|ill|ive|id)\b")
_TOLD_TO_DIE = re.compile(
    r"\b(?:yourself|urself|jezelf|uzelf|jezelve)\b|\b(?:go|please|just) (?:and )?die\b"
    r"|\b(?:ga|val|ga toch|ga maar) (?:\w+ )?dood\b|\b(?:you|u|je|jij) (?:\w+ ){0,3}(?:die|dood)\b"
    r"|\b(?:want|wish|hope|think|wil|hoop|vind|denk|wou) (?:that |dat )?(?:you|u|je|jij)\b"
    r"|\bif i (?:were|was) (?:you|u)\b|\bals ik (?:jou|je|jij|u) was\b"
    r"|^maak (?:er|dr) (?:\w+ ){0,3}(?:eind|einde)\b"
)
_NOT_HIS_ALONE = frozenset([LISTS[MEDICAL], LISTS[HARM], LISTS[ALONG]])


def is_anothers(context: Context) -> bool:
    """Whether a person who is not she wrote it; who hides may be known by a name that is hers, and
    an origin that could not be read names nobody.
    """
    message, user = context.incoming.effective_message, context.incoming.effective_user
    origin = message.forward_origin if message is not None else None
    if user is None:
        return False
    if isinstance(origin, MessageOriginUser):
        return origin.sender_user.id != user.id and not origin.sender_user.is_bot
    if not isinstance(origin, MessageOriginHiddenUser):
        return False
    names = set(words_of(origin.sender_user_name))
    return bool(names) and names.isdisjoint(words_of(user.full_name))


def as_anothers(verdict: Verdict, text: str) -> Verdict:
    """What it is as his words: a threat to her, or what he says of himself. Whatever threatens
    others, or tells somebody to die, is what it would be without this.
    """
    line = " ".join(words_of(text))
    if _AT_HER.search(line):
        why = "a threat that was passed on"
        return Verdict(CRISIS_VIOLENCE, 1.0, why, verdict.language)
    if verdict.label != CRISIS_SUICIDE or not verdict.notes.isdisjoint(_NOT_HIS_ALONE):
        return verdict
    if not _HE_HIMSELF.search(line) or takes_others(line) or _TOLD_TO_DIE.search(line):
        return verdict
    return Threat.verdict_in(verdict.language)

"""Words that somebody else wrote, and that are passed on here: what he threatens is his."""

from __future__ import annotations

import re
from dataclasses import replace

from telegram import MessageOriginHiddenUser, MessageOriginUser

from bot.context import Context
from bot.understanding.anothers_words import Threat
from bot.understanding.classify import CRISIS_SUICIDE, CRISIS_VIOLENCE, Verdict
from bot.understanding.notes import HARM, LISTS, MEDICAL
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


def is_anothers(context: Context) -> bool:
    """Whether a person who is not she wrote it; who hides may be known by a name that is hers."""
    message, user = context.incoming.effective_message, context.incoming.effective_user
    origin = message.forward_origin if message is not None else None
    if user is None:
        return False
    if isinstance(origin, MessageOriginUser):
        return origin.sender_user.id != user.id and not origin.sender_user.is_bot
    return (
        isinstance(origin, MessageOriginHiddenUser) and origin.sender_user_name != user.full_name
    )


def as_anothers(verdict: Verdict, text: str) -> Verdict:
    """What it is as his words: a threat to her, or what he says of himself."""
    if _AT_HER.search(" ".join(words_of(text))):
        why = "a threat that was passed on"
        return Verdict(CRISIS_VIOLENCE, 1.0, why, verdict.language)
    if verdict.label == CRISIS_VIOLENCE:
        return replace(verdict, notes=verdict.notes - {LISTS[HARM]})
    if verdict.label != CRISIS_SUICIDE or LISTS[MEDICAL] in verdict.notes:
        return verdict
    return Threat.verdict_in(verdict.language)

"""What a few words come to where they are said: alone, or to the reply to a crisis that stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.context import Context
from bot.in_sight import Shown
from bot.safety import question_answers, replies, standing
from bot.safety.few_words import read_few, says_here
from bot.safety.lasting import lasts, newest
from bot.safety.questions import Open
from bot.safety.reply_in_sight import kind_told
from bot.safety.short_crisis import is_harmless, read_bare
from bot.screens import typed
from bot.understanding.classify import CRISIS_VIOLENCE, Classifier, Verdict
from bot.understanding.verdict import UNSURE_SCORE

_A_WHILE = timedelta(minutes=30)
"""So long a guess may be of what was told before; later it is asked about anew."""
_AFTER_CONTACT = "urge:safe:"
"""How the place, and a button, of that question begin."""
_FEW = 3
"""Words that say too little by themselves, however sure it seems."""


async def as_said_here(
    context: Context,
    classifier: Classifier,
    found: Open,
    heard: Verdict,
    text: str,
    *,
    to_coach: bool = False,
) -> Verdict:
    """The verdict on them; what a phrase of a crisis says stands. `found`: what waits; `text`:
    without the command that it stands behind; `to_coach`: it goes to her coach, and a no to the
    question may send it.
    """
    if heard.is_crisis and heard.is_plain:
        return heard
    if heard.is_crisis and is_harmless(text):
        return classifier.besides_crisis(text, context.language)
    bare = read_bare(text)
    if bare is not None and (bare.notes or not heard.is_crisis):
        return replace(bare, language=heard.language)
    if any(one.is_about_safety for one in found.questions):
        return heard  # There they answer, or do not.
    kind, few = question_answers.kind_of(heard) if heard.is_crisis else "", read_few(text)
    shown = await typed.in_sight(context)
    here = not kind and says_here(text) and not context.is_coach_alone
    if not (kind or few or here):
        return heard
    if not await lasts(context, shown):
        return _near(heard) if here and not _is_asked(found, shown) else heard
    if kind and not few and await standing.hears_none_in(context, kind):
        return classifier.besides_crisis(text, context.language)
    stands = kind_told(context, shown)
    crisis = newest(context, shown)
    late = crisis is None or context.now - crisis.at > _A_WHILE
    guessed = not late and (not question_answers.is_sure(heard) or len(text.split()) <= _FEW)
    told = replies.retold(few, kind, stands) if few else kind
    if told == kind and guessed:
        told = replies.beside(kind, stands, sure=heard.score >= question_answers.SURE)
        if told == replies.VEILED and stands == replies.SUICIDE and not to_coach:
            told = ""  # "On the roof", "I did it": she said that she thinks of it: 112 goes first.
    repeated = kind == stands == replies.VIOLENCE  # The lines that it would bring stand there.
    context.unit.doubted = not told and not repeated
    if told == kind:
        return heard
    if not told:
        return classifier.besides_crisis(text, context.language)
    return question_answers.verdict_on(told, heard)


def _is_asked(found: Open, shown: Shown | None) -> bool:
    """Whether it answers "are you safe right now?" after contact."""
    waits = (found.place or "").startswith(_AFTER_CONTACT)
    return waits or (shown is not None and shown.holds(_AFTER_CONTACT))


def _near(heard: Verdict) -> Verdict:
    """What it may be that the other is here: asked about, as it is when he stands at the door."""
    why = "the other is here"
    return Verdict(CRISIS_VIOLENCE, UNSURE_SCORE, why, heard.language, veiled=True)

"""What a few words come to where they are said: alone, or to the reply to a crisis that stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.context import Context
from bot.safety import asked, replies, standing
from bot.safety.bare import is_harmless, read_bare
from bot.safety.few_words import read_few
from bot.safety.questions import Question
from bot.safety.which import kind_in_sight
from bot.screens import typed
from bot.understanding.classify import Classifier, Verdict


async def as_said_here(
    context: Context,
    classifier: Classifier,
    open_: Collection[Question],
    heard: Verdict,
    text: str,
) -> Verdict:
    """The verdict on them; what a phrase of a crisis says stands. `open_`: the questions; `text`:
    without the command that it stands behind.
    """
    if heard.is_crisis and heard.is_plain:
        return heard
    if heard.is_crisis and is_harmless(text):
        return classifier.besides_crisis(text, context.language)
    bare = read_bare(text)
    if bare is not None and (bare.notes or not heard.is_crisis):
        return replace(bare, language=heard.language)
    if any(one.is_about_safety for one in open_):
        return heard  # There they answer, or do not.
    kind = asked.kind_of(heard) if heard.is_crisis else ""
    told = await _retold(context, kind)
    if told == kind:
        return heard
    if not told:
        return classifier.besides_crisis(text, context.language)
    return asked.verdict_on(told, heard)


async def _retold(context: Context, kind: str) -> str:
    """The kind of crisis that they tell of to the reply that stands; alone they say too little, or
    something else. `kind`: what they were taken for; "" : none.
    """
    few = read_few(context.text)
    if not few:
        return kind
    shown = await typed.in_sight(context)
    if not await standing.stands(context, shown):
        return kind
    return replies.retold(few, kind, kind_in_sight(context, shown))

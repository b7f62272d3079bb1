"""What a text is taken for where it was said: with the open questions, and what is in sight."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot.content.model import COMING, Content
from bot.content.shelf import Shelf
from bot.content.wishes import Trait, has
from bot.context import Context
from bot.safety import forwarded, lasting, looked_at, not_me, question_answers
from bot.safety.expected_here import as_expected
from bot.safety.in_context import as_said_here
from bot.safety.questions import Open, name_of
from bot.screens import after_contact, leaving, typed
from bot.screens.after_contact import follows_contact
from bot.screens.how_it_went import was_off
from bot.screens.urge_in_sight import (
    answers_what_is_in_sight,
    asks_on,
    is_worse,
    turns_down,
)
from bot.understanding.aside import aside
from bot.understanding.classify import CRISIS_VIOLENCE, DISTRESS, OTHER, URGE, Classifier, Verdict
from bot.understanding.kinds import DISTRESSES, KINDS, Kinds
from bot.understanding.verdict import UNSURE_SCORE

_HUMAN = "human"
"""The wish of whoever asks for somebody."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What one version of the content teaches."""

    classifier: Classifier
    kinds: Mapping[str, Kinds]


@dataclass(frozen=True, slots=True)
class Heard:
    """A text, as it is taken here."""

    verdict: Verdict
    of_an_urge: bool
    """Whether these few words answer the urge in sight."""
    anothers: bool = False
    """Whether they say that what was told of herself was another's."""

    @property
    def kind(self) -> str:
        """The kind of crisis; "": none."""
        return question_answers.kind_of(self.verdict) if self.verdict.is_crisis else ""

    @property
    def is_plain_crisis(self) -> bool:
        """Whether a crisis is told in so many words."""
        return self.verdict.is_crisis and self.verdict.is_plain


class Hearing:
    """Keeps a classifier for the content in use: ready before the first person writes."""

    def __init__(self, shelf: Shelf, asking_day: Collection[str] = ()) -> None:
        """`asking_day`: the places that ask for a day."""
        self._shelf = shelf
        self._asking_day = frozenset(asking_day)
        self._learned: dict[str, Learned] = {}
        self._learn(shelf.content)
        shelf.read_by(self._learn)

    async def hear(
        self, context: Context, text: str, found: Open, *, to_coach: bool = False
    ) -> Heard:
        """What it is taken for; the rooms read that in the unit of work too. `to_coach`: it goes
        to a client's coach.
        """
        classifier = self.classifier
        verdict = await aside(text, classifier.hear, text, context.language)
        carried = Trait.HIDES
        if all(one.is_about_safety for one in found.questions):
            carried |= Trait.HIDES_WHEN_ASKED
        if context.client is not None:
            carried |= Trait.LANGUAGE
        if found.questions and not has(verdict.wish, carried):
            # While a question of safety stands nothing else is a wish: in doubt it goes on.
            for_somebody = verdict.wish == _HUMAN
            verdict = await aside(text, classifier.classify, text, context.language)
            if for_somebody and verdict.label == URGE:
                # "Kan iemand mij bellen" gets people there, and no exercise.
                verdict = replace(verdict, label=OTHER, kind=None)
        elif has(verdict.wish, Trait.WHILE_PAUSED) and not _is_paused(context):
            verdict = await aside(text, classifier.classify, text, context.language)
        elif verdict.kind is not None and await lasting.is_near_a_crisis(context):
            verdict = await self._near_a_crisis(context, verdict, text)
        if not found.questions and not verdict.is_plain:
            verdict = await _as_asked(context, verdict, text)
        of_an_urge = (
            not verdict.is_plain
            and not looked_at.says_yes_to(found, text)
            and await _is_of_an_urge(context, text)
        )
        if verdict.is_crisis and (
            of_an_urge or await _tells_it_was_off(context, found, verdict, text)
        ):
            verdict = classifier.besides_crisis(text, context.language)
        verdict = await as_said_here(context, classifier, found, verdict, text, to_coach=to_coach)
        asks_day = name_of(found.place) in self._asking_day
        verdict = await as_expected(context, classifier, found, verdict, text, asks_day=asks_day)
        if forwarded.is_anothers(context):
            verdict = forwarded.as_anothers(verdict, text)
        elif await not_me.is_said(context, found, text):
            return Heard(
                not_me.verdict_in(context, verdict.language), of_an_urge=False, anothers=True
            )
        self._label(context, verdict, text)
        return Heard(verdict, of_an_urge)

    async def _near_a_crisis(self, context: Context, plain: Verdict, text: str) -> Verdict:
        """What an urge said plainly is while words of a crisis hold something still: there what
        was learned goes first, and that the other comes here may be a danger.
        """
        if await lasting.stands(context, await typed.in_sight(context)):
            return self.classifier.classify(text, context.language)
        if plain.kind == COMING:
            return Verdict(
                CRISIS_VIOLENCE, UNSURE_SCORE, "the other comes", plain.language, veiled=True
            )
        return self.classifier.classify(text, context.language, urges=False)

    def label_besides(self, context: Context, text: str) -> None:
        """For the rooms it is what it would be if it told of no crisis."""
        verdict = self.classifier.besides_crisis(text, context.language)
        self._label(context, verdict, text)

    def _label(self, context: Context, verdict: Verdict, text: str) -> None:
        unit = context.unit
        unit.label, unit.wish = verdict.label, verdict.wish
        kinds = self._learn(self._shelf.content).kinds.get(verdict.label)
        known = verdict.kind
        unit.kind = known if known is not None else kinds.find(text) if kinds is not None else ""
        unit.said_urge = verdict.label == URGE and self.classifier.says_urge(text)
        unit.sending = kinds is not None and kinds.is_about_sending(text)

    @property
    def classifier(self) -> Classifier:
        """The classifier of the latest content."""
        return self._learn(self._shelf.content).classifier

    def _learn(self, content: Content) -> Learned:
        """Once for each version; the one in use stays until another takes its place."""
        found = self._learned.get(content.version)
        if found is None:
            found = Learned(Classifier(content), _kinds(content))
            used = self._shelf.content.version
            kept = {name: one for name, one in self._learned.items() if name == used}
            self._learned = {**kept, content.version: found}
        return found


async def _is_of_an_urge(context: Context, text: str) -> bool:
    """Whether these few words answer the urge in sight: "I'm driving", "I'm not picking up"."""
    shown = await typed.answered(context)
    if shown is None:
        return False
    if answers_what_is_in_sight(shown, text):
        return True
    if await lasting.is_near_a_crisis(context):
        return False
    plainly = turns_down(shown, text) or asks_on(shown, text)
    plainly = plainly or (after_contact.is_just_told(context, shown) and follows_contact(text))
    return plainly or await is_worse(context, shown, text)


async def _tells_it_was_off(context: Context, found: Open, verdict: Verdict, text: str) -> bool:
    """Whether it says "he cancelled" to "how was it?", and no words of a crisis last."""
    if found.questions or verdict.is_plain:
        return False
    shown = await typed.answered(context)
    if shown is None or not was_off(shown, text):
        return False
    return not await lasting.is_near_a_crisis(context)


def _is_paused(context: Context) -> bool:
    return context.client is not None and context.client.is_paused


async def _as_asked(context: Context, verdict: Verdict, text: str) -> Verdict:
    """What it is below an open question of stopping or of taking part, if it answers that."""
    shown = await leaving.asked(context)
    wish = leaving.read(text, shown) if shown is not None else None
    if wish is None:
        return verdict
    return Verdict(OTHER, verdict.score, "an answer", verdict.language, wish=wish)


def _kinds(content: Content) -> dict[str, Kinds]:
    return {URGE: Kinds(content, KINDS), DISTRESS: Kinds(content, DISTRESSES)}

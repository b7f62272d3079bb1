"""Looks at every text, caption and edit before any room does. What it answers, no room answers.

The words are not stored, echoed, forwarded or logged; only the client's bulk is held for a day.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from bot.content.model import Content
from bot.context import Context
from bot.outbox.letters import FIRST, say
from bot.safety import replies, room
from bot.safety.questions import Questions
from bot.safety.ways import ways_of
from bot.store import clients, relay, waiting
from bot.strength import read_strength
from bot.text import join
from bot.understanding.classify import CRISIS_SUICIDE, DISTRESS, URGE, Classifier, Verdict
from bot.understanding.kinds import DISTRESSES, KINDS, Kinds

BULK_WAITS = timedelta(hours=24)
"""How long nothing comes by itself after a crisis, unless the client resumes before."""


SURE = 0.8
"""Below this the reply is worded as a question: a wrong guess then costs one calm question."""


class Guard:
    """Keeps a classifier for the content in use: ready before the first person writes."""

    def __init__(self, content: Content, for_others: Collection[str] = ()) -> None:
        """`for_others`: the places where a coach writes for others, not about herself."""
        self._for_others = frozenset(for_others)
        self._version = content.version
        self._classifier = Classifier(content)
        self._kinds = _kinds(content)
        self._questions = Questions()

    async def look(self, context: Context) -> bool:
        """True: it was a crisis and is answered."""
        if context.is_button or not context.is_private:
            return False
        text = _without_command(context.text)
        if not text:
            return False
        place, asked = await self._questions.find(context)
        passed_on = await _is_passed_on(context)
        if context.is_coach and (_name_of(place) in self._for_others or passed_on):
            return False
        if _asks_a_number(place) and read_strength(text) is not None:
            # A bare number where one is asked for; "zeven" is a letter away from a graver word.
            return False
        verdict = self.classifier(context).classify(text, context.language)
        context.unit.label = verdict.label
        if verdict.label in self._kinds:
            context.unit.kind = self._kinds[verdict.label].find(text)
        if asked and not _is_sure(verdict) and await room.take_answer(context, asked, text):
            await self._questions.close(context)
            return True
        if not verdict.is_crisis:
            return False
        writing = await _leave_the_number(context, place)
        await self._answer(context, verdict, writing=writing or passed_on)
        return True

    def classifier(self, context: Context) -> Classifier:
        """The classifier of the latest content."""
        content = context.deps.shelf.content
        if self._version != content.version:
            self._classifier, self._version = Classifier(content), content.version
            self._kinds = _kinds(content)
        return self._classifier

    async def _answer(self, context: Context, verdict: Verdict, *, writing: bool) -> None:
        """`writing`: these words were for a room, or for a coach; it can go on without them."""
        if context.client is not None:
            until = context.now + BULK_WAITS
            await clients.change(context.tx, context.client.id, held_until=until)
        kind = replies.kind_for(
            verdict.notes,
            suicide=verdict.label == CRISIS_SUICIDE,
            unsure=not _is_sure(verdict),
        )
        unit = context.unit
        stands = unit.burst.gravity if unit.burst else 0
        other = replies.is_other_matter(stands, kind)
        if unit.stands(replies.gravity_of(kind)) and not other:
            # The reply that stands there says it, or says something graver: not twenty times.
            return
        if other:
            unit.gravity = replies.BOTH
        country = context.client.country if context.client else None
        ways = await ways_of(context)
        text, buttons = replies.first_reply(context.book, kind, country, ways, context.now)
        told = context.book.replies["not_kept"] if writing else ""
        context.send(say(context.chat_id, join([text, told]), buttons).with_(kind=FIRST))
        if question := replies.question_of(kind):
            await self._questions.ask(context, question)


def _is_sure(verdict: Verdict) -> bool:
    return verdict.is_crisis and not verdict.veiled and verdict.score >= SURE


async def _is_passed_on(context: Context) -> bool:
    """Whether the text answers, or changes, a message between a client and a coach."""
    message = context.incoming.effective_message
    if message is None:
        return False
    numbers = [message.message_id] if context.incoming.edited_message is not None else []
    if message.reply_to_message is not None:
        numbers.append(message.reply_to_message.message_id)
    return bool(numbers) and await relay.concerns(context.tx, context.chat_id, numbers)


async def _leave_the_number(context: Context, place: str | None) -> bool:
    """The urge's room asked for a number: after these words it does not wait for one any more.

    True: it was another room, and what is being written there can go on.
    """
    if _asks_a_number(place):
        await waiting.clear(context.tx, context.chat_id)
        return False
    return place is not None


def _kinds(content: Content) -> dict[str, Kinds]:
    return {URGE: Kinds(content, KINDS), DISTRESS: Kinds(content, DISTRESSES)}


def _name_of(place: str | None) -> str:
    """Room and name alone: a place may go on with what it is about, such as a message's number."""
    return ":".join((place or "").split(":")[:2])


def _asks_a_number(place: str | None) -> bool:
    """Whether the urge's room waits: it asks for nothing but numbers."""
    return place is not None and place.startswith("urge:")


def _without_command(text: str) -> str:
    """What follows a command: `/start` and its like are words of the program, not of a person."""
    first, _, rest = text.strip().partition(" ")
    return rest.strip() if first.startswith("/") else text

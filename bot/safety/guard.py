"""Looks at every text, caption and edit before any room does. What it answers, no room answers.

The words are not stored, echoed, forwarded or logged; only the client's bulk is held for a day.
"""

from __future__ import annotations

from datetime import timedelta

from bot.content.model import Content
from bot.context import Context
from bot.outbox.letters import Button
from bot.safety.lines import lines_for, show
from bot.store import clients, waiting
from bot.text import join
from bot.understanding.classify import CRISIS_SUICIDE, Classifier, Verdict

BULK_WAITS = timedelta(hours=24)
"""How long nothing comes by itself after a crisis, unless the client resumes before."""


class Guard:
    """Keeps a classifier for the content in use: ready before the first person writes."""

    def __init__(self, content: Content) -> None:
        self._version = content.version
        self._classifier = Classifier(content)

    async def look(self, context: Context) -> bool:
        """True: it was a crisis and is answered."""
        if context.is_button or not context.is_private or not context.text:
            return False
        if context.is_coach and await waiting.find(context.tx, context.chat_id, context.now):
            # What a coach writes for others is not about herself.
            return False
        verdict = self.classifier(context).classify(context.text, context.language)
        context.unit.label = verdict.label
        if not verdict.is_crisis:
            return False
        await self._answer(context, verdict)
        return True

    def classifier(self, context: Context) -> Classifier:
        """The classifier of the latest content."""
        content = context.deps.shelf.content
        if self._version != content.version:
            self._classifier, self._version = Classifier(content), content.version
        return self._classifier

    async def _answer(self, context: Context, verdict: Verdict) -> None:
        if context.client is not None:
            until = context.now + BULK_WAITS
            await clients.change(context.tx, context.client.id, held_until=until)
        book = context.book
        country = context.client.country if context.client else None
        if verdict.label == CRISIS_SUICIDE:
            shown = lines_for(book, country, ("danger", "suicide"))
            context.say(join([book.replies["suicide"], show(book, shown, context.now)]))
            return
        buttons = [
            [
                Button(book.t("lines.button.safe"), "safety:safe"),
                Button(book.t("lines.button.unsafe"), "safety:unsafe"),
            ]
        ]
        context.say(book.replies["violence"], buttons)

"""The fixed replies about suicide: given at once, or asked first when it was only hinted at."""

from __future__ import annotations

from datetime import datetime

from bot.content.model import Book
from bot.outbox.letters import Button, Rows
from bot.safety.lines import lines_for, show
from bot.text import Text, join

_TOPICS = ("danger", "suicide")


def answer(book: Book, country: str | None, now: datetime) -> tuple[Text, Rows]:
    """It was said: the lines at once."""
    lines = show(book, lines_for(book, country, _TOPICS), now)
    return join([book.replies["suicide"], lines]), []


def ask(book: Book, country: str | None, now: datetime) -> tuple[Text, Rows]:
    """It was hinted at: the question, with the lines right below it. Not knowing counts as yes."""
    lines = show(book, lines_for(book, country, _TOPICS), now)
    names = {"yes": "thinking", "no": "not_thinking", "unknown": "thinking"}
    buttons = [
        Button(book.t(f"lines.button.{name}"), f"safety:{verb}") for name, verb in names.items()
    ]
    return join([book.replies["suicide_veiled"], lines]), [buttons]

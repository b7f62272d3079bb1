"""How the message of a day and the theme of a week look."""

from __future__ import annotations

from bot.content.model import Book
from bot.outbox.letters import Button, Rows
from bot.screens.frame import urge_button
from bot.screens.practice import begin_button
from bot.text import Text, bold, italic, join


def daily_text(book: Book, number: int, theme: Text | None = None) -> Text:
    """The message of a day (from 0), with the theme of its week below if wanted."""
    message = book.daily[number]
    parts: list[Text | str] = [bold(message.title), message.body]
    if theme is not None:
        parts += ["· · ·", theme]
    return join(parts)


def theme_text(book: Book, week: int, line: str = "") -> Text:
    """The theme of a week (from 1), with the coach's own line for the group below it. Once a week
    it is said that nobody reads along: who thinks otherwise waits for help that does not come.
    """
    found = book.weeks[week - 1]
    pillar = book.pillars[found.pillar]
    heading = book.t("daily.week", number=week, theme=found.theme, pillar=pillar)
    parts: list[Text | str] = [bold(heading), found.message, italic(found.question)]
    if line:
        parts.append(book.t("daily.line", line=line))
    return join([*parts, book.t("daily.who_reads")])


def daily_buttons(book: Book, number: int) -> Rows:
    """Do it now, it helped, the anchor."""
    exercise = book.exercises[book.daily[number].exercise]
    label = book.t("daily.button.do", exercise=exercise.title, n=exercise.minutes)
    now = begin_button(exercise, label)
    helped = Button(book.t("daily.button.helped"), f"daily:helped:{number}")
    return [[now], [helped, urge_button(book.t)]]

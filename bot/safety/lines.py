"""Which help lines to show, and how. Numbers stay plain text: Telegram refuses `tel:` buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from bot.content.model import Book, HelpLine
from bot.safety.hours import is_open
from bot.text import Text, bold, join

HERE = ("NL", "BE")
"""Shown together until the country is known: a Dutch speaker in Belgium is not helped by 113
alone.
"""


VERIFY_EVERY = timedelta(days=90)
"""How long a number or its hours may stand without anybody looking them up again."""


def lines_for(book: Book, country: str | None, topics: Iterable[str]) -> list[HelpLine]:
    """The lines of a country (or of both) for these topics, in the order of the content."""
    countries = HERE if country is None else (country,)
    wanted = set(topics)
    return [line for line in book.lines if line.country in countries and wanted & set(line.for_)]


def not_verified_lately(book: Book, today: date) -> list[HelpLine]:
    """The lines that nobody looked at for ninety days, the longest ago first."""
    stale = [line for line in book.lines if today - line.verified_on > VERIFY_EVERY]
    return sorted(stale, key=lambda line: line.verified_on)


def show(book: Book, lines: Sequence[HelpLine], now: datetime) -> Text:
    """The lines under the names of their countries."""
    parts = []
    for country in dict.fromkeys(line.country for line in lines):
        rows = [_row(book, line, now) for line in lines if line.country == country]
        parts.append(join([bold(book.t(f"country.{country}")), *rows], "\n"))
    return join(parts)


def show_numbers(book: Book, lines: Sequence[HelpLine]) -> Text:
    """The numbers alone, a line for each country: for who has seen it all a moment ago."""
    rows = []
    for country in dict.fromkeys(line.country for line in lines):
        here = [line.phone or line.chat for line in lines if line.country == country]
        rows.append(join([bold(book.t(f"country.{country}") + ": "), " · ".join(here)], ""))
    return join(rows, "\n")


def show_chats(lines: Sequence[HelpLine], now: datetime) -> str:
    """Where somebody answers in writing at this hour: for who cannot ring."""
    return " · ".join(line.chat for line in lines if line.chat and _answers_in_writing(line, now))


def _answers_in_writing(line: HelpLine, now: datetime) -> bool:
    return not line.chat_hours or is_open(line.chat_hours, line.country, now)


def _row(book: Book, line: HelpLine, now: datetime) -> Text:
    facts = []
    if line.hours_text:
        facts.append(line.hours_text)
    if line.chat and _answers_in_writing(line, now):
        facts.append(book.t("lines.chat", chat=line.chat))
    number = bold(line.phone) + " · " if line.phone else Text("")
    about = f"{line.name}: {line.about}"
    return number + about + (f" ({', '.join(facts)})" if facts else "")

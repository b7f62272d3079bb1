"""What is kept about a client, in plain words, as a page that opens on any phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from html import escape
from typing import Any

from bot.calendar.days import show_day, show_instant
from bot.calendar.times import show_minutes
from bot.content.model import Book
from bot.store.kept import Kept

NUMBERS_ONLY = frozenset(
    {
        "id", "chat_id", "urge_id", "practice_id", "step", "stage", "shown", "ready", "asked_on",
        "asking", "in_quiet", "wrong", "goes_to",
        "from_message_id", "to_message_id", "album", "covered",
    }
)  # fmt: skip
"""Columns by which the program finds its way; they stand in the other file alone."""

COUNTED = ("message", "outbox", "waiting")
"""Tables of which the number of rows is told, and no more; the other file has them whole."""

_MINUTES = frozenset({"daily_at", "quiet_from", "quiet_to"})
_CLIENT = "client"
_CODES = frozenset(
    {"status", "after", "paused_by", "kind", "state", "return_wish", "purpose", "direction"}
)
_WHERE = {
    "act": "act",
    "cause": "look.button",
    "country": "country",
    "language": "language",
    "situation": "more.button",
}
"""Codes for which there are words on the buttons already."""

_HEAD = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 17px/1.5 sans-serif; max-width: 40rem; margin: 0 auto; padding: 1rem }}
h1 {{ font-size: 1.3rem }} h2 {{ font-size: 1.1rem; margin-top: 2rem }}
ul {{ list-style: none; padding: 0 }} li {{ margin-bottom: 1rem; overflow-wrap: anywhere }}
</style>
<h1>{title}</h1>
"""


def page(book: Book, kept: Kept, zone: str, now: datetime) -> str:
    """The page; what is empty is left out of it, and named at the end."""
    title = escape(book.t("mydata.title"))
    parts = [_HEAD.format(language=book.language, title=title)]
    made = book.t("mydata.intro", at=show_instant(now, zone, book.language, year=True))
    parts += [f"<p>{escape(part)}</p>" for part in made.strip().split("\n\n")]
    filled = {name: rows for name, rows in kept.items() if rows}
    order = sorted(filled, key=lambda name: (name != _CLIENT, name in COUNTED))
    for name in order:
        parts.append(f"<h2>{escape(book.t(f'mydata.of.{name}'))}</h2>")
        parts += _section(book, name, filled[name], zone)
    empty = [book.t(f"mydata.of.{name}") for name in kept if name not in filled]
    if empty:
        none = book.t("mydata.none", names=", ".join(name.lower() for name in empty))
        parts.append(f"<p>{escape(none)}</p>")
    return "\n".join(parts) + "\n"


def _section(book: Book, table: str, rows: list[dict[str, Any]], zone: str) -> Iterator[str]:
    if table in COUNTED:
        yield f"<p>{escape(book.t('mydata.counted', n=len(rows)))}</p>"
        return
    yield "<ul>"
    for row in rows:
        lines = "<br>".join(_lines(book, table, row, zone))
        if lines:
            yield f"<li>{lines}</li>"
    yield "</ul>"


def _lines(book: Book, table: str, row: Mapping[str, Any], zone: str) -> Iterator[str]:
    for column, value in row.items():
        if value is None or column in NUMBERS_ONLY:
            continue
        shown = escape(_words(book, table, column, value, zone)).replace("\n", "<br>")
        name = f"mydata.is.{table}_{column}"
        label = book.t(name if name in book.t.entries else f"mydata.is.{column}")
        yield f"{escape(label)}: <b>{shown}</b>"


def _words(book: Book, table: str, column: str, value: Any, zone: str) -> str:
    """One value as a person would say it."""
    match value:
        case bool():
            return book.t("mydata.word.yes" if value else "mydata.word.no")
        case datetime():
            return show_instant(value, zone, book.language, year=True)
        case date():
            return show_day(value, book.language, year=True)
        case dict():
            return _put_away(book, value)
        case int() if column in _MINUTES:
            return show_minutes(value)
        case int() if (table, column) == ("helpful", "day") and value < len(book.daily):
            return book.daily[value].title
        case str():
            return _said(book, table, column, value)
    return str(value)


def _said(book: Book, table: str, column: str, code: str) -> str:
    """The words of a code; anything else is a text already."""
    phases = {phase.id: phase.name for phase in book.cycle.phases}
    if column == "phase":
        return phases.get(code, code)
    if column == "state" and code in book.cycle.withdrawal:
        return book.cycle.withdrawal[code][0]
    if column == "exercise":
        return book.exercises[code].title if code in book.exercises else code
    own = {**_WHERE, "kind": "appointment.button"} if table == "appointment" else _WHERE
    if column in own:
        return _known(book, f"{own[column]}.{code}", code)
    return _known(book, f"mydata.word.{code}", code) if column in _CODES else code


def _known(book: Book, key: str, code: str) -> str:
    found = book.t.entries.get(key)
    return found if isinstance(found, str) else code


def _put_away(book: Book, content: Mapping[str, Any]) -> str:
    """A thing of the anchor box."""
    if "file" in content:
        return book.t("mydata.voice")
    return "\n".join(str(part) for part in content.values())

"""A while in words and in the order of its drawing: everything that is seen can also be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from babel.dates import format_date

from bot.calendar.times import local_date
from bot.content.check import CAPTION_LIMIT
from bot.content.model import Book
from bot.features.progress.rules import FEW, Change, in_halves
from bot.features.progress.service import Helped, While
from bot.store.progress import PastUrge
from bot.text import Text, bold, join, utf16_length

_IN_CAPTION = 3
_MOST_DAYS = 20
MOST_DRAWN = 96
"""What a picture holds; `bot.pictures` says the same, and is not imported here for its weight."""
A_PAGE = 30
"""Urges on one page of the rows of numbers."""


def caption(book: Book, seen: While) -> Text:
    """What the picture shows, in words: also for whoever cannot see it."""
    parts = [_title(book, "progress.title", seen.span), *_in_words(book, seen)]
    while len(parts) > 2 and utf16_length(join(parts).plain) > CAPTION_LIMIT:
        parts.pop()
    return join(parts)


def _title(book: Book, key: str, span: str) -> Text:
    return bold(f"{book.t(key)} · {book.t(f'progress.span.{span}')}")


def _in_words(book: Book, seen: While) -> list[Text | str]:
    if not seen.urges:
        return [_nothing(book, seen)]
    changes = [change_line(book, c) for c in seen.changes if c.exercise in book.exercises]
    shown = "\n".join(changes[:_IN_CAPTION])
    return [
        _counts(book, seen),
        book.t(f"progress.back.{seen.back}") if seen.back else "",
        f"{book.t('progress.changes_before')}\n{shown}" if shown else "",
        book.t("progress.newest", n=MOST_DRAWN) if len(seen.urges) > MOST_DRAWN else "",
        book.t("progress.few") if len(seen.urges) < FEW else "",
    ]


def _nothing(book: Book, seen: While) -> str:
    return book.t("progress.none_here" if seen.ever else "progress.none_yet")


def _counts(book: Book, seen: While) -> str:
    """How many waves, and what is known of contact; what is nought is not named."""
    said = {"without": seen.without_contact, "contact": seen.with_contact}
    unsaid = len(seen.urges) - sum(said.values())
    counts = {"waves": len(seen.urges), **said}
    if any(said.values()):
        counts["unsaid"] = unsaid
    return " ".join(book.t(f"progress.{name}", n=n) for name, n in counts.items() if n)


def change_line(book: Book, change: Change) -> str:
    """One exercise in words."""
    title = book.exercises[change.exercise].title
    return f"{title}: {_detail(book, change)}"


def _detail(book: Book, change: Change) -> str:
    return book.t(
        "progress.change",
        n=change.times,
        before=in_halves(change.before),
        after=in_halves(change.after),
    )


def drawing(book: Book, zone: str, seen: While) -> dict[str, Any]:
    """The order for `bot.pictures`."""
    labels = {name: book.t(f"progress.picture.{name}") for name in _LABELS}
    labels["title"] = book.t("progress.title")
    labels["subtitle"] = book.t(f"progress.span.{seen.span}")
    return {
        "kind": "progress",
        "labels": labels,
        "waves": [
            {
                "numbers": past.numbers,
                "contact": bool(past.contact),
                "day": _day(book, zone, past),
            }
            for past in seen.urges[-MOST_DRAWN:]
        ],
        "changes": [
            {
                "title": book.exercises[change.exercise].title,
                "detail": _detail(book, change),
                "before": change.before,
                "after": change.after,
            }
            for change in seen.changes
            if change.exercise in book.exercises
        ],
    }


_LABELS = ("calm", "height", "contact", "unrated", "changes")


def _day(book: Book, zone: str, past: PastUrge) -> str:
    return format_date(local_date(zone, past.started_at), "d MMM", locale=book.language)


def rows(book: Book, zone: str, seen: While, page: int) -> Text:
    """The numbers of one page of urges, one to a line; page 0 holds the newest."""
    shown = page_of(seen.urges, page)
    lines = [_row(book, zone, past) for past in shown]
    return join(
        [
            _title(book, "progress.rows_title", seen.span),
            book.t("progress.rows_before") if lines else _nothing(book, seen),
            "\n".join(lines),
        ]
    )


def page_of(urges: Sequence[PastUrge], page: int) -> Sequence[PastUrge]:
    """One page, the oldest on it first."""
    end = len(urges) - page * A_PAGE
    return urges[max(0, end - A_PAGE) : max(0, end)]


def _row(book: Book, zone: str, past: PastUrge) -> str:
    numbers = ", ".join(map(str, past.numbers)) or book.t("progress.picture.unrated")
    line = f"{_day(book, zone, past)}: {numbers}"
    if past.contact is None:
        return line
    return f"{line} · {book.t('progress.row_contact' if past.contact else 'progress.row_without')}"


def helped(book: Book, span: str, found: Helped) -> Text:
    """What the client did, and what came after it."""
    known = [change for change in found.changes if change.exercise in book.exercises]
    eased = [change_line(book, change) for change in known if change.eased]
    other = [change_line(book, change) for change in known if not change.eased]
    also = [book.exercises[name].title for name in found.others if name in book.exercises]
    days = [book.daily[day].title for day in found.days if day < len(book.daily)]
    parts = [
        _listed(book, "progress.eased", eased),
        _listed(book, "progress.not_eased", other),
        book.t("progress.also", titles=", ".join(also)) if also else "",
        book.t("progress.days", titles=", ".join(days[:_MOST_DAYS])) if days else "",
    ]
    nothing = "" if any(parts) else book.t("progress.nothing_done")
    return join([_title(book, "progress.helped_title", span), *parts, nothing])


def _listed(book: Book, key: str, lines: Sequence[str]) -> str:
    return "\n".join([book.t(key), *lines]) if lines else ""


def covered(text: Text) -> Text:
    """All but the first line hidden until it is tapped, for a phone that others may read."""
    first = utf16_length(text.plain.split("\n", 1)[0])
    length = utf16_length(text.plain) - first
    if not length:
        return text
    return Text(
        text.plain, (*text.entities, {"type": "spoiler", "offset": first, "length": length})
    )

"""Which reply to a crisis is in sight, known again by its words: what was told is kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from bot.content.model import Book
from bot.context import Context
from bot.in_sight import Shown
from bot.outbox import sight
from bot.outbox.letters import FIRST
from bot.safety import not_kept, replies
from bot.safety.lasting import newest
from bot.text import join


def kind_told(context: Context, shown: Shown | None) -> str:
    """The kind of the newest one, whatever came since; "": none, or not known here."""
    found = _newest_known(context, shown)
    return found[0] if found is not None else ""


def told_at(context: Context, shown: Shown | None) -> datetime | None:
    """When the newest one of a known kind came; what only repeats it does not count."""
    found = _newest_known(context, shown)
    return found[1].at if found is not None else None


def kinds_told(context: Context) -> set[str]:
    """The kinds of all that stand since then, as far as this process knows."""
    crisis = newest(context, None)
    found = (crisis, *crisis.earlier) if crisis is not None else ()
    return {kind for one in found if (kind := kind_in_sight(context, one))}


def _newest_known(context: Context, shown: Shown | None) -> tuple[str, Shown] | None:
    crisis = newest(context, shown)
    for one in (crisis, *crisis.earlier) if crisis is not None else ():
        if kind := kind_in_sight(context, one):
            return kind, one
    return None


def kind_in_sight(context: Context, shown: Shown | None) -> str:
    """Its kind; "": it is none, or something was said since, or this process does not know."""
    if shown is None or shown.kind != FIRST:
        return ""
    country = context.client.country if context.client else None
    minute = shown.at.replace(second=0, microsecond=0)
    return _kinds_as_written(context.book, country, minute).get(shown.said, "")


@lru_cache(maxsize=256)
def _kinds_as_written(book: Book, country: str | None, minute: datetime) -> Mapping[int, str]:
    """What each reply says at that minute, as `Shown.said` has it, and its kind.

    Remembered because one text in a crisis asks half a dozen times, and this takes milliseconds.
    """
    first_aid = book.replies["still_bleeding"]
    kinds: dict[int, str] = {}
    for kind in replies.TOPICS:
        text = replies.words_of(book, kind, country, minute)
        written = [join([text, one]) for one in not_kept.lines(book)]
        for one in (*written, join([first_aid, text])):
            kinds.setdefault(sight.said_as(one.plain), kind)
    return kinds

"""Which reply to a crisis is in sight, known again by its words: what was told is kept nowhere."""

from __future__ import annotations

from datetime import datetime

from bot.context import Context
from bot.in_sight import Shown
from bot.outbox import sight
from bot.outbox.letters import FIRST
from bot.safety import replies
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
    book, country = context.book, context.client.country if context.client else None
    kept, on = book.replies["not_kept"], book.replies["write_on"]
    first_aid = book.replies["still_bleeding"]
    for kind in replies.TOPICS:
        text = replies.words_of(book, kind, country, shown.at)
        written = (
            text,
            join([text, kept]),
            join([text, join([kept, on])]),
            join([first_aid, text]),
        )
        if shown.said in {sight.said_as(one.plain) for one in written}:
            return kind
    return ""

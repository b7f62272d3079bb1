"""What a client sees of a while: read in one go, for nobody but this client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.features.progress.rules import Change, back_within, changes_of, since_of
from bot.store import progress
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.progress import PastUrge


@dataclass(frozen=True, slots=True)
class While:
    """A span, one of `SPANS`, with what is in it."""

    span: str
    urges: list[PastUrge]
    changes: list[Change]
    ever: bool
    """Whether there is anything at all, now or before."""

    @property
    def without_contact(self) -> int:
        """Urges that went by without contact."""
        return sum(past.contact is False for past in self.urges)

    @property
    def with_contact(self) -> int:
        """Urges in which there was contact."""
        return sum(past.contact is True for past in self.urges)

    @property
    def back(self) -> str | None:
        """How soon the client came back after contact: a key of the texts `progress.back.*`."""
        times = [past.back_minutes for past in self.urges if past.contact]
        return back_within([minutes for minutes in times if minutes is not None])


@dataclass(frozen=True, slots=True)
class Helped:
    """What a client did: exercises with numbers, others by name, days whose message helped."""

    changes: list[Change]
    others: list[str]
    days: list[int]


async def look_back(tx: Tx, client: Client, span: str, now: datetime) -> While:
    """The urges of a span, and what exercises changed in them."""
    since = since_of(span, now)
    found = await progress.list_urges(tx, client.id, since)
    ever = bool(found) or await progress.has_urges(tx, client.id)
    return While(span, found, await _changes(tx, client, since), ever)


async def what_helped(tx: Tx, client: Client, span: str, now: datetime) -> Helped:
    """Everything that the client did in a span."""
    since = since_of(span, now)
    changes = await _changes(tx, client, since)
    numbered = {change.exercise for change in changes}
    done = await progress.list_done(tx, client.id, since)
    days = await progress.list_helpful_days(tx, client.id, since)
    return Helped(changes, [name for name in done if name not in numbered], days)


async def _changes(tx: Tx, client: Client, since: datetime | None) -> list[Change]:
    tried = await progress.list_tried(tx, client.id, since)
    return changes_of((one.exercise, one.before, one.after) for one in tried)

"""Clients: who they are to the program, and when they hear from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, case, insert, select, update

from bot.calendar.times import outside_quiet
from bot.store import dialect
from bot.store.engine import Tx
from bot.store.tables import client, helpful

ACTIVE, PAUSED = "active", "paused"
ARRIVING, ARRIVING_PAUSED = "arriving", "arriving_paused"
ARRIVALS = (ARRIVING, ARRIVING_PAUSED)
"""Between consent and the first hour; a pause does not end that."""

WHEN_ASKED, WEEKLY, AGAIN, ENDED_BY_COACH = "ask", "weekly", "again", "ended"
"""In the column `after`, how a client goes on when the sixteen weeks are over. The last: a coach
ended it, so the client is not asked. NULL, or `again` once more at its end: not asked yet.
"""

BY_COACH, BY_BOTH = "coach", "both"
"""In the column `paused_by`, who paused; NULL: the client alone."""


@dataclass(frozen=True, slots=True)
class Client:
    """One row of the table `client`; see there for units."""

    id: int
    chat_id: int
    cohort_id: int | None
    status: str
    language: str
    zone: str
    daily_at: int
    every_days: int
    quiet_from: int
    quiet_to: int
    neutral: bool
    started_on: date
    next_daily_at: datetime | None
    daily_on: date | None
    week_told: int
    after: str | None
    ended_at: datetime | None
    held_until: datetime | None
    pushed_on: date | None
    pushed: int
    unreachable_at: datetime | None
    country: str | None
    situation: str | None
    nickname_sealed: bytes | None
    called_sealed: bytes | None
    paused_by: str | None
    asked_more_at: datetime | None
    more_offered: int
    pace: str | None
    consent_ask_at: datetime | None
    last_seen_at: datetime
    created_at: datetime

    @property
    def is_arriving(self) -> bool:
        """Whether no hour was ever chosen: until then nothing comes by itself."""
        return self.status in ARRIVALS

    @property
    def is_over(self) -> bool:
        """Whether nothing comes by itself any more, since the sixteen weeks are over.

        Until the client was asked how to go on, that question still comes.
        """
        return self.knows_of_the_end and self.after != WEEKLY

    @property
    def knows_of_the_end(self) -> bool:
        """Whether the sixteen weeks are over, and the client was asked how to go on."""
        return self.ended_at is not None and self.after not in (None, AGAIN)

    @property
    def chooses_how_to_go_on(self) -> bool:
        """Whether the sixteen weeks are over by themselves: then the client chooses what follows,
        and may choose again.
        """
        return self.ended_at is not None and self.after != ENDED_BY_COACH

    @property
    def is_paused(self) -> bool:
        """Whether nothing may come by itself, not even what was asked for before."""
        return self.status in (PAUSED, ARRIVING_PAUSED)

    @property
    def wants_silence(self) -> bool:
        """Whether that is the client's own choice, and not the coach's alone."""
        return self.is_paused and self.paused_by != BY_COACH

    def is_held(self, now: datetime) -> bool:
        """Whether nothing comes by itself since words that were taken for a crisis."""
        return self.held_until is not None and self.held_until > now

    @property
    def quiet(self) -> tuple[int, int]:
        """Start and end of the quiet hours, minutes after local midnight."""
        return self.quiet_from, self.quiet_to

    @property
    def hour_by_day(self) -> int:
        """When something small beside the daily message comes.

        That message alone was confirmed for an hour in the quiet hours.
        """
        return outside_quiet(self.quiet, self.daily_at)


_COLUMNS = tuple(client.c[name] for name in Client.__slots__)

# Built once: of each of these, building it would cost more than the database's work.
_BY_CHAT = select(*_COLUMNS).where(client.c.chat_id == bindparam("of_chat"))
_BY_ID = select(*_COLUMNS).where(client.c.id == bindparam("of_id"))
# Nobody else changes the row until the end of the transaction; SQLite has one writer anyway.
_HOLD_BY_CHAT, _HOLD_BY_ID = (q.with_for_update(key_share=True) for q in (_BY_CHAT, _BY_ID))
_IN_IDS = client.c.id.in_(bindparam("ids", expanding=True))
_HOLD = select(client.c.id).where(_IN_IDS).order_by(client.c.id).with_for_update(key_share=True)
_ZONES = select(client.c.id, client.c.zone).where(_IN_IDS)
_ON = bindparam("on", type_=client.c.pushed_on.type)
_PUSHED = case((client.c.pushed_on == _ON, client.c.pushed + 1), else_=1)
_COUNT_PUSH = update(client).where(_IN_IDS).values(pushed=_PUSHED, pushed_on=_ON)
_CHANGE = update(client).where(client.c.id == bindparam("of_id"))


def as_client(row: Any) -> Client:
    """A row of all columns of `client`, among others, as an object."""
    return Client(**{name: row._mapping[client.c[name]] for name in Client.__slots__})


async def find_by_chat(tx: Tx, chat_id: int) -> Client | None:
    """The client who writes from this chat, if enrolled."""
    row = (await tx.run(_BY_CHAT, {"of_chat": chat_id})).first()
    return Client(*row) if row else None


async def find(tx: Tx, client_id: int) -> Client | None:
    """The client with this id, if still there."""
    row = (await tx.run(_BY_ID, {"of_id": client_id})).first()
    return Client(*row) if row else None


async def find_by_chat_to_change(tx: Tx, chat_id: int) -> Client | None:
    """As `find_by_chat`, and what is decided by it still holds when it is written."""
    row = (await tx.run(_HOLD_BY_CHAT, {"of_chat": chat_id})).first()
    return Client(*row) if row else None


async def find_to_change(tx: Tx, client_id: int) -> Client | None:
    """As `find`, and what is decided by it still holds when it is written."""
    row = (await tx.run(_HOLD_BY_ID, {"of_id": client_id})).first()
    return Client(*row) if row else None


async def hold(tx: Tx, client_ids: Collection[int]) -> None:
    """Keep others from changing these until the end of `tx`; before it locks anything else.

    In the order of their ids, so that of two who want several neither waits for the other.
    """
    if tx.postgres and client_ids:
        await tx.run(_HOLD, {"ids": sorted(client_ids)})


async def add(tx: Tx, values: Mapping[str, Any]) -> int:
    """Enrol somebody; gives the id."""
    result = await tx.run(insert(client).values(values).returning(client.c.id))
    return int(result.scalar_one())


async def change(tx: Tx, client_id: int, **values: Any) -> None:
    """Set some columns of one client."""
    await tx.put_off(_CHANGE, {"of_id": client_id, **values})


async def set_nickname(tx: Tx, client_id: int, nickname: str) -> None:
    """Keep what a client wants to be called, sealed."""
    sealed = tx.vault.seal_text(nickname, nickname_purpose(client_id))
    await change(tx, client_id, nickname_sealed=sealed)


def nickname_of(tx: Tx, found: Client) -> str:
    """What the client wants to be called; empty when that was not said."""
    if found.nickname_sealed is None:
        return ""
    return tx.vault.open_text(found.nickname_sealed, nickname_purpose(found.id))


async def set_called(tx: Tx, client_id: int, name: str) -> None:
    """Keep what the coach calls a client, sealed; empty: nothing any more."""
    sealed = tx.vault.seal_text(name, called_purpose(client_id)) if name else None
    await change(tx, client_id, called_sealed=sealed)


def called_by_coach(tx: Tx, found: Client) -> str:
    """What the coach calls the client; empty when she gave no name."""
    if found.called_sealed is None:
        return ""
    return tx.vault.open_text(found.called_sealed, called_purpose(found.id))


async def mark_unreachable(tx: Tx, client_id: int, chat_id: int, tried_at: datetime) -> None:
    """Note that this client's own chat could not be written to; whoever was seen since is back.

    A letter that a client shares goes to a coach: that chat says nothing about the client.
    """
    own = (client.c.id == client_id, client.c.chat_id == chat_id)
    gone = client.c.last_seen_at <= tried_at
    await tx.run(update(client).where(*own, gone).values(unreachable_at=tried_at))


def nickname_purpose(client_id: int) -> str:
    """What a nickname is sealed for."""
    return f"client:{client_id}:nickname"


def called_purpose(client_id: int) -> str:
    """What the coach's name for a client is sealed for."""
    return f"client:{client_id}:called"


async def mark_seen(tx: Tx, client_id: int, now: datetime) -> None:
    """Note that the client is there, and reachable."""
    await change(tx, client_id, last_seen_at=now, unreachable_at=None)


async def zones_of(tx: Tx, client_ids: Collection[int]) -> dict[int, str]:
    """The zones of these clients, by id; those who left are not in it."""
    if not client_ids:
        return {}
    found = await tx.run(_ZONES, {"ids": list(client_ids)})
    return {row.id: row.zone for row in found}


async def mark_pushed(tx: Tx, client_ids: Collection[int], on: date) -> None:
    """Count one unrequested message each, on the clients' local date `on`."""
    await tx.put_off(_COUNT_PUSH, {"ids": list(client_ids), "on": on})


async def list_idle_since(
    tx: Tx, since: datetime, limit: int, *, started_by: date | None = None
) -> list[Client]:
    """Clients whose programme ended before `since` and who were not seen after it.

    `started_by`: also those who began by that date and never heard of the end, because they
    had paused, or could not be reached.
    """
    over = client.c.ended_at <= since
    if started_by is not None:
        over |= client.c.ended_at.is_(None) & (client.c.started_on <= started_by)
    query = select(*_COLUMNS).where(over, client.c.last_seen_at <= since).limit(limit)
    # Passing over whoever is writing at this very moment.
    return [Client(*row) for row in await tx.run(dialect.skip_locked(tx, query))]


async def list_arriving_since(tx: Tx, since: datetime, limit: int) -> list[Client]:
    """Those who never chose an hour, and were not seen after this instant."""
    query = select(*_COLUMNS).where(
        client.c.status.in_(ARRIVALS),
        client.c.daily_on.is_(None),
        client.c.last_seen_at <= since,
    )
    query = dialect.skip_locked(tx, query.limit(limit))
    return [Client(*row) for row in await tx.run(query)]


async def forget_holds(tx: Tx, before: datetime) -> None:
    """Clear until when things waited, where that was before this instant."""
    over = client.c.held_until < before
    await tx.run(update(client).where(over).values(held_until=None))


async def bring_back_holds(tx: Tx, until: datetime) -> int:
    """Let nothing wait longer than this since a crisis; gives for how many that is sooner."""
    far = update(client).where(client.c.held_until > until)
    return int((await tx.run(far.values(held_until=until))).rowcount)


async def mark_helpful(tx: Tx, client_id: int, day: int, now: datetime) -> None:
    """Remember that the message of this day of the programme helped."""
    await tx.run(dialect.insert_new(tx, helpful), {"client_id": client_id, "day": day, "at": now})

"""What clients agreed to: given, withdrawn, or lapsed because what was agreed to has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, exists, insert, or_, select, update

from bot.store.engine import Tx
from bot.store.tables import client, consent

PROGRAMME = "programme"
"""The purpose without which nothing is kept and nobody could be asked; others are optional."""
COACH_VIEW = "coach_view"
"""That the coach is shown "was here this week" and a number of urges."""
CALL, INBOX = "call", "inbox"
"""That she may ask to be rung; that the coach reads and keeps what she writes."""


@dataclass(frozen=True, slots=True)
class Given:
    """The latest word of a client on one purpose."""

    purpose: str
    version: str
    given_at: datetime
    withdrawn_at: datetime | None
    lapsed: bool
    """Whether it was not withdrawn, but is to be asked again: the text has changed, or a backup
    was put back and nobody knows what was withdrawn since.
    """

    @property
    def holds(self) -> bool:
        return self.withdrawn_at is None


async def give(tx: Tx, client_id: int, purpose: str, version: str, now: datetime) -> None:
    """Record a consent with its version and time; it need not be asked again."""
    await settle(tx, client_id, purpose)
    await tx.run(
        insert(consent).values(client_id=client_id, purpose=purpose, version=version, given_at=now)
    )


async def withdraw(tx: Tx, client_id: int, purpose: str, now: datetime) -> None:
    """Record that a consent no longer holds."""
    await tx.run(update(consent).where(*_holding(client_id, purpose)).values(withdrawn_at=now))


async def is_given(tx: Tx, client_id: int, purpose: str) -> bool:
    """Whether a consent for this purpose holds now."""
    return bool((await tx.run(select(exists().where(*_holding(client_id, purpose))))).scalar())


def _holding(client_id: int, purpose: str) -> tuple[ColumnElement[bool], ...]:
    return (*_of(client_id, purpose), consent.c.withdrawn_at.is_(None))


def _of(client_id: int, purpose: str) -> tuple[ColumnElement[bool], ...]:
    return consent.c.client_id == client_id, consent.c.purpose == purpose


async def list_latest(tx: Tx, client_id: int) -> dict[str, Given]:
    """The latest word on each purpose that the client was ever asked about."""
    query = (
        select(*(consent.c[name] for name in Given.__slots__))
        .where(consent.c.client_id == client_id)
        .order_by(consent.c.id)
    )
    return {row.purpose: Given(*row) for row in await tx.run(query)}


async def lapse(tx: Tx, versions: Mapping[str, str], now: datetime) -> None:
    """Let what was agreed to in other words lapse, and note whom to ask again.

    `versions` are those of today, by purpose. What the base allows goes on until the client
    answers.
    """
    await tx.run(
        update(consent)
        .where(_outdated({p: v for p, v in versions.items() if p != PROGRAMME}))
        .values(withdrawn_at=now, lapsed=True)
    )
    to_ask = or_(_outdated({PROGRAMME: versions[PROGRAMME]}), consent.c.lapsed)
    await tx.run(
        update(client)
        .where(client.c.consent_ask_at.is_(None), client.c.id.in_(_clients_with(to_ask)))
        .values(consent_ask_at=now)
    )


async def lapse_all(tx: Tx, now: datetime) -> None:
    """Let everything optional lapse, in whatever words it was agreed to."""
    optional = (consent.c.purpose != PROGRAMME, consent.c.withdrawn_at.is_(None))
    await tx.run(update(consent).where(*optional).values(withdrawn_at=now, lapsed=True))


def _outdated(versions: Mapping[str, str]) -> ColumnElement[bool]:
    return and_(
        consent.c.withdrawn_at.is_(None),
        or_(
            *(
                and_(consent.c.purpose == purpose, consent.c.version != version)
                for purpose, version in versions.items()
            )
        ),
    )


def _clients_with(condition: ColumnElement[bool]) -> Select[tuple[int]]:
    return select(consent.c.client_id).where(condition)


async def settle(tx: Tx, client_id: int, purpose: str) -> None:
    """The client decided: no word on this purpose is to be asked again."""
    lapsed = (*_of(client_id, purpose), consent.c.lapsed)
    await tx.run(update(consent).where(*lapsed).values(lapsed=False))


async def is_any_open(tx: Tx, client_id: int, version: str) -> bool:
    """Whether there is still something to ask again; `version` is that of the base today."""
    outdated = and_(
        consent.c.purpose == PROGRAMME,
        consent.c.version != version,
        consent.c.withdrawn_at.is_(None),
    )
    mine = (consent.c.client_id == client_id, or_(outdated, consent.c.lapsed))
    return bool((await tx.run(select(exists().where(*mine)))).scalar())


async def purge(tx: Tx, before: datetime) -> None:
    """Forget consents that were withdrawn before this instant."""
    await tx.run(delete(consent).where(consent.c.withdrawn_at < before))

"""The links into cohorts. Only a hash of a link's token is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select, update

from bot.store.engine import Tx
from bot.store.tables import invite

_TOKEN_BYTES = 16


def hash_token(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


async def add(
    tx: Tx, cohort_id: int, uses: int, expires_at: datetime, now: datetime
) -> tuple[int, str]:
    """A new link: its id, and its token, which is shown once and never again."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    values = {
        "token_hash": hash_token(token),
        "cohort_id": cohort_id,
        "uses": uses,
        "uses_left": uses,
        "expires_at": expires_at,
        "created_at": now,
    }
    result = await tx.run(insert(invite).values(values).returning(invite.c.id))
    return int(result.scalar_one()), token


async def find_cohort(tx: Tx, token: str, now: datetime) -> int | None:
    """The cohort into which a token would lead now; None: it leads nowhere."""
    query = select(invite.c.cohort_id).where(*_usable(token, now))
    return (await tx.run(query)).scalar()  # type: ignore[no-any-return]


async def use(tx: Tx, token: str, now: datetime) -> int | None:
    """Use a token once; gives the cohort, or None when it is unknown, used up, over or revoked."""
    result = await tx.run(
        update(invite)
        .where(*_usable(token, now))
        .values(uses_left=invite.c.uses_left - 1)
        .returning(invite.c.cohort_id)
    )
    return result.scalar()  # type: ignore[no-any-return]


def _usable(token: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return invite.c.token_hash == hash_token(token), *_good(now)


def _good(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        invite.c.uses_left > 0,
        invite.c.expires_at > now,
        invite.c.revoked_at.is_(None),
    )


@dataclass(frozen=True, slots=True)
class Link:
    """A link that still works. The link itself is not known any more."""

    id: int
    uses: int
    uses_left: int
    expires_at: datetime


async def list_good(tx: Tx, cohort_id: int, now: datetime) -> list[Link]:
    """The links into a cohort that still work, newest first."""
    query = (
        select(*(invite.c[name] for name in Link.__slots__))
        .where(invite.c.cohort_id == cohort_id, *_good(now))
        .order_by(invite.c.id.desc())
    )
    return [Link(*row) for row in await tx.run(query)]


async def revoke(tx: Tx, invite_id: int, now: datetime) -> int | None:
    """Make a link worthless; gives its cohort. None: it was so before."""
    result = await tx.run(
        update(invite)
        .where(invite.c.id == invite_id, invite.c.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(invite.c.cohort_id)
    )
    return result.scalar()  # type: ignore[no-any-return]


async def revoke_all(tx: Tx, cohort_id: int, now: datetime) -> None:
    """Make every link into a cohort worthless."""
    still = (invite.c.cohort_id == cohort_id, invite.c.revoked_at.is_(None))
    await tx.run(update(invite).where(*still).values(revoked_at=now))


async def purge(tx: Tx, before: datetime) -> None:
    """Forget links that were over, or worthless, before this instant."""
    over = (invite.c.expires_at < before) | (invite.c.revoked_at < before)
    await tx.run(delete(invite).where(over))

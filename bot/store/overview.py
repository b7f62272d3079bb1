"""What a coach may count: presence and urges only of those who agreed to that."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from bot.store.clients import ARRIVALS, Client, as_client
from bot.store.engine import Tx
from bot.store.tables import client, consent, urge

_IN_PROGRAMME = client.c.ended_at.is_(None)


async def agreed_at(tx: Tx, purpose: str, client_id: int | None = None) -> dict[int, datetime]:
    """Since when a consent holds, by client; those without it are not in it."""
    query = select(consent.c.client_id, consent.c.given_at).where(
        consent.c.purpose == purpose, consent.c.withdrawn_at.is_(None)
    )
    if client_id is not None:
        query = query.where(consent.c.client_id == client_id)
    return {row.client_id: row.given_at for row in await tx.run(query)}


async def count_urges(tx: Tx, client_id: int, since: datetime, until: datetime) -> int:
    """How many urges began in this time."""
    began = (urge.c.started_at >= since, urge.c.started_at < until)
    query = select(func.count()).select_from(urge).where(urge.c.client_id == client_id, *began)
    return int((await tx.run(query)).scalar_one())


async def list_in_programme(tx: Tx) -> list[Client]:
    """Everybody who is in the programme, in the order in which they came."""
    query = select(*client.columns).where(_IN_PROGRAMME).order_by(client.c.id)
    return [as_client(row) for row in await tx.run(query)]


async def list_in_reach(tx: Tx) -> list[Client]:
    """Those of them who can be written to, whether or not they paused."""
    query = select(*client.columns).where(
        _IN_PROGRAMME, client.c.unreachable_at.is_(None), client.c.status.not_in(ARRIVALS)
    )
    return [as_client(row) for row in await tx.run(query.order_by(client.c.id))]


async def count_unreachable(tx: Tx) -> int:
    """How many of those in the programme cannot be written to."""
    gone = (_IN_PROGRAMME, client.c.unreachable_at.is_not(None))
    return int((await tx.run(select(func.count()).select_from(client).where(*gone))).scalar_one())

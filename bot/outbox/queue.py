"""Letters into the outbox, in the transaction of the fact that causes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.outbox.letters import Letter
from bot.road.lanes import Lane
from bot.store import outbox
from bot.store.engine import Tx
from bot.store.outbox import NewRow, Row

LEASE = timedelta(seconds=60)
"""How long a claimed letter stays with its sender before another may take it."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What letters come from: an update or a tick.

    Names them when they have no key of their own.
    """

    name: str
    now: datetime
    owner: str | None = None
    """The process that sends its replies itself, right after the commit."""
    since: datetime | None = None
    """When it came in, if that was before `now`."""


async def queue(
    tx: Tx, cause: Cause, letters: Sequence[Letter], client_id: int | None = None
) -> list[Row]:
    """Write letters down; gives the replies that `cause.owner` is to send now."""
    rows = [_new_row(cause, number, letter, client_id) for number, letter in enumerate(letters)]
    added = await outbox.add(tx, rows, cause.now)
    return [row for row in added if _at_once(row.lane, row.due_at, cause)]


def _at_once(lane: int, due_at: datetime, cause: Cause) -> bool:
    return cause.owner is not None and lane == Lane.REPLY and due_at <= cause.now


def _new_row(cause: Cause, number: int, letter: Letter, client_id: int | None) -> NewRow:
    due_at = letter.due_at or cause.now
    mine = _at_once(letter.lane, due_at, cause)
    payload = {"method": letter.method, "params": letter.params, "cause": cause.name}
    if letter.otherwise is not None:
        payload["otherwise"] = letter.otherwise
    if letter.told:
        payload["told"] = letter.told
    return NewRow(
        dedupe_key=letter.key or f"{cause.name}:{number}",
        lane=letter.lane,
        chat_id=letter.chat_id,
        client_id=client_id,
        kind=letter.kind,
        payload=payload,
        due_at=due_at,
        expires_at=letter.expires_at,
        owner=cause.owner if mine else None,
        lease_until=cause.now + LEASE if mine else None,
        since=cause.since,
    )

"""Putting a letter away, opening it, and letting it go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.features.letter.rules import (
    KEPT_FOR,
    LONGEST,
    MOST,
    UNDECIDED_FOR,
    UNOPENED_FOR,
    Door,
    door,
    is_long,
    opens_at,
)
from bot.store import letterbox, urges
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.letterbox import Sealed
from bot.text import utf16_length


@dataclass(frozen=True, slots=True)
class PutAway:
    """What became of a letter."""

    letter: Sealed
    delayed: bool
    """A longer one, which comes back later than the next morning."""
    pushed_out: bool
    """The oldest had to make room."""


async def put_away(tx: Tx, client: Client, text: str, now: datetime) -> PutAway:
    """Seal a letter."""
    kept = await letterbox.list_all(tx, client.id, now)
    for oldest in kept[: max(0, len(kept) - MOST + 1)]:
        await letterbox.drop(tx, oldest.id, client.id, now)
    long = is_long(text)
    last = await letterbox.last_long_opens_at(tx, client.id)
    at = opens_at(client.zone, now, long=long, last_long=last)
    letter_id = await letterbox.add(
        tx, client.id, text, long=long, strength_then=await _strength(tx, client.id, now),
        sealed_at=now, opens_at=at, gone_at=now + UNOPENED_FOR,
    )  # fmt: skip
    found = await letterbox.find(tx, letter_id, client.id, now)
    assert found is not None
    usual = opens_at(client.zone, now, long=False, last_long=None)
    return PutAway(found, delayed=at > usual, pushed_out=len(kept) >= MOST)


async def _strength(tx: Tx, client_id: int, now: datetime) -> int | None:
    """The latest number of the urge that goes on; giving a letter away is an act in it."""
    found = await urges.find_open(tx, client_id, now)
    if found is None:
        return None
    await urges.change(tx, found.id, last_act_at=now)
    numbers = await urges.list_strengths(tx, found.id)
    return numbers[-1] if numbers else None


async def add_to_latest(tx: Tx, client: Client, text: str, now: datetime) -> PutAway:
    """A second message right behind the first: into the same letter, if it fits."""
    kept = await letterbox.list_all(tx, client.id, now)
    latest = kept[-1] if kept else None
    if latest is None or latest.opened_at is not None:
        return await put_away(tx, client, text, now)
    whole = f"{await letterbox.read(tx, latest.id, client.id)}\n\n{text}"
    if utf16_length(whole) > LONGEST:
        return await put_away(tx, client, text, now)
    if is_long(whole) and not latest.long:
        last = await letterbox.last_long_opens_at(tx, client.id)
        at = opens_at(client.zone, now, long=True, last_long=last)
    else:
        at = latest.opens_at
    await letterbox.replace(tx, latest.id, whole, long=is_long(whole), opens_at=at)
    found = await letterbox.find(tx, latest.id, client.id, now)
    assert found is not None
    return PutAway(found, delayed=at > latest.opens_at, pushed_out=False)


async def try_door(tx: Tx, client: Client, found: Sealed, now: datetime) -> Door:
    """Whether this letter opens now."""
    in_urge = await urges.find_open(tx, client.id, now) is not None
    return door(found, client.zone, now, in_urge=in_urge)


async def open_letter(
    tx: Tx, client: Client, found: Sealed, strength: int | None, now: datetime
) -> str:
    """What is in it. From now on it goes within a day, unless it is kept."""
    values: dict[str, object] = {}
    if found.opened_at is None:
        values = {"opened_at": now, "gone_at": now + UNDECIDED_FOR}
    if strength is not None:
        values["strength_now"] = strength
    if values:
        await letterbox.change(tx, found.id, client.id, **values)
    return await letterbox.read(tx, found.id, client.id)


async def keep(tx: Tx, client: Client, found: Sealed, now: datetime) -> datetime:
    """A week from the day on which it was opened; gives when it goes."""
    gone_at = (found.opened_at or now) + KEPT_FOR
    await letterbox.change(tx, found.id, client.id, gone_at=gone_at)
    return gone_at

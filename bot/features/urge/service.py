"""What is kept of an urge: when, which kind, numbers, exercises. Of a visitor: nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.features.urge.rules import Next, after_worse, weigh, what_next
from bot.road.lanes import Lane
from bot.screens.choosing import HIGH, NOTHING_KNOWN, Evidence
from bot.store import outbox_unsent, urges
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.urges import AT_RETURN, Urge
from bot.understanding.kinds import ON_THE_WAY

_HELD = (Lane.RELAY, *(lane for lane in Lane if lane.is_push))
TOGETHER = "together"
"""The situation in which contact is no matter of the programme."""


def contact_counts(client: Client | None) -> bool:
    """Whether contact is something to note: not of a visitor, not when two are together."""
    return client is not None and client.situation != TOGETHER


async def begin(tx: Tx, client: Client | None, kind: str, now: datetime) -> Urge | None:
    """The urge of this hour, or a new one; None for a visitor."""
    if client is None:
        return None
    found = await urges.open_urge(tx, client.id, now)
    if kind:
        await note_kind(tx, client, found, kind)
    return found


async def note_kind(tx: Tx, client: Client | None, found: Urge | None, kind: str) -> None:
    """Remember which urge it is; contact that happened is noted where it is of account."""
    facts: dict[str, Any] = {"kind": kind}
    if kind == ON_THE_WAY and found is not None and found.state == "insomnia":
        # Who was lying awake has got up.
        facts["state"] = None
    if kind == "happened" and contact_counts(client):
        facts["contact"] = True
    await note(tx, found, **facts)


async def note_resisted(tx: Tx, client: Client, now: datetime) -> None:
    """It pulled, and went by without contact: the urge of this hour, or one that is over by now.

    What was said of contact before stands.
    """
    found = await urges.find_lately(tx, client.id, now)
    contact = False if contact_counts(client) else None
    if found is None:
        await urges.add_over(tx, client.id, now, contact)
    elif found.contact is None:
        await note(tx, found, contact=contact)


async def current(tx: Tx, client: Client | None, urge_id: int, now: datetime) -> Urge | None:
    """The urge of a button while it goes on; None for a visitor or an old button."""
    if client is None or not urge_id:
        return None
    found = await urges.find(tx, urge_id, client.id)
    if found is None or not found.is_open(now):
        return None
    await urges.change(tx, found.id, last_act_at=now)
    return found


async def going_on(tx: Tx, client: Client | None, now: datetime) -> Urge | None:
    """The urge that goes on; None for a visitor."""
    return await urges.find_open(tx, client.id, now) if client is not None else None


async def anew(tx: Tx, client: Client | None, urge_id: int, now: datetime) -> Urge | None:
    """The same; where it is over, as at a promised return, the urge that begins now."""
    found = await current(tx, client, urge_id, now)
    return found if found is not None else await begin(tx, client, "", now)


async def rate(tx: Tx, found: Urge, practice_id: int, value: int, now: datetime) -> Next | None:
    """Record a number. None before the first exercise, else what to offer now."""
    await urges.add_strength(tx, found, practice_id, value, now)
    if practice_id <= 0:
        return None
    return await next_for(tx, found)


async def rate_later(tx: Tx, found: Urge, value: int, now: datetime) -> Next | None:
    """Record a number that was not asked for. None: no exercise was begun yet."""
    question = await urges.next_question(tx, found.id)
    await urges.add_strength(tx, found, question, value, now)
    return await next_for(tx, found) if await urges.list_done_in(tx, found.id) else None


async def rate_at_return(tx: Tx, found: Urge, value: int, now: datetime) -> tuple[int, Next]:
    """Record the number given when the bot came back; the first one that was given counts."""
    await urges.add_strength(tx, found, AT_RETURN, value, now)
    numbers = await urges.list_strengths(tx, found.id)
    return numbers[-1], await next_for(tx, found)


async def needs_a_person(tx: Tx, found: Urge | None) -> bool:
    """Whether the numbers so far say: no further exercise, a human being."""
    return found is not None and await next_for(tx, found) is Next.PERSON


async def next_for(tx: Tx, found: Urge) -> Next:
    """What the numbers of an urge so far lead to."""
    exercises = await urges.count_rated_exercises(tx, found.id)
    return what_next(await urges.list_strengths(tx, found.id), exercises)


async def next_after_worse(tx: Tx, found: Urge | None) -> Next | None:
    """What to offer who says that it gets worse; None: no exercise is known to have begun."""
    if found is None:
        return None
    begun = len(await urges.list_done_in(tx, found.id))
    return after_worse(await urges.list_strengths(tx, found.id), begun)


async def note(tx: Tx, found: Urge | None, **facts: Any) -> None:
    """Remember the state or the kind that was named."""
    if found is not None:
        await urges.change(tx, found.id, **facts)


async def strength_and_done(tx: Tx, found: Urge | None) -> tuple[int | None, list[str]]:
    """The last number of an urge, and the exercises begun in it."""
    if found is None:
        return None, []
    numbers = await urges.list_strengths(tx, found.id)
    return (numbers[-1] if numbers else None), await urges.list_done_in(tx, found.id)


async def what_helped(tx: Tx, found: Urge | None) -> Mapping[str, Evidence]:
    """What each exercise did for this client before; nothing is known of a visitor."""
    if found is None:
        return NOTHING_KNOWN
    return weigh(await urges.list_drops(tx, found.client_id))


async def leave(tx: Tx, client: Client | None, urge_id: int, now: datetime) -> Urge | None:
    """The client has had enough of exercises; gives the urge, before its end.

    While the last number is high, the urge is not called done: it runs out by itself, and until
    then nothing comes in between.
    """
    if client is None:
        return None
    found = await urges.find(tx, urge_id, client.id) if urge_id else None
    if found is not None and not found.is_open(now):
        # A button of an earlier one leaves alone what goes on now.
        return found
    await urges.end_open_practices(tx, client.id, now)
    if found is not None and await is_high(tx, found):
        await urges.change(tx, found.id, last_act_at=now)
        return found
    await urges.end_all(tx, client.id, now)
    # What waited because of the urge need not wait any longer; other reasons still hold it.
    await outbox_unsent.hurry_for_client(tx, client.id, _HELD, now)
    return found


async def is_high(tx: Tx, found: Urge) -> bool:
    """Whether the last number says that it is high."""
    numbers = await urges.list_strengths(tx, found.id)
    return bool(numbers) and numbers[-1] >= HIGH

"""What a client prefers (hour, days, zone, quiet), and what follows for the next daily message."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from bot.calendar import recurring
from bot.calendar.times import local_date
from bot.clients import course
from bot.road.lanes import Lane
from bot.store import clients, hard_days, outbox_unsent, urges
from bot.store.clients import (
    ACTIVE,
    ARRIVING,
    ARRIVING_PAUSED,
    BY_BOTH,
    BY_COACH,
    ENDED_BY_COACH,
    PAUSED,
    Client,
)
from bot.store.engine import Tx

_OF_THE_DAILY = ("daily_at", "every_days", "zone")
"""With which the next daily message moves."""
TOLD = "told"
"""The kind of letter that says what a coach changed."""
_OWN = (Lane.DAILY, Lane.PROGRAMME)
"""What comes because the client is in the programme; a broadcast is counted, and waits."""


async def change(tx: Tx, client: Client, now: datetime, **values: Any) -> None:
    """Set preferences; hour, frequency and zone move the next daily message with them."""
    if client.ended_at is not None:
        # After the sixteen weeks the choice made then says how often.
        values.pop("every_days", None)
        if not values:
            return
    await clients.change(tx, client.id, **values)
    if set(_OF_THE_DAILY) & set(values):
        await _replan(tx, client, now, values)
    if {"daily_at", "zone", "quiet_from", "quiet_to"} & set(values):
        await _replan_hard_days(tx, client.id, now)


async def _replan(tx: Tx, client: Client, now: datetime, values: dict[str, Any]) -> None:
    if client.is_arriving:
        if "daily_at" not in values:
            return
    elif client.is_paused or (client.next_daily_at is None and client.daily_on is not None):
        return
    zone = values.get("zone", client.zone)
    group = await course.group_start(tx, client, local_date(zone, now))
    hers = {name: values[name] for name in _OF_THE_DAILY if name in values}
    following = course.next_daily_of(client, now, not_before=group, **hers)
    due = client.next_daily_at
    if due is not None and due <= now and local_date(zone, due) < local_date(zone, following):
        following = due  # It goes out late, after a standstill; the new hour begins tomorrow.
    planned: dict[str, Any] = {"next_daily_at": following, "status": ACTIVE}
    if client.is_paused:
        # The hour ends the arrival; the pause goes on.
        planned = {"status": PAUSED}
    await clients.change(tx, client.id, **planned, **_beginning(client, group, zone, following))


def _beginning(
    client: Client, group: date | None, zone: str, following: datetime
) -> dict[str, Any]:
    """Before the first message the programme begins: the group's first day, or else its own. So it
    does for who waited for the first day of a group that was left in a pause.
    """
    first = group or local_date(zone, following)
    begun = client.daily_on is not None and client.started_on <= first
    return {} if begun or client.ended_at is not None else {"started_on": first}


async def _replan_hard_days(tx: Tx, client_id: int, now: datetime) -> None:
    client = await clients.find(tx, client_id)
    assert client is not None
    noted = [one for one in await hard_days.list_all(tx, client.id) if one.ready]
    instants = {
        one.id: recurring.next_at(one.day, client.hour_by_day, client.zone, now, yearly=one.yearly)
        for one in noted
    }
    await hard_days.plan(tx, instants)


async def pause(tx: Tx, client: Client, now: datetime) -> None:
    """Nothing by itself any more; what was queued is dropped, but what a coach changed."""
    by = BY_BOTH if client.paused_by is not None else None
    await _pause(tx, client, now, by)


async def _pause(tx: Tx, client: Client, now: datetime, by: str | None) -> None:
    status = ARRIVING_PAUSED if client.is_arriving else PAUSED
    await clients.change(tx, client.id, status=status, next_daily_at=None, paused_by=by)
    # That she was put in another group she hears all the same: after a pause of her own, if so.
    await outbox_unsent.drop_for_client(tx, client.id, _OWN, now, but=TOLD)


async def pause_by_coach(tx: Tx, client: Client, now: datetime) -> bool:
    """The same for the coach. A client's own pause stays under it, and outlives it.

    True: the client has to be told, for it makes a difference.
    """
    if client.is_paused:
        by = client.paused_by or BY_BOTH
        await clients.change(tx, client.id, paused_by=by)
        return False
    await _pause(tx, client, now, BY_COACH)
    return not client.is_arriving


async def resume_by_coach(tx: Tx, client: Client, now: datetime) -> bool:
    """Take back what `pause_by_coach` did, and nothing of what the client chose or what holds.

    True: messages come by themselves again.
    """
    if client.paused_by != BY_COACH or not client.is_paused:
        await clients.change(tx, client.id, paused_by=None)
        return False
    await outbox_unsent.hurry_for_client(tx, client.id, (Lane.BROADCAST,), now)
    await clients.change(tx, client.id, **await _running(tx, client, now))
    return not client.is_arriving


async def end(tx: Tx, client: Client, now: datetime) -> None:
    """The programme is over for this client; all that can be asked for stays."""
    await clients.change(
        tx,
        client.id,
        status=ACTIVE,
        paused_by=None,
        ended_at=now,
        after=ENDED_BY_COACH,
        next_daily_at=None,
    )
    await outbox_unsent.drop_for_client(tx, client.id, _OWN, now)


async def hold_until(tx: Tx, client: Client, until: datetime | None, now: datetime) -> None:
    """What is held waits no longer than this (None: not at all)."""
    await _hurry(tx, client, now)
    await clients.change(tx, client.id, held_until=until)


async def _hurry(tx: Tx, client: Client, now: datetime) -> None:
    await outbox_unsent.hurry_for_client(tx, client.id, (*_OWN, Lane.BROADCAST, Lane.RELAY), now)


async def resume(tx: Tx, client: Client, now: datetime) -> None:
    """Everything by itself again, and nothing held any longer."""
    await _hurry(tx, client, now)
    await clients.change(tx, client.id, held_until=None, **await _running(tx, client, now))


async def _running(tx: Tx, client: Client, now: datetime) -> dict[str, Any]:
    if client.is_arriving:
        return {"status": ARRIVING, "paused_by": None}
    over = client.is_over
    group = None
    if client.ended_at is None:
        group = await course.group_start(tx, client, local_date(client.zone, now))
    following = course.next_daily_of(client, now, not_before=group)
    running = {
        "status": ACTIVE,
        "paused_by": None,
        "next_daily_at": None if over else following,
    }
    return running | _beginning(client, group, client.zone, following)


async def leave_exercise(tx: Tx, client: Client, now: datetime) -> bool:
    """End the exercise that goes on. False: there is none."""
    return await urges.end_open_practices(tx, client.id, now)

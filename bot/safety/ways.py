"""What a client prepared for a crisis, looked up when it is there."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.context import Context
from bot.safety.replies import Ways
from bot.store import calls, clients, consents, plans, urges
from bot.store.consents import CALL

"""The consent to let the coach know that the client would like to be rung."""


BULK_WAITS = timedelta(hours=24)
"""How long nothing comes by itself after a crisis, unless the client resumes before."""
_APART = timedelta(seconds=1)


async def hold_bulk(context: Context) -> datetime | None:
    """Nothing cheerful comes by itself for a day; gives the end of that.

    No two end at the same second, so that what lifts one of them lifts no other.
    """
    client = context.client
    if client is None:
        return None
    until = context.now + BULK_WAITS
    if client.held_until is not None and client.held_until > until - _APART:
        until = client.held_until + _APART
    await clients.change(context.tx, client.id, held_until=until)
    return until


async def ways_of(context: Context) -> Ways:
    """Behind no gate: in a crisis nobody is asked for a word."""
    client = context.client
    if client is None:
        return Ways()
    return Ways(
        plan=await plans.is_there(context.tx, client.id),
        call=await is_unlocked(context) and await consents.is_given(context.tx, client.id, CALL),
    )


async def is_unlocked(context: Context) -> bool:
    """Whether a coach of today confirmed the protocol as it reads today."""
    version = context.t("call.protocol_version")
    found = await calls.find_confirmation(context.tx, version)
    return found is not None and context.deps.is_coach(found.coach_id)


async def is_calm(context: Context) -> bool:
    """No crisis within the day, no urge going on: a moment in which to prepare for one."""
    client = context.client
    if client is None or client.is_held(context.now):
        return False
    return not await urges.is_any_open(context.tx, client.id, context.now)

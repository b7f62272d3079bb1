"""Letters of a broadcast: the message, its correction, its withdrawal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.calendar.programme import WEEKS
from bot.calendar.times import local_date
from bot.clients import course
from bot.deps import Deps
from bot.features.coach import message
from bot.features.coach.placeholders import Values
from bot.features.coach.reminder import has_to_be_heard_by, is_owed, reminder_of
from bot.outbox.kinds import COMES_YET, Drop, NothingFollows, Postpone
from bot.outbox.letters import Letter, delete
from bot.outbox.rules import had_enough
from bot.road.lanes import Lane
from bot.screens import stub
from bot.store import audiences, broadcast_copies, broadcast_sending, broadcasts, clients, consents
from bot.store.audiences import LETTER
from bot.store.broadcast_copies import Arrived
from bot.store.broadcasts import Broadcast
from bot.store.clients import ACTIVE, ENDED_BY_COACH, PAUSED, Client
from bot.store.consents import COACH_VIEW
from bot.store.engine import Tx
from bot.store.outbox import REFUSED, Row, Settlement

_NO_SOURCE = "message to copy not found"


class BroadcastKind:
    """The message itself: the content is kept once, on the broadcast."""

    async def leaves_by(self, tx: Tx, row: Row) -> datetime | None:
        """Of a session some are of no use later; and no limit of a day holds what mends a message.

        Everything else holds that as it holds the message itself.
        """
        found = await _message_of(tx, row)
        if found is not None and audiences.mends(found.audience or ""):
            return found.expires_at
        return None if found is None else has_to_be_heard_by(found)

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if client is None or row.broadcast_id is None:
            return Drop("left")
        found = await _message_of(tx, row)
        if found is None or found.stopped_at is not None or found.withdrawn_at is not None:
            return Drop(broadcasts.STOPPED)
        if client.after == ENDED_BY_COACH:
            # Whose sixteen weeks ended meanwhile was in them when it left, and waited.
            return Drop("left")
        left_at = row.since or now
        if not await audiences.is_still_for(tx, found.audience or "", client, left_at, now):
            return Drop("left the group")
        if not await audiences.has_had(tx, found.audience or "", client.id, found.id):
            # Counted all the same: that an earlier one came too late is not told.
            return Postpone(found.expires_at or now, "nothing to mend")
        if client.status == PAUSED and row.expires_at is not None:
            if not await is_owed(tx, found, client):
                # It waits as for any other reason, and comes if she goes on in time.
                return Postpone(row.expires_at, "paused")
            shown = await _shown(deps, tx, found, client, now)
            return shown if isinstance(shown, Drop) else shown.silenced()
        if client.status != ACTIVE:
            return Drop("left")
        shown = await _shown(deps, tx, found, client, now)
        if isinstance(shown, Letter) and _is_one_too_many(found, client, now):
            return shown.silenced()
        return shown

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        by_id: dict[int, list[Settlement]] = defaultdict(list)
        for item in items:
            if item.row.broadcast_id is not None:
                by_id[item.row.broadcast_id].append(item)
        for broadcast_id, settled in by_id.items():
            outcomes = [(item.state, item.row.waited) for item in settled]
            await broadcast_sending.count_outcomes(tx, broadcast_id, outcomes, now)
            opens = opens_news(broadcast_id)
            lines = [item.row.id for item in settled if stub.arrived(item.result, opens)]
            await broadcast_copies.note_lines(tx, lines)
            if any(
                item.state == REFUSED and _NO_SOURCE in (item.reason or "") for item in settled
            ):
                # The source is gone for everybody: nothing is gained by trying the others.
                await broadcasts.change(tx, broadcast_id, stopped_at=now, next_at=now)
        return ()


async def _message_of(tx: Tx, row: Row) -> Broadcast | None:
    """Read once in `tx`: what makes it wait and what it says are asked one after the other."""
    key = (LETTER, row.broadcast_id)
    if key not in tx.known:
        tx.known[key] = await broadcasts.find(tx, row.broadcast_id or 0)
    found: Broadcast | None = tx.known[key]
    return found


def _is_one_too_many(found: Broadcast, client: Client, now: datetime) -> bool:
    """Whether it mends a message on a day on which she has had enough: then without a sound."""
    return audiences.mends(found.audience or "") and had_enough(client, Lane.BROADCAST, now)


class FixKind(NothingFollows):
    """Other words in the place of those that arrived.

    Behind a line they are there by themselves; whatever she wishes now, it stays as it came.
    """

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        found = await broadcasts.find(tx, row.broadcast_id or 0)
        if client is None or found is None or found.withdrawn_at is not None:
            return Drop("nothing to change")
        if client.after == ENDED_BY_COACH:
            return Drop("left")
        there = await _arrived_as(tx, found.id, client, now)
        if not isinstance(there, Arrived):
            return there
        if there.as_line:
            return Drop("a line")
        # The week in which it came, not that of today.
        values = await values_for(tx, client, there.at or now)
        if message.too_much(found.content, values) > 0:
            return Drop("too long")
        return message.correction(found.content, client.chat_id, there.numbers[0], values)


class UndoKind(NothingFollows):
    """Deletes what arrived."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if client is None or row.broadcast_id is None:
            return Drop("nothing to delete")
        there = await _arrived_as(tx, row.broadcast_id, client, now)
        return delete(client.chat_id, there.numbers) if isinstance(there, Arrived) else there


async def _arrived_as(
    tx: Tx, broadcast_id: int, client: Client, now: datetime
) -> Arrived | Postpone | Drop:
    """What is there of it; what left a moment ago is waited for."""
    found = await broadcast_copies.find_arrived(tx, broadcast_id, client.id)
    if found.on_the_way:
        return Postpone(now + COMES_YET, "it has not come")
    return found if found.numbers else Drop("nothing is there")


def opens_news(broadcast_id: int) -> str:
    """The data of the button below the line that stands in for this message."""
    return f"news:open:{broadcast_id}"


async def _shown(
    deps: Deps, tx: Tx, found: Broadcast, client: Client, now: datetime
) -> Letter | Drop:
    """The message, or the neutral line behind which it stands."""
    if client.neutral:
        return stub.stub(deps.shelf[client.language], client.chat_id, opens_news(found.id))
    return await letter_to(deps, tx, found, client, now)


async def letter_to(
    deps: Deps, tx: Tx, found: Broadcast, client: Client, now: datetime
) -> Letter | Drop:
    """The message as this client gets it."""
    if found.session_id is not None:
        return await reminder_of(deps, tx, found, client, now)
    values = await values_for(tx, client, now)
    if message.too_much(found.content, values) > 0:
        return Drop("too long")
    return message.rebuilt(found.content, client.chat_id, values)


async def values_for(tx: Tx, client: Client, now: datetime) -> Values:
    """What is filled in for this client."""
    day = await course.day_of(tx, client, local_date(client.zone, now))
    return Values(clients.nickname_of(tx, client), day.week if day else WEEKS)


async def example_for(tx: Tx, audience: str, now: datetime) -> Values:
    """What the coach sees filled in: for the first who gets it, the name only if she agreed."""
    first = await broadcast_sending.list_members(tx, audience, now, 1)
    if not first:
        return Values()
    values = await values_for(tx, first[0], now)
    agreed = await consents.is_given(tx, first[0].id, COACH_VIEW)
    return values if agreed else replace(values, name="")

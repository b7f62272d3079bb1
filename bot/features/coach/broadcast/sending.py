"""What the tick does with messages to many: closes albums, starts, queues, shows, reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import structlog

from bot.calendar.days import show_instant
from bot.calendar.night import is_night
from bot.calendar.programme import WEEK, WEEKS
from bot.calendar.times import at_local, local_date, local_minutes
from bot.clients.course import last_day
from bot.content.model import Book
from bot.deps import Deps
from bot.features.coach import message
from bot.features.coach.broadcast import new_words, progress_card, sent
from bot.features.coach.broadcast.letters import values_for
from bot.features.coach.broadcast.whom import ask_whom
from bot.features.coach.names import audience_name
from bot.features.coach.placeholders import LONGEST_NAME, Values
from bot.logs import fault_of
from bot.outbox import letters
from bot.outbox.letters import Button, Letter
from bot.outbox.queue import Cause, queue
from bot.replicas.replica import NotLeading
from bot.store import (
    acts,
    audiences,
    broadcast_copies,
    broadcast_days,
    broadcast_sending,
    broadcasts,
    cohorts,
    sessions,
    waiting,
)
from bot.store.broadcast_copies import UNDO
from bot.store.broadcast_sending import Hours
from bot.store.broadcasts import (
    DRAFT,
    FILLING,
    LASTS,
    PLANNED,
    SENDING,
    WITHDRAWABLE,
    Broadcast,
)
from bot.store.engine import Tx
from bot.store.sessions import CANCELLED

_AFTER_A_FAULT = timedelta(minutes=1)
_LONGEST = Values("\N{GRINNING FACE}" * LONGEST_NAME, WEEKS)
log = structlog.get_logger(__name__)


async def work(deps: Deps) -> None:
    """Everything that is due."""
    while True:
        async with deps.store.read() as tx:
            due = await broadcasts.list_due(tx, deps.clock.now())
        if not due:
            return
        for broadcast_id in due:
            await deps.right_of_way.give()
            await _advance(deps, broadcast_id)


async def _advance(deps: Deps, broadcast_id: int) -> None:
    """One step; a fault in one message holds up none of the others."""
    now = deps.clock.now()
    try:
        async with deps.store.write() as tx:
            found = await broadcasts.find_to_change(tx, broadcast_id)
            if found is None or found.next_at is None or found.next_at > now:
                return
            said = await _step(deps, tx, found, now)
            if deps.is_coach(found.coach_chat_id):
                await queue(tx, Cause(f"bc:{found.id}:{now.isoformat()}", now), said)
    except NotLeading:
        raise
    except Exception as error:
        log.error("broadcast held up", broadcast=broadcast_id, **fault_of(error))
        async with deps.store.write() as tx:
            await broadcasts.change(tx, broadcast_id, next_at=now + _AFTER_A_FAULT)


async def _step(deps: Deps, tx: Tx, found: Broadcast, now: datetime) -> Sequence[Letter]:
    book = await sent.book_of(deps, tx, found)
    match found.state:
        case broadcasts.ALBUM:
            return await _close_album(tx, book, found, now)
        case broadcasts.PLANNED:
            return await _start(deps, tx, found, now)
        case broadcasts.FILLING:
            return await _fill(deps, tx, found, now)
        case broadcasts.SENDING:
            return await _show(deps, tx, found, now)
    await broadcasts.change(tx, found.id, next_at=None)
    return ()


async def _close_album(tx: Tx, book: Book, found: Broadcast, now: datetime) -> Sequence[Letter]:
    await waiting.clear(tx, found.coach_chat_id)
    about = found.content.get(message.ABOUT, 0)
    old = await broadcasts.find_own(tx, about, found.coach_chat_id)
    if old is not None and old.state in (DRAFT, PLANNED):
        return await _put_in(tx, book, old, found, now)
    await broadcasts.change(tx, found.id, state=DRAFT, next_at=None)
    return [letters.say(found.coach_chat_id, *await ask_whom(tx, book, found))]


async def _put_in(
    tx: Tx, book: Book, old: Broadcast, album: Broadcast, now: datetime
) -> Sequence[Letter]:
    """An album written for a draft takes the place of what stood there.

    For a plan it does so once it was seen.
    """
    await broadcasts.drop(tx, album.id, album.coach_chat_id)
    if old.state == PLANNED:
        return await new_words.offered(tx, book, old, album.content, now)
    await broadcasts.rewrite(tx, old, album.content, now)
    return [letters.say(old.coach_chat_id, *await ask_whom(tx, book, old))]


async def _start(deps: Deps, tx: Tx, found: Broadcast, now: datetime) -> Sequence[Letter]:
    if not deps.is_coach(found.coach_chat_id):
        await _hold(deps, tx, found, now)
        return ()
    if found.weekly and await _is_over(tx, found, now):
        await broadcasts.change(tx, found.id, paused=True, next_at=None)
        book = await sent.book_of(deps, tx, found)
        text = await sent.about(tx, book, found, book.t("planned.ended_itself"))
        planned = Button(book.t("planned.button.list"), "planned:list")
        return [letters.say(found.coach_chat_id, text, [[planned]])]
    following = await broadcast_days.ahead(tx, found)
    if following.on is not None and following.on != found.on:
        await _go_on_from(tx, found, following.on, now)
        return ()
    begun = {
        "state": FILLING,
        "started_at": now,
        "next_at": now,
        "expires_at": max(now, *await _all_hours(tx, found, now)) + LASTS,
    }
    content = {name: value for name, value in found.content.items() if name != message.NEW}
    if found.on is None:
        # Until now she could take it back.
        mends = audiences.mends(found.audience or "")
        act = "correction_sent" if mends else "message_sent"
        await acts.note_message(tx, found.coach_chat_id, act, now, found)
    if not found.weekly:
        # New words that nobody confirmed go with the moment for which they were.
        await broadcasts.rewrite(tx, found, content, now, **begun)
        return ()
    same = {name: getattr(found, name) for name in ("audience", "on", "minutes", "zone",
                                                    "each_local", "confirmed_at")}  # fmt: skip
    content[message.PLAN] = [found.id, found.version]
    await broadcasts.add(tx, found.coach_chat_id, content, now, **same, **begun)
    assert found.on is not None
    await _go_on_from(tx, found, found.on + WEEK, now)
    return ()


async def _hold(deps: Deps, tx: Tx, found: Broadcast, now: datetime) -> None:
    """Whoever confirmed it may not write to clients any more; another may take it over. What was
    to leave at once becomes a plan of that moment, and her card promises nothing any more.
    """
    await broadcasts.change(tx, found.id, paused=True, next_at=None)
    if found.on is not None:
        return
    zone = deps.settings.timezone
    await broadcasts.change(
        tx, found.id, on=local_date(zone, now), minutes=local_minutes(zone, now), zone=zone,
        card_id=None,
    )  # fmt: skip
    if found.card_id is not None and found.has_card_in_sight:
        book = await sent.book_of(deps, tx, found)
        text = await sent.about(tx, book, found, book.t("takeover.held"))
        edit = letters.edit(found.coach_chat_id, found.card_id, text)
        await queue(tx, Cause(f"bc_held:{found.id}", now), [edit])


async def _go_on_from(tx: Tx, found: Broadcast, on: date, now: datetime) -> None:
    on, next_at = await broadcast_days.first_to_come(tx, found, on, now)
    await broadcasts.change(tx, found.id, on=on, next_at=next_at)


async def _is_over(tx: Tx, found: Broadcast, now: datetime) -> bool:
    """Whether it is for groups alone whose sixteen weeks are over, and nobody is left in them."""
    for name, number in audiences.parse(found.audience or ""):
        group = await cohorts.find(tx, number) if name == audiences.GROUP else None
        last_on = last_day(group) if group is not None else None
        if last_on is None or last_on >= now.date():
            return False
    left = await audiences.ledger(tx, found.audience or "", now)
    return not (left.recipients or left.paused or left.unreachable)


async def _all_hours(tx: Tx, found: Broadcast, now: datetime) -> list[datetime]:
    hours = await _hours(tx, found, now)
    return [hours.otherwise, *hours.by_zone.values()]


async def _hours(
    tx: Tx, found: Broadcast, now: datetime, limit: int | None = None, *, after: int = 0
) -> Hours:
    """For all whom it is for, or for the next lot of them."""
    if found.on is None or found.minutes is None or found.zone is None:
        return Hours(found.started_at or now, {})
    zones = []
    if found.each_local:
        zones = await audiences.zones(tx, found.audience or "", now, limit, after=after)
    by_zone = {zone: at_local(found.on, found.minutes, zone) for zone in zones}
    return Hours(at_local(found.on, found.minutes, found.zone), by_zone)


async def _fill(deps: Deps, tx: Tx, found: Broadcast, now: datetime) -> Sequence[Letter]:
    before = found.cursor
    more = found.stopped_at is None and await broadcast_sending.queue_some(
        tx, found, await _hours(tx, found, now, broadcast_sending.AT_ONCE, after=before), now
    )
    if message.asks_names(found.content):
        await _refuse_too_long(tx, found, before, now)
    if more:
        return ()
    if found.stopped_at is None:
        await broadcast_sending.note_out_of_reach(tx, found, now)
    await broadcasts.change(tx, found.id, state=SENDING)
    again = await broadcasts.find(tx, found.id)
    assert again is not None
    shown = await _show(deps, tx, again, now)
    has_card = found.card_id is not None or found.session_id is not None
    return shown if has_card or not again.total else [*shown, progress_card.card(again)]


async def _refuse_too_long(tx: Tx, found: Broadcast, after: int, now: datetime) -> None:
    """A name may have grown since the preview."""
    if message.too_much(found.content, _LONGEST) <= 0:
        return
    # Those of this lot and no others: going through all of them each time would take for ever.
    members = await broadcast_sending.list_members(
        tx, found.audience or "", now, broadcast_sending.AT_ONCE, after=after
    )
    too_long = [
        one.id
        for one in members
        if message.too_much(found.content, await values_for(tx, one, now)) > 0
    ]
    if too_long:
        await broadcast_sending.refuse(tx, found.id, too_long, "too long with the name in it", now)


async def _show(deps: Deps, tx: Tx, found: Broadcast, now: datetime) -> Sequence[Letter]:
    if found.stopped_at is not None and await broadcast_sending.stop_some(tx, found.id, now):
        return ()  # and goes on at once
    assert found.expires_at is not None
    over = now >= found.expires_at
    if over:
        await broadcast_sending.reveal(tx, found.id, now)
    # Not before its end, though nobody waits any more: an early end would tell that nobody did.
    closed = (over or not found.total) and await broadcast_sending.close_if_settled(
        tx, found.id, now
    )
    if found.finished_at is None and (
        closed or not await broadcast_sending.come_yet(tx, found.id)
    ):
        await broadcasts.change(tx, found.id, finished_at=now)
    again = await broadcasts.find(tx, found.id)
    assert again is not None
    if again.withdrawn_at is not None:
        # One that was just being taken up may have been overlooked at the withdrawal.
        await broadcast_copies.queue_after(tx, again, UNDO, now, now - WITHDRAWABLE)
    if not closed:
        later = now + broadcast_sending.SHOWN_EVERY if over else found.expires_at
        await broadcasts.change(tx, found.id, next_at=later)
    return await _said(deps, tx, found, again, now)


async def _said(
    deps: Deps, tx: Tx, before: Broadcast, found: Broadcast, now: datetime
) -> Sequence[Letter]:
    """The counts in the card, and the report; once more, if somebody turned out to be out of reach
    who had to wait.
    """
    book, finished = await sent.book_of(deps, tx, found), found.finished_at is not None
    first = finished and before.finished_at is None
    if found.session_id is not None:
        return await _told_of_session(deps, tx, found) if first else ()
    said = []
    if found.has_card_in_sight and (finished or found.total):
        said.append(progress_card.shown(found, now))
    missed = before.unreachable + before.refused < found.unreachable + found.refused
    if first or missed:
        report = await sent.told(tx, book, found)
        night = is_night(deps.settings.timezone, now)  # what turned out later comes at any hour
        said.append(letters.say(found.coach_chat_id, *report, silent=night))
    return said


async def _told_of_session(deps: Deps, tx: Tx, found: Broadcast) -> Sequence[Letter]:
    """Of a reminder the counts stand with the session; of a cancellation they are told."""
    held = await sessions.find(tx, found.session_id or 0)
    if held is None or held.at is None or found.content["reminder"] != CANCELLED:
        return ()
    book = await sent.book_of(deps, tx, found)
    when = show_instant(held.at, deps.settings.timezone, book.language)
    who = await audience_name(book, tx, held.audience or "")
    lines = [book.t("session.which", when=when, who=who), sent.of_session(book, found)]
    return [letters.say(found.coach_chat_id, "\n".join(lines))]

"""Letters between clients and coaches: how they become calls, and what follows from each end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot import coaches
from bot.calendar.night import is_night
from bot.clients import relaying
from bot.content.model import Book
from bot.deps import Deps
from bot.features.coach.inbox import failing, unsaid
from bot.features.coach.inbox.marks import (
    ARRIVED,
    MARK,
    MarkKind,
    mark,
    shown_at,
)
from bot.features.coach.inbox.topics import TOPIC_GONE, TopicGone, TopicKind, why_not
from bot.outbox import letters, parts
from bot.outbox.kinds import Call, Drop, Kind, Postpone
from bot.outbox.letters import Button, Letter, Rows
from bot.outbox.parts import Part
from bot.outbox.rules import answer_waits_until, is_quiet_at
from bot.road.lanes import Lane
from bot.screens import stub
from bot.store import clients, outbox_queries, relay, urges
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import REFUSED, SENT, Row, Settlement
from bot.text import Text, bold, join

_A_MOMENT = timedelta(seconds=2)
_A_MINUTE = timedelta(minutes=1)


class ToCoach:
    """A client's message on its way into the topic, or into a coach's own chat."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if row.payload is None or client is None:
            return Drop("empty")
        params = row.payload["params"]
        given = params.get("given", False)
        if (why := await why_not(deps, tx, client, row.chat_id, now, given=given)) is not None:
            return why
        letter = parts.rebuilt(params["parts"], row.chat_id, _with_head(params))
        # Who reads it next morning is not woken by it.
        quiet = is_night(deps.settings.timezone, now)
        added: dict[str, Any] = {"disable_notification": True} if quiet else {}
        if row.chat_id < 0:
            found = await relay.find_conversation(tx, client.id)
            if found is None or found.group_id != row.chat_id or found.thread_id is None:
                on_its_way = await outbox_queries.is_on_its_way(tx, client.id, kind=relaying.TOPIC)
                return Postpone(now + _A_MOMENT, "no topic") if on_its_way else Drop("no topic")
            added["message_thread_id"] = found.thread_id
        if params["asks"] and len(params["parts"]) == 1:
            book = await coaches.book_for(deps, tx, row.chat_id)
            added["reply_markup"] = letters.inline(ways(book, client.id, params["relays"][0]))
        if params.get("answers") and row.chat_id == params["chat_id"]:
            known = {"message_id": params["answers"], "allow_sending_without_reply": True}
            added["reply_parameters"] = known
        return letter.with_(params=letter.params | added)

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        found: list[Letter] = []
        for item in items:
            if item.state == SENT:
                await _note_arrival(tx, item)
            else:
                found += await failing.not_with_coach(deps, tx, item, now)
        return found


def _with_head(params: dict[str, Any]) -> parts.Words:
    head, first = relaying.head_in(params), params["parts"][0]
    return lambda part: join([head if part is first else "", parts.text_of(part)])


def ways(book: Book, client_id: int, relay_id: int) -> Rows:
    """What can be done with a question right where it stands."""
    canned = Button(book.t("inbox.button.canned"), f"canned:offer:{relay_id}")
    return [[canned, Button(book.t("inbox.button.done"), f"inbox:done:{client_id}")]]


async def _note_arrival(tx: Tx, item: Settlement, *, covered: bool = False) -> None:
    relays = item.row.payload["params"]["relays"] if item.row.payload else []
    numbers = [item.message_id, *item.album_ids]
    for relay_id, number in zip(relays, numbers, strict=False):
        if number is not None:
            chat_id = item.row.chat_id
            await relay.mark_arrived(tx, relay_id, chat_id, number, covered=covered)


class ToClient:
    """A coach's answer on its way to the client; it keeps to her quiet hours, and its place."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if row.payload is None or client is None:
            return Drop("empty")
        params = row.payload["params"]
        passed = await relay.find(tx, params["relays"][0])
        if not await relaying.may_answer(tx, client, now):
            return Drop(relaying.CLOSED)
        if passed is None or not deps.is_coach(passed.coach_id or 0):
            return Drop("of nobody")
        if row.lane == Lane.RELAY and (until := await _waits_until(tx, row, client, now)):
            # Why it waits is told to nobody.
            return Postpone(until, "waits")
        book = deps.shelf[client.language]
        if client.neutral:
            letter = stub.stub(book, client.chat_id, _opens(passed.id))
        else:
            letter = await _answer(tx, book, client, params)
        unasked = row.lane == Lane.RELAY
        return letter.silenced() if unasked and is_quiet_at(client, now) else letter

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        found: list[Letter] = []
        for item in items:
            if item.row.payload is None:
                continue
            params = item.row.payload["params"]
            passed = await relay.find(tx, params["relays"][0])
            if passed is None:
                continue
            due_at = shown_at(item.row.since or now, now)
            if item.state == SENT:
                await _note_arrival(tx, item, covered=stub.arrived(item.result, _opens(passed.id)))
                chat_id, number = params["written"]
                found.append(mark(chat_id, number, ARRIVED, params["thread"], due_at))
                continue
            await _reopen(tx, item, passed.client_id, params)
            found += await unsaid.tell(deps, tx, item, passed, due_at)
        return found


def _opens(relay_id: int) -> str:
    return f"contact:open:{relay_id}"


async def _reopen(tx: Tx, item: Settlement, client_id: int, params: dict[str, Any]) -> None:
    """What it was to answer is open again, for every coach."""
    for relay_id in params["relays"]:
        await relay.forget(tx, relay_id)
    if item.reason != relaying.CLOSED:
        since = params.get("closes")
        await relay.reopen(tx, client_id, datetime.fromisoformat(since) if since else None)


async def _waits_until(tx: Tx, row: Row, client: Client, now: datetime) -> datetime | None:
    """Until when it does not come to this client; None: it may come now."""
    urge_until = await urges.open_until(tx, client.id, now)
    if until := answer_waits_until(client, row.since or now, now, urge_until):
        return until
    earlier = await outbox_queries.earlier_due_at(tx, row)
    return None if earlier is None else max(earlier, now + _A_MOMENT)


async def _answer(tx: Tx, book: Book, client: Client, params: dict[str, Any]) -> Letter:
    words = _signed(book, client, params["parts"][0])
    letter = parts.rebuilt(params["parts"], client.chat_id, words)
    added: dict[str, Any] = {}
    if params.get("answers"):
        known = {"message_id": params["answers"], "allow_sending_without_reply": True}
        added["reply_parameters"] = known
    if params.get("silent"):
        added["disable_notification"] = True
    back = relaying.ways_back(book, client)
    if back and len(params["parts"]) == 1:
        added["reply_markup"] = letters.inline(back)
    return letter.with_(params=letter.params | added)


def _signed(book: Book, client: Client, first: Part) -> parts.Words:
    """With who it is from below it, where there is room: the program does not speak here."""
    return lambda part: _sign(book, client, part) if part is first else parts.text_of(part)


def _sign(book: Book, client: Client, part: Part) -> Text:
    """After the end also that it goes one way: no button says so."""
    signed = Text(book.t("contact.signed"))
    over = book.t("contact.one_way") if client.ended_at is not None else ""
    below_it = join([signed, over], "\n")
    text = parts.text_of(part)
    fits = relaying.fits(below_it, part)
    return join([text, below_it]) if fits else text


class ChangeKind:
    """Other words in the place of those that arrived."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        params = row.payload["params"] if row.payload else {}
        passed = await relay.find(tx, params.get("relay", 0))
        if passed is None or client is None or passed.covered:
            return Drop("nothing to change")
        if not await relaying.may_answer(tx, client, now):
            return Drop(relaying.CLOSED)
        if not await _is_still_theirs(deps, tx, passed):
            return Drop("of nobody")
        if passed.to_message_id is None:
            kind = relaying.TO_CLIENT if passed.direction == relay.OUT else relaying.TO_COACH
            on_its_way = await outbox_queries.is_on_its_way(tx, client.id, kind=kind)
            return Postpone(now + _A_MINUTE, "not there") if on_its_way else Drop("not there")
        words, markup = await _changed_words(deps, tx, passed, client, params)
        chat_id, number = passed.to_chat_id, passed.to_message_id
        letter = parts.changed(params["part"], chat_id, number, words)
        if letter is None:
            return Drop("no words in it")
        if passed.album is None and passed.direction != relay.SEEN:
            letter = letter.with_(params=letter.params | {"reply_markup": letters.inline(markup)})
        return letter

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        for item in items:
            if item.state == REFUSED and item.row.payload is not None:
                await _send_corrected(deps, tx, item.row.payload["params"], now)
        return ()


async def _is_still_theirs(deps: Deps, tx: Tx, passed: relay.Passed) -> bool:
    """Whether the coach who wrote it, or those who read it, still are coaches."""
    if passed.direction == relay.OUT:
        return deps.is_coach(passed.coach_id or 0)
    return await relaying.is_read_in(deps, tx, passed.to_chat_id)


async def _changed_words(
    deps: Deps, tx: Tx, passed: relay.Passed, client: Client, params: dict[str, Any]
) -> tuple[Text, Rows]:
    part: Part = params["part"]
    if passed.direction == relay.OUT:
        book = deps.shelf[client.language]
        return _sign(book, client, part), relaying.ways_back(book, client)
    book = await coaches.book_for(deps, tx, passed.to_chat_id)
    head = await _head_again(tx, book, passed, client, params)
    text = parts.text_of(part)
    words = join([head, text]) if head and relaying.fits(head, part) else text
    return words, ways(book, client.id, passed.id)


async def _head_again(
    tx: Tx, book: Book, passed: relay.Passed, client: Client, params: dict[str, Any]
) -> Text:
    """In a coach's own chat it says again whose it is; in a topic that is plain. What it answers
    is said again in both.
    """
    name = await relaying.shown_name(tx, book, client, params.get("first_name", ""))
    if passed.direction == relay.SEEN:
        return relaying.answered_by_other(book, name)
    return join(["" if passed.to_chat_id < 0 else bold(name), params.get("above", "")], "\n")


async def _send_corrected(deps: Deps, tx: Tx, params: dict[str, Any], now: datetime) -> None:
    """The copy cannot be changed any more: a coach gets the new words as a new message."""
    passed = await relay.find(tx, params["relay"])
    client = await clients.find(tx, passed.client_id) if passed is not None else None
    if passed is None or client is None or passed.direction != relay.IN:
        return
    book = await coaches.book_for(deps, tx, passed.to_chat_id)
    again = await _head_again(tx, book, passed, client, params)
    head = join([again, book.t("inbox.corrected")], "\n")
    source = relaying.Source(passed.from_chat_id, passed.from_message_id, params["part"])
    await relay.forget(tx, passed.id)
    await relaying.bring(
        tx, client, source, relay.IN, passed.to_chat_id, head, now,
        first_name=params.get("first_name", ""),
    )  # fmt: skip


class CopyKind(Call):
    """What stands behind a neutral line, copied from where the coach wrote it."""

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        found = []
        for item in items:
            client = await clients.find(tx, item.row.client_id or 0)
            if item.state == REFUSED and client is not None:
                gone = deps.shelf[client.language].t("stub.gone")
                found.append(letters.say(client.chat_id, gone, silent=True))
        return found


KINDS: dict[str, Kind] = {
    relaying.TO_COACH: ToCoach(),
    relaying.TO_CLIENT: ToClient(),
    relaying.TOPIC: TopicKind(),
    relaying.CHANGE: ChangeKind(),
    relaying.COPY: CopyKind(),
    MARK: MarkKind(),
    unsaid.UNSAID: unsaid.UnsaidKind(),
    TOPIC_GONE: TopicGone(),
}

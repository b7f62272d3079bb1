"""A client's message that could not be brought where it was meant to go: brought elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot import coaches
from bot.clients import relaying
from bot.content.model import Book
from bot.deps import Deps
from bot.outbox import letters
from bot.outbox.letters import Letter
from bot.outbox.queue import Cause, queue
from bot.road.lanes import Lane
from bot.screens.frame import help_button
from bot.store import clients, consents, desk, notes, relay
from bot.store.clients import Client
from bot.store.consents import INBOX
from bot.store.engine import Tx
from bot.store.outbox import UNREACHABLE, Settlement
from bot.text import bold, join

# Telegram's words for a topic that was deleted, and for one that was closed.
_NO_SUCH_TOPIC = ("thread not found", "topic_deleted", "topic_id_invalid")
_CLOSED_TOPIC = "topic_closed"
# And for a group where the bot may read, and not write.
_MAY_NOT_WRITE = ("rights to send", "write_forbidden", "restricted")
_MOST_AGAIN = 2
"""So often a topic is mended for one message; each attempt adds a + to its letter's key."""


async def follow(tx: Tx, group_id: int, to: int) -> None:
    """The group has another number now."""
    found = await desk.find_group(tx, group_id)
    if found is not None:
        await desk.drop_group(tx, group_id)
        await desk.add_group(tx, to, found.added_at)
        await desk.change_group(tx, to, linked_at=found.linked_at)
    await relay.move_group(tx, group_id, to)


async def not_with_coach(deps: Deps, tx: Tx, item: Settlement, now: datetime) -> list[Letter]:
    """What is done instead; gives letters that tell of it."""
    row, reason = item.row, (item.reason or "").lower()
    client = await clients.find(tx, row.client_id or 0)
    if row.payload is None or client is None:
        return []
    params = row.payload["params"]
    if item.reason == relaying.CLOSED:
        return await _lost(deps, tx, client, params)
    if item.moved_to is not None:
        await follow(tx, row.chat_id, item.moved_to)
        await _again(tx, item, {**params, "chat_id": item.moved_to}, now)
    elif row.chat_id < 0 and row.dedupe_key.count("+") >= _MOST_AGAIN:
        return await _to_each_coach(deps, tx, client, item, now)
    elif any(words in reason for words in _NO_SUCH_TOPIC):
        book = await coaches.book_for(deps, tx, row.chat_id)
        await relay.change_conversation(tx, client.id, group_id=None, thread_id=None)
        name = await _name_in(tx, book, client, params)
        await relaying.open_topic(tx, client, row.chat_id, name, now)
        await _again(tx, item, params, now)
    elif _CLOSED_TOPIC in reason:
        await _reopen(tx, client, row.chat_id, now)
        await _again(tx, item, params, now)
    elif row.chat_id < 0:
        return await _to_each_coach(deps, tx, client, item, now)
    else:
        return await _lost(deps, tx, client, params)
    return []


async def _name_in(tx: Tx, book: Book, client: Client, params: dict[str, Any]) -> str:
    """As it was shown when she wrote that: her name on Telegram is kept with the letter alone."""
    return await relaying.shown_name(tx, book, client, params.get("first_name", ""))


async def _again(tx: Tx, item: Settlement, params: dict[str, Any], now: datetime) -> None:
    letter = Letter("sendMessage", params, kind=relaying.TO_COACH)
    await relaying.post(tx, letter, item.row.client_id, now, f"{item.row.dedupe_key}+")


async def _reopen(tx: Tx, client: Client, group_id: int, now: datetime) -> None:
    found = await relay.find_conversation(tx, client.id)
    if found is not None and found.thread_id is not None:
        params = {"chat_id": group_id, "message_thread_id": found.thread_id}
        letter = Letter("reopenForumTopic", params)
        await relaying.post(tx, letter, client.id, now, f"reopen:{client.id}:{now.isoformat()}")


async def _to_each_coach(
    deps: Deps, tx: Tx, client: Client, item: Settlement, now: datetime
) -> list[Letter]:
    """The group cannot be written to: each coach gets it in her own chat, and hears why; what a
    coach answered comes to the others.
    """
    assert item.row.payload is not None
    params, group_id = item.row.payload["params"], item.row.chat_id
    for relay_id, part in zip(params["relays"], params["parts"], strict=True):
        passed = await relay.find(tx, relay_id)
        if passed is None:
            continue
        await relay.forget(tx, relay_id)
        answered = passed.direction == relay.SEEN
        if answered and not passed.from_message_id:
            continue  # whose answer comes next, which is said with that answer anew
        source = relaying.Source(passed.from_chat_id, passed.from_message_id, part, passed.album)
        writer = passed.from_chat_id if answered else None
        for coach, book in await coaches.books(deps, tx, but=writer):
            name = await _name_in(tx, book, client, params)
            head = join([bold(name), relaying.head_in(params)], "\n")
            if answered:
                head = relaying.answered_by_other(book, name)
            await relaying.bring(
                tx, client, source, passed.direction, coach, head, now, coach_id=passed.coach_id
            )
    if item.state == UNREACHABLE:
        await desk.drop_group(tx, group_id)
        await relay.leave_group(tx, group_id)
    await tell_coaches(deps, tx, _why(item), f"{group_id}:{now:%Y-%m-%d}", now)
    return []


def _why(item: Settlement) -> str:
    """The text that says what is to be mended."""
    if item.state == UNREACHABLE:
        return "inbox.group_gone"
    reason = (item.reason or "").lower()
    silenced = any(words in reason for words in _MAY_NOT_WRITE)
    return "inbox.group_writing" if silenced else "inbox.group_rights"


async def tell_coaches(deps: Deps, tx: Tx, key: str, once: str, now: datetime) -> None:
    """One line to every coach; `once` names what it is about, so that it is not said twice."""
    if not await notes.put(tx, key, once):
        return
    told = [
        letters.say(coach, book.t(key)).with_(lane=Lane.ALERT)
        for coach, book in await coaches.books(deps, tx)
    ]
    await queue(tx, Cause(f"{key}:{now.isoformat()}", now), told)


async def _lost(deps: Deps, tx: Tx, client: Client, params: dict[str, Any]) -> list[Letter]:
    """It did not come into one chat. When it came into none at all, the client hears that.

    Unless she wants nothing passed on any more.
    """
    told: list[Letter] = []
    wanted = params.get("given") or await consents.is_given(tx, client.id, INBOX)
    for relay_id in params["relays"]:
        passed = await relay.find(tx, relay_id)
        await relay.forget(tx, relay_id)
        if passed is None or passed.direction != relay.IN or not passed.from_message_id:
            continue
        left = await relay.list_from(tx, passed.from_chat_id, passed.from_message_id)
        if wanted and not left and not told:
            book = deps.shelf[client.language]
            text = book.t("contact.failed")
            told.append(letters.say(client.chat_id, text, [[help_button(book.t)]]))
    return told

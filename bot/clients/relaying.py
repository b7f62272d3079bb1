"""What a client writes to the coaches, written down as letters to wherever they read.

Kept is which message became which (`bot.store.relay`); the words are in the sealed letter alone,
and only until it has arrived.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot import coaches
from bot.clients import answered
from bot.clients.coach_view import name_of
from bot.content.model import Book
from bot.deps import Deps
from bot.outbox.letters import Button, Letter, Rows, sweep
from bot.outbox.parts import LARGEST_ALBUM, Part, limit_of, text_of
from bot.outbox.queue import Cause, queue
from bot.road.lanes import Lane
from bot.store import clients, consents, desk, outbox, outbox_queries, outbox_unsent, relay
from bot.store.broadcast_copies import ANSWER_OPENED
from bot.store.clients import ENDED_BY_COACH, Client
from bot.store.consents import INBOX
from bot.store.engine import Tx
from bot.text import Text, bold, join, utf16_length

TO_COACH, TO_CLIENT, TOPIC = "relay_in", "relay_out", "relay_topic"
CHANGE, COPY = "relay_edit", ANSWER_OPENED
"""Kinds of letters; `bot.features.coach.inbox.letter_kinds` renders them."""

COMMAND = "coach"
"""What is written behind it goes on to a coach; it has one name in both languages."""
WRITE = "contact:write"
"""The place where a client writes to the coach."""

CLOSED = "closed"
"""Why a letter is dropped when nothing goes back and forth any more."""

ALBUM_ENDS = timedelta(seconds=1.5)
"""An album is complete so long after its last part."""
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Source:
    """One message that somebody wrote."""

    chat_id: int
    message_id: int
    part: Part
    album: str | None = None
    forwarded: bool = False
    """Somebody else's words, sent on."""
    answers: int | None = None
    """The number of the message in the same chat that it is a *Reply* to."""


def key_of(relay_id: int, again: int = 0) -> str:
    """The key of the letter that brings a message; `again` counts further attempts elsewhere."""
    return f"relay:{relay_id}:{again}" if again else f"relay:{relay_id}"


async def post(
    tx: Tx, letter: Letter, client_id: int | None, now: datetime, key: str | None = None
) -> None:
    """Queue one letter on the lane of what is passed on."""
    named = letter.with_(lane=Lane.RELAY, key=key or letter.key)
    await queue(tx, Cause(named.key or f"relay:{now.isoformat()}", now), [named], client_id)


async def is_open(tx: Tx, client: Client) -> bool:
    """Whether messages go back and forth: in the programme, and agreed to."""
    return client.ended_at is None and await consents.is_given(tx, client.id, INBOX)


async def may_answer(tx: Tx, client: Client, now: datetime) -> bool:
    """Whether a coach can write to this client: also for a while after the sixteen weeks, to
    whoever wrote before. What was asked on the last evening is not left without an answer.
    """
    if client.ended_at is None or not await consents.is_given(tx, client.id, INBOX):
        return await is_open(tx, client)
    over = client.after == ENDED_BY_COACH or now >= client.ended_at + relay.ANSWERED_FOR
    found = None if over else await relay.find_conversation(tx, client.id)
    return found is not None and found.asked_at is not None


def ways_back(book: Book, client: Client) -> Rows:
    """What stands below a coach's words; nothing once nothing goes back to the coach any more."""
    if client.ended_at is not None:
        return []
    return [[Button(book.t("contact.button.back"), WRITE)]]


async def is_read_in(deps: Deps, tx: Tx, chat_id: int) -> bool:
    """Whether coaches read in this chat: a coach's own, or the linked group."""
    if chat_id > 0:
        return deps.is_coach(chat_id)
    group = await desk.find_group(tx, chat_id)
    return group is not None and group.linked_at is not None


async def shown_name(tx: Tx, book: Book, client: Client, first_name: str = "") -> str:
    """What the coach calls a client; until she named her, the name that the client goes by."""
    if called := clients.called_by_coach(tx, client):
        return called
    number = book.t("clients.number", n=client.id)
    own = clients.nickname_of(tx, client) or " ".join(first_name.split())[:_LONGEST_NAME]
    return f"{own} · {number}" if own else await name_of(tx, book, client)


def answered_by_other(book: Book, name: str) -> Text:
    """What stands above a coach's answer, for the others."""
    return Text(book.t("inbox.answered_by_other", name=name))


async def pass_on(
    deps: Deps, tx: Tx, client: Client, source: Source, now: datetime, first_name: str
) -> None:
    """A client's message goes to the coaches: into her topic, or to each one's own chat."""
    group = await desk.find_linked(tx)
    if group is not None:
        book = await coaches.book_for(deps, tx, group.group_id)
        name = await shown_name(tx, book, client, first_name)
        await open_topic(tx, client, group.group_id, name, now)
        await bring(
            tx, client, source, relay.IN, group.group_id,
            await _above(deps, tx, book, client, source), now, first_name=first_name,
        )  # fmt: skip
    else:
        for coach, book in await coaches.books(deps, tx):
            name = await shown_name(tx, book, client, first_name)
            head = join([bold(name), await _above(deps, tx, book, client, source)], "\n")
            await bring(tx, client, source, relay.IN, coach, head, now)
    await relay.mark_asked(tx, client.id, now)


async def _above(deps: Deps, tx: Tx, book: Book, client: Client, source: Source) -> Text:
    """What it answers, and that it was not written by who sends it."""
    answers = await answered.line_on(deps, tx, book, client.id, source.answers)
    return join([answers, book.t("inbox.forwarded") if source.forwarded else ""], "\n")


async def open_topic(tx: Tx, client: Client, group_id: int, name: str, now: datetime) -> None:
    """A client who has no topic in the group gets one, before what goes into it."""
    found = await relay.find_conversation(tx, client.id)
    if found is not None and found.group_id == group_id and found.thread_id is not None:
        return
    if await outbox_queries.is_on_its_way(tx, client.id, kind=TOPIC):
        return
    letter = Letter("createForumTopic", {"chat_id": group_id, "name": name[:120]}, kind=TOPIC)
    await post(tx, letter, client.id, now, f"topic:{client.id}:{now.isoformat()}")


async def rename_topic(deps: Deps, tx: Tx, client_id: int, now: datetime) -> None:
    """The coach calls a client something else: so does the topic."""
    client, found = await clients.find(tx, client_id), await relay.find_conversation(tx, client_id)
    if client is None or found is None or found.group_id is None or found.thread_id is None:
        return
    book = await coaches.book_for(deps, tx, found.group_id)
    name = await shown_name(tx, book, client)
    params = {"chat_id": found.group_id, "message_thread_id": found.thread_id, "name": name[:120]}
    await post(tx, Letter("editForumTopic", params), client_id, now,
               f"topic:{client_id}:{now.isoformat()}:name")  # fmt: skip


async def bring(
    tx: Tx,
    client: Client,
    source: Source,
    direction: str,
    chat_id: int,
    head: Text,
    now: datetime,
    *,
    coach_id: int | None = None,
    given: bool = False,
    first_name: str = "",
) -> None:
    """Write one message down for one chat of coaches, with `head` above it.

    `given`: the client agreed to this very one, whether or not she writes with the coaches.
    `first_name`: the client's on Telegram, kept with the letter alone, in case it has to go
    elsewhere.
    """
    if await joined(tx, source, chat_id, now):
        return
    values = {"client_id": client.id, "direction": direction, "to_chat_id": chat_id, "at": now}
    values |= {"from_chat_id": source.chat_id, "coach_id": coach_id}
    if head and not fits(head, source.part):
        line = {"kind": "text", "text": head.plain, "entities": list(head.entities)}
        above = await relay.add(tx, **values, from_message_id=0)
        await post(
            tx, to_coach(chat_id, [above], [line], given=given), client.id, now, key_of(above)
        )
        head = Text("")
    about = {"from_message_id": source.message_id, "album": source.album}
    relay_id = await relay.add(tx, **values, **about)
    asks = direction == relay.IN
    letter = to_coach(chat_id, [relay_id], [source.part], head, asks=asks, given=given)
    below = await answered.number_in(tx, source.chat_id, source.answers, chat_id)
    letter = letter.with_(params=letter.params | {"first_name": first_name, "answers": below})
    if source.album is not None:
        letter = letter.with_(due_at=now + ALBUM_ENDS)
    await post(tx, letter, client.id, now, key_of(relay_id))


async def joined(tx: Tx, source: Source, chat_id: int, now: datetime) -> bool:
    """Whether it is a further part of an album that has not left yet."""
    if source.album is None:
        return False
    earlier = await relay.list_album(tx, source.chat_id, source.album, chat_id)
    if not earlier:
        return False
    first = earlier[0]
    payload = await outbox_unsent.find_queued(tx, key_of(first.id))
    if payload is None or len(payload["params"]["parts"]) >= LARGEST_ALBUM:
        return False
    relay_id = await relay.add(
        tx, client_id=first.client_id, direction=first.direction, to_chat_id=chat_id, at=now,
        from_chat_id=source.chat_id, from_message_id=source.message_id, album=source.album,
        coach_id=first.coach_id,
    )  # fmt: skip
    payload["params"]["relays"].append(relay_id)
    payload["params"]["parts"].append(source.part)
    await outbox_unsent.rewrite_queued(tx, key_of(first.id), payload, now + ALBUM_ENDS)
    return True


def fits(head: Text, part: Part) -> bool:
    """Whether both go into one message."""
    whole = join([head, text_of(part)])
    return utf16_length(whole.plain) <= limit_of(part)


def to_coach(
    chat_id: int,
    relays: Sequence[int],
    parts: Sequence[Part],
    head: Text | None = None,
    *,
    given: bool,
    asks: bool = False,
) -> Letter:
    """A letter of the kind `TO_COACH`; `asks`: something can be done with it right there."""
    head = head or Text("")
    params: dict[str, Any] = {
        "chat_id": chat_id,
        "relays": list(relays),
        "parts": list(parts),
        "head": {"plain": head.plain, "entities": list(head.entities)},
        "asks": asks,
        "given": given,
    }
    return Letter("sendMessage", params, kind=TO_COACH)


def head_in(params: dict[str, Any]) -> Text:
    """What stands above the message."""
    head = params.get("head") or {}
    return Text(head.get("plain", ""), tuple(head.get("entities", ())))


async def change(
    tx: Tx,
    passed: relay.Passed,
    part: Part,
    now: datetime,
    update: int,
    *,
    above: str = "",
    first_name: str = "",
) -> None:
    """The same message with other words, wherever it is by now; `update` tells edits apart.
    `above`: the line that says what it answers. `first_name`: as `bring` has it.
    """
    key = key_of(await _first_of(tx, passed))
    payload = await outbox_unsent.find_queued(tx, key)
    if payload is not None and passed.id in payload["params"]["relays"]:
        place = payload["params"]["relays"].index(passed.id)
        payload["params"]["parts"][place] = part
        await outbox_unsent.rewrite_queued(tx, key, payload)
        return
    params = {"chat_id": passed.to_chat_id, "relay": passed.id, "part": part, "above": above}
    params["first_name"] = first_name
    letter = Letter("editMessageText", params, kind=CHANGE)
    await post(tx, letter, passed.client_id, now, f"change:{passed.id}:{update}")


async def _first_of(tx: Tx, passed: relay.Passed) -> int:
    """The part of an album that gave its letter the key."""
    if passed.album is None:
        return passed.id
    album = await relay.list_album(tx, passed.from_chat_id, passed.album, passed.to_chat_id)
    return album[0].id if album else passed.id


async def tidy_away(tx: Tx, client: Client, now: datetime) -> list[Letter]:
    """What is to go from the coaches' chats when a client is erased: asked before she is gone.

    Telegram lets a bot delete what it brought within two days; a topic goes whole, where the bot
    may do that.
    """
    chats: dict[int, list[int]] = {}
    for chat_id, number in await outbox_queries.list_elsewhere(tx, client.id, now - outbox.REACH):
        chats.setdefault(chat_id, []).append(number)
    tidying = [
        sweep(chat_id, numbers[at : at + 100])
        for chat_id, numbers in chats.items()
        for at in range(0, len(numbers), 100)
    ]
    found = await relay.find_conversation(tx, client.id)
    if found is not None and found.group_id is not None and found.thread_id is not None:
        topic = {"chat_id": found.group_id, "message_thread_id": found.thread_id}
        tidying.append(Letter("deleteForumTopic", topic, kind="topic_gone"))
    return [letter.with_(lane=Lane.TIDY) for letter in tidying]

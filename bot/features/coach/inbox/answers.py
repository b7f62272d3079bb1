"""What a coach writes to a client: in answer to a message, or in the client's topic."""

from __future__ import annotations

from telegram import Message

from bot import coaches
from bot.clients import course, relaying
from bot.clients.relaying import Source
from bot.context import Context
from bot.features.coach.inbox.marks import FAILED, NOTE, UNDER_WAY, below, mark
from bot.features.coach.placeholders import open_place
from bot.outbox import letters, parts
from bot.outbox.letters import Letter, Rows
from bot.road.lanes import Lane
from bot.safety import at_work
from bot.store import acts, clients, desk, notes, outbox_queries, outbox_unsent, relay
from bot.store.clients import Client
from bot.text import Text, join

_NOTES = ("//", "/ ")


def is_note(text: str) -> bool:
    """Whether a coach wrote this for herself and the other coaches alone."""
    return text.startswith(_NOTES) or text.strip() == "/"


def keep_note(context: Context) -> None:
    """It stays here, and the sign below it says so."""
    context.send(mark(context.chat_id, context.message_id, NOTE, thread_of(context)))


async def take(
    context: Context, message: Message, client_id: int, answers: int | None = None
) -> bool:
    """Send what she wrote to the client. False: she was told why it cannot be sent.

    `answers` is the number of the client's message; None: the latest one.
    """
    part = parts.read(message)
    if part is None:
        _not_sent(context, message.message_id, context.t("inbox.failed.kind"))
        return False
    if place := open_place(parts.text_of(part).plain):
        fault = context.t("broadcast.fault.not_here", words=place)
        _not_sent(context, message.message_id, fault)
        return False
    source = Source(message.chat_id, message.message_id, part, message.media_group_id)
    return await send(context, source, client_id, answers)


async def send(
    context: Context, source: Source, client_id: int, answers: int | None = None
) -> bool:
    """Write an answer down. False: she was told why it cannot be sent."""
    client = await clients.find(context.tx, client_id)
    if client is None or not await relaying.may_answer(context.tx, client, context.now):
        over = client is None or client.ended_at is not None
        text = context.t("inbox.failed.ended" if over else "inbox.failed.closed")
        _not_sent(context, source.message_id, text)
        return False
    if not await relaying.joined(context.tx, source, client.chat_id, context.now):
        await _queue_answer(context, source, client, answers)
        await _note_answer(context, source, client)
    await _show_others(context, source, client)
    return True


async def _queue_answer(
    context: Context, source: Source, client: Client, answers: int | None
) -> None:
    if answers is None:
        latest = await relay.find_latest_question(context.tx, client.id)
        answers = latest.from_message_id if latest is not None else 0
    relay_id = await relay.add(
        context.tx, client_id=client.id, direction=relay.OUT, from_chat_id=source.chat_id,
        from_message_id=source.message_id, to_chat_id=client.chat_id, album=source.album,
        coach_id=coach_of(context), at=context.now,
    )  # fmt: skip
    params = {
        "chat_id": client.chat_id,
        "closes": await _closes(context, client),
        "relays": [relay_id],
        "parts": [source.part],
        "written": [source.chat_id, source.message_id],
        "thread": thread_of(context),
        "answers": max(0, answers),  # below 0: a letter, which is no message in her chat
        "silent": await is_silent(context),
    }
    letter = Letter("sendMessage", params, kind=relaying.TO_CLIENT)
    if source.album is not None:
        letter = letter.with_(due_at=context.now + relaying.ALBUM_ENDS)
    # An earlier one may wait for what is over by now: it goes first.
    await outbox_unsent.hurry_for_client(context.tx, client.id, (Lane.RELAY,), context.now)
    await relaying.post(context.tx, letter, client.id, context.now, relaying.key_of(relay_id))


async def _closes(context: Context, client: Client) -> str | None:
    """Since when the question was open that this answers; None: it answers none.

    Behind one that is on its way: what that one closed, for both may fail.
    """
    standing = await relay.find_conversation(context.tx, client.id)
    if standing is not None and standing.open_since is not None:
        return standing.open_since.isoformat()
    ahead = await outbox_queries.find_last_unsettled(context.tx, client.id, relaying.TO_CLIENT)
    closes: str | None = ahead["params"].get("closes") if ahead else None
    return closes


async def _note_answer(context: Context, source: Source, client: Client) -> None:
    now = context.now
    await relay.change_conversation(context.tx, client.id, open_since=None, answered_at=now)
    await acts.note(context.tx, coach_of(context), "client_answered", now, client_id=client.id)
    # The same whether it goes at once or waits, and whatever it waits for.
    context.send(mark(source.chat_id, source.message_id, UNDER_WAY, thread_of(context)))
    # By the calendar alone: when it really comes, and why then, is not told.
    way = "one_way" if client.ended_at is not None else ""
    way = way or ("one_way_soon" if await course.is_last_day(context.tx, client, now) else "")
    if way:
        text = context.t(f"inbox.{way}")
        context.send(below(source.chat_id, source.message_id, text, thread_of(context)))


async def _show_others(context: Context, source: Source, client: Client) -> None:
    """The other coaches see that it was answered, and how; in the group they see it anyway."""
    if source.chat_id < 0:
        return
    tx, now = context.tx, context.now
    group = await desk.find_linked(tx)
    if group is not None:
        readers = [(group.group_id, await coaches.book_for(context.deps, tx, group.group_id))]
    else:
        readers = await coaches.books(context.deps, tx, but=context.chat_id)
    for chat_id, book in readers:
        name = await relaying.shown_name(tx, book, client)
        if group is not None:
            await relaying.open_topic(tx, client, chat_id, name, now)
        head = relaying.answered_by_other(book, name)
        await relaying.bring(
            tx, client, source, relay.SEEN, chat_id, head, now, coach_id=coach_of(context)
        )


async def close_question(context: Context, client_id: int) -> None:
    """No answer is needed."""
    found = await relay.find_conversation(context.tx, client_id)
    if found is None or found.open_since is None:
        return
    await relay.change_conversation(context.tx, client_id, open_since=None)
    who = coach_of(context)
    await acts.note(context.tx, who, "question_done", context.now, client_id=client_id)


async def change(context: Context) -> bool:
    """She changed what she wrote: it changes with the client, and with the other coaches."""
    message = context.incoming.effective_message
    if message is None:
        return False
    found = await relay.list_from(context.tx, message.chat_id, message.message_id)
    written = [one for one in found if one.direction != relay.IN]
    if await relay.is_taken_back(context.tx, message.chat_id, message.message_id):
        text = context.t("inbox.changed_gone")
        context.send(below(message.chat_id, message.message_id, text, thread_of(context)))
        return True
    part = parts.read(message)
    if part is None or not parts.has_words(part):
        return bool(written)
    if written and context.unit.at_work is not None:
        told = join([context.t("inbox.not_changed"), at_work.whom_to_ring(context)])
        context.send(below(message.chat_id, message.message_id, told, thread_of(context)))
        return True
    if written and (place := open_place(context.text)):
        # What it says with the client was not asked to be taken away, so its sign stays.
        fault = context.t("broadcast.fault.not_here", words=place)
        text = f"{context.t('inbox.not_changed')} {fault}"
        context.send(below(message.chat_id, message.message_id, text, thread_of(context)))
        return True
    for passed in written:
        await relaying.change(context.tx, passed, part, context.now, context.incoming.update_id)
    who, now = coach_of(context), context.now
    for client_id in {one.client_id for one in written if one.direction == relay.OUT}:
        await acts.note(context.tx, who, "answer_changed", now, client_id=client_id)
    return bool(written)


def _not_sent(context: Context, message_id: int, text: str) -> None:
    context.send(mark(context.chat_id, message_id, FAILED, thread_of(context)))
    context.send(below(context.chat_id, message_id, text, thread_of(context)))


def _silent_note(context: Context) -> str:
    return f"inbox_silent:{coach_of(context)}"


async def is_silent(context: Context) -> bool:
    """Whether this coach's answers make no sound."""
    return await notes.find(context.tx, _silent_note(context)) == "on"


async def set_silent(context: Context, *, silent: bool) -> None:
    """From now on they make none, or do."""
    await notes.put(context.tx, _silent_note(context), "on" if silent else "off")


def coach_of(context: Context) -> int:
    """Who wrote or pressed."""
    user = context.incoming.effective_user
    assert user is not None
    return user.id


def thread_of(context: Context) -> int | None:
    """The topic in which that was."""
    message = context.incoming.effective_message
    if not isinstance(message, Message) or not message.is_topic_message:
        return None
    return message.message_thread_id


def say_here(
    context: Context, text: Text | str, rows: Rows | None = None, under: int | None = None
) -> None:
    """Answer in this chat, and in a group in this topic; `under`: in reply to this message."""
    letter = letters.say(context.chat_id, text, rows, under=under or 0)
    if (thread_id := thread_of(context)) is not None:
        letter = letter.with_(params=letter.params | {"message_thread_id": thread_id})
    context.send(letter)

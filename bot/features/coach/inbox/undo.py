"""An answer that a coach takes back: it is asked first, and gone with whoever got it."""

from __future__ import annotations

from datetime import timedelta

from telegram import Message

from bot.clients import relaying
from bot.context import Context
from bot.features.coach import call_requests
from bot.features.coach.inbox import colleagues, shown_first
from bot.features.coach.inbox.answers import (
    coach_of,
    is_note,
    say_here,
    take,
    thread_of,
)
from bot.features.coach.inbox.marks import FAILED, below, mark
from bot.features.coach.inbox.regret import missent, regrets, takes_back
from bot.features.coach.inbox.shown_first import Asked
from bot.outbox import letters
from bot.outbox.letters import Button, Rows
from bot.road.lanes import Lane
from bot.safety import at_work
from bot.screens.typed import may_answer
from bot.store import acts, clients, outbox, outbox_unsent, relay
from bot.store.clients import Client
from bot.store.relay import Passed
from bot.text import join
from bot.understanding import yes_no
from bot.understanding.words import words_of

_JUST = timedelta(minutes=2)
"""So long after an answer a few words like these are likely to be about it."""


async def ask_about_own(context: Context, own: Message) -> bool:
    """In her own chat: she answered an answer of hers. That goes to nobody, and she is asked."""
    mine = await relay.list_from(context.tx, context.chat_id, own.message_id)
    answer = next((one for one in mine if one.direction == relay.OUT), None)
    if answer is None:
        return False
    _ask(context, answer, "own_answer")
    return True


async def ask_about_change(context: Context) -> bool:
    """She made a note of an answer, or a word that undoes it: with the client it stays as it was,
    and she is asked.
    """
    message = context.incoming.edited_message
    if message is None or not (context.text.startswith("/") or takes_back(context.text)):
        return False
    mine = await relay.list_from(context.tx, context.chat_id, message.message_id)
    answer = next((one for one in mine if one.direction == relay.OUT), None)
    if answer is None:
        return False
    _ask(context, answer, "changed_to_note")
    return True


async def ask_in_topic(context: Context, client_id: int, replied: Message | None) -> bool:
    """In a topic: what replies to anything but a client's message, or sounds like a second thought
    about an answer, is not sent before she is asked.
    """
    tx, chat_id = context.tx, context.chat_id
    if replied is not None:
        copy = await relay.find_copy(tx, chat_id, replied.message_id)
        if copy is not None and copy.direction == relay.IN:
            doubted = await _is_for_no_client(context, client_id)
            return doubted and await _show_first(
                context, client_id, "shown_first", copy.from_message_id
            )
        mine = await relay.list_from(tx, chat_id, replied.message_id)
        if mine:
            _ask(context, mine[0], "undo_in_topic")
            return True
    latest = await relay.find_latest_answer(tx, coach_of(context), chat_id, client_id)
    just = latest is not None and context.now - latest.at < _JUST
    if takes_back(context.text) or (just and regrets(context.text)):
        _ask(context, latest, "undo_in_topic")
        return True
    if await ask_before_answering(context, client_id):
        return True
    return replied is not None and await ask_beside(context, client_id)


async def ask_beside(context: Context, client_id: int) -> bool:
    """What answers words that are not the client's may be for whoever wrote those: it is shown
    first.
    """
    return await _show_first(context, client_id, "beside")


async def ask_before_answering(context: Context, client_id: int, answers: int = 0) -> bool:
    """What says that something went to the wrong one may name somebody else, and what tells of a
    crisis may be her own, and what calls on another coach is for that one: it is not sent before
    she says so.

    `answers`: the client's message that she answers expressly; 0: none.
    """
    doubted = missent(context.text) or await _is_for_no_client(context, client_id)
    return doubted and await _show_first(context, client_id, "shown_first", answers)


async def _is_for_no_client(context: Context, client_id: int) -> bool:
    """Whether it may tell of her own crisis, or is about the client, to another coach."""
    if context.unit.at_work is not None:
        return True
    client = await clients.find(context.tx, client_id)
    if client is None:
        return False
    name = await relaying.shown_name(context.tx, context.book, client)
    is_rung = call_requests.sounds_rung(context.text, name)
    return is_rung or await colleagues.is_for_one(context, name)


async def hold_album(context: Context) -> None:
    """A part of it stays here: so do those that follow, and those that went before."""
    await shown_first.hold_album(context)
    album = shown_first.album_of(context)
    copies = await relay.list_album(context.tx, context.chat_id, album) if album else []
    first = next((one for one in copies if one.direction == relay.OUT), None)
    if first is None:
        return
    # By the calendar alone: whether it came already is not told.
    ended = context.now - max(one.at for one in copies) >= relaying.ALBUM_ENDS
    if not await _withdraw(context, first, "undone" if ended else "album_part"):
        _ask(context, first, "undo_sure")


async def _show_first(context: Context, client_id: int, key: str, answers: int = 0) -> bool:
    client = await clients.find(context.tx, client_id)
    if client is None:
        return False
    asked = Asked(client_id, max(0, answers), context.message_id)
    if shown_first.album_of(context):
        key = f"{key}_album"
    else:
        await shown_first.note(context, asked)
    await _show(context, asked, client, key)
    return True


async def _show(context: Context, asked: Asked, client: Client, key: str) -> None:
    """Below what she wrote: Telegram gives its words back with the press; nothing keeps them."""
    client_id, name = client.id, await relaying.shown_name(context.tx, context.book, client)
    rows: Rows = [[Button(context.t("canned.button.send", name=name), asked.data)]]
    if key.endswith("_album"):
        rows = []  # it would send the part that has the words
    last = await relay.find_latest_answer(
        context.tx, coach_of(context), context.chat_id, client_id
    )
    about_last = not key.startswith("beside")
    if about_last and last is not None and context.now - last.at < outbox.REACH:
        undo_it = Button(context.t("inbox.button.undo_last"), f"inbox:recall:{last.id}")
        rows = [*rows, [undo_it]]
    rows = [*rows, [Button(context.t("canned.button.not"), "canned:drop")]]
    said = join([context.t(f"inbox.{key}", name=name), at_work.whom_to_ring(context)])
    say_here(context, said, rows, asked.written)


async def answer_typed(context: Context) -> bool:
    """A yes or a no, typed where it was asked whether it is for this client. A yes brings the
    button once more: the words that it sends stand in no place but above it.
    """
    if not context.text or not may_answer(context, None):
        return False
    asked = await shown_first.find(context)
    client = await clients.find(context.tx, asked.client_id) if asked is not None else None
    if asked is None or client is None:
        return False
    name = await relaying.shown_name(context.tx, context.book, client)
    labelled = words_of(context.t("canned.button.send", name=name)) == words_of(context.text)
    answer = yes_no.YES if labelled else yes_no.read(context.text)
    if answer == yes_no.YES:
        await _show(context, asked, client, "shown_again")
    elif answer == yes_no.NO:
        await shown_first.forget(context)
        say_here(context, context.t("canned.dropped"))
    return answer is not None


async def send_shown(context: Context) -> None:
    """It was for this client: what she wrote goes as it stands above the button."""
    asked = context.incoming.effective_message
    written = asked.reply_to_message if isinstance(asked, Message) else None
    if written is None:
        context.show(context.t("canned.gone"))
        return
    if written.from_user is None or written.from_user.id != coach_of(context):
        context.toast(context.t("inbox.not_yours"))
        return
    if is_note(written.text or written.caption or ""):  # she made one of it meanwhile
        context.show(context.t("canned.dropped"))
        return
    if await relay.list_from(context.tx, context.chat_id, written.message_id):
        context.toast(context.t("canned.sent_already"))
        return
    await shown_first.forget(context)
    await take(context, written, context.number(0), context.number(1) or None)
    went = await relay.list_from(context.tx, context.chat_id, written.message_id)
    context.show(context.t("canned.sent" if went else "canned.dropped"))


def _ask(context: Context, answer: Passed | None, key: str) -> None:
    """Below the answer: Telegram shows which it is, and its words are kept nowhere."""
    if answer is None:
        say_here(context, context.t("inbox.undo_nothing"))
        return
    rows: Rows = [[_undo(context, answer)]]
    say_here(context, context.t(f"inbox.{key}"), rows, answer.from_message_id)


def _undo(context: Context, answer: Passed) -> Button:
    return Button(context.t("inbox.button.undo"), f"inbox:undo:{answer.id}")


async def latest(context: Context) -> Passed | None:
    """What she answered last in her own chat, while it can be taken back."""
    found = await relay.find_latest_answer(context.tx, coach_of(context), context.chat_id)
    return None if found is None or context.now - found.at >= outbox.REACH else found


def ask(context: Context, answer: Passed) -> None:
    """Below this answer: whether it is to be taken back."""
    _ask(context, answer, "undo_sure")


async def way_to(context: Context, found: Passed | None) -> Rows:
    """The way to this answer, named by whom it was for."""
    if found is None:
        return []
    client = await clients.find(context.tx, found.client_id)
    if client is None:
        return []
    name = await relaying.shown_name(context.tx, context.book, client)
    return [[Button(context.t("inbox.button.recall", name=name), f"inbox:recall:{found.id}")]]


async def show(context: Context) -> None:
    """Which answer that is: a line in answer to it, with the button that takes it back."""
    found = await relay.find(context.tx, context.number(0))
    if found is None or found.from_chat_id != context.chat_id or found.direction != relay.OUT:
        context.show(context.t("inbox.undone_already"))
        return
    said, thread_id = context.t("inbox.undo_sure"), thread_of(context)
    line = below(found.from_chat_id, found.from_message_id, said, thread_id)
    keyboard = letters.inline([[_undo(context, found)]])
    context.send(line.with_(params=line.params | {"reply_markup": keyboard}))


async def undo(context: Context) -> None:
    """Taken back wherever it went. What is said is the same whether or not it had come yet."""
    found = await relay.find(context.tx, context.number(0))
    here = found is not None and found.from_chat_id == context.chat_id
    if found is None or not here or found.direction != relay.OUT:
        context.toast(context.t("inbox.undone_already"))
        return
    if context.now - found.at >= outbox.REACH:
        context.toast(context.t("inbox.undo_late"))
        return
    taken = await _withdraw(context, found, "undone")
    context.toast(context.t("inbox.undone_short" if taken else "inbox.undo_moment"))


async def _withdraw(context: Context, found: Passed, said: str) -> bool:
    """Taken back everywhere, and `said` below it. False: not at this very moment."""
    if not await _take(context, await _everywhere(context, found)):
        return False
    question = await relay.find_latest_question(context.tx, found.client_id)
    since = question.at if question is not None and question.at <= found.at else None
    await relay.reopen(context.tx, found.client_id, since)
    await acts.note(context.tx, coach_of(context), "answer_withdrawn", context.now,
                    client_id=found.client_id)  # fmt: skip
    chat_id, number, thread_id = found.from_chat_id, found.from_message_id, thread_of(context)
    context.send(mark(chat_id, number, FAILED, thread_id))
    context.send(below(chat_id, number, context.t(f"inbox.{said}"), thread_id))
    return True


async def _everywhere(context: Context, found: Passed) -> list[Passed]:
    """Every copy of it, and of an album every part: also what other coaches see of it."""
    if found.album is None:
        return await relay.list_from(context.tx, found.from_chat_id, found.from_message_id)
    album = await relay.list_album(context.tx, found.from_chat_id, found.album)
    return [one for one in album if one.direction != relay.GONE]


async def _take(context: Context, copies: list[Passed]) -> bool:
    """False: it is leaving at this very moment, and can be taken back in the next."""
    waiting = [
        await outbox_unsent.find_queued(context.tx, relaying.key_of(one.id)) is not None
        for one in copies
    ]
    with_client = [one.to_message_id for one in copies if one.direction == relay.OUT]
    if not any(waiting) and not any(with_client):
        return False
    for one in copies:
        await outbox_unsent.drop_queued(context.tx, relaying.key_of(one.id), context.now)
        if one.to_message_id is not None:
            gone = letters.delete(one.to_chat_id, [one.to_message_id])
            context.send(gone.with_(lane=Lane.TIDY, key=f"undo:{one.id}"))
        if one.direction == relay.OUT:
            await relay.take_back(context.tx, one.id)
        else:
            await relay.forget(context.tx, one.id)
    return True

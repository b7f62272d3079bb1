"""An answer that a coach takes back: it is asked first, and gone with whoever got it."""

from __future__ import annotations

from datetime import timedelta

from telegram import Message

from bot.clients import relaying
from bot.context import Context
from bot.features.coach.inbox import shown_first
from bot.features.coach.inbox.answers import coach_of, say_here, take, thread_of
from bot.features.coach.inbox.marks import FAILED, below, mark
from bot.features.coach.inbox.regret import missent, regrets, takes_back
from bot.features.coach.inbox.shown_first import Asked
from bot.outbox import letters
from bot.outbox.letters import Button, Rows
from bot.road.lanes import Lane
from bot.screens.typed import may_answer
from bot.store import acts, clients, outbox, outbox_unsent, relay
from bot.store.clients import Client
from bot.store.relay import Passed
from bot.understanding import yes_no
from bot.understanding.words import words_of

_JUST = timedelta(minutes=2)
"""So long after an answer a few words like these are likely to be about it."""


async def ask_about_own(context: Context) -> bool:
    """In her own chat: she answered an answer of hers. That goes to nobody, and she is asked."""
    message = context.incoming.message
    own = message.reply_to_message if message is not None else None
    if own is None or not context.is_coach or context.text.startswith("/"):
        return False
    copy = await relay.find_copy(context.tx, context.chat_id, own.message_id)
    if copy is not None and copy.direction == relay.SEEN and regrets(context.text):
        say_here(context, context.t("inbox.undo_of_other"))
        return True
    mine = await relay.list_from(context.tx, context.chat_id, own.message_id)
    answer = next((one for one in mine if one.direction == relay.OUT), None)
    if answer is None:
        return False
    _ask(context, answer, "own_answer")
    return True


async def ask_in_topic(context: Context, client_id: int, replied: Message | None) -> bool:
    """In a topic: what replies to a coach's answer, or sounds like a second thought about it, is
    no answer, unless it is to a client's message; nor is a yes to whether it is for the client.
    """
    if await shown_first.is_of_held_album(context):
        return True
    held = await _asks_in_topic(context, client_id, replied)
    if held:
        await shown_first.hold_album(context)
    return held


async def _asks_in_topic(context: Context, client_id: int, replied: Message | None) -> bool:
    tx, chat_id = context.tx, context.chat_id
    if replied is None and await answer_typed(context):
        return True
    await shown_first.forget(context)
    if replied is not None:
        copy = await relay.find_copy(tx, chat_id, replied.message_id)
        if copy is not None and copy.direction == relay.IN:
            return False
        mine = await relay.list_from(tx, chat_id, replied.message_id)
        if mine:
            _ask(context, mine[0], "undo_in_topic")
            return True
    latest = await relay.find_latest_answer(tx, coach_of(context), chat_id, client_id)
    just = latest is not None and context.now - latest.at < _JUST
    if not (takes_back(context.text) or (just and regrets(context.text))):
        return await _show_first(context, client_id)
    _ask(context, latest, "undo_in_topic")
    return True


async def ask_before_answering(context: Context) -> bool:
    """In her own chat: she answers a client's message, in words that may be about another's."""
    message = context.incoming.message
    replied = message.reply_to_message if message is not None else None
    if replied is None or not context.is_coach or context.text.startswith("/"):
        return False
    copy = await relay.find_copy(context.tx, context.chat_id, replied.message_id)
    if copy is None or copy.direction == relay.OUT:
        return False
    if await shown_first.is_of_held_album(context):
        return True
    answers = copy.from_message_id if copy.direction == relay.IN else 0
    held = await _show_first(context, copy.client_id, answers)
    if held:
        await shown_first.hold_album(context)
    return held


async def _show_first(context: Context, client_id: int, answers: int = 0) -> bool:
    """What says that something went to the wrong one may name somebody else: it is not sent before
    she says so. `answers`: the client's message that she answers expressly; 0: none.
    """
    client = await clients.find(context.tx, client_id)
    if client is None or not missent(context.text):
        return False
    asked = Asked(client_id, max(0, answers), context.message_id)
    if shown_first.album_of(context):
        await _show(context, asked, client, "shown_first_album")
        return True
    await shown_first.note(context, asked)
    await _show(context, asked, client, "shown_first")
    return True


async def _show(context: Context, asked: Asked, client: Client, key: str) -> None:
    """Below what she wrote: Telegram gives its words back with the press; nothing keeps them."""
    client_id, name = client.id, await relaying.shown_name(context.tx, context.book, client)
    rows: Rows = [[Button(context.t("canned.button.send", name=name), asked.data)]]
    if key == "shown_first_album":
        rows = []  # it would send the part that has the words
    last = await relay.find_latest_answer(
        context.tx, coach_of(context), context.chat_id, client_id
    )
    if last is not None and context.now - last.at < outbox.REACH:
        undo_it = Button(context.t("inbox.button.undo_last"), f"inbox:recall:{last.id}")
        rows = [*rows, [undo_it]]
    rows = [*rows, [Button(context.t("canned.button.not"), "canned:drop")]]
    say_here(context, context.t(f"inbox.{key}", name=name), rows, asked.written)


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
    parts = await _everywhere(context, found)
    if not await _take(context, parts):
        context.toast(context.t("inbox.undo_moment"))
        return
    question = await relay.find_latest_question(context.tx, found.client_id)
    since = question.at if question is not None and question.at <= found.at else None
    await relay.reopen(context.tx, found.client_id, since)
    await acts.note(context.tx, coach_of(context), "answer_withdrawn", context.now,
                    client_id=found.client_id)  # fmt: skip
    chat_id, number, thread_id = found.from_chat_id, found.from_message_id, thread_of(context)
    context.send(mark(chat_id, number, FAILED, thread_id))
    context.send(below(chat_id, number, context.t("inbox.undone"), thread_id))
    context.toast(context.t("inbox.undone_short"))


async def _everywhere(context: Context, found: Passed) -> list[Passed]:
    """Every copy of it, and of an album every part: also what other coaches see of it."""
    copies = await relay.list_from(context.tx, found.from_chat_id, found.from_message_id)
    if found.album is None:
        return copies
    chats = dict.fromkeys(one.to_chat_id for one in copies)
    albums = [
        await relay.list_album(context.tx, found.from_chat_id, found.album, chat_id)
        for chat_id in chats
    ]
    return [part for album in albums for part in album]


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

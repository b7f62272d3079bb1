"""An answer that a coach takes back: it is asked first, and gone with whoever got it."""

from __future__ import annotations

import re
from datetime import timedelta

from telegram import Message

from bot.clients import relaying
from bot.context import Context
from bot.features.coach.inbox_answers import coach_of, say_here, thread_of
from bot.features.coach.inbox_marks import FAILED, below, mark
from bot.outbox import letters
from bot.outbox.letters import Button, Rows
from bot.road.lanes import Lane
from bot.store import acts, clients, outbox, outbox_unsent, relay
from bot.store.relay import Passed
from bot.understanding.closed_lists import word_set

_UNDOES = word_set(
    "stop stoppen intrekken terughalen terugnemen annuleer annuleren verwijder verwijderen wis "
    "wissen weghalen oeps undo withdraw recall cancel delete remove oops"
)
_TOGETHER = ("laat maar", "trek in", "trek terug", "haal weg", "haal terug", "never mind",
             "nevermind", "take back")  # fmt: skip
_BESIDES = word_set(
    "dit dat die het deze mijn antwoord antwoorden bericht berichten laatste aub alsjeblieft "
    "graag nee wacht this that it my the answer message last please no wait"
)
_HINTS = word_set(
    "terug weg wacht wachten ho fout foutje verkeerd verkeerde intrek intreken wrong wait back "
    "mistake"
)
_LIGHT = word_set(
    "o oh oei ai sorry help even nog kan kun kon je ik wil moet moest niet nu toch hier was ging "
    "trek haal in onderwerp topic groep chat persoon client cliënt iemand te snel een "
    "one group can you i want to not was were take a the"
)
_ITSELF = word_set("bericht berichten antwoord antwoorden message messages answer answers")
_MEANT = re.compile(r"\b(was|is|were)( \w+)? (voor|for)\b|\bmeant for\b")
_MOST_WORDS = 6
_JUST = timedelta(minutes=2)
"""So long after an answer a few words like these are likely to be about it."""


def regrets(text: str) -> bool:
    """Whether a few words sound like a second thought, right after an answer."""
    if takes_back(text):
        return True
    said = text.casefold()
    words = re.findall(r"\w+", said)
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    bare = set(words) <= _UNDOES | _HINTS | _BESIDES | _LIGHT
    return (
        (bare and not (_UNDOES | _HINTS).isdisjoint(words))
        or (not _UNDOES.isdisjoint(words) and not _ITSELF.isdisjoint(words))
        or _MEANT.search(said) is not None
    )


def takes_back(text: str) -> bool:
    """Whether nothing but a wish to undo is said: no word in it is for a client."""
    said = re.findall(r"\w+", text.casefold())
    words = [word for word in said if word not in _BESIDES]
    return " ".join(words) in _TOGETHER or (bool(words) and set(words) <= _UNDOES)


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
    no answer, unless it is to a client's message.
    """
    tx, chat_id = context.tx, context.chat_id
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
        return False
    _ask(context, latest, "undo_in_topic")
    return True


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
    line = below(found.from_chat_id, found.from_message_id, context.t("inbox.undo_sure"))
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

"""A message to the coach: agreed to first, passed on, and what can be known about it said."""

from __future__ import annotations

from telegram import Message

from bot import coaches
from bot.clients import answered as answered_line
from bot.clients import relaying
from bot.clients.consents import version_of
from bot.clients.relaying import COMMAND, TO_CLIENT, Source
from bot.context import Context
from bot.feature import Command, Feature, For, Place, Urges
from bot.features.contact import asking, passing_on
from bot.outbox import letters, parts
from bot.outbox.letters import Letter, Rows
from bot.outbox.parts import Part
from bot.road.lanes import Lane
from bot.safety.people import show_people
from bot.safety.questions import is_let_on
from bot.safety.replies import kind_of_question
from bot.screens import send_words, typed
from bot.screens.frame import for_clients, help_button, urge_and_help
from bot.screens.stub import send_for_a_while
from bot.store import (
    broadcast_copies,
    consents,
    outbox_unsent,
    relay,
)
from bot.store.clients import Client
from bot.store.consents import INBOX
from bot.store.relay import Passed
from bot.understanding.classify import DISTRESS, URGE

_SEND, _UNSENT = "contact:send:", "contact:unsent:"
"""How the buttons begin that send what she denied, and what she wrote before she agreed."""


async def begin(context: Context) -> None:
    """`/coach`: the first time what it is and is not, else straight to writing."""
    if context.client is None and context.is_coach:
        context.show(context.t("contact.own"), [[asking.button(context, "inbox", "inbox:list")]])
        return
    await _begin(context)


@for_clients
async def _begin(context: Context, client: Client) -> None:
    if not asking.is_there(context, client):
        return
    message = None if context.is_button else context.incoming.effective_message
    part = (
        passing_on.readable(message) if message is not None and asking.says_more(message) else None
    )
    if not await consents.is_given(context.tx, client.id, INBOX):
        wrote = message if part is not None else None
        asking.ask_first(context, passing_on.where(wrote) if wrote is not None else "")
    elif message is not None and part is not None:
        await passing_on.pass_on(context, client, message, part)
        await passing_on.tell(context)
    else:
        await asking.ask(context, client)


async def _is_open(context: Context) -> bool:
    """Whether what stands behind the command goes on to somebody who reads it."""
    return context.client is not None and await relaying.is_open(context.tx, context.client)


@for_clients
async def agree(context: Context, client: Client) -> None:
    """Agreed to, with version and time."""
    if not asking.is_there(context, client):
        return
    if not await consents.is_given(context.tx, client.id, INBOX):
        version = version_of(context.book, INBOX)
        await consents.give(context.tx, client.id, INBOX, version, context.now)
    await asking.ask(context, client, await _find_unsent(context, client))


async def _find_unsent(context: Context, client: Client) -> Rows | None:
    """The way to send what was written before she agreed, which is kept nowhere; None: nothing
    was, or she wrote to her coach since. After words of a crisis she is asked to write it again.
    """
    number, answers = context.number(0), context.number(1)
    latest = await relay.find_latest_question(context.tx, client.id)
    if not context.words or (latest is not None and latest.from_message_id >= number):
        return None
    if not number or client.is_held(context.now):
        return []
    data = f"{_UNSENT}{number}:{answers}:{context.word(2)}".rstrip(":")
    return [[asking.button(context, "send_unsent", data)]]


@for_clients
async def withdraw(context: Context, client: Client) -> None:
    """Taken back as easily: nothing goes either way any more."""
    await consents.withdraw(context.tx, client.id, INBOX, context.now)
    await context.stop_waiting()
    context.show(context.t("contact.withdrawn"), [[help_button(context.t)]])


async def leave(context: Context) -> None:
    """Nothing is waited for any more."""
    context.show(context.t("contact.left"), [urge_and_help(context.t)])


async def take(context: Context) -> None:
    """What was written, spoken or shown goes on to the coach."""
    message, client = context.incoming.effective_message, context.client
    if message is None or client is None or not await relaying.is_open(context.tx, client):
        await context.stop_waiting()
        await begin(context)
        return
    part = passing_on.readable(message)
    if part is None:
        context.say(context.t("contact.not_this_kind"), [[asking.leave_button(context)]])
        return
    further = context.word(0) == "more"
    await passing_on.pass_on(context, client, message, part)
    light = context.unit.label not in (URGE, DISTRESS) and not await passing_on.is_grave(context)
    if further and light:
        passing_on.sign(context, message)
    else:
        await passing_on.tell(context)


@for_clients
async def send_it(context: Context, client: Client) -> None:
    """What was asked about as a possible crisis, and denied, goes on: it is copied from this chat,
    since it was kept nowhere. Once something graver was said, what she wants is asked anew.
    """
    denied = kind_of_question(context.word(1))
    await _send(context, client, may_go=await is_let_on(context, denied))


@for_clients
async def send_unsent(context: Context, client: Client) -> None:
    """The same of what was written before she agreed, unless a crisis was told since. Behind a
    command her words alone go; where Telegram does not bring them back, she writes them again.
    """
    answers = context.number(1) or None
    part = None
    if context.word(2) == passing_on.BEHIND and (part := _words_above(context)) is None:
        await asking.ask(context, client, [])
        return
    may_go = not client.is_held(context.now)
    await _send(context, client, may_go=may_go, answers=answers, part=part)


def _words_above(context: Context) -> Part | None:
    """Those of the message that the one with the button answers."""
    shown = context.incoming.effective_message if context.is_button else None
    written = shown.reply_to_message if isinstance(shown, Message) else None
    if written is None or written.message_id != context.number(0):
        return None
    return passing_on.readable(written)


async def _send(
    context: Context,
    client: Client,
    *,
    may_go: bool,
    answers: int | None = None,
    part: Part | None = None,
) -> None:
    number = context.number(0)
    if not number or not await relaying.is_open(context.tx, client):
        await begin(context)
        return
    if await relay.list_from(context.tx, context.chat_id, number):
        context.toast(context.t("contact.went_before"))
        return
    if not may_go:
        await begin(context)
        return
    part = part or {"kind": "copy", "chat": context.chat_id, "message": number}
    source = Source(context.chat_id, number, part, answers=answers)
    await passing_on.bring(context, client, source)
    await passing_on.tell(context)


async def _says_to_send(context: Context) -> bool:
    """True: "yes, send it" in words of her own, while that button is in the newest message. It is
    no text for the coach, nor a yes to what she denied.
    """
    sends = send_words.sends(context.text)
    shown = await typed.answered(context, surely=True) if sends else None
    data = shown.data((_SEND, _UNSENT)) if shown is not None else []
    if len(data) != 1:
        return False
    context.words = data[0].split(":")[2:]
    await (send_it if data[0].startswith(_SEND) else send_unsent)(context)
    if context.unit.toast and not context.unit.letters:
        context.say(context.unit.toast)
    return True


async def answered(context: Context) -> bool:
    """An answer to what a coach wrote, to her or to many, goes on by itself; so does a change to
    an own message.
    """
    message, client = context.incoming.effective_message, context.client
    if message is None or client is None:
        return False
    if await _says_to_send(context):
        return True
    if context.incoming.edited_message is not None:
        return await _change(context, client, message)
    replied = message.reply_to_message
    if replied is None:
        return False
    passed = await relay.find_copy(context.tx, context.chat_id, replied.message_id)
    if passed is None:
        return await _answer_to_many(context, client, message, replied.message_id)
    if passed.direction != relay.OUT or passed.client_id != client.id:
        return False
    context.words = []
    await take(context)
    return True


async def _answer_to_many(
    context: Context, client: Client, message: Message, answered_id: int
) -> bool:
    """An answer to what went to many is meant for the coach too. Without the consent that is
    asked for, and an urge goes first, since nobody reads it yet.
    """
    if not await broadcast_copies.brought(context.tx, client.id, answered_id):
        return False
    agreed = await consents.is_given(context.tx, client.id, INBOX)
    if not agreed and context.unit.label == URGE:
        return False
    if not asking.is_there(context, client):
        return True
    if agreed:
        context.words = []
        await take(context)
    else:
        asking.ask_first(context, passing_on.where(message))
    return True


async def _change(context: Context, client: Client, message: Message) -> bool:
    found = await relay.list_from(context.tx, context.chat_id, message.message_id)
    may_go = bool(found) and await relaying.is_open(context.tx, client)
    part = passing_on.readable(message) if may_go else None
    if part is None or not parts.has_words(part):
        return bool(found)
    answers = passing_on.answered_by(message)
    deps, tx, update = context.deps, context.tx, context.incoming.update_id
    name = passing_on.first_name(context)
    for passed in found:
        book = await coaches.book_for(deps, tx, passed.to_chat_id)
        above = await answered_line.line_on(deps, tx, book, client.id, answers)
        await relaying.change(tx, passed, part, context.now, update, above=above, first_name=name)
    if context.unit.goes_on:
        context.say(show_people(context), [[help_button(context.t)]])
    return bool(found)


@for_clients
async def read(context: Context, client: Client) -> None:
    """An answer waits for a better hour: whoever asks for it gets it now."""
    number = await outbox_unsent.bring_forward(
        context.tx, client.id, TO_CLIENT, Lane.REPLY, context.now
    )
    context.show(context.t("contact.here" if number else "contact.nothing_waits"))


@for_clients
async def open_line(context: Context, client: Client) -> None:
    """What stands behind a neutral line: copied from where the coach wrote it, for ten minutes."""
    passed = await relay.find(context.tx, context.number(0))
    if passed is None or passed.client_id != client.id or passed.direction != relay.OUT:
        context.show(context.t("stub.gone"))
        return
    copied = await _copy_of(context, client, passed)
    if client.ended_at is not None:  # A copy has no room for it.
        context.toast(context.t("contact.one_way"))
    send_for_a_while(context, copied.with_(kind=relaying.COPY))


async def _copy_of(context: Context, client: Client, passed: Passed) -> Letter:
    params = {
        "chat_id": client.chat_id,
        "from_chat_id": passed.from_chat_id,
        "disable_notification": True,
    }
    if passed.album is not None:
        album = await relay.list_album(
            context.tx, passed.from_chat_id, passed.album, passed.to_chat_id
        )
        numbers = sorted(one.from_message_id for one in album)
        return Letter("copyMessages", params | {"message_ids": numbers})
    back = letters.inline(relaying.ways_back(context.book, client))
    return Letter("copyMessage", params | {"message_id": passed.from_message_id,
                                           "reply_markup": back})  # fmt: skip


FEATURE = Feature(
    room="contact",
    commands=(Command(COMMAND, COMMAND, begin, For.CLIENTS, weighs_urges=_is_open),),
    wishes={"coach": begin},
    buttons={
        "begin": begin,
        "write": begin,
        "agree": agree,
        "withdraw": withdraw,
        "leave": leave,
        "send": send_it,
        "unsent": send_unsent,
        "read": read,
        "open": open_line,
    },
    in_full=frozenset(["agree", "send", "unsent"]),
    waits={"write": Place(take, Urges.WEIGHED)},
    answers=answered,
)

"""A message to the coach: agreed to first, passed on, and what can be known about it said."""

from __future__ import annotations

from telegram import Message

from bot.calendar.days import show_day, show_instant
from bot.calendar.times import local_date
from bot.clients import relaying
from bot.clients.consents import version_of
from bot.clients.relaying import COMMAND, TO_CLIENT, WRITE, Source
from bot.context import Context
from bot.feature import Command, Feature, For, Place, Urges
from bot.outbox import letters, parts
from bot.outbox.letters import Button, Letter, Rows
from bot.outbox.parts import Part
from bot.road.lanes import Lane
from bot.safety import standing
from bot.safety.people import show_people
from bot.safety.questions import is_asked_about_thinking, is_let_on
from bot.safety.replies import VEILED
from bot.screens import send_words, typed
from bot.screens.frame import for_clients, help_button, urge_and_help, urge_button
from bot.screens.stub import send_for_a_while
from bot.store import (
    broadcast_copies,
    clients,
    desk,
    notes,
    outbox_queries,
    outbox_unsent,
    relay,
    waiting,
)
from bot.store.clients import Client
from bot.store.consents import INBOX
from bot.store.relay import Passed
from bot.text import Text, join
from bot.understanding.classify import DISTRESS, URGE

MORE = f"{WRITE}:more"
_SEND = "contact:send:"
"""How the button begins that sends what she denied."""
_PASSED_ON = [{"type": "emoji", "emoji": "👌"}]


async def begin(context: Context) -> None:
    """`/coach`: the first time what it is and is not, else straight to writing."""
    if context.client is None and context.is_coach:
        context.show(context.t("contact.own"), [[_button(context, "inbox", "inbox:list")]])
        return
    await _begin(context)


@for_clients
async def _begin(context: Context, client: Client) -> None:
    if not _is_there(context, client):
        return
    message = None if context.is_button else context.incoming.effective_message
    part = _readable(message) if message is not None and _says_more(message) else None
    if not await clients.has_consent(context.tx, client.id, INBOX):
        _ask_first(context, written=part is not None)
    elif message is not None and part is not None:
        await _pass_on(context, client, message, part)
        await _tell(context)
    else:
        await _ask(context, client)


async def _is_open(context: Context) -> bool:
    """Whether what stands behind the command goes on to somebody who reads it."""
    return context.client is not None and await relaying.is_open(context.tx, context.client)


def _says_more(message: Message) -> bool:
    """Whether something goes along with the command, or answers what the coach sent round.

    Else the text is the name of the command without its slash, or a wish to write.
    """
    text = message.text or message.caption or ""
    if message.reply_to_message is None and not text.startswith("/"):
        return False
    part = parts.read(message)
    return part is not None and parts.without_command(part) is not None


def _ask_first(context: Context, *, written: bool) -> None:
    """What it is, before anything goes; `written`: something was, and she hears that it waits."""
    rows = [
        [_button(context, "agree", "contact:agree"), _button(context, "not", "contact:leave")],
        [help_button(context.t)],
    ]
    first = context.t("contact.not_sent_yet") if written else ""
    _put(context, join([first, context.t("contact.about")]), rows)


def _put(context: Context, text: Text | str, rows: Rows) -> None:
    """Show it; below the words of a coach, which stay, where the button was under those."""
    query = context.incoming.callback_query
    put = context.say if query is not None and query.data == WRITE else context.show
    put(text, rows)


def _is_there(context: Context, client: Client) -> bool:
    """In the programme, and somebody to write to; else that is said."""
    if client.ended_at is None and context.deps.settings.coach_ids:
        return True
    key = "contact.over" if client.ended_at is not None else "contact.nobody"
    message = None if context.is_button else context.incoming.effective_message
    wrote = message is not None and _says_more(message)
    unsent = context.t("contact.over_unsent") if wrote else ""
    _put(
        context,
        join([unsent, context.t(key)]),
        [urge_and_help(context.t)],
    )
    return False


@for_clients
async def agree(context: Context, client: Client) -> None:
    """Agreed to, with version and time."""
    if not _is_there(context, client):
        return
    if not await clients.has_consent(context.tx, client.id, INBOX):
        version = version_of(context.book, INBOX)
        await clients.give_consent(context.tx, client.id, INBOX, version, context.now)
    await _ask(context, client)


@for_clients
async def withdraw(context: Context, client: Client) -> None:
    """Taken back as easily: nothing goes either way any more."""
    await clients.withdraw_consent(context.tx, client.id, INBOX, context.now)
    await waiting.clear(context.tx, context.chat_id)
    context.show(context.t("contact.withdrawn"), [[help_button(context.t)]])


async def leave(context: Context) -> None:
    """Nothing is waited for any more."""
    context.show(context.t("contact.left"), [urge_and_help(context.t)])


async def _ask(context: Context, client: Client) -> None:
    patience = waiting.FOR_LETTERS
    await waiting.wait_for(context.tx, context.chat_id, WRITE, context.now, patience)
    waits = await outbox_queries.is_on_its_way(context.tx, client.id, kind=TO_CLIENT)
    text = join([
        context.t("contact.write"),
        await _standing(context, client, waits=waits),
        await _hours(context),
        context.t("contact.no_line"),
    ])  # fmt: skip
    rows = [[_button(context, "read", "contact:read")]] if waits else []
    _put(context, text, [
        *rows,
        [_button(context, "leave", "contact:leave"), help_button(context.t)],
        [_button(context, "withdraw", "contact:withdraw")],
    ])  # fmt: skip


async def _standing(context: Context, client: Client, *, waits: bool) -> str:
    """What is known of what went before."""
    found = await relay.find_conversation(context.tx, client.id)
    if waits:
        return context.t("contact.answer_waits")
    if found is None or found.asked_at is None:
        return ""
    if found.open_since is not None:
        at = show_instant(found.asked_at, client.zone, context.language)
        return context.t("contact.no_answer_yet", at=at)
    if found.answered_at is not None:
        at = show_instant(found.answered_at, client.zone, context.language)
        return context.t("contact.answered", at=at)
    return ""


async def _hours(context: Context) -> str:
    """When the coaches read; on days away, who stands in."""
    zone = context.deps.settings.timezone
    today = local_date(zone, context.now)
    off = await desk.find_away(context.tx, today)
    if off is not None and off.from_on <= today:
        until = show_day(off.until_on, context.language)
        line = off.line or context.t("contact.nobody_stands_in")
        return context.t("contact.away", until=until, line=line)
    hours = await notes.find(context.tx, "office_hours")
    return context.t("contact.hours", hours=hours) if hours else context.t("contact.no_hours")


async def take(context: Context) -> None:
    """What was written, spoken or shown goes on to the coach."""
    message, client = context.incoming.effective_message, context.client
    if message is None or client is None or not await relaying.is_open(context.tx, client):
        await waiting.clear(context.tx, context.chat_id)
        await begin(context)
        return
    part = _readable(message)
    if part is None:
        context.say(context.t("contact.not_this_kind"), [[_leave(context)]])
        return
    further = context.word(0) == "more"
    await _pass_on(context, client, message, part)
    light = context.unit.label not in (URGE, DISTRESS) and not await _is_grave(context)
    if further and light:
        _sign(context, message)
    else:
        await _tell(context)


@for_clients
async def send_it(context: Context, client: Client) -> None:
    """What was asked about as a possible crisis, and denied, goes on: it is copied from this chat,
    since it was kept nowhere. Once something graver was said, what she wants is asked anew.
    """
    number = context.number(0)
    if not number or not await relaying.is_open(context.tx, client):
        await begin(context)
        return
    if await relay.list_from(context.tx, context.chat_id, number):
        context.toast(context.t("contact.went_before"))
        return
    if not await is_let_on(context, VEILED):
        await begin(context)
        return
    part = {"kind": "copy", "chat": context.chat_id, "message": number}
    await _bring(context, client, Source(context.chat_id, number, part))
    await _tell(context)


async def _says_to_send(context: Context) -> bool:
    """True: "yes, send it" in words of her own, while that button is in the newest message. It is
    no text for the coach, nor a yes to what she denied.
    """
    if not send_words.sends(context.text) or not typed.is_newest_known(context):
        return False
    shown = await typed.in_sight(context)
    if shown is None or not typed.may_answer(context, shown.message_id):
        return False
    data = [button.data for row in shown.rows for button in row if button.data.startswith(_SEND)]
    if len(data) != 1:
        return False
    context.words = data[0].split(":")[2:]
    await send_it(context)
    if context.unit.toast and not context.unit.letters:
        context.say(context.unit.toast)
    return True


async def _pass_on(context: Context, client: Client, message: Message, part: Part) -> None:
    source = Source(
        message.chat_id,
        message.message_id,
        part,
        message.media_group_id,
        forwarded=message.forward_origin is not None,
    )
    await _bring(context, client, source)


async def _bring(context: Context, client: Client, source: Source) -> None:
    user = context.incoming.effective_user
    first_name = user.first_name if user is not None else ""
    await relaying.pass_on(context.deps, context.tx, client, source, context.now, first_name)
    _, questions = await waiting.find_both(context.tx, context.chat_id, context.now)
    await waiting.wait_for(context.tx, context.chat_id, MORE, context.now)
    if questions:
        await waiting.put_questions(context.tx, context.chat_id, questions, context.now)


def _readable(message: Message) -> Part | None:
    """A poll or somebody's number says what nobody looked at first: not passed on."""
    part = parts.read(message)
    if part is not None and part["kind"] == "copy" and message.location is None:
        return None
    return parts.without_command(part) if part is not None and message.venue is None else None


def _sign(context: Context, message: Message) -> None:
    """Further messages get a sign each; the first was answered in words."""
    params = {"chat_id": context.chat_id, "message_id": message.message_id}
    context.send(Letter("setMessageReaction", params | {"reaction": _PASSED_ON}))


async def _is_grave(context: Context) -> bool:
    """Whether it may be grave, and went because the like was denied, or since a coach is to hear
    what is said after words of a crisis.
    """
    return context.unit.goes_on or await standing.may_tell_of_more(context)


async def _tell(context: Context) -> None:
    """It is on its way; when it may be read; what is there meanwhile. What may be grave is read
    later: whom to ring stands below it, and no exercise.
    """
    grave = await _is_grave(context)
    meant = context.unit.label in (URGE, DISTRESS) and not grave
    asked = await is_asked_about_thinking(context)
    text = join([
        context.t("contact.passed_on"),
        context.t("contact.not_before") if asked else "",
        await _hours(context),
        context.t("contact.meanwhile") if meant else "",
        show_people(context) if grave else "",
    ])  # fmt: skip
    help_ = help_button(context.t)
    rows = [[_leave(context)], [help_] if grave else [urge_button(context.t), help_]]
    context.say(text, rows)


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
        return await _answer_to_many(context, client, replied.message_id)
    if passed.direction != relay.OUT or passed.client_id != client.id:
        return False
    context.words = []
    await take(context)
    return True


async def _answer_to_many(context: Context, client: Client, message_id: int) -> bool:
    """An answer to what went to many is meant for the coach too. Without the consent that is
    asked for, and an urge goes first, since nobody reads it yet.
    """
    if not await broadcast_copies.brought(context.tx, client.id, message_id):
        return False
    agreed = await clients.has_consent(context.tx, client.id, INBOX)
    if not agreed and context.unit.label == URGE:
        return False
    if not _is_there(context, client):
        return True
    if agreed:
        context.words = []
        await take(context)
    else:
        _ask_first(context, written=True)
    return True


async def _change(context: Context, client: Client, message: Message) -> bool:
    found = await relay.list_from(context.tx, context.chat_id, message.message_id)
    may_go = bool(found) and await relaying.is_open(context.tx, client)
    part = _readable(message) if may_go else None
    if part is None or not parts.has_words(part):
        return bool(found)
    for passed in found:
        await relaying.change(context.tx, passed, part, context.now, context.incoming.update_id)
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


def _leave(context: Context) -> Button:
    return _button(context, "done", "contact:leave")


def _button(context: Context, name: str, data: str) -> Button:
    return Button(context.t(f"contact.button.{name}"), data)


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
        "read": read,
        "open": open_line,
    },
    in_full=frozenset(["agree", "send"]),
    waits={"write": Place(take, Urges.WEIGHED)},
    answers=answered,
)

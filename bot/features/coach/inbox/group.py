"""The coaches' group: linked from inside it, one topic for each client, left by the bot else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from telegram import Message
from telegram.constants import ChatID

from bot import coaches
from bot.clients import relaying
from bot.context import Context
from bot.deps import Deps
from bot.features.coach import call_requests
from bot.features.coach.inbox import answers, canned, colleagues, shown_first, undo
from bot.features.coach.inbox.answers import (
    coach_of,
    is_note,
    keep_note,
    say_here,
    thread_of,
)
from bot.features.coach.inbox.failing import follow, tell_coaches
from bot.features.coach.inbox.marks import FAILED, below, mark
from bot.intake.raw import incoming_numbers
from bot.outbox import letters
from bot.outbox.kinds import Call
from bot.outbox.letters import Letter
from bot.road.lanes import Lane
from bot.screens.typed import replied_to
from bot.store import acts, desk, relay
from bot.store.desk import Group
from bot.store.engine import Tx
from bot.store.outbox import SENT, Settlement
from bot.text import bold, join

CHECK = "relay_check"
"""The letter that asks Telegram what the bot may do in a group, and links it when it is enough."""
_GONE = ("kicked", "left")
_LINKS = ("koppel", "link")
_EXPLAINED_FOR = timedelta(hours=12)
_NEVER_LINKED = timedelta(days=1)


async def in_group(context: Context) -> bool:
    """Something happened in a group. False: the bot does not belong there."""
    group = await desk.find_group(context.tx, context.chat_id)
    if context.incoming.my_chat_member is not None:
        return await _came_or_left(context, group)
    message = context.incoming.effective_message
    if message is None:
        return group is not None
    if await _moved(context, message):
        return True
    name = _command(context, message.text or "")
    if context.is_coach and name in _LINKS:
        await _link(context, message)
        return True
    if group is None:
        if name in _LINKS and message.sender_chat is not None:
            say_here(context, context.t("inbox.added_anonymously"))
        return False
    if name and message.sender_chat is not None:
        say_here(context, context.t("inbox.anonymous"))
        return True
    if group.linked_at is not None:
        await _in_linked(context, group, message, name)
    return True


async def _came_or_left(context: Context, group: Group | None) -> bool:
    """The bot was brought in, given rights, or thrown out."""
    change = context.incoming.my_chat_member
    assert change is not None
    if change.new_chat_member.status in _GONE:
        if group is not None:
            await desk.drop_group(context.tx, group.group_id)
            await relay.leave_group(context.tx, group.group_id)
        if group is not None and group.linked_at is not None:
            once = context.now.isoformat()
            await tell_coaches(context.deps, context.tx, "inbox.group_gone", once, context.now)
        return True
    if group is None and context.is_coach:
        await desk.add_group(context.tx, context.chat_id, context.now)
        say_here(context, context.t("inbox.group_hello"))
        return True
    if group is None and change.from_user.id == ChatID.ANONYMOUS_ADMIN:
        say_here(context, context.t("inbox.added_anonymously"))
    return group is not None


async def _moved(context: Context, message: Message) -> bool:
    """A small group that became a large one goes on under another number."""
    if message.migrate_to_chat_id is not None:
        await follow(context.tx, context.chat_id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        await follow(context.tx, message.migrate_from_chat_id, context.chat_id)
    else:
        return False
    return True


def _command(context: Context, text: str) -> str:
    """The command that a message is, if it is one for this bot."""
    if not text.startswith("/") or is_note(text):
        return ""
    name, _, bot_name = text[1:].split()[0].partition("@")
    mine = not bot_name or bot_name.lower() == context.deps.bot_username.lower()
    return name.lower() if mine else ""


async def _link(context: Context, message: Message) -> None:
    """What can be seen from here is checked at once; the rights are asked of Telegram."""
    if not message.chat.is_forum:
        say_here(context, context.t("inbox.group_no_topics"))
    elif message.has_protected_content:
        say_here(context, context.t("inbox.group_protected"))
    else:
        await desk.add_group(context.tx, context.chat_id, context.now)
        params = {"chat_id": context.chat_id, "user_id": context.deps.bot_id}
        check = Letter("getChatMember", params, lane=Lane.RELAY, kind=CHECK)
        context.send(check.with_(key=f"check:{context.chat_id}:{coach_of(context)}:"
                                     f"{context.incoming.update_id}"))  # fmt: skip


class CheckKind(Call):
    """Telegram says what the bot may do: linked, or told what is to be mended."""

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        found: list[Letter] = []
        for item in items:
            if item.state == SENT:
                found += await _checked(deps, tx, item, now)
        return found


async def _checked(deps: Deps, tx: Tx, item: Settlement, now: datetime) -> list[Letter]:
    group_id = item.row.chat_id
    book = await coaches.book_for(deps, tx, group_id)
    member = item.result or {}
    creator = member.get("status") == "creator"
    if not (creator or member.get("can_manage_topics")):
        return [letters.say(group_id, book.t("inbox.group_rights_missing"))]
    coach_id = int(item.row.dedupe_key.split(":")[2])
    others = await desk.list_others(tx, group_id)
    for other in others:
        await desk.drop_group(tx, other)
        await relay.leave_group(tx, other)
    await desk.change_group(tx, group_id, linked_at=now, explained_at=now)
    await acts.note(tx, coach_id, "group_linked", now)
    welcome = join([bold(book.t("inbox.group_done")), book.t("inbox.general")])
    leaving = [Letter("leaveChat", {"chat_id": other}) for other in others]
    return [letters.say(group_id, welcome), *leaving]


async def _in_linked(context: Context, group: Group, message: Message, name: str) -> None:
    await colleagues.note_name(context, context.incoming.effective_user)
    if context.incoming.callback_query is not None:
        await _pressed(context, context.incoming.callback_query.data or "")
    elif message.new_chat_members:
        await _newcomers(context, message)
    elif context.incoming.edited_message is not None:
        if context.is_coach and not await undo.ask_about_change(context):
            await answers.change(context)
    elif _is_said(message):
        await _said(context, group, message, name)


def _is_said(message: Message) -> bool:
    """Whether somebody said it; what Telegram notes by itself has nothing of a message in it."""
    return bool(message.text or message.effective_attachment)


async def _newcomers(context: Context, message: Message) -> None:
    """Everybody in the group reads along: who is no coach is pointed out."""
    for one in message.new_chat_members or ():
        await colleagues.note_name(context, one)
    strangers = [
        one.first_name
        for one in message.new_chat_members or ()
        if not one.is_bot and not context.deps.is_coach(one.id)
    ]
    if strangers:
        say_here(context, context.t("inbox.newcomer", name=", ".join(strangers)))


async def _said(context: Context, group: Group, message: Message, name: str) -> None:
    """In a topic it is for the client, unless it is a note, or not of a coach."""
    thread_id = thread_of(context)
    if thread_id is None:
        await _in_general(context, group, name)
        return
    if await shown_first.is_of_held_album(context):
        return
    found = await relay.find_by_topic(context.tx, context.chat_id, thread_id)
    client_id = found.client_id if found is not None else None
    if not await _goes_on(context, message, client_id, name):
        await undo.hold_album(context)


async def _goes_on(context: Context, message: Message, client_id: int | None, name: str) -> bool:
    """False: it stays in the topic, and what stands there says so."""
    if context.is_coach and await undo.answer_typed(context):
        return False
    await shown_first.forget(context)
    if is_note(context.text):
        keep_note(context)
    elif name:
        await _do(context, name, client_id)
    elif message.sender_chat is not None:
        _not_sent(context, message, "anonymous")
    elif not context.is_coach:
        _not_sent(context, message, "no_coach")
    elif client_id is None:
        _not_sent(context, message, "no_topic")
    elif message.forward_origin is not None:
        _not_sent(context, message, "forwarded")
    elif context.text.startswith("/"):
        _not_sent(context, message, "command")
    elif not (
        await _rung(context, client_id)
        or await undo.ask_in_topic(context, client_id, replied_to(message))
    ):
        return await answers.take(context, message, client_id, await _asked(context))
    return False


async def _rung(context: Context, client_id: int) -> bool:
    """`Gebeld: Noor`: what the button with her name does, for whoever works in the topic."""
    words = await call_requests.read_rung(context, client_id)
    if words is None:
        return False
    context.words = words
    said = await call_requests.noted_by_name(context)
    say_here(context, said, [[call_requests.way_back(context)]], context.message_id)
    return True


def _not_sent(context: Context, message: Message, why: str) -> None:
    text = context.t(f"inbox.not_sent.{why}")
    context.send(mark(context.chat_id, message.message_id, FAILED, thread_of(context)))
    context.send(below(context.chat_id, message.message_id, text, thread_of(context)))


async def tell_of_failure(deps: Deps, tx: Tx, raw: dict[str, Any]) -> list[Letter]:
    """Of a message in a client's topic that the program failed at, or of what a coach changed in
    one; not read, so not trusted.
    """
    edited = raw.get("edited_message")
    message = raw.get("message") or edited
    thread_id = message.get("message_thread_id") if isinstance(message, dict) else None
    if not isinstance(thread_id, int):
        return []
    for chat_id, message_id in incoming_numbers({"message": message}):
        if await relay.find_by_topic(tx, chat_id, thread_id) is None:
            return []
        t = (await coaches.book_for(deps, tx, chat_id)).t
        if message is edited:
            if not await relay.list_from(tx, chat_id, message_id):
                return []  # it never went to a client
            # What it said before is with the client, so its sign stays.
            text = f"{t('inbox.change_fault')} {t('inbox.not_changed')}"
            return [below(chat_id, message_id, text, thread_id)]
        return [
            mark(chat_id, message_id, FAILED, thread_id),
            below(chat_id, message_id, t("inbox.not_sent.fault"), thread_id),
        ]
    return []


async def _asked(context: Context) -> int:
    """The message of the client that a coach answers expressly, if she does."""
    message = context.incoming.effective_message
    replied = replied_to(message) if message is not None else None
    if replied is None:
        return 0
    passed = await relay.find_copy(context.tx, context.chat_id, replied.message_id)
    return passed.from_message_id if passed is not None and passed.direction == relay.IN else 0


async def _in_general(context: Context, group: Group, name: str) -> None:
    """Nothing goes to anybody from here; said now and then, so that coaches can talk."""
    if name and context.is_coach:
        await _do(context, name, None)
        return
    explained = group.explained_at
    if explained is not None and context.now - explained < _EXPLAINED_FOR:
        return
    await desk.change_group(context.tx, group.group_id, explained_at=context.now)
    say_here(context, context.t("inbox.general_again"))


async def _do(context: Context, name: str, client_id: int | None) -> None:
    """The few commands that work in the group; nothing that begins with a slash is ever sent."""
    if not context.is_coach:
        return
    if name in ("stil", "silent"):
        silent = not await answers.is_silent(context)
        await answers.set_silent(context, silent=silent)
        say_here(context, context.t("inbox.silent" if silent else "inbox.loud"))
    elif name in ("antwoorden", "answers") and client_id is not None:
        await canned.offer_to(context, client_id)
    else:
        say_here(context, context.t("inbox.group_commands"))


async def _pressed(context: Context, data: str) -> None:
    """Buttons under a client's message, for coaches alone."""
    room, _, rest = data.partition(":")
    verb, *context.words = rest.split(":")
    handler = _BUTTONS.get(f"{room}:{verb}")
    if handler is not None and context.is_coach:
        await handler(context)
    else:
        context.toast(context.t("inbox.not_sent.no_coach"))


async def _done(context: Context) -> None:
    await answers.close_question(context, context.number(0))
    context.toast(context.t("inbox.done"))


_BUTTONS: dict[str, Callable[[Context], Awaitable[None]]] = {
    "inbox:done": _done,
    "inbox:undo": undo.undo,
    "inbox:recall": undo.show,
    "inbox:send": undo.send_shown,
    "canned:offer": canned.offer,
    "canned:pick": canned.pick,
    "canned:send": canned.send,
    "canned:drop": canned.drop,
    "rung:line": call_requests.noted_below,
    "rung:back": call_requests.take_back,
}


async def leave_unlinked(deps: Deps) -> None:
    """A group that nobody linked within a day is left."""
    now = deps.clock.now()
    async with deps.store.write() as tx:
        for group_id in await desk.list_never_linked(tx, now - _NEVER_LINKED):
            await desk.drop_group(tx, group_id)
            letter = Letter("leaveChat", {"chat_id": group_id})
            await relaying.post(tx, letter, None, now, f"leave:{group_id}:{now.isoformat()}")

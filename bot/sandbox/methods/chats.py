"""Asking about chats and members, pinning, leaving."""

from __future__ import annotations

from bot.sandbox.errors import bad_request
from bot.sandbox.membership import member_wire
from bot.sandbox.methods.access import chat_to_read, chat_to_write, has_right, message_in
from bot.sandbox.model import Chat, Member, Wire
from bot.sandbox.params import Call
from bot.sandbox.world import World

_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)


def get_chat(world: World, call: Call) -> Wire:
    chat = chat_to_read(world, call)
    full: Wire = {
        **chat.wire,
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": _GIFTS,
    }
    newest = max((n for n in chat.pinned if n in chat.messages), default=None)
    if newest is not None:
        full["pinned_message"] = world.wire_of(chat.messages[newest])
    return full


def get_chat_member(world: World, call: Call) -> Wire:
    chat = chat_to_read(world, call)
    user_id = call.integer("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    if user_id == world.bot["id"]:
        standing = chat.bot_member or Member(None, "member" if chat.person else "left")
        return member_wire(standing, world.bot)
    person = world.people.get(user_id)
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    member = chat.members.get(user_id)
    if member is None:
        member = Member(person, "member" if chat.id == user_id else "left")
    return member_wire(member, person.wire)


def get_chat_administrators(world: World, call: Call) -> list[Wire]:
    chat = _group(world, call, "there are no administrators in the private chat")
    ranks = ("creator", "administrator")
    found = [
        member_wire(member, member.person.wire)
        for member in chat.members.values()
        if member.person is not None and member.status in ranks
    ]
    own = chat.bot_member
    if own is not None and own.status in ranks and call.flag("return_bots"):
        found.append(member_wire(own, world.bot))
    return found


def get_chat_member_count(world: World, call: Call) -> int:
    chat = chat_to_read(world, call)
    return 2 if chat.person else len(chat.members) + (chat.bot_member is not None)


def leave_chat(world: World, call: Call) -> bool:
    chat = _group(world, call, "chat not found")
    world.remove_bot(chat.id, status="left")
    return True


def _group(world: World, call: Call, otherwise: str) -> Chat:
    chat = chat_to_read(world, call)
    if chat.person is not None:
        raise bad_request(otherwise)
    return chat


def pin_chat_message(world: World, call: Call) -> bool:
    chat = chat_to_write(world, call)
    message = message_in(chat, call.integer("message_id"), "message to pin")
    _check_right_to_pin(chat)
    if message.message_id in chat.pinned:
        return True
    chat.pinned.append(message.message_id)
    world.emit("pin", chat.id, message, method=call.method, params=call.params)
    world.serve(chat, "pinned_message", world.wire_of(message), message.thread_id)
    return True


def unpin_chat_message(world: World, call: Call) -> bool:
    chat = chat_to_write(world, call)
    if call.text("message_id"):
        message = message_in(chat, call.integer("message_id"), "message to unpin")
        wanted = message.message_id
    elif chat.pinned:
        wanted = max(chat.pinned)
    else:
        raise bad_request("message to unpin not found")
    _check_right_to_pin(chat)
    if wanted in chat.pinned:
        chat.pinned.remove(wanted)
    world.emit("pin", chat.id, message_id=wanted, method=call.method, params=call.params)
    return True


def unpin_all_chat_messages(world: World, call: Call) -> bool:
    chat = chat_to_write(world, call)
    _check_right_to_pin(chat)
    chat.pinned.clear()
    world.emit("pin", chat.id, method=call.method, params=call.params)
    return True


def _check_right_to_pin(chat: Chat) -> None:
    if chat.person is None and not has_right(chat, "can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")

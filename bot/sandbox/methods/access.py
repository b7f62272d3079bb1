"""Which chat a call is about, and whether the bot may act there."""

from __future__ import annotations

from bot.sandbox.errors import ApiError, bad_request, forbidden, too_many_requests
from bot.sandbox.model import Chat, Message
from bot.sandbox.params import Call
from bot.sandbox.world import World


def chat_to_read(world: World, call: Call, name: str = "chat_id") -> Chat:
    """The chat that a parameter names, whatever the bot's standing in it."""
    value = call.text(name)
    if not value:
        raise bad_request(f"{name} is empty")
    try:
        chat = world.chats.get(int(value))
    except ValueError:
        chat = None
    if chat is None:
        raise bad_request("chat not found")
    if chat.kind == "supergroup" and chat.bot_member is None:
        raise forbidden("bot is not a member of the supergroup chat")
    return chat


def chat_to_write(world: World, call: Call) -> Chat:
    """The chat that `chat_id` names, if the bot may write to it."""
    chat = chat_to_read(world, call)
    person = chat.person
    if person is None:
        _check_group(chat)
        return chat
    if person.deleted:
        raise forbidden("user is deactivated")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    return chat


def _check_group(chat: Chat) -> None:
    if chat.migrated_to is not None:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.migrated_to},
        )
    kind = "supergroup" if chat.kind == "supergroup" else "group"
    if chat.bot_member is None:
        raise forbidden(f"bot is not a member of the {kind} chat")
    if chat.bot_member.status == "kicked":
        raise forbidden(f"bot was kicked from the {kind} chat")


def message_in(chat: Chat, message_id: int, what: str) -> Message:
    """The message, or "message to … not found"."""
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request(f"{what} not found")
    return message


def may_leave(world: World, chat: Chat, items: int = 1) -> None:
    """Count what is about to leave, or refuse it with 429."""
    wait = world.pace.refusal(chat, items, world.clock.monotonic())
    if wait is not None:
        raise too_many_requests(wait)


def has_right(chat: Chat, right: str) -> bool:
    """Whether the bot administers the group with that right."""
    member = chat.bot_member
    return member is not None and member.status == "administrator" and right in member.rights

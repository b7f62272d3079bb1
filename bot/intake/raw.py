"""What a raw update tells, read without trusting its shape. Pure."""

from __future__ import annotations

from typing import Any

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""What Telegram is asked for."""
ASKED_FOR = frozenset(ALLOWED_UPDATES)

LARGEST = 2**63 - 1
"""What a column holds."""
_HOLDERS = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member",
            "channel_post", "edited_channel_post", "message_reaction", "chat_join_request",
            "business_message", "edited_business_message")  # fmt: skip


def is_numbered(raw: dict[str, Any]) -> bool:
    """Whether it has a number by which it can be stored."""
    number = raw.get("update_id")
    return type(number) is int and abs(number) <= LARGEST


def language_of(raw: dict[str, Any]) -> str:
    """The first part of the language that the person's Telegram speaks, or nothing."""
    holders = [raw[name] for name in _HOLDERS if isinstance(raw.get(name), dict)]
    people = [holder.get("from") for holder in holders]
    codes = [person.get("language_code") for person in people if isinstance(person, dict)]
    return str(codes[0])[:2] if codes and codes[0] else ""


def words_of(raw: dict[str, Any]) -> str:
    """What a person wrote in a message, below a picture or as a change; or nothing."""
    for name in ("message", "edited_message"):
        message = raw.get(name)
        if isinstance(message, dict):
            words = message.get("text") or message.get("caption")
            return words if isinstance(words, str) else ""
    return ""


def chat_of(raw: dict[str, Any]) -> int | None:
    """The chat that an update belongs to, found without trusting its shape."""
    for name in _HOLDERS:
        holder = raw.get(name)
        if not isinstance(holder, dict):
            continue
        message = holder.get("message") if name == "callback_query" else holder
        chat = message.get("chat") if isinstance(message, dict) else None
        if not isinstance(chat, dict):
            chat = holder.get("from")
        chat_id = chat.get("id") if isinstance(chat, dict) else None
        return chat_id if type(chat_id) is int and abs(chat_id) <= LARGEST else None
    return None


def incoming_numbers(raw: dict[str, Any]) -> list[tuple[int, int]]:
    """(chat id, message id) of a message that a person wrote."""
    message = raw.get("message")
    number = message.get("message_id") if isinstance(message, dict) else None
    chat_id = chat_of({"message": message})
    # SQLite would keep a text for a number, and nothing could be sorted any more.
    if chat_id is None or type(number) is not int or abs(number) > LARGEST:
        return []
    return [(chat_id, number)]

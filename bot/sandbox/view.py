"""Messages and chats as the page shows them."""

from __future__ import annotations

from typing import Any

from bot.sandbox.model import Chat, Message, Wire
from bot.sandbox.world import World

View = dict[str, Any]

_FILES = ("photo", "animation", "video", "audio", "voice", "video_note", "document", "sticker")
# What the page wants to know of each kind of file, besides its address.
_DETAILS = ("width", "height", "duration", "length", "emoji", "title", "performer")


def message_view(message: Message, viewer_id: int) -> View:
    """One message as `viewer_id` sees it."""
    mine = message.sender is not None and message.sender.id == viewer_id
    view: View = {
        "id": message.message_id,
        "chat_id": message.chat_id,
        "thread_id": message.thread_id,
        "from": "bot" if message.from_bot else "me" if mine else "other",
        "date": message.date.isoformat(),
        "kind": message.kind,
        "text": message.text,
        "entities": message.entities if message.kind == "text" else [],
        "caption": message.caption,
        "caption_entities": message.entities if message.kind != "text" else [],
        "buttons": _buttons(message),
        "silent": message.silent,
        "edited": message.edited,
        "reply_to": message.reply_to,
        "protected": message.protect,
        "media_group_id": message.media_group_id,
        "reaction": [one.get("emoji") for one in message.reaction or []],
    }
    if not message.from_bot and not mine and message.sender is not None:
        view["name"] = message.sender.name
    if message.kind in _FILES and message.attachment is not None:
        view[message.kind] = _file(message)
    elif message.kind != "text":
        view[message.kind] = message.content
    return view


def _buttons(message: Message) -> list[list[View]] | None:
    rows = message.inline_keyboard
    if not rows:
        return None
    return [
        [
            {
                key: value
                for key, value in (
                    ("text", button.text),
                    ("data", button.data),
                    ("url", button.url),
                    ("copy", button.copy_text),
                    ("other", button.other),
                )
                if value is not None
            }
            for button in row
        ]
        for row in rows
    ]


def _file(message: Message) -> View:
    file = message.attachment
    assert file is not None
    content: Wire = message.content[-1] if message.kind == "photo" else message.content
    view: View = {
        "url": f"/media/{file.unique_id}",
        "mime": file.mime,
        "name": file.name,
        "size": file.size,
    }
    if (message.extra or {}).get("has_media_spoiler"):
        view["covered"] = True
    return view | {key: content[key] for key in _DETAILS if key in content}


def groups_in(world: World) -> list[Chat]:
    """The groups that there are."""
    return [chat for chat in world.chats.values() if chat.kind != "private"]


def _without_bot(chat: Chat) -> bool:
    standing = chat.bot_member
    here = standing is not None and standing.status not in ("left", "kicked")
    return chat.kind != "private" and not here


def chat_view(world: World, person_id: int, chat_id: int) -> View:
    """Everything the page needs to draw a person's chat with the bot, or a group she is in."""
    chat = world.chats[chat_id]
    language = world.language_of(person_id)
    profile = world.profile

    def text(texts: dict[str, str]) -> str:
        return texts.get(language) or texts.get("", "")

    return {
        "messages": [message_view(message, person_id) for message in world.chat(chat_id)],
        "keyboard": chat.keyboard,
        "menu": world.menu(person_id, chat_id),
        "typing": world.typing(chat_id),
        "started": chat.started,
        "blocked": chat.blocked or _without_bot(chat),
        "pinned": list(chat.pinned),
        "topics": [
            {"id": topic.thread_id, "name": topic.name, "closed": topic.closed}
            for topic in chat.topics.values()
        ],
        "bot": {
            "name": text(profile.names),
            "username": world.bot["username"],
            "description": text(profile.descriptions),
            "short_description": text(profile.short_descriptions),
        },
    }

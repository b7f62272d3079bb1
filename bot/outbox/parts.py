"""A message of any kind: read into what is kept of it, and rebuilt in another chat.

It is rebuilt and not copied: a copy cannot be added to, and ends when its source is deleted.
Only what has neither text nor file is copied: a place, a contact. A poll is not sent on: each
copy would be a poll of its own, whose result nobody sees.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from telegram import Message

from bot.outbox import letters
from bot.outbox.letters import Letter
from bot.text import Text, utf16_length

Part = dict[str, Any]
Words = Callable[[Part], Text]
"""Gives the words under a part, as they are to arrive."""

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024
LARGEST_ALBUM = 10
METHODS = {
    "photo": "sendPhoto",
    "animation": "sendAnimation",
    "video": "sendVideo",
    "audio": "sendAudio",
    "voice": "sendVoice",
    "video_note": "sendVideoNote",
    "document": "sendDocument",
    "sticker": "sendSticker",
}
WITHOUT_CAPTION = frozenset({"video_note", "sticker"})
_COPIED = ("location", "venue", "contact")
# An animation has a document beside it, a venue a location: the first that fits is meant.
_FILES = ("animation", "video", "audio", "voice", "video_note", "sticker", "document")


def read(message: Message) -> Part | None:
    """What is kept of a message; None: it is of a kind that cannot be sent on."""
    if message.text:
        return {"kind": "text", "text": message.text, "entities": _entities(message.entities)}
    if message.photo:
        return _file(message, "photo", message.photo[-1].file_id)
    for kind in _FILES:
        found = getattr(message, kind, None)
        if found is not None:
            return _file(message, kind, found.file_id)
    if any(getattr(message, kind, None) is not None for kind in _COPIED):
        return {"kind": "copy", "chat": message.chat_id, "message": message.message_id}
    return None


def _entities(found: Any) -> list[dict[str, Any]]:
    return [entity.to_dict() for entity in found or ()]


def _file(message: Message, kind: str, file_id: str) -> Part:
    part: Part = {"kind": kind, "file": file_id}
    if message.caption:
        part |= {"text": message.caption, "entities": _entities(message.caption_entities)}
    if getattr(message, "has_media_spoiler", None):
        part["has_spoiler"] = True
    if getattr(message, "show_caption_above_media", None):
        part["show_caption_above_media"] = True
    return part


def text_of(part: Part) -> Text:
    """The words of a part."""
    return Text(part.get("text", ""), tuple(part.get("entities", ())))


def without_command(part: Part) -> Part | None:
    """The part without the command with which its words begin; None: nothing is left of it."""
    text = part.get("text", "")
    if not text.startswith("/"):
        return part
    rest = text.partition(" ")[2] if " " in text.split("\n")[0] else text.partition("\n")[2]
    rest = rest.lstrip()
    if not rest and part["kind"] == "text":
        return None
    before = utf16_length(text) - utf16_length(rest)
    entities = [
        {**entity, "offset": entity["offset"] - before}
        for entity in part.get("entities", ())
        if entity["offset"] >= before
    ]
    return {**part, "text": rest, "entities": entities}


def limit_of(part: Part) -> int:
    """How long its words may be, in UTF-16 units; 0: it cannot have any."""
    if part["kind"] == "text":
        return TEXT_LIMIT
    return CAPTION_LIMIT if part["kind"] in METHODS.keys() - WITHOUT_CAPTION else 0


def rebuilt(parts: Sequence[Part], chat_id: int, words: Words = text_of) -> Letter:
    """The message for one chat."""
    if len(parts) > 1:
        media = [_item(part, words(part)) for part in parts]
        return Letter("sendMediaGroup", {"chat_id": chat_id, "media": media})
    part = parts[0]
    kind = part["kind"]
    if kind == "text":
        return letters.say(chat_id, words(part))
    if kind == "copy":
        source = {"from_chat_id": part["chat"], "message_id": part["message"]}
        return Letter("copyMessage", {"chat_id": chat_id, **source})
    about = _about(part, words(part))
    return Letter(METHODS[kind], {"chat_id": chat_id, kind: part["file"], **about})


def _item(part: Part, words: Text) -> dict[str, Any]:
    return {"type": part["kind"], "media": part["file"], **_about(part, words)}


def _about(part: Part, words: Text) -> dict[str, Any]:
    about: dict[str, Any] = {
        name: True for name in ("has_spoiler", "show_caption_above_media") if part.get(name)
    }
    if words and part["kind"] not in WITHOUT_CAPTION:
        about |= {"caption": words.plain}
        if words.entities:
            about |= {"caption_entities": list(words.entities)}
    return about


def has_words(part: Part) -> bool:
    """Whether it can be changed at all: a place that moves on is told again and again."""
    return limit_of(part) > 0


_REPLACED = frozenset({"photo", "animation", "video", "audio", "document"})
"""What Telegram lets take the place of one another in a message that was sent."""


def changed(part: Part, chat_id: int, message_id: int, words: Text) -> Letter | None:
    """The call that makes a message that was sent be this part; None: there is none."""
    kind = part["kind"]
    if kind == "text":
        return letters.edit(chat_id, message_id, words)
    params: dict[str, Any] = {"chat_id": chat_id, "message_id": message_id}
    if kind in _REPLACED:
        return Letter("editMessageMedia", params | {"media": _item(part, words)})
    return recaptioned(part, chat_id, message_id, words) if limit_of(part) else None


def recaptioned(part: Part, chat_id: int, message_id: int, words: Text) -> Letter:
    """The call that puts these words under the file of a message that was sent, or above it.

    Where they stand is said anew each time: Telegram puts them below when it is not.
    """
    params: dict[str, Any] = {
        "chat_id": chat_id,
        "message_id": message_id,
        "caption": words.plain,
        "caption_entities": list(words.entities),
    }
    if part.get("show_caption_above_media"):
        params["show_caption_above_media"] = True
    return Letter("editMessageCaption", params)

"""A message of any kind: read into what is kept of it, and rebuilt for each client.

It is rebuilt and not copied: a copy cannot be filled in, and ends when its source is deleted.
Only what has neither text nor file is copied: a place, a contact, a poll.
"""

from __future__ import annotations

from typing import Any

from telegram import Message

from bot.features.coach.placeholders import Values, asks_name, fill
from bot.lanes import Lane
from bot.outbox import letters
from bot.outbox.letters import Letter
from bot.text import Text, utf16_length

Part = dict[str, Any]
Content = dict[str, Any]

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024
LARGEST_ALBUM = 10
_METHODS = {
    "photo": "sendPhoto",
    "animation": "sendAnimation",
    "video": "sendVideo",
    "audio": "sendAudio",
    "voice": "sendVoice",
    "video_note": "sendVideoNote",
    "document": "sendDocument",
    "sticker": "sendSticker",
}
_WITHOUT_CAPTION = frozenset({"video_note", "sticker"})
_COPIED = ("location", "venue", "contact", "poll")
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


def words_of(content: Content) -> str:
    """All words of a message."""
    return "\n".join(part["text"] for part in content["parts"] if part.get("text"))


def kind_of(content: Content) -> str:
    """text, a kind of file, album, or copy."""
    parts = content["parts"]
    return "album" if len(parts) > 1 else str(parts[0]["kind"])


def asks_names(content: Content) -> bool:
    """Whether its length differs from client to client."""
    return asks_name(words_of(content))


def too_much(content: Content, values: Values) -> int:
    """By how many characters it is too long once it is filled in; at most 0: it fits."""
    return max(
        utf16_length(fill(text_of(part), values).plain)
        - (TEXT_LIMIT if part["kind"] == "text" else CAPTION_LIMIT)
        for part in content["parts"]
    )


def is_empty(content: Content, values: Values) -> bool:
    """Whether nothing is left of a text once it is filled in."""
    part = content["parts"][0]
    return part["kind"] == "text" and not fill(text_of(part), values).plain.strip()


def rebuilt(content: Content, chat_id: int, values: Values) -> Letter:
    """The message for one chat."""
    parts = content["parts"]
    if len(parts) > 1:
        media = [_item(part, values) for part in parts]
        return Letter("sendMediaGroup", {"chat_id": chat_id, "media": media})
    part = parts[0]
    kind = part["kind"]
    if kind == "text":
        return letters.say(chat_id, fill(text_of(part), values))
    if kind == "copy":
        source = {"from_chat_id": part["chat"], "message_id": part["message"]}
        return Letter("copyMessage", {"chat_id": chat_id, **source})
    return Letter(_METHODS[kind], {"chat_id": chat_id, kind: part["file"], **_about(part, values)})


def _item(part: Part, values: Values) -> dict[str, Any]:
    return {"type": part["kind"], "media": part["file"], **_about(part, values)}


def _about(part: Part, values: Values) -> dict[str, Any]:
    about: dict[str, Any] = {
        name: True for name in ("has_spoiler", "show_caption_above_media") if part.get(name)
    }
    filled = fill(text_of(part), values)
    if filled and part["kind"] not in _WITHOUT_CAPTION:
        about |= {"caption": filled.plain}
        if filled.entities:
            about |= {"caption_entities": list(filled.entities)}
    return about


def can_be_corrected(content: Content) -> bool:
    """Whether other words can be put in its place without a new message."""
    first = content["parts"][0]["kind"]
    return first in _METHODS.keys() - _WITHOUT_CAPTION or first == "text"


def corrected(content: Content, words: Part) -> Content:
    """The same message with other words; an album has them under its first part."""
    first, *others = content["parts"]
    changed = {**first, "text": words["text"], "entities": words["entities"]}
    return {**content, "parts": [changed, *others]}


def correction(content: Content, chat_id: int, message_id: int, values: Values) -> Letter:
    """The call that puts the present words in the place of those that arrived."""
    part = content["parts"][0]
    filled = fill(text_of(part), values)
    if part["kind"] == "text":
        return letters.edit(chat_id, message_id, filled)
    params = {
        "chat_id": chat_id,
        "message_id": message_id,
        "caption": filled.plain,
        "caption_entities": list(filled.entities),
    }
    return Letter("editMessageCaption", params, lane=Lane.TIDY)


def locked_line(content: Content, values: Values, name: str) -> str:
    """What a lock screen shows: about fifty characters; `name` is what its kind is called."""
    plain = fill(text_of(content["parts"][0]), values).plain.strip()
    first = plain.partition("\n")[0]
    line = first if len(first) <= 50 else first[:49].rstrip() + "…"
    return " ".join(filter(None, (name, line)))

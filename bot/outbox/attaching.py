"""Pictures in letters: where one stands in the call, the file put in its place, or the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telegram import (
    InputFile,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    MessageEntity,
)

from bot.outbox.letters import Letter

_FIELDS = ("photo", "animation", "media")
_AS_A_MESSAGE = {
    "caption_entities": "entities",
    "reply_markup": "reply_markup",
    "disable_notification": "disable_notification",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a letter asks for: one with a name, or a drawing of somebody's own."""

    field: str
    name: str = ""
    order: dict[str, Any] | None = None


def picture_in(letter: Letter) -> Picture | None:
    """What has to be drawn or looked up before the letter leaves."""
    for field in _FIELDS:
        value = letter.params.get(field)
        if isinstance(value, dict) and ("picture" in value or "drawing" in value):
            return Picture(field, value.get("picture", ""), value.get("drawing"))
    return None


def with_file(letter: Letter, picture: Picture, file: str | InputFile) -> dict[str, Any]:
    """The parameters of the call, with the file in place of what asked for it."""
    params = dict(letter.params)
    if picture.field != "media":
        return {**params, picture.field: file}
    # A photo that takes the place of another one brings its caption along.
    caption, entities = params.pop("caption", None), params.pop("caption_entities", ())
    covered = params.pop("has_spoiler", None)
    media = InputMediaPhoto(
        file,
        caption=caption,
        caption_entities=[MessageEntity(**entity) for entity in entities],
        has_spoiler=covered,
    )
    return {**params, "media": media}


_ITEMS = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "audio": InputMediaAudio,
    "document": InputMediaDocument,
}


def with_items(params: dict[str, Any]) -> dict[str, Any]:
    """The parameters of the call, with the parts of an album as PTB insists on them."""
    if not isinstance(params.get("media"), list):
        return params
    return {**params, "media": [_item(one) for one in params["media"]]}


def _item(part: dict[str, Any]) -> Any:
    others = {k: v for k, v in part.items() if k not in ("type", "media", "caption_entities")}
    entities = [MessageEntity.de_json(one, None) for one in part.get("caption_entities", ())]
    return _ITEMS[part["type"]](part["media"], caption_entities=entities, **others)


def in_words(letter: Letter) -> Letter | None:
    """What the caption says, as a message: for a picture that could not be drawn."""
    params = letter.params
    if not params.get("caption"):
        return None
    words: dict[str, Any] = {"chat_id": letter.chat_id, "text": params["caption"]}
    for name, called in _AS_A_MESSAGE.items():
        if name in params:
            words[called] = params[name]
    return Letter("sendMessage", words)

"""Sends that carry a file, one at a time or as an album; changing caption and file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.markup import reply_markup
from bot.sandbox.methods.access import may_leave
from bot.sandbox.methods.attaching import Attached, attached
from bot.sandbox.methods.editing import check_changes, message_to_edit, note_edit
from bot.sandbox.methods.posting import Content, frame_of, place, post
from bot.sandbox.methods.wording import (
    Words,
    caption_of,
    check_caption_length,
    item_caption,
)
from bot.sandbox.model import Entity, Wire
from bot.sandbox.params import Call
from bot.sandbox.world import World

CAPTIONED = frozenset(["photo", "animation", "video", "audio", "voice", "document"])
_ABOVE = frozenset(["photo", "animation", "video"])
_ALONE = frozenset({"animation", "voice", "video_note", "sticker"})
_SAME_KIND = frozenset({"audio", "document"})
_TOLD = ("duration", "width", "height", "performer", "title")
_NO_CAPTION: Words = ("", [])
LARGEST_ALBUM = 10


def sender(kind: str) -> Callable[[World, Call], Wire]:
    """The method that sends a file of this kind."""

    def send(world: World, call: Call) -> Wire:
        caption, entities = _NO_CAPTION
        if kind in CAPTIONED:
            caption, entities = caption_of(world, call)
        if kind not in call.uploads and not call.text(kind):
            raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
        frame = frame_of(world, call)
        check_caption_length(world, caption)
        found = attached(world, call, kind, call.text(kind), _details(call), kind)
        extra = _extra(found.kind, call.flag)
        return post(world, call, frame, _content(found, caption, entities, extra))

    return send


def _details(call: Call) -> dict[str, Any]:
    details: dict[str, Any] = {
        name: call.integer(name) for name in ("duration", "width", "height", "length")
    }
    details |= {name: call.text(name) for name in ("performer", "title", "emoji")}
    details["as_it_is"] = call.flag("disable_content_type_detection")
    return details


def _extra(kind: str, flag: Callable[[str], Any]) -> Wire | None:
    if kind not in _ABOVE:
        return None
    extra: Wire = {}
    if flag("show_caption_above_media"):
        extra["show_caption_above_media"] = True
    if flag("has_spoiler"):
        extra["has_media_spoiler"] = True
    return extra or None


def _content(found: Attached, caption: str, entities: list[Entity], extra: Wire | None) -> Content:
    return Content(
        found.kind,
        caption=caption or None,
        entities=entities,
        value=found.content,
        file=found.file,
        extra=extra,
    )


def send_media_group(world: World, call: Call) -> list[Wire]:
    items = call.json("media", "media")
    if items is None:
        raise ApiError(400, 'Bad Request: parameter "media" is required')
    if not isinstance(items, list):
        raise bad_request("expected an Array of InputMedia")
    for item in items:
        _check_item(item)
    frame = frame_of(world, call)
    frame.markup = None
    if len(items) > LARGEST_ALBUM:
        raise bad_request("too many messages to send as an album")
    if not items:
        raise bad_request("there are no messages to send")
    contents = [_item_content(world, call, item) for item in items]
    _check_mix([content.kind for content in contents])
    may_leave(world, frame.chat, len(contents))
    group_id = str(world.random.randint(10**16, 10**17)) if len(contents) > 1 else None
    sent = [place(world, call, frame, content, group_id) for content in contents]
    return [world.wire_of(message) for message in sent]


def _check_item(item: Any) -> None:
    prefix = "can't parse InputMedia: "
    if not isinstance(item, dict):
        raise bad_request(prefix + "expected an Object")
    kind = item.get("type")
    if kind in _ALONE:
        raise bad_request(f'{prefix}type "{kind}" can\'t be used in sendMediaGroup')
    if kind not in CAPTIONED:
        raise bad_request(f'{prefix}type "{kind}" is unsupported')
    if not item.get("media"):
        raise bad_request(prefix + "media not found")


def _check_mix(kinds: list[str]) -> None:
    if len(set(kinds)) > 1 and _SAME_KIND & set(kinds):
        kind = next(iter(_SAME_KIND & set(kinds)))
        raise bad_request(f"{kind} can't be mixed with other media types")


def _item_content(world: World, call: Call, item: Wire) -> Content:
    """One InputMedia object as the content of a message."""
    caption, entities = item_caption(world, item)
    check_caption_length(world, caption)
    as_it_is = bool(item.get("disable_content_type_detection")) or call.method == "sendMediaGroup"
    details = {name: item[name] for name in _TOLD if name in item} | {"as_it_is": as_it_is}
    found = attached(world, call, item["type"], str(item["media"]), details)
    return _content(found, caption, entities, _extra(found.kind, item.get))


def edit_caption(world: World, call: Call) -> Wire:
    caption, entities = caption_of(world, call)
    markup = reply_markup(call, inline_only=True)
    chat, message = message_to_edit(world, call)
    if message.kind not in CAPTIONED:
        raise bad_request("there is no caption in the message to edit")
    check_caption_length(world, caption)
    may_leave(world, chat)
    after = (caption or None, entities, markup)
    check_changes((message.caption, message.entities, message.reply_markup), after)
    message.caption, message.entities, message.reply_markup = after
    return note_edit(world, call, message)


def edit_media(world: World, call: Call) -> Wire:
    item = call.json("media", "input media")
    if item is None:
        raise ApiError(400, 'Bad Request: parameter "media" is required')
    if isinstance(item, dict) and item.get("type") == "animation":
        _check_item({**item, "type": "video"})
    else:
        _check_item(item)
    markup = reply_markup(call, inline_only=True)
    chat, message = message_to_edit(world, call)
    if message.kind == "voice":
        raise bad_request("message media can't be edited")
    content = _item_content(world, call, item)
    may_leave(world, chat)
    shown = (message.attachment, message.caption, message.entities, message.reply_markup)
    after = (content.file, content.caption, content.entities or [], markup)
    check_changes(shown, after)
    message.attachment, message.caption, message.entities, message.reply_markup = after
    message.kind, message.content, message.text = content.kind, content.value, None
    message.extra = content.extra
    return note_edit(world, call, message)


def get_file(world: World, call: Call) -> Wire:
    file_id = call.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    file = world.files.by_id(file_id)
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > world.limits.download_bytes:
        raise bad_request("file is too big")
    return {
        "file_id": file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }

"""Sending on what is already there: copies without and forwards with their origin."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.access import chat_to_read, may_leave, message_in
from bot.sandbox.methods.deleting import message_ids
from bot.sandbox.methods.media import CAPTIONED
from bot.sandbox.methods.posting import Content, Frame, frame_of, place, post
from bot.sandbox.methods.wording import caption_of, check_caption_length
from bot.sandbox.model import SERVICE_KINDS, Chat, Message, Wire
from bot.sandbox.params import Call
from bot.sandbox.world import World


def copy_message(world: World, call: Call) -> Wire:
    source = _source(world, call)
    message = message_in(source, call.integer("message_id"), "message to copy")
    content = _copy(message)
    if "caption" in call.params and message.kind in CAPTIONED:
        caption, entities = caption_of(world, call)
        check_caption_length(world, caption)
        content.caption, content.entities = caption or None, entities
    frame = frame_of(world, call)
    _check(message, "copied")
    return {"message_id": post(world, call, frame, content)["message_id"]}


def forward_message(world: World, call: Call) -> Wire:
    source = _source(world, call)
    message = message_in(source, call.integer("message_id"), "message to forward")
    frame = frame_of(world, call)
    _check(message, "forwarded")
    return post(world, call, frame, _forward(world, message))


def copy_messages(world: World, call: Call) -> list[Wire]:
    frame, found = _several(world, call)
    contents = [_copy(message) for message in found]
    if call.flag("remove_caption"):
        for content in contents:
            content.caption = None
            content.entities = content.entities if content.kind == "text" else []
    return _leave(world, call, frame, found, contents)


def forward_messages(world: World, call: Call) -> list[Wire]:
    frame, found = _several(world, call)
    return _leave(world, call, frame, found, [_forward(world, message) for message in found])


def _source(world: World, call: Call) -> Chat:
    call.required("from_chat_id")
    return chat_to_read(world, call, "from_chat_id")


def _check(message: Message, what: str) -> None:
    if message.protect:
        raise bad_request("message has protected content and can't be forwarded")
    if message.kind in SERVICE_KINDS:
        raise bad_request(f"the message can't be {what}")


def _several(world: World, call: Call) -> tuple[Frame, list[Message]]:
    """Where they go, and those that exist and may be sent on."""
    call.required("from_chat_id")
    ids = message_ids(call)
    frame = frame_of(world, call)
    if any(later <= earlier for earlier, later in pairwise(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    messages = _source(world, call).messages
    found = [messages[number] for number in ids if number in messages]
    found = [one for one in found if not one.protect and one.kind not in SERVICE_KINDS]
    if not found:
        raise bad_request("Messages can't be forwarded")
    return frame, found


def _leave(
    world: World, call: Call, frame: Frame, found: list[Message], contents: list[Content]
) -> list[Wire]:
    may_leave(world, frame.chat, len(found))
    groups = _new_groups(world, found)
    sent = [
        place(world, call, frame, content, group)
        for content, group in zip(contents, groups, strict=True)
    ]
    return [{"message_id": message.message_id} for message in sent]


def _new_groups(world: World, found: list[Message]) -> Iterator[str | None]:
    """Albums stay together, under a new number."""
    numbers: dict[str, str] = {}
    for message in found:
        old = message.media_group_id
        if old is None:
            yield None
        else:
            yield numbers.setdefault(old, str(world.random.randint(10**16, 10**17)))


def _copy(message: Message) -> Content:
    return Content(
        message.kind,
        text=message.text,
        caption=message.caption,
        entities=list(message.entities),
        value=message.content,
        file=message.attachment,
    )


def _forward(world: World, message: Message) -> Content:
    content = _copy(message)
    sender = message.sender.wire if message.sender else world.bot
    origin = {
        "type": "user",
        "sender_user": sender,
        "date": int(message.date.timestamp()),
    }
    content.extra = {"forward_origin": (message.extra or {}).get("forward_origin", origin)}
    return content

"""What every send has in common: reply, topic, keyboard, pace, and the message it ends in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.files import File
from bot.sandbox.markup import reply_markup
from bot.sandbox.methods.access import chat_to_write, may_leave
from bot.sandbox.model import Chat, Entity, Message, Wire
from bot.sandbox.params import Call
from bot.sandbox.world import World


@dataclass(slots=True)
class Content:
    """What a message will hold; `entities` are those of the text or of the caption."""

    kind: str
    text: str | None = None
    caption: str | None = None
    entities: list[Entity] | None = None
    value: Any = None
    file: File | None = None
    extra: Wire | None = None


@dataclass(slots=True)
class Frame:
    """Where a message goes and what is around it."""

    chat: Chat
    markup: Wire | None
    reply_to: int | None
    thread_id: int | None
    silent: bool
    protect: bool


def frame_of(world: World, call: Call) -> Frame:
    """Check everything around the content, in the order Telegram checks it."""
    params = call.params
    markup = reply_markup(call) if "reply_markup" in params else None
    chat = chat_to_write(world, call)
    thread_id = _thread(chat, call) if "message_thread_id" in params else None
    reply_to = None
    if "reply_parameters" in params or "reply_to_message_id" in params:
        reply_to = _reply(chat, call)
    silent, protect = call.flag("disable_notification"), call.flag("protect_content")
    return Frame(chat, markup, reply_to, thread_id, silent, protect)


def _thread(chat: Chat, call: Call) -> int | None:
    thread_id = call.integer("message_thread_id")
    if thread_id <= 0 or (chat.is_forum and thread_id == 1):
        return None
    topic = chat.topics.get(thread_id)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and not (chat.bot_member and "can_manage_topics" in chat.bot_member.rights):
        raise bad_request("TOPIC_CLOSED")
    return thread_id


def _reply(chat: Chat, call: Call) -> int | None:
    given = call.json("reply_parameters", "reply parameters")
    if given is None:
        given = {
            "message_id": call.integer("reply_to_message_id"),
            "allow_sending_without_reply": call.flag("allow_sending_without_reply"),
        }
    if not isinstance(given, dict):
        raise bad_request("Object expected as reply parameters")
    message_id = given.get("message_id", 0)
    if not isinstance(message_id, int) or message_id <= 0:
        return None
    if message_id in chat.messages:
        return message_id
    if given.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def post(world: World, call: Call, frame: Frame, content: Content) -> Wire:
    """Let one message leave; answers it as the Bot API writes it."""
    may_leave(world, frame.chat)
    message = place(world, call, frame, content)
    return world.wire_of(message)


def place(
    world: World, call: Call, frame: Frame, content: Content, group_id: str | None = None
) -> Message:
    """Put a message in the chat, past the pace."""
    chat = frame.chat
    message = Message(
        message_id=world.new_message_id(chat),
        chat_id=chat.id,
        from_bot=True,
        date=world.clock.now(),
        kind=content.kind,
        text=content.text,
        caption=content.caption,
        entities=content.entities or [],
        content=content.value,
        attachment=content.file,
        reply_markup=frame.markup,
        reply_to=frame.reply_to,
        silent=frame.silent,
        protect=frame.protect,
        thread_id=frame.thread_id,
        media_group_id=group_id,
        extra=content.extra,
    )
    if call.text("message_effect_id"):
        message.extra = {**(message.extra or {}), "effect_id": call.text("message_effect_id")}
    chat.typing_until = 0.0
    world.add_message(chat, message)
    world.emit("message", chat.id, message, method=call.method, params=call.params)
    if frame.markup is not None:
        _show_keyboard(world, chat, message, frame.markup)
    return message


def _show_keyboard(world: World, chat: Chat, message: Message, markup: Wire) -> None:
    if "keyboard" in markup:
        chat.keyboard, chat.keyboard_from = markup, message.message_id
    elif "remove_keyboard" in markup:
        chat.keyboard, chat.keyboard_from = None, None
    else:
        return
    world.emit("keyboard", chat.id)

"""Changing a message that was sent."""

from __future__ import annotations

from bot.sandbox.errors import bad_request
from bot.sandbox.markup import reply_markup
from bot.sandbox.methods.access import chat_to_write, may_leave, message_in
from bot.sandbox.methods.sending import link_preview
from bot.sandbox.methods.wording import check_text_length, text_of
from bot.sandbox.model import SERVICE_KINDS, Chat, Message, Wire
from bot.sandbox.params import Call
from bot.sandbox.world import World

EDITABLE = frozenset(["text", "photo", "animation", "video", "audio", "voice", "document"])


def message_to_edit(
    world: World, call: Call, *, only_markup: bool = False
) -> tuple[Chat, Message]:
    """A message of the bot's own: not forwarded, and not one that brought a reply keyboard."""
    if not call.text("chat_id") and not call.text("message_id"):
        raise bad_request("message identifier is not specified")
    chat = chat_to_write(world, call)
    message = message_in(chat, call.integer("message_id"), "message to edit")
    markup = message.reply_markup
    fixed = markup is not None and "inline_keyboard" not in markup
    fixed |= message.extra is not None and "forward_origin" in message.extra
    kind_fits = message.kind in EDITABLE or (only_markup and message.kind not in SERVICE_KINDS)
    if not message.from_bot or fixed or not kind_fits:
        raise bad_request("message can't be edited")
    return chat, message


def check_changes(before: object, after: object) -> None:
    if before == after:
        raise bad_request("MESSAGE_NOT_MODIFIED")


def note_edit(world: World, call: Call, message: Message) -> Wire:
    """Mark a message as edited; answers it as it is now."""
    message.edit_date = world.clock.now()
    world.emit("edit", message.chat_id, message, method=call.method, params=call.params)
    return world.wire_of(message)


def edit_text(world: World, call: Call) -> Wire:
    text, entities = text_of(world, call)
    preview = link_preview(call)
    markup = reply_markup(call, inline_only=True)
    chat, message = message_to_edit(world, call)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    check_text_length(world, text)
    may_leave(world, chat)
    after = (text, entities, markup)
    check_changes((message.text, message.entities, message.reply_markup), after)
    message.text, message.entities, message.reply_markup = after
    effect = {k: v for k, v in (message.extra or {}).items() if k == "effect_id"}
    message.extra = effect | (preview or {})
    return note_edit(world, call, message)


def edit_reply_markup(world: World, call: Call) -> Wire:
    markup = reply_markup(call, inline_only=True)
    chat, message = message_to_edit(world, call, only_markup=True)
    may_leave(world, chat)
    check_changes(message.reply_markup, markup)
    message.reply_markup = markup
    return note_edit(world, call, message)

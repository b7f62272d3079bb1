"""Messages as the Bot API writes them."""

from __future__ import annotations

from bot.sandbox.model import Chat, Message, Wire


def message_wire(message: Message, chat: Chat, bot: Wire, *, nested: bool = False) -> Wire:
    """The Message object; `nested` leaves out what it replies to, as inside a reply."""
    sender = bot if message.from_bot else message.sender.wire if message.sender else bot
    wire: Wire = {
        "message_id": message.message_id,
        "from": sender,
        "chat": chat.wire,
        "date": int(message.date.timestamp()),
    }
    if message.edit_date is not None:
        wire["edit_date"] = int(message.edit_date.timestamp())
    if message.kind == "text":
        wire["text"] = message.text
        if message.entities:
            wire["entities"] = message.entities
    else:
        _add_content(wire, message)
    if message.reply_markup and "inline_keyboard" in message.reply_markup:
        wire["reply_markup"] = message.reply_markup
    # In a topic, what answers nothing is told as an answer to the message that opened it.
    reply_to = message.reply_to or message.thread_id
    if reply_to not in (None, message.message_id) and not nested:
        replied = chat.messages.get(reply_to)
        if replied is not None:
            wire["reply_to_message"] = message_wire(replied, chat, bot, nested=True)
    if message.thread_id is not None:
        wire["message_thread_id"] = message.thread_id
        wire["is_topic_message"] = True
    if message.media_group_id:
        wire["media_group_id"] = message.media_group_id
    if message.protect:
        wire["has_protected_content"] = True
    if message.extra:
        wire.update(message.extra)
    return wire


def _add_content(wire: Wire, message: Message) -> None:
    wire[message.kind] = message.content
    if message.kind == "animation":  # Telegram repeats an animation as a document, for old bots
        wire["document"] = {k: v for k, v in message.content.items() if k in _DOCUMENT_FIELDS}
    if message.caption:
        wire["caption"] = message.caption
        if message.entities:
            wire["caption_entities"] = message.entities


_DOCUMENT_FIELDS = {"file_id", "file_unique_id", "file_name", "mime_type", "file_size"}

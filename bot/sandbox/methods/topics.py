"""Topics of a forum."""

from __future__ import annotations

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.access import chat_to_write, has_right
from bot.sandbox.model import Chat, Topic, Wire
from bot.sandbox.params import Call
from bot.sandbox.world import World

COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
LONGEST_NAME = 128


def create_forum_topic(world: World, call: Call) -> Wire:
    chat = _forum(world, call, "create a topic")
    name = _name(call.text("name"))
    color = call.integer("icon_color", COLORS[0])
    if color not in COLORS:
        raise bad_request("invalid icon color specified")
    icon = call.text("icon_custom_emoji_id") or None
    about: Wire = {"name": name, "icon_color": color}
    if icon:
        about["icon_custom_emoji_id"] = icon
    opening = world.serve(chat, "forum_topic_created", about, opens_thread=True)
    chat.topics[opening.message_id] = Topic(opening.message_id, name, color, icon)
    return {"message_thread_id": opening.message_id, **about}


def edit_forum_topic(world: World, call: Call) -> bool:
    chat = _forum(world, call, "edit the topic")
    topic = _topic(chat, call)
    changes: Wire = {}
    if call.text("name"):
        changes["name"] = _name(call.text("name"))
    if "icon_custom_emoji_id" in call.params:
        changes["icon_custom_emoji_id"] = call.text("icon_custom_emoji_id")
    new_name = changes.get("name", topic.name)
    new_icon = changes.get("icon_custom_emoji_id", topic.icon_emoji or "") or None
    if (new_name, new_icon) == (topic.name, topic.icon_emoji):
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name, topic.icon_emoji = new_name, new_icon
    world.serve(chat, "forum_topic_edited", changes, topic.thread_id)
    return True


def close_forum_topic(world: World, call: Call) -> bool:
    return _toggle(world, call, closed=True)


def reopen_forum_topic(world: World, call: Call) -> bool:
    return _toggle(world, call, closed=False)


def delete_forum_topic(world: World, call: Call) -> bool:
    chat = _forum(world, call, "delete the topic", "can_delete_messages")
    topic = _topic(chat, call)
    del chat.topics[topic.thread_id]
    for message in [m for m in chat.messages.values() if m.thread_id == topic.thread_id]:
        del chat.messages[message.message_id]
        world.emit("delete", chat.id, message, method=call.method, params=call.params)
    return True


def _toggle(world: World, call: Call, *, closed: bool) -> bool:
    chat = _forum(world, call, "close or open the topic")
    topic = _topic(chat, call)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    kind = "forum_topic_closed" if closed else "forum_topic_reopened"
    world.serve(chat, kind, {}, topic.thread_id)
    return True


def _forum(world: World, call: Call, act: str, right: str = "can_manage_topics") -> Chat:
    chat = chat_to_write(world, call)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if not has_right(chat, right):
        raise bad_request(f"not enough rights to {act}")
    return chat


def _topic(chat: Chat, call: Call) -> Topic:
    topic = chat.topics.get(call.integer("message_thread_id"))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return topic


def _name(text: str) -> str:
    name = text.strip()
    if not name:
        raise bad_request("name must be non-empty")
    return name[:LONGEST_NAME]

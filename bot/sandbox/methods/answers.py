"""Small replies: to a pressed button, "typing…", a reaction."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.access import chat_to_read, chat_to_write, message_in
from bot.sandbox.model import Answer
from bot.sandbox.params import Call
from bot.sandbox.world import World

_ACTIONS = (
    "cancel typing record_video upload_video record_audio record_voice upload_audio upload_voice "
    "upload_photo upload_document choose_sticker pick_up_location find_location "
    "record_video_note upload_video_note"
)
ACTIONS = frozenset(_ACTIONS.split())
SHOWN_FOR = 5.0
# The reactions that a bot may choose from (Bot API, ReactionTypeEmoji).
_REACTIONS = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 "
    "❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 "
    "😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
)
REACTIONS = frozenset(_REACTIONS.split())


def answer_callback_query(world: World, call: Call) -> bool:
    callback = world.callbacks.get(call.text("callback_query_id"))
    lifetime = timedelta(seconds=world.limits.callback_seconds)
    if callback is None or world.clock.now() - callback.at > lifetime:
        raise bad_request("QUERY_ID_INVALID")
    text = call.text("text")
    if len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    callback.answered = True
    answer = Answer(callback.id, callback.user_id, text, call.flag("show_alert"), call.text("url"))
    world.answers.append(answer)
    world.emit("answer", callback.user_id, method=call.method, params=call.params)
    return True


def send_chat_action(world: World, call: Call) -> bool:
    action = call.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = chat_to_write(world, call)
    shown = 0.0 if action == "cancel" else SHOWN_FOR
    chat.typing_until = world.clock.monotonic() + shown
    world.emit("typing", chat.id, method=call.method, params=call.params)
    return True


def set_message_reaction(world: World, call: Call) -> bool:
    reaction: Any = call.json("reaction", "reaction types") or []
    if not isinstance(reaction, list):
        raise bad_request("expected an Array of ReactionType")
    chat = chat_to_read(world, call)
    message = message_in(chat, call.integer("message_id"), "message to react")
    if len(reaction) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not all(_known(one) for one in reaction):
        raise bad_request("REACTION_INVALID")
    message.reaction = reaction
    world.emit("reaction", chat.id, message, method=call.method, params=call.params)
    return True


def _known(reaction: Any) -> bool:
    emoji = str(reaction.get("emoji", "")) if isinstance(reaction, dict) else ""
    return emoji.replace("\ufe0f", "") in REACTIONS

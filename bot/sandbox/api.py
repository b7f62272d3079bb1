"""One call of the Bot API: find the method, let faults strike, answer as Telegram answers."""

from __future__ import annotations

import asyncio
import inspect
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any

from bot.sandbox.errors import ApiError, too_many_requests
from bot.sandbox.faults import Fault
from bot.sandbox.methods import (
    answers,
    chats,
    copying,
    deleting,
    editing,
    media,
    polling,
    polls,
    sending,
    settings,
    topics,
)
from bot.sandbox.methods.parameters import KNOWN
from bot.sandbox.model import Request
from bot.sandbox.params import Call, Params, Uploads
from bot.sandbox.world import World

Handler = Callable[[World, Call], Any]

HANDLERS: dict[str, Handler] = {
    "getMe": settings.get_me,
    "getUpdates": polling.get_updates,
    "setWebhook": polling.set_webhook,
    "deleteWebhook": polling.delete_webhook,
    "getWebhookInfo": polling.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendLocation": sending.send_location,
    "sendContact": sending.send_contact,
    "sendDice": sending.send_dice,
    "sendPoll": polls.send_poll,
    "sendPhoto": media.sender("photo"),
    "sendAnimation": media.sender("animation"),
    "sendVideo": media.sender("video"),
    "sendAudio": media.sender("audio"),
    "sendVoice": media.sender("voice"),
    "sendVideoNote": media.sender("video_note"),
    "sendDocument": media.sender("document"),
    "sendSticker": media.sender("sticker"),
    "sendMediaGroup": media.send_media_group,
    "getFile": media.get_file,
    "copyMessage": copying.copy_message,
    "copyMessages": copying.copy_messages,
    "forwardMessage": copying.forward_message,
    "forwardMessages": copying.forward_messages,
    "editMessageCaption": media.edit_caption,
    "editMessageMedia": media.edit_media,
    "editMessageText": editing.edit_text,
    "editMessageReplyMarkup": editing.edit_reply_markup,
    "deleteMessage": deleting.delete_message,
    "deleteMessages": deleting.delete_messages,
    "answerCallbackQuery": answers.answer_callback_query,
    "sendChatAction": answers.send_chat_action,
    "setMessageReaction": answers.set_message_reaction,
    "pinChatMessage": chats.pin_chat_message,
    "unpinChatMessage": chats.unpin_chat_message,
    "unpinAllChatMessages": chats.unpin_all_chat_messages,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatAdministrators": chats.get_chat_administrators,
    "getChatMemberCount": chats.get_chat_member_count,
    "leaveChat": chats.leave_chat,
    "createForumTopic": topics.create_forum_topic,
    "editForumTopic": topics.edit_forum_topic,
    "closeForumTopic": topics.close_forum_topic,
    "reopenForumTopic": topics.reopen_forum_topic,
    "deleteForumTopic": topics.delete_forum_topic,
    "setMyCommands": settings.set_my_commands,
    "getMyCommands": settings.get_my_commands,
    "deleteMyCommands": settings.delete_my_commands,
    "setMyDescription": settings.set_my_description,
    "getMyDescription": settings.get_my_description,
    "setMyShortDescription": settings.set_my_short_description,
    "getMyShortDescription": settings.get_my_short_description,
    "setMyName": settings.set_my_name,
    "getMyName": settings.get_my_name,
    "setChatMenuButton": settings.set_chat_menu_button,
    "getChatMenuButton": settings.get_chat_menu_button,
}
Found = tuple[str, Handler, frozenset[str]] | None
_BY_NAME = {name.lower(): (name, handler, KNOWN[name]) for name, handler in HANDLERS.items()}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back; `dropped` means that the connection closes without a word."""

    status: int
    body: bytes
    content_type: str = "application/json"
    retry_after: int | None = None
    dropped: bool = False
    at: float | None = None
    """When it was answered, by the clock of the local Telegram."""

    def headers(self) -> list[tuple[str, str]]:
        headers = [("content-type", self.content_type), ("content-length", str(len(self.body)))]
        if self.retry_after:
            headers.append(("retry-after", str(self.retry_after)))
        if self.at is not None:
            headers.append(("date", formatdate(self.at, usegmt=True)))
        return headers


DROPPED = Reply(0, b"", dropped=True)
_BAD_GATEWAY = Reply(
    502,
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    b"<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n"
    b"</body>\r\n</html>\r\n",
    "text/html",
)


async def answer(world: World, method: str, params: Params, uploads: Uploads) -> Reply:
    """Everything between the request and its reply, network delay included."""
    began = time.perf_counter()
    found = _BY_NAME.get(method.lower())
    name = found[0] if found else method
    fault = world.faults.take(name.lower(), params.get("chat_id", "")) if world.faults else None
    delay = _delay(world) if world.latency[0] or world.latency[1] else 0.0
    if delay:
        await asyncio.sleep(delay / 2)
    call = Call(name, params, uploads)
    reply = await (_struck(world, fault, found, call) if fault else _handled(world, found, call))
    answered = time.perf_counter()
    if delay:
        await asyncio.sleep(delay / 2)
    ended = time.perf_counter()
    _note(world, name, params, reply, ended - began, ended - answered)
    return reply


async def _handled(world: World, found: Found, call: Call) -> Reply:
    if found is None:
        return refusal(ApiError(404, "Not Found: method not found"))
    _, handler, known = found
    if not known.issuperset(call.params):
        _note_unknown(world, call, known)
    try:
        result = handler(world, call)
        if inspect.isawaitable(result):
            result = await result
    except ApiError as error:
        return refusal(error)
    body = b'{"ok":true,"result":%b}' % _encode(result).encode("utf-8", "replace")
    return Reply(200, body, at=world.clock.now().timestamp())


def _note_unknown(world: World, call: Call, known: frozenset[str]) -> None:
    for name in call.params:
        if name not in known and (call.method, name) not in world.unknown_parameters:
            world.unknown_parameters.append((call.method, name))


def refusal(error: ApiError) -> Reply:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": error.code,
        "description": error.description,
    }
    if error.parameters:
        body["parameters"] = error.parameters
    retry_after = (error.parameters or {}).get("retry_after")
    return Reply(error.code, _encode(body).encode(), retry_after=retry_after)


async def _struck(world: World, fault: Fault, found: Found, call: Call) -> Reply:
    """The reply when something goes wrong; after some faults the call was carried out."""
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
        return await _handled(world, found, call)
    if fault.kind == "hang":
        reply = await _handled(world, found, call)
        await asyncio.sleep(fault.seconds)
        return reply
    if fault.kind == "drop-after":
        await _handled(world, found, call)
        return DROPPED
    if fault.kind == "drop-before":
        return DROPPED
    if fault.kind == "502-html":
        return _BAD_GATEWAY
    if fault.kind == "429":
        return refusal(too_many_requests(int(fault.seconds)))
    code = int(fault.kind)
    return refusal(ApiError(code, fault.description or _FAULTS[code]))


_FAULTS = {
    500: "Internal Server Error",
    400: "Bad Request: something is wrong with this call",
    403: "Forbidden: bot was blocked by the user",
}


def _delay(world: World) -> float:
    seconds, jitter = world.latency
    return max(0.0, seconds + world.random.uniform(-jitter, jitter))


def _note(
    world: World, method: str, params: Params, reply: Reply, latency: float, way_back: float
) -> None:
    ok = reply.status == 200
    code, text = (None, "") if ok else _reason(reply)
    now = world.clock.now()
    world.requests.append(Request(now, method, params, ok, code, text, latency, way_back))
    world.wake()


def _reason(reply: Reply) -> tuple[int | None, str]:
    if reply.dropped:
        return None, "connection closed"
    if reply.content_type != "application/json":
        return reply.status, "Bad Gateway"
    return reply.status, json.loads(reply.body)["description"]

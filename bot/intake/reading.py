"""An update as the rooms read it, also where a part of it is none that python-telegram-bot knows.

It refuses a whole update for one field that is missing, in whatever part of it: a server of one's
own is behind Telegram, or Telegram is ahead of the library. Nobody's words are to be lost by that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import structlog
from telegram import Bot, Message, Update

from bot.intake.raw import LARGEST, chat_of
from bot.logs import fault_of

log = structlog.get_logger(__name__)

Given = dict[str, Any]
_LAST_INSTANT = 253_402_300_799  # the end of the year 9999


def read(raw: Given, bot: Bot, now: datetime) -> Update:
    """The update; of what cannot be read whole, the words and every part that can.

    Args:
        now: the date of a message that names none.

    Raises:
        Exception: neither whole nor in part.
    """
    raw = _in_whole_characters(raw)
    try:
        if not _fits(raw, _UPDATE):
            raise ValueError("a part of the update has another shape")
        return Update.de_json(raw, bot)
    except Exception as error:
        mended, left_out = _mended(raw, bot, now)
        if mended is None:
            raise
        log.warning("a part of the update is not understood", parts=left_out, **fault_of(error))
        return mended


def _in_whole_characters(given: Any) -> Any:
    """The same with a sign in the place of each half a character: that can be neither sealed nor
    sent, wherever it would come up again.
    """
    match given:
        case str():
            try:
                given.encode()
            except UnicodeEncodeError:
                return given.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case dict():
            return {name: _in_whole_characters(part) for name, part in given.items()}
        case list():
            return [_in_whole_characters(part) for part in given]
    return given


def _is_number(value: Any) -> bool:
    return type(value) is int and abs(value) <= LARGEST


def _is_instant(value: Any) -> bool:
    return type(value) is int and 0 <= value <= _LAST_INSTANT


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_kind_of_chat(value: Any) -> bool:
    return value in ("private", "group", "supergroup", "channel")


Shape = Mapping[str, "Callable[[Any], bool] | Shape"]

_CHAT: Shape = {
    "id": _is_number, "type": _is_kind_of_chat, "title": _is_text, "first_name": _is_text,
    "is_forum": _is_flag,
}  # fmt: skip
_USER: Shape = {
    "id": _is_number, "is_bot": _is_flag, "first_name": _is_text, "username": _is_text,
    "language_code": _is_text,
}  # fmt: skip
_BARE: Shape = {"message_id": _is_number, "date": _is_instant, "chat": _CHAT, "from": _USER}
_SAID: Shape = {
    "text": _is_text, "caption": _is_text, "edit_date": _is_instant, "media_group_id": _is_text,
    "message_thread_id": _is_number, "is_topic_message": _is_flag,
    "migrate_to_chat_id": _is_number, "migrate_from_chat_id": _is_number,
}  # fmt: skip
_MESSAGE: Shape = {**_BARE, **_SAID, "reply_to_message": _BARE, "sender_chat": _CHAT}
_PRESS: Shape = {"id": _is_text, "from": _USER, "data": _is_text, "message": _BARE}
_UPDATE: Shape = {"message": _MESSAGE, "edited_message": _MESSAGE, "callback_query": _PRESS}
"""What the rooms rely on. The library looks at the type of hardly anything."""


def _fits(given: Any, shape: Callable[[Any], bool] | Shape) -> bool:
    """Whether all that is there is of this shape."""
    if not isinstance(shape, Mapping):
        return shape(given)
    return isinstance(given, dict) and all(
        _fits(given[name], wanted) for name, wanted in shape.items() if given.get(name) is not None
    )


def _picked(given: Any, shape: Shape) -> Given:
    """Whatever of it is of this shape."""
    found: Given = {}
    for name, wanted in shape.items():
        part = given.get(name) if isinstance(given, dict) else None
        if isinstance(wanted, Mapping):
            found[name] = _picked(part, wanted)
        elif part is not None and wanted(part):
            found[name] = part
    return found


def _mended(raw: Given, bot: Bot, now: datetime) -> tuple[Update | None, list[str]]:
    """The update without what cannot be read, and the names of that; None: nothing is left."""
    chat_id = chat_of(raw)
    name = next((name for name in _UPDATE if isinstance(raw.get(name), dict)), None)
    if chat_id is None or name is None:
        return None, []
    if name == "callback_query":
        made, left_out = _press(raw[name], chat_id, bot, now)
    else:
        made, left_out = _message(raw[name], chat_id, bot, now)
        if chat_id > 0:
            made["from"] = _person(made["from"] or {"id": chat_id})
    update = Update.de_json({"update_id": raw["update_id"], name: made}, bot)
    return (update if _says_something(update) else None), left_out


def _says_something(update: Update) -> bool:
    message, query = update.effective_message, update.callback_query
    if query is not None:
        return bool(query.data)
    return message is not None and bool(
        message.text or message.caption or message.effective_attachment
    )


def _press(given: Given, chat_id: int, bot: Bot, now: datetime) -> tuple[Given, list[str]]:
    found = _picked(given, _PRESS)
    message, left_out = _message(given.get("message"), chat_id, bot, now)
    sender = _person({"id": chat_id} | found["from"])
    return {**found, "from": sender, "chat_instance": "", "message": message}, left_out


def _message(given: Any, chat_id: int, bot: Bot, now: datetime) -> tuple[Given, list[str]]:
    """A message, and the names of what it had besides."""
    given = given if isinstance(given, dict) else {}
    made = _bare(given, chat_id, now) | _picked(given, _SAID)
    left_out = []
    for name, part in given.items():
        if name in _BARE or name in _SAID or part is None:
            continue
        if _fits(part, _MESSAGE.get(name, lambda _: True)) and _is_read({**made, name: part}, bot):
            made[name] = part
            continue
        left_out.append(name)
        made |= _in_its_place(name, part, made, now)
    return made, left_out


def _bare(given: Any, chat_id: int, now: datetime) -> Given:
    found = _picked(given, _BARE)
    kind = "private" if chat_id > 0 else "supergroup"
    sender = found["from"]
    return {
        "message_id": 0,
        "date": int(now.timestamp()),
        **found,
        "chat": {"type": kind, **found["chat"], "id": chat_id},
        "from": _person(sender) if "id" in sender else None,
    }


def _person(known: Given) -> Given:
    return {"is_bot": False, "first_name": ""} | known


def _in_its_place(name: str, part: Any, made: Given, now: datetime) -> Given:
    """What must be known to have been there: with it the words are meant in another way."""
    match name:
        case "reply_to_message":
            return {name: _bare(part, made["chat"]["id"], now)}
        case "forward_origin":
            return {name: {"type": "hidden_user", "date": made["date"], "sender_user_name": ""}}
        case "sender_chat":
            return {name: made["chat"]}
    return {}


def _is_read(message: Given, bot: Bot) -> bool:
    try:
        Message.de_json(message, bot)
    except Exception:
        return False
    return True

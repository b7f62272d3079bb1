"""Keyboards under messages: what Telegram takes, and its words for what it does not."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.model import Wire
from bot.sandbox.params import Call
from bot.sandbox.text.links import InvalidLink, check_link

MOST_BUTTONS = 100
_ACTIONS = (
    "url", "callback_data", "callback_game", "pay", "switch_inline_query",
    "switch_inline_query_chosen_chat", "switch_inline_query_current_chat", "login_url",
    "web_app", "copy_text",
)  # fmt: skip
_PREFIX = "can't parse keyboard button: "
_STYLES = ("", "danger", "success", "primary")


def reply_markup(call: Call, *, inline_only: bool = False) -> Wire | None:
    """The keyboard of a call as Telegram keeps it, or None."""
    value = call.json("reply_markup", "reply keyboard markup")
    if value is None and not call.text("reply_markup"):
        return None
    if not isinstance(value, dict):
        raise bad_request("Object expected as reply markup")
    markup = _parse(value)
    if inline_only and markup is not None and "inline_keyboard" not in markup:
        raise bad_request("Inline keyboard expected")
    return markup


def _parse(value: Wire) -> Wire | None:
    if value.get("keyboard"):
        rows = _rows(value["keyboard"], "keyboard", _reply_button)
        return {**value, "keyboard": rows} if rows else None
    if value.get("inline_keyboard"):
        rows = _rows(value["inline_keyboard"], "inline_keyboard", _inline_button)
        if sum(len(row) for row in rows) > MOST_BUTTONS:
            raise bad_request("REPLY_MARKUP_TOO_LONG")
        return {"inline_keyboard": rows} if rows else None
    if value.get("remove_keyboard"):
        return {"remove_keyboard": True}
    if value.get("force_reply"):
        return value
    return None


def _rows(rows: Any, field: str, button: Any) -> list[list[Wire]]:
    what = f'Field "{field}"' + (
        " of the InlineKeyboardMarkup" if field == "inline_keyboard" else ""
    )
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f"{what} must be an Array of Arrays")
    return [[button(one) for one in row] for row in rows if row]


def _reply_button(button: Any) -> Wire:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request(f"{_PREFIX}KeyboardButton must be a String or an Object")
    text = _text(button, _PREFIX)
    if not text:
        raise bad_request("keyboard button text must be non-empty")
    return button


def _inline_button(button: Any) -> Wire:
    if not isinstance(button, dict):
        raise _unreadable("InlineKeyboardButton must be an Object")
    text = _text(button, "can't parse inline keyboard button: ")
    if button.get("style", "") not in _STYLES:
        raise _unreadable("invalid button style specified")
    actions = [name for name in _ACTIONS if button.get(name) not in (None, "", False)]
    if "callback_data" in button and button["callback_data"] == "" and not actions:
        raise bad_request("BUTTON_DATA_INVALID")
    if not actions:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("BUTTON_TYPE_INVALID")
    if not text:
        raise bad_request("inline keyboard button text must be non-empty")
    kept = {k: button[k] for k in ("text", "icon_custom_emoji_id", "style") if button.get(k)}
    return {**kept, actions[0]: _action(actions[0], button[actions[0]])}


def _text(button: Wire, prefix: str) -> str:
    if "text" not in button:
        raise bad_request(f'{prefix}Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise bad_request(f'{prefix}Field "text" must be of type String')
    return button["text"].strip()


def _action(name: str, value: Any) -> Any:
    if name == "callback_data":
        if not isinstance(value, str):
            raise _unreadable('Field "callback_data" must be of type String')
        if len(value.encode()) > 64:
            raise bad_request("BUTTON_DATA_INVALID")
    elif name == "url":
        return _checked(value, "inline keyboard button URL")
    elif name == "web_app":
        return {"url": _checked(value.get("url", ""), "inline keyboard button Web App URL", True)}
    elif name == "copy_text" and not 1 <= len(value.get("text", "")) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return value


def _checked(link: str, what: str, only_https: bool = False) -> str:
    try:
        checked = check_link(link)
        if only_https and not checked.startswith("https://"):
            raise InvalidLink("Only HTTPS links are allowed")
    except InvalidLink as error:
        raise bad_request(f"{what} '{link}' is invalid: {error}") from error
    return link if link.startswith("tg://user") else checked


def _unreadable(reason: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {reason}")

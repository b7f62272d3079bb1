"""What leaves, as data: one call to Telegram, written down before it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.road.lanes import Lane
from bot.text import Text, as_text, join

FIRST = "first"
"""A call that goes before the other replies of its chat: the reply to a crisis."""
TAKE_BACK = "take_back"
"""Deletes what earlier letters brought, named by their keys."""
SWEEP = "sweep"
"""A deletion of which Telegram may refuse a part; the rest goes all the same."""
CALL = "call"
"""The kind of letter whose payload is the call itself; other kinds are rendered when they are
sent.
"""


BELOW = "below"
"""The last word of a button's data where what it opens comes below: its own message stays."""


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: exactly one of data (at most 64 bytes), url or copy is set."""

    text: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None

    def as_json(self) -> dict[str, Any]:
        if self.url is not None:
            return {"text": self.text, "url": self.url}
        if self.copy is not None:
            return {"text": self.text, "copy_text": {"text": self.copy}}
        return {"text": self.text, "callback_data": self.data}


Rows = Sequence[Sequence[Button]]


@dataclass(frozen=True, slots=True)
class Letter:
    """One call of the Bot API, and when it may leave.

    Without a `key`, the update that caused it gives one.
    """

    method: str
    params: dict[str, Any]
    lane: Lane = Lane.REPLY
    kind: str = CALL
    key: str | None = None
    due_at: datetime | None = None
    expires_at: datetime | None = None
    otherwise: dict[str, Any] | None = None
    """For an edit in reply to a press: the message to send where there is nothing to edit any
    more. None: one with the same text, or picture, and buttons.
    """
    told: str = ""
    """Of the reply to a crisis: the kind that was told of. What only repeats one has none."""

    @property
    def chat_id(self) -> int:
        # What concerns one chat's menu names that chat in its scope.
        return int(self.params.get("scope", self.params)["chat_id"])

    def with_(self, **changes: Any) -> Letter:
        """A copy with some fields changed."""
        return replace(self, **changes)

    @property
    def is_answer(self) -> bool:
        """Whether it says something in the chat at once."""
        return self.lane is Lane.REPLY and self.method in ("sendMessage", "editMessageText")

    def with_below(self, row: Sequence[Button]) -> Letter:
        """A copy with a further row of buttons, those left out that it has already."""
        markup = self.params.get("reply_markup", {})
        if "keyboard" in markup:
            return self  # What is always in sight; a message has one or the other.
        rows = markup.get("inline_keyboard", [])
        there = {button.get("callback_data") for row in rows for button in row}
        added = [button.as_json() for button in row if button.data not in there]
        below = {"inline_keyboard": [*rows, added] if added else rows}
        return replace(self, params={**self.params, "reply_markup": below})

    def with_more(self, text: Text) -> Letter:
        """A copy of a message with this text below its own."""
        own = Text(self.params["text"], tuple(self.params.get("entities", ())))
        return replace(self, params=self.params | _content("text", "entities", join([own, text])))

    def as_new(self) -> Letter | None:
        """What is said where there is nothing to edit, without a sound, as an edit has none."""
        draws = self.method == "editMessageMedia" and "drawing" in self.params["media"]
        if self.method != "editMessageText" and not draws:
            return None
        said = {name: value for name, value in self.params.items() if name != "message_id"}
        if self.otherwise is not None:
            said = self.otherwise
        elif draws:
            picture = said.pop("media")
            return Letter("sendPhoto", {**said, "photo": picture}).silenced()
        if said.get("reply_markup") == inline([]):
            said = {name: value for name, value in said.items() if name != "reply_markup"}
        return Letter("sendMessage", said, told=self.told).silenced()

    def silenced(self) -> Letter:
        """The same without a sound, if it is a new message."""
        if not self.method.startswith("send"):
            return self
        return replace(self, params={**self.params, "disable_notification": True})


def say(
    chat_id: int,
    text: Text | str,
    buttons: Rows | None = None,
    *,
    keyboard: dict[str, Any] | None = None,
    silent: bool = False,
    under: int = 0,
) -> Letter:
    """Send a message; `keyboard` is a reply keyboard in Telegram's own form, `under` the number of
    the message that it answers.
    """
    params = _content("text", "entities", as_text(text))
    params |= {"chat_id": chat_id, "link_preview_options": {"is_disabled": True}}
    if buttons is not None:
        params["reply_markup"] = inline(buttons)
    elif keyboard is not None:
        params["reply_markup"] = keyboard
    if silent:
        params["disable_notification"] = True
    if under:
        params["reply_parameters"] = {"message_id": under, "allow_sending_without_reply": True}
    return Letter("sendMessage", params)


def edit(chat_id: int, message_id: int, text: Text | str, buttons: Rows | None = None) -> Letter:
    """Put another text in place of an earlier one."""
    params = _content("text", "entities", as_text(text))
    params |= {
        "chat_id": chat_id,
        "message_id": message_id,
        "link_preview_options": {"is_disabled": True},
        "reply_markup": inline(buttons or []),
    }
    return Letter("editMessageText", params)


def picture(
    chat_id: int,
    name: str,
    caption: Text | str = "",
    buttons: Rows | None = None,
    *,
    moving: bool = False,
    silent: bool = False,
) -> Letter:
    """Send a picture (or an animation) that `bot.pictures` draws under this name."""
    field, method = ("animation", "sendAnimation") if moving else ("photo", "sendPhoto")
    params = _content("caption", "caption_entities", as_text(caption))
    params |= {"chat_id": chat_id, field: {"picture": name}}
    if buttons is not None:
        params["reply_markup"] = inline(buttons)
    if silent:
        params["disable_notification"] = True
    return Letter(method, params)


def drawing(
    chat_id: int,
    order: dict[str, Any],
    caption: Text | str,
    buttons: Rows | None = None,
    *,
    covered: bool = False,
    instead_of: int | None = None,
) -> Letter:
    """Send a picture of somebody's own, drawn from `order` when it leaves and kept nowhere.

    `covered` hides picture and caption until they are tapped; `instead_of` is the message with a
    picture that this one takes the place of.
    """
    params = _content("caption", "caption_entities", as_text(caption))
    params |= {"chat_id": chat_id}
    if covered:
        params["has_spoiler"] = True
    if buttons is not None:
        params["reply_markup"] = inline(buttons)
    if instead_of is None:
        return Letter("sendPhoto", params | {"photo": {"drawing": order}})
    params |= {"message_id": instead_of, "media": {"drawing": order}}
    return Letter("editMessageMedia", params)


def take_back(chat_id: int, keys: Sequence[str]) -> Letter:
    """Delete the messages that the letters with these keys brought, as far as that is known."""
    params = {"chat_id": chat_id, "keys": list(keys)}
    return Letter("deleteMessages", params, kind=TAKE_BACK)


def delete(chat_id: int, message_ids: Sequence[int]) -> Letter:
    """Delete up to 100 messages; unknown ones are passed over by Telegram."""
    return Letter("deleteMessages", {"chat_id": chat_id, "message_ids": list(message_ids)})


def sweep(chat_id: int, message_ids: Sequence[int]) -> Letter:
    """The same, where one that cannot be deleted keeps none of the others."""
    return delete(chat_id, message_ids).with_(kind=SWEEP)


def inline(rows: Rows) -> dict[str, Any]:
    """An inline keyboard in Telegram's own form."""
    return {"inline_keyboard": [[button.as_json() for button in row] for row in rows]}


def in_rows(buttons: Sequence[Button], across: int) -> Rows:
    """So many buttons to a row; the last row has what is left."""
    return [buttons[start : start + across] for start in range(0, len(buttons), across)]


def in_pairs(buttons: Sequence[Button]) -> Rows:
    """Two buttons to a row."""
    return in_rows(buttons, 2)


def _content(text_field: str, entities_field: str, text: Text) -> dict[str, Any]:
    params: dict[str, Any] = {text_field: text.plain} if text.plain else {}
    if text.entities:
        params[entities_field] = list(text.entities)
    return params

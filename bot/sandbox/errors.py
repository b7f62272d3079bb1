"""How the local Telegram says no: the Bot API's error answers, in its own words."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """An answer with `ok: false`."""

    def __init__(
        self, code: int, description: str, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters


# What the server's constants become on their way to the bot.
_SPELT_OUT = {
    "MESSAGE_NOT_MODIFIED": "message is not modified: specified new message content and reply "
    "markup are exactly the same as a current content and reply markup of the message",
    "QUERY_ID_INVALID": "query is too old and response timeout expired or query ID is invalid",
    "REPLY_MARKUP_TOO_LONG": "reply markup is too long",
}


def bad_request(text: str) -> ApiError:
    """400 with its prefix; the first letter becomes small, but not that of a constant."""
    text = _SPELT_OUT.get(text, text)
    if len(text) > 1 and not (text[1].isupper() or text[1] == "_"):
        text = text[0].lower() + text[1:]
    return ApiError(400, f"Bad Request: {text}")


def forbidden(text: str) -> ApiError:
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    return ApiError(409, f"Conflict: {text}")


def too_many_requests(seconds: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})

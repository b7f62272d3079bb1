"""The `date_time` entity: an instant that each reader sees in her own zone."""

from __future__ import annotations

import re
from typing import Any

_FORM = re.compile(r"[rR]|[tTdDwW]*")
_LATEST = 2**31 - 1


class InvalidDate(ValueError):
    """The reason, in Telegram's words."""


def date_entity(moment: int, form: str, span: dict[str, int]) -> dict[str, Any]:
    """The entity of an instant in seconds since 1970, or InvalidDate."""
    if not 0 < moment <= _LATEST:
        raise InvalidDate("Invalid date specified")
    if not _FORM.fullmatch(form):
        raise InvalidDate("Invalid date format used")
    entity: dict[str, Any] = {"type": "date_time", **span, "unix_time": moment}
    return entity | ({"date_time_format": form} if form else {})

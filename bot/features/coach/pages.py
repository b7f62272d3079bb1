"""Pages of what a screen of buttons has no room for; the first shows the newest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot.outbox.letters import Button, Rows

A_PAGE = 40
"""Telegram takes a hundred buttons below a message, and other ones stand there too."""
_One = TypeVar("_One")


def page_of(found: Sequence[_One], number: int, data: str) -> tuple[Sequence[_One], Rows]:
    """What stands on this page, in order, and a row that leads to older and newer ones, if there
    are any. `data` is that of these buttons, without the number of the page.
    """
    number = min(number, max(0, len(found) - 1) // A_PAGE)
    end = len(found) - number * A_PAGE
    ways = [
        Button(arrow, f"{data}:{page}")
        for arrow, page in (("‹", number + 1), ("›", number - 1))
        if 0 <= page * A_PAGE < len(found)
    ]
    return found[max(0, end - A_PAGE) : end], [ways] if ways else []

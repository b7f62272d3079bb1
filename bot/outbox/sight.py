"""What a letter that arrived puts before somebody's eyes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.in_sight import InSight, Pressable, Shown
from bot.outbox.letters import FIRST, Letter
from bot.road.lanes import Lane
from bot.store.outbox import Row

_MOST_EARLIER = 30
_A_DAY = timedelta(hours=24)
_PICTURES = frozenset(["sendPhoto", "sendAnimation"])


def note(in_sight: InSight, row: Row, letter: Letter, number: int | None, now: datetime) -> None:
    """Remember the message that has arrived with the `number`, its buttons above all."""
    params = letter.params
    if row.chat_id <= 0:
        return
    if letter.method == "deleteMessages":
        in_sight.take_away(row.chat_id, params.get("message_ids", ()))
        return
    edited = params.get("message_id") if letter.method.startswith("edit") else None
    number = edited or (number if letter.method.startswith(("send", "copy")) else None)
    if number is None:
        return
    rows = _rows(params.get("reply_markup"))
    if letter.method in _PICTURES and not rows:
        return  # It stands beside the words that go with it.
    before = in_sight.find(row.chat_id)
    tidied = Lane(row.lane) is Lane.TIDY
    if tidied and (before is None or before.message_id != number):
        return
    said = said_as(params.get("text") or params.get("caption") or "")
    if row.kind != FIRST:
        in_sight.show(row.chat_id, Shown(number, said, rows, now, row.id, row.kind))
        return
    above, stood = in_sight.find_before(row.chat_id), in_sight.find_crisis(row.chat_id)
    shown = Shown(
        number, said, rows, now, row.id, FIRST, letter.told, _under(above), _earlier(stood, now)
    )
    in_sight.show(row.chat_id, shown)
    in_sight.stand(row.chat_id, shown)


def _under(before: Shown | None) -> Shown | None:
    """What a reply to a crisis comes over: of several, what the first came over."""
    return before.under or before if before is not None and before.kind == FIRST else before


def _earlier(before: Shown | None, now: datetime) -> tuple[Shown, ...]:
    """The replies to a crisis that stand above the newest one, whatever came in between."""
    if before is None:
        return ()
    all_ = (replace(before, under=None, earlier=()), *before.earlier)
    return tuple(one for one in all_ if now - one.at < _A_DAY)[:_MOST_EARLIER]


def said_as(text: str) -> int:
    """A number by which these words are known again, in this process alone."""
    return hash(text)


def _rows(markup: Any) -> tuple[tuple[Pressable, ...], ...]:
    keyboard = markup.get("inline_keyboard", ()) if isinstance(markup, dict) else ()
    rows = (
        tuple(
            Pressable(button["text"], button["callback_data"])
            for button in row
            if "callback_data" in button
        )
        for row in keyboard
    )
    return tuple(row for row in rows if row)

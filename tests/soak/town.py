"""The local Telegram of the month: it remembers little, and says of each message that it came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from bot.sandbox.faults import Fault, Faults
from bot.sandbox.model import Chat, Message, Record, Request
from tests.cast import COACH_ID
from tests.kill.process import letter_of
from tests.kill.town import Town

KEPT, KEPT_OF_COACH = 8, 400
"""Messages of one chat that can still be looked at, and pressed."""


class Struck(Faults):
    """Faults that are counted; `unsure` counts what was carried out and not answered, by chat."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.counts: Counter[str] = Counter()
        self.unsure: Counter[int] = Counter()

    def take(self, method: str, chat_id: str) -> Fault | None:
        fault = super().take(method, chat_id)
        if fault is not None:
            self.counts[fault.kind] += 1
            if fault.kind == "drop-after" and chat_id:
                self.unsure[int(chat_id)] += 1
        return fault


class _Calls(Record[Request]):
    """Calls, each told of as soon as it is carried out."""

    def __init__(self, keep: int, noted: Callable[[Request], None]) -> None:
        super().__init__(keep)
        self._noted = noted

    def append(self, item: Request) -> None:
        super().append(item)
        self._noted(item)


class Month(Town):
    """Telegram for a month; what is past is forgotten, so that only the bot can grow."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options, keep=KEPT_OF_COACH)
        self.faults: Struck = Struck(self.random)
        self.requests = _Calls(KEPT_OF_COACH, self._note)
        self.letters = self.updates = 0
        self._latest: Message | None = None
        self.on_letter: Callable[[Message, str], None] = lambda _message, _key: None
        """Told of each new message, and of which letter it is."""
        self.on_edit: Callable[[Message], None] = lambda _message: None

    def add_message(self, chat: Chat, message: Message) -> None:
        super().add_message(chat, message)
        if chat.id != COACH_ID and len(chat.messages) > KEPT:
            del chat.messages[next(iter(chat.messages))]

    def push(self, kind: str, wire: Any) -> None:
        self.updates += 1
        super().push(kind, wire)

    def emit(
        self,
        kind: str,
        chat_id: int | None = None,
        message: Message | None = None,
        **options: Any,
    ) -> None:
        super().emit(kind, chat_id, message, **options)
        if message is not None and message.from_bot and kind in {"message", "edit"}:
            if kind == "edit":
                self.on_edit(message)
            else:
                self.letters += 1
                self._latest = message

    def _note(self, call: Request) -> None:
        # Nothing else happens between a message and the end of the call that sent it.
        message, self._latest = self._latest, None
        if message is not None:
            self.on_letter(message, letter_of(call.params))

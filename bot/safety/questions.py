"""Which questions of safety are open in a chat, so that an answer to them may be typed.

Of a client a letter and a number each are kept, beside the room that waits for a text. Of a
stranger nothing is: this process remembers them for a while, and whoever answers after a restart
finds the buttons.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from bot.context import Context
from bot.safety import replies
from bot.store import outbox, waiting

_MOST_CHATS = 1_000
_MESSAGE = "m"


@dataclass(frozen=True, slots=True)
class Question:
    """One that is open: its kind, and where it stands, as far as that is known.

    `asked` is the number of the update whose reply it is, or, with an m before it, of the message
    that was changed into it.
    """

    kind: str
    asked: str = ""

    @property
    def is_about_safety(self) -> bool:
        return replies.is_about_safety(self.kind)

    def key(self, bot_id: int) -> str:
        """The key of the letter that asks it."""
        return f"asked:{bot_id}:{self.asked}"

    async def message_id(self, context: Context) -> int | None:
        """The number of its message; None: not sent yet, or a stranger's."""
        if self.asked.startswith(_MESSAGE):
            return int(self.asked[1:])
        if not self.asked:
            return None
        key = self.key(context.deps.bot_id)
        numbers = await outbox.list_message_ids(context.tx, [key])
        return numbers[0] if numbers else None

    @property
    def written(self) -> str:
        return f"{replies.question_of(self.kind)}{self.asked}"

    @classmethod
    def of(cls, written: str) -> Self:
        return cls(replies.kind_of_question(written[:1]), written[1:])


@dataclass(frozen=True, slots=True)
class Open:
    """What waits in a chat: the place of a room, and the questions."""

    place: str | None
    questions: tuple[Question, ...] = ()
    asked_at: datetime | None = None
    """When a stranger was asked."""


class Questions:
    """Remembers those of strangers; asks the database about clients."""

    def __init__(self) -> None:
        self._of_strangers: dict[int, tuple[tuple[Question, ...], datetime]] = {}

    async def find(self, context: Context) -> Open:
        """What waits in this chat."""
        place, written = await waiting.find_both(context.tx, context.chat_id, context.now)
        if context.client is None:
            found, at = self._of_strangers.get(context.chat_id, ((), context.now))
            still = context.now - at < waiting.PATIENCE
            return Open(place, found if still else (), at)
        return Open(place, tuple(_opened(written)))

    async def ask(self, context: Context, question: Question) -> None:
        """This one was asked; one of the same matter is open no longer."""
        found = (await self.find(context)).questions
        rest = [one for one in found if one.is_about_safety != question.is_about_safety]
        await self._keep(context, [*rest, question])

    async def close(self, context: Context, answered: Iterable[Question]) -> None:
        """These are answered."""
        found = (await self.find(context)).questions
        await self._keep(context, [one for one in found if one not in set(answered)])

    def drop(self, chat_id: int) -> None:
        """A stranger went on with a button or a command; of a client, the rooms see to it."""
        self._of_strangers.pop(chat_id, None)

    async def _keep(self, context: Context, questions: Sequence[Question]) -> None:
        if context.client is not None:
            await _put(context, questions)
            return
        self.drop(context.chat_id)
        if len(self._of_strangers) >= _MOST_CHATS:
            del self._of_strangers[next(iter(self._of_strangers))]
        if questions:
            self._of_strangers[context.chat_id] = (tuple(questions), context.now)


_ABOUT_SAFETY = {"safe": True, "unsafe": True, "thinking": False, "not_thinking": False}
"""Which question a button answers."""


async def close_tapped(context: Context, verb: str) -> None:
    """The question that this button stands below is answered; another one stays open."""
    if (about := _ABOUT_SAFETY.get(verb)) is None:
        return
    _, written = await waiting.find_both(context.tx, context.chat_id, context.now)
    left = [one for one in _opened(written) if one.is_about_safety != about]
    await _put(context, left)


async def ask_in_place(context: Context, kind: str) -> None:
    """The message with the button that was pressed has become this question."""
    if context.client is not None and context.shows_in_place:
        await _put(context, [Question(kind, f"{_MESSAGE}{context.message_id}")])


def _opened(written: str) -> list[Question]:
    return [Question.of(one) for one in written.split(".") if one]


async def _put(context: Context, questions: Sequence[Question]) -> None:
    written = ".".join(one.written for one in questions)
    await waiting.put_questions(context.tx, context.chat_id, written, context.now)

"""The typed context that a handler gets: one update, one transaction, what leaves."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol, Self

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import Application, CallbackContext, ExtBot

from bot.burst import Burst
from bot.calendar.night import is_night
from bot.content.model import LANGUAGES, Book, Phrasebook
from bot.deps import Deps
from bot.outbox import letters
from bot.outbox.letters import BELOW, Button, Letter, Rows
from bot.pictures.library import find_file, key_of
from bot.store import clients, waiting
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.text import Text
from bot.understanding.verdict import Verdict

_IN_TWO = {
    "vergeet mij": "vergeetmij", "vergeet me": "vergeetmij", "forget me": "forgetme",
    "mijn gegevens": "mijngegevens", "my data": "mydata",
}  # fmt: skip
"""Names of commands that are written as two words: the second belongs to the name."""
_END_MARKS = ".,:;!?…"


@dataclass(slots=True)
class Unit:
    """What one update does: the open transaction, the letters, the answer to a button."""

    deps: Deps
    tx: Tx
    now: datetime
    client: Client | None
    letters: list[Letter] = field(default_factory=list)
    toast: str = ""
    seen: bool = True
    """Whether this shows that the client is there: everything but leaving does."""
    label: str = ""
    """What the guard took the text to mean."""
    wish: str = ""
    """What the text wants of the program, where it is nothing but that."""
    kind: str = ""
    """Which urge or distress it is, where the text says so plainly (`bot.understanding.kinds`)."""
    said_urge: bool = False
    """Whether the urge is said in so many words, and not only like examples of one."""
    sending: bool = False
    """Whether the urge is to send something."""
    doubted: bool = False
    """Whether it may be grave, said after words of a crisis that last."""
    asked_safety: bool = False
    """Whether it is open if typing is safe, of a stranger too."""
    goes_on: bool = False
    """Whether it may be grave, and goes where it was typed because the like was denied, or
    is expected there.
    """
    denied_before: bool = False
    """Whether the no that was pressed answers a question to which she had said no already."""
    back_in_urge: bool = False
    """Whether it takes back what was only a guess of danger: it is of her urge."""
    at_work: Verdict | None = None
    """What a coach typed where a text was asked of her, if it may be a crisis of her own."""
    burst: Burst | None = None
    """The burst that this update belongs to, if it is free text."""
    gravity: int | None = None
    """How grave the free text is; None: it is something else, such as a command."""
    reached: bool = False
    """Whether the update reached the rooms: PTB drops one without a word when it cannot
    build a context.
    """
    error: BaseException | None = None

    def stands(self, gravity: int) -> bool:
        """Whether the reply to this burst's earlier texts answers this one too.

        If it does not, the lighter one is taken back, and this text gets a reply of its own.
        """
        self.gravity = gravity
        return self.burst is not None and self.burst.stands_for(gravity)


CURRENT: ContextVar[Unit] = ContextVar("unit")


class Handler(Protocol):
    """What a room offers: it reads the context and decides."""

    async def __call__(self, context: Context) -> None: ...


class Context(CallbackContext[ExtBot[Any], Any, Any, Any]):
    """Everything about one update that a handler may need."""

    _incoming: Update | None = None

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        chat_id: int | None = None,
        user_id: int | None = None,
    ) -> None:
        super().__init__(application, chat_id, user_id)
        self.words: list[str] = []
        """What follows the command, or the parts of the button's data after room and verb."""

    @classmethod
    def from_update(
        cls, update: object, application: Application[Any, Any, Any, Any, Any, Any]
    ) -> Self:
        context = super().from_update(update, application)
        context._incoming = update if isinstance(update, Update) else None
        return context

    @property
    def incoming(self) -> Update:
        """The update itself."""
        assert self._incoming is not None
        return self._incoming

    @property
    def unit(self) -> Unit:
        return CURRENT.get()

    @property
    def deps(self) -> Deps:
        return self.unit.deps

    @property
    def tx(self) -> Tx:
        return self.unit.tx

    @property
    def now(self) -> datetime:
        return self.unit.now

    @property
    def client(self) -> Client | None:
        return self.unit.client

    async def reload_client(self) -> Client | None:
        """Read the client again after a change."""
        self.unit.client = await clients.find_by_chat(self.tx, self.chat_id)
        return self.unit.client

    @property
    def chat_id(self) -> int:
        chat = self.incoming.effective_chat
        assert chat is not None
        return chat.id

    @property
    def is_private(self) -> bool:
        """Whether this is a chat with one person."""
        chat = self.incoming.effective_chat
        return chat is not None and chat.type == ChatType.PRIVATE

    @property
    def is_coach(self) -> bool:
        user = self.incoming.effective_user
        return user is not None and self.deps.is_coach(user.id)

    @property
    def is_coach_alone(self) -> bool:
        """Whether it is a coach, who takes no part herself."""
        return self.is_coach and self.client is None

    @property
    def language(self) -> str:
        if self.client is not None:
            return self.client.language
        user = self.incoming.effective_user
        code = (user.language_code or "")[:2] if user else ""
        return code if code in LANGUAGES else self.deps.settings.language

    @property
    def zone(self) -> str:
        return self.client.zone if self.client else self.deps.settings.timezone

    @property
    def is_night(self) -> bool:
        """Whether it is night where the person is."""
        return is_night(self.zone, self.now)

    @property
    def book(self) -> Book:
        return self.deps.shelf[self.language]

    @property
    def t(self) -> Phrasebook:
        """The texts in the person's language: `context.t("help.title")`."""
        return self.book.t

    @property
    def text(self) -> str:
        """What the person wrote: text or caption, of a new or an edited message."""
        message = self.incoming.effective_message
        return (message.text or message.caption or "") if message else ""

    @property
    def called(self) -> tuple[str, str, list[str]]:
        """The command that the text begins with, the bot that it names and the words behind it;
        a name of "" where it is none. What a keyboard puts at the end belongs to no name.
        """
        text = self.text.strip()
        if not text.startswith("/"):
            return "", "", []
        first, *words = text[1:].split() or [""]
        name, _, bot = first.lower().rstrip(_END_MARKS).partition("@")
        two = f"{name} {words[0].lower().rstrip(_END_MARKS)}" if words else name.replace("_", " ")
        if (whole := _IN_TWO.get(two)) is not None:
            return whole, bot, words[1:]
        return name, bot, words

    @property
    def said(self) -> str:
        """What a person wrote: behind a command's name, which is a word of the program. Behind a
        lone slash it is all of it.
        """
        text = self.text.strip()
        if not text.startswith("/"):
            return text
        if not (text[1:2] or "/").strip():
            return text[1:].strip()
        behind = len(self.called[2])
        return text.split(maxsplit=len(text.split()) - behind)[-1] if behind else ""

    def word(self, place: int) -> str:
        """One of the words after a command or in a button; empty when it is not there."""
        return self.words[place] if place < len(self.words) else ""

    def number(self, place: int) -> int:
        """One of the words as a number; 0 when it is none, since button data is not trusted."""
        word = self.word(place)
        return int(word) if word.isdecimal() and len(word) < 18 else 0

    @property
    def is_button(self) -> bool:
        return self.incoming.callback_query is not None

    @property
    def message_id(self) -> int:
        """The message that was written, or the one that holds the button."""
        message = self.incoming.effective_message
        return message.message_id if message else 0

    async def wait_for(self, place: str, patience: timedelta = waiting.PATIENCE) -> None:
        """The next text of this chat goes to `place`: room:name, and perhaps :words for it."""
        await waiting.wait_for(self.tx, self.chat_id, place, self.now, patience)

    async def may_get(self, place: str) -> None:
        """This screen asks for no text; one that comes goes to `place`, if nothing is open."""
        await waiting.offer(self.tx, self.chat_id, place, self.now)

    async def waits_for(self) -> str | None:
        """The place that waits for a text of this chat, if any."""
        return await waiting.find(self.tx, self.chat_id, self.now)

    async def leave_place(self) -> None:
        """The place waits no more; open questions of safety stand."""
        await waiting.leave(self.tx, self.chat_id, self.now)

    async def stop_waiting(self) -> None:
        """Nothing waits any more for a text of this chat."""
        await waiting.clear(self.tx, self.chat_id)

    async def has_picture(self, name: str) -> bool:
        """Whether Telegram has this picture already, so that nobody waits for an upload."""
        return await find_file(self.deps, self.tx, key_of(name, self.book)) is not None

    def send(self, letter: Letter) -> None:
        """Put a letter among those that leave after the commit; at night it makes no sound here.

        Elsewhere it may be day, or somebody may keep watch.
        """
        hushed = self.is_night and letter.chat_id == self.chat_id
        self.unit.letters.append(letter.silenced() if hushed else letter)

    def say(self, text: Text | str, buttons: Rows | None = None, **options: Any) -> None:
        """Answer with a new message."""
        self.send(letters.say(self.chat_id, text, buttons, **options))

    @property
    def shows_in_place(self) -> bool:
        """Whether `show` can: the message with the button is there still, and a text, and it is
        not one that stays (`BELOW`).
        """
        if BELOW in self.words:
            return False
        query = self.incoming.callback_query
        message = query.message if query else None
        return isinstance(message, Message) and message.text is not None

    def show(
        self,
        text: Text | str,
        buttons: Rows | None = None,
        *,
        otherwise: Letter | None = None,
        **options: Any,
    ) -> None:
        """Answer in place of the message whose button was pressed, else with a new message.

        Args:
            otherwise: what is sent where Telegram turns out not to let that message be edited, for
                a text that is not to stand in a message of its own; None: the text itself.
        """
        if self.shows_in_place:
            put = letters.edit(self.chat_id, self.message_id, text, buttons)
            self.send(put.with_(otherwise=otherwise.params if otherwise else None))
        else:
            self.say(text, buttons, **options)

    def add_below(self, row: Sequence[Button]) -> None:
        """Put a row under the latest answer, without the buttons that it has already."""
        unit = self.unit
        for place in reversed(range(len(unit.letters))):
            if unit.letters[place].is_answer:
                unit.letters[place] = unit.letters[place].with_below(row)
                return

    def toast(self, text: str) -> None:
        """Answer the button press with a short line over the chat."""
        self.unit.toast = text

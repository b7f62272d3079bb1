"""What a coach was asked about, "is it for this client?", and has not answered yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.context import Context
from bot.features.coach.inbox.answers import coach_of, thread_of
from bot.screens import typed
from bot.store import notes, relay

_OPEN_FOR = timedelta(minutes=10)
_SENDS = "inbox:send:"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the button that sends it knows; of the words nothing."""

    client_id: int
    answers: int
    """The client's message that she answers expressly; 0: none."""
    written: int
    """The number of her own message."""

    @property
    def data(self) -> str:
        """That of the button."""
        return f"{_SENDS}{self.client_id}:{self.answers}:{self.written}"


async def find(context: Context) -> Asked | None:
    """What she who writes is asked here and has not answered: in her own chat in sight, in a topic
    a while ago. Not where something came there since: then her words may be about that.
    """
    data = await _in_topic(context) if thread_of(context) is not None else await _shown(context)
    numbers = data.removeprefix(_SENDS).split(":")
    if len(numbers) != 3 or not all(number.isdecimal() for number in numbers):
        return None
    asked = Asked(*map(int, numbers))
    tx, chat_id = context.tx, context.chat_id
    went = await relay.list_from(tx, chat_id, asked.written)
    came = await relay.came_since(tx, chat_id, asked.client_id, asked.written)
    return None if went or came else asked


async def _shown(context: Context) -> str:
    shown = await typed.in_sight(context) if context.is_private else None
    return next(iter(shown.data(_SENDS)), "") if shown is not None else ""


async def _in_topic(context: Context) -> str:
    data, who, at = ((await notes.find(context.tx, _name(context)) or "").split() + [""] * 3)[:3]
    hers = at and who == str(coach_of(context))
    return data if hers and context.now - datetime.fromisoformat(at) < _OPEN_FOR else ""


async def note(context: Context, asked: Asked) -> None:
    """It is asked; in her own chat the message in sight says so."""
    if thread_of(context) is not None:
        value = f"{asked.data} {coach_of(context)} {context.now.isoformat()}"
        await notes.put(context.tx, _name(context), value)


async def forget(context: Context) -> None:
    """It is answered, or something else was said in that topic."""
    if thread_of(context) is not None:
        await notes.drop(context.tx, _name(context))


def _name(context: Context) -> str:
    return f"shown_first:{context.chat_id}:{thread_of(context)}"


def album_of(context: Context) -> str:
    """The album that her message is a part of; empty: it stands alone."""
    message = context.incoming.message
    return (message.media_group_id or "") if message is not None else ""


async def hold_album(context: Context) -> None:
    """A part of it is held back: all that follow it are."""
    if album := album_of(context):
        await notes.put(context.tx, _held(context), album)


async def is_of_held_album(context: Context) -> bool:
    """Whether an earlier part of the same album was held back."""
    album = album_of(context)
    return bool(album) and await notes.says(context.tx, _held(context), album)


def _held(context: Context) -> str:
    return f"held_album:{coach_of(context)}"

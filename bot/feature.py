"""The shape of a room: what people can do there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from bot.context import Context, Handler
from bot.deps import Deps
from bot.outbox.kinds import Kind
from bot.store.due import Due

Taker = Callable[[Context], Awaitable[bool]]
"""Looks at an update and takes it, or leaves it (False) to whoever comes next."""
Read = Callable[[Context], Awaitable[bool | None]]
"""Reads a text that was waited for; False: it is not meant for that place."""


class For(Enum):
    """Whom a command is for, and who sees it in `/help`."""

    ALL = "all"
    CLIENTS = "clients"
    """It belongs to the programme: whoever only visits does not see it."""
    COACHES = "coaches"
    """For others there is no such command."""
    NO_COACH = "no coach"
    """It empties the chat, and that of a coach holds what clients wrote."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command in both languages; its description is the text `command.<en>`."""

    nl: str
    en: str
    handler: Handler
    whose: For = For.ALL
    menu: bool = False
    """Whether it is one of the six that Telegram shows."""
    reads: Callable[[str], bool] | None = None
    """Tells what may follow its name when that is typed without a slash; None: nothing may."""
    weighs_urges: Taker | None = None
    """Tells whether an urge behind it is for the room all the same; where it is not, the urge goes
    first. None: the command is carried out. The way to the anchor stands below its answer.
    """
    light: bool = False
    """Whether it opens an exercise or what belongs to the programme: that answers nobody while the
    reply to a crisis stands.
    """

    @property
    def coach(self) -> bool:
        """Whether it exists for coaches only."""
        return self.whose is For.COACHES


class Urges(Enum):
    """What becomes of an urge that is written where a text is waited for."""

    FIRST = "first"
    """It is no answer: it goes first, and the place is left. A coach's is read like the rest."""
    KEPT = "kept"
    """People write what is theirs there: it is kept with the rest, and the ways to the anchor and
    to help stand below the answer.
    """
    WEIGHED = "weighed"
    """The room sees to it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a room waits for a text."""

    read: Read
    """Answers the text; `Context.words` is what the place names besides. False: the text is not
    meant for it. Then the place is left, and the text goes where it would have gone.
    """
    urges: Urges = Urges.FIRST
    asks_day: bool = False
    asks_little: bool = False
    """Whether it asks for a word or a number: after words of a crisis it waits no more, since what
    comes next may look like an answer and be none.
    """
    asks_number: bool = False
    """Whether it asks for nothing but a number: whatever else is typed is not meant for it."""
    reopens: str = ""
    """Where a text is taken out of the chat: the data of the button that opens it again. What
    comes after it stopped waiting can be taken out too, and the number of that message is put
    behind the data.
    """
    without: Handler | None = None
    """Where words of somebody's own are asked for: who goes on without them, at a plain no. A yes
    or an "ok" is none of them either (`bot.screens.yes_at_words`).
    """
    wanted: Handler | None = None
    """Beside it, who answers a yes; None: the words are asked for once more."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Work that is due at instants kept in the database."""

    name: str
    seconds: float
    run: Callable[[Deps], Awaitable[None]]
    next_due: Due | None = None
    """The next instant at which `run` would do something; None: it is run each time.

    The demo's clock stops there.
    """
    everywhere: bool = False
    """Whether each of several processes does it for itself; else the one that leads, for all."""
    at_start: bool = False
    """Whether it is run at each start too, and not only once its interval has passed."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One room. Button data is `<room>:<verb>:<words>`."""

    room: str
    commands: tuple[Command, ...] = ()
    buttons: Mapping[str, Handler] = field(default_factory=dict)
    words: Mapping[str, Handler] = field(default_factory=dict)
    """Single words, lower case, that work as a command does."""
    coachs_words: Mapping[str, Taker] = field(default_factory=dict)
    """Words that mean something to a coach alone, and words and commands of other rooms that mean
    something else to her: this looks first, and may leave them to others all the same.
    """
    leads_out: frozenset[str] = frozenset()
    """Buttons of a coach's room that lead back, or drop what she is at: where a place waits for a
    text, their whole label is a press. Her other buttons take a tap: others feel what they do.
    """
    beside: frozenset[str] = frozenset()
    """Buttons that are pressed beside what somebody writes elsewhere: that goes on after them."""
    in_full: frozenset[str] = frozenset()
    """Buttons that agree to something, or take something away for good: typed, nothing less than
    the whole label is one pressed.
    """
    plainly: Mapping[str, str] = field(default_factory=dict)
    """Buttons that answer a yes-or-no question though their labels may say neither, such as
    `anchor:yes`, and whether each is the "yes" or the "no" to it. A plain one that is typed
    presses it, also where it is one of `in_full`, while the question is the newest in sight.
    """
    wishes: Mapping[str, Handler] = field(default_factory=dict)
    """What somebody may want of the program in words of their own (`content/*/wishes.txt`), and
    the screen that this opens.
    """
    labels: Mapping[str, Handler] = field(default_factory=dict)
    """What a free text may mean (`bot.understanding`), and who answers that."""
    waits: Mapping[str, Place] = field(default_factory=dict)
    """Where the room waits for a text."""
    answers: Taker | None = None
    """Takes what answers or changes an earlier message. A coach's room looks before commands and
    single words do, since what she answers is meant for somebody; other rooms after them.
    """
    ticks: tuple[Tick, ...] = ()
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    coach: bool = False
    """Whether its buttons and places are for coaches only."""

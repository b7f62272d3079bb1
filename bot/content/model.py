"""What is said, as frozen objects."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from babel import Locale

from bot.text import Text

LANGUAGES = ("nl", "en")
STATES = (
    "panic",
    "anxiety",
    "insomnia",
    "emptiness",
    "gloom",
    "restlessness",
    "numbness",
    "urge",
)
PHASES = ("longing", "peak", "rejection", "panic", "adapting", "relief")
PILLARS = ("regulation", "reprogramming", "inner_child", "boundaries", "guidance")
KINDS = ("body", "senses", "breath", "touch", "movement", "mind", "delay")
TOPICS = ("suicide", "violence", "sexual", "talk", "danger", "young", "doctor")
COMING, RESISTED, BESIDE_AN_URGE = "coming", "resisted", "with"
URGES = ("incoming", COMING, "on_the_way", "happened", RESISTED, "other", BESIDE_AN_URGE)
"""Plain urges: by kind, the other on the way here, one that went by, without a kind, and what is
said beside one.
"""


@dataclass(frozen=True, slots=True)
class Daily:
    """The grounding message of one day."""

    title: str
    body: str
    exercise: str


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of an exercise, and the seconds it takes."""

    text: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Breath:
    """Seconds in and out; there is never a hold."""

    inhale: float
    exhale: float

    @property
    def pace(self) -> str:
        """As it is written in buttons and names: 4-6."""
        return f"{self.inhale:g}-{self.exhale:g}"


@dataclass(frozen=True, slots=True)
class Exercise:
    """A grounding exercise; `lying` is its silent version for in bed, empty when there is none."""

    id: str
    title: str
    kind: str
    states: tuple[str, ...]
    minutes: int
    audible: bool
    offered: bool
    demanding: bool
    cautions: str
    breath: Breath | None
    paces: tuple[Breath, ...]
    """The paces that may be chosen in it, `breath` among them; empty when there is no choice."""
    steps: tuple[Step, ...]
    lying: tuple[Step, ...]

    def breath_in(self, pace: str | None) -> Breath | None:
        """The moving breath in this pace, if it is one of the exercise's; else in its own."""
        return next((breath for breath in self.paces if breath.pace == pace), self.breath)


@dataclass(frozen=True, slots=True)
class Week:
    """The theme of one week of the programme."""

    theme: str
    pillar: str
    message: str
    question: str


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the six phases of the cycle."""

    id: str
    name: str
    happens: str
    body: str
    way_out: str
    here: str
    exercise: str


@dataclass(frozen=True, slots=True)
class Cycle:
    """The cycle: six phases, and what happens when it stops."""

    title: str
    intro: str
    phases: tuple[Phase, ...]
    withdrawal_title: str
    withdrawal_intro: str
    withdrawal: Mapping[str, tuple[str, str]]
    """State -> (name, text)."""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Where a human being answers. Hours are local to the country."""

    id: str
    country: str
    name: str
    phone: str
    chat: str
    phone_hours: str
    chat_hours: str
    hours_text: str
    for_: tuple[str, ...]
    about: str
    verified_on: date
    basis: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A command that is only text."""

    name: str
    command: str
    title: str
    text: Text


@dataclass(frozen=True, slots=True)
class Wishes:
    """How people say what they want of the program, or which urge it is, in whole texts."""

    phrases: Mapping[str, tuple[str, ...]]
    """Wish, or kind -> phrases as written, each with the groups of the file before them."""
    beside: frozenset[str]
    """Words that may stand anywhere beside them and change nothing."""


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """UI texts and buttons of one language."""

    language: str
    entries: Mapping[str, str | Mapping[str, str]]

    def __call__(self, key: str, **values: object) -> str:
        """The text under `key` with its placeholders filled; `n` chooses between one and other.
        After a value that ends in a full stop, such as "Noor V.", no other one comes.

        Raises:
            KeyError: there is no such text, or a placeholder was not given.
        """
        entry = self.entries[key]
        if not isinstance(entry, str):
            count = values["n"]
            assert isinstance(count, int)
            entry = entry[Locale(self.language).plural_form(count)]
        for name, value in values.items():
            if str(value).endswith("."):
                entry = entry.replace(f"{{{name}}}.", f"{{{name}}}")
        return entry.format(**values) if values else entry


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """Everything that is said in one language. Each load makes new ones."""

    language: str
    t: Phrasebook
    daily: tuple[Daily, ...]
    weeks: tuple[Week, ...]
    pillars: Mapping[str, str]
    cycle: Cycle
    exercises: Mapping[str, Exercise]
    lines: tuple[HelpLine, ...]
    replies: Mapping[str, str]
    answers: Mapping[str, Answer]
    phrases: Mapping[str, tuple[str, ...]]
    """Label -> phrases, as written."""
    wishes: Wishes
    urges: Wishes
    """Kind of urge, of `URGES` -> how it is said plainly."""


@dataclass(frozen=True, slots=True)
class Content:
    """All languages, and a version that changes with every edit."""

    books: Mapping[str, Book]
    version: str

    def __getitem__(self, language: str) -> Book:
        return self.books[language]


def placeholders(text: str) -> frozenset[str]:
    """The names between braces in a text."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)

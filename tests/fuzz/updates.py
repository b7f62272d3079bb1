"""Random updates: what people really do, and the same with something wrong in it.

People act on the local Telegram, which makes the updates that Telegram would make; every so often
one of them is damaged on its way, or is something that nobody ever sent.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bot.feature import Feature
from bot.sandbox.things import picture
from bot.sandbox.world import World
from tests.cast import COACH_ID, buttons_of

Raw = dict[str, Any]

ODD_TEXTS = (
    "<b>vet</b> & <script>alert(1)</script> [link](tg://user?id=1) *x* _y_ `z`",
    "\N{RIGHT-TO-LEFT OVERRIDE}txet\N{POP DIRECTIONAL FORMATTING}",
    "a\N{ZERO WIDTH SPACE}b\N{ZERO WIDTH JOINER}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}c",
    "'; DROP TABLE client; --",
    "../../../etc/passwd",
    "{0.__class__} {voornaam|…} {{ 7*7 }} %s %(name)s ${HOME} {week}",
    "Z" + "\N{COMBINING ACUTE ACCENT}" * 300,
    "\N{FAMILY}" * 2_000,
    "👩‍👩‍👧‍👦🏳️‍🌈" * 300,
    "a" * 4096,
    "woord " * 680,
    "\n" * 50 + "x",
    "٣٤٥ ४५६ ⅷ ²",
    "NUL\x00 en \x1b[31m kleur",
    "-1", "0", "11", "99999999999999999999", "7,5", "1e9", "25:61", "31-02-2027", "08:00",
)  # fmt: skip
PLAIN_TEXTS = (
    "hoi", "ik wil hem appen", "ik wil dood", "hij slaat me", "nu", "ja", "nee", "stop", "?",
    "ik ben zo moe", "I want to text him", "morgen 14:00", "maandag", "Bo 06 12345678", "⚓", ".",
)  # fmt: skip
_FIELDS = ("inline_query", "poll", "chat_join_request", "message_reaction", "business_message",
           "channel_post", "chat_boost", "purchased_paid_media", "what_is_to_come")  # fmt: skip


@dataclass
class Made:
    """One update, and whether anything is wrong with it."""

    raw: Raw
    sound: bool
    about: str


@dataclass
class Writer:
    """Makes people act, at random but the same for the same seed."""

    world: World
    features: Sequence[Feature]
    random: Random
    people: Sequence[int]
    damage: float = 0.2
    _last_id: int = 1_000
    _commands: list[str] = field(default_factory=list)
    _verbs: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for room in self.features:
            self._commands += [
                name for command in room.commands for name in (command.nl, command.en)
            ]
            self._verbs += [f"{room.room}:{verb}" for verb in room.buttons]
        acts: dict[Callable[[int], None], int] = {
            self._press: 45, self._forge: 10, self._command: 12, self._say: 16, self._attach: 6,
            self._edit: 3, self._come_or_go: 2, self._forward: 2,
        }  # fmt: skip
        self._acts = [act for act, weight in acts.items() for _ in range(weight)]

    def make(self, person: int) -> list[Made]:
        """What one act of this person leads to."""
        if self.random.random() < 0.03:
            return [Made(self._numbered(self._nonsense(person)), False, "nonsense")]
        act = self.random.choice(self._acts)
        if self.world.chats[person].blocked:
            act = self._come_or_go
        act(person)
        waiting = [update.wire for update in self.world.queue.oldest(1_000)]
        self.world.queue.clear()
        return [self._perhaps_damaged(raw, act.__name__) for raw in waiting]

    def _numbered(self, raw: Raw) -> Raw:
        self._last_id += 1
        return {**raw, "update_id": self._last_id}

    def _perhaps_damaged(self, raw: Raw, about: str) -> Made:
        if self.random.random() >= self.damage:
            return Made(self._numbered(raw), True, about)
        damaged = copy.deepcopy(raw)
        for _ in range(self.random.randint(1, 3)):
            self._damage(damaged)
        return Made(self._numbered(damaged), False, about)

    # What people do

    def _press(self, person: int) -> None:
        seen = [m for m in self.world.chat(person)[-8:] if m.from_bot]
        shown = [(m, b) for m in seen for b in buttons_of(m) if b.data is not None]
        if not shown:
            self._command(person)
            return
        message, button = self.random.choice(shown)
        self.world.tap(person, message.message_id, button.data or "")

    def _forge(self, person: int) -> None:
        words = [self.random.choice(self._verbs)]
        words += [self._word() for _ in range(self.random.randint(0, 4))]
        data = ":".join(words).encode()[:64].decode(errors="ignore") or ":"
        mine = [m.message_id for m in self.world.chat(person)]
        number = self.random.choice([*mine[-5:], 1, 2**31])
        self.world.tap(person, number, data, stale=True)

    def _word(self) -> str:
        return self.random.choice(
            ["", "0", "1", "2", "3", "-1", "7", "999999999", "9" * 17, "9" * 19, "x", "é", "٣",
             "²", "everyone", "week-3", "got-1", "client-2", "cohort-1", "2026-12-24", "08:00",
             "nl", "../..", "' OR 1=1", "{0}", "once", "weekly", "\N{RIGHT-TO-LEFT OVERRIDE}",
             self.random.choice(self._verbs).partition(":")[2], str(self._someone())]
        )  # fmt: skip

    def _someone(self) -> int:
        return self.random.choice(self.people)

    def _command(self, person: int) -> None:
        words = ["/" + self.random.choice(self._commands)]
        if self.random.random() < 0.4:
            words += [self._word() for _ in range(self.random.randint(1, 3))]
        self.world.say(person, " ".join(filter(None, words)))

    def _say(self, person: int) -> None:
        text = self.random.choice(ODD_TEXTS if self.random.random() < 0.4 else PLAIN_TEXTS)
        if self.random.random() < 0.3:
            text = f"{mark(person)} {text}"
        if self.random.random() < 0.1:
            text = "".join(chr(self.random.choice([*range(0x20, 0x500), *range(0x1F300, 0x1F650)]))
                           for _ in range(self.random.randint(1, 200)))  # fmt: skip
        if text.strip():
            self.world.say(person, text.replace("\x00", "") or ".")

    def _attach(self, person: int) -> None:
        world = self.world
        caption = self.random.choice((*PLAIN_TEXTS, *ODD_TEXTS))[:1000].replace("\x00", "")
        acts: tuple[Callable[[], Any], ...] = (
            lambda: world.send_photo(person, caption=caption, data=picture()),
            lambda: world.send_voice(person),
            lambda: world.send_sticker(person),
            lambda: world.send_location(person),
            lambda: world.send_contact(person),
            lambda: world.send_document(person, caption=caption),
        )
        self.random.choice(acts)()

    def _edit(self, person: int) -> None:
        own = [m for m in self.world.chat(person) if not m.from_bot and m.kind == "text"]
        if not own:
            self._say(person)
            return
        text = self.random.choice(PLAIN_TEXTS)
        self.world.edit(person, self.random.choice(own).message_id, text)

    def _come_or_go(self, person: int) -> None:
        blocked = self.world.chats[person].blocked
        (self.world.unblock if blocked else self.world.block)(person)

    def _forward(self, person: int) -> None:
        self.world.forward(person, self.random.choice(PLAIN_TEXTS))

    # What goes wrong

    def _nonsense(self, person: int) -> Raw:
        kind = self.random.choice((*_FIELDS, "message", "callback_query", "my_chat_member"))
        return self.random.choice(
            ({}, {kind: None}, {kind: []}, {kind: "x" * 5_000}, {kind: {}},
             {kind: {"chat": {"id": person, "type": "private"}, "from": {"id": person}}},
             {kind: {"id": "1", "from": {"id": person, "is_bot": False, "first_name": "x"}}},
             {kind: self._tree(5)})
        )  # fmt: skip

    def _tree(self, depth: int) -> Any:
        if depth == 0:
            return self._odd_value()
        return {self.random.choice(("chat", "from", "id", "text", "a")): self._tree(depth - 1)
                for _ in range(2)}  # fmt: skip

    def _odd_value(self) -> Any:
        return self.random.choice(
            (None, True, 0, -1, 2**31, 2**52, 2**63 - 1, 2**63, -(2**63), 2**70, 1.5, "", "x",
             [], {}, [[]], {"id": None}, "x" * 20_000, "\ud800", "\N{RIGHT-TO-LEFT OVERRIDE}", "0")
        )  # fmt: skip

    def _damage(self, raw: Raw) -> None:
        places = list(_places(raw))
        if not places:
            return
        holder, key = self.random.choice(places)
        how = self.random.random()
        if how < 0.35:
            del holder[key]
        elif how < 0.85 or not isinstance(holder, dict):
            holder[key] = self._odd_value()
        else:
            holder[self.random.choice(("text", "caption", "date", "via_bot", "new_one"))] = holder[
                key
            ]


def mark(person: int) -> str:
    """What shows, wherever it comes up again, who wrote it."""
    return f"merk{person}merk"


def _places(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        found.append((value, key))
        if isinstance(value[key], (dict, list)):
            found += _places(value[key])
    return found


def is_coachs(raw: Raw) -> bool:
    """Whether a coach acts here, whatever else is wrong with it."""
    return str(COACH_ID) in repr(raw)

"""A cast of people who say, tap and hear, against the real bot and the local Telegram."""

from __future__ import annotations

import asyncio
import functools
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import App
from bot.clients import preferences
from bot.clock import MovableClock
from bot.content.model import LANGUAGES, Book
from bot.features.start.service import enrol
from bot.running import open_app
from bot.sandbox.limits import Limits
from bot.sandbox.model import Button, Message
from bot.sandbox.server import LocalTelegram
from bot.sandbox.walk import walk
from bot.sandbox.world import World
from bot.settings import Settings
from bot.store import clients, invites
from bot.store.clients import Client
from bot.store.opening import open_store
from bot.store.schema import prepare
from tests import hurry
from tests.store.scenes import the_cohort

TOKEN = "1000001:LOCAL-test-token-that-opens-nothing-at-all"
COACH_ID = 700_000_001
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday, 10:00 in Amsterdam."""
STAGED: deque[World] = deque(maxlen=8)
"""The local Telegrams of the latest stages: what the bot asked of them is looked at afterwards."""
_LONGEST_WAIT = 60.0
_DAY = 86_400.0
_STILL = 12
"""Turns of the loop without work after which all is said: what is on its way takes a few."""


@dataclass
class Person:
    """Somebody with a phone."""

    stage: Stage
    id: int
    name: str

    async def start(self, payload: str = "") -> Message:
        """Open the bot, perhaps by a link; gives the last thing heard."""
        self.stage.take_time()
        self.stage.world.start(self.id, payload)
        return await self._hear()

    async def say(self, text: str, **options: Any) -> Message:
        """Write a message."""
        self.stage.take_time()
        self.stage.world.say(self.id, text, **options)
        return await self._hear()

    async def edit(self, message_id: int, text: str, **options: Any) -> Message:
        """Change an earlier message."""
        self.stage.take_time()
        self.stage.world.edit(self.id, message_id, text, **options)
        return await self._hear()

    async def send(self, kind: str, **options: Any) -> Message:
        """Send a photo, voice, sticker, contact, …"""
        self.stage.take_time()
        getattr(self.stage.world, f"send_{kind}")(self.id, **options)
        return await self._hear()

    async def press(self, key: str, **values: Any) -> Message:
        """Press the newest button whose label is the text `key` in her language."""
        label = self.words(key, **values)
        for message in reversed(self.heard):
            for button in buttons_of(message):
                if button.text == label and button.data is not None:
                    return await self.tap(label, message)
        raise AssertionError(f"{self.name} sees no button '{label}'; buttons: {self.buttons}")

    def words(self, key: str, **values: Any) -> str:
        """The text `key` in the language of her phone, without the blank at the edges."""
        return self.book.t(key, **values)

    @property
    def book(self) -> Book:
        """What is said in the language of her phone, or in the bot's first language."""
        spoken = self.stage.world.people[self.id].language or ""
        known = spoken[:2] if spoken[:2] in LANGUAGES else self.stage.settings.language
        return self.stage.app.deps.shelf[known]

    async def tap(self, text: str, on: Message | None = None) -> Message:
        """Press the newest button whose label contains `text`."""
        message, button = self.find_button(text, on)
        assert button.data is not None, f"'{button.text}' is no callback button"
        self.stage.take_time()
        self.stage.world.tap(self.id, message.message_id, button.data)
        return await self._hear()

    async def tap_data(self, data: str, message_id: int | None = None, **options: Any) -> Message:
        """Press a button by its data: old, forged, of another message."""
        number = message_id if message_id is not None else self.heard[-1].message_id
        self.stage.take_time()
        self.stage.world.tap(self.id, number, data, **options)
        return await self._hear()

    def find_button(self, text: str, on: Message | None = None) -> tuple[Message, Button]:
        """The newest button with this label, and its message."""
        for message in [on] if on else reversed(self.heard):
            for button in buttons_of(message):
                if text in button.text:
                    return message, button
        raise AssertionError(f"{self.name} sees no button '{text}'; buttons: {self.buttons}")

    @property
    def heard(self) -> list[Message]:
        """What the bot says in this chat now: edits applied, deletions gone."""
        return [m for m in self.stage.world.chat(self.id) if m.from_bot]

    @property
    def last(self) -> Message:
        """The newest message of the bot."""
        assert self.heard, f"{self.name} heard nothing"
        return self.heard[-1]

    @property
    def texts(self) -> list[str]:
        """All that the bot says in this chat now, as plain text."""
        return [text_of(message) for message in self.heard]

    @property
    def buttons(self) -> list[str]:
        """The labels under the newest message."""
        return [button.text for button in buttons_of(self.heard[-1])] if self.heard else []

    @property
    def keyboard(self) -> list[list[str]] | None:
        """The reply keyboard in sight."""
        return self.stage.world.keyboard(self.id)

    async def record(self) -> Client | None:
        """What the database knows of this person."""
        async with self.stage.app.deps.store.read() as tx:
            return await clients.find_by_chat(tx, self.id)

    async def _hear(self) -> Message:
        await self.stage.settle()
        return self.heard[-1] if self.heard else None  # type: ignore[return-value]


@dataclass
class Stage:
    """The running bot, its Telegram, and the clock they share."""

    world: World
    server: LocalTelegram
    app: App
    clock: MovableClock
    settings: Settings
    thinking: float = 0.0
    """Seconds that people take before each act, so that the pace of one chat holds no scene up."""

    def take_time(self) -> None:
        """Let the time pass that people take before they act."""
        if self.thinking:
            self.clock.move_to(self.clock.now() + timedelta(seconds=self.thinking))

    async def settle(self) -> None:
        """Wait until everything that was sent is confirmed, handled and answered."""
        still, deadline = 0, time.monotonic() + _LONGEST_WAIT
        impatient = hurry.Hurry(self.app)
        while still < _STILL:
            busy = self.app.busy or len(self.world.queue)
            await asyncio.sleep(0.001 if busy else 0)
            if busy:
                impatient.look()
            still = 0 if busy else still + 1
            assert time.monotonic() < deadline, "the bot does not come to rest"

    async def walk(self, **delta: float) -> None:
        """Move the clock through every due instant."""
        await self.walk_to(self.clock.now() + timedelta(**delta))

    async def walk_to(self, instant: datetime) -> None:
        """The same, to an instant."""
        await self.settle()
        await walk(_Passing(self.app), self.clock, instant, rest=self.settle)
        await self.settle()

    async def restart(self) -> None:
        """Stop the bot and start it anew on the same database."""
        await close_app(self.app)
        self.app = await start_app(self.settings, self.clock)

    def person(self, name: str, language: str = "nl", user_id: int | None = None) -> Person:
        """Somebody new."""
        return Person(self, self.world.add_person(name, language, user_id).id, name)

    async def coach(self) -> Person:
        """The coach, who has opened the bot."""
        if COACH_ID not in self.world.people:
            self.world.add_person("Coach", "nl", COACH_ID)
        person = Person(self, COACH_ID, "Coach")
        if not person.heard:
            await person.start()
        return person

    async def invite(self) -> str:
        """The token of a fresh link of the coach."""
        coach = await self.coach()
        await coach.say("/uitnodigen")
        await coach.press("invite.button.uses", n=25)
        return (
            next(t for t in reversed(coach.texts) if "start=" in t).split("start=")[1].split()[0]
        )

    async def enrolled(
        self, name: str = "Noor", language: str = "nl", hour: int = 480, *, seen: bool = False
    ) -> Person:
        """Somebody who came through the arrival before the scene begins."""
        person = self.person(name, language)
        deps, now = self.app.deps, self.clock.now()
        async with deps.store.write() as tx:
            cohort = await the_cohort(tx, now)
            _, token = await invites.add(tx, cohort, 1, _later(now), now)
            await enrol(deps, tx, person.id, token=token, seen=seen, language=language, now=now)
            client = await clients.find_by_chat(tx, person.id)
            assert client is not None
            await preferences.change(tx, client, now, daily_at=hour)
        self.world.chats[person.id].started = True
        return person

    async def client(
        self, name: str = "Noor", language: str = "nl", hour: str = "08:00", *, seen: bool = False
    ) -> Person:
        """Somebody who came through the whole arrival."""
        now = self.clock.now()
        async with self.app.deps.store.write() as tx:
            _, token = await invites.add(tx, await the_cohort(tx, now), 1, _later(now), now)
        person = self.person(name, language)
        await arrive(person, token, hour, seen=seen)
        return person


async def arrive(person: Person, token: str, hour: str = "08:00", *, seen: bool = False) -> None:
    """Open this link, and go through the whole arrival."""
    await person.start(token)
    words = _ARRIVAL[person.book.language]
    await person.tap(words[0] if seen else words[1])
    await person.tap(words[2])
    await person.tap(words[3])
    await person.tap(hour)


def _later(now: datetime) -> datetime:
    """When a link ends that is opened at once."""
    return now + timedelta(days=1)


@dataclass
class _Passing:
    """A walk that ends as it went: what has come due is done, not every tick there is.

    What is not due at an instant but done now and then, such as tidying, is done on the way once
    a day, and at the end as ever: at each stop it would take longer than all else.
    """

    app: App

    @property
    def busy(self) -> bool:
        return self.app.busy

    async def run_due(self, *, passing: bool = False) -> None:
        started, now = self.app.ticker._started_at, self.app.deps.clock.monotonic()
        lately = {
            tick.name: started[tick.name]
            for tick in self.app.ticker._ticks
            if passing and tick.next_due is None and now - started[tick.name] < _DAY
        }
        started.update(dict.fromkeys(lately, now))
        await self.app.run_due(passing=True)
        started.update(lately)

    async def next_due_at(self) -> datetime | None:
        return await self.app.next_due_at()


_ARRIVAL = {
    "nl": ("Ja, dat kan", "Nee", "Verder", "18+"),
    "en": ("Yes, that happens", "No", "Continue", "18+"),
}


def buttons_of(message: Message) -> list[Button]:
    """The inline buttons under a message, row by row."""
    return [button for row in message.inline_keyboard or [] for button in row]


def text_of(message: Message) -> str:
    """Text or caption."""
    return message.text or message.caption or ""


async def start_app(settings: Settings, clock: MovableClock) -> App:
    """The bot of these settings, started."""
    app = await open_app(settings, clock)
    hurry.see(app, clock)
    clock.on_move(lambda _now: app.sender.kick())
    try:
        await app.start()
        _tick_as_the_clock_walks(app)
    except BaseException:
        await app.deps.store.close()
        raise
    return app


def _tick_as_the_clock_walks(app: App) -> None:
    """And not as real seconds pass: then a busy machine would see other scenes.

    Several beside each other do tick by themselves: which of them leads is a matter of real time.
    """
    if app.ticker._scheduler.running and app.deps.replica.alone:
        app.ticker._scheduler.pause()


async def close_app(app: App) -> None:
    """The bot, stopped, its database free."""
    await app.stop()
    await app.deps.store.close()


_BLANK: dict[str, bytes] = {}


async def _lay_blank_database(settings: Settings, folder: Path) -> None:
    """A database as the migrations leave it, with its key: they take longer than most scenes."""
    if (folder / "anker.db").exists():
        return
    if not _BLANK:
        store = open_store(settings)
        await prepare(store)
        await store.close()
        for name in ("anker.db", "encryption.key"):
            _BLANK[name] = (folder / name).read_bytes()
        return
    for name, content in _BLANK.items():
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o600)


def _settings(**values: Any) -> Settings:
    given = {"_env_file": None, "token": TOKEN, "coach_ids": frozenset({COACH_ID})}
    return Settings(**(given | values))


_plain = functools.cache(_settings)


@asynccontextmanager
async def staged(
    folder: Path,
    *,
    now: datetime = MORNING,
    limits: Limits | None = None,
    telegram: Callable[..., World] = World,
    change: Callable[[Settings], Settings] | None = None,
    **settings: Any,
) -> AsyncIterator[Stage]:
    """A bot on a fresh database in `folder`, at `now`; `telegram` makes the other end."""
    clock = MovableClock(now)
    world = telegram(clock, token=TOKEN, bot_name="Anker", bot_username="anker_test_bot",
                     limits=limits or Limits())  # fmt: skip
    STAGED.append(world)
    server = LocalTelegram(world)
    url = await server.start()
    own = {"api_url": url, "database_url": f"sqlite+aiosqlite:///{folder / 'anker.db'}"}
    # Reading them takes a tenth of what a stage takes, so those that change nothing share one.
    made = _settings(**(own | settings)) if settings else replace(_plain(), **own)
    if "database_url" not in settings and "encryption_key" not in settings:
        await _lay_blank_database(made, folder)
    try:
        app = await start_app(change(made) if change else made, clock)
    except BaseException:
        await server.stop()
        raise
    stage = Stage(world, server, app, clock, made)
    try:
        yield stage
    finally:
        await close_app(stage.app)
        await server.stop()
        await asyncio.sleep(0)


def replace(settings: Settings, **changes: Any) -> Settings:
    """Settings with some changed."""
    return settings.model_copy(update=changes)


__all__ = [
    "COACH_ID",
    "MORNING",
    "STAGED",
    "TOKEN",
    "Person",
    "Stage",
    "buttons_of",
    "replace",
    "staged",
    "text_of",
]

"""The worst days: everything at once, Telegram or the database away, a clock that jumps.

`CHAOS_ROUNDS=200 python -m pytest -n0 -s tests/outbox/test_worst_days.py` prolongs the first.
"""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

import aiohttp
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.outbox import retries
from bot.outbox.sender import IN_FLIGHT
from bot.sandbox.faults import Kind
from tests.cast import Person, Stage, staged, text_of
from tests.outbox.conftest import rush
from tests.seeds import seed

pytestmark = pytest.mark.long

ROUNDS = int(os.environ.get("CHAOS_ROUNDS", "1"))
SEED = seed("CHAOS_SEED")
_MIXED: tuple[Kind, ...] = ("429", "500", "502-html", "hang", "drop-before", "drop-after")
_EACH = 0.2
"""The share of calls that one kind alone strikes."""
_ALL: Mapping[Kind, float] = MappingProxyType(dict.fromkeys(_MIXED, 0.125))
"""Three calls in four. With a sixth each none would ever be answered."""
_STRUCK = ("sendMessage", "sendPhoto", "editMessageText", "getUpdates")
_COMMANDS = ("/week", "/drang", "/nood", "/vandaag", "/cyclus")


def first_lines(person: Person) -> list[str]:
    """How each reply begins; what came twice in a row stands once."""
    return [line for line, _ in groupby(text_of(m).partition("\n")[0] for m in person.heard)]


async def expected_of(stage: Stage) -> dict[str, str]:
    """How the reply to each command begins, on a good day."""
    model = await stage.enrolled("Model")
    found = {}
    for command in _COMMANDS:
        await model.say(command)
        found[command] = text_of(model.heard[-1]).partition("\n")[0]
    return found


def test_every_kind_of_trouble_is_in_the_mix() -> None:
    # What is refused for good is another matter: it is not sent again.
    assert set(_MIXED) == set(get_args(Kind)) - {"slow", "400", "403"}


def _heard_it_all(people: list[Person], wanted: dict[int, list[str]]) -> bool:
    return all(len(first_lines(one)) >= len(wanted[one.id]) for one in people)


@pytest.mark.timeout(0 if ROUNDS > 1 else 240)
async def test_with_every_trouble_mixed_nothing_is_lost_and_each_chat_keeps_its_order(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await live_through(stage, monkeypatch, ROUNDS)


@pytest.mark.parametrize("kind", _MIXED)
async def test_with_one_call_in_five_in_trouble_nothing_is_lost_and_each_chat_keeps_its_order(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    await live_through(stage, monkeypatch, 1, {kind: _EACH})


def strike(stage: Stage, shares: Mapping[Kind, float]) -> None:
    """From now on this share of calls meets each of these."""
    for method in _STRUCK:
        for kind, share in shares.items():
            stage.world.faults.add(method, kind=kind, times=None, probability=share, seconds=1)


_EVENING = 16
"""The hour of UTC from which no new round begins: in the night an urge gets other words."""


async def live_through(
    stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
    rounds: int,
    shares: Mapping[Kind, float] = _ALL,
) -> None:
    """Five new people ask three things each, a round, while these shares of calls fail."""
    # Else some letter looks as if it were at fault itself.
    monkeypatch.setattr(retries, "MOST_FAILED", 1_000)
    monkeypatch.setattr(retries, "LOST_PAUSES", (3.0,) * 1_000)
    beginning = await expected_of(stage)
    stage.world.random.seed(SEED)
    chosen = random.Random(SEED)
    for number in range(rounds):
        if (now := stage.clock.now()).hour >= _EVENING:
            await stage.walk_to(now.replace(hour=9, minute=0) + timedelta(days=1))
        people = [await stage.enrolled(f"Nr {number}-{one}") for one in range(5)]
        asked = {person.id: [chosen.choice(_COMMANDS) for _ in range(3)] for person in people}
        struck = len(stage.world.requests)
        strike(stage, shares)
        for place in range(3):
            for person in people:
                stage.world.say(person.id, asked[person.id][place])
        wanted = {p.id: _once([beginning[c] for c in asked[p.id]]) for p in people}
        await rush(
            stage,
            partial(_heard_it_all, people, wanted),
            seconds=3600,  # three calls in four fail: some letters need many
            turns=2000,  # longer than a hang: else the clock is ahead of what hangs
        )
        stage.world.faults.clear()
        await stage.settle()
        await stage.walk(minutes=20)
        unknown = sum(
            not call.ok and call.error_code is None
            for call in stage.world.requests[struck:]
            if call.method.startswith("send")
        )
        for person in people:
            assert first_lines(person) == wanted[person.id], f"seed {SEED}, round {number}"
        doubled = sum(len(person.heard) - len(asked[person.id]) for person in people)
        assert 0 <= doubled <= min(unknown, IN_FLIGHT * 2), f"seed {SEED}"
        if rounds > 1:
            print(f"round {number}: {unknown} without an answer", flush=True)


@pytest.mark.parametrize("kind", _MIXED)
async def test_a_screen_that_changes_in_place_comes_through_trouble(
    stage: Stage, kind: Kind
) -> None:
    people = [await stage.enrolled(f"Nr {one}") for one in range(6)]
    await people[0].say("/instellingen")
    await people[0].tap_data("settings:quiet")
    wanted = text_of(people[0].last)
    for person in people[1:]:
        await person.say("/instellingen")
    stage.world.random.seed(SEED)
    stage.world.faults.add("editMessageText", kind=kind, seconds=1)  # the first at any rate
    strike(stage, {kind: _EACH})
    for person in people[1:]:
        stage.world.tap(person.id, person.last.message_id, "settings:quiet")
    await rush(stage, lambda: all(wanted in person.texts for person in people), seconds=900)
    stage.world.faults.clear()
    await stage.settle()
    assert all(person.texts.count(wanted) == 1 for person in people), f"seed {SEED}"


def _once(lines: list[str]) -> list[str]:
    return [line for line, _ in groupby(lines)]


# Telegram away


async def test_without_names_of_hosts_everything_waits_and_then_comes_once(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await without_names(stage, noor, monkeypatch)


async def without_names(stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """She reports an urge while no name of a host is known, and is answered afterwards, once."""

    async def no_such_host(*_args: Any, **_how: Any) -> Any:
        raise OSError(-2, "Name or service not known")

    with monkeypatch.context() as patch:
        patch.setattr(aiohttp.TCPConnector, "_resolve_host", no_such_host)
        for request in stage.app.caller._request:
            await request._session.connector.close()  # type: ignore[attr-defined]
            await request.shutdown()
            await request.initialize()
        stage.world.say(noor.id, "/drang")
        late = stage.clock.now() + timedelta(seconds=90)
        await rush(stage, lambda: stage.clock.now() > late, seconds=100)
        assert noor.heard == []
    await rush(stage, lambda: noor.heard, seconds=400)
    await stage.settle()
    assert noor.texts == [noor.words("urge.first")]


async def test_telegram_away_for_a_day_costs_the_message_of_that_day_and_nothing_else(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await away_for_a_day(stage, noor, mia)


async def away_for_a_day(stage: Stage, noor: Person, mia: Person) -> None:
    """Mia asks something meanwhile and is answered; Noor misses the message of that day."""
    await noor.say("/week")
    stage.world.faults.add(kind="drop-before", times=None)
    for hour in range(26):
        if hour == 10:
            stage.world.say(mia.id, "/drang")
        stage.clock.move_to(stage.clock.now() + timedelta(hours=1))
        await stage.app.run_due()
        await asyncio.sleep(0.02)
    stage.world.faults.clear()
    late = stage.clock.now() + timedelta(minutes=6)
    await rush(stage, lambda: stage.clock.now() > late, seconds=400)
    await stage.settle()
    assert len(noor.heard) == 1, "what was due at eight expired at eleven"
    assert mia.texts == [mia.words("urge.first")]
    await stage.walk(days=1)
    assert len(noor.heard) == 2, "the next day's comes"


async def test_a_token_that_is_revoked_while_running_loses_nothing(
    stage: Stage, noor: Person
) -> None:
    side = stage.server._bot_side
    door, side._door = side._door, "/bot1:elsewhere/"
    stage.world.say(noor.id, "/drang")
    late = stage.clock.now() + timedelta(seconds=150)
    await rush(stage, lambda: stage.clock.now() > late, seconds=200)
    assert noor.heard == []
    side._door = door
    await rush(stage, lambda: noor.heard, seconds=200)
    await stage.settle()
    assert noor.texts == [noor.words("urge.first")]


# The database


@asynccontextmanager
async def impatient(folder: Path) -> AsyncIterator[Stage]:
    """A bot whose database connection gives up at once, instead of after five seconds."""
    async with staged(folder) as stage:
        async with stage.app.deps.store.write() as tx:
            await tx.run(text("PRAGMA busy_timeout=20"))
        yield stage


async def ask_in_vain(stage: Stage, person: Person, text: str = "/drang") -> None:
    """She reports an urge, and for a while nothing can be written."""
    failed = stage.app.deps.store.health.errors
    stage.world.say(person.id, text)
    await rush(stage, lambda: stage.app.deps.store.health.errors > failed + 2)
    assert len(stage.world.queue) == 1, "not confirmed"
    fixed = person.book.replies["failed"].strip()
    await rush(stage, lambda: fixed in person.texts)
    assert person.texts.count(fixed) == 1


async def test_a_database_that_is_locked_by_another_program_is_waited_for(tmp_path: Path) -> None:
    async with impatient(tmp_path) as stage:
        noor = await stage.enrolled("Noor")
        with closing(sqlite3.connect(tmp_path / "anker.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await ask_in_vain(stage, noor)
            other.execute("ROLLBACK")
        await rush(stage, lambda: noor.words("urge.first") in noor.texts)
        assert not len(stage.world.queue)


async def test_on_a_full_disk_nothing_is_lost_and_it_goes_on_when_there_is_room(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path) as stage:
        noor = await stage.enrolled("Noor")
        assert await stage.app.figures.why_not_ready() == ""
        await fill_up(stage)
        # So much that it does not fit into what is left of one page.
        await ask_in_vain(stage, noor, "/drang " + "é" * 4_000)
        assert "takes no writes" in await stage.app.figures.why_not_ready()
        await allow_pages(stage, 2**30)
        assert await stage.app.figures.why_not_ready() == ""
        await rush(stage, lambda: noor.words("urge.first") in noor.texts)
        await stage.settle()
        assert noor.texts.count(noor.words("urge.first")) == 1


async def allow_pages(stage: Stage, number: int) -> None:
    """SQLite's own limit; below the present size it means: no page more."""
    async with stage.app.deps.store.write() as tx:
        await tx.run(text(f"PRAGMA max_page_count={number}"))


async def fill_up(stage: Stage) -> None:
    """Use what room is left in the pages that there are."""
    store = stage.app.deps.store
    async with store.write() as tx:
        await tx.run(text("CREATE TABLE ballast (x BLOB)"))
    await allow_pages(stage, 1)
    for size in (100_000, 3_000, 300, 30):
        with pytest.raises(OperationalError, match="disk is full"):
            while True:
                async with store.write() as tx:
                    await tx.run(text(f"INSERT INTO ballast VALUES (zeroblob({size}))"))


# Time


async def test_a_clock_that_goes_back_an_hour_brings_nothing_twice(
    stage: Stage, noor: Person
) -> None:
    await an_hour_back(stage, noor)


async def an_hour_back(stage: Stage, noor: Person) -> None:
    """After the message of the day."""
    await stage.walk_to(datetime(2026, 11, 24, 7, 1, tzinfo=UTC))
    assert len(noor.heard) == 1
    stage.clock._start -= timedelta(hours=1)
    await noor.say("/week")
    await stage.walk(hours=2)
    assert len(noor.heard) == 2, "the day's message was not sent again, and replies go on"
    await stage.walk(days=1)
    assert len(noor.heard) == 3


async def test_a_clock_that_leaps_a_day_brings_one_message_and_goes_on(
    stage: Stage, noor: Person
) -> None:
    await a_day_ahead_and_back(stage, noor)


async def a_day_ahead_and_back(stage: Stage, noor: Person) -> None:
    """After the message of the day; then three days go by."""
    await stage.walk_to(datetime(2026, 11, 24, 7, 1, tzinfo=UTC))
    stage.clock._start += timedelta(days=1)
    await stage.app.run_due()
    await stage.settle()
    assert len(noor.heard) == 2, "one message for the day that was leapt over"
    stage.clock._start -= timedelta(days=1)
    await noor.say("/drang")
    assert text_of(noor.last) == noor.words("urge.first")
    await stage.walk_to(datetime(2026, 11, 27, 7, 1, tzinfo=UTC))
    days = [m for m in noor.heard if text_of(m) != noor.words("urge.first")]
    assert 3 <= len(days) <= 4, "each day at most one"

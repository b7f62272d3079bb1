"""Metrics: right numbers, in Prometheus' format, with nobody in them, also on a bad day."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.metrics import Histogram
from bot.road.lanes import Lane
from bot.store import acts, clients, outbox, restored
from bot.store.backup import note_backup
from bot.store.engine import Tx
from bot.store.outbox import NewRow
from bot.store.tombstones import Tombstones
from tests.cast import Stage, replace
from tests.outbox.conftest import rush
from tests.scenes.database import table

_LINE = re.compile(
    r'(?P<name>[a-z_]+)(?:\{(?P<labels>[a-z]+="[^"\n]*"(?:,[a-z]+="[^"\n]*")*)\})?'
    r" (?P<value>-?[0-9.]+(?:e[+-]?[0-9]+)?)"
)


async def figures(web: aiohttp.ClientSession) -> dict[str, float]:
    """Everything that is shown, by name and labels; each line is looked at."""
    async with web.get("/metrics") as answer:
        assert answer.status == 200
        assert answer.content_type == "text/plain"
        page = await answer.text()
    found: dict[str, float] = {}
    known = ""
    for line in page.splitlines():
        if line.startswith("# HELP "):
            known = line.split()[2]
            continue
        if line.startswith("# TYPE "):
            assert line.split()[2] == known
            assert line.split()[3] in ("counter", "gauge", "histogram")
            continue
        match = _LINE.fullmatch(line)
        assert match is not None, line
        assert match["name"].startswith(known)
        key = line.rpartition(" ")[0]
        assert key not in found, "a number that stands there twice"
        found[key] = float(match["value"])
    return found


async def test_it_counts_what_comes_in_what_leaves_and_how_long_it_took(
    stage: Stage, web: aiohttp.ClientSession
) -> None:
    stage.thinking = 4.0
    before = await figures(web)
    noor = await stage.enrolled("Noor")
    for text in ("/drang", "ik wil dood", "/week"):
        await noor.say(text)
    after = await figures(web)

    def grown(key: str) -> float:
        return after[key] - before[key]

    assert grown('anker_updates_total{outcome="accepted"}') == 3
    assert grown('anker_updates_total{outcome="handled"}') == 3
    assert grown('anker_letters_total{lane="reply",outcome="sent"}') >= 3
    assert grown("anker_reply_seconds_count") == grown(
        'anker_letters_total{lane="reply",outcome="sent"}'
    )
    assert after['anker_reply_seconds_bucket{le="5.0"}'] == after["anker_reply_seconds_count"]
    assert after["anker_database_up"] == 1
    assert after["anker_intake_waiting"] == 0
    assert "anker_event_loop_lag_seconds_count" in after
    assert 'anker_tick_lateness_seconds{tick="daily"}' in after
    assert 'anker_build_info{version="0.1.0"}' in after


async def test_nobody_can_be_found_in_it(stage: Stage, web: aiohttp.ClientSession) -> None:
    stage.thinking = 4.0
    noor = await stage.enrolled("Noor")
    for text in ("/drang", "ik wil dood", "hij slaat me"):
        await noor.say(text)
    found = await figures(web)
    page = "\n".join(found).lower()
    for word in (str(noor.id), "noor", "crisis", "suicide", "violence", "distress"):
        assert word not in page


async def test_a_flood_wait_and_a_letter_that_waits_show(
    stage: Stage, web: aiohttp.ClientSession
) -> None:
    noor = await stage.enrolled("Noor")
    stage.world.faults.add("sendMessage", noor.id, kind="429", seconds=300)
    stage.world.say(noor.id, "/week")
    await rush(stage, lambda: not len(stage.world.faults))
    await stage.settle()
    found = await figures(web)
    assert found["anker_flood_waits_total"] == 1
    assert found['anker_letters_total{lane="reply",outcome="again"}'] == 1


async def test_the_lag_of_a_lane_is_how_long_its_first_letter_is_due(
    stage: Stage, web: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing() -> float:
        return 30.0

    await stage.settle()
    monkeypatch.setattr(stage.app.sender, "_take_what_is_due", nothing)
    now = stage.clock.now()
    async with stage.app.deps.store.write() as tx:
        due_at = now - timedelta(minutes=140)
        await outbox.add(tx, [NewRow("late", Lane.DAILY, 1, "call", None, due_at)], now)
    found = await figures(web)
    lag = found['anker_outbox_lag_seconds{lane="daily"}']
    assert timedelta(hours=2).total_seconds() < lag < timedelta(hours=3).total_seconds()
    assert found['anker_outbox_due{lane="daily"}'] == 1


@pytest.mark.long
async def test_a_letter_that_is_tried_again_and_again_is_late_since_it_was_due(
    stage: Stage, web: aiohttp.ClientSession
) -> None:
    noor = await stage.enrolled("Noor")
    stage.world.faults.add("sendMessage", kind="500", times=None)
    stage.world.say(noor.id, "/week")
    late = stage.clock.now() + timedelta(minutes=12)
    await rush(stage, lambda: stage.clock.now() > late, seconds=740)
    found = await figures(web)
    assert found['anker_outbox_lag_seconds{lane="reply"}'] > 700
    stage.world.faults.clear()
    await rush(stage, lambda: noor.heard, seconds=400)
    await stage.settle()
    assert (await figures(web))['anker_outbox_lag_seconds{lane="reply"}'] == 0


async def test_what_cannot_be_purged_counts_and_keeps_nothing_else_from_going(
    stage: Stage, web: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor, now = await stage.enrolled("Noor"), stage.clock.now()
    client = await noor.record()
    assert client is not None
    assert (await figures(web))['anker_tick_failures_total{tick="purge"}'] == 0
    gone, over = stage.clock.now() - timedelta(days=91), now - timedelta(days=366)
    async with stage.app.deps.store.write() as tx:
        await clients.change(tx, client.id, ended_at=gone, last_seen_at=gone)
        await acts.note(tx, noor.id, "paused", over)

    def fail(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(Tombstones, "put", fail)
        await stage.app.run_due()
    assert (await figures(web))['anker_tick_failures_total{tick="purge"}'] == 1
    assert await noor.record() is not None
    assert await table(stage, "coach_act") == [], "a rule that comes later"
    await stage.app.run_due()
    assert await noor.record() is None


async def test_a_tick_that_does_not_come_is_late(stage: Stage, web: aiohttp.ClientSession) -> None:
    stage.app.ticker.stop()
    stage.clock.move_to(stage.clock.now() + timedelta(minutes=5))
    found = await figures(web)
    assert found['anker_tick_lateness_seconds{tick="daily"}'] > 200


async def test_it_shows_when_the_latest_backup_was_made(
    stage: Stage, web: aiohttp.ClientSession, tmp_path: Path
) -> None:
    assert (await figures(web))["anker_backup_timestamp_seconds"] == 0
    now = stage.clock.now().replace(microsecond=0)
    await note_backup(stage.settings, now)
    await note_backup(stage.settings, now + timedelta(days=1))
    tomorrow = (now + timedelta(days=1)).timestamp()
    assert (await figures(web))["anker_backup_timestamp_seconds"] == tomorrow
    elsewhere = f"sqlite+aiosqlite:///{tmp_path / 'none' / 'at-all.db'}"
    await note_backup(replace(stage.settings, database_url=elsewhere), now)


async def test_after_a_restore_it_shows_and_is_logged_that_what_goes_to_many_waits(
    stage: Stage, web: aiohttp.ClientSession
) -> None:
    assert (await figures(web))["anker_held_after_restore"] == 0
    async with stage.app.deps.store.write() as tx:
        await restored.hold(tx, stage.clock.now())
    with capture_logs() as logged:
        await stage.restart()
    assert (await figures(web))["anker_held_after_restore"] == 1
    waits = "what goes to many waits until a coach says that it may go on"
    assert waits in [line["event"] for line in logged]


async def test_without_a_database_the_rest_is_still_shown(
    stage: Stage, web: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    @asynccontextmanager
    async def gone() -> AsyncIterator[Tx]:
        with stage.app.deps.store._counted():
            raise OperationalError("BEGIN", {}, Exception("gone"))
        yield

    before = (await figures(web))["anker_database_errors_total"]
    monkeypatch.setattr(stage.app.deps.store, "read", gone)
    found = await figures(web)
    assert found["anker_database_up"] == 0
    assert found['anker_letters_total{lane="reply",outcome="sent"}'] == 0
    assert (await figures(web))["anker_database_errors_total"] > before
    async with web.get("/readyz") as answer:
        assert await answer.text() == "no database: OperationalError\n"


def test_a_histogram_counts_each_once_and_no_time_below_none() -> None:
    made = Histogram("x_seconds", "For a test.", (0.1, 1.0))
    for seconds in (-5, 0.1, 0.5, 7):
        made.note(seconds)
    shown = list(made.lines())
    assert shown[2:] == [
        'x_seconds_bucket{le="0.1"} 2',
        'x_seconds_bucket{le="1.0"} 3',
        'x_seconds_bucket{le="+Inf"} 4',
        "x_seconds_sum 7.6",
        "x_seconds_count 4",
    ]


async def test_the_room_on_a_disk_is_shown_with_either_database(
    stage: Stage, web: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await figures(web))["anker_disk_free_bytes"] > 0
    monkeypatch.setattr(stage.app.deps.store, "path", None)  # as it is with PostgreSQL
    assert (await figures(web))["anker_disk_free_bytes"] > 0

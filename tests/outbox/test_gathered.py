"""Outcomes that are written down together: those of a message to many wait for each other."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.outbox import recorder
from bot.outbox.recorder import GATHERED, Recorder
from bot.road import right_of_way
from bot.road.lanes import Lane
from bot.store.outbox import AGAIN, SENT, Deferral, Row, Settlement
from tests.cast import Stage

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LONG = 30.0
"""Seconds: nobody waits for it."""


def row(number: int, lane: Lane) -> Row:
    return Row(
        id=number, dedupe_key=str(number), lane=lane, chat_id=number, client_id=None,
        broadcast_id=None, kind="call", payload=None, due_at=NOW, expires_at=None, attempts=1,
    )  # fmt: skip


def sent(number: int, lane: Lane = Lane.BROADCAST) -> Settlement:
    return Settlement(row(number, lane), SENT)


class Written(list[list[int]]):
    """The numbers of the letters of each commit."""


@pytest.fixture
def written(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Written:
    noted = Written()

    async def insist(self: Recorder, items: Sequence[Any], **how: Any) -> bool:
        noted.append([item.row.id for item in items])
        return False

    monkeypatch.setattr(Recorder, "_insist", insist)
    monkeypatch.setattr(recorder, "_GATHER_SECONDS", LONG)
    return noted


def recorder_with(stage: Stage, in_hand: int) -> Recorder:
    made = Recorder(stage.app.deps, {})
    made.bulk_in_hand = lambda: in_hand
    return made


async def within_a_moment(*records: Any) -> None:
    async with asyncio.timeout(5):
        await asyncio.gather(*records)


async def test_a_few_of_many_are_written_down_in_one_commit(
    stage: Stage, written: Written
) -> None:
    one = recorder_with(stage, in_hand=8)
    await within_a_moment(*(one.record(sent(number)) for number in range(GATHERED)))
    assert written == [list(range(GATHERED))]


async def test_what_nothing_follows_is_written_down_at_once(
    stage: Stage, written: Written
) -> None:
    one = recorder_with(stage, in_hand=1)
    await within_a_moment(one.record(sent(1)))
    assert written == [[1]]


async def test_the_last_ones_do_not_wait_for_more(stage: Stage, written: Written) -> None:
    one = recorder_with(stage, in_hand=GATHERED - 1)
    await within_a_moment(*(one.record(sent(number)) for number in range(GATHERED - 1)))
    assert written == [list(range(GATHERED - 1))]


@pytest.mark.parametrize(
    "item",
    [sent(9, Lane.REPLY), Deferral(row(9, Lane.CARE), NOW, AGAIN)],
    ids=["a reply that arrived", "a promise that has to try again"],
)
async def test_whatever_is_not_for_many_waits_for_nothing(
    stage: Stage, written: Written, item: Settlement | Deferral
) -> None:
    one = recorder_with(stage, in_hand=8)
    waiting = asyncio.create_task(one.record(sent(1)))
    await asyncio.sleep(0.02)
    assert written == []
    await within_a_moment(one.record(item), waiting)
    assert written == [[1, 9]]


async def test_one_that_hangs_keeps_the_others_for_a_moment_only(
    stage: Stage, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder, "_GATHER_SECONDS", 0.05)
    one, begun = recorder_with(stage, in_hand=8), time.monotonic()
    await within_a_moment(one.record(sent(1)), one.record(sent(2)))
    assert written == [[1, 2]]
    assert time.monotonic() - begun >= 0.05


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bulk steps aside for longer than any machine needs."""
    monkeypatch.setattr(right_of_way, "_LONGEST", LONG)


@pytest.mark.usefixtures("patient")
async def test_those_of_many_stand_aside_while_somebody_is_answered(
    stage: Stage, written: Written
) -> None:
    one = recorder_with(stage, in_hand=1)
    with stage.app.deps.right_of_way.taken():
        waiting = asyncio.create_task(one.record(sent(1)))
        await asyncio.sleep(0.02)
        assert written == []
    await within_a_moment(waiting)
    assert written == [[1]]


@pytest.mark.usefixtures("patient")
async def test_what_became_of_a_reply_takes_those_that_stand_aside_along(
    stage: Stage, written: Written
) -> None:
    one = recorder_with(stage, in_hand=1)
    with stage.app.deps.right_of_way.taken():  # as whoever sends a reply, up to its outcome
        waiting = asyncio.create_task(one.record(sent(1)))
        await asyncio.sleep(0.02)
        await within_a_moment(one.record(sent(2, Lane.REPLY)), waiting)
    assert written == [[1, 2]]

"""Help lines grow old: `check` says so, and the coach is told once a week."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.checks import _help_lines
from bot.content.model import Content
from bot.safety.lines import VERIFY_EVERY, not_verified_lately
from bot.settings import Settings
from tests.cast import Stage, staged

RUNG_ON = date(2026, 11, 22)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Of a bot whose lines were all rung on one day, whatever the content says of them now."""
    folder = tmp_path_factory.mktemp("rung") / "content"
    shutil.copytree("content", folder)
    for path in folder.glob("*/crisis.yaml"):
        text = re.sub(r"verified_on: \S+", f"verified_on: {RUNG_ON}", path.read_text())
        path.write_text(text)
    return Settings(_env_file=None, content_dir=folder)


@pytest.mark.parametrize(("days", "told"), [(90, False), (91, True)])
def test_check_tells_after_ninety_days_and_does_not_fail(
    settings: Settings, days: int, told: bool
) -> None:
    results = _help_lines(settings, RUNG_ON + days * DAY)
    assert [result.ok for result in results] == [True] * told
    for result in results:
        assert str(result).startswith("note help lines: not verified for 90 days: ")
        assert f"113 Zelfmoordpreventie ({RUNG_ON})" in result.text


def test_the_longest_ago_comes_first_and_who_was_rung_lately_not_at_all(content: Content) -> None:
    days = (RUNG_ON + DAY, RUNG_ON - DAY, RUNG_ON + 2 * DAY, RUNG_ON)
    rung = zip(content["en"].lines, days, strict=False)
    book = replace(content["en"], lines=tuple(replace(line, verified_on=on) for line, on in rung))
    found = not_verified_lately(book, RUNG_ON + DAY + VERIFY_EVERY + DAY)
    assert [line.verified_on for line in found] == [RUNG_ON - DAY, RUNG_ON, RUNG_ON + DAY]


@pytest.mark.long
async def test_the_coach_is_told_once_a_week(tmp_path: Path, content: Content) -> None:
    first = min(line.verified_on for line in content["nl"].lines)
    start = datetime.combine(first, datetime.min.time(), UTC) + timedelta(days=92)
    monday = start + timedelta(days=-start.weekday() % 7, hours=9)
    async with staged(tmp_path, now=monday) as stage:
        assert await told(stage, days=6) == 1
        assert await told(stage, days=7) == 2


async def told(stage: Stage, days: int) -> int:
    """How often the coach heard of it after these days of ticks."""
    coach = await stage.coach()
    for _ in range(days):
        await stage.app.run_due()
        await stage.settle()
        stage.clock.move_to(stage.clock.now() + timedelta(days=1))
    start = coach.words("coach.verify_lines", on="|").partition("|")[0]
    return sum(text.startswith(start) for text in coach.texts)

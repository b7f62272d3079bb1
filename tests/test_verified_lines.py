"""Help lines grow old: `check` says so, and the coach is told once a week."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.checks import _help_lines
from bot.content.model import Content
from bot.safety.lines import VERIFY_EVERY, not_verified_lately
from bot.settings import Settings
from tests.cast import Stage, staged

SETTINGS = Settings(_env_file=None)


def verified_on(content: Content) -> date:
    """The day on which the first of the lines grows old."""
    return min(line.verified_on for line in content["nl"].lines)


@pytest.mark.parametrize(("days", "told"), [(90, False), (91, True)])
def test_check_tells_after_ninety_days_and_does_not_fail(
    content: Content, days: int, told: bool
) -> None:
    results = _help_lines(SETTINGS, verified_on(content) + timedelta(days=days))
    assert [result.ok for result in results] == [True] * told
    for result in results:
        assert str(result).startswith("note help lines: not verified for 90 days: ")
        assert "113 Zelfmoordpreventie" in result.text


def test_the_longest_ago_comes_first(content: Content) -> None:
    today = verified_on(content) + VERIFY_EVERY * 2
    days = [line.verified_on for line in not_verified_lately(content["en"], today)]
    assert days == sorted(days)
    assert len(days) == len(content["en"].lines)


async def test_the_coach_is_told_once_a_week(tmp_path: Path, content: Content) -> None:
    start = datetime.combine(verified_on(content), datetime.min.time(), UTC) + timedelta(days=92)
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

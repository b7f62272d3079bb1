"""The machine's clock is set back: what is to leave the chat leaves when it was said to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, close_app, start_app, text_of
from tests.scenes.test_word import set_word, shut

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
BACK = pytest.mark.parametrize("minutes", [5, 30, 60, 60 * 24 * 30])


async def _pass(stage: Stage, **delta: float) -> None:
    """Time goes by; what comes due then is done, and what is done every few seconds."""
    stage.clock.move_to(stage.clock.now() + timedelta(**delta))
    await stage.app.run_due(passing=True)
    await stage.settle()


def _set_back(stage: Stage, minutes: float) -> None:
    stage.clock._start -= timedelta(minutes=minutes)


def _files(person: Person) -> int:
    return sum(1 for message in person.heard if message.document)


@SPOKEN
@BACK
async def test_the_files_leave_after_ten_minutes(
    stage: Stage, capsys: Any, spoken: str, minutes: int
) -> None:
    noor = await stage.enrolled("Noor", spoken, seen=True)
    await noor.say("/mijngegevens")
    assert _files(noor) == 2
    await _pass(stage, minutes=3)
    _set_back(stage, minutes)
    await _pass(stage, seconds=15)
    assert "the clock was set back" in capsys.readouterr().out
    await _pass(stage, minutes=6, seconds=30)
    assert _files(noor) == 2, "not before that time either"
    await _pass(stage, seconds=30)
    assert _files(noor) == 0


@SPOKEN
async def test_what_was_opened_closes_again(stage: Stage, spoken: str) -> None:
    noor = await stage.enrolled("Noor", spoken, seen=True)
    await noor.say("/vergeetmij")
    await noor.press("forget.button.no")
    await noor.tap_data("privacy:agreed", stale=True)
    opened = [text for text in noor.texts if noor.words("agreed.title") in text]
    assert opened
    _set_back(stage, 60)
    await _pass(stage, seconds=15)
    await _pass(stage, minutes=10)
    assert not [text for text in noor.texts if noor.words("agreed.title") in text]


async def test_what_is_asked_for_right_after_it_stays_its_ten_minutes(stage: Stage) -> None:
    noor = await stage.enrolled(seen=True)
    await _pass(stage, minutes=3)
    _set_back(stage, 60)
    await noor.say("/mijngegevens")
    await _pass(stage, seconds=15)
    await _pass(stage, minutes=9)
    assert _files(noor) == 2
    await _pass(stage, minutes=1)
    assert _files(noor) == 0


async def test_where_the_bot_was_down_meanwhile_it_leaves_at_once(
    stage: Stage, capsys: Any
) -> None:
    """Nobody knows how long it has stood there."""
    noor = await stage.enrolled(seen=True)
    await noor.say("/mijngegevens")
    await close_app(stage.app)
    _set_back(stage, 60)
    stage.app = await start_app(stage.settings, stage.clock)
    await stage.settle()
    assert "planned by a clock that was ahead" in capsys.readouterr().out
    assert _files(noor) == 0


async def test_a_clock_that_is_right_or_goes_ahead_brings_nothing_forward(
    stage: Stage, capsys: Any
) -> None:
    noor = await stage.enrolled(seen=True)
    await noor.say("/mijngegevens")
    stage.clock._start += timedelta(minutes=5)
    for _ in range(3):
        stage.clock._start -= timedelta(seconds=0.3)
        await _pass(stage, seconds=15)
    assert _files(noor) == 2
    assert "set back" not in capsys.readouterr().out
    await _pass(stage, minutes=5)
    assert _files(noor) == 0


@SPOKEN
@BACK
async def test_what_is_behind_the_word_is_not_open_for_longer(
    stage: Stage, spoken: str, minutes: int
) -> None:
    noor = await stage.enrolled("Noor", spoken)
    await set_word(noor)
    await noor.tap_data("anchor:list", stale=True)
    assert text_of(noor.last) != noor.words("word.ask")
    await _pass(stage, minutes=8)
    _set_back(stage, minutes)
    await _pass(stage, minutes=8)
    await noor.tap_data("anchor:list", stale=True)
    assert text_of(noor.last) == noor.words("word.ask")


@SPOKEN
async def test_after_three_wrong_words_nobody_waits_a_month(stage: Stage, spoken: str) -> None:
    noor = await stage.enrolled("Noor", spoken)
    await shut(noor)
    await noor.tap_data("anchor:list", stale=True)
    for _ in range(3):
        await noor.say("zolder")
    _set_back(stage, 60 * 24 * 30)
    await _pass(stage, minutes=16)
    await noor.tap_data("anchor:list", stale=True)
    assert text_of(noor.last) == noor.words("word.ask")

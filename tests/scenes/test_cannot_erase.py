"""The list of who was erased cannot be written: who asks is told, and nobody waits behind it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage, staged, text_of
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A list in a folder of its own."""
    async with staged(tmp_path, erasures_file=tmp_path / "elsewhere" / "list") as made:
        yield made


def _lose_the_disk(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("no folder any more")


@SPOKEN
async def test_who_cannot_be_erased_now_is_told_and_answered_as_ever(
    stage: Stage, tmp_path: Path, spoken: str
) -> None:
    noor = await stage.enrolled("Noor", spoken)
    await noor.say("/vergeetmij")
    _lose_the_disk(tmp_path / "elsewhere")
    told = await noor.tap(noor.words("forget.button.yes"))
    assert text_of(told) == noor.words("forget.not_now")
    grave = {"nl": "ik wil dood", "en": "i want to die"}[spoken]
    assert kind_of(noor, await noor.say(grave)) == "suicide"
    assert (await noor.record()) is not None


@SPOKEN
async def test_once_the_disk_is_back_the_same_button_erases(
    stage: Stage, tmp_path: Path, spoken: str
) -> None:
    noor = await stage.enrolled("Noor", spoken)
    await noor.say("/vergeetmij")
    _lose_the_disk(tmp_path / "elsewhere")
    await noor.tap(noor.words("forget.button.yes"))
    (tmp_path / "elsewhere").unlink()
    erased = await noor.tap(noor.words("forget.button.yes"))
    assert text_of(erased) == noor.words("forget.done")

"""A backup is put back: erasures are repeated, and what goes to many waits for a coach."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.store.backup import backup_to, restore_from
from tests.cast import Person, Stage, close_app, start_app, text_of
from tests.scenes.broadcasting import send


async def _put_back(stage: Stage, copy: Path) -> None:
    await stage.settle()
    await close_app(stage.app)
    await restore_from(stage.settings, copy, stage.clock.now())
    stage.app = await start_app(stage.settings, stage.clock)
    await stage.app.run_due()
    await stage.settle()


async def test_what_goes_to_many_waits_until_the_coach_says_so(
    stage: Stage, noor: Person, tmp_path: Path
) -> None:
    coach = await stage.coach()
    await backup_to(stage.settings, tmp_path / "copy")
    await _put_back(stage, tmp_path / "copy")
    assert text_of(coach.last) == coach.words("restored.waits").strip()
    await send(coach, 1, "Vanavond om acht uur.")
    await stage.walk(hours=22, minutes=10)
    assert "Vanavond om acht uur." not in noor.texts
    assert len(noor.heard) == 0, "nor did the daily message come"
    assert text_of(await noor.say("nu")) == noor.words("urge.first").strip()
    await stage.restart()
    assert [text_of(m) for m in coach.heard].count(coach.words("restored.waits").strip()) == 1
    await coach.say("/beheer")
    await coach.press("restored.button.look")
    assert text_of(await coach.press("restored.button.go_on")) == coach.words("restored.goes_on")
    await stage.walk(hours=1, minutes=20)  # the urge is over, the message not yet too late
    assert "Vanavond om acht uur." in noor.texts
    await stage.walk(days=1)
    assert len(noor.heard) > 2


async def test_who_was_erased_since_stays_erased_and_who_came_back_stays(
    stage: Stage, noor: Person, mia: Person, tmp_path: Path
) -> None:
    await stage.coach()
    await backup_to(stage.settings, tmp_path / "copy")
    for person in (noor, mia):
        await person.say("/vergeetmij")
        await person.press("forget.button.yes")
    await _put_back(stage, tmp_path / "copy")
    assert await noor.record() is None
    assert await mia.record() is None
    stage.clock.move_to(stage.clock.now() + timedelta(minutes=1))
    again = await stage.enrolled("Lea")
    await stage.restart()
    assert await again.record() is not None

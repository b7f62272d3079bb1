"""A backup is put back: erasures are repeated, and what goes to many waits for a coach."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.clients.consents import version_of
from bot.store import consents
from bot.store.backup import backup_to, restore_from
from bot.store.consents import CALL, COACH_VIEW, INBOX, PROGRAMME
from tests.cast import Person, Stage, close_app, start_app, text_of
from tests.enrolling import wish
from tests.scenes.broadcasting import send
from tests.scenes.test_daily_time import local


async def _put_back(stage: Stage, copy: Path, *, wait: bool = True, moved: bool = False) -> None:
    await stage.settle()
    await close_app(stage.app)
    await restore_from(stage.settings, copy, stage.clock.now(), wait=wait, moved=moved)
    stage.app = await start_app(stage.settings, stage.clock)
    await stage.app.run_due()
    await stage.settle()


def _told(coach: Person) -> str:
    return f"{coach.words('restored.happened').strip()}\n\n{coach.words('restored.waits').strip()}"


@pytest.mark.long
async def test_what_goes_to_many_waits_until_the_coach_says_so(
    stage: Stage, noor: Person, tmp_path: Path
) -> None:
    coach = await stage.coach()
    await backup_to(stage.settings, tmp_path / "copy")
    await _put_back(stage, tmp_path / "copy")
    assert text_of(coach.last) == _told(coach)
    await wish(noor, neutral=False)
    await send(coach, 1, "Vanavond om acht uur.")
    await stage.walk(hours=22, minutes=10)
    assert "Vanavond om acht uur." not in noor.texts
    assert len(noor.heard) == 0, "nor did the daily message come"
    assert text_of(await noor.say("nu")) == noor.words("urge.first").strip()
    await stage.restart()
    assert [text_of(m) for m in coach.heard].count(_told(coach)) == 1
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


async def _agree(stage: Stage, person: Person, *purposes: str) -> None:
    client = await person.record()
    assert client is not None
    async with stage.app.deps.store.write() as tx:
        for purpose in purposes:
            version = version_of(person.book, purpose)
            await consents.give(tx, client.id, purpose, version, stage.clock.now())


async def _holds(stage: Stage, person: Person) -> set[str]:
    """What this person's yes holds for."""
    client = await person.record()
    assert client is not None
    async with stage.app.deps.store.read() as tx:
        latest = await consents.list_latest(tx, client.id)
    return {purpose for purpose, given in latest.items() if given.holds}


async def test_what_was_withdrawn_or_hidden_since_is_not_shown_again(
    stage: Stage, noor: Person, tmp_path: Path
) -> None:
    coach = await stage.coach()
    await _agree(stage, noor, COACH_VIEW, CALL, INBOX)
    await backup_to(stage.settings, tmp_path / "copy")
    await noor.say("/instellingen")
    await noor.press("settings.button.neutral")
    for purpose in (COACH_VIEW, CALL, INBOX):
        await noor.tap_data(f"privacy:agree:{purpose}:no", stale=True)
    await _put_back(stage, tmp_path / "copy")
    assert await _holds(stage, noor) == {PROGRAMME}
    await coach.say("/beheer")
    await coach.press("restored.button.look")
    await coach.press("restored.button.go_on")
    await stage.walk_to(local("2026-11-24 08:00"))
    assert text_of(noor.last) == noor.words("stub.line")


def _said(person: Person, *keys: str) -> str:
    return "\n\n".join(person.words(f"agreed.{key}").strip() for key in keys)


@pytest.mark.long
async def test_each_client_is_told_once_where_to_look_and_asked_until_they_say(
    stage: Stage, noor: Person, mia: Person, tmp_path: Path
) -> None:
    await stage.coach()
    await _agree(stage, noor, COACH_VIEW)
    await backup_to(stage.settings, tmp_path / "copy")
    await _put_back(stage, tmp_path / "copy")
    told = noor.words("agreed.restored").strip()
    await noor.say("nu")
    assert not any(told in text for text in noor.texts), "not in an urge"
    await stage.walk(hours=2)
    await noor.say("Vandaag")
    assert text_of(noor.last) == _said(noor, "restored", "restored_neutral", "lapsed")
    assert noor.words("agreed.button.settings") in noor.buttons
    await noor.say("Vandaag")
    assert told not in text_of(noor.last)
    for _ in range(3):
        await stage.walk(days=8)
        await noor.say("Vandaag")
        assert text_of(noor.last) == _said(noor, "lapsed"), "she has not said yet"
    await noor.press("agreed.button.look")
    await noor.press("agreed.button.coach_view_yes")
    assert await _holds(stage, noor) == {PROGRAMME, COACH_VIEW}
    await stage.walk(days=8)
    await noor.say("Vandaag")
    assert noor.words("agreed.lapsed") not in text_of(noor.last)
    await mia.say("/today")
    assert text_of(mia.last) == _said(mia, "restored", "restored_neutral"), (
        "nothing of hers lapsed"
    )
    await stage.walk(days=8)
    await mia.say("/today")
    assert mia.words("agreed.restored").strip() not in text_of(mia.last)


@pytest.mark.long
async def test_whoever_decides_first_is_told_all_the_same(
    stage: Stage, noor: Person, mia: Person, tmp_path: Path
) -> None:
    await stage.coach()
    await _agree(stage, noor, COACH_VIEW)
    await backup_to(stage.settings, tmp_path / "copy")
    await _put_back(stage, tmp_path / "copy")
    await noor.tap_data(f"privacy:agree:{COACH_VIEW}:yes", message_id=1, stale=True)
    await noor.tap_data("privacy:agree:neutral:no", message_id=1, stale=True)
    await mia.tap_data("privacy:anew", message_id=1, stale=True)
    await noor.say("Vandaag")
    assert text_of(noor.last) == _said(noor, "restored"), "nothing is neutral any more"
    await mia.say("/today")
    assert text_of(mia.last) == _said(mia, "restored", "restored_neutral")
    for person, today in ((noor, "Vandaag"), (mia, "/today")):
        await stage.walk(days=8)
        await person.say(today)
        assert person.words("agreed.restored").strip() not in text_of(person.last)


async def test_without_waiting_the_consents_lapse_all_the_same_and_the_coach_hears_of_it(
    stage: Stage, noor: Person, tmp_path: Path
) -> None:
    coach = await stage.coach()
    await _agree(stage, noor, COACH_VIEW)
    await backup_to(stage.settings, tmp_path / "copy")
    await _put_back(stage, tmp_path / "copy", wait=False)
    assert await _holds(stage, noor) == {PROGRAMME}
    found = await noor.record()
    assert found is not None
    assert found.neutral
    happened = coach.words("restored.happened").strip()
    assert text_of(coach.last) == happened
    assert coach.buttons == []
    await stage.restart()
    await stage.app.run_due()
    assert coach.texts.count(happened) == 1
    await _put_back(stage, tmp_path / "copy")
    assert text_of(coach.last) == _told(coach), "each one is told"


async def test_a_move_changes_nothing_for_anybody(
    stage: Stage, noor: Person, tmp_path: Path
) -> None:
    coach = await stage.coach()
    await _agree(stage, noor, COACH_VIEW)
    await backup_to(stage.settings, tmp_path / "copy")
    before, heard = await noor.record(), coach.texts
    await _put_back(stage, tmp_path / "copy", moved=True)
    assert await noor.record() == before
    assert await _holds(stage, noor) == {PROGRAMME, COACH_VIEW}
    assert coach.texts == heard
    await noor.say("Vandaag")
    assert noor.words("agreed.restored").strip() not in text_of(noor.last)
    await stage.walk_to(local("2026-11-24 08:00"))
    assert text_of(noor.last) != noor.words("stub.line"), "it came, and in clear"

"""A machine whose clock was weeks ahead for a while: nobody waits for that day to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.clients import course, preferences
from bot.clock import MovableClock
from bot.features.coach.report import DIGEST
from bot.sandbox.api import Reply
from bot.sandbox.limits import Pace
from bot.store import broadcasts, clients, cohorts, hard_days, notes, urges
from bot.store.broadcasts import Broadcast
from tests.cast import COACH_ID, Person, Stage, buttons_of, close_app, start_app, text_of
from tests.enrolling import the_client
from tests.scenes.broadcasting import WORDS, write
from tests.scenes.relaying import agreed
from tests.scenes.test_date import how_often, note

pytestmark = pytest.mark.long

AHEAD = timedelta(days=30)


async def ahead_for_a_while(
    stage: Stage, ahead: timedelta = AHEAD, *, pauses: Person | None = None
) -> None:
    """The bot starts with a clock that is ahead, looks at what is due, and learns the time.

    Meanwhile a coach who `pauses` does that to the weekly message.
    """
    real = stage.clock.now()
    await close_app(stage.app)
    stage.clock.move_to(real + ahead)
    stage.app = await start_app(stage.settings, stage.clock)
    await stage.app.run_due(passing=True)
    await stage.settle()
    if pauses is not None:
        await pauses.tap_data("planned:pause:1", stale=True)
    await close_app(stage.app)
    stage.clock._offset -= ahead.total_seconds()
    stage.world.pace = Pace(stage.world.limits)  # Telegram's own clock was right all the time
    stage.app = await start_app(stage.settings, stage.clock)
    await stage.settle()


async def next_of(person: Person) -> datetime:
    """When her next daily message is due."""
    found = (await the_client(person)).next_daily_at
    assert found is not None
    return found


@pytest.fixture
async def noor(stage: Stage) -> Person:
    """A client who has heard two daily messages."""
    noor = await stage.enrolled("Noor")
    await stage.walk(days=2)
    assert len(noor.heard) == 2
    return noor


async def test_the_daily_messages_go_on_once_the_clock_is_right(
    stage: Stage, noor: Person, capsys: Any
) -> None:
    await ahead_for_a_while(stage)
    assert "planned by a clock that was ahead" in capsys.readouterr().out
    before = len(noor.heard)
    await stage.walk(days=5)
    assert len(noor.heard) == before + 5


async def test_without_a_restart_they_go_on_within_the_hour(stage: Stage, noor: Person) -> None:
    async with stage.app.deps.store.write() as tx:
        far = await next_of(noor) + AHEAD
        await clients.change(tx, (await the_client(noor)).id, next_daily_at=far)
    await stage.walk(hours=2)
    assert await next_of(noor) < far - timedelta(days=28)


@pytest.mark.parametrize("every_days", [1, 2])
async def test_what_is_as_it_was_chosen_stays(stage: Stage, noor: Person, every_days: int) -> None:
    async with stage.app.deps.store.write() as tx:
        client, now = await the_client(noor), stage.clock.now()
        await preferences.change(tx, client, now, every_days=every_days)
    planned = await next_of(noor)
    await stage.restart()
    await stage.settle()
    assert await next_of(noor) == planned


async def test_whoever_waits_for_the_first_day_of_a_group_goes_on_waiting(
    stage: Stage, noor: Person
) -> None:
    async with stage.app.deps.store.write() as tx:
        client, now = await the_client(noor), stage.clock.now()
        await cohorts.set_start(tx, client.cohort_id or 0, date(2027, 2, 1))
        await course.follow_group(tx, client, now)
    planned = await next_of(noor)
    assert planned > stage.clock.now() + timedelta(days=60)
    await stage.restart()
    await stage.settle()
    assert await next_of(noor) == planned


@pytest.mark.parametrize("often", ["once", "yearly"])
async def test_a_hard_day_that_was_passed_over_comes_on_its_day(
    stage: Stage, noor: Person, often: str
) -> None:
    await note(noor, "5 december", often)
    await ahead_for_a_while(stage)
    async with stage.app.deps.store.read() as tx:
        (found,) = await hard_days.list_all(tx, (await the_client(noor)).id)
    assert found.next_at is not None
    assert found.next_at.date() == date(2026, 12, 5)
    await stage.walk(days=11)
    assert how_often(noor) == 1


async def test_the_week_comes_on_the_next_monday(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/beheer")
    await ahead_for_a_while(stage)
    async with stage.app.deps.store.read() as tx:
        planned = await notes.find(tx, f"{DIGEST}{COACH_ID}")
    assert planned is not None
    assert datetime.fromisoformat(planned) < stage.clock.now() + timedelta(days=8)


async def plans(coach: Person) -> None:
    """On Wednesday 25 November: every Friday at noon."""
    await write(coach)
    await coach.press("broadcast.button.weekly")
    await coach.say("vrijdag 12:00")
    await coach.press("planned.button.go")


async def plan_of(stage: Stage) -> Broadcast:
    """The weekly plan as it is now."""
    async with stage.app.deps.store.read() as tx:
        (found,) = await broadcasts.list_planned(tx)
    return found


async def test_a_weekly_message_comes_on_its_day_all_the_same(
    stage: Stage, noor: Person, capsys: Any
) -> None:
    coach = await stage.coach()
    await plans(coach)
    await ahead_for_a_while(stage)
    assert "planned by a clock that was ahead" in capsys.readouterr().out
    found = await plan_of(stage)
    assert found.on == date(2026, 11, 27)
    assert found.next_at == datetime(2026, 11, 27, 11, tzinfo=UTC)
    assert "▶" not in "".join(buttons_of(await coach.say("/gepland"))[0].text)
    await stage.walk(days=2, hours=4)
    assert noor.texts.count(WORDS) == 1
    await stage.walk(days=7)
    assert noor.texts.count(WORDS) == 2


async def test_one_that_came_a_little_early_does_not_come_twice_for_that_week(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plans(coach)
    await ahead_for_a_while(stage, timedelta(days=2, hours=3))
    assert noor.texts.count(WORDS) == 1
    assert (await plan_of(stage)).on == date(2026, 12, 4)
    await stage.walk(days=9, hours=4)
    assert noor.texts.count(WORDS) == 2


async def test_what_the_coach_does_to_it_once_the_clock_is_right_stays(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plans(coach)
    await ahead_for_a_while(stage)
    await coach.tap_data("planned:skip:1:2026-11-27", stale=True)
    await stage.walk(hours=2)
    await stage.restart()
    assert (await plan_of(stage)).on == date(2026, 12, 4)


async def test_one_that_was_paused_meanwhile_stays_so_and_goes_on_where_it_was(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plans(coach)
    await ahead_for_a_while(stage, pauses=coach)
    found = await plan_of(stage)
    assert (found.paused, found.on, found.next_at) == (True, date(2026, 11, 27), None)
    await coach.tap_data("planned:resume:1", stale=True)
    assert (await plan_of(stage)).on == date(2026, 11, 27)


async def test_a_first_week_that_was_chosen_far_ahead_stays(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await write(coach)
    await coach.press("broadcast.button.weekly")
    await coach.say("vrijdag 15 januari 12:00")
    await coach.press("planned.button.go")
    await ahead_for_a_while(stage)
    await stage.walk(hours=2)
    assert (await plan_of(stage)).on == date(2027, 1, 15)


class _Ahead:
    """A machine's clock that may be wrong; what passes is counted rightly all the same."""

    def __init__(self, right: MovableClock) -> None:
        self._right = right
        self.by = timedelta()

    def now(self) -> datetime:
        return self._right.now() + self.by

    def __getattr__(self, name: str) -> Any:
        return getattr(self._right, name)


async def restart_on(stage: Stage, clock: Any) -> None:
    """The same bot, by a clock that is not Telegram's."""
    await close_app(stage.app)
    stage.app = await start_app(stage.settings, clock)
    await stage.settle()


async def tick(stage: Stage, name: str) -> None:
    """Run one tick now."""
    (found,) = [one for one in stage.app.ticker._ticks if one.name == name]
    await stage.app.ticker.run_one(found)


async def test_a_clock_that_is_a_year_ahead_for_a_moment_erases_nobody(
    stage: Stage, noor: Person, capsys: Any
) -> None:
    clock = _Ahead(stage.clock)
    await restart_on(stage, clock)
    clock.by = timedelta(days=400)
    await tick(stage, "purge")
    assert await noor.record() is not None
    told = next(line for line in capsys.readouterr().out.splitlines() if "not Telegram's" in line)
    assert "seconds_ahead=34560" in told
    assert "anker_clock_ahead_seconds 34560" in await stage.app.figures.page()


async def test_once_telegram_tells_that_day_as_well_whoever_gave_no_sign_goes(
    stage: Stage, noor: Person
) -> None:
    stage.clock.move_to(stage.clock.now() + timedelta(days=400))
    await tick(stage, "purge")
    assert await noor.record() is None


async def test_as_long_as_telegram_told_nothing_nobody_is_erased(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = Reply.headers
    monkeypatch.setattr(Reply, "headers", lambda one: headers(replace(one, at=None)))
    await restart_on(stage, stage.clock)
    stage.clock.move_to(stage.clock.now() + timedelta(days=400))
    await tick(stage, "purge")
    assert await noor.record() is not None
    await noor.say("/hulp")
    await tick(stage, "purge")
    assert await noor.record() is not None, "she gave a sign"
    stage.clock.move_to(stage.clock.now() + timedelta(days=400))
    await tick(stage, "purge")
    assert await noor.record() is None, "a message that was sent told the time"


@pytest.fixture
async def ahead(stage: Stage, noor: Person) -> _Ahead:
    """The clock of a machine that is two days ahead, and will learn the time later on."""
    clock = _Ahead(stage.clock)
    await restart_on(stage, clock)
    clock.by = timedelta(days=2)
    return clock


@pytest.mark.parametrize("hours", [0, 26, 47])
async def test_what_she_types_once_the_clock_is_right_does_not_go_to_her_coach(
    stage: Stage, noor: Person, ahead: _Ahead, hours: int
) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say("mag ik je morgen bellen")
    ahead.by = timedelta()
    if hours:
        await stage.walk(hours=hours)
    before = len(coach.heard)
    await noor.say("ik heb naar zijn foto gekeken en niemand hoeft dit te weten")
    assert len(coach.heard) == before


async def test_a_question_of_safety_is_answered_all_the_same(
    stage: Stage, noor: Person, ahead: _Ahead
) -> None:
    await noor.say("ik wil er niet meer zijn")
    ahead.by = timedelta()
    await noor.say("ja")
    assert "112" in text_of(noor.last)


async def test_a_day_after_a_crisis_is_a_day(stage: Stage, noor: Person, ahead: _Ahead) -> None:
    await noor.say("ik wil dood")
    ahead.by = timedelta()
    await tick(stage, "ahead")
    client = await the_client(noor)
    assert client.held_until is not None
    assert timedelta(hours=24) <= client.held_until - stage.clock.now() < timedelta(hours=25)


async def test_an_urge_that_is_to_come_yet_does_not_go_on(
    stage: Stage, noor: Person, ahead: _Ahead
) -> None:
    await noor.say("/drang")
    client = await the_client(noor)
    ahead.by = timedelta()
    async with stage.app.deps.store.read() as tx:
        now = stage.clock.now()
        assert not await urges.is_any_open(tx, client.id, now)
        assert await urges.find_open(tx, client.id, now) is None
        assert await urges.open_until(tx, client.id, now) is None

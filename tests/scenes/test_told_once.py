"""What a coach changes and takes back before the client heard of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store import cohorts
from tests.cast import Person, Stage, text_of
from tests.enrolling import the_client
from tests.scenes.broadcasting import WORDS, confirm, leave
from tests.scenes.test_coach_clients import do
from tests.scenes.test_cohort_course import starts


async def group(stage: Stage, name: str, *, weeks: int | None = 0) -> int:
    """A group that began so many weeks ago; None: it has no first day."""
    async with stage.app.deps.store.write() as tx:
        made = await cohorts.add(tx, name, stage.clock.now())
        if weeks is not None:
            first = stage.clock.now().date() - timedelta(weeks=weeks)
            await cohorts.set_start(tx, made, first)
    return made


async def move(coach: Person, who: Person, cohort_id: int) -> None:
    """The coach puts this client in a group."""
    found = await the_client(who)
    await coach.say("/beheer")
    await coach.tap_data(f"clients:moved:{found.id}:{cohort_id}", stale=True)


async def write_to_group(coach: Person, name: str, n: int) -> None:
    """A message to a group, which has left after a minute."""
    await coach.say("/bericht")
    await coach.say(WORDS)
    await coach.tap(name)
    await coach.press("broadcast.button.onward")
    await confirm(coach, n)
    await leave(coach)


def moves(person: Person) -> int:
    """How often she heard that she is in another group."""
    begins = person.words("told.moved", n=0).split("0")[0]
    return sum(text.startswith(begins) for text in person.texts)


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_who_was_put_in_a_wrong_group_and_back_hears_nothing_and_gets_the_message(
    stage: Stage, language: str
) -> None:
    lea = await stage.enrolled("Lea", language)
    other = await group(stage, "Maan", weeks=2)
    coach = await stage.coach()
    await stage.walk(days=2, hours=13)
    before = await the_client(lea)
    await write_to_group(coach, "Groep 1", 1)
    await move(coach, lea, other)
    assert (await the_client(lea)).started_on != before.started_on
    await move(coach, lea, 1)
    after = await the_client(lea)
    course = ("cohort_id", "started_on", "week_told", "next_daily_at", "after")
    assert [getattr(after, n) for n in course] == [getattr(before, n) for n in course]
    await stage.walk(hours=11)
    assert WORDS in lea.texts
    assert moves(lea) == 0


async def test_who_is_moved_twice_in_a_night_hears_once_where_she_is_now(
    stage: Stage, noor: Person
) -> None:
    maan, ster = await group(stage, "Maan", weeks=2), await group(stage, "Ster", weeks=5)
    coach = await stage.coach()
    await stage.walk(days=1, hours=13)
    await move(coach, noor, maan)
    await move(coach, noor, ster)
    await stage.walk(days=2)
    assert moves(noor) == 1
    assert noor.words("told.moved", n=6) in noor.texts


async def test_who_heard_of_the_move_hears_of_the_way_back_too(stage: Stage, noor: Person) -> None:
    other = await group(stage, "Maan", weeks=2)
    coach = await stage.coach()
    await move(coach, noor, other)
    assert moves(noor) == 1
    await stage.walk(hours=1)
    await move(coach, noor, 1)
    await stage.walk(days=1)
    assert moves(noor) == 2


async def test_put_in_a_group_that_begins_later_and_back_the_daily_message_comes_as_before(
    stage: Stage, noor: Person
) -> None:
    other = await group(stage, "Maan", weeks=-3)
    coach = await stage.coach()
    await stage.walk(days=1, hours=13)
    before = await the_client(noor)
    await move(coach, noor, other)
    await move(coach, noor, 1)
    assert await the_client(noor) == before
    await stage.walk(hours=11)
    assert noor.book.daily[1].title in text_of(noor.last)


async def test_a_first_day_that_changed_meanwhile_is_told_when_she_is_back(
    stage: Stage, noor: Person
) -> None:
    other = await group(stage, "Maan", weeks=2)
    coach = await stage.coach()
    await stage.walk(days=1, hours=13)
    await move(coach, noor, other)
    await starts(coach, "7-12")
    await move(coach, noor, 1)
    await stage.walk(hours=11)
    assert noor.words("told.waits_waits", on="maandag 7 december") in noor.texts
    assert moves(noor) == 0


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_a_pause_that_is_lifted_before_she_heard_of_it_is_not_spoken_of(
    stage: Stage, language: str
) -> None:
    lea = await stage.enrolled("Lea", language)
    coach = await stage.coach()
    await stage.walk(days=1, hours=13)
    await do(coach, lea, "pause")
    await do(coach, lea, "resume")
    await write_to_group(coach, "Groep 1", 1)
    await stage.walk(hours=11)
    assert lea.words("told.resumed") not in lea.texts
    assert lea.words("told.paused") not in lea.texts
    assert WORDS in lea.texts


async def test_a_pause_lifted_and_set_again_in_a_night_was_told_before(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await do(coach, noor, "pause")
    await stage.walk(hours=13)
    await do(coach, noor, "resume")
    await do(coach, noor, "pause")
    await stage.walk(days=1)
    assert noor.texts == [noor.words("told.paused")]


async def test_of_a_pause_lifted_in_the_night_nothing_is_said_to_who_then_paused_herself(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await stage.walk(days=1, hours=13)
    await do(coach, noor, "pause")
    await noor.say("/pauze")
    await do(coach, noor, "resume")
    await stage.walk(days=1)
    assert noor.words("told.paused") not in noor.texts


@pytest.mark.parametrize("by", ["coach", "client"])
async def test_a_move_is_told_through_a_pause_of_the_coachs_and_after_her_own(
    stage: Stage, noor: Person, by: str
) -> None:
    other = await group(stage, "Maan", weeks=2)
    coach = await stage.coach()
    await stage.walk(days=1, hours=13)
    await move(coach, noor, other)
    if by == "coach":
        await do(coach, noor, "pause")
    else:
        await noor.say("/pauze")
    await stage.walk(days=9)
    assert moves(noor) == (1 if by == "coach" else 0)
    await noor.say("/verder")
    await stage.walk(days=1)
    assert moves(noor) == 1
    assert noor.words("told.moved", n=4) in noor.texts or by == "coach"


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_who_paused_herself_hears_of_a_move_in_that_pause_once_she_is_back(
    stage: Stage, language: str
) -> None:
    lea = await stage.enrolled("Lea", language)
    other = await group(stage, "Maan", weeks=2)
    coach = await stage.coach()
    await stage.walk(days=1)
    await lea.say("/pauze")
    await move(coach, lea, other)
    await stage.walk(days=1)
    assert moves(lea) == 0, "she asked for silence"
    await lea.press("pause.button.resume")
    assert text_of(lea.last) == lea.words("told.moved", n=3)


async def test_a_first_day_that_moves_in_a_pause_is_told_after_it(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await stage.walk(days=2)
    await noor.say("/pauze")
    await starts(coach, "18-12")
    await stage.walk(days=1)
    told = noor.words("told.waits_waits", on="vrijdag 18 december")
    assert told not in noor.texts
    await noor.say("/verder")
    assert told in noor.texts


async def test_put_back_in_her_own_pause_she_hears_nothing_of_it(
    stage: Stage, noor: Person
) -> None:
    other = await group(stage, "Maan", weeks=2)
    coach = await stage.coach()
    await stage.walk(days=1)
    await noor.say("/pauze")
    before = await the_client(noor)
    await move(coach, noor, other)
    await stage.walk(days=3)
    await move(coach, noor, 1)
    assert await the_client(noor) == before
    await noor.say("/verder")
    await stage.walk(days=1)
    assert moves(noor) == 0


async def test_out_of_a_group_that_begins_later_the_daily_message_comes_again(
    stage: Stage, noor: Person
) -> None:
    later, plain = await group(stage, "Maan", weeks=-3), await group(stage, "Ster", weeks=None)
    coach = await stage.coach()
    await stage.walk(days=1, hours=2)
    await move(coach, noor, later)
    await stage.walk(hours=1)
    await move(coach, noor, plain)
    await stage.walk(days=1)
    first = noor.book.daily[0].title
    assert sum(first in text for text in noor.texts) == 2, "once before, and again from the start"


@pytest.mark.long
@pytest.mark.parametrize("by", ["coach", "client"])
async def test_out_of_a_group_that_begins_later_in_a_pause_the_daily_message_comes_after_it(
    stage: Stage, noor: Person, by: str
) -> None:
    later, plain = await group(stage, "Maan", weeks=-3), await group(stage, "Ster", weeks=None)
    coach = await stage.coach()
    await stage.walk(days=1, hours=2)
    await move(coach, noor, later)
    await (do(coach, noor, "pause") if by == "coach" else noor.say("/pauze"))
    await move(coach, noor, plain)
    await stage.walk(days=1)
    await (do(coach, noor, "resume") if by == "coach" else noor.say("/verder"))
    await stage.walk(days=2)
    for day in (0, 1):
        assert any(noor.book.daily[day].title in text for text in noor.texts[-3:])


@pytest.mark.parametrize("slip", ["group", "first day"])
async def test_by_way_of_what_begins_later_into_a_group_without_a_first_day_nothing_is_lost(
    stage: Stage, noor: Person, slip: str
) -> None:
    later, plain = await group(stage, "Maan", weeks=-3), await group(stage, "Ster", weeks=None)
    coach = await stage.coach()
    await stage.walk(days=9, hours=13)
    before = await the_client(noor)
    await (move(coach, noor, later) if slip == "group" else starts(coach, "18-12"))
    await move(coach, noor, plain)
    after = await the_client(noor)
    for name in ("started_on", "week_told", "next_daily_at"):
        assert getattr(after, name) == getattr(before, name)
    await stage.walk(hours=11)
    assert noor.words("told.moved", n=2) in noor.texts
    assert moves(noor) == 1


async def test_a_first_day_put_right_in_the_night_brings_no_theme_a_second_time(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    first = stage.clock.now().date()
    await starts(coach, f"{first.day}-{first.month}")
    await stage.walk(days=2, hours=13)
    before = await the_client(noor)
    await starts(coach, "18-12")
    await coach.tap_data(f"cohort:begin:1:{first}", stale=True)
    assert await the_client(noor) == before
    heard = len(noor.texts)
    await stage.walk(hours=11)
    assert len(noor.texts) == heard + 1, "the message of the day, and no notice"

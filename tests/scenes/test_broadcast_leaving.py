"""Who is ended, or moved to another group, while a message of the coach waits for the morning."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.store import cohorts
from tests.cast import Person, Stage, text_of
from tests.enrolling import the_client, wish
from tests.scenes.broadcasting import WORDS, confirm, correct, leave, send
from tests.scenes.test_broadcast import told
from tests.scenes.test_coach_clients import agrees, do


async def end(coach: Person, who: Person) -> None:
    """The coach ends the programme for this client, on a message below all others."""
    await coach.say("/beheer")
    await do(coach, who, "end")


async def move(coach: Person, who: Person) -> None:
    """The coach puts this client, to whom nothing else comes that day, in another group."""
    deps, found = coach.stage.app.deps, await the_client(who)
    async with deps.store.write() as tx:
        other = await cohorts.add(tx, "Maan", deps.clock.now())
    await coach.say("/beheer")
    await coach.tap_data(f"clients:moved:{found.id}:{other}", stale=True)
    await wish(who, next_daily_at=None)


async def add_group(stage: Stage) -> None:
    """A group without anybody in it."""
    async with stage.app.deps.store.write() as tx:
        await cohorts.add(tx, "Ster", stage.clock.now())


async def write_to(coach: Person, audience: str, choice: str, besides: str) -> None:
    """Write a message to one of these, and to the empty group when there is to be a group."""
    await coach.say("/bericht")
    await coach.say(WORDS)
    if besides:
        await coach.tap("Ster")
    await coach.press(f"broadcast.button.{audience}")
    await coach.tap(choice)
    await coach.press("broadcast.button.onward")


async def test_who_is_ended_gets_nothing_more_that_was_waiting(
    stage: Stage, noor: Person, mia: Person
) -> None:
    bo = await stage.enrolled("Bo")
    coach = await stage.coach()
    await stage.walk(hours=13)
    await send(coach, 3)
    await end(coach, bo)
    await stage.walk(hours=38)
    assert bo.texts == [bo.words("told.ended")]
    assert WORDS in noor.texts
    assert WORDS in mia.texts
    assert any(told(coach, 3, sent=3) in shown for shown in coach.texts)


async def test_no_line_stands_on_the_phone_of_who_was_ended(stage: Stage, noor: Person) -> None:
    lea = await stage.enrolled("Lea", seen=True)
    coach = await stage.coach()
    await stage.walk(hours=13)
    await send(coach, 2)
    await end(coach, lea)
    await stage.walk(hours=10)
    assert lea.texts == [lea.words("stub.line")], "that it is over, and nothing else"


async def test_a_reminder_that_waits_does_not_come_to_who_was_ended(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await stage.walk(hours=13)
    await coach.say("/sessie")
    await coach.press("session.button.new")
    await coach.say("morgen 20:00")
    await coach.press("session.button.no_link")
    await coach.press("broadcast.to.everyone", number=0)
    await stage.walk(minutes=1)
    await end(coach, noor)
    await stage.walk(hours=38)
    assert noor.texts == [noor.words("told.ended")]


@pytest.mark.parametrize("besides", ["", "client"])
async def test_what_was_for_a_group_waits_for_none_who_left_it_unless_named_besides(
    stage: Stage, noor: Person, besides: str
) -> None:
    bo = await stage.enrolled("Bo")
    coach = await stage.coach()
    await stage.walk(hours=13)
    await coach.say("/bericht")
    await coach.say(WORDS)
    await coach.tap("Groep 1")
    if besides:
        await coach.press("broadcast.button.client")
        await coach.tap(coach.words("clients.number", n=2))
    await coach.press("broadcast.button.onward")
    await confirm(coach, 2)
    await leave(coach)
    await move(coach, bo)
    await stage.walk(hours=38)
    assert WORDS in noor.texts
    assert (WORDS in bo.texts) is bool(besides)
    assert any(told(coach, 2, sent=2) in shown for shown in coach.texts)


@pytest.mark.long
@pytest.mark.parametrize("besides", ["", "group"])
async def test_what_was_for_a_week_comes_although_hers_ends_in_the_night(
    stage: Stage, noor: Person, besides: str
) -> None:
    coach = await stage.coach()
    await add_group(stage)
    await stage.walk_to(datetime(2026, 11, 30, 21, 30, tzinfo=UTC))
    await write_to(coach, "week", "1", besides)
    await confirm(coach, 1)
    await stage.walk(hours=12)
    assert WORDS in noor.texts


@pytest.mark.long
@pytest.mark.parametrize("besides", ["", "group"])
async def test_what_was_for_who_stayed_away_comes_although_she_is_back_in_the_night(
    stage: Stage, noor: Person, besides: str
) -> None:
    coach = await stage.coach()
    await add_group(stage)
    await agrees(noor)
    await stage.walk_to(datetime(2026, 12, 3, 21, 30, tzinfo=UTC))
    await write_to(coach, "unseen", coach.words("broadcast.to.unseen", number=7), besides)
    await confirm(coach, 1)
    await stage.walk(hours=3)
    await noor.say("/vandaag")
    await stage.walk(hours=9)
    assert WORDS in noor.texts


async def test_who_left_the_group_and_was_in_none_of_the_others_gets_nothing(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await stage.walk(hours=13)
    await coach.say("/bericht")
    await coach.say(WORDS)
    await coach.tap("Groep 1")
    await coach.press("broadcast.button.week")
    await coach.tap("9")
    await coach.press("broadcast.button.onward")
    await confirm(coach, 1)
    await leave(coach)
    await move(coach, noor)
    await stage.walk(hours=38)
    assert WORDS not in noor.texts


async def test_what_was_for_everyone_comes_in_whatever_group_she_is_by_then(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await stage.walk(hours=13)
    await send(coach, 1)
    await move(coach, noor)
    await stage.walk(hours=38)
    assert WORDS in noor.texts


async def test_while_it_waits_nothing_shows_that_one_of_them_will_not_get_it(
    stage: Stage, noor: Person
) -> None:
    bo = await stage.enrolled("Bo")
    coach = await stage.coach()
    await stage.walk(hours=13)
    card = await send(coach, 2)
    await end(coach, bo)
    await stage.walk(hours=11)
    assert told(coach, 2, sent=2) in text_of(card)


async def test_a_correction_and_a_withdrawal_after_somebody_was_ended(
    stage: Stage, noor: Person
) -> None:
    bo = await stage.enrolled("Bo")
    coach = await stage.coach()
    await send(coach, 2)
    report = coach.last
    await end(coach, bo)
    await correct(coach, report, "Vrijdag.")
    await stage.walk(minutes=1)
    assert noor.texts == ["Vrijdag."]
    assert bo.texts == [WORDS, bo.words("told.ended")]
    await coach.tap_data("outcome:gone:1", stale=True)
    await stage.walk(minutes=1)
    assert noor.texts == []
    assert bo.texts == [bo.words("told.ended")]

"""While an urge goes on, what comes by itself waits; and two phones at once are one client."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.cast import Person, Stage, buttons_of, text_of
from tests.enrolling import enrolled, the_client
from tests.scenes.test_unasked import broadcast, when_heard
from tests.scenes.urging import come_to_states, do_one, rate, ride_out, rows_of, strengths

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def local(when: str) -> datetime:
    return datetime.fromisoformat(when).replace(tzinfo=AMSTERDAM).astimezone(UTC)


def dailies(person: Person) -> list[str]:
    """When daily messages came, by an Amsterdam clock."""
    return [
        f"{m.date.astimezone(AMSTERDAM):%m-%d %H:%M}"
        for m in person.heard
        if "daily:helped" in str(m.reply_markup)
    ]


async def test_a_broadcast_waits_for_the_end_of_an_urge_which_is_an_hour_after_the_last_act(
    stage: Stage, coach: Person
) -> None:
    noor = await enrolled(stage, at="12:00")
    bram = await enrolled(stage, "Bram", at="12:00")
    await noor.say("nu")
    await broadcast(coach, "Vrijdag om acht.")
    await stage.walk(minutes=30)
    assert when_heard(bram, "Vrijdag")
    assert not when_heard(noor, "Vrijdag")
    await noor.press("urge.button.go")
    last_act = stage.clock.now()
    await stage.walk(minutes=59)
    assert not when_heard(noor, "Vrijdag")
    await stage.walk(minutes=2)
    (heard,) = (m for m in noor.heard if "Vrijdag" in text_of(m))
    assert round((heard.date - last_act).total_seconds() / 60) == 60


async def test_the_daily_message_waits_too(stage: Stage) -> None:
    noor = await enrolled(stage, at="12:00")
    await stage.walk_to(local("2026-11-23 11:50"))
    await noor.say("nu")
    await stage.walk_to(local("2026-11-23 12:45"))
    assert dailies(noor) == []
    await stage.walk_to(local("2026-11-23 13:30"))
    assert dailies(noor) == ["11-23 12:50"]


async def test_enough_lets_go_of_what_waited(stage: Stage, coach: Person) -> None:
    noor = await enrolled(stage, at="12:00")
    await ride_out(noor, 8, 4)
    await broadcast(coach, "Vrijdag om acht.")
    await stage.walk(minutes=5)
    assert not when_heard(noor, "Vrijdag")
    await noor.press("urge.button.done")
    assert when_heard(noor, "Vrijdag")


async def test_while_it_is_high_enough_does_not_let_go(stage: Stage, coach: Person) -> None:
    noor = await enrolled(stage, at="12:00")
    await ride_out(noor, 8, 8)
    await broadcast(coach, "Vrijdag om acht.")
    await noor.press("urge.button.done")
    await stage.walk(minutes=50)
    assert not when_heard(noor, "Vrijdag")
    await stage.walk(minutes=15)
    assert when_heard(noor, "Vrijdag")


async def test_the_end_of_an_urge_does_not_shorten_the_hold_of_a_crisis(
    stage: Stage, coach: Person
) -> None:
    noor = await enrolled(stage, at="12:00")
    await noor.say("ik wil niet meer leven")
    held_until = (await the_client(noor)).held_until
    await ride_out(noor, 8, 4)
    await broadcast(coach, "Vrijdag om acht.")
    await noor.press("urge.button.done")
    assert (await the_client(noor)).held_until == held_until
    await stage.walk(hours=5)
    assert not when_heard(noor, "Vrijdag")


async def test_going_on_after_a_crisis_does_not_let_through_what_waits_for_an_urge(
    stage: Stage, coach: Person
) -> None:
    noor = await enrolled(stage, at="12:00")
    await noor.say("nu")
    await noor.say("ik wil niet meer leven")
    await broadcast(coach, "Vrijdag om acht.")
    await noor.say("/verder")
    await stage.walk(minutes=5)
    assert not when_heard(noor, "Vrijdag")
    await stage.walk(hours=1)
    assert when_heard(noor, "Vrijdag")


@pytest.mark.long
async def test_what_waited_too_long_expires_as_it_always_does(stage: Stage, coach: Person) -> None:
    noor = await enrolled(stage, at="12:00")
    await noor.say("nu")
    await broadcast(coach, "Vrijdag om acht.")
    for _ in range(45):
        await noor.say("nu")
        await stage.walk(minutes=50)
    assert not when_heard(noor, "Vrijdag")
    assert "1 verstuurd" in coach.texts[-1], "that it came too late is not told"
    await stage.walk(hours=3)
    assert not when_heard(noor, "Vrijdag")


async def test_the_coach_cannot_tell_why_somebody_waits(stage: Stage, coach: Person) -> None:
    noor = await enrolled(stage, at="12:00")
    mia = await enrolled(stage, "Mia", at="12:00", language="en")
    await noor.say("nu")
    await mia.say("ik wil niet meer leven")
    await broadcast(coach, "Vrijdag om acht.")
    await stage.walk(minutes=5)
    waiting = [row for row in await rows_of(stage, "outbox") if row["broadcast_id"]]
    assert {row["state"] for row in waiting} == {"queued"}
    assert len({row["reason"] for row in waiting}) == 1
    assert not any("urge" in str(row["reason"]) for row in waiting)


async def test_the_next_urge_of_one_client_holds_nothing_of_another(
    stage: Stage, coach: Person
) -> None:
    noor = await enrolled(stage, at="12:00")
    mia = await enrolled(stage, "Mia", at="12:00")
    await noor.say("nu")
    await broadcast(coach, "Vrijdag om acht.")
    await stage.walk(minutes=1)
    assert when_heard(mia, "Vrijdag")


async def test_two_phones_that_ask_and_answer_at_once_are_one_urge_with_one_number_a_question(
    stage: Stage, noor: Person
) -> None:
    for _ in range(2):
        stage.world.say(noor.id, "/drang")
    await stage.settle()
    await noor.press("urge.button.go")
    asked = noor.last
    data = {b.text: b.data or "" for b in buttons_of(asked)}
    for number in ("9", "8"):
        stage.world.tap(noor.id, asked.message_id, data[number])
    await stage.settle()
    await noor.press("urge.button.much")
    await do_one(noor)
    again = noor.last
    data = {b.text: b.data or "" for b in buttons_of(again)}
    for number in ("5", "2"):
        stage.world.tap(noor.id, again.message_id, data[number])
    await stage.settle()
    assert len(await rows_of(stage, "urge")) == 1
    assert len(await strengths(stage)) == 2
    assert (await strengths(stage))[1] == 5


async def test_an_old_enough_ends_no_newer_urge(stage: Stage, noor: Person) -> None:
    await ride_out(noor, 8, 4)
    old = noor.last
    await stage.walk(hours=2)
    await come_to_states(noor, 6)
    await noor.tap(noor.words("urge.button.done"), old)
    newest = max(await rows_of(stage, "urge"), key=lambda row: row["id"])
    assert newest["ended_at"] is None
    await noor.press("urge.button.phone")
    await do_one(noor)
    await rate(noor, 3)
    assert await strengths(stage) == [8, 4, 6, 3]

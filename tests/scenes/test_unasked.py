"""What nobody asked for just now: not in the quiet hours, not more than two a day."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.cast import Person, Stage, text_of
from tests.enrolling import enrolled, wish
from tests.scenes.broadcasting import leave, write

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def local(when: str) -> datetime:
    return datetime.fromisoformat(when).replace(tzinfo=AMSTERDAM).astimezone(UTC)


async def broadcast(coach: Person, *texts: str) -> None:
    """The coach sends these to everyone."""
    for text in texts:
        await write(coach, text)
        await coach.tap("Versturen naar")
        await leave(coach)


def when_heard(person: Person, words: str) -> list[str]:
    """When messages with these words came, by an Amsterdam clock."""
    return [
        f"{m.date.astimezone(AMSTERDAM):%m-%d %H:%M}" for m in person.heard if words in text_of(m)
    ]


async def test_a_broadcast_in_the_quiet_hours_waits_until_they_end(
    stage: Stage, coach: Person
) -> None:
    noor = await enrolled(stage, at="12:00")
    bram = await enrolled(stage, "Bram", at="12:00", quiet_from=0, quiet_to=0)
    await stage.walk_to(local("2026-11-23 21:30"))
    await broadcast(coach, "Morgen om tien uur.")
    assert when_heard(bram, "Morgen om tien") == ["11-23 21:31"]
    assert not when_heard(noor, "Morgen om tien")
    await stage.walk(hours=12)
    assert when_heard(noor, "Morgen om tien") == ["11-24 08:00"]


async def test_quiet_hours_are_the_clients_own(stage: Stage, coach: Person) -> None:
    far = await enrolled(stage, "Sam", at="12:00", zone="America/New_York")
    await broadcast(coach, "Goedemorgen.")
    await stage.walk(hours=6)
    assert when_heard(far, "Goedemorgen") == ["11-23 14:00"]


async def test_a_reply_in_the_quiet_hours_comes_at_once(stage: Stage) -> None:
    noor = await enrolled(stage)
    await stage.walk_to(local("2026-11-24 03:00"))
    await noor.say("/drang")
    assert len(noor.heard) == 1


async def test_at_most_two_unrequested_messages_reach_a_client_on_one_day(
    stage: Stage, coach: Person
) -> None:
    noor = await enrolled(stage, at="12:00")
    await broadcast(coach, "Een.", "Twee.", "Drie.")
    await stage.walk(hours=10)
    days = Counter(f"{message.date.astimezone(AMSTERDAM):%m-%d}" for message in noor.heard)
    assert days == {"11-23": 2}
    await stage.walk(hours=14)
    assert when_heard(noor, "Drie.") == ["11-24 08:00"]


@pytest.mark.long
async def test_what_waited_for_the_same_instant_still_counts_to_two(
    stage: Stage, coach: Person
) -> None:
    noor = await enrolled(stage, at="8:00")
    await stage.walk_to(local("2026-11-23 22:00"))
    await broadcast(coach, "Een.", "Twee.", "Drie.")
    await stage.walk_to(local("2026-11-24 20:00"))
    assert [f"{m.date.astimezone(AMSTERDAM):%H:%M}" for m in noor.heard] == ["08:00", "08:00"]
    assert any("daily:helped" in str(m.reply_markup) for m in noor.heard)


async def test_what_she_asks_for_does_not_count(stage: Stage, coach: Person) -> None:
    noor = await enrolled(stage, at="12:00")
    for _ in range(4):
        await noor.say("/vandaag")
    await broadcast(coach, "Een.", "Twee.")
    await stage.walk(minutes=5)
    assert when_heard(noor, "Een.")
    assert when_heard(noor, "Twee.")


async def test_a_client_who_waits_holds_up_nobody(stage: Stage, coach: Person) -> None:
    sleeper = await enrolled(stage, at="12:00", zone="Pacific/Auckland")
    awake = [await enrolled(stage, f"Nr {n}", at="12:00") for n in range(5)]
    await broadcast(coach, "Even dit.")
    await stage.walk(minutes=1)
    assert all(when_heard(person, "Even dit") for person in awake)
    assert not when_heard(sleeper, "Even dit")


@pytest.mark.long
async def test_a_broadcast_that_waited_too_long_comes_no_more_and_nothing_tells_so(
    stage: Stage, coach: Person
) -> None:
    noor = await enrolled(stage, at="12:00")
    await broadcast(coach, "Een.", "Twee.")
    await stage.walk(minutes=5)
    await broadcast(coach, "Straks.")
    async with stage.app.deps.store.write() as tx:
        from bot.store import clients

        found = await clients.find_by_chat(tx, noor.id)
        assert found is not None
        await clients.change(tx, found.id, held_until=stage.clock.now() + timedelta(hours=42))
    await stage.walk(hours=50)
    assert not when_heard(noor, "Straks.")
    assert "te laat" not in text_of(coach.last)
    assert "1 verstuurd" in text_of(coach.last)


async def test_who_pauses_while_it_waits_is_counted_all_the_same_and_the_report_comes(
    stage: Stage, coach: Person
) -> None:
    noor, bram = await enrolled(stage, at="12:00"), await enrolled(stage, "Bram", at="12:00")
    await stage.walk_to(local("2026-11-23 22:00"))
    await broadcast(coach, "Morgen om tien uur.")
    await noor.say("/pauze")
    await stage.walk(hours=25)
    assert not when_heard(noor, "Morgen om tien")
    assert when_heard(bram, "Morgen om tien")
    assert "2 verstuurd" in text_of(coach.last)


async def test_who_comes_back_before_it_was_due_still_gets_it(stage: Stage, coach: Person) -> None:
    noor = await enrolled(stage, at="12:00")
    await stage.walk_to(local("2026-11-23 22:00"))
    await broadcast(coach, "Morgen om tien uur.")
    await noor.say("/pauze")
    await noor.say("/verder")
    await stage.walk(hours=12)
    assert when_heard(noor, "Morgen om tien") == ["11-24 08:00"]


async def test_a_broadcast_to_a_neutral_phone_is_the_fixed_line(
    stage: Stage, coach: Person
) -> None:
    noor = await enrolled(stage, at="12:00", neutral=True)
    await broadcast(coach, "Vrijdag is er een sessie.")
    await stage.walk(minutes=1)
    assert noor.texts == [noor.words("stub.line")]
    assert noor.last.silent
    await noor.press("stub.button.open")
    assert "Vrijdag is er een sessie." in text_of(noor.last)
    await stage.walk(minutes=11)
    assert noor.texts == [noor.words("stub.line")]


@pytest.mark.parametrize("hour", ["07:00", "23:00"])
async def test_only_the_daily_message_keeps_an_hour_inside_the_quiet_hours(
    stage: Stage, coach: Person, hour: str
) -> None:
    noor = await enrolled(stage, at=hour)
    await stage.walk_to(local("2026-11-23 21:30"))
    await broadcast(coach, "Morgen.")
    await stage.walk_to(local("2026-11-24 09:00"))
    assert when_heard(noor, "Morgen.") == ["11-24 08:00"]
    daily = next(m for m in noor.heard if "daily:helped" in str(m.reply_markup))
    assert f"{daily.date.astimezone(AMSTERDAM):%H:%M}" == hour


async def test_other_quiet_hours_count_from_then_on(stage: Stage, coach: Person) -> None:
    noor = await enrolled(stage, at="12:00")
    await stage.walk_to(local("2026-11-23 21:30"))
    await broadcast(coach, "Vanavond.")
    await wish(noor, quiet_from=22 * 60, quiet_to=7 * 60)
    await stage.walk_to(local("2026-11-24 12:30"))
    assert when_heard(noor, "Vanavond.") == ["11-24 08:00"]

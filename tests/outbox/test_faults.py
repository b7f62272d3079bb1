"""Bad days of the network and of Telegram: nothing is lost, order is kept, replies go on."""

from __future__ import annotations

import time

import pytest

from bot.sandbox.faults import Kind
from tests.cast import Person, Stage, text_of
from tests.scenes.broadcasting import send


async def heard_after(stage: Stage, person: Person, text: str, wait: float = 12) -> list[str]:
    """Say something and give everything that is heard until the bot is done with it."""
    before = len(person.heard)
    stage.world.say(person.id, text)
    await stage.world.wait_for(lambda _: len(person.heard) > before, timeout=wait)
    await stage.settle()
    return [text_of(m) for m in person.heard[before:]]


@pytest.mark.parametrize("kind", ["500", "502-html", "drop-before", "slow"])
async def test_a_reply_survives_a_bad_moment_and_comes_once(
    stage: Stage, noor: Person, kind: Kind
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind=kind, times=2, seconds=0.2)
    heard = await heard_after(stage, noor, "/drang")
    assert len(heard) == 1
    assert "Duw je hielen" in heard[0]


async def test_a_reply_whose_outcome_is_unknown_may_come_twice_but_never_not_at_all(
    stage: Stage, noor: Person
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="drop-after", times=1)
    heard = await heard_after(stage, noor, "/drang")
    await stage.settle()
    assert 1 <= len(heard) <= 2
    assert all("Duw je hielen" in text for text in heard)


@pytest.mark.long
async def test_replies_keep_their_order_though_the_first_meets_trouble(
    stage: Stage, noor: Person
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="500", times=3)
    before = len(noor.heard)
    for text in ("/vandaag", "/drang", "/week"):
        stage.world.say(noor.id, text)
    await stage.world.wait_for(lambda _: len(noor.heard) >= before + 3, timeout=30)
    texts = [text_of(m) for m in noor.heard[before:]]
    assert "Duw je hielen" in texts[1]
    assert texts[2].startswith("Week 1")
    assert not texts[0].startswith("Week 1")


async def test_one_chat_s_flood_wait_does_not_hold_up_another(
    stage: Stage, noor: Person, mia: Person
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="429", times=1, seconds=600)
    stage.world.say(noor.id, "/drang")
    heard = await heard_after(stage, mia, "/urge")
    assert "Push your heels" in heard[0]
    before = len(noor.heard)
    await stage.walk(minutes=11)
    assert "Duw je hielen" in text_of(noor.heard[before])


async def test_a_message_that_telegram_refuses_stops_nothing(
    stage: Stage, noor: Person, mia: Person
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="400", times=1)
    stage.world.say(noor.id, "/vandaag")
    heard = await heard_after(stage, noor, "/drang")
    assert "Duw je hielen" in heard[-1]
    assert await heard_after(stage, mia, "/urge")


async def test_the_daily_message_is_late_rather_than_lost(stage: Stage, noor: Person) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="502-html", times=4)
    before = len(noor.heard)
    await stage.walk(days=1)
    await stage.world.wait_for(lambda _: len(noor.heard) > before, timeout=20)
    assert len(noor.heard) == before + 1


async def test_a_blocked_client_is_noted_at_the_first_refusal_and_the_others_get_theirs(
    stage: Stage, noor: Person, mia: Person, coach: Person
) -> None:
    stage.world.faults.add(
        "sendMessage", noor.id, kind="403", description="Forbidden: bot was blocked by the user"
    )
    await send(coach, 2, "Tot vanavond.")
    record = await noor.record()
    assert record is not None
    assert record.unreachable_at is not None
    assert text_of(mia.last) == "Tot vanavond."
    assert "1 verstuurd, 1 onbereikbaar" in coach.texts[-1]
    await noor.say("/drang")
    back = await noor.record()
    assert back is not None
    assert back.unreachable_at is None


async def test_a_picture_is_uploaded_once_and_again_when_telegram_forgot_it(
    stage: Stage, noor: Person
) -> None:
    def uploads() -> list[bool]:
        sent = [r for r in stage.world.requests if r.method == "sendPhoto" and r.ok]
        return [r.params.get("photo", "attach:").startswith("attach:") for r in sent]

    await noor.say("/cyclus")
    await noor.say("/cyclus")
    assert uploads() == [True, False], "the second time by its id"
    stage.world.faults.add(
        "sendPhoto", noor.id, kind="400",
        description="Bad Request: wrong file identifier/HTTP URL specified",
    )  # fmt: skip
    before = len(noor.heard)
    await noor.say("/cyclus")
    assert len(noor.heard) == before + 1
    assert uploads() == [True, False, True]


async def test_a_chat_that_has_to_wait_does_not_hold_up_the_stop_and_is_served_after_it(
    stage: Stage, noor: Person
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="429", times=1, seconds=600)
    before = len(noor.heard)
    stage.world.say(noor.id, "/drang")
    await stage.settle()
    begun = stage.clock.monotonic()
    await stage.restart()
    assert stage.clock.monotonic() - begun < 5
    await stage.settle()
    assert len(noor.heard) == before, "the wait that Telegram named is not shortened"
    await stage.walk(minutes=31)
    assert "Duw je hielen" in text_of(noor.heard[before])


@pytest.mark.long
async def test_it_stops_within_ten_seconds_though_a_send_hangs_and_sends_it_after_the_restart(
    stage: Stage, noor: Person, mia: Person
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="hang", seconds=60, times=2)
    stage.world.say(noor.id, "/drang")
    await stage.world.wait_for(lambda world: len(world.chat(noor.id)) > 1)
    begun = time.monotonic()
    await stage.app.stop()
    assert time.monotonic() - begun < 10
    stage.world.faults.clear()
    await stage.restart()
    await stage.settle()
    assert noor.texts == [noor.words("urge.first")] * 2, "whether it had arrived was not known"
    assert mia.heard == []

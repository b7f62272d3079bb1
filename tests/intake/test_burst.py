"""A burst gets one reply, the gravest; what is asked for by name is always answered."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.burst import GAP, LONGEST, Burst, Bursts
from bot.store import clients
from bot.understanding.classify import Classifier
from tests.cast import MORNING, Person, Stage
from tests.intake.test_intake import message
from tests.outbox.conftest import rush
from tests.scenes.fixed import kind_of, reply

IDLE = "de buurvrouw heeft een nieuwe fiets"
URGE = "ik ga hem nu appen"
DISTRESS = "ik voel me zo leeg vanavond"


async def burst(stage: Stage, person: Person, *texts: str) -> None:
    """Texts, one right after the other, until all is answered."""
    for text in texts:
        stage.world.say(person.id, text)
    await stage.settle()


@pytest.mark.long
async def test_two_hundred_messages_with_one_crisis_among_them_get_that_one_reply(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    real = Classifier.classify

    def classify(self: Classifier, text: str, language: str = "nl") -> object:
        seen.append(text)
        return real(self, text, language)

    monkeypatch.setattr(Classifier, "classify", classify)
    said = [f"{IDLE} {number}" for number in range(200)]
    said[120] = "ik wil dood"
    await burst(stage, noor, *said)
    assert seen == said, "the guard saw all of them"
    assert noor.texts == [reply(noor, "suicide")]
    record = await noor.record()
    assert record is not None
    assert record.held_until is not None


async def test_the_same_crisis_twenty_times_is_answered_once(stage: Stage, noor: Person) -> None:
    await burst(stage, noor, *["ik wil dood"] * 20)
    assert noor.texts == [reply(noor, "suicide")]


async def test_lighter_texts_after_a_crisis_take_nothing_of_its_reply(
    stage: Stage, noor: Person
) -> None:
    await burst(stage, noor, "ik wil dood", IDLE, URGE, DISTRESS, "sorry")
    assert noor.texts == [reply(noor, "suicide")]


async def test_a_graver_crisis_is_answered_after_a_lighter_one_which_stays(
    stage: Stage, noor: Person
) -> None:
    await burst(stage, noor, "hij slaat me", "ik wil dood", "hij slaat me")
    assert [kind_of(noor, m) for m in noor.heard] == ["violence", "suicide"]


async def test_a_graver_text_takes_the_place_of_the_lighter_reply(
    stage: Stage, noor: Person
) -> None:
    await burst(stage, noor, IDLE, URGE, IDLE)
    assert noor.texts == [noor.words("urge.first")]


async def test_a_visitor_of_whom_nothing_is_kept_gets_the_graver_reply_as_well(
    stage: Stage,
) -> None:
    visitor = stage.person("Sanne")
    await burst(stage, visitor, IDLE, IDLE, "ik wil dood", IDLE)
    assert visitor.texts[-1] == reply(visitor, "suicide")
    assert len(visitor.heard) == 2


async def test_two_commands_in_quick_succession_are_both_answered(
    stage: Stage, noor: Person
) -> None:
    await burst(stage, noor, "/vandaag", "/week", "/vandaag")
    assert len(noor.heard) == 3


async def test_single_words_and_texts_that_a_room_waits_for_are_each_answered(
    stage: Stage, noor: Person
) -> None:
    await burst(stage, noor, IDLE, "nood", "nood")
    assert len(noor.heard) == 3
    await noor.say("/instellingen")
    await noor.press("settings.button.zone")
    before = len(noor.heard)
    await burst(stage, noor, "Nergenshuizen", "Paramaribo")
    assert len(noor.heard) == before + 2
    record = await noor.record()
    assert record is not None
    assert record.zone == "America/Paramaribo"


async def test_after_a_pause_the_same_words_are_answered_anew(stage: Stage, noor: Person) -> None:
    for _ in range(2):
        await burst(stage, noor, "ik wil dood", "ik wil dood")
        stage.clock.move_to(stage.clock.now() + GAP + timedelta(seconds=1))
    assert noor.texts == [reply(noor, "suicide")] * 2


async def test_whoever_writes_on_and_on_hears_the_reply_again_after_half_a_minute(
    stage: Stage, noor: Person
) -> None:
    begun = stage.clock.now()
    # The machine's own time counts too, and a busy machine takes some.
    while stage.clock.now() < begun + timedelta(seconds=35):
        await burst(stage, noor, "ik wil dood")
        stage.clock.move_to(stage.clock.now() + timedelta(seconds=2.5))
    assert noor.texts == [reply(noor, "suicide")] * 2


@pytest.mark.long
async def test_the_reply_to_a_crisis_passes_the_other_replies_of_its_chat(
    stage: Stage, noor: Person
) -> None:
    await stage.app.intake.accept(
        [message(noor, 100 + number, "/week") for number in range(30)]
        + [message(noor, 200, "ik wil dood")]
    )
    while stage.app.intake.busy:
        await asyncio.sleep(0.005)
    already = len(noor.heard)
    await rush(stage, lambda: len(noor.heard) == 31)
    kinds = [kind_of(noor, heard) for heard in noor.heard]
    assert kinds.index("suicide") <= already + 8, "those that were under way, and no more"


async def test_the_burst_of_one_chat_is_nothing_to_another(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await burst(stage, noor, "ik wil dood")
    await burst(stage, mia, "i want to die")
    assert kind_of(noor, noor.last) == kind_of(mia, mia.last) == "suicide"


async def test_a_reply_that_was_rolled_back_stands_for_nothing(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails after the reply was decided is tried again, and answered."""
    real, tried = clients.mark_seen, []

    async def fail_once(*args: object) -> None:
        tried.append(1)
        if len(tried) == 1:
            raise RuntimeError("odd")
        await real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(clients, "mark_seen", fail_once)
    await burst(stage, noor, "ik wil dood")
    assert len(tried) == 2
    assert noor.texts == [reply(noor, "suicide")]


async def test_a_burst_that_a_restart_cuts_in_two_is_answered_in_both_parts(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await burst(stage, noor, IDLE)
    monkeypatch.setattr(stage.app.intake, "_line_up", lambda arrivals: None)
    for text in (IDLE, "ik wil dood", IDLE):
        stage.world.say(noor.id, text)
    await stage.settle()
    monkeypatch.undo()
    await stage.restart()
    await stage.settle()
    assert noor.texts == [noor.words("other.text"), reply(noor, "suicide")]


def test_bursts_that_are_over_are_forgotten() -> None:
    bursts = Bursts()
    for chat in range(10_000):
        bursts.put(chat, Burst(1, MORNING, MORNING), MORNING)
    later = MORNING + LONGEST * 2
    bursts.put(1, Burst(1, later, later), later)
    assert bursts.find(2, MORNING) is None
    assert bursts.find(1, later) is not None

"""The cycle step by step, the compass, and what happens when it stops."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.model import PHASES, STATES
from bot.pictures import library
from tests.cast import Person, Stage, buttons_of, staged, text_of


async def test_the_cycle_opens_with_its_picture_and_says_in_words_what_it_shows(
    noor: Person,
) -> None:
    shown = await noor.say("/cyclus")
    assert shown.photo
    assert noor.book.cycle.title in text_of(shown)
    assert noor.book.cycle.intro in text_of(shown)


async def test_the_picture_is_uploaded_once_and_then_sent_by_its_number(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/cyclus")
    await noor.say("/cyclus")
    sent = [call.params for call in stage.world.requests if call.method == "sendPhoto"]
    assert ["photo" in params for params in sent] == [False, True]


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_six_steps_lead_round_and_back_to_the_first(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/cycle")
    seen = [text_of(await person.press("cycle.button.steps"))]
    for _ in PHASES:
        seen.append(text_of(await person.press("cycle.button.next")))
    phases = person.book.cycle.phases
    for phase, text in zip(phases, seen, strict=False):
        assert all(part in text for part in (phase.name, phase.happens, phase.body, phase.way_out))
    assert len(set(seen)) == len(PHASES)
    assert seen[-1] == seen[0]


async def test_the_steps_lead_back_as_well(noor: Person) -> None:
    await noor.say("/cyclus")
    first = text_of(await noor.press("cycle.button.steps"))
    last = text_of(await noor.press("cycle.button.previous"))
    assert noor.book.cycle.phases[-1].name in last
    assert text_of(await noor.press("cycle.button.next")) == first


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_the_compass_has_an_answer_of_its_own_for_each_of_the_six_phases(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    compass = await person.say("/compass")
    assert [b.text for b in buttons_of(compass)] == [p.name for p in person.book.cycle.phases]
    answers = []
    for phase in person.book.cycle.phases:
        answer = await person.tap(phase.name, compass)
        assert answer.photo
        assert phase.here in text_of(answer)
        exercise = person.book.exercises[phase.exercise]
        assert exercise.title in person.buttons[0]
        answers.append(text_of(answer))
    assert len(set(answers)) == len(PHASES)


async def test_each_answer_of_the_compass_has_its_own_phase_lit_in_the_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    draw = library.draw

    async def noted(name: str, book: object) -> bytes:
        drawn.append(name)
        return await draw(name, book)  # type: ignore[arg-type]

    monkeypatch.setattr(library, "draw", noted)
    async with staged(tmp_path) as stage:
        stage.thinking = 4
        noor = await stage.enrolled()
        compass = await noor.say("/kompas")
        for phase in noor.book.cycle.phases:
            await noor.tap(phase.name, compass)
    assert drawn == [f"cycle:nl:{phase}" for phase in PHASES]


async def test_from_the_answer_of_the_compass_an_exercise_begins(noor: Person) -> None:
    await noor.say("/kompas")
    phase = noor.book.cycle.phases[3]
    await noor.tap(phase.name)
    begun = await noor.tap(noor.buttons[0])
    exercise = noor.book.exercises[phase.exercise]
    assert exercise.steps[0].text in text_of(begun)


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_every_state_of_withdrawal_has_its_text_and_exercises_that_fit(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/cycle")
    await person.press("cycle.button.withdrawal")
    for state in STATES:
        name, text = person.book.cycle.withdrawal[state]
        assert text in text_of(await person.tap(name))
        offer = await person.press("cycle.button.fitting")
        assert offered_in(person, offer.message_id, state)
        await person.tap_data("cycle:withdrawal", stale=True)


def offered_in(person: Person, message_id: int, state: str) -> bool:
    """Whether three exercises are offered that suit this state."""
    message = next(m for m in person.heard if m.message_id == message_id)
    data = [b.data or "" for b in buttons_of(message)]
    begun = [d.split(":")[2] for d in data if d.startswith("exercise:begin:")]
    suit = [state in person.book.exercises[name].states for name in begun]
    return suit == [True, True, True]


async def test_a_visitor_sees_the_cycle_too(visitor: Person) -> None:
    await visitor.start()
    shown = await visitor.press("start.button.cycle")
    assert shown.photo


async def test_a_forged_phase_or_state_is_answered_with_one_that_exists(noor: Person) -> None:
    await noor.say("/kompas")
    for data in ("cycle:phase:999", "cycle:phase:-1", "cycle:phase:x", "cycle:state:love"):
        answer = await noor.tap_data(data, stale=True)
        assert text_of(answer)
    answer = await noor.tap_data("cycle:here:nowhere", stale=True)
    assert noor.book.cycle.phases[0].here in text_of(answer)


async def test_a_restart_between_two_steps_goes_unnoticed(stage: Stage, noor: Person) -> None:
    await noor.say("/cyclus")
    await noor.press("cycle.button.steps")
    await stage.restart()
    text = text_of(await noor.press("cycle.button.next"))
    assert noor.book.cycle.phases[1].name in text

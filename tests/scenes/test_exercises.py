"""Exercises: offered, begun, walked to the end, left, repeated, by day and by night."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content.model import LANGUAGES, STATES, Content, Exercise
from bot.sandbox.model import Message
from bot.screens.choosing import FIRST
from bot.screens.practice import DAY, Place, in_pace, screen, steps_of
from bot.screens.practice import NIGHT as LYING
from tests.cast import Person, Stage, buttons_of, staged, text_of
from tests.scenes.database import table

NIGHT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
"""Half past two in Amsterdam."""


@pytest.fixture
async def night(tmp_path: Path) -> AsyncIterator[Stage]:
    """The bot in the middle of the night."""
    async with staged(tmp_path, now=NIGHT) as made:
        made.thinking = 4.0
        yield made


def begins_of(message: Message) -> list[str]:
    """The names of the exercises that a message offers."""
    data = [button.data or "" for button in buttons_of(message)]
    return [d.split(":")[2] for d in data if d.startswith("exercise:begin:")]


def screen_of(person: Person) -> Message:
    """The newest message with words: a moving picture may stand below it."""
    return next(message for message in reversed(person.heard) if message.kind == "text")


def labels_of(message: Message) -> list[str]:
    """The buttons of a message."""
    return [button.text for button in buttons_of(message)]


async def begin(person: Person, name: str, version: str = "d") -> Message:
    """Begin an exercise from the offer."""
    await person.say("/oefening")
    await person.tap_data(f"exercise:begin:{name}:{version}:0", stale=True)
    return screen_of(person)


async def walk_through(person: Person, exercise: Exercise) -> list[str]:
    """Begin an exercise in the newest message, go on to its last step; gives every screen."""
    newest = screen_of(person).message_id
    await person.tap_data(f"exercise:begin:{exercise.id}:d:0", newest, stale=True)
    screens = [text_of(screen_of(person))]
    while person.words("exercise.button.enough") in labels_of(screen_of(person)):
        await person.press("exercise.button.next")
        screens.append(text_of(screen_of(person)))
    return screens


async def test_an_exercise_on_request_is_one_of_three_with_ways_to_others(noor: Person) -> None:
    offer = await noor.say("/oefening")
    assert text_of(offer) == noor.words("exercise.offer")
    assert len(set(begins_of(offer))) == 3
    assert noor.buttons[3:] == [
        noor.words("exercise.button.states"),
        noor.words("exercise.button.all"),
    ]


async def test_for_each_state_three_exercises_that_suit_it_are_offered(noor: Person) -> None:
    for state in STATES:
        await noor.say("/oefening")
        await noor.press("exercise.button.states")
        name, _ = noor.book.cycle.withdrawal[state]
        offer = await noor.tap(name)
        assert name.lower() in text_of(offer)
        offered = [noor.book.exercises[name] for name in begins_of(offer)]
        assert [state in e.states and e.offered for e in offered] == [True] * 3


async def test_all_exercises_are_in_the_list_by_title(noor: Person) -> None:
    await noor.say("/oefening")
    listed = await noor.press("exercise.button.all")
    titles = sorted(e.title for e in noor.book.exercises.values())
    assert [b.text for b in buttons_of(listed)] == titles


@pytest.mark.parametrize("version", [DAY, LYING])
@pytest.mark.parametrize("spoken", LANGUAGES)
def test_every_exercise_has_screens_that_lead_to_its_end_in_both_languages(
    content: Content, spoken: str, version: str
) -> None:
    book = content[spoken]
    for exercise in book.exercises.values():
        place = Place(exercise.id, 0, version, 123_456_789, 987_654_321)
        steps = steps_of(exercise, version)
        for number, step in enumerate(steps):
            text, rows = screen(book, exercise, replace(place, number=number))
            assert in_pace(step.text, exercise.breath) in text.plain
            assert "{" not in text.plain
            onward = rows[0][0].data or ""
            assert onward == place.data(number + 1)
            assert len(onward.encode()) <= 64
        assert len(rows) == 1, "the last step leads on to the end, and nowhere else"


@pytest.mark.long
async def test_by_day_every_exercise_can_be_walked_to_its_end(stage: Stage) -> None:
    person = await stage.enrolled()
    await person.say("/oefening")
    for exercise in person.book.exercises.values():
        screens = await walk_through(person, exercise)
        assert len(screens) == len(exercise.steps)
        for number, (step, shown) in enumerate(zip(exercise.steps, screens, strict=True), 1):
            count = person.words("exercise.count", number=number, total=len(screens))
            words = in_pace(step.text, exercise.breath)
            assert shown.startswith(f"{exercise.title} · {count}\n\n{words}")
        await person.press("exercise.button.next")
        assert text_of(screen_of(person)) == person.words("exercise.done")
    practices = await table(stage, "practice")
    assert [row["exercise"] for row in practices] == list(person.book.exercises)
    assert all(row["ended_at"] for row in practices)


@pytest.mark.long
async def test_at_night_an_exercise_has_three_steps_for_in_bed_in_one_silent_message(
    night: Stage,
) -> None:
    person = await night.enrolled("Mia", "en")
    await person.say("/oefening")
    for exercise in person.book.exercises.values():
        if not exercise.lying:
            continue
        screens = await walk_through(person, exercise)
        assert [
            in_pace(step.text, exercise.breath) in s
            for step, s in zip(exercise.lying, screens, strict=True)
        ] == [True] * 3
        await person.press("exercise.button.next")
    assert [message.kind for message in person.heard] == ["text"]
    assert person.last.silent


async def test_the_first_step_shows_what_to_take_care_of(noor: Person) -> None:
    caution = noor.book.exercises["feet"].cautions
    assert caution
    assert caution in text_of(await begin(noor, "feet"))
    assert caution not in text_of(await noor.press("exercise.button.next"))


async def test_at_night_what_is_offered_is_silent_and_can_be_done_lying_down(
    night: Stage,
) -> None:
    noor = await night.enrolled()
    offer = await noor.say("/oefening")
    assert text_of(offer) == noor.words("exercise.offer_night")
    for state in STATES:
        offer = await noor.tap_data(f"exercise:state:{state}", stale=True)
        offered = [noor.book.exercises[name] for name in begins_of(offer)]
        assert offered, state
        assert all(e.lying and not e.audible for e in offered)
    assert all(message.silent for message in noor.heard)


async def test_at_night_an_exercise_from_the_whole_list_comes_as_text_without_sound(
    night: Stage,
) -> None:
    noor = await night.enrolled()
    await noor.say("/oefening")
    await noor.press("exercise.button.all")
    title = noor.book.exercises["long-exhale"].title
    begun = await noor.tap(title)
    assert noor.book.exercises["long-exhale"].lying[0].text in text_of(begun)
    assert [message.kind for message in noor.heard] == ["text"]


async def test_a_button_from_the_day_gives_the_version_for_in_bed_when_tapped_at_night(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/oefening")
    await noor.press("exercise.button.all")
    listed = noor.last
    await stage.walk_to(NIGHT)
    begun = await noor.tap(noor.book.exercises["feet"].title, listed)
    assert noor.book.exercises["feet"].lying[0].text in text_of(begun)


async def test_a_button_from_the_night_gives_the_version_of_the_day_when_tapped_by_day(
    night: Stage,
) -> None:
    noor = await night.enrolled()
    offer = await noor.say("/oefening")
    name = begins_of(offer)[0]
    await night.walk(hours=10)
    await noor.tap(noor.book.exercises[name].title, offer)
    assert any(noor.book.exercises[name].steps[0].text in text for text in noor.texts)


async def test_a_paced_breath_comes_with_its_moving_picture_by_day(noor: Person) -> None:
    exercise = noor.book.exercises["long-exhale"]
    await begin(noor, "long-exhale")
    assert [message.kind for message in noor.heard] == ["text", "text", "animation"]
    assert exercise.steps[0].text in noor.texts[1]
    assert noor.heard[2].silent


async def test_the_moving_picture_goes_before_the_words_once_telegram_has_it(
    noor: Person,
) -> None:
    await begin(noor, "long-exhale")
    await begin(noor, "long-exhale")
    assert [message.kind for message in noor.heard[-2:]] == ["animation", "text"]


async def test_enough_ends_an_exercise_at_any_step(stage: Stage, noor: Person) -> None:
    await begin(noor, "feet")
    await noor.press("exercise.button.next")
    assert text_of(await noor.press("exercise.button.enough")) == noor.words("exercise.done")
    assert noor.buttons == [
        noor.words("button.exercises"),
        noor.words("button.now"),
        noor.words("button.help"),
    ]
    practice = (await table(stage, "practice"))[0]
    assert (practice["ended_at"] is not None, practice["step"] > 1) == (True, True)


async def test_stop_in_an_exercise_ends_that_and_nothing_else(stage: Stage, noor: Person) -> None:
    await begin(noor, "feet")
    assert text_of(await noor.say("stop")) == noor.words("stop.exercise")
    record = await noor.record()
    assert record is not None
    assert record.status == "active"
    assert (await table(stage, "practice"))[0]["ended_at"] is not None


async def test_an_exercise_that_was_stopped_goes_on_when_its_button_is_pressed_after_all(
    noor: Person,
) -> None:
    begun = await begin(noor, "feet")
    await noor.say("stop")
    again = await noor.tap(noor.words("exercise.button.next"), begun)
    assert text_of(again) == noor.words("stop.exercise")
    assert noor.book.exercises["feet"].steps[1].text in noor.texts[-2]


@pytest.mark.parametrize(
    ("spoken", "text", "state"),
    [
        ("nl", "ik heb een paniekaanval", "panic"),
        ("nl", "ik voel niks meer, alles is verdoofd", "numbness"),
        ("nl", "ik kan niet stilzitten, ik ben zo onrustig", "restlessness"),
        ("en", "i feel so empty", "emptiness"),
        ("en", "i can't sleep again", "insomnia"),
    ],
)
async def test_what_is_written_decides_which_exercises_fit(
    stage: Stage, spoken: str, text: str, state: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    offered = begins_of(await person.say(text))
    assert offered[0] == FIRST[state][0]
    assert all(state in person.book.exercises[name].states for name in offered)


async def test_beginning_twice_at_once_begins_once(stage: Stage, noor: Person) -> None:
    offer = await noor.say("/oefening")
    for _ in range(2):
        stage.world.tap(noor.id, offer.message_id, "exercise:begin:feet:d:0", stale=True)
    await stage.settle()
    assert len(noor.heard) == 1
    assert noor.book.exercises["feet"].steps[0].text in text_of(noor.last)
    practices = await table(stage, "practice")
    assert [row["ended_at"] is None for row in practices].count(True) == 1


async def test_two_taps_at_once_go_one_step_on(stage: Stage, noor: Person) -> None:
    begun = await begin(noor, "feet")
    onward = buttons_of(begun)[0].data
    assert onward is not None
    for _ in range(2):
        stage.world.tap(noor.id, begun.message_id, onward)
    await stage.settle()
    assert "2 van" in text_of(noor.last)
    assert (await table(stage, "practice"))[0]["step"] == 1


async def test_a_button_of_last_week_tapped_twice_shows_its_step(
    stage: Stage, noor: Person
) -> None:
    begun = await begin(noor, "feet")
    onward = buttons_of(begun)[0].data or ""
    await stage.walk(days=7)
    for _ in range(2):
        await noor.tap_data(onward, begun.message_id, stale=True)
    shown = next(m for m in noor.heard if m.message_id == begun.message_id)
    assert "2 van" in text_of(shown)


async def test_a_restart_in_the_middle_of_an_exercise_goes_unnoticed(
    stage: Stage, noor: Person
) -> None:
    await begin(noor, "feet")
    await noor.press("exercise.button.next")
    await stage.restart()
    shown = await noor.press("exercise.button.next")
    assert "3 van" in text_of(shown)
    assert (await table(stage, "practice"))[0]["step"] == 2


async def test_a_visitor_walks_through_an_exercise_and_nothing_is_kept(
    stage: Stage, visitor: Person
) -> None:
    await begin(visitor, "feet")
    await visitor.press("exercise.button.next")
    done = await visitor.press("exercise.button.enough")
    assert text_of(done) == visitor.words("exercise.done")
    assert await table(stage, "practice") == []


FORGED = (
    "exercise:begin:nothing:d:0",
    "exercise:begin:feet",
    "exercise:begin:feet:d:99999999999999999",
    "exercise:step:feet:99999999999999999:d:1:0",
    "exercise:step:feet:-1:d:1:0",
    "exercise:step:feet:1:x:1:0",
    "exercise:step",
    "exercise:state:love",
)


async def test_a_forged_button_gets_a_screen_of_an_exercise_or_the_offer(noor: Person) -> None:
    for data in FORGED:
        await noor.say("/nood")
        answer = await noor.tap_data(data, stale=True)
        is_screen = text_of(answer).startswith(noor.book.exercises["feet"].title)
        is_done = text_of(answer) == noor.words("exercise.done")
        assert begins_of(answer) or is_screen or is_done, data


async def test_another_clients_exercise_cannot_be_touched(
    stage: Stage, noor: Person, mia: Person
) -> None:
    begun = await begin(noor, "feet")
    await mia.say("/exercise")
    forged = buttons_of(begun)[1].data
    await mia.tap_data(forged or "", stale=True)
    practice = (await table(stage, "practice"))[0]
    assert (practice["step"], practice["ended_at"]) == (0, None)


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_the_pace_of_a_breath_can_be_chosen_and_is_kept_for_the_next_time(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    exercise = person.book.exercises["long-exhale"]
    await begin(person, "long-exhale")
    await person.press("exercise.button.next")
    await person.press("exercise.button.pace")
    assert labels_of(screen_of(person)) == [
        person.words("exercise.button.seconds", inhale=f"{b.inhale:g}", exhale=f"{b.exhale:g}")
        for b in exercise.paces
    ]
    await person.press("exercise.button.seconds", inhale="3", exhale="5")
    shown = screen_of(person)
    assert in_pace(exercise.steps[1].text, exercise.breath_in("3-5")) in text_of(shown)
    assert in_pace(exercise.steps[1].text, exercise.breath) not in text_of(shown)
    await begin(person, "long-exhale")
    await person.press("exercise.button.next")
    assert in_pace(exercise.steps[1].text, exercise.breath_in("3-5")) in text_of(screen_of(person))


async def test_each_pace_is_uploaded_once(stage: Stage, noor: Person, mia: Person) -> None:
    for person in (noor, noor):
        await begin(person, "long-exhale")
        await person.press("exercise.button.pace")
        await person.press("exercise.button.seconds", inhale="3", exhale="4")
    pictures = await table(stage, "picture")
    names = sorted(row["name"].rpartition(":")[0] for row in pictures)
    assert names == ["breath:nl:3-4", "breath:nl:4-6"]


async def test_the_chosen_pace_goes_with_the_first_reply_to_an_urge(
    stage: Stage, noor: Person
) -> None:
    await begin(noor, "long-exhale")
    await noor.press("exercise.button.pace")
    await noor.press("exercise.button.seconds", inhale="3", exhale="4")
    pictures = await table(stage, "picture")
    chosen = next(row["file_id"] for row in pictures if ":3-4:" in row["name"])
    await noor.say("nu")
    sent = [call.params for call in stage.world.requests if call.method == "sendAnimation"]
    assert sent[-1]["animation"] == chosen


async def test_a_pace_stays_with_the_exercises_that_have_it(noor: Person) -> None:
    await begin(noor, "long-exhale")
    await noor.press("exercise.button.pace")
    await noor.press("exercise.button.seconds", inhale="4", exhale="6")
    begun = await begin(noor, "small-breath")
    exercise = noor.book.exercises["small-breath"]
    await noor.tap(noor.words("exercise.button.next"), begun)
    assert in_pace(exercise.steps[1].text, exercise.breath) in text_of(screen_of(noor))


async def test_a_visitor_chooses_a_pace_for_this_time(stage: Stage, visitor: Person) -> None:
    exercise = visitor.book.exercises["long-exhale"]
    await begin(visitor, "long-exhale")
    await visitor.press("exercise.button.next")
    await visitor.press("exercise.button.pace")
    await visitor.press("exercise.button.seconds", inhale="3", exhale="5")
    assert in_pace(exercise.steps[1].text, exercise.breath_in("3-5")) in text_of(
        screen_of(visitor)
    )
    await visitor.press("exercise.button.next")
    await visitor.press("exercise.button.enough")
    assert await table(stage, "client") == []


FORGED_PACES = (
    "exercise:paced:long-exhale:1:d:0:0:9-99",
    "exercise:paced:long-exhale:99:d:0:0:3-5",
    "exercise:paced",
    "exercise:pace:feet:0:d:0:0",
    "exercise:step:long-exhale:1:d:0:0:x",
)


@pytest.mark.parametrize("data", FORGED_PACES)
async def test_a_forged_pace_gets_a_screen_or_the_offer(
    stage: Stage, noor: Person, data: str
) -> None:
    await noor.say("/oefening")
    await noor.tap_data(data, stale=True)
    shown = screen_of(noor)
    title = noor.book.exercises["long-exhale"].title
    assert text_of(shown).startswith(title) or begins_of(shown)
    kept = (await table(stage, "client"))[0]["pace"]
    assert kept in {None, "3-5", "4-6"}

"""What helped this client before comes first, with the evidence on its button."""

from __future__ import annotations

import pytest

from tests.cast import Person, Stage, buttons_of
from tests.scenes.database import table
from tests.scenes.urging import come_to_states, labels, offered, ride_out, strengths


async def ride(stage: Stage, person: Person, name: str, *numbers: tuple[int, int]) -> None:
    """An urge each, with this exercise, an hour and more apart."""
    for before, after in numbers:
        await ride_out(person, before, after, name)
        await person.press("urge.button.done")
        await stage.walk(minutes=70)


@pytest.mark.long
@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_what_helped_four_times_of_five_comes_first_and_says_so(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await ride(stage, person, "kind-hand", (6, 3), (6, 4), (6, 6), (6, 2), (6, 3))
    await come_to_states(person, 8)
    offer = await person.press("urge.button.phone")
    title = person.book.exercises["kind-hand"].title
    assert labels(offer)[0] == person.words("exercise.button.helped", title=title, n=4, of=5)
    assert offered(offer)[0] == "kind-hand"


async def test_two_times_order_nothing_yet(stage: Stage, noor: Person) -> None:
    await ride(stage, noor, "kind-hand", (6, 1), (6, 1))
    await come_to_states(noor, 8)
    offer = await noor.press("urge.button.phone")
    assert offered(offer)[0] == "delay"
    assert not any("hielp" in label for label in labels(offer))


async def test_what_never_helped_is_not_held_against_anybody_on_a_button(
    stage: Stage, noor: Person
) -> None:
    await ride(stage, noor, "delay", (5, 5), (5, 6), (5, 5))
    await come_to_states(noor, 6)
    offer = await noor.press("urge.button.phone")
    assert offered(offer)[0] != "delay"
    assert not any("hielp" in label for label in labels(offer))


@pytest.mark.long
async def test_below_seven_one_that_was_never_tried_is_offered_too(
    stage: Stage, noor: Person
) -> None:
    for name in ("feet", "kind-hand", "sigh"):
        await ride(stage, noor, name, (6, 3), (6, 3), (6, 3))
    await come_to_states(noor, 5)
    low = offered(await noor.press("urge.button.phone"))
    assert len(set(low) - {"feet", "kind-hand", "sigh"}) == 1
    await noor.press("urge.button.done")
    await come_to_states(noor, 7)
    high = offered(await noor.press("urge.button.phone"))
    assert set(high) == {"feet", "kind-hand", "sigh"}


async def test_it_is_this_clients_own_and_nobody_elses(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await ride(stage, noor, "kind-hand", (6, 3), (6, 3), (6, 3))
    await come_to_states(mia, 8)
    assert offered(await mia.press("urge.button.phone"))[0] == "delay"


async def test_what_helped_does_not_come_where_it_does_not_fit(stage: Stage, noor: Person) -> None:
    await ride(stage, noor, "delay", (6, 2), (6, 2), (6, 2))
    await come_to_states(noor, 8)
    offer = await noor.press("urge.button.empty")
    assert "delay" not in offered(offer)
    assert all("numbness" in noor.book.exercises[name].states for name in offered(offer))


async def test_whoever_comes_back_within_the_hour_keeps_the_numbers_given_before(
    stage: Stage, noor: Person
) -> None:
    await ride_out(noor, 8, 5)
    await come_to_states(noor, 7)
    assert await strengths(stage) == [8, 5, 7]
    await noor.say("nu")
    await noor.press("urge.button.go")
    await noor.say("6")
    assert await strengths(stage) == [8, 5, 7, 6]


async def test_another_number_under_the_same_question_takes_the_place_of_the_first(
    stage: Stage, noor: Person
) -> None:
    await ride_out(noor, 8, 5)
    await noor.say("nu")
    question = await noor.press("urge.button.go")
    data = {button.text: button.data or "" for button in buttons_of(question)}
    for number in ("7", "9"):
        await noor.tap_data(data[number], question.message_id, stale=True)
    assert await strengths(stage) == [8, 5, 9]


@pytest.mark.parametrize("forged", ["-1", "-", "x", "--2", "-99999"])
async def test_a_forged_question_never_stands_in_for_the_promised_return(
    stage: Stage, noor: Person, forged: str
) -> None:
    await come_to_states(noor, 8)
    [row] = await table(stage, "urge")
    await noor.tap_data(f"urge:rate:{row['id']}:{forged}:3", stale=True)
    assert [row["practice_id"] for row in await table(stage, "strength")] == [0]

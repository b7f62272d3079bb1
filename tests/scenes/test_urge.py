"""An urge: the body first, then what the person wants to say, never "done" while it is high."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.sandbox.model import Message
from tests.cast import Person, Stage, buttons_of, staged, text_of
from tests.scenes.database import how_many, table, tables_with
from tests.scenes.urging import (
    come_to_states,
    do_one,
    first_part,
    labels,
    offered,
    rate,
    strengths,
    the_urge,
)

NIGHT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
"""Half past two in Amsterdam."""

STATES = {"much": "panic", "empty": "numbness", "awake": "insomnia", "phone": "urge"}


@pytest.fixture
async def night(tmp_path: Path) -> AsyncIterator[Stage]:
    """The bot in the middle of the night."""
    folder = tmp_path / "night"
    folder.mkdir()
    async with staged(folder, now=NIGHT) as made:
        made.thinking = 4.0
        yield made


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_the_first_reply_is_one_message_for_the_body_before_any_question(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/urge")
    assert person.texts == [person.words("urge.first")]
    assert "?" not in person.texts[0]
    assert person.buttons == [
        person.words(f"urge.button.{name}") for name in ("go", "on_the_way", "happened", "not_now")
    ]


@pytest.mark.parametrize(
    ("spoken", "text"),
    [("nl", "ik wil hem zo graag appen"), ("en", "i really want to text him right now")],
)
async def test_an_urge_in_ones_own_words_gets_the_first_reply_at_once(
    stage: Stage, spoken: str, text: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(text)
    assert person.texts == [person.words("urge.first")]
    assert person.buttons[-1] == person.words("urge.button.not_sent")
    await the_urge(stage)


async def test_distress_without_an_urge_gets_exercises_and_opens_no_urge(
    stage: Stage, noor: Person
) -> None:
    answer = await noor.say("ik kan niet slapen, ik lig maar te piekeren")
    assert text_of(answer) == noor.words("exercise.distress")
    assert len(offered(answer)) == 3
    assert await table(stage, "urge") == []


async def test_the_moving_breath_never_goes_with_the_first_reply_before_telegram_has_it(
    stage: Stage, noor: Person
) -> None:
    await noor.say("nu")
    assert [message.kind for message in noor.heard] == ["text"]
    assert not any(call.method == "sendAnimation" for call in stage.world.requests)


async def test_the_moving_breath_goes_with_the_first_reply_once_telegram_has_it(
    stage: Stage, noor: Person
) -> None:
    await noor.tap_data("exercise:begin:long-exhale:d:0", 1, stale=True)
    heard = len(noor.heard)
    await noor.say("nu")
    assert len(noor.heard) == heard + 1
    assert noor.last.animation
    assert text_of(noor.last) == noor.words("urge.first")
    sent = [call.params for call in stage.world.requests if call.method == "sendAnimation"]
    assert "animation" in sent[-1], "by its number, without an upload"
    await noor.press("urge.button.go")
    assert text_of(noor.last) == noor.words("urge.how_strong")


async def test_the_way_out_is_there_from_the_start(noor: Person) -> None:
    await noor.say("nu")
    assert first_part(await noor.press("urge.button.not_now")) == noor.words("urge.not_sent")
    assert noor.buttons == [
        noor.words("urge.button.promise", at="10:20"),
        noor.words("urge.button.no_promise"),
        noor.words("urge.button.another"),
        noor.words("urge.button.done"),
        noor.words("button.help"),
    ]
    assert text_of(await noor.press("urge.button.done")) == noor.words("urge.done")


async def test_how_strong_is_asked_from_0_to_10_and_can_be_skipped(noor: Person) -> None:
    await noor.say("nu")
    question = await noor.press("urge.button.go")
    assert labels(question) == [*map(str, range(11)), noor.words("urge.button.skip")]
    assert text_of(await noor.press("urge.button.skip")) == noor.words("urge.what")


async def test_what_it_is_has_four_answers_three_situations_and_a_way_past(noor: Person) -> None:
    question = await come_to_states(noor, 6)
    names = ("much", "empty", "awake", "phone", "incoming", "on_the_way", "happened", "skip")
    assert labels(question) == [noor.words(f"urge.button.{name}") for name in names]


async def test_each_answer_brings_exercises_that_suit_the_state_it_stands_for(
    stage: Stage, noor: Person
) -> None:
    for answer, state in STATES.items():
        await come_to_states(noor, 6)
        names = offered(await noor.press(f"urge.button.{answer}"))
        assert len(names) == 3
        assert [state in noor.book.exercises[name].states for name in names] == [True] * 3
        assert (await the_urge(stage))["state"] == state


async def test_numbness_is_not_treated_like_panic(stage: Stage) -> None:
    offers = []
    for name, answer in (("Noor", "much"), ("Bo", "empty")):
        person = await stage.enrolled(name)
        await come_to_states(person, 9)
        offers.append(offered(await person.press(f"urge.button.{answer}")))
    panic, numb = offers
    assert panic != numb
    book = person.book
    assert not any(book.exercises[name].breath for name in numb)


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_the_whole_way_from_the_word_to_enough(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await come_to_states(person, 8)
    await person.press("urge.button.much")
    asked = await do_one(person)
    assert text_of(asked) == person.words("urge.again")
    eased = await rate(person, 4)
    assert first_part(eased) == person.words("urge.eased", n=4)
    assert text_of(await person.press("urge.button.done")) == person.words("urge.done")
    assert await strengths(stage) == [8, 4]
    assert (await the_urge(stage))["ended_at"] is not None


async def test_one_more_exercise_stays_with_the_state_that_was_named(
    stage: Stage, noor: Person
) -> None:
    await come_to_states(noor, 6)
    await noor.press("urge.button.empty")
    await do_one(noor)
    await rate(noor, 5)
    offer = await noor.press("urge.button.another")
    assert all("numbness" in noor.book.exercises[name].states for name in offered(offer))
    assert (await the_urge(stage))["state"] == "numbness"


async def test_still_high_gets_something_of_another_kind_and_is_never_called_done(
    noor: Person,
) -> None:
    await come_to_states(noor, 8)
    offer = await noor.press("urge.button.much")
    first = next(n for n in offered(offer) if noor.book.exercises[n].breath is None)
    await do_one(noor)
    answer = await rate(noor, 7)
    assert text_of(answer) == noor.words("urge.still_high", n=7)
    kinds = [noor.book.exercises[name].kind for name in offered(answer)]
    assert first not in offered(answer)
    assert noor.book.exercises[first].kind != kinds[0]


async def test_eight_or_more_after_two_exercises_leads_to_a_person(noor: Person) -> None:
    await come_to_states(noor, 9)
    await noor.press("urge.button.much")
    await do_one(noor)
    await rate(noor, 8)
    await do_one(noor)
    assert_person(noor, await rate(noor, 8))


async def test_eight_or_more_after_two_exercises_leads_to_a_person_also_without_a_first_number(
    noor: Person,
) -> None:
    await come_to_states(noor)
    await noor.press("urge.button.much")
    await do_one(noor)
    await rate(noor, 9)
    await do_one(noor)
    assert_person(noor, await rate(noor, 9))


async def test_two_rises_lead_to_a_person(noor: Person) -> None:
    await come_to_states(noor, 3)
    await noor.press("urge.button.much")
    await do_one(noor)
    await rate(noor, 7)
    await do_one(noor)
    # The second number after an exercise is below eight: it is the rising that counts.
    assert text_of(await rate(noor, 7)) == noor.words("urge.still_high", n=7)
    await do_one(noor)
    await rate(noor, 6)
    await noor.press("urge.button.another")
    await do_one(noor)
    assert_person(noor, await rate(noor, 7))


async def test_after_a_person_was_named_there_is_no_third_exercise_by_another_way(
    noor: Person,
) -> None:
    await come_to_states(noor, 9)
    await noor.press("urge.button.much")
    for _ in range(2):
        await do_one(noor)
        await rate(noor, 9)
    await come_to_states(noor)
    assert_person(noor, await noor.press("urge.button.phone"))


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_a_low_number_that_rose_is_not_told_that_breath_sits_lower(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await come_to_states(person, 3)
    await person.press("urge.button.phone")
    for number, key in ((6, "risen"), (5, "eased"), (3, "eased")):
        await do_one(person)
        assert first_part(await rate(person, number)) == person.words(f"urge.{key}", n=number)
        await person.press("urge.button.another")


async def test_where_a_person_was_named_nothing_leads_to_an_exercise(noor: Person) -> None:
    await come_to_states(noor, 9)
    await noor.press("urge.button.much")
    for _ in range(2):
        await do_one(noor)
        await rate(noor, 9)
    await noor.say("nu")
    await noor.press("urge.button.not_now")
    assert noor.words("urge.button.another") not in noor.buttons
    assert_person_asked(noor, await noor.press("urge.button.person"))


def assert_person_asked(noor: Person, answer: Message) -> None:
    """A human being, by her own choice."""
    assert text_of(answer).startswith(noor.words("urge.person_asked"))


async def test_a_lower_number_later_on_opens_the_exercises_again(noor: Person) -> None:
    await come_to_states(noor, 9)
    await noor.press("urge.button.much")
    for _ in range(2):
        await do_one(noor)
        await rate(noor, 9)
    await come_to_states(noor, 4)
    assert len(offered(await noor.press("urge.button.phone"))) == 3


def assert_person(noor: Person, answer: Message) -> None:
    """A human being is named, with lines that answer, and no further exercise."""
    assert text_of(answer).startswith(noor.words("urge.person"))
    assert "112" in text_of(answer)
    talk = [line for line in noor.book.lines if "talk" in line.for_ and line.country == "NL"]
    assert all(line.name in text_of(answer) for line in talk)
    assert offered(answer) == []


async def test_incoming_says_that_no_answer_is_due_and_offers_something_for_the_hands(
    stage: Stage, noor: Person
) -> None:
    await come_to_states(noor, 6)
    answer = await noor.press("urge.button.incoming")
    assert text_of(answer) == noor.words("urge.incoming")
    assert len(offered(answer)) == 3
    assert (await the_urge(stage))["kind"] == "incoming"


async def test_on_the_way_means_stop_first_and_nothing_that_asks_to_walk_or_close_the_eyes(
    stage: Stage, noor: Person
) -> None:
    await come_to_states(noor, 9)
    answer = await noor.press("urge.button.on_the_way")
    assert text_of(answer) == noor.words("urge.on_the_way")
    chosen = [noor.book.exercises[name] for name in offered(answer)]
    assert chosen
    assert not any(e.demanding or e.kind == "mind" for e in chosen)
    assert (await the_urge(stage))["kind"] == "on_the_way"


async def test_on_the_way_stays_on_the_way_for_the_next_exercise(noor: Person) -> None:
    await come_to_states(noor, 9)
    await noor.press("urge.button.on_the_way")
    await do_one(noor)
    chosen = [noor.book.exercises[name] for name in offered(await rate(noor, 8))]
    assert chosen
    assert not any(e.demanding or e.kind == "mind" for e in chosen)


async def test_contact_that_happened_asks_for_safety_before_anything_else(noor: Person) -> None:
    await come_to_states(noor, 5)
    asked = await noor.press("urge.button.happened")
    assert text_of(asked) == noor.words("urge.happened")
    assert labels(asked) == [noor.words("urge.button.safe"), noor.words("urge.button.not_safe")]
    body = await noor.press("urge.button.safe")
    assert text_of(body) == noor.words("urge.happened_safe")
    assert len(offered(body)) == 3


async def test_contact_that_happened_without_safety_gets_people_and_no_exercise(
    noor: Person,
) -> None:
    await come_to_states(noor, 5)
    await noor.press("urge.button.happened")
    answer = await noor.press("urge.button.not_safe")
    assert text_of(answer).startswith(noor.words("urge.happened_unsafe"))
    violence = [ln for ln in noor.book.lines if "violence" in ln.for_ and ln.country == "NL"]
    assert all(line.phone in text_of(answer) for line in violence)
    assert offered(answer) == []


async def test_within_the_hour_it_is_the_same_urge(stage: Stage, noor: Person) -> None:
    await noor.say("nu")
    await stage.walk(minutes=50)
    await noor.say("nu")
    assert (await the_urge(stage))["ended_at"] is None


async def test_an_urge_ends_sixty_minutes_after_the_last_act(stage: Stage, noor: Person) -> None:
    await come_to_states(noor, 6)
    offer = await noor.press("urge.button.much")
    begun = next(b.data for b in buttons_of(offer) if "begin:feet" in (b.data or ""))
    await stage.walk(minutes=50)
    await noor.tap_data(begun or "", offer.message_id)
    await stage.walk(minutes=50)
    await noor.press("exercise.button.next")
    await stage.walk(minutes=50)
    await noor.press("exercise.button.enough")
    assert first_part(await rate(noor, 3)) == noor.words("urge.eased", n=3)
    await stage.walk(minutes=61)
    await noor.say("nu")
    assert len(await table(stage, "urge")) == 2


async def test_the_number_of_an_urge_that_ended_is_not_taken_and_help_is_at_hand(
    stage: Stage, noor: Person
) -> None:
    await noor.say("nu")
    await noor.press("urge.button.go")
    await stage.walk(minutes=61)
    assert text_of(await rate(noor, 9)) == noor.words("urge.over")
    assert noor.buttons == [noor.words("button.now"), noor.words("button.help")]
    assert await strengths(stage) == []


@pytest.mark.parametrize("key", ["go", "not_sent"])
async def test_a_first_reply_of_last_week_tapped_twice_gets_a_kind_answer(
    stage: Stage, noor: Person, key: str
) -> None:
    first = await noor.say("nu")
    data = [button.data or "" for button in buttons_of(first)][0 if key == "go" else -1]
    await stage.walk(days=7)
    for _ in range(2):
        await noor.tap_data(data, first.message_id, stale=True)
    expected = "urge.over" if key == "go" else "urge.not_sent"
    assert noor.words(expected) in noor.texts
    assert (await the_urge(stage))["started_at"].day == 23


async def test_an_exercise_button_of_an_urge_that_ended_does_not_wake_it(
    stage: Stage, noor: Person
) -> None:
    await come_to_states(noor, 6)
    offer = await noor.press("urge.button.much")
    before = (await the_urge(stage))["last_act_at"]
    await stage.walk(days=1)
    await noor.tap(noor.book.exercises["feet"].title, offer)
    await noor.press("exercise.button.enough")
    assert text_of(offer) == noor.words("exercise.done")
    assert (await the_urge(stage))["last_act_at"] == before


async def test_two_numbers_tapped_at_once_on_two_phones_count_as_one(
    stage: Stage, noor: Person
) -> None:
    await come_to_states(noor, 8)
    await noor.press("urge.button.much")
    asked = await do_one(noor)
    numbers = [b.data or "" for b in buttons_of(asked)]
    for value in (3, 4):
        stage.world.tap(noor.id, asked.message_id, numbers[value])
    await stage.settle()
    assert await strengths(stage) == [8, 3]


async def test_two_phones_that_ask_at_once_open_one_urge(stage: Stage, noor: Person) -> None:
    for _ in range(2):
        stage.world.say(noor.id, "nu")
    await stage.settle()
    assert noor.texts == [noor.words("urge.first")] * 2
    await the_urge(stage)


async def test_a_restart_in_the_middle_of_an_urge_goes_unnoticed(
    stage: Stage, noor: Person
) -> None:
    await come_to_states(noor, 8)
    await stage.restart()
    await noor.press("urge.button.much")
    await do_one(noor)
    await stage.restart()
    assert first_part(await rate(noor, 2)) == noor.words("urge.eased", n=2)
    assert await strengths(stage) == [8, 2]


async def test_a_visitor_gets_the_same_help_and_nothing_is_kept(
    stage: Stage, visitor: Person
) -> None:
    before = await how_many(stage)
    assert text_of(await visitor.say("nu")) == visitor.words("urge.first")
    await visitor.press("urge.button.go")
    assert text_of(await rate(visitor, 9)) == visitor.words("urge.what")
    assert len(offered(await visitor.press("urge.button.empty"))) == 3
    assert text_of(await do_one(visitor)) == visitor.words("exercise.done")
    await visitor.say("nu")
    assert text_of(await visitor.press("urge.button.not_now")) == visitor.words("urge.not_sent")
    assert await tables_with(stage, visitor.id) == []
    assert await how_many(stage) == before


async def test_another_clients_urge_cannot_be_touched(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await noor.say("nu")
    urge_id = (await the_urge(stage))["id"]
    await mia.say("/sos")
    for data in (f"urge:rate:{urge_id}:0:10", f"urge:state:{urge_id}:empty", "urge:done"):
        await mia.tap_data(data, stale=True)
    kept = await the_urge(stage)
    assert (kept["state"], kept["ended_at"]) == (None, None)
    assert await strengths(stage) == []


FORGED = (
    "urge:rate:1:0:99999",
    "urge:rate::::",
    "urge:rate:99999999999999999999:0:5",
    "urge:state:1:love",
    "urge:kind:1:nothing",
    "urge:go",
    "urge",
    "urge:nothing:1",
)


async def test_a_forged_button_is_answered_and_no_number_beyond_ten_is_kept(
    stage: Stage, noor: Person
) -> None:
    for data in FORGED:
        first = await noor.say("nu")
        await noor.tap_data(data, stale=True)
        assert first.edited or noor.last is not first, data
    assert await strengths(stage) == [10]


async def test_at_night_everything_is_text_without_sound_for_in_bed(night: Stage) -> None:
    noor = await night.enrolled()
    await noor.tap_data("exercise:begin:long-exhale:d:0", 1, stale=True)
    first = await noor.say("nu")
    assert text_of(first) == noor.words("urge.first_night")
    await noor.press("urge.button.go")
    await rate(noor, 9)
    offer = await noor.press("urge.button.awake")
    chosen = [noor.book.exercises[name] for name in offered(offer)]
    assert chosen
    assert all(len(e.lying) == 3 and not e.audible for e in chosen)
    begun = await noor.tap(chosen[0].title, offer)
    assert chosen[0].lying[0].text in text_of(begun)
    assert {message.kind for message in noor.heard} == {"text"}
    assert all(message.silent for message in noor.heard)


async def test_at_night_there_is_something_for_in_bed_for_each_answer(night: Stage) -> None:
    noor = await night.enrolled()
    for answer in STATES:
        await come_to_states(noor, 9)
        assert offered(await noor.press(f"urge.button.{answer}")), answer


async def test_at_night_the_chats_that_are_open_now_stand_beside_the_numbers(
    night: Stage, stage: Stage
) -> None:
    texts = []
    for where in (night, stage):
        noor = await where.enrolled()
        await come_to_states(noor, 9)
        await noor.press("urge.button.much")
        for _ in range(2):
            await do_one(noor)
            answer = await rate(noor, 9)
        texts.append(text_of(answer))
    always = next(ln for ln in noor.book.lines if ln.chat and ln.chat_hours == "always")
    by_day = next(
        ln
        for ln in noor.book.lines
        if ln.chat and ln.chat_hours != "always" and "talk" in ln.for_ and ln.country == "NL"
    )
    for text in texts:
        assert noor.words("lines.chat", chat=always.chat) in text
        assert by_day.phone in text
    assert noor.words("lines.chat", chat=by_day.chat) not in texts[0]

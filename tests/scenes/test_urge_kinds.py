"""Which urge it is: said in one's own words, or tapped; and numbers that are typed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content.model import Content
from bot.understanding.kinds import KINDS, Kinds
from tests.cast import Person, Stage, staged, text_of
from tests.enrolling import wish
from tests.scenes.database import how_many, stands_in_files
from tests.scenes.urging import (
    come_to_states,
    do_one,
    first_part,
    labels,
    offered,
    rate,
    rows_of,
    strengths,
    the_urge,
)

NIGHT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)

PLAINLY = {
    "incoming": (
        "hij appt me net", "hij appte me net", "ze stuurt me weer een bericht",
        "ik kreeg net een berichtje van hem",
        "he just texted me", "just got a text from her",
    ),
    "on_the_way": (
        "ik zit in de auto naar hem", "ben onderweg naar haar", "ik sta voor zijn deur",
        "get my letter ready, i'm driving over to him",
        "get my letter ready im leaving for his place",
        "im in the car on my way to him", "I'm outside his house", "driving to her place now",
        "ik ben onderweg naar hem, hij heeft niet gereageerd op mijn appjes",
        "ik zit in de auto naar hem toe. hij heeft niet opgenomen",
        "ik ga nu naar hem toe want hij heeft niks gestuurd",
        "ik rij naar haar toe omdat ze niet heeft geantwoord",
        "ik sta voor zijn deur, hij heeft niet gereageerd",
        "ben onderweg naar hem. ik heb niet gebeld van tevoren",
        "hij is terug naar huis en ik rij naar hem toe",
        "ik sta voor zijn deur, ik ga niet terug naar huis",
        "i'm on my way to him, i didn't call first", "driving to him now, i haven't texted him",
        "he turned around and left, i'm driving to him now",
    ),
    "happened": (
        "ik heb hem toch gebeld", "heb haar net geappt", "heb het toch gedaan",
        "i called him again", "I just sent it", "i texted her",
        "ik heb vannacht bij hem geslapen en nu heeft hij niet geappt",
        "ik ben weer bij hem geweest, hij heeft sindsdien niks gestuurd",
        "ik heb hem gebeld maar hij heeft niet opgenomen",
        "ik heb bij hem geslapen en rij nu terug naar huis",
        "i slept at his last night and now i'm on my way home",
    ),
    "": (
        "ik wil hem appen", "k wil m zo graag appen", "ik heb hem bijna gebeld",
        "ik heb hem niet gebeld", "hij appt me nooit meer", "i nearly called him",
        "i did not call him",
        "ik was onderweg naar hem maar ben omgekeerd", "ik ging naar hem toe maar ben omgekeerd",
        "i was on my way to him, now i'm driving home", "went to his but turned around",
        "i want to text her so badly",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PLAINLY)
def test_what_is_said_plainly_is_heard_and_nothing_else(content: Content, kind: str) -> None:
    kinds = Kinds(content, KINDS)
    assert {text: kinds.find(text) for text in PLAINLY[kind]} == dict.fromkeys(PLAINLY[kind], kind)


@pytest.mark.parametrize(
    ("spoken", "text", "kind"),
    [
        ("nl", "hij appt me net", "incoming"),
        ("en", "he just texted me", "incoming"),
        ("nl", "ik zit in de auto naar hem", "on_the_way"),
        ("en", "im outside his house", "on_the_way"),
        ("nl", "ik ben onderweg naar hem, hij heeft niet gereageerd", "on_the_way"),
        ("en", "i'm on my way to him, i didn't call first", "on_the_way"),
    ],
)
async def test_ones_own_words_lead_to_the_first_reply_of_their_kind(
    stage: Stage, spoken: str, text: str, kind: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(text)
    assert person.texts == [person.words(f"urge.first_{kind}")]
    assert (await the_urge(stage))["kind"] == kind
    assert not stands_in_files(stage, text)


async def test_who_goes_there_with_a_letter_can_give_it_here(stage: Stage) -> None:
    person = await stage.enrolled("Noor", "en")
    await person.say("get my letter ready, i'm driving over to him")
    assert person.words("urge.button.not_going") in person.buttons
    assert person.words("urge.button.not_sent") not in person.buttons
    assert person.words("button.help") in person.buttons
    await person.press("urge.button.letter")
    assert text_of(person.last).startswith(person.words("letter.ask").partition("{")[0])


async def test_the_kind_that_was_said_is_not_asked_again(noor: Person) -> None:
    await noor.say("ik zit in de auto naar hem")
    await noor.press("urge.button.go")
    asked = await rate(noor, 8)
    names = ("much", "empty", "awake", "phone", "skip")
    assert labels(asked) == [noor.words(f"urge.button.{name}") for name in names]
    offer = await noor.press("urge.button.much")
    chosen = [noor.book.exercises[name] for name in offered(offer)]
    assert chosen
    assert not any(e.demanding or e.kind == "mind" for e in chosen)


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_a_kind_that_was_not_heard_is_one_tap_away(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("nu")
    answer = await person.press("urge.button.on_the_way")
    assert text_of(answer) == person.words("urge.on_the_way")
    assert (await the_urge(stage))["kind"] == "on_the_way"
    await person.say("nu")
    answer = await person.press("urge.button.happened")
    assert text_of(answer) == person.words("urge.happened")
    await person.press("urge.button.safe")
    assert (await the_urge(stage))["contact"] is True


async def test_nothing_is_said_of_sending_to_whoever_did_not_speak_of_it(noor: Person) -> None:
    await noor.say("ik mis hem zo, ik hou het niet uit")
    assert noor.words("urge.button.not_sent") not in noor.buttons
    await noor.say("hij appt me net")
    assert noor.words("urge.button.not_sent") in noor.buttons


async def test_on_the_way_has_a_way_out_of_its_own(stage: Stage, noor: Person) -> None:
    await noor.say("ik sta voor zijn deur")
    answer = await noor.press("urge.button.not_going")
    assert first_part(answer) == noor.words("urge.not_going")


async def test_a_visitor_on_the_way_gets_exercises_for_the_road_and_nothing_is_kept(
    stage: Stage, visitor: Person
) -> None:
    before = await how_many(stage)
    await visitor.say("ik fiets nu naar hem toe")
    offer = await visitor.press("urge.button.go")
    assert text_of(offer) == visitor.words("urge.on_the_way")
    chosen = [visitor.book.exercises[name] for name in offered(offer)]
    assert chosen
    assert not any(e.demanding or e.kind == "mind" for e in chosen)
    assert await how_many(stage) == before


@pytest.mark.parametrize(
    ("spoken", "text"),
    [
        ("nl", "ik heb hem toch gebeld"),
        ("nl", "ik ben weer bij hem geweest, hij heeft sindsdien niks gestuurd"),
        ("en", "i called him again"),
    ],
)
async def test_contact_asks_for_safety_then_the_body_and_then_counts_nothing(
    stage: Stage, spoken: str, text: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert text_of(await person.say(text)) == person.words("urge.happened")
    offer = await person.press("urge.button.safe")
    assert text_of(offer) == person.words("urge.happened_safe")
    after = await do_one(person)
    assert text_of(after) == person.words("urge.after_contact")
    assert not {"0", "10"} & set(labels(after))
    assert await strengths(stage) == []
    assert (await the_urge(stage))["contact"] is True


async def test_contact_is_no_slip_when_two_are_together(stage: Stage, noor: Person) -> None:
    await wish(noor, situation="together")
    asked = await noor.say("ik heb hem toch gebeld")
    assert text_of(asked) == noor.words("urge.happened_together")
    offer = await noor.press("urge.button.safe")
    assert text_of(offer) == noor.words("urge.happened_safe_together")
    found = await the_urge(stage)
    assert (found["kind"], found["contact"]) == ("happened", None)


async def test_contact_that_is_said_within_an_urge_belongs_to_it(
    stage: Stage, noor: Person
) -> None:
    await come_to_states(noor, 8)
    await noor.say("ik heb hem toch gebeld")
    found = await the_urge(stage)
    assert (found["kind"], found["contact"]) == ("happened", True)


TYPED = (
    ("7", 7), ("7,5", 8), ("7.5", 8), ("een 7", 7), ("zeven", 7), ("ik denk een 8", 8),
    ("8/10", 8), ("tien!", 10), ("0", 0), ("seven", 7),
)  # fmt: skip


@pytest.mark.parametrize(("text", "number"), TYPED)
async def test_a_number_may_be_typed(stage: Stage, noor: Person, text: str, number: int) -> None:
    await noor.say("nu")
    await noor.press("urge.button.go")
    assert text_of(await noor.say(text)) == noor.words("urge.what")
    assert await strengths(stage) == [number]
    # A second one counts as well, and what comes closest is still asked.
    assert text_of(await noor.say("een 3")) == noor.words("urge.what")
    assert await strengths(stage) == [number, 3]


@pytest.mark.parametrize("spoken", ["nl", "en"])
@pytest.mark.parametrize(
    "text", ["heel erg", "11", "-1", "7 of 9", "1 keer gebeld", "99999999999"]
)
async def test_what_is_no_number_gets_the_buttons_again_kindly(
    stage: Stage, spoken: str, text: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("nu")
    await person.press("urge.button.go")
    again = await person.say(text)
    assert text_of(again) == person.words("urge.number_kindly")
    assert labels(again)[:11] == [str(n) for n in range(11)]
    assert await strengths(stage) == []
    assert text_of(await person.say("9")) == person.words("urge.what")
    assert await strengths(stage) == [9]


async def test_a_number_typed_after_an_exercise_counts_for_that_exercise(
    stage: Stage, noor: Person
) -> None:
    await come_to_states(noor, 8)
    await noor.press("urge.button.much")
    await do_one(noor)
    assert first_part(await noor.say("een vijf")) == noor.words("urge.eased", n=5)
    assert await strengths(stage) == [8, 5]


async def test_skip_may_be_typed_too(stage: Stage, noor: Person) -> None:
    await noor.say("nu")
    await noor.press("urge.button.go")
    assert text_of(await noor.say("overslaan")) == noor.words("urge.what")
    assert await strengths(stage) == []


async def test_an_urge_that_is_typed_in_place_of_a_number_is_grounded_first(
    noor: Person,
) -> None:
    await noor.say("nu")
    await noor.press("urge.button.go")
    assert text_of(await noor.say("ik wil hem zo graag appen")) == noor.words("urge.first")


@pytest.mark.parametrize("text", ["ik wil niet meer leven", "7, ik wil dood"])
async def test_a_crisis_typed_in_place_of_a_number_is_answered_as_one_and_no_number_is_kept(
    stage: Stage, noor: Person, text: str
) -> None:
    await noor.say("nu")
    await noor.press("urge.button.go")
    answer = await noor.say(text)
    assert "113" in text_of(answer)
    assert offered(answer) == []
    assert await strengths(stage) == []
    # What follows is no number either: it is not asked for one as if nothing had been said.
    assert text_of(await noor.say("nee")) != noor.words("urge.number_kindly")
    assert await strengths(stage) == []


async def test_of_a_visitor_not_even_the_question_is_kept(stage: Stage, visitor: Person) -> None:
    before = await how_many(stage)
    await visitor.say("nu")
    await visitor.press("urge.button.go")
    assert await how_many(stage) == before
    # The number is the label of a button in sight, and typed it presses that.
    assert text_of(await visitor.say("7")) == visitor.words("urge.what")
    assert await how_many(stage) == before


async def test_typed_numbers_lead_to_a_person_as_tapped_ones_do(noor: Person) -> None:
    await noor.say("nu")
    await noor.press("urge.button.go")
    await noor.say("9")
    await noor.press("urge.button.much")
    await do_one(noor)
    await noor.say("acht")
    await do_one(noor)
    answer = await noor.say("8,4")
    assert text_of(answer).startswith(noor.words("urge.person"))
    assert offered(answer) == []


async def test_two_phones_that_answer_the_same_question_give_one_number(
    stage: Stage, noor: Person
) -> None:
    await noor.say("nu")
    await noor.press("urge.button.go")
    _, nine = noor.find_button("9")
    stage.world.tap(noor.id, noor.last.message_id, nine.data or "")
    stage.world.say(noor.id, "4")
    await stage.settle()
    assert await strengths(stage) == [9]
    assert len(await rows_of(stage, "urge")) == 1


async def test_while_it_is_high_other_ways_stand_beside_the_exercises(noor: Person) -> None:
    await come_to_states(noor, 8)
    await noor.press("urge.button.much")
    await do_one(noor)
    offer = await rate(noor, 8)
    assert text_of(offer) == noor.words("urge.still_high", n=8)
    for key in ("urge.button.anchor", "urge.button.letter", "urge.button.person"):
        assert noor.words(key) in labels(offer)
    fitting = [e for e in noor.book.exercises.values() if e.offered and "panic" in e.states]
    longest = max(e.minutes for e in fitting)
    assert longest in [noor.book.exercises[name].minutes for name in offered(offer)]
    person = await noor.press("urge.button.person")
    assert text_of(person).startswith(noor.words("urge.person_asked"))


async def test_it_is_never_called_done_while_it_is_high(stage: Stage, noor: Person) -> None:
    await come_to_states(noor, 9)
    await noor.press("urge.button.much")
    answer = await noor.press("urge.button.done")
    assert first_part(answer) == noor.words("urge.leave_high")
    assert noor.words("button.help") in labels(answer)
    assert (await the_urge(stage))["ended_at"] is None


@pytest.fixture
async def night(tmp_path: Path) -> AsyncIterator[Stage]:
    """The bot in the middle of the night."""
    async with staged(tmp_path, now=NIGHT) as made:
        made.thinking = 4.0
        yield made


async def test_at_night_every_kind_is_text_without_sound_and_nothing_has_to_be_typed(
    night: Stage,
) -> None:
    noor = await night.enrolled()
    for words in ("ze stuurt me weer een bericht", "ik sta voor zijn deur"):
        await noor.say(words)
        await noor.press("urge.button.go")
        await rate(noor, 9)
        offer = await noor.press("urge.button.awake")
        assert all(len(noor.book.exercises[name].lying) == 3 for name in offered(offer))
        await noor.say("nu")
    await noor.say("ik heb hem toch gebeld")
    await noor.press("urge.button.safe")
    assert {message.kind for message in noor.heard} == {"text"}
    assert all(message.silent for message in noor.heard)


async def test_at_night_the_letter_is_not_offered(night: Stage) -> None:
    noor = await night.enrolled()
    await come_to_states(noor, 9)
    await noor.press("urge.button.much")
    await do_one(noor)
    offer = await rate(noor, 8)
    assert noor.words("urge.button.anchor") in labels(offer)
    assert noor.words("urge.button.letter") not in labels(offer)


@pytest.mark.parametrize("known", [True, False], ids=["a client", "a visitor"])
async def test_at_night_whoever_is_on_the_way_gets_nothing_for_in_bed_and_no_sound(
    night: Stage, *, known: bool
) -> None:
    person = await night.enrolled() if known else night.person("Bo")
    if not known:
        await person.start()
    await person.say("ik sta voor zijn deur")
    await person.press("urge.button.go")
    if known:
        await rate(person, 6)
        offer = await person.press("urge.button.phone")
    else:
        offer = person.last
    exercises = [person.book.exercises[name] for name in offered(offer)]
    assert len(exercises) == 3
    assert not any(e.demanding or e.kind == "mind" for e in exercises)
    lying = next(e for e in exercises if e.lying)
    await person.tap(lying.title, offer)
    assert lying.steps[0].text.split("{")[0] in person.texts[-1]
    assert all(message.silent for message in person.heard if message is not person.heard[0])


async def test_who_says_that_she_lies_awake_is_not_on_the_way_and_who_goes_then_is(
    night: Stage,
) -> None:
    noor = await night.enrolled()
    await noor.say("ik sta voor zijn deur")
    await noor.press("urge.button.go")
    await rate(noor, 6)
    awake = await noor.press("urge.button.awake")
    exercises = [noor.book.exercises[name] for name in offered(awake)]
    assert all(exercise.lying for exercise in exercises)
    await noor.tap(exercises[0].title, awake)
    assert exercises[0].lying[0].text[:20] in noor.texts[-1]
    await noor.say("ik sta voor zijn deur")
    await noor.press("urge.button.go")
    await rate(noor, 6)
    offer = await noor.press("urge.button.skip")
    assert not any(noor.book.exercises[n].kind == "mind" for n in offered(offer))

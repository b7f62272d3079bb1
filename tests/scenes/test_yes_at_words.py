"""A plain yes or no where words of one's own are asked for is no such word: a yes is asked to type
them, a no goes on without.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.content.model import LANGUAGES
from bot.features.appointment.rules import LONGEST_NOTE
from tests.cast import Person, Stage, text_of
from tests.scenes.database import table
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
YES = {"nl": ("ja", "ja graag", "ok", "graag", "Ja, dank je"),
       "en": ("yes", "yes please", "ok", "sure", "Yes, thanks")}  # fmt: skip
NO = {"nl": ("nee", "nee dank je", "hoeft niet"), "en": ("no", "no thanks", "no need")}
Coming = Callable[[Person, str], Awaitable[None]]


async def at_a_note(person: Person, spoken: str) -> None:
    """She is asked for words beside an appointment."""
    await person.say({"nl": "/afspraak", "en": "/appointment"}[spoken])
    await person.press("appointment.button.work")
    await person.say({"nl": "morgen 14:30", "en": "tomorrow 14:30"}[spoken])
    when = {"nl": "dinsdag 24 november, 14:30", "en": "Tuesday 24 November, 14:30"}[spoken]
    assert text_of(person.last) == person.words("appointment.ask_note", when=when, n=LONGEST_NOTE)


async def at_a_name(person: Person, spoken: str) -> None:
    """She is asked what a hard day is to be called."""
    await person.tap_data("date:add", message_id=1, stale=True)
    await person.say({"nl": "3 maart", "en": "3 march"}[spoken])
    await person.press("date.button.yearly")


async def at_a_sentence(person: Person, spoken: str) -> None:
    """She is asked for a sentence."""
    await person.tap_data("anchor:sentence", message_id=1, stale=True)


async def at_a_plan(person: Person, spoken: str) -> None:
    """She is asked for the first half of a plan for a hard hour."""
    await person.tap_data("anchor:plan", message_id=1, stale=True)


async def at_half_a_plan(person: Person, spoken: str) -> None:
    """She is asked for the second."""
    await person.tap_data("anchor:plan", message_id=1, stale=True)
    await person.say({"nl": "ik op de bank zit", "en": "i sit on the sofa"}[spoken])


async def at_a_letter(person: Person, spoken: str) -> None:
    """She is asked for a letter."""
    await person.say({"nl": "/brief", "en": "/letter"}[spoken])


async def at_the_safety_plan(person: Person, spoken: str) -> None:
    """She is asked for the first part."""
    await person.tap_data("plan:make", message_id=1, stale=True)


async def at_a_new_word(person: Person, spoken: str) -> None:
    """She is asked for a word of her own."""
    await person.tap_data("word:set", message_id=1, stale=True)


async def at_the_word_again(person: Person, spoken: str) -> None:
    """She is asked for it once more."""
    await person.tap_data("word:set", message_id=1, stale=True)
    await person.say("kastanjeboom")


async def at_a_nickname(person: Person, spoken: str) -> None:
    """She is asked what to call her."""
    await person.tap_data("more:name", message_id=1, stale=True)


ROOMS = pytest.mark.parametrize(
    "come",
    [at_a_note, at_a_name, at_a_sentence, at_a_plan, at_half_a_plan, at_a_letter,
     at_the_safety_plan, at_a_new_word, at_the_word_again, at_a_nickname],
)  # fmt: skip
KEPT = ("anchor", "letter", "safety_plan", "safe_word")


async def kept(stage: Stage) -> list[object]:
    """What is kept of her own words."""
    found: list[object] = [row for name in KEPT for row in await table(stage, name)]
    found += [row["note_sealed"] for row in await table(stage, "appointment")]
    found += [row["name_sealed"] for row in await table(stage, "hard_day")]
    return [*found, (await table(stage, "client"))[0]["nickname_sealed"]]


@SPOKEN
@ROOMS
async def test_a_yes_is_asked_to_type_it_with_the_way_out_below(
    stage: Stage, come: Coming, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await come(person, spoken)
    before, ways = await kept(stage), person.buttons
    for said in YES[spoken]:
        assert text_of(await person.say(said)) == person.words("keeping.type_it"), said
        assert person.buttons == ways
        assert await kept(stage) == before, said


@SPOKEN
@ROOMS
async def test_a_no_goes_on_without_as_the_button_does(
    stage: Stage, come: Coming, spoken: str
) -> None:
    for at, said in enumerate(NO[spoken]):
        tapper = await stage.enrolled(f"Noor{at}", spoken)
        await come(tapper, spoken)
        await tapper.tap(
            tapper.buttons[-1] if come is not at_the_safety_plan else tapper.buttons[0]
        )
        expected = text_of(tapper.last), tapper.buttons
        person = await stage.enrolled(f"Lea{at}", spoken)
        await come(person, spoken)
        await person.say(said)
        assert (text_of(person.last), person.buttons) == expected, said


@SPOKEN
async def test_the_note_then_stands_there_as_it_was_typed(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await at_a_note(person, spoken)
    await person.say(YES[spoken][0])
    words = {"nl": "nee zeggen tegen de rest", "en": "no to all the rest"}[spoken]
    await person.say(words)
    assert words not in [text_of(one) for one in stage.world.chat(person.id)]
    assert (await table(stage, "appointment"))[0]["note_sealed"]


@SPOKEN
@ROOMS
async def test_a_no_with_a_crisis_behind_it_is_a_crisis(
    stage: Stage, come: Coming, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await come(person, spoken)
    said = {"nl": "nee ik wil niet meer leven", "en": "no i want to die"}[spoken]
    assert kind_of(person, await person.say(said))


async def test_the_second_message_of_a_letter_is_no_plain_no(noor: Person) -> None:
    await noor.say("/brief")
    await noor.say("De kastanjeboom is kaal nu.")
    before = await table(noor.stage, "letter")
    await noor.say("nee")
    assert await table(noor.stage, "letter") == before


COACHS = ("cohort:new", "away:line")


@pytest.mark.parametrize("place", COACHS)
async def test_a_coach_s_yes_or_no_is_no_name_and_nobody_s_sentence(
    stage: Stage, noor: Person, place: str
) -> None:
    coach = await stage.coach()
    if place == "away:line":
        await coach.tap_data("away:set", message_id=1, stale=True)
        await coach.say("1 dec")
        await coach.say("3 dec")
    else:
        await coach.tap_data(place, message_id=1, stale=True)
    groups, ways = len(await table(stage, "cohort")), coach.buttons
    for said in ("ja", "ok", "ja graag"):
        assert text_of(await coach.say(said)) == coach.words("keeping.type_it")
        assert coach.buttons == ways
    assert text_of(await coach.say("nee")) == coach.words("coach.left")
    assert len(await table(stage, "cohort")) == groups
    assert await table(stage, "away") == []

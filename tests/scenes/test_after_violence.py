"""Who was hurt by another, could type, and asks what to do now, hears who answers that."""

from __future__ import annotations

import pytest

from tests.cast import Person, Stage, text_of

HIT = {"nl": "hij heeft me net geslagen", "en": "he just hit me"}
YES = {"nl": "ja", "en": "yes"}
ASKED = {
    "nl": {
        "moet ik de politie bellen": "police",
        "moet ik aangifte doen": "police",
        "waar kan ik heen vannacht": "where",
        "waar moet ik slapen": "where",
        "ik wil naar mn zus": "where",
        "hoe kom ik bij mijn coach": "coach",
        "wanneer leest ze dat": "coach",
        "kan dat nog naar mn coach": "coach",
        "moet ik open doen": "door",
        "hij slaapt nu": "away",
        "hij is weg": "away",
    },
    "en": {
        "should i call the police": "police",
        "should i press charges": "police",
        "where can i go tonight": "where",
        "i have nowhere to go": "where",
        "i want to go to my mum": "where",
        "how do i reach my coach": "coach",
        "when does she read that": "coach",
        "should i open the door": "door",
        "will my coach see this": "coach",
        "can i sleep somewhere else": "where",
        "hes asleep now": "away",
        "hes gone": "away",
    },
}
MORE = {
    "nl": ("hij slaapt nu en ik wil dood", "hij is weg en ik ook straks"),
    "en": ("hes asleep now and i want to die", "hes gone and soon so am i"),
}
BLEEDS = {"nl": "hij is weg maar ik bloed", "en": "hes gone but im bleeding"}
CONTACT = {"nl": ("ik heb hem gebeld", "weet niet"), "en": ("i called him", "dont know")}
HUNG_UP = {"nl": "hij hing op", "en": "he hung up"}
AGAIN = {"nl": "ik wil hem weer bellen", "en": "i want to call him again"}
STILL_HERE = {
    "nl": ("mijn ex staat voor de deur", "hij is er nog steeds"),
    "en": ("my ex is at the door", "hes still here"),
}
OPENED = {
    "nl": "ik heb toch weer open gedaan vannacht",
    "en": "i opened the door to him again last night",
}


async def hurt(stage: Stage, spoken: str) -> Person:
    """Can type safely, and has seen the lines."""
    person = await stage.enrolled("Noor", spoken)
    await person.say(HIT[spoken])
    await person.say(YES[spoken])
    return person


@pytest.mark.parametrize("spoken", ASKED)
async def test_what_is_asked_then_is_answered_and_the_coach_is_in_reach(
    stage: Stage, spoken: str
) -> None:
    person = await hurt(stage, spoken)
    replies = person.book.replies
    for text, kind in ASKED[spoken].items():
        heard = text_of(await person.say(text))
        assert heard.startswith(replies[f"now_{kind}"].strip()), (text, heard[:80])
        assert "0800-2000" in heard, text
        assert person.words("button.coach") in person.buttons, text


@pytest.mark.parametrize("spoken", ASKED)
async def test_alone_none_of_it_is_taken_for_that(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text, kind in ASKED[spoken].items():
        heard = text_of(await person.say(text))
        assert not heard.startswith(person.book.replies[f"now_{kind}"].strip()), text


@pytest.mark.parametrize("spoken", MORE)
async def test_what_stands_beside_it_is_heard(stage: Stage, spoken: str) -> None:
    person = await hurt(stage, spoken)
    for text in MORE[spoken]:
        assert "113" in text_of(await person.say(text)), text
    person = await hurt(stage, spoken)
    assert "112" in text_of(await person.say(BLEEDS[spoken]))
    assert not text_of(person.last).startswith(person.book.replies["now_away"].strip())


@pytest.mark.parametrize("spoken", ASKED)
async def test_whoever_may_be_looked_at_again_is_told_nothing_more(
    stage: Stage, spoken: str
) -> None:
    person = await hurt(stage, spoken)
    await person.say({"nl": "hij staat weer voor de deur", "en": "he's at the door again"}[spoken])
    await person.say({"nl": "nee", "en": "no"}[spoken])
    heard = text_of(await person.say(next(iter(ASKED[spoken]))))
    assert not heard.startswith(person.book.replies["now_police"].strip())


@pytest.mark.parametrize("spoken", STILL_HERE)
async def test_that_the_other_is_there_still_opens_no_exercise_below_the_neutral_line(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    door, still = STILL_HERE[spoken]
    await person.say(door)
    await person.say({"nl": "nee", "en": "no"}[spoken])
    assert "112" in text_of(await person.say(still))
    assert person.words("urge.button.go") not in person.buttons


@pytest.mark.parametrize("spoken", CONTACT)
async def test_after_contact_that_was_not_safe_nothing_speaks_of_what_was_taken(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in CONTACT[spoken]:
        await person.say(text)
    heard = text_of(await person.say(HUNG_UP[spoken]))
    assert person.book.replies["still_hurt"].strip() in heard
    assert "0800-2000" in heard
    assert "113" not in heard


@pytest.mark.parametrize("spoken", CONTACT)
async def test_after_contact_that_was_not_safe_an_urge_is_one_with_the_number_below(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in CONTACT[spoken]:
        await person.say(text)
    heard = text_of(await person.say(AGAIN[spoken]))
    assert person.words("urge.button.go") in person.buttons
    assert "112" in heard


@pytest.mark.parametrize("spoken", OPENED)
async def test_a_door_that_was_opened_again_is_contact(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(OPENED[spoken])
    assert person.words("urge.button.not_safe") in person.buttons

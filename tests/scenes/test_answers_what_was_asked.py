"""An answer to the step that was asked for is one; a crisis in the same words is heard as ever."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.urging import come_to_states, labels, offered

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
URGE = {"nl": "kwil hem appen", "en": "want to text him"}
DONE = {
    "nl": ("ik heb het gedaan", "gedaan denk ik", "heb het gedaan", "gedaan hoor", "dat is gelukt",
           "ja tis goe", "ja dat is gelukt"),
    "en": ("i did it", "i think i did it", "did it i guess", "ok i did that", "its done"),
}  # fmt: skip
TOOK_IT = {
    "nl": ("ik heb het gedaan, ik heb alles ingenomen", "ik heb het gedaan die pillen",
           "ik heb ze allemaal ingenomen", "ik heb het echt gedaan, vaarwel"),
    "en": ("i did it, i took them all", "i did it the pills", "i did it im bleeding",
           "ive done it, goodbye everyone"),
}  # fmt: skip
PHONE = {
    "nl": ("tis mn gsm in mn hand", "mn gsm vast", "heb mijn telefoon vast", "slaat over"),
    "en": ("got my phone in my hand", "holding my phone", "phone in my hand again", "skip it"),
}
BOUND = {
    "nl": ("hij houdt mijn hand vast en slaat me", "ik heb een mes in mijn hand"),
    "en": ("he's holding me down", "got a knife in my hand"),
}
CONTACT = {"nl": "ik heb hem geappt", "en": "i texted him"}
GONE = {"nl": ("hij is weer weg", "ze is al weg"), "en": ("he's gone again", "he's already gone")}
NOT_GONE = {
    "nl": ("hij is er weer", "hij is weer weg maar ik bloed", "hij komt weer terug, ben bang"),
    "en": ("he's here again", "he's gone again but i'm bleeding", "he's back and im scared"),
}


def number_is_asked(person: Person) -> bool:
    return text_of(person.last) == person.words("urge.how_strong")


@SPOKEN
async def test_that_the_first_exercise_is_done_leads_on(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(DONE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(URGE[spoken])
        await person.say(text)
        assert number_is_asked(person), (text, text_of(person.last)[:99])


@SPOKEN
async def test_what_was_taken_or_hurt_is_heard_below_the_first_exercise(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(TOOK_IT[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(URGE[spoken])
        await person.say(text)
        assert "112" in text_of(person.last), (text, text_of(person.last)[:99])


@SPOKEN
async def test_i_did_it_is_asked_about_where_nothing_was_to_be_done(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(DONE[spoken][0])
    assert person.words("lines.button.unknown") in person.buttons


@SPOKEN
async def test_the_first_exercise_of_the_arrival_is_done(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(DONE[spoken]):
        person = stage.person(f"Noor-{number}", spoken)
        await person.start(await stage.invite())
        await person.press("start.button.unseen")
        await person.say(text)
        assert person.words("start.button.agree") in person.buttons, text


@SPOKEN
async def test_what_was_taken_is_heard_at_the_arrival(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(TOOK_IT[spoken]):
        person = stage.person(f"Noor-{number}", spoken)
        await person.start(await stage.invite())
        await person.press("start.button.unseen")
        await person.say(text)
        assert "112" in text_of(person.last), (text, text_of(person.last)[:99])


@SPOKEN
async def test_the_phone_in_her_hand_is_what_comes_closest(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(PHONE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await come_to_states(person, 8)
        answer = await person.say(text)
        assert offered(answer), (text, text_of(answer)[:99])
        assert person.words("urge.button.done") in labels(answer), text


@SPOKEN
async def test_danger_is_heard_where_what_comes_closest_is_asked(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(BOUND[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await come_to_states(person, 8)
        await person.say(text)
        assert "112" in text_of(person.last), (text, text_of(person.last)[:99])


@SPOKEN
async def test_that_the_other_has_left_again_is_safe(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(GONE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(CONTACT[spoken])
        await person.say(text)
        said = text_of(person.last)
        assert said.startswith(person.words("urge.happened_safe")), (text, said[:99])


@SPOKEN
async def test_who_is_not_safe_after_contact_is_heard(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(NOT_GONE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(CONTACT[spoken])
        await person.say(text)
        assert "112" in text_of(person.last), (text, text_of(person.last)[:99])

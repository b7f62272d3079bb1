"""What is said after somebody told that another thinks of ending their life."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_crisis_stands import someone

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
VISITS = pytest.mark.parametrize("visits", [False, True])
TOLD = {"nl": "mn zusje wil dood", "en": "my sister says she wants to die"}
ALSO_HURTS = {
    "nl": ("hij doet mij ook wat aan", "hij slaat haar ook",
           "hij zei dat hij haar wat aan doet"),
    "en": ("her bf scares me", "he said hes gonna hurt her", "he hurts her too"),
}  # fmt: skip
TELLS_MORE = {
    "nl": ("ze gaat het vanavond doen", "ze neemt niet op", "ze heeft pillen geslikt"),
    "en": ("shes going to do it tonight", "she took pills"),
}
WHAT_TO_DO = {
    "nl": ("wat moet ik doen", "wat kan ik voor haar doen", "hoe kan ik hem helpen", "wat nu",
           "wat zeg ik tegen haar"),
    "en": ("what should i do", "what can i do for her", "how do i help him", "what now",
           "what do i say to her"),
}  # fmt: skip
MYSELF = {"nl": "ik wil zelf ook dood", "en": "i want to die too"}
TAKEN = {"nl": "ik heb alle pillen geslikt", "en": "i took all the pills"}


async def told(stage: Stage, spoken: str, *, visits: bool = False) -> Person:
    person = await someone(stage, spoken, visits=visits)
    assert kind_of(person, await person.say(TOLD[spoken])) == "third_suicide"
    await stage.walk(seconds=40)
    return person


@SPOKEN
async def test_that_he_hurts_somebody_is_another_matter(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(ALSO_HURTS[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(TOLD[spoken])
        await stage.walk(seconds=40)
        assert kind_of(person, await person.say(text)) == "violence", text


@SPOKEN
async def test_what_more_is_told_of_the_other_is_not_taken_for_violence(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(TELLS_MORE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(TOLD[spoken])
        await stage.walk(seconds=40)
        await person.say(text)
        assert kind_of(person, person.last) in {"third_suicide", "medical", None}, text
        assert "113" in text_of(person.last), text


@SPOKEN
@VISITS
async def test_no_line_after_it_says_that_she_took_something(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await told(stage, spoken, visits=visits)
    said = person.book.replies
    for text in ("ze is 16", "dankje", "oke", "ze slaapt nu"):
        await person.say(text)
        heard = text_of(person.last)
        if kind_of(person, person.last) is None:
            assert said["still_taken"].strip() not in heard, text
            assert not heard.startswith(said["still"].strip()), text
            other = (said["still_other"].strip(), said["still_of_another"].strip())
            assert any(one in heard for one in other), heard
            assert "112" in heard
        await stage.walk(seconds=40)


@SPOKEN
@VISITS
async def test_what_to_do_for_the_other_is_answered(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await told(stage, spoken, visits=visits)
    for text in WHAT_TO_DO[spoken]:
        heard = text_of(await person.say(text))
        assert heard.startswith(person.book.replies["now_other"].strip()), (text, heard)
        assert "112" in heard
        assert "113" in heard
        await stage.walk(seconds=40)


@SPOKEN
async def test_what_she_tells_of_herself_is_heard(stage: Stage, spoken: str) -> None:
    person = await told(stage, spoken)
    assert kind_of(person, await person.say(MYSELF[spoken])) == "suicide"
    await stage.walk(seconds=40)
    heard = text_of(await person.say({"nl": "dankje", "en": "thanks"}[spoken]))
    assert person.book.replies["still_taken"].strip() in heard
    heard = text_of(await person.say(WHAT_TO_DO[spoken][0]))
    assert not heard.startswith(person.book.replies["now_other"].strip())
    assert kind_of(person, await person.say(TAKEN[spoken])) == "medical"

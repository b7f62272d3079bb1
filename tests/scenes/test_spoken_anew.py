"""Another language is asked for while a question of safety is open: it is asked in that one."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.test_crisis import VEILED, VIOLENCE

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
PLEASE = {
    "nl": ("in English please", "can we speak english", "kan het in het engels"),
    "en": ("kan het in het nederlands", "nederlands graag", "can we speak dutch"),
}
OTHER = {"nl": "en", "en": "nl"}
YES, NO = {"nl": "ja", "en": "yes"}, {"nl": "nee", "en": "no"}
DEAD = {"nl": "ik wil dood", "en": "i want to die"}
QUESTIONS = [
    (VIOLENCE, "violence", "violence_safe", "violence_unsafe"),
    (VEILED, "suicide_veiled", "suicide", "suicide_no"),
]
"""What is said, the question that it brings, and what a yes and a no to that get."""
TIME = {"nl": "hoe laat is het", "en": "what time is it"}


def replies_in(person: Person, language: str, key: str) -> str:
    """A fixed reply in a language that is not the phone's."""
    return person.stage.app.deps.shelf[language].replies[key].strip()


def asked(person: Person, language: str, key: str) -> int:
    """How often this stands in the chat."""
    return sum(text.startswith(replies_in(person, language, key)) for text in person.texts)


@SPOKEN
@pytest.mark.parametrize(("words", "key", "yes", "no"), QUESTIONS)
async def test_an_open_question_is_asked_in_the_language_that_was_asked_for(
    stage: Stage, spoken: str, words: dict[str, str], key: str, yes: str, no: str
) -> None:
    other = OTHER[spoken]
    for number, text in enumerate(PLEASE[spoken]):
        for answer, reply in ((YES, yes), (NO, no)):
            person = await stage.enrolled(f"N{number} {reply}", spoken)
            await person.say(words[spoken])
            await person.say(text)
            assert text_of(person.last).startswith(replies_in(person, other, key)), text
            assert (asked(person, spoken, key), asked(person, other, key)) == (0, 1)
            await person.say(answer[other])
            assert text_of(person.last).startswith(replies_in(person, other, reply)), text
    client = await person.record()
    assert client is not None
    assert client.is_held(stage.clock.now()) == (key == "violence")


@SPOKEN
async def test_so_are_its_buttons_and_a_no_lights_nothing_up(stage: Stage, spoken: str) -> None:
    person, other = await stage.enrolled("Noor", spoken), OTHER[spoken]
    await person.say(VIOLENCE[spoken])
    await person.say(PLEASE[spoken][0])
    assert text_of(person.last) == replies_in(person, other, "violence")
    book = stage.app.deps.shelf[other]
    said = [button.text for button in buttons_of(person.last)]
    assert said == [book.t("lines.button.safe"), book.t("lines.button.unsafe")]
    await person.say(NO[other])
    assert text_of(person.last) == replies_in(person, other, "violence_unsafe")


@SPOKEN
async def test_both_questions_are_asked_in_it(stage: Stage, spoken: str) -> None:
    person, other = await stage.enrolled("Noor", spoken), OTHER[spoken]
    await person.say(VIOLENCE[spoken])
    await person.say(VEILED[spoken])
    await person.say(PLEASE[spoken][0])
    assert asked(person, other, "violence") == 1
    assert asked(person, other, "suicide_veiled") == 1
    await person.say(YES[other])
    assert asked(person, other, "violence_safe") == 1
    assert asked(person, other, "suicide") == 1


@SPOKEN
async def test_what_stands_is_said_in_it(stage: Stage, spoken: str) -> None:
    person, other = await stage.enrolled("Noor", spoken), OTHER[spoken]
    await person.say(DEAD[spoken])
    await person.say(PLEASE[spoken][0])
    assert text_of(person.last).startswith(replies_in(person, other, "still"))
    assert "112" in text_of(await person.say(YES[other]))


@SPOKEN
async def test_asking_for_the_time_loses_no_question(stage: Stage, spoken: str) -> None:
    for number, (words, key) in enumerate(((VIOLENCE, "violence_safe"), (VEILED, "suicide"))):
        person = await stage.enrolled(f"N{number}", spoken)
        await person.say(words[spoken])
        await person.say(TIME[spoken])
        answer = text_of(await person.say(YES[spoken]))
        assert answer.startswith(replies_in(person, spoken, key))

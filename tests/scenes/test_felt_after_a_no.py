"""After a no to a question that was only a doubt, what she feels and wants is answered."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_means_the_messages import STOPPING
from tests.scenes.test_only_an_urge import GUESSED, HIT
from tests.scenes.urging import offered

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
NO = {"nl": "nee", "en": "no"}
SAD = {
    "nl": (
        "ik ben gewoon zo verdrietig",
        "ik voel me zo somber",
    ),
    "en": ("i just wanted to say im sad", "im so sad", "i feel low"),
}
AFRAID = {
    "nl": ("ik ben zo bang", "ik ben verdrietig en bang", "ik ben verdrietig omdat hij boos is"),
    "en": ("im scared", "im sad and scared", "im shaking", "im so sad, he is here"),
}
"""What may be said by somebody who is in danger after all."""
URGE = {"nl": "ik wil hem terug appen", "en": "want to text him back"}
TOOK = {"nl": "ik heb al mijn pillen genomen", "en": "i took all my pills"}
HAND = {
    "nl": ("ik zit op een 7 ongeveer", "t is nu nen 8"),
    "en": ("its a solid 8", "still like a 7 or so"),
}


@SPOKEN
async def test_sadness_is_comforted_after_a_no_to_the_question_of_her_life(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(SAD[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(STOPPING[spoken])) == "suicide_veiled"
        await person.say(NO[spoken])
        assert text_of(await person.say(text)).startswith(person.words("exercise.distress")), text


@SPOKEN
async def test_sadness_is_comforted_after_a_no_to_what_was_only_guessed(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(SAD[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(GUESSED)) == "violence"
        await person.say(NO[spoken])
        answer = await person.say(text)
        assert text_of(answer).startswith(person.words("exercise.distress")), text
        assert person.book.replies["not_emergency"] in text_of(answer), text
        assert offered(answer), text
        assert person.words("button.help") in person.buttons, text


@SPOKEN
async def test_fear_and_a_word_on_the_other_get_no_exercise_after_such_a_no(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(AFRAID[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(GUESSED)
        await person.say(NO[spoken])
        assert not offered(await person.say(text)), text


@SPOKEN
async def test_an_urge_gets_the_first_exercise_after_a_guess_of_danger(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(GUESSED)
    await person.say(NO[spoken])
    answer = await person.say(URGE[spoken])
    assert text_of(answer).startswith(person.words("urge.first").strip()[:40])
    assert "112" in text_of(answer)


@SPOKEN
async def test_after_danger_that_was_told_no_exercise_follows(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(HIT[spoken])
    await person.say(NO[spoken])
    for text in SAD[spoken]:
        answer = await person.say(text)
        assert "112" in text_of(answer), text
        assert not offered(answer), text
    other = await stage.enrolled("Fien", spoken)
    for text in (GUESSED, NO[spoken], HIT[spoken], NO[spoken]):
        await other.say(text)
    assert not offered(await other.say(SAD[spoken][0]))


@SPOKEN
async def test_while_the_question_is_open_no_exercise_follows(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(GUESSED)
    answer = await person.say(SAD[spoken][0])
    assert not offered(answer)


@SPOKEN
async def test_what_was_taken_is_heard_after_a_no(stage: Stage, spoken: str) -> None:
    for number, text in enumerate((STOPPING[spoken], GUESSED)):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(text)
        await person.say(NO[spoken])
        assert kind_of(person, await person.say(TOOK[spoken])) == "medical", text


@SPOKEN
async def test_a_number_in_her_own_words_leads_on(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(HAND[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(URGE[spoken])
        await person.press("urge.button.go")
        assert text_of(await person.say(text)) == person.words("urge.what"), text


@SPOKEN
async def test_a_one_where_exercises_are_offered_is_the_first_of_them(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(URGE[spoken])
    await person.press("urge.button.go")
    await person.say("8")
    listed = offered(await person.press("urge.button.phone"))
    answer = await person.say("1")
    assert person.book.exercises[listed[0]].title in text_of(answer)

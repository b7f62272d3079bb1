"""What is said to "are you thinking of ending your life?" of the other, or in shame."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from bot.safety.on_condition import read_on_condition
from tests.cast import Stage, text_of
from tests.scenes.fixed import asked_again, kind_of
from tests.scenes.test_no_with_a_reason import asked

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
ASHAMED = {
    "nl": ("ik weet dat het dom is", "ik weet het is stom", "misschien komt hij dan"),
    "en": ("i know its dumb", "maybe then hed care", "do i have to tell her"),
}
IF_SO = {
    "nl": ("als hij me verlaat wel", "zonder hem wel", "door hem ja", "als ze weggaat dan wel"),
    "en": ("when he leaves me yes", "without him yeah", "if she leaves then yes"),
}
TO_THEM = {
    "nl": ("dan heeft hij spijt", "hij merkt het toch niet", "niet als hij terugkomt",
           "niemand zou me missen"),
    "en": ("he wouldnt even notice", "then he'd be sorry", "not if he comes back"),
}  # fmt: skip
PLAIN_URGE = {"nl": ("ik ga hem bellen", "ik wil m gwn terug"),
              "en": ("i want to text him", "i just want him back")}  # fmt: skip
DANGER = {
    "nl": ("hij slaat me", "hij staat voor de deur met een mes", "ik ben bang voor hem",
           "als hij thuiskomt slaat hij me", "hij heeft me gewurgd"),
    "en": ("he hits me", "hes at the door with a knife", "im scared of him",
           "if he comes home he hits me", "he choked me"),
}  # fmt: skip
OWN_LIFE = {
    "nl": ("als hij me verlaat spring ik", "dan ben ik er niet meer", "zonder hem wil ik dood"),
    "en": (
        "if he leaves me i want to die",
        "then i wont be here anymore",
        "without him i want to die",
    ),
}


@SPOKEN
async def test_an_ashamed_answer_is_no_urge_and_gets_no_exercise(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(ASHAMED[spoken]):
        person = await asked(stage, spoken, number)
        await person.say(text)
        assert asked_again(person, person.last), (text, text_of(person.last))
        await person.say({"nl": "ja", "en": "yes"}[spoken])
        assert kind_of(person, person.last) == "suicide", text


@SPOKEN
async def test_a_yes_on_a_condition_is_one(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(IF_SO[spoken]):
        person = await asked(stage, spoken, number)
        assert kind_of(person, await person.say(text)) == "suicide", text


@SPOKEN
async def test_what_it_would_be_to_the_other_is_no_other_matter(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(TO_THEM[spoken]):
        person = await asked(stage, spoken, number)
        await person.say(text)
        heard = asked_again(person, person.last) or kind_of(person, person.last) == "suicide"
        assert heard, (text, text_of(person.last))


@SPOKEN
async def test_an_urge_in_so_many_words_still_gets_its_reply(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(PLAIN_URGE[spoken]):
        person = await asked(stage, spoken, number)
        await person.say(text)
        assert not asked_again(person, person.last), text


@SPOKEN
async def test_danger_by_the_other_is_still_another_matter(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(DANGER[spoken]):
        person = await asked(stage, spoken, number)
        kind = kind_of(person, await person.say(text))
        assert kind in {"violence", "strangulation_ask"}, text


@SPOKEN
async def test_her_own_life_on_a_condition_is_heard(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(OWN_LIFE[spoken]):
        person = await asked(stage, spoken, number)
        await person.say(text)
        assert kind_of(person, person.last) in {"suicide", "suicide_veiled"}, text


@pytest.mark.parametrize(
    "text",
    ["als hij thuiskomt krimp ik in elkaar", "hij slaat me als ik weg wil", "when he drinks",
     "if he finds out he hurts me", "ik mis hem", "i miss him", "hij is hier"],
)  # fmt: skip
def test_with_any_other_word_it_is_no_answer(text: str) -> None:
    assert read_on_condition(text) is None

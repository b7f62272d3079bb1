"""A short no to "are you thinking of it?", as people say it who were only tired; and what is no
answer: that is asked once more, in short.
"""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.fixed import asked_again, kind_of
from tests.scenes.test_crisis import VEILED

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
NO = {
    "nl": (
        "nee man",
        "wtf nee doe normaal",
        "nee doe normaal, ik bedoel dat ik moe ben",
        "huh nee",
        "nee hoor haha",
    ),
    "en": ("huh no", "no way", "hell no", "omg no", "no lol"),
}
NO_ANSWER = {
    "nl": ("doe ff normaal man", "ik heb honger", "ik ben niet normaal", "welterusten",
           "kan ik met een mens praten"),
    "en": ("no omg i mean the exercise", "i'm hungry", "good night"),
}  # fmt: skip
GRAVE = {
    "nl": ("nee te laf", "nee nog niet", "nee maar soms", "niet echt haha"),
    "en": ("no way out", "not really lol", "no but sometimes", "not yet"),
}


def denied(person: Person) -> bool:
    """Whether the newest message takes her no at its word."""
    return text_of(person.last) == person.book.replies["suicide_no"].strip()


@SPOKEN
async def test_an_irritated_no_is_a_no(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in NO[spoken]:
        await stage.walk(minutes=40)
        assert kind_of(person, await person.say(VEILED[spoken])) == "suicide_veiled"
        await person.say(text)
        assert denied(person), text
        record = await person.record()
        assert record is not None
        assert record.held_until is None, text


@SPOKEN
async def test_half_a_no_is_none_whatever_stands_beside_it(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in GRAVE[spoken]:
        await stage.walk(minutes=40)
        await person.say(VEILED[spoken])
        assert kind_of(person, await person.say(text)) == "suicide", text


@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
async def test_what_answers_nothing_is_asked_in_short_and_can_be_answered(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = stage.person("Vis", spoken) if visits else await stage.enrolled("Noor", spoken)
    if visits:
        await person.start()
    asked = await person.say(VEILED[spoken])
    for text in NO_ANSWER[spoken]:
        await person.say(text)
        assert asked_again(person, person.last), text
        assert len(text_of(person.last)) < len(text_of(asked)) / 2
        labels = [button.text for button in buttons_of(person.last)]
        assert person.words("lines.button.yes") in labels
    await person.say({"nl": "nee", "en": "no"}[spoken])
    assert denied(person)


@SPOKEN
async def test_a_yes_or_plain_words_under_the_short_question_are_heard(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in {
        "nl": ("ja", "misschien", "dat durf ik niet", "ik wil dood"),
        "en": ("yes", "maybe", "can't say", "i want to die"),
    }[spoken]:
        await stage.walk(minutes=40)  # sooner it is of what was told before, and not asked
        await person.say(VEILED[spoken])
        await person.say(NO_ANSWER[spoken][-1])
        assert asked_again(person, person.last)
        assert kind_of(person, await person.say(text)) == "suicide", text

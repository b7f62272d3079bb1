"""A mind that changes in an urge: a number, a label or an answer with words around it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.screens.strength import read_strength
from bot.screens.urge_words import has_done, read_promise, read_state
from tests.cast import Stage, staged, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_urge_said import NOW, SPOKEN, VISITS, someone
from tests.scenes.urging import come_to_states, offered, strengths

NUMBERS = {
    "nl": {"neeee wacht 9": 9, "mss toch 7": 7, "zon 8": 8, "nee 9": 9, "was 9 eigenlijk": 9},
    "en": {"actually no its 10": 10, "no wait 9": 9, "number 8 wallah": 8, "nah 6": 6},
}
LABELS = {
    "nl": {"telefoon in me hand ja": "phone", "te veel denk ik": "much", "te veel ja": "much",
           "de eerste": "much", "de laatste": "phone", "alles": "much"},
    "en": {"phone is literally in my hand": "phone", "phone in my hand yeah": "phone",
           "too much i think": "much", "all of it": "much", "the second": "empty"},
}  # fmt: skip
COME = {
    "nl": ("ja kom maar terug straks", "ok", "ja kom maar", "kom maar terug"),
    "en": ("yes please come back", "ok", "go on then", "come back later please"),
}
STAY = {"nl": ("nee kom niet terug", "kom maar niet terug"),
        "en": ("no dont come back", "please dont come back")}  # fmt: skip
GRAVE = {
    "nl": ("te veel pillen genomen", "ik wil niet meer leven"),
    "en": ("took all of it", "i want to die"),
}
DONE = {
    "nl": ("ok ik heb het gedaan die hielen", "gedaan ja", "helpt niet"),
    "en": ("did the heels", "done yeah", "doesnt help"),
}


@SPOKEN
async def test_a_number_with_second_thoughts_before_it_counts(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text, number in NUMBERS[spoken].items():
        await person.say(NOW[spoken])
        await person.press("urge.button.go")
        answer = await person.say(text)
        assert text_of(answer) == person.words("urge.what"), text
        assert (await strengths(stage))[-1] == number, text
        await stage.walk(days=1)


@SPOKEN
@VISITS
async def test_a_label_with_words_around_it_is_that_label(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    for text in LABELS[spoken]:
        person = await someone(stage, spoken, visits=visits)
        await person.say(NOW[spoken])
        await come_to_states(person, 8)
        assert offered(await person.say(text)), (text, text_of(person.last))


@SPOKEN
async def test_what_is_graver_there_is_heard(stage: Stage, spoken: str) -> None:
    for text in GRAVE[spoken]:
        person = await stage.enrolled("Noor", spoken)
        await person.say(NOW[spoken])
        await come_to_states(person, 8)
        assert kind_of(person, await person.say(text)) in {"medical", "suicide"}, text


@SPOKEN
@VISITS
async def test_what_was_done_and_did_not_help_goes_on(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    for text in DONE[spoken]:
        person = await someone(stage, spoken, visits=visits)
        await person.say(NOW[spoken])
        assert text_of(await person.say(text)) == person.words("urge.how_strong"), text


@SPOKEN
@pytest.mark.parametrize("comes", [True, False])
async def test_shall_i_come_back_is_answered_in_words_of_ones_own(
    spoken: str, tmp_path: Path, *, comes: bool
) -> None:
    async with staged(tmp_path, now=datetime(2026, 11, 25, 14, tzinfo=UTC)) as stage:
        for text in (COME if comes else STAY)[spoken]:
            person = await stage.enrolled("Noor", spoken)
            await person.say(NOW[spoken])
            await person.press("urge.button.not_now")
            await person.say(text)
            key = "urge.promised" if comes else "urge.unpromised"
            assert person.texts[-1].startswith(person.words(key).split("{", maxsplit=1)[0]), text


@pytest.mark.parametrize("text", ["no one", "ik heb 9 genomen", "9 pillen", "nee", "wacht", "was"])
def test_what_is_no_number_stays_none(text: str) -> None:
    assert read_strength(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "niks meer",
        "ik ben niks",
        "te veel genomen",
        "ik kan niet meer",
        "nothing more",
        "too much to live",
        "all of them taken",
    ],
)
def test_what_is_no_label_stays_none(text: str) -> None:
    assert read_state(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "ik kom niet terug",
        "never come back",
        "he comes back",
        "nee",
        "i wont come back",
        "ik ga terug",
        "laat hem terugkomen",
    ],
)
def test_who_comes_back_is_not_mistaken(text: str) -> None:
    assert read_promise(text) is None


@pytest.mark.parametrize("text", ["ik heb het gedaan", "i did it", "gedaan", "done with it all"])
def test_i_did_it_may_be_said_of_anything(text: str) -> None:
    assert not has_done(text)

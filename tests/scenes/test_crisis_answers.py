"""A question of safety may be answered in words: nobody in danger has to find the button."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_crisis import VEILED, VIOLENCE

YES = {"nl": ("ja", "ja dat wil ik", "weet ik niet", "soms"), "en": ("yes i do", "not sure")}
NO = {"nl": ("nee", "nee daar denk ik niet aan"), "en": ("no", "no, i'm not")}


def _cases(said: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in said.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), _cases(YES))
async def test_yes_and_not_sure_are_answered_with_the_lines(
    stage: Stage, language: str, text: str
) -> None:
    person = await stage.enrolled("Noor", language)
    assert kind_of(person, await person.say(VEILED[language])) == "suicide_veiled"
    assert kind_of(person, await person.say(text)) == "suicide"


@pytest.mark.parametrize(("language", "text"), _cases(NO))
async def test_no_is_taken_at_its_word(stage: Stage, language: str, text: str) -> None:
    person = await stage.enrolled("Noor", language)
    await person.say(VEILED[language])
    answer = await person.say(text)
    assert text_of(answer) == person.book.replies["suicide_no"].strip()


async def test_it_is_answered_though_it_comes_at_once_and_after_other_words(noor: Person) -> None:
    noor.stage.thinking = 0.3
    await noor.say(VEILED["nl"])
    await noor.say("tja")
    assert kind_of(noor, await noor.say("ja")) == "suicide"


@pytest.mark.parametrize("text", ["nee", "niet veilig", "weet ik niet"])
async def test_who_cannot_type_safely_gets_one_neutral_line(noor: Person, text: str) -> None:
    assert kind_of(noor, await noor.say(VIOLENCE["nl"])) == "violence"
    answer = await noor.say(text)
    assert text_of(answer) == noor.book.replies["violence_unsafe"].strip()


async def test_who_can_type_safely_gets_what_fits_what_was_told(noor: Person) -> None:
    await noor.say("hij kneep mijn keel dicht")
    assert kind_of(noor, await noor.say("ja hoor")) == "strangulation"


async def test_the_room_that_waited_gets_neither_question_nor_answer_and_then_waits_on(
    noor: Person,
) -> None:
    await noor.say("/brief")
    await noor.say(VEILED["nl"])
    assert kind_of(noor, await noor.say("ja")) == "suicide"
    sealed = await noor.say("Vandaag heb ik brood gebakken.")
    assert text_of(sealed).startswith(
        noor.words("letter.sealed").splitlines()[0].partition("{")[0]
    )


async def test_graver_words_are_heard_though_a_question_is_open(noor: Person) -> None:
    await noor.say(VIOLENCE["nl"])
    assert kind_of(noor, await noor.say("nee en ik wil dood")) == "suicide"


async def test_who_is_in_danger_in_two_ways_is_answered_to_both_and_once(noor: Person) -> None:
    noor.stage.thinking = 0.5
    await noor.say("ik wil dood")
    assert kind_of(noor, await noor.say("hij kneep mijn keel dicht")) == "strangulation_ask"
    await noor.say("ik wil echt dood")
    await noor.say("en hij sloeg me")
    assert len(noor.heard) == 2
    assert kind_of(noor, await noor.say("ja hoor")) == "strangulation"


async def test_a_stranger_is_understood_too(stage: Stage) -> None:
    stranger = stage.person("Sanne")
    await stranger.say(VEILED["nl"])
    assert kind_of(stranger, await stranger.say("ja")) == "suicide"
    assert kind_of(stranger, await stranger.say("ja")) is None


async def test_a_yes_to_nothing_is_no_crisis(noor: Person) -> None:
    assert kind_of(noor, await noor.say("ja")) is None


async def test_a_question_that_was_answered_by_a_button_is_closed(noor: Person) -> None:
    await noor.say(VEILED["nl"])
    await noor.press("lines.button.no")
    assert kind_of(noor, await noor.say("ja")) is None

"""What is typed while a question of stopping, erasing or taking part is open."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_commands import begins

OPENS = {
    "nl": {"/vergeetmij": "forget.ask", "/stop": "stop.all", "stop met die berichten": "stop.ask"},
    "en": {"/forgetme": "forget.ask", "/stop": "stop.all", "stop these messages": "stop.ask"},
}
SAID = {
    "nl": [
        *("gooi alles maar weg", "ja doe maar weg", "weg ermee", "ja gooi maar weg", "doe maar"),
        *("ik hoef dit niet meer", "ik heb dit niet meer nodig", "ja alles weg", "haal alles weg"),
        *("ik wil ermee stoppen", "ja ik wil stoppen", "verwijder mij maar", "ja wis mij maar"),
    ],
    "en": [
        *("yeah do it", "just do it", "yes go ahead", "get rid of it", "remove me please"),
        *("i don't need this anymore", "i don't want this anymore", "yes delete me"),
        *("i want to stop", "i want out", "delete it all", "yes i want it all gone"),
    ],
}


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("which", [0, 1, 2])
async def test_an_answer_to_it_is_no_crisis_however_it_is_worded(
    stage: Stage, spoken: str, which: int
) -> None:
    opens, _ = list(OPENS[spoken].items())[which]
    for number, said in enumerate(SAID[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(opens)
        answer = await person.say(said)
        assert kind_of(person, answer) is None, said
        record = await person.record()
        assert record is None or record.held_until is None, said


@pytest.mark.parametrize(
    ("spoken", "opens", "said", "asks"),
    [
        ("nl", "/stop", "gooi alles maar weg", "forget.ask"),
        ("nl", "stop met die berichten", "gooi alles maar weg", "forget.ask"),
        ("nl", "stop met die berichten", "ik hoef dit niet meer", "stop.ask"),
        ("en", "/stop", "just delete it all", "forget.ask"),
        ("en", "stop these messages", "i don't need this anymore", "stop.ask"),
    ],
)
async def test_what_it_means_is_asked_and_a_yes_to_that_does_it(
    stage: Stage, spoken: str, opens: str, said: str, asks: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(opens)
    assert begins(asks)(await person.say(said), person.book)
    await person.say({"nl": "ja", "en": "yes"}[spoken])
    record = await person.record()
    if asks == "forget.ask":
        assert record is None
    else:
        assert record is not None
        assert record.is_paused


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_a_loose_yes_to_erasing_shows_the_buttons_once_more(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/vergeetmij")
    await person.say({"nl": "ja gooi maar weg", "en": "yes just do it now"}[spoken])
    assert person.words("forget.button.yes") in person.buttons
    assert await person.record() is not None


GRAVE = {
    "nl": [("ik wil dood", "suicide"), ("gooi alles maar weg, ik wil dood", "suicide")],
    "en": [("i want to die", "suicide"), ("just do it, i want to die", "suicide")],
}


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("which", [0, 1, 2])
async def test_a_crisis_said_there_goes_first(stage: Stage, spoken: str, which: int) -> None:
    for number, (said, kind) in enumerate(GRAVE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(list(OPENS[spoken])[which])
        assert kind_of(person, await person.say(said)) == kind, said


AWAY = {
    "nl": [
        *("ik wil weg", "haal me weg", "ik wil niet meer", "ik wil dat alles stopt"),
        *("alles mag weg ik ook", "wis mij ook maar", "doe maar weg alles, mij ook"),
        *("het mag allemaal ophouden", "ik wil dat het allemaal stopt"),
    ],
    "en": [
        *("i want to be gone", "i don't want to be here anymore", "i want it all to stop"),
        *("get rid of me too", "it can all stop", "everything can go, me too"),
    ],
}


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("which", [0, 2])
async def test_what_may_be_said_of_herself_there_is_read_as_anywhere_else(
    stage: Stage, spoken: str, which: int
) -> None:
    for number, said in enumerate(AWAY[spoken]):
        there = await stage.enrolled(f"Noor-{number}", spoken)
        await there.say(list(OPENS[spoken])[which])
        elsewhere = await stage.enrolled(f"Lea-{number}", spoken)
        found = kind_of(elsewhere, await elsewhere.say(said))
        assert kind_of(there, await there.say(said)) == found, said


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("typed", [True, False], ids=["typed", "tapped"])
async def test_after_the_no_the_question_that_was_open_returns(
    stage: Stage, spoken: str, *, typed: bool
) -> None:
    for number, (opens, asks) in enumerate(OPENS[spoken].items()):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(opens)
        answer = await person.say({"nl": "ik wil niet meer", "en": "i want to be gone"}[spoken])
        assert kind_of(person, answer) == "suicide_veiled"
        if typed:
            await person.say({"nl": "nee", "en": "no"}[spoken])
        else:
            await person.press("lines.button.no")
        assert begins(asks)(person.last, person.book), opens


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_after_a_yes_nothing_light_returns(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/vergeetmij")
    await person.say({"nl": "ik wil niet meer", "en": "i want to be gone"}[spoken])
    await person.press("lines.button.yes")
    assert kind_of(person, person.last) == "suicide"


async def test_after_an_hour_it_is_no_answer_to_it_any_more(noor: Person, stage: Stage) -> None:
    await noor.say("stop met die berichten")
    await stage.walk(hours=2)
    assert kind_of(noor, await noor.say("ik hoef dit niet meer")) == "suicide_veiled"


ARRIVES = {
    "nl": (["kan ik er ook weer mee stoppen?", "en als ik wil stoppen", "kan ik ermee stoppen"],
           "ik wil niet meer", "nee", "ja"),
    "en": (["can i stop it again later?", "what if i want to stop", "can i stop"],
           "i want to be gone", "no", "yes"),
}  # fmt: skip


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_whoever_asks_before_consenting_hears_that_she_may_stop(
    stage: Stage, spoken: str
) -> None:
    asks, _, _, yes = ARRIVES[spoken]
    person = await _at_consent(stage, spoken)
    for said in asks:
        await person.say(said)
        assert person.words("stop.always") in person.texts, said
        assert text_of(person.last) == person.words("start.agree_again"), said
    await person.say(yes)
    assert await person.record() is not None


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_after_the_no_the_question_of_consent_returns_and_a_yes_joins(
    stage: Stage, spoken: str
) -> None:
    _, grave, no, yes = ARRIVES[spoken]
    person = await _at_consent(stage, spoken)
    assert kind_of(person, await person.say(grave)) == "suicide_veiled"
    await person.say(no)
    assert text_of(person.last) == person.words("start.agree_again")
    await person.say(yes)
    assert await person.record() is not None


async def _at_consent(stage: Stage, spoken: str) -> Person:
    person = stage.person("Noor", spoken)
    await person.start(await stage.invite())
    await person.press("start.button.unseen")
    await person.press("start.button.onward")
    return person


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_whether_she_may_stop_with_nothing_open_is_asked_about(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    text = {"nl": "kan ik stoppen", "en": "can i stop"}[spoken]
    assert kind_of(person, await person.say(text)) == "suicide_veiled"

"""Where somebody writes a letter, a sentence for the anchor or a plan, and a question of safety
came in between: what she says to that goes there first, at any length, and is never put away.
"""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.database import table
from tests.scenes.fixed import asked_again, kind_of
from tests.scenes.relaying import agreed
from tests.scenes.test_crisis import VEILED
from tests.scenes.test_crisis_stands import PLAIN
from tests.scenes.test_places_after_crisis import tells_what_to_do, wait_at

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
PLACES = ("/brief", "anchor:sentence", "plan:make")
AT = pytest.mark.parametrize("place", PLACES)
OWN_WORDS = {
    "nl": (
        "soms wel, vooral 's avonds laat",
        "ik weet het eigenlijk niet zo goed",
        "dat is wel zo eigenlijk ja",
        "niet vandaag maar gisteren wel",
        "af en toe komt dat op",
        "nee hoor, het is een oud gevoel",
        "verder",
        "Gisteren liep ik langs de bakker en het rook naar brood.",
    ),
    "en": (
        "sometimes, mostly late at night",
        "I don't quite know what to say to that",
        "it is like that actually yes",
        "not today but yesterday I did",
        "that happens on some evenings",
        "no, it's just an old feeling",
        "go on",
        "Yesterday I walked by the bakery, which smelled of bread.",
    ),
}
COURTESY = {
    "nl": ("dankje", "oké", "👍", "sorry hoor", "nee hoor", "nee echt niet, ik ben gewoon moe"),
    "en": ("thanks", "okay", "❤️", "sorry", "nope", "no really not, I'm just tired"),
}
ANSWERS_LONG = {
    "nl": "nee ik heb niks gedaan, ik lig gewoon in mijn bed te huilen",
    "en": "no I haven't done a thing, I'm just lying in my bed and crying",
}
TAKES_BACK = {
    "nl": "ja toch wel eigenlijk, ik durfde het net niet te zeggen",
    "en": "yes I do actually, I didn't dare to say it just now",
}
BREAD = {spoken: said[-1] for spoken, said in OWN_WORDS.items()}
YES = {"nl": "ja", "en": "yes"}
NO = {"nl": "nee", "en": "no"}


async def asked_at(stage: Stage, spoken: str, place: str) -> Person:
    """Somebody whose veiled words are asked about where a room waits for a text."""
    person = await stage.enrolled("Noor", spoken)
    await wait_at(person, place)
    await person.say(VEILED[spoken])
    assert kind_of(person, person.last) == "suicide_veiled"
    return person


async def nothing_is_kept(stage: Stage) -> bool:
    return not any([await table(stage, name) for name in ("letter", "anchor", "safety_plan")])


def stands_in_the_chat(person: Person, text: str) -> bool:
    chat = person.stage.world.chat(person.id)
    return any(text_of(message) == text for message in chat if not message.from_bot)


@SPOKEN
@AT
async def test_an_answer_in_own_words_is_asked_about_again_and_put_away_nowhere(
    stage: Stage, spoken: str, place: str
) -> None:
    person = await asked_at(stage, spoken, place)
    for text in OWN_WORDS[spoken]:
        await stage.walk(seconds=20)
        await person.say(text)
        assert asked_again(person, person.last), text
        assert person.words("lines.button.yes") in person.buttons, text
        assert stands_in_the_chat(person, text)
    assert await nothing_is_kept(stage)
    await person.say(NO[spoken])
    await person.say(BREAD[spoken])
    assert not await nothing_is_kept(stage)


@SPOKEN
@AT
async def test_nobody_is_invited_to_write_past_the_question(
    stage: Stage, spoken: str, place: str
) -> None:
    person = await asked_at(stage, spoken, place)
    said = person.book.replies
    for _ in range(3):
        assert text_of(person.last).endswith(f"{said['not_kept']}\n\n{said['write_after']}")
        await person.say(OWN_WORDS[spoken][0])
    wordings = [said[key] for key in ("suicide_again", "suicide_open", "suicide_open_still")]
    heard = [text for text in person.texts if text.startswith(tuple(wordings))]
    assert len({text.partition("\n")[0] for text in heard}) == 3, "in turn"


@SPOKEN
@AT
@pytest.mark.parametrize("how", ["typed", "tapped"])
async def test_courtesy_after_a_no_is_nobodys_letter(
    stage: Stage, spoken: str, place: str, how: str
) -> None:
    person = await asked_at(stage, spoken, place)
    await (person.press("lines.button.no") if how == "tapped" else person.say(NO[spoken]))
    for text in COURTESY[spoken]:
        await stage.walk(seconds=20)
        await person.say(text)
        assert person.book.replies["write_on"] in text_of(person.last), text
    assert await nothing_is_kept(stage)
    await person.say(BREAD[spoken])
    assert not await nothing_is_kept(stage)


@SPOKEN
@AT
async def test_a_no_is_taken_back_at_length(stage: Stage, spoken: str, place: str) -> None:
    person = await asked_at(stage, spoken, place)
    await person.press("lines.button.no")
    assert kind_of(person, await person.say(TAKES_BACK[spoken])) == "suicide"
    assert await nothing_is_kept(stage)


@SPOKEN
@AT
@pytest.mark.parametrize("how", ["tapped", "typed", "plain"])
async def test_what_is_said_to_the_lines_is_nobodys_letter(
    stage: Stage, spoken: str, place: str, how: str
) -> None:
    person = await asked_at(stage, spoken, place)
    if how == "tapped":
        await person.press("lines.button.yes")
    else:
        await person.say(YES[spoken] if how == "typed" else PLAIN[spoken])
    for text in (ANSWERS_LONG[spoken], *COURTESY[spoken]):
        await stage.walk(seconds=20)
        await person.say(text)
        assert tells_what_to_do(person), (text, text_of(person.last))
    assert await nothing_is_kept(stage)


@SPOKEN
async def test_whoever_leaves_the_letter_is_asked_all_the_same(stage: Stage, spoken: str) -> None:
    person = await asked_at(stage, spoken, "/brief")
    await person.say({"nl": "laat maar", "en": "never mind"}[spoken])
    assert asked_again(person, person.last)
    await person.say(NO[spoken])
    await person.say(BREAD[spoken])
    assert await nothing_is_kept(stage)


@SPOKEN
async def test_an_urge_below_the_question_is_asked_about_with_the_way_to_the_anchor(
    stage: Stage, spoken: str
) -> None:
    person = await asked_at(stage, spoken, "/brief")
    await person.say(
        {"nl": "ik wil hem zo graag appen", "en": "I want to text him so bad"}[spoken]
    )
    assert asked_again(person, person.last)
    assert person.words("button.now") in person.buttons
    assert await nothing_is_kept(stage)


@SPOKEN
async def test_the_coach_gets_no_half_answer(stage: Stage, spoken: str) -> None:
    person = await agreed(await stage.enrolled("Noor", spoken))
    coach = await stage.coach()
    await person.say("/coach")
    await person.say(VEILED[spoken])
    await person.say(OWN_WORDS[spoken][0])
    assert asked_again(person, person.last)
    assert not any(OWN_WORDS[spoken][0] in text for text in coach.texts)
    await person.say(NO[spoken])
    await person.say(BREAD[spoken])
    assert any(BREAD[spoken] in text for text in coach.texts)


@SPOKEN
async def test_a_place_that_was_opened_since_takes_what_is_written_there(
    stage: Stage, spoken: str
) -> None:
    person = await asked_at(stage, spoken, "/brief")
    await wait_at(person, "anchor:sentence")
    await person.say(BREAD[spoken])
    assert len(await table(stage, "anchor")) == 1

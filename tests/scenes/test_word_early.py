"""A word of one's own, typed where it was only said what it is for: it leaves the chat, and is
taken or said not to be.
"""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.database import stands_in_files, table, tables_with
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
WORDS = {"nl": ("walnoot", "de grijze schuur achter het huis", "Zonnebloem 42"),
         "en": ("walnut", "the grey barn behind the house", "Sunflower 42")}  # fmt: skip


async def told_of_it(stage: Stage, spoken: str) -> Person:
    """She reads what a word of her own is for."""
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/instellingen", "en": "/settings"}[spoken])
    await person.press("settings.button.word")
    assert text_of(person.last) == person.words("word.none")
    return person


def in_chat(person: Person) -> str:
    """All that stands in her chat, from both sides."""
    return "\n".join(text_of(one) for one in person.stage.world.chat(person.id))


@SPOKEN
@pytest.mark.parametrize("which", [0, 1, 2])
async def test_it_leaves_the_chat_and_is_set_when_typed_again(
    stage: Stage, spoken: str, which: int
) -> None:
    person, word = await told_of_it(stage, spoken), WORDS[spoken][which]
    assert text_of(await person.say(word)) == person.words("word.again_first")
    assert word not in in_chat(person)
    assert await tables_with(stage, word) == []
    assert not stands_in_files(stage, word)
    assert text_of(await person.say(word)) == person.words("word.set")
    await stage.walk(minutes=11)
    await person.say({"nl": "/mijngegevens", "en": "/mydata"}[spoken])
    assert text_of(person.last) == person.words("word.ask")


@SPOKEN
async def test_one_that_is_too_short_leaves_too_and_may_be_typed_anew(
    stage: Stage, spoken: str
) -> None:
    person = await told_of_it(stage, spoken)
    assert text_of(await person.say("7q")) == person.words("word.too_short")
    assert "7q" not in in_chat(person)
    assert text_of(await person.say(WORDS[spoken][0])) == person.words("word.again")


@SPOKEN
async def test_a_yes_is_asked_for_the_word_and_a_no_leaves_it(stage: Stage, spoken: str) -> None:
    person = await told_of_it(stage, spoken)
    yes, no = {"nl": ("ja graag", "nee"), "en": ("yes please", "no")}[spoken]
    assert text_of(await person.say(yes)) == person.words("word.type")
    await person.tap_data("word:menu", message_id=1, stale=True)
    assert text_of(await person.say(no)) == person.words("word.left")
    assert await table(stage, "safe_word") == []


NONE = {
    "nl": ("hoe werkt dat?", "ben zo verdrietig", "ik wil hem appen", "dankje", "stille nacht?"),
    "en": ("how does that work?", "i feel so sad", "i want to text him", "thanks"),
}


@SPOKEN
async def test_what_is_asked_there_or_tells_of_a_hard_time_is_none(
    stage: Stage, spoken: str
) -> None:
    person = await told_of_it(stage, spoken)
    for said in NONE[spoken]:
        await person.tap_data("word:menu", message_id=1, stale=True)
        answer = text_of(await person.say(said))
        assert answer not in {person.words("word.again_first"), person.words("word.again")}, said
        assert said in in_chat(person)


@SPOKEN
async def test_a_crisis_is_one_there_and_what_may_belong_to_it_is_no_word(
    stage: Stage, spoken: str
) -> None:
    grave = {"nl": ("ik wil dood", "morgen is het voorbij", "hij slaat me"),
             "en": ("i want to die", "tomorrow it will all be over", "he hits me")}  # fmt: skip
    for said in grave[spoken]:
        person = await told_of_it(stage, spoken)
        assert kind_of(person, await person.say(said)), said
        await person.tap_data("word:menu", message_id=1, stale=True)
        pills = {"nl": "de pillen", "en": "the pills"}[spoken]
        assert text_of(await person.say(pills)) != person.words("word.again_first"), said


@SPOKEN
async def test_below_something_else_it_is_no_word(stage: Stage, spoken: str) -> None:
    person = await told_of_it(stage, spoken)
    await stage.walk(hours=24)
    await person.say(WORDS[spoken][0])
    assert person.words("word.again_first") not in person.texts


@SPOKEN
async def test_after_its_half_hour_it_can_still_be_taken_out(stage: Stage, spoken: str) -> None:
    person = await told_of_it(stage, spoken)
    await stage.walk(minutes=31)
    word = WORDS[spoken][0]
    assert text_of(await person.say(word)).startswith(person.words("late.closed"))
    await person.press("late.button.out")
    assert word not in in_chat(person)


async def test_another_word_below_the_one_that_is_set_is_asked_for_again(noor: Person) -> None:
    await noor.tap_data("word:set", message_id=1, stale=True)
    await noor.say("kastanjeboom")
    await noor.say("kastanjeboom")
    await noor.tap_data("word:menu", message_id=1, stale=True)
    assert text_of(await noor.say("walnoot")) == noor.words("word.again_first")
    assert "walnoot" not in in_chat(noor)

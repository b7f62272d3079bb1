"""A plain yes or no, typed under the questions of the safe word, of erasure and of being 18."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from bot.store import safe_words
from tests.cast import Person, Stage, text_of
from tests.scenes.database import table
from tests.scenes.test_arriving import come_to_consent, link
from tests.scenes.test_word import WORD

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
YES = [("nl", "ja"), ("nl", "Ja hoor."), ("nl", "jazeker"), ("nl", "jaa"), ("en", "yes"),
       ("en", "Yeah"), ("en", "yes please"), ("nl", "jep")]  # fmt: skip
NO = [("nl", "nee"), ("nl", "Nee, dank je"), ("nl", "neen"), ("en", "no"), ("en", "nope"),
      ("en", "no thanks")]  # fmt: skip
NEITHER = [("nl", "ja maar eerst iets anders"), ("nl", "misschien"), ("nl", "ok"),
           ("nl", "ja mijn hond is ziek"), ("en", "yes but not now"), ("en", "ok"),
           ("nl", "nee wacht"), ("nl", "natuurlijk niet")]  # fmt: skip


async def is_erased(person: Person) -> bool:
    """Whether nothing of her is left."""
    return await person.record() is None


async def ask_to_erase(stage: Stage, spoken: str) -> Person:
    """A client who is asked whether all is to be erased."""
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/vergeetmij", "en": "/forgetme"}[spoken])
    return person


@pytest.mark.parametrize(("spoken", "said"), YES)
async def test_a_yes_to_erasure_erases(stage: Stage, spoken: str, said: str) -> None:
    person = await ask_to_erase(stage, spoken)
    await person.say(said)
    assert await is_erased(person)


@pytest.mark.parametrize(("spoken", "said"), NO)
async def test_a_no_to_erasure_keeps_all(stage: Stage, spoken: str, said: str) -> None:
    person = await ask_to_erase(stage, spoken)
    assert text_of(await person.say(said)) == person.words("forget.kept")
    assert not await is_erased(person)


@pytest.mark.parametrize(("spoken", "said"), NEITHER)
async def test_what_is_neither_erases_nothing(stage: Stage, spoken: str, said: str) -> None:
    person = await ask_to_erase(stage, spoken)
    await person.say(said)
    assert not await is_erased(person)
    assert text_of(person.last) != person.words("forget.kept")


@pytest.mark.parametrize("since", ["command", "hours", "restart", "message"])
async def test_a_yes_after_anything_else_erases_nothing(stage: Stage, since: str) -> None:
    person = await ask_to_erase(stage, "nl")
    if since == "command":
        await person.say("/help")
    elif since == "hours":
        await stage.walk(hours=2)
    elif since == "restart":
        await stage.restart()
    else:
        await stage.walk(hours=24)
    await person.say("ja")
    assert not await is_erased(person)


async def the_word_was_set(stage: Stage, spoken: str) -> Person:
    """A client who is asked whether her anchor may come out without it."""
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("word:set", 1, stale=True)
    await person.say(WORD)
    await person.say(WORD)
    return person


async def lets_out(person: Person) -> bool:
    """Whether the anchor comes out without the word."""
    record = await person.record()
    assert record is not None
    async with person.stage.app.deps.store.read() as tx:
        found = await safe_words.find(tx, record.id)
    assert found is not None
    return found.lets_anchor_out


@pytest.mark.parametrize(("spoken", "said"), YES)
async def test_a_yes_lets_the_anchor_out(stage: Stage, spoken: str, said: str) -> None:
    person = await the_word_was_set(stage, spoken)
    assert text_of(await person.say(said)) == person.words("word.anchor_out")
    assert await lets_out(person)


@pytest.mark.parametrize(("spoken", "said"), NO)
async def test_a_no_does_not(stage: Stage, spoken: str, said: str) -> None:
    person = await the_word_was_set(stage, spoken)
    assert text_of(await person.say(said)) == person.words("word.anchor_in")
    assert not await lets_out(person)


async def test_a_yes_below_what_asks_nothing_changes_nothing(noor: Person) -> None:
    await the_word_was_set(noor.stage, "nl")
    person = noor
    await person.tap_data("word:menu", 1, stale=True)
    await person.say("nee")
    assert text_of(person.last) != person.words("word.anchor_in")


@SPOKEN
async def test_a_forgotten_word_is_kept_by_a_no_and_dropped_by_a_yes(
    stage: Stage, spoken: str
) -> None:
    person = await the_word_was_set(stage, spoken)
    for said, key in ((NO, "word.left"), (YES, "word.dropped")):
        await person.tap_data("word:forgotten", 1, stale=True)
        word = next(text for language, text in said if language == spoken)
        assert text_of(await person.say(word)) == person.words(key)
    assert not await table(stage, "safe_word")


async def at_consent(stage: Stage, spoken: str) -> Person:
    """Somebody who is asked whether she is 18, and agrees."""
    lea = stage.person("Lea", spoken)
    await come_to_consent(lea, await link(stage))
    return lea


OF_AGE = [*YES, ("nl", "ja ik ben 18"), ("nl", "Ja, ik ben 34 jaar"), ("nl", "ja 18+"),
          ("nl", "ja hoor, ik ben 21"), ("en", "yes i'm 18"), ("en", "Yes, I am 40 years old"),
          ("en", "yes, over 18")]  # fmt: skip
YOUNG = [("nl", "nee ik ben 16"), ("nl", "17"), ("nl", "ik ben nog geen 18"), ("nl", "ja, 15"),
         ("en", "no i'm 17"), ("en", "i am under 18"), ("en", "not yet 18"),
         ("nl", "nee, jonger dan 18")]  # fmt: skip
UNCLEAR = [("nl", "ik ben 18"), ("nl", "nee ik ben 34"), ("en", "i'm 22"), ("nl", "18")]


@pytest.mark.parametrize(("spoken", "said"), OF_AGE)
async def test_who_says_yes_and_is_of_age_takes_part(stage: Stage, spoken: str, said: str) -> None:
    lea = await at_consent(stage, spoken)
    assert text_of(await lea.say(said)) == lea.words("start.which_hour")
    assert await lea.record() is not None


@pytest.mark.parametrize(("spoken", "said"), YOUNG)
async def test_who_is_younger_gets_the_lines_for_the_young(
    stage: Stage, spoken: str, said: str
) -> None:
    lea = await at_consent(stage, spoken)
    await lea.say(said)
    assert any(lea.book.replies["young"].strip()[:40] in text for text in lea.texts)
    assert await lea.record() is None


@pytest.mark.parametrize(("spoken", "said"), UNCLEAR)
async def test_an_age_alone_agrees_to_nothing(stage: Stage, spoken: str, said: str) -> None:
    lea = await at_consent(stage, spoken)
    assert text_of(await lea.say(said)) == lea.words("other.in_full")
    assert await lea.record() is None


@pytest.mark.parametrize(("spoken", "said"), NO)
async def test_a_no_leaves_what_everybody_may_use_and_the_way_for_the_young(
    stage: Stage, spoken: str, said: str
) -> None:
    lea = await at_consent(stage, spoken)
    await lea.say(said)
    assert lea.words("start.rather_not") in lea.texts
    assert await lea.record() is None
    await lea.press("start.button.young")
    assert any(lea.book.replies["young"].strip()[:40] in text for text in lea.texts)


async def test_a_yes_before_consent_was_asked_agrees_to_nothing(stage: Stage) -> None:
    lea = stage.person("Lea")
    await lea.start(await link(stage))
    await lea.say("ja ik ben 18")
    assert await lea.record() is None


HIDDEN = [("nl", "ja", "sticker"), ("en", "yes", "voice"), ("nl", "ja", "photo")]


@pytest.mark.parametrize(("spoken", "said", "sent"), HIDDEN)
async def test_a_yes_below_a_sticker_erases_nothing_before_all_of_the_label_was_read(
    stage: Stage, spoken: str, said: str, sent: str
) -> None:
    person = await ask_to_erase(stage, spoken)
    await person.send(sent)
    for _ in range(2):
        assert text_of(await person.say(said)) == person.words("other.in_full")
        assert not await is_erased(person)
    await person.press("forget.button.yes")
    assert await is_erased(person)


@pytest.mark.parametrize(("spoken", "said"), [("nl", "ja?"), ("en", "yes?"), ("nl", "ja??")])
async def test_a_yes_that_asks_back_erases_nothing(stage: Stage, spoken: str, said: str) -> None:
    person = await ask_to_erase(stage, spoken)
    await person.say(said)
    assert not await is_erased(person)
    assert person.words("forget.button.yes") in person.buttons


KEEPS = [("nl", "nee toch maar niet"), ("nl", "nee bewaar het"), ("nl", "toch maar niet"),
         ("nl", "nee bewaar alles maar"), ("en", "no keep it"),
         ("en", "no, keep everything")]  # fmt: skip


@pytest.mark.parametrize(("spoken", "said"), KEEPS)
async def test_a_no_that_says_what_to_keep_keeps_all(stage: Stage, spoken: str, said: str) -> None:
    person = await ask_to_erase(stage, spoken)
    assert text_of(await person.say(said)) == person.words("forget.kept")
    assert not await is_erased(person)


LOOSE = [("nl", "ja alles"), ("nl", "ja hoor alles"), ("en", "yes everything"),
         ("en", "get rid of it all"), ("en", "yes all of it")]  # fmt: skip


@pytest.mark.parametrize(("spoken", "said"), LOOSE)
async def test_a_loose_yes_to_erasure_is_heard_and_asked_to_be_sure(
    stage: Stage, spoken: str, said: str
) -> None:
    person = await ask_to_erase(stage, spoken)
    await person.say(said)
    assert text_of(person.last) == person.words("other.in_full")
    assert not await is_erased(person)

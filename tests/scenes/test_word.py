"""The safe word: asked before what is private, never in the way of help."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store import safe_words
from bot.vault import Vault, VaultError, new_key
from tests.cast import Person, Stage, text_of
from tests.scenes.database import every_table, stands_in_files, table, tables_with
from tests.scenes.test_anchor import SENTENCE, put_in
from tests.scenes.test_letter import give, next_morning
from tests.test_logs import all_that_was_logged, form, logged

__all__ = ["form", "logged"]  # fixtures

WORD = "Grijze Schuur"
LANGUAGES = pytest.mark.parametrize("spoken", ["nl", "en"])


async def set_word(person: Person, word: str = WORD, anchor: str = "no") -> None:
    """She sets a safe word."""
    await person.say("/instellingen")
    await person.press("settings.button.word")
    await person.press("word.button.set")
    await person.say(word)
    await person.say(word)
    await person.press(f"word.button.anchor_{anchor}")


async def shut(person: Person, word: str = WORD, anchor: str = "no") -> None:
    """She sets one, and its ten minutes pass."""
    await set_word(person, word, anchor)
    await person.stage.walk(minutes=11)


def everything_in(person: Person) -> str:
    """All that stands in her chat, from both sides."""
    return "\n".join(text_of(m) for m in person.stage.world.chat(person.id))


@LANGUAGES
async def test_a_word_typed_twice_is_set_and_leaves_the_chat_at_once(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await set_word(person)
    assert WORD not in everything_in(person)
    await stage.walk(minutes=11)
    await person.say("/anker")
    await person.tap_data("anchor:list", stale=True)
    assert text_of(person.last) == person.words("word.ask")


async def test_it_stands_nowhere_in_clear_not_even_as_a_hash(
    logged: io.StringIO, noor: Person
) -> None:
    await shut(noor)
    await noor.tap_data("anchor:list", stale=True)
    await noor.say("Blauwe Schuur")
    await noor.say(WORD)
    told = all_that_was_logged(logged)
    for typed in (WORD, "Blauwe Schuur", "grijze schuur"):
        assert not stands_in_files(noor.stage, typed)
        assert await tables_with(noor.stage, typed) == []
        assert typed not in told
        assert typed not in everything_in(noor)
    [row] = await table(noor.stage, "safe_word")
    async with noor.stage.app.deps.store.read() as tx:
        thief = replace(tx, vault=Vault([new_key()]))
        with pytest.raises(VaultError):  # who has the disk and not the key cannot try out words
            safe_words.fits(thief, row["client_id"], WORD, row["hash_sealed"])
        assert safe_words.fits(tx, row["client_id"], WORD, row["hash_sealed"])


async def test_two_that_differ_set_nothing(noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.word")
    await noor.press("word.button.set")
    await noor.say(WORD)
    assert text_of(await noor.say("rode fiets")) == noor.words("word.differs")
    await noor.say(WORD)
    assert text_of(await noor.say(WORD)) == noor.words("word.set")


@pytest.mark.parametrize("word", ["ab", "x" * 65, "🌊"])
async def test_a_word_that_is_too_short_or_too_long_is_asked_again(
    noor: Person, word: str
) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.word")
    await noor.press("word.button.set")
    assert text_of(await noor.say(word)) == noor.words("word.too_short")
    assert word not in everything_in(noor)


async def test_a_photo_is_no_word(noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.word")
    await noor.press("word.button.set")
    assert text_of(await noor.send("photo")) == noor.words("word.too_short")


async def test_a_word_begun_and_left_asks_for_nothing(noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.word")
    await noor.press("word.button.set")
    await noor.say(WORD)
    assert text_of(await noor.press("word.button.leave")) == noor.words("word.left")
    assert await table(noor.stage, "safe_word") == []


@pytest.mark.parametrize(
    "typed", [WORD, "grijze schuur", " GRIJZE   schuur ", "grijze\u00a0schuur"]
)
async def test_the_right_word_leads_on_to_what_was_wanted(noor: Person, typed: str) -> None:
    await put_in(noor)
    await shut(noor)
    await noor.say("/anker")
    await noor.press("anchor.button.list", n=1)
    assert text_of(await noor.say(typed)) == noor.words("word.open")
    assert typed not in everything_in(noor)
    await noor.press("word.button.onward")
    assert SENTENCE in text_of(noor.last)


async def test_it_stays_open_for_ten_minutes(noor: Person) -> None:
    await put_in(noor)
    await shut(noor)
    await noor.tap_data("anchor:list", stale=True)
    await noor.say(WORD)
    await noor.stage.walk(minutes=9)
    await noor.tap_data("anchor:list", stale=True)
    assert SENTENCE in text_of(noor.last)
    await noor.stage.walk(minutes=2)
    await noor.tap_data("anchor:list", stale=True)
    assert text_of(noor.last) == noor.words("word.ask")


async def test_what_was_shown_closes_with_it(noor: Person) -> None:
    await put_in(noor)
    await set_word(noor)
    await noor.say("/anker")
    await noor.press("anchor.button.list", n=1)
    assert SENTENCE in everything_in(noor)
    await noor.stage.walk(minutes=11)
    assert SENTENCE not in everything_in(noor)
    await noor.press("stub.button.open")
    assert text_of(noor.last) == noor.words("word.ask")


async def test_it_can_be_shut_before(noor: Person) -> None:
    await set_word(noor)
    await noor.tap_data("word:menu", stale=True)
    await noor.press("word.button.shut")
    await noor.tap_data("anchor:list", stale=True)
    assert text_of(noor.last) == noor.words("word.ask")


async def test_three_wrong_words_make_a_pause_and_the_right_one_waits_too(noor: Person) -> None:
    await put_in(noor)
    await shut(noor)
    await noor.tap_data("anchor:list", stale=True)
    for _ in range(2):
        assert text_of(await noor.say("mis")) == noor.words("word.wrong")
    third = text_of(await noor.say("mis"))
    assert third.startswith(noor.words("word.shut", at="").partition(" Om")[0])
    await noor.tap_data("anchor:list", stale=True)
    assert text_of(noor.last) == third
    assert text_of(await noor.say(WORD)) == third
    assert WORD not in everything_in(noor)
    await noor.stage.walk(minutes=10)
    assert text_of(await noor.say(WORD)) == third
    assert WORD not in everything_in(noor)
    assert SENTENCE not in everything_in(noor)
    await noor.stage.walk(minutes=6)
    assert text_of(await noor.say(WORD)) == noor.words("word.open")
    assert WORD not in everything_in(noor)
    await noor.press("word.button.onward")
    assert SENTENCE in text_of(noor.last)


async def test_the_pause_names_an_hour_at_which_it_is_really_over(noor: Person) -> None:
    await shut(noor)
    await noor.tap_data("anchor:list", stale=True)
    for _ in range(3):
        await noor.say("mis")
    [row] = await table(noor.stage, "safe_word")
    until = row["shut_until"] + timedelta(hours=1)  # Amsterdam in winter
    named = (until + timedelta(seconds=59)).strftime("%H:%M")
    assert text_of(noor.last) == noor.words("word.shut", at=named)


async def test_wrong_words_do_not_add_up_over_right_ones(noor: Person) -> None:
    await shut(noor)
    for _ in range(2):
        await noor.tap_data("anchor:list", stale=True)
        await noor.say("mis")
        assert text_of(await noor.say("mis")) == noor.words("word.wrong")
        await noor.say(WORD)
        await noor.stage.walk(minutes=11)


async def test_a_crisis_typed_instead_of_the_word_is_answered(noor: Person) -> None:
    await shut(noor)
    await noor.tap_data("anchor:list", stale=True)
    answer = await noor.say("ik wil dood")
    assert text_of(answer).startswith(noor.book.replies["suicide"])
    [row] = await table(noor.stage, "safe_word")
    assert row["wrong"] == 0
    assert text_of(await noor.say(WORD)) == noor.words("word.open")


LIKE_AN_URGE = "contact"
"""A word that by itself means an urge."""


async def test_a_word_that_sounds_like_an_urge_is_set_and_opens(noor: Person) -> None:
    assert text_of(await noor.say(LIKE_AN_URGE)) == noor.words("urge.first")
    await noor.stage.walk(hours=2)
    before = len(await table(noor.stage, "urge"))
    await noor.say("/instellingen")
    await noor.press("settings.button.word")
    await noor.press("word.button.set")
    first = await noor.say(LIKE_AN_URGE)
    assert text_of(first) == noor.words("word.again")
    assert noor.words("button.now") in noor.buttons, "the anchor is there for whoever meant it"
    assert text_of(await noor.say(LIKE_AN_URGE)) == noor.words("word.set")
    await noor.stage.walk(minutes=11)
    await noor.say("/voortgang")
    assert text_of(await noor.say(LIKE_AN_URGE)) == noor.words("word.open")
    assert len(await table(noor.stage, "urge")) == before
    written = [text_of(m) for m in noor.stage.world.chat(noor.id) if not m.from_bot]
    assert written.count(LIKE_AN_URGE) == 1, "only that of before it was set stands there"


async def test_an_urge_instead_of_the_word_goes_first_leaves_the_chat_and_counts(
    noor: Person,
) -> None:
    await shut(noor)
    await noor.say("/voortgang")
    assert text_of(await noor.say(LIKE_AN_URGE)) == noor.words("urge.first")
    assert LIKE_AN_URGE not in everything_in(noor)
    [row] = await table(noor.stage, "safe_word")
    assert row["wrong"] == 1, "else somebody could guess for ever"


async def test_while_it_is_shut_what_is_more_than_a_word_gets_its_own_answer(
    noor: Person,
) -> None:
    await shut(noor)
    await noor.say("/voortgang")
    for _ in range(3):
        await noor.say("mis")
    shut_text = text_of(noor.last)
    assert text_of(await noor.say("hoi")) == shut_text
    assert "hoi" not in everything_in(noor)
    for said in ("ik mis haar zo", "de buren hebben een hond", "ik wil hem appen"):
        assert text_of(await noor.say(said)) != shut_text
        assert (said in everything_in(noor)) == (len(said.split()) > 3)
        await noor.stage.walk(seconds=40)
        await noor.say("/voortgang")
        assert text_of(noor.last) == shut_text
    assert text_of(await noor.say(LIKE_AN_URGE)) == noor.words("urge.first")
    assert LIKE_AN_URGE not in everything_in(noor)
    await noor.say("/voortgang")
    assert text_of(await noor.press("word.button.leave")) == noor.words("word.left")


async def test_after_the_pause_it_is_waited_for_as_long_as_ever(noor: Person) -> None:
    await shut(noor)
    await noor.say("/voortgang")
    for _ in range(3):
        await noor.say("mis")
    await noor.stage.walk(minutes=44)
    assert text_of(await noor.say(WORD)) == noor.words("word.open")


async def test_help_is_never_behind_it(noor: Person) -> None:
    await shut(noor)
    await noor.tap_data("anchor:list", stale=True)
    for _ in range(3):
        await noor.say("mis")
    assert text_of(await noor.say("nu")) == noor.words("urge.first")
    assert "112" in text_of(await noor.say("/nood"))
    assert text_of(await noor.say("/brief")) == noor.words("letter.ask")


async def test_a_letter_opens_only_behind_it(noor: Person) -> None:
    await give(noor)
    await next_morning(noor)
    await set_word(noor)
    await noor.tap_data("word:shut", stale=True)
    [row] = await table(noor.stage, "letter")
    for verb in ("now", "open", "share", "shared"):
        await noor.tap_data(f"letter:{verb}:{row['id']}:4", stale=True)
        assert text_of(noor.last) == noor.words("word.ask"), verb
    await noor.say(WORD)
    await noor.press("word.button.onward")
    assert text_of(noor.last) != noor.words("word.ask")


@pytest.mark.parametrize(
    "data",
    [
        "anchor:list",
        "anchor:look:1",
        "date:list",
        "date:look:1",
        "progress:show:30",
        "progress:rows:30",
        "progress:helped:30",
    ],
)
async def test_everything_private_asks_for_it(noor: Person, data: str) -> None:
    await shut(noor)
    await noor.tap_data(data, stale=True)
    assert text_of(noor.last) == noor.words("word.ask")


async def test_the_command_for_looking_back_asks_for_it(noor: Person) -> None:
    await shut(noor)
    assert text_of(await noor.say("/voortgang")) == noor.words("word.ask")


async def test_in_an_urge_a_shut_box_asks_nothing_and_gives_an_exercise(noor: Person) -> None:
    await put_in(noor)
    await shut(noor)
    await noor.say("nu")
    await noor.tap_data("anchor:open", stale=True)
    assert text_of(noor.last) == noor.words("anchor.behind_word")
    assert noor.words("button.exercises") in noor.buttons
    assert await table(noor.stage, "waiting") == []
    await noor.press("anchor.button.type_word")
    await noor.say(WORD)
    await noor.press("word.button.onward")
    assert SENTENCE in text_of(noor.last)


async def test_in_an_urge_it_comes_out_without_the_word_when_she_said_so(noor: Person) -> None:
    await put_in(noor)
    await shut(noor, anchor="yes")
    await noor.say("nu")
    await noor.tap_data("anchor:open", stale=True)
    assert SENTENCE in text_of(noor.last)
    await noor.tap_data("anchor:list", stale=True)
    assert text_of(noor.last) == noor.words("word.ask")


async def test_outside_an_urge_the_box_stays_shut_whatever_she_said(noor: Person) -> None:
    await put_in(noor)
    await shut(noor, anchor="yes")
    await noor.tap_data("anchor:open", stale=True)
    assert SENTENCE not in everything_in(noor)


async def test_it_is_changed_and_taken_off_only_by_whoever_knows_it(noor: Person) -> None:
    await put_in(noor)
    await shut(noor)
    for data in ("word:menu", "word:set", "word:remove", "word:anchor:yes"):
        await noor.tap_data(data, stale=True)
        assert text_of(noor.last) == noor.words("word.ask"), data
    await noor.say(WORD)
    await noor.tap_data("word:menu", stale=True)
    await noor.press("word.button.remove")
    assert text_of(noor.last) == noor.words("word.removed")
    assert await table(noor.stage, "safe_word") == []
    await noor.tap_data("anchor:list", stale=True)
    assert SENTENCE in text_of(noor.last)


async def test_another_word_takes_the_place_of_the_first(noor: Person) -> None:
    await set_word(noor)
    await noor.tap_data("word:menu", stale=True)
    await noor.press("word.button.change")
    await noor.say("rode fiets")
    await noor.say("rode fiets")
    await noor.stage.walk(minutes=11)
    await noor.tap_data("anchor:list", stale=True)
    assert text_of(await noor.say(WORD)) == noor.words("word.wrong")
    assert text_of(await noor.say("rode fiets")) == noor.words("word.open")


@LANGUAGES
async def test_forgotten_it_goes_with_what_it_protected_and_the_programme_stays(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await put_in(person)
    await person.say("nu")
    await give(person)
    await shut(person)
    before = await person.record()
    await person.tap_data("anchor:list", stale=True)
    await person.press("word.button.forgotten")
    assert text_of(person.last) == person.words("word.forgotten")
    await person.press("word.button.drop")
    assert text_of(person.last) == person.words("word.dropped")
    tables = await every_table(stage)
    for name in ("safe_word", "anchor", "letter", "urge", "strength", "practice"):
        assert tables[name] == [], name
    after = await person.record()
    assert before is not None
    assert after is not None
    assert (after.started_on, after.next_daily_at) == (before.started_on, before.next_daily_at)


async def test_forgotten_and_left_everything_stays_shut(noor: Person) -> None:
    await put_in(noor)
    await shut(noor)
    await noor.tap_data("anchor:list", stale=True)
    await noor.press("word.button.forgotten")
    await noor.press("word.button.later")
    assert len(await table(noor.stage, "anchor")) == 1
    await noor.tap_data("anchor:list", stale=True)
    assert text_of(noor.last) == noor.words("word.ask")


async def test_an_old_button_that_drops_all_does_nothing_when_there_is_no_word(
    noor: Person,
) -> None:
    await put_in(noor)
    await noor.tap_data("word:drop", stale=True)
    assert len(await table(noor.stage, "anchor")) == 1


async def test_one_persons_word_opens_nothing_of_anothers(noor: Person, mia: Person) -> None:
    await shut(noor)
    await shut(mia, "another barn")
    await mia.tap_data("anchor:list", stale=True)
    assert text_of(await mia.say(WORD)) == mia.words("word.wrong")


async def test_a_visitor_has_none(visitor: Person) -> None:
    await visitor.start()
    for data in ("word:menu", "word:set", "word:drop", "word:shut"):
        answer = await visitor.tap_data(data, stale=True)
        assert text_of(answer) == visitor.words("settings.visitor")

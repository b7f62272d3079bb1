"""What is typed for a room that has stopped waiting: said kindly, opened again, taken away."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.database import every_table, table
from tests.scenes.test_anchor import SENTENCE
from tests.scenes.test_anchor import put_in_plan as put_in_anchor_plan
from tests.scenes.test_commands import begins
from tests.scenes.test_word import WORD, set_word

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
LETTER = "ik mis je en de kastanjeboom ook"
KEPT = ("anchor", "letter", "safe_word", "safety_plan")


async def at_the_word(person: Person) -> None:
    """She is asked for her word."""
    await set_word(person, WORD)
    await person.stage.walk(minutes=11)
    await person.tap_data("anchor:list", stale=True)


async def at_a_sentence(person: Person) -> None:
    """She is asked for a sentence."""
    await person.say("/anker")
    await person.press("anchor.button.sentence")


async def at_half_a_plan(person: Person) -> None:
    """She has typed the first half of a plan."""
    await person.say("/anker")
    await person.press("anchor.button.plan")
    await person.say("ik op de bank zit")


async def at_a_letter(person: Person) -> None:
    """She is asked for a letter."""
    await person.say("/brief")


async def at_the_safety_plan(person: Person) -> None:
    """She is asked for the second part."""
    await person.tap_data("plan:make", 1, stale=True)
    await person.say("dan word ik stil")


async def at_a_new_word(person: Person) -> None:
    """She is asked for a new word."""
    await person.say("/instellingen")
    await person.press("settings.button.word")
    await person.press("word.button.set")


ROOMS = pytest.mark.parametrize(
    ("come", "said", "asks"),
    [
        (at_the_word, WORD, "word.ask"),
        (at_a_new_word, WORD, "word.type"),
        (at_a_sentence, SENTENCE, "anchor.ask_sentence"),
        (at_half_a_plan, "zet ik thee", "anchor.ask_then"),
        (at_a_letter, "De kastanjeboom is kaal nu.", "letter.ask"),
        (at_the_safety_plan, "Ik bak een brood.", "plan.ask_calms"),
    ],
)
Coming = Callable[[Person], Awaitable[None]]


def everything_in(person: Person) -> list[str]:
    """All that stands in her chat, from both sides."""
    return [text_of(message) for message in person.stage.world.chat(person.id)]


def is_late(person: Person) -> bool:
    """Whether the newest says that it had closed, and that nothing was kept."""
    text = text_of(person.last)
    return text.startswith(person.words("late.closed")) and person.book.replies["not_kept"] in text


@SPOKEN
@ROOMS
async def test_it_had_closed_and_one_tap_opens_it_again(
    stage: Stage, spoken: str, come: Coming, said: str, asks: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await come(person)
    rows = await every_table(stage)
    await stage.walk(minutes=125 if come is at_a_letter else 35)
    await person.say(said)
    assert is_late(person)
    after = await every_table(stage)
    assert [after[name] for name in KEPT] == [rows[name] for name in KEPT]
    await person.press("late.button.open")
    assert begins(asks)(person.last, person.book) or person.words(asks) in text_of(person.last)
    await person.say(said)
    assert not is_late(person)
    assert said not in everything_in(person)[-2:]


@SPOKEN
@ROOMS
async def test_the_message_can_be_taken_away(
    stage: Stage, spoken: str, come: Coming, said: str, asks: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await come(person)
    await stage.walk(minutes=125 if come is at_a_letter else 35)
    await person.say(said)
    assert said in everything_in(person)
    await person.press("late.button.out")
    assert said not in everything_in(person)
    assert text_of(person.last) == person.words("late.out")
    await person.press("late.button.open")
    assert begins(asks)(person.last, person.book) or person.words(asks) in text_of(person.last)


async def test_a_word_goes_when_it_is_asked_for_again(noor: Person) -> None:
    await at_the_word(noor)
    await noor.stage.walk(minutes=35)
    await noor.say(WORD)
    await noor.press("late.button.open")
    assert WORD not in everything_in(noor)
    await noor.say(WORD)
    await noor.press("word.button.onward")
    assert text_of(noor.last) != noor.words("word.ask")
    assert noor.words("word.is_set") not in text_of(noor.last)


async def test_a_second_piece_is_late_too(noor: Person) -> None:
    await at_a_letter(noor)
    await noor.stage.walk(minutes=125)
    for said in ("De kastanjeboom is kaal nu.", "En de bank is nat."):
        await noor.say(said)
        assert is_late(noor)


async def test_an_urge_goes_first_and_its_words_can_be_taken_away(noor: Person) -> None:
    await at_a_letter(noor)
    await noor.stage.walk(minutes=125)
    await noor.say("ik wil hem appen")
    assert not is_late(noor)
    assert await table(noor.stage, "urge")
    await noor.press("late.button.out")
    assert "ik wil hem appen" not in everything_in(noor)


@pytest.mark.parametrize("since", ["button", "command", "message", "restart", "long", "typed"])
async def test_what_may_have_been_meant_for_another_is_answered_as_ever(
    stage: Stage, noor: Person, since: str
) -> None:
    await at_a_sentence(noor)
    await stage.walk(minutes=35)
    if since == "button":
        await noor.press("anchor.button.leave")
    elif since == "command":
        await noor.say("/help")
    elif since == "message":
        await stage.walk(hours=24)
    elif since == "restart":
        await stage.restart()
    elif since == "long":
        await stage.walk(hours=3)
    elif since == "typed":
        await noor.say("nood")
    await noor.say("De kastanjeboom is kaal nu.")
    assert not is_late(noor)


async def test_words_of_a_crisis_get_their_reply(noor: Person) -> None:
    await at_a_letter(noor)
    await noor.stage.walk(minutes=125)
    await noor.say("ik wil dood")
    assert not is_late(noor)
    assert "113" in text_of(noor.last)


async def test_half_a_plan_that_is_gone_begins_anew(stage: Stage, noor: Person) -> None:
    await put_in_anchor_plan(noor)
    await noor.tap_data("anchor:then", stale=True)
    assert text_of(noor.last) == noor.words("anchor.ask_if")

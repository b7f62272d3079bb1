"""A client writes while a place waits for words that others will read."""

from __future__ import annotations

import pytest

from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.database import table
from tests.scenes.prepared import agree_to_calls, unlock_calls
from tests.scenes.relaying import UNDER_WAY, agreed, called, having, sign

ANSWER = "Ja Noor, bel me om tien uur"
PLACES = {
    "line": "weeks:write:1:8",
    "hours": "inbox:hours",
    "name": "clients:name:1",
    "group": "cohort:rename:1",
    "new_group": "cohort:new",
    "away": "away:set",
    "canned": "canned:new",
}


async def asked(noor: Person) -> None:
    """She writes to her coach."""
    await noor.say("/coach")
    await noor.say("Mag ik je morgen bellen?")


async def at(coach: Person, place: str) -> None:
    """The coach is asked for a text there."""
    await coach.tap_data(PLACES[place], stale=True)
    if place == "away":
        await coach.say("morgen")
        await coach.say("1-1")


async def published(stage: Stage) -> list[object]:
    """All that a text at one of these places changes."""
    acts = [row["act"] for row in await table(stage, "coach_act")]
    return [act for act in acts if act != "client_answered"]


@pytest.fixture
async def coach(stage: Stage, noor: Person) -> Person:
    """With a group, of which Noor is."""
    made = await stage.coach()
    await made.say("/groepen")
    await made.press("cohort.button.new")
    await made.say("Maan")
    await agreed(noor)
    await called(noor, "Noor")
    return made


@pytest.mark.parametrize("place", PLACES)
async def test_it_is_shown_before_others_read_it_and_may_be_sent_to_her(
    stage: Stage, noor: Person, coach: Person, place: str
) -> None:
    await at(coach, place)
    await asked(noor)
    before = await published(stage)
    await coach.say(ANSWER)
    assert coach.texts[-2:] == [coach.words("meant.ask", who="Noor"), ANSWER]
    assert await published(stage) == before
    card = await coach.press("canned.button.send", name="Noor")
    assert text_of(card) == ANSWER
    assert buttons_of(card) == []
    assert sign(card) == UNDER_WAY
    await stage.walk(minutes=2)
    assert having(noor, ANSWER)
    assert await published(stage) == before
    await coach.tap_data("meant:send:1", card.message_id, stale=True)
    await stage.walk(minutes=2)
    assert sum(ANSWER in text for text in noor.texts) == 1


@pytest.mark.parametrize("place", PLACES)
async def test_it_may_be_kept_where_it_was_asked_for_all_the_same(
    stage: Stage, noor: Person, coach: Person, place: str
) -> None:
    await at(coach, place)
    await asked(noor)
    before = await published(stage)
    await coach.say("Neem een pen mee")
    await coach.press(f"meant.button.{place}")
    assert len(await published(stage)) == len(before) + 1
    await stage.walk(minutes=2)
    assert not any("pen" in text for text in noor.texts)


@pytest.mark.parametrize("place", PLACES)
async def test_what_she_wrote_before_asks_nothing(
    stage: Stage, noor: Person, coach: Person, place: str
) -> None:
    await asked(noor)
    await at(coach, place)
    before = await published(stage)
    await coach.say("Neem een pen mee")
    assert len(await published(stage)) == len(before) + 1


@pytest.mark.parametrize("sent", ["voice", "photo"])
@pytest.mark.parametrize("place", [*PLACES, "session"])
async def test_what_is_spoken_or_shown_there_is_no_text_and_is_told_to_go_nowhere(
    stage: Stage, noor: Person, coach: Person, place: str, sent: str
) -> None:
    if place == "session":
        await coach.tap_data("session:new", stale=True)
    else:
        await at(coach, place)
    await asked(noor)
    before = await published(stage)
    for options in ({}, {"caption": ANSWER}):
        await coach.send(sent, **options)
        said = [coach.words("coach.nowhere_sent"), coach.words("meant.words_only"),
                coach.words("coach.answers_by_reply")]  # fmt: skip
        assert text_of(coach.last).split("\n\n") == said
        assert coach.buttons == [
            coach.words(f"coach.button.{name}") for name in ("inbox", "panel")
        ]
    assert await published(stage) == before
    assert ANSWER not in str(noor.texts)
    if place not in ("session", "away"):
        await coach.say("Neem een pen mee")
        assert coach.texts[-2:] == [coach.words("meant.ask", who="Noor"), "Neem een pen mee"]


async def test_thrown_away_it_is_for_nobody(stage: Stage, noor: Person, coach: Person) -> None:
    await at(coach, "hours")
    await asked(noor)
    before = await published(stage)
    await coach.say(ANSWER)
    await coach.press("meant.button.drop")
    assert coach.texts[-1] == coach.words("meant.dropped")
    await stage.walk(minutes=2)
    assert await published(stage) == before
    assert not any(ANSWER in text for text in noor.texts)


async def test_so_it_is_after_she_wished_to_be_rung(
    stage: Stage, noor: Person, coach: Person
) -> None:
    await unlock_calls(stage)
    await agree_to_calls(noor)
    await noor.say("/privacy")
    await at(coach, "hours")
    await noor.tap_data("call:send", stale=True)
    before = await published(stage)
    await coach.say("ik bel haar")
    assert coach.texts[-2:] == [coach.words("meant.ask", who="Noor"), "ik bel haar"]
    assert await published(stage) == before

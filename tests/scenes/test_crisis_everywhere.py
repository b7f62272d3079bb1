"""Crisis words in the middle of everything: wherever somebody is, in both languages."""

from __future__ import annotations

import io

import pytest

from bot.store import waiting
from tests.cast import Person, Stage, text_of
from tests.scenes.broadcasting import send
from tests.scenes.database import every_table, stands_in_files, table, tables_with
from tests.scenes.fixed import kind_of, reply
from tests.scenes.test_arriving import link
from tests.test_logs import all_that_was_logged, form, logged

__all__ = ["form", "logged"]  # fixtures

SUICIDE = {"nl": "ik wil dood", "en": "i want to die"}
LANGUAGES = pytest.mark.parametrize("spoken", SUICIDE)


def places_of(stage: Stage) -> list[str]:
    """Every place at which any room waits for a text: a new room is in it by existing."""
    return [f"{room.room}:{place}" for room in stage.app.features for place in room.waits]


async def wait_at(person: Person, place: str) -> None:
    """A room waits for her text."""
    async with person.stage.app.deps.store.write() as tx:
        await waiting.wait_for(tx, person.id, place, person.stage.clock.now())


@pytest.mark.long
@LANGUAGES
async def test_at_every_place_that_waits_for_a_text_she_is_answered_told_and_can_go_on(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    before = {name: rows for name, rows in (await every_table(stage)).items() if name in KEPT}
    for place in places_of(stage):
        await wait_at(person, place)
        answer = await person.say(f"{SUICIDE[spoken]}, de grijze schuur")
        number = place.startswith("urge:")  # nobody was writing
        little = place in LITTLE
        writing = not number and not little
        told = reply(person, "suicide", writing=writing, passed_on=little)
        assert text_of(answer) == told, place
        rows = await table(stage, "waiting")
        assert [row["place"] for row in rows] == [place] * writing, "it can go on"
    after = {name: rows for name, rows in (await every_table(stage)).items() if name in KEPT}
    changed = {name for name in KEPT if _without_time(before[name]) != _without_time(after[name])}
    assert changed == set(), "a room took the words"
    assert await tables_with(stage, "grijze schuur") == []
    assert not stands_in_files(stage, "grijze schuur")


LITTLE = frozenset([
    "settings:zone", "settings:hour", "settings:quiet", "more:country", "more:nickname",
    "appointment:when", "away:from", "away:until", "clients:name", "cohort:name", "cohort:off",
    "cohort:rename", "cohort:start", "planned:when", "session:link", "session:when",
    "word:offered", "date:early", "date:often",
])  # fmt: skip
"""Places that ask for a word or a number: they wait no more."""
KEPT = (
    "client", "consent", "urge", "safety_plan", "broadcast", "call_wish", "protocol", "anchor",
    "letter", "appointment", "hard_day", "safe_word",
)  # fmt: skip
"""Tables that a room would write to, had it taken the words."""


def _without_time(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [
        {name: value for name, value in row.items() if name not in {"held_until", "last_seen_at"}}
        for row in rows
    ]


async def test_there_are_places_that_wait(stage: Stage) -> None:
    assert {"settings:zone", "more:nickname", "plan:people"} <= set(places_of(stage))


@LANGUAGES
@pytest.mark.parametrize("kind", ["photo", "video", "document"])
async def test_under_what_is_sent(stage: Stage, spoken: str, kind: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.send(kind, caption=SUICIDE[spoken])) == "suicide"


@LANGUAGES
async def test_in_an_old_message_that_is_changed(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("hoi")
    mine = next(m for m in stage.world.chat(person.id) if not m.from_bot)
    await stage.walk(hours=30)
    assert kind_of(person, await person.edit(mine.message_id, SUICIDE[spoken])) == "suicide"


@LANGUAGES
async def test_in_reply_to_a_message_of_the_coach(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    coach = await stage.coach()
    await send(coach, 1)
    await stage.walk(minutes=2)
    heard = next(m for m in person.heard if "Donderdag" in text_of(m))
    before = len(coach.heard)
    answer = await person.say(SUICIDE[spoken], reply_to=heard.message_id)
    assert kind_of(person, answer) == "suicide"
    assert len(coach.heard) == before


@LANGUAGES
@pytest.mark.parametrize("command", ["/tijd", "/time", "/drang", "/start", "/bestaatniet"])
async def test_behind_a_command(stage: Stage, spoken: str, command: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    answer = await person.say(f"{command} {SUICIDE[spoken]}")
    assert kind_of(person, answer) == "suicide"


@LANGUAGES
@pytest.mark.parametrize("steps", [0, 1, 2])
async def test_while_arriving_before_consent_and_nothing_is_kept(
    stage: Stage, spoken: str, steps: int
) -> None:
    lea = stage.person("Lea", spoken)
    await lea.start(await link(stage))
    for key in ("start.button.unseen", "start.button.onward")[:steps]:
        await lea.press(key)
    assert kind_of(lea, await lea.say(SUICIDE[spoken])) == "suicide"
    assert await tables_with(stage, lea.id) == []


@LANGUAGES
async def test_at_the_end_of_a_very_long_text(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    around = "en toen was het weer dinsdag. " if spoken == "nl" else "and then it was tuesday. "
    long = (around * 200)[:3900]
    text = f"{long} {SUICIDE[spoken]} {around * 10}"[:4096]
    assert kind_of(person, await person.say(text)) in {"suicide", "suicide_veiled"}


@pytest.mark.parametrize("place", ["settings:zone", "plan:reasons"])
async def test_a_coach_who_writes_for_herself_is_answered_too(stage: Stage, place: str) -> None:
    coach = await stage.coach()
    await wait_at(coach, place)
    writing = place not in LITTLE
    told = reply(coach, "suicide", writing=writing, passed_on=True)
    assert text_of(await coach.say("ik wil dood")) == told


async def test_the_words_are_nowhere_afterwards_not_even_in_the_finest_log(
    logged: io.StringIO, stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    words = "ik wil dood en niemand weet van de grijze schuur"
    await noor.say(words)
    await noor.send("photo", caption=words)
    await noor.say(f"/tijd {words}")
    await wait_at(noor, "plan:people")
    await noor.say(words)
    await noor.say("hij slaat me met de grijze schuur")
    await noor.press("lines.button.safe")
    await stage.walk(hours=30)
    await stage.restart()
    told = all_that_was_logged(logged)
    for part in ("wil dood", "grijze schuur"):
        assert await tables_with(stage, part) == []
        assert not stands_in_files(stage, part)
        assert part not in told
        assert not [call for call in stage.world.requests if part in str(call.params)]
        assert not [text for text in coach.texts if part in text]


async def test_what_was_held_comes_after_a_day_by_itself(stage: Stage, noor: Person) -> None:
    await noor.say("ik wil dood")
    coach = await stage.coach()
    await send(coach, 1)
    await stage.walk(hours=23, minutes=50)
    assert len(noor.heard) == 1
    await stage.walk(minutes=20)
    assert "Donderdag om acht uur." in noor.texts

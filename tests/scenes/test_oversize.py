"""Text that is too long, wherever a room waits for one: nothing of it is kept, and it is asked
again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from bot.store import waiting
from tests.cast import Person, Stage
from tests.scenes.database import every_table
from tests.scenes.test_everything_reachable import a_second_group

A_MESSAGE = 4096
"""The most that Telegram lets anybody write at once."""


@dataclass(frozen=True)
class Field:
    """A place that keeps what is typed: how much at most, and how one comes there."""

    most: int
    acts: tuple[str, ...]
    """What is typed, or with a sign before it what is pressed: > the data, . the label."""


_PLAN = ("signals", "calms", "people", "reasons")
CLIENTS = {
    "anchor:sentence": Field(280, (">anchor:sentence",)),
    "anchor:if": Field(280, (">anchor:plan",)),
    "anchor:then": Field(280, (">anchor:plan", "ik zijn foto zie")),
    "more:nickname": Field(40, (">more:name",)),
    "date:name": Field(60, (">date:add", "12 mei", ".date.button.yearly")),
    "date:said": Field(60, (">date:add", "12 mei zijn verjaardag", ".date.button.yearly")),
    "appointment:note": Field(
        200, ("/afspraak", ".appointment.button.children", "morgen 14:30")
    ),
    **{
        f"plan:{part}": Field(700, (f">plan:next:{before}",))
        for before, part in zip(("", *_PLAN), _PLAN, strict=False)
    },
    **{f"plan:{part}_alone": Field(700, (f">plan:part:{part}",)) for part in _PLAN},
    "word:first": Field(64, (">word:set",)),
}  # fmt: skip
COACHES = {
    "cohort:name": Field(40, ("/cohorts", ".cohort.button.new")),
    "cohort:rename": Field(40, (">cohort:rename:1",)),
    "weeks:line": Field(400, (">weeks:write:1:5",)),
    "clients:name": Field(40, (">clients:name:1",)),
    "inbox:hours": Field(120, (">inbox:hours",)),
    "canned:text": Field(1000, (">canned:new",)),
    "away:line": Field(300, (">away:set", "1 december", "5 december")),
    "session:link": Field(500, (">session:new", "morgen 20:00")),
}
WHOLE = {
    "letter:text", "letter:more", "contact:write", "broadcast:text", "outcome:words",
}  # fmt: skip
"""What is written there may be as long as a message can be."""

_NOT_KEPT = {"intake", "outbox", "message", "waiting", "burst", "road"}
_SIGNS = {"last_seen_at"}
"""Of a client: that something came, not what."""


async def kept(stage: Stage) -> dict[str, list[dict[str, Any]]]:
    """All that is kept of what people typed."""
    return {
        name: [{k: v for k, v in row.items() if k not in _SIGNS} for row in rows if _says(row)]
        for name, rows in (await every_table(stage)).items()
        if name not in _NOT_KEPT
    }


def _says(row: dict[str, Any]) -> bool:
    """Whether anything is in it: of a safe word that is not there the row may be."""
    sealed = [value for name, value in row.items() if name in ("hash_sealed", "next_sealed")]
    return not sealed or any(sealed)


async def come_to(person: Person, field: Field) -> None:
    """Do what leads to this place."""
    for act in field.acts:
        if act[0] == ">":
            await person.tap_data(act[1:], stale=True)
        elif act[0] == ".":
            await person.press(act[1:])
        else:
            await person.say(act)


async def waits_at(person: Person) -> str:
    """Room and name of the place that waits for her text."""
    stage = person.stage
    async with stage.app.deps.store.read() as tx:
        found = await waiting.find(tx, person.id, stage.clock.now())
    return ":".join((found or "").split(":")[:2])


def long_text(place: str, length: int) -> str:
    """So many characters of what belongs there; two names are not the same."""
    begins = "https://example.org/" if place == "session:link" else ""
    return begins.ljust(length, place.partition(":")[2][0])


async def type_too_much(person: Person, fields: dict[str, Field]) -> None:
    """At each place: more than fits, as much as a message holds, and then as much as fits."""
    for place, field in fields.items():
        await come_to(person, field)
        assert await waits_at(person) == place
        before = await kept(person.stage)
        for length in (field.most + 1, A_MESSAGE):
            heard = len(person.heard)
            await person.say(long_text(place, length))
            assert await kept(person.stage) == before, (place, length)
            assert len(person.heard) > heard, (place, length)
            assert await waits_at(person) == place, f"{place} asks again"
        await person.say(long_text(place, field.most))
        assert await kept(person.stage) != before, f"{place} takes what fits"


@pytest.mark.long
async def test_what_is_too_long_from_a_client_is_not_kept_and_asked_again(stage: Stage) -> None:
    noor = await stage.enrolled("Noor")
    await noor.say("/week")
    await type_too_much(noor, CLIENTS)


@pytest.mark.long
async def test_what_is_too_long_from_a_coach_is_not_kept_and_asked_again(stage: Stage) -> None:
    await stage.enrolled("Noor")
    coach = await stage.coach()
    await a_second_group(coach)
    await type_too_much(coach, COACHES)


@pytest.mark.long
@pytest.mark.parametrize("coachs", [False, True], ids=["client", "coach"])
async def test_at_no_other_place_a_whole_message_is_kept(stage: Stage, *, coachs: bool) -> None:
    noor, coach = await stage.enrolled("Noor"), await stage.coach()
    await a_second_group(coach)
    person, fields = (coach, COACHES) if coachs else (noor, CLIENTS)
    rooms = [room for room in stage.app.features if room.coach is coachs]
    places = {f"{room.room}:{place}" for room in rooms for place in room.waits}
    assert set(fields) <= places
    before = await kept(stage)
    for place in sorted(places - set(fields) - WHOLE):
        for about in ("", ":1"):
            async with stage.app.deps.store.write() as tx:
                await waiting.wait_for(tx, person.id, place + about, stage.clock.now())
            heard = len(person.heard)
            await person.say("x" * A_MESSAGE)
            assert await kept(stage) == before, place + about
            assert len(person.heard) > heard, f"{place}{about} is answered"

"""Forged buttons, another's, a former coach's: never another's data, always an answer.

Every button of every room is pressed, so that a new room is looked at without being named here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from bot.store import cohorts
from tests.cast import COACH_ID, Person, Stage, buttons_of, close_app, replace, start_app
from tests.scenes import test_anchor, test_date, test_letter
from tests.scenes.database import every_table
from tests.scenes.prepared import PLAN, agree_to_calls, make_plan, unlock_calls
from tests.scenes.test_everything_reachable import a_second_group

pytestmark = pytest.mark.long

MARKS = (
    "kastanjelaan", "zwaluwlaan", "trouwdag", "ijsvogel", "moestuin", "06 12345678", "pimpelmees",
    "merelgroep",
)  # fmt: skip
"""Words in what Noor and the coach keep; nobody else may ever read them."""

THEIRS = ("1", "1:1")
"""Numbers of things that are Noor's, or the coach's."""
GARBAGE = (
    "",
    "-1",
    "0:²:٣",
    "999999999999999999999:x",
    "' OR 1=1--",
    "{0.__class__}:%s",
    "é:\u202e",
)


async def keep_much(stage: Stage) -> Person:
    """Noor has something in every room that keeps anything, and an urge that goes on."""
    noor = await stage.enrolled("Noor")
    await make_plan(noor)
    assert "moestuin" in PLAN["reasons"]
    await test_anchor.put_in(noor, "De ijsvogel komt terug.")
    await test_letter.give(noor, "Weet je nog, de kastanjelaan.")
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    await noor.say("morgen 14:30")
    await noor.say("zwaluwlaan")
    await test_date.note(noor, "25 december", name="trouwdag")
    await agree_to_calls(noor)
    await noor.say("nu")
    return noor


async def plan_much(stage: Stage) -> Person:
    """The coach has a second group with a line of hers, a link, a draft, and calls unlocked."""
    await unlock_calls(stage)
    coach = await stage.coach()
    await a_second_group(coach)
    async with stage.app.deps.store.write() as tx:
        await cohorts.rename(tx, 1, "merelgroep")
    await coach.say("/bericht")
    await coach.say("De pimpelmees zingt.")
    return coach


def verbs(stage: Stage, *, coachs: bool) -> Iterator[str]:
    """Every `room:verb` that there is."""
    for room in stage.app.features:
        if room.coach is coachs:
            yield from (f"{room.room}:{verb}" for verb in room.buttons)


async def press_all(person: Person, heads: Iterable[str], tails: Iterable[str]) -> None:
    """Press each with each; every press is answered, as Telegram's wheel needs."""
    world = person.stage.world
    for head in heads:
        for tail in tails:
            data = f"{head}:{tail}".rstrip(":").encode()[:64].decode(errors="ignore")
            answered = len(world.answers)
            await person.tap_data(data, _with_buttons(person), stale=True)
            assert len(world.answers) == answered + 1, data


def _with_buttons(person: Person) -> int:
    """The newest message that has buttons: those of a menu below the chat cannot be edited."""
    return next((m.message_id for m in reversed(person.heard) if buttons_of(m)), 1)


def read_by(person: Person) -> str:
    """All that was ever sent to this person, also what was deleted since."""
    calls = person.stage.world.requests
    return "\n".join(str(c.params) for c in calls if c.params.get("chat_id") == str(person.id))


def of_noor(tables: dict[str, list[dict[str, Any]]], noor_id: int) -> dict[str, Any]:
    """What is kept about her, and what the coach keeps."""
    kept = {
        name: [row for row in rows if row.get("client_id") == noor_id]
        for name, rows in tables.items()
        if name not in ("outbox", "intake")
    }
    coachs = ("broadcast", "cohort", "session", "invite", "week_line", "week_off", "coach_act")
    return kept | {name: tables[name] for name in coachs}


async def test_with_anothers_numbers_nothing_of_hers_is_read_or_changed(stage: Stage) -> None:
    noor = await keep_much(stage)
    await plan_much(stage)
    mia, visitor = await stage.enrolled("Mia"), stage.person("Sanne")
    record = await noor.record()
    assert record is not None
    before, heard = of_noor(await every_table(stage), record.id), len(noor.heard)
    for person in (mia, visitor):
        await person.say("/nood")
    await press_all(mia, verbs(stage, coachs=False), THEIRS)
    await press_all(visitor, verbs(stage, coachs=False), THEIRS[1:2])
    await press_all(mia, verbs(stage, coachs=True), THEIRS[:1])
    for person in (mia, visitor):
        told = read_by(person).lower()
        assert [word for word in MARKS if word in told] == []
    after = of_noor(await every_table(stage), record.id)
    assert {name for name in before if before[name] != after[name]} == set()
    assert len(noor.heard) == heard


async def test_garbage_in_a_button_is_answered_whoever_presses_it(stage: Stage) -> None:
    noor = await keep_much(stage)
    coach = await plan_much(stage)
    clients, coachs = list(verbs(stage, coachs=False)), list(verbs(stage, coachs=True))
    for number, garbage in enumerate(GARBAGE):
        # Each button meets some of it; over the rooms all of it is met.
        await press_all(noor, clients[number::5], [garbage])
        await press_all(coach, coachs[number::5], [garbage])


async def test_a_forged_close_leaves_the_neutral_line_without_a_way_in(stage: Stage) -> None:
    noor = await stage.enrolled("Noor")
    for number in (1, None):
        await noor.say("/nood")
        line = await noor.tap_data("stub:close", number, stale=True)
        assert line.text == noor.words("stub.line")
        assert buttons_of(line) == []


async def test_who_is_no_coach_any_more_gets_nothing_from_old_buttons(stage: Stage) -> None:
    await keep_much(stage)
    coach = await plan_much(stage)
    assert coach.id == COACH_ID
    await close_app(stage.app)
    stage.settings = replace(stage.settings, coach_ids=frozenset({1}))
    stage.app = await start_app(stage.settings, stage.clock)
    before = {n: rows for n, rows in (await every_table(stage)).items() if n not in _MOVING}
    already = len(read_by(coach))
    shown = [
        (message.message_id, button.data)
        for message in coach.heard
        for row in message.inline_keyboard or []
        for button in row
        if button.data is not None
    ]
    assert len(shown) > 10
    for number, data in shown:
        await coach.tap_data(data, number, stale=True)
    await press_all(coach, verbs(stage, coachs=True), THEIRS[:1])
    told = read_by(coach)[already:].lower()
    assert [word for word in MARKS if word in told] == []
    after = {n: rows for n, rows in (await every_table(stage)).items() if n not in _MOVING}
    assert {name for name in before if before[name] != after[name]} == set()


_MOVING = ("outbox", "intake", "message", "waiting", "note", "picture")
"""Tables of the machinery: what is on its way, and what is remembered of it."""

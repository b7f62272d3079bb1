"""Wherever somebody writes, the words are in no file of the database, nor in the log beside it."""

from __future__ import annotations

import base64

import pytest

from bot.store import waiting
from bot.store.seals import all_sealed_columns
from tests.cast import Person, Stage
from tests.scenes.broadcasting import send
from tests.scenes.database import every_table, stands_in_files
from tests.scenes.prepared import make_plan

MARKER = "zeehondje-schuur"
FORMS = (MARKER, base64.b64encode(MARKER.encode()).decode()[:20], MARKER.encode().hex())
_ELSEWHERE = {
    "away.line_sealed",
    "burst.reply_sealed",
    "canned.text_sealed",
    "client.called_sealed",
    "cohort.name_sealed",
    "intake.payload_sealed",
    "outbox.payload_sealed",
    "session.link_sealed",
    "week_line.text_sealed",
}
"""Gone once handled, or written by a coach alone: the places below see to those words."""


_FOR_ALL = {"inbox": {"hours"}}
"""What a coach writes for every client to read, and nobody about herself: not sealed."""


async def _write_in_every_room(noor: Person) -> None:
    """In each room that keeps something, as it is meant."""
    await noor.say(f"ik denk aan {MARKER}")
    await noor.say(f"nu {MARKER}")
    await noor.send("photo", caption=MARKER)
    await noor.tap_data("more:name", stale=True)
    await noor.say(MARKER)
    await noor.tap_data("anchor:sentence", stale=True)
    await noor.say(MARKER)
    await noor.tap_data("anchor:plan", stale=True)
    await noor.say(f"als {MARKER}")
    await noor.say(f"dan {MARKER}")
    await noor.say(f"/brief {MARKER}")
    await noor.tap_data("appointment:kind:work", stale=True)
    await noor.say("24-11 14:30")
    await noor.say(MARKER)
    await noor.tap_data("date:add", stale=True)
    await noor.say("12-05")
    await noor.press("date.button.yearly")
    await noor.say(MARKER)
    await make_plan(noor, signals=MARKER, calms=MARKER, people=MARKER, reasons=MARKER)
    await noor.tap_data("word:set", stale=True)
    await noor.say(MARKER)
    await noor.say(MARKER)


async def _write_where_any_room_waits(stage: Stage, noor: Person, coach: Person) -> int:
    """At every place that a room ever waits at, whatever it makes of it."""
    count = 0
    for room in stage.app.features:
        writer = coach if room.coach else noor
        for place in set(room.waits) - _FOR_ALL.get(room.room, set()):
            async with stage.app.deps.store.write() as tx:
                where = f"{room.room}:{place}:1:1"
                await waiting.wait_for(tx, writer.id, where, stage.clock.now())
            await writer.say(f"{MARKER} {place}")
            count += 1
    return count


@pytest.mark.long
async def test_no_word_of_anybody_can_be_read_in_the_files(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await _write_in_every_room(noor)
    await send(coach, 1, MARKER)
    rows = await every_table(stage)
    empty = {
        str(column)
        for column in all_sealed_columns()
        if not any(row[column.name] for row in rows[column.table.name])
    }
    assert empty <= _ELSEWHERE | {"safe_word.next_sealed"}, "write there as well"
    assert not [form for form in FORMS if stands_in_files(stage, form)]
    assert await _write_where_any_room_waits(stage, noor, coach) > 20
    assert not [form for form in FORMS if stands_in_files(stage, form)]
    said = [call for call in stage.world.requests if MARKER in str(call.params)]
    assert said, "the words did pass through"

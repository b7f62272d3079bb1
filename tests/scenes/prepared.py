"""What people and coaches prepared before a scene begins."""

from __future__ import annotations

from bot.store import calls, consents, plans
from bot.store.consents import CALL
from tests.cast import COACH_ID, Person, Stage

PLAN = {
    "signals": "zondagavond, een strakke kaak",
    "calms": "de hond uitlaten",
    "people": "Bo 06 12345678\nhuisarts: +32 470 12 34 56",
    "reasons": "de moestuin",
}


async def make_plan(person: Person, **parts: str) -> None:
    """She has a safety plan."""
    record = await person.record()
    assert record is not None
    async with person.stage.app.deps.store.write() as tx:
        for part, text in (parts or PLAN).items():
            now = person.stage.clock.now()
            await plans.set_part(tx, record.id, part, text, now)


async def unlock_calls(stage: Stage) -> None:
    """The coach, who has opened the bot, confirmed the protocol as it reads today."""
    await stage.coach()
    async with stage.app.deps.store.write() as tx:
        version = stage.app.deps.shelf["nl"].t("call.protocol_version")
        await calls.confirm(tx, version, COACH_ID, stage.clock.now())


async def agree_to_calls(person: Person) -> None:
    """She said before that the coach may be asked to ring her."""
    record = await person.record()
    assert record is not None
    async with person.stage.app.deps.store.write() as tx:
        await consents.give(tx, record.id, CALL, "2026-11", person.stage.clock.now())

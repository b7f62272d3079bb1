"""Who blocked the bot is left in peace, who comes back is written to again; groups are left."""

from __future__ import annotations

from tests.cast import Person, Stage


async def test_who_blocks_the_bot_gets_nothing_until_they_come_back(
    stage: Stage, noor: Person
) -> None:
    stage.world.block(noor.id)
    await stage.settle()
    record = await noor.record()
    assert record is not None
    assert record.unreachable_at is not None
    refused = len([r for r in stage.world.requests if not r.ok])
    await stage.walk(days=2)
    assert len([r for r in stage.world.requests if not r.ok]) == refused, "nothing was tried"

    stage.world.unblock(noor.id)
    await stage.settle()
    heard = len(noor.texts)
    await stage.walk(days=1)
    assert len(noor.texts) == heard + 1
    back = await noor.record()
    assert back is not None
    assert back.unreachable_at is None


async def test_a_group_is_left_without_a_word(stage: Stage, noor: Person) -> None:
    group = stage.world.add_group("Vreemde groep", noor.id)
    stage.world.add_bot(group.id, by=noor.id)
    await stage.settle()
    methods = [r.method for r in stage.world.requests if r.params.get("chat_id") == str(group.id)]
    assert methods == ["leaveChat"]

"""Who is handled at the same time, and who next."""

from __future__ import annotations

import asyncio

from bot.intake.turns import Rank, Turns

_STRANGERS = 50


class Crowd:
    """Chats that want a place, and which of them had one, in order."""

    def __init__(self) -> None:
        self.turns, self.had = Turns(), list[int]()
        self.go_on = asyncio.Event()
        self.tasks = set[asyncio.Task[None]]()

    async def come(self, rank: Rank, *chats: int) -> None:
        self.tasks |= {asyncio.create_task(self._be_there(chat, rank)) for chat in chats}
        await asyncio.sleep(0.01)

    async def _be_there(self, chat: int, rank: Rank) -> None:
        async with self.turns.taken(chat, rank):
            self.had.append(chat)
            await self.go_on.wait()

    async def end(self) -> None:
        self.go_on.set()
        await asyncio.gather(*self.tasks, return_exceptions=True)


async def test_nobody_waits_for_those_of_another_rank() -> None:
    crowd = Crowd()
    for place, rank in enumerate((Rank.STRANGER, Rank.KNOWN, Rank.GRAVE), start=1):
        await crowd.come(rank, *range(place * 100, place * 100 + _STRANGERS))
        assert place * 100 in crowd.had
    assert len(crowd.had) < _STRANGERS, "most have to wait"
    await crowd.end()
    assert len(crowd.had) == 3 * _STRANGERS


async def test_within_a_rank_whoever_waits_longest_is_next() -> None:
    crowd = Crowd()
    for chat in range(_STRANGERS):
        await crowd.come(Rank.STRANGER, chat)
    await crowd.end()
    assert crowd.had == list(range(_STRANGERS))


async def test_whoever_waits_moves_up_and_whoever_has_a_place_keeps_it() -> None:
    crowd = Crowd()
    await crowd.come(Rank.STRANGER, *range(_STRANGERS))
    crowd.turns.move_up(_STRANGERS - 1, Rank.GRAVE)
    crowd.turns.move_up(0, Rank.GRAVE)
    await asyncio.sleep(0.01)
    assert crowd.had[-1] == _STRANGERS - 1
    await crowd.end()
    assert sorted(crowd.had) == list(range(_STRANGERS))
    assert crowd.turns._free == Turns()._free


async def test_whoever_goes_away_leaves_no_gap() -> None:
    crowd = Crowd()
    await crowd.come(Rank.STRANGER, *range(_STRANGERS))
    for task in list(crowd.tasks)[: _STRANGERS // 2]:
        task.cancel()
    await crowd.end()
    assert crowd.turns._free == Turns()._free
    assert not any(crowd.turns._waiting.values())

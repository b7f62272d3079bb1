"""The beats by themselves."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.replicas import heartbeat
from bot.replicas.heartbeat import Heartbeat
from tests.cast import staged


async def test_they_go_on_while_looking_for_what_others_left_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beats, looks = [0], [0]

    async def beat(_self: Heartbeat) -> None:
        beats[0] += 1

    async def nothing() -> None:
        pass

    async def hang() -> None:
        looks[0] += 1
        await asyncio.sleep(60)

    monkeypatch.setattr(Heartbeat, "_beat", beat)
    for name in ("EVERY", "_SOONEST"):
        monkeypatch.setattr(heartbeat, name, 0.01)
    async with staged(tmp_path) as stage:
        made = Heartbeat(stage.app.deps, lead=nothing, follow=nothing, take_over=hang)
        await made.start()
        async with asyncio.timeout(5):
            while beats[0] < 5:
                await asyncio.sleep(0.01)
            await made.leave()
        assert looks == [1]

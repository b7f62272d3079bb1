"""A bad day: answers that are late, wrong, or never come."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from random import Random
from typing import Any

import aiohttp
import pytest

from bot.sandbox.faults import Faults, Kind
from bot.sandbox.model import Person
from bot.sandbox.world import World


async def send(api: Any, person: Person) -> Any:
    return await api("sendMessage", chat_id=person.id, text="a")


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        (
            {"kind": "429", "seconds": 7},
            {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests: retry after 7",
                "parameters": {"retry_after": 7},
            },
        ),
        (
            {"kind": "500"},
            {"ok": False, "error_code": 500, "description": "Internal Server Error"},
        ),
        (
            {"kind": "403"},
            {
                "ok": False,
                "error_code": 403,
                "description": "Forbidden: bot was blocked by the user",
            },
        ),
        (
            {"kind": "400", "description": "Bad Request: CHAT_RESTRICTED"},
            {"ok": False, "error_code": 400, "description": "Bad Request: CHAT_RESTRICTED"},
        ),
    ],
)
async def test_refusals_on_demand(
    world: World, noor: Person, api: Any, fault: dict[str, Any], answer: dict[str, Any]
) -> None:
    world.faults.add("sendMessage", **fault)
    assert await send(api, noor) == answer
    assert (await send(api, noor))["ok"]
    assert len(world.chat(noor.id)) == 2


async def test_a_gateway_that_answers_in_html(
    world: World, noor: Person, api: Any, session: aiohttp.ClientSession
) -> None:
    world.faults.add(kind="502-html")
    form = {"chat_id": str(noor.id), "text": "a"}
    async with session.post(f"{api.base}/sendMessage", data=form) as response:
        assert (response.status, response.content_type) == (502, "text/html")
        assert "Bad Gateway" in await response.text()
    assert world.requests[-1].error_code == 502


@pytest.mark.parametrize(("kind", "arrived"), [("drop-before", 0), ("drop-after", 1)])
async def test_a_connection_that_breaks(
    world: World, noor: Person, api: Any, kind: Any, arrived: int
) -> None:
    world.faults.add(kind=kind)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await send(api, noor)
    assert len(world.chat(noor.id)) == 1 + arrived
    assert not world.requests[-1].ok
    assert (await send(api, noor))["ok"]


async def test_it_breaks_in_the_long_road_too(
    world: World, noor: Person, api: Any, session: aiohttp.ClientSession
) -> None:
    world.faults.add(kind="drop-after")
    form = aiohttp.FormData({"chat_id": str(noor.id)})
    form.add_field("document", b"x" * 300_000, filename="a.bin")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await session.post(f"{api.base}/sendDocument", data=form)
    assert len(world.chat(noor.id)) == 2


async def test_answers_that_hang_or_dawdle(world: World, noor: Person, api: Any) -> None:
    world.faults.add(kind="hang", seconds=0.1)
    world.faults.add(kind="slow", seconds=0.1)
    for _ in range(2):
        began = time.monotonic()
        assert (await send(api, noor))["ok"]
        assert time.monotonic() - began >= 0.1


async def test_a_call_that_hangs_can_be_given_up(world: World, noor: Person, api: Any) -> None:
    world.faults.add(kind="hang", seconds=60)
    given_up = asyncio.create_task(send(api, noor))
    await world.wait_for(lambda w: len(w.chat(noor.id)) == 2)  # it has arrived all the same
    assert not given_up.done()
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up


async def test_a_fault_strikes_only_where_it_fits(world: World, noor: Person, api: Any) -> None:
    other = world.add_person("Bo")
    world.start(other.id)
    world.faults.add("sendMessage", other.id, kind="500", times=2)
    world.faults.add("getMe", kind="500", times=None)
    assert (await send(api, noor))["ok"]
    assert [(await send(api, other))["ok"] for _ in range(3)] == [False, False, True]
    assert not (await api("getMe"))["ok"]
    assert len(world.faults) == 1
    world.faults.clear()
    assert (await api("getMe"))["ok"]


async def test_faults_by_chance(world: World, api: Any) -> None:
    world.faults.add("getMe", kind="500", times=None, probability=0.5)
    outcomes = [(await api("getMe"))["ok"] for _ in range(60)]
    assert 10 < sum(outcomes) < 50


def test_beside_each_other_faults_by_chance_come_as_often_as_each_says() -> None:
    faults = Faults(Random(1))
    kinds: tuple[Kind, ...] = ("429", "500", "502-html", "drop-before")
    for kind in kinds:
        faults.add("sendMessage", kind=kind, times=None, probability=0.2)
    struck = Counter(
        f.kind if (f := faults.take("sendmessage", "5")) else "" for _ in range(5_000)
    )
    assert len(struck) == 5
    assert all(900 < number < 1_100 for number in struck.values()), struck


async def test_a_network_has_its_delay(world: World, noor: Person, api: Any) -> None:
    world.latency = (0.05, 0.02)
    await send(api, noor)
    assert 0.03 <= world.requests[-1].latency < 1
    assert 0.015 <= world.requests[-1].way_back < world.requests[-1].latency


def test_an_unknown_fault_is_a_mistake(world: World) -> None:
    with pytest.raises(ValueError, match="unknown kind of fault 'flood'; one of 429"):
        world.faults.add(kind="flood")  # type: ignore[arg-type]

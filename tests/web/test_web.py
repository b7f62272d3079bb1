"""Health, and updates by webhook: only with the secret, and only once they are stored."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.store.engine import StoreError
from bot.web.server import LARGEST_BODY
from tests.cast import TOKEN, Stage, staged

SECRET = "only-for-this-test"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
async def stage(tmp_path: Path, port: int) -> AsyncIterator[Stage]:
    async with staged(
        tmp_path,
        http_port=port,
        webhook_url=f"http://127.0.0.1:{port}",
        webhook_secret=SECRET,
    ) as made:
        yield made


@pytest.fixture
async def web(port: int) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        yield session


async def test_the_whole_arrival_works_by_webhook(stage: Stage) -> None:
    noor = await stage.client("Noor")
    await noor.say("/drang")
    assert "Duw je hielen" in noor.texts[-1]
    assert "getUpdates" not in {request.method for request in stage.world.requests}


@pytest.mark.parametrize("headers", [{}, {HEADER: "guessed"}, {HEADER: ""}])
async def test_a_call_without_the_secret_is_turned_away(
    stage: Stage, web: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    async with web.post("/telegram", json={"update_id": 1}, headers=headers) as answer:
        assert answer.status == 403


@pytest.mark.parametrize(
    "body", [b"", b"no json", b"[]", b'{"update_id": "x"}', b" " * (LARGEST_BODY + 1)]
)
async def test_what_is_no_update_is_refused(
    stage: Stage, web: aiohttp.ClientSession, body: bytes
) -> None:
    async with web.post("/telegram", data=body, headers={HEADER: SECRET}) as answer:
        assert answer.status == 400


async def test_an_update_that_could_not_be_stored_is_not_confirmed(
    stage: Stage, web: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(raws: object) -> None:
        raise StoreError("gone on purpose")

    monkeypatch.setattr(stage.app.intake, "accept", gone)
    async with web.post("/telegram", json={"update_id": 1}, headers={HEADER: SECRET}) as answer:
        assert answer.status == 503


async def test_it_says_that_it_is_alive_and_ready(
    stage: Stage, web: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with web.get("/healthz") as answer:
        assert answer.status == 200
    async with web.get("/readyz") as answer:
        assert answer.status == 200

    def gone() -> None:
        raise StoreError("gone on purpose")

    monkeypatch.setattr(stage.app.deps.store, "read", gone)
    async with web.get("/readyz") as answer:
        assert answer.status == 503


async def test_a_port_that_is_taken_is_said_and_nothing_runs(tmp_path: Path, port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(OSError, match="cannot be listened on"):
            async with staged(tmp_path, http_port=port):
                pass


async def test_a_bot_that_polls_takes_an_earlier_webhook_away(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        async with aiohttp.ClientSession() as session:
            url = f"{stage.server.url}/bot{TOKEN}/setWebhook"
            await session.post(url, json={"url": "http://127.0.0.1:9/none"})
        noor = await stage.client("Noor")
        await noor.say("/week")
        assert noor.texts[-1].startswith("Week 1")

"""The bot with its HTTP port open, by webhook, and somebody who asks there."""

from __future__ import annotations

import socket
import sys
from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.cast import Stage, staged

SECRET = "only-for-this-test"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


_kept: deque[socket.socket] = deque(maxlen=64)


def free_port() -> int:
    """A port that is nobody's, also by the time at which the bot listens there.

    On Linux a socket stays bound to it and never listens: such a port is given to nobody who asks
    for any, nor to a connection that goes out, while the bot, which names it, may listen there.
    """
    found = socket.socket()
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.bind(("127.0.0.1", 0))
    port = int(found.getsockname()[1])
    if sys.platform == "linux":
        if len(_kept) == _kept.maxlen:
            _kept.popleft().close()
        _kept.append(found)
    else:
        found.close()
    return port


async def metrics_of(folder: Path) -> str:
    """What Prometheus gets: of a bot that polls, and of one with a webhook."""
    pages = ""
    for name in ("polls", "webhook"):
        (folder / name).mkdir()
        port = free_port()
        told: dict[str, Any] = {
            "webhook_url": f"http://127.0.0.1:{port}",
            "webhook_secret": SECRET,
        }
        async with (
            staged(folder / name, http_port=port, **(told if name == "webhook" else {})),
            aiohttp.ClientSession() as web,
            web.get(f"http://127.0.0.1:{port}/metrics") as answer,
        ):
            pages += await answer.text()
    return pages


@pytest.fixture
def port() -> int:
    """Where this test's bot listens."""
    return free_port()


@pytest.fixture
async def stage(tmp_path: Path, port: int) -> AsyncIterator[Stage]:
    """The bot on a Monday morning, by webhook."""
    async with staged(
        tmp_path,
        http_port=port,
        webhook_url=f"http://127.0.0.1:{port}",
        webhook_secret=SECRET,
    ) as made:
        yield made


@pytest.fixture
async def web(port: int) -> AsyncIterator[aiohttp.ClientSession]:
    """Somebody who asks over HTTP."""
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        yield session

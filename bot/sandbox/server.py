"""Starting and stopping the local Telegram; `python -m bot.sandbox.server` runs it by itself."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import socket
from functools import partial
from typing import Any

import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from bot.clock import MovableClock
from bot.sandbox.botside import BotSide
from bot.sandbox.clockside import Move
from bot.sandbox.connection import Connection
from bot.sandbox.delivery import Delivery
from bot.sandbox.limits import Limits
from bot.sandbox.peopleside import Joined, people_side
from bot.sandbox.state import Subscription
from bot.sandbox.world import World

GRACE = 0.25  # seconds that calls under way have when the server stops


class LocalTelegram:
    """Serves a world over HTTP: the Bot API for the bot, the page and its JSON for people."""

    def __init__(
        self,
        world: World,
        move: Move | None = None,
        zone: str = "Europe/Amsterdam",
        joined: Joined | None = None,
    ) -> None:
        """`move(to)` is what the page's clock calls, by default the clock's `move_to`.

        `joined(id)`: by default nobody is a client who was not named one.
        """
        self.world = world
        self.urls: list[str] = []
        self._streams: set[Subscription] = set()
        self._bot_side = BotSide(world)
        self._people_side = people_side(world, move, zone, self._streams, joined)
        self._delivery = Delivery(world)
        self._state = ServerState()
        self._servers: list[asyncio.Server] = []

    @property
    def url(self) -> str:
        return self.urls[0]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].startswith(("/bot", "/file/")):
            await self._bot_side(scope, receive, send)
        else:
            await self._people_side(scope, receive, send)

    async def start(self, host: str = "127.0.0.1", port: int = 0, *more_ports: int) -> str:
        """Listen; answers the base URL, with `/bot` and `/file/bot` below it."""
        config = uvicorn.Config(
            self,
            interface="asgi3",
            ws="none",
            lifespan="off",
            log_config=None,
            proxy_headers=False,
            timeout_keep_alive=75,
        )
        config.load()
        loop = asyncio.get_running_loop()
        for number in (port, *more_ports):
            connection = partial(Connection, self._bot_side, config, self._state, {})
            self._servers.append(await loop.create_server(connection, sock=_listen(host, number)))
        self._delivery.start()
        self.urls = [
            f"http://{host}:{server.sockets[0].getsockname()[1]}" for server in self._servers
        ]
        return self.url

    async def stop(self) -> None:
        """Stop listening; whoever waits for updates or events is sent away."""
        await self._delivery.stop()
        for server in self._servers:
            server.close()
        self._servers.clear()
        self.world.end_poll()
        for stream in tuple(self._streams):
            stream.close()
        connections: list[Any] = list(self._state.connections)
        for connection in connections:
            connection.shutdown()
        if self._state.tasks:
            await asyncio.wait(self._state.tasks, timeout=GRACE)
        for task in tuple(self._state.tasks):
            task.cancel()
        for connection in connections:
            connection.transport.abort()


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket that asyncio knows to be TCP, so that it switches Nagle's delay off."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise OSError(
            f"{host}:{port or '…'} cannot be listened on ({error.strerror}): choose another --port"
        ) from None
    return listening


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox.server")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081, help="for the bot (0: any)")
    parser.add_argument("--control-port", type=int, help="a second port, for people")
    parser.add_argument("--token", default="1000001:LOCAL")
    parser.add_argument("--person", action="append", default=[], metavar="NAME:LANGUAGE")
    parser.add_argument("--no-limits", action="store_true", help="switch the pace off")
    parser.add_argument("--keep", type=int, help="remember only this much")
    parser.add_argument("--seed", type=int)
    return parser.parse_args()


async def _run(given: argparse.Namespace) -> None:
    limits = Limits(enabled=not given.no_limits)
    world = World(MovableClock(), given.token, limits=limits, seed=given.seed, keep=given.keep)
    for person in given.person:
        name, _, language = person.partition(":")
        world.add_person(name, language or None)
    server = LocalTelegram(world)
    more = [] if given.control_port is None else [given.control_port]
    url = await server.start(given.host, given.port, *more)
    people = [{"id": person.id, "name": person.name} for person in world.people.values()]
    ready = {"url": url, "control": server.urls[-1], "token": world.token, "people": people}
    print(json.dumps(ready), flush=True)
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    await stopped.wait()
    await server.stop()


if __name__ == "__main__":
    asyncio.run(_run(_arguments()))

"""Bots as processes on one PostgreSQL, a front before them, and a wire that can be cut."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot import logs
from bot.clock import prefer_packaged_zones
from bot.pictures import library
from bot.running import serve
from bot.settings import Settings
from tests.kill.process import _plain_picture
from tests.warm import FORKS

_PATIENCE = 30.0


class Machine:
    """One bot, as `python -m bot run` has it."""

    def __init__(
        self,
        name: str,
        settings: dict[str, Any],
        folder: Path,
        become: Callable[[], None] | None = None,
    ) -> None:
        """`become` is called in its process first: what makes it another release than this one."""
        self.name = name
        self.port = settings.get("http_port")
        self._settings = settings
        self._become = become
        self._log = folder / f"{name}.log"
        self._process: Any = None

    def start(self) -> None:
        """Begin; `ready` waits for it."""
        self._log.write_text("")
        self._process = FORKS.Process(target=_live, args=(self._settings, self._log, self._become))
        self._process.start()

    def signal(self, number: int) -> None:
        """SIGSTOP, SIGCONT, SIGTERM, SIGKILL."""
        os.kill(self._process.pid, number)

    async def ended(self) -> int:
        """Wait for its end; gives the exit code."""
        process, self._process = self._process, None
        async with asyncio.timeout(_PATIENCE):
            while process.exitcode is None:
                await asyncio.sleep(0.02)
        code = int(process.exitcode)
        process.close()
        return code

    async def kill(self) -> None:
        """As a power cut does. One that ended by itself is cleared away."""
        with contextlib.suppress(ProcessLookupError):
            self.signal(signal.SIGKILL)
        await self.ended()

    async def stop(self) -> None:
        """As a service manager does."""
        self.signal(signal.SIGTERM)
        assert await self.ended() == 0, self.log

    def events(self, event: str) -> list[dict[str, Any]]:
        """What it logged under this name."""
        lines = [json.loads(line) for line in self.log.splitlines() if line.startswith("{")]
        return [line for line in lines if line["event"] == event]

    @property
    def log(self) -> str:
        return self._log.read_text()

    @property
    def lives(self) -> bool:
        return self._process is not None

    @property
    def leads(self) -> bool:
        """Whether it says so; one that is frozen says nothing else any more."""
        changes = self.events("leads") + self.events("follows")
        latest = max(changes, key=lambda line: str(line["timestamp"]), default={"event": ""})
        return bool(latest["event"] == "leads")

    async def ready(self) -> None:
        """Wait until it has come up."""
        async with asyncio.timeout(_PATIENCE):
            while not self.events("ready"):
                assert self._process.exitcode is None, self.log
                await asyncio.sleep(0.05)


def _live(settings: dict[str, Any], log: Path, become: Callable[[], None] | None) -> None:
    for name in [name for name in os.environ if name.startswith("BOT_")]:
        del os.environ[name]
    with log.open("a") as file:
        os.dup2(file.fileno(), sys.stdout.fileno())
        os.dup2(file.fileno(), sys.stderr.fileno())
    library.draw = _plain_picture  # type: ignore[assignment]
    if become is not None:
        become()
    prefer_packaged_zones()
    logs.configure("INFO", "json")
    asyncio.run(serve(Settings(**settings)))


class Front:
    """What stands before several machines: each connection goes to the next one that listens."""

    def __init__(self) -> None:
        self.machines: list[Machine] = []
        self._turn = itertools.count()
        self._open: set[asyncio.Task[Any]] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> int:
        """Listen; gives the port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Listen no more."""
        assert self._server is not None
        self._server.close()
        await _end(self._open)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _note_task(self._open)
        machines, first = list(self.machines), next(self._turn)
        for number in range(len(machines)):
            port = machines[(first + number) % len(machines)].port
            with contextlib.suppress(OSError):
                there = await asyncio.open_connection("127.0.0.1", port)
                await _join((reader, writer), there)
                return
        writer.close()


class Wire:
    """A wire to PostgreSQL's socket. Cut, it stays connected, and nothing comes through."""

    def __init__(self, socket_dir: Path) -> None:
        self._path = next(socket_dir.glob(".s.PGSQL.*[0-9]"))
        self._whole = asyncio.Event()
        self._whole.set()
        self._open: set[asyncio.Task[Any]] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> int:
        """Listen; gives the port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Listen no more."""
        assert self._server is not None
        self._server.close()
        await _end(self._open)

    def cut(self) -> None:
        """From here on nothing comes through."""
        self._whole.clear()

    def mend(self) -> None:
        """What was held up comes through after all."""
        self._whole.set()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _note_task(self._open)
        there = await asyncio.open_unix_connection(str(self._path))
        await _join((reader, writer), there, self._whole)


def _note_task(tasks: set[asyncio.Task[Any]]) -> None:
    task = asyncio.current_task()
    assert task is not None
    tasks.add(task)
    task.add_done_callback(tasks.discard)


async def _end(tasks: set[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


_Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _join(here: _Ends, there: _Ends, whole: asyncio.Event | None = None) -> None:
    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65_536):
                if whole is not None:
                    await whole.wait()
                writer.write(data)
                await writer.drain()

    ways = [asyncio.create_task(pass_on(*way)) for way in
            ((here[0], there[1]), (there[0], here[1]))]  # fmt: skip
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    except asyncio.CancelledError:
        pass  # the scene is over; asyncio would complain of the connection
    finally:
        for way in ways:
            way.cancel()
        for _, writer in (here, there):
            writer.close()

"""The clock on the page: what time it is, and moving it on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.sandbox.reading import needed, read_body
from bot.sandbox.world import World

Move = Callable[[datetime], Awaitable[None]]


class Times:
    def __init__(self, world: World, move: Move | None, zone: str) -> None:
        self._world = world
        self._move = move
        self._zone = zone

    async def show(self, request: Request) -> Response:
        return JSONResponse({"now": self._world.clock.now().isoformat(), "zone": self._zone})

    async def move(self, request: Request) -> Response:
        body = await read_body(request)
        if body.get("to"):
            to = datetime.fromisoformat(body["to"])
        else:
            to = self._world.clock.now() + timedelta(seconds=float(needed(body, "seconds")))
        if to.tzinfo is None:
            raise ValueError("an instant needs its offset from UTC")
        await self._moved(to)
        self._world.emit("clock")
        return await self.show(request)

    async def _moved(self, to: datetime) -> None:
        if self._move is not None:
            await self._move(to)
            return
        move_to = getattr(self._world.clock, "move_to", None)
        if move_to is None:
            raise ValueError("this clock cannot be moved")
        move_to(to)

"""The people's side: JSON for the page and for tests in another process, media, the page."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.clockside import Move, Times
from bot.sandbox.membership import ALL_RIGHTS
from bot.sandbox.model import Chat, Message, Person
from bot.sandbox.reading import needed, read_body
from bot.sandbox.state import Subscription
from bot.sandbox.stream import events
from bot.sandbox.view import chat_view, groups_in, message_view
from bot.sandbox.world import World

PAGE = Path(__file__).parent / "page"
Joined = Callable[[int], Awaitable[bool]]
"""Whether the person with this number is a client by now."""


def people_side(
    world: World,
    move: Move | None,
    zone: str,
    open_streams: set[Subscription],
    joined: Joined | None = None,
) -> Starlette:
    """The application; `move(to)` moves the clock (default: the clock's own `move_to`)."""
    people = _People(world, open_streams, joined)
    times = Times(world, move, zone)
    acts = [
        Route("/people/{person:int}/" + name, act, methods=["POST"])
        for name, act in people.acts().items()
    ]
    return Starlette(
        routes=[
            Route("/", _index),
            Route("/people", people.list, methods=["GET"]),
            Route("/people", people.add, methods=["POST"]),
            Route("/people/{person:int}/chat", people.chat),
            Route("/people/{person:int}/events", people.events),
            *acts,
            Route("/media/{unique_id}", people.media),
            Route("/clock", times.show, methods=["GET"]),
            Route("/clock", times.move, methods=["POST"]),
            Route("/faults", people.fault, methods=["POST"]),
            Route("/requests", people.requests),
            Mount("/page", StaticFiles(directory=PAGE, check_dir=False)),
        ],
        exception_handlers={ValueError: _refused, KeyError: _missing, HTTPException: _failed},
    )


async def _index(request: Request) -> Response:
    index = PAGE / "index.html"
    if not index.exists():
        return Response("There is no page in this installation.", 404)
    return FileResponse(index)


async def _refused(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, 400)


async def _missing(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": f"there is no {error}"}, 404)


async def _failed(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return JSONResponse({"error": str(error)}, status)


def _person_view(person: Person, groups: list[Chat]) -> dict[str, Any]:
    view: dict[str, Any] = {"id": person.id, "name": person.name, "language": person.language}
    view["groups"] = [
        {"id": group.id, "title": group.wire["title"]}
        for group in groups
        if person.id in group.members
    ]
    return view | ({"role": person.role} if person.role else {})


def _place(body: dict[str, Any]) -> dict[str, Any]:
    """Where a person does something: nothing named is her own chat with the bot."""
    return {name: body.get(name) for name in ("chat_id", "thread_id")}


class _People:
    def __init__(
        self, world: World, open_streams: set[Subscription], joined: Joined | None
    ) -> None:
        self.world = world
        self.open_streams = open_streams
        self._joined = joined

    def acts(self) -> dict[str, Callable[[Request], Awaitable[Response]]]:
        return {
            "start": self.start,
            "say": self.say,
            "edit": self.edit,
            "tap": self.tap,
            "send": self.send,
            "block": self.block,
            "unblock": self.unblock,
            "delete": self.delete,
            "bring": self.bring,
            "language": self.language,
        }

    async def list(self, request: Request) -> Response:
        groups = groups_in(self.world)
        everybody = list(self.world.people.values())
        views = [_person_view(person, groups) for person in everybody]
        for view in views:
            if self._joined is not None and "role" not in view and await self._joined(view["id"]):
                view["role"] = "client"
        return JSONResponse(views)

    async def add(self, request: Request) -> Response:
        body = await read_body(request)
        name = str(body.get("name") or "").strip()
        if not name:
            raise ValueError("a person needs a name")
        person = self.world.add_person(name, body.get("language"), role=body.get("role"))
        return JSONResponse(_person_view(person, []), 201)

    async def chat(self, request: Request) -> Response:
        """Her chat with the bot, or the group that `chat` names."""
        person_id = self._id(request)
        chat_id = int(request.query_params.get("chat", person_id))
        if chat_id != person_id and person_id not in self.world.chats[chat_id].members:
            raise HTTPException(404, f"there is no group {chat_id} of hers")
        return JSONResponse(chat_view(self.world, person_id, chat_id))

    async def events(self, request: Request) -> Response:
        headers = {"cache-control": "no-store"}
        stream = events(self.world, self._id(request), self.open_streams)
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    async def start(self, request: Request) -> Response:
        body = await read_body(request)
        return self._said(
            request, self.world.start(self._id(request), str(body.get("payload") or ""))
        )

    async def say(self, request: Request) -> Response:
        body = await read_body(request)
        text, reply_to = str(needed(body, "text")), body.get("reply_to")
        message = self.world.say(self._id(request), text, reply_to, **_place(body))
        return self._said(request, message)

    async def edit(self, request: Request) -> Response:
        body = await read_body(request)
        message_id, text = needed(body, "message_id"), str(needed(body, "text"))
        chat_id = body.get("chat_id")
        message = self.world.edit(self._id(request), message_id, text, chat_id=chat_id)
        return self._said(request, message)

    async def tap(self, request: Request) -> Response:
        body = await read_body(request)
        message_id, data = needed(body, "message_id"), str(needed(body, "data"))
        stale, chat_id = bool(body.get("stale")), body.get("chat_id")
        person_id = self._id(request)
        query_id = self.world.tap(person_id, message_id, data, stale=stale, chat_id=chat_id)
        return JSONResponse({"query_id": query_id})

    async def send(self, request: Request) -> Response:
        """`file`, if given, is a data: URL or plain base64."""
        body = await read_body(request)
        given = {k: v for k, v in body.items() if k not in ("kind", "file")}
        if body.get("file"):
            given["data"] = base64.b64decode(str(body["file"]).rpartition(",")[2])
        message = self.world.send(self._id(request), str(body.get("kind", "")), **given)
        return self._said(request, message)

    async def block(self, request: Request) -> Response:
        self.world.block(self._id(request))
        return JSONResponse({})

    async def unblock(self, request: Request) -> Response:
        self.world.unblock(self._id(request))
        return JSONResponse({})

    async def delete(self, request: Request) -> Response:
        body = await read_body(request)
        chat_id, message_id = body.get("chat_id"), needed(body, "message_id")
        self.world.delete_for_me(self._id(request), message_id, chat_id=chat_id)
        return JSONResponse({})

    async def bring(self, request: Request) -> Response:
        """Add the bot to a group, with the rights of an administrator."""
        body = await read_body(request)
        chat_id, by = needed(body, "chat_id"), self._id(request)
        self.world.add_bot(chat_id, by)
        self.world.promote_bot(chat_id, by, ALL_RIGHTS)
        return JSONResponse({})

    async def language(self, request: Request) -> Response:
        body = await read_body(request)
        self.world.set_language(self._id(request), str(needed(body, "language")))
        return JSONResponse({})

    async def media(self, request: Request) -> Response:
        file = self.world.files.by_unique(request.path_params["unique_id"])
        if file is None:
            raise HTTPException(404)
        return Response(file.data, media_type=file.mime)

    async def fault(self, request: Request) -> Response:
        body = await read_body(request)
        if body.get("clear"):
            self.world.faults.clear()
        else:
            try:
                self.world.faults.add(**body)
            except TypeError as error:
                raise ValueError(str(error)) from error
        return JSONResponse({"faults": len(self.world.faults)})

    async def requests(self, request: Request) -> Response:
        """Calls from number `since` on; `next` is the number to go on from."""
        calls = self.world.requests
        since = int(request.query_params.get("since", 0))
        shown = calls[max(0, since - calls.dropped) :]
        view = [
            {
                "at": call.at.isoformat(),
                "method": call.method,
                "params": call.params,
                "ok": call.ok,
                "error_code": call.error_code,
                "description": call.description,
                "latency": call.latency,
                "way_back": call.way_back,
            }
            for call in shown
        ]
        return JSONResponse({"requests": view, "next": calls.dropped + len(calls)})

    def _id(self, request: Request) -> int:
        person = int(request.path_params["person"])
        if person not in self.world.people:
            raise HTTPException(404, f"there is no person {person}")
        return person

    def _said(self, request: Request, message: Message) -> Response:
        return JSONResponse(message_view(message, self._id(request)))

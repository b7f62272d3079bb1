"""The people's side over HTTP: what the page and a test in another process use."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox.model import Person
from bot.sandbox.server import LocalTelegram
from bot.sandbox.world import World


class Web:
    """JSON calls to the people's side."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self.session, self.base = session, base

    async def get(self, path: str) -> Any:
        async with self.session.get(self.base + path) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def post(self, path: str, status: int = 200, **body: Any) -> Any:
        async with self.session.post(self.base + path, json=body) as response:
            assert response.status == status, await response.text()
            return await response.json()


@pytest.fixture
def web(server: LocalTelegram, session: aiohttp.ClientSession) -> Web:
    return Web(session, server.url)


async def test_a_person_comes_acts_and_goes(world: World, web: Web, api: Any) -> None:
    person = await web.post("/people", 201, name="Noor", language="nl", role="client")
    assert await web.get("/people") == [person]
    at = f"/people/{person['id']}"
    assert (await web.get(f"{at}/chat"))["started"] is False
    started = await web.post(f"{at}/start", payload="abc")
    assert (started["text"], started["from"]) == ("/start abc", "me")
    said = await web.post(f"{at}/say", text="hoi", reply_to=started["id"])
    assert said["reply_to"] == started["id"]
    edited = await web.post(f"{at}/edit", message_id=said["id"], text="hallo")
    assert (edited["text"], edited["edited"]) == ("hallo", True)
    await web.post(f"{at}/delete", message_id=said["id"])
    await web.post(f"{at}/block")
    chat = await web.get(f"{at}/chat")
    assert ([m["text"] for m in chat["messages"]], chat["blocked"]) == (["/start abc"], True)
    await web.post(f"{at}/unblock")
    assert len(await api.ok("getUpdates")) == 5


async def test_what_the_page_is_shown(world: World, noor: Person, web: Web, api: Any) -> None:
    await api.ok("setMyCommands", commands=[{"command": "nu", "description": "Nu"}])
    await api.ok("setMyDescription", description="Een anker")
    keyboard = {"keyboard": [["Nu", "Hulp"]]}
    await api.ok("sendMessage", chat_id=noor.id, text="a", reply_markup=keyboard)
    markup = {
        "inline_keyboard": [
            [{"text": "ja", "callback_data": "y"}, {"text": "web", "url": "https://a.nl/"}],
            [{"text": "kopie", "copy_text": {"text": "113"}}],
        ]
    }
    world.limits.enabled = False
    await api.ok(
        "sendMessage", chat_id=noor.id, text="<b>b</b>", parse_mode="HTML", reply_markup=markup
    )
    file_id = world.send_photo(noor.id, "kijk").content[-1]["file_id"]
    await api.ok("sendPhoto", chat_id=noor.id, photo=file_id, caption="terug")
    await api.ok("sendChatAction", chat_id=noor.id, action="typing")

    chat = await web.get(f"/people/{noor.id}/chat")
    assert chat["keyboard"]["keyboard"] == [[{"text": "Nu"}, {"text": "Hulp"}]]
    assert chat["menu"] == [{"command": "nu", "description": "Nu"}]
    assert chat["typing"] is True
    assert chat["bot"] == {
        "name": "Anker",
        "username": "anker_demo_bot",
        "description": "Een anker",
        "short_description": "",
    }
    bold, photo = chat["messages"][2], chat["messages"][4]
    assert bold["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert bold["buttons"] == [
        [{"text": "ja", "data": "y"}, {"text": "web", "url": "https://a.nl/"}],
        [{"text": "kopie", "copy": "113"}],
    ]
    assert (photo["photo"]["width"], photo["photo"]["height"]) == (64, 48)
    async with web.session.get(web.base + photo["photo"]["url"]) as response:
        assert response.content_type == "image/jpeg"
        assert (await response.read()).startswith(b"\xff\xd8")


async def test_tapping_over_http(world: World, noor: Person, web: Web, api: Any) -> None:
    markup = {"inline_keyboard": [[{"text": "ja", "callback_data": "y"}]]}
    sent = await api.ok("sendMessage", chat_id=noor.id, text="a", reply_markup=markup)
    at = f"/people/{noor.id}/tap"
    tapped = await web.post(at, message_id=sent["message_id"], data="y")
    assert tapped["query_id"] in world.callbacks
    refused = await web.post(at, 400, message_id=sent["message_id"], data="z")
    assert "no button 'z'" in refused["error"]


async def test_a_phone_that_is_set_to_another_language(
    world: World, noor: Person, web: Web
) -> None:
    await web.post(f"/people/{noor.id}/language", language="en")
    assert noor.wire["language_code"] == world.language_of(noor.id) == "en"


async def test_a_group_on_somebodys_page(world: World, noor: Person, web: Web, api: Any) -> None:
    other = world.add_person("Bo")
    group = world.add_group("Team", noor.id, forum=True)
    shown = {one["name"]: one["groups"] for one in await web.get("/people")}
    assert shown == {"Noor": [{"id": group.id, "title": "Team"}], "Bo": []}
    at = f"/people/{noor.id}"
    assert (await web.get(f"{at}/chat?chat={group.id}"))["blocked"] is True
    await web.post(f"{at}/bring", chat_id=group.id)
    topic = await api.ok("createForumTopic", chat_id=group.id, name="Mia")
    thread_id = topic["message_thread_id"]
    async with web.session.get(f"{web.base}{at}/events") as response:
        await response.content.readline()
        where = {"chat_id": group.id, "thread_id": thread_id}
        said = await web.post(f"{at}/say", text="dag", **where)
        await web.post(f"{at}/edit", message_id=said["id"], text="hallo", chat_id=group.id)
        told = await events_until(response, 2)
    assert [(one["type"], one["chat_id"]) for one in told] == [
        ("message", group.id), ("edit", group.id),
    ]  # fmt: skip
    chat = await web.get(f"{at}/chat?chat={group.id}")
    assert chat["topics"] == [{"id": thread_id, "name": "Mia", "closed": False}]
    assert (chat["messages"][-1]["text"], chat["messages"][-1]["thread_id"]) == (
        "hallo",
        thread_id,
    )
    own = (await web.get(f"{at}/chat"))["messages"]
    assert {one["chat_id"] for one in own} == {noor.id}
    async with web.session.get(f"{web.base}/people/{other.id}/chat?chat={group.id}") as response:
        assert response.status == 404


async def test_mistakes_are_told(noor: Person, web: Web) -> None:
    await web.post("/people", 400)
    await web.post("/people/5/say", 404, text="x")
    await web.post(f"/people/{noor.id}/say", 400, text="")
    await web.post(f"/people/{noor.id}/say", 400)
    await web.post(f"/people/{noor.id}/edit", 404, message_id=5, text="x")
    await web.post(f"/people/{noor.id}/send", 400, kind="hologram")
    await web.post("/faults", 400, kind="flood")
    await web.post("/faults", 400, colour="blue")


async def test_files_are_sent_as_data(world: World, noor: Person, web: Web) -> None:
    await web.post(f"/people/{noor.id}/send", kind="voice", file="data:audio/ogg;base64,T2dnUw==")
    assert world.chat(noor.id)[-1].file == b"OggS"
    sent = await web.post(f"/people/{noor.id}/send", kind="contact")
    assert sent["contact"]["phone_number"]


async def events_until(response: aiohttp.ClientResponse, number: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    async with asyncio.timeout(5):
        while len(found) < number:
            line = await response.content.readline()
            if line.startswith(b"data: "):
                found.append(json.loads(line[6:]))
    return found


async def test_what_happens_is_told_as_it_happens(
    world: World, noor: Person, web: Web, api: Any
) -> None:
    other = world.add_person("Bo")
    async with web.session.get(f"{web.base}/people/{noor.id}/events") as response:
        assert response.content_type == "text/event-stream"
        await response.content.readline()
        world.start(other.id)
        await api.ok("sendChatAction", chat_id=noor.id, action="typing")
        markup = {"inline_keyboard": [[{"text": "ja", "callback_data": "y"}]]}
        sent = await api.ok("sendMessage", chat_id=noor.id, text="a", reply_markup=markup)
        where = {"chat_id": noor.id, "message_id": sent["message_id"]}
        query_id = world.tap(noor.id, sent["message_id"], "y")
        await api.ok("answerCallbackQuery", callback_query_id=query_id, text="ok")
        await api.ok("editMessageText", text="b", **where)
        await api.ok("deleteMessage", **where)
        await api.ok("sendMessage", chat_id=noor.id, text="c", reply_markup={"keyboard": [["d"]]})
        await api.ok("setMyCommands", commands=[{"command": "nu", "description": "Nu"}])
        await web.post("/clock", seconds=60)
        events = await events_until(response, 9)
    kinds = [event["type"] for event in events]
    expected = "typing message answer edit delete message keyboard menu clock"
    assert kinds == expected.split()
    assert events[2]["text"] == "ok"
    assert events[4]["id"] == sent["message_id"]
    assert events[6]["keyboard"]["keyboard"] == [[{"text": "d"}]]


async def test_open_streams_do_not_hold_up_the_end(world: World, noor: Person) -> None:
    server = LocalTelegram(world)
    base = await server.start()
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{base}/people/{noor.id}/events") as response,
    ):
        await response.content.readline()
        began = asyncio.get_running_loop().time()
        await server.stop()
        assert asyncio.get_running_loop().time() - began < 0.5


async def test_the_clock_is_shown_and_moved(world: World, web: Web) -> None:
    shown = await web.get("/clock")
    assert shown == {"now": "2026-03-01T12:00:00+00:00", "zone": "Europe/Amsterdam"}
    moved = await web.post("/clock", seconds=3600)
    assert moved["now"] == "2026-03-01T13:00:00+00:00"
    moved = await web.post("/clock", to="2026-03-02T08:00:00+01:00")
    assert datetime.fromisoformat(moved["now"]) == world.clock.now()
    await web.post("/clock", 400, to="2026-03-02T08:00:00")


async def test_the_demo_can_walk_the_clock_itself(world: World) -> None:
    asked: list[datetime] = []

    async def walk(to: datetime) -> None:
        asked.append(to)

    server = LocalTelegram(world, walk, "Europe/Brussels")
    base = await server.start()
    async with aiohttp.ClientSession() as session:
        answer = await Web(session, base).post("/clock", seconds=60)
    await server.stop()
    assert asked == [world.clock.now() + timedelta(seconds=60)]
    assert answer["zone"] == "Europe/Brussels"


async def test_faults_and_requests_over_http(noor: Person, web: Web, api: Any) -> None:
    assert await web.post("/faults", kind="500", method="getMe") == {"faults": 1}
    await api.refused("getMe")
    seen = await web.get("/requests")
    assert [(r["method"], r["error_code"]) for r in seen["requests"]] == [("getMe", 500)]
    assert await web.get(f"/requests?since={seen['next']}") == {"requests": [], "next": 1}
    await web.post("/faults", kind="500")
    assert await web.post("/faults", clear=True) == {"faults": 0}


async def test_the_page_is_served(web: Web) -> None:
    async with web.session.get(web.base + "/") as response:
        assert response.content_type == "text/html"
    async with web.session.get(web.base + "/page/api.js") as response:
        assert response.status == 200
        assert "javascript" in response.content_type


async def test_it_runs_in_a_process_of_its_own(session: aiohttp.ClientSession) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.sandbox.server", "--port", "0", "--control-port", "0",
        "--person", "Noor:nl", "--no-limits", "--seed", "3",
        stdout=asyncio.subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout is not None
    told = json.loads(await asyncio.wait_for(process.stdout.readline(), 20))
    web = Web(session, told["control"])
    [person] = told["people"]
    await web.post(f"/people/{person['id']}/start")
    async with session.get(f"{told['url']}/bot{told['token']}/getUpdates") as response:
        assert len((await response.json())["result"]) == 1
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 10) == 0

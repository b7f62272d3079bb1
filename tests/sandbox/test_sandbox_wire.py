"""The HTTP of the Bot API side: addresses, encodings, and the short cut for small calls."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest

from bot.sandbox.methods.parameters import KNOWN
from bot.sandbox.model import Person
from bot.sandbox.params import decode
from bot.sandbox.server import LocalTelegram
from bot.sandbox.world import World


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot1000001:WRONG/getMe", 401, "Unauthorized"),
        ("/bot1000001:LOCAL/getNothing", 404, "Not Found: method not found"),
        ("/bot1000001:LOCAL/", 404, "Not Found: method not found"),
        ("/bot1000001:LOCAL", 404, "Not Found"),
        ("/file/bot1000001:WRONG/a.jpg", 401, "Unauthorized"),
        ("/file/bot1000001:LOCAL/a.jpg", 404, "Not Found"),
    ],
)
async def test_addresses(
    server: LocalTelegram,
    session: aiohttp.ClientSession,
    path: str,
    status: int,
    description: str,
) -> None:
    async with session.get(server.url + path) as response:
        assert response.status == status
        assert await response.json() == {
            "ok": False,
            "error_code": status,
            "description": description,
        }


async def test_names_of_methods_in_any_case(api: Any) -> None:
    assert (await api.ok("GETME"))["username"] == "anker_demo_bot"
    assert (await api.ok("getme"))["is_bot"]


@pytest.mark.parametrize("how", ["get", "form", "json", "multipart"])
async def test_every_encoding_says_the_same(
    world: World, noor: Person, api: Any, session: aiohttp.ClientSession, how: str
) -> None:
    markup = {"inline_keyboard": [[{"text": "é", "callback_data": "y"}]]}
    flat = {"chat_id": str(noor.id), "text": "één & 🌊 = +", "disable_notification": "true"}
    url = f"{api.base}/sendMessage"
    if how == "get":
        request = session.get(url, params=flat | {"reply_markup": json.dumps(markup)})
    elif how == "form":
        request = session.post(url, data=flat | {"reply_markup": json.dumps(markup)})
    elif how == "json":
        native = {"chat_id": noor.id, "disable_notification": True, "reply_markup": markup}
        request = session.post(url, json=flat | native)
    else:
        form = aiohttp.FormData(flat | {"reply_markup": json.dumps(markup)})
        form.add_field("unused", b"\r\n--x", filename="a")
        request = session.post(url, data=form)
    async with request as response:
        answer = await response.json()
    assert answer["ok"], answer
    shown = world.chat(noor.id)[-1]
    assert (shown.text, shown.silent) == ("één & 🌊 = +", True)
    assert shown.inline_keyboard is not None
    assert shown.inline_keyboard[0][0].text == "é"


async def test_a_broken_body_is_refused(api: Any, session: aiohttp.ClientSession) -> None:
    for body, kind in ((b"{", "application/json"), (b"[1]", "application/json")):
        headers = {"Content-Type": kind}
        async with session.post(f"{api.base}/getMe", data=body, headers=headers) as response:
            assert (await response.json())["error_code"] == 400


def test_a_file_may_contain_what_looks_like_a_boundary() -> None:
    body = (
        b'--edge\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n5\r\n'
        b'--edge\r\nContent-Disposition: form-data; name="photo"; filename="a; b.png"\r\n'
        b"Content-Type: image/png\r\n\r\n\x89--edg\r\n--edg\x00\r\n\r\n"
        b"--edge--\r\n"
    )
    params, uploads = decode(b"", body, "multipart/form-data; boundary=edge")
    assert params == {"chat_id": "5"}
    assert uploads["photo"].data == b"\x89--edg\r\n--edg\x00\r\n"
    assert (uploads["photo"].name, uploads["photo"].mime) == ("a; b.png", "image/png")


async def raw(server: LocalTelegram, *pieces: bytes, expect: int) -> bytes:
    """Send pieces over one connection, with a pause between them; read `expect` answers."""
    port = urlsplit(server.url).port
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0.02)
    seen = b""
    while seen.count(b"HTTP/1.1 ") < expect or not seen.endswith(b"}"):
        chunk = await asyncio.wait_for(reader.read(65536), 2)
        if not chunk:
            break
        seen += chunk
    writer.close()
    await writer.wait_closed()
    return seen


CALL = b"POST /bot1000001:LOCAL/getMe HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na=b"


@pytest.mark.parametrize("cut", [1, 20, 60, len(CALL) - 2])
async def test_a_call_may_come_in_pieces(server: LocalTelegram, cut: int) -> None:
    assert b'"ok":true' in await raw(server, CALL[:cut], CALL[cut:], expect=1)


async def test_calls_may_follow_each_other_closely(server: LocalTelegram) -> None:
    other = b"GET /people HTTP/1.1\r\nHost: a\r\n\r\n"
    assert (await raw(server, CALL * 3, expect=3)).count(b'"ok":true') == 3
    mixed = await raw(server, CALL, other, CALL, expect=3)
    assert mixed.count(b'"ok":true') == 2
    assert b"\r\n\r\n[]" in mixed


async def test_chunked_and_expecting_bodies_take_the_long_road(server: LocalTelegram) -> None:
    head = b"POST /bot1000001:LOCAL/getMe HTTP/1.1\r\nHost: a\r\n"
    chunked = head + b"Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n"
    assert b'"ok":true' in await raw(server, chunked, CALL, expect=2)
    expecting = head + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\n"
    assert b'"ok":true' in await raw(server, expecting, b"a=b", expect=1)


async def test_a_connection_is_closed_when_asked(server: LocalTelegram) -> None:
    closing = CALL.replace(b"Host: a", b"Connection: close")
    answer = await raw(server, closing, expect=2)
    assert b"connection: close" in answer


async def test_a_429_carries_its_header(
    world: World, api: Any, session: aiohttp.ClientSession
) -> None:
    world.faults.add(kind="429", seconds=7)
    async with session.get(f"{api.base}/getMe") as response:
        assert (response.status, response.headers["retry-after"]) == (429, "7")


def test_the_parameters_are_those_of_the_bot_api() -> None:
    import aiogram.methods

    newer = {
        "ephemeral_message_parameters", "receiver_user_id", "callback_query_id", "rich_message",
    }  # fmt: skip
    for name, known in KNOWN.items():
        there = set(getattr(aiogram.methods, name[0].upper() + name[1:]).model_fields)
        assert there - known <= newer, name


async def test_what_was_called_is_remembered(world: World, noor: Person, api: Any) -> None:
    await api.ok("sendMessage", chat_id=noor.id, text="a")
    await api.refused("sendMessage", chat_id=noor.id, text="")
    good, bad = world.requests
    assert (good.method, good.params["text"], good.ok) == ("sendMessage", "a", True)
    assert (bad.error_code, bad.description) == (400, "Bad Request: message text is empty")
    kinds = [event.kind for event in world.history]
    assert kinds == ["person", "message", "message"]
    assert world.history[-1].method == "sendMessage"


async def test_memory_can_be_bounded(clock: Any) -> None:
    world = World(clock, keep=10)
    person = world.add_person("Noor")
    for number in range(100):
        world.say(person.id, str(number))
    assert len(world.chat(person.id)) == 10
    assert 10 <= len(world.history) <= 20
    assert world.history.dropped + len(world.history) == 101


async def test_of_files_the_longest_unused_go_first(clock: Any) -> None:
    files = World(clock, keep=1).files
    first, second, *rest = [files.add("document", b"x", f"{n}.txt") for n in range(100)]
    assert files.by_id(first.file_id) is first
    files.add("document", b"y", "new.txt")
    assert files.by_id(second.file_id) is None
    assert files.by_unique(second.unique_id) is None
    assert files.by_path(second.path) is None
    assert files.by_id(first.file_id) is first
    assert files.by_path(rest[0].path) is rest[0]
    photo = World(clock, keep=1).files
    one = photo.add("photo", b"x", "a.jpg", width=900, height=900)
    for number in range(100):
        photo.add("photo", b"x", f"{number}.jpg", width=900, height=900)
    assert photo.by_id(one.file_id) is None

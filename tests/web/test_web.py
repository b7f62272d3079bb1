"""Health, and updates by webhook: only with the secret, and only once they are stored."""

from __future__ import annotations

import asyncio
import hmac
import re
import socket
from collections.abc import MutableMapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.intake.poll import SILENT_AFTER
from bot.replicas.replica import Replica
from bot.road.lanes import Lane
from bot.store import outbox
from bot.store.errors import StoreError
from bot.store.outbox import NewRow
from bot.web import server
from bot.web.figures import LATEST
from bot.web.server import LARGEST_BODY
from bot.web.webhook import LOOK_EVERY
from tests.cast import TOKEN, Stage, staged
from tests.outbox.conftest import rush
from tests.replicas.pair import until
from tests.scenes.fixed import reply
from tests.web.conftest import HEADER, SECRET
from tests.web.test_metrics import figures


def gone(**_how: object) -> None:
    """A database that is not there."""
    raise StoreError("gone on purpose")


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
    assert (await figures(web))["anker_webhook_refused_total"] == 1


async def called(stage: Stage, secret: str | None, body: bytes) -> tuple[int, int]:
    """The status of a call with this secret, and how often its body was asked for."""
    asked, answers = 0, []

    async def receive() -> dict[str, Any]:
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(answer: MutableMapping[str, Any]) -> None:
        answers.append(answer)

    headers = [] if secret is None else [(HEADER.lower().encode(), secret.encode())]
    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "path": "/telegram",
        "query_string": b"", "headers": headers,
    }  # fmt: skip
    assert stage.app.web is not None
    await stage.app.web.application()(scope, receive, send)
    return answers[0]["status"], asked


GUESSES = [None, "", "guessed", SECRET[:-1], f"{SECRET}x", SECRET.upper()]


@pytest.mark.parametrize("secret", GUESSES)
async def test_nothing_of_a_call_is_read_before_its_secret_is_known(
    stage: Stage, secret: str | None
) -> None:
    assert await called(stage, secret, b"no json") == (403, 0)
    assert await called(stage, SECRET, b"no json") == (400, 1)


async def test_the_secret_is_compared_in_a_time_that_tells_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []

    def compare(given: bytes, wanted: bytes) -> bool:
        compared.append((given, wanted))
        return False

    monkeypatch.setattr(hmac, "compare_digest", compare)
    for secret in (*GUESSES, SECRET):
        assert await called(stage, secret, b"") == (403, 0), "by that comparison and no other"
    assert compared == [((one or "").encode(), SECRET.encode()) for one in (*GUESSES, SECRET)]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"no json", b"[]", b'{"update_id": "x"}', b'{"update_id": true}',
        b'{"update_id": 9223372036854775808}', b"[" * 200_000, b"\xff\xfe", b'{"update_id": NaN}',
        b" " * (LARGEST_BODY + 1),
    ],
    ids=range(10),
)  # fmt: skip
async def test_what_is_no_update_is_refused(
    stage: Stage, web: aiohttp.ClientSession, body: bytes
) -> None:
    async with web.post("/telegram", data=body, headers={HEADER: SECRET}) as answer:
        assert answer.status == 400


async def send_slowly(port: int, head: str, size: int, most: int) -> tuple[bytes, int]:
    """What is answered to a body that is said to be of this size, and how much of it went out."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"POST /telegram HTTP/1.1\r\nhost: x\r\ncontent-length: {size}\r\n".encode())
    writer.write(f"{head}\r\n".encode())
    sent = 0
    answer = asyncio.create_task(reader.read())
    try:
        while sent < most and not answer.done():
            writer.write(b" " * 65_536)
            await writer.drain()
            sent += 65_536
            await asyncio.sleep(0)
        async with asyncio.timeout(5):
            return await answer, sent
    except ConnectionError:
        return b"", sent
    finally:
        answer.cancel()
        writer.close()
        await asyncio.gather(answer, return_exceptions=True)


@pytest.mark.parametrize("secret", [SECRET, "guessed"])
async def test_a_body_of_100_mb_is_cut_off_early(stage: Stage, port: int, secret: str) -> None:
    assert LARGEST_BODY == 1_000_000
    size = 100 * 2**20
    answer, sent = await send_slowly(port, f"{HEADER}: {secret}\r\n", size, size)
    assert sent < size / 4, "the connection ended long before"
    assert not answer or answer.split()[1] in (b"400", b"403")


async def test_a_body_that_does_not_come_is_not_waited_for(
    stage: Stage, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert server.BODY_SECONDS == 10
    monkeypatch.setattr(server, "BODY_SECONDS", 0.1)
    answer, _ = await send_slowly(port, f"{HEADER}: {SECRET}\r\n", 500_000, 1)
    assert answer.split()[1] == b"408"


async def test_an_update_that_could_not_be_stored_is_not_confirmed(
    stage: Stage, web: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage.app.deps.store, "write", gone)
    async with web.post("/telegram", json={"update_id": 1}, headers={HEADER: SECRET}) as answer:
        assert answer.status == 503


async def test_who_writes_while_nothing_can_be_stored_gets_the_fixed_help_text_once(
    stage: Stage, web: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor, mia = await stage.enrolled("Noor"), await stage.enrolled("Mia", "en")
    people = (noor, mia)
    with monkeypatch.context() as patched:
        patched.setattr(stage.app.deps.store, "write", gone)
        for person in people:
            stage.world.say(person.id, "ik wil dood")
        await until(lambda: all(person.texts for person in people))
        await until(lambda: stage.world.webhook.last_error)
        assert len(stage.world.queue) == 2, "not confirmed"
    fixed = [person.book.replies["failed"].strip() for person in people]
    assert [person.texts for person in people] == [[text] for text in fixed]
    await until(lambda: not len(stage.world.queue))
    await stage.settle()
    assert noor.texts[1] == reply(noor, "suicide")


async def test_one_of_several_leaves_the_word_to_another_until_the_same_comes_again(
    stage: Stage, web: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = await stage.enrolled("Noor")
    away = Replica(alone=False)
    monkeypatch.setattr(stage.app.web, "_deps", replace(stage.app.deps, replica=away))
    said = []
    for number in (9_001, 9_002, 9_002):
        update = {"update_id": number, "message": {"chat": {"id": noor.id}}}
        async with web.post("/telegram", json=update, headers={HEADER: SECRET}) as answer:
            assert answer.status == 503
        await asyncio.sleep(0.1)
        said.append(len(noor.heard))
    assert said == [0, 0, 1]


async def test_it_says_that_it_is_alive_and_ready(
    stage: Stage, web: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with web.get("/healthz") as answer:
        assert answer.status == 200
    async with web.get("/readyz") as answer:
        assert answer.status == 200
    monkeypatch.setattr(stage.app.deps.store, "read", gone)
    async with web.get("/readyz") as answer:
        assert answer.status == 503


async def test_with_an_urgent_letter_that_nobody_sends_it_is_not_ready_and_says_why(
    stage: Stage, web: aiohttp.ClientSession
) -> None:
    await stage.settle()
    stage.app.sender._stopping = True
    stage.app.sender.kick()
    now = stage.clock.now()
    async with stage.app.deps.store.write() as tx:
        late = NewRow("late", Lane.CARE, 1, "call", None, due_at=now - timedelta(seconds=LATEST))
        bulk = NewRow("bulk", Lane.BROADCAST, 1, "call", None, due_at=now - timedelta(days=1))
        await outbox.add(tx, [late, bulk], now)
    async with web.get("/readyz") as answer:
        assert answer.status == 503
        told = await answer.text()
    # Time goes on meanwhile.
    assert re.fullmatch(r"the sender is behind: a letter waits for 6\d s \(care\)\n", told), told


async def told(web: aiohttp.ClientSession, path: str) -> tuple[int, str]:
    """What is answered there, without its end of line."""
    async with web.get(path) as answer:
        return answer.status, (await answer.text()).removesuffix("\n")


async def test_a_bot_that_telegram_does_not_answer_is_ready_and_does_not_work(
    tmp_path: Path, port: int, web: aiohttp.ClientSession
) -> None:
    async with staged(tmp_path, http_port=port) as stage:
        noor = await stage.enrolled("Noor")
        assert await told(web, "/works") == (200, "works")
        stage.world.faults.add("getUpdates", kind="500", times=None)
        stage.world.say(noor.id, "/drang")
        late = stage.clock.now() + timedelta(seconds=SILENT_AFTER + 10)
        await rush(stage, lambda: stage.clock.now() > late, seconds=300)
        assert await told(web, "/readyz") == (200, "ready"), "no other machine would fare better"
        status, why = await told(web, "/works")
        assert status == 503
        assert re.fullmatch(r"Telegram has not answered the poll for 1\d\d s", why), why


async def test_with_a_reply_that_does_not_arrive_it_is_ready_and_does_not_work(
    stage: Stage, web: aiohttp.ClientSession
) -> None:
    noor = await stage.enrolled("Noor")
    stage.world.faults.add("sendMessage", kind="500", times=None)
    stage.world.say(noor.id, "/drang")
    late = stage.clock.now() + timedelta(seconds=LATEST + 10)
    await rush(stage, lambda: stage.clock.now() > late, seconds=150)
    assert await told(web, "/readyz") == (200, "ready")
    status, why = await told(web, "/works")
    assert status == 503
    assert re.fullmatch(r"the sender is behind: a letter waits for \d+ s \(reply\)", why), why
    stage.world.faults.clear()
    await rush(stage, lambda: noor.heard, seconds=120)
    await stage.settle()
    assert await told(web, "/works") == (200, "works")


async def test_so_it_is_while_the_answer_to_a_reply_does_not_come(
    stage: Stage, web: aiohttp.ClientSession, let_go: asyncio.Event
) -> None:
    noor = await stage.enrolled("Noor")
    stage.world.faults.add("sendMessage", kind="hang")
    stage.world.say(noor.id, "/drang")
    await until(lambda: not stage.world.faults)
    assert await told(web, "/works") == (200, "works")
    stage.clock.move_to(stage.clock.now() + timedelta(seconds=LATEST + 10))
    status, why = await told(web, "/works")
    assert status == 503
    assert re.fullmatch(r"the sender is behind: a letter waits for \d+ s \(reply\)", why), why
    assert (await figures(web))['anker_outbox_lag_seconds{lane="reply"}'] > LATEST
    let_go.set()
    await stage.settle()
    assert await told(web, "/works") == (200, "works")


async def minutes_pass(stage: Stage, minutes: float) -> None:
    """In steps of twenty seconds, with a moment for whoever looks at the webhook."""
    for _ in range(round(minutes * 3)):
        stage.clock.move_to(stage.clock.now() + timedelta(seconds=20))
        await asyncio.sleep(0.02)


async def in_time_works_says(stage: Stage, web: aiohttp.ClientSession, beginning: str) -> None:
    """However long the machine takes to look."""
    async with asyncio.timeout(20):
        while not (await told(web, "/works"))[1].startswith(beginning):
            await minutes_pass(stage, 1 / 3)


async def test_by_a_webhook_that_nothing_comes_through_it_does_not_work(
    stage: Stage, web: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = await stage.enrolled("Noor")
    with monkeypatch.context() as patched:
        patched.setattr(stage.app.intake, "accept", gone)  # as behind a proxy that is wrong
        stage.world.say(noor.id, "/drang")
        await until(lambda: stage.world.webhook.last_error)
        await in_time_works_says(stage, web, "Telegram cannot hand over what people")
        assert (await told(web, "/readyz"))[1] == "ready"
    await until(lambda: not len(stage.world.queue))
    await in_time_works_says(stage, web, "works")


async def test_a_port_that_is_taken_is_said_and_nothing_runs(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(OSError, match="cannot be listened on"),
    ):
        async with staged(tmp_path, http_port=taken.getsockname()[1]):
            pass


async def test_a_bot_that_polls_takes_an_earlier_webhook_away(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        async with aiohttp.ClientSession() as session:
            url = f"{stage.server.url}/bot{TOKEN}/setWebhook"
            await session.post(url, json={"url": "http://127.0.0.1:9/none"})
        noor = await stage.client("Noor")
        await noor.say("/week")
        assert noor.texts[-1].startswith("Week 1")


async def test_a_webhook_that_somebody_took_away_is_set_again(
    stage: Stage, web: aiohttp.ClientSession
) -> None:
    noor = await stage.enrolled("Noor")
    ours = stage.world.webhook.url
    await web.post(f"{stage.server.url}/bot{TOKEN}/deleteWebhook")
    stage.world.say(noor.id, "/drang")
    stage.clock.move_to(stage.clock.now() + timedelta(seconds=LOOK_EVERY))
    await until(lambda: stage.world.webhook.url == ours)
    await until(lambda: noor.heard)
    found = await figures(web)
    assert found["anker_webhook_lost_total"] == 1
    assert found["anker_webhook_age_seconds"] < LOOK_EVERY


async def test_what_telegram_cannot_hand_over_and_a_telegram_that_is_away_show(
    stage: Stage, web: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor, before = await stage.enrolled("Noor"), stage.clock.now()
    monkeypatch.setattr(stage.app.deps.store, "write", gone)
    stage.world.say(noor.id, "/drang")
    await until(lambda: stage.world.webhook.last_error)
    stage.clock.move_to(stage.clock.now() + timedelta(seconds=LOOK_EVERY))
    await until(lambda: stage.app.webhook._pending)
    found = await figures(web)
    assert found["anker_webhook_pending"] == 1
    assert found["anker_webhook_failed_timestamp_seconds"] >= int(before.timestamp())
    stage.world.faults.add("getWebhookInfo", kind="drop-before", times=None)
    await minutes_pass(stage, 7)
    assert (await figures(web))["anker_webhook_age_seconds"] > 300
    assert "that the webhook is set" in (await told(web, "/works"))[1]


async def test_a_webhook_that_telegram_refuses_is_logged_with_the_reason(
    stage: Stage, web: aiohttp.ClientSession
) -> None:
    stage.world.faults.add("setWebhook", kind="400", description="Bad Request: bad webhook: port")
    with capture_logs() as logged:
        await web.post(f"{stage.server.url}/bot{TOKEN}/deleteWebhook")
        await minutes_pass(stage, 3)
    (line,) = [line for line in logged if line["event"] == "Telegram refuses the webhook"]
    assert line["reason"].lower() == "bad webhook: port"


@pytest.mark.long
async def test_who_does_not_look_at_the_webhook_has_nothing_to_tell_of_it(
    stage: Stage, web: aiohttp.ClientSession
) -> None:
    await until(lambda: stage.app.webhook.age > 0)
    await stage.app._stop_calling()
    stage.clock.move_to(stage.clock.now() + timedelta(hours=1))
    assert (await figures(web))["anker_webhook_age_seconds"] == 0

"""Updates that are posted to the bot."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.sandbox.model import Person
from bot.sandbox.world import World
from tests.sandbox.conftest import polled

Answering = Callable[[dict[str, Any]], Awaitable[web.Response]]


@dataclass
class Ear:
    """A bot's web server: hears updates, answers as it is told."""

    url: str = ""
    heard: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    answers: list[web.Response] = field(default_factory=list)
    pause: float = 0.0
    at_once: int = 0
    most_at_once: int = 0

    async def hear(self, request: web.Request) -> web.Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.heard.append(json.loads(await request.read()))
        await asyncio.sleep(self.pause)
        self.at_once -= 1
        return self.answers.pop(0) if self.answers else web.Response()

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.heard]


@pytest.fixture
async def ear() -> AsyncIterator[Ear]:
    ear = Ear()
    app = web.Application()
    app.router.add_post("/hook", ear.hear)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    ear.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield ear
    await runner.cleanup()


async def heard(world: World, ear: Ear, number: int) -> None:
    await world.wait_for(lambda w: len(ear.heard) >= number and not len(w.queue))


async def test_updates_are_posted_with_the_secret(
    world: World, noor: Person, api: Any, ear: Ear
) -> None:
    await api.ok("setWebhook", url=ear.url, secret_token="geheim_1")
    await heard(world, ear, 1)
    world.say(noor.id, "hallo")
    await heard(world, ear, 2)
    assert ear.texts == ["/start", "hallo"]
    assert set(ear.secrets) == {"geheim_1"}


async def test_an_update_is_posted_again_until_it_is_taken(
    world: World, noor: Person, api: Any, ear: Ear
) -> None:
    ear.answers = [web.Response(status=500), web.Response(status=403)]
    await api.ok("setWebhook", url=ear.url)
    await heard(world, ear, 3)
    assert ear.texts == ["/start"] * 3
    info = await api.ok("getWebhookInfo")
    assert info["last_error_message"].startswith("Wrong response from the webhook: 403")
    assert info["pending_update_count"] == 0


async def test_one_chat_in_order_several_side_by_side(
    world: World, noor: Person, api: Any, ear: Ear
) -> None:
    other = world.add_person("Bo")
    world.start(other.id)
    for number in range(3):
        world.say(noor.id, str(number))
    ear.pause = 0.02
    await api.ok("setWebhook", url=ear.url)
    await heard(world, ear, 5)
    own = [u["message"]["text"] for u in ear.heard if u["message"]["chat"]["id"] == noor.id]
    assert own == ["/start", "0", "1", "2"]
    assert ear.most_at_once == 2


async def test_a_call_in_the_answer_is_carried_out(
    world: World, noor: Person, api: Any, ear: Ear
) -> None:
    call = {"method": "sendMessage", "chat_id": noor.id, "text": "uit het antwoord"}
    ear.answers = [web.json_response(call)]
    await api.ok("setWebhook", url=ear.url)
    await world.wait_for(lambda w: w.chat(noor.id)[-1].text == "uit het antwoord")


async def test_webhook_and_polling_exclude_each_other(
    world: World, noor: Person, api: Any, ear: Ear
) -> None:
    await api.ok("getUpdates", offset=-1)
    [update] = await api.ok("getUpdates")
    poll = asyncio.create_task(api("getUpdates", offset=update["update_id"] + 1, timeout=30))
    await polled(world)
    await api.ok("setWebhook", url=ear.url, drop_pending_updates=True)
    ended = await asyncio.wait_for(poll, 20)
    assert ended["description"] == "Conflict: terminated by setWebhook request"
    assert await api.refused("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await api.ok("deleteWebhook")
    world.say(noor.id, "weer zo")
    assert len(await api.ok("getUpdates")) == 1
    assert ear.heard == []


async def test_nobody_at_the_other_end(world: World, noor: Person, api: Any) -> None:
    await api.ok("setWebhook", url="http://127.0.0.1:9/hook")
    await world.wait_for(lambda w: w.webhook.last_error)
    info = await api.ok("getWebhookInfo")
    assert (info["pending_update_count"], info["url"]) == (1, "http://127.0.0.1:9/hook")
    await api.ok("setWebhook", url="")
    assert (await api.ok("getWebhookInfo"))["url"] == ""


@pytest.mark.parametrize(
    ("params", "words"),
    [
        (
            {"url": "http://example.nl/hook"},
            "bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            {"url": "https://example.nl:8080/hook"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ({"url": "nonsense"}, "invalid webhook URL specified"),
        (
            {"url": "https://example.nl/", "secret_token": "a b"},
            "secret token contains unallowed characters",
        ),
        (
            {"url": "https://example.nl/", "secret_token": "a" * 257},
            "secret token is too long",
        ),
    ],
)
async def test_webhooks_that_are_refused(api: Any, params: dict[str, str], words: str) -> None:
    assert await api.refused("setWebhook", **params) == f"400 Bad Request: {words}"

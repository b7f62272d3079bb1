"""Fetching updates, or having them posted."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.errors import bad_request, conflict
from bot.sandbox.model import Wire
from bot.sandbox.params import Call
from bot.sandbox.state import Webhook
from bot.sandbox.text.links import InvalidLink, check_link
from bot.sandbox.world import World

LONGEST_POLL = 50
PORTS = (80, 88, 443, 8443)


async def get_updates(world: World, call: Call) -> list[Wire]:
    """Long polling; the time-out passes in real seconds, whatever the clock does."""
    if world.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    limit = min(max(call.integer("limit", 100), 1), 100)
    timeout = min(max(call.integer("timeout"), 0), LONGEST_POLL)
    _allow(world, call)
    updates = world.queue.get(call.integer("offset"), limit)
    if updates or not timeout:
        return updates
    await _wait(world, timeout)
    return world.queue.get(0, limit)


async def _wait(world: World, timeout: float) -> None:
    """Wait for an update; whoever waited before is sent away."""
    world.end_poll(
        "terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    world.poll = ended
    arrival = asyncio.ensure_future(world.queue.arrival())
    waits: set[asyncio.Future[Any]] = {ended, arrival}
    try:
        await asyncio.wait(waits, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
    finally:
        arrival.cancel()
        if world.poll is ended:
            world.poll = None
    if ended.done() and ended.result():
        raise conflict(ended.result())


def _allow(world: World, call: Call) -> None:
    """Remember which kinds the bot wants; not given: as before; none: the usual ones."""
    if not call.text("allowed_updates"):
        return
    try:
        kinds: Any = json.loads(call.text("allowed_updates"))
    except ValueError:
        return
    if isinstance(kinds, list):
        named = frozenset(str(kind).lower() for kind in kinds)
        world.queue.allowed = named or None


def set_webhook(world: World, call: Call) -> bool:
    url = call.text("url")
    if not url:
        return delete_webhook(world, call)
    parts = urlsplit(url)
    local = parts.hostname in ("127.0.0.1", "localhost", "::1")
    _check_webhook(url, local)
    secret = call.text("secret_token")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    _allow(world, call)
    if call.flag("drop_pending_updates"):
        world.queue.clear()
    world.end_poll("terminated by setWebhook request")
    connections = min(max(call.integer("max_connections", 40), 1), 100)
    world.set_webhook(Webhook(url, secret, connections, "certificate" in call.uploads))
    return True


def _check_webhook(url: str, local: bool) -> None:
    """Telegram's rules; a server on this machine may use plain HTTP and any port."""
    if local and urlsplit(url).scheme in ("http", "https"):
        return
    try:
        check_link(url if "://" in url else f"https://{url}")
    except InvalidLink as error:
        raise bad_request("invalid webhook URL specified") from error
    parts = urlsplit(url)
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def delete_webhook(world: World, call: Call) -> bool:
    if call.flag("drop_pending_updates"):
        world.queue.clear()
    world.set_webhook(Webhook())
    return True


def get_webhook_info(world: World, call: Call) -> Wire:
    hook = world.webhook
    info: Wire = {
        "url": hook.url,
        "has_custom_certificate": hook.certificate,
        "pending_update_count": len(world.queue),
    }
    if hook.url:
        info |= {"max_connections": hook.max_connections, "ip_address": "127.0.0.1"}
    if hook.last_error_at is not None:
        info["last_error_date"] = int(hook.last_error_at.timestamp())
        info["last_error_message"] = hook.last_error
    if world.queue.allowed is not None:
        info["allowed_updates"] = sorted(world.queue.allowed)
    return info

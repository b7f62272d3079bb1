"""Clients with wishes of their own, set as the settings set them."""

from __future__ import annotations

from typing import Any

from bot.clients import preferences
from bot.store import clients
from bot.store.clients import Client
from tests.cast import Person, Stage


async def enrolled(
    stage: Stage, name: str = "Noor", *, at: str = "08:00", language: str = "nl", **wanted: Any
) -> Person:
    """Somebody in the programme who chose this hour; `wanted` are further wishes."""
    hour, _, minute = at.partition(":")
    person = await stage.enrolled(name, language, int(hour) * 60 + int(minute))
    if wanted:
        await wish(person, **wanted)
    return person


async def wish(person: Person, **wanted: Any) -> None:
    """The client sets something."""
    async with person.stage.app.deps.store.write() as tx:
        client = await clients.find_by_chat(tx, person.id)
        assert client is not None
        await preferences.change(tx, client, person.stage.clock.now(), **wanted)


async def the_client(person: Person) -> Client:
    """What the database knows of somebody who is in the programme."""
    found = await person.record()
    assert found is not None
    return found

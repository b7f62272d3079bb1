"""Clients who are in the programme already: the same services, without the taps of the arrival."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot import wishes
from bot.features.start import service
from bot.store import clients, invites
from bot.store.clients import Client
from tests.cast import Person, Stage


async def enrolled(
    stage: Stage, name: str = "Noor", *, at: str = "08:00", language: str = "nl", **wanted: Any
) -> Person:
    """Somebody who came by a link and chose this hour; `wanted` are further wishes."""
    person = stage.person(name, language)
    stage.world.chats[person.id].started = True
    deps, now = stage.app.deps, stage.clock.now()
    async with deps.store.write() as tx:
        cohort = await invites.the_cohort(tx, now)
        _, token = await invites.add(tx, cohort, 1, now + timedelta(days=1), now)
        await service.enrol(
            deps, tx, person.id, token=token, seen=False, language=language, now=now
        )
        client = await clients.find_by_chat(tx, person.id)
        assert client is not None
        hour, _, minute = at.partition(":")
        wanted["daily_at"] = int(hour) * 60 + int(minute)
        await wishes.change(tx, client, now, **wanted)
    return person


async def wish(person: Person, **wanted: Any) -> None:
    """The client sets something, as the settings do."""
    async with person.stage.app.deps.store.write() as tx:
        client = await clients.find_by_chat(tx, person.id)
        assert client is not None
        await wishes.change(tx, client, person.stage.clock.now(), **wanted)


async def the_client(person: Person) -> Client:
    """What the database knows of somebody who is in the programme."""
    found = await person.record()
    assert found is not None
    return found

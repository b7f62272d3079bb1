"""The main job on either database: the same scene, from the first hello to being forgotten."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.store import messages, outbox_held
from bot.store.engine import Store
from bot.store.tables import outbox as letters
from tests.cast import staged
from tests.outbox.conftest import put
from tests.scenes.broadcasting import send
from tests.store.databases import KEY


async def test_a_client_s_whole_way(url: str, tmp_path: Path) -> None:
    async with staged(tmp_path, database_url=url, encryption_key=KEY) as stage:
        noor = await stage.client("Noor")
        coach = await stage.coach()

        await stage.walk(days=1)
        assert any("Week 1" in text for text in noor.texts)

        await noor.say("/drang")
        assert "Duw je hielen" in noor.texts[-1]
        await noor.tap("Gedaan")
        await noor.tap("8")
        await noor.tap("Leeg of verdoofd")
        await noor.tap("Voeten op de vloer")
        await noor.tap("Genoeg")
        await noor.tap("4")
        assert "Misschien merk je" in noor.texts[-1]

        await send(coach, 1, "Vanavond om 20:00.")
        await stage.walk(hours=2)  # an hour after her last act the urge is over
        assert any("1 verstuurd" in text for text in coach.texts)
        assert "Vanavond om 20:00." in noor.texts

        await stage.restart()
        await noor.say("ik wil dood")
        assert "112" in noor.texts[-1]
        await stage.walk(days=1)
        heard = len(noor.texts)
        await noor.say("/vergeetmij")
        await noor.tap("Ja, wis alles")
        assert await noor.record() is None
        assert len(noor.texts) >= heard
        await stage.walk(days=2)
        assert "Gewist" in noor.texts[-1]


@pytest.mark.long
async def test_a_sweep_takes_along_what_was_on_its_way(url: str, tmp_path: Path) -> None:
    async with staged(tmp_path, database_url=url, encryption_key=KEY) as stage:
        noor, visitor = await stage.enrolled("Noor"), stage.person("Sanne")
        for person in (noor, visitor):
            for said in ("/drang", "mijn ex heeft me geslagen", "/nood", "/wis"):
                stage.world.say(person.id, said)
            await stage.settle()
            await stage.walk(minutes=1)
            (left,) = stage.world.chat(person.id)
            assert "Leeggemaakt" in (left.text or "")


@pytest.mark.long
async def test_a_sweep_takes_along_what_arrives_while_it_looks(
    postgres_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There a reply is written down as sent while another transaction runs."""
    take_all = messages.take_all

    async def slowly(*given: Any) -> list[int]:
        found = await take_all(*given)
        await asyncio.sleep(1.0)
        return found

    monkeypatch.setattr(messages, "take_all", slowly)
    async with staged(tmp_path, database_url=postgres_store.url, encryption_key=KEY) as stage:
        noor = await stage.enrolled("Noor")
        stage.world.faults.add("sendMessage", noor.id, kind="slow", seconds=0.5, times=1)
        for said in ("mijn ex heeft me geslagen", "/wis"):
            stage.world.say(noor.id, said)
        await stage.settle()
        await stage.walk(minutes=1)
        (left,) = stage.world.chat(noor.id)
        assert "Leeggemaakt" in (left.text or "")


@pytest.mark.long
async def test_a_letter_that_somebody_changes_as_it_is_due_is_looked_for_now_and_then(
    postgres_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not over and over again, until it is free."""
    url, claims, claim = postgres_store.url, [], outbox_held.claim

    async def counted(*given: Any) -> Any:
        claims.append(given)
        return await claim(*given)

    async with staged(tmp_path, database_url=url, encryption_key=KEY) as stage:
        noor = await stage.enrolled()
        later = stage.clock.now() + timedelta(hours=1)
        await put(stage, noor, "Tot straks.", due_at=later)
        await stage.settle()
        monkeypatch.setattr(outbox_held, "claim", counted)
        async with postgres_store.write() as tx:
            await tx.run(
                select(letters.c.id).where(letters.c.dedupe_key == "Tot straks.").with_for_update()
            )
            stage.clock.move_to(later)
            await asyncio.sleep(1.0)
            assert 0 < len(claims) < 15
            assert noor.texts == []
        await asyncio.sleep(0.5)
        await stage.settle()
        assert noor.texts == ["Tot straks."]


@pytest.mark.long
async def test_whoever_lives_in_another_country_is_answered_afterwards_too(
    url: str, tmp_path: Path
) -> None:
    async with staged(tmp_path, database_url=url, encryption_key=KEY) as stage:
        noor = await stage.client("Noor")
        await noor.say("/instellingen")
        await noor.press("settings.button.about_me")
        await noor.press("country.any")
        client = await noor.record()
        assert client is not None
        assert client.country == "any"
        await noor.say("ik wil dood")
        assert "112" in noor.texts[-1]

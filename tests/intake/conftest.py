"""The running bot and two clients, who take a moment before they act."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Person, Stage, staged


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The bot on a Monday morning."""
    async with staged(tmp_path) as made:
        made.thinking = 4.0
        yield made


@pytest.fixture
async def noor(stage: Stage) -> Person:
    """A client, Dutch."""
    return await stage.enrolled("Noor")


@pytest.fixture
async def mia(stage: Stage) -> Person:
    """Another client, English."""
    return await stage.enrolled("Mia", "en")


def written(person: Person, text: str, **fields: Any) -> dict[str, Any]:
    """A message as Telegram sends it; `fields` replace its own."""
    body = {
        "message_id": 4711,
        "date": 1_800_000_000,
        "chat": {"id": person.id, "type": "private", "first_name": person.name},
        "from": {"id": person.id, "is_bot": False, "first_name": person.name},
        "text": text,
    }
    return {"message": body | fields}

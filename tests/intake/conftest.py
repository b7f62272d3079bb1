"""The running bot and two clients, who take a moment before they act."""

from __future__ import annotations

from typing import Any

from tests.cast import Person
from tests.unhurried import mia, noor, stage

__all__ = ["mia", "noor", "stage"]


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

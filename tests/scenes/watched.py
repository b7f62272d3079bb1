"""A coach of whom everything that she changes for somebody else has to stand in the log."""

from __future__ import annotations

from typing import Any

from bot.store import broadcasts
from bot.store.broadcasts import ALBUM, DRAFT, PLANNED
from bot.store.engine import Tx
from tests.cast import COACH_ID, Person, Stage
from tests.scenes.database import Rows, table

SHARED = ("cohort", "week_off", "week_line", "canned", "away", "protocol")
"""Tables of which every row is a coach's doing."""
NOTES = ("office_hours", "restored")
"""What stands among the notes of it: when clients are read, and that much waits after a backup."""
SOME = {
    "client": ("id", "cohort_id", "called_sealed", "paused_by", "ended_at"),
    "invite": ("id", "cohort_id", "uses", "expires_at", "revoked_at"),
    "conversation": (
        "client_id",
        "open_since",
    ),
}
"""Columns that a coach's act changes; the others have more causes."""
_OF_A_MESSAGE = ("audience", "on", "minutes", "weekly", "each_local", "paused", "stopped_at",
                 "withdrawn_at")  # fmt: skip


class Watched(Person):
    """A coach, looked at before and after each thing that she does."""

    async def say(self, text: str, **options: Any) -> Any:
        return await self._watch(super().say(text, **options))

    async def edit(self, message_id: int, text: str, **options: Any) -> Any:
        return await self._watch(super().edit(message_id, text, **options))

    async def tap(self, text: str, on: Any = None) -> Any:
        return await self._watch(super().tap(text, on))

    async def tap_data(self, data: str, message_id: int | None = None, **options: Any) -> Any:
        return await self._watch(super().tap_data(data, message_id, **options))

    async def _watch(self, doing: Any) -> Any:
        before, noted = await _looked_at(self.stage)
        heard = await doing
        after, then = await _looked_at(self.stage)
        changed = [name for name in after if before[name] != after[name]]
        assert not changed or then > noted, f"{changed} changed, and the log does not say so"
        return heard


async def watched(stage: Stage) -> Watched:
    """The coach, who has opened the bot."""
    await stage.coach()
    return Watched(stage, COACH_ID, "Coach")


async def _looked_at(stage: Stage) -> tuple[dict[str, Any], int]:
    """What others notice of the coaches' acts, and how many are noted."""
    found: dict[str, Any] = {name: await table(stage, name) for name in SHARED}
    for name, columns in SOME.items():
        found[name] = [[row[column] for column in columns] for row in await table(stage, name)]
    found["coach_group"] = [row["group_id"] for row in await table(stage, "coach_group")
                            if row["linked_at"]]  # fmt: skip
    found["note"] = [row for row in await table(stage, "note") if row["name"] in NOTES]
    found["session"] = [(row["id"], row["at"], row["cancelled_at"])
                        for row in await table(stage, "session") if row["audience"]]  # fmt: skip
    found["broadcast"] = await _messages(stage, await table(stage, "broadcast"))
    return found, len(await table(stage, "coach_act"))


async def _messages(stage: Stage, rows: Rows) -> list[Any]:
    """Of what is planned or has left: for whom, when, with which words, and whether it goes on.

    What leaves within the minute is noted when it does, and a draft is nobody's but hers.
    """
    async with stage.app.deps.store.read() as tx:
        return [
            (row["id"], await _words(tx, row["id"]), *(row[name] for name in _OF_A_MESSAGE))
            for row in rows
            if row["state"] not in (ALBUM, DRAFT)
            and (row["state"] != PLANNED or row["on"] is not None)
        ]


async def _words(tx: Tx, number: int) -> Any:
    found = await broadcasts.find(tx, number)
    assert found is not None
    return found.content["parts"]

"""What is on disk, read while the bot is dead."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Container, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Protocol

import asyncpg  # type: ignore[import-untyped]

from bot.store import erasures
from bot.store.tables import metadata
from bot.store.tombstones import Tombstones
from bot.store.urges import IDLE
from bot.vault import Vault
from tests.store.databases import KEY

_CHATS = " UNION ALL ".join(
    f"SELECT '{table.name}.{column.name}' FROM {table.name} WHERE {column.name} = ?"
    # What is said to somebody of whom nothing is kept: that she was erased, for one.
    + (" AND client_id IS NOT NULL" if table.name == "outbox" else "")
    for table in metadata.sorted_tables
    for column in table.columns
    if column.name.endswith("chat_id") and table.name != "intake"
)
"""Where the number of a chat stands; an update has it until it is handled."""
_ORPHANS = " UNION ALL ".join(
    f"SELECT '{table.name}' FROM {table.name} WHERE client_id NOT IN (SELECT id FROM client)"
    for table in metadata.sorted_tables
    if "client_id" in table.columns
)
_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


class Reader(Protocol):
    """Reads one database, past everything that is under test."""

    def rows(self, query: str, *values: Any) -> list[Any]:
        """The rows of one query; its `?` are the values."""
        ...

    def settle(self) -> None:
        """Return when nothing of the killed process goes on in the database."""
        ...


class SqliteReader:
    """A file. It is left as the killed process left it, for the next one to recover."""

    def __init__(self, path: Path) -> None:
        self._uri = f"{path.as_uri()}?mode=ro"

    def rows(self, query: str, *values: Any) -> list[Any]:
        with closing(sqlite3.connect(self._uri, uri=True, timeout=5)) as connection:
            return list(connection.execute(query, values))

    def settle(self) -> None:
        """Whatever the process did not write is not written any more."""


class PostgresReader:
    """A database of a server, which ends the work of a killed process only when it notices."""

    def __init__(self, url: str) -> None:
        self._dsn = url.replace("postgresql+asyncpg:", "postgresql:")

    def rows(self, query: str, *values: Any) -> list[Any]:
        numbers = count(1)
        numbered = re.sub(r"\?", lambda _: f"${next(numbers)}", query)
        found: list[Any] = _run(self._fetch(numbered, *values))
        return found

    def settle(self) -> None:
        while self.rows(_OTHERS)[0][0]:
            pass

    async def _fetch(self, query: str, *values: Any) -> list[Any]:
        connection = await asyncpg.connect(self._dsn)
        try:
            return [tuple(row) for row in await connection.fetch(query, *values)]
        finally:
            await connection.close()


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    """In a loop of its own: the town, whose loop this is called from, stands still meanwhile."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@dataclass(frozen=True, slots=True)
class Record:
    """A client in the database; `mark` is how that record stands among the erased."""

    id: int
    mark: str


class Ledger:
    """Asks what became of everything, and remembers what was in flight at each kill."""

    def __init__(self, reader: Reader, tombstones: Tombstones) -> None:
        self._reader = reader
        self._tombstones = tombstones
        self.rows = reader.rows
        self.kills = 0
        self.unknown: dict[int, set[str]] = {}
        """Life -> the letters whose outcome was not on disk when it ended."""

    @property
    def life(self) -> int:
        """The number of the life that begins next, or goes on."""
        return self.kills + 1

    def note_kill(self) -> None:
        """Call after each kill, before the next start."""
        self._reader.settle()
        rows = self.rows("SELECT dedupe_key FROM outbox WHERE state = 'sending'")
        self.unknown[self.life] = {key for (key,) in rows}
        self.kills += 1

    def number(self, query: str, *values: Any) -> int:
        """The single number that a query gives."""
        return int(self.rows(query, *values)[0][0])

    def instants(self) -> list[datetime]:
        """When something is or was due that is no reply and has not left for certain."""
        found = self.rows(
            "SELECT due_at FROM outbox WHERE state IN ('queued', 'sending') AND lane > 0"
            " UNION ALL SELECT next_at FROM broadcast WHERE next_at IS NOT NULL"
            " UNION ALL SELECT next_daily_at FROM client WHERE next_daily_at IS NOT NULL"
        )
        return [_instant(value) for (value,) in found]

    def late_dailies(self) -> list[tuple[str, int, datetime]]:
        """(key, chat id, when it was too late) of daily messages that waited until then."""
        found = self.rows(
            "SELECT dedupe_key, chat_id, expires_at FROM outbox"
            " WHERE kind = 'daily' AND state = 'expired' AND waited"
        )
        return [(key, chat_id, _instant(at)) for key, chat_id, at in found]

    def urges_of(self, chat_id: int) -> list[tuple[datetime, datetime]]:
        """When each of a client's urges began, and when it was over."""
        found = self.rows(
            "SELECT urge.started_at, last_act_at, urge.ended_at FROM urge"
            " JOIN client ON client.id = client_id WHERE chat_id = ?",
            chat_id,
        )
        spans = []
        for began, last, ended in found:
            ran_out = _instant(last) + IDLE
            spans.append((_instant(began), min(ran_out, _instant(ended)) if ended else ran_out))
        return spans

    def dailies(self, among: Container[str] | None = None) -> set[tuple[int, date]]:
        """(chat id, local date) of the daily messages, all or those whose keys are `among`."""
        rows = self.rows("SELECT chat_id, dedupe_key FROM outbox WHERE kind = 'daily'")
        return {
            (chat_id, date.fromisoformat(key.rpartition(":")[2]))
            for chat_id, key in rows
            if among is None or key in among
        }

    def record(self, chat_id: int) -> Record | None:
        """What is kept under this chat."""
        rows = self.rows("SELECT id, created_at FROM client WHERE chat_id = ?", chat_id)
        for number, at in rows:
            row = SimpleNamespace(id=number, chat_id=chat_id, created_at=_instant(at))
            return Record(number, erasures._record_of(self._hash_key(), row))
        return None

    def belongings(self, client_id: int) -> dict[str, int]:
        """How many letters, things in the anchor box and urges are kept of her."""
        return {
            table: self.number(f"SELECT count(*) FROM {table} WHERE client_id = ?", client_id)
            for table in ("letter", "anchor", "urge")
        }

    def traces(self, chat_id: int) -> set[str]:
        """Where something stands of who is not a client any more."""
        found = [*self.rows(_CHATS, *[chat_id] * _CHATS.count("?")), *self.rows(_ORPHANS)]
        return {place for (place,) in found}

    def graves(self, chat_id: int) -> set[str]:
        """The records of this chat that the list of erasures names."""
        if not (graves := self._tombstones.read()):
            return set()
        grave = graves.get(erasures.mark_of(self._hash_key(), chat_id))
        return grave.gone if grave else set()

    def erased(self) -> int:
        """How many records the list of erasures names."""
        return sum(len(grave.gone) for grave in self._tombstones.read().values())

    def _hash_key(self) -> bytes:
        query = "SELECT value FROM note WHERE name = ?"
        return Vault([KEY]).open(self.rows(query, erasures.HASH_KEY)[0][0], erasures.HASH_KEY)


def _instant(value: Any) -> datetime:
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)

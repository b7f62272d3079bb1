"""What is on disk, read while the bot is dead."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any


class Ledger:
    """Reads the database file, and remembers what was in flight at each kill."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.kills = 0
        self.in_flight: Counter[str] = Counter()
        """Key of a letter -> kills at which its outcome was unknown."""
        self.chats_in_flight: dict[int, int] = defaultdict(int)
        self.most_doubled = 0

    def note_kill(self, most_in_flight: int) -> None:
        """Call after each kill, before the next start."""
        self.kills += 1
        rows = self.rows("SELECT dedupe_key, chat_id FROM outbox WHERE state = 'sending'")
        self.in_flight.update(key for key, _ in rows)
        for _, chat_id in rows:
            self.chats_in_flight[chat_id] += 1
        self.most_doubled += min(len(rows), most_in_flight)

    def rows(self, query: str, *values: Any) -> list[Any]:
        """The rows of one query; none when there is no such table yet."""
        with self._open() as connection:
            return list(connection.execute(query, values))

    def number(self, query: str, *values: Any) -> int:
        """The single number that a query gives."""
        return int(self.rows(query, *values)[0][0])

    def dailies(self, *states: str) -> list[tuple[int, date]]:
        """(chat id, local date) of the daily messages in these states."""
        query = "SELECT chat_id, dedupe_key, state FROM outbox WHERE kind = 'daily'"
        return [
            (chat_id, date.fromisoformat(key.rpartition(":")[2]))
            for chat_id, key, state in self.rows(query)
            if state in states
        ]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        # Read-only: it does not tidy up what the killed process left for the next one to recover.
        uri = f"{self._path.as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=5)) as connection:
            yield connection

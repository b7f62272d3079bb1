"""A database that is gone although there was one: no empty one takes its place by itself.

The key beside it proves nothing, for a first start that is killed leaves one too. What does: the
lock file, in which a word is written once the tables are there, and the list of erasures.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.store.errors import StoreError
from bot.store.sqlite_file import lock_beside
from bot.store.tombstones import Tombstones


def is_there(database: Path) -> bool:
    """Whether the file holds anything."""
    return database.exists() and database.stat().st_size > 0


def refuse_to_begin_anew(database: Path | None, tombstones: Tombstones | None) -> None:
    """See that nothing tells of a database that was here; to be asked when it is gone or empty.

    `database`: the file, or None for one on a server.

    Raises:
        StoreError: something does.
    """
    found = [] if database is None else [lock_beside(database)]
    if tombstones is not None:
        found.append(tombstones.path)
    telling = " and ".join(str(path) for path in found if is_there(path))
    if not telling:
        return
    named = "the database" if database is None else f"the database {database}"
    raise StoreError(
        f"{named} is gone or empty, and there was one: {telling} says so. See whether"
        " BOT_DATABASE_URL is right; if so, put the newest backup back with"
        " `python -m bot restore FILE`. Only to begin anew without any client, move what says so"
        " away"
    )


def refuse_to_replace(target: Path, copy: Path) -> None:
    """See that a copy with clients does not give way to one of a database that never had any.

    Raises:
        StoreError: it would.
    """
    # Not by the clients of the new one: the last of them may have left, and the copies follow.
    ever = "SELECT 1 FROM sqlite_sequence WHERE name = 'client' AND seq > 0"
    if _finds(target, "SELECT 1 FROM client") and not _finds(copy, ever):
        raise StoreError(
            f"{target} holds clients, and this database never had any: nothing was changed. See"
            " whether BOT_DATABASE_URL is right; if it was begun anew on purpose, move that copy"
            " away or name another file"
        )


def _finds(path: Path, query: str) -> bool:
    """Whether there is a row; there is none in what is no copy."""
    if not is_there(path):
        return False
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as found:
            return found.execute(f"{query} LIMIT 1").fetchone() is not None
    except sqlite3.Error:
        return False

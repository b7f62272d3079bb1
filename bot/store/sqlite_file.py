"""The file of SQLite: its folder, its log, and the lock that keeps a second process off it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
from pathlib import Path
from typing import TextIO

from sqlalchemy import URL

from bot.store.errors import StoreError

_READERS_END = 0.05
"""Seconds that is waited for those who read, and that nobody writes meanwhile."""
_MADE = "A database was made beside this file. While this stands here, no empty one replaces it.\n"


class Lock:
    """Beside the file of a database; held for as long as this process lives."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._file: TextIO | None = None

    def hold(self) -> None:
        """Keep a second process off the same file.

        Raises:
            StoreError: another process holds it.
        """
        if self._file is not None:
            return
        path = lock_beside(self._database)
        file = path.open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise StoreError(
                f"another process already uses {path.stem}: stop it first,"
                " or give this one a database of its own with BOT_DATABASE_URL"
            ) from None
        self._file = file

    def note_made(self) -> None:
        """Write into it that there is a database, for when that is gone (`lost`)."""
        file = self._file
        if file is None or os.fstat(file.fileno()).st_size:
            return
        with contextlib.suppress(OSError):  # the next start tries again
            file.write(_MADE)
            file.flush()
            os.fsync(file.fileno())

    def let_go(self) -> None:
        """Give the file free."""
        if self._file is not None:
            self._file.close()
            self._file = None


def lock_beside(database: Path) -> Path:
    """Where the lock of a SQLite file stands: two links to one file are one database."""
    path = Path(os.path.realpath(database))
    return path.with_name(f"{path.name}.lock")


def file_of(url: str | URL) -> Path | None:
    """The file that an address names; None: it is of a server."""
    if isinstance(url, URL):
        return Path(url.database or "") if url.drivername.startswith("sqlite") else None
    return Path(url.partition(":///")[2]) if url.startswith("sqlite") else None


def make_folder(folder: Path) -> None:
    """Make the folder in which the file is to stand.

    Raises:
        StoreError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder {folder} of the database cannot be made ({error.strerror}):"
            " make it, or name another file in BOT_DATABASE_URL"
        ) from None


def checkpoint(path: Path, how: str) -> int:
    """Carry the log over into the file, as `PRAGMA wal_checkpoint` does; gives the
    pages in the log.

    Raises:
        sqlite3.OperationalError: the disk does not take it.
    """
    address = f"{path.absolute().as_uri()}?mode=rw"
    with contextlib.closing(sqlite3.connect(address, uri=True, timeout=_READERS_END)) as found:
        found.execute("SELECT 1 FROM sqlite_schema").fetchone()  # it opens the log
        return int(found.execute(f"PRAGMA wal_checkpoint({how})").fetchone()[1])

"""The bot's own files: readable by their owner alone, whatever made them and under which umask."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings
from bot.vault import key_file

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_SQLITE = b"SQLite format 3\0"
_BESIDE = ("-wal", "-shm", "-journal", ".lock")


@dataclass(frozen=True, slots=True)
class Open:
    """A file that others on this machine may read or write."""

    path: Path
    is_own: bool
    """Whether it belongs to whoever runs this, who may therefore change that."""


def list_open(settings: Settings) -> list[Open]:
    """Those that are there: the database and what stands beside it, the key, the list of erasures,
    and copies of databases in the same folder.
    """
    found = []
    for path in dict.fromkeys(_files_of(settings)):
        try:
            about = path.stat()
        except OSError:
            continue
        if stat.S_ISREG(about.st_mode) and about.st_mode & _OTHERS:
            found.append(Open(path, about.st_uid == _me()))
    return found


def close(settings: Settings) -> list[Path]:
    """Take every right of others away; gives the files of which that could not be done."""
    left = []
    for one in list_open(settings):
        try:
            if not one.is_own:
                raise PermissionError
            one.path.chmod(stat.S_IMODE(one.path.stat().st_mode) & ~_OTHERS)
        except OSError:
            left.append(one.path)
    return left


def _files_of(settings: Settings) -> Iterator[Path]:
    yield settings.erasures_path
    yield settings.erasures_path.with_name(f"{settings.erasures_path.name}.lock")
    database = settings.sqlite_path
    if database is None:
        return
    yield database
    yield from (database.with_name(f"{database.name}{end}") for end in _BESIDE)
    yield key_file(database)
    yield from (path for path in _beside(database) if _is_database(path))


def _beside(database: Path) -> Iterator[Path]:
    """What else is in the folder. Never the database itself under another name: a process that
    opens a file and closes it gives up every lock that it holds on it, those of SQLite too, and
    another one would cut the shared memory away under it.
    """
    own = {one for end in ("", *_BESIDE) if (one := _which(Path(f"{database}{end}"))) is not None}
    try:
        found = sorted(database.parent.iterdir())
    except OSError:
        return
    yield from (path for path in found if _which(path) not in own)


def _which(path: Path) -> tuple[int, int] | None:
    """What tells a file from others, whatever it is called."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino


def _is_database(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _me() -> int:
    """The number of whoever runs this; where there are none, nothing is anybody's own."""
    return os.geteuid() if hasattr(os, "geteuid") else -1

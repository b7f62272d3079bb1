"""Who was erased and when, kept outside the database, so that no backup brings them back.

A file that only grows: a line holds an instant and a keyed hash of the chat's number. The key of
the hash is in the database, sealed; the file alone tells nothing about anybody.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tombstones:
    """The file. Its methods wait for the disk: call them in a thread."""

    path: Path

    def put(self, mark: str, at: datetime) -> None:
        """Add one; on return it is on the disk.

        Raises:
            OSError: it cannot be written.
        """
        # The line feed goes before as well: a line that was cut short spoils none but itself.
        with self._alone():
            _append(self.path, "\n" + _line(mark, at))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else writes meanwhile: no thread, and no machine that shares the disk.

        The lock is on a file beside it, for the list itself is replaced at a purge.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = self.path.with_name(f"{self.path.name}.lock")
        descriptor = os.open(lock, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            # In so many words: a process that was forked meanwhile has the descriptor as well.
            fcntl.flock(descriptor, fcntl.LOCK_UN)
            os.close(descriptor)

    def check(self) -> None:
        """See at the start that it could be written: nobody is erased when it cannot.

        Raises:
            OSError: it could not.
        """
        folder = self.path.parent
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        if self.path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        for place in (folder, self.path):
            if place.exists() and not os.access(place, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    def read(self) -> dict[str, datetime]:
        """The latest instant of each mark; a line that was cut short is passed over.

        Raises:
            OSError: it cannot be read.
        """
        if not self.path.exists():
            return {}
        found: dict[str, datetime] = {}
        for line in self.path.read_text(errors="replace").splitlines():
            at, _, mark = line.partition(" ")
            if (instant := _instant(at)) is not None and len(mark) == _MARK_LENGTH:
                found[mark] = max(instant, found.get(mark, instant))
        return found

    def purge(self, before: datetime) -> None:
        """Forget what is older than any backup that may still be put back.

        Raises:
            OSError: it cannot be read, or not be replaced.
        """
        with self._alone():
            found = self.read()
            kept = {mark: at for mark, at in found.items() if at >= before}
            if len(kept) == len(found):
                return
            draft = self.path.with_name(f"{self.path.name}.part")
            draft.unlink(missing_ok=True)
            if kept:
                _append(draft, "".join(_line(mark, at) for mark, at in kept.items()))
                draft.replace(self.path)
            else:
                self.path.unlink()


_MARK_LENGTH = 64


def _line(mark: str, at: datetime) -> str:
    return f"{at.isoformat()} {mark}\n"


def _append(path: Path, lines: str) -> None:
    """On return they are on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "ab") as file:
        file.write(lines.encode())
        file.flush()
        os.fsync(file.fileno())


def _instant(written: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None

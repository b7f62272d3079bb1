"""Who was erased and when, kept outside the database, so that no backup brings them back.

A file that only grows. A line holds an instant and a keyed hash of the chat's number; another one
the hash of the record that was erased, or of the record of somebody who came back. The key of the
hashes is in the database, sealed; the file alone tells nothing about anybody.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(slots=True)
class Grave:
    """What the list says of a chat: when it was last erased, and what is known of its records."""

    at: datetime
    gone: set[str] = field(default_factory=set)
    """Records that were erased."""
    back: set[str] = field(default_factory=set)
    """Those of somebody who came back, and was not erased again."""

    def holds(self, record: str, created_at: datetime) -> bool:
        """Whether this record of the chat is of before the erasure.

        The list itself says so: it names the record, whatever the clock said at the time. Of a
        record that it does not name, as when an older program made it, the instants are all there
        is to go by.
        """
        return record in self.gone or (record not in self.back and created_at <= self.at)


Graves = Mapping[str, Grave]
"""By the mark of the chat."""


@dataclass(frozen=True, slots=True)
class Tombstones:
    """The file. Its methods wait for the disk: call them in a thread."""

    path: Path

    def put(self, mark: str, record: str, at: datetime) -> None:
        """Add one: this record of a chat is erased. On return it is on the disk.

        Raises:
            OSError: it cannot be written.
        """
        self.put_all({mark: Grave(at, gone={record})})

    def note_return(self, mark: str, record: str) -> None:
        """Note that somebody came back, if the chat was ever erased: this record is a new one.

        Raises:
            OSError: the list cannot be read or written.
        """
        if self.path.exists() and mark.encode() in self.path.read_bytes():
            with self._alone():
                _append(self.path, f"\nback {mark} {record}\n")

    def put_all(self, graves: Graves) -> None:
        """Add what another list says.

        Raises:
            OSError: it cannot be written.
        """
        if not graves:
            return
        # The line feed goes before as well: a line that was cut short spoils none but itself.
        with self._alone():
            _append(self.path, "\n" + _lines(graves))

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

    def read(self) -> dict[str, Grave]:
        """What it says of each chat; a line that was cut short is passed over.

        Raises:
            OSError: it cannot be read.
        """
        if not self.path.exists():
            return {}
        found: dict[str, Grave] = {}
        for line in self.path.read_text(errors="replace").splitlines():
            _take(found, line.split(" "))
        return found

    def purge(self, before: datetime) -> None:
        """Forget what is older than any backup that may still be put back.

        Raises:
            OSError: it cannot be read, or not be replaced.
        """
        with self._alone():
            found = self.read()
            kept = {mark: grave for mark, grave in found.items() if grave.at >= before}
            if len(kept) == len(found):
                return
            draft = self.path.with_name(f"{self.path.name}.part")
            draft.unlink(missing_ok=True)
            if kept:
                _append(draft, _lines(kept))
                draft.replace(self.path)
            else:
                self.path.unlink()


_MARK_LENGTH = 64


def _take(found: dict[str, Grave], words: list[str]) -> None:
    """Read a line; one that was cut short says nothing, and never that somebody was erased."""
    if any(len(word) != _MARK_LENGTH for word in words[1:]):
        return
    match words:
        case ["gone", mark, record] if mark in found:
            found[mark].gone.add(record)
        case ["back", mark, record] if mark in found:
            found[mark].back.add(record)
        case [written, mark] if (at := _instant(written)) is not None:
            grave = found.setdefault(mark, Grave(at))
            grave.at = max(grave.at, at)
            grave.back.clear()  # who came back was erased again


def _lines(graves: Graves) -> str:
    """An older program reads those with an instant, and passes over the others."""
    return "".join(
        "".join(
            [
                f"{grave.at.isoformat()} {mark}\n",
                *(f"gone {mark} {record}\n" for record in sorted(grave.gone)),
                *(f"back {mark} {record}\n" for record in sorted(grave.back)),
            ]
        )
        for mark, grave in graves.items()
    )


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

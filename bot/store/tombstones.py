"""Who was erased and when, kept outside the database, so that no backup brings them back.

A file that only grows: a line holds an instant and a keyed hash of the chat's number. The key of
the hash is in the database, sealed; the file alone tells nothing about anybody.
"""

from __future__ import annotations

import errno
import os
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
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            # The line feed goes before as well: a line that was cut short spoils none but itself.
            os.write(descriptor, f"\n{at.isoformat()} {mark}\n".encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def check(self) -> None:
        """See at the start that it could be written: nobody is erased when it cannot.

        Raises:
            OSError: it could not.
        """
        nearest = self.path
        while not nearest.exists() and nearest != nearest.parent:
            nearest = nearest.parent
        if nearest != self.path and not nearest.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        if not os.access(nearest, os.W_OK):
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
        """Forget what is older than any backup that may still be put back."""
        found = self.read()
        kept = {mark: at for mark, at in found.items() if at >= before}
        if len(kept) == len(found):
            return
        draft = self.path.with_name(f"{self.path.name}.part")
        draft.unlink(missing_ok=True)
        for mark, at in kept.items():
            Tombstones(draft).put(mark, at)
        if kept:
            draft.replace(self.path)
        else:
            self.path.unlink()


_MARK_LENGTH = 64


def _instant(written: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None

"""The content folder -> `Content`, or a list of what a coach has to mend."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from bot.calendar.programme import WEEKS
from bot.clock import SystemClock
from bot.content import parse
from bot.content.check import check
from bot.content.faults import ContentError, ContentFault, Problem
from bot.content.model import LANGUAGES, Book, Content, Cycle, Phrasebook, Wishes

_Value = TypeVar("_Value")


def load(folder: Path) -> Content:
    """Read and check everything under `folder`.

    Raises:
        ContentError: with every fault found.
    """
    version = digest(folder)
    books, problems = {}, []
    for language in LANGUAGES:
        reader = _Reader(folder, language)
        books[language] = reader.book()
        problems += reader.problems
    if problems:
        raise ContentError(problems)
    content = Content(books=books, version=version)
    if problems := check(content, SystemClock().now().date()):
        raise ContentError(problems)
    return content


def digest(folder: Path) -> str:
    """A short name for the state of the folder: it changes with every edit.

    Raises:
        ContentError: a file cannot be read.
    """
    try:
        files = sorted(Path(entry.path) for entry in _files(folder))
        parts = [f"{path.relative_to(folder)}\0".encode() + path.read_bytes() for path in files]
    except OSError as error:
        raise ContentError([_unreadable(error, folder)]) from None
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]


def glimpse(folder: Path) -> frozenset[tuple[str, int, int, int]]:
    """Names, times of change and sizes of all files: cheap, and different after an edit, or after
    somebody may read what he could not.

    Raises:
        ContentError: a folder cannot be read.
    """
    try:
        found = [(entry, entry.stat()) for entry in _files(folder)]
    except OSError as error:
        raise ContentError([_unreadable(error, folder)]) from None
    return frozenset(
        (entry.path, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size) for entry, stat in found
    )


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Not what is hidden: an editor, or a Mac, puts files of its own beside those."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from _files(Path(entry.path))
            else:
                yield entry


def _unreadable(error: OSError, folder: Path) -> Problem:
    path = Path(error.filename or folder)
    name = str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
    return Problem(name, f"the bot cannot read it ({error.strerror}): see who may (chmod a+r)")


class _Reader:
    """Reads one language; a faulty file is noted and the others are still read."""

    def __init__(self, folder: Path, language: str) -> None:
        self._folder = folder
        self._base = folder / language
        self._language = language
        self.problems: list[Problem] = []

    def book(self) -> Book:
        base = self._base
        weeks, pillars = self._take(base / "programme.yaml", parse.programme) or ((), {})
        lines, replies = self._take(base / "crisis.yaml", parse.crisis) or ((), {})
        daily = [
            self._take(base / "daily" / f"week-{number:02}.md", parse.daily_week) or ()
            for number in range(1, WEEKS + 1)
        ]
        return Book(
            language=self._language,
            t=Phrasebook(self._language, self._take(base / "messages.yaml", parse.messages) or {}),
            daily=tuple(message for week in daily for message in week),
            weeks=weeks,
            pillars=pillars,
            cycle=self._take(base / "cycle.md", parse.cycle) or _NO_CYCLE,
            exercises=self._each("exercises", "*.yaml", parse.exercise),
            lines=lines,
            replies=replies,
            answers=self._each("answers", "*.md", parse.answer),
            phrases=self._each("phrases", "*.txt", parse.phrases),
            wishes=self._take(base / "wishes.txt", parse.wishes) or _NO_WISHES,
            urges=self._take(base / "urges.txt", parse.urges) or _NO_WISHES,
        )

    def _each(
        self, folder: str, pattern: str, read: Callable[[Path], _Value]
    ) -> dict[str, _Value]:
        named = (self._base / folder).glob(pattern)
        paths = sorted(path for path in named if not path.name.startswith("."))
        found = {path.stem: self._take(path, read) for path in paths}
        return {name: value for name, value in found.items() if value is not None}

    def _take(self, path: Path, read: Callable[[Path], _Value]) -> _Value | None:
        """What a file holds; None when it is faulty, and then the load fails in the end."""
        try:
            return read(path)
        except ContentFault as fault:
            text = str(fault)
        except OSError as error:
            self.problems.append(_unreadable(error, self._folder))
            return None
        except (TypeError, ValueError, AttributeError, KeyError, IndexError):
            text = "the layout is not what it should be: compare it with a file beside it"
        self.problems.append(Problem(str(path.relative_to(self._folder)), text))
        return None


_NO_WISHES = Wishes({}, frozenset())
_NO_CYCLE = Cycle("", "", (), "", "", {})

"""The content in use: follows edits on disk, keeps the last good version when one is faulty."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.content.faults import ContentError, Problem
from bot.content.load import digest, glimpse, load
from bot.content.model import Book, Content


class Shelf:
    """Holds one `Content`; `refresh` takes an edited one when it is sound."""

    def __init__(self, folder: Path) -> None:
        """Read the folder.

        Raises:
            ContentError: there is no good version to begin with.
        """
        self._folder = folder
        self._seen = glimpse(folder)
        self._content = load(folder)
        self._refused: str | None = None
        """What was said to be wrong last: the digest of an edit, or why none could be made."""
        self._readers: list[Callable[[Content], object]] = []

    def read_by(self, reader: Callable[[Content], object]) -> None:
        """From now on `reader` gets what is new, in a thread, before anybody else."""
        self._readers.append(reader)

    @property
    def content(self) -> Content:
        return self._content

    def __getitem__(self, language: str) -> Book:
        return self._content[language]

    async def refresh(self) -> list[Problem]:
        """Take an edit when it is sound; else say what is wrong, once an edit."""
        found = ""
        try:
            seen = await asyncio.to_thread(glimpse, self._folder)
            if seen == self._seen:
                return []
            found = await asyncio.to_thread(digest, self._folder)
            self._seen = seen  # not before: what cannot be read now is tried again
            if found in {self._content.version, self._refused}:
                return []
            content = await asyncio.to_thread(load, self._folder)
        except ContentError as error:
            told, self._refused = self._refused, found or str(error)
            return [] if told == self._refused else error.problems
        self._refused = None
        for reader in self._readers:
            await asyncio.to_thread(reader, content)
        self._content = content
        return []

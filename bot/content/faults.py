"""What can be wrong with content, in words for the coach who edits it."""

from __future__ import annotations

from dataclasses import dataclass


class ContentFault(Exception):
    """Something in one content file is wrong; the text says what."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, and the file it is in."""

    file: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}: {self.text}"


class ContentError(Exception):
    """The content cannot be used as it is."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

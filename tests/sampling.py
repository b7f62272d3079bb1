"""Which tests a run takes: all of them, or those of `make test`.

`make test` is for between two commits, and stays within minutes: of a test with many cases it
takes a few, and it leaves out what is marked `long`. `make whole` takes all, and so does a run
without a choice, as of one file. `.ci/run` calls both targets.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Sequence

import pytest

ALL, FEW = "all", "few"
WHOLE = ("content", "test_texts_in_use.py")
"""Cheap, and each case is about words of its own."""
_ONE_IN = 10
_DATABASES = ("sqlite", "postgres")


def few_of(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """What `make test` takes of these, in their order."""
    groups: dict[tuple[str, str], list[pytest.Item]] = defaultdict(list)
    for item in items:
        groups[_tested(item)].append(item)
    taken = {item for group in groups.values() for item in _taken(group)}
    return [item for item in items if item in taken]


def _tested(item: pytest.Item) -> tuple[str, str]:
    """The test, and the database: its cases on the other are no substitute."""
    name, _, case = item.nodeid.partition("[")
    return name, " ".join(database for database in _DATABASES if database in case)


def _taken(group: Sequence[pytest.Item]) -> Sequence[pytest.Item]:
    if any(item.get_closest_marker("long") for item in group):
        return ()
    if any(part in WHOLE for part in group[0].path.parts):
        return group
    return sorted(group, key=_shuffled)[: max(1, len(group) // _ONE_IN)]


def _shuffled(item: pytest.Item) -> int:
    """The same cases in each run, and of all tests together as many Dutch ones as English."""
    return zlib.crc32(item.nodeid.encode())

"""Which tests a run takes: all of them, or those of `make test`.

`make test` is for between two commits, and stays within minutes: of a test with many cases it
takes a few, and it leaves out what is marked `long`. `make rest` takes what that leaves out, for
`.ci/run`, which runs one after the other. `make whole` takes all, and so does a run without a
choice, as of one file.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Sequence

import pytest

ALL, FEW, REST = "all", "few", "rest"
WHOLE = ("content", "test_texts_in_use.py")
"""Cheap, and each case is about words of its own."""
_ONE_IN = 10
_DATABASES = ("sqlite", "postgres")


def chosen(items: Sequence[pytest.Item], cases: str) -> list[pytest.Item]:
    """What a run with `--cases=…` takes of these, in their order."""
    if cases == ALL:
        return list(items)
    few = _few(items)
    return [item for item in items if (item in few) == (cases == FEW)]


def _few(items: Sequence[pytest.Item]) -> set[pytest.Item]:
    groups: dict[tuple[str, str], list[pytest.Item]] = defaultdict(list)
    for item in items:
        groups[_tested(item)].append(item)
    return {item for group in groups.values() for item in _taken(group)}


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

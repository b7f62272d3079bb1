"""The page on which the tables stand, each between two marks of its own."""

from __future__ import annotations

import re

from benchmarks.house import ROOT

PAGE = ROOT / "docs" / "performance.md"


def put(row: str, table: str) -> None:
    """Put this table in the place of the one that stands there."""
    PAGE.write_text(replaced(PAGE.read_text(), row, table))


def replaced(page: str, row: str, table: str) -> str:
    """The page with this table.

    Raises:
        ValueError: the page has no place for it.
    """
    begin, end = f"<!-- {row} -->", f"<!-- end of {row} -->"
    place = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not place.search(page):
        raise ValueError(f"docs/performance.md has no place for {row}")
    return place.sub(lambda _: f"{begin}\n{table}\n{end}", page)

"""The texts that the program uses, with their placeholders: `expected.txt`, a line each.

`python -m tools.expect_texts` writes it anew when the program uses another text.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("expected.txt")


@cache
def expected_texts() -> dict[str, frozenset[str]]:
    """Key -> the placeholders that the program fills in."""
    lines = (line.split() for line in FILE.read_text(encoding="utf-8").splitlines())
    return {key: frozenset(names) for key, *names in lines}

"""The examples that the weights are learned from: `content/<language>/phrases/examples/*.txt`.

One example a line. `(a|b|c)` is a choice and may be empty: `(a|)`. `## word;word` says what kind
of examples follow. `#` starts a comment.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_MOST = 20
"""How many of a line's variants are used; every choice is in one of them."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its label; `line` is what stands in the file."""

    text: str
    label: str
    language: str
    kinds: frozenset[str]
    line: str


def read_examples(content: Path) -> list[Example]:
    """Every example of every language, in the order of the files."""
    return [
        example
        for path in sorted(content.glob("*/phrases/examples/*.txt"))
        for example in _of_file(path)
    ]


def _of_file(path: Path) -> Iterator[Example]:
    language, label, kinds = path.parents[2].name, path.stem, frozenset[str]()
    for written in path.read_text(encoding="utf-8").splitlines():
        line = written.strip()
        if line.startswith("##"):
            kinds = frozenset(kind.strip() for kind in line[2:].split(";"))
        elif line and not line.startswith("#"):
            for text in variants(line):
                yield Example(text, label, language, kinds, line)


def variants(line: str) -> list[str]:
    """What a line with choices stands for: all of it when few, else a fair part."""
    parts = _CHOICE.split(line)
    choices = [part.split("|") for part in parts[1::2]]
    count = 1
    for options in choices:
        count *= len(options)
    if count <= _MOST:
        picks: Iterator[tuple[str, ...]] = itertools.product(*choices)
    else:
        picks = _fair(line, choices)
    texts = ("".join(_woven(parts[::2], pick)) for pick in picks)
    return list(dict.fromkeys(" ".join(text.split()) for text in texts))


def _fair(line: str, choices: list[list[str]]) -> Iterator[tuple[str, ...]]:
    """Goes round every list of choices at its own speed: each option at least once."""
    for turn in range(max(_MOST, *map(len, choices))):
        yield tuple(
            options[turn % len(options)]
            if turn < len(options)
            else options[crc32(f"{line}{turn}{place}".encode()) % len(options)]
            for place, options in enumerate(choices)
        )


def _woven(fixed: list[str], pick: tuple[str, ...]) -> Iterator[str]:
    for one, chosen in itertools.zip_longest(fixed, pick, fillvalue=""):
        yield one
        yield chosen

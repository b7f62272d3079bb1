"""What easily goes wrong in a YAML file: it is named with its key, and never guessed at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.content import parse
from bot.content.faults import ContentFault
from bot.content.values import read_yaml

FOLDER = Path("content")


@pytest.mark.parametrize(
    ("written", "key", "line"),
    [
        ("title: a\nkind: body\ntitle: b\n", "title", 3),
        ("title: a\n'title': b\n", "title", 2),
        ("lines:\n  - id: x\n    phone: 0800-2000\n    phone: 0800-2001\n", "phone", 4),
        ("urge:\n  first: a\n  second: b\n  first: c\n", "first", 4),
        ("breath: {in: 4, out: 6, in: 5}\n", "in", 1),
        ("urge:\n  a: b\ncycle:\n  a: b\nurge:\n  c: d\n", "urge", 5),
    ],
)
def test_a_key_that_stands_twice_is_named_with_its_line(
    tmp_path: Path, written: str, key: str, line: int
) -> None:
    file = tmp_path / "file.yaml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(ContentFault, match=f"^'{key}' stands twice, near line {line}$"):
        read_yaml(file)


def test_a_key_may_stand_once_in_each_part(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_text("a: {x: 1}\nb: {x: 2}\nc: [{x: 3}, {x: 4}]\n", encoding="utf-8")
    assert read_yaml(file) == {"a": {"x": 1}, "b": {"x": 2}, "c": [{"x": 3}, {"x": 4}]}


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yaml")), ids=str)
def test_no_file_of_the_content_takes_a_key_that_stands_twice(tmp_path: Path, path: Path) -> None:
    """Whichever way each of them is read."""
    ways = {
        "crisis": parse.crisis,
        "messages": parse.messages,
        "programme": parse.programme,
    }
    text = path.read_text(encoding="utf-8")
    first = re.search(r"(?m)^(\w+):", text)
    assert first is not None
    file = tmp_path / path.name
    file.write_text(f"{text}\n{first[1]}: []\n", encoding="utf-8")
    with pytest.raises(ContentFault, match=f"'{first[1]}' stands twice, near line"):
        ways.get(path.stem, parse.exercise)(file)

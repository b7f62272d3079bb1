"""The texts of `messages.yaml` and the code that says them: neither has what the other lacks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from bot.content.model import LANGUAGES, Content, placeholders

CODE = [
    path for path in Path("bot").rglob("*.py") if "sandbox" not in path.parts
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A call of `t(key, name=…)`; `pattern` fits the key, or the keys when it is put together."""

    where: str
    pattern: str
    is_whole: bool
    names: frozenset[str] = field(default=frozenset())


@cache
def everything_said() -> tuple[Said, ...]:
    """Every call that asks for a text by a key that stands there."""
    return tuple(said for path in CODE for said in _said_in(path))


@cache
def every_string() -> re.Pattern[str]:
    """Every string of the code with a dot in it: keys are put into variables, too."""
    found = {
        pattern
        for path in CODE
        for node in ast.walk(_tree(path))
        for pattern, _ in _patterns(node)
    }
    return re.compile("|".join(sorted(pattern for pattern in found if r"\." in pattern)))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _said_in(path: Path) -> Iterator[Said]:
    for node in ast.walk(_tree(path)):
        if not isinstance(node, ast.Call) or not node.args or not _is_t(node.func):
            continue
        names = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
        for pattern, is_whole in _patterns_in(node.args[0]):
            yield Said(f"{path}:{node.lineno}", pattern, is_whole, names)


def _is_t(function: ast.expr) -> bool:
    return (isinstance(function, ast.Name) and function.id == "t") or (
        isinstance(function, ast.Attribute) and function.attr == "t"
    )


def _patterns_in(node: ast.expr) -> Iterator[tuple[str, bool]]:
    if isinstance(node, ast.IfExp):
        yield from _patterns_in(node.body)
        yield from _patterns_in(node.orelse)
    else:
        yield from _patterns(node)


def _patterns(node: ast.AST) -> Iterator[tuple[str, bool]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(node.value), True
    elif isinstance(node, ast.JoinedStr):
        parts = [
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
            for part in node.values
        ]
        yield "".join(parts), False


@pytest.fixture(params=LANGUAGES)
def texts(content: Content, request: pytest.FixtureRequest) -> dict[str, frozenset[str]]:
    """Every key of one language with its placeholders."""
    entries = content[request.param].t.entries
    return {
        key: frozenset().union(
            *map(placeholders, [entry] if isinstance(entry, str) else entry.values())
        )
        for key, entry in entries.items()
    }


@pytest.mark.long
def test_every_text_that_the_code_says_exists(texts: dict[str, frozenset[str]]) -> None:
    missing = [
        f"{said.where}: {said.pattern}"
        for said in everything_said()
        if not any(re.fullmatch(said.pattern, key) for key in texts)
    ]
    assert missing == []


def test_every_text_that_exists_is_said_somewhere(texts: dict[str, frozenset[str]]) -> None:
    assert [key for key in texts if not every_string().fullmatch(key)] == []


@pytest.mark.long
def test_what_a_text_has_between_braces_is_filled_in_by_whoever_says_it(
    texts: dict[str, frozenset[str]],
) -> None:
    wrong = [
        f"{said.where}: '{key}' needs {sorted(names)}, and is given {sorted(said.names)}"
        for said in everything_said()
        if said.is_whole
        for key, names in texts.items()
        if re.fullmatch(said.pattern, key) and not names <= said.names
    ]
    assert wrong == []


def test_the_search_finds_the_texts_at_all() -> None:
    patterns = {said.pattern for said in everything_said()}
    assert re.escape("urge.how_strong") in patterns
    assert len(patterns) > 60

"""What the documents say of tests and files is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("docs/**/*.md"), ROOT / "README.md"])


@pytest.fixture(scope="module")
def tests() -> frozenset[str]:
    """The names of all tests."""
    code = "\n".join(path.read_text() for path in ROOT.glob("tests/**/*.py"))
    return frozenset(re.findall(r"\bdef (test_\w+)", code))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page: Path, tests: frozenset[str]) -> None:
    text = page.read_text()
    named = set(re.findall(r"`(test_\w+)`", text))
    assert named <= tests, f"no such test: {sorted(named - tests)}"
    paths = re.findall(r"`((?:bot|content|tests|docs|benchmarks|tools|deploy)/[\w./-]+)`", text)
    missing = [path for path in paths if not (ROOT / path).exists()]
    assert not missing, f"no such file: {missing}"
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    missing = [link for link in links if not (page.parent / link).exists()]
    assert not missing, f"links to nothing: {missing}"

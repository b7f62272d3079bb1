"""What the documents say of tests and files is so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content.load import load
from bot.rooms import features_for
from bot.store.tables import metadata

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("docs/**/*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])


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


def _shown_by(page: Path) -> Iterator[tuple[str, str]]:
    """Each row of a table that says what shows it: the row, and its last cell."""
    told = False
    for line in page.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            told = False
        elif told and not set(cells[-1]) <= set("-: "):
            yield line, cells[-1]
        told = told or cells[-1] == "shown by"


def test_what_is_said_to_be_shown_names_what_shows_it() -> None:
    rows = [row for page in PAGES for row in _shown_by(page)]
    assert len(rows) > 30
    named = r"`(test_\w+|make \w+)`(, `(test_\w+|make \w+)`)*|–"
    assert [line for line, shown in rows if not re.fullmatch(named, shown)] == []


def test_the_impact_assessment_names_every_table_with_something_of_a_client() -> None:
    kept = {name for name, table in metadata.tables.items() if "client_id" in table.c}
    text = (ROOT / "docs/dpia.md").read_text()
    data = text[text.index("## 2. ") : text.index("## 3. ")]
    assert {name for name in {"client", *kept} if f"`{name}`" not in data} == set()


@pytest.mark.parametrize(("spoken", "page"), [("nl", "coach.md"), ("en", "coach.en.md")])
def test_the_guide_for_the_coach_names_buttons_and_commands_as_they_are(
    spoken: str, page: str
) -> None:
    content = load(ROOT / "content")
    guide = " ".join((ROOT / "docs" / page).read_text().split())
    # What is bold there is a button, or a sentence.
    said = {name for name in re.findall(r"\*\*([^*]+)\*\*", guide) if not name.endswith(".")}
    assert len(said) > 60
    buttons = [
        re.sub(r"\\\{\w+\\\}", ".+", re.escape(text))
        for key, entry in content[spoken].t.entries.items()
        if ".button." in key or key.startswith("broadcast.to.")
        for text in ([entry] if isinstance(entry, str) else entry.values())
    ]
    assert {name for name in said if not any(re.fullmatch(b, name) for b in buttons)} == set()
    rooms = features_for(content)
    known = {getattr(one, spoken) for room in rooms for one in room.commands}
    assert {name for name in re.findall(r"`/(\w+)`", guide) if name not in known} == set()


def test_both_guides_for_the_coach_have_the_same_parts() -> None:
    dutch, english = ((ROOT / "docs" / name).read_text() for name in ("coach.md", "coach.en.md"))
    for part in (r"^#+ ", r"^\d+\. ", r"^- ", r"^\|"):
        found = [len(re.findall(part, page, re.MULTILINE)) for page in (dutch, english)]
        assert found[0] == found[1], part


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.split(r"[^\w-]", one)[0].lower() for names in lists for one in names}
    reasons = (ROOT / "docs/decisions/0003-dependencies.md").read_text().lower()
    assert {
        name for name in names if not re.search(rf"(?<![\w-]){name}(?![\w-])", reasons)
    } == set()

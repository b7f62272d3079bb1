"""Which urge it is: said in many ways, and not heard in what was resisted or is of somebody else.

The lines in `kinds/` were written before the phrases were made for them: a line that is missed may
stay missed, one that is wrong may not.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.model import Content
from bot.understanding.kinds import HAPPENED, KINDS, ON_THE_WAY, Kinds

_LINES = Path(__file__).parent / "kinds"
_FOUND = 0.95


def _lines(name: str) -> list[str]:
    return (_LINES / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("kind", [ON_THE_WAY, HAPPENED])
@pytest.mark.parametrize("spoken", ["nl", "en"])
def test_said_in_many_ways_it_is_heard(content: Content, spoken: str, kind: str) -> None:
    kinds, lines = Kinds(content, KINDS), _lines(f"{spoken}-{kind}")
    missed = [line for line in lines if kinds.find(line) != kind]
    assert len(lines) >= 200
    assert len(missed) <= (1 - _FOUND) * len(lines), missed


@pytest.mark.parametrize("spoken", ["nl", "en"])
def test_what_was_resisted_wished_for_or_done_by_somebody_else_is_neither(
    content: Content, spoken: str
) -> None:
    kinds = Kinds(content, KINDS)
    found = {line: kinds.find(line) for line in _lines(f"{spoken}-neither")}
    assert {line for line, kind in found.items() if kind in (ON_THE_WAY, HAPPENED)} == set()


@pytest.mark.parametrize(
    ("text", "sends"),
    [
        ("ik wil hem appen", True), ("ik heb een bericht klaarstaan", True),
        ("i want to text her", True), ("the message is typed", True),
        ("ik mis hem zo", False), ("ik wil naar haar toe", False), ("i miss him", False),
        ("i want to see her", False),
    ],
)  # fmt: skip
def test_a_way_out_speaks_of_sending_only_where_something_is_to_be_sent(
    content: Content, text: str, *, sends: bool
) -> None:
    assert Kinds(content, KINDS).is_about_sending(text) is sends

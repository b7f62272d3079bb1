"""The measurements run, and what they make of a log of calls is right."""

from __future__ import annotations

from importlib import import_module

import pytest

from benchmarks import queueing
from benchmarks.__main__ import ROWS
from benchmarks.figures import header, lines
from benchmarks.page import PAGE, replaced
from benchmarks.road import Call, most_within, seen

NOOR, MIA, LIEKE = 11, 12, 13


def _call(method: str, chat_id: int, came_at: float, text: str = "", *, ok: bool = True) -> Call:
    """A call that was 20 ms on its way there, and whose answer was 30 ms on its way back."""
    code = None if ok else 429
    return Call(method, chat_id, text, ok, code, came_at - 0.02, came_at, came_at + 0.03)


def test_what_is_lost_doubled_refused_and_uneven_is_counted() -> None:
    calls = [
        _call("sendMessage", NOOR, 1.0, "dag"),
        _call("sendMessage", MIA, 1.5, "dag", ok=False),
        _call("sendMessage", MIA, 2.5, "dag"),
        _call("sendMessage", NOOR, 3.0, "dag"),
    ]
    found = seen(calls, [NOOR, MIA, LIEKE], "dag")
    assert (found.came, found.lost, found.doubled, found.refused) == (3, 1, 1, 1)
    assert (found.rate, found.most, found.gap) == (1.5, 2, 1.5)


def test_a_reply_is_timed_without_the_road_both_ways() -> None:
    calls = [
        _call("getUpdates", 0, 0.99),  # its answer left before she wrote
        _call("getUpdates", 0, 1.0),
        _call("sendMessage", NOOR, 1.1, "dag"),
        _call("sendMessage", NOOR, 1.08, "adem uit"),
        _call("sendMessage", MIA, 1.3, "dag"),
    ]
    found = seen(calls, [NOOR, MIA], "dag", [(NOOR, 1.0), (LIEKE, 1.0)])
    assert list(found.replies) == pytest.approx([1.08 - 0.02 - 1.0 - 0.03])
    assert found.unanswered == 1


def test_the_fullest_second_is_found_wherever_it_begins() -> None:
    assert most_within([0.0, 0.9, 1.1, 1.2, 1.95, 3.0], 1.0) == 3


def test_every_row_has_its_place_on_the_page() -> None:
    page = PAGE.read_text()
    for row in ROWS:
        page = replaced(page, row, f"| {row} |")
        assert f"<!-- {row} -->\n| {row} |\n<!-- end of {row} -->" in page


@pytest.mark.parametrize("row", [row for row in ROWS if row != "understanding"])
def test_every_row_can_be_measured(row: str) -> None:
    assert callable(import_module(f"benchmarks.{row}").measure)


@pytest.mark.long
async def test_a_row_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queueing, "FEW", 300)
    figures = await queueing.measure(quick=True)
    assert len(lines(figures).splitlines()) == len(figures) == 4
    assert header().startswith("| ")

"""Averages in halves, and how soon somebody came back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.progress.rules import Change, back_within, changes_of, in_halves

NUMBERS = st.integers(0, 10)


def test_each_exercise_stands_once_and_what_eased_most_comes_first() -> None:
    tried = [("feet", 8, 5), ("sigh", 4, 5), ("feet", 7, 3), ("orient", 6, 6)]
    assert changes_of(tried) == [
        Change("feet", 2, 7.5, 4.0),
        Change("orient", 1, 6.0, 6.0),
        Change("sigh", 1, 4.0, 5.0),
    ]


@given(st.lists(st.tuples(st.sampled_from("abc"), NUMBERS, NUMBERS)))
def test_no_use_is_lost_and_no_average_leaves_the_scale(tried: list[tuple[str, int, int]]) -> None:
    changes = changes_of(tried)
    assert sum(change.times for change in changes) == len(tried)
    assert len({change.exercise for change in changes}) == len(changes)
    for change in changes:
        for number in (change.before, change.after):
            assert 0 <= number <= 10
            assert (2 * number).is_integer()


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0"), (0.5, "½"), (1, "1"), (6.5, "6½"), (9.5, "9½"), (10, "10")]
)
def test_halves_are_written_as_people_write_them(number: float, shown: str) -> None:
    assert in_halves(number) == shown


@pytest.mark.parametrize(
    ("minutes", "within"),
    [([], None), ([0], "hour"), ([60], "hour"), ([61], "hours"), ([360], "hours"),
     ([361], "day"), ([1440], "day"), ([1441], "later"), ([4320], "later"),
     ([30, 99999], "hour"), ([30, 99999, 99999], "later")],
)  # fmt: skip
def test_coming_back_is_told_in_words(minutes: list[int], within: str | None) -> None:
    assert back_within(minutes) == within

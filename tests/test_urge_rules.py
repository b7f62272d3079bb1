"""What numbers are read, what they weigh, and what follows from them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.model import STATES, Content, Exercise
from bot.features.urge.rules import Next, return_at, weigh, what_next
from bot.screens.choosing import FIRST, HIGH, Evidence, Situation, choose
from bot.screens.strength import read_strength

READ = {
    "7": 7, "7,5": 8, "7.5": 8, "7,4": 7, "7½": 8, "een 7": 7, "zeven": 7, "een zeven": 7,
    "nul": 0, "0": 0, "10": 10, "9,6": 10, "tien!": 10, "ik denk een 8": 8, "8/10": 8,
    "8 op de 10": 8, "6 uit de 10": 6, "it's a 7": 7, "eight out of ten": 8, " 3 ": 3, "Zeven.": 7,
    "een 5 ofzo": 5, "3 ofzo": 3, "like a 3": 3, "nog steeds 7": 7, "still a 7": 7, "bijna 0": 0,
    "6 a 7": 7, "6 à 7": 7, "6/7": 7, "6-7": 7, "7 of 8": 8, "between 6 and 7": 7,
    "tussen 3 en 4": 4, "more like a 6": 6, "meer een 6": 6, "3 or 4": 4, "van 8 naar 5": 5,
    "ik zit op een 7 ongeveer": 7, "its a solid 8": 8, "prob 6": 6, "t is nu nen 8": 8,
    "down to a 5 now": 5, "still like a 7 or so": 7, "t is zo'n 8 denk ik": 8,
    "terug naar een 4": 4,
    "from 8 to 5": 5, "maybe a 5": 5, "almost 0": 0, "eerder 4": 4, "7ish": 7, "ja een 6": 6,
}  # fmt: skip
NOT_READ = (
    "heel erg", "11", "-1", "−1", "10,4", "-0,5", "7 of 9", "twee drie", "2-9", "6 7",
    "1 keer gebeld", "", "?", "ik zit op 3 hoog",
    "down to 2 pills", "terug naar hem", "ik zit op 7 pillen",
    "1e3", "¼", "7,5½", "½½", "²", "٣ ٤",
    "9" * 4000, "7 dagen niet geslapen", "ik wil dood", "een beetje", "zeven keer",
)  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_a_number_is_read_however_it_is_typed(text: str) -> None:
    assert read_strength(text) == READ[text]


@pytest.mark.parametrize("text", NOT_READ)
def test_anything_else_is_no_number(text: str) -> None:
    assert read_strength(text) is None


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_a_number_of_the_scale_or_none(text: str) -> None:
    assert read_strength(text) in {None, *range(11)}


@pytest.mark.parametrize(
    ("strengths", "exercises", "following"),
    [
        ([8, 6], 1, Next.EASED),
        ([6], 1, Next.EASED),
        ([8, 7], 1, Next.ANOTHER),
        ([9, 8, 8], 2, Next.PERSON),
        ([9, 8, 7], 2, Next.ANOTHER),
        ([9, 9], 1, Next.ANOTHER),
        ([3, 4, 5], 2, Next.PERSON),
        ([3, 4, 4], 2, Next.EASED),
        ([7, 8, 9, 0], 2, Next.EASED),
        ([7, 8, 9, 6], 2, Next.EASED),
        ([2, 3, 1, 2], 3, Next.RISEN),
        ([4, 6, 5, 6], 3, Next.PERSON),
        ([4, 6, 8, 7], 3, Next.PERSON),
        ([9, 10, 8, 9], 3, Next.PERSON),
        ([3, 6], 1, Next.RISEN),
        ([8, 4, 6], 2, Next.RISEN),
        ([], 0, Next.EASED),
    ],
)
def test_two_rises_or_eight_after_two_exercises_lead_to_a_person_while_it_is_up(
    strengths: list[int], exercises: int, following: Next
) -> None:
    assert what_next(strengths, exercises) is following


numbers = st.integers(0, 10)


@given(st.lists(numbers, min_size=1, max_size=9), st.integers(0, 5))
def test_while_it_is_high_it_is_never_called_eased(strengths: list[int], exercises: int) -> None:
    if strengths[-1] >= HIGH:
        assert what_next(strengths, exercises) in {Next.ANOTHER, Next.PERSON}


@given(st.lists(numbers, min_size=2, max_size=9), st.integers(0, 5))
def test_a_number_that_has_come_down_is_not_told_that_nothing_helps(
    strengths: list[int], exercises: int
) -> None:
    last = strengths[-1]
    if last < HIGH and last < max(strengths[0], strengths[-2]):
        assert what_next(strengths, exercises) in {Next.EASED, Next.RISEN}


def test_fewer_than_three_times_say_nothing() -> None:
    assert weigh([("feet", 9, 0)] * 2) == {"feet": Evidence(2, 2, 0.0)}


def test_a_drop_of_two_counts_as_help_and_little_is_pulled_towards_nothing() -> None:
    found = weigh([("feet", 8, 6), ("feet", 8, 7), ("feet", 9, 6)])["feet"]
    assert (found.times, found.helped) == (3, 2)
    assert found.value == pytest.approx(6 / 6)


def test_only_the_latest_ten_times_count() -> None:
    found = weigh([("feet", 8, 8)] * 10 + [("feet", 9, 0)] * 30)["feet"]
    assert (found.times, found.value) == (10, 0.0)


drops = st.lists(st.tuples(st.sampled_from(["feet", "delay", "surf"]), numbers, numbers))


@given(drops)
def test_no_evidence_is_stronger_than_the_numbers_it_comes_from(
    given_: list[tuple[str, int, int]],
) -> None:
    for name, found in weigh(given_).items():
        changes = [before - after for exercise, before, after in given_ if exercise == name]
        assert abs(found.value) <= max(abs(change) for change in changes)
        assert 0 <= found.helped <= found.times <= 10


@given(st.integers(3, 10), st.integers(1, 10))
def test_the_same_drop_weighs_more_the_oftener_it_was_seen(times: int, drop: int) -> None:
    fewer = weigh([("feet", drop, 0)] * times)["feet"].value
    more = weigh([("feet", drop, 0)] * (times + 1))["feet"].value
    assert more > fewer or times == 10


def test_evidence_that_says_little_stands_on_no_button() -> None:
    assert Evidence(5, 4, 1.2).speaks_for_it
    assert not Evidence(5, 2, 0.4).speaks_for_it
    assert not Evidence(2, 2, 0.0).speaks_for_it
    assert not Evidence(4, 4, -0.5).speaks_for_it


PROVEN = Evidence(5, 4, 1.8)


def test_what_helped_before_comes_first_where_it_fits(content: Content) -> None:
    exercises = content["nl"].exercises
    last = FIRST["urge"][-1]
    chosen = choose(exercises, Situation("urge", strength=8), known={last: PROVEN})
    assert chosen[0].id == last


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("night", [True, False])
@pytest.mark.parametrize("moving", [True, False])
def test_no_evidence_brings_back_what_does_not_fit(
    content: Content, state: str, *, night: bool, moving: bool
) -> None:
    exercises = content["nl"].exercises
    situation = Situation(state, night=night, strength=7, moving=moving)
    fitting = {e.id for e in _all_that_fit(content, situation)}
    everything = dict.fromkeys(exercises, PROVEN)
    for known in (everything, dict.fromkeys(set(exercises) - fitting, PROVEN)):
        assert {e.id for e in choose(exercises, situation, known=known)} <= fitting


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("night", [True, False])
def test_on_the_way_nothing_demanding_and_nothing_that_closes_off_at_any_hour(
    content: Content, state: str, *, night: bool
) -> None:
    fitting = _all_that_fit(content, Situation(state, night=night, strength=9, moving=True))
    assert not [e.id for e in fitting if e.demanding or e.kind == "mind"]


def _all_that_fit(content: Content, situation: Situation) -> list[Exercise]:
    """Each one that is chosen when nothing else is there to choose."""
    exercises = content["nl"].exercises
    return [e for name, e in exercises.items() if choose({name: e}, situation)]


@pytest.mark.parametrize("strength", range(HIGH))
def test_below_seven_one_that_was_never_tried_is_among_the_three(
    content: Content, strength: int
) -> None:
    exercises = content["nl"].exercises
    tried = dict.fromkeys(("delay", "feet", "surf"), PROVEN)
    chosen = choose(exercises, Situation("urge", strength=strength), known=tried)
    assert [e.id in tried for e in chosen] == [True, True, False]


@pytest.mark.parametrize("strength", [7, 8, 10, None])
def test_from_seven_on_nothing_is_tried_out(content: Content, strength: int | None) -> None:
    exercises = content["nl"].exercises
    tried = dict.fromkeys(("delay", "feet", "surf"), PROVEN)
    chosen = choose(exercises, Situation("urge", strength=strength), known=tried)
    assert {e.id for e in chosen} == set(tried)


def test_what_made_it_worse_comes_after_what_is_not_known(content: Content) -> None:
    exercises = content["nl"].exercises
    worse = {"delay": Evidence(4, 0, -1.0)}
    assert "delay" not in [
        e.id for e in choose(exercises, Situation("urge", strength=8), known=worse)
    ]


QUIET = (21 * 60, 8 * 60)


@pytest.mark.parametrize(
    ("now", "expected", "morning"),
    [
        ("2026-11-23T19:20", "2026-11-23T19:40", False),
        ("2026-11-23T19:39", "2026-11-23T19:59", False),
        ("2026-11-23T19:40", "2026-11-24T07:00", True),
        ("2026-11-24T02:00", "2026-11-24T07:00", True),
        ("2026-11-24T06:45", "2026-11-24T07:05", False),
    ],
)
def test_the_return_is_in_twenty_minutes_or_at_the_end_of_the_quiet_hours(
    now: str, expected: str, morning: bool
) -> None:
    """Instants in UTC, an hour behind the clocks of Amsterdam."""
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    wanted = datetime.fromisoformat(expected).replace(tzinfo=UTC)
    assert return_at(QUIET, "Europe/Amsterdam", at) == (wanted, morning)

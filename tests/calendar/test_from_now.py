"""How long from now something is, as people say it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar.from_now import read_from_now


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("over een uur", 60), ("Over één uur!", 60), ("over een uurtje", 60), ("over 2 uur", 120),
        ("over twee uur", 120), ("over een half uur", 30), ("over een halfuur", 30),
        ("over half uurtje", 30), ("over een kwartier", 15), ("over drie kwartier", 45),
        ("over anderhalf uur", 90), ("over 1,5 uur", 90), ("over twee en een half uur", 150),
        ("over tweeënhalf uur", 150), ("over 20 minuten", 20), ("over 45 min", 45),
        ("over twintig minuten", 20), ("over ongeveer een uur", 60), ("over zo'n uur", 60),
        ("over een uur of twee", 120), ("over een uur ofzo", 60),
        ("over een uur en een kwartier", 75), ("over 2 uur en 10 minuten", 130),
        ("over 24 uur", 1440), ("een half uur vanaf nu", 30),
        ("in an hour", 60), ("in half an hour", 30), ("in a half hour", 30), ("in 2 hours", 120),
        ("in two hrs", 120), ("in about an hour", 60), ("in an hour or so", 60),
        ("in an hour or two", 120), ("in an hour and a half", 90),
        ("in one and a half hours", 90), ("in 1.5 hours", 90), ("in a quarter of an hour", 15),
        ("in three quarters of an hour", 45), ("in 10 mins", 10), ("in another hour", 60),
        ("an hour from now", 60), ("half an hour from now", 30), ("in 1 hour and 20 minutes", 80),
    ],
)  # fmt: skip
def test_a_moment_is_read_as_it_is_said_from_now(typed: str, minutes: int) -> None:
    assert read_from_now(typed) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "typed",
    ["", "over", "in", "een uur", "1 uur", "om 1 uur", "over een uur ben ik er niet meer",
     "over een week", "over 3 dagen", "in an hour i am gone", "kwart over acht", "over acht",
     "in uur", "over een uur en morgen", "in an hour and a day", "over half", "een uur geleden"],
)  # fmt: skip
def test_what_says_another_thing_is_none(typed: str) -> None:
    assert read_from_now(typed) is None


@given(st.integers(1, 999), st.sampled_from(["over {} minuten", "in {} minutes", "in {} mins"]))
def test_any_number_of_minutes_is_that_many(minutes: int, said: str) -> None:
    assert read_from_now(said.format(minutes)) == timedelta(minutes=minutes)


@given(st.text(max_size=60))
def test_whatever_is_typed_never_fails(typed: str) -> None:
    found = read_from_now(f"over {typed}")
    assert found is None or found >= timedelta(0)

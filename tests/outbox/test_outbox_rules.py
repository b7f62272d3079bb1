"""When an unrequested message may reach a client."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar.times import in_quiet_hours, local_date, local_minutes
from bot.outbox.rules import LATE, MOST_PUSHES_A_DAY, answer_waits_until, push_waits_until
from bot.road.lanes import Lane
from bot.store.clients import Client

ZONE = "Europe/Amsterdam"
PUSHES = [lane for lane in Lane if lane.is_push]
EVENING, MORNING = 21 * 60, 8 * 60


def a_client(**wishes: Any) -> Client:
    """Somebody with the usual wishes: 08:00, quiet from 21 to 8."""
    usual = {
        "id": 1, "chat_id": 7, "status": "active", "language": "nl", "zone": ZONE,
        "daily_at": MORNING, "every_days": 1, "quiet_from": EVENING, "quiet_to": MORNING,
        "neutral": False, "pushed": 0,
    }  # fmt: skip
    return Client(**(dict.fromkeys(Client.__slots__) | usual | wishes))  # type: ignore[arg-type]


def local(text: str) -> datetime:
    """An instant from what an Amsterdam clock shows in winter."""
    return datetime.fromisoformat(text + "+01:00").astimezone(UTC)


NOON, NIGHT = local("2026-11-23 12:00"), local("2026-11-23 23:00")
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("lane", PUSHES)
def test_by_day_it_may_go_now(lane: Lane) -> None:
    assert push_waits_until(a_client(), lane, NOON) is None


@pytest.mark.parametrize("lane", PUSHES)
@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-23 21:00", "2026-11-24 08:00"),
        ("2026-11-23 23:59", "2026-11-24 08:00"),
        ("2026-11-24 00:00", "2026-11-24 08:00"),
        ("2026-11-24 07:59", "2026-11-24 08:00"),
    ],
)
def test_quiet_hours_hold_it_until_they_end(lane: Lane, now: str, until: str) -> None:
    held = push_waits_until(a_client(), lane, local(now))
    assert held == (local(until), "quiet hours")


def test_an_hour_chosen_inside_the_quiet_hours_is_kept_for_the_daily_message_alone() -> None:
    early = a_client(daily_at=6 * 60)
    six = local("2026-11-24 06:00")
    assert push_waits_until(early, Lane.DAILY, six) is None
    assert push_waits_until(early, Lane.PROGRAMME, six) == (
        local("2026-11-24 08:00"),
        "quiet hours",
    )
    assert push_waits_until(early, Lane.BROADCAST, six) == (
        local("2026-11-24 08:00"),
        "quiet hours",
    )


@pytest.mark.parametrize("lane", PUSHES)
def test_what_a_crisis_holds_waits_as_long_as_it_says(lane: Lane) -> None:
    until = NOON + timedelta(hours=24)
    assert push_waits_until(a_client(held_until=until), lane, NOON) == (until, "held")
    assert push_waits_until(a_client(held_until=until), lane, until) is None


def test_the_first_two_of_a_day_go_and_the_third_waits_for_the_morning() -> None:
    morning = (local("2026-11-24 08:00"), "enough for today")
    for pushed, expected in ((0, None), (1, None), (2, morning), (5, morning)):
        client = a_client(pushed=pushed, pushed_on=TODAY)
        assert push_waits_until(client, Lane.BROADCAST, NOON) == expected


def test_yesterdays_messages_do_not_count() -> None:
    client = a_client(pushed=2, pushed_on=TODAY - timedelta(days=1))
    assert push_waits_until(client, Lane.BROADCAST, NOON) is None


def test_without_quiet_hours_the_third_waits_for_midnight() -> None:
    client = a_client(pushed=2, pushed_on=TODAY, quiet_from=0, quiet_to=0)
    held = push_waits_until(client, Lane.BROADCAST, NOON)
    assert held == (local("2026-11-24 00:00"), "enough for today")


def test_the_day_that_counts_is_the_clients_own() -> None:
    far = a_client(zone="Australia/Sydney", pushed=2, pushed_on=date(2026, 11, 24))
    held = push_waits_until(far, Lane.BROADCAST, local("2026-11-24 00:30"))
    assert held == (datetime(2026, 11, 24, 21, tzinfo=UTC), "enough for today")


@given(
    zone=st.sampled_from([ZONE, "Africa/Cairo", "America/Santiago", "Asia/Jakarta"]),
    quiet=st.tuples(st.integers(0, 1439), st.integers(0, 1439)),
    now=st.integers(0, 2 * 365 * 24 * 60),
    pushed=st.integers(0, 4),
    pushed_days_ago=st.integers(0, 2),
    lane=st.sampled_from(PUSHES),
)
def test_waiting_ends_and_at_its_end_it_is_neither_quiet_nor_the_same_day(
    zone: str,
    quiet: tuple[int, int],
    now: int,
    pushed: int,
    pushed_days_ago: int,
    lane: Lane,
) -> None:
    instant = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=now)
    today = local_date(zone, instant)
    client = a_client(
        zone=zone, quiet_from=quiet[0], quiet_to=quiet[1], pushed=pushed,
        pushed_on=today - timedelta(days=pushed_days_ago), daily_at=quiet[1],
    )  # fmt: skip
    held = push_waits_until(client, lane, instant)
    if held is None:
        assert pushed < MOST_PUSHES_A_DAY or pushed_days_ago
        assert not in_quiet_hours(quiet, local_minutes(zone, instant))
        return
    until, reason = held
    assert instant < until <= instant + timedelta(hours=50)
    assert not in_quiet_hours(quiet, local_minutes(zone, until))
    if reason == "enough for today":
        assert local_date(zone, until) > today


@pytest.mark.parametrize(
    ("written", "now", "urge", "until"),
    [
        ("12:00", "12:00", None, None),
        ("12:00", "12:00", "12:40", "12:40"),
        ("12:00", "12:30", "13:20", "13:00"),
        ("12:00", "13:00", "13:40", None),
        ("20:30", "21:20", "21:25", "21:25"),
        ("20:30", "21:30", "22:10", None),
        ("20:30", "23:00", None, "08:00"),
        ("22:00", "22:00", None, "08:00"),
        ("07:30", "07:30", "08:20", "08:00"),
        ("07:30", "08:00", "08:50", "08:30"),
    ],
)
def test_an_answer_waits_for_quiet_hours_and_for_an_urge_an_hour_at_most(
    written: str, now: str, urge: str | None, until: str | None
) -> None:
    def at(hour: str) -> datetime:
        return local(f"2026-11-23 {hour}")

    held = a_client(held_until=at("12:00") + timedelta(days=1), pushed=2, pushed_on=TODAY)
    found = answer_waits_until(held, at(written), at(now), at(urge) if urge else None)
    ends = {"08:00": NIGHT + timedelta(hours=9)} if written > "09:00" else {}
    assert found == (None if until is None else ends.get(until, at(until)))


@given(written=st.integers(0, 1439), urge=st.integers(0, 180), quiet=st.tuples(
    st.integers(0, 1439), st.integers(0, 1439)))  # fmt: skip
def test_by_the_hour_of_the_sign_an_urge_has_made_no_difference(
    written: int, urge: int, quiet: tuple[int, int]
) -> None:
    client = a_client(quiet_from=quiet[0], quiet_to=quiet[1])
    at = NIGHT + timedelta(minutes=written)

    def leaves_at(urge_until: datetime | None) -> datetime:
        now = at
        while (until := answer_waits_until(client, at, now, urge_until)) is not None:
            assert until > now
            now = until
        return now

    with_it, without = leaves_at(at + timedelta(minutes=urge)), leaves_at(None)
    by = at + timedelta(hours=1) + LATE
    assert with_it == without or max(with_it, without) <= by

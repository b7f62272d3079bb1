"""What a process may still do, judged by itself: by the clock that no sleep stops."""

from __future__ import annotations

import pytest

from bot.replicas.heartbeat import EVERY
from bot.replicas.replica import TRUSTED, Replica
from bot.store.replicas import LEASE

TAKEN_OVER_WITHIN = 10.0
"""Seconds after a kill; `docs/reliability.md` names them."""


class Boot:
    """Seconds since the machine started."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def boot() -> Boot:
    return Boot()


@pytest.fixture
def leader(boot: Boot) -> Replica:
    """It was seen just now, and leads."""
    made = Replica(alone=False, since_boot=boot)
    made.was_seen(boot.now, 3)
    made.was_told(boot.now, 7)
    return made


def test_what_a_killed_process_held_is_taken_over_in_time() -> None:
    """At worst it had given a sign just before, and the others one just before its time was up."""
    assert LEASE.total_seconds() > TRUSTED, "never while it may still send"
    assert LEASE.total_seconds() + EVERY <= TAKEN_OVER_WITHIN


def test_it_leads_and_sends_for_as_long_as_nobody_can_think_it_gone(
    leader: Replica, boot: Boot
) -> None:
    boot.now += TRUSTED - 0.1
    assert leader.leads
    assert leader.holds(leader.owner)
    boot.now += 0.2
    assert not leader.leads
    assert not leader.holds(leader.owner)


def test_a_beat_counts_from_when_it_was_asked_not_from_when_it_was_answered(
    leader: Replica, boot: Boot
) -> None:
    asked = boot.now
    boot.now += TRUSTED + 1
    leader.was_seen(asked, 3)
    assert not leader.is_present


def test_one_that_is_there_may_have_lost_the_lead(leader: Replica, boot: Boot) -> None:
    boot.now += TRUSTED + 1
    leader.was_seen(boot.now, 3)
    assert leader.is_present
    assert not leader.leads


def test_under_a_new_name_nothing_of_the_old_is_its_own(leader: Replica, boot: Boot) -> None:
    before = leader.owner
    leader.rejoin()
    leader.was_seen(boot.now, 3)
    assert leader.has_lost(before)
    assert not leader.holds(before)
    assert leader.holds(leader.owner)
    assert not leader.leads


def test_whoever_is_alone_is_always_there_and_leads(boot: Boot) -> None:
    alone = Replica(alone=True, since_boot=boot)
    boot.now += 1_000_000
    assert alone.leads
    assert alone.holds(alone.owner)
    assert not alone.has_lost(alone.owner)

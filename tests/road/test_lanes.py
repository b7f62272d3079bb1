"""The lanes, as they stand in every database."""

from __future__ import annotations

from bot.road.lanes import Lane


def test_a_lane_keeps_its_number_for_ever() -> None:
    assert {lane.name: lane.value for lane in Lane} == {
        "REPLY": 0,
        "ALERT": 1,
        "CARE": 2,
        "RELAY": 3,
        "DAILY": 4,
        "PROGRAMME": 5,
        "BROADCAST": 6,
        "TIDY": 7,
    }, "what waits would change its lane: a new number needs a migration of outbox.lane"

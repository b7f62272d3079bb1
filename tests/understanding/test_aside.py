"""A long text is looked at beside the event loop, where others go on being answered."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from bot.understanding.classify import Classifier, Verdict
from tests.cast import Person, Stage

LONG = ("het regende vandaag en ik heb de tuin gedaan. " * 100)[:4_096]


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """The threads in which a text was looked at."""
    found: list[threading.Thread] = []
    plain = Classifier.hear

    def hear(self: Classifier, *given: Any, **more: Any) -> Verdict:
        found.append(threading.current_thread())
        return plain(self, *given, **more)

    monkeypatch.setattr(Classifier, "hear", hear)
    return found


async def test_a_long_text_does_not_hold_the_loop(
    noor: Person, threads: list[threading.Thread]
) -> None:
    await noor.say(LONG)
    assert threads
    assert threading.main_thread() not in threads


async def test_a_short_one_costs_no_thread(noor: Person, threads: list[threading.Thread]) -> None:
    await noor.say("ik wil hem zo graag appen")
    assert noor.texts[-1] == noor.words("urge.first")
    assert set(threads) == {threading.main_thread()}


async def test_what_a_coach_writes_at_length_does_not_hold_it_either(
    stage: Stage, noor: Person, threads: list[threading.Thread]
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    threads.clear()
    await coach.say(LONG)
    assert threads
    assert threading.main_thread() not in threads

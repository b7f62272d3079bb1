"""What a coach asks how to do."""

from __future__ import annotations

import pytest

from bot.screens import how
from bot.understanding.coach_topics import TOPICS, asks_for_help, read_topic


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Hoe trek ik een bericht in?", "withdraw"), ("kan ik dit uitstellen", "postpone"),
        ("hoe plan ik een bijeenkomst?", "session"), ("kan dit elke week?", "plan"),
        ("How do I correct a typo?", "correct"), ("how do I put in my holiday", "away"),
        ("/help planning", "plan"), ("hulp bericht", "message"),
        ("ik plan morgen een bericht", ""), ("hoe gaat het", ""), ("help", ""),
        ("waar is mijn bericht", ""),
    ],
)  # fmt: skip
def test_a_question_how_something_is_done_has_a_topic(text: str, topic: str) -> None:
    assert read_topic(text) == topic


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("help?", True), ("/help", True), ("/help planning", True), ("/help iets", True),
        ("/help me", False), ("help me", False), ("help iets", False),
    ],
)  # fmt: skip
def test_help_with_the_name_of_something_calls_for_nobody(text: str, asks: bool) -> None:
    assert asks_for_help(text) is asks


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_its_way(topic: str) -> None:
    assert how.ways(lambda key: key, topic)  # type: ignore[arg-type]

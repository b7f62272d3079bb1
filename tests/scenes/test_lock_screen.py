"""What a lock screen shows of a coach's message: words that tell a stranger too much are named."""

from __future__ import annotations

import pytest

from bot.content.model import Content
from bot.features.coach.broadcast.checking import revealing


@pytest.mark.parametrize(
    ("language", "line", "words"),
    [
        ("nl", "Zie voor je ex-partner", ["ex", "partner"]),
        ("nl", "Over je ex-vriend of ex-man", ["ex"]),
        ("nl", "Stalking, dreigen of misbruik", ["dreigen", "misbruik", "stalking"]),
        ("nl", "Afkicken doe je samen", ["afkicken"]),
        ("nl", "Donderdag om acht uur, neem een pen mee", []),
        ("nl", "Een excuus en een extra stoel", []),
        ("en", "About your ex-husband", ["ex"]),
        ("en", "Stalking, threats and abuse", ["abuse", "stalking", "threats"]),
        ("en", "Rehab and withdrawal", ["rehab", "withdrawal"]),
        ("en", "Thursday at eight, bring a pen", []),
    ],
)
def test_words_that_tell_too_much_are_named(
    content: Content, language: str, line: str, words: list[str]
) -> None:
    assert revealing(content[language], line) == words

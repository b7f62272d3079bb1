"""What people answer to "are you thinking of ending your life?", and how each answer is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.model import LANGUAGES
from bot.safety.answers import NO, UNSURE, YES
from bot.safety.thinking import AGAIN, read_thinking

FOLDER = Path(__file__).parent / "thinking"
READ: dict[str, set[str | None]] = {
    "yes": {YES},
    "unsure": {YES, UNSURE},
    "danger": {YES, UNSURE},
    "no": {NO},
    "again": {AGAIN, None},
}


def answers(language: str) -> list[tuple[str, str]]:
    """The answers of one language, each with the part that it stands in."""
    found, part = [], ""
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            part = line.strip("[]")
        elif line and not line.startswith("#"):
            found.append((part, line))
    return found


ALL = [one for language in LANGUAGES for one in answers(language)]


@pytest.mark.parametrize(("part", "text"), ALL)
def test_an_answer_is_read_as_it_is_meant(part: str, text: str) -> None:
    assert read_thinking(text) in READ[part]


@pytest.mark.parametrize(("part", "text"), ALL)
def test_neither_capitals_nor_marks_nor_stretched_letters_change_it(part: str, text: str) -> None:
    stretched = f"{text[:-1]}{text[-1] * 3}!!" if text[-1].isalpha() else text
    assert read_thinking(text.upper()) in READ[part]
    assert read_thinking(f"{text}...") in READ[part]
    assert read_thinking(stretched) in READ[part]


@pytest.mark.parametrize(("part", "text"), [one for one in ALL if one[0] == "no"])
def test_what_takes_a_no_back_makes_it_none(part: str, text: str) -> None:
    for language, more in (("nl", "maar ik heb pillen"), ("en", "but i have pills")):
        if (part, text) in answers(language):
            assert read_thinking(f"{text} {more}") != NO


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_is_wide(language: str) -> None:
    assert len(answers(language)) >= 150

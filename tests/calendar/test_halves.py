"""Hours that may be of the morning or of the evening."""

from __future__ import annotations

from datetime import date

import pytest

from bot.calendar.halves import halves_of
from bot.calendar.moments import parse_moment

MONDAY = date(2026, 11, 23)


def read(text: str, language: str) -> tuple[int, int] | None:
    """What may be meant by the hour in this text."""
    _, minutes = parse_moment(text, MONDAY, language=language)
    assert minutes is not None
    return halves_of(text, minutes)


@pytest.mark.parametrize(
    ("language", "text", "early"),
    [
        ("nl", "donderdag half acht", 450),
        ("nl", "half acht donderdag", 450),
        ("nl", "26.11 om half acht", 450),
        ("nl", "08-12 acht uur", 480),
        ("nl", "donderdag kwart voor acht", 465),
        ("nl", "morgen acht uur", 480),
        ("nl", "morgen 8 uur", 480),
        ("nl", "18 december 6 uur", 360),
        ("nl", "morgen om half zeven", 390),
        ("en", "thursday at eight", 480),
        ("en", "tomorrow half seven", 450),
        ("en", "tomorrow at 8", 480),
        ("en", "friday quarter to eight", 465),
    ],
)
def test_an_hour_that_is_said_may_be_of_either_half(language: str, text: str, early: int) -> None:
    assert read(text, language) == (early, early + 720)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "donderdag 07:30"), ("nl", "donderdag 7:30"), ("nl", "donderdag 19.30"),
        ("nl", "26-11 19u30"), ("nl", "3 december om 19.30"), ("nl", "donderdag 20 uur"),
        ("nl", "donderdag 08 uur"), ("nl", "donderdagavond half acht"),
        ("nl", "van 07:30 tot 9:00"), ("nl", "vrijdag om elf uur"), ("nl", "morgen 10 uur"),
        ("nl", "zaterdag morgen half acht"),
        ("nl", "half acht 's avonds"), ("nl", "vanavond half acht"),
        ("nl", "morgenochtend half acht"),
        ("nl", "donderdag 's morgens om acht uur"), ("nl", "morgen half vier"),
        ("nl", "morgen twaalf uur"), ("en", "tomorrow 8pm"), ("en", "tomorrow at 8 am"),
        ("en", "tonight at eight"), ("en", "tomorrow morning at eight"), ("en", "friday at noon"),
        ("en", "friday half past three"),
    ],
)  # fmt: skip
def test_one_that_is_written_out_or_has_its_part_of_the_day_is_not(
    language: str, text: str
) -> None:
    assert read(text, language) is None

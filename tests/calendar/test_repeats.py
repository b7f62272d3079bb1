"""What was typed for more than once, in both languages."""

from __future__ import annotations

import pytest

from bot.calendar.repeats import OTHER, WEEKLY, repeats


@pytest.mark.parametrize(
    ("typed", "how", "rest"),
    [
        ("elke dinsdag 20:00", WEEKLY, "dinsdag 20:00"),
        ("Iedere week op dinsdag, 9:00", WEEKLY, "op dinsdag 9:00"),
        ("wekelijks dinsdag 20:00", WEEKLY, "dinsdag 20:00"),
        ("'s maandags om 9", WEEKLY, "maandag om 9"),
        ("every Tuesday at 8 pm", WEEKLY, "tuesday at 8 pm"),
        ("Tuesdays at 9am", WEEKLY, "tuesday at 9am"),
        ("elke dag 9:00", OTHER, "elke dag 9:00"),
        ("om de week dinsdag 20:00", OTHER, "om de week dinsdag 20:00"),
        ("elke eerste maandag", OTHER, "elke eerste maandag"),
        ("every other Tuesday", OTHER, "every other Tuesday"),
        ("daily 9:00", OTHER, "daily 9:00"),
        ("elke dinsdagavond 20:00", WEEKLY, "dinsdagavond 20:00"),
        ("iedere dinsdagochtend", WEEKLY, "dinsdagochtend"),
        ("Elke vrijdagmiddag om half vier", WEEKLY, "vrijdagmiddag om half vier"),
        ("om de dinsdag 10:00", OTHER, "om de dinsdag 10:00"),
        ("om de dinsdagavond", OTHER, "om de dinsdagavond"),
    ],
)
def test_what_comes_back_is_told_apart_from_one_day(typed: str, how: str, rest: str) -> None:
    assert repeats(typed) == (how, rest)


@pytest.mark.parametrize(
    "typed",
    ["dinsdag 20:00", "Volgende week dinsdag", "elke 22 november", "every year on 3 March",
     "dinsdag om de kinderen", "dinsdagavond 20:00", "om half negen", "this Tuesday"],
)  # fmt: skip
def test_one_day_and_a_date_of_every_year_stay_as_they_were_typed(typed: str) -> None:
    assert repeats(typed) == ("", typed)

"""The page that a clinician reads: whole, and what the content says now."""

from __future__ import annotations

import pytest

from bot.content.check import _REPLIES
from bot.content.model import LANGUAGES, Content
from tools.hard_moments import MOMENTS, PAGE, page_of


def test_the_page_is_what_the_content_says_now(content: Content) -> None:
    assert PAGE.read_text(encoding="utf-8") == page_of(content), (
        "run python -m tools.hard_moments, and let the change be read by a clinician"
    )


def test_every_fixed_reply_stands_on_the_page_once() -> None:
    named = [name for moment in MOMENTS for name in moment.replies]
    assert sorted(named) == sorted(_REPLIES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_help_line_stands_on_the_page_with_the_day_it_was_verified(
    content: Content, language: str
) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for line in content[language].lines:
        (row,) = [
            row
            for row in page.splitlines()
            if f"| {line.country} · {line.name} |" in row and line.about in row
        ]
        assert f"{line.verified_on} ({line.basis})" in row
        assert line.phone in row


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_beginning_of_a_key_names_some_text(content: Content, language: str) -> None:
    keys = content[language].t.entries
    for moment in MOMENTS:
        for beginning in moment.texts:
            assert any(key.startswith(beginning) for key in keys), beginning

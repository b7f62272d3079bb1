"""The privacy notice names everything that is kept about a client, table by table."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES, Content
from bot.store.tables import metadata

NAMED = {
    "anchor": ("je anker", "your anchor"),
    "appointment": ("tijden van je afspraken", "times of your appointments"),
    "call_wish": ("je coach je belt", "your coach to ring you"),
    "coach_act": ("wat je coach voor je veranderde", "what your coach changed for you"),
    "consent": ("je toestemming, met versie", "your consent, with version"),
    "conversation": ("wanneer je je coach schreef", "when you wrote to your coach"),
    "hard_day": ("lastige dagen", "hard days"),
    "helpful": ("wat hielp", "what helped"),
    "letter": ("een brief", "a letter"),
    "outbox": ("berichten die nog naar je toe moeten", "messages still on their way"),
    "practice": ("gedane oefeningen", "exercises done"),
    "relay": ("welk bericht bij welk hoort", "which message belongs to which"),
    "safe_word": ("een eigen woord", "a word of your own"),
    "safety_plan": ("je plan", "your plan"),
    "strength": ("getallen van 0 tot 10", "numbers from 0 to 10"),
    "urge": ("bij drang", "of an urge"),
}
"""Each table with rows of a client, and the words by which the notice names it."""


def test_every_table_with_rows_of_a_client_is_named() -> None:
    kept = {name for name, table in metadata.tables.items() if "client_id" in table.c}
    assert kept == set(NAMED), "name it in answers/privacy.md, then here"


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_notice_says_so_in_both_languages(content: Content, spoken: str) -> None:
    notice = content.books[spoken].answers["privacy"].text.plain
    place = LANGUAGES.index(spoken)
    assert [words[place] for words in NAMED.values() if words[place] not in notice] == []

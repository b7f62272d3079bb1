"""The 112 daily messages: lengths, first lines, and that no two resemble each other."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, pairwise

import pytest
from rapidfuzz import fuzz

from bot.calendar.programme import DAYS, DAYS_A_WEEK
from bot.content.model import LANGUAGES, Book, Content, Daily

ALIKE = 65
"""Above this two messages share too many of their telling words (token set ratio, 0 to 100)."""

_RUN = 6
"""So many words in a row are not to be found in two messages."""

_COMMON = 0.08
"""A word in more than this share of the messages tells nothing."""

_PEP = {
    "nl": (
        "gewoon",
        "je bent sterk",
        "je kunt het.",
        "je kunt dit",
        "alles komt goed",
        "zou moeten",
        "trigger",
    ),
    "en": ("you are strong", "you've got this", "everything will be", "trigger", "healing"),
}


def words(text: str) -> list[str]:
    return re.findall(r"[a-zà-ÿ']+", text.lower())


def telling_words(messages: tuple[Daily, ...]) -> list[str]:
    """Each message without the words that many of them have."""
    seen = Counter(word for m in messages for word in set(words(f"{m.title} {m.body}")))
    limit = len(messages) * _COMMON
    return [
        " ".join(word for word in words(f"{m.title} {m.body}") if seen[word] <= limit)
        for m in messages
    ]


def where(number: int) -> str:
    return f"week {number // DAYS_A_WEEK + 1}, day {number % DAYS_A_WEEK + 1}"


def too_much_alike(messages: tuple[Daily, ...]) -> list[str]:
    """Which pairs, in words."""
    kept = telling_words(messages)
    return [
        f"{where(a)} '{messages[a].title}' and {where(b)} '{messages[b].title}': {score:.0f}"
        for a, b in combinations(range(len(messages)), 2)
        if (score := fuzz.token_set_ratio(kept[a], kept[b])) > ALIKE
    ]


@pytest.fixture(params=LANGUAGES)
def book(request: pytest.FixtureRequest, content: Content) -> Book:
    return content[request.param]


def test_there_are_112_and_no_two_have_the_same_title(book: Book) -> None:
    titles = Counter(message.title.lower() for message in book.daily)
    assert len(book.daily) == DAYS
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_two_messages_resemble_each_other(book: Book) -> None:
    assert too_much_alike(book.daily) == []


def test_a_message_that_was_copied_and_touched_up_is_found(book: Book) -> None:
    touched = book.daily[3].body.replace(".", ", toch.", 1)
    copied = (*book.daily[:-1], Daily("Iets anders", touched, "feet"))
    assert len(too_much_alike(copied)) >= 1


def test_no_run_of_words_is_used_twice(book: Book) -> None:
    runs: dict[tuple[str, ...], int] = {}
    doubled = []
    for number, message in enumerate(book.daily):
        spoken = words(message.body)
        for start in range(len(spoken) - _RUN + 1):
            run = tuple(spoken[start : start + _RUN])
            if runs.setdefault(run, number) != number:
                doubled.append(f"{where(runs[run])} and {where(number)}: {' '.join(run)}")
    assert doubled == []


def test_no_two_messages_of_a_week_begin_with_the_same_word(book: Book) -> None:
    for start in range(0, DAYS, DAYS_A_WEEK):
        week = book.daily[start : start + DAYS_A_WEEK]
        first = Counter(words(message.body)[0] for message in week)
        assert max(first.values()) == 1, f"{where(start)}: {first.most_common(1)}"


def test_neighbours_do_not_open_the_same_exercise(book: Book) -> None:
    same = [
        where(number)
        for number, (one, other) in enumerate(pairwise(book.daily))
        if one.exercise == other.exercise
    ]
    assert same == []


def test_no_slogans_and_no_exclamation_marks(book: Book) -> None:
    found = [
        f"{where(number)}: {phrase}"
        for number, message in enumerate(book.daily)
        for phrase in (*_PEP[book.language], "!")
        if phrase in f" {message.title} {message.body} ".lower()
    ]
    assert found == []

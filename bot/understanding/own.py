"""The words that Anker itself shows: who types a button instead of pressing it tells nothing of
himself. Read from the content, so that a coach's new words count at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.model import Book, Content
from bot.understanding.words import tokens_of

MEANT = frozenset(["lines.button.hurt"])
"""Buttons whose words can be a cry all the same."""


def own_words(content: Content) -> frozenset[str]:
    """Every label, as the words that are compared."""
    found = set()
    for book in content.books.values():
        meant = {" ".join(tokens_of(text)) for key, text in _named(book) if key in MEANT}
        for _, text in labels_of(book):
            tokens = tokens_of(text)
            words = " ".join(tokens)
            if tokens and words not in meant:
                found.add(words)
    return frozenset(found)


def labels_of(book: Book) -> Iterator[tuple[str, str]]:
    """What can be pressed or chosen, under the place where it is written."""
    yield from _named(book)
    for name, exercise in book.exercises.items():
        yield f"exercises/{name}", exercise.title
    for name, answer in book.answers.items():
        yield f"answers/{name}", answer.command
        yield f"answers/{name}", answer.title
    for name, title in book.pillars.items():
        yield f"pillars/{name}", title
    for week in book.weeks:
        yield "weeks", week.theme
    for phase in book.cycle.phases:
        yield "cycle", phase.name
    for name, (title, _) in book.cycle.withdrawal.items():
        yield f"cycle/{name}", title


def _named(book: Book) -> Iterator[tuple[str, str]]:
    for key, entry in book.t.entries.items():
        if {"button", "command", "country", "language"} & set(key.split(".")):
            for text in [entry] if isinstance(entry, str) else entry.values():
                yield key, text

"""The examples and what a line with choices stands for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.understanding.examples import Example, read_examples, variants
from bot.understanding.learned import LABELS
from bot.understanding.words import tokens_of

_FILES = sorted(Path("content").glob("*/phrases/examples/*.txt"))


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return read_examples(Path("content"))


@pytest.fixture(scope="module")
def words(examples: list[Example]) -> list[str]:
    """The words of each example, which is what it is learned by."""
    return [" ".join(tokens_of(example.text)) for example in examples]


def test_a_line_without_choices_stands_for_itself() -> None:
    assert variants("ik wil hem appen") == ["ik wil hem appen"]


def test_a_line_with_choices_stands_for_each_of_them() -> None:
    assert variants("ik (wil|moet) hem (appen|)") == [
        "ik wil hem appen",
        "ik wil hem",
        "ik moet hem appen",
        "ik moet hem",
    ]


def test_of_many_choices_each_is_used_at_least_once() -> None:
    line = "(a|b|c|d|e|f) (g|h|i|j|k|l) (m|n)"
    used = set(" ".join(variants(line)).split())
    assert used == set("abcdefghijklmn")


@pytest.mark.parametrize("path", _FILES, ids=str)
def test_every_file_of_examples_carries_the_name_of_a_label(path: Path) -> None:
    assert path.stem in LABELS


@pytest.mark.long
def test_each_language_has_a_thousand_examples_and_more(examples: list[Example]) -> None:
    for language in ("nl", "en"):
        assert sum(example.language == language for example in examples) > 1000


_EITHER = frozenset(["why is he ignoring me"])
"""What may as well be said of an urge as of a hurt."""


@pytest.mark.long
def test_an_example_does_not_stand_under_two_labels(
    examples: list[Example], words: list[str]
) -> None:
    first: dict[str, str] = {}
    twice = []
    for example, said in zip(examples, words, strict=True):
        if said and said not in _EITHER and first.setdefault(said, example.label) != example.label:
            twice.append((example.text, first[said], example.label))
    assert twice == []


@pytest.mark.long
@pytest.mark.parametrize("part", ["mined", "long"])
def test_what_was_set_apart_to_measure_on_is_not_among_the_examples(
    words: list[str], part: str
) -> None:
    known = set(words)
    apart = [
        json.loads(line)["text"]
        for path in sorted(Path("tests/understanding", part).glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert apart
    assert [text for text in apart if " ".join(tokens_of(text)) in known] == []

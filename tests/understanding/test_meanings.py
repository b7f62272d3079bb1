"""The lists of words that mean much the same."""

from __future__ import annotations

import pytest

from bot.understanding.features import features_of
from bot.understanding.meanings import FOLDER, meanings

_ALIKE = [
    ("hamer", "screwdriver"),
    ("keel", "throat"),
    ("bloeddrukmedicatie", "painkillers"),
    ("dochtertje", "toddler"),
    ("spoor", "bridge"),
    ("gemept", "punched"),
]


def _names(language: str) -> list[str]:
    lines = (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [line.partition(":")[0] for line in lines]


@pytest.mark.parametrize(("dutch", "english"), _ALIKE)
def test_words_of_one_meaning_are_alike_in_both_languages(dutch: str, english: str) -> None:
    assert set(meanings().of(dutch)) & set(meanings().of(english))


def test_a_word_that_no_list_holds_means_nothing() -> None:
    assert meanings().of("xylofoonlessenaar") == ()


def test_both_languages_name_the_same_meanings_each_once() -> None:
    dutch, english = _names("nl"), _names("en")
    assert len(set(dutch)) == len(dutch)
    assert sorted(dutch) == sorted(english)


def test_texts_that_mean_the_same_share_features_beyond_their_letters() -> None:
    one = features_of(["hij", "dreigt", "met", "een", "hamer"])
    other = features_of(["he", "threatens", "with", "my", "screwdriver"])
    assert len(one.words & other.words) >= 3

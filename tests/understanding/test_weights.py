"""The weights that are shipped belong to the examples that are shipped."""

from __future__ import annotations

import importlib
import os
import pickle
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from bot.understanding.examples import Example, read_examples
from bot.understanding.features import features_of
from bot.understanding.learned import LABELS, unpack, weights
from bot.understanding.words import tokens_of

_LEARN_WHAT_IS_GIVEN = (
    "import pickle, sys; from tools.learn_phrases import learn;"
    "sys.stdout.buffer.write(learn(pickle.load(sys.stdin.buffer), 4.0))"
)


@cache
def everything() -> list[Example]:
    return read_examples(Path("content"))


@cache
def a_part() -> list[Example]:
    """One line in four hundred of the examples."""
    chosen = set(list(dict.fromkeys(one.line for one in everything()))[::400])
    return [one for one in everything() if one.line in chosen]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """What `make learn` runs: it imports for two seconds, so not every worker shall."""
    return importlib.import_module("tools.learn_phrases")


@pytest.mark.long
def test_the_weights_were_learned_from_these_examples(tool: ModuleType) -> None:
    assert weights().made_of == tool.made_of(everything()), (
        "the examples changed, or the way they are learned from: run `make learn`"
    )


@pytest.fixture(scope="module")
def learned_here(tool: ModuleType) -> bytes:
    learned: bytes = tool.learn(a_part(), 4.0)
    return learned


@pytest.mark.long
def test_the_same_examples_give_the_same_weights_in_another_process(learned_here: bytes) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "12345"}
    elsewhere = subprocess.run(
        [sys.executable, "-c", _LEARN_WHAT_IS_GIVEN],
        input=pickle.dumps(a_part()), env=environment, capture_output=True, check=True,
    )  # fmt: skip
    assert learned_here == elsewhere.stdout


def test_learning_answers_what_it_learned(learned_here: bytes) -> None:
    part = a_part()
    learned = unpack(learned_here)
    right = 0
    for one in part:
        scores = learned.scores(features_of(tokens_of(one.text)))
        right += max(LABELS, key=lambda label: scores[label]) == one.label
    assert right > 0.9 * len(part)


def test_another_example_gives_the_examples_another_name(tool: ModuleType) -> None:
    part = a_part()
    assert tool.made_of(part) != tool.made_of(part[1:])

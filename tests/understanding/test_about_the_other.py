"""What people say of the other and of themselves every day, in few words, is no danger.

The lines in `about_the_other/` were written by somebody who knew no example, and those who wrote
examples of this kind had not seen them. What stands among the examples by chance does not count.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.model import Content
from bot.understanding.classify import Classifier
from bot.understanding.examples import read_examples
from bot.understanding.words import tokens_of

_LINES = Path(__file__).parent / "about_the_other"
_MOST = {"nl": 0.16, "en": 0.06}
"""The share that may be asked about: as many as now, and hardly more."""


@pytest.mark.parametrize("spoken", ["nl", "en"])
def test_few_of_them_are_taken_for_danger(content: Content, spoken: str) -> None:
    classifier = Classifier(content)
    known = {tuple(tokens_of(one.text)) for one in read_examples(Path("content"))}
    lines = (_LINES / f"{spoken}.txt").read_text(encoding="utf-8").splitlines()
    fresh = [line for line in lines if tuple(tokens_of(line)) not in known]
    grave = [line for line in fresh if classifier.hear(line, spoken).is_crisis]
    assert len(fresh) >= 50
    assert len(grave) <= _MOST[spoken] * len(fresh), grave

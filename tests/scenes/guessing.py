"""One text that is only guessed to be a crisis, in scenes about what that guess leads to."""

from __future__ import annotations

import pytest

from bot.understanding.classify import Classifier
from bot.understanding.verdict import CRISIS_VIOLENCE, OTHER, Verdict
from tests.cast import Person

SAID = "blauwe tram zeven"
SLIGHT, LESS_SLIGHT = 0.3, 0.7


def guess_of_one_text(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Decides how one text is heard: what weights know changes, and this does not."""
    heard: dict[str, object] = {"label": CRISIS_VIOLENCE, "score": SLIGHT, "besides": OTHER}
    hear, classify, besides = Classifier.hear, Classifier.classify, Classifier.besides_crisis

    def guess(language: str) -> Verdict:
        return Verdict(
            str(heard["label"]), float(str(heard["score"])), "", language, True, guessed=True
        )

    def hears(self: Classifier, text: str, language: str = "nl") -> Verdict:
        return guess(language) if text == SAID else hear(self, text, language)

    def takes(self: Classifier, text: str, language: str = "nl", *, urges: bool = True) -> Verdict:
        return guess(language) if text == SAID else classify(self, text, language, urges=urges)

    def takes_besides(self: Classifier, text: str, language: str = "nl") -> Verdict:
        if text == SAID:
            return Verdict(str(heard["besides"]), 0.5, "", language)
        return besides(self, text, language)

    monkeypatch.setattr(Classifier, "hear", hears)
    monkeypatch.setattr(Classifier, "classify", takes)
    monkeypatch.setattr(Classifier, "besides_crisis", takes_besides)
    return heard


async def is_held(person: Person) -> bool:
    """Whether nothing comes to her by itself."""
    client = await person.record()
    assert client is not None
    return client.is_held(person.stage.clock.now())

"""Free text -> one label, with the reason. Nothing of the text is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.content.model import Content
from bot.understanding.phrases import Matcher
from bot.understanding.words import words_of

CRISIS_SUICIDE, CRISIS_VIOLENCE = "crisis_suicide", "crisis_violence"
URGE, DISTRESS, OTHER = "urge", "distress", "other"
ORDER = (CRISIS_SUICIDE, CRISIS_VIOLENCE, URGE, DISTRESS)
"""Labels by gravity: when several fit, the first one is taken."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A label, how sure (0 to 1), and why in words that a coach understands."""

    label: str
    score: float
    why: str
    language: str

    @property
    def is_crisis(self) -> bool:
        """Whether the crisis screen opens."""
        return self.label in {CRISIS_SUICIDE, CRISIS_VIOLENCE}


class Classifier:
    """Knows the phrases of all languages: people mix them."""

    def __init__(self, content: Content) -> None:
        self._matchers: dict[str, Mapping[str, Matcher]] = {
            label: {
                language: Matcher(book.phrases.get(label, ()))
                for language, book in content.books.items()
            }
            for label in ORDER
        }

    def classify(self, text: str, language: str = "nl") -> Verdict:
        """The gravest label whose phrases stand in `text`; `language` is looked at first."""
        words = words_of(text)
        for label in ORDER:
            matchers = self._matchers[label]
            for tried in (language, *(other for other in matchers if other != language)):
                if (phrase := matchers[tried].find(words)) is not None:
                    return Verdict(label, 1.0, f"phrase: {phrase.written}", tried)
        return Verdict(OTHER, 0.5 if words else 0.0, "no phrase of any label", language)

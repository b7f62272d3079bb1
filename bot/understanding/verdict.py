"""What a free text is taken for."""

from __future__ import annotations

from dataclasses import dataclass

CRISIS_SUICIDE, CRISIS_VIOLENCE = "crisis_suicide", "crisis_violence"
URGE, DISTRESS, OTHER = "urge", "distress", "other"
CRISES = (CRISIS_SUICIDE, CRISIS_VIOLENCE)
ORDER = (*CRISES, URGE, DISTRESS)
"""Labels by gravity: when several fit, the first one is taken."""


UNSURE_SCORE = 0.6
"""How sure it is of what is to be asked about, such as a phrase inside a frame."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A label, how sure (0 to 1), and why in words that a coach understands."""

    label: str
    score: float
    why: str
    language: str
    veiled: bool = False
    """A crisis that is hinted at: to be asked about, not taken as said."""
    notes: frozenset[str] = frozenset()
    """Kinds of crisis with a reply of their own, of `bot.understanding.learned.NOTES`."""
    wish: str = ""
    """What is wanted of the program, of `bot.content.wishes`."""
    kind: str | None = None
    """Which urge it is where it says nothing else; None: to be looked for in its words."""
    guessed: bool = False
    """A crisis of which no phrase says so, only what was learned."""

    @property
    def is_plain(self) -> bool:
        """Whether a phrase decided it, and nothing beside it put that in doubt."""
        return self.score == 1.0

    @property
    def is_crisis(self) -> bool:
        """Whether the crisis screen opens."""
        return self.label in CRISES

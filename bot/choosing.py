"""Which exercises to offer. Values in, a value out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.content.model import Exercise

OFFERED = 3

FIRST: Mapping[str, tuple[str, ...]] = {
    "panic": ("feet", "orient", "five-senses", "small-breath"),
    "anxiety": ("long-exhale", "butterfly", "sigh", "kind-hand"),
    "insomnia": ("long-exhale", "muscles", "container", "quiet-place"),
    "emptiness": ("butterfly", "kind-hand", "brisk-walk", "small-thing"),
    "gloom": ("kind-hand", "small-thing", "hum", "sigh"),
    "restlessness": ("shake", "brisk-walk", "muscles", "long-exhale"),
    "numbness": ("cool-object", "feet", "orient", "five-senses", "shake", "cold-wrists"),
    "urge": ("delay", "feet", "surf", "sigh", "kind-hand"),
}
"""First and second choices per state, after the matrix of techniques in `docs/content.md`;
others follow.
"""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of the moment. `strength` is 0 to 10."""

    state: str
    night: bool = False
    strength: int | None = None
    moving: bool = False
    """Under way: nothing that asks to walk or to close oneself off."""


def choose(
    exercises: Mapping[str, Exercise],
    situation: Situation,
    done: Collection[str] = (),
    count: int = OFFERED,
) -> list[Exercise]:
    """The exercises that fit, best first; what was just done comes last, its kind before that."""
    fitting = [e for e in exercises.values() if _fits(e, situation)]
    kinds = {exercises[name].kind for name in done if name in exercises}
    fitting.sort(key=lambda e: (e.id in done, e.kind in kinds, *_rank(e, situation)))
    return fitting[:count]


def _fits(exercise: Exercise, situation: Situation) -> bool:
    if not exercise.offered or situation.state not in exercise.states:
        return False
    if situation.night:
        return bool(exercise.lying) and not exercise.audible
    if exercise.id == "cold-wrists" and situation.state == "urge":
        # The source gives cold for an urge of 8 and more only.
        return (situation.strength or 0) >= 8
    return not (situation.moving and (exercise.demanding or exercise.kind == "mind"))


def _rank(exercise: Exercise, situation: Situation) -> tuple[int, bool, int, str]:
    first = FIRST.get(situation.state, ())
    place = first.index(exercise.id) if exercise.id in first else len(first)
    return (
        place,
        exercise.demanding,
        exercise.states.index(situation.state),
        exercise.id,
    )

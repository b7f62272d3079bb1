"""Which exercises to offer. Values in, a value out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.content.model import Exercise

OFFERED = 3
HIGH = 7
"""From here on an urge counts as high: nothing untried then."""

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

UNSEEN = ("feet", "counting", "long-exhale", "five-senses", "surf")
"""What nobody sees somebody do, at work or on a bus; the first choice first."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of the moment. `strength` is 0 to 10."""

    state: str
    night: bool = False
    strength: int | None = None
    moving: bool = False
    """Under way: nothing that asks to walk or to close oneself off, and by night no bed."""
    longer: bool = False
    """What was done did not reach: a longer one is among the choice."""
    unseen: bool = False
    """Others are around: nothing that they would see or hear."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an exercise did for one client, in that client's own numbers."""

    times: int
    helped: int
    value: float
    """The drop to be expected, in points; 0 while too little is known."""

    @property
    def speaks_for_it(self) -> bool:
        """Whether it is worth telling: it helped at least every second time."""
        return self.value > 0 and 2 * self.helped >= self.times


NOTHING_KNOWN: Mapping[str, Evidence] = {}


def choose(
    exercises: Mapping[str, Exercise],
    situation: Situation,
    done: Collection[str] = (),
    known: Mapping[str, Evidence] = NOTHING_KNOWN,
) -> list[Exercise]:
    """Three that fit: what helped this client first, what was just done last, its kind before.

    What is known only orders what fits: it never brings back what the state, the night or the
    road rules out. Below `HIGH` one that was never tried is among them.
    """
    fitting = [e for e in exercises.values() if _fits(e, situation)]
    kinds = {exercises[name].kind for name in done if name in exercises}
    fitting.sort(
        key=lambda e: (e.id in done, e.kind in kinds, -_value(e, known), *_rank(e, situation))
    )
    chosen = fitting[:OFFERED]
    fresh = [e for e in fitting if e.id not in done]
    if situation.longer and not situation.night and fresh:
        longest = max(e.minutes for e in fresh)
        chosen = _with(chosen, [e for e in fresh if e.minutes == longest])
    if known and situation.strength is not None and situation.strength < HIGH:
        chosen = _with(chosen, [e for e in fresh if e.id not in known])
    return chosen


def _value(exercise: Exercise, known: Mapping[str, Evidence]) -> float:
    return known[exercise.id].value if exercise.id in known else 0.0


def _with(chosen: list[Exercise], wanted: list[Exercise]) -> list[Exercise]:
    """One of these is among the choice: if need be in the last place."""
    if not wanted or any(e in wanted for e in chosen):
        return chosen
    return [*chosen[: OFFERED - 1], wanted[0]]


def _fits(exercise: Exercise, situation: Situation) -> bool:
    if not exercise.offered or situation.state not in exercise.states:
        return False
    if situation.unseen and exercise.id not in UNSEEN:
        return False
    if situation.moving and (exercise.demanding or exercise.kind == "mind"):
        return False
    if situation.night and not situation.moving:
        return bool(exercise.lying) and not exercise.audible
    if exercise.id == "cold-wrists" and situation.state == "urge":
        # The source gives cold for an urge of 8 and more only.
        return (situation.strength or 0) >= 8
    return True


def _rank(exercise: Exercise, situation: Situation) -> tuple[int, bool, int, str]:
    first = UNSEEN if situation.unseen else FIRST.get(situation.state, ())
    place = first.index(exercise.id) if exercise.id in first else len(first)
    return (
        place,
        exercise.demanding,
        exercise.states.index(situation.state),
        exercise.id,
    )

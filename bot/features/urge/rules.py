"""How an urge goes on after a number, and what numbers tell. Values in, a value out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from itertools import pairwise

from bot.calendar.times import in_quiet_hours, local_minutes, quiet_ends_at
from bot.screens.choosing import HIGH, Evidence
from bot.store.urges import AT_RETURN

VERY_HIGH = 8
MOST_EXERCISES = 2
"""After so many exercises a number of 8 or more leads to a person, not to another exercise."""
MOST_RISES = 2


class Next(Enum):
    """What to offer now."""

    EASED = "eased"
    RISEN = "risen"
    """Low, and more than it was."""
    ANOTHER = "another"
    PERSON = "person"


def what_next(strengths: Sequence[int], exercises: int) -> Next:
    """After the numbers of one urge so far, `exercises` of which were given after one.

    Source: general rules of the exercise protocols, `docs/content.md`: after two rises, or 8 and
    more after two exercises, no further exercise but a human being. Rises count while it is high,
    or up on the first number and not falling: nobody who came down hears that nothing helps.
    """
    if not strengths:
        return Next.EASED
    first, last = strengths[0], strengths[-1]
    before = strengths[-2] if len(strengths) > 1 else last
    low = last < HIGH
    came_down = low and (last <= first or last < before)
    kept_high = exercises >= MOST_EXERCISES and last >= VERY_HIGH
    if kept_high or (not came_down and _rises(strengths) >= MOST_RISES):
        return Next.PERSON
    if not low:
        return Next.ANOTHER
    return Next.RISEN if last > before else Next.EASED


def _rises(strengths: Sequence[int]) -> int:
    return sum(later > earlier for earlier, later in pairwise(strengths))


def after_worse(strengths: Sequence[int], begun: int) -> Next | None:
    """What to offer who says that it gets worse, where `begun` exercises were begun: that is a
    rise without a number. None: there was no exercise yet.
    """
    if what_next(strengths, begun) is Next.PERSON:
        return Next.PERSON
    if not begun:
        return None
    return Next.PERSON if _rises(strengths) or begun >= MOST_EXERCISES else Next.ANOTHER


_QUESTION = re.compile(r"\d{1,17}|-\d{1,3}", re.ASCII)


def question_in(word: str) -> int:
    """The exercise, or what stands in its place, that a button's data names; 0: neither."""
    return int(word) if _QUESTION.fullmatch(word) and int(word) != AT_RETURN else 0


FEWEST_TIMES = 3
"""Fewer numbers than this say nothing of an exercise."""
_LATEST = 10
"""So many of the latest times count: what helps changes."""
_DOUBT = 3
"""How many times without effect are counted along: the pull back to "nothing is known"."""
_NOTICED = 2
"""A drop of two points on a scale of ten is more than chance in somebody's own numbers."""


def weigh(drops: Iterable[tuple[str, int, int]]) -> Mapping[str, Evidence]:
    """What each exercise did for this client: (exercise, before, after), latest first.

    The value is the mean drop with `_DOUBT` times of no drop added; 0 below `FEWEST_TIMES`.
    See docs/decisions/0008.
    """
    of_each: dict[str, list[int]] = defaultdict(list)
    for exercise, before, after in drops:
        if len(of_each[exercise]) < _LATEST:
            of_each[exercise].append(before - after)
    return {exercise: _evidence(found) for exercise, found in of_each.items()}


def _evidence(drops: Sequence[int]) -> Evidence:
    times = len(drops)
    helped = sum(drop >= _NOTICED for drop in drops)
    if times < FEWEST_TIMES:
        return Evidence(times, helped, 0.0)
    return Evidence(times, helped, sum(drops) / (times + _DOUBT))


COMES_BACK_AFTER = timedelta(minutes=20)


def return_at(quiet: tuple[int, int], zone: str, now: datetime) -> tuple[datetime, bool]:
    """When the bot may come back: in twenty minutes; True: in the morning, as it is quiet then."""
    soon = now + COMES_BACK_AFTER
    if in_quiet_hours(quiet, local_minutes(zone, soon)):
        return quiet_ends_at(quiet, zone, soon), True
    return soon, False

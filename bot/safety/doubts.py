"""How unsure it was that words told of a crisis, and what an answer to that is good for.

Numbers, never words. They go along with the question, in its buttons and beside the place that
waits, since after a "no" two things depend on them: what may be said once more without being asked
about, and what the hold on all that comes by itself was before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Self

from bot.safety import replies

GOOD_FOR = timedelta(minutes=30)
"""How long an answer is taken at its word."""
_SURER = 15
"""So many hundredths more is clearly surer: that is asked about anew."""
_MOST = 99
_SLIGHT = 50
"""Below this it is more likely something else: so are two in three of the false alarms on everyday
messages, and one in seventeen of the crises (`docs/understanding.md`).
"""
_DOUBT = re.compile(r"(\d\d)(?:([0-9a-f]{8})([0-9a-f]{0,6}))?", re.ASCII)
_ANSWER = re.compile(r"([a-zA-Z])(\d\d)([0-9a-f]{8})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Of one question about words that were not plain."""

    percent: int
    """How sure it was."""
    held_to: int = 0
    """The end of the hold that came with the question, in seconds; 0: it is not to be lifted."""
    before: int = 0
    """How many seconds earlier the hold before that ends; 0: there was none."""

    @property
    def is_slight(self) -> bool:
        """Whether the question says that it may be mistaken, and can be turned down as a whole."""
        return self.percent < _SLIGHT

    def less_slight(self) -> Self:
        """The same, where it would be wrong to say that it may be mistaken."""
        return replace(self, percent=max(self.percent, _SLIGHT))

    @property
    def written(self) -> str:
        held = f"{self.held_to:08x}{self.before:x}" if self.held_to else ""
        return f"{self.percent:02d}{held}"

    @classmethod
    def of(cls, written: str) -> Self | None:
        """The counterpart; None: it is none, such as what stands in an old button."""
        if (found := _DOUBT.fullmatch(written)) is None:
            return None
        percent, held_to, before = found.groups()
        return cls(int(percent), int(held_to or "0", 16), int(before or "0", 16))

    def with_hold(self, until: datetime | None, before: datetime | None) -> Self:
        """The same, of a question with which everything is held until then."""
        if until is None:
            return self
        held_to = _seconds(until)
        return type(self)(
            self.percent, held_to, max(held_to - _seconds(before), 1) if before else 0
        )

    def is_its_hold(self, held_until: datetime | None) -> bool:
        """Whether what is held now is held by this question, and by nothing that came after it."""
        return held_until is not None and self.held_to == _seconds(held_until)

    def without(self, denied: Self) -> Self:
        """The same, where the question before it was denied: what was held before that one."""
        if not self.before or self.held_to - self.before != denied.held_to:
            return self
        return replace(self, before=denied.before and self.before + denied.before)

    @property
    def may_be_denied(self) -> bool:
        """Whether it can be turned down as a whole: below the question where it is slight, and
        else below what a "yes" brings.
        """
        return self.is_slight or self.held_to > 0

    @property
    def held_before(self) -> datetime | None:
        """Until when everything was held before the question; None: it was not."""
        return datetime.fromtimestamp(self.held_to - self.before, UTC) if self.before else None


@dataclass(frozen=True, slots=True)
class Answered:
    """What was asked about and answered lately."""

    kind: str
    percent: int
    until: int
    of_hers: bool = False
    """Whether it was asked at a place of her own, such as the plan: it counts there alone."""

    @property
    def written(self) -> str:
        letter = replies.question_of(self.kind)
        letter = letter.upper() if self.of_hers else letter
        return f"{letter}{self.percent:02d}{self.until:08x}"

    @classmethod
    def now(cls, kind: str, doubt: Doubt, at: datetime, *, of_hers: bool = False) -> Self:
        return cls(kind, doubt.percent, _seconds(at + GOOD_FOR), of_hers)

    def is_good(self, at: datetime) -> bool:
        return _seconds(at) < self.until

    def covers(self, kind: str, percent: int) -> bool:
        """Whether words of this kind need not be asked about once more."""
        same = kind == self.kind
        if replies.is_about_safety(kind) and replies.is_about_safety(self.kind):
            same = replies.graver(self.kind, kind) == self.kind
        return same and percent <= self.percent + _SURER


def percent_of(score: float) -> int:
    """How sure, as it is kept."""
    return min(int(score * 100), _MOST)


def opened(written: str, at: datetime) -> tuple[Answered, ...]:
    """The answers that are kept beside a place, those that are still good."""
    found = (_ANSWER.fullmatch(one) for one in written.split("."))
    answers = (
        Answered(
            replies.kind_of_question(one[1].lower()),
            int(one[2]),
            int(one[3], 16),
            of_hers=one[1].isupper(),
        )
        for one in found
        if one
    )
    return tuple(answer for answer in answers if answer.is_good(at))


def closed(answers: tuple[Answered, ...]) -> str:
    """The counterpart."""
    return ".".join(answer.written for answer in answers)


def _seconds(instant: datetime) -> int:
    return int(instant.timestamp())

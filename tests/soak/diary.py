"""What one client has a right to, kept apart from the bot: her days, and what came on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.calendar.times import at_local, local_date
from bot.features.daily.service import EXPIRY
from tests.soak.promises import Promises

DAY = timedelta(days=1)
_MOMENT = timedelta(seconds=5)
"""What is on its way when an urge begins still arrives."""
_A_WHILE = timedelta(minutes=10)


@dataclass
class Diary:
    """One client's own account of her wishes, and of the daily messages that she got."""

    number: int
    zone: str = "Europe/Amsterdam"
    minutes: int = 0
    every: int = 1
    first_on: date = date.max
    """The first local date on which a daily message is due for certain."""
    loose: set[date] = field(default_factory=set)
    """Days on which she changed something, so that one may come, and need not."""
    silent_from: date | None = None
    """From then on nothing comes by itself: paused, blocked or erased."""
    hushed: bool = False
    """Paused, as of this instant."""
    gone: bool = False
    quiet_spells: list[tuple[date, date]] = field(default_factory=list)
    urge_from: datetime | None = None
    urge_until: datetime | None = None
    """When one that she left at the first reply is over, or soon."""
    held_until: datetime | None = None
    came: dict[date, int] = field(default_factory=dict)
    starts: int | None = None
    """Ordinal of the date on which her day 0 would be, by the number of each message."""
    weeks: set[int] = field(default_factory=set)
    latest: timedelta = timedelta(0)
    promises: Promises = field(init=False)

    def __post_init__(self) -> None:
        self.promises = Promises(self.number)

    def today(self, now: datetime) -> date:
        return local_date(self.zone, now)

    def loosen(self, now: datetime, days: int = 1) -> None:
        """Something changed: nothing is certain today, and on so many days in all."""
        self.loose |= {self.today(now) + number * DAY for number in range(days)}

    def fall_silent(self, now: datetime) -> None:
        self.loosen(now)
        self.promises.loosen(now)
        if self.silent_from is None:
            self.silent_from = self.today(now) + DAY

    def speak_again(self, now: datetime) -> None:
        self.loosen(now, self.every)
        if self.silent_from is not None:
            self.quiet_spells.append((self.silent_from, self.today(now)))
        self.silent_from = None

    def is_silent(self, on: date) -> bool:
        """Whether nothing may come on that day."""
        since = self.silent_from
        return (since is not None and on >= since) or any(
            first <= on < end for first, end in self.quiet_spells
        )

    def is_steady(self, on: date) -> bool:
        """Whether she was there and changed nothing on that day."""
        return self.first_on <= on and on not in self.loose and not self.is_silent(on)

    def hear_daily(self, now: datetime, on: date, excused: bool) -> Iterator[str]:
        """The daily message of a date came; gives what is wrong with that."""
        self.came[on] = self.came.get(on, 0) + 1
        if self.came[on] > 1 and not excused:
            yield f"{self.number} got {self.came[on]} daily messages on {on}"
        if self.gone or self.hushed or self.is_silent(on):
            yield f"{self.number} got a daily message on {on}, and wanted none"
        for until in (self.held_until, self.urge_until):
            if until is not None and now < until:
                yield f"{self.number} got a daily message at {now}, held until {until}"
        if self.urge_from is not None and now > self.urge_from + _MOMENT:
            yield f"{self.number} got a daily message at {now}, in an urge since {self.urge_from}"
        if on not in self.loose:
            late = now - at_local(on, self.minutes, self.zone)
            if not timedelta(0) <= late <= EXPIRY + _A_WHILE:
                yield f"{self.number} got a daily message {late} after her hour on {on}"
            self.latest = max(self.latest, late)

    def read(self, on: date, number: int, theme: bool, excused: bool) -> Iterator[str]:
        """Which of the programme's days that was, and whether the week's theme stood below it."""
        start = on.toordinal() - number
        self.starts = start if self.starts is None else self.starts
        if start != self.starts:
            yield f"{self.number} got day {number} on {on}, which is another's"
        week = number // 7
        if theme == (week in self.weeks) and not excused:
            yield f"{self.number} got week {week + 1} {'twice' if theme else 'without its theme'}"
        self.weeks.add(week)

    def note_theme(self, on: date) -> None:
        """A neutral line came that stands for the week's theme as well."""
        if self.starts is not None:
            self.weeks.add((on.toordinal() - self.starts) // 7)

    def judge(self, on: date) -> Iterator[str]:
        """What is wrong with a day that is over everywhere."""
        came = self.came.get(on, 0)
        if self.every == 1:
            if self.is_steady(on) and not came:
                yield f"{self.number} got no daily message on {on}"
            return
        before = on - DAY
        if self.is_steady(on) and self.is_steady(before):
            both = min(1, came) + min(1, self.came.get(before, 0))
            if both != 1:
                yield f"{self.number}, every other day, got {both} on {before} and {on}"

    def forget(self, before: date) -> None:
        """What was judged is not needed any more."""
        self.came = {on: number for on, number in self.came.items() if on >= before}
        self.loose = {on for on in self.loose if on >= before}
        self.quiet_spells = [spell for spell in self.quiet_spells if spell[1] >= before]

"""What a client was promised for an hour, kept apart from the bot, and whether it came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

RETURN, APPOINTMENT, AFTERCARE, HARD_DAY, MYDATA = KINDS = (
    "return", "appointment", "aftercare", "hard_day", "mydata",
)  # fmt: skip
_ON_A_DATE = {AFTERCARE, HARD_DAY}
"""Those of which one comes on a date; they are unrequested messages of that day."""
_MOST_PUSHES = 2
_A_WHILE = timedelta(minutes=10)


@dataclass
class Promise:
    """One message that comes from `at` on, and before `until` or not at all."""

    at: datetime
    until: datetime
    sure: bool = True
    """Whether it has to come: nothing has changed since."""
    on: date | None = None
    """The local date to which it belongs, if it has to share that date with other messages."""
    came: int = 0


@dataclass
class Promises:
    """Those of one client, by the name of their letter."""

    number: int
    known: dict[str, Promise] = field(default_factory=dict)
    pushed: Counter[date] = field(default_factory=Counter)
    """Other messages that came by themselves, by her local date."""
    certain: Counter[str] = field(default_factory=Counter)
    """Promises that had to be kept, by their kind."""

    def note(self, name: str, promise: Promise) -> None:
        """It was promised; again, when it has not come yet, it takes the place of the first."""
        before = self.known.get(name)
        if before is None or not before.came:
            self.known[name] = promise

    def loosen(self, now: datetime) -> None:
        """What is still to come need not come any more."""
        for one in self.known.values():
            one.sure = one.sure and (one.came > 0 or one.until + _A_WHILE < now)

    def hear(self, name: str, now: datetime, *, gone: bool) -> Iterator[str]:
        """A letter of these kinds came; gives what is wrong with that, but for a second one."""
        one = self.known.get(name)
        if one is None or gone:
            yield f"{self.number} got {name} at {now}, which was not promised"
            return
        one.came += 1
        if not one.at <= now <= one.until + _A_WHILE:
            yield f"{self.number} got {name} at {now}, promised for {one.at} to {one.until}"

    def came_before(self, name: str) -> bool:
        """Whether it has come already."""
        return name in self.known and self.known[name].came > 0

    def next_file(self) -> str:
        """The name of the file of an export that comes now: the first that is still to come."""
        files = [name for name in self.known if name.startswith(MYDATA)]
        waiting = [name for name in files if not self.known[name].came]
        return next(iter(waiting), files[-1] if files else MYDATA)

    def judge(self, now: datetime, urges_on: set[date]) -> Iterator[str]:
        """What did not come and is too late now; it is not needed any more."""
        for name, one in list(self.known.items()):
            if one.until + _A_WHILE >= now:
                continue
            del self.known[name]
            kind = name.partition(":")[0]
            if not one.sure or (not one.came and self._may_have_waited(kind, one, urges_on)):
                continue
            self.certain[kind] += 1
            if not one.came:
                yield f"{self.number} did not get {name}, promised for {one.at}"

    def _may_have_waited(self, kind: str, one: Promise, urges_on: set[date]) -> bool:
        """Until it was too late: it gives way to an urge, and one of them to a third on a day."""
        if one.on is None:
            return False
        return one.on in urges_on or (kind == AFTERCARE and self.pushed[one.on] >= _MOST_PUSHES)


def name_of(key: str) -> str | None:
    """Of a letter of these kinds, as it is known before it comes; None: it is another.

    Whoever is meant is known by the chat.
    """
    kind, _, rest = key.partition(":")
    if kind in _ON_A_DATE:
        return f"{kind}:{rest.rpartition(':')[2]}"
    return key if kind in (RETURN, APPOINTMENT) else None

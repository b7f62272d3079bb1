"""What this process has in memory of what stands on disk in its name.

When the answer to a commit is lost, something stands there in its name that it does not know of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager


class InHand:
    """Numbers of updates or of letters; one may be held more than once."""

    def __init__(self) -> None:
        self._holds: Counter[int] = Counter()

    def __contains__(self, number: int) -> bool:
        return number in self._holds

    def take(self, numbers: Iterable[int]) -> None:
        """Hold these."""
        self._holds.update(numbers)

    def let_go(self, numbers: Iterable[int]) -> None:
        """Hold them once less."""
        for number in numbers:
            self._holds[number] -= 1
            if self._holds[number] <= 0:
                del self._holds[number]

    @contextmanager
    def passing(self) -> Iterator[Callable[[Iterable[int]], None]]:
        """Hold what is given to the callable until the end.

        For a transaction and the handing over that follows: what it writes is held before it is
        on disk, so that nobody finds it there and takes it for lost.
        """
        taken: list[int] = []

        def take(numbers: Iterable[int]) -> None:
            found = list(numbers)
            taken.extend(found)
            self.take(found)

        try:
            yield take
        finally:
            self.let_go(taken)

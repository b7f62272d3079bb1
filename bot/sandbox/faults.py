"""Faults on demand: what the network and Telegram's servers do on a bad day."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal, get_args

Kind = Literal[
    "429", "500", "502-html", "hang", "drop-before", "drop-after", "slow", "400", "403"
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(slots=True)
class Fault:
    """One thing that goes wrong for the calls it fits, `times` times (None: always)."""

    kind: Kind
    method: str = "*"
    chat_id: int | None = None
    times: int | None = 1
    seconds: float = 1.0
    probability: float = 1.0
    description: str = ""

    def fits(self, method: str, chat_id: str) -> bool:
        if self.times == 0:
            return False
        if self.method != "*" and self.method.lower() != method:
            return False
        return self.chat_id is None or str(self.chat_id) == chat_id


class Faults:
    """The faults that are still to come, in the order they were added."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._faults: list[Fault] = []

    def add(
        self,
        method: str = "*",
        chat_id: int | None = None,
        *,
        kind: Kind,
        times: int | None = 1,
        seconds: float = 1.0,
        probability: float = 1.0,
        description: str = "",
    ) -> Fault:
        """Have something go wrong.

        `seconds` is the wait that a 429 names, or how long "slow" comes late and "hang" keeps
        its answer back; "hang" and "drop-after" carry the call out, "drop-before" does not.
        """
        if kind not in KINDS:
            raise ValueError(f"unknown kind of fault {kind!r}; one of {', '.join(KINDS)}")
        fault = Fault(kind, method, chat_id, times, seconds, probability, description)
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        self._faults.clear()

    def __len__(self) -> int:
        return len(self._faults)

    def take(self, method: str, chat_id: str) -> Fault | None:
        """The fault that strikes this call, used up by one; `method` in small letters.

        Those that come by chance share one draw, so that each strikes as often as it says; where
        they come to more than 1 together, the latest get what is left.
        """
        drawn: float | None = None
        for fault in self._faults:
            if not fault.fits(method, chat_id):
                continue
            if fault.probability < 1:
                drawn = self._random.random() if drawn is None else drawn
                if drawn >= fault.probability:
                    drawn -= fault.probability
                    continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times == 0:
                    self._faults.remove(fault)
            return fault
        return None

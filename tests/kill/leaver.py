"""A client who is erased, and joins anew: at each kill she is there whole, or gone whole."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from random import Random

from tests.kill.ledger import Ledger
from tests.kill.people import Client, Coach, GoodNight, button, either, says
from tests.kill.town import Town


class Leaver(Client):
    """Joins by a link of her own, leaves something behind, and is erased; over and over."""

    def __init__(self, town: Town, user_id: int, random: Random, coach: Coach) -> None:
        super().__init__(town, user_id, random, lambda _: False)
        self.coach = coach
        self.erased = 0
        """How often she heard that nothing of her is left."""
        self.struck = 0
        """Kills while that was being done."""
        self.is_leaving = False
        """She asked to be erased, and has not come back since."""
        self.is_gone = False
        """She heard that it was done."""
        self._doomed: int | None = None
        """Her record was still there at the last kill, and is on the list of erasures."""

    async def come_and_go(self, hours: tuple[int, ...]) -> None:
        """Until the town goes to sleep."""
        with contextlib.suppress(GoodNight):
            while True:
                await self._or_give_up(self._come(hours))
                self.minutes = None
                while not self.is_gone:
                    await self._or_give_up(self._go())

    async def _come(self, hours: tuple[int, ...]) -> None:
        token = await self.coach.invite()
        self.is_leaving = self.is_gone = self.agreed = False
        self.sure, self.letters, self.anchors, self.urges = True, 0, 0, set()
        await self.arrive(token, hours)
        ways = (self.give_away, self.put_in_anchor, self.write_to_the_coach, self.ride_an_urge)
        for way in self.random.sample(ways, 2):
            await way()

    async def _go(self) -> None:
        sure, nothing = button("privacy:forget"), says(self.book, "forget.nothing")
        asked = await self.say("/vergeetmij", either(sure, nothing))
        if sure(asked):
            self.is_leaving = True
            # Killed halfway, it is done by the next start: then nothing is left when it is asked.
            done = either(says(self.book, "forget.done"), nothing)
            await self.press(asked, "privacy:forget", done)
            self.erased += 1
        self.is_gone = True

    def wrongs(self, ledger: Ledger, *, came_up: bool) -> Iterator[str]:
        """What is wrong with what is kept of her; call at each kill. `came_up`: the life that
        ended had started.
        """
        if not self.is_leaving:
            return
        self.struck += not self.is_gone
        record, graves = ledger.record(self.id), ledger.graves(self.id)
        if record is None:
            yield from (
                f"{self.id} is gone, but not from {place}" for place in ledger.traces(self.id)
            )
            if len(graves) < self.erased + (not self.is_gone):
                yield f"{self.id} is gone, and only {len(graves)} of her are on the list"
        elif self.is_gone:
            yield f"{self.id} was erased, and is back"
        elif came_up and self._doomed == record.id:
            yield f"{self.id} is still there after the start that was to erase her"
        elif self.sure and (kept := ledger.belongings(record.id)) != self._belongings:
            yield f"{self.id} is there with {kept} in place of {self._belongings}"
        self._doomed = record.id if record is not None and record.mark in graves else None

    @property
    def _belongings(self) -> dict[str, int]:
        return {"letter": self.letters, "anchor": self.anchors, "urge": len(self.urges)}

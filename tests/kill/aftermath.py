"""What is left of the town, and what may be said of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from bot.store.outbox import REACH
from tests.kill.leaver import Leaver
from tests.kill.ledger import Ledger
from tests.kill.people import Client, Coach
from tests.kill.town import Delivery, Town

Day = tuple[int, date]
"""Chat id and local date of a daily message."""


@dataclass
class Aftermath:
    """What the tests look at."""

    seed: int
    town: Town
    ledger: Ledger
    clients: list[Client]
    blocker: Client
    coach: Coach
    leaver: Leaver
    torn: list[str]
    """What was wrong with her at a kill."""
    deliveries: list[Delivery]
    unanswered: list[str]
    must_come: set[Day]
    may_come: set[Day]
    log: list[dict[str, Any]]

    @property
    def everybody(self) -> list[Client]:
        """Those who use the bot, once and for all or over and over."""
        return [*self.clients, self.leaver]

    @property
    def sure(self) -> list[Client]:
        """Those who arrived and know what became of each act; the bot may give one up."""
        return [client for client in self.clients if client.sure and client.minutes is not None]

    @property
    def wiped(self) -> int:
        """How many of them emptied their chats."""
        return sum(client.wipe is not None for client in self.sure)

    @cached_property
    def lives_of(self) -> dict[str, list[int]]:
        """Letter -> the lives in which it was delivered, in order."""
        found: dict[str, list[int]] = defaultdict(list)
        for delivery in self.deliveries:
            found[delivery.key].append(delivery.life)
        return found

    @cached_property
    def struck(self) -> dict[int, set[str]]:
        """Life -> the letters that were delivered in it, and whose outcome it took along."""
        found: dict[int, set[str]] = defaultdict(set)
        for delivery in self.deliveries:
            if delivery.key in self.ledger.unknown[delivery.life]:
                found[delivery.life].add(delivery.key)
        return found

    @cached_property
    def held_too_long(self) -> dict[str, Day]:
        """Daily messages that an urge held back until they were too late: letter -> whose, when.

        Whoever is in an urge is not disturbed, for as long as it goes on.
        """
        found = {}
        for key, chat_id, expires_at in self.ledger.late_dailies():
            spans = self.ledger.urges_of(chat_id)
            if any(started_at < expires_at <= until for started_at, until in spans):
                found[key] = (chat_id, date.fromisoformat(key.rpartition(":")[2]))
        return found

    def left_standing(self, client: Client) -> list[str]:
        """What is in her chat still that she had emptied: what was said before she asked for it,
        and replies that came until she heard that it was done.

        What a kill took the number of, the bot cannot delete.
        """
        wipe = client.wipe
        if wipe is None:
            return []
        lost = {
            came.message_id
            for came in self.town.arrivals[client.id]
            if came.key in self.ledger.unknown[came.life]
        }
        pushed = {
            came.message_id
            for came in self.town.arrivals[client.id]
            if came.message_id > wipe.asked_id and not came.key.startswith("u:")
        }
        return [
            f"{message.message_id} {message.text or message.caption}"
            for message in self.town.chat(client.id)
            if message.message_id < wipe.told_id
            and message.date > wipe.at - REACH
            and message.message_id not in lost | pushed
        ]

    def doubled_of(self, kind: str) -> int:
        """Deliveries beyond one of the letters whose keys begin so."""
        return sum(len(lives) - 1 for key, lives in self.lives_of.items() if key.startswith(kind))

    @property
    def doubled(self) -> int:
        """Deliveries beyond one for each letter."""
        return len(self.deliveries) - len(self.lives_of)

    def count(self, kind: str) -> int:
        """How many letters of one kind arrived."""
        query = "SELECT count(*) FROM outbox WHERE kind = ? AND state = 'sent'"
        return self.ledger.number(query, kind)

    def blame(self, problems: Iterable[str]) -> str:
        """Nothing when there are none; else the first ones, and how to see them again."""
        found = list(problems)
        if not found:
            return ""
        shown = "\n".join(found[:12])
        return f"seed {self.seed}, {len(found)} problems after {self.ledger.kills} kills:\n{shown}"

    def summary(self) -> str:
        """One run in one line, for `docs/reliability.md`."""
        ledger, kinds = self.ledger, ("daily", "broadcast", "return")
        came = Counter({kind: self.count(kind) for kind in kinds})
        most = max((len(keys) for keys in self.struck.values()), default=0)
        given_up = ledger.number("SELECT count(*) FROM intake WHERE state = 'aside'")
        return (
            f"seed {self.seed}: {ledger.kills} kills, {self.town.acts} updates"
            f" ({given_up} given up), {len(self.lives_of)} letters, of them"
            f" {came['daily']} daily, {came['broadcast']} broadcast, {came['return']} returns;"
            f" {sum(c.letters for c in self.clients)} letters sealed,"
            f" {sum(len(c.questions) for c in self.clients)} questions,"
            f" {len(self.coach.answered)} answers, {self.wiped} chats emptied,"
            f" {self.ledger.erased()} times erased (struck {self.leaver.struck});"
            f" struck {sum(map(len, self.struck.values()))}, doubled {self.doubled},"
            f" at most {most} at one kill"
        )

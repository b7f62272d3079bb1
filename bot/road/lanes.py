"""The lanes on the road to Telegram, in order of right of way."""

from enum import IntEnum


class Lane(IntEnum):
    """A smaller number goes first. It is kept in the database: another needs a migration."""

    REPLY = 0
    ALERT = 1
    CARE = 2
    RELAY = 3
    DAILY = 4
    PROGRAMME = 5
    BROADCAST = 6
    TIDY = 7

    @property
    def is_bulk(self) -> bool:
        """Whether it waits for what replies leave over."""
        return self >= Lane.DAILY

    @property
    def is_push(self) -> bool:
        """Whether it reaches a client who did not ask for it just now."""
        return Lane.DAILY <= self <= Lane.BROADCAST


URGENT = range(Lane.REPLY, Lane.RELAY)
PASSED_ON = range(Lane.RELAY, Lane.DAILY)
BULK = range(Lane.DAILY, Lane.TIDY + 1)

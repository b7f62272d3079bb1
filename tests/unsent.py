"""Letters that are settled without being sent: for which reasons that is right."""

from __future__ import annotations

from bot.clients.relaying import CLOSED
from bot.features.privacy.export import KIND as MYDATA
from bot.outbox.kinds import WRITTEN
from bot.outbox.rules import ENOUGH
from bot.store.broadcasts import STOPPED
from bot.store.outbox import AGAIN, PASSED

_REPLIES = [*WRITTEN, MYDATA]
"""Kinds of letters that somebody waits for: they are not sent only when who asked is erased."""
_ERASED = "erased"
_REASONS = {
    # Their client or their group is gone,
    _ERASED, "left", "gone", "left the group", "no coach reads it", CLOSED, "of nobody",
    # what they are about is no longer so,
    "paused", "cancelled", "cancelled or moved", "no longer so", "not wanted any more",
    "not wanted now", "taken off", "over", "the programme is over", "quiet hours",
    "moved to a group that begins later", "an hour is chosen, or nothing is to come",
    STOPPED, "taken back", "something else stands there",
    # there is nothing to change or to take back,
    "nothing to change", "nothing to delete", "nothing to take back", "nothing is there",
    "not there", "no topic", "no such sign", "no words in it", "never shown", "a line",
    # or she paused or left while they waited, for nothing or for one of these.
    None, "held", ENOUGH, AGAIN, PASSED,
}  # fmt: skip
"""Why others are not sent."""


def may_be_dropped(kind: str, reason: str | None) -> bool:
    """Whether that is a reason for which a letter of this kind is not sent."""
    return reason == _ERASED or (kind not in _REPLIES and reason in _REASONS)

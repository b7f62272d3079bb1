"""What the local Telegram saw of a run: when each call reached it, and what became of it.

A call is carried out after the way there, and its answer arrives after the way back; the server
notes both instants, and how long the way back took in fact, so that its jitter is taken out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

import aiohttp

from benchmarks.house import Telegram

Said = tuple[int, float]
"""Who wrote, and when, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a bot; instants are seconds since 1970."""

    method: str
    chat_id: int
    text: str
    ok: bool
    error_code: int | None
    set_out_at: float
    """When it left the bot."""
    came_at: float
    """When Telegram carried it out."""
    answered_at: float
    """When its answer was back at the bot."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of one way to send."""

    came: int
    lost: int
    doubled: int
    refused: int
    rate: float
    """Messages a second that Telegram took, replies included."""
    most: int
    """Messages in the fullest second."""
    gap: float
    """Seconds of the longest silence."""
    replies: Sequence[float]
    """Seconds from a client's message to the reply, without what both were on the road."""
    unanswered: int


async def calls_of(street: Telegram) -> list[Call]:
    """Everything that a bot asked of this server, in the order of its answers."""
    async with aiohttp.ClientSession() as session, session.get(f"{street.url}/requests") as answer:
        found = await answer.json()
    return [_call(one) for one in found["requests"]]


def _call(one: dict[str, Any]) -> Call:
    answered_at = datetime.fromisoformat(one["at"]).timestamp()
    params = one["params"]
    return Call(
        one["method"], int(params.get("chat_id", 0)), params.get("text", ""), one["ok"],
        one["error_code"], answered_at - one["latency"], answered_at - one["way_back"],
        answered_at,
    )  # fmt: skip


def seen(
    calls: Sequence[Call], people: Sequence[int], words: str, said: Sequence[Said] = ()
) -> Seen:
    """What became of `words`, which were for each of `people`, and of the replies to `said`."""
    sends = [call for call in calls if call.chat_id and call.method.startswith(("send", "copy"))]
    ours = Counter(call.chat_id for call in sends if call.ok and call.text == words)
    times = sorted(call.came_at for call in sends if call.ok)
    begun = [call.came_at for call in sends if call.ok and call.text == words]
    during = [at for at in times if min(begun) <= at <= max(begun)]
    waits = [_wait(calls, one, words) for one in said]
    return Seen(
        sum(ours.values()),
        sum(ours[person] == 0 for person in people),
        sum(number - 1 for number in ours.values()),
        sum(call.error_code == 429 for call in sends),
        len(during) / (during[-1] - during[0]),
        most_within(during, 1.0),
        max(b - a for a, b in pairwise(during)),
        [wait for wait in waits if wait is not None],
        sum(wait is None for wait in waits),
    )


def most_within(times: Sequence[float], seconds: float) -> int:
    """How many lie in the fullest window that is this long."""
    return max(n + 1 - bisect_left(times, at - seconds) for n, at in enumerate(times))


def _wait(calls: Sequence[Call], said: Said, words: str) -> float | None:
    """Seconds between a message that is at Telegram and the reply that leaves for it.

    What the update was on its way is taken off: it went with the first answer to a poll since.
    """
    person, at = said
    polls = (c for c in calls if c.method == "getUpdates" and c.came_at >= at)
    poll = min(polls, key=lambda call: call.came_at, default=None)
    replies = (
        call.set_out_at
        for call in calls
        if call.chat_id == person and call.ok and call.text != words and call.came_at >= at
        if call.method.startswith("send")
    )
    first = min(replies, default=None)
    if poll is None or first is None:
        return None
    return first - at - (poll.answered_at - poll.came_at)

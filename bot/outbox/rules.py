"""When an unrequested message may reach a client. Values in, a value out."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.calendar.times import at_local, in_quiet_hours, local_minutes, quiet_ends_at
from bot.road.lanes import Lane
from bot.store.clients import Client

MOST_PUSHES_A_DAY = 2
"""Unrequested messages that a client gets on one local day, whatever their source."""
ENOUGH = "enough for today"
"""Why a third one waits."""
URGE_HOLDS_ANSWERS = timedelta(hours=1)
"""How long after a coach wrote it an urge may hold an answer; see `answer_waits_until`."""
LATE = timedelta(minutes=5)
"""What is to leave at an instant has left by then."""


def push_waits_until(
    client: Client,
    lane: Lane,
    now: datetime,
    *,
    daily_on_its_way: bool = False,
    urge_until: datetime | None = None,
) -> tuple[datetime, str] | None:
    """The instant until which this push has to wait, and why; None: it may go now.

    `daily_on_its_way`: today's message is queued and has not left yet.

    `urge_until` is the end of an urge that goes on. It stands apart from the client's own
    `held_until`, so that neither shortens the other; both have the same reason, for the outbox
    need not know which it was. The reasons stay inside: a coach learns only that somebody waits.
    """
    if held := _held_until(client, now, urge_until):
        return held, "held"
    if _is_quiet(client, lane, now):
        return _free_at(client, now), "quiet hours"
    if had_enough(client, lane, now, daily_on_its_way=daily_on_its_way):
        return _tomorrow(client, now), ENOUGH
    return None


def answer_waits_until(
    client: Client, written_at: datetime, now: datetime, urge_until: datetime | None
) -> datetime | None:
    """The instant until which a coach's answer waits; None: it may go now.

    It was asked for: no crisis holds it, nor the count of the day. An urge holds it for an hour at
    most, also when quiet hours begin meanwhile; then it makes no sound. So it is with the client
    whenever it would have been without the urge, by the hour at which its coach sees what became
    of it.
    """
    free_at, by = _free_at(client, written_at), written_at + URGE_HOLDS_ANSWERS
    if now < free_at:
        return free_at
    if urge_until is not None and urge_until > now and now < by:
        return min(urge_until, by)
    again = _free_at(client, now)
    return again if again > now > max(free_at, by) + LATE else None


def _free_at(client: Client, at: datetime) -> datetime:
    """Then, or at the end of the quiet hours in which that is."""
    return quiet_ends_at(client.quiet, client.zone, at) if is_quiet_at(client, at) else at


def is_quiet_at(client: Client, at: datetime) -> bool:
    """Whether that is in the client's quiet hours."""
    return in_quiet_hours(client.quiet, local_minutes(client.zone, at))


def _held_until(client: Client, now: datetime, urge_until: datetime | None) -> datetime | None:
    holds = [until for until in (client.held_until, urge_until) if until and until > now]
    return max(holds, default=None)


def _is_quiet(client: Client, lane: Lane, now: datetime) -> bool:
    if not is_quiet_at(client, now):
        return False
    # An hour inside the quiet hours was confirmed when it was chosen, and is kept.
    chosen_inside = in_quiet_hours(client.quiet, client.daily_at)
    return not (lane is Lane.DAILY and chosen_inside)


def had_enough(
    client: Client, lane: Lane, now: datetime, *, daily_on_its_way: bool = False
) -> bool:
    """Whether one more would be more than she gets on a day."""
    today = now.astimezone(ZoneInfo(client.zone)).date()
    count = client.pushed if client.pushed_on == today else 0
    due = client.next_daily_at is not None and client.next_daily_at <= now
    if lane is not Lane.DAILY and (due or daily_on_its_way):
        # The daily message goes before what waited for the same moment.
        count += 1
    return count >= MOST_PUSHES_A_DAY


def _tomorrow(client: Client, now: datetime) -> datetime:
    tomorrow = now.astimezone(ZoneInfo(client.zone)).date() + timedelta(days=1)
    start = at_local(tomorrow, 0, client.zone)
    return _free_at(client, start)

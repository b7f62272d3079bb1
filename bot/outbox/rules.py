"""When an unrequested message may reach a client. Values in, a value out."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.lanes import Lane
from bot.store.clients import Client
from bot.times import at_local, in_quiet_hours, local_minutes, quiet_ends_at

MOST_PUSHES_A_DAY = 2
"""Unrequested messages that a client gets on one local day, whatever their source."""


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
        return quiet_ends_at(client.quiet, client.zone, now), "quiet hours"
    if _had_enough(client, lane, now, daily_on_its_way):
        return _tomorrow(client, now), "enough for today"
    return None


def quiet_until(client: Client, now: datetime, urge_until: datetime | None) -> datetime | None:
    """The instant until which an answer that was asked for waits; None: it may go now.

    It is not counted among the messages of a day, and gives no reason at all.
    """
    if held := _held_until(client, now, urge_until):
        return held
    if in_quiet_hours(client.quiet, local_minutes(client.zone, now)):
        return quiet_ends_at(client.quiet, client.zone, now)
    return None


def _held_until(client: Client, now: datetime, urge_until: datetime | None) -> datetime | None:
    holds = [until for until in (client.held_until, urge_until) if until and until > now]
    return max(holds, default=None)


def _is_quiet(client: Client, lane: Lane, now: datetime) -> bool:
    if not in_quiet_hours(client.quiet, local_minutes(client.zone, now)):
        return False
    # An hour inside the quiet hours was confirmed when it was chosen, and is kept.
    chosen_inside = in_quiet_hours(client.quiet, client.daily_at)
    return not (lane is Lane.DAILY and chosen_inside)


def _had_enough(client: Client, lane: Lane, now: datetime, daily_on_its_way: bool) -> bool:
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
    if in_quiet_hours(client.quiet, local_minutes(client.zone, start)):
        return quiet_ends_at(client.quiet, client.zone, start)
    return start

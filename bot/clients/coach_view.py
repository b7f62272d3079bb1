"""What a coach sees of a client: one screen, shown to the coach and to the client alike.

Urges are counted for the last whole week alone, so that no number that changes tells anybody that
there is an urge now. Whether a client is held back by one, or by a crisis, or paused alone, is
nowhere in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.calendar.days import show_coming, show_instant, show_short
from bot.calendar.times import at_local, local_date
from bot.clients import course
from bot.content.model import Book
from bot.store import calls, clients, cohorts, consents, overview, relay
from bot.store.clients import Client
from bot.store.cohorts import Cohort
from bot.store.consents import COACH_VIEW
from bot.store.engine import Tx
from bot.text import Text, bold, join

UNSEEN = timedelta(days=7)
"""After so long without a sign somebody is named to the coach, if that was agreed to."""


@dataclass(frozen=True, slots=True)
class Week:
    """The last whole week, Monday to Sunday, where the coach is."""

    monday: date
    since: datetime
    until: datetime

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


def last_week(zone: str, now: datetime) -> Week:
    """The week that ended on the latest Sunday at midnight."""
    today = local_date(zone, now)
    this_monday = today - timedelta(days=today.weekday())
    monday = this_monday - timedelta(days=7)
    return Week(monday, at_local(monday, 0, zone), at_local(this_monday, 0, zone))


def cohort_name(book: Book, found: Cohort | None) -> str:
    """What a group is called."""
    if found is None:
        return book.t("cohort.none")
    return found.name or book.t("cohort.unnamed", n=found.id)


def client_name(tx: Tx, book: Book, client: Client, *, agreed: bool) -> str:
    """The coach's own name for a client; else the client's, if agreed to; else a number."""
    own = clients.nickname_of(tx, client) if agreed else ""
    return clients.called_by_coach(tx, client) or own or book.t("clients.number", n=client.id)


async def name_of(tx: Tx, book: Book, client: Client) -> str:
    """The same, with what the client agreed to looked up."""
    agreed = await consents.is_given(tx, client.id, COACH_VIEW)
    return client_name(tx, book, client, agreed=agreed)


def is_unseen(client: Client, now: datetime, zone: str) -> bool:
    """Whether a client gave no sign for a week, as of last midnight."""
    midnight = at_local(local_date(zone, now), 0, zone)
    return client.last_seen_at < midnight - UNSEEN


async def card(tx: Tx, book: Book, client: Client, now: datetime, zone: str) -> Text:
    """All that the coach sees of this client. `zone` is the coach's."""
    agreed = await overview.agreed_at(tx, COACH_VIEW, client.id)
    given_at = agreed.get(client.id)
    name = client_name(tx, book, client, agreed=given_at is not None)
    lines = [
        await _group_line(tx, book, client, now),
        book.t("mirror.unreachable" if client.unreachable_at else "mirror.reachable"),
    ]
    if client.paused_by is not None:
        lines.append(book.t("mirror.paused"))
    if (asked := await _asked_line(tx, book, client, zone)) is not None:
        lines.append(asked)
    if (wished_at := await calls.asked_at(tx, client.id)) is not None:
        at = show_instant(wished_at, zone, book.language)
        lines.append(book.t("mirror.wishes_call", at=at))
    if given_at is None:
        lines.append(book.t("mirror.nothing_more"))
    else:
        lines += await _agreed_lines(tx, book, client, last_week(zone, now), given_at)
    return join([bold(name), "\n".join(lines)])


async def heading(tx: Tx, book: Book, client: Client, now: datetime) -> Text:
    """Name, group and week: above whatever the coach is asked about this client."""
    name = await name_of(tx, book, client)
    return join([bold(name), await _group_line(tx, book, client, now)], "\n")


async def after_moving(tx: Tx, book: Book, client: Client, group: Cohort, now: datetime) -> str:
    """Group and week in which the client would be after a move to `group`."""
    moved = replace(client, cohort_id=group.id, after=None)
    start = await course.group_start(tx, moved, local_date(client.zone, now))
    there = replace(moved, started_on=start) if start is not None else moved
    return await _group_line(tx, book, there, now)


async def _asked_line(tx: Tx, book: Book, client: Client, zone: str) -> str | None:
    """When the client last wrote to the coach; None: never."""
    found = await relay.find_conversation(tx, client.id)
    if found is None or found.asked_at is None:
        return None
    at = show_instant(found.asked_at, zone, book.language)
    return book.t("mirror.asked" if found.open_since is None else "mirror.asked_open", at=at)


async def _group_line(tx: Tx, book: Book, client: Client, now: datetime) -> str:
    found = await cohorts.find(tx, client.cohort_id) if client.cohort_id is not None else None
    name = cohort_name(book, found)
    start, today = await course.waits_until(tx, client, now), local_date(client.zone, now)
    if start is not None:
        return book.t("mirror.begins", group=name, on=show_coming(start, today, book.language))
    day = await course.day_of(tx, client, today)
    if day is None:
        return book.t("mirror.over", group=name)
    return book.t("mirror.week", group=name, n=day.week)


async def _agreed_lines(
    tx: Tx, book: Book, client: Client, week: Week, given_at: datetime
) -> list[str]:
    number = await overview.count_urges(tx, client.id, max(week.since, given_at), week.until)
    monday, sunday = (show_short(day, book.language) for day in (week.monday, week.sunday))
    was_here = "mirror.seen" if client.last_seen_at >= week.since else "mirror.unseen"
    return [
        book.t(was_here, on=monday),
        book.t("mirror.urges", n=number, monday=monday, sunday=sunday),
    ]

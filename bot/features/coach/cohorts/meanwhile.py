"""What coaches have planned for a group in weeks that it has off: it would leave all the same."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from bot.calendar.days import show_coming, show_weekday
from bot.calendar.programme import WEEK
from bot.calendar.times import local_date, local_minutes, show_minutes
from bot.context import Context
from bot.features.coach import message
from bot.features.coach.cohorts.card import today_of
from bot.store import audiences, broadcasts, sessions
from bot.store.broadcast_days import day_in_week
from bot.store.broadcasts import RESTS, Broadcast
from bot.store.cohorts import Cohort


@dataclass(slots=True)
class Meanwhile:
    """In words for the coach, and what she can do about it."""

    lines: list[str] = field(default_factory=list)
    go_on: list[Broadcast] = field(default_factory=list)
    """Her messages of every week that could rest, and do not."""
    held: bool = False
    """Whether there is a session among them."""


async def find(context: Context, group: Cohort, weeks: Collection[date]) -> Meanwhile:
    """What is planned for this group in these weeks; the words of another coach stay hers."""
    found, of_other = Meanwhile(), False
    for one in await broadcasts.list_planned(context.tx):
        if one.paused or not _is_for(one.audience, group) or not _falls_in(one, weeks):
            continue
        if one.coach_chat_id != context.chat_id:
            of_other = of_other or context.deps.is_coach(one.coach_chat_id)
            continue
        how = _how(one, group)
        found.lines.append(_line(context, one, how))
        if how == "weekly":
            found.go_on.append(one)
    zone = context.deps.settings.timezone
    for held in await sessions.list_coming(context.tx, context.now):
        if held.at is None or not _is_for(held.audience, group):
            continue
        on = local_date(zone, held.at)
        if _is_in(on, weeks):
            day, at = _day(context, on), show_minutes(local_minutes(zone, held.at))
            found.lines.append(context.t("cohort.meanwhile.session", day=day, at=at))
            found.held = True
    if of_other:
        found.lines.append(context.t("cohort.meanwhile.of_other"))
    if found.lines:
        found.lines.insert(0, context.t("cohort.meanwhile.planned"))
    return found


def _is_for(audience: str | None, group: Cohort) -> bool:
    to_these = {(audiences.GROUP, group.id), (audiences.EVERYONE, 0)}
    return not to_these.isdisjoint(audiences.parse(audience or ""))


def _falls_in(one: Broadcast, weeks: Collection[date]) -> bool:
    assert one.on is not None
    if one.weekly:
        return any(day_in_week(one.on, week) >= one.on for week in weeks)
    return _is_in(one.on, weeks)


def _is_in(on: date, weeks: Collection[date]) -> bool:
    return any(week <= on < week + WEEK for week in weeks)


def _how(one: Broadcast, group: Cohort) -> str:
    """What it does in such a week, as the name of a text."""
    if not one.weekly:
        return "once"
    if audiences.parse(one.audience or "") != [(audiences.GROUP, group.id)]:
        return "others"
    return "rests" if RESTS in one.content else "weekly"


def _line(context: Context, one: Broadcast, how: str) -> str:
    assert one.on is not None
    weekday = show_weekday(one.on, context.language)
    day = _day(context, one.on) if how == "once" else weekday
    line = message.named(context.book, one.content)
    return context.t(
        f"cohort.meanwhile.{how}", day=day, at=show_minutes(one.minutes or 0), line=line
    )


def _day(context: Context, on: date) -> str:
    return show_coming(on, today_of(context), context.language)

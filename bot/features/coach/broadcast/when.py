"""When what leaves later leaves: on which day, at what time, by whose clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from bot.calendar.days import day_in, show_coming, show_short, show_weekday
from bot.calendar.programme import WEEK
from bot.calendar.times import at_local, local_date
from bot.context import Context
from bot.features.coach.broadcast import sent
from bot.features.coach.broadcast.plan_card import ONCE, WEEKLY, back, own, show_one, zone_of
from bot.outbox.letters import Button
from bot.screens import moment
from bot.store import broadcast_days, broadcasts
from bot.store.broadcasts import DRAFT, PLANNED, Broadcast

_DAYS, _WEEKDAYS = 8, 7
_HOURS = (8, 9, 10, 12, 14, 16, 17, 18, 19, 20)


async def ask_day(context: Context) -> None:
    """On which day?"""
    if (found := await own(context)) is not None:
        await ask_for_day(
            context, found, _how(context), context.t(f"planned.when_{_how(context)}")
        )


def _how(context: Context) -> str:
    return WEEKLY if context.word(1) == WEEKLY else ONCE


async def ask_for_day(context: Context, found: Broadcast, how: str, text: str) -> None:
    """The same, in these words."""
    await context.wait_for(f"planned:when:{found.id}:{how}")
    today = local_date(zone_of(context, found), context.now)
    span = _WEEKDAYS if how == WEEKLY else _DAYS
    days = [today + timedelta(days=ahead) for ahead in range(span)]
    data = f"planned:day:{found.id}:{how}"
    rows = moment.day_rows(days, data, lambda day: _day_name(context, day, how))
    context.show(text, [*rows, [back(context, found)]])


def _day_name(context: Context, day: date, how: str) -> str:
    if how == WEEKLY:
        return show_weekday(day, context.language)
    return show_short(day, context.language)


async def take_day(context: Context) -> None:
    """A day was tapped: at what time?"""
    if (tapped := await _tapped(context)) is not None:
        found, day = tapped
        await _ask_hour(context, found, _how(context), day)


async def _tapped(context: Context) -> tuple[Broadcast, date] | None:
    """What a tapped button is about, and its day; where it has none, the day is asked for."""
    found, day = await own(context), day_in(context.word(2))
    if found is None:
        return None
    if day is None:
        await ask_for_day(context, found, _how(context), context.t("planned.no_when"))
        return None
    return found, day


async def _ask_hour(context: Context, found: Broadcast, how: str, day: date) -> None:
    await context.wait_for(f"planned:when:{found.id}:{how}:{day}")
    rows = moment.hour_rows(_HOURS, f"planned:time:{found.id}:{how}:{day}", across=5)
    today = local_date(zone_of(context, found), context.now)
    soon = how == WEEKLY and day < today + WEEK
    language = context.language
    named = show_weekday(day, language) if soon else show_coming(day, today, language)
    text = context.t("planned.what_time", day=named)
    context.show(text, [*rows, [back(context, found)]])


async def take_time(context: Context) -> None:
    """A time was tapped."""
    if (tapped := await _tapped(context)) is not None:
        found, day = tapped
        await _set(context, found, _how(context), day, context.number(3) % 1440)


async def read_when(context: Context) -> None:
    """A day, a time or both were typed."""
    if (found := await own(context)) is None:
        return
    how, before = _how(context), day_in(context.word(2))
    now = "planned.now" if found.state == DRAFT else "planned.not_now"
    typed = moment.read_weekly(context, context.text, zone_of(context, found), before, now)
    typed = moment.with_half(typed, context.text, context.number(3))
    if how == ONCE:  # Of what goes every week, an hour that is past today may be meant as well.
        typed = moment.settled(typed, zone_of(context, found), context.now)
    if typed.day is None:
        await ask_for_day(context, found, how, typed.doubt or context.t("planned.no_when"))
    elif typed.weekly and how == ONCE:
        await _ask_how(context, found, typed.day, typed.minutes)
    elif typed.minutes is None:
        await _ask_hour(context, found, how, typed.day)
    elif typed.halves is not None:
        await _ask_half(context, found, how, typed.day, typed.halves)
    else:
        await _set(context, found, how, typed.day, typed.minutes)


async def _ask_half(
    context: Context, found: Broadcast, how: str, day: date, halves: Sequence[int]
) -> None:
    """In the morning or in the evening?"""
    await context.wait_for(f"planned:when:{found.id}:{how}:{day}:{halves[0]}")
    row = moment.halves_row(halves, f"planned:time:{found.id}:{how}:{day}")
    context.show(context.t("moment.halves"), [row, [back(context, found)]])


async def _ask_how(context: Context, found: Broadcast, day: date, minutes: int | None) -> None:
    """Once was chosen, and every week typed: which is it?"""
    verb, behind = ("day", f"{day}") if minutes is None else ("time", f"{day}:{minutes}")
    names = {WEEKLY: show_weekday(day, context.language), ONCE: show_short(day, context.language)}
    rows = [
        [Button(context.t(f"planned.button.{how}", day=name),
                f"planned:{verb}:{found.id}:{how}:{behind}")]
        for how, name in names.items()
    ]  # fmt: skip
    context.show(context.t("planned.how"), [*rows, [back(context, found)]])


async def _set(context: Context, found: Broadcast, how: str, day: date, minutes: int) -> None:
    zone = zone_of(context, found)
    at = at_local(day, minutes, zone)
    if how == WEEKLY and at <= context.now:
        day += WEEK
        at = at_local(day, minutes, zone)
    if why := moment.why_not(at, context.now):
        await ask_for_day(context, found, how, context.t(f"planned.{why}"))
        return
    await context.stop_waiting()
    when = {"on": day, "minutes": minutes, "zone": zone, "weekly": how == WEEKLY}
    await _move(context, found, **when)


async def _move(context: Context, found: Broadcast, **when: Any) -> None:
    """Another moment for a draft or a plan."""
    await broadcasts.change(context.tx, found.id, **when)
    again = await broadcasts.find(context.tx, found.id)
    assert again is not None
    if again.state == PLANNED and again != found:
        await sent.note(context, "plan_moved", again)
    if again.state == PLANNED and not again.paused:
        await plan_next(context, again)
    await show_one(context, again)


async def plan_next(context: Context, found: Broadcast) -> None:
    """It leaves at its next moment from now on."""
    assert found.on is not None
    next_at = await broadcast_days.first_instant(context.tx, found, found.on, context.now)
    await broadcasts.change(context.tx, found.id, next_at=next_at)


async def change_clock(context: Context) -> None:
    """At one instant, or by the clock of each client: whichever its label said."""
    found = await own(context)
    if found is None:
        return
    if found.on is None:
        await ask_for_day(context, found, ONCE, context.t("planned.when_once"))
    elif context.word(1) == ("off" if found.each_local else "on"):
        await _move(context, found, each_local=not found.each_local)
    else:
        await show_one(context, found)

"""Weeks in which the programme of a group stands still: tapped, or typed as days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.calendar.days import day_in, show_short
from bot.calendar.programme import WEEK
from bot.context import Context
from bot.features.coach.cohorts import meanwhile, resting
from bot.features.coach.cohorts.card import back, for_cohort, note, today_of
from bot.features.coach.cohorts.meanwhile import Meanwhile
from bot.features.coach.cohorts.rules import weeks_in, weeks_to_come
from bot.features.coach.seen import letters_of
from bot.outbox.letters import Button, Rows, in_pairs
from bot.screens import moment
from bot.store import cohorts
from bot.store.cohorts import Cohort
from bot.text import join


@for_cohort
async def ask(context: Context, found: Cohort) -> None:
    """In which weeks its programme stands still."""
    await _ask(context, found.id)


async def _ask(context: Context, cohort_id: int) -> None:
    found = await cohorts.find(context.tx, cohort_id)
    assert found is not None
    if found.start_on is None:
        context.show(context.t("cohort.off_needs_start"), [[back(context, found)]])
        return
    await context.wait_for(f"cohort:off:{found.id}")
    today = today_of(context)
    coming = {w: show_short(w, context.language) for w in found.weeks_off if w > today}
    on = [
        Button(
            context.t("cohort.button.on", week=shown), f"cohort:on:{found.id}:{week.isoformat()}"
        )
        for week, shown in coming.items()
    ]
    stands = context.t("cohort.weeks_off", weeks=", ".join(coming.values())) if coming else ""
    off = [
        Button(show_short(week, context.language), f"cohort:take:{found.id}:{week.isoformat()}")
        for week in weeks_to_come(found, today)
    ]
    planned = await _planned(context, found)
    rows = [*([one] for one in on), *in_pairs(off), *_ways(context, found, planned)]
    text = join([stands, context.t("cohort.ask_off"), "\n".join(planned.lines)])
    context.show(text, [*rows, [back(context, found)]])


async def _planned(context: Context, found: Cohort) -> Meanwhile:
    today = today_of(context)
    return await meanwhile.find(context, found, [week for week in found.weeks_off if week > today])


def _ways(context: Context, found: Cohort, planned: Meanwhile) -> Rows:
    """What she can do about what leaves in weeks off."""
    rows: list[list[Button]] = []
    if planned.go_on:
        data = f"cohort:rest:{found.id}:{_seen(planned)}"
        rows.append([Button(context.t("cohort.button.rest"), data)])
    if planned.held:
        rows.append([Button(context.t("coach.button.sessions"), "session:list")])
    return rows


def _seen(planned: Meanwhile) -> str:
    return letters_of(*(one.id for one in planned.go_on))


@for_cohort
async def rest(context: Context, found: Cohort) -> None:
    """Her messages of every week to this group that stood above leave nothing in its weeks off."""
    planned = await _planned(context, found)
    if planned.go_on and context.word(1) != _seen(planned):
        context.toast(context.t("broadcast.look_again"))
        await _ask(context, found.id)
        return
    for one in planned.go_on:
        await resting.let_rest(context, one, rests=True)
    await _ask(context, found.id)


@for_cohort
async def read(context: Context, found: Cohort) -> None:
    """Days were typed: the weeks that this means are seen before they are off."""
    typed = moment.read_days(context, context.text, today_of(context))
    weeks: list[date] = []
    if typed.first is not None:
        coming = weeks_to_come(found, today_of(context))
        weeks = weeks_in(coming, typed.first, typed.last or typed.first)
    if not weeks:
        context.say(typed.doubt or context.t("cohort.no_week"), [[back(context, found)]])
        return
    data = f"cohort:free:{found.id}:{weeks[0]}:{weeks[-1]}"
    yes = Button(context.t("cohort.button.yes"), data)
    planned = await meanwhile.find(context, found, weeks)
    text = join([_named(context, weeks), "\n".join(planned.lines)])
    context.say(text, [[yes], [back(context, found)]])


def _named(context: Context, weeks: Sequence[date]) -> str:
    """From which day until which. What lies between them is off already."""
    after = weeks[-1] + WEEK
    first, last = (
        show_short(day, context.language) for day in (weeks[0], after - timedelta(days=1))
    )
    return context.t("cohort.confirm_off", first=first, last=last, n=(after - weeks[0]) // WEEK)


@for_cohort
async def take_typed(context: Context, found: Cohort) -> None:
    """Those weeks: what would have come then, and all after it, comes as much later."""
    first, last = day_in(context.word(1)), day_in(context.word(2))
    if first is not None and last is not None:
        coming = weeks_to_come(found, today_of(context))
        await _take(context, found, [week for week in coming if first <= week <= last])
    await _ask(context, found.id)


@for_cohort
async def take(context: Context, found: Cohort) -> None:
    """A week was tapped."""
    week = day_in(context.word(1))
    coming = weeks_to_come(found, today_of(context))
    await _take(context, found, [one for one in coming if one == week])
    await _ask(context, found.id)


async def _take(context: Context, found: Cohort, weeks: list[date]) -> None:
    for week in weeks:
        await cohorts.add_week_off(context.tx, found.id, week)
        await note(context, "week_off", found.id)


@for_cohort
async def put_on(context: Context, found: Cohort) -> None:
    """It is no week off after all; one that has begun stays."""
    week = day_in(context.word(1))
    if week in found.weeks_off and week > today_of(context):
        await cohorts.remove_week_off(context.tx, found.id, week)
        await note(context, "week_on", found.id)
    await _ask(context, found.id)

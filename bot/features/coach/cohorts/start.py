"""The first day of a group: asked, read, and what it does to whoever is in it."""

from __future__ import annotations

from datetime import date

from bot.calendar.days import day_in, show_coming, show_day, show_short, show_weekday, show_yearly
from bot.calendar.programme import day_on
from bot.clients import course
from bot.clients.coach_view import cohort_name
from bot.context import Context
from bot.features.coach import notices
from bot.features.coach.cohorts.card import back, for_cohort, note, show_one, today_of
from bot.features.coach.cohorts.rules import Begun, next_mondays, read_begun, why_not
from bot.features.coach.notices import Stand
from bot.outbox.letters import Button
from bot.screens import moment
from bot.store import clients, cohorts
from bot.store.clients import AGAIN, Client
from bot.store.cohorts import Cohort


@for_cohort
async def ask_start(context: Context, found: Cohort) -> None:
    """On which day its programme begins."""
    await ask_first_day(context, found)


async def ask_first_day(context: Context, found: Cohort) -> None:
    """The same, where the group is known."""
    await context.wait_for(f"cohort:start:{found.id}")
    buttons = [
        Button(show_short(day, context.language), f"cohort:day:{found.id}:{day.isoformat()}")
        for day in next_mondays(today_of(context))
    ]
    text = context.t("cohort.ask_start", group=cohort_name(context.book, found))
    context.show(text, [buttons, [back(context, found)]])


@for_cohort
async def read_start(context: Context, found: Cohort) -> None:
    """A day was typed."""
    text, today = context.text[:60], today_of(context)
    past = read_begun(text, today)
    if past is not None and not why_not(past.day, today, found.weeks_off):
        if past.others:
            _ask_which(context, found, past)
        else:
            await _confirm_start(context, found, past.day)
        return
    typed = moment.read_day(context, text, today)
    if typed.day is None:
        context.say(typed.doubt or context.t("cohort.no_day"), [[back(context, found)]])
        return
    await _confirm_start(context, found, typed.day)


def _ask_which(context: Context, found: Cohort, past: Begun) -> None:
    """No year was typed, or a weekday that the date had not; and the group may run already."""
    rows = [
        [Button(_first_day(context, found, day), f"cohort:day:{found.id}:{day.isoformat()}")]
        for day in (past.day, *past.others)
        if not why_not(day, today_of(context), found.weeks_off)
    ]
    text = context.t(
        "cohort.which_day" if past.contradicted else "cohort.which_year",
        day=show_yearly(past.day, context.language),
        year=past.day.year,
        weekday=show_weekday(past.day, context.language),
    )
    context.say(text, [*rows, [back(context, found)]])


def _first_day(context: Context, found: Cohort, day: date) -> str:
    """A day as a button names it; of one gone by, in which week the group is now."""
    today, name = today_of(context), show_short(day, context.language, year=True)
    here = day_on(day, today, found.weeks_off)
    if day < today and here is not None:
        return context.t("cohort.button.past", day=name, n=here.week)
    return name


@for_cohort
async def choose_start(context: Context, found: Cohort) -> None:
    """A day was tapped."""
    day = day_in(context.word(1))
    if day is None:
        await ask_first_day(context, found)
        return
    await _confirm_start(context, found, day)


async def _confirm_start(context: Context, found: Cohort, day: date) -> None:
    today = today_of(context)
    if (why := why_not(day, today, found.weeks_off)) is not None:
        context.show(context.t(f"cohort.{why}"), [[back(context, found)]])
        return
    parts = [context.t("cohort.confirm_start", on=show_day(day, context.language, year=True))]
    here = day_on(day, today, found.weeks_off)
    if day < today and here is not None:
        parts.append(context.t("cohort.confirm_past", n=here.week))
    members = await cohorts.list_clients(context.tx, found.id)
    if begun := sum(one.daily_on is not None and one.after != AGAIN for one in members):
        key = "confirm_begun" if day <= today else "confirm_wait"
        on = show_coming(day, today, context.language)
        parts.append(context.t(f"cohort.{key}", n=begun, on=on))
    begin = Button(context.t("cohort.button.yes"), f"cohort:begin:{found.id}:{day.isoformat()}")
    context.show("\n\n".join(parts), [[begin], [back(context, found)]])


@for_cohort
async def begin(context: Context, found: Cohort) -> None:
    """Confirmed: its clients go along."""
    day = day_in(context.word(1))
    if day is None or why_not(day, today_of(context), found.weeks_off) is not None:
        await ask_first_day(context, found)
        return
    await context.stop_waiting()
    if day != found.start_on:
        members = await cohorts.list_clients(context.tx, found.id, to_change=True)
        before = {one.id: await notices.stand(context.tx, one, context.now) for one in members}
        await cohorts.set_start(context.tx, found.id, day)
        await note(context, "cohort_start", found.id)
        for client in members:
            await _follow(context, client)
            await _tell(context, client, before[client.id])
    await show_one(context, found.id)


async def _follow(context: Context, client: Client) -> None:
    """Along with the group; from where she was before a slip that she has not heard of."""
    heard = await notices.find_heard(context.tx, client, notices.WAITS)
    if heard is not None and heard.group == client.cohort_id:
        await course.go_back(context.tx, client, heard.course, context.now)
        client = await clients.find(context.tx, client.id) or client
    await course.follow_group(context.tx, client, context.now)


async def _tell(context: Context, client: Client, before: Stand) -> None:
    """Who had begun and now waits hears that; so does who waited and is in the programme now."""
    if client.is_arriving:
        return
    there = await clients.find(context.tx, client.id)
    assert there is not None
    if await course.waits_until(context.tx, there, context.now) is not None:
        what = notices.WAITS if client.daily_on is not None else None
    else:
        what = notices.GOES_ON if before.waits is not None else None
    if what is not None:
        await notices.tell(context.tx, before, client.id, what, context.now)

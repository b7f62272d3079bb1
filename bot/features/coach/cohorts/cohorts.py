"""Groups of clients: made, named, begun, given weeks off, closed."""

from __future__ import annotations

from bot.calendar.days import show_short
from bot.calendar.programme import day_on
from bot.clients.coach_view import cohort_name
from bot.context import Context
from bot.feature import Command, Feature, For, Place
from bot.features.coach.cohorts import start, weeks_off
from bot.features.coach.cohorts.card import (
    all_button,
    back,
    for_cohort,
    note,
    show,
    show_one,
    today_of,
)
from bot.features.coach.cohorts.rules import clean_name
from bot.features.coach.inbox import meant
from bot.features.coach.pages import page_of
from bot.outbox.letters import Button
from bot.screens.frame import panel_button
from bot.store import cohorts, invites
from bot.store.cohorts import Cohort


async def list_all(context: Context) -> None:
    """All open groups, with how many are in each."""
    found = await cohorts.list_open(context.tx)
    shown, ways = page_of(found, context.number(0), "cohort:list")
    counts = await cohorts.count_clients(context.tx)
    rows = [
        [Button(_label(context, one, counts.get(one.id, 0)), f"cohort:open:{one.id}")]
        for one in shown
    ]
    new = [Button(context.t("cohort.button.new"), "cohort:new")]
    home = [panel_button(context.t)]
    context.show(context.t("cohort.title" if found else "cohort.empty"), [*rows, *ways, new, home])


def _label(context: Context, found: Cohort, count: int) -> str:
    return f"{cohort_name(context.book, found)} · {count} · {_stands_short(context, found)}"


def _stands_short(context: Context, found: Cohort) -> str:
    if found.start_on is None:
        return context.t("cohort.short_no_start")
    today = today_of(context)
    if found.start_on > today:
        away = found.start_on.year != today.year
        return show_short(found.start_on, context.language, year=away)
    day = day_on(found.start_on, today, found.weeks_off)
    return context.t("cohort.short_week", n=day.week) if day else context.t("cohort.short_over")


async def ask_name(context: Context) -> None:
    """A new group begins with a name."""
    await context.wait_for("cohort:name")
    context.show(context.t("cohort.ask_name"), [[all_button(context)]])


async def read_name(context: Context) -> None:
    """The name was typed: the group is there, and asks for its first day."""
    name = clean_name(context.text)
    if name is None:
        context.say(context.t("cohort.name_again"), [[all_button(context)]])
        return
    if await _is_taken(context, name):
        context.say(context.t("cohort.name_taken", name=name), [[all_button(context)]])
        return
    if await meant.for_client(context, "new_group", "cohort:named"):
        return
    await context.stop_waiting()
    cohort_id = await cohorts.add(context.tx, name, context.now)
    await note(context, "cohort_made", cohort_id)
    found = await cohorts.find(context.tx, cohort_id)
    assert found is not None
    await start.ask_first_day(context, found)


@for_cohort
async def ask_rename(context: Context, found: Cohort) -> None:
    """Another name."""
    await context.wait_for(f"cohort:rename:{found.id}")
    context.show(context.t("cohort.ask_name"), [[back(context, found)]])


@for_cohort
async def read_rename(context: Context, found: Cohort) -> None:
    """The other name was typed."""
    name = clean_name(context.text)
    if name is None:
        context.say(context.t("cohort.name_again"), [[back(context, found)]])
        return
    if await _is_taken(context, name, found.id):
        context.say(context.t("cohort.name_taken", name=name), [[back(context, found)]])
        return
    if await meant.for_client(context, "group", f"cohort:renamed:{found.id}"):
        return
    await context.stop_waiting()
    await cohorts.rename(context.tx, found.id, name)
    await note(context, "cohort_renamed", found.id)
    await show_one(context, found.id)


async def _is_taken(context: Context, name: str, besides: int = 0) -> bool:
    """Whether another open group has this name: where one is chosen, they look the same."""
    known = await cohorts.list_open(context.tx)
    same = name.casefold()
    return any(one.id != besides and (one.name or "").casefold() == same for one in known)


@for_cohort
async def ask_end(context: Context, found: Cohort) -> None:
    """What closing means, before it is done."""
    count = (await cohorts.count_clients(context.tx)).get(found.id, 0)
    text = context.t("cohort.ask_end", group=cohort_name(context.book, found), n=count)
    yes = Button(context.t("cohort.button.end_yes"), f"cohort:ended:{found.id}")
    context.show(text, [[yes], [back(context, found)]])


@for_cohort
async def end(context: Context, found: Cohort) -> None:
    """Closed: no link leads in; whoever is in goes on to the end."""
    await cohorts.end(context.tx, found.id, context.now)
    await invites.revoke_all(context.tx, found.id, context.now)
    await note(context, "cohort_ended", found.id)
    context.show(context.t("cohort.ended"), [[all_button(context)]])


FEATURE = Feature(
    room="cohort",
    coach=True,
    commands=(Command("groepen", "cohorts", list_all, For.COACHES),),
    buttons={
        "list": list_all,
        "new": ask_name,
        "named": read_name,
        "open": show,
        "rename": ask_rename,
        "renamed": read_rename,
        "when": start.ask_start,
        "day": start.choose_start,
        "begin": start.begin,
        "off": weeks_off.ask,
        "take": weeks_off.take,
        "free": weeks_off.take_typed,
        "on": weeks_off.put_on,
        "rest": weeks_off.rest,
        "end": ask_end,
        "ended": end,
    },
    waits={
        "name": Place(meant.own_words(read_name), asks_little=True),
        "rename": Place(meant.own_words(read_rename), asks_little=True),
        "start": Place(meant.words_only(start.read_start), asks_day=True, asks_little=True),
        "off": Place(meant.words_only(weeks_off.read), asks_day=True, asks_little=True),
    },
    leads_out=frozenset(["list", "open"]),
)

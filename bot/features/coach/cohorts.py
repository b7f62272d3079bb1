"""Groups of clients: made, named, begun, given weeks off, closed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from functools import wraps

from bot.calendar.days import (
    day_in,
    show_coming,
    show_day,
    show_short,
    show_weekday,
    show_yearly,
)
from bot.calendar.programme import day_on
from bot.calendar.times import local_date
from bot.clients import course
from bot.clients.coach_view import cohort_name
from bot.context import Context, Handler
from bot.feature import Command, Feature
from bot.features.coach import meant, told
from bot.features.coach.cohort_rules import (
    Begun,
    clean_name,
    next_mondays,
    read_begun,
    weeks_to_come,
    why_not,
)
from bot.outbox.letters import Button, in_pairs
from bot.screens import moment
from bot.store import acts, clients, cohorts, invites, waiting
from bot.store.clients import ACTIVE, AGAIN, Client
from bot.store.cohorts import Cohort
from bot.text import Text, bold, join

_MOST_SHOWN = 40


def for_cohort(handler: Callable[[Context, Cohort], Awaitable[None]]) -> Handler:
    """The button or place names a group that is still open; else that is said."""

    @wraps(handler)
    async def checked(context: Context) -> None:
        found = await cohorts.find(context.tx, context.number(0))
        if found is None or found.ended_at is not None:
            context.show(context.t("cohort.gone"), [[_all(context)]])
            return
        await handler(context, found)

    return checked


async def list_all(context: Context) -> None:
    """All open groups, with how many are in each."""
    found = await cohorts.list_open(context.tx)
    counts = await cohorts.count_clients(context.tx)
    rows = [
        [Button(_label(context, one, counts.get(one.id, 0)), f"cohort:open:{one.id}")]
        for one in found[-_MOST_SHOWN:]
    ]
    new = [Button(context.t("cohort.button.new"), "cohort:new")]
    home = [Button(context.t("coach.button.panel"), "coach:panel")]
    context.show(context.t("cohort.title" if found else "cohort.empty"), [*rows, new, home])


def _label(context: Context, found: Cohort, count: int) -> str:
    return f"{cohort_name(context.book, found)} · {count} · {_stands_short(context, found)}"


def _stands_short(context: Context, found: Cohort) -> str:
    if found.start_on is None:
        return context.t("cohort.short_no_start")
    today = _today(context)
    if found.start_on > today:
        away = found.start_on.year != today.year
        return show_short(found.start_on, context.language, year=away)
    day = day_on(found.start_on, today, found.weeks_off)
    return context.t("cohort.short_week", n=day.week) if day else context.t("cohort.short_over")


async def ask_name(context: Context) -> None:
    """A new group begins with a name."""
    await waiting.wait_for(context.tx, context.chat_id, "cohort:name", context.now)
    context.show(context.t("cohort.ask_name"), [[_all(context)]])


async def read_name(context: Context) -> None:
    """The name was typed: the group is there, and asks for its first day."""
    name = clean_name(context.text)
    if name is None:
        context.say(context.t("cohort.name_again"), [[_all(context)]])
        return
    if await _is_taken(context, name):
        context.say(context.t("cohort.name_taken", name=name), [[_all(context)]])
        return
    await waiting.clear(context.tx, context.chat_id)
    cohort_id = await cohorts.add(context.tx, name, context.now)
    await _note(context, "cohort_made", cohort_id)
    found = await cohorts.find(context.tx, cohort_id)
    assert found is not None
    await _ask_start(context, found)


@for_cohort
async def show(context: Context, found: Cohort) -> None:
    """One group and all that can be done with it."""
    await _show(context, found.id)


async def _show(context: Context, cohort_id: int) -> None:
    found = await cohorts.find(context.tx, cohort_id)
    assert found is not None
    count = (await cohorts.count_clients(context.tx)).get(found.id, 0)
    lines = [context.t("cohort.count", n=count), _stands(context, found)]
    today = _today(context)
    if coming := [show_short(w, context.language) for w in found.weeks_off if w > today]:
        lines.append(context.t("cohort.weeks_off", weeks=", ".join(coming)))
    text: Text = join([bold(cohort_name(context.book, found)), "\n".join(lines)])
    names = {
        "clients": f"clients:of:{found.id}:0",
        "invite": f"invite:ask:{found.id}:30",
        "programme": f"weeks:list:{found.id}",
        "start": f"cohort:when:{found.id}",
        "weeks_off": f"cohort:off:{found.id}",
        "rename": f"cohort:rename:{found.id}",
        "end": f"cohort:end:{found.id}",
    }
    buttons = [Button(context.t(f"cohort.button.{name}"), data) for name, data in names.items()]
    context.show(text, in_pairs([*buttons, _all(context)]))


def _stands(context: Context, found: Cohort) -> str:
    if found.start_on is None:
        return context.t("cohort.no_start")
    today = _today(context)
    on = show_day(found.start_on, context.language, year=True)
    if found.start_on > today:
        return context.t("cohort.begins", on=on)
    day = day_on(found.start_on, today, found.weeks_off)
    if day is None:
        return context.t("cohort.over", on=on)
    return context.t("cohort.off_now" if day.again else "cohort.began", on=on, n=day.week)


@for_cohort
async def ask_rename(context: Context, found: Cohort) -> None:
    """Another name."""
    await waiting.wait_for(context.tx, context.chat_id, f"cohort:rename:{found.id}", context.now)
    context.show(context.t("cohort.ask_name"), [[_back(context, found)]])


@for_cohort
async def read_rename(context: Context, found: Cohort) -> None:
    """The other name was typed."""
    name = clean_name(context.text)
    if name is None:
        context.say(context.t("cohort.name_again"), [[_back(context, found)]])
        return
    if await _is_taken(context, name, found.id):
        context.say(context.t("cohort.name_taken", name=name), [[_back(context, found)]])
        return
    if await meant.for_client(context, "group", f"cohort:renamed:{found.id}"):
        return
    await waiting.clear(context.tx, context.chat_id)
    await cohorts.rename(context.tx, found.id, name)
    await _note(context, "cohort_renamed", found.id)
    await _show(context, found.id)


async def _is_taken(context: Context, name: str, besides: int = 0) -> bool:
    """Whether another open group has this name: where one is chosen, they look the same."""
    known = await cohorts.list_open(context.tx)
    same = name.casefold()
    return any(one.id != besides and (one.name or "").casefold() == same for one in known)


@for_cohort
async def ask_start(context: Context, found: Cohort) -> None:
    """On which day its programme begins."""
    await _ask_start(context, found)


async def _ask_start(context: Context, found: Cohort) -> None:
    await waiting.wait_for(context.tx, context.chat_id, f"cohort:start:{found.id}", context.now)
    buttons = [
        Button(show_short(day, context.language), f"cohort:day:{found.id}:{day.isoformat()}")
        for day in next_mondays(_today(context))
    ]
    text = context.t("cohort.ask_start", group=cohort_name(context.book, found))
    context.show(text, [buttons, [_back(context, found)]])


@for_cohort
async def read_start(context: Context, found: Cohort) -> None:
    """A day was typed."""
    text, today = context.text[:60], _today(context)
    past = read_begun(text, today)
    if past is not None and not why_not(past.day, today, found.weeks_off):
        if past.others:
            _ask_which(context, found, past)
        else:
            await _confirm_start(context, found, past.day)
        return
    typed = moment.read_day(context, text, today)
    if typed.day is None:
        context.say(typed.doubt or context.t("cohort.no_day"), [[_back(context, found)]])
        return
    await _confirm_start(context, found, typed.day)


def _ask_which(context: Context, found: Cohort, past: Begun) -> None:
    """No year was typed, or a weekday that the date had not; and the group may run already."""
    rows = [
        [Button(_first_day(context, found, day), f"cohort:day:{found.id}:{day.isoformat()}")]
        for day in (past.day, *past.others)
        if not why_not(day, _today(context), found.weeks_off)
    ]
    text = context.t(
        "cohort.which_day" if past.contradicted else "cohort.which_year",
        day=show_yearly(past.day, context.language),
        year=past.day.year,
        weekday=show_weekday(past.day, context.language),
    )
    context.say(text, [*rows, [_back(context, found)]])


def _first_day(context: Context, found: Cohort, day: date) -> str:
    """A day as a button names it; of one gone by, in which week the group is now."""
    today, name = _today(context), show_short(day, context.language, year=True)
    here = day_on(day, today, found.weeks_off)
    if day < today and here is not None:
        return context.t("cohort.button.past", day=name, n=here.week)
    return name


@for_cohort
async def choose_start(context: Context, found: Cohort) -> None:
    """A day was tapped."""
    day = day_in(context.word(1))
    if day is None:
        await _ask_start(context, found)
        return
    await _confirm_start(context, found, day)


async def _confirm_start(context: Context, found: Cohort, day: date) -> None:
    today = _today(context)
    if (why := why_not(day, today, found.weeks_off)) is not None:
        context.show(context.t(f"cohort.{why}"), [[_back(context, found)]])
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
    context.show("\n\n".join(parts), [[begin], [_back(context, found)]])


@for_cohort
async def begin(context: Context, found: Cohort) -> None:
    """Confirmed: its clients go along."""
    day = day_in(context.word(1))
    if day is None or why_not(day, _today(context), found.weeks_off) is not None:
        await _ask_start(context, found)
        return
    await waiting.clear(context.tx, context.chat_id)
    if day != found.start_on:
        members = await cohorts.list_clients(context.tx, found.id)
        waited = {one.id for one in members if await _waits(context, one)}
        await cohorts.set_start(context.tx, found.id, day)
        await _note(context, "cohort_start", found.id)
        for client in members:
            await course.follow_group(context.tx, client, context.now)
            await _tell(context, client, waited=client.id in waited)
    await _show(context, found.id)


async def _waits(context: Context, client: Client) -> bool:
    return await course.waits_until(context.tx, client, context.now) is not None


async def _tell(context: Context, before: Client, *, waited: bool) -> None:
    """Who had begun and now waits hears that; so does who waited and is in the programme now."""
    client = await clients.find(context.tx, before.id)
    if client is None or client.status != ACTIVE:
        return
    waits = await _waits(context, client)
    if waits and before.daily_on is not None:
        await told.tell(context.tx, client, told.WAITS, context.now)
    # That it waits may not have come yet: then it never does, and all is as it was.
    elif waited and not waits and not await told.is_to_hear(context.tx, client, told.WAITS):
        await told.tell(context.tx, client, told.GOES_ON, context.now)


@for_cohort
async def weeks_off(context: Context, found: Cohort) -> None:
    """In which weeks its programme stands still."""
    await _show_weeks_off(context, found.id)


async def _show_weeks_off(context: Context, cohort_id: int) -> None:
    found = await cohorts.find(context.tx, cohort_id)
    assert found is not None
    if found.start_on is None:
        context.show(context.t("cohort.off_needs_start"), [[_back(context, found)]])
        return
    today = _today(context)
    on = [
        Button(
            context.t("cohort.button.on", week=show_short(week, context.language)),
            f"cohort:on:{found.id}:{week.isoformat()}",
        )
        for week in found.weeks_off
        if week > today
    ]
    off = [
        Button(show_short(week, context.language), f"cohort:take:{found.id}:{week.isoformat()}")
        for week in weeks_to_come(found, today)
    ]
    rows = [*([one] for one in on), *in_pairs(off), [_back(context, found)]]
    context.show(context.t("cohort.ask_off"), rows)


@for_cohort
async def take_off(context: Context, found: Cohort) -> None:
    """A week off: what would have come then, and all after it, comes a week later."""
    week = day_in(context.word(1))
    if week in weeks_to_come(found, _today(context)):
        assert week is not None
        await cohorts.add_week_off(context.tx, found.id, week)
        await _note(context, "week_off", found.id)
    await _show_weeks_off(context, found.id)


@for_cohort
async def put_on(context: Context, found: Cohort) -> None:
    """It is no week off after all; one that has begun stays."""
    week = day_in(context.word(1))
    if week in found.weeks_off and week > _today(context):
        await cohorts.remove_week_off(context.tx, found.id, week)
        await _note(context, "week_on", found.id)
    await _show_weeks_off(context, found.id)


@for_cohort
async def ask_end(context: Context, found: Cohort) -> None:
    """What closing means, before it is done."""
    count = (await cohorts.count_clients(context.tx)).get(found.id, 0)
    text = context.t("cohort.ask_end", group=cohort_name(context.book, found), n=count)
    yes = Button(context.t("cohort.button.end_yes"), f"cohort:ended:{found.id}")
    context.show(text, [[yes], [_back(context, found)]])


@for_cohort
async def end(context: Context, found: Cohort) -> None:
    """Closed: no link leads in; whoever is in goes on to the end."""
    await cohorts.end(context.tx, found.id, context.now)
    await invites.revoke_all(context.tx, found.id, context.now)
    await _note(context, "cohort_ended", found.id)
    context.show(context.t("cohort.ended"), [[_all(context)]])


def _today(context: Context) -> date:
    return local_date(context.deps.settings.timezone, context.now)


async def _note(context: Context, act: str, cohort_id: int) -> None:
    await acts.note(context.tx, context.chat_id, act, context.now, cohort_id=cohort_id)


def _all(context: Context) -> Button:
    return Button(context.t("cohort.button.all"), "cohort:list")


def _back(context: Context, found: Cohort) -> Button:
    return Button(context.t("cohort.button.back"), f"cohort:open:{found.id}")


FEATURE = Feature(
    room="cohort",
    coach=True,
    commands=(Command("groepen", "cohorts", list_all, coach=True),),
    buttons={
        "list": list_all,
        "new": ask_name,
        "open": show,
        "rename": ask_rename,
        "renamed": read_rename,
        "when": ask_start,
        "day": choose_start,
        "begin": begin,
        "off": weeks_off,
        "take": take_off,
        "on": put_on,
        "end": ask_end,
        "ended": end,
    },
    waits={"name": read_name, "rename": read_rename, "start": read_start},
    leads_out=frozenset(["list", "open"]),
    asks_day=frozenset(["start"]),
)

"""One group as a coach sees it, and what every screen about it begins or ends with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from functools import wraps

from bot.calendar.days import show_day, show_short
from bot.calendar.programme import day_on
from bot.calendar.times import local_date
from bot.clients.coach_view import cohort_name
from bot.clients.course import last_day
from bot.context import Context, Handler
from bot.outbox.letters import Button, in_pairs
from bot.store import acts, cohorts
from bot.store.cohorts import Cohort
from bot.text import Text, bold, join


def for_cohort(handler: Callable[[Context, Cohort], Awaitable[None]]) -> Handler:
    """The button or place names a group that is still open; else that is said."""

    @wraps(handler)
    async def checked(context: Context) -> None:
        found = await cohorts.find(context.tx, context.number(0))
        if found is None or found.ended_at is not None:
            context.show(context.t("cohort.gone"), [[all_button(context)]])
            return
        await handler(context, found)

    return checked


@for_cohort
async def show(context: Context, found: Cohort) -> None:
    """One group and all that can be done with it."""
    await show_one(context, found.id)


async def show_one(context: Context, cohort_id: int) -> None:
    """The same, of one that has just changed."""
    found = await cohorts.find(context.tx, cohort_id)
    assert found is not None
    count = (await cohorts.count_clients(context.tx)).get(found.id, 0)
    lines = [context.t("cohort.count", n=count), _stands(context, found)]
    today = today_of(context)
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
    context.show(text, in_pairs([*buttons, all_button(context)]))


def _stands(context: Context, found: Cohort) -> str:
    if found.start_on is None:
        return context.t("cohort.no_start")
    today = today_of(context)
    on = show_day(found.start_on, context.language, year=True)
    if found.start_on > today:
        return context.t("cohort.begins", on=on)
    day = day_on(found.start_on, today, found.weeks_off)
    if day is None:
        return context.t("cohort.over", on=on)
    last_on = last_day(found)
    assert last_on is not None
    stands = context.t("cohort.off_now" if day.again else "cohort.began", on=on, n=day.week)
    last = context.t("cohort.last_day", on=show_day(last_on, context.language, year=True))
    return f"{stands}\n{last}"


def today_of(context: Context) -> date:
    """The date where the coaches are."""
    return local_date(context.deps.settings.timezone, context.now)


async def note(context: Context, act: str, cohort_id: int) -> None:
    """What a coach did with a group, in the log."""
    await acts.note(context.tx, context.chat_id, act, context.now, cohort_id=cohort_id)


def all_button(context: Context) -> Button:
    """To the list of groups."""
    return Button(context.t("cohort.button.all"), "cohort:list")


def back(context: Context, found: Cohort) -> Button:
    """To the group."""
    return Button(context.t("cohort.button.back"), f"cohort:open:{found.id}")

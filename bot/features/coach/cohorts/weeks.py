"""The sixteen weeks of a group: what its clients get, and the coach's own line with it."""

from __future__ import annotations

from bot.calendar.programme import day_on
from bot.calendar.times import local_date
from bot.context import Context
from bot.feature import Feature, Place
from bot.features.coach.cohorts.card import for_cohort
from bot.features.coach.inbox import meant
from bot.features.coach.placeholders import open_place
from bot.outbox.letters import Button, in_pairs
from bot.store import acts, cohorts
from bot.store.cohorts import Cohort
from bot.text import Text, bold, italic, join

LONGEST_LINE = 400


@for_cohort
async def list_weeks(context: Context, found: Cohort) -> None:
    """All weeks; the one that runs, and those with a line of the coach, are marked."""
    lined = await cohorts.list_lined_weeks(context.tx, found.id)
    now = _week_now(context, found)
    buttons = []
    for number, week in enumerate(context.book.weeks, 1):
        marks = ("▸ " if number == now else "") + ("✎ " if number in lined else "")
        label = f"{marks}{number} · {week.theme}"
        buttons.append(Button(label, f"weeks:one:{found.id}:{number}"))
    back = [Button(context.t("cohort.button.back"), f"cohort:open:{found.id}")]
    context.show(context.t("weeks.title"), [*in_pairs(buttons), back])


def _week_now(context: Context, found: Cohort) -> int | None:
    today = local_date(context.deps.settings.timezone, context.now)
    if found.start_on is None or found.start_on > today:
        return None
    day = day_on(found.start_on, today, found.weeks_off)
    return day.week if day is not None else None


@for_cohort
async def show(context: Context, found: Cohort) -> None:
    """One week as a client of this group gets it."""
    await _show(context, found, context.number(1))


async def _show(
    context: Context, found: Cohort, number: int, *, just_written: bool = False
) -> None:
    if not _exists(context, number):
        await list_weeks(context)
        return
    week = context.book.weeks[number - 1]
    line = await cohorts.find_line(context.tx, found.id, number)
    pillar = context.book.pillars[week.pillar]
    heading = context.t("daily.week", number=number, theme=week.theme, pillar=pillar)
    parts: list[Text | str] = [bold(heading), week.message, italic(week.question)]
    here = f"{found.id}:{number}"
    rows = [[Button(context.t("weeks.button.write"), f"weeks:write:{here}")]]
    if line:
        parts.append(context.t("daily.line", line=line))
        rows.append([Button(context.t("weeks.button.drop"), f"weeks:drop:{here}")])
    if just_written and _may_have_gone(context, found, number):
        # Never whether it has: it waits for whoever is in an urge or a crisis.
        parts.append(context.t("weeks.gone"))
        rows.append([Button(context.t("coach.button.broadcast"), "broadcast:write")])
    rows.append([Button(context.t("cohort.button.back"), f"weeks:list:{found.id}")])
    context.show(join(parts), rows)


def _may_have_gone(context: Context, found: Cohort, number: int) -> bool:
    """Whether somebody may have had this week's message already."""
    if found.start_on is None:
        return True  # everybody is in a week of their own
    now = _week_now(context, found)
    today = local_date(context.deps.settings.timezone, context.now)
    return found.start_on <= today and (now is None or number <= now)


@for_cohort
async def write(context: Context, found: Cohort) -> None:
    """A line of her own."""
    number = context.number(1)
    if not _exists(context, number):
        await list_weeks(context)
        return
    await context.wait_for(f"weeks:line:{found.id}:{number}")
    back = Button(context.t("cohort.button.back"), f"weeks:one:{found.id}:{number}")
    context.show(context.t("weeks.write", most=LONGEST_LINE), [[back]])


@for_cohort
async def read(context: Context, found: Cohort) -> None:
    """The line was typed: it is shown with the week, as it will arrive."""
    number, line = context.number(1), context.text.strip()
    if not _exists(context, number) or not 0 < len(line) <= LONGEST_LINE:
        context.say(context.t("weeks.again", most=LONGEST_LINE))
        return
    if place := open_place(line):
        context.say(context.t("broadcast.fault.not_here", words=place))
        return
    if await meant.for_client(context, "line", f"weeks:keep:{found.id}:{number}"):
        return
    await context.stop_waiting()
    await cohorts.set_line(context.tx, found.id, number, line)
    await acts.note(context.tx, context.chat_id, "line_set", context.now, cohort_id=found.id)
    await _show(context, found, number, just_written=True)


@for_cohort
async def drop(context: Context, found: Cohort) -> None:
    """The line is taken away again."""
    number = context.number(1)
    if await cohorts.find_line(context.tx, found.id, number):
        await cohorts.remove_line(context.tx, found.id, number)
        await acts.note(context.tx, context.chat_id, "line_gone", context.now, cohort_id=found.id)
    await _show(context, found, number)


def _exists(context: Context, number: int) -> bool:
    return 1 <= number <= len(context.book.weeks)


FEATURE = Feature(
    room="weeks",
    coach=True,
    buttons={"list": list_weeks, "one": show, "write": write, "keep": read, "drop": drop},
    waits={"line": Place(meant.own_words(read))},
    leads_out=frozenset(["one"]),
)

"""The report: a week in counts, and what the coaches themselves did."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.calendar.days import show_short
from bot.calendar.times import local_date, local_minutes, show_minutes
from bot.clients import coach_view
from bot.clients.coach_view import COACH_VIEW, cohort_name, last_week
from bot.content.model import Book
from bot.context import Context
from bot.feature import Command, Feature
from bot.outbox.letters import Button
from bot.store import acts, clients, cohorts, notes, overview
from bot.store.acts import Act
from bot.store.engine import Tx
from bot.text import Text, bold, join

DIGEST, OFF = "digest:", "off"
"""The name of the note that says when the week comes to a coach by itself, and what stands there
when it does not."""
_LOG_DAYS = timedelta(days=30)
_MOST_LINES = 40


async def show(context: Context) -> None:
    """The last whole week."""
    zone = context.deps.settings.timezone
    text = await digest(context.tx, context.book, context.now, zone)
    log = Button(context.t("report.button.log"), "report:log")
    weekly = digest_button(context.book, on=await has_digest(context.tx, context.chat_id))
    panel = Button(context.t("coach.button.panel"), "coach:panel")
    context.show(text, [[log], [weekly], [panel]])


async def has_digest(tx: Tx, coach_id: int) -> bool:
    """Whether the week comes to this coach by itself."""
    return await notes.find(tx, f"{DIGEST}{coach_id}") not in (None, OFF)


def digest_button(book: Book, *, on: bool) -> Button:
    """What a tap changes: no more of it, or from now on."""
    return Button(book.t(f"report.button.digest_{'off' if on else 'on'}"), "digest:toggle")


async def digest(tx: Tx, book: Book, now: datetime, zone: str) -> Text:
    """Counts alone, and of presence and urges only what was agreed to."""
    week = last_week(zone, now)
    everybody = await overview.list_in_programme(tx)
    agreed = await overview.agreed_at(tx, COACH_VIEW)
    open_to_her = [one for one in everybody if one.id in agreed]
    new = sum(week.since <= one.created_at < week.until for one in everybody)
    lost = [one for one in everybody if one.unreachable_at is not None]
    unseen = [one for one in open_to_her if coach_view.is_unseen(one, now, zone)]
    lines = [book.t("report.clients", n=len(everybody)), book.t("report.new", n=new)]
    lines.append(book.t("report.unreachable", n=len(lost)))
    if open_to_her:
        here = sum(one.last_seen_at >= week.since for one in open_to_her)
        urges = 0
        for one in open_to_her:
            since = max(week.since, agreed[one.id])
            urges += await overview.count_urges(tx, one.id, since, week.until)
        lines.append(book.t("report.agreed", n=len(open_to_her)))
        lines.append(book.t("report.here", n=here, on=show_short(week.monday, book.language)))
        lines.append(book.t("report.urges", n=urges))
        lines.append(book.t("report.unseen", n=len(unseen)))
    monday, sunday = (show_short(day, book.language) for day in (week.monday, week.sunday))
    return join([bold(book.t("report.title", monday=monday, sunday=sunday)), "\n".join(lines)])


async def show_log(context: Context) -> None:
    """What the coaches did in the last thirty days, the latest first."""
    found = await acts.list_since(context.tx, context.now - _LOG_DAYS, _MOST_LINES)
    lines = [await _line(context, act) for act in found]
    text = join([bold(context.t("report.log")), "\n".join(lines or [context.t("report.no_log")])])
    context.show(text, [[Button(context.t("cohort.button.back"), "report:show")]])


async def _line(context: Context, act: Act) -> str:
    zone = context.deps.settings.timezone
    on = show_short(local_date(zone, act.at), context.language)
    who = "you" if act.coach_id == context.chat_id else "other"
    parts = [
        f"{on} {show_minutes(local_minutes(zone, act.at))}",
        context.t(f"report.{who}"),
        context.t(f"act.{act.act}"),
    ]
    if act.client_id is not None and (found := await clients.find(context.tx, act.client_id)):
        agreed = await overview.agreed_at(context.tx, COACH_VIEW, found.id)
        parts.append(
            coach_view.client_name(context.tx, context.book, found, agreed=found.id in agreed)
        )
    if act.cohort_id is not None:
        parts.append(cohort_name(context.book, await cohorts.find(context.tx, act.cohort_id)))
    return " · ".join(parts)


FEATURE = Feature(
    room="report",
    coach=True,
    commands=(Command("rapport", "report", show, coach=True),),
    buttons={"show": show, "log": show_log},
)

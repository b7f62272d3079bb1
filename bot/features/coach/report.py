"""The report: a week in counts, and what the coaches themselves did."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby

from bot.calendar.days import show_day, show_short
from bot.calendar.programme import WEEK
from bot.calendar.times import local_date, local_minutes, show_minutes
from bot.clients import coach_view
from bot.clients.coach_view import cohort_name, last_week
from bot.clients.course import last_day
from bot.content.model import Book
from bot.context import Context
from bot.feature import Command, Feature, For
from bot.features.coach import message
from bot.features.coach.names import audience_name, whose
from bot.outbox.letters import Button
from bot.screens.frame import panel_button
from bot.store import acts, broadcasts, clients, cohorts, notes, overview, sessions
from bot.store.acts import Act
from bot.store.broadcasts import ALBUM, DRAFT
from bot.store.consents import COACH_VIEW
from bot.store.engine import Tx
from bot.text import Text, bold, join, mention

DIGEST, OFF = "digest:", "off"
"""The name of the note that says when the week comes to a coach by itself, and what stands there
when it does not."""
_LOG_DAYS = timedelta(days=30)
_A_PAGE, _MOST_PAGES = 15, 10_000
_LONGEST_NAME, _FIRST_WORDS = 40, 25
"""So many characters, so that a page of the log stays within one message."""


async def show(context: Context) -> None:
    """The last whole week."""
    zone = context.deps.settings.timezone
    text = await digest(context.tx, context.book, context.now, zone)
    log = Button(context.t("report.button.log"), "report:log")
    weekly = digest_button(context.book, on=await has_digest(context.tx, context.chat_id))
    context.show(text, [[log], [weekly], [panel_button(context.t)]])


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
    lines += await _ending(tx, book, now, zone)
    monday, sunday = (show_short(day, book.language) for day in (week.monday, week.sunday))
    return join([bold(book.t("report.title", monday=monday, sunday=sunday)), "\n".join(lines)])


async def _ending(tx: Tx, book: Book, now: datetime, zone: str) -> list[str]:
    """The groups whose last day comes within a week: what is to be said is said before."""
    today, found = local_date(zone, now), []
    for group in await cohorts.list_all(tx):
        on = last_day(group)
        if on is not None and today <= on < today + WEEK:
            day = show_short(on, book.language)
            found.append(book.t("report.ends", group=cohort_name(book, group), on=day))
    return found


async def show_log(context: Context) -> None:
    """What the coaches did in the last thirty days, the latest first, a page at a time."""
    page = min(context.number(0), _MOST_PAGES)
    since, skip = context.now - _LOG_DAYS, page * _A_PAGE
    found = await acts.list_since(context.tx, since, _A_PAGE + 1, skip)
    text = join([bold(context.t("report.log")), *await _days(context, found[:_A_PAGE])])
    if not found:
        text = join([text, context.t("report.no_log")])
    pages = [("‹", page - 1)] if page else []
    pages += [("›", page + 1)] if len(found) > _A_PAGE else []
    turn = [Button(arrow, f"report:log:{number}") for arrow, number in pages]
    back = [Button(context.t("cohort.button.back"), "report:show")]
    context.show(text, [*([turn] if turn else []), back])


async def _days(context: Context, found: list[Act]) -> list[Text]:
    """The lines of each day, below its date where the coaches are."""
    zone = context.deps.settings.timezone
    days = []
    for on, day in groupby(found, lambda act: local_date(zone, act.at)):
        lines = [await _line(context, act) for act in day]
        days.append(join([bold(show_day(on, context.language)), *lines], "\n"))
    return days


async def _line(context: Context, act: Act) -> Text:
    at = show_minutes(local_minutes(context.deps.settings.timezone, act.at))
    parts: list[Text | str] = [at, _who(context, act.coach_id), context.t(f"act.{act.act}")]
    if act.client_id is not None and (found := await clients.find(context.tx, act.client_id)):
        parts.append(await coach_view.name_of(context.tx, context.book, found))
    if act.cohort_id is not None:
        parts.append(cohort_name(context.book, await cohorts.find(context.tx, act.cohort_id)))
    return join([*parts, *await _about(context, act)], " · ")


async def _about(context: Context, act: Act) -> list[str]:
    """For which others it was, for when, and which message: as far as that is still there."""
    written = await broadcasts.find(context.tx, act.broadcast_id or 0)
    held = await sessions.find(context.tx, act.session_id or 0)
    hers = written is not None and written.coach_chat_id == context.chat_id
    # A draft is for nobody but who writes it, and so are the words of what has not left.
    if written is not None and written.state in (ALBUM, DRAFT) and not hers:
        written = None
    whom, parts = held or written, []
    if whom is not None and act.client_id is None and act.cohort_id is None:
        who = await audience_name(context.book, context.tx, whom.audience or "")
        parts.append(message.shortened(who, _LONGEST_NAME))
    if act.for_at is not None:
        zone = context.deps.settings.timezone
        on = show_short(local_date(zone, act.for_at), context.language)
        parts.append(f"{on} {show_minutes(local_minutes(zone, act.for_at))}")
    if written is not None and (hers or written.started_at is not None):
        named = message.named(context.book, written.content, _FIRST_WORDS)
        # Those it had then are kept nowhere: perhaps they were not for everybody's eyes.
        others = written.worded_at is not None and act.at < written.worded_at
        parts.append(context.t("report.other_words", words=named) if others else named)
    return parts


def _who(context: Context, coach_id: int) -> Text:
    """She herself, or another, whom a tap on the word shows."""
    who = whose(context, coach_id)
    if who == "own":
        return Text(context.t("report.own"))
    return mention(context.t(f"report.{who}"), coach_id)


FEATURE = Feature(
    room="report",
    coach=True,
    commands=(Command("rapport", "report", show, For.COACHES),),
    buttons={"show": show, "log": show_log},
)

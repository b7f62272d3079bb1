"""The daily letter, rendered when it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.calendar.programme import Day
from bot.calendar.times import local_date
from bot.clients import course
from bot.content.model import Book
from bot.deps import Deps
from bot.features.daily.texts import daily_buttons, daily_text, theme_text
from bot.outbox import letters
from bot.outbox.kinds import Drop, Postpone
from bot.outbox.letters import Button, Letter, Rows
from bot.screens.frame import after_buttons
from bot.screens.stub import stub
from bot.store import clients, cohorts
from bot.store.clients import WEEKLY, WHEN_ASKED, Client
from bot.store.engine import Tx
from bot.store.outbox import SENT, Row, Settlement
from bot.text import Text, as_text, join

ASKS_MORE_AFTER = timedelta(days=2)
"""From the client's own third day on the four questions are offered."""
MOST_OFFERS = 3
"""So many times; whoever left them then can find them among the settings."""

LATER_WEEKS = 12
"""For how many weeks a weekly message goes on after the programme."""

DAY, THEME, END = "day", "theme", "end"
"""What a neutral line can stand for; a number is that of a weekly message."""

Message = tuple[Text, Rows]


class DailyKind:
    """Letters of the kind `daily`. Their local date is the last part of the dedupe key."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if client is None or client.is_paused:
            return Drop("paused")
        book = deps.shelf[client.language]
        on = _date_of(row)
        if client.knows_of_the_end:
            return _later(book, client, on)
        if on < client.started_on:
            return Drop("moved to a group that begins later")
        day = await course.day_of(tx, client, on)
        if day is None:
            return _shown(book, client, END, on, _ending(book))
        with_theme = client.week_told < day.week
        message = await _day_message(tx, book, client, day, on, with_theme=with_theme)
        return _shown(book, client, THEME if with_theme else DAY, on, message)

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        for item in items:
            if item.state == SENT and item.row.client_id is not None:
                await _after_sending(tx, item.row.client_id, _date_of(item.row), now)
        return ()


async def behind_the_line(
    tx: Tx, book: Book, client: Client, what: str, on: date
) -> Message | None:
    """What a neutral line stands for: what was written in its button when it was sent.

    None when that is not to be had any more.
    """
    if what == END:
        return _ending(book) if client.ended_at is not None else None
    if what.isdecimal() and int(what) in range(1, LATER_WEEKS + 1):
        return theme_text(book, int(what)), []
    day = await course.day_of(tx, client, on)
    if what not in (DAY, THEME) or day is None or on < client.started_on:
        return None
    return await _day_message(tx, book, client, day, on, with_theme=what == THEME)


def line_data(what: str, on: date) -> str:
    """The data of the button that opens a line."""
    return f"daily:open:{what}:{on.isoformat()}"


def _shown(book: Book, client: Client, what: str, on: date, message: Message) -> Letter:
    """The message itself, or the neutral line in its place."""
    if client.neutral:
        return stub(book, client.chat_id, line_data(what, on))
    text, buttons = message
    return letters.say(client.chat_id, text, buttons or None)


async def _day_message(
    tx: Tx, book: Book, client: Client, day: Day, on: date, *, with_theme: bool
) -> Message:
    theme = await theme_for(tx, book, client, day.week) if with_theme else None
    if day.again and on in await cohorts.weeks_off_of(tx, client):
        theme = as_text(book.t("daily.week_off"))
    return daily_text(book, day.number, theme), _buttons(book, client, day.number, on)


async def theme_for(tx: Tx, book: Book, client: Client, week: int) -> Text:
    """A week's theme, with what the coach added to it for the client's group."""
    return theme_text(book, week, await cohorts.find_line(tx, client.cohort_id, week))


def _buttons(book: Book, client: Client, number: int, on: date) -> Rows:
    """From the third day on the way to a few questions goes along, until somebody has taken it."""
    rows = daily_buttons(book, number)
    if offers_more(client, on):
        return [*rows, [Button(book.t("more.button.ask"), "more:ask")]]
    return rows


def offers_more(client: Client, on: date) -> bool:
    """Whether the message of this date offers the four questions.

    The client's own first day is the programme's; whoever joined a group on its way came later.
    """
    if client.asked_more_at is not None or client.more_offered >= MOST_OFFERS:
        return False
    first = max(client.started_on, local_date(client.zone, client.created_at))
    return on - first >= ASKS_MORE_AFTER


def _date_of(row: Row) -> date:
    return date.fromisoformat(row.dedupe_key.rpartition(":")[2])


def _later(book: Book, client: Client, on: date) -> Letter | Drop:
    """After the programme: one theme a week, for those who chose that."""
    if client.after != WEEKLY:
        return Drop("the programme is over")
    week = min(LATER_WEEKS, client.week_told + 1)
    return _shown(book, client, str(week), on, (theme_text(book, week), []))


def _ending(book: Book) -> Message:
    """The day after the last: four ways to go on."""
    text = join([book.t("after.first_line"), book.t("after.choose")])
    return text, after_buttons(book.t)


async def _after_sending(tx: Tx, client_id: int, on: date, now: datetime) -> None:
    client = await clients.find(tx, client_id)
    if client is None:
        return
    if client.knows_of_the_end:
        # From the choice on, the column counts the weekly messages.
        told = client.week_told + 1
        over = {"next_daily_at": None, "after": WHEN_ASKED} if told >= LATER_WEEKS else {}
        await clients.change(tx, client_id, week_told=told, **over)
        return
    day = await course.day_of(tx, client, on)
    if day is None:
        ended_at = client.ended_at or now
        await clients.change(
            tx, client_id, ended_at=ended_at, after=WHEN_ASKED, next_daily_at=None
        )
        return
    changes = {"week_told": max(client.week_told, day.week)}
    if offers_more(client, on) and not client.neutral:
        changes["more_offered"] = client.more_offered + 1
    await clients.change(tx, client_id, **changes)

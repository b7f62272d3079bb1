"""The daily letter, rendered when it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.content.model import DAYS_A_WEEK, Book
from bot.deps import Deps
from bot.features.daily.texts import daily_buttons, daily_text, theme_text
from bot.outbox import letters
from bot.outbox.kinds import Drop, Postpone
from bot.outbox.letters import Button, Letter, Rows
from bot.programme import day_on, later_week
from bot.store import clients
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import SENT, Row, Settlement
from bot.stub import stub
from bot.text import Text, join
from bot.times import local_date

ASKS_MORE_ON = range(2, 5)
"""Days of the programme, from 0, on which the four questions are offered."""

LATER_WEEKS = 12
"""For how many weeks a weekly message goes on after the programme."""


class DailyKind:
    """Letters of the kind `daily`. Their local date is the last part of the dedupe key."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if client is None or client.status == "paused":
            return Drop("paused")
        book = deps.shelf[client.language]
        on = _date_of(row)
        if client.ended_at is not None:
            return _later(book, client, on)
        day = day_on(client.started_on, on)
        if day is None:
            return _ending(book, client)
        if client.neutral:
            return stub(book, client.chat_id, f"daily:open:{on.isoformat()}")
        text = daily_text(book, day.number, with_theme=client.week_told < day.week)
        return letters.say(client.chat_id, text, _buttons(book, client, day.number))

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        for item in items:
            if item.state == SENT and item.row.client_id is not None:
                await _after_sending(tx, item.row.client_id, _date_of(item.row), now)
        return ()


def behind_the_line(book: Book, client: Client, on: date) -> tuple[Text, Rows] | None:
    """What a neutral line of this local date stands for; None when that is over."""
    if client.ended_at is not None:
        if client.after != "weekly":
            return None
        return theme_text(book, _later_week(client, on)), []
    day = day_on(client.started_on, on)
    if day is None:
        return None
    # With a message every other day, the theme comes with the first of the week that is sent.
    with_theme = day.number % DAYS_A_WEEK < client.every_days
    text = daily_text(book, day.number, with_theme=with_theme)
    return text, _buttons(book, client, day.number)


def _buttons(book: Book, client: Client, number: int) -> Rows:
    """From the third day on the way to a few questions goes along, until somebody has taken it."""
    rows = daily_buttons(book, number)
    if client.asked_more_at is None and number in ASKS_MORE_ON:
        return [*rows, [Button(book.t("more.button.ask"), "more:ask")]]
    return rows


def _date_of(row: Row) -> date:
    return date.fromisoformat(row.dedupe_key.rpartition(":")[2])


def _later(book: Book, client: Client, on: date) -> Letter | Drop:
    """After the programme: one theme a week, for those who chose that."""
    if client.after != "weekly":
        return Drop("the programme is over")
    if client.neutral:
        return stub(book, client.chat_id, f"daily:open:{on.isoformat()}")
    return letters.say(client.chat_id, theme_text(book, _later_week(client, on)))


def _later_week(client: Client, on: date) -> int:
    assert client.ended_at is not None
    return later_week(local_date(client.zone, client.ended_at), on)


def _ending(book: Book, client: Client) -> Letter:
    """The day after the last: four ways to go on."""
    names = ("ask", "weekly", "again", "erase")
    buttons = [[Button(book.t(f"after.button.{name}"), f"after:{name}")] for name in names]
    text = join([book.t("after.first_line"), book.t("after.choose")])
    return letters.say(client.chat_id, text, buttons, silent=client.neutral)


async def _after_sending(tx: Tx, client_id: int, on: date, now: datetime) -> None:
    client = await clients.find(tx, client_id)
    if client is None:
        return
    if client.ended_at is not None:
        if _later_week(client, on) >= LATER_WEEKS:
            await clients.change(tx, client_id, next_daily_at=None)
        return
    day = day_on(client.started_on, on)
    if day is None:
        await clients.change(tx, client_id, ended_at=now, after="ask", next_daily_at=None)
        return
    await clients.change(tx, client_id, week_told=max(client.week_told, day.week))

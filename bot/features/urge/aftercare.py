"""After contact: three gentle days, one message each, only on a phone that is the client's alone.

They count among the two unrequested messages of a day, as everything on their lane does.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.calendar.times import local_date, next_daily_at, show_minutes
from bot.content.model import Book
from bot.context import Context
from bot.deps import Deps
from bot.outbox import letters
from bot.outbox.kinds import Drop, NothingFollows, Postpone
from bot.outbox.letters import Button, Letter, Rows
from bot.road.lanes import Lane
from bot.screens.frame import urge_and_help, urge_button
from bot.screens.stub import reveal, stub
from bot.store import outbox_unsent
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import Row
from bot.text import Text

KIND = "aftercare"
DAYS = ("first", "second", "third")
EXPIRY = timedelta(hours=12)
"""It belongs to its day: what is later is not sent any more."""


async def offer(context: Context) -> None:
    """Is something extra wanted?"""
    client = context.client
    if client is None or client.is_paused:
        context.show(context.t("look.done"))
        return
    yes = Button(context.t("care.button.yes"), "urge:care")
    no = Button(context.t("care.button.no"), "urge:nocare")
    context.show(context.t("care.offer", hour=show_minutes(client.hour_by_day)), [[yes, no]])


async def ask_phone(context: Context) -> None:
    """Whose phone is it? Anything but a plain yes means no."""
    mine = Button(context.t("care.button.mine"), "urge:mine")
    shared = Button(context.t("care.button.shared"), "urge:shared")
    context.show(context.t("care.alone"), [[mine], [shared]])


async def begin(context: Context) -> None:
    """The phone is the client's alone: three letters, one a day."""
    client = context.client
    if client is None:
        context.show(context.t("care.not_alone"))
        return
    if client.is_paused:
        context.show(context.t("care.paused"))
        return
    # Wished for twice, it begins anew; a date has one message at most.
    await outbox_unsent.remove_unsent(context.tx, client.id, KIND)
    at = context.now
    for day in DAYS:
        at = next_daily_at(at, client.hour_by_day, client.zone)
        context.send(
            Letter(
                "sendMessage",
                {"chat_id": context.chat_id, "day": day},
                lane=Lane.PROGRAMME,
                kind=KIND,
                key=f"{KIND}:{client.id}:{local_date(client.zone, at).isoformat()}",
                due_at=at,
                expires_at=at + EXPIRY,
            )
        )
    context.show(
        context.t("care.begun", hour=show_minutes(client.hour_by_day)),
        [[_stop_button(context.book)]],
    )


async def decline(context: Context) -> None:
    """Nothing extra."""
    context.show(context.t("care.declined"))


async def not_alone(context: Context) -> None:
    """Somebody else may hold this phone: nothing extra."""
    context.show(context.t("care.not_alone"))


async def stop(context: Context) -> None:
    """No more of them."""
    if context.client is not None:
        await outbox_unsent.remove_unsent(context.tx, context.client.id, KIND)
    context.show(context.t("care.stopped"), [[urge_button(context.t)]])


async def open_line(context: Context) -> None:
    """A neutral line was tapped: the words behind it, for ten minutes."""
    day = context.word(0)
    if context.client is None or day not in DAYS:
        context.show(context.t("stub.gone"))
        return
    await reveal(
        context, f"urge:caring:{day}", Text(context.t(f"care.{day}")), _rows(context.book)
    )


def _stop_button(book: Book) -> Button:
    return Button(book.t("care.button.stop"), "urge:endcare")


def _rows(book: Book) -> Rows:
    return [urge_and_help(book.t), [_stop_button(book)]]


class AftercareKind(NothingFollows):
    """Letters of the kind `aftercare`; which of the three days it is stands in the payload."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if client is None or client.is_paused or client.unreachable_at is not None:
            return Drop("left")
        book = deps.shelf[client.language]
        day = row.payload["params"]["day"] if row.payload else DAYS[0]
        if client.neutral:
            return stub(book, client.chat_id, f"urge:caring:{day}")
        return letters.say(client.chat_id, book.t(f"care.{day}"), _rows(book))

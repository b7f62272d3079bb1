"""After the sixteen weeks: the client chooses how to go on."""

from __future__ import annotations

from bot.calendar.times import local_date
from bot.clients import course
from bot.clients.preferences import TOLD
from bot.context import Context
from bot.feature import Feature
from bot.outbox.letters import Button
from bot.road.lanes import Lane
from bot.safety import standing
from bot.screens.frame import after_buttons, onward_button
from bot.store import clients, outbox_unsent
from bot.store.clients import ACTIVE, AGAIN, WEEKLY, WHEN_ASKED

_A_WEEK = 7


async def menu(context: Context) -> None:
    """The ways to go on, also for whoever chose before."""
    client = context.client
    if client is None or not client.chooses_how_to_go_on:
        await _gone(context)
        return
    context.show(context.t("after.choose"), after_buttons(context.t))


async def only_when_asked(context: Context) -> None:
    """Nothing by itself any more; help stays."""
    await _choose(context, WHEN_ASKED, next_daily_at=None)


async def weekly(context: Context) -> None:
    """One message a week, for twelve weeks."""
    client = context.client
    if client is None:
        await _gone(context)
        return
    if client.after == WEEKLY and client.next_daily_at is not None:
        context.show(context.t("after.chosen_weekly"), [[onward_button(context.t)]])
        return
    today = local_date(client.zone, context.now)
    first = course.next_daily_of(client, context.now, daily_on=today, every_days=_A_WEEK)
    await _choose(
        context,
        WEEKLY,
        status=ACTIVE,
        paused_by=None,
        next_daily_at=first,
        every_days=_A_WEEK,
        week_told=0,
    )


async def again(context: Context) -> None:
    """From the start: tomorrow is the first day."""
    client = context.client
    if client is None:
        await _gone(context)
        return
    first = course.next_daily_of(client, context.now, every_days=1)
    await _choose(
        context,
        AGAIN,
        status=ACTIVE,
        paused_by=None,
        next_daily_at=first,
        every_days=1 if client.every_days == _A_WEEK else client.every_days,
        started_on=local_date(client.zone, first),
        ended_at=None,
        week_told=0,
    )


async def erase(context: Context) -> None:
    """Stop and erase: asked once more first."""
    await standing.show(
        context,
        context.t("forget.ask"),
        [
            [Button(context.t("forget.button.yes"), "privacy:forget")],
            [Button(context.t("forget.button.no"), "privacy:keep")],
        ],
    )


async def _choose(context: Context, choice: str, **values: object) -> None:
    client = context.client
    if client is None or not client.chooses_how_to_go_on:
        await _gone(context)
        return
    # The question itself may still wait: it is answered now.
    await outbox_unsent.drop_for_client(context.tx, client.id, (Lane.DAILY,), context.now)
    if choice == AGAIN:
        # What a coach changed in the sixteen weeks that are over is so no longer.
        await outbox_unsent.remove_unsent(context.tx, client.id, TOLD)
    await clients.change(context.tx, client.id, after=choice, **values)
    ways = [[onward_button(context.t)]] if choice != AGAIN else []
    context.show(context.t(f"after.chosen_{choice}"), ways)


async def _gone(context: Context) -> None:
    context.show(context.t("after.not_now"))


FEATURE = Feature(
    room="after",
    buttons={
        "menu": menu,
        "ask": only_when_asked,
        "weekly": weekly,
        "again": again,
        "erase": erase,
    },
)

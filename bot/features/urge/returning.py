"""The promised return: offered once an urge, made when wished for, one number, then the line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.calendar.night import is_night
from bot.calendar.times import local_minutes, quiet_ends_at, show_minutes
from bot.context import Context
from bot.deps import Deps
from bot.features.urge.rules import return_at
from bot.features.urge.ways_on import ways_on
from bot.outbox import letters
from bot.outbox.kinds import Drop, Postpone
from bot.outbox.letters import Button, Letter, Rows
from bot.outbox.rules import is_quiet_at
from bot.road.lanes import Lane
from bot.safety.ways import BULK_WAITS
from bot.screens.frame import return_buttons, urge_and_help, urge_button
from bot.screens.stub import reveal, stub
from bot.store import appointments, clients, urges, waiting
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import SENT, Row, Settlement
from bot.store.urges import ASKED, NO, YES, Urge
from bot.text import Text
from bot.understanding.kinds import HAPPENED

KIND = "return"
EXPIRY = timedelta(hours=1)
"""Later than this the question is not asked any more."""
ANSWERABLE = timedelta(hours=12)
"""For so long after its time a number is still taken."""
FEWEST_POINTS = 3
"""Two numbers make no wave."""


async def the_offer(context: Context, found: Urge | None) -> tuple[str, Rows]:
    """The question whether to come back, and its buttons; nothing when it was asked before.

    Who has paused hears nothing by itself, so nothing is promised either.
    """
    client = context.client
    if client is None or client.is_paused:
        return "", []
    if found is None or found.return_wish or not found.is_open(context.now):
        return "", []
    if found.kind == HAPPENED:
        # After contact nothing is counted, so there is no number to come back for.
        return "", []
    at, morning = return_at(client.quiet, client.zone, context.now)
    await urges.change(context.tx, found.id, return_at=at, return_wish=ASKED)
    shown = clock(client.zone, at)
    still = morning and await _is_still_until(context.tx, client, at)
    key = "urge.return_ask_morning" if still else "urge.return_ask"
    yes = Button(context.t("urge.button.promise", at=shown), f"urge:promise:{found.id}")
    no = Button(context.t("urge.button.no_promise"), f"urge:unpromise:{found.id}")
    return context.t(key, at=shown), [[yes, no]]


async def _is_still_until(tx: Tx, client: Client, at: datetime) -> bool:
    """Whether nothing comes before then that was wished for within the quiet hours."""
    coming = [one.next_at for one in await appointments.list_coming(tx, client.id)]
    return all(due is None or due >= at for due in (client.next_daily_at, *coming))


def clock(zone: str, at: datetime) -> str:
    """What the client's clock shows then."""
    return show_minutes(local_minutes(zone, at))


def still_promised(context: Context, found: Urge | None) -> str:
    """That the bot comes back as agreed, to whoever may doubt it; "": nothing is promised."""
    at = found.return_at if found is not None and found.return_wish == YES else None
    if at is None or at <= context.now:
        return ""
    return context.t("urge.promise_stands", at=clock(context.zone, at))


async def promise(context: Context) -> bool:
    """Yes: a letter for that time, one an urge. False: there is nothing to promise any more."""
    client = context.client
    found = await _of(context)
    if client is None or found is None or found.return_at is None:
        return False
    at = found.return_at
    if found.return_wish == ASKED and at <= context.now:
        at, _ = return_at(client.quiet, client.zone, context.now)
    elif at <= context.now:
        return False
    await urges.change(
        context.tx, found.id, return_at=at, return_wish=YES, last_act_at=context.now
    )
    # The key makes it one letter, however often the button is pressed.
    letter = letters.say(context.chat_id, context.t("urge.return", at=clock(client.zone, at)))
    context.send(
        letter.with_(
            kind=KIND, lane=Lane.CARE, key=f"{KIND}:{found.id}", due_at=at, expires_at=at + EXPIRY
        )
    )
    no = Button(context.t("urge.button.unpromise"), f"urge:unpromise:{found.id}")
    text = context.t("urge.promised", at=clock(client.zone, at))
    context.show(text, [[no], *await ways_on(context, found)])
    return True


async def take_back(context: Context) -> None:
    """Better not: the letter stays where it is, and finds that it is not wanted."""
    found = await _of(context)
    if found is not None and found.return_wish == YES:
        await urges.change(context.tx, found.id, return_wish=NO)
    context.show(
        context.t("urge.unpromised"),
        [urge_and_help(context.t)],
    )


async def _of(context: Context) -> Urge | None:
    if context.client is None:
        return None
    return await urges.find(context.tx, context.number(0), context.client.id)


async def open_line(context: Context) -> None:
    """The neutral line was tapped: the question behind it, for ten minutes."""
    found = await due(context, context.number(0))
    if found is None:
        context.show(context.t("stub.gone"))
        return
    await wait_for_number(context.tx, context.chat_id, found.id, context.now)
    text = context.t("urge.return", at=clock(context.zone, context.now))
    await reveal(context, f"urge:came:{found.id}", Text(text), return_buttons(found.id))


async def due(context: Context, urge_id: int) -> Urge | None:
    """The urge whose promised time has come, and not long gone."""
    if context.client is None:
        return None
    found = await urges.find(context.tx, urge_id, context.client.id)
    if found is None or found.return_wish != YES or found.return_at is None:
        return None
    is_due = found.return_at <= context.now <= found.return_at + ANSWERABLE
    return found if is_due else None


async def wait_for_number(tx: Tx, chat_id: int, urge_id: int, now: datetime) -> None:
    """A number may be typed, unless another room waits for a text just now."""
    if await waiting.find(tx, chat_id, now) is None:
        await waiting.wait_for(tx, chat_id, f"urge:back:{urge_id}", now)


async def line_of(context: Context, found: Urge) -> Letter | None:
    """The numbers as a line with its words; words alone at night; None while there are too few."""
    points = await urges.list_points(context.tx, found.id)
    if len(points) < FEWEST_POINTS:
        return None
    shown = [
        context.t("urge.wave_point", n=value, at=clock(context.zone, at)) for at, value in points
    ]
    words = context.t("urge.wave", count=len(points), points=", ".join(shown))
    if context.is_night:
        return letters.say(context.chat_id, words)
    # Personal: the numbers travel sealed in the letter; the picture is drawn when it leaves and
    # is kept nowhere, neither as bytes nor as Telegram's file id. What stays is in the chat.
    first = points[0][0]
    order = {
        "kind": "wave",
        "marks": [
            {
                "minutes": (at - first).total_seconds() / 60,
                "value": value,
                "time": clock(context.zone, at),
            }
            for at, value in points
        ],
    }
    covered = context.client is not None and context.client.neutral
    return letters.drawing(context.chat_id, order, words, covered=covered).silenced()


async def show_line(context: Context) -> None:
    """The line, asked for by a button."""
    found = await _of(context)
    letter = await line_of(context, found) if found else None
    if letter is None:
        context.show(context.t("urge.over"), [[urge_button(context.t)]])
        return
    context.send(letter)


class ReturnKind:
    """Letters of the kind `return`. The urge is the last part of the dedupe key.

    They are asked for, so neither the two a day nor a held bulk concerns them; what the client
    said since does.
    """

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if client is None or client.is_paused or client.unreachable_at is not None:
            return Drop("left")
        found = await urges.find(tx, _urge_of(row), client.id)
        if found is None or found.return_wish != YES or _crisis_since(client, found, now):
            return Drop("not wanted any more")
        quiet = is_quiet_at(client, now)
        if quiet and is_quiet_at(client, found.return_at or now):
            # Quiet hours that were changed since; by their end it is mostly too late.
            return Postpone(quiet_ends_at(client.quiet, client.zone, now), "quiet hours")
        book = deps.shelf[client.language]
        if client.neutral:
            return stub(book, client.chat_id, f"urge:came:{found.id}")
        text = book.t("urge.return", at=clock(client.zone, now))
        letter = letters.say(client.chat_id, text, return_buttons(found.id))
        # Promised for an hour that was not quiet, and a little late: it comes, without a sound.
        return letter.silenced() if quiet or is_night(client.zone, now) else letter

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        for item in items:
            client = await clients.find(tx, item.row.client_id or 0)
            if item.state == SENT and client is not None and not client.neutral:
                await wait_for_number(tx, item.row.chat_id, _urge_of(item.row), now)
        return ()


def _urge_of(row: Row) -> int:
    return int(row.dedupe_key.rpartition(":")[2])


def _crisis_since(client: Client, found: Urge, now: datetime) -> bool:
    """Whether words of a crisis came after the last act of this urge.

    A promise from before them is no longer one for that moment. Whoever goes on with the urge
    afterwards, or takes up all messages again, has chosen it anew.
    """
    if client.held_until is None or client.held_until <= now:
        return False
    return client.held_until - BULK_WAITS > found.last_act_at

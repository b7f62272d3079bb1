""" "Would like you to call": one line to the coach, with a name and nothing else.

Three locks: the coaches' written protocol, a consent given before, and a yes in the moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot import coaches
from bot.clients import relaying
from bot.content.model import Book
from bot.context import Context
from bot.deps import Deps
from bot.feature import Feature
from bot.outbox import letters
from bot.outbox.kinds import Call
from bot.outbox.letters import Button, Letter
from bot.road.lanes import Lane
from bot.safety.ways import is_unlocked
from bot.screens.frame import coach_ways, help_button
from bot.store import calls, clients, consents, outbox_queries
from bot.store.clients import Client
from bot.store.consents import CALL
from bot.store.engine import Tx
from bot.store.outbox import SENT, Settlement

PAUSE = timedelta(hours=6)
"""How long after one line the next may go."""
LINE = "call_line"


async def about(context: Context) -> None:
    """What it is and is not; the consent, or taking it back."""
    if not await _is_there(context):
        return
    given = await _has_consent(context)
    name = "withdraw" if given else "agree"
    button = Button(context.t(f"call.button.{name}"), f"call:{name}")
    text = context.t("call.given" if given else "call.about")
    context.show(text, [[button], [help_button(context.t)]])


async def agree(context: Context) -> None:
    """Consent given, before it is ever needed."""
    if not await _is_there(context):
        return
    assert context.client is not None
    if not await _has_consent(context):
        version = context.t("call.protocol_version")
        await consents.give(context.tx, context.client.id, CALL, version, context.now)
    await about(context)


async def withdraw(context: Context) -> None:
    """Taken back with one tap, as it was given."""
    if context.client is not None:
        await consents.withdraw(context.tx, context.client.id, CALL, context.now)
    context.show(context.t("call.withdrawn"), [[help_button(context.t)]])


async def ask(context: Context) -> None:
    """The second yes: the very line that will go, and what cannot be promised."""
    if not await _may_ask(context):
        return
    assert context.client is not None
    line = await _line(context, context.client, context.book)
    context.show(
        context.t("call.ask", line=line),
        [
            [Button(context.t("call.button.send"), "call:send")],
            [Button(context.t("call.button.not"), "call:not"), help_button(context.t)],
        ],
    )


async def send(context: Context) -> None:
    """The line goes to the coaches, the client hears what that means."""
    if not await _may_ask(context):
        return
    client = context.client
    assert client is not None
    await calls.note_asked(context.tx, client.id, context.now)
    wish = await calls.find_asked(context.tx, client.id)
    assert wish is not None
    for coach, book in await coaches.books(context.deps, context.tx):
        line = await _line(context, client, book)
        rung = Button(book.t("coach.button.rung"), f"rung:line:{client.id}:{wish.stamp}")
        alert = letters.say(coach, line, [[rung]]).with_(
            lane=Lane.ALERT,
            kind=LINE,
            key=f"call:{client.id}:{coach}:{context.now.isoformat()}",
            expires_at=context.now + PAUSE,
        )
        context.send(alert)
    context.show(context.t("call.sent"), [[help_button(context.t)]])


async def not_now(context: Context) -> None:
    """No is respected: nothing went."""
    context.show(context.t("call.not_sent"), [[help_button(context.t)]])


async def _may_ask(context: Context) -> bool:
    if not await _is_there(context):
        return False
    client = context.client
    assert client is not None
    if not await _has_consent(context):
        await about(context)
        return False
    last = await calls.asked_at(context.tx, client.id)
    if last is not None and context.now - last < PAUSE:
        context.show(context.t("call.already"), [[help_button(context.t)]])
        return False
    return True


async def _is_there(context: Context) -> bool:
    """Locked, or nobody to ring: the lines, and writing to the coach, are what there is."""
    there = context.client is not None and context.deps.settings.coach_ids
    if there and await is_unlocked(context):
        return True
    context.show(context.t("call.locked"), [*coach_ways(context), [help_button(context.t)]])
    return False


async def _has_consent(context: Context) -> bool:
    client = context.client
    return client is not None and await consents.is_given(context.tx, client.id, CALL)


async def _line(context: Context, client: Client, book: Book) -> str:
    """One line, with what the coach knows the client by, so that she knows whom to ring."""
    user = context.incoming.effective_user
    first_name = user.first_name if user else ""
    name = await relaying.shown_name(context.tx, book, client, first_name)
    return book.t("call.line", name=" ".join(name.split()))


class Line(Call):
    """The line itself. When it reached no coach the client hears that: a silence would lie."""

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        failed = {item.row.client_id for item in items if item.state != SENT}
        told = [await _tell(deps, tx, client_id, now) for client_id in failed if client_id]
        return [letter for letter in told if letter is not None]


async def _tell(deps: Deps, tx: Tx, client_id: int, now: datetime) -> Letter | None:
    client = await clients.find(tx, client_id)
    if client is None or await outbox_queries.has_left_since(tx, client_id, LINE, now - PAUSE):
        return None
    await calls.forget_asked(tx, client_id)
    book = deps.shelf[client.language]
    return letters.say(client.chat_id, book.t("call.failed"), [[help_button(book.t)]])


FEATURE = Feature(
    room="call",
    beside=frozenset(["ask", "send", "not"]),
    wishes={"call": ask},
    buttons={
        "about": about,
        "agree": agree,
        "withdraw": withdraw,
        "ask": ask,
        "send": send,
        "not": not_now,
    },
    in_full=frozenset(["agree"]),
    kinds={LINE: Line()},
)

"""New words for what is planned: they wait beside it until they were seen and confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.content.model import Book
from bot.features.coach import message
from bot.features.coach.broadcast.checking import find_fault, wait_for_words, warning_about
from bot.features.coach.broadcast.letters import example_for
from bot.features.coach.message import NEW, PLAN, Content
from bot.features.coach.names import audience_name
from bot.outbox import letters
from bot.outbox.letters import Button, Letter, Rows
from bot.store import broadcasts
from bot.store.broadcasts import PLANNED, Broadcast
from bot.store.engine import Tx


async def offered(
    tx: Tx, book: Book, plan: Broadcast, content: Content, now: datetime
) -> Sequence[Letter]:
    """Put them beside the plan and show them; what cannot be sent leaves all as it was, and what
    she types next is taken in its place.
    """
    if fault := await find_fault(tx, book, content, plan.audience or "", now):
        await wait_for_words(tx, plan.coach_chat_id, plan.id, now)
        look = [Button(book.t("planned.button.look"), f"planned:look:{plan.id}")]
        return [letters.say(plan.coach_chat_id, fault, [[_again(book, plan)], look])]
    beside = {"parts": content["parts"]}
    await broadcasts.rewrite(tx, plan, {**plan.content, NEW: beside}, now)
    again = await broadcasts.find(tx, plan.id)
    assert again is not None
    return await preview(tx, book, again, now)


async def preview(tx: Tx, book: Book, plan: Broadcast, now: datetime) -> Sequence[Letter]:
    """The new words as a client would get them, and below them what can be done."""
    content: Content = plan.content[NEW]
    values = await example_for(tx, plan.audience or "", now)
    who = await audience_name(book, tx, plan.audience or "")
    lines = [
        book.t("broadcast.preview", who=who),
        book.t("planned.new_words"),
        *warning_about(book, content, values),
    ]
    rows: Rows = [
        # With the version: what is confirmed is what was seen right above.
        [_button(book, "replace", f"reword:replace:{plan.id}:{plan.version}")],
        [_again(book, plan)],
        [_button(book, "keep", f"reword:keep:{plan.id}")],
    ]
    chat_id = plan.coach_chat_id
    shown = message.rebuilt(content, chat_id, values)
    return [shown, letters.say(chat_id, "\n".join(lines), rows)]


async def replace(tx: Tx, plan: Broadcast, content: Content, now: datetime) -> None:
    """They take the place of what was planned."""
    kept = {name: value for name, value in plan.content.items() if name != NEW}
    await broadcasts.rewrite(tx, plan, {**kept, "parts": content["parts"]}, now)


async def plan_of(tx: Tx, found: Broadcast) -> Broadcast | None:
    """The weekly plan of which this message is one; None: it goes on no more, or with others."""
    number, version = found.content.get(PLAN, (0, 0))
    plan = await broadcasts.find_own(tx, number, found.coach_chat_id)
    if plan is None or plan.state != PLANNED or not plan.weekly or plan.version != version:
        return None
    return plan


async def also_later(tx: Tx, book: Book, found: Broadcast) -> Rows:
    """After a correction of one of every week: the next ones have the mistake, too."""
    if await plan_of(tx, found) is None:
        return []
    return [[_button(book, "also", f"reword:also:{found.id}")]]


def _again(book: Book, plan: Broadcast) -> Button:
    return Button(book.t("broadcast.button.rewrite"), f"planned:words:{plan.id}")


def _button(book: Book, name: str, data: str) -> Button:
    return Button(book.t(f"planned.button.{name}"), data)

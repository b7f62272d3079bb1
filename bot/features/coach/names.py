"""How clients and audiences are called to the coach."""

from __future__ import annotations

from collections.abc import Sequence

from bot.clients.coach_view import cohort_name, name_of
from bot.content.model import Book
from bot.context import Context
from bot.features.coach import message
from bot.store import audiences, broadcasts, clients, cohorts
from bot.store.broadcasts import Broadcast
from bot.store.engine import Tx

_FIRST_WORDS = 30
_ON_A_BUTTON = 20


async def audience_name(book: Book, tx: Tx, written: str) -> str:
    """Audiences in words."""
    return ", ".join([await _one(book, tx, *part) for part in audiences.parse(written)])


async def short_names(book: Book, tx: Tx, written: Sequence[str]) -> list[str]:
    """Each of these short enough for a button; one that comes twice is looked up once."""
    known = {one: await audience_name(book, tx, one) for one in set(written)}
    return [message.shortened(known[one], _ON_A_BUTTON) for one in written]


async def in_short(book: Book, tx: Tx, found: Broadcast) -> str:
    """Whom a message is for and how it begins, on a button."""
    (who,) = await short_names(book, tx, [found.audience or ""])
    return f"{who} · {message.begins(book, found.content)}"


def whose(context: Context, coach_id: int) -> str:
    """own: of who reads this; other: of another coach; left: of somebody who is none any more."""
    if coach_id == context.chat_id:
        return "own"
    return "other" if context.deps.is_coach(coach_id) else "left"


async def _one(book: Book, tx: Tx, kind: str, number: int) -> str:
    if kind == audiences.ONE:
        found = await clients.find(tx, number)
        return await name_of(tx, book, found) if found else book.t("broadcast.csv.left")
    if kind == audiences.GROUP:
        return cohort_name(book, await cohorts.find(tx, number))
    if kind == audiences.GOT and (mended := await broadcasts.find(tx, number)) is not None:
        who = await audience_name(book, tx, mended.audience or "")
        named = message.named(book, mended.content, _FIRST_WORDS)
        return book.t("broadcast.to.got_this", message=named, who=who)
    return book.t(f"broadcast.to.{kind}", number=number)

"""How clients and audiences are called to the coach."""

from __future__ import annotations

from bot.clients import coach_view
from bot.clients.coach_view import cohort_name
from bot.content.model import Book
from bot.store import audiences, clients, cohorts
from bot.store.clients import Client
from bot.store.engine import Tx


async def name_of(book: Book, tx: Tx, found: Client) -> str:
    """The coach's own name for a client, the client's if she agreed, or a number."""
    return await coach_view.name_of(tx, book, found)


async def audience_name(book: Book, tx: Tx, written: str) -> str:
    """Audiences in words."""
    return ", ".join([await _one(book, tx, *part) for part in audiences.parse(written)])


async def _one(book: Book, tx: Tx, kind: str, number: int) -> str:
    if kind == audiences.ONE:
        found = await clients.find(tx, number)
        return await name_of(book, tx, found) if found else book.t("broadcast.csv.left")
    if kind == audiences.GROUP:
        return cohort_name(book, await cohorts.find(tx, number))
    return book.t(f"broadcast.to.{kind}", number=number)

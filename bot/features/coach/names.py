"""How clients and audiences are called to the coach."""

from __future__ import annotations

from bot.clients.coach_view import cohort_name, name_of
from bot.content.model import Book
from bot.store import audiences, clients, cohorts
from bot.store.engine import Tx


async def audience_name(book: Book, tx: Tx, written: str) -> str:
    """Audiences in words."""
    return ", ".join([await _one(book, tx, *part) for part in audiences.parse(written)])


async def _one(book: Book, tx: Tx, kind: str, number: int) -> str:
    if kind == audiences.ONE:
        found = await clients.find(tx, number)
        return await name_of(tx, book, found) if found else book.t("broadcast.csv.left")
    if kind == audiences.GROUP:
        return cohort_name(book, await cohorts.find(tx, number))
    return book.t(f"broadcast.to.{kind}", number=number)

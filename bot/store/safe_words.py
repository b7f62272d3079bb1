"""Safe words: asked before what is private is shown. Only a sealed hash of one is kept."""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.tables import (
    anchor,
    appointment,
    hard_day,
    helpful,
    letter,
    practice,
    safe_word,
    urge,
)

OPEN_FOR, PAUSE = timedelta(minutes=10), timedelta(minutes=15)
"""After the right word; after three wrong ones."""
_APART = timedelta(minutes=1)
"""By so much at most do the clocks of two machines differ, or one from itself a moment ago."""
_SALT_BYTES = 16
_COST = {"n": 2**14, "r": 8, "p": 1}

_BEHIND_IT = (letter, anchor, urge, practice, helpful)
"""What goes when a forgotten word is taken off: everything that is shown only behind it."""


@dataclass(frozen=True, slots=True)
class SafeWord:
    """One row of the table `safe_word`."""

    client_id: int
    hash_sealed: bytes | None
    next_sealed: bytes | None
    lets_anchor_out: bool
    wrong: int
    shut_until: datetime | None
    open_until: datetime | None
    goes_to: str | None

    @property
    def is_set(self) -> bool:
        """Whether it was typed twice; before that it holds nothing back."""
        return self.hash_sealed is not None

    def is_open(self, now: datetime) -> bool:
        """Whether the right word was typed a short while ago."""
        return _is_to_come(self.open_until, now, OPEN_FOR)

    def is_shut(self, now: datetime) -> bool:
        """Whether it was wrong too often a short while ago."""
        return _is_to_come(self.shut_until, now, PAUSE)


def _is_to_come(until: datetime | None, now: datetime, longest: timedelta) -> bool:
    """What is farther away than `longest` was written by a clock that was ahead."""
    return until is not None and now < until <= now + longest + _APART


_COLUMNS = tuple(safe_word.c[name] for name in SafeWord.__slots__)


async def find(tx: Tx, client_id: int) -> SafeWord | None:
    """The client's word, set or about to be."""
    row = (await tx.run(select(*_COLUMNS).where(safe_word.c.client_id == client_id))).first()
    return SafeWord(*row) if row else None


async def change(tx: Tx, client_id: int, **values: Any) -> None:
    """Set some columns; the row is made when it is not there."""
    statement = dialect.insert(tx, safe_word).values(client_id=client_id, **values)
    await tx.run(statement.on_conflict_do_update(index_elements=["client_id"], set_=values))


async def remove(tx: Tx, client_id: int) -> None:
    """Nothing is asked any more."""
    await tx.run(delete(safe_word).where(safe_word.c.client_id == client_id))


async def drop_draft(tx: Tx, client_id: int) -> None:
    """Forget a word that was typed once, and the row if it holds no word at all."""
    await tx.run(
        delete(safe_word).where(
            safe_word.c.client_id == client_id, safe_word.c.hash_sealed.is_(None)
        )
    )
    await tx.run(
        update(safe_word).where(safe_word.c.client_id == client_id).values(next_sealed=None)
    )


async def remove_with_all_behind_it(tx: Tx, client_id: int) -> None:
    """A forgotten word goes together with what it protected."""
    for table in _BEHIND_IT:
        await tx.run(delete(table).where(table.c.client_id == client_id))
    for table, column in ((appointment, "note_sealed"), (hard_day, "name_sealed")):
        await tx.run(update(table).where(table.c.client_id == client_id).values({column: None}))
    await remove(tx, client_id)


def seal(tx: Tx, client_id: int, word: str) -> bytes:
    """A sealed hash of a word. It takes some fifty milliseconds: call it in a thread."""
    salt = os.urandom(_SALT_BYTES)
    return tx.vault.seal(salt + _hash(salt, word), purpose(client_id))


def fits(tx: Tx, client_id: int, word: str, sealed: bytes) -> bool:
    """Whether this is the word. As slow as `seal`."""
    opened = tx.vault.open(sealed, purpose(client_id))
    salt, known = opened[:_SALT_BYTES], opened[_SALT_BYTES:]
    return hmac.compare_digest(known, _hash(salt, word))


def _hash(salt: bytes, word: str) -> bytes:
    return hashlib.scrypt(_plain(word).encode(), salt=salt, **_COST)


def _plain(word: str) -> str:
    """A keyboard that writes a capital, or a blank behind the word, makes it no other word."""
    return " ".join(unicodedata.normalize("NFKC", word).casefold().split())


def purpose(client_id: int) -> str:
    """What the hash of a word is sealed for."""
    return f"safe_word:{client_id}"

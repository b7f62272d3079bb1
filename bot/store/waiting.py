"""Where a room waits for a person's text. The text itself is never kept here.

Beside it stand, before the place, the questions of safety that may be answered in words, and,
after a `!`, for a while, what was answered: "?v1234.p1240!v23676a1b2c:contact:write". The room
goes on waiting meanwhile. What these letters and numbers say, `bot.safety.questions` knows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import bindparam, delete, select

from bot.store import dialect
from bot.store.engine import Tx
from bot.store.tables import waiting

PATIENCE = timedelta(minutes=30)
FOR_LETTERS = timedelta(hours=2)
"""Where somebody writes at length."""
REMEMBERED = timedelta(hours=2)
"""How long it is still known that a place waited: what comes late may have been meant for it."""
_LITTLE = timedelta(minutes=10)
_FARTHEST = FOR_LETTERS + _LITTLE
"""No place waits longer, also where the clocks of two machines differ by a moment."""
_LONGEST = 64

_KEY = "waiting"
_ROW = select(waiting.c.place, waiting.c.until).where(waiting.c.chat_id == bindparam("of_chat"))
_GONE = delete(waiting).where(waiting.c.chat_id == bindparam("of_chat"))


@dataclass(frozen=True, slots=True)
class Waits:
    """What stands in the row of a chat."""

    place: str = ""
    questions: str = ""
    answered: str = ""

    @property
    def written(self) -> str:
        """As it is stored; of what does not fit the least needed goes first."""
        for answered, place in ((self.answered, self.place), ("", self.place), ("", "")):
            beside = f"{self.questions}{answered and f'!{answered}'}"
            whole = f"?{beside}:{place}" if beside else place
            if len(whole) <= _LONGEST:
                return whole
        return ""

    @classmethod
    def of(cls, written: str) -> Self:
        if not written.startswith("?"):
            return cls(written)
        beside, _, place = written[1:].partition(":")
        questions, _, answered = beside.partition("!")
        return cls(place, questions, answered)


async def wait_for(
    tx: Tx, chat_id: int, place: str, now: datetime, patience: timedelta = PATIENCE
) -> None:
    """The next text of this chat goes to `place`, for half an hour or as long as is said.

    `place` is room:name, and perhaps :words for the handler, as in a button's data.
    """
    found, _ = await _read(tx, chat_id, now)
    await _write(tx, chat_id, Waits(place, answered=found.answered), now + patience)


async def offer(tx: Tx, chat_id: int, place: str, now: datetime) -> None:
    """The same for a screen that asks for no text and may get one: what is open of safety, or was
    and nobody answered it, goes before it.
    """
    found, _ = await _read(tx, chat_id, now)
    if not found.questions and await find_unanswered(tx, chat_id, now) is None:
        await wait_for(tx, chat_id, place, now)


async def find(tx: Tx, chat_id: int, now: datetime) -> str | None:
    """The place that waits for this chat's text, if any."""
    return (await find_both(tx, chat_id, now))[0]


async def asked_at(tx: Tx, chat_id: int, now: datetime) -> datetime | None:
    """When the place began to wait that does so for `PATIENCE`; None: none does."""
    found, until = await _read(tx, chat_id, now)
    return until - PATIENCE if found.place else None


async def find_closed(tx: Tx, chat_id: int, now: datetime) -> str | None:
    """The place that waited until a while ago, if nobody went on with something else since."""
    row = await _stored(tx, chat_id)
    if row is None or not now - REMEMBERED < row[1] <= now:
        return None
    return row[0].place or None


async def find_unanswered(tx: Tx, chat_id: int, now: datetime) -> tuple[str, datetime] | None:
    """The questions that were open until then, where nobody answered them or went on."""
    row = await _stored(tx, chat_id)
    if row is None or row[1] > now or not row[0].questions:
        return None
    return row[0].questions, row[1]


async def find_both(tx: Tx, chat_id: int, now: datetime) -> tuple[str | None, str]:
    """That place, and the open questions ("": none)."""
    found = await find_all(tx, chat_id, now)
    return found.place or None, found.questions


async def find_all(tx: Tx, chat_id: int, now: datetime) -> Waits:
    """The place, the open questions, and what was answered lately."""
    return (await _read(tx, chat_id, now))[0]


async def waits_on(tx: Tx, chat_id: int, now: datetime) -> bool:
    """Whether a place waits, and will for a while yet."""
    found, until = await _read(tx, chat_id, now)
    return bool(found.place) and until - now >= _LITTLE


async def stay(tx: Tx, chat_id: int, now: datetime) -> None:
    """What waits does so for half an hour more at least."""
    found, until = await _read(tx, chat_id, now)
    if found.written:
        await _write(tx, chat_id, found, max(until, now + PATIENCE))


async def put_questions(
    tx: Tx, chat_id: int, questions: str, now: datetime, *, answered: str | None = None
) -> None:
    """These are open from now on (empty: none); the place that waits is kept, with its end.

    `answered`: what is remembered of answers from now on; None: as it is.
    """
    found, until = await _read(tx, chat_id, now)
    answered = found.answered if answered is None else answered
    place = found.place
    beside = questions or answered
    if beside and until - now < _LITTLE:
        place = ""  # It would not have waited much longer, and is not to wait as long as they do.
    if beside:
        until = max(until, now + PATIENCE)
    kept = Waits(place, questions, answered)
    if kept.written:
        await _write(tx, chat_id, kept, until)
    else:
        await remove(tx, chat_id)


async def leave(tx: Tx, chat_id: int, now: datetime) -> None:
    """The place waits no more; open questions stand, and so does what nobody answered."""
    found, passed = await find_all(tx, chat_id, now), await find_unanswered(tx, chat_id, now)
    await clear(tx, chat_id)
    if found.questions:
        await _write(tx, chat_id, replace(found, place=""), now + PATIENCE)
    elif passed is not None:
        questions, until = passed
        await _write(tx, chat_id, Waits(questions=questions), until)


async def clear(tx: Tx, chat_id: int) -> None:
    """Nothing waits any more. What was answered is remembered all the same, for its own time."""
    row = await _stored(tx, chat_id)
    if row is None:
        return
    found, until = row
    if not found.answered:
        await remove(tx, chat_id)
    elif found.place or found.questions:
        await _write(tx, chat_id, Waits(answered=found.answered), until)


async def remove(tx: Tx, chat_id: int) -> None:
    """Nothing stands there any more."""
    await tx.put_off(_GONE, {"of_chat": chat_id})
    tx.known[_KEY, chat_id] = None


async def purge(tx: Tx, before: datetime) -> None:
    """Forget places whose patience ended before this instant."""
    await tx.run(delete(waiting).where(waiting.c.until < before))


async def drop_far(tx: Tx, now: datetime) -> int:
    """Forget what a clock that was ahead put there, before that time comes; gives how many."""
    far = delete(waiting).where(waiting.c.until > now + _FARTHEST)
    return int((await tx.run(far)).rowcount)


async def _read(tx: Tx, chat_id: int, now: datetime) -> tuple[Waits, datetime]:
    """What stands there, and until when; `now`: nothing does.

    What seems to wait longer than anything does was put there by a clock that was ahead, nobody
    knows when: nothing typed goes there any more. A question of safety is answered all the same.
    """
    row = await _stored(tx, chat_id)
    if row is None or row[1] <= now:
        return Waits(), now
    if row[1] > now + _FARTHEST:
        return replace(row[0], place=""), now + PATIENCE
    return row


async def _stored(tx: Tx, chat_id: int) -> tuple[Waits, datetime] | None:
    """The row as it is, over or not. Asked five times for some texts, read once."""
    if (_KEY, chat_id) not in tx.known:
        row = (await tx.run(_ROW, {"of_chat": chat_id})).first()
        tx.known[_KEY, chat_id] = None if row is None else (Waits.of(row.place), row.until)
    found: tuple[Waits, datetime] | None = tx.known[_KEY, chat_id]
    return found


async def _write(tx: Tx, chat_id: int, waits: Waits, until: datetime) -> None:
    written = waits.written
    statement = dialect.insert(tx, waiting).values(chat_id=chat_id, place=written, until=until)
    await tx.put_off(
        statement.on_conflict_do_update(
            index_elements=["chat_id"], set_={"place": written, "until": until}
        )
    )
    tx.known[_KEY, chat_id] = Waits.of(written), until

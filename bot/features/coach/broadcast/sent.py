"""A message to many that has left, as its coach sees it: how it stands, and which one it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot import coaches
from bot.content.model import Book
from bot.context import Context
from bot.deps import Deps
from bot.features.coach import message
from bot.features.coach.broadcast.letters import example_for
from bot.features.coach.names import audience_name
from bot.features.coach.placeholders import Values
from bot.outbox.letters import Button, Rows
from bot.store import acts, audiences, broadcasts
from bot.store.broadcasts import DONE, FILLING, SENDING, Broadcast
from bot.store.engine import Tx

_BLOCKS = 12
_LONGEST_NAMES = 100
_MANY = 1_000
"""So many take long enough to be worth a bar."""
GONE_OUT = (FILLING, SENDING, DONE)


def counts(book: Book, found: Broadcast) -> str:
    """How a broadcast stands, in numbers.

    Whoever has to wait counts like whoever got it, then and ever after.
    """
    numbers = {
        "sent" if found.finished_at else "on_the_way": found.out,
        "unreachable": found.unreachable,
        "late": found.expired,
        "failed": found.refused,
        "stopped": found.stopped,
    }
    parts = [book.t(f"broadcast.{name}", n=n) for name, n in numbers.items() if n]
    if not parts:
        return book.t("broadcast.nobody_left")
    return book.t("broadcast.counts", n=found.total, parts=", ".join(parts))


def of_session(book: Book, found: Broadcast) -> str:
    """How a message about a session stands."""
    which = book.t(f"session.told_{found.content['reminder']}")
    return f"{which} {counts(book, found)}"


async def progress(tx: Tx, book: Book, found: Broadcast) -> tuple[str, Rows]:
    """The one message that shows how it goes; what can be done stands below the report then."""
    text, rows = await standing(tx, book, found)
    return text, [] if found.finished_at else rows


async def standing(tx: Tx, book: Book, found: Broadcast) -> tuple[str, Rows]:
    """How it stands, and all that can be done: also the report, once each letter had come up."""
    lines = [*_bar(found), counts(book, found)]
    stop: Rows = []
    if found.withdrawn_at is not None:
        lines.append(book.t("broadcast.withdrawn"))
    elif found.stopped_at is not None:
        lines.append(book.t("broadcast.halted"))
    elif found.state != DONE:
        if not audiences.mends(found.audience or ""):  # a correction waits for no other day
            lines.append(book.t("broadcast.later"))
        stop = [[Button(book.t("broadcast.button.stop"), f"outcome:stop:{found.id}")]]
    rows = [*stop, *ways(book, found)] if found.total else []
    return await about(tx, book, found, "\n".join(lines)), rows


async def about(tx: Tx, book: Book, found: Broadcast, text: str) -> str:
    """Which message it is and for whom, and below that what there is to say of it."""
    who = message.shortened(await audience_name(book, tx, found.audience or ""), _LONGEST_NAMES)
    return f"{message.named(book, found.content)}\n{book.t('broadcast.for', who=who)}\n{text}"


async def told(tx: Tx, book: Book, found: Broadcast) -> tuple[str, Rows]:
    """The report. When it went to nobody: for whom it was, and a way to write anew."""
    if found.total:
        return await standing(tx, book, found)
    who = await audience_name(book, tx, found.audience or "")
    lines = [message.named(book, found.content), book.t("planned.to", who=who, n=0)]
    write = Button(book.t("coach.button.broadcast"), "broadcast:write")
    return "\n".join([*lines, counts(book, found)]), [[write]]


async def first_line(tx: Tx, book: Book, found: Broadcast, now: datetime) -> str:
    """How it begins, as the lock screen of somebody who gets it shows it."""
    (line,) = await first_lines(tx, book, [found], now)
    return line


async def first_lines(
    tx: Tx, book: Book, messages: Sequence[Broadcast], now: datetime
) -> list[str]:
    """The same of several; who gets it is looked for once an audience, where it is filled in."""
    whose = {one.audience or "" for one in messages if message.is_filled_in(one.content)}
    examples = {audience: await example_for(tx, audience, now) for audience in whose}
    return [
        message.locked_line(
            one.content,
            examples.get(one.audience or "", Values()),
            book.t(f"broadcast.kind.{message.kind_of(one.content)}"),
        )
        for one in messages
    ]


def _bar(found: Broadcast) -> list[str]:
    """How far it is: only to so many that a block more or less is no person."""
    if found.finished_at is not None or found.total < _MANY:
        return []
    done = (_BLOCKS * found.settled + found.total // 2) // found.total
    return ["▰" * done + "▱" * (_BLOCKS - done)]


def ways(book: Book, found: Broadcast) -> Rows:
    """What can be done with one that has left, besides stopping it."""
    csv_button = Button(book.t("broadcast.button.csv"), f"outcome:csv:{found.id}")
    if found.withdrawn_at is not None:
        return [[csv_button]]
    fix = Button(book.t("broadcast.button.fix"), f"outcome:fix:{found.id}")
    withdraw = Button(book.t("broadcast.button.withdraw"), f"outcome:withdraw:{found.id}")
    return [[csv_button, fix], [withdraw]]


async def book_of(deps: Deps, tx: Tx, found: Broadcast) -> Book:
    """For what its coach hears of it."""
    return await coaches.book_for(deps, tx, found.coach_chat_id)


async def own(context: Context) -> Broadcast | None:
    """The broadcast of a button, if it is this coach's and has left."""
    found = await broadcasts.find_own(context.tx, context.number(0), context.chat_id)
    if found is None or found.state not in GONE_OUT:
        context.show(context.t("broadcast.gone"))
        return None
    return found


async def to_mend(context: Context) -> Broadcast | None:
    """The same as `own`, unless it was withdrawn."""
    found = await own(context)
    if found is None or found.withdrawn_at is None:
        return found
    await context.stop_waiting()
    await show_standing(context, found)
    return None


async def note(context: Context, act: str, found: Broadcast) -> None:
    """What a coach did with a message, in the log."""
    await acts.note_message(context.tx, context.chat_id, act, context.now, found)


async def show_standing(context: Context, found: Broadcast) -> None:
    """How it stands; where the card was, it is kept up to date again."""
    if found.card_id == context.message_id and found.card_covered:
        await broadcasts.change(context.tx, found.id, card_covered=False)
    context.show(*await standing(context.tx, context.book, found))


async def show_over(context: Context, found: Broadcast, text: str, rows: Rows) -> None:
    """Something else in this message: in the card it stays there until she comes back."""
    if found.card_id == context.message_id:
        await broadcasts.change(context.tx, found.id, card_covered=True)
    context.show(await about(context.tx, context.book, found, text), rows)


def back(context: Context, found: Broadcast) -> Button:
    """To how it stands."""
    return Button(context.t("broadcast.button.back"), f"outcome:look:{found.id}")

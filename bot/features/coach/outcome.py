"""How a message to many goes, in counts and as a file; stopped, corrected, withdrawn."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime

from telegram import InputFile

from bot.clients.coach_view import COACH_VIEW, client_name
from bot.content.model import Book
from bot.context import Context
from bot.deps import Deps
from bot.feature import Feature
from bot.features.coach import message, new_words
from bot.features.coach.checking import fault_in
from bot.outbox import letters
from bot.outbox.kinds import Drop, Postpone
from bot.outbox.letters import Button, Letter, Rows
from bot.store import acts, broadcasts, overview, waiting
from bot.store.broadcasts import DONE, FILLING, FIX, SENDING, UNDO, Broadcast
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import (
    DROPPED,
    EXPIRED,
    QUEUED,
    REFUSED,
    SENT,
    UNREACHABLE,
    Row,
    Settlement,
)
from bot.store.outbox import (
    SENDING as ON_THE_WAY,
)

CSV, CARD = "bc_csv", "bc_card"
_BLOCKS = 12
GONE_OUT = (FILLING, SENDING, DONE)


def counts(book: Book, found: Broadcast) -> str:
    """How a broadcast stands, in numbers."""
    numbers = {
        "sent": found.sent,
        "waiting": max(0, found.total - found.settled),
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


def progress(book: Book, found: Broadcast) -> tuple[str, Rows]:
    """The one message that shows how it goes, and what can be done meanwhile."""
    done = _BLOCKS * found.settled // found.total if found.total else _BLOCKS
    lines = ["▰" * done + "▱" * (_BLOCKS - done), counts(book, found)]
    if found.withdrawn_at is not None:
        lines.append(book.t("broadcast.withdrawn"))
    elif found.state != DONE and found.settled < found.total:
        lines.append(book.t("broadcast.waiting_until"))
    if found.state == DONE:
        return "\n".join(lines), []
    stop = [Button(book.t("broadcast.button.stop"), f"outcome:stop:{found.id}")]
    rows = [] if found.stopped_at else [stop]
    return "\n".join(lines), [*rows, *_ways(book, found)]


def final(book: Book, found: Broadcast) -> tuple[str, Rows]:
    """The report, when all outcomes are there."""
    lines = [counts(book, found)]
    if found.withdrawn_at is not None:
        lines.append(book.t("broadcast.withdrawn"))
    return "\n".join(lines), _ways(book, found) if found.total else []


def _ways(book: Book, found: Broadcast) -> Rows:
    csv_button = Button(book.t("broadcast.button.csv"), f"outcome:csv:{found.id}")
    if found.withdrawn_at is not None:
        return [[csv_button]]
    fix = Button(book.t("broadcast.button.fix"), f"outcome:fix:{found.id}")
    withdraw = Button(book.t("broadcast.button.withdraw"), f"outcome:withdraw:{found.id}")
    return [[csv_button, fix], [withdraw]]


async def _own(context: Context) -> Broadcast | None:
    """The broadcast of a button, if it is this coach's and has left."""
    found = await broadcasts.find_own(context.tx, context.number(0), context.chat_id)
    if found is None or found.state not in GONE_OUT:
        context.show(context.t("broadcast.gone"))
        return None
    return found


async def look(context: Context) -> None:
    """How it goes now."""
    if (found := await _own(context)) is not None:
        context.show(*progress(context.book, found))


async def stop(context: Context) -> None:
    """Nothing further leaves; what is in the air still arrives."""
    if (found := await _own(context)) is None:
        return
    if found.state != DONE and found.stopped_at is None:
        await broadcasts.change(context.tx, found.id, stopped_at=context.now, next_at=context.now)
        await broadcasts.stop_some(context.tx, found.id, context.now)
        await acts.note(context.tx, context.chat_id, "message_stopped", context.now)
    again = await broadcasts.find(context.tx, found.id)
    assert again is not None
    context.show(*progress(context.book, again))


async def send_csv(context: Context) -> None:
    """The list as a file, made when it leaves and kept nowhere."""
    if (found := await _own(context)) is None:
        return
    key = f"bc_csv:{found.id}:{int(context.now.timestamp() * 1000)}"
    params = {"chat_id": context.chat_id, "broadcast": found.id, "language": context.language}
    context.send(Letter("sendDocument", params, kind=CSV, key=key))


async def fix(context: Context) -> None:
    """Silently, or with a new message?"""
    if (found := await _own(context)) is None:
        return
    if found.withdrawn_at is not None:
        context.show(context.t("broadcast.withdrawn"))
        return
    rows: list[Sequence[Button]] = []
    if message.can_be_corrected(found.content):
        rows.append([Button(context.t("broadcast.button.fix_here"), f"outcome:words:{found.id}")])
    rows.append([Button(context.t("broadcast.button.fix_anew"), f"outcome:anew:{found.id}")])
    rows.append([Button(context.t("broadcast.button.back"), f"outcome:look:{found.id}")])
    context.show(context.t("broadcast.fix_how"), rows)


async def ask_words(context: Context) -> None:
    """Which words instead?"""
    if (found := await _own(context)) is None:
        return
    place = f"outcome:words:{found.id}"
    await waiting.wait_for(context.tx, context.chat_id, place, context.now)
    back = Button(context.t("broadcast.button.back"), f"outcome:look:{found.id}")
    context.show(context.t("broadcast.fix_write"), [[back]])


async def take_words(context: Context) -> None:
    """Put them in the place of what arrived, and of what is still to leave."""
    if (found := await _own(context)) is None:
        return
    written = context.incoming.effective_message
    part = message.read(written) if written is not None else None
    if part is None or part["kind"] != "text":
        context.say(context.t("broadcast.fix_only_text"))
        return
    content = message.corrected(found.content, part)
    fault = await fault_in(context, content, found.audience or "")
    if fault:
        context.say(fault)
        return
    await waiting.clear(context.tx, context.chat_id)
    await broadcasts.rewrite(context.tx, found, content)
    again = await broadcasts.find(context.tx, found.id)
    assert again is not None
    await broadcasts.queue_after(context.tx, again, FIX, context.now)
    later = await new_words.also_later(context.tx, context.book, again)
    context.say(context.t("broadcast.fixed"), [*later, *_ways(context.book, found)])


async def anew(context: Context) -> None:
    """A new message to those who got this one."""
    if (found := await _own(context)) is None:
        return
    place = f"broadcast:text:got-{found.id}"
    await waiting.wait_for(context.tx, context.chat_id, place, context.now)
    cancel = Button(context.t("broadcast.button.cancel"), "broadcast:cancel")
    context.show(context.t("broadcast.fix_new"), [[cancel]])


async def withdraw(context: Context) -> None:
    """Sure?"""
    if (found := await _own(context)) is None:
        return
    sure = Button(context.t("broadcast.button.withdraw_sure"), f"outcome:gone:{found.id}")
    back = Button(context.t("broadcast.button.back"), f"outcome:look:{found.id}")
    context.show(context.t("broadcast.withdraw_sure"), [[sure], [back]])


async def withdraw_now(context: Context) -> None:
    """Stop it, and delete what arrived within the last 48 hours."""
    if (found := await _own(context)) is None:
        return
    if found.withdrawn_at is None:
        now = context.now
        await broadcasts.stop_some(context.tx, found.id, now)
        values = {"withdrawn_at": now, "stopped_at": found.stopped_at or now}
        if found.state != DONE:
            values["next_at"] = now
        await broadcasts.change(context.tx, found.id, **values)
        since = now - broadcasts.WITHDRAWABLE
        await broadcasts.queue_after(context.tx, found, UNDO, now, since)
        await acts.note(context.tx, context.chat_id, "message_undone", context.now)
    context.show(context.t("broadcast.withdrawn"))


def card(found: Broadcast) -> Letter:
    """The message that shows how it goes, for one that left by itself: it has none yet."""
    params = {"chat_id": found.coach_chat_id, "broadcast": found.id}
    return Letter("sendMessage", params, kind=CARD, key=f"{CARD}:{found.id}")


class CardKind:
    """That message; from when it is there, it is kept up to date."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        found = await _of(tx, row)
        if found is None or found.state == DONE or not deps.is_coach(row.chat_id):
            return Drop("over")
        return letters.say(row.chat_id, *progress(book_of(deps, found), found))

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        for item in items:
            found = await _of(tx, item.row)
            if found is not None and item.state == SENT:
                await broadcasts.change(tx, found.id, card_id=item.message_id)
        return ()


async def _of(tx: Tx, row: Row) -> Broadcast | None:
    params = row.payload["params"] if row.payload else {}
    return await broadcasts.find(tx, params.get("broadcast", 0))


def book_of(deps: Deps, found: Broadcast) -> Book:
    """In the language that its coach spoke when she wrote it."""
    return deps.shelf[found.content.get("language", deps.settings.language)]


class CsvKind:
    """The list of a broadcast: a line for each client, with a neutral reason."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        found = await _of(tx, row)
        if row.payload is None or found is None or not deps.is_coach(row.chat_id):
            return Drop("gone")
        book = deps.shelf[row.payload["params"]["language"]]
        file = await _csv(tx, book, found)
        document = InputFile(file.encode("utf-8-sig"), filename=f"anker-{found.id}.csv")
        return Letter("sendDocument", {"chat_id": row.chat_id, "document": document})

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        return ()


_SHOWN = {
    SENT: "sent", QUEUED: "waiting", ON_THE_WAY: "waiting", UNREACHABLE: "unreachable",
    EXPIRED: "late", DROPPED: "late", REFUSED: "failed",
}  # fmt: skip


async def _csv(tx: Tx, book: Book, found: Broadcast) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([book.t("broadcast.csv.client"), book.t("broadcast.csv.outcome"),
                     book.t("broadcast.csv.reason")])  # fmt: skip
    agreed = await overview.agreed_at(tx, COACH_VIEW)
    for one in await broadcasts.list_recipients(tx, found):
        who = book.t("broadcast.csv.left")
        if one.client is not None:
            who = client_name(tx, book, one.client, agreed=one.client.id in agreed)
        kind = "stopped" if one.reason == "stopped" else _SHOWN[one.state]
        # A reason of Telegram's is shown as it is; ours are neutral already.
        detail = (one.reason or "") if one.state in (REFUSED, UNREACHABLE) else ""
        writer.writerow([_harmless(who), book.t(f"broadcast.csv.{kind}"), _harmless(detail)])
    return out.getvalue()


def _harmless(value: str) -> str:
    """No formula, whatever somebody calls herself."""
    return f"'{value}" if value[:1] in "=+-@\t\r" and value else value


FEATURE = Feature(
    room="outcome",
    coach=True,
    buttons={
        "look": look,
        "stop": stop,
        "csv": send_csv,
        "fix": fix,
        "words": ask_words,
        "anew": anew,
        "withdraw": withdraw,
        "gone": withdraw_now,
    },
    waits={"words": take_words},
    kinds={CARD: CardKind(), CSV: CsvKind()},
)

"""What a client hears when the coach changed something for them."""

from __future__ import annotations

from datetime import datetime

from bot.calendar.days import show_coming
from bot.calendar.times import local_date
from bot.clients import course
from bot.content.model import Book
from bot.context import Context
from bot.deps import Deps
from bot.feature import Feature
from bot.outbox import letters
from bot.outbox.kinds import Drop, NothingFollows, Postpone
from bot.outbox.letters import Button, Letter, Rows
from bot.outbox.queue import Cause, queue
from bot.road.lanes import Lane
from bot.screens import stub
from bot.screens.frame import exercises_button, urge_button
from bot.store import outbox_queries
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import Row
from bot.text import Text, as_text

MOVED, WAITS, GOES_ON = "moved", "waits", "goes_on"
PAUSED, RESUMED, ENDED = "paused", "resumed", "ended"
_ALL = (MOVED, WAITS, GOES_ON, PAUSED, RESUMED, ENDED)


async def tell(tx: Tx, client: Client, what: str, now: datetime) -> None:
    """Queue it: it waits for the client's quiet hours, as all that was not asked for does."""
    name = f"told:{client.id}:{what}:{now.isoformat()}"
    letter = Letter("sendMessage", {"chat_id": client.chat_id, "what": what})
    letter = letter.with_(lane=Lane.PROGRAMME, kind="told", key=name)
    await queue(tx, Cause(name, now), [letter], client.id)


async def is_to_hear(tx: Tx, client: Client, what: str) -> bool:
    """Whether the last of these letters to a client says this, and has not come yet."""
    found = await outbox_queries.find_last_unsettled(tx, client.id, "told")
    return found is not None and found["params"]["what"] == what


class ToldKind(NothingFollows):
    """Letters of the kind `told`: rendered as things stand when they leave."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if client is None or row.payload is None:
            return Drop("left")
        book, what = deps.shelf[client.language], row.payload["params"]["what"]
        found = await _words(tx, book, client, what, now)
        if found is None:
            return Drop("no longer so")
        if client.neutral:
            return stub.stub(book, client.chat_id, f"told:open:{what}")
        return letters.say(client.chat_id, *found)


async def _words(
    tx: Tx, book: Book, client: Client, what: str, now: datetime
) -> tuple[Text, Rows] | None:
    """What to say; None: it is no longer so, or never was."""
    paused, ended = client.is_paused, client.ended_at is not None
    start = await course.waits_until(tx, client, now)
    home = [exercises_button(book.t), urge_button(book.t)]
    if what == ENDED and ended:
        weekly = Button(book.t("after.button.weekly"), "after:weekly")
        erase = Button(book.t("after.button.erase"), "after:erase")
        return as_text(book.t("told.ended")), [[weekly], [erase]]
    if ended or what not in _ALL or what == ENDED:
        return None
    if what == PAUSED:
        resume = [Button(book.t("pause.button.resume"), "settings:resume")]
        return (as_text(book.t("told.paused")), [resume, home]) if paused else None
    if what == RESUMED:
        return None if paused else (as_text(book.t("told.resumed")), [home])
    if start is not None:
        if what == GOES_ON:
            return None
        on = show_coming(start, local_date(client.zone, now), book.language)
        return as_text(book.t(f"told.{what}_waits", on=on)), [home]
    day = await course.day_of(tx, client, local_date(client.zone, now))
    if what == WAITS or day is None:
        return None
    return as_text(book.t(f"told.{what}", n=day.week)), [home]


async def open_line(context: Context) -> None:
    """A neutral line was tapped."""
    client, what = context.client, context.word(0)
    found = None
    if client is not None:
        found = await _words(context.tx, context.book, client, what, context.now)
    if found is None:
        context.show(context.t("stub.gone"))
        return
    await stub.reveal(context, f"told:open:{what}", *found)


FEATURE = Feature(room="told", buttons={"open": open_line}, kinds={"told": ToldKind()})

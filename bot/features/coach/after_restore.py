"""After a backup was put back: the coaches are told, and say when messages to many may go out."""

from __future__ import annotations

from bot import coaches
from bot.content.model import Book
from bot.context import Context
from bot.deps import Deps
from bot.feature import Feature, Tick
from bot.outbox import letters
from bot.outbox.letters import Button, Rows
from bot.outbox.queue import Cause, queue
from bot.road.lanes import Lane
from bot.store import acts, restored
from bot.text import Text, join


async def tell(deps: Deps) -> None:
    """Tell the coaches once that it happened, and whether it waits."""
    now = deps.clock.now()
    async with deps.store.write() as tx:
        if not await restored.to_be_told(tx):
            return
        waits = await restored.is_held(tx)
        told = [
            letters.say(coach, *_told(book, waits=waits)).with_(lane=Lane.ALERT)
            for coach, book in await coaches.books(deps, tx)
        ]
        await queue(tx, Cause(f"restored:{now.isoformat()}", now), told)


async def go_on(context: Context) -> None:
    """From now on everything leaves again; what is too late by now has expired."""
    if await restored.go_on(context.tx):
        await acts.note(context.tx, context.chat_id, "restored", context.now)
    context.show(context.t("restored.goes_on"))


async def look(context: Context) -> None:
    """How it stands, and the ways to go on, for whoever missed the message."""
    if await restored.is_held(context.tx):
        context.show(_said(context.book), _ways(context.book))
        return
    context.show(context.t("restored.goes_on"))


def _told(book: Book, *, waits: bool) -> tuple[Text | str, Rows]:
    return (_said(book), _ways(book)) if waits else (book.t("restored.happened"), [])


def _said(book: Book) -> Text:
    return join([book.t("restored.happened"), book.t("restored.waits")])


def _ways(book: Book) -> Rows:
    return [[Button(book.t("restored.button.go_on"), "restored:go")]]


FEATURE = Feature(
    room="restored",
    coach=True,
    buttons={"go": go_on, "look": look},
    ticks=(Tick("restored", 30.0, tell),),
)

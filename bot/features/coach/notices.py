"""What a client hears when the coach changed something for them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.calendar.days import show_coming
from bot.calendar.times import local_date
from bot.clients import course
from bot.clients.preferences import TOLD
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
from bot.store import clients, outbox_unsent
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import Row
from bot.text import Text, as_text

MOVED, WAITS, GOES_ON = "moved", "waits", "goes_on"
PAUSED, RESUMED, ENDED = "paused", "resumed", "ended"
_COURSE, _PAUSE = (MOVED, WAITS, GOES_ON), (PAUSED, RESUMED)
_ALL = (*_COURSE, *_PAUSE, ENDED)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stand:
    """How things stand for a client, as far as one of these letters says it."""

    group: int | None
    waits: str | None
    """The first day of the group that she waits for."""
    paused: bool
    course: dict[str, Any]
    """What leads back to there; see `course.COURSE`."""

    def same(self, other: Stand, what: str) -> bool:
        """Whether there is nothing of this sort to tell of."""
        if what in _PAUSE:
            return self.paused == other.paused
        return (self.group, self.waits) == (other.group, other.waits)


async def stand(tx: Tx, client: Client, now: datetime) -> Stand:
    """How things stand now; asked for before something is changed."""
    start = await course.waits_until(tx, client, now)
    hers = {name: getattr(client, name) for name in course.COURSE}
    hers["started_on"] = client.started_on.isoformat()
    waits = None if start is None else start.isoformat()
    return Stand(client.cohort_id, waits, client.is_paused, hers)


async def find_heard(tx: Tx, client: Client, what: str) -> Stand | None:
    """How things stood when the client last heard of it; None: all that was told has come."""
    for _, written in await _list_coming(tx, client, what):
        if (heard := written["params"].get("heard")) is not None:
            return Stand(**heard)
    return None


async def _list_coming(tx: Tx, client: Client, what: str) -> list[tuple[str, dict[str, Any]]]:
    sort = _sort_of(what)
    coming = await outbox_unsent.list_queued(tx, client.id, TOLD)
    return [one for one in coming if one[1]["params"]["what"] in sort]


def _sort_of(what: str) -> tuple[str, ...]:
    return next(sort for sort in (_COURSE, _PAUSE, (ENDED,)) if what in sort)


async def tell(tx: Tx, before: Stand, client_id: int, what: str, now: datetime) -> None:
    """Queue it: it waits for the client's quiet hours, as all that was not asked for does, and for
    the end of a pause of her own.

    In the place of what she was to hear of the same sort and has not heard yet. Where all is
    again as she last heard it, there is nothing to tell.
    """
    client = await clients.find(tx, client_id)
    if client is None:
        return
    heard, there = await find_heard(tx, client, what) or before, await stand(tx, client, now)
    for key, _ in await _list_coming(tx, client, what):
        await outbox_unsent.drop_queued(tx, key, now)
    if what != ENDED and there.same(heard, what):
        return
    if what in _COURSE:
        moved = there.group != heard.group
        what = MOVED if moved else GOES_ON if there.waits is None else WAITS
    name = f"told:{client.id}:{what}:{now.isoformat()}"
    params = {"chat_id": client.chat_id, "what": what, "heard": asdict(heard)}
    letter = Letter("sendMessage", params)
    letter = letter.with_(lane=Lane.PROGRAMME, kind=TOLD, key=name)
    await queue(tx, Cause(name, now), [letter], client.id)


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
        if client.wants_silence:
            return Postpone(now + _A_DAY, "paused")  # sooner, if she is back sooner
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
        by_coach = paused and client.paused_by is not None
        return (as_text(book.t("told.paused")), [resume, home]) if by_coach else None
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


FEATURE = Feature(room="told", buttons={"open": open_line}, kinds={TOLD: ToldKind()})

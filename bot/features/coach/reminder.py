"""What clients hear of a session, in their own language and by their own clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.calendar.days import show_instant
from bot.content.model import Book
from bot.deps import Deps
from bot.outbox import letters
from bot.outbox.kinds import Drop
from bot.outbox.letters import Button, Letter, Rows
from bot.store import audiences, sessions
from bot.store.broadcasts import Broadcast
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.sessions import CANCELLED, DAY, HOUR, Session

EVERYBODY = "everybody"
"""In the content of the word that it is off: also those hear it who were not reminded."""
BEFORE = {DAY: timedelta(days=1), HOUR: timedelta(hours=1)}
STAGES = (DAY, HOUR)
_PRESSING = (HOUR, CANCELLED)


def has_to_be_heard_by(found: Broadcast) -> datetime | None:
    """When a client is to know of it, whatever else holds messages back; None: it may wait.

    A day before is early enough to wait. The hour before, and that it is off, are an appointment
    of the group: they count for no limit of a day, and come an hour before at the latest.
    """
    if found.session_id is None or found.content["reminder"] not in _PRESSING:
        return None
    return found.expires_at and found.expires_at - BEFORE[HOUR]


async def is_owed(tx: Tx, found: Broadcast, client: Client) -> bool:
    """Whether also a client who paused hears it: that it is off, after she heard that it is on."""
    if found.session_id is None or found.content["reminder"] != CANCELLED:
        return False
    return await audiences.has_heard_of(tx, found.session_id, client.id)


async def reminder_of(
    deps: Deps, tx: Tx, found: Broadcast, client: Client, now: datetime
) -> Letter | Drop:
    """The reminder, or the word that it is cancelled."""
    which = found.content["reminder"]
    held = await sessions.find(tx, found.session_id or 0)
    if held is None or held.at is None:
        return Drop("gone")
    if held.cancelled_at is not None and which != CANCELLED:
        return Drop("cancelled")
    book = deps.shelf[client.language]
    meetings = [held]
    if which == CANCELLED:
        meetings = await _staying(deps, tx, held.at, client, now)
        which = ("cancelled", "one_stays", "several_stay")[min(len(meetings), 2)]
    when = show_instant(held.at, client.zone, client.language)
    text = book.t(f"session.remind_{which}", when=when)
    return letters.say(client.chat_id, text, _ways_in(book, meetings) or None)


def _ways_in(book: Book, meetings: Sequence[Session]) -> Rows:
    """A button for each place where they are held."""
    links = list(dict.fromkeys(one.link for one in meetings if one.link))
    if len(links) == 1:
        return [[Button(book.t("session.button.join"), url=links[0])]]
    return [
        [Button(book.t("session.button.join_one", number=number), url=link)]
        for number, link in enumerate(links, 1)
    ]


async def _staying(
    deps: Deps, tx: Tx, at: datetime, client: Client, now: datetime
) -> list[Session]:
    """What there is for this client at the very moment of what is off: she reads the day and the
    hour alone, and would think that this is off, too. Of a former coach's nobody tells her more.
    """
    return [
        one
        for one in await sessions.list_at(tx, at)
        if deps.is_coach(one.coach_chat_id)
        and await audiences.includes(tx, one.audience or "", client.id, now)
    ]

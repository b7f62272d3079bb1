"""What is kept how long, and why: the one place that says so. `docs/retention.md` shows it.

Every table is in one of these rules; a test insists. What has no end here stays for as long as its
client does, and goes with them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.burst import GAP
from bot.calendar.programme import DAYS
from bot.clients import leaving
from bot.store import (
    acts,
    anchors,
    appointments,
    broadcasts,
    bursts,
    calls,
    clients,
    cohorts,
    consents,
    hard_days,
    intake,
    invites,
    letterbox,
    messages,
    outbox,
    relay,
    sessions,
    waiting,
)
from bot.store.clients import Client
from bot.store.engine import Tx

Purge = Callable[[Tx, datetime], Awaitable[bool | None]]
"""Forgets some or all of it; True: some is left."""

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
YEAR = 365 * DAY

_AT_ONCE = 20
"""Clients erased in one transaction: each is a dozen statements and a line on the disk, and while
it is open nothing else is written.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of thing, in one table or several."""

    name: str
    tables: tuple[str, ...]
    why: str
    keep: timedelta | None = None
    """None: for as long as the client, the group or the program that it belongs to."""
    purge: Purge | None = None
    """Given the instant before which things of this kind are over."""
    dated: bool = False
    """Whether each row holds its own end: then that instant is now."""

    def before(self, now: datetime) -> datetime:
        """The instant that `purge` is given."""
        return now if self.dated or self.keep is None else now - self.keep


async def _erase_idle(tx: Tx, before: datetime) -> bool:
    """Those whose programme ended long ago, and who gave no sign since."""
    now = before + FORGET_AFTER
    began = before.date() - timedelta(days=DAYS, weeks=await cohorts.most_weeks_off(tx))
    return await _erase(
        tx, await clients.list_idle_since(tx, before, _AT_ONCE, started_by=began), now
    )


async def _erase_arriving(tx: Tx, before: datetime) -> bool:
    """Those who said yes, never chose an hour, and gave no sign since."""
    now = before + FORGET_AFTER
    return await _erase(tx, await clients.list_arriving_since(tx, before, _AT_ONCE), now)


async def _erase(tx: Tx, lot: Sequence[Client], now: datetime) -> bool:
    for found in lot:
        await leaving.erase(tx, found, now)
    return len(lot) == _AT_ONCE


FORGET_AFTER = 90 * DAY

RULES: Sequence[Rule] = (
    Rule(
        "what comes in", ("intake",),
        "the number guards against doubles; the content goes as soon as it is answered",
        outbox.REACH, intake.purge,
    ),
    Rule(
        "what went out", ("outbox",),
        "its number, for sweeping and closing; the content goes when it was sent",
        outbox.REACH, outbox.purge,
    ),
    Rule(
        "numbers of messages", ("message",),
        "so that the chat can be swept as far back as Telegram allows",
        outbox.REACH, messages.purge,
    ),
    Rule(
        "where an answer is awaited", ("waiting",),
        "what is typed within half an hour goes to who asked, a letter or a message to the coach"
        " within two; a question of safety that is open, and a no to it,"
        ' stand there as a letter and numbers, so that "ja" is understood'
        " and what was denied can be said after all; for two hours more it is known which of them"
        " asked, so that what comes late can be taken out of the chat",
        2 * HOUR, waiting.purge,
    ),
    Rule(
        "which reply stands for a burst", ("burst",),
        "several machines share it while somebody is writing",
        GAP, bursts.purge,
    ),
    Rule(
        "which message became which", ("relay",),
        "so that a reply, an edit or an erasure finds the other side; never what it says",
        30 * DAY, relay.purge,
    ),
    Rule(
        "wish to be rung", ("call_wish",),
        "the coaches see it until one of them rang, or for three days",
        4 * DAY, calls.purge,
    ),
    Rule(
        "that there was a crisis", ("client",),
        "what goes to many waits a day; then nothing says when it was",
        DAY, clients.forget_holds, dated=True,
    ),
    Rule(
        "unfinished plans in the anchor", ("anchor",),
        "half a plan helps nobody; what is finished stays until the client takes it out",
        DAY, anchors.purge_drafts,
    ),
    Rule(
        "appointments", ("appointment",),
        "once past they have served, and so have those that never got a time",
        DAY, appointments.purge,
    ),
    Rule(
        "hard days that are over", ("hard_day",),
        "those of every year stay until the client takes them out",
        DAY, hard_days.purge,
    ),
    Rule(
        "letters", ("letter",),
        "a week once kept, a day once opened, thirty days when never opened",
        30 * DAY, letterbox.purge, dated=True,
    ),
    Rule(
        "clients without a sign", ("client",),
        "counted from the end of the programme; everything of theirs goes along",
        FORGET_AFTER, _erase_idle,
    ),
    Rule(
        "arrivals that stopped halfway", ("client",),
        "consent was given and no hour chosen",
        FORGET_AFTER, _erase_arriving,
    ),
    Rule(
        "withdrawn consents", ("consent",),
        "proof of what was agreed, and when no longer; one that holds stays",
        YEAR, consents.purge,
    ),
    Rule(
        "what coaches did", ("coach_act",),
        "so that it can be told who changed what",
        YEAR, acts.purge,
    ),
    Rule(
        "withdrawn protocols", ("protocol",),
        "so that it can be told who agreed to what; the one that holds stays",
        YEAR, calls.purge_protocols,
    ),
    Rule(
        "drafts and finished messages of a coach", ("broadcast", "outbox"),
        "counted from the end; until then a report can be looked at, and a message corrected",
        30 * DAY, broadcasts.purge,
    ),
    Rule(
        "sessions", ("session",),
        "past, or never finished planning",
        30 * DAY, sessions.purge,
    ),
    Rule(
        "links", ("invite",),
        "used up, withdrawn or over",
        30 * DAY, invites.purge,
    ),
    Rule(
        "what a client did and set",
        ("client", "urge", "strength", "practice", "helpful", "anchor", "safety_plan", "safe_word",
         "hard_day", "consent", "conversation"),
        "it is the client's own, to look back on; for as long as they are a client",
    ),
    Rule(
        "groups", ("cohort", "week_off", "week_line", "coach_group", "canned", "away"),
        "names, weeks, the coaches' own answers and days away, nothing of a client; a coach ends"
        " them",
    ),
    Rule(
        "the program's own", ("note", "picture", "replica", "lease", "road"),
        "facts about the database and its machines, and where Telegram has drawings; of a coach"
        " her language, and until she is none what she is called on Telegram; nothing of a client",
    ),
)  # fmt: skip

TOMBSTONES_KEPT = YEAR
"""How long the list of erasures goes back: no backup that is older may be put back."""

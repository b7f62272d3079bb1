"""A session of a group: planned here, reminded of a day and an hour before, cancelled."""

from __future__ import annotations

import re
from datetime import date, datetime

from bot.calendar.days import both_readings, parse_moment, show_coming
from bot.calendar.places import city_of
from bot.calendar.times import at_local, local_date, local_minutes, show_minutes
from bot.context import Context
from bot.deps import Deps
from bot.feature import Command, Feature, Tick
from bot.features.coach import outcome
from bot.features.coach.names import audience_name
from bot.features.coach.planning import FURTHEST, date_of, doubtful
from bot.features.coach.reminder import BEFORE, CANCELLED, DAY, HOUR, STAGES
from bot.features.coach.whom import LONGEST
from bot.outbox.letters import Button, Rows
from bot.store import acts, audiences, broadcasts, sessions, waiting
from bot.store.broadcasts import FILLING
from bot.store.engine import Tx
from bot.store.sessions import Session
from bot.text import join

_LINK = re.compile(r"https://[^\s/.]+\.[^\s]+", re.IGNORECASE)
_LONGEST_LINK = 500


async def show_list(context: Context) -> None:
    """What is planned, and a new one."""
    coming = await sessions.list_coming(context.tx, context.chat_id, context.now)
    rows = [
        [Button(_when(context, one), f"session:look:{one.id}")]
        for one in coming
        if one.audience is not None
    ]
    text = context.t("session.list") if rows else context.t("session.none")
    panel = Button(context.t("coach.button.panel"), "coach:panel")
    context.show(text, [*rows, [_button(context, "new", "session:new")], [panel]])


def _when(context: Context, found: Session) -> str:
    assert found.at is not None
    return _shown(context, found.at)


def _shown(context: Context, at: datetime) -> str:
    today, zone = local_date(context.zone, context.now), context.zone
    on = show_coming(local_date(zone, at), today, context.language)
    return f"{on}, {show_minutes(local_minutes(zone, at))}"


async def begin(context: Context) -> None:
    """When is it?"""
    number = await sessions.add(context.tx, context.chat_id, context.now)
    await _ask_when(context, number, context.t("session.when"))


async def _ask_when(context: Context, number: int, text: str, day: date | None = None) -> None:
    """When, or on this `day` at what time?"""
    place = f"session:when:{number}" + (f":{day.toordinal()}" if day else "")
    await waiting.wait_for(context.tx, context.chat_id, place, context.now)
    context.show(text, [[_button(context, "leave", f"session:drop:{number}")]])


async def _own(context: Context) -> Session | None:
    found = await sessions.find_own(context.tx, context.number(0), context.chat_id)
    if found is None:
        context.show(context.t("session.gone"))
    return found


async def read_when(context: Context) -> None:
    """The day and the time were typed."""
    if (found := await _own(context)) is None:
        return
    today = local_date(context.zone, context.now)
    before = date_of(context.number(1))
    day, minutes = parse_moment(context.text, today, before)
    day = day or before
    if (readings := both_readings(context.text, today)) is not None:
        await _ask_when(context, found.id, doubtful(context, readings, today))
        return
    if day is None:
        await _ask_when(context, found.id, context.t("session.no_when"))
        return
    if minutes is None:
        named = show_coming(day, today, context.language)
        await _ask_when(context, found.id, context.t("planned.what_time", day=named), day)
        return
    at = at_local(day, minutes, context.zone)
    if not context.now < at <= context.now + FURTHEST:
        past = at <= context.now
        text = context.t("planned.past") if past else context.t("planned.too_far")
        await _ask_when(context, found.id, text)
        return
    await sessions.change(context.tx, found.id, at=at)
    await waiting.wait_for(context.tx, context.chat_id, f"session:link:{found.id}", context.now)
    context.show(
        context.t("session.link"),
        [[_button(context, "no_link", f"session:plain:{found.id}")],
         [_button(context, "leave", f"session:drop:{found.id}")]],
    )  # fmt: skip


async def read_link(context: Context) -> None:
    """Where it is held."""
    if (found := await _own(context)) is None:
        return
    link = context.text.strip()
    if not _LINK.fullmatch(link) or len(link) > _LONGEST_LINK:
        context.say(
            context.t("session.no_link"),
            [[_button(context, "no_link", f"session:plain:{found.id}")]],
        )
        return
    await sessions.set_link(context.tx, found.id, link)
    await waiting.clear(context.tx, context.chat_id)
    await _ask_whom(context, found)


async def plain(context: Context) -> None:
    """No link."""
    if (found := await _own(context)) is not None:
        await sessions.set_link(context.tx, found.id, "")
        await _ask_whom(context, found)


async def _ask_whom(context: Context, found: Session) -> None:
    offered = [f"cohort-{n}" for n in await audiences.list_cohorts(context.tx)] + ["everyone"]
    rows = [
        [
            Button(
                await audience_name(context.book, context.tx, one), f"session:to:{found.id}:{one}"
            )
        ]
        for one in offered
    ]
    leave = _button(context, "leave", f"session:drop:{found.id}")
    context.show(context.t("session.whom"), [*rows, [leave]])


async def choose(context: Context) -> None:
    """Whom it is for: all of it is seen once more before it is planned."""
    if (found := await _unplanned(context)) is None:
        return
    assert found.at is not None
    audience = context.word(1)
    ledger = await audiences.ledger(context.tx, audience, context.now)
    about = context.t(
        "session.check", when=_when(context, found), city=city_of(context.zone, context.language),
        who=await audience_name(context.book, context.tx, audience), n=ledger.recipients,
    )  # fmt: skip
    _, first = _first(found.at, context.now)
    later = first is not None and first > context.now
    leaves = context.t("session.first_now")
    if first is not None and later:
        leaves = context.t("session.first_at", at=_shown(context, first))
    rows = [
        [Button(context.t("planned.button.go"), f"session:go:{found.id}:{audience}")],
        [Button(context.t("planned.button.move"), f"session:again:{found.id}")],
        [_button(context, "leave", f"session:drop:{found.id}")],
    ]
    context.show(join([about, found.link, leaves]), rows)


async def go(context: Context) -> None:
    """Planned: from now on its reminders leave by themselves."""
    if (found := await _unplanned(context)) is None:
        return
    assert found.at is not None
    stage, next_at = _first(found.at, context.now)
    values = {"audience": context.word(1), "stage": stage, "next_at": next_at}
    await sessions.change(context.tx, found.id, **values)
    await acts.note_for(context.tx, context.chat_id, "session_made", context.now, context.word(1))
    context.toast(context.t("planned.set"))
    await look(context)


async def _unplanned(context: Context) -> Session | None:
    """The one that a button is about to plan, and that can be; else what has to come first."""
    found, audience = await _own(context), context.word(1)
    if found is None:
        return None
    if found.audience is not None:
        await look(context)
    elif found.at is None or not audiences.parse(audience) or len(audience) > LONGEST:
        await _ask_when(context, found.id, context.t("session.no_when"))
    elif found.at <= context.now:
        await _ask_when(context, found.id, context.t("planned.past"))
    else:
        return found
    return None


async def again(context: Context) -> None:
    """Another moment for one that is not planned yet."""
    found = await _own(context)
    if found is not None and found.audience is None:
        await _ask_when(context, found.id, context.t("session.when"))
    elif found is not None:
        await look(context)


def _first(at: datetime, now: datetime) -> tuple[int, datetime | None]:
    """The latest reminder whose time has come, at once; else the first that is still to come."""
    come = [number for number, name in enumerate(STAGES) if at - BEFORE[name] <= now]
    return (come[-1], now) if come else _next(at, now, 0)


def _next(at: datetime, now: datetime, stage: int) -> tuple[int, datetime | None]:
    """The first reminder from `stage` on whose time is still to come."""
    for number in range(stage, len(STAGES)):
        due = at - BEFORE[STAGES[number]]
        if due > now:
            return number, due
    return len(STAGES), None


async def look(context: Context) -> None:
    """One of them."""
    found = await _own(context)
    if found is None:
        return
    if found.at is None or found.audience is None:
        context.show(context.t("session.gone"))
        return
    told = await _told(context, found)
    if found.cancelled_at is not None:
        text = join([context.t("session.cancelled"), told])
        context.show(text, [[_button(context, "list", "session:list")]])
        return
    who = await audience_name(context.book, context.tx, found.audience)
    begun = found.at <= context.now
    about = context.t(
        "session.begun" if begun else "session.one", when=_when(context, found), who=who
    )
    off = [[_button(context, "cancel", f"session:cancel:{found.id}")]]
    rows: Rows = [*([] if begun else off), [_button(context, "list", "session:list")]]
    context.show(join([about, found.link, told]), rows)


async def _told(context: Context, found: Session) -> str:
    """What became of each message about it, in counts, once those are there."""
    sent = await broadcasts.list_of_session(context.tx, found.id)
    lines = [outcome.of_session(context.book, one) for one in sent if one.state != FILLING]
    return "\n".join(lines)


async def cancel(context: Context) -> None:
    """Sure?"""
    found = await _own(context)
    if found is not None and found.at is not None and found.at <= context.now:
        await look(context)
    elif found is not None:
        sure = _button(context, "cancel_sure", f"session:off:{found.id}")
        back = Button(context.t("broadcast.button.back"), f"session:look:{found.id}")
        context.show(context.t("session.cancel_sure"), [[sure], [back]])


async def cancel_now(context: Context) -> None:
    """Off; who heard a reminder hears this, too."""
    found = await _own(context)
    if found is None:
        return
    await call_off(context.tx, found, context.now)
    await look(context)


async def call_off(tx: Tx, found: Session, now: datetime, *, everybody: bool = False) -> None:
    """A session that has not begun is off. `everybody` hears it, or those who were reminded."""
    planned = found.audience is not None and found.cancelled_at is None
    if not planned or found.at is None or found.at <= now:
        return
    await sessions.change(tx, found.id, cancelled_at=now, next_at=None)
    await acts.note_for(tx, found.coach_chat_id, "session_off", now, found.audience)
    reminded = await broadcasts.list_of_session(tx, found.id)
    for one in reminded:
        await broadcasts.change(tx, one.id, stopped_at=now, next_at=now)
        await broadcasts.stop_some(tx, one.id, now)
    if everybody or reminded:
        told = f"told-{found.id}"
        to = f"{told}+{found.audience or ''}"[:200] if everybody else told
        await _send(tx, found, CANCELLED, to, now)


async def drop(context: Context) -> None:
    """Not planned after all."""
    await waiting.clear(context.tx, context.chat_id)
    found = await _own(context)
    if found is not None and found.audience is None:
        await sessions.change(context.tx, found.id, at=None)
        context.show(context.t("session.left"), [[_button(context, "list", "session:list")]])
    elif found is not None:
        await look(context)


def _button(context: Context, name: str, data: str) -> Button:
    return Button(context.t(f"session.button.{name}"), data)


async def remind(deps: Deps) -> None:
    """The reminders that are due."""
    now = deps.clock.now()
    async with deps.store.read() as tx:
        due = await sessions.list_due(tx, now)
    for session_id in due:
        async with deps.store.write() as tx:
            found = await sessions.find_to_change(tx, session_id)
            if found is None or found.next_at is None or found.at is None or found.next_at > now:
                continue  # or another run has seen to it meanwhile
            latest, _ = _first(found.at, now)  # one that an outage has overtaken is of no use
            stage, next_at = _next(found.at, now, latest + 1)
            await sessions.change(tx, found.id, stage=stage, next_at=next_at)
            if found.at > now and deps.is_coach(found.coach_chat_id):
                await _send(tx, found, STAGES[latest], found.audience or "", now)


async def _send(tx: Tx, found: Session, which: str, audience: str, now: datetime) -> None:
    """To these clients; it expires when the session starts, also for those who had to wait.

    The one of a day before does so an hour before: from then on there is another one.
    """
    assert found.at is not None
    expires_at = found.at - BEFORE[HOUR] if which == DAY else found.at
    content = {"parts": [{"kind": "text", "text": which}], "reminder": which}
    await broadcasts.add(
        tx, found.coach_chat_id, content, now, state=FILLING, audience=audience,
        session_id=found.id, started_at=now, confirmed_at=now, next_at=now, expires_at=expires_at,
    )  # fmt: skip


FEATURE = Feature(
    room="session",
    coach=True,
    commands=(Command("sessie", "session", show_list, coach=True),),
    buttons={
        "list": show_list, "new": begin, "plain": plain, "to": choose, "go": go, "again": again,
        "look": look, "cancel": cancel, "off": cancel_now, "drop": drop,
    },
    waits={"when": read_when, "link": read_link},
    leads_out=frozenset(["list", "plain"]),
    asks_day=frozenset(["when"]),
    ticks=(Tick("sessions", 1.0, remind, sessions.NEXT_DUE),),
)  # fmt: skip

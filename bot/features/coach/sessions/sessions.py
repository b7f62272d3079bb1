"""A session of a group: planned here, and reminded of a day and an hour before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.calendar.days import day_in, show_coming
from bot.calendar.places import city_of
from bot.calendar.times import MINUTES_A_DAY, at_local, local_date
from bot.context import Context
from bot.deps import Deps
from bot.feature import Command, Feature, For, Place, Tick
from bot.features.coach.broadcast.whom import LONGEST, over_by_then
from bot.features.coach.inbox import meant
from bot.features.coach.names import audience_name
from bot.features.coach.pages import page_of
from bot.features.coach.reminder import BEFORE, STAGES
from bot.features.coach.seen import letters_of
from bot.features.coach.sessions import twins
from bot.features.coach.sessions.card import (
    button,
    cancel,
    cancel_now,
    look,
    send,
    show_at,
    show_list,
    show_when,
)
from bot.outbox.letters import Button
from bot.screens import moment
from bot.store import acts, audiences, broadcasts, sessions
from bot.store.sessions import Session
from bot.text import join

_LINK = re.compile(r"https://[^\s/.]+\.[^\s]+", re.IGNORECASE)
_LONGEST_LINK = 500
_LONGEST_HELD = 24
"""Of a group or everybody: what fits beside the rest where the place that waits is kept."""


async def begin(context: Context) -> None:
    """When is it?"""
    number = await sessions.add(context.tx, context.chat_id, context.now)
    await _ask_when(context, number, context.t("session.when"))


async def _ask_when(
    context: Context,
    number: int,
    text: str,
    day: date | None = None,
    audience: str = "",
    halves: Sequence[int] = (),
) -> None:
    """When, or on this `day` at what time, or at which of two? `audience`: whom it is for, if that
    is known, as then is its link.
    """
    whom = audience if len(audience) <= _LONGEST_HELD else ""
    asked = halves[0] if halves else ""
    await context.wait_for(f"session:when:{number}:{day or ''}:{whom}:{asked}".rstrip(":"))
    behind = f":{whom}" if whom else ""
    tapped = moment.halves_row(halves, f"session:time:{number}:{day}", behind)
    leave = button(context, "leave", f"session:drop:{number}")
    context.show(text, [*([tapped] if tapped else []), [leave]])


async def _own(context: Context) -> Session | None:
    found = await sessions.find_own(context.tx, context.number(0), context.chat_id)
    if found is None:
        context.show(context.t("session.gone"))
    return found


async def _unplanned(context: Context) -> Session | None:
    """The one of a button or a place, while she plans it; else what became of it is shown."""
    found = await _own(context)
    if found is None or found.audience is None:
        return found
    await context.stop_waiting()
    await look(context)
    return None


async def read_when(context: Context) -> None:
    """The day and the time were typed."""
    if (found := await _unplanned(context)) is None:
        return
    whom = context.word(2)
    day = day_in(context.word(1))
    typed = moment.read(context, context.text, context.zone, day, now="planned.not_now")
    typed = moment.with_half(typed, context.text, context.number(3))
    typed = moment.settled(typed, context.zone, context.now)
    if typed.day is None:
        text = typed.doubt or context.t("session.no_when")
        await _ask_when(context, found.id, text, audience=whom)
        return
    if typed.minutes is None:
        today = local_date(context.zone, context.now)
        named = show_coming(typed.day, today, context.language)
        text = context.t("planned.what_time", day=named)
        await _ask_when(context, found.id, text, typed.day, whom)
        return
    if typed.halves is not None:
        text = context.t("moment.halves")
        await _ask_when(context, found.id, text, typed.day, whom, typed.halves)
        return
    await _set(context, found, typed.day, typed.minutes, whom)


async def take_time(context: Context) -> None:
    """One of two hours was tapped."""
    if (found := await _unplanned(context)) is None:
        return
    if (day := day_in(context.word(1))) is None:
        await _ask_when(context, found.id, context.t("session.no_when"))
        return
    await _set(context, found, day, context.number(2) % MINUTES_A_DAY, context.word(3))


async def _set(context: Context, found: Session, day: date, minutes: int, whom: str) -> None:
    at = at_local(day, minutes, context.zone)
    if why := moment.why_not(at, context.now):
        await _ask_when(context, found.id, context.t(f"planned.{why}"), audience=whom)
        return
    await sessions.change(context.tx, found.id, at=at)
    if whom:
        await context.stop_waiting()
        await _check(context, replace(found, at=at), whom)
        return
    await context.wait_for(f"session:link:{found.id}")
    context.show(
        context.t("session.link"),
        [[button(context, "no_link", f"session:plain:{found.id}")],
         [button(context, "leave", f"session:drop:{found.id}")]],
    )  # fmt: skip


async def read_link(context: Context) -> None:
    """Where it is held."""
    if (found := await _unplanned(context)) is None:
        return
    link = context.text.strip()
    if not _LINK.fullmatch(link) or len(link) > _LONGEST_LINK:
        context.say(
            context.t("session.no_link"),
            [[button(context, "no_link", f"session:plain:{found.id}")]],
        )
        return
    await sessions.set_link(context.tx, found.id, link)
    await context.stop_waiting()
    await _ask_whom(context, found)


async def plain(context: Context) -> None:
    """No link."""
    if (found := await _unplanned(context)) is not None:
        await sessions.set_link(context.tx, found.id, "")
        await _ask_whom(context, found)


async def _ask_whom(context: Context, found: Session) -> None:
    groups = [f"cohort-{n}" for n in await audiences.list_cohorts(context.tx)]
    shown, ways = page_of(groups, context.number(1), f"session:whom:{found.id}")
    rows = [
        [
            Button(
                await audience_name(context.book, context.tx, one), f"session:to:{found.id}:{one}"
            )
        ]
        for one in [*shown, audiences.EVERYONE]
    ]
    leave = button(context, "leave", f"session:drop:{found.id}")
    context.show(context.t("session.whom"), [*rows, *ways, [leave]])


async def whom(context: Context) -> None:
    """Another page of the groups."""
    if (found := await _unplanned(context)) is not None:
        await _ask_whom(context, found)


async def choose(context: Context) -> None:
    """Whom it is for: all of it is seen once more before it is planned."""
    if (found := await _complete(context)) is not None:
        await _check(context, found, context.word(1))


async def _check(context: Context, found: Session, audience: str) -> None:
    assert found.at is not None
    ledger = await audiences.ledger(context.tx, audience, context.now)
    about = context.t(
        "session.check", when=show_when(context, found),
        city=city_of(context.zone, context.language),
        who=await audience_name(context.book, context.tx, audience), n=ledger.recipients,
    )  # fmt: skip
    _, first = _first(found.at, context.now)
    later = first is not None and first > context.now
    leaves = context.t("session.first_now")
    if first is not None and later:
        leaves = context.t("session.first_at", at=show_at(context, first))
    go_on = f"session:go:{found.id}:{audience}"
    rows = [
        [
            Button(
                context.t("planned.button.go"), f"{go_on}:{await _seen(context, found, audience)}"
            )
        ],
        [Button(context.t("planned.button.move"), f"session:again:{found.id}:{audience}")],
        [button(context, "leave", f"session:drop:{found.id}")],
    ]
    over = await over_by_then(context, "session", audience, found.at)
    beside = await twins.beside(context, found, audience)
    context.show(join([about, over, beside, found.link, leaves]), rows)


async def _seen(context: Context, found: Session, audience: str) -> str:
    """When it is and where, and what else is then, which are not in the button that plans it."""
    beside = await twins.find(context, found, audience)
    at = found.at and found.at.timestamp()
    return letters_of(at, found.link, *(one.id for one in beside))


async def go(context: Context) -> None:
    """Planned: from now on its reminders leave by themselves."""
    if (found := await _complete(context)) is None:
        return
    if context.word(2) != await _seen(context, found, context.word(1)):
        context.toast(context.t("broadcast.look_again"))
        await _check(context, found, context.word(1))
        return
    assert found.at is not None
    stage, next_at = _first(found.at, context.now)
    values = {"audience": context.word(1), "stage": stage, "next_at": next_at}
    await sessions.change(context.tx, found.id, **values)
    made = replace(found, audience=context.word(1))
    await acts.note_session(context.tx, context.chat_id, "session_made", context.now, made)
    context.toast(context.t("planned.set"))
    await look(context)


async def _complete(context: Context) -> Session | None:
    """The one that a button is about to plan, and that can be; else what has to come first."""
    found, audience = await _unplanned(context), context.word(1)
    if found is None:
        return None
    if found.at is None or not audiences.parse(audience) or len(audience) > LONGEST:
        await _ask_when(context, found.id, context.t("session.no_when"))
    elif found.at <= context.now:
        await _ask_when(context, found.id, context.t("planned.past"))
    else:
        return found
    return None


async def again(context: Context) -> None:
    """Another moment for one that is not planned yet."""
    found, audience = await _unplanned(context), context.word(1)
    if found is not None:
        whom = audience if audiences.parse(audience) and len(audience) <= LONGEST else ""
        await _ask_when(context, found.id, context.t("session.when"), audience=whom)


async def anew(context: Context) -> None:
    """One that was called off, at another moment: with its link, and for whom it was."""
    found = await sessions.find(context.tx, context.number(0))
    if found is None or found.cancelled_at is None or found.audience is None:
        await look(context)
        return
    number = await sessions.add(context.tx, context.chat_id, context.now)
    await sessions.set_link(context.tx, number, found.link)
    await _ask_when(context, number, context.t("session.when"), audience=found.audience)


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


async def hand_over(context: Context, found: Session) -> None:
    """It is this coach's from now on; the reminder that nobody got meanwhile leaves at once."""
    assert found.at is not None
    stage, next_at = _first(found.at, context.now)
    gone = {one.content["reminder"]
            for one in await broadcasts.list_of_session(context.tx, found.id)}  # fmt: skip
    again = {} if STAGES[min(stage, len(STAGES) - 1)] in gone else {
        "stage": stage, "next_at": next_at,
    }  # fmt: skip
    await sessions.change(context.tx, found.id, coach_chat_id=context.chat_id, **again)
    made = replace(found, coach_chat_id=context.chat_id)
    await acts.note_session(context.tx, context.chat_id, "session_taken", context.now, made)


async def drop(context: Context) -> None:
    """Not planned after all."""
    await context.stop_waiting()
    if (found := await _unplanned(context)) is not None:
        await sessions.change(context.tx, found.id, at=None)
        context.show(context.t("session.left"), [[button(context, "list", "session:list")]])


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
                await send(
                    tx, found, STAGES[latest], found.audience or "", now, found.coach_chat_id
                )


FEATURE = Feature(
    room="session",
    coach=True,
    commands=(Command("sessie", "session", show_list, For.COACHES),),
    buttons={
        "list": show_list, "new": begin, "plain": plain, "whom": whom, "to": choose, "go": go,
        "again": again, "anew": anew, "look": look, "cancel": cancel, "off": cancel_now,
        "drop": drop, "time": take_time,
    },
    waits={
        "when": Place(meant.words_only(read_when), asks_day=True, asks_little=True),
        "link": Place(meant.words_only(read_link), asks_little=True),
    },
    leads_out=frozenset(["list", "plain"]),
    ticks=(Tick("sessions", 1.0, remind, sessions.NEXT_DUE),),
)  # fmt: skip

"""What leaves later, on a date or every week: listed, skipped, paused, stopped."""

from __future__ import annotations

from datetime import date

from bot.calendar.days import day_in, show_short
from bot.calendar.programme import WEEK
from bot.calendar.times import at_local, show_minutes
from bot.context import Context
from bot.feature import Command, Feature, For, Place, Tick
from bot.features.coach.broadcast import left, moved_on, plan_card, sent, when
from bot.features.coach.broadcast.checking import fault_in, how_to_write, wait_for_words
from bot.features.coach.broadcast.plan_card import (
    ONCE,
    WEEKLY,
    back,
    button,
    own,
    show_one,
    zone_of,
)
from bot.features.coach.cohorts import resting
from bot.features.coach.inbox import meant
from bot.features.coach.message import shortened
from bot.features.coach.names import short_names, whose
from bot.outbox.letters import Button
from bot.screens.frame import panel_button
from bot.store import broadcast_days, broadcasts
from bot.store.broadcasts import DONE, PLANNED, RESTS, Broadcast

_MOST, _LONGEST_LABEL = 30, 60
_MARKS = {"running": "▶", "halted": "⏹", "sent": "✓"}
"""What stands before a message that has left, each with a text that says what can be done."""


async def go(context: Context) -> None:
    """Confirmed."""
    found = await own(context)
    if found is None:
        return
    if found.state == PLANNED or found.on is None:
        await look(context)
        return
    if context.word(1) != plan_card.seen(found):
        context.toast(context.t("broadcast.look_again"))
        await show_one(context, found)
        return
    if fault := await fault_in(context, found.content, found.audience or ""):
        await wait_for_words(context.tx, context.chat_id, found.id, context.now)
        context.show(fault, [[back(context, found)]])
        return
    leaves = await broadcast_days.ahead(context.tx, found)
    if at_local(leaves.on or found.on, found.minutes or 0, zone_of(context, found)) <= context.now:
        how = WEEKLY if found.weekly else ONCE
        await when.ask_for_day(context, found, how, context.t("planned.past"))
        return
    next_at = await broadcast_days.first_instant(context.tx, found, found.on, context.now)
    await broadcasts.confirm(context.tx, found, context.now, next_at)
    await sent.note(context, "message_planned", leaves)
    again = await broadcasts.find(context.tx, found.id)
    assert again is not None
    context.toast(context.t("planned.set"))
    await show_one(context, again)


async def show_list(context: Context) -> None:
    """All plans of this coach, and what is being sent right now; of another one only that."""
    running = await broadcasts.list_sent(context.tx, context.chat_id, context.now)
    planned = await broadcasts.list_planned(context.tx)
    plans = [
        await plan_card.coming(context, one)
        for one in planned
        if one.coach_chat_id == context.chat_id
    ]
    new = Button(context.t("coach.button.broadcast"), "broadcast:write")
    held = Button(context.t("coach.button.sessions"), "session:list")
    shown = [*running[:_MOST], *plans[:_MOST]]
    begins = await sent.first_lines(context.tx, context.book, shown, context.now)
    names = await short_names(context.book, context.tx, [one.audience or "" for one in shown])
    rows = []
    for one, line, who in zip(shown, begins, names, strict=True):
        where = "planned" if one.state == PLANNED else "outcome"
        label = f"{_mark(context, one)}{who} · {line}"
        rows.append([Button(shortened(label, _LONGEST_LABEL), f"{where}:look:{one.id}")])
    lines = [context.t("planned.list" if plans else "planned.none")]
    marks = {_mark_of(one) for one in running}
    lines += [context.t(f"planned.{name}") for name, mark in _MARKS.items() if mark in marks]
    rows += await left.ways(context)
    if any(not context.deps.is_coach(one.coach_chat_id) for one in planned):
        rows.append([Button(context.t("takeover.button.list"), "takeover:list")])
    leaving = await broadcasts.list_leaving(context.tx)
    whose_else = {whose(context, one.coach_chat_id) for one in leaving} - {"own"}
    lines += [context.t(f"planned.of_{who}") for who in sorted(whose_else)]
    context.show("\n".join(lines), [*rows, [held], [new, panel_button(context.t)]])


def _mark(context: Context, found: Broadcast) -> str:
    """What stands before how it begins: when, and whether it goes on."""
    if found.state != PLANNED:
        return f"{_mark_of(found)} "
    assert found.on is not None
    mark = "⏸ " if found.paused else "↻ " if found.weekly else ""
    return f"{mark}{show_short(found.on, context.language)} {show_minutes(found.minutes or 0)} · "


def _mark_of(found: Broadcast) -> str:
    """The mark of what has left."""
    if found.stopped_at is not None:
        return _MARKS["halted"]
    return _MARKS["sent" if found.state == DONE else "running"]


async def look(context: Context) -> None:
    """One of them, and how it will look."""
    found = await own(context)
    if found is None:
        return
    if found.on is None or found.state != PLANNED:
        context.show(context.t("planned.gone"))
        return
    await show_one(context, found)


async def skip(context: Context) -> None:
    """Not on that date: a second tap changes nothing more."""
    found, day = await own(context), day_in(context.word(1))
    if found is None or found.on is None:
        return
    found = await broadcast_days.ahead(context.tx, found)
    is_next = found.state == PLANNED and found.on == day
    if found.on is not None and found.weekly and is_next and not found.paused:
        await _move_on(context, found, found.on + WEEK)
        await sent.note(context, "plan_skipped", found)
    await look(context)


async def rest(context: Context) -> None:
    """Nothing of it leaves in weeks off of its groups, or it goes on then: as the button says."""
    if (found := await own(context)) is None:
        return
    rests = context.word(1) == "on"
    if found.weekly and rests != (RESTS in found.content):
        await resting.let_rest(context, found, rests=rests)
    again = await broadcasts.find(context.tx, found.id)
    if again is not None and again.on is not None:
        await show_one(context, again)


async def _move_on(context: Context, found: Broadcast, on: date) -> None:
    on, next_at = await broadcast_days.first_to_come(context.tx, found, on, context.now)
    await broadcasts.change(context.tx, found.id, on=on, next_at=next_at, paused=False)


async def pause(context: Context) -> None:
    """Nothing of it leaves until it goes on."""
    found = await own(context)
    if found is not None and found.state == PLANNED and found.on is not None:
        if not found.paused:
            await broadcasts.change(context.tx, found.id, paused=True, next_at=None)
            await sent.note(context, "plan_paused", found)
        await look(context)


async def resume(context: Context) -> None:
    """On from the next time; a moment that passed meanwhile is not made up for."""
    found = await own(context)
    if found is None or found.on is None or found.state != PLANNED:
        return
    if not found.paused:
        await look(context)
        return
    if found.weekly:
        await _move_on(context, found, found.on)
    elif at_local(found.on, found.minutes or 0, zone_of(context, found)) <= context.now:
        await when.ask_for_day(context, found, ONCE, context.t("planned.past"))
        return
    else:
        await broadcasts.change(context.tx, found.id, paused=False)
        await when.plan_next(context, found)
    await sent.note(context, "plan_resumed", found)
    await look(context)


async def stop(context: Context) -> None:
    """Sure?"""
    if (found := await own(context)) is not None:
        sure = button(context, "stop_sure", f"planned:drop:{found.id}")
        asked = context.t("planned.stop_sure")
        text = await sent.about(context.tx, context.book, found, asked)
        context.show(text, [[sure], [back(context, found)]])


async def drop(context: Context) -> None:
    """Gone for good."""
    if await plan_card.drop(context):
        context.show(context.t("planned.stopped"), [[button(context, "list", "planned:list")]])
        return
    context.show(context.t("planned.gone"))


async def words(context: Context) -> None:
    """Other words for it."""
    if (found := await own(context)) is not None:
        await wait_for_words(context.tx, context.chat_id, found.id, context.now)
        context.show(how_to_write(context), [[back(context, found)]])


FEATURE = Feature(
    room="planned",
    coach=True,
    commands=(Command("gepland", "scheduled", show_list, For.COACHES),),
    buttons={
        "list": show_list, "look": look, "days": when.ask_day, "day": when.take_day,
        "time": when.take_time, "local": when.change_clock, "go": go, "skip": skip,
        "pause": pause, "resume": resume, "stop": stop, "drop": drop, "words": words, "rest": rest,
    },
    waits={"when": Place(meant.words_only(when.read_when), asks_day=True, asks_little=True)},
    leads_out=frozenset(["look", "list"]),
    ticks=(Tick("plans", 3600.0, moved_on.bring_back, at_start=True),),
)  # fmt: skip

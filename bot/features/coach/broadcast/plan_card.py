"""A plan, or one about to be made: when, to whom, how it begins, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.calendar.days import show_coming, show_short, show_weekday
from bot.calendar.times import at_local, local_date, local_minutes, show_minutes
from bot.context import Context
from bot.features.coach import message
from bot.features.coach.broadcast import sent
from bot.features.coach.broadcast.whom import over_by_then
from bot.features.coach.names import audience_name
from bot.features.coach.seen import letters_of
from bot.outbox import letters
from bot.outbox.letters import Button, Rows
from bot.store import audiences, broadcast_days, broadcasts
from bot.store.broadcasts import DRAFT, PLANNED, RESTS, Broadcast

ONCE, WEEKLY = "once", "weekly"
_NAMED_DAYS = {0: "_today", 1: "_tomorrow"}
"""Days from now that have a name; of the others it is said that it is on that day."""


async def own(context: Context) -> Broadcast | None:
    """The draft or plan of a button; else what became of it is shown."""
    found = await broadcasts.find_own(context.tx, context.number(0), context.chat_id)
    if found is not None and found.state in (DRAFT, PLANNED):
        return found
    if found is not None and found.state in sent.GONE_OUT:
        await sent.show_standing(context, found)
    else:
        context.show(context.t("planned.gone"))
    return None


def zone_of(context: Context, found: Broadcast) -> str:
    """The clock by which it is planned."""
    return found.zone or context.zone


async def show_one(context: Context, found: Broadcast) -> None:
    """One plan, or one about to be made: when, to whom, how it begins, and what can be done."""
    context.show(*await card(context, found))


async def card(context: Context, found: Broadcast) -> tuple[str, Rows]:
    """What `show_one` shows, to be said anew."""
    off = await broadcast_days.days_off(context.tx, await _from_now(context, found))
    leaves = await coming(context, found)
    return await _described(context, leaves, off), _ways(context, found, off, leaves.on)


async def coming(context: Context, found: Broadcast) -> Broadcast:
    """The plan with the day on which it leaves next, or would if it went on."""
    return await broadcast_days.ahead(context.tx, await _from_now(context, found))


async def _from_now(context: Context, found: Broadcast) -> Broadcast:
    """One of every week that stands still keeps the day at which it came to that."""
    if not (found.weekly and found.paused) or found.on is None:
        return found
    on, _ = await broadcast_days.first_to_come(context.tx, found, found.on, context.now)
    return replace(found, on=on)


async def _described(context: Context, found: Broadcast, off: Sequence[date]) -> str:
    assert found.on is not None
    who = await audience_name(context.book, context.tx, found.audience or "")
    line = await sent.first_line(context.tx, context.book, found, context.now)
    ledger = await audiences.ledger(context.tx, found.audience or "", context.now)
    stands = found.state == PLANNED and not found.paused
    lines = [
        context.t("planned.stands") if stands else "",
        _when(context, found),
        *_about_the_clock(context, found),
        *_about_weeks_off(context, found, off),
        context.t("planned.local") if found.each_local else "",
        context.t("planned.paused") if found.paused else "",
        context.t("planned.new_waits") if message.NEW in found.content else "",
        context.t("planned.to", who=who, n=ledger.recipients),
        await over_by_then(context, "planned", found.audience or "", _instant(context, found)),
        context.t("broadcast.locked", line=line),
        *await about_the_day(context, found, _instant(context, found), ledger.recipients),
    ]
    return "\n".join(filter(None, lines))


def _instant(context: Context, found: Broadcast) -> datetime:
    assert found.on is not None
    return at_local(found.on, found.minutes or 0, zone_of(context, found))


async def about_the_day(
    context: Context, found: Broadcast, at: datetime, recipients: int
) -> list[str]:
    """What she knows of a day on which others may have had enough; always the same words."""
    if not recipients or audiences.mends(found.audience or ""):
        return []
    lines = [context.t("broadcast.later")]
    zone = zone_of(context, found)
    others = await broadcast_days.count_others_near(
        context.tx, found, at, zone, context.now, context.deps.is_coach
    )
    if others:
        key = "another" if others == 1 else "too_many"
        ahead = (broadcast_days.comes_on(at, zone) - local_date(zone, context.now)).days
        lines.append(context.t(f"broadcast.{key}{_NAMED_DAYS.get(ahead, '')}"))
    return lines


def _when(context: Context, found: Broadcast) -> str:
    assert found.on is not None
    assert found.minutes is not None
    today = local_date(zone_of(context, found), context.now)
    day, at = show_coming(found.on, today, context.language), show_minutes(found.minutes)
    if found.weekly:
        weekday = show_weekday(found.on, context.language)
        return context.t("planned.weekly", weekday=weekday, at=at, day=day)
    return context.t("planned.once", day=day, at=at)


def _about_the_clock(context: Context, found: Broadcast) -> list[str]:
    """What a clock change does to the chosen hour on that date."""
    assert found.on is not None
    assert found.minutes is not None
    zone = zone_of(context, found)
    instant = at_local(found.on, found.minutes, zone)
    shown = local_minutes(zone, instant)
    if shown != found.minutes:
        at = show_minutes(found.minutes)
        return [context.t("planned.gap", at=at, shown=show_minutes(shown))]
    wall = instant.astimezone(ZoneInfo(zone))
    if wall.replace(fold=1).astimezone(UTC) != instant:
        return [context.t("planned.fold", at=show_minutes(found.minutes))]
    return []


def _about_weeks_off(context: Context, found: Broadcast, off: Sequence[date]) -> list[str]:
    """What it does on those of its days on which its groups have a week off."""
    if not off:
        return []
    days = ", ".join(show_short(day, context.language) for day in off)
    key = "rests" if RESTS in found.content else "goes_on"
    return [context.t(f"planned.{key}", days=days)]


def _ways(context: Context, found: Broadcast, off: Sequence[date], next_on: date | None) -> Rows:
    number, how = found.id, WEEKLY if found.weekly else ONCE
    clock = "off" if found.each_local else "on"
    shared = [
        [button(context, f"local_{clock}", f"planned:local:{number}:{clock}")],
        [button(context, "move", f"planned:days:{number}:{how}")],
    ]
    if off:
        rests = RESTS in found.content
        name, wanted = ("weeks_off_on", "off") if rests else ("weeks_off", "on")
        shared.append([button(context, name, f"planned:rest:{number}:{wanted}")])
    if found.state == DRAFT:
        go = button(context, "go", f"planned:go:{number}:{seen(found)}")
        return [[go], *shared, [back(context, found)]]
    words = Button(context.t("broadcast.button.rewrite"), f"planned:words:{number}")
    rows: list[list[Button]] = [[button(context, "read", f"reword:read:{number}")], *shared,
                                [words]]  # fmt: skip
    if found.weekly and not found.paused and next_on is not None:
        day = show_short(next_on, context.language)
        skip = Button(context.t("planned.button.skip", day=day),
                      f"planned:skip:{number}:{next_on}")  # fmt: skip
        rows.append([skip])
    pause = "resume" if found.paused else "pause"
    rows.append([
        button(context, pause, f"planned:{pause}:{number}"),
        button(context, "stop", f"planned:stop:{number}"),
    ])  # fmt: skip
    return [*rows, [button(context, "list", "planned:list")]]


def seen(found: Broadcast) -> str:
    """All that is confirmed of it, in a few letters: of the row as it is kept, for a day that is
    reckoned from it is another by the time that the button is pressed.
    """
    rests = RESTS in found.content
    when = (found.on, found.minutes, found.zone, found.weekly, found.each_local, rests)
    return letters_of(found.version, found.audience, *when)


async def drop(context: Context) -> bool:
    """Throw away the draft or plan of a button. False: there is none of hers, or it left."""
    found = await broadcasts.find_own(context.tx, context.number(0), context.chat_id)
    if found is None or not await broadcasts.drop(context.tx, found.id, context.chat_id):
        return False
    await note_gone(context, found)
    await tell_in_card(context, found, "cancelled")
    return True


async def note_gone(context: Context, found: Broadcast) -> None:
    """What she had confirmed will not leave; of a draft there is nothing to note."""
    if found.state == PLANNED:
        await sent.note(context, "plan_dropped" if found.on else "message_recalled", found)


async def tell_in_card(context: Context, found: Broadcast, what: str) -> None:
    """The card of the minute would go on saying that it leaves, where another one was pressed."""
    pressed = (context.chat_id, context.message_id)
    card = (found.coach_chat_id, found.card_id)
    if found.state != PLANNED or found.on is not None or not found.card_id or card == pressed:
        return
    book = await sent.book_of(context.deps, context.tx, found)
    text = await sent.about(context.tx, book, found, book.t(f"broadcast.{what}"))
    context.send(letters.edit(found.coach_chat_id, found.card_id, text))


def button(context: Context, name: str, data: str) -> Button:
    """One of those of a plan."""
    return Button(context.t(f"planned.button.{name}"), data)


def back(context: Context, found: Broadcast) -> Button:
    """To the preview of a draft, or to the plan."""
    where = f"broadcast:look:{found.id}" if found.state == DRAFT else f"planned:look:{found.id}"
    return Button(context.t("broadcast.button.back"), where)

"""What leaves later: on a date, or every week; listed, changed, skipped, paused, stopped."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

from bot.calendar.days import parse_moment, show_day, show_short
from bot.calendar.times import at_local, local_date, local_minutes, show_minutes
from bot.content.model import Book
from bot.context import Context
from bot.feature import Command, Feature
from bot.features.coach import message, outcome
from bot.features.coach.checking import fault_in, how_to_write
from bot.features.coach.kind import example_for
from bot.features.coach.names import audience_name
from bot.features.coach.placeholders import Values
from bot.features.coach.sending import WEEK, first_instant
from bot.outbox.letters import Button, Rows, in_pairs
from bot.store import acts, audiences, broadcasts, waiting
from bot.store.broadcasts import DRAFT, PLANNED, Broadcast

ONCE, WEEKLY = "once", "weekly"
FURTHEST = timedelta(days=400)
_DAYS, _WEEKDAYS = 8, 7
_HOURS = (8, 9, 10, 12, 14, 16, 17, 18, 19, 20)


async def _own(context: Context) -> Broadcast | None:
    """The draft or plan of a button; else what became of it is shown."""
    found = await broadcasts.find_own(context.tx, context.number(0), context.chat_id)
    if found is not None and found.state in (DRAFT, PLANNED):
        return found
    if found is not None and found.state in outcome.GONE_OUT:
        context.show(*outcome.standing(context.book, found))
    else:
        context.show(context.t("planned.gone"))
    return None


def _zone(context: Context, found: Broadcast) -> str:
    return found.zone or context.zone


async def ask_day(context: Context) -> None:
    """On which day?"""
    if (found := await _own(context)) is not None:
        await _ask_day(context, found, _how(context), context.t(f"planned.when_{_how(context)}"))


def _how(context: Context) -> str:
    return WEEKLY if context.word(1) == WEEKLY else ONCE


async def _ask_day(context: Context, found: Broadcast, how: str, text: str) -> None:
    place = f"planned:when:{found.id}:{how}"
    await waiting.wait_for(context.tx, context.chat_id, place, context.now)
    today = local_date(_zone(context, found), context.now)
    span = _WEEKDAYS if how == WEEKLY else _DAYS
    days = [today + timedelta(days=ahead) for ahead in range(span)]
    buttons = [
        Button(_day_name(context, day, how), f"planned:day:{found.id}:{how}:{day.toordinal()}")
        for day in days
    ]
    context.show(text, [*in_pairs(buttons), [_back(context, found)]])


def _day_name(context: Context, day: date, how: str) -> str:
    if how == WEEKLY:
        return weekday_of(context.book, day)
    return show_short(day, context.language)


def weekday_of(book: Book, day: date) -> str:
    """The name of its day of the week."""
    return show_day(day, book.language).split()[0]


async def take_day(context: Context) -> None:
    """A day was tapped: at what time?"""
    found, day = await _own(context), _date(context.number(2))
    if found is None:
        return
    how = _how(context)
    if day is None:
        await _ask_day(context, found, how, context.t("planned.no_when"))
        return
    await _ask_hour(context, found, how, day)


async def _ask_hour(context: Context, found: Broadcast, how: str, day: date) -> None:
    place = f"planned:when:{found.id}:{how}:{day.toordinal()}"
    await waiting.wait_for(context.tx, context.chat_id, place, context.now)
    data = f"planned:time:{found.id}:{how}:{day.toordinal()}"
    hours = [Button(show_minutes(hour * 60), f"{data}:{hour * 60}") for hour in _HOURS]
    rows = [hours[start : start + 5] for start in range(0, len(hours), 5)]
    context.show(context.t("planned.what_time"), [*rows, [_back(context, found)]])


async def take_time(context: Context) -> None:
    """A time was tapped."""
    found, day = await _own(context), _date(context.number(2))
    if found is None:
        return
    if day is None:
        await _ask_day(context, found, _how(context), context.t("planned.no_when"))
        return
    await _set(context, found, _how(context), day, context.number(3) % 1440)


async def read_when(context: Context) -> None:
    """A day, a time or both were typed."""
    if (found := await _own(context)) is None:
        return
    how, before = _how(context), _date(context.number(2))
    today = local_date(_zone(context, found), context.now)
    day, minutes = parse_moment(context.text, today)
    day = day or before or (today if minutes is not None else None)
    if day is None:
        await _ask_day(context, found, how, context.t("planned.no_when"))
    elif minutes is None:
        await _ask_hour(context, found, how, day)
    else:
        await _set(context, found, how, day, minutes)


def _date(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if 700_000 < ordinal < 800_000 else None


async def _set(context: Context, found: Broadcast, how: str, day: date, minutes: int) -> None:
    zone = _zone(context, found)
    at = at_local(day, minutes, zone)
    if how == WEEKLY and at <= context.now:
        day += WEEK
        at = at_local(day, minutes, zone)
    if not context.now < at <= context.now + FURTHEST:
        past = at <= context.now
        text = context.t("planned.past") if past else context.t("planned.too_far")
        await _ask_day(context, found, how, text)
        return
    await waiting.clear(context.tx, context.chat_id)
    when = {"on": day, "minutes": minutes, "zone": zone, "weekly": how == WEEKLY}
    await broadcasts.change(context.tx, found.id, **when)
    again = await broadcasts.find(context.tx, found.id)
    assert again is not None
    if again.state == PLANNED and not again.paused:
        await _plan_next(context, again)
    await show_one(context, again)


async def _plan_next(context: Context, found: Broadcast) -> None:
    assert found.on is not None
    next_at = await first_instant(context.tx, found, found.on, context.now)
    await broadcasts.change(context.tx, found.id, next_at=next_at)


async def show_one(context: Context, found: Broadcast) -> None:
    """One plan, or one about to be made: when, to whom, how it begins, and what can be done."""
    context.show(await _described(context, found), _ways(context, found))


async def _described(context: Context, found: Broadcast) -> str:
    who = await audience_name(context.book, context.tx, found.audience or "")
    values = await example_for(context.tx, found.audience or "", context.now)
    kind = context.t(f"broadcast.kind.{message.kind_of(found.content)}")
    ledger = await audiences.ledger(context.tx, found.audience or "", context.now)
    lines = [
        _when(context, found),
        *_about_the_clock(context, found),
        context.t("planned.local") if found.each_local else "",
        context.t("planned.paused") if found.paused else "",
        context.t("planned.to", who=who, n=ledger.recipients),
        context.t("broadcast.locked", line=message.locked_line(found.content, values, kind)),
    ]
    return "\n".join(filter(None, lines))


def _when(context: Context, found: Broadcast) -> str:
    assert found.on is not None
    assert found.minutes is not None
    day, at = show_day(found.on, context.language), show_minutes(found.minutes)
    if found.weekly:
        weekday = weekday_of(context.book, found.on)
        return context.t("planned.weekly", weekday=weekday, at=at, day=day)
    return context.t("planned.once", day=day, at=at)


def _about_the_clock(context: Context, found: Broadcast) -> list[str]:
    """What a clock change does to the chosen hour on that date."""
    assert found.on is not None
    assert found.minutes is not None
    zone, instant = _zone(context, found), at_local(found.on, found.minutes, _zone(context, found))
    shown = local_minutes(zone, instant)
    if shown != found.minutes:
        at = show_minutes(found.minutes)
        return [context.t("planned.gap", at=at, shown=show_minutes(shown))]
    wall = instant.astimezone(ZoneInfo(zone))
    if wall.replace(fold=1).astimezone(UTC) != instant:
        return [context.t("planned.fold", at=show_minutes(found.minutes))]
    return []


def _ways(context: Context, found: Broadcast) -> Rows:
    number, how = found.id, WEEKLY if found.weekly else ONCE
    clock = "local_off" if found.each_local else "local_on"
    shared = [
        [_button(context, clock, f"planned:local:{number}")],
        [_button(context, "move", f"planned:days:{number}:{how}")],
    ]
    if found.state == DRAFT:
        go = _button(context, "go", f"planned:go:{number}")
        back = Button(context.t("broadcast.button.back"), f"broadcast:look:{number}")
        return [[go], *shared, [back]]
    assert found.on is not None
    words = Button(context.t("broadcast.button.rewrite"), f"planned:words:{number}")
    rows: list[list[Button]] = [*shared, [words]]
    if found.weekly and not found.paused:
        day = show_short(found.on, context.language)
        skip = Button(context.t("planned.button.skip", day=day),
                      f"planned:skip:{number}:{found.on.toordinal()}")  # fmt: skip
        rows.append([skip])
    pause = "resume" if found.paused else "pause"
    rows.append([
        _button(context, pause, f"planned:{pause}:{number}"),
        _button(context, "stop", f"planned:stop:{number}"),
    ])  # fmt: skip
    return [*rows, [_button(context, "list", "planned:list")]]


def _button(context: Context, name: str, data: str) -> Button:
    return Button(context.t(f"planned.button.{name}"), data)


def _back(context: Context, found: Broadcast) -> Button:
    where = f"broadcast:look:{found.id}" if found.state == DRAFT else f"planned:look:{found.id}"
    return Button(context.t("broadcast.button.back"), where)


async def change_clock(context: Context) -> None:
    """At one instant, or by the clock of each client."""
    found = await _own(context)
    if found is None:
        return
    if found.on is None:
        await _ask_day(context, found, ONCE, context.t("planned.when_once"))
        return
    await broadcasts.change(context.tx, found.id, each_local=not found.each_local)
    again = await broadcasts.find(context.tx, found.id)
    assert again is not None
    if again.state == PLANNED and not again.paused:
        await _plan_next(context, again)
    await show_one(context, again)


async def go(context: Context) -> None:
    """Confirmed."""
    found = await _own(context)
    if found is None:
        return
    if found.state == PLANNED or found.on is None:
        await look(context)
        return
    if fault := await fault_in(context, found.content, found.audience or ""):
        context.show(fault, [[_back(context, found)]])
        return
    if at_local(found.on, found.minutes or 0, _zone(context, found)) <= context.now:
        how = WEEKLY if found.weekly else ONCE
        await _ask_day(context, found, how, context.t("planned.past"))
        return
    next_at = await first_instant(context.tx, found, found.on, context.now)
    await broadcasts.confirm(context.tx, found, context.now, next_at)
    await acts.note(context.tx, context.chat_id, "message_planned", context.now)
    again = await broadcasts.find(context.tx, found.id)
    assert again is not None
    context.toast(context.t("planned.set"))
    await show_one(context, again)


async def show_list(context: Context) -> None:
    """All plans of this coach, and what is being sent right now."""
    running = await broadcasts.list_running(context.tx, context.chat_id)
    plans = [
        one
        for one in await broadcasts.list_planned(context.tx)
        if one.coach_chat_id == context.chat_id
    ]
    new = Button(context.t("coach.button.broadcast"), "broadcast:write")
    panel = Button(context.t("coach.button.panel"), "coach:panel")
    rows = [
        [Button(_line(context, one, "⏹ " if one.stopped_at else "▶ "), f"outcome:look:{one.id}")]
        for one in running[:30]
    ]
    rows += [[Button(_label(context, one), f"planned:look:{one.id}")] for one in plans[:30]]
    lines = [context.t("planned.list" if plans else "planned.none")]
    if any(one.stopped_at is None for one in running):
        lines.append(context.t("planned.running"))
    if any(one.stopped_at is not None for one in running):
        lines.append(context.t("planned.halted"))
    context.show("\n".join(lines), [*rows, [new, panel]])


def _label(context: Context, found: Broadcast) -> str:
    assert found.on is not None
    mark = "⏸ " if found.paused else "↻ " if found.weekly else ""
    at = show_minutes(found.minutes or 0)
    return _line(context, found, f"{mark}{show_short(found.on, context.language)} {at} · ")


def _line(context: Context, found: Broadcast, before: str) -> str:
    """How it begins, after `before`, on a button."""
    kind = context.t(f"broadcast.kind.{message.kind_of(found.content)}")
    return (before + message.locked_line(found.content, Values(), kind))[:60]


async def look(context: Context) -> None:
    """One of them, and how it will look."""
    found = await _own(context)
    if found is None:
        return
    if found.on is None or found.state != PLANNED:
        context.show(context.t("planned.gone"))
        return
    await show_one(context, found)


async def skip(context: Context) -> None:
    """Not on that date: a second tap changes nothing more."""
    found, day = await _own(context), _date(context.number(1))
    if found is None or found.on is None:
        return
    if found.weekly and found.state == PLANNED and found.on == day:
        await _move_on(context, found, found.on + WEEK)
    await look(context)


async def _move_on(context: Context, found: Broadcast, on: date) -> None:
    next_at = await first_instant(context.tx, found, on, context.now)
    while next_at <= context.now:
        on += WEEK
        next_at = await first_instant(context.tx, found, on, context.now)
    await broadcasts.change(context.tx, found.id, on=on, next_at=next_at, paused=False)


async def pause(context: Context) -> None:
    """Nothing of it leaves until it goes on."""
    found = await _own(context)
    if found is not None and found.state == PLANNED and found.on is not None:
        await broadcasts.change(context.tx, found.id, paused=True, next_at=None)
        await look(context)


async def resume(context: Context) -> None:
    """On from the next time; a moment that passed meanwhile is not made up for."""
    found = await _own(context)
    if found is None or found.on is None or found.state != PLANNED:
        return
    if found.weekly:
        await _move_on(context, found, found.on)
    elif at_local(found.on, found.minutes or 0, _zone(context, found)) <= context.now:
        await _ask_day(context, found, ONCE, context.t("planned.past"))
        return
    else:
        await broadcasts.change(context.tx, found.id, paused=False)
        await _plan_next(context, found)
    await look(context)


async def stop(context: Context) -> None:
    """Sure?"""
    if (found := await _own(context)) is not None:
        sure = _button(context, "stop_sure", f"planned:drop:{found.id}")
        context.show(context.t("planned.stop_sure"), [[sure], [_back(context, found)]])


async def drop(context: Context) -> None:
    """Gone for good."""
    if await broadcasts.drop(context.tx, context.number(0), context.chat_id):
        context.show(context.t("planned.stopped"), [[_button(context, "list", "planned:list")]])
        return
    context.show(context.t("planned.gone"))


async def words(context: Context) -> None:
    """Other words for it."""
    if (found := await _own(context)) is not None:
        place = f"broadcast:text:{found.id}"
        await waiting.wait_for(context.tx, context.chat_id, place, context.now)
        context.show(how_to_write(context), [[_back(context, found)]])


FEATURE = Feature(
    room="planned",
    coach=True,
    commands=(Command("gepland", "scheduled", show_list, coach=True),),
    buttons={
        "list": show_list, "look": look, "days": ask_day, "day": take_day, "time": take_time,
        "local": change_clock, "go": go, "skip": skip, "pause": pause, "resume": resume,
        "stop": stop, "drop": drop, "words": words,
    },
    waits={"when": read_when},
)  # fmt: skip

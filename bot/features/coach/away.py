"""Days on which the coaches do not read: who stands in, and what falls on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot import coaches
from bot.calendar.days import day_in, show_coming
from bot.calendar.times import local_date
from bot.content.model import Book
from bot.context import Context
from bot.feature import Command, Feature, For, Place
from bot.features.coach.inbox import meant
from bot.features.coach.seen import letters_of
from bot.features.coach.sessions import twins
from bot.features.coach.sessions.card import call_off, named
from bot.outbox import letters
from bot.outbox.letters import Button, Rows
from bot.road.lanes import Lane
from bot.screens import moment
from bot.screens.moment import Days
from bot.store import acts, desk, sessions
from bot.store.desk import Away
from bot.store.sessions import Session
from bot.text import bold, join

_FURTHEST = timedelta(days=366)
_LONGEST_LINE = 300


def _today(context: Context) -> date:
    return local_date(context.deps.settings.timezone, context.now)


async def show(context: Context) -> None:
    """The days that are set, and what can be done about them."""
    found = await desk.find_away(context.tx, _today(context))
    if found is None:
        context.show(
            context.t("away.none"), [[_button(context, "set", "away:set")], [_back(context)]]
        )
        return
    rows: list[Sequence[Button]] = []
    falling = await _falling(context, found)
    if falling:
        label = context.t("away.button.cancel", n=len(falling))
        rows.append([Button(label, "away:cancel")])
    rows.append([_button(context, "set", "away:set"), _button(context, "end", "away:end")])
    words = _in_words(context.book, found, _today(context))
    context.show(words, [*rows, [_back(context)]])


def _in_words(book: Book, found: Away, today: date) -> str:
    days = (found.from_on, found.until_on)
    start, until = (show_coming(on, today, book.language) for on in days)
    line = found.line or book.t("away.nobody")
    return book.t("away.is", start=start, until=until, line=line)


async def _tell_others(context: Context, what: str, found: Away | None = None) -> None:
    """What is set stands for all coaches, so that each of them hears of it."""
    for coach, book in await coaches.books(context.deps, context.tx, but=context.chat_id):
        look = [[Button(book.t("coach.button.away"), "away:show")]]
        words = "" if found is None else _in_words(book, found, _today(context))
        told = letters.say(coach, join([book.t(f"away.{what}"), words]), look)
        context.send(told.with_(lane=Lane.RELAY))


async def _falling(context: Context, found: Away) -> list[Session]:
    """The meetings of this coach on those days."""
    zone = context.deps.settings.timezone
    coming = await sessions.list_coming(context.tx, context.now, context.chat_id)
    return [
        one
        for one in coming
        if one.at is not None and found.from_on <= local_date(zone, one.at) <= found.until_on
    ]


async def ask_from(context: Context) -> None:
    """The first day?"""
    await context.wait_for("away:from")
    context.show(context.t("away.from"), [[_back(context)]])


async def read_from(context: Context) -> None:
    """The first day was typed, or both."""
    today = _today(context)
    typed = _days_from(context, today)
    if typed.first is None:
        return
    if typed.last is not None:
        await _ask_line(context, typed.first, typed.last)
        return
    day = typed.first
    await context.wait_for(f"away:until:{day}")
    text = context.t("away.until", start=show_coming(day, today, context.language))
    context.say(text, [[_button(context, "same", f"away:same:{day}")], [_back(context)]])


def _days_from(context: Context, first: date) -> Days:
    """What was typed, where it is `first` or within a year of it; else it is asked for again."""
    typed = Days()
    # "Next week Friday" counts from today; a bare "Friday" is the first one from there on.
    for start in (_today(context), first):
        typed = moment.read_days(context, context.text, start)
        if typed.first is not None:
            last = typed.last or typed.first
            if first <= typed.first and last <= first + _FURTHEST:
                return typed
    context.say(typed.doubt or context.t("away.no_day"), [[_back(context)]])
    return Days()


async def read_until(context: Context) -> None:
    """The last day was typed, or both once more."""
    start = day_in(context.word(0)) or _today(context)
    typed = _days_from(context, start)
    if typed.first is None:
        return
    first, last = (start, typed.first) if typed.last is None else (typed.first, typed.last)
    await _ask_line(context, first, last)


async def same(context: Context) -> None:
    """That one day."""
    day = day_in(context.word(0))
    if day is None or day < _today(context):
        await ask_from(context)
        return
    await _ask_line(context, day, day)


async def _ask_line(context: Context, start: date, until: date) -> None:
    """Who stands in? Both days are seen with the question."""
    await context.wait_for(f"away:line:{start}:{until}")
    today = _today(context)
    first, last = (show_coming(on, today, context.language) for on in (start, until))
    nobody = _button(context, "nobody", f"away:alone:{start}:{until}")
    context.show(context.t("away.line", start=first, until=last), [[nobody], [_back(context)]])


async def read_line(context: Context) -> None:
    """Who stands in was typed."""
    line = " ".join(context.text.split())
    if not line or len(line) > _LONGEST_LINE:
        context.say(context.t("away.line_again", n=_LONGEST_LINE), [[_back(context)]])
        return
    days = ":".join(context.words)
    if await meant.for_client(context, "away", f"away:keep:{days}"):
        return
    await context.stop_waiting()
    await _keep(context, line)


async def alone(context: Context) -> None:
    """Nobody stands in."""
    await _keep(context, "")


async def _keep(context: Context, line: str) -> None:
    start, until = day_in(context.word(0)), day_in(context.word(1))
    if start is None or until is None or until < max(start, _today(context)):
        await show(context)
        return
    found = Away(start, until, line)
    await desk.set_away(context.tx, context.chat_id, found, context.now)
    await _tell_others(context, "set_by_other", found)
    await acts.note(context.tx, context.chat_id, "away_set", context.now)
    await show(context)


async def end(context: Context) -> None:
    """There again."""
    if await desk.find_away(context.tx, _today(context)) is not None:
        await desk.drop_away(context.tx)
        await acts.note(context.tx, context.chat_id, "away_ended", context.now)
        await _tell_others(context, "ended_by_other")
    await show(context)


async def ask_cancel(context: Context) -> None:
    """Which meetings go, before they do."""
    found = await desk.find_away(context.tx, _today(context))
    falling = await _falling(context, found) if found is not None else []
    if not falling:
        await show(context)
        return
    sure = context.t("away.sure", n=len(falling))
    text = join([bold(sure), context.t("away.hear"), await _which(context, falling)])
    rows: Rows = [
        [_button(context, "yes", f"away:cancelled:{_seen(falling)}")],
        [_button(context, "back", "away:show")],
    ]
    context.show(text, rows)


async def _which(context: Context, found: Sequence[Session]) -> str:
    """Each of them on a line, and what stays beside it below that."""
    zone, going = context.deps.settings.timezone, [one.id for one in found]
    lines = []
    for one in found:
        lines.append(await named(context.tx, context.book, one, zone))
        lines.append(await twins.staying(context, one, going))
    return "\n".join(filter(None, lines))


async def cancel(context: Context) -> None:
    """All that she was asked about off, and everybody who was to come hears it. Are it others by
    now, she is asked about those.
    """
    away = await desk.find_away(context.tx, _today(context))
    falling = await _falling(context, away) if away is not None else []
    if falling and context.word(0) != _seen(falling):
        context.toast(context.t("broadcast.look_again"))
        await ask_cancel(context)
        return
    for one in falling:
        await call_off(context.tx, one, context.chat_id, context.now, everybody=True)
    if falling:
        hears = f"{context.t('session.cancelled_for_all')} {context.t('session.hears')}"
        context.say(join([hears, await _which(context, falling)]))
    await show(context)


def _seen(falling: Sequence[Session]) -> str:
    return letters_of(*(one.id for one in falling))


def _back(context: Context) -> Button:
    return _button(context, "back", "away:show")


def _button(context: Context, name: str, data: str) -> Button:
    return Button(context.t(f"away.button.{name}"), data)


FEATURE = Feature(
    room="away",
    coach=True,
    commands=(Command("afwezig", "away", show, For.COACHES),),
    buttons={
        "show": show,
        "set": ask_from,
        "same": same,
        "keep": read_line,
        "alone": alone,
        "end": end,
        "cancel": ask_cancel,
        "cancelled": cancel,
    },
    waits={
        "from": Place(meant.words_only(read_from), asks_day=True, asks_little=True),
        "until": Place(meant.words_only(read_until), asks_day=True, asks_little=True),
        "line": Place(meant.own_words(read_line)),
    },
    leads_out=frozenset(["show", "same", "alone"]),
)

"""Arriving: who sees this phone, twenty seconds of ground, consent, the hour.

Until consent nothing is kept: where somebody is in this travels in the data of the buttons.
"""

from __future__ import annotations

import re

from bot import course, wishes
from bot.context import Context
from bot.days import show_day
from bot.feature import Command, Feature
from bot.features.start import service
from bot.features.start.service import NO_TOKEN
from bot.frame import answer_text, exercises_button, help_button, keyboard, urge_button
from bot.outbox.letters import Button, Rows
from bot.safety import lines
from bot.text import join
from bot.times import local_date, show_minutes

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,32}")
_SEEN, _UNSEEN = "y", "n"
_WEEKS_A_ROW = 4
_HOURS = (420, 480, 540, 720, 1080, 1200)


async def start(context: Context) -> None:
    """`/start`, with or without a coach's link."""
    if context.client is not None:
        context.say(context.t("start.back"), keyboard=keyboard(context.book.t))
        return
    given = context.word(0)
    token = given if _TOKEN.fullmatch(given) else NO_TOKEN
    if await service.may_enrol(context.deps, context.tx, token, context.now):
        _ask_who_sees(context, token)
        return
    # The same words for a link that is unknown, used up or over: it tells nobody who is enrolled.
    _receive_visitor(context, context.t("start.no_link" if given else "start.visitor"))


def _receive_visitor(context: Context, text: str) -> None:
    """Without the programme; help is there all the same."""
    context.say(text, keyboard=keyboard(context.book.t))
    context.say(context.t("start.visitor_can"), _visitor_buttons(context))


def _visitor_buttons(context: Context) -> list[list[Button]]:
    rows = [
        [urge_button(context.book.t), help_button(context.book.t)],
        [
            Button(context.t("start.button.cycle"), "cycle:overview"),
            exercises_button(context.book.t),
        ],
    ]
    if context.deps.settings.booking_url:
        call = Button(context.t("start.button.call"), url=context.deps.settings.booking_url)
        rows.append([call])
    return rows


def _ask_who_sees(context: Context, token: str) -> None:
    context.say(
        context.t("start.who_sees"),
        [
            [Button(context.t("start.button.seen"), f"start:ground:{_SEEN}:{token}")],
            [Button(context.t("start.button.unseen"), f"start:ground:{_UNSEEN}:{token}")],
        ],
    )


async def ground(context: Context) -> None:
    """Twenty seconds, before anything is asked or kept."""
    seen, token = _state(context)
    key = "start.ground_seen" if seen == _SEEN else "start.ground"
    onward = Button(context.t("start.button.onward"), f"start:what:{seen}:{token}")
    context.show(context.t(key), [[onward]])


async def explain(context: Context) -> None:
    """What this is and is not, and the question of consent."""
    seen, token = _state(context)
    context.show(
        context.t("start.what"),
        [
            [Button(context.t("start.button.agree"), f"start:agree:{seen}:{token}")],
            [Button(context.t("start.button.young"), "start:young")],
            [Button(context.t("start.button.privacy"), f"start:privacy:{seen}:{token}")],
            [Button(context.t("start.button.rather_not"), "start:visit")],
        ],
    )


async def privacy(context: Context) -> None:
    """The privacy notice, with the way back to the question."""
    seen, token = _state(context)
    back = Button(context.t("start.button.back"), f"start:what:{seen}:{token}")
    context.show(answer_text(context, "privacy"), [[back]])


async def agree(context: Context) -> None:
    """Consent: from here on something is kept."""
    seen, token = _state(context)
    enrolled = await service.enrol(
        context.deps,
        context.tx,
        context.chat_id,
        token=token,
        seen=seen == _SEEN,
        language=context.language,
        now=context.now,
    )
    if not enrolled:
        _receive_visitor(context, context.t("start.no_link"))
        return
    await context.reload_client()
    context.show(context.t("start.which_hour"), _hour_buttons())


def _hour_buttons() -> Rows:
    buttons = [Button(show_minutes(m), f"start:hour:{m}") for m in _HOURS]
    return [buttons[:3], buttons[3:]]


async def rather_not(context: Context) -> None:
    """No consent: help stays."""
    _receive_visitor(context, context.t("start.rather_not"))


async def young(context: Context) -> None:
    """Under eighteen: exercises and a line for the young, no programme."""
    shown = lines.lines_for(context.book, None, ("young", "danger"))
    text = join([context.book.replies["young"], lines.show(context.book, shown, context.now)])
    context.show(text, [[exercises_button(context.book.t), urge_button(context.book.t)]])
    context.say(context.t("start.visitor_can"), keyboard=keyboard(context.book.t))


def _state(context: Context) -> tuple[str, str]:
    seen = _SEEN if context.word(0) == _SEEN else _UNSEEN
    token = context.word(1)
    return seen, token if _TOKEN.fullmatch(token) else NO_TOKEN


async def take_hour(context: Context) -> None:
    """The hour of the daily message: the first thing that will ever come by itself."""
    client = context.client
    if client is None:
        await start(context)
        return
    minutes = context.number(0) % (24 * 60)
    hour = show_minutes(minutes)
    if wishes.lies_in_quiet_hours(client, minutes) and context.word(1) != "sure":
        yes = Button(context.t("settings.button.sure"), f"start:hour:{minutes}:sure")
        other = Button(context.t("settings.button.other_hour"), "start:hours")
        context.show(context.t("settings.in_quiet", hour=hour), [[yes], [other]])
        return
    await wishes.change(context.tx, client, context.now, daily_at=minutes)
    paused = client.status == "paused"
    begins = await course.waits_until(context.tx, client, context.now)
    if begins is not None and not paused:
        context.show(context.t("start.waits", hour=hour, on=show_day(begins, context.language)))
    else:
        key = "settings.hour_set_paused" if paused else "start.hour_set"
        context.show(context.t(key, hour=hour))
    if wishes.is_arriving(client):
        context.say(context.t("start.done"), keyboard=keyboard(context.book.t))
        await _catch_up(context)


async def _catch_up(context: Context) -> None:
    """Whoever joins a group that is on its way gets one card, and no pile."""
    client = await context.reload_client()
    if client is None:
        return
    day = await course.day_of(context.tx, client, local_date(client.zone, context.now))
    if day is None or day.week == 1:
        return
    weeks = [
        Button(context.t("start.button.week", n=week), f"daily:past:{week}")
        for week in range(1, day.week)
    ]
    rows = [weeks[first : first + _WEEKS_A_ROW] for first in range(0, len(weeks), _WEEKS_A_ROW)]
    context.say(context.t("start.catch_up", n=day.week), rows)


async def other_hour(context: Context) -> None:
    """Second thoughts about an hour inside the quiet hours."""
    if context.client is None:
        await start(context)
        return
    context.show(context.t("settings.which_hour"), _hour_buttons())


FEATURE = Feature(
    room="start",
    commands=(Command("start", "start", start),),
    buttons={
        "ground": ground,
        "what": explain,
        "privacy": privacy,
        "agree": agree,
        "visit": rather_not,
        "young": young,
        "hour": take_hour,
        "hours": other_hour,
    },
)

"""Arriving: who sees this phone, twenty seconds of ground, consent, the hour.

Until consent nothing is kept: where somebody is in this travels in the data of the buttons.
"""

from __future__ import annotations

import re
from datetime import timedelta

from bot.calendar.days import show_coming
from bot.calendar.times import local_date, show_minutes
from bot.clients import course
from bot.context import Context
from bot.feature import Command, Feature
from bot.features.start import service
from bot.features.start.kind import ASK_AGAIN, AskAgain, asking_again
from bot.features.start.rules import OF_AGE, read_age
from bot.features.start.service import NO_TOKEN
from bot.in_sight import Shown
from bot.outbox.letters import Button, Rows
from bot.safety import lasting, lines, standing
from bot.safety.answers import rest_of
from bot.screens import arriving, typed
from bot.screens.frame import (
    answer_text,
    ask_hour,
    booking_rows,
    coach_ways,
    exercises_button,
    how_to_join,
    keyboard,
    panel_button,
    urge_and_help,
    urge_button,
)
from bot.store import clients
from bot.store.clients import Client
from bot.text import Text, join
from bot.understanding import yes_no
from bot.understanding.words import words_of
from bot.understanding.yes_no import NO, YES

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,32}")
_SEEN, _UNSEEN = "y", "n"
_GROUND, _AGREE = "ground", "start:agree:"
_FRESH = timedelta(hours=1)
"""How long a typed yes agrees; later the buttons are shown once more."""


async def start(context: Context) -> None:
    """`/start`, with or without a coach's link."""
    given = context.word(0)
    if context.client is not None:
        await _receive_client(context, context.client, given)
        return
    if not given and (asked := arriving.open_still(context)) is not None:
        context.say(*arriving.once_more(context, asked))
        return
    token = _token(given)
    if await service.may_enrol(context.deps, context.tx, token, context.now):
        (_ask_coach if context.is_coach else _ask_who_sees)(context, token)
        return
    if given and context.is_coach:
        rows = [[Button(context.t("coach.button.invite"), "invite:begin")]]
        context.say(context.t("start.own_link_over"), rows)
        return
    # The same words for a link that is unknown, used up or over: it tells nobody who is enrolled.
    _receive_visitor(context, context.t("start.no_link" if given else "start.visitor"))


async def _receive_client(context: Context, client: Client, given: str) -> None:
    """Who is over may take part again by a link; who takes part does not change groups by one."""
    cohort_id = await service.find_cohort(context.tx, _token(given), context.now)
    if client.ended_at is not None and cohort_id is not None:
        context.words = [_UNSEEN, given]
        await explain(context)
        return
    said = []
    if client.ended_at is None and cohort_id not in (None, client.cohort_id):
        said.append(context.t("start.other_group"))
    elif client.ended_at is not None and given:
        said += [context.t("start.no_link"), context.t("start.back")]
    if client.is_arriving:
        await ask_hour(context, join([*said, context.t("start.no_hour_yet")]).plain)
        return
    context.say(join(said or [context.t("start.back")]), keyboard=keyboard(context.t))


def _ask_coach(context: Context, token: str) -> None:
    """A coach who looks what her link does would use it up, and be a client from then on."""
    join = Button(context.t("start.button.join_in"), f"start:own:{token}")
    context.show(context.t("start.own_link"), [[join], [panel_button(context.t)]])


async def join_herself(context: Context) -> None:
    """A coach wants to take part."""
    _ask_who_sees(context, _token(context.word(0)))


def _receive_visitor(context: Context, text: str) -> None:
    """Without the programme; help is there all the same."""
    context.say(text, keyboard=keyboard(context.t))
    context.say(context.t("start.visitor_can"), _visitor_buttons(context))


async def join_in(context: Context) -> None:
    """Somebody says that they want to take part."""
    if context.client is not None or context.deps.settings.is_open:
        context.words = []
        await start(context)
        return
    context.show(how_to_join(context), _visitor_buttons(context))


def _visitor_buttons(context: Context) -> Rows:
    return [
        urge_and_help(context.t),
        [
            Button(context.t("start.button.cycle"), "cycle:overview"),
            exercises_button(context.t),
        ],
        *booking_rows(context),
    ]


def _ask_who_sees(context: Context, token: str) -> None:
    rows = [
        [Button(context.t("start.button.seen"), f"start:ground:{_SEEN}:{token}")],
        [Button(context.t("start.button.unseen"), f"start:ground:{_UNSEEN}:{token}")],
    ]
    context.say(context.t("start.who_sees"), rows)
    arriving.leave_open(context, rows)


async def ground(context: Context) -> None:
    """Twenty seconds, before anything is asked or kept."""
    seen, token = _state(context)
    key = "start.ground_seen" if seen == _SEEN else "start.ground"
    rows = [[Button(context.t("start.button.onward"), f"start:what:{seen}:{token}")]]
    context.show(context.t(key), rows)
    arriving.leave_open(context, rows)


async def explain(context: Context) -> None:
    """What this is and is not, and the question of consent."""
    context.show(_what_it_is(context), _ask_consent(context))


def _what_it_is(context: Context) -> Text:
    what = context.t("start.what")
    over = context.client is not None and context.client.ended_at is not None
    return join([context.t("start.anew"), what] if over else [what])


def _ask_consent(context: Context) -> Rows:
    seen, token = _state(context)
    rows = [
        [Button(context.t("start.button.agree"), f"start:agree:{seen}:{token}")],
        [Button(context.t("start.button.young"), "start:young")],
        [Button(context.t("start.button.privacy"), f"start:privacy:{seen}:{token}")],
        [Button(context.t("start.button.rather_not"), "start:visit")],
    ]
    if context.client is None:
        arriving.leave_open(context, rows)
    return rows


async def come_back(context: Context) -> None:
    """To the question that a crisis came between, below its reply, which stays as it is."""
    if context.client is not None:
        await start(context)
        return
    verb, *context.words = context.words or [""]
    if verb == _GROUND:
        _ask_who_sees(context, _state(context)[1])
    else:
        context.say(context.t("start.what"), _ask_consent(context))


async def privacy(context: Context) -> None:
    """The privacy notice, with the way back to the question."""
    seen, token = _state(context)
    back = Button(context.t("start.button.back"), f"start:what:{seen}:{token}")
    context.show(answer_text(context, "privacy"), [[back]])


async def agree(context: Context) -> None:
    """Consent: from here on something is kept."""
    seen, token = _state(context)
    arriving.close(context)
    if context.client is not None and not context.client.is_arriving:
        await _agree_anew(context, context.client, token)
        return
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
    client = await context.reload_client()
    await ask_hour(context, context.t("start.which_hour"))
    if client is not None and client.is_arriving:
        context.send(asking_again(client, context.now))


async def _agree_anew(context: Context, client: Client, token: str) -> None:
    """Consent of somebody whose programme was over; a second tap finds it done."""
    language, now = context.language, context.now
    if client.ended_at is None:
        await _receive_client(context, client, "")
        return
    if not await service.rejoin(
        context.deps, context.tx, client, token=token, language=language, now=now
    ):
        await _receive_client(context, client, token)
        return
    there = await clients.find(context.tx, client.id)
    assert there is not None
    hour, today = show_minutes(there.daily_at), local_date(there.zone, now)
    if (begins := await course.waits_until(context.tx, there, now)) is not None:
        on = show_coming(begins, today, language)
        said = context.t("start.waits", hour=hour, on=on)
    else:
        day = await course.day_of(context.tx, there, today)
        said = context.t("start.rejoined", hour=hour, n=day.week if day is not None else 1)
    context.say(said, keyboard=keyboard(context.t))


async def rather_not(context: Context) -> None:
    """No consent: help stays."""
    arriving.close(context)
    if context.client is not None:
        context.show(context.t("start.stays"))
        return
    _receive_visitor(context, context.t("start.rather_not"))


async def read_consent(context: Context) -> bool:
    """A yes, a no or an age, typed below the question of consent while it is the newest in sight.

    It asks two things. Only a yes agrees; an age alone, or one that does not go with the yes or
    the no before it, shows the buttons once more.
    """
    shown = await typed.answered(context, surely=True)
    if shown is None or not shown.holds(_AGREE):
        return False
    rest = rest_of(context.text)
    said = yes_no.read(context.text, clear=True)
    age = read_age(words_of(rest or context.text))
    first = yes_no.read(context.text.split(maxsplit=1)[0]) if rest else None
    if age is not None and age < OF_AGE:
        await young(context)
    elif said == YES or (age is not None and first == YES):
        context.words = shown.data(_AGREE)[0].removeprefix(_AGREE).split(":")
        await (agree if await _is_sure(context, shown) else typed.ask_in_full)(context)
    elif age is not None:
        await typed.ask_in_full(context)
    elif said == NO:
        await rather_not(context)
        context.add_below([Button(context.t("start.button.young"), "start:young")])
    else:
        return False
    return True


async def _is_sure(context: Context, shown: Shown) -> bool:
    """Whether a yes typed now agrees: not a late one, nor one after words of a crisis, which may
    answer what was asked then. There the whole label is a press.
    """
    if context.now - shown.at > _FRESH:
        return False
    press = await typed.read_press(context)
    whole = press is not None and press.whole
    return whole or not await lasting.is_near_a_crisis(context)


async def young(context: Context) -> None:
    """Under eighteen: exercises and a line for the young, no programme."""
    if context.client is not None or await lasting.is_near_a_crisis(context):
        await _who_is_young_talks_to(context)
        return
    arriving.close(context)
    shown = lines.lines_for(context.book, None, ("young", "danger"))
    text = join([context.book.replies["young"], lines.show(context.book, shown, context.now)])
    context.show(text, [[exercises_button(context.t), urge_button(context.t)]])
    context.say(context.t("start.visitor_can"), keyboard=keyboard(context.t))


async def _who_is_young_talks_to(context: Context) -> None:
    """The same for whoever takes part all the same; near a crisis nothing light follows."""
    near = await lasting.is_near_a_crisis(context)
    country = context.client.country if context.client is not None else None
    topics = ("danger", "suicide", "young") if near else ("young", "danger")
    shown = lines.lines_for(context.book, country, topics)
    said = context.book.replies["young_client" if context.client is not None else "young"]
    text = join([said, lines.show(context.book, shown, context.now)])
    await standing.show(context, text, coach_ways(context))


def _state(context: Context) -> tuple[str, str]:
    seen = _SEEN if context.word(0) == _SEEN else _UNSEEN
    return seen, _token(context.word(1))


def _token(given: str) -> str:
    return given if _TOKEN.fullmatch(given) else NO_TOKEN


FEATURE = Feature(
    room="start",
    commands=(Command("start", "start", start),),
    wishes={"join": join_in, "young": young},
    kinds={ASK_AGAIN: AskAgain()},
    buttons={
        "own": join_herself,
        "again": come_back,
        "ground": ground,
        "what": explain,
        "privacy": privacy,
        "agree": agree,
        "visit": rather_not,
        "young": young,
    },
    in_full=frozenset(["agree"]),
    answers=read_consent,
)

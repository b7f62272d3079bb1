"""The coach's first screen: the day at a glance, and the way to all the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.calendar.days import show_day
from bot.calendar.times import local_date, local_minutes, show_minutes
from bot.clients.coach_view import cohort_name
from bot.clients.course import last_day
from bot.context import Context
from bot.feature import Command, Feature, For
from bot.features.coach import call_requests, digest, taking_over
from bot.features.coach.inbox import colleagues
from bot.features.coach.names import audience_name
from bot.outbox.letters import Button, in_pairs
from bot.screens import menus
from bot.store import (
    audiences,
    broadcast_days,
    broadcasts,
    cohorts,
    desk,
    overview,
    relay,
    restored,
    sessions,
)
from bot.text import Text, bold, join

_SOON = timedelta(days=7)


async def facts(context: Context) -> list[str]:
    """The day, one line a fact; only what there is."""
    t, tx = context.t, context.tx
    found = await call_requests.lines(context)
    if asked := await relay.count_open(tx, context.now):
        found.append(t("coach.fact.questions", n=asked))
    if lost := await overview.count_unreachable(tx):
        found.append(t("coach.fact.unreachable", n=lost))
    zone = context.deps.settings.timezone
    today = local_date(zone, context.now)
    if (gone := await desk.find_away(tx, today)) is not None:
        start, until = (show_day(on, context.language) for on in (gone.from_on, gone.until_on))
        found.append(t("coach.fact.away", start=start, until=until))
    for held in await sessions.list_coming(tx, context.now, context.chat_id):
        if held.at is not None and local_date(zone, held.at) == today:
            who = await audience_name(context.book, tx, held.audience or "")
            at = show_minutes(local_minutes(zone, held.at))
            found.append(t("coach.fact.session", at=at, who=who))
    for planned in await broadcasts.list_planned(tx):
        due = planned.next_at if planned.coach_chat_id == context.chat_id else None
        rests = (await broadcast_days.ahead(tx, planned)).on != planned.on
        if not (planned.paused or rests) and due is not None and local_date(zone, due) == today:
            who = await audience_name(context.book, tx, planned.audience or "")
            at = show_minutes(local_minutes(zone, due))
            found.append(t("coach.fact.planned", at=at, who=who))
    for group in await cohorts.list_open(tx):
        name = cohort_name(context.book, group)
        if group.start_on is not None and today <= group.start_on <= today + _SOON:
            on = show_day(group.start_on, context.language)
            found.append(t("coach.fact.begins", group=name, on=on))
        last_on = last_day(group)
        if last_on is not None and today <= last_on <= today + _SOON:
            on = show_day(last_on, context.language)
            found.append(t("coach.fact.ends", group=name, on=on))
        found += [
            t("coach.fact.off", group=name, on=show_day(week, context.language))
            for week in group.weeks_off
            if today <= week <= today + _SOON
        ]
    return found


OWN_WAY = "coach:panel"
_WAYS = {
    "inbox": "inbox:list",
    "broadcast": "broadcast:write",
    "planned": "planned:list",
    "sessions": "session:list",
    "cohorts": "cohort:list",
    "clients": "clients:list",
    "invite": "invite:begin",
    "report": "report:show",
    "canned": "canned:list",
    "away": "away:show",
    "group": "inbox:group",
}


_TYPED = {
    "inbox:list": "vraag question inbox",
    "clients:list": "clienten clients client klanten klant",
    "session:list": "bijeenkomsten bijeenkomst sessies sessions meetings meeting afzeggen "
                    "verzetten call_off reschedule postpone",
    "session:new": "nieuwe_bijeenkomst nieuwe_sessie new_meeting new_session",
    "planned:list": "planned",
    "cohort:list": "groups groep group cohort",
    "broadcast:write": "nieuw_bericht new_message message berichten messages",
    "invite:begin": "link_om_mee_te_doen link_to_join link nieuwe_link new_link qr qr-code "
                    "qr_code",
    "canned:list": "vaste_antwoorden prepared_answers saved_answers",
    "canned:new": "nieuw_antwoord new_answer",
    "away:show": "afwezigheid",
    "away:set": "dagen_instellen set_the_days set_days",
    "report:show": "de_week week the_week",
    "report:log": "logboek log",
    "cohort:new": "nieuwe_groep new_group",
    "inbox:group": "groep_van_coaches coaches'_group coaches_group",
    "protocol:read": "afspraken_over_bellen about_calling_clients_back",
    OWN_WAY: "pauze pause menu paneel panel start",
}  # fmt: skip
WAYS_TYPED = {
    word.replace("_", " "): data for data, words in _TYPED.items() for word in words.split()
}
"""What a coach may type in place of a press, in lower case and without accents -> the data of the
button. It goes before commands of that name. `pauze` and `week` are a client's words too, and stay
that to one who takes part as well.
"""
MAYBE_TEXTS = frozenset([
    "pauze", "pause", "week", "log", "groep", "group", "client", "klant", "message", "messages",
    "berichten", "vraag", "question", "link", "start",
])  # fmt: skip
"""Those of them that may be a text that is asked of her, such as the name of a group: where it is
no day that is asked, they open nothing.
"""


async def _today(context: Context) -> bool:
    """`vandaag`, of a coach who takes no part: her day, where no day is asked for."""
    if context.client is not None or context.text.startswith("/"):
        return False
    if await context.waits_for() is not None:
        return False
    await panel(context)
    return True


async def _rung(context: Context) -> bool:
    """`gebeld`: whom that may be of stands on the panel, each with a button. It notes nothing."""
    return bool(await call_requests.buttons(context)) and await _today(context)


async def _rung_named(context: Context) -> bool:
    """`Gebeld: Noor`, `ik heb Noor gebeld`: what the button with her name does."""
    words = await call_requests.read_rung(context)
    if words is None:
        return False
    await context.leave_place()
    context.words = words
    await note_rung(context)
    return True


_WORDS = {
    **dict.fromkeys(("vandaag", "today"), _today),
    **dict.fromkeys(("gebeld", "called"), _rung),
}


async def panel(context: Context) -> None:
    """How many clients there are, what today asks for, and what can be done."""
    count = await audiences.count_everyone(context.tx)
    lines: list[Text | str] = [bold(context.t("coach.panel", n=count))]
    if not count and not await cohorts.list_all(context.tx):
        lines.append(context.t("coach.begin"))
    if found := await facts(context):
        lines.append("\n".join(found))
    left, ways = await taking_over.fact(context)
    lines += left
    buttons = [Button(context.t(f"coach.button.{name}"), data) for name, data in _WAYS.items()]
    buttons.append(Button(context.t("call.button.protocol"), "protocol:read"))
    if await restored.is_held(context.tx):
        lines.insert(0, bold(context.t("restored.title")))
        buttons.insert(0, Button(context.t("restored.button.look"), "restored:look"))
    calls = [[button] for button in await call_requests.buttons(context)]
    context.show(join(lines), [*calls, *ways, *in_pairs(buttons)])


async def note_rung(context: Context) -> None:
    """She rang somebody who wished it: the line goes."""
    await call_requests.noted_on_panel(context)
    await panel(context)


def feature_for(known: Sequence[Command]) -> Feature:
    """The room that also puts the coach's commands in this chat's menu, and in nobody else's.

    `known` are the commands of all rooms, there by the time the panel is opened.
    """

    async def open_panel(context: Context) -> None:
        await panel(context)
        await colleagues.note_name(context, context.incoming.effective_user)
        zone = context.deps.settings.timezone
        await digest.begin_with(context.tx, context.chat_id, zone, context.now)
        context.send(menus.in_chat(context.chat_id, context.book, known, coach=True))

    return Feature(
        room="coach",
        coach=True,
        commands=(Command("beheer", "admin", open_panel, For.COACHES),),
        buttons={"panel": panel, "rung": note_rung},
        answers=_rung_named,
        coachs_words=_WORDS,
    )

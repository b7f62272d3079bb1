"""What somebody planned who is no coach any more: it leaves once another has taken it over.

The coaches are told once, and see it in the panel, with what is planned, and with the sessions.
"""

from __future__ import annotations

from collections import Counter

from bot import coaches
from bot.calendar.days import show_short
from bot.calendar.times import show_minutes
from bot.content.model import Book
from bot.context import Context
from bot.deps import Deps
from bot.feature import Feature, Tick
from bot.features.coach.broadcast import left, plan_card
from bot.features.coach.message import NEW, SOURCE, WRITTEN
from bot.features.coach.names import audience_name
from bot.features.coach.sessions import card, sessions
from bot.outbox import letters
from bot.outbox.letters import Button, Letter, Rows
from bot.outbox.queue import Cause, queue
from bot.road.lanes import Lane
from bot.store import acts, broadcasts, notes
from bot.store import sessions as kept_sessions
from bot.store.broadcasts import PLANNED, Broadcast
from bot.store.engine import Tx
from bot.store.sessions import Session

_TOLD = "left_behind"
"""The note of what the coaches were told about."""


async def find(deps: Deps, tx: Tx) -> tuple[list[Broadcast], list[Session]]:
    """The messages and the sessions that nobody who may send them has planned."""
    planned = await broadcasts.list_planned(tx)
    coming = await kept_sessions.list_coming(tx, deps.clock.now())
    return (
        [one for one in planned if not deps.is_coach(one.coach_chat_id)],
        [one for one in coming if not deps.is_coach(one.coach_chat_id)],
    )


async def tell(deps: Deps) -> None:
    """Tell the coaches there are, once about each of them; and whoever is a coach again, what of
    hers stands still since.
    """
    now = deps.clock.now()
    async with deps.store.read() as tx:
        names = _names(*await find(deps, tx))
        planned = await broadcasts.list_planned(tx)
        told = set((await notes.find(tx, _TOLD) or "").split())
    if names == told:
        return
    async with deps.store.write() as tx:
        await notes.put(tx, _TOLD, " ".join(sorted(names)))
        if names - told:
            said = [
                letters.say(coach, book.t("takeover.told", n=len(names)), [[list_button(book)]])
                for coach, book in await coaches.books(deps, tx)
            ]
            alerts = [letter.with_(lane=Lane.ALERT) for letter in said]
            await queue(tx, Cause(f"takeover:{now.isoformat()}", now), alerts)
        paused = [one for one in planned if one.paused]
        if back := await _told_back(deps, tx, paused, told - names):
            await queue(tx, Cause(f"takeover_back:{now.isoformat()}", now), back)


def _names(plans: list[Broadcast], held: list[Session]) -> set[str]:
    return {_name_of(one) for one in plans} | {f"s{one.id}" for one in held}


def _name_of(plan: Broadcast) -> str:
    """With whose it was: taken over it is no more the same."""
    return f"b{plan.id}:{plan.coach_chat_id}"


async def _told_back(deps: Deps, tx: Tx, paused: list[Broadcast], gone: set[str]) -> list[Letter]:
    """`gone`: what is left behind no more."""
    counted = Counter(one.coach_chat_id for one in paused if _name_of(one) in gone)
    found = []
    for coach, n in sorted(counted.items()):
        book = await coaches.book_for(deps, tx, coach)
        planned = Button(book.t("planned.button.list"), "planned:list")
        said = letters.say(coach, book.t("takeover.back", n=n), [[planned]])
        found.append(said.with_(lane=Lane.ALERT))
    return found


def list_button(book: Book) -> Button:
    """To all of it."""
    return Button(book.t("takeover.button.list"), "takeover:list")


async def fact(context: Context) -> tuple[list[str], Rows]:
    """The line on the panel, and the way there; nothing where there is nothing."""
    plans, held = await find(context.deps, context.tx)
    if not plans and not held:
        return [], []
    return [context.t("takeover.fact", n=len(plans) + len(held))], [[list_button(context.book)]]


async def show_list(context: Context) -> None:
    """All of it: when it is for, and for whom; not the words, which were hers."""
    plans, held = await find(context.deps, context.tx)
    rows: list[list[Button]] = []
    for plan in plans:
        label = await _label(context, plan)
        rows.append([Button(label, f"takeover:plan:{plan.id}")])
    for one in held:
        label = await card.named(context.tx, context.book, one, context.zone)
        rows.append([Button(label, f"session:look:{one.id}")])
    text = context.t("takeover.list" if rows else "takeover.none")
    context.show(text, [*rows, [plan_card.button(context, "list", "planned:list")]])


async def _label(context: Context, plan: Broadcast) -> str:
    assert plan.on is not None
    who = await audience_name(context.book, context.tx, plan.audience or "")
    mark = "↻ " if plan.weekly else ""
    day = show_short(plan.on, context.language)
    return f"{mark}{day} {show_minutes(plan.minutes or 0)} · {who}"


async def _plan(context: Context) -> Broadcast | None:
    """The plan of a button, if nobody has taken it over or thrown it away; else the list."""
    found = await broadcasts.find_to_change(context.tx, context.number(0))
    there = found is not None and found.state == PLANNED and found.on is not None
    if found is None or not there or context.deps.is_coach(found.coach_chat_id):
        await show_list(context)
        return None
    return found


async def look(context: Context) -> None:
    """One message, and what can become of it."""
    if (found := await _plan(context)) is None:
        return
    text = context.t("takeover.plan", which=await _label(context, found))
    rows = [
        [Button(context.t("takeover.button.take"), f"takeover:take:{found.id}")],
        [Button(context.t("planned.button.stop"), f"takeover:stop:{found.id}")],
        [list_button(context.book)],
    ]
    context.show(text, rows)


async def take(context: Context) -> None:
    """It is hers, and stands still until she has seen it and lets it go on."""
    if (found := await _plan(context)) is None:
        return
    # Her own messages have other numbers: none of them is where these words were written.
    parts = [part | dict.fromkeys((SOURCE, WRITTEN), 0) for part in found.content["parts"]]
    # Nor are the new ones that wait for her yes part of what she planned.
    planned = {name: value for name, value in found.content.items() if name != NEW}
    content = planned | {"parts": parts}
    still = {"paused": True, "next_at": None}
    await broadcasts.hand_over(context.tx, found, context.chat_id, content, **still)
    again = await broadcasts.find(context.tx, found.id)
    assert again is not None
    await acts.note_message(context.tx, context.chat_id, "plan_taken", context.now, again)
    context.say(context.t("takeover.taken"))
    context.say(*await plan_card.card(context, again))


async def stop(context: Context) -> None:
    """Nobody wants it, and nobody can write it again: sure?"""
    if (found := await _plan(context)) is None:
        return
    text = f"{await _label(context, found)}\n{context.t('planned.stop_sure')}"
    sure = plan_card.button(context, "stop_sure", f"takeover:drop:{found.id}")
    back = Button(context.t("broadcast.button.back"), f"takeover:plan:{found.id}")
    context.show(text, [[sure], [back]])


async def drop(context: Context) -> None:
    """Gone for good."""
    if (found := await _plan(context)) is None:
        return
    await broadcasts.drop(context.tx, found.id, found.coach_chat_id)
    await acts.note_message(context.tx, context.chat_id, "plan_dropped", context.now, found)
    await show_list(context)


async def take_session(context: Context) -> None:
    """From now on its reminders leave, and are counted to her; not where it is off or begun."""
    found = await kept_sessions.find_to_change(context.tx, context.number(0))
    if found is None or not found.is_coming(context.now):
        await card.look(context)
        return
    if not context.deps.is_coach(found.coach_chat_id):
        await sessions.hand_over(context, found)
    await card.look(context)


FEATURE = Feature(
    room="takeover",
    coach=True,
    buttons={
        "list": show_list, "plan": look, "take": take, "stop": stop, "drop": drop,
        "session": take_session, "sent": left.look, "mine": left.take,
    },
    ticks=(Tick("left", 3600.0, tell, at_start=True),),
)  # fmt: skip

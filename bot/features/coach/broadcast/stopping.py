"""What is leaving, whoever wrote it, and the way to hold it.

Of several the latest of hers is shown, and the way to all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.calendar.days import show_instant
from bot.context import Context
from bot.feature import Feature
from bot.features.coach import message
from bot.features.coach.broadcast import left, outcome, plan_card, sent
from bot.features.coach.inbox import undo
from bot.features.coach.names import in_short, whose
from bot.outbox import letters
from bot.outbox.letters import Button, Rows
from bot.road.lanes import Lane
from bot.screens import typed
from bot.store import broadcasts, sessions
from bot.store.broadcasts import FILLING, PLANNED, SENDING, Broadcast
from bot.store.relay import Passed
from bot.text import join

_MOST = 30
"""So many in the list; all of hers stand in that of what is planned."""
_LONGEST_LABEL = 60
_JUST_ANSWERED = timedelta(minutes=3)
"""How long after an answer to a client a second thought about it is likely."""


async def offer(context: Context, likely: Sequence[Broadcast] = ()) -> bool:
    """What leaves, and the answer that she has just given, the later one first. False: neither.

    `likely`: what of it she means sooner than the rest.
    """
    leaving, answer = await _leaving(context, likely), await undo.latest(context)
    if not leaving:
        if answer is None or not is_just(context, answer):
            return False
        undo.ask(context, answer)
        return True
    text, rows = await _shown(context, leaving)
    began = leaving[0].confirmed_at or leaving[0].started_at or context.now
    if answer is not None and answer.at > began:
        undo.ask(context, answer)
    elif answer is not None and is_just(context, answer):
        rows = [*rows, *await undo.way_to(context, answer)]
    context.say(text, rows)
    return True


def is_just(context: Context, answer: Passed) -> bool:
    """Whether she gave it so lately that a second thought is likely."""
    return context.now - answer.at < _JUST_ANSWERED


async def say_nothing_leaves(context: Context) -> None:
    """Then what can still be withdrawn, and what is planned."""
    planned = Button(context.t("planned.button.list"), "planned:list")
    sent = await _sent(context)
    can = context.t("broadcast.withdrawable") if sent else ""
    answer = await undo.way_to(context, await undo.latest(context))
    rows = [*sent, *answer, [planned], [to_sessions(context)]]
    # "Never mind" may be said to what the screen in sight asks.
    left = context.t("coach.left") if typed.is_leaving(context.text) else ""
    context.say(join([left, context.t("broadcast.nothing_leaves"), can], "\n"), rows)


def to_sessions(context: Context) -> Button:
    """The way to what may be called off."""
    return Button(context.t("coach.button.sessions"), "session:list")


async def _sent(context: Context, *besides: int) -> list[list[Button]]:
    """The way to each message of hers that can still be withdrawn, and to those of nobody here."""
    found = await broadcasts.list_sent(context.tx, context.chat_id, context.now)
    hers = [
        [Button(await _label(context, one), f"outcome:look:{one.id}")]
        for one in [one for one in found if one.id not in besides][:_MOST]
    ]
    return [*hers, *await left.ways(context)]


async def _leaving(context: Context, likely: Sequence[Broadcast] = ()) -> list[Broadcast]:
    """What leaves: what is likely and what she wrote first, the latest first; one for each
    session.
    """
    first = {one.id for one in likely}
    found = sorted(
        await broadcasts.list_leaving(context.tx),
        key=lambda one: (
            one.id in first,
            one.session_id is None,
            one.coach_chat_id == context.chat_id,
            one.started_at or one.next_at or context.now,
            one.id,
        ),
        reverse=True,
    )
    return list({one.session_id or -one.id: one for one in found}.values())


async def list_leaving(context: Context) -> None:
    """All of it, to choose from."""
    leaving = (await _leaving(context))[:_MOST]
    rows = [[Button(await _label(context, one), f"stopping:look:{one.id}")] for one in leaving]
    rows += await _sent(context, *(one.id for one in leaving))
    context.show(context.t("broadcast.what_leaves" if rows else "broadcast.nothing_leaves"), rows)


async def _label(context: Context, found: Broadcast) -> str:
    if found.session_id is not None:
        held = await sessions.find(context.tx, found.session_id)
        when = held.at if held is not None else None
        shown = show_instant(when, context.zone, context.language) if when is not None else "…"
        label = context.t("broadcast.of_session", when=shown)
    else:
        label = await in_short(context.book, context.tx, found)
    if (who := whose(context, found.coach_chat_id)) != "own":
        label = f"{context.t(f'broadcast.of_{who}')} {label}"
    return message.shortened(label, _LONGEST_LABEL)


async def look(context: Context) -> None:
    """One of them."""
    leaving = await _leaving(context)
    chosen = [one for one in leaving if one.id == context.number(0)]
    if not chosen:
        context.show(context.t("broadcast.nothing_to_stop"))
        return
    context.show(*await _shown(context, [*chosen, *leaving]))


async def _shown(context: Context, leaving: Sequence[Broadcast]) -> tuple[str, Rows]:
    """The first of these: which it is, how it stands, what holds it, and the way to the others."""
    found = leaving[0]
    if found.session_id is not None:
        text, rows = await _of_session(context, found.session_id)
    else:
        text, rows = await _of_message(context, found)
    if any(one.id != found.id for one in leaving) or await _sent(context, found.id):
        what_else = Button(context.t("broadcast.button.what_else"), "stopping:list")
        rows = [*rows, [what_else]]
    return text, rows


async def _of_session(context: Context, session_id: int) -> tuple[str, Rows]:
    """Its reminders end where it is called off, by whatever coach."""
    found = await sessions.find(context.tx, session_id)
    if found is None or found.at is None:
        return context.t("session.gone"), []
    when = show_instant(found.at, context.zone, context.language)
    look = Button(context.t("session.button.look"), f"session:look:{session_id}")
    who = whose(context, found.coach_chat_id)
    key = "leaves" if who == "own" else f"leaves_of_{who}"
    return context.t(f"session.{key}", when=when), [[look]]


async def _of_message(context: Context, found: Broadcast) -> tuple[str, Rows]:
    mine = found.coach_chat_id == context.chat_id
    if found.state == PLANNED:
        # The fact first: whoever typed "no" reads one line, and puts the phone down.
        leaves = context.t("broadcast.leaves_in", n=_seconds_left(context, found)) if mine else ""
        below = "" if mine else context.t("broadcast.about_to")
        text = await sent.about(context.tx, context.book, found, below)
        text = join([leaves, text.strip()]).plain
        rows: Rows = [[Button(context.t("broadcast.button.undo"), f"broadcast:undo:{found.id}")]]
    else:
        text, rows = await sent.standing(context.tx, context.book, found)
    if mine:
        return text, rows
    hold = Button(context.t("broadcast.button.stop"), f"stopping:hold:{found.id}")
    who = whose(context, found.coach_chat_id)
    take = left.take_over(context, found) if who == "left" else []
    return f"{context.t(f'broadcast.of_{who}')}\n\n{text}", [[hold], *take]


def _seconds_left(context: Context, found: Broadcast) -> int:
    left = found.next_at - context.now if found.next_at is not None else timedelta()
    return max(1, round(left.total_seconds()))


async def hold(context: Context) -> None:
    """What another coach sends is stopped, and she hears it; within the minute it is a draft of
    hers again.
    """
    found = await broadcasts.find_to_change(context.tx, context.number(0))
    if found is None or found.session_id is not None:
        context.show(context.t("broadcast.nothing_to_stop"))
    elif found.state == PLANNED and found.on is None:
        await broadcasts.take_back(context.tx, found.id, found.coach_chat_id)
        await plan_card.tell_in_card(context, found, "recalled")
        draft = ("coach.button.draft", f"broadcast:look:{found.id}")
        await _held(context, found, "message_recalled", ("held_by_other", *draft))
    elif found.state in (FILLING, SENDING) and found.stopped_at is None:
        await outcome.halt(context, found)
        look = ("planned.button.read", f"outcome:look:{found.id}")
        await _held(context, found, "message_stopped", ("stopped_by_other", *look))
    else:
        context.show(context.t("broadcast.nothing_to_stop"))


async def _held(context: Context, found: Broadcast, act: str, told: tuple[str, str, str]) -> None:
    """Done; `told`: what its writer hears, and the label and the data of her way to it."""
    await sent.note(context, act, found)
    hears = context.deps.is_coach(found.coach_chat_id)
    done = context.t("broadcast.held" if hears else "broadcast.halted")
    context.show(await sent.about(context.tx, context.book, found, done))
    if not hears:
        return
    book = await sent.book_of(context.deps, context.tx, found)
    what, label, data = told
    text = await sent.about(context.tx, book, found, book.t(f"broadcast.{what}"))
    letter = letters.say(found.coach_chat_id, text, [[Button(book.t(label), data)]])
    context.send(letter.with_(lane=Lane.RELAY))


FEATURE = Feature(
    room="stopping",
    coach=True,
    buttons={"hold": hold, "list": list_leaving, "look": look},
)

"""The word "stop" of a coach: what is leaving, whoever wrote it, and the way to hold it."""

from __future__ import annotations

from bot.calendar.days import show_instant
from bot.context import Context
from bot.feature import Feature
from bot.features.coach import outcome
from bot.outbox import letters
from bot.outbox.letters import Button, Rows
from bot.road.lanes import Lane
from bot.store import broadcasts, sessions
from bot.store.broadcasts import FILLING, PLANNED, SENDING, Broadcast

_MOST = 5
"""So many at once; all of hers stand in the list of what is planned."""


async def stop(context: Context) -> bool:
    """Whether that was all she meant: who is a client as well stops what comes to her, too."""
    leaving = await broadcasts.list_leaving(context.tx)
    held = list(dict.fromkeys(one.session_id for one in leaving if one.session_id is not None))
    for session_id in held[-_MOST:]:
        await _show_session(context, session_id)
    written = [one for one in leaving if one.session_id is None]
    for found in written[-_MOST:]:
        context.say(*_shown(context, found))
    if leaving or context.client is not None:
        return context.client is None
    planned = Button(context.t("planned.button.list"), "planned:list")
    held_ones = Button(context.t("coach.button.sessions"), "session:list")
    context.say(context.t("broadcast.nothing_leaves"), [[planned], [held_ones]])
    return True


async def _show_session(context: Context, session_id: int) -> None:
    """Its reminders end where it is called off, by whatever coach."""
    found = await sessions.find(context.tx, session_id)
    if found is None or found.at is None:
        return
    when = show_instant(found.at, context.zone, context.language)
    look = Button(context.t("session.button.look"), f"session:look:{session_id}")
    key = "leaves" if found.coach_chat_id == context.chat_id else "leaves_of_other"
    context.say(context.t(f"session.{key}", when=when), [[look]])


def _shown(context: Context, found: Broadcast) -> tuple[str, Rows]:
    """Which message it is, how it stands, and what holds it."""
    mine = found.coach_chat_id == context.chat_id
    if found.state == PLANNED:
        leaves = context.t("broadcast.leaves" if mine else "broadcast.about_to")
        text = outcome.about(context.book, found, leaves)
        rows: Rows = [[Button(context.t("broadcast.button.undo"), f"broadcast:undo:{found.id}")]]
    else:
        text, rows = outcome.standing(context.book, found)
    if mine:
        return text, rows
    hold = Button(context.t("broadcast.button.stop"), f"stopping:hold:{found.id}")
    return f"{context.t('broadcast.of_other')}\n\n{text}", [[hold]]


async def hold(context: Context) -> None:
    """What another coach sends is stopped, and she hears it; within the minute it is a draft of
    hers again.
    """
    found = await broadcasts.find_to_change(context.tx, context.number(0))
    if found is None or found.session_id is not None:
        context.show(context.t("broadcast.nothing_to_stop"))
    elif found.state == PLANNED and found.on is None:
        await broadcasts.take_back(context.tx, found.id, found.coach_chat_id)
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
    await outcome.note(context, act, found)
    context.show(outcome.about(context.book, found, context.t("broadcast.held")))
    book = outcome.book_of(context.deps, found)
    what, label, data = told
    text = outcome.about(book, found, book.t(f"broadcast.{what}"))
    letter = letters.say(found.coach_chat_id, text, [[Button(book.t(label), data)]])
    context.send(letter.with_(lane=Lane.RELAY))


FEATURE = Feature(room="stopping", coach=True, buttons={"hold": hold}, coachs_words={"stop": stop})

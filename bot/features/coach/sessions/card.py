"""A session as coaches see it: listed, looked at, and called off, whoever of them planned it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot import coaches
from bot.calendar.days import show_coming, show_instant
from bot.calendar.times import local_date, local_minutes, show_minutes
from bot.content.model import Book
from bot.context import Context
from bot.features.coach.broadcast import sent
from bot.features.coach.broadcast.whom import over_by_then
from bot.features.coach.names import audience_name, whose
from bot.features.coach.reminder import BEFORE, EVERYBODY
from bot.features.coach.sessions import twins
from bot.outbox import letters
from bot.outbox.letters import Button, Rows
from bot.road.lanes import Lane
from bot.screens.frame import panel_button
from bot.store import acts, audiences, broadcast_sending, broadcasts, sessions
from bot.store.broadcasts import FILLING, Broadcast
from bot.store.engine import Tx
from bot.store.sessions import CANCELLED, DAY, HOUR, Session
from bot.text import join


async def show_list(context: Context) -> None:
    """What any coach has planned, and a new one."""
    coming = await sessions.list_coming(context.tx, context.now)
    rows = [[Button(_label(context, one), f"session:look:{one.id}")] for one in coming]
    text = context.t("session.list") if rows else context.t("session.none")
    new = button(context, "new", "session:new")
    context.show(text, [*rows, [new], [panel_button(context.t)]])


def _label(context: Context, found: Session) -> str:
    when = show_when(context, found)
    if _is_left_behind(context, found):
        return context.t("session.left_behind", when=when)
    return when if _is_hers(context, found) else context.t("session.other", when=when)


def _is_left_behind(context: Context, found: Session) -> bool:
    """Whether whoever planned it is no coach any more: no reminder of it leaves."""
    return not context.deps.is_coach(found.coach_chat_id)


def _is_hers(context: Context, found: Session) -> bool:
    return found.coach_chat_id == context.chat_id


def show_when(context: Context, found: Session) -> str:
    """Its day and hour by her clock."""
    assert found.at is not None
    return show_at(context, found.at)


def show_at(context: Context, at: datetime) -> str:
    """This instant by her clock, with the year when it is not this one."""
    today, zone = local_date(context.zone, context.now), context.zone
    on = show_coming(local_date(zone, at), today, context.language)
    return f"{on}, {show_minutes(local_minutes(zone, at))}"


async def named(tx: Tx, book: Book, found: Session, zone: str) -> str:
    """When it is by a clock in `zone`, and for whom."""
    assert found.at is not None
    when = show_instant(found.at, zone, book.language)
    who = await audience_name(book, tx, found.audience or "")
    return book.t("session.which", when=when, who=who)


async def look(context: Context) -> None:
    """One of them."""
    if (found := await _planned(context)) is not None:
        await _show(context, found)


async def _planned(context: Context) -> Session | None:
    """The one of a button, whoever planned it; what is not planned yet is only hers."""
    found = await sessions.find_to_change(context.tx, context.number(0))
    if found is None or found.at is None or found.audience is None:
        context.show(context.t("session.gone"))
        return None
    return found


async def _show(context: Context, found: Session) -> None:
    reminders = await broadcasts.list_of_session(context.tx, found.id)
    told = [sent.of_session(context.book, one) for one in reminders if one.state != FILLING]
    whose_it_is = whose(context, found.coach_chat_id)
    of_other = "" if whose_it_is == "own" else context.t(f"broadcast.of_{whose_it_is}")
    who = await audience_name(context.book, context.tx, found.audience or "")
    all_of_them = [button(context, "list", "session:list")]
    if found.cancelled_at is not None:
        which = context.t("session.which", when=show_when(context, found), who=who)
        off = "\n".join([which, who_hears(context, reminders)])
        anew = button(context, "anew", f"session:anew:{found.id}")
        stays = await twins.staying(context, found)
        context.show(join([of_other, off, stays, "\n".join(told)]), [[anew], all_of_them])
        return
    assert found.at is not None
    begun = found.at <= context.now
    if left := whose_it_is == "left":
        of_other = context.t("session.nobody_sends")
    key = "begun" if begun else "which" if left else "one"
    about = context.t(f"session.{key}", when=show_when(context, found), who=who)
    off_button = [button(context, "cancel", f"session:cancel:{found.id}")]
    take = [[Button(context.t("takeover.button.take"), f"takeover:session:{found.id}")]]
    rows: Rows = [*(take if left and not begun else []), *([] if begun else [off_button]),
                  all_of_them]  # fmt: skip
    over = "" if begun else await over_by_then(context, "session", found.audience or "", found.at)
    beside = "" if begun else await twins.beside(context, found, found.audience or "")
    context.show(join([of_other, about, over, beside, found.link, "\n".join(told)]), rows)


def who_hears(context: Context, reminders: list[Broadcast]) -> str:
    """That it is off, and with whom that is told when: by the messages about it."""
    last = next((one for one in reminders if one.content["reminder"] == CANCELLED), None)
    if last is None:
        return context.t("session.cancelled_unheard")
    which = "for_all" if last.content.get(EVERYBODY) else "for_heard"
    return f"{context.t(f'session.cancelled_{which}')} {context.t('session.hears')}"


async def cancel(context: Context) -> None:
    """Sure?"""
    if (found := await _planned(context)) is None:
        return
    if found.cancelled_at is not None or (found.at is not None and found.at <= context.now):
        await _show(context, found)
        return
    sure = button(context, "cancel_sure", f"session:off:{found.id}")
    back = Button(context.t("broadcast.button.back"), f"session:look:{found.id}")
    is_other = whose(context, found.coach_chat_id) == "other"
    of_other = context.t("session.cancel_of_other") if is_other else ""
    who = await audience_name(context.book, context.tx, found.audience or "")
    which = context.t("session.which", when=show_when(context, found), who=who)
    sure_of = [context.t("session.cancel_sure"), of_other, await twins.staying(context, found),
               context.t("session.cancel_anew")]  # fmt: skip
    text = join([f"{which}.", *sure_of], "\n")
    context.show(text, [[sure], [back]])


async def cancel_now(context: Context) -> None:
    """Off; who heard a reminder hears this, too, and so does the coach who planned it."""
    if (found := await _planned(context)) is None:
        return
    if await call_off(context.tx, found, context.chat_id, context.now):
        await _tell_its_coach(context, found)
    again = await sessions.find(context.tx, found.id)
    assert again is not None
    await _show(context, again)


async def _tell_its_coach(context: Context, found: Session) -> None:
    deps = context.deps
    if _is_hers(context, found) or not deps.is_coach(found.coach_chat_id):
        return
    book = await coaches.book_for(deps, context.tx, found.coach_chat_id)
    which = await named(context.tx, book, found, deps.settings.timezone)
    look_at_it = Button(book.t("session.button.look"), f"session:look:{found.id}")
    text = book.t("session.off_by_other", which=which)
    letter = letters.say(found.coach_chat_id, text, [[look_at_it]])
    context.send(letter.with_(lane=Lane.RELAY))


async def call_off(
    tx: Tx, found: Session, coach_chat_id: int, now: datetime, *, everybody: bool = False
) -> bool:
    """A session that has not begun is off, by this coach. `everybody` hears it, or those who were
    reminded. False: there was nothing to call off.
    """
    planned = found.audience is not None and found.cancelled_at is None
    if not planned or found.at is None or found.at <= now:
        return False
    await sessions.change(tx, found.id, cancelled_at=now, next_at=None)
    await acts.note_session(tx, coach_chat_id, "session_off", now, found)
    reminded = await broadcasts.list_of_session(tx, found.id)
    for one in reminded:
        await broadcasts.change(tx, one.id, stopped_at=now, next_at=now)
        await broadcast_sending.stop_some(tx, one.id, now)
    if everybody or reminded:
        told = audiences.who_heard_of(found.id)
        to = f"{told}+{found.audience or ''}"[:200] if everybody else told
        await send(tx, found, CANCELLED, to, now, coach_chat_id, everybody=everybody)
    return True


async def send(
    tx: Tx,
    found: Session,
    which: str,
    audience: str,
    now: datetime,
    coach_chat_id: int,
    *,
    everybody: bool = False,
) -> None:
    """To these clients, and counted to this coach; it expires when the session starts, also for
    those who had to wait.

    The one of a day before does so an hour before: from then on there is another one.
    """
    assert found.at is not None
    expires_at = found.at - BEFORE[HOUR] if which == DAY else found.at
    content: dict[str, Any] = {"parts": [{"kind": "text", "text": which}], "reminder": which}
    if everybody:
        content[EVERYBODY] = True
    await broadcasts.add(
        tx, coach_chat_id, content, now, state=FILLING, audience=audience,
        session_id=found.id, started_at=now, confirmed_at=now, next_at=now, expires_at=expires_at,
    )  # fmt: skip


def button(context: Context, name: str, data: str) -> Button:
    """One of those of a session."""
    return Button(context.t(f"session.button.{name}"), data)

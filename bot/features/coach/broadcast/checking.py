"""What is wrong with a message before it can be sent, in words for the coach."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.calendar.days import show_instant
from bot.content.model import Book
from bot.context import Context
from bot.features.coach import message
from bot.features.coach.broadcast.letters import values_for
from bot.features.coach.message import Content
from bot.features.coach.names import audience_name
from bot.features.coach.placeholders import LONGEST_NAME, Values, faults
from bot.store import audiences, broadcast_sending, broadcasts, waiting
from bot.store.broadcasts import Broadcast
from bot.store.engine import Tx

_A_DAY = timedelta(days=1)
_LONGEST = Values("\N{ANCHOR}\N{VARIATION SELECTOR-16}" * LONGEST_NAME, 16)


def how_to_write(context: Context) -> str:
    """What may be sent, and what can be filled in."""
    return context.t("broadcast.write", name=_name_in(context.book), week="{week}")


def _name_in(book: Book) -> str:
    """How she writes that a name is filled in."""
    return f"{{{book.t('broadcast.example_name')}}}"


async def wait_for_words(tx: Tx, coach_chat_id: int, about: int | str, now: datetime) -> None:
    """What she writes next is the message, or other words for `about`, its draft or plan."""
    place = f"broadcast:text:{about}".rstrip(":")
    await waiting.wait_for(tx, coach_chat_id, place, now, waiting.FOR_LETTERS)


async def fault_in(context: Context, content: Content, audience: str) -> str:
    """What has to be mended first; empty when nothing has to."""
    return await find_fault(context.tx, context.book, content, audience, context.now)


async def find_fault(tx: Tx, book: Book, content: Content, audience: str, now: datetime) -> str:
    """What `fault_in` finds, in the language of this book."""
    for fault in faults(message.words_of(content)):
        key = f"broadcast.fault.{fault.kind}"
        return book.t(key, words=fault.words, name=_name_in(book), week="{week}")
    if message.is_empty(content, Values()):
        return book.t("broadcast.fault.empty")
    over = message.too_much(content, Values())
    if over > 0:
        return book.t("broadcast.fault.long", n=over)
    if message.asks_names(content) and message.too_much(content, _LONGEST) > 0:
        members = await broadcast_sending.list_members(tx, audience, now)
        values = [await values_for(tx, one, now) for one in members]
        too_long = sum(message.too_much(content, one) > 0 for one in values)
        if too_long:
            return book.t("broadcast.fault.long_for_some", n=too_long)
    return ""


async def find_twin(context: Context, found: Broadcast) -> Broadcast | None:
    """A message with the very words of this draft, of any coach, to some of the same people: of
    the last day, or about to leave. Of several the one that was confirmed last.
    """
    words = _plain(found.content)
    to_many = await broadcasts.list_to_many(context.tx, context.now - _A_DAY)
    for one in sorted(to_many, key=confirmed, reverse=True):
        if not words or _plain(one.content) != words:
            continue
        whom = (found.audience or "", one.audience or "")
        if await audiences.overlap(context.tx, *whom, context.now):
            return one
    return None


def confirmed(found: Broadcast | None) -> int:
    """When this one was confirmed, in milliseconds, to be compared by our clock alone; 0: never.

    Telegram's clock may be another, and shows whole seconds.
    """
    at = None if found is None else found.confirmed_at
    return 0 if at is None else int(at.timestamp() * 1000)


def _plain(content: Content) -> str:
    return " ".join(message.words_of(content).casefold().split())


async def warning_about_twice(context: Context, twin: Broadcast | None) -> list[str]:
    """That these words went to them already, or will, in this other message."""
    if twin is None:
        return []
    key, at = "twice", twin.started_at
    if twin.state == broadcasts.PLANNED:
        key, at = "twice_planned", twin.next_at
    assert at is not None
    who = await audience_name(context.book, context.tx, twin.audience or "")
    when = show_instant(at, context.zone, context.language)
    return [context.t(f"broadcast.{key}", at=when, who=who)]


def warning_about(book: Book, content: Content, values: Values) -> list[str]:
    """What a lock screen shows of it, and whether that tells too much."""
    kind = book.t(f"broadcast.kind.{message.kind_of(content)}")
    line = message.locked_line(content, values, kind)
    told = ", ".join(revealing(book, line))
    warned = [book.t("broadcast.revealing", words=told)] if told else []
    return [book.t("broadcast.locked", line=line), *warned]


def revealing(book: Book, line: str) -> list[str]:
    """Words in this line that tell a stranger too much; which ones they are is content."""
    told = {word.strip() for word in book.t("broadcast.revealing_words").split(",")}
    found = re.findall(r"[^\W_]+", line.lower())
    return sorted({
        word
        for word in found
        for begin in told
        if word == begin.rstrip("*") or (begin.endswith("*") and word.startswith(begin[:-1]))
    })  # fmt: skip

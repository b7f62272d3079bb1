"""Whether words of a crisis are over: known by when they were said and of what kind they were, not
by what was said last.

A list of commands, who reads this, a setting, an answer of the coach: whatever opens in between
takes nothing away. Of a client it lasts as long as the hold; what was told is kept in this process
alone (`InSight.find_crisis`), so that after a restart, or on another machine, only that is known.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.context import Context
from bot.in_sight import Shown
from bot.outbox import sight
from bot.outbox.letters import FIRST
from bot.safety.ways import BULK_WAITS
from bot.screens import typed
from bot.store import outbox_queries, waiting
from bot.text import join

NOT_THINKING, NO_DANGER = "safety:not_thinking", "safety:no_danger"
"""The buttons that turn a question of safety down."""
LATELY = timedelta(hours=2)
"""So long what is felt, or done, may well be of what was told."""


async def stands(context: Context, shown: Shown | None) -> bool:
    """Whether the newest in this chat is a reply to a crisis. What another process said, or this
    one before a restart, is known of clients alone.
    """
    client = context.client
    if client is not None and not client.is_held(context.now):
        return False
    if shown is not None:
        return shown.kind == FIRST and context.now - shown.at < BULK_WAITS
    return (
        client is not None and (await outbox_queries.come_last(context.tx, client.id))[0] == FIRST
    )


async def lasts(context: Context, shown: Shown | None) -> bool:
    """Whether it stands, or would if nothing else had been shown since. A question that nobody
    answered, and that was only a doubt, lasts as long as it is open.
    """
    if await stands(context, shown):
        return True
    if context.is_coach_alone:
        return False  # What a coach types at a screen of hers is about others.
    client, crisis = context.client, find(context)
    if client is not None and not client.is_held(context.now):
        return False
    if crisis is None:
        return client is not None
    return not _only_asks(crisis) or context.now - crisis.at < waiting.PATIENCE


def _only_asks(crisis: Shown) -> bool:
    """Whether no reply that stands says more than a question that may be turned down."""
    return all(
        one.holds(NOT_THINKING) or (one.holds(NO_DANGER) and not one.told)
        for one in (crisis, *crisis.earlier)
    )


def is_told_before(context: Context) -> bool:
    """Whether something was told, or asked about less doubtfully, within the day."""
    client, crisis = context.client, find(context)
    if crisis is not None:
        return not _only_asks(crisis)
    return client is not None and client.is_held(context.now)


def find(context: Context) -> Shown | None:
    """The newest reply to a crisis, in sight or not, as far as this process knows."""
    found = context.deps.in_sight.find_crisis(context.chat_id)
    return found if found is not None and context.now - found.at < BULK_WAITS else None


def newest(context: Context, shown: Shown | None) -> Shown | None:
    """What is in sight if that is a reply to a crisis, else the latest one before it."""
    return shown if shown is not None and shown.kind == FIRST else find(context)


def is_lately(context: Context) -> bool:
    """Whether it was told within a few hours, where it is known that it lasts."""
    client = context.client
    told_at: datetime | None = crisis.at if (crisis := find(context)) is not None else None
    if told_at is None and client is not None and client.held_until is not None:
        told_at = client.held_until - BULK_WAITS
    return told_at is not None and context.now - told_at < LATELY


async def is_near_a_crisis(context: Context) -> bool:
    """Whether words of a crisis hold something still, or a stranger's were answered just now."""
    client = context.client
    if client is not None:
        return client.is_held(context.now)
    shown = await typed.in_sight(context)
    covered = join([context.book.replies["violence_unsafe"]]).plain
    return (shown is not None and shown.said == sight.said_as(covered)) or await lasts(
        context, shown
    )

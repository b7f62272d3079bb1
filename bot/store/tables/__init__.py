"""Every table, each in the module of what it is about; all are imported from here.

Personal text and payloads are sealed by `bot.vault` before they get here: `*_sealed`.
"""

from bot.store.tables.base import metadata
from bot.store.tables.coaching import broadcast, coach_act, protocol, session
from bot.store.tables.facts import burst, lease, note, replica, road
from bot.store.tables.inbox import away, call_wish, canned, coach_group, conversation, relay
from bot.store.tables.own import (
    anchor,
    appointment,
    hard_day,
    helpful,
    letter,
    practice,
    safe_word,
    safety_plan,
    strength,
    urge,
)
from bot.store.tables.people import client, cohort, consent, invite, week_line, week_off
from bot.store.tables.traffic import intake, message, outbox, picture, waiting

__all__ = [
    "LEFT_BEHIND",
    "SCHEMA_VERSION",
    "anchor",
    "appointment",
    "away",
    "broadcast",
    "burst",
    "call_wish",
    "canned",
    "client",
    "coach_act",
    "coach_group",
    "cohort",
    "consent",
    "conversation",
    "hard_day",
    "helpful",
    "intake",
    "invite",
    "lease",
    "letter",
    "message",
    "metadata",
    "note",
    "outbox",
    "picture",
    "practice",
    "protocol",
    "relay",
    "replica",
    "road",
    "safe_word",
    "safety_plan",
    "session",
    "strength",
    "urge",
    "waiting",
    "week_line",
    "week_off",
]

SCHEMA_VERSION = "0010"
"""The migration that these tables match; a test compares."""
LEFT_BEHIND: dict[str, str] = {}
"""What stays in the schema for older programs alone, a table or `table.column`, by the first
version whose programs do not name it. The release after that one may drop it.
"""

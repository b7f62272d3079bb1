"""What clients and coaches write to each other."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    text,
)

from bot.store.tables.base import Id, client_ref, index_where, metadata
from bot.store.types import Instant, Word

relay = Table(
    "relay",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    client_ref(),
    Column("direction", Word(4), nullable=False, comment="in: to a coach; out; seen: a copy"),
    Column("from_chat_id", BigInteger, nullable=False),
    Column("from_message_id", BigInteger, nullable=False, comment="0: a line of the program's"),
    Column("to_chat_id", BigInteger, nullable=False),
    Column("to_message_id", BigInteger, comment="null until it arrived"),
    Column("album", Word(32), comment="Telegram's number of the album that it is part of"),
    Column("coach_id", BigInteger, comment="who answered"),
    Column(
        "covered",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="true: it arrived as a neutral line",
    ),
    Column("at", Instant, nullable=False, index=True),
    Index("ix_relay_from", "from_chat_id", "from_message_id"),
    Index("ix_relay_to", "to_chat_id", "to_message_id"),
    comment="Which message became which, between a client and the coaches; never its words.",
    sqlite_autoincrement=True,
)

conversation = Table(
    "conversation",
    metadata,
    Column("client_id", Id, ForeignKey("client.id", ondelete="CASCADE"), primary_key=True),
    Column("open_since", Instant, comment="the first message without an answer; null: none"),
    Column("asked_at", Instant),
    Column("answered_at", Instant),
    Column("group_id", BigInteger, comment="the group in which there is a topic for the client"),
    Column("thread_id", BigInteger),
    Index("ix_conversation_topic", "group_id", "thread_id"),
    index_where("ix_conversation_open_since", "open_since", where="open_since IS NOT NULL"),
)

call_wish = Table(
    "call_wish",
    metadata,
    Column("client_id", Id, ForeignKey("client.id", ondelete="CASCADE"), primary_key=True),
    Column("asked_at", Instant, nullable=False),
    comment="When a client last asked to be rung by the coach; nothing of why.",
)

coach_group = Table(
    "coach_group",
    metadata,
    Column("group_id", BigInteger, primary_key=True, autoincrement=False),
    Column("added_at", Instant, nullable=False),
    Column(
        "linked_at", Instant, comment="null: a coach brought the bot in, and has not linked it"
    ),
    Column("explained_at", Instant, comment="when it was last said where nothing is passed on"),
    comment="The group in which the coaches read and answer.",
)

canned = Table(
    "canned",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("text_sealed", LargeBinary, nullable=False),
    Column("created_at", Instant, nullable=False),
    comment="Answers that the coaches keep at hand.",
    sqlite_autoincrement=True,
)

away = Table(
    "away",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("coach_id", BigInteger, nullable=False),
    Column("from_on", Date, nullable=False),
    Column("until_on", Date, nullable=False, comment="the last day"),
    Column("line_sealed", LargeBinary, comment="who stands in"),
    Column("created_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)

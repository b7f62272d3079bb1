"""What comes in and goes out, and what stands in the chats."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    text,
)

from bot.store.tables.base import Id, client_ref, index_where, metadata
from bot.store.types import Instant, Word

intake = Table(
    "intake",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("update_id", BigInteger, primary_key=True),
    Column("chat_id", BigInteger, comment="null once handled"),
    Column("payload_sealed", LargeBinary, comment="null once handled"),
    Column("state", Word(12), nullable=False),
    Column("attempts", SmallInteger, nullable=False, server_default="1"),
    Column("reason", Word(200)),
    Column("received_at", Instant, nullable=False),
    Column("owner", Word(32), comment="the replica that handles it; null: there is one process"),
    index_where("ix_intake_waiting", "bot_id", "update_id", where="state = 'waiting'"),
    Index("ix_intake_received_at", "received_at"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("dedupe_key", Word(80), nullable=False, unique=True),
    Column("lane", SmallInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    client_ref(nullable=True),
    Column("broadcast_id", Id, ForeignKey("broadcast.id", ondelete="CASCADE"), index=True),
    Column("kind", Word(16), nullable=False, comment="who renders it when it is sent"),
    Column("payload_sealed", LargeBinary, comment="null once settled, or when rendered later"),
    Column("due_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("state", Word(12), nullable=False),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("lease_until", Instant),
    Column("owner", Word(32)),
    Column("reason", Word(200)),
    Column("message_id", BigInteger),
    Column("album_ids", Word(200), comment="numbers of an album's other messages"),
    Column(
        "waited",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="whether its client was not to be disturbed when it came up",
    ),
    Column("created_at", Instant, nullable=False),
    Column("settled_at", Instant),
    index_where("ix_outbox_due", "lane", "due_at", "id", where="state = 'queued'"),
    index_where("ix_outbox_sending", "lease_until", where="state = 'sending'"),
    Index("ix_outbox_settled_at", "settled_at"),
    index_where("ix_outbox_stranger", "chat_id", where="client_id IS NULL"),
    sqlite_autoincrement=True,
)

message = Table(
    "message",
    metadata,
    Column("chat_id", BigInteger, primary_key=True),
    Column("message_id", BigInteger, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    comment="Numbers of the messages of the last 48 hours, both directions, for sweeping.",
)

waiting = Table(
    "waiting",
    metadata,
    Column("chat_id", BigInteger, primary_key=True),
    Column("place", Word(64), nullable=False, comment="which room waits for a text"),
    Column("until", Instant, nullable=False),
)

picture = Table(
    "picture",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("name", Word(120), primary_key=True, comment="what is drawn, with a digest of it"),
    Column("file_id", Word(255), nullable=False),
    Column("uploaded_at", Instant, nullable=False),
)

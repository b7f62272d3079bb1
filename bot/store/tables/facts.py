"""What the program keeps for itself: facts about the database, what processes share."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, LargeBinary, Table

from bot.store.tables.base import metadata
from bot.store.types import Instant, Word

note = Table(
    "note",
    metadata,
    Column("name", Word(64), primary_key=True),
    Column("value", LargeBinary, nullable=False),
    comment="A few facts about this database, such as a sealed word that shows the key fits.",
)

# The rest is for several processes on PostgreSQL; with SQLite there is one, and these stay empty.

replica = Table(
    "replica",
    metadata,
    Column("owner", Word(32), primary_key=True),
    Column("seen_at", Instant, nullable=False, comment="by the clock of the database"),
    comment="The processes that share this database; one that is not seen for long is gone.",
)

lease = Table(
    "lease",
    metadata,
    Column("name", Word(16), primary_key=True),
    Column("owner", Word(32), nullable=False),
    Column("epoch", BigInteger, nullable=False, comment="one more at each change of hands"),
    Column("until", Instant, nullable=False, comment="by the clock of the database"),
    comment="What one process does for all, such as sending to many.",
)

road = Table(
    "road",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("taken", LargeBinary, nullable=False, comment="the instants of the latest sends"),
    comment="What all processes together sent within the last second.",
)

burst = Table(
    "burst",
    metadata,
    Column("chat_id", BigInteger, primary_key=True),
    Column("reply_sealed", LargeBinary, nullable=False),
    Column("last_at", Instant, nullable=False),
    comment="The reply that stands for what is being written in a chat; gone within a minute.",
)

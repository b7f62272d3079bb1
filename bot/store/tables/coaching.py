"""What the coaches do and send: meetings, messages to many, and a list of their acts."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    text,
)

from bot.store.tables.base import Id, index_where, metadata
from bot.store.types import Instant, Word

session = Table(
    "session",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("coach_chat_id", BigInteger, nullable=False),
    Column("audience", Word(200), comment="null: not chosen yet"),
    Column("at", Instant, comment="null: not chosen yet"),
    Column("link_sealed", LargeBinary),
    Column("cancelled_at", Instant),
    Column("stage", SmallInteger, nullable=False, server_default="0"),
    Column("next_at", Instant, comment="the next reminder"),
    Column("created_at", Instant, nullable=False),
    index_where("ix_session_next_at", "next_at", where="next_at IS NOT NULL"),
    comment="A meeting of a group with its coach.",
    sqlite_autoincrement=True,
)

broadcast = Table(
    "broadcast",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("coach_chat_id", BigInteger, nullable=False),
    Column(
        "state",
        Word(12),
        nullable=False,
        comment="album, draft, planned, filling, sending, done",
    ),
    Column("content_sealed", LargeBinary, nullable=False),
    Column("album", Word(32), comment="Telegram's number of the album that it is"),
    Column("audience", Word(200), comment="null: not chosen yet"),
    Column("on", Date, comment="the local date for which it is planned"),
    Column("minutes", SmallInteger, comment="after local midnight"),
    Column("zone", Word(64), comment="the clock of the coach"),
    Column("weekly", Boolean, nullable=False, server_default=text("false")),
    Column(
        "each_local",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="true: by the clock of each client",
    ),
    Column("paused", Boolean, nullable=False, server_default=text("false")),
    Column("session_id", Id, ForeignKey("session.id", ondelete="CASCADE")),
    Column("card_id", BigInteger, comment="the message that shows how it goes"),
    Column(
        "card_covered",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="true: the coach has something else open in that message",
    ),
    Column("version", SmallInteger, nullable=False, server_default="0"),
    Column("next_at", Instant, comment="when the tick looks at it again"),
    Column("cursor", Id, nullable=False, server_default="0", comment="the last client queued"),
    Column("expires_at", Instant, comment="when nobody gets it any more"),
    Column("created_at", Instant, nullable=False),
    Column("confirmed_at", Instant),
    Column("started_at", Instant),
    Column("stopped_at", Instant),
    Column("withdrawn_at", Instant),
    Column("finished_at", Instant),
    Column("total", Integer, nullable=False, server_default="0"),
    Column("sent", Integer, nullable=False, server_default="0"),
    Column("unreachable", Integer, nullable=False, server_default="0"),
    Column("expired", Integer, nullable=False, server_default="0"),
    Column("refused", Integer, nullable=False, server_default="0"),
    Column("stopped", Integer, nullable=False, server_default="0"),
    # Of those who had to wait: kept apart until all of them are shown at the same instant.
    Column("later_sent", Integer, nullable=False, server_default="0"),
    Column("later_unreachable", Integer, nullable=False, server_default="0"),
    Column("later_expired", Integer, nullable=False, server_default="0"),
    Column("later_refused", Integer, nullable=False, server_default="0"),
    Column("later_stopped", Integer, nullable=False, server_default="0"),
    index_where("ix_broadcast_next_at", "next_at", where="next_at IS NOT NULL"),
    sqlite_autoincrement=True,
)

protocol = Table(
    "protocol",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("version", Word(16), nullable=False),
    Column("coach_id", BigInteger, nullable=False, comment="who confirmed it"),
    Column("confirmed_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    comment="What the coaches agreed on for when a client asks to be rung.",
    sqlite_autoincrement=True,
)

coach_act = Table(
    "coach_act",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("coach_id", BigInteger, nullable=False),
    Column("act", Word(24), nullable=False),
    Column("client_id", Id, ForeignKey("client.id", ondelete="SET NULL"), index=True),
    Column("cohort_id", Id, ForeignKey("cohort.id", ondelete="SET NULL")),
    # No keys of another table: these numbers are never given again, and say nothing once that is
    # gone. The words of a message stand with the message alone, and go with it.
    Column("broadcast_id", Id, comment="which message, while it is kept"),
    Column("session_id", Id, comment="which meeting, while it is kept"),
    Column("for_at", Instant, comment="when it leaves, left or is held, as it was then"),
    Column("at", Instant, nullable=False, index=True),
    comment="What the coaches did: who, what, when; never a client's words.",
    sqlite_autoincrement=True,
)

"""Who takes part, in which group, and what each agreed to."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    text,
)

from bot.calendar.times import USUAL_QUIET
from bot.store.tables.base import Id, client_ref, index_where, metadata
from bot.store.types import Instant, Word

cohort = Table(
    "cohort",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("name_sealed", LargeBinary),
    Column("start_on", Date, comment="the first day of the programme"),
    Column("created_at", Instant, nullable=False),
    Column("ended_at", Instant),
    sqlite_autoincrement=True,
)

week_off = Table(
    "week_off",
    metadata,
    Column("cohort_id", Id, ForeignKey("cohort.id", ondelete="CASCADE"), primary_key=True),
    Column("from_on", Date, primary_key=True, comment="the first of its seven days"),
    comment="A week in which the programme of a cohort stands still.",
)

week_line = Table(
    "week_line",
    metadata,
    Column("cohort_id", Id, ForeignKey("cohort.id", ondelete="CASCADE"), primary_key=True),
    Column("week", SmallInteger, primary_key=True, comment="1 to 16"),
    Column("text_sealed", LargeBinary, nullable=False),
    comment="What the coach adds to a week's theme for a cohort.",
)

invite = Table(
    "invite",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("token_hash", Word(64), nullable=False, unique=True),
    Column("cohort_id", Id, ForeignKey("cohort.id", ondelete="CASCADE"), nullable=False),
    Column("uses", Integer, nullable=False),
    Column("uses_left", Integer, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    Column("created_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)

client = Table(
    "client",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("chat_id", BigInteger, nullable=False, unique=True),
    Column("cohort_id", Id, ForeignKey("cohort.id", ondelete="SET NULL")),
    Column("status", Word(16), nullable=False, server_default="active"),
    Column("language", Word(2), nullable=False),
    Column("zone", Word(64), nullable=False),
    Column("daily_at", SmallInteger, nullable=False, comment="minutes after local midnight"),
    Column("every_days", SmallInteger, nullable=False, server_default="1"),
    Column("quiet_from", SmallInteger, nullable=False, server_default=text(str(USUAL_QUIET[0]))),
    Column("quiet_to", SmallInteger, nullable=False, server_default=text(str(USUAL_QUIET[1]))),
    Column("neutral", Boolean, nullable=False, server_default=text("false")),
    Column("started_on", Date, nullable=False, comment="local date of the first daily message"),
    Column("next_daily_at", Instant, comment="null: nothing by itself"),
    Column("daily_on", Date, comment="local date of the last daily message"),
    Column("week_told", SmallInteger, nullable=False, server_default="0"),
    Column("after", Word(16), comment="what the client chose for after the programme"),
    Column("ended_at", Instant, comment="the end of the sixteen weeks"),
    Column("held_until", Instant, comment="bulk waits until then"),
    Column("pushed_on", Date, comment="local date of the last unrequested message"),
    Column("pushed", SmallInteger, nullable=False, server_default="0"),
    Column("unreachable_at", Instant),
    Column("country", Word(8)),
    Column("situation", Word(16)),
    Column("nickname_sealed", LargeBinary),
    Column("called_sealed", LargeBinary, comment="what the coach calls the client"),
    Column("paused_by", Word(8), comment="null: the client; coach; both"),
    Column("asked_more_at", Instant, comment="when the questions of the third day were asked"),
    Column(
        "more_offered",
        SmallInteger,
        nullable=False,
        server_default="0",
        comment="on how many messages those questions were offered",
    ),
    Column("pace", Word(8), comment="seconds in and out of the moving breath, such as 4-6"),
    Column("consent_ask_at", Instant, comment="from when to ask again what has changed"),
    Column("last_seen_at", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    index_where("ix_client_next_daily_at", "next_daily_at", where="next_daily_at IS NOT NULL"),
    index_where("ix_client_held_until", "held_until", where="held_until IS NOT NULL"),
    Index("ix_client_ended_at", "ended_at", "started_on"),
    index_where("ix_client_arriving", "last_seen_at", where="daily_on IS NULL"),
    sqlite_autoincrement=True,
)

consent = Table(
    "consent",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    client_ref(),
    Column("purpose", Word(32), nullable=False),
    Column("version", Word(16), nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    Column(
        "lapsed",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="true: the text has changed, and it is to be asked again",
    ),
    sqlite_autoincrement=True,
)

"""What a client does here, and keeps: urges and exercises, anchors and letters, hard days."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    UniqueConstraint,
    text,
)

from bot.store.tables.base import Id, client_ref, index_where, metadata
from bot.store.types import Instant, Word

urge = Table(
    "urge",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    client_ref(),
    Column("kind", Word(16), comment="incoming, on_the_way, happened; null: about to"),
    Column("state", Word(16), comment="the withdrawal state that the client named"),
    Column("started_at", Instant, nullable=False),
    Column("last_act_at", Instant, nullable=False),
    Column("ended_at", Instant, comment="null also when it ran out: an hour after the last act"),
    Column("return_at", Instant, comment="when the bot offered, or promised, to come back"),
    Column("return_wish", Word(8), comment="asked, yes, no"),
    Column("cause", Word(16), comment="what set it off, a code"),
    Column("phase", Word(16), comment="the phase of the cycle that the client named"),
    Column("contact", Boolean, comment="null: not said, or of no account"),
    Column("back_minutes", Integer, comment="about how long after contact, as the client tapped"),
    sqlite_autoincrement=True,
)

strength = Table(
    "strength",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    client_ref(),
    Column("urge_id", Id, ForeignKey("urge.id", ondelete="CASCADE"), nullable=False),
    Column(
        "practice_id",
        Id,
        nullable=False,
        comment="the exercise just done; 0: none yet; -1: at the return; less: asked again",
    ),
    Column("value", SmallInteger, nullable=False, comment="0 to 10"),
    Column("at", Instant, nullable=False),
    UniqueConstraint("urge_id", "practice_id"),
    sqlite_autoincrement=True,
)

practice = Table(
    "practice",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    client_ref(),
    Column("urge_id", Id, ForeignKey("urge.id", ondelete="CASCADE")),
    Column("exercise", Word(32), nullable=False),
    Column("step", SmallInteger, nullable=False, server_default="0"),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    comment="An exercise in progress, or done.",
    sqlite_autoincrement=True,
)

helpful = Table(
    "helpful",
    metadata,
    Column("client_id", Id, ForeignKey("client.id", ondelete="CASCADE"), primary_key=True),
    Column("day", SmallInteger, primary_key=True, comment="day of the programme, from 0"),
    Column("at", Instant, nullable=False),
)

safe_word = Table(
    "safe_word",
    metadata,
    Column("client_id", Id, ForeignKey("client.id", ondelete="CASCADE"), primary_key=True),
    Column("hash_sealed", LargeBinary, comment="salt and scrypt hash; null until confirmed"),
    Column("next_sealed", LargeBinary, comment="a new word, typed once"),
    Column("lets_anchor_out", Boolean, nullable=False, server_default=text("false")),
    Column("wrong", SmallInteger, nullable=False, server_default="0"),
    Column("shut_until", Instant, comment="no word is taken before: it was wrong too often"),
    Column("open_until", Instant),
    Column("goes_to", Word(64), comment="the button that was asked for"),
)

anchor = Table(
    "anchor",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    client_ref(),
    Column("kind", Word(12), nullable=False, comment="sentence, plan, voice"),
    Column("content_sealed", LargeBinary, nullable=False),
    Column("ready", Boolean, nullable=False, comment="false: a plan with its first half only"),
    Column("shown", Integer, nullable=False, server_default="0", comment="the order of showing"),
    Column("created_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)

letter = Table(
    "letter",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    client_ref(),
    Column("content_sealed", LargeBinary, nullable=False),
    Column("long", Boolean, nullable=False),
    Column("strength_then", SmallInteger, comment="0 to 10"),
    Column("strength_now", SmallInteger, comment="0 to 10, when it was opened"),
    Column("sealed_at", Instant, nullable=False),
    Column("opens_at", Instant, nullable=False),
    Column("opened_at", Instant),
    Column("gone_at", Instant, nullable=False, index=True, comment="thrown away by then"),
    sqlite_autoincrement=True,
)

appointment = Table(
    "appointment",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    client_ref(),
    Column("kind", Word(12), nullable=False, comment="children, work, lawyer, other"),
    Column("at", Instant, comment="null: not known yet"),
    Column("asked_on", Date, comment="the day that was chosen, while the hour is asked"),
    Column("asking", Boolean, nullable=False, server_default=text("false")),
    Column("in_quiet", Boolean, nullable=False, server_default=text("false")),
    Column("note_sealed", LargeBinary),
    Column("stage", SmallInteger, nullable=False, server_default="0"),
    Column("next_at", Instant, comment="the next letter about it"),
    Column("created_at", Instant, nullable=False),
    index_where("ix_appointment_next_at", "next_at", where="next_at IS NOT NULL"),
    sqlite_autoincrement=True,
)

hard_day = Table(
    "hard_day",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    client_ref(),
    Column("day", Date, nullable=False),
    Column("yearly", Boolean, nullable=False, server_default=text("false")),
    Column("name_sealed", LargeBinary),
    Column("ready", Boolean, nullable=False, server_default=text("false")),
    Column("next_at", Instant, comment="null: past, or not ready"),
    Column("created_at", Instant, nullable=False),
    index_where("ix_hard_day_next_at", "next_at", where="next_at IS NOT NULL"),
    comment="A date that is hard for a client, such as a birthday.",
    sqlite_autoincrement=True,
)

safety_plan = Table(
    "safety_plan",
    metadata,
    Column("client_id", Id, ForeignKey("client.id", ondelete="CASCADE"), primary_key=True),
    Column("signals_sealed", LargeBinary),
    Column("calms_sealed", LargeBinary),
    Column("people_sealed", LargeBinary),
    Column("reasons_sealed", LargeBinary),
    Column("changed_at", Instant, nullable=False),
    comment="What a client wrote down for a crisis, in a calm moment.",
)

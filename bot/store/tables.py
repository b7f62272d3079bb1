"""Every table.

Personal text and payloads are sealed by `bot.vault` before they get here: `*_sealed`.
"""

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
    MetaData,
    SmallInteger,
    Table,
    UniqueConstraint,
    text,
)

from bot.calendar.times import USUAL_QUIET
from bot.store.types import Instant, Word

SCHEMA_VERSION = "0010"
"""The migration that these tables match; a test compares."""
LEFT_BEHIND: dict[str, str] = {}
"""What stays in the schema for older programs alone, a table or `table.column`, by the first
version whose programs do not name it. The release after that one may drop it.
"""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only for INTEGER; PostgreSQL needs the wide type.
Id = BigInteger().with_variant(Integer(), "sqlite")
# `sqlite_autoincrement`: else SQLite gives the number of a deleted row again, and an old button
# would mean something new. PostgreSQL never does.


def _client_ref(nullable: bool = False) -> Column[int]:
    return Column(
        "client_id", Id, ForeignKey("client.id", ondelete="CASCADE"), nullable=nullable, index=True
    )


note = Table(
    "note",
    metadata,
    Column("name", Word(64), primary_key=True),
    Column("value", LargeBinary, nullable=False),
    comment="A few facts about this database, such as a sealed word that shows the key fits.",
)

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
    Index(
        "ix_client_next_daily_at",
        "next_daily_at",
        sqlite_where=text("next_daily_at IS NOT NULL"),
        postgresql_where=text("next_daily_at IS NOT NULL"),
    ),
    Index(
        "ix_client_held_until",
        "held_until",
        sqlite_where=text("held_until IS NOT NULL"),
        postgresql_where=text("held_until IS NOT NULL"),
    ),
    Index("ix_client_ended_at", "ended_at", "started_on"),
    Index(
        "ix_client_arriving",
        "last_seen_at",
        sqlite_where=text("daily_on IS NULL"),
        postgresql_where=text("daily_on IS NULL"),
    ),
    sqlite_autoincrement=True,
)

consent = Table(
    "consent",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    _client_ref(),
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

urge = Table(
    "urge",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    _client_ref(),
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
    _client_ref(),
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
    _client_ref(),
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
    _client_ref(),
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
    _client_ref(),
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
    _client_ref(),
    Column("kind", Word(12), nullable=False, comment="children, work, lawyer, other"),
    Column("at", Instant, comment="null: not known yet"),
    Column("asked_on", Date, comment="the day that was chosen, while the hour is asked"),
    Column("asking", Boolean, nullable=False, server_default=text("false")),
    Column("in_quiet", Boolean, nullable=False, server_default=text("false")),
    Column("note_sealed", LargeBinary),
    Column("stage", SmallInteger, nullable=False, server_default="0"),
    Column("next_at", Instant, comment="the next letter about it"),
    Column("created_at", Instant, nullable=False),
    Index(
        "ix_appointment_next_at",
        "next_at",
        sqlite_where=text("next_at IS NOT NULL"),
        postgresql_where=text("next_at IS NOT NULL"),
    ),
    sqlite_autoincrement=True,
)

hard_day = Table(
    "hard_day",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    _client_ref(),
    Column("day", Date, nullable=False),
    Column("yearly", Boolean, nullable=False, server_default=text("false")),
    Column("name_sealed", LargeBinary),
    Column("ready", Boolean, nullable=False, server_default=text("false")),
    Column("next_at", Instant, comment="null: past, or not ready"),
    Column("created_at", Instant, nullable=False),
    Index(
        "ix_hard_day_next_at",
        "next_at",
        sqlite_where=text("next_at IS NOT NULL"),
        postgresql_where=text("next_at IS NOT NULL"),
    ),
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

call_wish = Table(
    "call_wish",
    metadata,
    Column("client_id", Id, ForeignKey("client.id", ondelete="CASCADE"), primary_key=True),
    Column("asked_at", Instant, nullable=False),
    comment="When a client last asked to be rung by the coach; nothing of why.",
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
    Index(
        "ix_intake_waiting",
        "bot_id",
        "update_id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index("ix_intake_received_at", "received_at"),
)

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
    Index(
        "ix_session_next_at",
        "next_at",
        sqlite_where=text("next_at IS NOT NULL"),
        postgresql_where=text("next_at IS NOT NULL"),
    ),
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
    Index(
        "ix_broadcast_next_at",
        "next_at",
        sqlite_where=text("next_at IS NOT NULL"),
        postgresql_where=text("next_at IS NOT NULL"),
    ),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("dedupe_key", Word(80), nullable=False, unique=True),
    Column("lane", SmallInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    _client_ref(nullable=True),
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
    Index(
        "ix_outbox_due",
        "lane",
        "due_at",
        "id",
        sqlite_where=text("state = 'queued'"),
        postgresql_where=text("state = 'queued'"),
    ),
    Index(
        "ix_outbox_sending",
        "lease_until",
        sqlite_where=text("state = 'sending'"),
        postgresql_where=text("state = 'sending'"),
    ),
    Index("ix_outbox_settled_at", "settled_at"),
    Index(
        "ix_outbox_stranger",
        "chat_id",
        sqlite_where=text("client_id IS NULL"),
        postgresql_where=text("client_id IS NULL"),
    ),
    sqlite_autoincrement=True,
)

relay = Table(
    "relay",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    _client_ref(),
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
    Index(
        "ix_conversation_open_since",
        "open_since",
        sqlite_where=text("open_since IS NOT NULL"),
        postgresql_where=text("open_since IS NOT NULL"),
    ),
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

"""The release after this one, as far as it matters to a machine of this one: what it makes of the
database, and what it writes there.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import BigInteger, Column, ForeignKey, String, Table, insert, literal, select

from bot.store import intake, schema
from bot.store.engine import Tx
from bot.store.intake import Arrival
from bot.store.tables import SCHEMA_VERSION, client, metadata
from bot.store.tables import intake as updates

VERSION = f"{int(SCHEMA_VERSION) + 1:04d}"
_MIGRATION = f'''
"""a column that every update writes, a table of what clients said, an index"""

import sqlalchemy as sa
from alembic import op

revision = "{VERSION}"
down_revision = lives_with = "{SCHEMA_VERSION}"


def upgrade() -> None:
    op.add_column("intake", sa.Column("release", sa.String(4), nullable=True))
    op.create_index("ix_intake_release", "intake", ["release"])
    op.create_table(
        "said",
        sa.Column("update_id", sa.BigInteger(), primary_key=True),
        sa.Column(
            "client_id", sa.BigInteger(), sa.ForeignKey("client.id", ondelete="CASCADE"),
            nullable=False,
        ),
    )
'''


def next_release(folder: Path) -> Callable[[], None]:
    """What a process does before it starts, to be of that release; `folder` is for migrations."""
    made = folder / "next_release"
    shutil.copytree(schema.MIGRATIONS, made)
    (made / "versions" / f"{VERSION}_of_the_next_release.py").write_text(_MIGRATION)
    return partial(_become, made)


def _become(migrations: Path) -> None:
    setattr(schema, "SCHEMA_VERSION", VERSION)  # noqa: B010
    schema.MIGRATIONS = migrations
    updates.append_column(Column("release", String(4), default=VERSION, onupdate=VERSION))
    said = Table(
        "said",
        metadata,
        Column("update_id", BigInteger, primary_key=True),
        Column("client_id", ForeignKey("client.id", ondelete="CASCADE"), nullable=False),
    )
    add = intake.add

    async def add_and_note(
        tx: Tx, bot_id: int, arrivals: Sequence[Arrival], now: datetime, owner: str | None = None
    ) -> dict[int, bool]:
        new = await add(tx, bot_id, arrivals, now, owner)
        for number, chat_id in ((a.update_id, a.chat_id) for a in arrivals if a.update_id in new):
            found = select(literal(number), client.c.id).where(client.c.chat_id == chat_id)
            await tx.run(insert(said).from_select(["update_id", "client_id"], found))
        return new

    intake.add = add_and_note

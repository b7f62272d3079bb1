"""Who can be written to unasked.

Left, paused and unreachable clients are excluded here, for every audience.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_

from bot.store.tables import client


def reachable() -> ColumnElement[bool]:
    """The condition under which a client may get what the coach sends."""
    return and_(
        client.c.status == "active",
        client.c.ended_at.is_(None),
        client.c.unreachable_at.is_(None),
    )

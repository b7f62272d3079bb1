"""Planning an appointment, and queueing the letters about it."""

from __future__ import annotations

from datetime import datetime

from bot.deps import Deps
from bot.features.appointment import rules
from bot.features.appointment.kind import KIND
from bot.features.appointment.rules import Stage
from bot.outbox import due
from bot.outbox.letters import Letter
from bot.outbox.queue import Cause, queue
from bot.road.lanes import Lane
from bot.store import appointments
from bot.store.appointments import Appointment, Due
from bot.store.engine import Tx


async def plan(
    tx: Tx, found: Appointment, at: datetime, now: datetime, *, in_quiet: bool
) -> Stage:
    """Set the time; gives the first letter to come. `in_quiet`: also in the quiet hours."""
    stage = rules.first_stage(at, now)
    await appointments.change(
        tx, found.id, at=at, asked_on=None, in_quiet=in_quiet, stage=int(stage),
        next_at=rules.due_at(at, stage),
    )  # fmt: skip
    return stage


async def queue_due(deps: Deps) -> None:
    """Queue each letter that is due, and move its appointment on to the next one."""
    await due.queue_all(deps, appointments.list_due, _queue)


async def _queue(tx: Tx, one: Due, now: datetime) -> None:
    stage = Stage(one.stage)
    following = Stage(one.stage + 1)
    await appointments.change(
        tx, one.id, stage=int(following), next_at=rules.due_at(one.at, following)
    )
    params = {
        "chat_id": one.chat_id,
        "appointment_id": one.id,
        "stage": int(stage),
        "at": one.at.isoformat(),
    }
    note = Letter(
        "sendMessage", params, lane=Lane.CARE, kind=KIND,
        key=f"appointment:{one.id}:{int(one.at.timestamp())}:{int(stage)}",
        due_at=one.next_at, expires_at=rules.expires_at(one.at, stage),
    )  # fmt: skip
    await queue(tx, Cause(f"appointment:{one.id}", now), [note], one.client_id)

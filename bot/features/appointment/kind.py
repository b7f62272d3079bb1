"""The letters about an appointment, rendered when they leave.

The client asked for these three, so they do not count among the two unrequested messages of a day.
Quiet hours hold all the same, unless they were confirmed for this appointment: a letter that would
come hours late is left out.
"""

from __future__ import annotations

from datetime import datetime

from bot.calendar.times import in_quiet_hours, local_minutes
from bot.content.model import Book
from bot.deps import Deps
from bot.features.appointment.rules import Stage
from bot.outbox import letters
from bot.outbox.kinds import Drop, NothingFollows, Postpone
from bot.outbox.letters import Button, Letter, Rows
from bot.screens.frame import exercises_button, help_button, urge_button
from bot.screens.stub import stub
from bot.store import appointments
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import Row

KIND = "appointment"
HOW = ("fine", "heavy", "not_held", "unsaid")
_NAMES = {Stage.BEFORE: "before", Stage.DURING: "during", Stage.AFTER: "after"}


class AppointmentKind(NothingFollows):
    """Letters of the kind `appointment`."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if client is None or row.payload is None or client.is_paused:
            return Drop("paused")
        facts = row.payload["params"]
        found = await appointments.find(tx, facts["appointment_id"], client.id)
        if found is None or found.at is None or found.at.isoformat() != facts["at"]:
            return Drop("cancelled or moved")
        minutes = local_minutes(client.zone, now)
        if not found.in_quiet and in_quiet_hours(client.quiet, minutes):
            return Drop("quiet hours")
        book, stage = deps.shelf[client.language], Stage(facts["stage"])
        held = client.is_held(now)
        if client.neutral or held:
            # Soon after a crisis somebody may be looking: the words wait behind the line.
            return stub(book, client.chat_id, f"appointment:open:{found.id}:{int(stage)}")
        noted = bool(await appointments.note_of(tx, found.id, client.id))
        text, buttons = message(book, found.id, stage, noted=noted)
        return letters.say(client.chat_id, text, buttons)


def message(book: Book, appointment_id: int, stage: Stage, *, noted: bool) -> tuple[str, Rows]:
    """What is said before, at the time, and after."""
    t = book.t
    home = [exercises_button(t), urge_button(t), help_button(t)]
    note = [Button(t("appointment.button.note"), f"appointment:look:{appointment_id}")]
    if stage is Stage.AFTER:
        answers = [
            Button(t(f"appointment.button.{how}"), f"appointment:how:{appointment_id}:{how}")
            for how in HOW
        ]
        return t("appointment.after"), [answers[:2], answers[2:], home[1:]]
    rows = [home, note] if noted and stage is Stage.BEFORE else [home]
    return t(f"appointment.{_NAMES.get(stage, 'during')}"), rows

"""To a coach who asks how something is done: the answer, and the way there."""

from __future__ import annotations

from bot.content.model import Phrasebook
from bot.outbox.letters import Button, Rows

_WAYS = {
    "withdraw": ("planned", "planned:list"),
    "correct": ("planned", "planned:list"),
    "postpone": ("planned", "planned:list"),
    "plan": ("broadcast", "broadcast:write"),
    "session": ("sessions", "session:list"),
    "away": ("away", "away:show"),
    "answer": ("inbox", "inbox:list"),
    "invite": ("invite", "invite:begin"),
    "groups": ("cohorts", "cohort:list"),
    "clients": ("clients", "clients:list"),
    "report": ("report", "report:show"),
    "message": ("broadcast", "broadcast:write"),
}
"""Topic (`coach_topics`) -> the name of its button, and where that leads."""
_MORE = {"postpone": ("sessions", "session:list"), "away": ("cohorts", "cohort:list")}


def answer(t: Phrasebook, topic: str) -> str:
    """How it is done."""
    return t(f"how.{topic}")


def ways(t: Phrasebook, topic: str) -> Rows:
    """The buttons to where it is done."""
    found = [_WAYS[topic], *([_MORE[topic]] if topic in _MORE else [])]
    return [[Button(t(f"coach.button.{name}"), data) for name, data in found]]

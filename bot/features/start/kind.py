"""The question for the hour, once more, a day after it was left open."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.deps import Deps
from bot.outbox import letters
from bot.outbox.kinds import Drop, NothingFollows, Postpone
from bot.outbox.letters import Letter
from bot.road.lanes import Lane
from bot.screens.frame import hour_buttons
from bot.screens.stub import stub
from bot.store.clients import ARRIVING, Client
from bot.store.engine import Tx
from bot.store.outbox import Row

ASK_AGAIN = "ask_hour"
_LATER = timedelta(days=1)
_TOO_LATE = timedelta(days=3)


def asking_again(client: Client, now: datetime) -> Letter:
    """To be said in a day, if no hour is chosen until then; once, whatever is pressed again."""
    return Letter(
        "sendMessage",
        {"chat_id": client.chat_id},
        lane=Lane.PROGRAMME,
        kind=ASK_AGAIN,
        key=f"{ASK_AGAIN}:{client.id}",
        due_at=now + _LATER,
        expires_at=now + _TOO_LATE,
    )


class AskAgain(NothingFollows):
    """Letters of the kind `ask_hour`."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        if client is None or client.status != ARRIVING:
            return Drop("an hour is chosen, or nothing is to come")
        book = deps.shelf[client.language]
        if client.neutral:
            return stub(book, client.chat_id, "settings:hour")
        return letters.say(client.chat_id, book.t("start.hour_again"), hour_buttons())

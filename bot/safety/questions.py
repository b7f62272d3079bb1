"""Which question of safety is open in a chat, so that its answer may be typed.

Of a client one letter and a number are kept, beside the room that waits for a text. Of a stranger
nothing is: this process remembers it for a while, and whoever answers after a restart finds the
buttons.
"""

from __future__ import annotations

from datetime import datetime

from bot.context import Context
from bot.store import waiting

_MOST_CHATS = 1_000


def key_of(bot_id: int, update_id: int | str) -> str:
    """The key of the letter that asks a question, in reply to this update."""
    return f"asked:{bot_id}:{update_id}"


class Questions:
    """Remembers those of strangers; asks the database about clients."""

    def __init__(self) -> None:
        self._of_strangers: dict[int, tuple[str, datetime]] = {}

    async def find(self, context: Context) -> tuple[str | None, str]:
        """The place that waits for a text, and the open question ("": none): its letter, and for a
        client the number of the update that it replied to.
        """
        place, question = await waiting.find_both(context.tx, context.chat_id, context.now)
        if context.client is None:
            question, until = self._of_strangers.get(context.chat_id, ("", context.now))
            return place, question if context.now < until else ""
        return place, question

    async def ask(self, context: Context, question: str) -> None:
        """This one was asked."""
        if context.client is not None:
            named = f"{question}{context.incoming.update_id}"
            await waiting.ask(context.tx, context.chat_id, named, context.now)
            return
        if len(self._of_strangers) >= _MOST_CHATS:
            del self._of_strangers[next(iter(self._of_strangers))]
        self._of_strangers[context.chat_id] = (question, context.now + waiting.PATIENCE)

    def drop(self, chat_id: int) -> None:
        """A stranger went on with a button or a command; of a client, the rooms see to it."""
        self._of_strangers.pop(chat_id, None)

    async def close(self, context: Context) -> None:
        """It is answered."""
        self.drop(context.chat_id)
        if context.client is not None:
            await waiting.close_question(context.tx, context.chat_id, context.now)

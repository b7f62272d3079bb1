"""The local Telegram itself: what a test or the demo holds in its hands."""

from __future__ import annotations

from bot.sandbox.belongings import Belongings
from bot.sandbox.model import Message, Wire


class World(Belongings):
    """Telegram in one process: people act on it, the bot calls it, and both can be looked at."""

    def chat(self, chat_id: int) -> list[Message]:
        """What is to be seen in that chat now, in order: edits applied, deletions gone."""
        messages = self.chats[chat_id].messages
        return [message for message in messages.values() if not message.hidden]

    def keyboard(self, chat_id: int) -> list[list[str]] | None:
        """The texts of the reply keyboard that is shown now."""
        keyboard = self.chats[chat_id].keyboard
        if not keyboard:
            return None
        return [[button["text"] for button in row] for row in keyboard["keyboard"]]

    def menu(self, user_id: int, chat_id: int | None = None) -> list[Wire]:
        """The menu of commands in this person's language."""
        language = self.people[user_id].language or ""
        chat = self.chats[user_id if chat_id is None else chat_id]
        return self.profile.menu_for(chat, user_id, language)

    def typing(self, chat_id: int) -> bool:
        """True while the bot's "typing…" is shown there."""
        return self.clock.monotonic() < self.chats[chat_id].typing_until

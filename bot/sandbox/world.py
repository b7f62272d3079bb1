"""The local Telegram itself: what a test or the demo holds in its hands."""

from __future__ import annotations

from bot.sandbox.belongings import Belongings
from bot.sandbox.model import Message, Wire


class World(Belongings):
    """Telegram in one process: people act on it, the bot calls it, and both can be looked at.

        world = World(clock)
        server = LocalTelegram(world)
        url = await server.start()                # the bot is given f"{url}/bot"
        noor = world.add_person("Noor", language="nl")
        world.start(noor.id, "invite")
        await world.wait_for(lambda w: w.chat(noor.id)[-1].from_bot)
        message = world.chat(noor.id)[-1]         # .text, .inline_keyboard, .photo, .silent, …
        world.tap(noor.id, message.message_id, message.inline_keyboard[0][0].data)

    Everything runs on one event loop; what people do are plain calls on it.
    """

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
        chat = self.chats[user_id if chat_id is None else chat_id]
        return self.profile.menu_for(chat, user_id, self.language_of(user_id))

    def language_of(self, user_id: int) -> str:
        """The two letters that menus and descriptions go by ("" when she set no language)."""
        return (self.people[user_id].language or "").partition("-")[0]

    def typing(self, chat_id: int) -> bool:
        """True while the bot's "typing…" is shown there."""
        return self.clock.monotonic() < self.chats[chat_id].typing_until

"""What people do: each act changes the chat and makes the update that Telegram would make."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.model import SERVICE_KINDS, Chat, Message, Person, Wire
from bot.sandbox.state import State
from bot.sandbox.text.clean import tidy
from bot.sandbox.text.formatted import Entity
from bot.sandbox.text.utf16 import index_of, units

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class People(State):
    """The acts of people with an account."""

    def add_person(
        self,
        name: str,
        language: str | None = None,
        user_id: int | None = None,
        role: str | None = None,
    ) -> Person:
        """Somebody who has not opened the bot yet; `language` is what her app is set to."""
        if user_id is None:
            user_id = self.random.randint(10_000_001, 9_999_999_999)
        if user_id in self.people:
            raise ValueError(f"there is already a person {user_id}")
        person = Person(user_id, name, language, role)
        self.people[user_id] = person
        wire = {"id": user_id, "first_name": name, "type": "private"}
        self.chats[user_id] = Chat(user_id, "private", wire, person)
        self.emit("person", user_id)
        return person

    def set_language(self, user_id: int, language: str) -> None:
        """Her app is set to another language."""
        person = self.people[user_id]
        person.language = language
        person.wire = {**person.wire, "language_code": language}

    def start(self, user_id: int, payload: str = "") -> Message:
        """Open the bot by its deep link and press Start (or Restart, after a block)."""
        if not PAYLOAD.fullmatch(payload):
            raise ValueError("a deep link carries at most 64 characters of A-Z a-z 0-9 _ -")
        if self.chats[user_id].blocked:
            self.unblock(user_id)
        return self.say(user_id, f"/start {payload}".strip())

    def say(
        self,
        user_id: int,
        text: str,
        reply_to: int | None = None,
        entities: list[Entity] | None = None,
        *,
        chat_id: int | None = None,
        thread_id: int | None = None,
    ) -> Message:
        """Send a text; one that is too long leaves in pieces, as in the apps. Answers the last."""
        chat = self._open_chat(user_id, chat_id)
        text, kept = tidy(text, entities or [])
        if not text:
            raise ValueError("a message needs some text")
        pieces = _pieces(text, self.limits.text)
        for number, piece in enumerate(pieces):
            message = self._new(user_id, chat, reply_to if number == 0 else None, thread_id)
            message.text = piece
            message.entities = kept if len(pieces) == 1 else tidy(piece, [])[1]
            self._used_keyboard(chat, piece)
            self._arrive(chat, message)
        return message

    def edit(
        self, user_id: int, message_id: int, text: str, *, chat_id: int | None = None
    ) -> Message:
        """Change the text or the caption of an own message."""
        chat = self._open_chat(user_id, chat_id)
        message = chat.messages[message_id]
        if message.from_bot or message.sender is not self.people[user_id]:
            raise ValueError("people edit their own messages only")
        text, entities = tidy(text, [])
        if text == (message.text if message.kind == "text" else message.caption):
            return message
        if message.kind == "text":
            message.text = text
        else:
            message.caption = text
        message.entities = entities
        message.edit_date = self.clock.now()
        self.emit("edit", chat.id, message)
        if self.hears(chat, message):
            self.push("edited_message", self.wire_of(message))
        return message

    def tap(
        self,
        user_id: int,
        message_id: int,
        data: str,
        *,
        stale: bool = False,
        chat_id: int | None = None,
    ) -> str:
        """Press an inline button; answers the id of the callback query.

        `stale=True`: a button that the bot has taken away meanwhile, or one of a deleted message.
        """
        chat = self._open_chat(user_id, chat_id)
        message = chat.messages.get(message_id)
        shown = {b.data for row in (message and message.inline_keyboard) or [] for b in row}
        if data not in shown and not stale:
            there = ", ".join(sorted(map(repr, shown))) or "none"
            raise ValueError(f"message {message_id} has no button {data!r}; there are: {there}")
        query_id = self.add_callback(user_id)
        where: Wire = {"chat": chat.wire, "message_id": message_id, "date": 0}
        self.emit("tap", chat.id, message, message_id=message_id, params={"data": data})
        self.push(
            "callback_query",
            {
                "id": query_id,
                "from": self.people[user_id].wire,
                "message": self.wire_of(message) if message else where,
                "chat_instance": str(chat.id * 7919),
                "data": data,
            },
        )
        return query_id

    def block(self, user_id: int) -> None:
        """Block the bot: it can no longer write to this person."""
        self._membership(user_id, blocked=True)

    def unblock(self, user_id: int) -> None:
        self._membership(user_id, blocked=False)

    def delete_account(self, user_id: int) -> None:
        person = self.people[user_id]
        person.deleted = True
        person.wire = {"id": user_id, "is_bot": False, "first_name": ""}
        self.emit("deleted_account", user_id)

    def delete_for_me(self, user_id: int, message_id: int, *, chat_id: int | None = None) -> None:
        """Remove a message from the person's own view; the bot does not notice."""
        chat = self.chats[user_id if chat_id is None else chat_id]
        message = chat.messages[message_id]
        message.hidden = True
        self.emit("delete", chat.id, message)

    def raw_update(self, update: dict[str, Any]) -> int:
        """Queue any object as an update; answers its number."""
        return self.queue.put(update)

    # Inside

    def _open_chat(self, user_id: int, chat_id: int | None = None) -> Chat:
        person = self.people[user_id]
        if person.deleted:
            raise ValueError(f"{person.name} has no account any more")
        chat = self.chats[user_id if chat_id is None else chat_id]
        if chat.blocked:
            raise ValueError(f"{person.name} has blocked the bot: unblock or start first")
        if chat.kind != "private" and user_id not in chat.members:
            raise ValueError(f"{person.name} is not in that group")
        return chat

    def _new(
        self, user_id: int, chat: Chat, reply_to: int | None = None, thread_id: int | None = None
    ) -> Message:
        return Message(
            message_id=self.new_message_id(chat),
            chat_id=chat.id,
            from_bot=False,
            date=self.clock.now(),
            sender=self.people[user_id],
            reply_to=reply_to,
            thread_id=thread_id,
        )

    def _arrive(self, chat: Chat, message: Message) -> None:
        """Put a person's message in the chat and before the bot."""
        chat.started = True
        self.add_message(chat, message)
        self.emit("message", chat.id, message)
        if self.hears(chat, message):
            self.push("message", self.wire_of(message))

    def hears(self, chat: Chat, message: Message) -> bool:
        """Whether the bot is told of a person's message; in groups it has its privacy mode on."""
        if chat.kind == "private":
            return True
        standing = chat.bot_member
        if standing is None or standing.status in ("left", "kicked"):
            return False
        if standing.status == "administrator" or message.kind in SERVICE_KINDS:
            return True
        replied = chat.messages.get(message.reply_to or 0)
        return self._commands(message) or (replied is not None and replied.from_bot)

    def _commands(self, message: Message) -> bool:
        """Whether a message begins with a command that may be for this bot."""
        first = next(iter(message.entities), None)
        if first is None or first["type"] != "bot_command" or first["offset"]:
            return False
        command = (message.text or message.caption or "")[: first["length"]]
        _, _, addressed = command.partition("@")
        return not addressed or addressed.lower() == self.bot["username"].lower()

    def _used_keyboard(self, chat: Chat, text: str) -> None:
        keyboard = chat.keyboard
        if not keyboard or not keyboard.get("one_time_keyboard"):
            return
        if any(button["text"] == text for row in keyboard["keyboard"] for button in row):
            chat.keyboard = None
            self.emit("keyboard", chat.id)

    def _membership(self, user_id: int, *, blocked: bool) -> None:
        chat = self.chats[user_id]
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        chat.started = True
        member: Wire = {"user": self.bot, "status": "member"}
        kicked: Wire = {"user": self.bot, "status": "kicked", "until_date": 0}
        self.emit("block" if blocked else "unblock", chat.id)
        self.push(
            "my_chat_member",
            {
                "chat": chat.wire,
                "from": self.people[user_id].wire,
                "date": int(self.clock.now().timestamp()),
                "old_chat_member": member if blocked else kicked,
                "new_chat_member": kicked if blocked else member,
            },
        )


def _pieces(text: str, longest: int) -> list[str]:
    pieces = []
    while units(text) > longest:
        cut = index_of(text, longest)
        pieces.append(text[:cut])
        text = text[cut:].lstrip()
    return [*pieces, text]

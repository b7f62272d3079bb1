"""Groups: who is in them, what the bot may do there, and how a small one becomes a supergroup."""

from __future__ import annotations

from collections.abc import Iterable

from bot.sandbox.membership import member_wire
from bot.sandbox.model import Chat, Member, Message, Wire
from bot.sandbox.people import People


class Groups(People):
    """What people do with groups. The bot is not in a new group until it is added."""

    def add_group(
        self, title: str, owner_id: int, members: Iterable[int] = (), *, forum: bool = False
    ) -> Chat:
        """A small group, or (forum) a supergroup with topics, with its owner and members."""
        kind = "supergroup" if forum else "group"
        number = self.random.randint(10**9, 4 * 10**9)
        chat_id = -1_000_000_000_000 - number if forum else -number
        wire: Wire = {"id": chat_id, "title": title, "type": kind}
        if forum:
            wire["is_forum"] = True
        chat = Chat(chat_id, "supergroup" if forum else "group", wire, started=True)
        chat.members[owner_id] = Member(self.people[owner_id], "creator")
        for user_id in members:
            chat.members[user_id] = Member(self.people[user_id])
        self.chats[chat_id] = chat
        self.emit("group", chat_id)
        return chat

    def add_bot(self, chat_id: int, by: int) -> None:
        """Invite the bot into a group."""
        self._bot_becomes(chat_id, by, Member(None, "member"))

    def promote_bot(self, chat_id: int, by: int, rights: Iterable[str] = ()) -> None:
        """Make the bot an administrator with these rights."""
        standing = Member(None, "administrator", frozenset({"can_manage_chat", *rights}))
        self._bot_becomes(chat_id, by, standing)

    def remove_bot(self, chat_id: int, by: int | None = None, status: str = "kicked") -> None:
        """Throw the bot out (`by` somebody), or have it leave ("left")."""
        self._bot_becomes(chat_id, by, Member(None, status))
        if status == "left":
            self.chats[chat_id].bot_member = None

    def join(self, chat_id: int, user_id: int) -> None:
        chat = self.chats[chat_id]
        person = self.people[user_id]
        chat.members[user_id] = Member(person)
        message = self._new(user_id, chat)
        message.kind, message.content = "new_chat_members", [person.wire]
        self._arrive(chat, message)

    def leave(self, chat_id: int, user_id: int) -> None:
        chat = self.chats[chat_id]
        message = self._new(user_id, chat)
        message.kind, message.content = "left_chat_member", self.people[user_id].wire
        del chat.members[user_id]
        self._arrive(chat, message)

    def set_rank(self, chat_id: int, user_id: int, status: str) -> None:
        """Make a member "administrator" or "member"."""
        chat = self.chats[chat_id]
        chat.members[user_id] = Member(self.people[user_id], status)
        self.emit("rank", chat_id)

    def migrate(self, chat_id: int) -> Chat:
        """Turn a small group into a supergroup; the old id is refused from then on."""
        old = self.chats[chat_id]
        new_id = -1_000_000_000_000 - self.random.randint(10**9, 4 * 10**9)
        wire: Wire = {**old.wire, "id": new_id, "type": "supergroup"}
        new = Chat(new_id, "supergroup", wire, started=True)
        new.members, new.bot_member = dict(old.members), old.bot_member
        self.chats[new_id] = new
        owner = next(iter(old.members))
        for chat, kind, other in (
            (old, "migrate_to_chat_id", new_id),
            (new, "migrate_from_chat_id", chat_id),
        ):
            message = self._new(owner, chat)
            message.kind, message.content = kind, other
            self._arrive(chat, message)
        old.migrated_to = new_id
        return new

    def serve(
        self,
        chat: Chat,
        kind: str,
        content: object,
        thread_id: int | None = None,
        *,
        opens_thread: bool = False,
    ) -> Message:
        """A service message about something the bot did; of these, its own, the bot hears too."""
        message = Message(self.new_message_id(chat), chat.id, True, self.clock.now(), kind)
        message.content = content
        message.thread_id = message.message_id if opens_thread else thread_id
        self.add_message(chat, message)
        self.emit("message", chat.id, message)
        self.push("message", self.wire_of(message))
        return message

    def _bot_becomes(self, chat_id: int, by: int | None, standing: Member) -> None:
        chat = self.chats[chat_id]
        before = chat.bot_member or Member(None, "left")
        chat.bot_member = standing
        self.emit("bot_member", chat_id)
        actor = self.bot if by is None else self.people[by].wire
        self.push(
            "my_chat_member",
            {
                "chat": chat.wire,
                "from": actor,
                "date": int(self.clock.now().timestamp()),
                "old_chat_member": member_wire(before, self.bot),
                "new_chat_member": member_wire(standing, self.bot),
            },
        )

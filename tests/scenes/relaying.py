"""Between a client and the coaches: the steps that scenes share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.sandbox.model import Chat, Message, Topic
from bot.store import clients, consents
from bot.store.consents import INBOX
from tests.cast import COACH_ID, Person, Stage, staged, text_of

OTHER_COACH = 700_000_002
ARRIVED, UNDER_WAY, NOTE, FAILED = "👌", "🕊", "✍", "🤷"
RIGHTS = ("can_manage_topics", "can_delete_messages")


@asynccontextmanager
async def staged_for_two(folder: Path, **settings: Any) -> AsyncIterator[Stage]:
    """A stage with two coaches; people take a moment, so that no reply has to wait."""
    coaches = frozenset({COACH_ID, OTHER_COACH})
    async with staged(folder, coach_ids=coaches, **settings) as made:
        made.thinking = 4.0
        yield made


async def agreed(person: Person) -> Person:
    """She agreed before the scene began."""
    async with person.stage.app.deps.store.write() as tx:
        client = await clients.find_by_chat(tx, person.id)
        assert client is not None
        await consents.give(tx, client.id, INBOX, "2026-11", person.stage.clock.now())
    return person


async def called(person: Person, name: str) -> None:
    """What the coach calls her."""
    async with person.stage.app.deps.store.write() as tx:
        client = await clients.find_by_chat(tx, person.id)
        assert client is not None
        await clients.set_called(tx, client.id, name)


async def other_coach(stage: Stage) -> Person:
    """A second coach, who has opened the bot."""
    stage.world.add_person("Anna", "nl", OTHER_COACH)
    person = Person(stage, OTHER_COACH, "Anna")
    await person.start()
    return person


def said(person: Person, chat_id: int | None = None) -> Message:
    """The latest message that a person wrote."""
    chat = person.stage.world.chat(person.id if chat_id is None else chat_id)
    return next(m for m in reversed(chat) if not m.from_bot and m.sender is not None)


def sign(message: Message) -> str:
    """The reaction of the bot under a message."""
    return "".join(one["emoji"] for one in message.reaction or [])


def having(person: Person, words: str) -> Message:
    """The newest thing heard in which these words stand."""
    found = [m for m in person.heard if words in text_of(m)]
    assert found, f"{person.name} did not hear '{words}': {person.texts}"
    return found[-1]


@dataclass
class Forum:
    """The coaches' group, linked."""

    stage: Stage
    chat: Chat

    @property
    def topics(self) -> list[Topic]:
        """The topics in it."""
        return list(self.stage.world.chats[self.chat.id].topics.values())

    def texts(self, thread_id: int | None) -> list[str]:
        """What the bot says in a topic, or in General."""
        return [text_of(m) for m in self.messages(thread_id) if text_of(m)]

    def messages(self, thread_id: int | None) -> list[Message]:
        """The bot's messages in a topic, or in General."""
        chat = self.stage.world.chat(self.chat.id)
        return [m for m in chat if m.from_bot and m.thread_id == thread_id]

    async def say(
        self, person: Person, text: str, thread_id: int | None = None, reply_to: int | None = None
    ) -> Message:
        """Somebody writes in it; gives what she wrote."""
        await person.say(text, chat_id=self.chat.id, thread_id=thread_id, reply_to=reply_to)
        return said(person, self.chat.id)


async def forum(stage: Stage, *rights: str, link: bool = True) -> Forum:
    """A group with topics, made by the coach, the bot in it as an administrator."""
    await stage.coach()
    chat = stage.world.add_group("Coaches", COACH_ID, forum=True)
    stage.world.add_bot(chat.id, COACH_ID)
    stage.world.promote_bot(chat.id, COACH_ID, rights or RIGHTS)
    await stage.settle()
    made = Forum(stage, chat)
    if link:
        coach = Person(stage, COACH_ID, "Coach")
        await made.say(coach, "/koppel")
    return made

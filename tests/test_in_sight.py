"""What each chat has in sight, in memory."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot import in_sight
from bot.in_sight import InSight, Pressable, Shown
from bot.outbox import sight
from bot.outbox.letters import FIRST, Button, Letter, delete, edit, picture, say
from bot.road.lanes import Lane
from bot.store.outbox import Row

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
GO = [[Button("Verder", "exercise:step:1"), Button("Lezen", url="https://example.org")]]


def arrived(
    memory: InSight,
    letter: Letter,
    number: int | None = 7,
    lane: Lane = Lane.REPLY,
    kind: str = "call",
) -> None:
    """A letter arrived as the message with this number."""
    row = Row(1, "key", int(lane), letter.chat_id, 1, None, kind, None, NOW, None, 1)
    sight.note(memory, row, letter, number, NOW)


def data_in(memory: InSight, chat: int = 5) -> list[str]:
    """The buttons in sight."""
    found = memory.find(chat)
    return [button.data for row in found.rows for button in row] if found else []


def test_the_newest_message_and_those_of_its_buttons_that_can_be_pressed_are_in_sight() -> None:
    memory = InSight()
    arrived(memory, say(5, "een", GO))
    found = memory.find(5)
    assert found is not None
    assert found.rows == ((Pressable("Verder", "exercise:step:1"),),)
    assert found.said == sight.said_as("een")
    arrived(memory, say(5, "twee"), 8)
    assert data_in(memory) == []


def test_an_edited_message_is_in_sight_unless_it_is_tidied_up_behind_others() -> None:
    memory = InSight()
    arrived(memory, say(5, "een", GO), 7)
    arrived(memory, say(5, "twee"), 8)
    arrived(memory, edit(5, 7, "anders", GO), lane=Lane.TIDY)
    assert data_in(memory) == []
    arrived(memory, edit(5, 7, "anders", GO))
    assert data_in(memory) == ["exercise:step:1"]
    arrived(memory, edit(5, 7, "dicht"), lane=Lane.TIDY)
    assert data_in(memory) == []


def test_a_picture_without_buttons_leaves_in_sight_what_it_stands_beside() -> None:
    memory = InSight()
    arrived(memory, say(5, "een", GO))
    arrived(memory, picture(5, "breath", moving=True), 8)
    assert data_in(memory) == ["exercise:step:1"]
    arrived(memory, picture(5, "breath", "woorden", [[Button("Gedaan", "urge:go:1")]]), 9)
    assert data_in(memory) == ["urge:go:1"]


def test_what_is_deleted_is_out_of_sight() -> None:
    memory = InSight()
    arrived(memory, say(5, "een", GO), 7)
    arrived(memory, delete(5, [1, 2]))
    assert data_in(memory) == ["exercise:step:1"]
    arrived(memory, delete(5, [6, 7]))
    assert memory.find(5) is None


def test_groups_have_nothing_in_sight() -> None:
    memory = InSight()
    arrived(memory, say(-100, "een", GO))
    assert memory.find(-100) is None


def test_it_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_sight, "MOST_CHATS", 3)
    memory = InSight()
    for chat in range(1, 6):
        memory.show(chat, Shown(1, 0, (), NOW))
    assert [chat for chat in range(1, 6) if memory.find(chat)] == [3, 4, 5]


def test_until_the_reply_arrives_nothing_is_in_sight() -> None:
    memory = InSight()
    arrived(memory, say(5, "een", GO))
    memory.forget(5)
    assert memory.find(5) is None


def test_a_reply_to_a_crisis_knows_what_it_came_over_and_so_does_the_next_one() -> None:
    memory = InSight()
    arrived(memory, say(5, "een", GO))
    for number in (8, 9):
        memory.forget(5)
        assert memory.find(5) is None
        arrived(memory, say(5, "twee"), number, kind=FIRST)
        found = memory.find(5)
        assert found is not None
        assert found.under is not None
        assert found.under.said == sight.said_as("een")
    memory.forget(5)
    arrived(memory, say(5, "drie"), 10)
    found = memory.find(5)
    assert found is not None
    assert found.under is None

"""The checker itself: it must see what our own server might overlook."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.outbox import letters
from bot.outbox.letters import Button, Letter
from bot.text import bold
from tests.contract.typed import complaints

CHAT = 42
EVERY_LETTER = {
    "plain": letters.say(CHAT, "Dag."),
    "bold with buttons": letters.say(CHAT, bold("Dag"), [[Button("a", "b:c")]], silent=True),
    "link and copy": letters.say(
        CHAT, "x", [[Button("a", url="https://t.me/x"), Button("b", copy="x")]]
    ),
    "keyboard": letters.say(
        CHAT, "x", keyboard={"keyboard": [[{"text": "⚓"}]], "is_persistent": True}
    ),
    "edit": letters.edit(CHAT, 1, bold("x"), [[Button("a", "b:c")]]),
    "delete": letters.delete(CHAT, [1, 2]),
}


@pytest.mark.parametrize("letter", EVERY_LETTER.values(), ids=EVERY_LETTER)
def test_every_letter_that_the_program_can_write_is_a_known_call(letter: Letter) -> None:
    assert complaints(letter.method, _wire(letter.params)) == []


@pytest.mark.parametrize(("moving", "field"), [(False, "photo"), (True, "animation")])
def test_a_picture_may_go_as_a_file_beside_the_parameters(moving: bool, field: str) -> None:
    letter = letters.picture(CHAT, "cycle:nl:-", "x", moving=moving)
    params = {name: value for name, value in letter.params.items() if name != field}
    assert complaints(letter.method, _wire(params)) == []


@pytest.mark.parametrize(
    ("method", "params", "complaint"),
    [
        ("sendMesage", {}, "no such method"),
        ("sendMessage", {"chat_id": 1, "text": "x", "keybord": "x"}, "keybord"),
        ("sendMessage", {"chat_id": 1}, "text"),
        ("sendMessage", {"chat_id": 1, "text": "x", "disable_notification": "soft"}, "bool"),
        ("sendMessage", {"chat_id": 1, "text": "x", "entities": [{"type": "bold"}]}, "offset"),
        ("deleteMessages", {"chat_id": 1, "message_ids": 5}, "list"),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [[{"txt": "x"}]]}},
            "reply_markup",
        ),
        (
            "sendMessage",
            {
                "chat_id": 1,
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "x", "calback_data": "x"}]]},
            },
            "calback_data",
        ),
    ],
)
def test_a_call_that_telegram_would_not_understand_is_seen(
    method: str, params: dict[str, Any], complaint: str
) -> None:
    assert any(complaint in text for text in complaints(method, _wire(params)))


def _wire(params: dict[str, Any]) -> dict[str, str]:
    return {k: v if isinstance(v, str) else json.dumps(v) for k, v in params.items()}

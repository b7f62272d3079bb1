"""What holds of all rooms together: commands, right of way, names."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content.model import LANGUAGES
from bot.context import Context
from bot.dispatch import ROOMS, SAFETY, Router
from bot.feature import Command, Feature
from bot.register import Register
from bot.safety.guard import Guard
from bot.screens.menus import describe, name_in
from tests.cast import Stage

LEGAL = re.compile(r"[a-z0-9_]{1,32}")


def commands_of(stage: Stage) -> list[Command]:
    """Every command of every room."""
    return [command for room in stage.app.features for command in room.commands]


async def test_commands_are_unique_and_legal_in_both_languages(stage: Stage) -> None:
    commands = commands_of(stage)
    names = Counter(name for command in commands for name in {command.nl, command.en})
    assert [name for name, count in names.items() if count > 1] == []
    assert [name for name in names if not LEGAL.fullmatch(name)] == []


async def test_every_command_says_what_it_does_in_few_words(stage: Stage) -> None:
    for language in LANGUAGES:
        book = stage.app.deps.shelf[language]
        for command in commands_of(stage):
            assert 1 <= len(describe(book, command)) <= 60, name_in(command, language)


async def test_six_commands_are_in_the_menu_and_none_of_them_is_the_coachs(stage: Stage) -> None:
    menu = [command for command in commands_of(stage) if command.menu]
    assert len(menu) == 6
    assert not any(command.coach for command in menu)


async def test_every_room_of_the_coach_holds_nothing_that_others_may_use(stage: Stage) -> None:
    for room in stage.app.features:
        assert not room.coach or not room.words, room.room
        assert room.coach or not any(command.coach for command in room.commands), room.room


async def test_what_is_said_of_a_button_is_said_of_one_of_the_room(stage: Stage) -> None:
    for room in stage.app.features:
        plainly = {data.partition(":")[0] for data in room.plainly}
        of_one = room.leads_out | room.beside | room.in_full | plainly
        assert of_one <= room.buttons.keys(), room.room


async def test_rooms_have_names_of_their_own(stage: Stage) -> None:
    names = Counter(room.room for room in stage.app.features)
    assert [name for name, count in names.items() if count > 1] == []
    assert all(re.fullmatch(r"[a-z]{2,12}", name) for name in names)


async def test_safety_is_first_in_dispatch_and_alone_there(stage: Stage) -> None:
    groups = stage.app.handling.application.handlers
    assert min(groups) == SAFETY < ROOMS
    first, *others = groups[SAFETY]
    assert others == []
    assert first.block
    assert first.callback.__name__ == "safety_first"
    guards = [cell.cell_contents for cell in first.callback.__closure__ or ()]
    assert any(isinstance(getattr(guard, "__self__", None), Guard) for guard in guards)


async def test_every_room_is_reached_through_the_router_alone(stage: Stage) -> None:
    handlers = stage.app.handling.application.handlers[ROOMS]
    assert [type(handler.callback) for handler in handlers] == [Router]


def test_a_name_that_is_taken_twice_is_refused() -> None:
    async def nothing(context: Context) -> None:
        pass

    command = Command("drang", "urge", nothing)
    rooms = [Feature("one", commands=(command,)), Feature("two", commands=(command,))]
    with pytest.raises(ValueError, match="taken twice"):
        Register(rooms)


def written(function: str, argument: int) -> Iterator[tuple[str, str]]:
    """Where room and name stand in this argument of a call of it, and the two of them."""
    for path in Path("bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or len(node.args) <= argument:
                continue
            if ast.unparse(node.func).rpartition(".")[2] != function:
                continue
            given = node.args[argument]
            first = given.values[0] if isinstance(given, ast.JoinedStr) else given
            if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                continue
            parts = first.value.split(":")
            if first is given or len(parts) > 2:
                yield f"{path}:{node.lineno}", ":".join(parts[:2])


@pytest.mark.long
async def test_every_button_and_every_place_that_is_named_is_one_of_a_room(stage: Stage) -> None:
    rooms = stage.app.features
    buttons = {f"{room.room}:{verb}" for room in rooms for verb in room.buttons}
    places = {f"{room.room}:{name}" for room in rooms for name in room.waits}
    named = list(written("Button", 1))
    waited_for = list(written("wait_for", 0))
    assert len(named) > 200
    assert len(waited_for) > 30
    assert [one for one in named if one[1] not in buttons] == []
    assert [one for one in waited_for if one[1] not in places] == []

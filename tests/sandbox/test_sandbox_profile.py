"""How the bot presents itself: menus, names, descriptions; small replies."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonWebApp,
    WebAppInfo,
)
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.sandbox.model import Person
from bot.sandbox.world import World


def names(world: World, person: Person) -> list[str]:
    return [command["command"] for command in world.menu(person.id)]


async def test_the_menu_is_the_one_for_her_language_and_chat(
    world: World, noor: Person, bot: ExtBot[None]
) -> None:
    english = world.add_person("Bo", "en")
    await bot.set_my_commands([BotCommand("help", "Help")])
    await bot.set_my_commands([BotCommand("hulp", "Hulp")], language_code="nl")
    assert (names(world, noor), names(world, english)) == (["hulp"], ["help"])
    private = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("nu", "Nu")], private, "nl")
    await bot.set_my_commands([BotCommand("now", "Now")], private)
    assert (names(world, noor), names(world, english)) == (["nu"], ["now"])
    own = BotCommandScopeChat(noor.id)
    await bot.set_my_commands([BotCommand("beheer", "Beheer")], own)
    assert names(world, noor) == ["beheer"]
    assert await bot.get_my_commands(own) == (BotCommand("beheer", "Beheer"),)
    await bot.delete_my_commands(own)
    assert names(world, noor) == ["nu"]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"commands": [{"command": "Nu", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        (
            {"commands": [{"command": "nu", "description": ""}]},
            "command description must be non-empty",
        ),
        (
            {"commands": [{"command": "nu", "description": "x" * 257}]},
            "command description length must not exceed 256",
        ),
        (
            {"commands": [{"command": "nu"}]},
            "can't parse BotCommand: Can't find field \"description\"",
        ),
        (
            {"commands": [{"command": f"c{n}", "description": "x"} for n in range(101)]},
            "BOT_COMMANDS_TOO_MUCH",
        ),
        ({"commands": [], "language_code": "dutch"}, "invalid language code specified"),
        (
            {"commands": [], "scope": {"type": "chat", "chat_id": 5}},
            "chat not found",
        ),
        (
            {"commands": [], "scope": {"type": "everywhere"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
    ],
)
async def test_menus_that_are_refused(api: Any, params: dict[str, Any], words: str) -> None:
    assert await api.refused("setMyCommands", **params) == f"400 Bad Request: {words}"


async def test_texts_of_the_profile(bot: ExtBot[None]) -> None:
    await bot.set_my_description("Een anker")
    await bot.set_my_description("An anchor", "en")
    await bot.set_my_short_description("kort")
    await bot.set_my_name("Anker", "nl")
    assert (await bot.get_my_description("en")).description == "An anchor"
    assert (await bot.get_my_description("nl")).description == "Een anker"
    assert (await bot.get_my_short_description()).short_description == "kort"
    assert (await bot.get_my_name("nl")).name == "Anker"
    with pytest.raises(BadRequest, match="too long"):
        await bot.set_my_short_description("x" * 121)


async def test_the_menu_button(noor: Person, bot: ExtBot[None]) -> None:
    web = MenuButtonWebApp("Beheer", WebAppInfo("https://anker.example/"))
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    await bot.set_chat_menu_button(noor.id, web)
    assert await bot.get_chat_menu_button(noor.id) == web
    assert await bot.get_chat_menu_button() == MenuButtonCommands()


async def test_who_am_i(bot: ExtBot[None]) -> None:
    me = await bot.get_me()
    assert (me.id, me.first_name, me.username) == (1000001, "Anker", "anker_demo_bot")


async def test_typing_shows_for_five_seconds_or_until_the_message(
    world: World, noor: Person, bot: ExtBot[None], clock: Any
) -> None:
    await bot.send_chat_action(noor.id, "typing")
    clock.pass_by(seconds=4.9)
    assert world.typing(noor.id)
    clock.pass_by(seconds=0.1)
    assert not world.typing(noor.id)
    await bot.send_chat_action(noor.id, "typing")
    await bot.send_message(noor.id, "a")
    assert not world.typing(noor.id)
    with pytest.raises(BadRequest, match="Wrong parameter action"):
        await bot.send_chat_action(noor.id, "dancing")


async def test_a_reaction(world: World, noor: Person, bot: ExtBot[None]) -> None:
    said = world.say(noor.id, "gelukt")
    await bot.set_message_reaction(noor.id, said.message_id, "❤")
    assert said.reaction == [{"type": "emoji", "emoji": "❤"}]
    for wrong in ("🦆", ["👍", "👎"]):
        with pytest.raises(BadRequest, match="Reaction"):
            await bot.set_message_reaction(noor.id, said.message_id, wrong)
    with pytest.raises(BadRequest, match="to react not found"):
        await bot.set_message_reaction(noor.id, 999_999, "👍")


async def test_pinning_is_told_to_the_bot_itself(
    world: World, noor: Person, api: Any, bot: ExtBot[None]
) -> None:
    sent = await bot.send_message(noor.id, "vandaag")
    await bot.pin_chat_message(noor.id, sent.message_id)
    told = (await api.ok("getUpdates"))[-1]["message"]
    assert told["from"]["is_bot"]
    assert told["pinned_message"]["text"] == "vandaag"
    chat = await bot.get_chat(noor.id)
    assert chat.pinned_message is not None
    await bot.unpin_chat_message(noor.id)
    assert (await bot.get_chat(noor.id)).pinned_message is None
    with pytest.raises(BadRequest, match="to unpin not found"):
        await bot.unpin_chat_message(noor.id)

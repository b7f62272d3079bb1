"""How the bot presents itself: commands, names, descriptions, the menu button."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.methods.access import chat_to_read
from bot.sandbox.model import Wire
from bot.sandbox.params import Call
from bot.sandbox.profile import DEFAULT_SCOPE, Scope
from bot.sandbox.text.links import InvalidLink, check_link
from bot.sandbox.world import World

MOST_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
_WIDE_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")


def get_me(world: World, call: Call) -> Wire:
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: World, call: Call) -> bool:
    commands = [_command(one) for one in _commands(call)]
    key = (_scope(world, call), _language(call))
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    if commands:
        world.profile.commands[key] = commands
    else:
        world.profile.commands.pop(key, None)
    world.emit("menu", method=call.method, params=call.params)
    return True


def get_my_commands(world: World, call: Call) -> list[Wire]:
    return world.profile.commands.get((_scope(world, call), _language(call)), [])


def delete_my_commands(world: World, call: Call) -> bool:
    world.profile.commands.pop((_scope(world, call), _language(call)), None)
    world.emit("menu", method=call.method, params=call.params)
    return True


def _commands(call: Call) -> list[Any]:
    value = call.json("commands", "commands")
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad_request("expected an Array of BotCommand")
    return value


def _command(value: Any) -> Wire:
    if not isinstance(value, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for field in ("command", "description"):
        if not isinstance(value.get(field), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{field}\"")
    command = value["command"].strip().lstrip("/")
    description = value["description"].strip()
    if not command:
        raise bad_request("command must be non-empty")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > 256:
        raise bad_request("command description length must not exceed 256")
    return {"command": command, "description": description}


def _scope(world: World, call: Call) -> Scope:
    value = call.json("scope", "BotCommandScope")
    if value is None:
        return DEFAULT_SCOPE
    if not isinstance(value, dict):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = value.get("type")
    if kind in _WIDE_SCOPES:
        return (str(kind), 0, 0)
    if kind not in _CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if not value.get("chat_id"):
        raise bad_request("can't parse BotCommandScope: Empty chat_id specified")
    chat = chat_to_read(world, Call(call.method, {"chat_id": str(value["chat_id"])}))
    user_id = int(value.get("user_id") or 0) if kind == "chat_member" else 0
    if kind == "chat_member" and user_id <= 0:
        raise bad_request("can't parse BotCommandScope: Invalid user_id specified")
    return (str(kind), chat.id, user_id)


def _language(call: Call) -> str:
    code = call.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _text_of_profile(field: str, longest: int) -> tuple[Any, Any]:
    """The setter and the getter of one text of the profile."""

    def texts(world: World) -> dict[str, str]:
        stored: dict[str, str] = getattr(world.profile, f"{field}s")
        return stored

    def put(world: World, call: Call) -> bool:
        text = call.text(field).strip()
        if len(text) > longest:
            raise bad_request(f"{field.replace('_', ' ')} is too long")
        texts(world)[_language(call)] = text
        world.emit("profile", method=call.method, params=call.params)
        return True

    def get(world: World, call: Call) -> Wire:
        stored = texts(world)
        return {field: stored.get(_language(call)) or stored.get("", "")}

    return put, get


set_my_description, get_my_description = _text_of_profile("description", 512)
set_my_short_description, get_my_short_description = _text_of_profile("short_description", 120)
set_my_name, get_my_name = _text_of_profile("name", 64)


def set_chat_menu_button(world: World, call: Call) -> bool:
    button = call.json("menu_button", "menu button") or {"type": "default"}
    kept = _menu_button(button)
    if call.text("chat_id"):
        _private(world, call).menu_button = kept
    else:
        world.profile.menu_button = kept
    world.emit("menu", method=call.method, params=call.params)
    return True


def get_chat_menu_button(world: World, call: Call) -> Wire:
    own = _private(world, call).menu_button if call.text("chat_id") else None
    return own or world.profile.menu_button


def _private(world: World, call: Call) -> Any:
    chat = chat_to_read(world, call)
    if chat.kind != "private":
        raise bad_request("chat not found")
    return chat


def _menu_button(button: Any) -> Wire:
    if not isinstance(button, dict):
        raise bad_request("can't parse menu button: MenuButton must be an Object")
    kind = button.get("type")
    if kind in ("default", "commands"):
        return {"type": kind}
    if kind != "web_app":
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    try:
        url = check_link(button["web_app"]["url"])
        text = str(button["text"])
    except InvalidLink as error:
        raise bad_request(f"menu button Web App URL is invalid: {error}") from error
    except (KeyError, TypeError) as error:
        raise ApiError(400, "Bad Request: can't parse menu button: Can't find field") from error
    return {"type": kind, "text": text, "web_app": {"url": url}}

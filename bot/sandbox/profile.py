"""How the bot presents itself: names, descriptions, menus of commands, per language and scope."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.sandbox.model import Chat, Wire

# A scope of commands: its type, and the chat and person that narrow it down.
Scope = tuple[str, int, int]
DEFAULT_SCOPE: Scope = ("default", 0, 0)


@dataclass(slots=True)
class Profile:
    """Texts by language code ("" for everybody else); commands by scope and language code."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], list[Wire]] = field(default_factory=dict)
    menu_button: Wire = field(default_factory=lambda: {"type": "default"})

    def menu_for(self, chat: Chat, user_id: int, language: str) -> list[Wire]:
        """What this person is shown here: the narrowest scope first, in it her language."""
        for scope in _scopes(chat, user_id):
            for code in (language, "") if language else ("",):
                commands = self.commands.get((scope, code))
                if commands:
                    return commands
        return []


def _scopes(chat: Chat, user_id: int) -> list[Scope]:
    if chat.kind == "private":
        return [("chat", chat.id, 0), ("all_private_chats", 0, 0), DEFAULT_SCOPE]
    member = chat.members.get(user_id)
    administers = member is not None and member.status in ("creator", "administrator")
    scopes: list[Scope] = [("chat_member", chat.id, user_id)]
    if administers:
        scopes.append(("chat_administrators", chat.id, 0))
    scopes.append(("chat", chat.id, 0))
    if administers:
        scopes.append(("all_chat_administrators", 0, 0))
    return [*scopes, ("all_group_chats", 0, 0), DEFAULT_SCOPE]

"""The coaches' group of the demo, set up by the steps that a real coach takes (docs/coach.md)."""

from __future__ import annotations

from bot.sandbox.model import Chat
from bot.sandbox.world import World

_TITLE = {"nl": "Team", "en": "Team"}
_LINK = {"nl": "/koppel", "en": "/link"}
_RIGHTS = ("can_manage_topics", "can_delete_messages")


def make_group(world: World, coach_id: int, language: str) -> Chat:
    """A group with topics, the bot in it as an administrator, and the command that links it."""
    group = world.add_group(_TITLE[language], coach_id, forum=True)
    world.add_bot(group.id, coach_id)
    world.promote_bot(group.id, coach_id, _RIGHTS)
    world.say(coach_id, _LINK[language], chat_id=group.id)
    return group

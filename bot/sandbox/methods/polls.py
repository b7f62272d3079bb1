"""sendPoll. Votes are not simulated."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.posting import Content, frame_of, post
from bot.sandbox.model import Wire
from bot.sandbox.params import Call
from bot.sandbox.polls import new_poll
from bot.sandbox.world import World

MOST_OPTIONS = 12


def send_poll(world: World, call: Call) -> Wire:
    question = call.text("question").strip()
    options = _options(call)
    frame = frame_of(world, call)
    if not question:
        raise bad_request("text must be non-empty")
    if len(question) > 300:
        raise bad_request("poll question length must not exceed 300")
    poll = new_poll(
        world.random,
        question,
        options,
        is_closed=call.flag("is_closed"),
        is_anonymous=call.params.get("is_anonymous", "true").lower() != "false",
        type=call.text("type") or "regular",
        allows_multiple_answers=call.flag("allows_multiple_answers"),
    )
    return post(world, call, frame, Content("poll", value=poll))


def _options(call: Call) -> list[str]:
    value: Any = call.json("options", "options")
    if not isinstance(value, list):
        raise bad_request("expected an Array of String as options")
    texts = [one.get("text", "") if isinstance(one, dict) else one for one in value]
    if not all(isinstance(text, str) for text in texts):
        raise bad_request("expected an option to be of type String")
    if not texts:
        raise bad_request("poll must have at least 1 option")
    if len(texts) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    for text in texts:
        if not text.strip():
            raise bad_request("poll options must be non-empty")
        if len(text) > 100:
            raise bad_request("poll options length must not exceed 100")
    return texts

"""sendMessage, and the sends that carry no file."""

from __future__ import annotations

from bot.sandbox.errors import bad_request
from bot.sandbox.limits import Limits
from bot.sandbox.methods.posting import Content, frame_of, post
from bot.sandbox.model import Entity, Wire
from bot.sandbox.params import Call
from bot.sandbox.text.formatted import formatted_parameter
from bot.sandbox.text.utf16 import units
from bot.sandbox.world import World


def message_text(call: Call) -> tuple[str, list[Entity]]:
    """The text of a message to send or to edit."""
    if not call.params.get("text"):
        raise bad_request("message text is empty")
    text, entities = formatted_parameter(call, "text", "entities")
    if not text:
        raise bad_request("text must be non-empty")
    return text, entities


def check_text_length(limits: Limits, text: str) -> None:
    if len(text) * 2 > limits.text and units(text) > limits.text:
        raise bad_request("message is too long")


def send_message(world: World, call: Call) -> Wire:
    text, entities = message_text(call)
    frame = frame_of(world, call)
    check_text_length(world.limits, text)
    return post(world, call, frame, Content("text", text=text, entities=entities))


def send_location(world: World, call: Call) -> Wire:
    latitude, longitude = call.number("latitude"), call.number("longitude")
    if latitude is None:
        raise bad_request("latitude is empty")
    if longitude is None:
        raise bad_request("longitude is empty")
    frame = frame_of(world, call)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong geographic point specified")
    value = {"latitude": latitude, "longitude": longitude}
    return post(world, call, frame, Content("location", value=value))


def send_contact(world: World, call: Call) -> Wire:
    phone, name = call.required("phone_number"), call.required("first_name")
    value = {"phone_number": phone, "first_name": name}
    if call.text("last_name"):
        value["last_name"] = call.text("last_name")
    return post(world, call, frame_of(world, call), Content("contact", value=value))


DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}


def send_dice(world: World, call: Call) -> Wire:
    emoji = call.text("emoji") or "🎲"
    frame = frame_of(world, call)
    if emoji not in DICE:
        raise bad_request("wrong dice emoji specified")
    value = {"emoji": emoji, "value": world.random.randint(1, DICE[emoji])}
    return post(world, call, frame, Content("dice", value=value))

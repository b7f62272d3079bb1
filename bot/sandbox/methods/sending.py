"""sendMessage, and the sends that carry no file."""

from __future__ import annotations

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.posting import Content, frame_of, post
from bot.sandbox.methods.wording import check_text_length, text_of
from bot.sandbox.model import Wire
from bot.sandbox.params import Call
from bot.sandbox.world import World


def send_message(world: World, call: Call) -> Wire:
    text, entities = text_of(world, call)
    preview = link_preview(call)
    frame = frame_of(world, call)
    check_text_length(world, text)
    return post(world, call, frame, Content("text", text, entities=entities, extra=preview))


def link_preview(call: Call) -> Wire | None:
    """What the message says about the preview of its link."""
    options = call.json("link_preview_options", "link preview options")
    if options is None:
        disabled = call.flag("disable_web_page_preview")
        return {"link_preview_options": {"is_disabled": True}} if disabled else None
    if not isinstance(options, dict):
        raise bad_request("Object expected as link preview options")
    return {"link_preview_options": options}


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

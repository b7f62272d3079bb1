"""Ways through an urge that several scenes take."""

from __future__ import annotations

from typing import Any

from bot.sandbox.model import Message
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.database import Rows, table


def offered(message: Message) -> list[str]:
    """The names of the exercises that a message offers."""
    data = [button.data or "" for button in buttons_of(message)]
    return [d.split(":")[2] for d in data if d.startswith("exercise:begin:")]


def labels(message: Message) -> list[str]:
    """The buttons of a message."""
    return [button.text for button in buttons_of(message)]


def first_part(message: Message) -> str:
    """What a message says before the question whether to come back."""
    said = text_of(message)
    for offer in ("Zal ik om", "Tot dan blijft", "Shall I send", "It stays quiet"):
        said = said.partition(f"\n\n{offer}")[0]
    return said


async def rate(person: Person, strength: int) -> Message:
    """Answer the question how strong it is, by its button."""
    question = next(m for m in reversed(person.heard) if str(strength) in labels(m))
    data = next(b.data for b in buttons_of(question) if b.text == str(strength))
    return await person.tap_data(data or "", question.message_id)


async def come_to_states(person: Person, strength: int | None = None) -> Message:
    """From the first word to the question what it is."""
    await person.say("⚓ Nu")
    await person.press("urge.button.go")
    if strength is None:
        return await person.press("urge.button.skip")
    return await rate(person, strength)


async def do_one(person: Person, name: str = "") -> Message:
    """An exercise without a picture, of those offered last (or this one), left at once."""
    offer = next(m for m in reversed(person.heard) if offered(m))
    names = [n for n in offered(offer) if person.book.exercises[n].breath is None]
    data = next(b.data for b in buttons_of(offer) if f":begin:{names[0]}:" in (b.data or ""))
    if name:
        data = (data or "").replace(f":{names[0]}:", f":{name}:")
    await person.tap_data(data or "", offer.message_id, stale=bool(name))
    return await person.press("exercise.button.enough")


async def ride_out(person: Person, before: int, after: int, name: str = "") -> Message:
    """A whole urge with one exercise, from the word to the number after it."""
    await come_to_states(person, before)
    await person.press("urge.button.phone")
    await do_one(person, name)
    return await rate(person, after)


async def rows_of(stage: Stage, name: str) -> Rows:
    """All rows of one table."""
    return await table(stage, name)


async def the_urge(stage: Stage) -> dict[str, Any]:
    """The only urge that is kept."""
    (found,) = await rows_of(stage, "urge")
    return found


async def strengths(stage: Stage) -> list[int]:
    """The numbers that are kept, in order."""
    rows = await rows_of(stage, "strength")
    return [row["value"] for row in sorted(rows, key=lambda row: (row["at"], row["id"]))]

"""The coach writes to many: the steps that scenes share."""

from __future__ import annotations

from typing import Any

from bot.sandbox.model import Message
from tests.cast import Person, buttons_of

WORDS = "Donderdag om acht uur."


def is_card(coach: Person, text: str, words: str = WORDS, who: str | None = None) -> bool:
    """Whether this is the card of a message that leaves within the minute: that fact first."""
    facts = {coach.words("broadcast.leaves_in", n=seconds) for seconds in range(1, 61)}
    return text in {f"{fact}\n\n{about(coach, '', words, who).strip()}" for fact in facts}


def about(coach: Person, text: str, words: str = WORDS, who: str | None = None) -> str:
    """What the coach hears of this message: which it is, for whom, and below it the text."""
    who = who or coach.words("broadcast.to.everyone", number=0)
    lines = [coach.words("broadcast.named", line=words), coach.words("broadcast.for", who=who)]
    return "\n".join([*lines, text])


async def write(coach: Person, text: str = WORDS, **options: Any) -> Message:
    """Write a message to everyone, up to the preview; gives the card below it."""
    await coach.say("/bericht")
    await coach.say(text, **options)
    return await to_everyone(coach)


async def to_everyone(coach: Person) -> Message:
    """Address what was just written to everyone."""
    await coach.press("broadcast.to.everyone", number=0)
    return coach.last


async def confirm(coach: Person, count: int) -> Message:
    """Send what is in the preview; gives the card."""
    return await coach.press("broadcast.button.send", n=count)


async def send(coach: Person, count: int, text: str = WORDS, **options: Any) -> Message:
    """Write, confirm, and let the minute pass in which it can be taken back; gives the card."""
    card = await write(coach, text, **options)
    await confirm(coach, count)
    await leave(coach)
    return card


async def correct(coach: Person, report: Message, text: str) -> None:
    """Put other words in the place of what arrived: written, seen, and confirmed."""
    await coach.tap(coach.words("broadcast.button.fix"), report)
    await coach.tap(coach.words("broadcast.button.fix_here"), report)
    await coach.say(text)
    await coach.tap(buttons_of(coach.last)[0].text)


async def leave(coach: Person) -> None:
    """The minute passes, and the few seconds after which the counts are shown."""
    await coach.stage.walk(seconds=75)

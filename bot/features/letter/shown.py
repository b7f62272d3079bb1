"""What the screens of the letter share: finding one, its days, its numbers, the ways on."""

from __future__ import annotations

from datetime import datetime

from bot.calendar.days import show_day, show_instant
from bot.calendar.times import local_date
from bot.context import Context
from bot.features.letter import service
from bot.features.letter.rules import Door
from bot.outbox import letters
from bot.outbox.letters import Button, Letter, Rows
from bot.road.lanes import Lane
from bot.safety import lasting
from bot.screens.frame import exercises_button, help_button, urge_and_help
from bot.screens.practice import DAY, NIGHT, begin_button
from bot.store import letterbox, urges
from bot.store.clients import Client
from bot.store.letterbox import Sealed
from bot.text import Text, join

_EXERCISE = "feet"
SKIP = "skip"
"""In the place of a number: she gave none."""


async def find_one(context: Context, client: Client) -> Sealed | None:
    """The letter of a button; else that is said."""
    found = await letterbox.find(context.tx, context.number(0), client.id, context.now)
    if found is None:
        context.show(context.t("letter.gone"), [[write_button(context)]])
    return found


async def find_open(context: Context, client: Client) -> Sealed | None:
    """The letter of a button, if it opens now; else it is said why not."""
    found = await find_one(context, client)
    if found is None:
        return None
    state = await service.try_door(context.tx, client, found, context.now)
    if state is Door.OPEN:
        return found
    back = [Button(context.t("letter.button.back"), "letter:list")]
    context.show(why_shut(context, client, found, state), [back])
    return None


def why_shut(context: Context, client: Client, found: Sealed, state: Door) -> str:
    """What is said of a letter that does not open now."""
    if state is Door.LATER:
        return context.t("letter.later", day=day_of(client, found.opens_at))
    return context.t("letter.in_urge" if state is Door.URGE else "letter.in_the_evening")


def take_away(context: Context, message_id: int, at: datetime | None = None) -> None:
    """Take a message with private words out of the chat: now, or later."""
    if message_id:
        gone = letters.delete(context.chat_id, [message_id])
        context.send(gone if at is None else gone.with_(lane=Lane.TIDY, due_at=at))


def number_rows(data: str) -> Rows:
    """0 to 10, each with `data` before it."""
    buttons = [Button(str(n), f"{data}:{n}") for n in range(11)]
    return [buttons[:4], buttons[4:8], buttons[8:]]


def day_of(client: Client, at: datetime) -> str:
    """The day in her zone and language."""
    return show_day(local_date(client.zone, at), client.language)


def written_at(client: Client, found: Sealed) -> str:
    """When it was put away."""
    return show_instant(found.sealed_at, client.zone, client.language)


def gone_on(client: Client, found: Sealed) -> str:
    """The day on which it goes by itself."""
    return day_of(client, found.gone_at)


def write_button(context: Context) -> Button:
    """A new letter."""
    return Button(context.t("letter.button.new"), "letter:write")


async def body_first(context: Context, text: str | Text) -> tuple[Text, Rows]:
    """The text, with something for the body below it and the ways on; near a crisis no exercise,
    but where to ring.
    """
    t = context.t
    if await lasting.is_near_a_crisis(context):
        return join([text, context.book.replies["not_emergency"]]), [[help_button(t)]]
    exercise = context.book.exercises.get(_EXERCISE)
    urge = None
    if context.client is not None:
        urge = await urges.find_open(context.tx, context.client.id, context.now)
    begin = exercises_button(t)
    if exercise is not None:
        label = t("exercise.button.begin", title=exercise.title, n=exercise.minutes)
        version = NIGHT if context.is_night else DAY
        begin = begin_button(exercise, label, version, urge.id if urge else 0)
    return join([text]), [[begin], urge_and_help(t)]


def has_coach(context: Context, client: Client) -> bool:
    """After the sixteen weeks the coach's inbox is closed."""
    return bool(context.deps.settings.coach_ids) and client.ended_at is None


def to_tap(context: Context, found: Sealed, now: int | None) -> Letter:
    """What was typed is taken along; only what can be taken out of the chat again is shown."""
    value = SKIP if now is None else now
    opens = Button(context.t("letter.button.open"), f"letter:open:{found.id}:{value}")
    said = "" if now is None else context.t("letter.only_now", now=now)
    return letters.say(context.chat_id, join([said, context.t("letter.to_open")]), [[opens]])


def choices_after(context: Context, found: Sealed) -> Rows:
    """What can be done with a letter that was read."""
    return [
        [Button(context.t("letter.button.tear"), f"letter:tear:{found.id}")],
        [Button(context.t("letter.button.keep"), f"letter:keep:{found.id}")],
    ]

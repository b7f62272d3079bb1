"""Every button that can be reached is pressed once: none is dead, too long, or refused."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field

import pytest

from bot.sandbox.model import Button
from tests.cast import Person, Stage, buttons_of
from tests.scenes.elsewhere import ELSEWHERE
from tests.scenes.prepared import agree_to_calls, make_plan, unlock_calls
from tests.scenes.watched import watched

LAST = (
    "plan:dropped",
    "call:withdraw",
    "privacy:agree:call:no",
    "contact:withdraw",
    "privacy:forget",
    "broadcast:send",
    "weeks:drop",
    "clients:unname",
    "clients:do",
    "cohort:ended",
)
"""Pressed when nothing else is left: they end what the others need."""

LATE = ("urge:kind",)
"""Pressed when only these are left: an urge of a kind that is known asks and offers less."""

ALIKE = {
    ("cycle", "here"),
    ("cycle", "state"),
    ("exercise", "begin"),
    ("exercise", "state"),
    ("exercise", "step"),
}
"""Buttons of which one stands for all: the others have scenes of their own."""


def template(data: str) -> str:
    """Button data without what differs from one chat or exercise to the next."""
    room, verb, *words = data.split(":")
    if (room, verb) in ALIKE:
        return f"{room}:{verb}"
    return ":".join([room, verb, *(re.sub(r"\d+", "#", word) for word in words)])


@dataclass
class Crawl:
    """Presses every button once, in the order in which they come into sight."""

    person: Person
    waiting: deque[tuple[int, Button]] = field(default_factory=deque)
    seen: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    async def begin(self, *words: str) -> None:
        """Say something and look at what can be pressed then."""
        for word in words:
            await self.person.say(word)
        self.look()

    def look(self) -> None:
        """Note the buttons that were not there before."""
        for message in self.person.heard:
            for button in buttons_of(message):
                self.note(message.message_id, button)

    def note(self, message_id: int, button: Button) -> None:
        """Keep a new button for later."""
        if button.data is None:
            if not (button.copy_text or (button.url or "").startswith("https://")):
                self.faults.append(f"'{button.text}' leads nowhere")
            return
        if not 1 <= len(button.data.encode()) <= 64:
            self.faults.append(f"'{button.text}' has {len(button.data.encode())} bytes of data")
        if template(button.data) not in self.seen:
            self.seen.add(template(button.data))
            self.waiting.append((message_id, button))

    async def press_all(self) -> set[str]:
        """Press until nothing new comes into sight; gives `room:verb` of all that was pressed."""
        later: list[tuple[int, Button]] = []
        while self.waiting:
            message_id, button = self.waiting.popleft()
            assert button.data is not None
            if button.data.startswith(LAST):
                later.append((message_id, button))
                continue
            others = (one.data or "" for _, one in self.waiting)
            if button.data.startswith(LATE) and not all(d.startswith(LATE) for d in others):
                self.waiting.append((message_id, button))
                continue
            await self.press(message_id, button)
        for message_id, button in later:
            await self.press(message_id, button)
        assert self.faults == []
        return {":".join(data.split(":")[:2]) for data in self.seen}

    async def press(self, message_id: int, button: Button) -> None:
        """Press one, and see that something comes of it."""
        assert button.data is not None
        world = self.person.stage.world
        before = len(world.requests)
        answers = len(world.answers)
        gone = not self.has(message_id, button.data)
        await self.person.tap_data(button.data, message_id, stale=gone)
        calls = [call for call in world.requests[before:] if call.method != "getUpdates"]
        shown = [call for call in calls if call.method != "answerCallbackQuery"]
        toast = any(answer.text for answer in world.answers[answers:])
        if not shown and not toast:
            self.faults.append(f"'{button.text}' ({button.data}) does nothing")
        if len(world.answers) == answers:
            self.faults.append(f"'{button.text}' ({button.data}) keeps turning")
        books = self.person.stage.app.deps.shelf.content.books.values()
        unknown = {book.t(f"other.{name}") for book in books for name in ("text", "going_on")}
        if unknown & set(self.person.texts):
            self.faults.append(f"'{button.text}' ({button.data}) is not known")
        self.look()

    def has(self, message_id: int, data: str) -> bool:
        """Whether that message still shows this button."""
        heard = [one for one in self.person.heard if one.message_id == message_id]
        return any(button.data == data for one in heard for button in buttons_of(one))


async def crawl_as_client(stage: Stage, spoken: str) -> set[str]:
    """Everything that a client comes to from the commands."""
    person = await stage.enrolled("Noor", spoken)
    await make_plan(person)
    await unlock_calls(stage)
    await agree_to_calls(person)
    crawl = Crawl(person)
    for room in stage.app.features:
        for command in room.commands:
            if not command.coach and command.en not in ("wipe", "pause"):
                await crawl.begin(f"/{command.en}")
    return await crawl.press_all()


async def crawl_as_visitor(stage: Stage, spoken: str) -> set[str]:
    """Everything that somebody without a link comes to."""
    crawl = Crawl(stage.person("Sanne", spoken))
    for room in stage.app.features:
        for command in room.commands:
            if not command.coach and command.en != "wipe":
                await crawl.begin(f"/{command.en}")
    return await crawl.press_all()


async def crawl_as_coach(stage: Stage, spoken: str) -> set[str]:
    """Everything that belongs to the coach alone."""
    await stage.enrolled("Mia", "en")
    stage.world.add_person("Coach", spoken, 700_000_001)
    coach = await watched(stage)
    await a_second_group(coach)
    crawl = Crawl(coach)
    await crawl.begin("/admin", "/invite", "/broadcast", "Thursday at eight.")
    await crawl.begin("/session", "/scheduled", "/admin")
    return await crawl.press_all()


async def a_second_group(coach: Person) -> None:
    """And the first one has begun, with a link into it, a week off and a line of the coach's."""
    await coach.say("/invite")
    await coach.press("invite.button.uses", n=5)
    await coach.say("/cohorts")
    await coach.press("cohort.button.new")
    await coach.say("Tuesday")
    for data in ("cohort:begin:1:2026-11-02", "cohort:take:1:2026-12-21", "weeks:write:1:5"):
        await coach.tap_data(data, stale=True)
    await coach.say("Bring a pen.")


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_every_button_that_a_client_can_reach_does_something(
    stage: Stage, spoken: str
) -> None:
    pressed = await crawl_as_client(stage, spoken)
    rooms = {room.room: room for room in stage.app.features}
    exist = {f"{name}:{verb}" for name, room in rooms.items() for verb in room.buttons}
    coachs = {name for name in exist if rooms[name.partition(":")[0]].coach}
    assert exist - pressed - coachs == set(ELSEWHERE) - coachs


@pytest.mark.long
@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_every_button_that_a_visitor_can_reach_does_something(
    stage: Stage, spoken: str
) -> None:
    expected = {"urge:go", "exercise:step", "cycle:phase", "cycle:overview"}
    assert expected <= await crawl_as_visitor(stage, spoken)


@pytest.mark.long
@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_every_button_that_the_coach_can_reach_does_something(
    stage: Stage, spoken: str
) -> None:
    pressed = await crawl_as_coach(stage, spoken)
    coachs = {
        f"{room.room}:{verb}" for room in stage.app.features if room.coach for verb in room.buttons
    }
    assert coachs - pressed == set(ELSEWHERE) & coachs

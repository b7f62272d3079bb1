"""The message that shows how a message to many goes, while the coach does something else in it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.features.coach.broadcast import progress_card
from bot.outbox.queue import Cause, queue
from bot.sandbox.model import Message
from bot.store import broadcasts
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.broadcasting import about, confirm, leave, send, write
from tests.scenes.test_broadcast import told
from tests.scenes.test_planned import plan

MENUS = {
    ("fix",): "fix_how",
    ("fix", "fix_here"): "fix_write",
    ("fix", "fix_anew"): "fix_new",
    ("withdraw",): "withdraw_rest",
}


def hold(stage: Stage, person: Person) -> None:
    """What is sent to her comes two minutes later."""
    stage.world.faults.add("sendMessage", person.id, kind="429", seconds=120)


async def open_in(card: Message, coach: Person, way: tuple[str, ...]) -> tuple[str, list[str]]:
    """Open something in this message; gives what it shows then."""
    for name in way:
        await coach.tap(coach.words(f"broadcast.button.{name}"), card)
    assert coach.words(f"broadcast.{MENUS[way]}") in text_of(card)
    return seen(card)


def seen(card: Message) -> tuple[str, list[str]]:
    return text_of(card), [button.text for button in buttons_of(card)]


@pytest.mark.parametrize("way", MENUS)
async def test_what_she_opened_in_it_stays_there_and_the_report_comes_below(
    stage: Stage, noor: Person, mia: Person, something_breaks: None, way: tuple[str, ...]
) -> None:
    coach = await stage.coach()
    hold(stage, mia)
    card = await send(coach, 2)
    shown = await open_in(card, coach, way)
    await stage.walk(minutes=5)
    assert mia.heard
    assert seen(card) == shown
    assert told(coach, 2, sent=2) in text_of(coach.last)
    assert coach.last is not card
    assert coach.words("broadcast.button.fix") in coach.buttons


async def test_once_she_comes_back_it_shows_again_how_it_goes(
    stage: Stage, noor: Person, mia: Person, something_breaks: None
) -> None:
    urged = await stage.enrolled("Lea")
    await urged.say("/drang")
    coach = await stage.coach()
    hold(stage, mia)
    card = await send(coach, 3)
    assert told(coach, 3, on_the_way=3) in text_of(card)
    await open_in(card, coach, ("withdraw",))
    await coach.tap(coach.words("broadcast.button.back"), card)
    assert told(coach, 3, on_the_way=3) in text_of(card)
    await open_in(card, coach, ("fix",))
    await stage.walk(minutes=5)
    assert text_of(card) == about(coach, coach.words("broadcast.fix_how"))
    await coach.tap(coach.words("broadcast.button.back"), card)
    assert told(coach, 3, sent=3) in text_of(card)


async def test_of_what_was_planned_it_holds_too(
    stage: Stage, noor: Person, mia: Person, something_breaks: None
) -> None:
    coach = await stage.coach()
    await plan(coach, "vandaag 12:00")
    await coach.press("planned.button.go")
    hold(stage, mia)
    await stage.walk(hours=1, minutes=59, seconds=30)
    await stage.walk(seconds=40)
    card = coach.last
    shown = await open_in(card, coach, ("fix",))
    await stage.walk(minutes=5)
    assert seen(card) == shown
    assert told(coach, 2, sent=2) in text_of(coach.last)


async def test_a_count_that_was_under_way_does_not_write_over_what_she_opened_since(
    stage: Stage, noor: Person, something_breaks: None
) -> None:
    coach = await stage.coach()
    hold(stage, noor)
    card = await send(coach, 1)
    now = stage.clock.now()
    async with stage.app.deps.store.write() as tx:
        found = await broadcasts.find(tx, 1)
        assert found is not None
        late = progress_card.shown(found, now).with_(due_at=now + timedelta(minutes=1))
        await queue(tx, Cause("late", now), [late])
    shown = await open_in(card, coach, ("fix",))
    await stage.walk(minutes=2)
    assert seen(card) == shown


async def test_taken_back_below_another_message_the_card_of_the_minute_says_so(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await write(coach)
    card = await confirm(coach, 1)
    await coach.say("wacht")
    shown = await coach.press("broadcast.button.undo")
    recalled = coach.words("broadcast.recalled")
    assert seen(card) == (about(coach, recalled), [])
    assert text_of(shown).startswith(recalled)
    await leave(coach)
    assert noor.heard == []


async def test_thrown_away_within_the_minute_it_says_so_too(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await write(coach)
    card = await confirm(coach, 1)
    await coach.say("wacht")
    await coach.tap_data("broadcast:drop:1", stale=True)
    assert seen(card) == (about(coach, coach.words("broadcast.cancelled")), [])

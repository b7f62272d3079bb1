"""A reply that Telegram refuses is said in a simpler form, down to the fixed help text."""

from __future__ import annotations

from typing import Any

import pytest

from bot.outbox import letters
from bot.outbox.letters import Button, Letter
from bot.outbox.queue import Cause, queue
from bot.pictures import library
from bot.road.lanes import Lane
from bot.sandbox.things import picture
from bot.text import Text, bold
from tests.cast import Person, Stage, buttons_of, text_of
from tests.enrolling import the_client
from tests.outbox.conftest import rush
from tests.outbox.test_delivery import is_settled, state_of

WAYS = [[Button("Verder", "urge:go:0")]]
TOO_LONG = [[Button("Verder", "urge:go:" + "0" * 60)]]
"""A button that Telegram does not take, nor any message with it."""
SPOILER = {"type": "spoiler", "offset": 0, "length": 4}
_ORDER: dict[str, Any] = {"kind": "wave", "marks": []}


@pytest.fixture(autouse=True)
def _drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    async def drawn(_order: dict[str, Any]) -> bytes:
        return picture()

    monkeypatch.setattr(library, "draw_order", drawn)


async def reply(stage: Stage, person: Person, letter: Letter) -> None:
    """Queue a reply to this client, and wait for what becomes of it."""
    client = await the_client(person)
    async with stage.app.deps.store.write() as tx:
        await queue(tx, Cause("test", stage.clock.now()), [letter.with_(key="own")], client.id)
    stage.app.sender.kick()
    await rush(stage, lambda: is_settled(stage, "own"))


def refuse(stage: Stage, method: str = "sendMessage", times: int | None = 1) -> None:
    """Telegram takes the next calls of this method for none that it could carry out."""
    stage.world.faults.add(method, kind="400", times=times)


def asked(stage: Stage) -> list[str]:
    """What was sent and edited, whatever came of it."""
    called = (call.method for call in stage.world.requests)
    return [name for name in called if name.startswith(("send", "edit", "copy"))]


@pytest.mark.parametrize("said", ["/drang", "/week", "/help", "ik voel me rot"])
async def test_its_words_come_without_what_stands_around_them(
    stage: Stage, noor: Person, said: str
) -> None:
    good = text_of(await noor.say(said))
    before = len(noor.heard)
    refuse(stage)
    await noor.say(said)
    assert noor.texts[before:] == [good]
    assert not noor.buttons


async def test_a_button_that_is_too_long_silences_nobody(stage: Stage, noor: Person) -> None:
    await reply(stage, noor, letters.say(noor.id, bold("Zet je voeten neer."), TOO_LONG))
    assert noor.texts == ["Zet je voeten neer."]
    assert not noor.last.entities


async def test_words_that_are_refused_too_make_room_for_the_fixed_help_text(
    stage: Stage, noor: Person
) -> None:
    refuse(stage, times=2)
    await noor.say("/drang")
    assert noor.texts == [noor.book.replies["failed"].strip()]


async def test_when_all_is_refused_it_is_tried_no_further(stage: Stage, noor: Person) -> None:
    refuse(stage, times=None)
    await reply(stage, noor, letters.say(noor.id, "Zet je voeten neer.", WAYS))
    assert asked(stage) == ["sendMessage"] * 3
    assert (await state_of(stage, "own"))[0] == "refused"


async def test_a_text_that_nobody_could_send_is_not_met_with_silence(
    stage: Stage, noor: Person
) -> None:
    await reply(stage, noor, letters.say(noor.id, " \n "))
    assert noor.texts == [noor.book.replies["failed"].strip()]


async def test_the_answer_to_a_tap_comes_below_with_its_buttons(
    stage: Stage, noor: Person
) -> None:
    shown = await noor.say("/instellingen")
    refuse(stage, "editMessageText")
    answer = await noor.press("settings.button.zone")
    assert answer.message_id != shown.message_id
    assert buttons_of(answer)
    assert answer.silent


async def test_and_if_it_is_refused_there_too_as_its_words(stage: Stage, noor: Person) -> None:
    await noor.say("/instellingen")
    good = text_of(await noor.press("settings.button.zone"))
    await noor.say("/instellingen")
    refuse(stage, "editMessageText")
    refuse(stage)
    await noor.press("settings.button.zone")
    assert text_of(noor.last) == good
    assert not noor.buttons
    assert noor.last.silent


async def test_what_is_not_to_stand_in_the_chat_comes_as_the_neutral_line(stage: Stage) -> None:
    lea = await stage.enrolled("Lea", seen=True)
    await stage.walk(days=1)
    before = len(lea.heard)
    refuse(stage, "editMessageText")
    refuse(stage)
    await lea.press("stub.button.open")
    assert lea.texts[before:] == [lea.words("stub.line")]


@pytest.mark.parametrize("method", ["sendPhoto", "sendAnimation"])
async def test_a_picture_comes_in_words_with_its_buttons(
    stage: Stage, noor: Person, method: str
) -> None:
    name = "breath:nl:4:6" if method == "sendAnimation" else "cycle:nl:-"
    moving = method == "sendAnimation"
    refuse(stage, method)
    letter = letters.picture(noor.id, name, bold("Adem uit."), WAYS, moving=moving)
    await reply(stage, noor, letter)
    assert noor.texts == ["Adem uit."]
    assert noor.buttons == ["Verder"]


async def test_a_picture_whose_buttons_are_the_fault_comes_as_its_words(
    stage: Stage, noor: Person
) -> None:
    letter = letters.drawing(noor.id, _ORDER, Text("Acht, zes.", (SPOILER,)), TOO_LONG)
    await reply(stage, noor, letter)
    assert noor.texts == ["Acht, zes."]
    assert not noor.buttons


async def test_what_is_covered_stays_covered(stage: Stage, noor: Person) -> None:
    text = Text("Acht, zes.", (*bold("Acht").entities, SPOILER))
    await reply(stage, noor, letters.say(noor.id, text, TOO_LONG))
    assert [entity["type"] for entity in noor.last.entities or []] == ["spoiler"]


async def test_a_drawing_in_place_of_another_comes_below_in_words(
    stage: Stage, noor: Person
) -> None:
    await reply(stage, noor, letters.drawing(noor.id, _ORDER, "Acht, zes.", WAYS))
    drawn = noor.last
    refuse(stage, "editMessageMedia")
    refuse(stage, "sendPhoto")
    instead = letters.drawing(noor.id, _ORDER, "Vier.", WAYS, instead_of=drawn.message_id)
    client = await the_client(noor)
    async with stage.app.deps.store.write() as tx:
        await queue(tx, Cause("test", stage.clock.now()), [instead.with_(key="2")], client.id)
    stage.app.sender.kick()
    await rush(stage, lambda: is_settled(stage, "2"))
    assert noor.texts == ["Acht, zes.", "Vier."]
    assert noor.buttons == ["Verder"]


async def test_a_recording_that_is_not_known_any_more_is_answered_with_the_fixed_help_text(
    stage: Stage, noor: Person
) -> None:
    voice = Letter("sendVoice", {"chat_id": noor.id, "voice": "AwACAgQAAxkB"})
    await reply(stage, noor, voice)
    assert noor.texts == [noor.book.replies["failed"].strip()]


async def test_at_night_it_makes_no_sound_either(stage: Stage, noor: Person) -> None:
    await stage.walk(hours=15)
    refuse(stage)
    await noor.say("/drang")
    assert noor.last.silent
    refuse(stage, times=2)
    await noor.say("/drang")
    assert text_of(noor.last) == noor.book.replies["failed"].strip()
    assert noor.last.silent


async def test_a_coach_hears_the_words_of_her_screen(stage: Stage) -> None:
    coach = await stage.coach()
    good = text_of(await coach.say("/beheer"))
    before = len(coach.heard)
    refuse(stage)
    await coach.say("/beheer")
    assert coach.texts[before:] == [good]


async def test_in_a_group_the_words_come_in_their_topic_and_no_help_text(stage: Stage) -> None:
    await stage.coach()
    group = stage.world.add_group("Coaches", 700_000_001, forum=True)
    said = letters.say(group.id, bold("Gekoppeld."), WAYS)
    letter = said.with_(params={**said.params, "message_thread_id": 1}, key="group")
    refuse(stage, times=None)
    before = len(asked(stage))
    async with stage.app.deps.store.write() as tx:
        await queue(tx, Cause("test", stage.clock.now()), [letter])
    stage.app.sender.kick()
    await rush(stage, lambda: len(asked(stage)) > before)
    await stage.settle()
    calls = [call.params for call in stage.world.requests if call.method == "sendMessage"][before:]
    assert [call["text"] for call in calls] == ["Gekoppeld."] * 2
    assert {call["message_thread_id"] for call in calls} == {"1"}
    assert "reply_markup" not in calls[1]


@pytest.mark.parametrize("lane", [Lane.CARE, Lane.DAILY, Lane.BROADCAST, Lane.TIDY])
async def test_what_nobody_waits_for_is_not_said_anew(
    stage: Stage, noor: Person, lane: Lane
) -> None:
    refuse(stage)
    letter = letters.say(noor.id, "Zet je voeten neer.", WAYS).with_(lane=lane)
    await reply(stage, noor, letter)
    assert not noor.heard


async def test_what_takes_something_away_says_nothing(stage: Stage, noor: Person) -> None:
    refuse(stage, "deleteMessages")
    await reply(stage, noor, letters.delete(noor.id, [3]))
    assert not noor.heard

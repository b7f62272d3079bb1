"""A tap whose answer cannot be put in place of its message: the answer comes below."""

from __future__ import annotations

import asyncio

import pytest

from bot.outbox import letters
from bot.outbox.letters import Button
from bot.outbox.queue import Cause, queue
from bot.road.lanes import Lane
from tests.cast import Person, Stage, buttons_of, text_of
from tests.enrolling import the_client
from tests.outbox.conftest import rush
from tests.outbox.test_delivery import state_of

NOT_TO_EDIT = [
    "Bad Request: message to edit not found",
    "Bad Request: message can't be edited",
    "Bad Request: MESSAGE_ID_INVALID",
    "Bad Request: there is no text in the message to edit",
    "Bad Request: there is no media in the message to edit",
]


def refuse_edits(
    stage: Stage,
    description: str = NOT_TO_EDIT[0],
    times: int | None = 1,
    method: str = "editMessageText",
) -> None:
    """Telegram does not let the next messages be edited."""
    stage.world.faults.add(method, kind="400", times=times, description=description)


def asked(stage: Stage, method: str) -> int:
    """How often Telegram was asked for this."""
    return sum(call.method == method for call in stage.world.requests)


@pytest.mark.parametrize("description", NOT_TO_EDIT)
async def test_the_answer_to_a_tap_comes_below_when_its_message_cannot_be_edited(
    stage: Stage, noor: Person, description: str
) -> None:
    shown = await noor.say("/instellingen")
    refuse_edits(stage, description)
    answer = await noor.press("settings.button.zone")
    assert answer.message_id != shown.message_id
    await noor.say("/instellingen")
    await noor.press("settings.button.zone")
    assert text_of(noor.last) == text_of(answer)
    assert [b.text for b in buttons_of(noor.last)] == [b.text for b in buttons_of(answer)]


async def test_in_an_urge_a_tap_on_what_the_bot_took_away_is_answered(
    stage: Stage, noor: Person
) -> None:
    light = await noor.say("ik voel me zo rot en moe")
    data = next(button.data for button in buttons_of(light) if button.data)
    stage.thinking = 1.0
    await noor.say("ik wil hem appen")
    assert light.message_id not in [message.message_id for message in noor.heard]
    before = noor.last.message_id
    tap = {"data": data, "message": stage.world.wire_of(light), "chat_instance": "1"}
    own = {"id": stage.world.add_callback(noor.id), "from": stage.world.people[noor.id].wire}
    stage.world.raw_update({"callback_query": {**tap, **own}})
    await stage.settle()
    assert noor.last.message_id > before


async def test_it_comes_once_and_its_buttons_are_in_sight(stage: Stage, noor: Person) -> None:
    await noor.say("/instellingen")
    refuse_edits(stage)
    before = asked(stage, "sendMessage")
    answer = await noor.press("settings.button.zone")
    await stage.walk(minutes=10)
    assert asked(stage, "sendMessage") == before + 1
    shown = stage.app.deps.in_sight.find(noor.id)
    assert shown is not None
    assert shown.message_id == answer.message_id


async def test_it_comes_without_a_sound_as_an_edit_does(stage: Stage, noor: Person) -> None:
    await noor.say("/instellingen")
    refuse_edits(stage)
    await noor.press("settings.button.zone")
    sent = [call for call in stage.world.requests if call.method == "sendMessage"][-1]
    assert sent.params["disable_notification"] == "true"


async def test_what_goes_wrong_on_the_way_does_not_lose_it(stage: Stage, noor: Person) -> None:
    shown = await noor.say("/instellingen")
    refuse_edits(stage, times=None)
    stage.world.faults.add("sendMessage", noor.id, kind="500", times=3)
    data = noor.find_button(noor.words("settings.button.zone"))[1].data or ""
    stage.world.tap(noor.id, shown.message_id, data)
    await rush(stage, lambda: len(noor.heard) == 2)


async def test_a_crash_before_its_outcome_is_known_doubles_it_at_most(
    stage: Stage, noor: Person
) -> None:
    shown = await noor.say("/instellingen")
    refuse_edits(stage, times=None)
    stage.world.faults.add("sendMessage", noor.id, kind="hang", seconds=20)
    data = noor.find_button(noor.words("settings.button.zone"))[1].data or ""
    stage.world.tap(noor.id, shown.message_id, data)
    await rush(stage, lambda: len(noor.heard) == 2)
    for task in tuple(stage.app.sender._tasks):
        task.cancel()
    await asyncio.sleep(0)
    await stage.restart()
    await rush(stage, lambda: len(noor.heard) == 3)
    await stage.walk(minutes=10)
    assert len(noor.heard) == 3


async def test_what_only_tidies_is_not_said_anew(stage: Stage, noor: Person) -> None:
    letter = letters.edit(noor.id, 999_999, "Dicht.", [[Button("Open", "daily:open")]])
    async with stage.app.deps.store.write() as tx:
        cause = Cause("test", stage.clock.now())
        client = await the_client(noor)
        await queue(tx, cause, [letter.with_(lane=Lane.TIDY, key="tidy")], client.id)
    stage.app.sender.kick()
    await stage.settle()
    assert (await state_of(stage, "tidy"))[0] == "refused"
    assert not noor.heard


async def test_where_others_may_look_the_neutral_line_comes_and_not_what_stands_behind_it(
    stage: Stage,
) -> None:
    lea = await stage.enrolled("Lea", seen=True)
    await stage.walk(days=1)
    line = lea.last
    refuse_edits(stage)
    again = await lea.press("stub.button.open")
    assert again.message_id != line.message_id
    assert text_of(again) == lea.words("stub.line")
    opened = await lea.press("stub.button.open")
    assert opened.message_id == again.message_id
    assert text_of(opened) != lea.words("stub.line")
    await stage.walk(minutes=11)
    assert text_of(lea.last) == lea.words("stub.line")


async def test_a_picture_comes_below_when_the_one_before_it_cannot_be_changed(
    stage: Stage, noor: Person
) -> None:
    before = await noor.say("/voortgang")
    refuse_edits(stage, method="editMessageMedia")
    answer = await noor.press("progress.button.all")
    assert answer.message_id != before.message_id
    assert answer.photo
    assert answer.silent
    assert noor.words("progress.button.four") in [b.text for b in buttons_of(answer)]
    assert len(noor.heard) == 2


async def test_where_others_may_look_no_second_picture_stays(stage: Stage) -> None:
    lea = await stage.enrolled("Lea", seen=True)
    before = await lea.say("/voortgang")
    refuse_edits(stage, method="editMessageMedia")
    line = await lea.press("progress.button.all")
    assert line.message_id != before.message_id
    assert text_of(line) == lea.words("stub.line")
    opened = await lea.press("stub.button.open")
    assert opened.photo
    await stage.walk(minutes=11)
    assert opened not in lea.heard

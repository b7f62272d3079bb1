"""Whatever people send: a clear and kind answer, nothing half-written, nothing kept."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.database import how_many, stands_in_files, tables_with

MARKUP = {
    "HTML": "<b>hoi</b> & <script>alert(1)</script>",
    "Markdown": "*hoi* _daar_ [x](https://example.org) `code` ||geheim||",
    "right to left": "\N{RIGHT-TO-LEFT OVERRIDE}dnega neeg \N{POP DIRECTIONAL FORMATTING}",
    "Arabic": "مرحبا، كيف الحال؟",
    "SQL": "'; DROP TABLE client; --",
    "template": "{hour} {0.__class__} %s ${HOME} {{x}} {operator}",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈🫠",
    "zalgo": "h̷̢̛o̵͚̔i̶̜͝ d̸̰͝a̴͎̋a̶͖͐r̸͔̓",
    "nothing to see": "\N{ZERO WIDTH SPACE}\N{WORD JOINER}x\N{ZERO WIDTH SPACE}",
    "only signs": "?!?!...",
    "a lone slash": "/",
    "a slash and a blank": "/ drang nu",
    "two slashes": "//drang",
    "control characters": "a\x01b\x02\x7f",
}


UNHEARD = (
    "other.text",
    "other.again",
    "other.going_on",
    "other.hello",
    "other.more",
    "other.heard",
)


async def test_text_of_any_kind_gets_a_warm_line_and_is_not_repeated(
    stage: Stage, noor: Person
) -> None:
    expected = {noor.words(key) for key in UNHEARD} | {noor.words("urge.first")}
    for name, text in MARKUP.items():
        heard = len(noor.heard)
        assert text_of(await noor.say(text)) in expected, name
        assert len(noor.heard) == heard + 1
    assert (await noor.record()) is not None


async def test_five_thousand_characters_are_answered(stage: Stage, noor: Person) -> None:
    await noor.say("lang verhaal " * 400)
    assert set(noor.texts) == {noor.words("other.text")}
    assert not stands_in_files(stage, "lang verhaal")


async def test_five_thousand_characters_in_one_piece_are_answered(
    stage: Stage, noor: Person
) -> None:
    await noor.say("blorf")
    stage.take_time()
    stage.world.raw_update(message_update(stage, noor, text="x" * 5000))
    await stage.settle()
    assert noor.texts == [noor.words("other.text"), noor.words("other.again")]


def message_update(stage: Stage, person: Person, **content: Any) -> dict[str, Any]:
    """A message as Telegram would hand it over, made by hand."""
    sender = stage.world.people[person.id].wire
    chat = {"id": person.id, "type": "private", "first_name": person.name}
    date = int(stage.clock.now().timestamp())
    return {"message": {"message_id": 99, "from": sender, "chat": chat, "date": date, **content}}


async def test_an_empty_message_is_answered_like_anything_that_is_not_text(
    stage: Stage, noor: Person
) -> None:
    await noor.say("hoi")
    for text in ("", " ", "\n\n"):
        stage.take_time()
        stage.world.raw_update(message_update(stage, noor, text=text))
        await stage.settle()
    assert noor.texts[1:] == [noor.words("other.not_text")] * 3


async def test_what_is_not_text_is_neither_looked_at_nor_kept(stage: Stage, noor: Person) -> None:
    kinds = "sticker photo voice video video_note audio document animation"
    for kind in kinds.split():
        answer = await noor.send(kind)
        assert text_of(answer) == noor.words("other.not_text"), kind
        assert noor.words("button.help") in noor.buttons
    assert not any(call.method == "getFile" for call in stage.world.requests)


async def test_a_contact_or_a_place_is_not_kept(stage: Stage, noor: Person) -> None:
    for kind in ("contact", "location"):
        answer = await noor.send(kind)
        assert text_of(answer) == noor.words("other.not_text")
    assert await tables_with(stage, "+31612345678") == []
    assert not stands_in_files(stage, "31612345678")


async def test_an_album_gets_one_answer_each_at_most_and_no_error(
    stage: Stage, noor: Person
) -> None:
    stage.world.send_album(noor.id)
    await stage.settle()
    assert set(noor.texts) == {noor.words("other.not_text")}


async def test_what_is_forwarded_is_read_like_a_message_of_ones_own(
    stage: Stage, noor: Person
) -> None:
    stage.world.forward(noor.id, "nu")
    await stage.settle()
    assert noor.texts == [noor.words("urge.first")]


@pytest.mark.parametrize(
    "service",
    [
        {"pinned_message": {}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    ],
    ids=lambda service: next(iter(service)),
)
async def test_what_telegram_itself_notes_in_the_chat_is_not_answered(
    stage: Stage, noor: Person, service: dict[str, Any]
) -> None:
    await noor.say("hoi")
    if "pinned_message" in service:
        service = {"pinned_message": message_update(stage, noor, text="hoi")["message"]}
    stage.world.raw_update(message_update(stage, noor, **service))
    await stage.settle()
    assert len(noor.heard) == 1


async def test_a_command_that_comes_about_by_editing_does_nothing(
    stage: Stage, noor: Person
) -> None:
    await noor.say("blorf")
    mine = next(m for m in stage.world.chat(noor.id) if not m.from_bot)
    for text in ("/drang", "/pauze", "/vergeetmij", "nu", "stop"):
        await noor.edit(mine.message_id, text)
    assert noor.texts == [noor.words("other.text")]
    record = await noor.record()
    assert record is not None
    assert record.status == "active"


async def test_a_command_that_is_edited_is_not_carried_out_again(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/tijd 09:00")
    mine = next(m for m in stage.world.chat(noor.id) if not m.from_bot)
    await noor.edit(mine.message_id, "/tijd 10:00")
    record = await noor.record()
    assert record is not None
    assert record.daily_at == 540
    assert len(noor.heard) == 1


async def test_an_odd_command_is_answered(noor: Person) -> None:
    odd = (
        "/bestaatniet",
        "/drang_",
        "/DRANGG",
        "/tijd@anker_test_bot x",
        "/start@anker_test_bot x",
    )
    for number, command in enumerate(odd, start=1):
        await noor.say(command)
        assert len(noor.heard) == number, command


async def test_a_button_of_last_week_tapped_twice_is_answered_each_time(
    stage: Stage, noor: Person
) -> None:
    shown = await noor.say("/instellingen")
    hour = next(b.data for b in buttons_of(shown) if b.text == noor.words("settings.button.hour"))
    await noor.say("/pauze")
    await stage.walk(days=7)
    for _ in range(2):
        await noor.tap_data(hour or "", shown.message_id, stale=True)
    assert text_of(shown) == noor.words("settings.which_hour")
    assert len(stage.world.answers) == 2


async def test_a_button_whose_message_was_deleted_is_answered_with_a_new_one(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/instellingen")
    await noor.tap_data("settings:hour", 1, stale=True)
    assert noor.texts[-1] == noor.words("settings.which_hour")


async def test_a_button_that_was_never_there_gets_a_warm_line(noor: Person) -> None:
    await noor.say("/nood")
    for data in ("", ":", "::::", "x" * 64, "urge", "no:such:thing", "🦶:🦶"):
        if data:
            answer = await noor.tap_data(data, stale=True)
            assert text_of(answer) == noor.words("other.text")
            await noor.say("/nood")


async def test_a_question_about_a_button_too_late_does_not_keep_the_answer_back(
    stage: Stage, noor: Person
) -> None:
    shown = await noor.say("/instellingen")
    await stage.app.poll.stop()
    stage.world.tap(noor.id, shown.message_id, "settings:hour")
    stage.clock.move_to(stage.clock.now() + timedelta(hours=2))
    await stage.restart()
    await stage.settle()
    assert text_of(shown) == noor.words("settings.which_hour")


# The clock jumps while a call is on its way: at the server two may be too close together.
@pytest.mark.usefixtures("something_breaks")
async def test_a_burst_of_twenty_messages_is_answered_in_order_and_nothing_is_lost(
    stage: Stage, noor: Person
) -> None:
    for number in range(20):
        stage.world.say(noor.id, "/vandaag" if number % 2 else "/nood")
    while len(noor.heard) < 20:
        await asyncio.sleep(0.005)
        stage.take_time()
    lines, today = noor.words("lines.title"), noor.book.daily[0].title
    assert [text.split("\n")[0] for text in noor.texts] == [lines, today] * 10


async def test_a_name_full_of_markup_does_no_harm(stage: Stage) -> None:
    odd = stage.person("<b>{x}</b> & '; --\N{RIGHT-TO-LEFT OVERRIDE}")
    assert text_of(await odd.start()) == odd.words("start.visitor_can")


async def test_in_a_group_the_bot_says_nothing_and_leaves(stage: Stage, noor: Person) -> None:
    before = await how_many(stage)
    group = stage.world.add_group("Vriendinnen", noor.id)
    stage.world.add_bot(group.id, noor.id)
    await stage.settle()
    assert any(call.method == "leaveChat" for call in stage.world.requests)
    stage.world.add_bot(group.id, noor.id)
    stage.world.say(noor.id, "/drang", chat_id=group.id)
    await stage.settle()
    assert not any(
        call.method == "sendMessage" and call.params["chat_id"] == str(group.id)
        for call in stage.world.requests
    )
    assert await tables_with(stage, group.id) == []
    assert await how_many(stage) == before


async def test_a_caption_is_read_as_a_text_is(noor: Person) -> None:
    assert text_of(await noor.send("photo", caption="nu")) == noor.words("urge.first")
    assert text_of(await noor.send("photo", caption="/nood")).startswith(noor.words("lines.title"))

"""Whatever else an update holds that nobody can read, the words in it are read and answered."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import Person, Stage, text_of
from tests.enrolling import the_client
from tests.intake.conftest import written
from tests.outbox.conftest import rush
from tests.scenes.fixed import kind_of
from tests.scenes.relaying import agreed

GRAVE = "ik wil niet meer leven"
ALTERED: dict[str, Any] = {
    "id": "1", "question": "?", "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
    "type": "regular", "allows_multiple_answers": False,
    "options": [{"text": "a", "voter_count": 0}, {"text": "b", "voter_count": 0}],
}  # fmt: skip
"""A poll as a Bot API server of an earlier version sends it."""
PHOTO = {"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}
BEFORE = {"message_id": 5, "date": 1_800_000_000, "chat": {"id": 1, "type": "private"}}

ODD_PARTS: dict[str, dict[str, Any]] = {
    "a Reply to a poll": {"reply_to_message": BEFORE | {"poll": ALTERED}},
    "a Reply without a number": {"reply_to_message": {"text": "hoi"}},
    "a Reply whose number is a text": {"reply_to_message": BEFORE | {"message_id": "x"}},
    "a Reply that is a number": {"reply_to_message": 5},
    "a poll": {"poll": ALTERED},
    "an empty poll": {"poll": {}},
    "a quote": {"quote": {"text": "dag"}},
    "a quote that is a list": {"quote": [1]},
    "an external reply": {"external_reply": {"origin": {"type": "moon"}}},
    "a giveaway": {"giveaway": {"chats": 4}},
    "the winners of one": {"giveaway_winners": {"chat": None}},
    "an origin that lacks its user": {"forward_origin": {"type": "user", "date": 1}},
    "a sticker of a new kind": {"sticker": {"type": "hologram"}},
    "a photo without sizes": {"photo": [{"file_id": 3}]},
    "entities of a new kind": {"entities": [{"type": 5}]},
    "entities that are a number": {"entities": 5},
    "a date in words": {"date": "yesterday"},
    "a date beyond all": {"date": 10**15},
    "no date": {"date": None},
    "a number that is a text": {"message_id": "x"},
    "an album that is a list": {"media_group_id": [1]},
    "a keyboard": {"reply_markup": {"inline_keyboard": [[{}]]}},
    "a sender in words": {"from": "noor"},
    "a language that is a number": {"from": {"id": 1, "is_bot": False, "language_code": 7}},
    "a boost": {"boost_added": {}, "paid_media": [], "via_bot": 3, "sender_chat": "x"},
}


def of(person: Person, text: str, odd: dict[str, Any]) -> dict[str, Any]:
    """Her message with these parts; a sender that is odd is she all the same."""
    made: dict[str, Any] = written(person, text, **odd)
    if isinstance(sender := odd.get("from"), dict):
        made["message"]["from"] = sender | {"id": person.id}
    return made


async def test_words_of_a_crisis_are_answered_whatever_else_cannot_be_read(stage: Stage) -> None:
    people = {name: await stage.enrolled(name) for name in ODD_PARTS}
    for name, person in people.items():
        stage.world.raw_update(of(person, GRAVE, ODD_PARTS[name]))
    await rush(stage, lambda: all(person.heard for person in people.values()))
    heard = {name: [kind_of(one, m) for m in one.heard] for name, one in people.items()}
    assert heard == {name: ["suicide"] for name in people}
    for name, person in people.items():
        record = await person.record()
        assert record is not None
        assert record.held_until is not None, name


async def test_so_are_a_caption_an_edited_message_and_a_button(stage: Stage, noor: Person) -> None:
    odd = ODD_PARTS["a Reply to a poll"]
    caption = written(noor, "", **odd, caption=GRAVE)
    del caption["message"]["text"]
    mia, eva = await stage.enrolled("Mia"), await stage.enrolled("Eva")
    shown = await eva.say("/instellingen")
    button = eva.find_button(eva.words("settings.button.hour"), shown)[1]
    pressed = {"id": "1", "from": {"id": eva.id, "is_bot": "?"}, "data": button.data}
    with_it = written(eva, text_of(shown), **odd, message_id=shown.message_id)["message"]
    stage.world.raw_update(caption)
    edited = written(mia, GRAVE, **odd, edit_date=1_800_000_001)
    stage.world.raw_update({"edited_message": edited["message"]})
    stage.world.raw_update({"callback_query": pressed | {"message": with_it}})
    await rush(stage, lambda: noor.heard and mia.heard)
    await stage.settle()
    assert kind_of(noor, noor.last) == kind_of(mia, mia.last) == "suicide"
    assert text_of(eva.last) == eva.words("settings.which_hour")


@pytest.mark.parametrize(
    ("odd", "is_hers"),
    [
        ({"quote": [1]}, True),
        ({"forward_origin": {"type": "user", "date": 1_800_000_000}}, False),
        ({"reply_to_message": {"text": "?"}}, False),
    ],
    ids=["neither", "passed on", "answers something else"],
)
async def test_what_is_no_answer_of_hers_to_the_question_is_none_in_part_either(
    stage: Stage, noor: Person, odd: dict[str, Any], is_hers: bool
) -> None:
    await noor.say("/vergeetmij")
    below = noor.last.message_id + 1
    stage.world.raw_update(written(noor, noor.buttons[0], message_id=below, **odd))
    await stage.settle()
    assert (await noor.record() is None) is is_hers


async def test_what_goes_to_the_coach_goes_on_with_all_that_can_be_read(
    stage: Stage, noor: Person
) -> None:
    await agreed(noor)
    await stage.coach()
    await noor.say("/coach")
    shown = written(noor, "", quote=[1], photo=[PHOTO], caption="mijn dag")["message"]
    del shown["text"]
    stage.world.raw_update({"message": shown})
    await stage.settle()
    sent = next(call for call in stage.world.requests if call.method == "sendPhoto")
    assert "mijn dag" in sent.params["caption"]


@pytest.mark.parametrize("how", ["whole", "in part"])
async def test_half_a_character_stands_for_one_that_is_missing(
    stage: Stage, noor: Person, how: str
) -> None:
    """It can be neither sealed nor sent: what a client sends on, and what a coach writes."""
    odd: dict[str, Any] = {} if how == "whole" else {"quote": [1]}
    await agreed(noor)
    coach, client = await stage.coach(), await the_client(noor)
    asked = written(noor, "/coach Ik kom \ud83d\ude00 om \ud83d.", **odd)
    await stage.app.intake.accept([{"update_id": 5, **asked}])
    await stage.settle()
    assert any("Ik kom \U0001f600 om \ufffd." in text for text in coach.texts)
    await coach.tap_data(f"weeks:write:{client.cohort_id}:2", stale=True)
    line = written(coach, "Tot \ud83d dan.", **odd)
    await stage.app.intake.accept([{"update_id": 6, **line}])
    await stage.settle()
    assert "Tot \ufffd dan." in text_of(coach.last)

"""A message to many of any kind, filled in, taken back, stopped, corrected and withdrawn."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from bot.features.coach.broadcast import sent
from bot.road.caller import Caller
from bot.sandbox.model import Message
from bot.store import broadcast_sending, broadcasts, clients, consents
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.broadcasting import WORDS, about, confirm, leave, send, to_everyone, write
from tests.scenes.database import table
from tests.scenes.test_broadcast import told


async def call_her(person: Person, name: str) -> None:
    """She said what she wants to be called."""
    record = await person.record()
    assert record is not None
    async with person.stage.app.deps.store.write() as tx:
        await clients.set_nickname(tx, record.id, name)


@pytest.mark.parametrize(
    "kind", ["photo", "animation", "video", "audio", "voice", "document", "video_note", "sticker"]
)
async def test_a_file_arrives_as_the_kind_it_was_also_when_the_coach_deletes_hers(
    stage: Stage, noor: Person, kind: str
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.send(kind)
    stage.world.delete_for_me(coach.id, max(stage.world.chats[coach.id].messages) - 1)
    await to_everyone(coach)
    await confirm(coach, 1)
    await leave(coach)
    assert noor.last.kind == kind
    assert told(coach, 1, sent=1) in coach.texts[-1]


async def test_a_place_is_passed_on_as_a_copy(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.send("location")
    await to_everyone(coach)
    await confirm(coach, 1)
    await leave(coach)
    assert noor.last.kind == "location"


@pytest.mark.parametrize("kind", ["dice", "poll"])
async def test_a_kind_that_cannot_be_rebuilt_is_refused_and_another_may_follow(
    stage: Stage, noor: Person, kind: str
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    stage.world.send(coach.id, kind)
    await stage.settle()
    assert text_of(coach.last) == coach.words("broadcast.not_this_kind")
    await coach.say(WORDS)
    assert text_of(coach.last) == coach.words("broadcast.whom")


async def test_an_album_stays_together_and_its_caption_is_filled_in(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.send("album", kinds=("photo", "video", "photo"), caption="Voor {voornaam|jou}")
    await stage.walk(seconds=2)
    assert text_of(coach.last) == coach.words("broadcast.whom")
    await to_everyone(coach)
    await stage.walk(seconds=5)  # an album takes its share of the chat
    await confirm(coach, 1)
    await leave(coach)
    parts = [m for m in noor.heard if m.media_group_id]
    assert [m.kind for m in parts] == ["photo", "video", "photo"]
    assert len({m.media_group_id for m in parts}) == 1
    assert noor.texts == ["Voor jou", "", ""]


async def test_the_name_the_fallback_and_the_week_are_filled_in_under_the_formatting(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await call_her(noor, "Noortje 🌱")
    coach = await stage.coach()
    bold = {"type": "bold", "offset": 4, "length": len("{voornaam|daar}")}
    await send(coach, 2, "Dag {voornaam|daar}, week {week}.", entities=[bold])
    assert noor.texts == ["Dag Noortje 🌱, week 1."]
    assert mia.texts == ["Dag daar, week 1."]
    spans = [(e["offset"], e["length"]) for e in noor.last.entities if e["type"] == "bold"]
    assert spans == [(4, 10)]


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("Dag {achternaam|x}", "unknown", "{achternaam|x}"),
        ("Dag {voornaam}", "no_fallback", "{voornaam}"),
        ("Dag {voornaam|daar", "unclosed", "{voornaam|daar"),
        ("Dag {voornaam/daar}", "unknown", "{voornaam/daar}"),
        ("Dag {{voornaam|daar}}", "unknown", "{{voornaam|daar}}"),
        ("Dag voornaam|daar}, tot zo", "unclosed", "voornaam|daar}"),
        ("Dag [voornaam|daar]", "unknown", "[voornaam|daar]"),
        ("Dag (voornaam)", "unknown", "(voornaam)"),
        ("Dag {voornaam|}, tot morgen", "no_fallback", "{voornaam|}"),
        ("Dag { naam | }", "no_fallback", "{ naam | }"),
        ("Dag [naam]", "unknown", "[naam]"),
        ("Dag (Naam), tot morgen", "unknown", "(Naam)"),
        ("Hi [name]", "unknown", "[name]"),
        ("Hi <name>", "unknown", "<name>"),
        ("Dag [jouw naam]", "unknown", "[jouw naam]"),
        ("Dag [voornaam cliënt]", "unknown", "[voornaam cliënt]"),
        ("Dit is week [week]", "unknown", "[week]"),
        ("Dag %voornaam%", "unknown", "%voornaam%"),
        ("Dag $voornaam", "unknown", "$voornaam"),
    ],
)
async def test_what_cannot_be_filled_in_is_refused_before_anybody_gets_it(
    stage: Stage, noor: Person, text: str, key: str, words: str
) -> None:
    coach = await stage.coach()
    refused = await write(coach, text)
    assert text_of(refused) == coach.words(
        f"broadcast.fault.{key}", words=words, name="{voornaam|daar}", week="{week}"
    )
    await coach.press("broadcast.button.rewrite")
    await coach.say(WORDS)
    await confirm(coach, 1)
    await leave(coach)
    assert noor.texts == [WORDS]


async def test_what_can_only_be_meant_as_a_place_is_filled_in_however_it_was_spaced(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await call_her(noor, "Noor")
    await send(await stage.coach(), 2, "Dag { Voornaam | daar }, {first name|you}, { week }! (:")
    assert noor.texts == ["Dag Noor, Noor, 1! (:"]
    assert mia.texts == ["Dag daar, you, 1! (:"]


async def test_too_long_with_the_name_in_it_is_refused_with_how_many_it_concerns(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await call_her(noor, "Noortje van het eiland")
    refused = await write(await stage.coach(), "{voornaam|x}" + "a" * 4084)
    coach = await stage.coach()
    assert text_of(refused) == coach.words("broadcast.fault.long_for_some", n=1)


async def test_names_that_grew_since_the_preview_are_refused_lot_by_lot(
    stage: Stage, noor: Person, mia: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcast_sending, "AT_ONCE", 1)
    coach = await stage.coach()
    await write(coach, "{voornaam|x}" + "a" * 4084)
    await confirm(coach, 2)
    for person in (noor, mia):
        await call_her(person, "Noortje van het eiland")
    await leave(coach)
    assert (noor.heard, mia.heard) == ([], [])


async def test_within_the_minute_it_can_be_taken_back(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    await stage.walk(seconds=40)
    await coach.press("broadcast.button.undo")
    await stage.walk(minutes=5)
    assert noor.heard == []
    await confirm(coach, 1)
    await leave(coach)
    assert noor.texts == [WORDS]


async def test_to_herself_alone_in_one_tap(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await write(coach)
    await coach.press("broadcast.button.test")
    assert coach.texts[-1] == WORDS
    assert noor.heard == []


async def test_words_that_tell_too_much_on_a_lock_screen_are_pointed_out(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    card = await write(coach, "Over je ex en therapie\nde rest")
    assert coach.words("broadcast.revealing", words="ex, therapie") in text_of(card)


async def test_who_is_named_twice_gets_it_once_and_who_is_not_named_gets_nothing(
    stage: Stage, noor: Person, mia: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.say(WORDS)
    record = await noor.record()
    assert record is not None
    await coach.press("broadcast.button.client")
    await coach.tap(f"{record.id}")
    await coach.press("broadcast.button.onward")
    await confirm(coach, 1)
    await leave(coach)
    assert (noor.texts, mia.texts) == ([WORDS], [])


async def test_stopping_leaves_those_who_wait_without_it(stage: Stage, noor: Person) -> None:
    await stage.walk(hours=13)
    coach = await stage.coach()
    card = await send(coach, 1)
    await coach.press("broadcast.button.stop")
    await stage.walk(hours=25)
    assert WORDS not in noor.texts
    assert told(coach, 1, sent=1) in text_of(card)
    assert coach.words("broadcast.halted") in text_of(card)


async def test_a_mistake_is_corrected_in_place_and_who_still_waits_gets_the_new_words(
    stage: Stage, noor: Person, mia: Person
) -> None:
    coach = await stage.coach()
    await noor.say("/drang")
    heard = list(noor.texts)
    await send(coach, 2)
    shown = text_of(coach.last)
    await coach.press("broadcast.button.fix")
    assert text_of(await coach.press("broadcast.button.back")) == shown
    await coach.press("broadcast.button.fix")
    await coach.press("broadcast.button.fix_here")
    await coach.say("Vrijdag om negen uur.")
    await coach.press("broadcast.button.fix_put", n=2)
    await stage.walk(minutes=1)
    assert mia.texts == ["Vrijdag om negen uur."]
    await stage.walk(hours=3)
    assert [t for t in noor.texts if t not in heard][:1] == ["Vrijdag om negen uur."]


async def test_a_new_message_goes_to_those_who_got_the_earlier_one(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    later = await stage.enrolled("Lea")
    await coach.press("broadcast.button.fix")
    await coach.press("broadcast.button.fix_anew")
    await coach.say("Toch vrijdag.")
    await confirm(coach, 1)
    await leave(coach)
    assert noor.texts == [WORDS, "Toch vrijdag."]
    assert later.heard == []


async def test_withdrawn_it_is_gone_from_the_chats_also_an_album(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.send("album")
    await stage.walk(seconds=2)
    await to_everyone(coach)
    await stage.walk(seconds=5)  # an album takes its share of the chat
    await confirm(coach, 1)
    await leave(coach)
    assert len(noor.heard) == 2
    await coach.press("broadcast.button.withdraw")
    await coach.press("broadcast.button.withdraw_sure")
    await stage.walk(minutes=1)
    assert noor.heard == []
    async with stage.app.deps.store.read() as tx:
        found = await broadcasts.find(tx, 1)
        assert found is not None
        report, rows = await sent.standing(tx, stage.app.deps.shelf["nl"], found)
    assert report.endswith(coach.words("broadcast.withdrawn"))
    assert [button.text for row in rows for button in row] == [coach.words("broadcast.button.csv")]


class Held:
    """A message that has been made up and waits on the road."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.there, self.may_go = asyncio.Event(), asyncio.Event()
        call = Caller.call

        async def late(
            caller: Caller, method: str, params: dict[str, Any], *of: Any, **on: Any
        ) -> Any:
            if params.get("text") == WORDS and not self.may_go.is_set():
                self.there.set()
                await self.may_go.wait()
            return await call(caller, method, params, *of, **on)

        self._hold = partial(monkeypatch.setattr, Caller, "call", late)

    async def send(self, coach: Person) -> Message:
        """The message leaves, and stays on the road; gives the coach's card."""
        stage = coach.stage
        card = await write(coach)
        await confirm(coach, 1)
        self._hold()
        stage.clock.move_to(stage.clock.now() + timedelta(seconds=65))
        await stage.app.run_due()
        await self.there.wait()
        return card

    async def arrive(self, stage: Stage) -> None:
        """It goes on, and a minute passes."""
        self.may_go.set()
        await stage.settle()
        await stage.walk(minutes=1)


async def heard(coach: Person, key: str) -> None:
    """Wait for this answer, though something else is still on its way."""
    await coach.stage.world.wait_for(
        lambda _: any(coach.words(key) in text for text in coach.texts)
    )


async def test_withdrawn_while_it_is_on_the_road_it_goes_as_soon_as_it_has_come(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach, held = await stage.coach(), Held(monkeypatch)
    card = await held.send(coach)
    stage.take_time()
    stage.world.tap(coach.id, card.message_id, "outcome:gone:1", stale=True)
    await heard(coach, "broadcast.withdrawn")
    await held.arrive(stage)
    assert noor.heard == []
    assert [c for c in stage.world.requests if c.params.get("text") == WORDS and c.ok], "it came"


async def test_corrected_while_it_is_on_the_road_it_is_corrected_once_it_has_come(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach, held = await stage.coach(), Held(monkeypatch)
    card = await held.send(coach)
    stage.take_time()
    stage.world.tap(coach.id, card.message_id, "outcome:words:1", stale=True)
    await heard(coach, "broadcast.fix_write")
    stage.take_time()
    stage.world.say(coach.id, "Vrijdag om negen uur.")
    await heard(coach, "broadcast.fix_preview")
    stage.take_time()
    shown = coach.last
    stage.world.tap(coach.id, shown.message_id, buttons_of(shown)[0].data or "")
    await heard(coach, "broadcast.fixed")
    await held.arrive(stage)
    assert noor.texts == ["Vrijdag om negen uur."]


async def test_taken_up_in_the_instant_of_the_withdrawal_it_goes_at_the_end(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach, held = await stage.coach(), Held(monkeypatch)
    await held.send(coach)
    now = stage.clock.now()
    async with stage.app.deps.store.write() as tx:
        # As it is for a withdrawal that saw a letter queued which another process took up.
        await broadcasts.change(tx, 1, withdrawn_at=now, stopped_at=now, next_at=now)
    await held.arrive(stage)
    assert noor.heard == []


async def test_the_list_is_a_file_with_a_line_for_each_client_and_no_formula(
    stage: Stage, noor: Person, something_breaks: None
) -> None:
    await call_her(noor, "=2+5")
    record = await noor.record()
    assert record is not None
    async with stage.app.deps.store.write() as tx:
        version = stage.app.deps.shelf["nl"].t("more.consent_version")
        await consents.give(tx, record.id, "coach_view", version, stage.clock.now())
    gone = await stage.enrolled("Bo")
    stage.world.faults.add("sendMessage", gone.id, kind="403")
    coach = await stage.coach()
    await send(coach, 2)
    await coach.press("broadcast.button.csv")
    file = coach.last.attachment
    assert file is not None
    lines = file.data.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert lines[1] == f"'=2+5;{coach.words('broadcast.csv.sent')};"
    assert coach.words("broadcast.csv.unreachable") in lines[2]


async def test_nothing_shows_why_somebody_waits_nor_when_she_stopped_waiting(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await noor.say("/drang")
    coach = await stage.coach()
    card = await send(coach, 2)
    shown = text_of(card)
    assert told(coach, 2, sent=2) in shown
    await stage.walk(hours=5)
    assert WORDS in noor.texts
    assert text_of(card) == shown
    await coach.press("broadcast.button.csv")
    file = coach.last.attachment
    assert file is not None
    assert file.data.decode("utf-8-sig").count(f";{coach.words('broadcast.csv.sent')};") == 2
    heard = len(coach.heard)
    await stage.walk(hours=32)
    assert (len(coach.heard), text_of(card)) == (heard, about(coach, told(coach, 2, sent=2)))


async def test_a_deleted_source_stops_what_can_only_be_copied(
    stage: Stage, noor: Person, mia: Person, something_breaks: None
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.send("contact")
    await to_everyone(coach)
    await confirm(coach, 2)
    source = next(m for m in stage.world.chat(coach.id) if not m.from_bot and m.kind == "contact")
    del stage.world.chats[coach.id].messages[source.message_id]
    await leave(coach)
    assert noor.heard == mia.heard == []
    (kept,) = await table(stage, "broadcast")
    assert kept["refused"] + kept["stopped"] + kept["expired"] == 2


async def test_a_photo_behind_a_neutral_line_comes_below_it_and_goes_again(stage: Stage) -> None:
    lea = await stage.enrolled("Lea", seen=True)
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.send("photo", caption="Kijk")
    await to_everyone(coach)
    await confirm(coach, 1)
    await leave(coach)
    assert lea.texts == [lea.words("stub.line")]
    await lea.press("stub.button.open")
    assert lea.texts == [lea.words("stub.line"), "Kijk"]
    await stage.walk(minutes=11)
    assert lea.texts == [lea.words("stub.line")]


async def test_progress_is_shown_in_one_message_no_more_often_than_every_three_seconds(
    stage: Stage,
) -> None:
    for number in range(30):
        await stage.enrolled(f"Nr {number}")
    coach = await stage.coach()
    card = await send(coach, 30)
    edits = [
        call.at
        for call in stage.world.requests
        if call.method == "editMessageText"
        and call.params.get("message_id") == str(card.message_id)
    ]
    gaps = [b - a for a, b in pairwise(edits[1:])]
    assert gaps
    assert all(gap >= timedelta(seconds=2.5) for gap in gaps)
    assert told(coach, 30, sent=30) in text_of(card)
    assert buttons_of(card) == []

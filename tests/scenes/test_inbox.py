"""The coaches' side, each in her own chat: open questions, answers, and what became of them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clients import leaving, relaying
from bot.features.coach import digest
from bot.sandbox.model import Message
from bot.store import relay
from tests.cast import COACH_ID, MORNING, Person, Stage, replace, text_of
from tests.enrolling import wish
from tests.scenes.database import table
from tests.scenes.relaying import (
    ARRIVED,
    FAILED,
    NOTE,
    UNDER_WAY,
    agreed,
    having,
    other_coach,
    said,
    sign,
    staged_for_two,
)

EVENING = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Stage]:
    """Two coaches."""
    async with staged_for_two(tmp_path) as made:
        yield made


async def ask(person: Person, text: str = "ik heb een vraag") -> Message:
    """She writes to the coach; gives what she wrote."""
    await agreed(person)
    await person.say("/coach")
    await person.say(text)
    return said(person)


async def test_the_panel_counts_open_questions_and_the_list_names_who_and_when(
    stage: Stage, noor: Person, mia: Person
) -> None:
    coach = await stage.coach()
    await ask(noor, "de gele fiets")
    await ask(mia, "the yellow bike")
    await coach.say("/beheer")
    assert coach.words("coach.fact.questions", n=2) in text_of(coach.last)
    await coach.press("coach.button.inbox")
    assert text_of(coach.last).startswith(coach.words("inbox.open", n=2))
    (first, *_) = coach.buttons
    assert first == f"{coach.words('clients.number', n=1)} · maandag 23 november, 10:00"
    assert "fiets" not in text_of(coach.last) + " ".join(coach.buttons)
    await coach.tap(first)
    await coach.press("inbox.button.show")
    assert "de gele fiets" in text_of(
        next(m for m in coach.heard if m.message_id == coach.last.reply_to)
    )
    await coach.press("inbox.button.done")
    await coach.say("/beheer")
    assert coach.words("coach.fact.questions", n=1) in text_of(coach.last)
    await coach.say("Yes.", reply_to=having(coach, "yellow bike").message_id)
    await coach.say("/vragen")
    assert coach.words("inbox.none") in text_of(coach.last)


async def _signs(
    stage: Stage, person: Person, coach: Person, before: str
) -> list[tuple[str, str]]:
    """She is answered after she said `before`; every sign that the coach sees, and when."""
    await ask(person)
    copy = coach.last
    if before:
        await person.say(before)
    await stage.walk_to(MORNING + timedelta(minutes=12))
    await coach.say("Rustig aan.", reply_to=copy.message_id)
    calls = len(stage.world.requests)
    await stage.walk_to(MORNING + timedelta(hours=30))
    having(person, "Rustig aan.")
    assert not [r for r in stage.world.requests[calls:] if r.method == "sendMessage"
                and r.params.get("chat_id") == str(coach.id)]  # fmt: skip
    return [
        (f"{call.at:%H:%M}", json.loads(call.params["reaction"])[0]["emoji"])
        for call in stage.world.requests
        if call.method == "setMessageReaction" and call.params["chat_id"] == str(coach.id)
    ]


@pytest.mark.parametrize("before", ["", "/drang", "ik wil dood"])
async def test_the_signs_are_the_same_and_come_when_they_do_whether_or_not_it_waits(
    stage: Stage, noor: Person, before: str
) -> None:
    coach = await stage.coach()
    signs = await _signs(stage, noor, coach, before)
    assert signs == [("09:12", UNDER_WAY), ("11:00", ARRIVED)]


async def test_an_urge_holds_an_answer_for_an_hour_at_most_and_a_crisis_does_not(
    stage: Stage, noor: Person, mia: Person
) -> None:
    coach = await stage.coach()
    await ask(noor)
    await ask(mia, "a question")
    await noor.say("/drang")
    await mia.say("i want to die")
    await coach.say("Rustig aan.", reply_to=having(coach, "ik heb een vraag").message_id)
    await coach.say("Take your time.", reply_to=having(coach, "a question").message_id)
    assert "Take your time." in text_of(mia.last)
    for _ in range(3):
        assert not [t for t in noor.texts if "Rustig aan." in t]
        await stage.walk(minutes=19)
        await noor.say("/drang")
    await stage.walk(minutes=4)
    having(noor, "Rustig aan.")


async def test_in_quiet_hours_it_waits_for_the_morning_under_the_same_sign(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await ask(noor)
    await stage.walk_to(EVENING)
    heard = len(noor.heard)
    await coach.say("Rustig aan.", reply_to=coach.last.message_id)
    mine = said(coach)
    assert sign(mine) == UNDER_WAY
    await stage.walk(hours=9)
    assert len(noor.heard) == heard
    await stage.walk(hours=3)
    having(noor, "Rustig aan.")
    assert sign(mine) == ARRIVED


async def test_an_answer_written_just_before_the_quiet_hours_in_an_urge_comes_within_the_hour(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await ask(noor)
    copy = coach.last
    await stage.walk_to(EVENING - timedelta(minutes=100))
    await noor.say("/drang")
    await coach.say("Rustig aan.", reply_to=copy.message_id)
    await stage.walk(minutes=62)
    assert having(noor, "Rustig aan.").silent


async def test_answers_keep_their_order_when_what_the_first_waited_for_is_over(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await ask(noor)
    copy = coach.last
    await stage.walk_to(EVENING)
    await coach.say("Ik bel om 16 uur.", reply_to=copy.message_id)
    await wish(noor, quiet_from=0, quiet_to=0)
    await coach.say("Toch 17 uur.", reply_to=copy.message_id)
    await stage.walk(minutes=1)
    heard = [t.split("\n")[0] for t in noor.texts if "uur." in t]
    assert heard == ["Ik bel om 16 uur.", "Toch 17 uur."]


async def test_the_end_of_an_urge_lets_an_answer_through_at_once(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await ask(noor)
    copy = coach.last
    await noor.say("nu")
    await noor.press("urge.button.not_now")
    await coach.say("Ik bel om 16 uur.", reply_to=copy.message_id)
    assert not [t for t in noor.texts if "16 uur" in t]
    await noor.press("urge.button.done")
    having(noor, "Ik bel om 16 uur.")


async def test_whoever_asks_for_it_reads_a_waiting_answer_at_once(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await ask(noor)
    await stage.walk_to(EVENING)
    await coach.say("Morgen om tien.", reply_to=coach.last.message_id)
    mine = said(coach)
    await coach.edit(mine.message_id, "Morgen om elf.")
    assert "Morgen om" not in " ".join(noor.texts)
    await noor.say("/coach")
    assert noor.words("contact.answer_waits") in text_of(noor.last)
    await noor.press("contact.button.read")
    assert "Morgen om elf." in text_of(noor.last)
    await noor.tap_data("contact:read", stale=True)
    assert text_of(noor.last) == noor.words("contact.nothing_waits")


async def test_a_note_stays_with_her_and_a_change_is_carried_over(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await ask(noor)
    copy = coach.last
    for note in ("// eerst overleggen", "/ eerst overleggen"):
        await coach.say(note, reply_to=copy.message_id)
        assert sign(said(coach)) == NOTE
    assert "overleggen" not in " ".join(noor.texts)
    await coach.say("nu", reply_to=copy.message_id)
    mine, heard = said(coach), noor.last
    assert text_of(heard).startswith("nu\n\n")
    await stage.walk(hours=50)
    await coach.edit(mine.message_id, "straks")
    assert text_of(heard) == f"straks\n\n{noor.words('contact.signed')}"


async def test_without_a_sound_when_she_wants_that(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await ask(noor)
    copy = coach.last
    await coach.say("/vragen")
    shown = await coach.press("inbox.button.silent")
    await coach.tap_data("inbox:silent:silent", shown.message_id, stale=True)
    await coach.say("Stil.", reply_to=copy.message_id)
    assert noor.last.silent
    await coach.press("inbox.button.loud")
    await coach.say("Hoorbaar.", reply_to=copy.message_id)
    assert not noor.last.silent


async def test_an_answer_at_hand_with_a_place_left_open_is_refused(stage: Stage) -> None:
    coach = await stage.coach()
    await coach.say("/antwoorden")
    await coach.press("canned.button.new")
    await coach.say("Hoi {voornaam|daar}, ik lees het donderdag.")
    said = coach.words("broadcast.fault.not_here", words="{voornaam|daar}")
    assert text_of(coach.last) == said
    await coach.say("Hoi, ik lees het donderdag.")
    assert "Hoi, ik lees het donderdag." in coach.buttons


async def test_an_answer_at_hand_is_seen_and_confirmed_before_it_goes(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/antwoorden")
    await coach.press("canned.button.new")
    await coach.say("Dank voor je bericht. Donderdag lees ik het rustig.")
    await ask(noor)
    await coach.press("inbox.button.canned")
    assert text_of(await coach.press("canned.button.not")) == coach.words("canned.dropped")
    await coach.press("inbox.button.canned")
    before = len(noor.heard)
    await coach.tap("Dank voor je bericht")
    card = coach.last
    assert text_of(card) == "Dank voor je bericht. Donderdag lees ik het rustig."
    assert len(noor.heard) == before
    send = next(b for b in coach.buttons if b.startswith("Stuur naar"))
    await coach.tap(send)
    assert text_of(noor.last).startswith("Dank voor je bericht.")
    client = await noor.record()
    assert client is not None
    await coach.tap_data(f"canned:send:{client.id}:1", card.message_id, stale=True)
    assert len([t for t in noor.texts if "Dank voor je bericht" in t]) == 1
    await coach.say("/antwoorden")
    await coach.tap("Dank voor je bericht")
    await coach.press("canned.button.away")
    assert text_of(coach.last) == coach.words("canned.empty")


async def test_an_answer_to_what_no_client_wrote_goes_to_nobody(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/beheer")
    await coach.say("tot donderdag", reply_to=coach.last.message_id)
    assert text_of(coach.last) == coach.words("inbox.to_nobody")
    await ask(noor)
    copy = coach.last
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    assert copy not in coach.heard, "erased, also where the coach had it"
    await coach.say("tot donderdag", reply_to=copy.message_id)
    assert "tot donderdag" not in " ".join(noor.texts)
    assert [t.reply_to for t in stage.world.chat(COACH_ID) if t.text == "tot donderdag"]
    assert await table(stage, "relay") == []


async def test_an_erasure_that_ended_halfway_is_finished_at_the_next_start_with_the_coach_too(
    stage: Stage, noor: Person
) -> None:
    """The machine stops between the list of erasures and the database."""
    coach = await stage.coach()
    await ask(noor)
    copy, client = coach.last, await noor.record()
    assert client is not None
    store = stage.app.deps.store
    with pytest.raises(RuntimeError):
        async with store.write() as tx:
            await leaving.erase(tx, client, stage.clock.now())
            raise RuntimeError
    assert await noor.record() is not None
    await stage.restart()
    await stage.settle()
    assert await noor.record() is None
    assert copy not in coach.heard


@pytest.mark.usefixtures("something_breaks")
async def test_whoever_blocked_the_bot_is_not_reached_and_she_hears_that(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await ask(noor)
    copy = coach.last
    stage.world.block(noor.id)
    await stage.settle()
    await coach.say("Hoor je me?", reply_to=copy.message_id)
    mine = said(coach)
    await coach.say("/vragen")
    assert text_of(coach.last).startswith(coach.words("inbox.open", n=1)), "nobody answered it"
    await stage.walk(hours=2)
    assert sign(mine) == FAILED
    again = coach.words("inbox.open_again")
    assert text_of(coach.last) == f"{coach.words('inbox.failed.unreachable')} {again}"
    stage.world.unblock(noor.id)
    await noor.say("/coach")
    assert "Er is nog geen antwoord." in text_of(noor.last)


@pytest.mark.usefixtures("something_breaks")
async def test_what_another_answer_reached_stays_answered_when_a_further_one_fails(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await ask(noor)
    copy = coach.last
    await coach.say("Donderdag om tien.", reply_to=copy.message_id)
    await stage.walk(minutes=5)
    stage.world.block(noor.id)
    await stage.settle()
    await coach.say("Of om elf.", reply_to=copy.message_id)
    await coach.say("/vragen")
    assert text_of(coach.last).startswith(coach.words("inbox.none"))


@pytest.mark.usefixtures("something_breaks")
async def test_answers_in_a_row_that_all_fail_open_the_question_again(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await ask(noor)
    copy = coach.last
    await stage.walk_to(EVENING)
    for words in ("Een.", "Twee.", "Drie."):
        await coach.say(words, reply_to=copy.message_id)
    stage.world.block(noor.id)
    await stage.walk(hours=14)
    await coach.say("/vragen")
    assert text_of(coach.last).startswith(coach.words("inbox.open", n=1))


@pytest.mark.usefixtures("something_breaks")
async def test_when_it_reaches_no_coach_the_client_hears_that(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    stage.world.block(coach.id)
    await ask(noor)
    assert noor.words("contact.failed") in noor.texts


async def test_who_is_no_coach_any_more_reaches_nobody(two: Stage) -> None:
    coach, anna = await two.coach(), await other_coach(two)
    noor = await two.enrolled("Noor")
    await ask(noor)
    copy = anna.last
    await two.walk_to(EVENING)
    await anna.say("Ik wacht nog.", reply_to=copy.message_id)
    two.settings = replace(two.settings, coach_ids=frozenset({COACH_ID}))
    await two.restart()
    await anna.say("Ben je er nog?", reply_to=copy.message_id)
    await two.walk(hours=14)
    assert not [t for t in noor.texts if "wacht nog" in t or "er nog" in t]
    assert not [t for t in coach.texts if "er nog" in t]


async def only(stage: Stage, coach_id: int) -> None:
    """From now on there is no other coach."""
    stage.settings = replace(stage.settings, coach_ids=frozenset({coach_id}))
    await stage.restart()


@pytest.mark.parametrize("copies_deleted", [False, True])
async def test_who_is_no_coach_any_more_gets_nothing_that_is_changed(
    two: Stage, copies_deleted: bool
) -> None:
    coach, anna = await two.coach(), await other_coach(two)
    noor = await two.enrolled("Noor")
    await ask(noor, "donderdag om vier")
    asked, shown = said(noor), having(coach, "om vier")
    await coach.say("Goed.", reply_to=shown.message_id)
    answer = said(coach)
    await only(two, COACH_ID)
    if copies_deleted:
        two.world.chats[anna.id].messages.clear()
    had = anna.texts
    await noor.edit(asked.message_id, "donderdag om vijf")
    await coach.edit(answer.message_id, "Heel goed.")
    await two.walk(minutes=2)
    assert anna.texts == had
    assert text_of(shown).endswith("om vijf")
    assert text_of(having(noor, "oed.")).startswith("Heel goed.")


async def test_what_waited_for_a_coach_goes_to_the_others_alone_once_she_is_none(
    two: Stage,
) -> None:
    coach, anna = await two.coach(), await other_coach(two)
    noor = await two.enrolled("Noor")
    await ask(noor)
    had = anna.texts
    # An album leaves once no further part of it comes.
    two.world.send_album(noor.id, ("photo", "photo"), "mijn keuken")
    await two.settle()
    await only(two, COACH_ID)
    await two.walk(seconds=5)
    assert anna.texts == had
    assert text_of(having(coach, "mijn keuken"))
    assert noor.words("contact.failed") not in noor.texts


async def test_what_a_coach_changed_before_she_was_none_does_not_reach_the_client(
    two: Stage,
) -> None:
    await two.coach()
    anna, noor = await other_coach(two), await two.enrolled("Noor")
    await ask(noor)
    await anna.say("Donderdag.", reply_to=anna.last.message_id)
    heard, mine = having(noor, "Donderdag."), said(anna)
    async with two.app.deps.store.write() as tx:
        # Written down, and the program stops before it leaves.
        passed = (await relay.list_from(tx, anna.id, mine.message_id))[0]
        part = {"kind": "text", "text": "Vrijdag.", "entities": []}
        await relaying.change(tx, passed, part, two.clock.now(), 1)
    await only(two, COACH_ID)
    await two.settle()
    assert text_of(heard).startswith("Donderdag.")


async def test_two_coaches_answer_at_once_and_each_sees_what_the_other_said(two: Stage) -> None:
    coach, anna = await two.coach(), await other_coach(two)
    noor = await two.enrolled("Noor")
    await ask(noor, "wie leest dit")
    await coach.say("Ik lees het.", reply_to=having(coach, "wie leest dit").message_id)
    await anna.say("Ik ook.", reply_to=having(anna, "wie leest dit").message_id)
    for person, words in ((anna, "Ik lees het."), (coach, "Ik ook.")):
        assert text_of(having(person, words)).startswith("Een andere coach antwoordde ")
    assert [t.split("\n")[0] for t in noor.texts[-2:]] == ["Ik lees het.", "Ik ook."]
    await anna.say("Tot dan.", reply_to=having(anna, "wie leest dit").message_id)
    assert text_of(noor.last).startswith("Tot dan.")
    (mine,) = [m for m in two.world.chat(coach.id) if m.text == "Ik lees het."]
    await coach.edit(mine.message_id, "Ik las het.")
    assert "Ik las het." in text_of(having(noor, "las"))
    assert "Ik las het." in text_of(having(anna, "las"))


async def test_an_answer_that_was_on_its_way_arrives_after_a_restart(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await ask(noor)
    await stage.walk_to(EVENING)
    await coach.say("Tot morgen.", reply_to=coach.last.message_id)
    await stage.restart()
    await stage.walk(hours=14)
    assert len([t for t in noor.texts if "Tot morgen." in t]) == 1


async def test_days_away_are_said_to_whoever_writes_and_end_by_themselves(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await coach.say("/afwezig")
    await coach.press("away.button.set")
    await coach.say("gisteren")
    assert text_of(coach.last) == coach.words("away.no_day")
    await coach.say("24-11")
    await coach.say("27-11")
    await coach.say("In die tijd leest Anna mee.")
    assert "dinsdag 24 november" in text_of(coach.last)
    await noor.say("/coach")
    assert "Anna" not in text_of(noor.last), "not before"
    await stage.walk(days=1)
    await noor.say("/coach")
    line = noor.words("contact.away", until="vrijdag 27 november",
                      line="In die tijd leest Anna mee.")  # fmt: skip
    assert line in text_of(noor.last)
    await noor.say("hallo")
    assert line in text_of(noor.last)
    await stage.walk(days=4)
    await noor.say("/coach")
    assert "Anna" not in text_of(noor.last)
    await coach.say("/afwezig")
    assert text_of(coach.last) == coach.words("away.none")


async def test_a_weekday_that_is_another_than_that_of_a_day_away_is_asked_about(
    stage: Stage,
) -> None:
    coach = await stage.coach()
    await coach.say("/afwezig")
    await coach.press("away.button.set")
    for near in ("maandag 30 november", "maandag 7 december"):
        await coach.say("maandag 1 december")
        said = coach.words("moment.doubtful_day", on="dinsdag 1 december", near=near)
        assert text_of(coach.last) == said
        await coach.say("1 december")
    days = {"start": "dinsdag 1 december", "until": "dinsdag 1 december"}
    assert text_of(coach.last) == coach.words("away.line", **days)


async def test_what_nothing_fills_in_does_not_go_to_a_client(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await ask(noor)
    question = having(coach, "ik heb een vraag")
    heard = len(noor.heard)
    await coach.say("Dag {voornaam|daar}!", reply_to=question.message_id)
    fault = coach.words("broadcast.fault.not_here", words="{voornaam|daar}")
    assert (sign(said(coach)), text_of(coach.last)) == (FAILED, fault)
    assert len(noor.heard) == heard
    await coach.say("Dag Noor!", reply_to=question.message_id)
    assert "Dag Noor!" in text_of(noor.last)


async def test_a_change_in_which_nothing_is_filled_in_is_not_carried_over(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await ask(noor)
    await coach.say("Dag Noor!", reply_to=having(coach, "ik heb een vraag").message_id)
    mine = said(coach)
    await coach.edit(mine.message_id, "Dag {voornaam|daar}!")
    assert "Dag Noor!" in text_of(noor.last)
    assert text_of(coach.last).startswith(coach.words("inbox.not_changed"))
    assert sign(said(coach)) == UNDER_WAY


async def test_days_away_end_sooner_when_the_coach_says_so(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await coach.say("/afwezig")
    await coach.press("away.button.set")
    await coach.say("23-11")
    await coach.say("27-11")
    await coach.say("In die tijd leest Anna mee.")
    await noor.say("/coach")
    assert "Anna" in text_of(noor.last)
    await coach.press("away.button.end")
    assert text_of(coach.last) == coach.words("away.none")
    await noor.say("/coach")
    assert "Anna" not in text_of(noor.last)


async def test_meetings_on_days_away_are_called_off_in_one_go(
    stage: Stage, noor: Person, mia: Person
) -> None:
    coach = await stage.coach()
    for when in ("26-11 20:00", "10-12 20:00"):
        await coach.say("/sessie")
        await coach.press("session.button.new")
        await coach.say(when)
        await coach.press("session.button.no_link")
        await coach.press("broadcast.to.everyone", number=0)
        await coach.press("planned.button.go")
    await coach.say("/afwezig")
    await coach.press("away.button.set")
    await coach.say("25-11")
    await coach.say("28-11")
    await coach.press("away.button.nobody")
    await coach.press("away.button.cancel", n=1)
    assert "donderdag 26 november" in text_of(coach.last)
    await coach.press("away.button.yes")
    await stage.walk(minutes=2)
    for person in (noor, mia):
        told = [t for t in person.texts if "26 " in t and ("niet door" in t or "not" in t)]
        assert len(told) == 1, person.texts
    await coach.say("/sessie")
    assert not [b for b in coach.buttons if "26 november" in b]
    assert [b for b in coach.buttons if "10 december" in b]


async def test_an_answer_that_names_a_button_is_no_neutral_line(stage: Stage) -> None:
    coach = await stage.coach()
    noor = await agreed(await stage.enrolled("Noor"))
    await noor.say("/coach Hoe open ik dat?")
    asked = having(coach, "Hoe open ik dat?")
    await coach.say("Tik op contact:open in de handleiding", reply_to=asked.message_id)
    await stage.settle()
    await coach.edit(said(coach).message_id, "Zie bladzijde 3")
    await stage.walk(minutes=1)
    assert any("bladzijde 3" in text for text in noor.texts)


async def test_every_monday_at_nine_the_week_in_counts_once_and_while_she_wants_it(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    nine = MORNING + timedelta(days=6, hours=23)
    await stage.walk_to(nine - timedelta(minutes=1))
    before = len(coach.heard)
    await stage.walk_to(nine + timedelta(minutes=1))
    await stage.restart()
    await stage.walk(hours=5)
    (digest,) = coach.heard[before:]
    await coach.say("/rapport")
    assert text_of(digest) == text_of(coach.last)
    assert "1 cliënt" in text_of(digest)
    await coach.press("report.button.digest_off")
    before = len(coach.heard)
    await stage.walk(days=8)
    assert coach.heard[before:] == []


async def test_the_week_of_a_coach_who_is_none_any_more_is_not_due_for_ever(two: Stage) -> None:
    await two.coach()
    other = await other_coach(two)
    await other.say("/beheer")
    await two.walk(days=1)
    two.settings = replace(two.settings, coach_ids=frozenset({COACH_ID}))
    await two.restart()
    before = len(other.heard)
    await two.walk(days=8)
    assert other.heard[before:] == []
    async with two.app.deps.store.read() as tx:
        due_at = await digest.next_due_at(tx)
    assert due_at is not None
    assert due_at > two.clock.now()

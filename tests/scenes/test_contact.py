"""The client's side: agreed to first, passed on, and what can be known about it said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.clients import relaying
from bot.content.model import LANGUAGES
from bot.store import consents, relay
from bot.store.consents import INBOX
from tests.cast import COACH_ID, Person, Stage, text_of
from tests.scenes.database import stands_in_files, table, tables_with
from tests.scenes.fixed import reply
from tests.scenes.relaying import ARRIVED, UNDER_WAY, agreed, called, forum, having, said, sign

WORDS = "de oma van Joris heeft een gele fiets"


async def test_the_first_time_she_reads_what_it_is_and_agrees_before_anything_goes(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await noor.say("/coach")
    assert text_of(noor.last) == noor.words("contact.about")
    before = len(coach.heard)
    await noor.say(WORDS)
    assert len(coach.heard) == before
    await noor.say("/coach")
    await noor.press("contact.button.agree")
    (given,) = [row for row in await table(stage, "consent") if row["purpose"] == INBOX]
    assert given["version"] == noor.words("contact.consent_version")
    assert stage.clock.now() - given["given_at"] < timedelta(seconds=4)
    assert noor.words("contact.no_line") in text_of(noor.last)
    assert noor.words("button.help") in noor.buttons
    await noor.say(WORDS)
    assert noor.words("contact.passed_on") in text_of(noor.last)
    assert WORDS in text_of(coach.last)


async def test_the_coach_reads_who_it_is_by_the_name_that_she_gave_her(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say(WORDS)
    client = await noor.record()
    assert client is not None
    number = coach.words("clients.number", n=client.id)
    assert text_of(coach.last) == f"Noor · {number}\n\n{WORDS}"
    await called(noor, "Noor uit Delft")
    await noor.say("nog iets")
    assert text_of(coach.last) == "Noor uit Delft\n\nnog iets"
    assert sign(said(noor)) == ARRIVED


async def test_a_message_to_the_coach_may_take_two_hours_to_write(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await noor.say("/coach")
    await noor.press("contact.button.agree")
    await stage.walk(minutes=119)
    await noor.say("Kan de bijeenkomst van donderdag later beginnen?")
    assert any("later beginnen" in text for text in coach.texts)


async def test_an_answer_goes_back_and_she_can_go_on_by_answering_it(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say(WORDS)
    asked = said(noor)
    await coach.say("Dat klinkt zwaar. Donderdag?", reply_to=coach.last.message_id)
    heard = having(noor, "Donderdag?")
    assert text_of(heard) == f"Dat klinkt zwaar. Donderdag?\n\n{noor.words('contact.signed')}"
    assert heard.reply_to == asked.message_id
    mine = said(coach)
    assert sign(mine) == UNDER_WAY
    await stage.walk(hours=2)
    assert sign(mine) == ARRIVED
    await noor.say("donderdag is goed", reply_to=heard.message_id)
    assert "donderdag is goed" in text_of(coach.last)


async def test_crisis_words_stay_with_her_wherever_they_would_have_gone(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say("hoi")
    await coach.say("Vertel eens.", reply_to=coach.last.message_id)
    heard, before = having(noor, "Vertel eens."), len(coach.heard)
    crisis = f"ik wil dood, {WORDS}"
    assert text_of(await noor.say(crisis)) == reply(noor, "suicide", writing=True)
    await stage.walk(hours=2)
    told = reply(noor, "suicide", passed_on=True)
    assert text_of(await noor.say(crisis, reply_to=heard.message_id)) == told
    mine = next(m for m in stage.world.chat(noor.id) if m.text == "hoi")
    await stage.walk(hours=2)
    assert text_of(await noor.edit(mine.message_id, crisis)) == told
    await stage.walk(hours=1)
    assert len(coach.heard) == before
    assert "hoi" in text_of(having(coach, "hoi"))
    assert not [call for call in stage.world.requests if WORDS in str(call.params)]
    assert await tables_with(stage, WORDS) == []
    assert not stands_in_files(stage, WORDS)


async def test_inside_it_an_urge_is_passed_on_and_answered_with_something_for_now(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say("hoi")
    answer = await noor.say("ik ga hem nu appen")
    assert noor.words("contact.meanwhile") in text_of(answer)
    assert noor.words("button.now") in noor.buttons
    assert "ik ga hem nu appen" in text_of(coach.last)
    await noor.say("nu")
    assert "nu" not in text_of(coach.last).split("\n")


async def test_what_can_be_known_is_said_hours_no_answer_yet_answered(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await coach.say("/vragen")
    await coach.press("inbox.button.hours")
    await coach.say("ma t/m do, 9 tot 17 uur")
    await noor.say("/coach")
    hours = noor.words("contact.hours", hours="ma t/m do, 9 tot 17 uur")
    assert hours in text_of(noor.last)
    await noor.say(WORDS)
    assert hours in text_of(noor.last)
    asked = having(coach, WORDS)
    await noor.say("/coach")
    assert "nog geen antwoord" in text_of(noor.last)
    await coach.say("Ja hoor.", reply_to=asked.message_id)
    await noor.press("contact.button.back")
    assert "kwam er antwoord" in text_of(noor.last)
    await coach.say("/vragen")
    await coach.press("inbox.button.hours")
    await coach.press("inbox.button.no_hours")
    await noor.say("/coach")
    assert hours not in text_of(noor.last)
    assert noor.words("contact.no_hours") in text_of(noor.last)


async def test_writing_back_leaves_the_words_of_the_coach_as_they_stand(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say(WORDS)
    await coach.say("Bel 06 12345678.", reply_to=having(coach, WORDS).message_id)
    await stage.walk(minutes=5)
    await noor.press("contact.button.back")
    assert noor.words("contact.write") in text_of(noor.last)
    assert having(noor, "Bel 06 12345678.") is not noor.last


async def test_the_mirror_shows_of_it_what_the_coach_sees(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say(WORDS)
    client = await noor.record()
    assert client is not None
    await noor.tap_data("privacy:mirror", stale=True)
    line = noor.words("mirror.asked_open", at="maandag 23 november, 10:00")
    assert line in text_of(noor.last)
    assert "fiets" not in text_of(noor.last)
    await coach.tap_data(f"clients:one:{client.id}", stale=True)
    assert line in text_of(coach.last)


async def test_without_a_programme_and_after_it_there_is_no_inbox(
    stage: Stage, noor: Person, visitor: Person
) -> None:
    coach = await stage.coach()
    await visitor.say("/coach")
    assert text_of(visitor.last) == visitor.words("settings.visitor")
    await agreed(noor)
    await noor.say("/coach")
    await noor.say(WORDS)
    asked = coach.last
    client = await noor.record()
    assert client is not None
    await coach.tap_data(f"clients:do:{client.id}:end", stale=True)
    await coach.say("Nog iets.", reply_to=asked.message_id)
    assert coach.words("inbox.failed.ended") in coach.texts
    await noor.say("hallo?")
    assert "hallo?" not in " ".join(coach.texts)
    await noor.say("/coach")
    assert text_of(noor.last) == noor.words("contact.over")
    assert "Nog iets." not in " ".join(noor.texts)


async def test_taken_back_nothing_goes_either_way(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say(WORDS)
    asked = coach.last
    await noor.say("/coach")
    await noor.press("contact.button.withdraw")
    await coach.say("Nog iets.", reply_to=asked.message_id)
    assert coach.words("inbox.failed.closed") in coach.texts
    assert "Nog iets." not in " ".join(noor.texts)
    await noor.say("/coach")
    assert text_of(noor.last) == noor.words("contact.about")


@pytest.mark.parametrize("in_group", [False, True])
async def test_taken_back_what_has_not_left_yet_stays_with_her(
    stage: Stage, noor: Person, in_group: bool
) -> None:
    coach = await stage.coach()
    made = await forum(stage) if in_group else None
    await agreed(noor)
    await noor.say("/coach")
    await noor.say(WORDS)
    await noor.say("/coach")
    await stage.walk(seconds=5)
    stage.thinking = 0
    # An album leaves once no further part of it comes.
    await noor.send("album", caption="mijn keuken")
    had = coach.texts
    await noor.press("contact.button.withdraw")
    await stage.walk(minutes=1)
    assert coach.texts == had
    assert made is None or "mijn keuken" not in made.texts(made.topics[0].thread_id)
    assert noor.words("contact.failed") not in noor.texts


async def test_when_her_programme_ends_before_it_left_she_hears_that_it_did_not_arrive(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    client = await noor.record()
    assert client is not None
    await coach.tap_data(f"clients:one:{client.id}", stale=True)
    await stage.walk(seconds=5)
    stage.thinking = 0
    await noor.send("album", caption="mijn keuken")
    await coach.tap_data(f"clients:do:{client.id}:end", stale=True)
    await stage.walk(minutes=1)
    assert "mijn keuken" not in " ".join(coach.texts)
    assert noor.texts.count(noor.words("contact.failed")) == 1


async def test_taken_back_a_change_that_has_not_left_yet_stays_with_her(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say("donderdag om vier")
    shown, mine, client = coach.last, said(noor), await noor.record()
    assert client is not None
    async with stage.app.deps.store.write() as tx:
        # Both before the sender gets to it.
        (passed,) = await relay.list_from(tx, noor.id, mine.message_id)
        part = {"kind": "text", "text": "donderdag om vijf", "entities": []}
        await relaying.change(tx, passed, part, stage.clock.now(), 1)
        await consents.withdraw(tx, client.id, INBOX, stage.clock.now())
    stage.app.sender.kick()
    await stage.settle()
    assert text_of(shown).endswith("om vier")


async def test_a_forwarded_message_is_shown_as_somebody_elses(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    stage.take_time()
    stage.world.forward(noor.id, "kom je morgen mijn jas brengen", "Sam de Vries")
    await stage.settle()
    assert coach.words("inbox.forwarded") in text_of(coach.last)
    assert "Sam" not in " ".join(coach.texts)


async def test_a_photo_a_voice_and_an_album_arrive_as_they_are(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.send("photo", caption="mijn keuken")
    assert (coach.last.kind, coach.last.file) == ("photo", said(noor).file)
    assert text_of(coach.last).endswith("mijn keuken")
    await noor.send("voice")
    assert (coach.last.kind, coach.last.file) == ("voice", said(noor).file)
    await noor.send("sticker")
    assert [m.kind for m in coach.heard[-2:]] == ["text", "sticker"]
    stage.take_time()
    stage.world.send_album(noor.id, ("photo", "video", "photo"), "drie")
    await stage.walk(seconds=5)
    album = coach.heard[-3:]
    assert [m.kind for m in album] == ["photo", "video", "photo"]
    assert len({m.media_group_id for m in album}) == 1
    assert text_of(album[0]).endswith("drie")
    before = len(coach.heard)
    await noor.send("contact")
    assert text_of(noor.last) == noor.words("contact.not_this_kind")
    assert len(coach.heard) == before
    await coach.say("Mooi.", reply_to=album[2].message_id)
    assert noor.words("contact.signed") in text_of(noor.last)


async def test_a_text_of_full_length_arrives_whole_with_the_name_above_it(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say("fiets " * 682 + "abcd")
    name, text = (text_of(m) for m in coach.heard[-2:])
    assert name.startswith("Noor")
    assert len(text) == 4096
    await coach.say("j" * 4096, reply_to=coach.heard[-2].message_id)
    assert text_of(noor.last) == "j" * 4096


async def test_what_she_changes_changes_with_the_coach_also_days_later(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say("donderdag om vier")
    mine, copy = said(noor), coach.last
    await stage.walk(hours=60)
    before = len(coach.heard)
    await noor.edit(mine.message_id, "donderdag om vijf")
    assert text_of(copy).endswith("\n\ndonderdag om vijf")
    assert len(coach.heard) == before
    await noor.send("photo", caption="x")  # nothing waits for it any more
    await noor.say("/coach")
    await noor.send("photo", caption="keuken")
    await noor.edit(said(noor).message_id, "badkamer")
    assert text_of(coach.last).endswith("\n\nbadkamer")


@pytest.mark.usefixtures("something_breaks")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_whose_it_is_stands_above_what_she_changed_as_it_did_before(
    stage: Stage, noor: Person, language: str
) -> None:
    stage.world.add_person("Coach", language, COACH_ID)
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say("donderdag om vier")
    mine, copy = said(noor), coach.last
    name = f"Noor · {coach.words('clients.number', n=1)}"
    assert text_of(copy) == f"{name}\n\ndonderdag om vier"
    await noor.edit(mine.message_id, "donderdag om vijf")
    assert text_of(copy) == f"{name}\n\ndonderdag om vijf"
    stage.world.chats[coach.id].messages.clear()
    await noor.edit(mine.message_id, "donderdag om zes")
    await stage.walk(minutes=2)
    corrected = f"{name}\n{coach.words('inbox.corrected')}\n\ndonderdag om zes"
    assert coach.texts == [corrected], "as a new message, for the old one is gone"


async def test_what_is_kept_is_which_message_became_which_and_for_thirty_days(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say(WORDS)
    await coach.say("een blauwe pan", reply_to=coach.last.message_id)
    await stage.walk(hours=2)
    for words in (WORDS, "een blauwe pan"):
        assert await tables_with(stage, words) == []
        assert not stands_in_files(stage, words)
    rows = await table(stage, "relay")
    assert [row["direction"] for row in rows] == ["in", "out"]
    assert all(row["to_message_id"] for row in rows)
    assert [row for row in await table(stage, "outbox") if row["payload_sealed"]] == []
    stage.clock.move_to(stage.clock.now() + timedelta(days=31))
    await stage.app.run_due()
    await stage.settle()
    assert await table(stage, "relay") == []


async def test_behind_a_neutral_line_an_answer_opens_for_ten_minutes(stage: Stage) -> None:
    coach = await stage.coach()
    noor = await agreed(await stage.enrolled("Noor", seen=True))
    await noor.say("/coach")
    await noor.say(WORDS)
    await coach.say("Bel me morgen.", reply_to=coach.last.message_id)
    mine = said(coach)
    assert text_of(noor.last) == noor.words("stub.line")
    assert noor.last.silent
    assert sign(mine) == UNDER_WAY
    await coach.edit(mine.message_id, "Bel me overmorgen.")
    assert text_of(noor.last) == noor.words("stub.line")
    await noor.press("stub.button.open")
    assert text_of(noor.last) == "Bel me overmorgen."
    await stage.walk(minutes=11)
    assert text_of(noor.last) == noor.words("stub.line")
    await noor.press("stub.button.open")
    assert text_of(noor.last) == "Bel me overmorgen."


async def test_nobody_opens_what_was_written_to_another(
    stage: Stage, noor: Person, mia: Person
) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say(WORDS)
    await coach.say("Voor jou alleen.", reply_to=coach.last.message_id)
    (row,) = [r for r in await table(stage, "relay") if r["direction"] == "out"]
    await mia.tap_data(f"contact:open:{row['id']}", 1, stale=True)
    assert text_of(mia.last) == mia.words("stub.gone")


async def test_an_album_whose_words_are_a_crisis_goes_nowhere(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    before = len(coach.heard)
    stage.world.send_album(noor.id, ("photo", "photo", "photo"), "hij slaat me")
    await stage.settle()
    await stage.walk(minutes=1)
    assert len(coach.heard) == before
    assert [text_of(m) for m in noor.heard[-1:]] == [reply(noor, "violence", writing=True)]


async def test_a_yes_that_answers_her_coach_goes_to_her_coach(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say(WORDS)
    await coach.say("Zal ik je bellen?", reply_to=coach.last.message_id)
    asked = noor.last
    await noor.say("iedereen is beter af zonder mij")
    await noor.say("ja graag", reply_to=asked.message_id)
    assert text_of(coach.last).endswith("ja graag")

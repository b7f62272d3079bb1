"""Sweeping the chat, being erased, and the privacy notice."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.content.model import LANGUAGES
from bot.store import messages
from tests.cast import COACH_ID, Person, Stage, text_of
from tests.scenes.broadcasting import confirm, leave, send, to_everyone
from tests.scenes.database import every_table, how_many, stands_in_files, table, tables_with
from tests.scenes.fixed import kind_of
from tests.scenes.prepared import agree_to_calls, unlock_calls
from tests.scenes.relaying import agreed

BEHIND = {
    "nl": (
        *("hij komt eraan", "mijn ex is er", "alles over mij", "nu", "voordat hij kijkt"),
        *("mijn vriend staat voor de deur", "snel mn ex komt"),
    ),
    "en": ("he's coming home", "my ex is here", "everything about me", "before he looks"),
}
"""What is typed behind the command with seconds left."""


def deletions(stage: Stage) -> list[list[int]]:
    """The numbers of each call that deletes."""
    calls = [call for call in stage.world.requests if call.method == "deleteMessages"]
    return [json.loads(call.params["message_ids"]) for call in calls]


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_wiping_removes_both_sides_and_says_honestly_what_stays(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/urge")
    await person.press("urge.button.go")
    await person.send("photo")
    await person.say("/wipe")
    assert len(stage.world.chat(person.id)) == 1
    assert text_of(person.last).startswith(person.words("wipe.done"))
    assert person.book.replies["evidence"] in text_of(person.last)
    assert "48" in text_of(person.last)
    assert person.last.silent


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("nl", "hij komt eraan, wis alles"),
        ("nl", "snel mn ex komt thuis wis dit gesprek"),
        ("en", "he's coming home wipe everything"),
        *(("nl", f"/wis {behind}") for behind in BEHIND["nl"]),
        *(("en", f"/wipe {behind}") for behind in BEHIND["en"]),
        ("nl", "/wis."),
        ("nl", "/ Wis, hij komt"),
        ("en", "/wipe!"),
    ],
)
async def test_who_is_about_to_be_looked_at_wipes_in_words_and_nothing_of_danger_stays(
    stage: Stage, spoken: str, said: str
) -> None:
    person = await stage.enrolled("Noor", spoken, seen=True)
    await person.say({"nl": "hij slaat me", "en": "he hits me"}[spoken])
    await person.say(said)
    (left,) = stage.world.chat(person.id)
    assert text_of(left) == person.words("wipe.done")


@pytest.mark.parametrize(
    ("spoken", "said", "kind"),
    [
        ("nl", "/wis ik wil dood", "suicide"),
        ("nl", "/wis ik kan niet meer", "suicide_veiled"),
        ("nl", "/wis mij", "suicide_veiled"),
        ("nl", "/wis mijn leven", "suicide"),
        ("nl", "/wis alles, ik heb al mijn pillen geslikt", "medical"),
        ("nl", "/wis hij heeft mijn keel dichtgeknepen", "strangulation_ask"),
        ("nl", "/wis hij slaat me", "violence"),
        ("en", "/wipe i want to die", "suicide"),
        ("en", "/wipe me out of this life", "suicide_veiled"),
        ("en", "/wipe i took all my pills", "medical"),
        ("en", "/wipe he is hitting me", "violence"),
    ],
)
async def test_a_crisis_behind_the_command_is_answered_as_one(
    stage: Stage, spoken: str, said: str, kind: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(said)) == kind


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_behind_it_a_yes_to_the_question_is_a_yes_and_all_else_empties(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    veiled, command, coming, yes = {
        "nl": ("ik kan niet meer", "/wis", "hij komt eraan", "ja"),
        "en": ("i cannot go on", "/wipe", "he's coming home", "yes"),
    }[spoken]
    assert kind_of(person, await person.say(veiled)) == "suicide_veiled"
    assert kind_of(person, await person.say(f"{command} {yes}")) == "suicide"
    other = await stage.enrolled("Mia", spoken)
    assert kind_of(other, await other.say(veiled)) == "suicide_veiled"
    await other.say(f"{command} {coming}")
    (left,) = stage.world.chat(other.id)
    assert text_of(left).startswith(other.words("wipe.done"))


@pytest.mark.parametrize("place", ["/coach", "/brief", "plan:make"])
async def test_so_it_is_where_a_text_is_waited_for(stage: Stage, place: str) -> None:
    coach, noor = await stage.coach(), await agreed(await stage.enrolled("Noor"))
    if place.startswith("/"):
        await noor.say(place)
    else:
        await noor.say("/week")
        await noor.tap_data(place, stale=True)
    await noor.say("hij komt naar huis wis alles")
    (left,) = stage.world.chat(noor.id)
    assert text_of(left).startswith(noor.words("wipe.done"))
    assert all("wis alles" not in text for text in coach.texts)
    assert await table(stage, "letter") == []


@pytest.mark.parametrize(
    ("spoken", "said"),
    [("nl", "/vergeet mij"), ("nl", "/vergeet_mij"), ("nl", "/Vergeet me."), ("en", "/forget me")],
)
async def test_a_command_in_two_words_is_that_command(
    stage: Stage, spoken: str, said: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert text_of(await person.say(said)).startswith(person.words("forget.ask"))


@pytest.mark.parametrize("said", ["/vergeet mij, ik wil dood", "/ ik wil dood", "/ dood"])
async def test_a_crisis_behind_it_or_behind_a_lone_slash_is_heard(noor: Person, said: str) -> None:
    assert (kind_of(noor, await noor.say(said)) or "").startswith("suicide")


async def test_wiping_takes_along_what_came_before_the_consent(stage: Stage) -> None:
    lea = await stage.client("Lea")
    assert (stage.world.chat(lea.id)[0].text or "").startswith("/start")
    await lea.say("/wis")
    assert len(stage.world.chat(lea.id)) == 1
    assert text_of(lea.last).startswith(lea.words("wipe.done"))


async def test_after_wiping_the_keyboard_is_there_again(stage: Stage) -> None:
    lea = await stage.client("Lea")
    before = lea.keyboard
    await lea.say("/wis")
    assert lea.keyboard == before is not None


async def test_many_messages_are_removed_a_hundred_at_a_time(stage: Stage, noor: Person) -> None:
    await stage.walk(hours=49)
    await noor.say("/nood")
    earlier = [(noor.id, noor.last.message_id - number) for number in range(2, 220)]
    async with stage.app.deps.store.write() as tx:
        await messages.remember(tx, earlier, stage.clock.now())
    await noor.say("/wis")
    assert len(stage.world.chat(noor.id)) == 1
    assert [len(numbers) for numbers in deletions(stage)] == [100, 100, 21]


async def test_what_many_got_is_swept_as_well_an_album_too(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    await coach.say("/bericht")
    await coach.send("album")
    await stage.walk(seconds=2)
    await to_everyone(coach)
    await stage.walk(seconds=5)  # an album takes its share of the chat
    await confirm(coach, 1)
    await leave(coach)
    assert len(noor.heard) > 2
    await noor.say("/wis")
    assert len(stage.world.chat(noor.id)) == 1


async def test_what_followed_from_an_outcome_is_swept_too(
    stage: Stage, noor: Person, something_breaks: None
) -> None:
    await unlock_calls(stage)
    await agree_to_calls(noor)
    stage.world.block(COACH_ID)
    await noor.say("/nood")
    await noor.tap_data("call:send", stale=True)
    await stage.settle()
    assert noor.words("call.failed") in noor.texts
    await noor.say("/wis")
    assert len(stage.world.chat(noor.id)) == 1


async def test_one_message_that_cannot_be_deleted_keeps_none_of_the_others(
    stage: Stage, noor: Person, something_breaks: None
) -> None:
    old = await noor.say("/nood")
    await stage.walk(hours=49)
    for _ in range(3):
        await noor.say("/nood")
    async with stage.app.deps.store.write() as tx:
        await messages.remember(tx, [(noor.id, old.message_id)], stage.clock.now())
    await noor.say("/wis")
    await stage.walk(minutes=1)
    assert [message.message_id for message in noor.heard][:-1] == [old.message_id]


async def test_what_is_older_than_telegram_allows_is_left_alone(
    stage: Stage, noor: Person
) -> None:
    old = await noor.say("/nood")
    await stage.walk(hours=49)
    await noor.say("/wis")
    assert old in noor.heard
    assert old.message_id not in [number for call in deletions(stage) for number in call]


async def test_wiping_one_chat_leaves_that_of_another_as_it_is(noor: Person, mia: Person) -> None:
    await mia.say("/sos")
    await noor.say("/wis")
    assert len(mia.heard) == 1


async def test_wiping_keeps_the_place_in_the_programme(noor: Person) -> None:
    before = await noor.record()
    await noor.say("/wis")
    after = await noor.record()
    assert before is not None
    assert after is not None
    assert (after.started_on, after.next_daily_at) == (before.started_on, before.next_daily_at)


async def test_wiping_twice_in_a_row_does_no_harm(stage: Stage, noor: Person) -> None:
    await noor.say("/wis")
    await noor.say("/wis")
    assert len(stage.world.chat(noor.id)) == 1


async def test_a_visitor_can_wipe_too_and_nothing_is_kept_for_it(
    stage: Stage, visitor: Person
) -> None:
    await visitor.start()
    await visitor.say("/drang")
    await visitor.say("/wis")
    assert len(stage.world.chat(visitor.id)) == 1
    assert visitor.keyboard is not None
    assert await tables_with(stage, visitor.id) == []


async def test_what_a_visitor_hears_of_a_crisis_after_wiping_stays(
    stage: Stage, visitor: Person
) -> None:
    await visitor.start()
    await stage.walk(seconds=30)
    for text in ("/wis", "ik wil dood"):
        stage.world.say(visitor.id, text)
    await stage.settle()
    await stage.walk(minutes=1)
    assert any("113" in text for text in visitor.texts)


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_wiping_because_of_danger_holds_what_comes_by_itself(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/wis hij duwde me", "en": "/wipe he pushed me"}[spoken])
    assert len(stage.world.chat(person.id)) == 1
    record = await person.record()
    assert record is not None
    assert record.is_held(stage.clock.now())


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_a_yes_and_that_the_other_comes_wipes_while_a_question_is_open(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    veiled = {"nl": "iedereen is beter af zonder mij", "en": "everyone is better off without me"}
    await person.say(veiled[spoken])
    await person.say({"nl": "/wis ja hij komt eraan", "en": "/wipe yes he is at the door"}[spoken])
    assert len(stage.world.chat(person.id)) == 1


async def fill(stage: Stage, person: Person) -> None:
    """Leave a trace in every table that can hold one of a client."""
    await person.say("nu")
    await person.press("urge.button.go")
    await person.tap("7")
    await person.press("urge.button.much")
    await person.tap(person.book.exercises["feet"].title)
    await person.say("/instellingen")
    await person.press("settings.button.about_me")
    await person.press("more.button.skip")
    await person.say("Noortje")
    await person.say("/vandaag")
    await person.press("daily.button.helped")
    await keep_things(person)
    await person.say("/instellingen")
    await person.press("settings.button.zone")


async def keep_things(person: Person) -> None:
    """Put something away in every room that keeps things."""
    await person.tap_data("anchor:sentence", stale=True)
    await person.say("De schuur staat er morgen ook nog.")
    await person.say("/brief waar ben je")
    await person.tap_data("appointment:kind:work", stale=True)
    await person.say("24-11 14:30")
    await person.say("bij de schuur")
    await person.tap_data("date:add", stale=True)
    await person.say("12-05")
    await person.press("date.button.yearly")
    await person.say("de schuur")
    await person.tap_data("word:set", stale=True)
    await person.say("grijze schuur")
    await person.say("grijze schuur")


PERSONAL = (
    "urge", "strength", "practice", "helpful", "message", "waiting", "anchor", "letter",
    "appointment", "hard_day", "safe_word",
)  # fmt: skip


async def test_being_erased_leaves_nothing_of_the_person_in_any_table(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await mia.say("/sos")
    before = await how_many(stage)
    await fill(stage, noor)
    filled = await how_many(stage)
    assert [table for table in PERSONAL if filled[table] <= before[table]] == []
    await noor.say("/vergeetmij")
    assert text_of(await noor.press("forget.button.yes")) == noor.words("forget.done")
    tables = await every_table(stage)
    assert await tables_with(stage, noor.id) == []
    assert [row["chat_id"] for row in tables["client"]] == [mia.id]
    assert all(row["client_id"] == tables["client"][0]["id"] for row in tables["consent"])
    left = [table for table in PERSONAL if table != "message" and tables[table]]
    assert left == []


async def test_being_erased_is_asked_once_and_can_be_left(noor: Person) -> None:
    assert text_of(await noor.say("/vergeetmij")) == noor.words("forget.ask")
    assert text_of(await noor.press("forget.button.no")) == noor.words("forget.kept")
    assert await noor.record() is not None


async def test_tapping_yes_twice_erases_once_and_answers_twice(stage: Stage, noor: Person) -> None:
    asked = await noor.say("/vergeetmij")
    for _ in range(2):
        stage.world.tap(noor.id, asked.message_id, "privacy:forget")
    await stage.settle()
    assert noor.words("forget.nothing") in noor.texts
    assert await tables_with(stage, noor.id) == []


async def test_after_being_erased_nothing_comes_by_itself_and_help_is_still_there(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    await stage.walk(days=3)
    assert len(noor.heard) == 1
    assert text_of(await noor.say("nu")) == noor.words("urge.first")
    assert await tables_with(stage, noor.id) == []


async def test_whoever_was_erased_can_come_back_by_a_new_link(stage: Stage, noor: Person) -> None:
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    await noor.start(await stage.invite())
    assert text_of(noor.last) == noor.words("start.who_sees")


async def test_a_broadcast_that_waits_for_an_erased_client_is_not_sent_and_nothing_tells_so(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await stage.walk(hours=12)
    await send(coach, 1, "Morgen om acht uur.")
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    await stage.walk(days=2)
    assert "Morgen om acht uur." not in noor.texts
    assert await tables_with(stage, noor.id) == []
    broadcast = (await table(stage, "broadcast"))[0]
    assert (broadcast["total"], broadcast["sent"], broadcast["expired"]) == (1, 0, 0)


async def test_a_visitor_hears_that_there_is_nothing_to_erase(visitor: Person) -> None:
    assert text_of(await visitor.say("/vergeetmij")) == visitor.words("forget.nothing")


async def test_a_button_from_before_the_erasure_is_answered_kindly(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/instellingen")
    overview = noor.last
    await noor.say("nu")
    first = noor.last
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    await noor.tap(noor.words("settings.button.hour"), overview)
    assert noor.words("settings.visitor") in noor.texts
    await noor.tap(noor.words("urge.button.go"), first)
    assert noor.words("urge.how_strong") in noor.texts
    assert await tables_with(stage, noor.id) == []


async def test_what_was_said_is_not_readable_in_the_files_of_the_database(
    stage: Stage, noor: Person
) -> None:
    await noor.say("mijn geheime woord is kastanjeboom")
    await fill(stage, noor)
    for words in ("kastanjeboom", "Noortje", "schuur", noor.words("urge.first")[:40]):
        assert not stands_in_files(stage, words)


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_the_privacy_notice_has_no_gap_and_its_formatting(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    notice = await person.say("/privacy")
    assert "{" not in text_of(notice)
    assert person.words("privacy.operator_unknown") in text_of(notice)
    bold = [e for e in notice.entities if e["type"] == "bold"]
    words = [text_of(notice)[e["offset"] : e["offset"] + e["length"]] for e in bold]
    assert all(word == word.strip() and "\n" not in word for word in words)
    assert len(bold) > 3


async def test_numbers_of_messages_are_forgotten_after_two_days(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/nood")
    await noor.say("/pauze")
    await stage.walk(hours=50)
    await stage.app.run_due()
    assert await table(stage, "message") == []
    assert stage.clock.now() > noor.last.date + timedelta(hours=48)

"""The promised return: asked once, kept once, one number, the line; and when it stays away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox.model import Message
from tests.cast import Person, Stage, buttons_of, text_of
from tests.enrolling import enrolled, the_client, wish
from tests.scenes.database import every_table
from tests.scenes.urging import (
    come_to_states,
    do_one,
    first_part,
    labels,
    offered,
    rate,
    ride_out,
    rows_of,
    strengths,
    the_urge,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EVENING = datetime(2026, 11, 23, 19, 50, tzinfo=UTC)
"""Ten to nine: twenty minutes later the quiet hours have begun."""


def clock_of(stage: Stage, minutes: int = 0) -> str:
    """What an Amsterdam clock shows so many minutes from now."""
    at = stage.clock.now() + timedelta(minutes=minutes)
    return f"{at.astimezone(AMSTERDAM):%H:%M}"


def came(person: Person) -> list[Message]:
    """The questions of a return that stand in the chat."""
    return [m for m in person.heard if "urge:back:" in str(m.reply_markup)]


async def promised(person: Person, before: int = 8, after: int = 6) -> str:
    """An urge with two numbers, and yes to the return; gives its time."""
    await ride_out(person, before, after)
    return await say_yes(person)


async def say_yes(person: Person) -> str:
    """Yes, come back; gives the time on the button."""
    yes = next(b for m in reversed(person.heard) for b in buttons_of(m)
               if (b.data or "").startswith("urge:promise:"))  # fmt: skip
    await person.tap(yes.text)
    return yes.text.rpartition(" ")[2]


async def answer(person: Person, number: int) -> Message:
    """A number for the return, tapped."""
    question = came(person)[-1]
    data = next(b.data for b in buttons_of(question) if b.text == str(number))
    return await person.tap_data(data or "", question.message_id)


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_the_return_is_promised_comes_in_twenty_minutes_and_draws_the_line(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    at = await promised(person)
    assert text_of(person.last) == person.words("urge.promised", at=at)
    await stage.walk(minutes=21)
    assert text_of(person.last) == person.words("urge.return", at=at)
    assert labels(person.last) == [str(n) for n in range(11)]
    await answer(person, 3)
    picture, said = person.heard[-1], person.heard[-2]
    assert text_of(said) == person.words("urge.return_eased", n=3)
    assert picture.photo
    for number in (8, 6, 3):
        assert f"{number} " in text_of(picture), "the caption says what the picture shows"
    assert await strengths(stage) == [8, 6, 3]


async def test_it_is_asked_once_an_urge(noor: Person) -> None:
    await ride_out(noor, 8, 6)
    asked = text_of(noor.last)
    assert first_part(noor.last) != asked
    await noor.press("urge.button.another")
    await do_one(noor)
    eased = await rate(noor, 4)
    assert text_of(eased) == noor.words("urge.eased", n=4)
    assert text_of(await noor.press("urge.button.done")) == noor.words("urge.done")


async def test_it_comes_once_however_often_yes_is_tapped(stage: Stage, noor: Person) -> None:
    await ride_out(noor, 8, 6)
    offer = noor.last
    yes = next(b.data for b in buttons_of(offer) if (b.data or "").startswith("urge:promise"))
    for _ in range(3):
        stage.world.tap(noor.id, offer.message_id, yes or "", stale=True)
    await stage.settle()
    await stage.walk(hours=3)
    assert len(came(noor)) == 1


async def test_nobody_is_come_back_to_who_did_not_say_yes(stage: Stage, noor: Person) -> None:
    await ride_out(noor, 8, 6)
    await stage.walk(hours=3)
    assert came(noor) == []


async def test_yes_that_comes_late_counts_from_then(stage: Stage, noor: Person) -> None:
    await ride_out(noor, 8, 6)
    await stage.walk(minutes=40)
    expected = clock_of(stage, 20)
    await say_yes(noor)
    assert text_of(noor.last) == noor.words("urge.promised", at=expected)
    await stage.walk(minutes=21)
    assert len(came(noor)) == 1


async def test_better_not_is_kept_to_and_can_be_taken_back_until_then(
    stage: Stage, noor: Person
) -> None:
    await promised(noor)
    offer = noor.last
    yes = (await rows_of(stage, "urge"))[0]["id"]
    assert text_of(await noor.press("urge.button.unpromise")) == noor.words("urge.unpromised")
    await noor.tap_data(f"urge:promise:{yes}", offer.message_id, stale=True)
    await noor.tap_data(f"urge:unpromise:{yes}", offer.message_id, stale=True)
    await stage.walk(hours=2)
    assert came(noor) == []
    gone = await noor.tap_data(f"urge:promise:{yes}", offer.message_id, stale=True)
    assert text_of(gone) == noor.words("urge.over")


async def test_it_is_not_called_still_until_then_where_the_daily_message_comes_before(
    stage: Stage,
) -> None:
    noor = await enrolled(stage, at="07:00")
    await stage.walk_to(datetime(2026, 11, 24, 5, 5, tzinfo=UTC))
    await ride_out(noor, 8, 6)
    assert noor.words("urge.return_ask", at="08:00") in text_of(noor.last)
    assert noor.words("urge.return_ask_morning", at="08:00") not in text_of(noor.last)


async def test_nor_where_a_message_about_an_appointment_does(stage: Stage, noor: Person) -> None:
    await noor.say("/afspraak morgen 08:30")
    await noor.press("appointment.button.work")
    await noor.press("appointment.button.sure")
    await noor.press("appointment.button.no_note")
    await stage.walk_to(EVENING)
    await ride_out(noor, 8, 6)
    assert noor.words("urge.return_ask_morning", at="08:00") not in text_of(noor.last)
    assert noor.words("urge.return_ask", at="08:00") in text_of(noor.last)


async def test_in_quiet_hours_the_morning_is_offered_instead(stage: Stage, noor: Person) -> None:
    await stage.walk_to(EVENING)
    await ride_out(noor, 8, 6)
    assert noor.words("urge.return_ask_morning", at="08:00") in text_of(noor.last)
    await say_yes(noor)
    await stage.walk(hours=9)
    assert came(noor) == []
    await stage.walk(hours=4)
    (question,) = came(noor)
    assert f"{question.date.astimezone(AMSTERDAM):%d %H:%M}" == "24 08:00"
    await answer(noor, 2)
    assert await strengths(stage) == [8, 6, 2]


async def test_the_morning_is_the_end_of_the_clients_own_quiet_hours(
    stage: Stage, noor: Person
) -> None:
    await wish(noor, quiet_from=20 * 60, quiet_to=9 * 60, daily_at=9 * 60)
    await stage.walk_to(EVENING)
    await ride_out(noor, 8, 6)
    assert noor.words("urge.return_ask_morning", at="09:00") in text_of(noor.last)


@pytest.mark.parametrize("words", ["/stop", "/pauze", "stop"])
@pytest.mark.parametrize("hour", ["day", "evening"])
async def test_after_a_stop_it_does_not_come(
    stage: Stage, noor: Person, words: str, hour: str
) -> None:
    if hour == "evening":
        await stage.walk_to(EVENING)
    await promised(noor)
    await noor.say(words)
    await stage.walk(hours=15)
    assert came(noor) == []


async def test_after_erasure_it_does_not_come_and_nothing_of_it_is_left(
    stage: Stage, noor: Person
) -> None:
    await promised(noor)
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    tables = await every_table(stage)
    assert [tables[name] for name in ("urge", "strength", "practice")] == [[], [], []]
    assert not any(row["kind"] == "return" for row in tables["outbox"])
    await stage.walk(hours=3)
    assert came(noor) == []


@pytest.mark.usefixtures("something_breaks")
async def test_who_blocked_the_bot_is_left_in_peace(stage: Stage, noor: Person) -> None:
    await promised(noor)
    stage.world.block(noor.id)
    await stage.settle()
    await stage.walk(hours=3)
    assert came(noor) == []
    assert (await the_client(noor)).unreachable_at is not None


async def test_words_of_a_crisis_end_a_promise_from_before_them(
    stage: Stage, noor: Person
) -> None:
    await promised(noor)
    await noor.say("ik wil niet meer leven")
    await stage.walk(hours=3)
    assert came(noor) == []


async def test_a_promise_asked_for_after_a_crisis_is_kept(stage: Stage, noor: Person) -> None:
    await noor.say("ik wil niet meer leven")
    await promised(noor)
    await stage.walk(minutes=21)
    assert len(came(noor)) == 1


async def test_later_than_an_hour_it_is_not_asked_any_more(stage: Stage, noor: Person) -> None:
    await promised(noor)
    stage.clock.move_to(stage.clock.now() + timedelta(minutes=85))
    await stage.settle()
    assert came(noor) == []
    (row,) = [row for row in await rows_of(stage, "outbox") if row["kind"] == "return"]
    assert row["state"] == "expired"


async def test_a_little_late_it_comes_without_a_sound_though_quiet_hours_have_begun(
    stage: Stage, noor: Person
) -> None:
    await stage.walk_to(EVENING - timedelta(minutes=11))
    assert await promised(noor) == "20:59"
    stage.clock.move_to(EVENING + timedelta(minutes=13))
    await stage.settle()
    (question,) = came(noor)
    assert question.silent
    assert f"{question.date.astimezone(AMSTERDAM):%d %H:%M}" == "23 21:03"


async def test_quiet_hours_chosen_since_are_kept_to(stage: Stage, noor: Person) -> None:
    await stage.walk_to(EVENING - timedelta(minutes=40))
    await promised(noor)
    await wish(noor, quiet_from=20 * 60 + 15)
    await stage.walk(minutes=50)
    assert came(noor) == []


async def test_a_restart_in_between_goes_unnoticed(stage: Stage, noor: Person) -> None:
    await promised(noor)
    await stage.restart()
    await stage.walk(minutes=21)
    await answer(noor, 4)
    assert await strengths(stage) == [8, 6, 4]


@pytest.mark.parametrize("text", ["3", "een drie", "2,6"])
async def test_the_number_may_be_typed(stage: Stage, noor: Person, text: str) -> None:
    await promised(noor)
    await stage.walk(minutes=21)
    await noor.say(text)
    assert await strengths(stage) == [8, 6, 3]


async def test_what_is_no_number_is_asked_again_kindly(stage: Stage, noor: Person) -> None:
    await promised(noor)
    await stage.walk(minutes=21)
    assert text_of(await noor.say("heel erg")) == noor.words("urge.number_kindly")
    await noor.say("twaalf")
    await answer(noor, 4)
    assert await strengths(stage) == [8, 6, 4]


async def test_a_crisis_typed_when_the_bot_came_back_is_answered_as_one(
    stage: Stage, noor: Person
) -> None:
    await promised(noor)
    await stage.walk(minutes=21)
    assert "113" in text_of(await noor.say("ik wil dood"))
    assert await strengths(stage) == [8, 6]


async def test_it_takes_no_text_away_from_a_room_that_waits_for_one(
    stage: Stage, noor: Person
) -> None:
    await promised(noor)
    await stage.walk(minutes=19)
    await noor.say("/brief")
    await stage.walk(minutes=2)
    assert len(came(noor)) == 1
    await noor.say("7")
    assert await strengths(stage) == [8, 6]
    assert await rows_of(stage, "letter")


async def test_the_second_answer_of_two_phones_changes_nothing(stage: Stage, noor: Person) -> None:
    await promised(noor)
    await stage.walk(minutes=21)
    question = came(noor)[-1]
    data = {b.text: b.data or "" for b in buttons_of(question)}
    for number in ("3", "9"):
        stage.world.tap(noor.id, question.message_id, data[number])
    await stage.settle()
    assert await strengths(stage) == [8, 6, 3]


async def test_a_number_a_day_later_gets_a_kind_answer_and_is_not_kept(
    stage: Stage, noor: Person
) -> None:
    await promised(noor)
    await stage.walk(minutes=21)
    question = came(noor)[-1]
    await stage.walk(hours=24)
    await noor.tap_data(buttons_of(question)[3].data or "", question.message_id, stale=True)
    assert noor.words("urge.over") in noor.texts
    assert await strengths(stage) == [8, 6]


async def test_two_numbers_are_no_line(stage: Stage, noor: Person) -> None:
    await come_to_states(noor, 8)
    await noor.press("urge.button.not_now")
    await say_yes(noor)
    await stage.walk(minutes=21)
    await answer(noor, 3)
    assert not any(message.photo for message in noor.heard)


async def test_still_high_at_the_return_is_never_called_done_and_help_comes_before_the_line(
    stage: Stage, noor: Person
) -> None:
    await promised(noor, 8, 5)
    await noor.press("urge.button.done")
    await stage.walk(minutes=21)
    offer = await answer(noor, 7)
    assert text_of(offer) == noor.words("urge.still_high", n=7)
    assert offered(offer)
    assert not any(message.photo for message in noor.heard)
    await noor.press("urge.button.wave")
    assert noor.last.photo


async def test_the_number_of_the_return_leads_to_a_person_as_the_others_do(
    stage: Stage, noor: Person
) -> None:
    await come_to_states(noor, 9)
    await noor.press("urge.button.much")
    for _ in range(2):
        await do_one(noor)
        await rate(noor, 7)
    await noor.press("urge.button.done")
    await say_yes(noor)
    await stage.walk(minutes=21)
    reply = await answer(noor, 8)
    assert text_of(reply).startswith(noor.words("urge.person"))
    assert offered(reply) == []


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_a_number_that_fell_after_two_rises_is_taken_for_that_and_draws_the_wave(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await come_to_states(person, 7)
    await person.press("urge.button.phone")
    for number in (8, 9):
        await do_one(person)
        await rate(person, number)
    await person.tap({"nl": "Ja, om", "en": "Yes, at"}[spoken])
    labelled = labels(person.last)
    assert person.words("urge.button.person") in labelled, "not an exercise that leads to people"
    assert person.words("urge.button.another") not in labelled
    await stage.walk(minutes=21)
    heard = len(person.heard)
    await person.say("0")
    assert text_of(person.heard[heard]) == person.words("urge.return_eased", n=0)
    assert person.last.photo


async def test_a_second_rise_at_the_return_leads_to_a_person(stage: Stage, noor: Person) -> None:
    await promised(noor, 3, 4)
    await stage.walk(minutes=21)
    assert text_of(await answer(noor, 5)).startswith(noor.words("urge.person"))


async def test_behind_a_neutral_line_stands_the_question_and_the_picture_is_covered(
    stage: Stage,
) -> None:
    noor = await stage.enrolled("Noor", seen=True)
    await promised(noor)
    await stage.walk(minutes=21)
    assert text_of(noor.last) == noor.words("stub.line")
    assert noor.last.silent
    opened = await noor.press("stub.button.open")
    assert text_of(opened).startswith(noor.words("urge.return", at=clock_of(stage)))
    await noor.say("3")
    assert await strengths(stage) == [8, 6, 3]
    sent = [c.params for c in stage.world.requests if c.method == "sendPhoto"]
    assert sent[-1]["has_spoiler"] == "true"


async def test_the_picture_of_a_line_is_kept_nowhere(stage: Stage, noor: Person) -> None:
    await promised(noor)
    await stage.walk(minutes=21)
    await answer(noor, 3)
    tables = await every_table(stage)
    assert not any("wave" in row["name"] for row in tables["picture"])
    assert not any(row["payload_sealed"] for row in tables["outbox"] if row["settled_at"])


async def test_another_clients_return_and_line_cannot_be_reached(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await promised(noor)
    await stage.walk(minutes=21)
    number = (await the_urge(stage))["id"]
    await mia.say("/sos")
    for data in (f"urge:back:{number}:9", f"urge:wave:{number}", f"urge:unpromise:{number}",
                 f"urge:came:{number}", f"urge:look:{number}"):  # fmt: skip
        await mia.tap_data(data, stale=True)
    assert not any(message.photo for message in mia.heard)
    assert await strengths(stage) == [8, 6]
    assert (await the_urge(stage))["return_wish"] == "yes"


async def test_nothing_is_promised_to_who_has_paused(noor: Person) -> None:
    await noor.say("/pauze")
    eased = await ride_out(noor, 8, 4)
    assert text_of(eased) == noor.words("urge.eased", n=4)


async def test_at_night_the_line_is_words(stage: Stage, noor: Person) -> None:
    await wish(noor, quiet_from=0, quiet_to=0)
    await stage.walk_to(datetime(2026, 11, 24, 1, 0, tzinfo=UTC))
    heard = len(noor.heard)
    await promised(noor)
    await stage.walk(minutes=21)
    assert came(noor)[-1].silent
    await answer(noor, 3)
    assert {message.kind for message in noor.heard[heard:]} == {"text"}
    assert "8 om" in text_of(noor.last)


@pytest.mark.parametrize("text", ["gaat beter nu", "dankje", "laat maar", "weet ik niet"])
async def test_a_word_that_leaves_the_return_ends_it(
    stage: Stage, noor: Person, text: str
) -> None:
    await promised(noor)
    await stage.walk(minutes=21)
    assert text_of(await noor.say(text)) == noor.words("urge.no_number")
    assert await strengths(stage) == [8, 6]


async def test_too_late_to_the_return_is_contact(stage: Stage, noor: Person) -> None:
    await promised(noor)
    await stage.walk(minutes=21)
    assert text_of(await noor.say("nee te laat")) == noor.words("urge.happened")
    assert (await the_urge(stage))["contact"] is True


async def test_the_return_asks_twice_and_not_a_third_time(stage: Stage, noor: Person) -> None:
    await promised(noor)
    await stage.walk(minutes=21)
    assert text_of(await noor.say("heel erg")) == noor.words("urge.number_kindly")
    assert text_of(await noor.say("heel veel")) == noor.words("urge.no_number")

"""What is typed in place of a press, and the answer to what is not understood."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.database import table
from tests.scenes.fixed import kind_of
from tests.scenes.test_arriving import come_to_consent, link
from tests.scenes.test_commands import begins

DONE = {"nl": "gedaan", "en": "done"}
TOO_MUCH = {"nl": "te veel", "en": "too much"}
ONWARD = {"nl": "verder", "en": "next"}
YES = {"nl": "ja", "en": "yes"}
SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)


@SPOKEN
async def test_in_an_urge_the_words_of_the_buttons_lead_on(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/drang")
    assert text_of(await person.say(DONE[spoken])) == person.words("urge.how_strong")
    await person.say("7")
    assert text_of(await person.say(TOO_MUCH[spoken])) == person.words("urge.offer")
    urge = (await table(stage, "urge"))[-1]
    assert urge["state"] == "panic"
    title = person.buttons[0].partition(" · ")[0]
    step = await person.say(title.lower())
    assert begins("exercise.count")(step, person.book) or title in text_of(step)
    before = len(person.heard)
    await person.say(ONWARD[spoken])
    assert len(person.heard) == before + 1
    assert not begins("pause.resumed")(person.last, person.book)


@SPOKEN
async def test_a_typed_yes_goes_on_where_it_agrees_to_nothing(stage: Stage, spoken: str) -> None:
    lea = stage.person("Lea", spoken)
    await lea.start(await link(stage))
    assert text_of(await lea.say(YES[spoken])) == lea.words("start.ground_seen")


@SPOKEN
async def test_agreeing_to_the_programme_takes_a_yes_or_the_whole_label(
    stage: Stage, spoken: str
) -> None:
    lea = stage.person("Lea", spoken)
    await come_to_consent(lea, await link(stage))
    asked = lea.buttons
    assert text_of(await lea.say("18")) == lea.words("other.in_full")
    assert lea.buttons == asked
    assert await lea.record() is None
    answer = await lea.say(lea.words("start.button.agree").lower())
    assert text_of(answer) == lea.words("start.which_hour")
    assert await lea.record() is not None


@SPOKEN
async def test_agreeing_to_write_to_the_coach_takes_the_whole_label(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/coach")
    assert text_of(await person.say(YES[spoken])) == person.words("other.in_full")
    answer = await person.say(person.words("contact.button.agree"))
    assert begins("contact.write")(answer, person.book)


@SPOKEN
async def test_erasing_takes_a_plain_yes_or_the_whole_label(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/vergeetmij")
    await stage.walk(hours=2)
    assert text_of(await person.say(YES[spoken])) == person.words("other.in_full")
    assert await person.record() is not None
    await person.say(person.words("forget.button.yes").upper())
    assert await person.record() is None


async def test_a_reply_to_another_message_presses_nothing(noor: Person) -> None:
    daily = await noor.say("/vandaag")
    asked = await noor.say("ik wil geen berichten meer")
    assert text_of(asked) == noor.words("stop.ask")
    await noor.say("ja", reply_to=daily.message_id)
    client = await noor.record()
    assert client is not None
    assert not client.is_paused
    asked = await noor.say("ik wil geen berichten meer")
    await noor.say("ja", reply_to=asked.message_id)
    client = await noor.record()
    assert client is not None
    assert client.is_paused


async def test_neither_a_caption_nor_what_is_forwarded_presses_anything(
    stage: Stage, noor: Person
) -> None:
    agree = noor.words("contact.button.agree")
    await noor.say("/coach")
    await noor.send("photo", caption=agree)
    assert not begins("contact.write")(noor.last, noor.book)
    await noor.say("/coach")
    stage.world.forward(noor.id, agree)
    await stage.settle()
    assert not begins("contact.write")(noor.last, noor.book)


async def test_what_was_written_before_the_buttons_were_there_presses_none(
    stage: Stage, noor: Person
) -> None:
    await stage.app.poll.stop()
    stage.world.say(noor.id, "ik wil geen berichten meer")
    stage.world.say(noor.id, "ja")
    await stage.restart()
    await stage.settle()
    client = await noor.record()
    assert client is not None
    assert not client.is_paused


@pytest.mark.parametrize("text", ["ok", "oke", "okay"])
async def test_an_ok_says_nothing_of_being_safe_and_agrees_to_nothing(
    noor: Person, text: str
) -> None:
    await noor.say("ik heb hem toch geappt")
    answer = text_of(await noor.say(text))
    assert answer == f"{noor.words('other.going_on')}\n\n{noor.words('urge.happened')}"
    assert noor.words("urge.button.not_safe") in noor.buttons
    await noor.say("ik wil geen berichten meer")
    await noor.say(text)
    client = await noor.record()
    assert client is not None
    assert not client.is_paused


async def test_a_label_of_an_earlier_message_is_no_press(noor: Person) -> None:
    await noor.say("/coach")
    await noor.say("/tijd 09:00")
    assert text_of(await noor.say("ja")) == noor.words("other.text")


async def test_a_short_yes_is_no_press_after_an_hour_and_the_whole_label_is(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/coach")
    await stage.walk(hours=2)
    assert text_of(await noor.say("ja")) == noor.words("contact.about")
    await stage.walk(hours=2)
    answer = await noor.say(noor.words("contact.button.agree"))
    assert begins("contact.write")(answer, noor.book)


async def test_a_short_line_over_the_chat_is_said_when_nothing_was_pressed(noor: Person) -> None:
    await noor.say("/vandaag")
    assert text_of(await noor.say("hielp")) == noor.words("daily.noted")


async def test_the_coachs_buttons_are_pressed_by_hand_alone(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.say("Donderdag om acht uur.")
    card = coach.last
    *others, away = buttons_of(card)
    for button in others:
        answer = await coach.say(button.text)
        assert text_of(answer) == coach.words("coach.takes_a_tap"), button.text
        assert buttons_of(answer) == buttons_of(card)
    answer = await coach.say(away.text)
    assert text_of(answer) == coach.words("broadcast.cancelled"), "what she drops is hers alone"


async def test_words_of_a_crisis_are_never_a_press(noor: Person) -> None:
    await noor.say("/coach")
    assert kind_of(noor, await noor.say("ja ik wil dood")) == "suicide"


async def test_what_is_not_understood_is_not_answered_twice_in_the_same_words(
    noor: Person,
) -> None:
    said = [text_of(await noor.say("de buurvrouw heeft een nieuwe fiets")) for _ in range(6)]
    assert all(one != other for one, other in pairwise(said))
    assert said.count(noor.words("other.text")) == 1
    assert said.count(noor.words("other.again")) == 1
    assert set(said[2:]) == {noor.words("other.more"), noor.words("other.heard")}
    again = next(m for m in noor.heard if text_of(m) == noor.words("other.again"))
    labels = [button.text for button in buttons_of(again)]
    assert noor.words("button.settings") in labels
    assert noor.words("button.help") in labels


async def test_in_the_middle_of_an_urge_it_offers_what_was_in_sight(noor: Person) -> None:
    await noor.say("/drang")
    before = noor.buttons
    answer = await noor.say("de buurvrouw heeft een nieuwe fiets")
    assert text_of(answer) == noor.words("other.going_on")
    assert noor.buttons[: len(before)] == before
    assert noor.words("button.help") in noor.buttons
    answer = await noor.say("de buurvrouw heeft een nieuwe fiets")
    assert text_of(answer) == noor.words("other.heard")
    assert noor.buttons[: len(before)] == before
    assert text_of(await noor.say("gedaan")) == noor.words("urge.how_strong")


async def test_after_a_restart_it_offers_to_go_on_with_the_urge(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/drang")
    await stage.restart()
    answer = await noor.say("de buurvrouw heeft een nieuwe fiets")
    assert text_of(answer) == noor.words("other.going_on")
    assert text_of(await noor.press("other.button.go_on")) == noor.words("urge.how_strong")


async def test_in_an_exercise_it_offers_the_step(noor: Person) -> None:
    await noor.say("/oefening")
    await noor.tap(" min")
    before = noor.buttons
    answer = await noor.say("de buurvrouw heeft een nieuwe fiets")
    assert text_of(answer) == noor.words("other.going_on")
    assert noor.buttons[: len(before)] == before


@pytest.mark.parametrize("typed", ["English", "engels"])
async def test_a_language_that_is_typed_is_heard(noor: Person, typed: str) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.language")
    assert text_of(await noor.say(typed)) == "In English from now on."


async def test_nothing_of_what_is_in_sight_is_in_a_table(stage: Stage) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    shown = stage.app.deps.in_sight.find(lea.id)
    assert shown is not None
    assert stage.clock.now() - shown.at < timedelta(minutes=1)
    assert await lea.record() is None

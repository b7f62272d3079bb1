"""Second thoughts about a message that sound like a crisis of the coach herself."""

from __future__ import annotations

import pytest

from tests.cast import COACH_ID, Person, Stage
from tests.scenes.broadcasting import confirm, is_card, leave, write
from tests.scenes.test_sessions import plan


@pytest.mark.parametrize(
    "said",
    [
        "stop dit bericht, ik wil dat het weg is",
        "ik wil dat dit verdwijnt",
    ],
)
async def test_second_thoughts_that_sound_like_a_crisis_bring_the_card_below_the_question(
    stage: Stage, noor: Person, said: str
) -> None:
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    await coach.say(said)
    assert any("113" in text for text in coach.texts[-2:])
    assert is_card(coach, coach.texts[-1])
    await coach.say("nee")
    assert is_card(coach, coach.texts[-1])
    await coach.press("broadcast.button.undo")
    await leave(coach)
    assert noor.texts == []


@pytest.mark.parametrize("said", ["kan dat nog weg?", "dit bericht moet weg, ik wil het niet"])
async def test_those_that_do_not_bring_the_card_alone(
    stage: Stage, noor: Person, said: str
) -> None:
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    await coach.say(said)
    assert not any("113" in text for text in coach.texts)
    assert is_card(coach, coach.texts[-1])


async def test_a_coach_in_a_crisis_for_whom_nothing_leaves_is_answered_as_anybody(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    before = len(coach.texts)
    await coach.say("ik wil dood")
    assert len(coach.texts) == before + 1
    assert "113" in coach.texts[-1]


NEVER_MIND = {
    "nl": ["toch niet", "laat maar", "terug", "nee", "fout", "verkeerd", "nog niet", "nee wacht"],
    "en": ["never mind", "back", "no", "wrong", "not yet", "cancel"],
}


@pytest.mark.parametrize(
    ("language", "said"), [(spoken, one) for spoken, said in NEVER_MIND.items() for one in said]
)
async def test_within_the_minute_a_no_brings_that_it_leaves_and_nothing_else(
    stage: Stage, noor: Person, language: str, said: str
) -> None:
    stage.world.add_person("Coach", language, COACH_ID)
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    before = len(coach.texts)
    await coach.say(said)
    (card,) = coach.texts[before:]
    assert is_card(coach, card)
    await coach.press("broadcast.button.undo")
    await leave(coach)
    assert noor.texts == []


@pytest.mark.parametrize("said", ["toch niet", "nee"])
async def test_nor_is_it_said_that_nothing_was_changed_while_it_is_being_sent(
    stage: Stage, noor: Person, said: str
) -> None:
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    await stage.walk(seconds=61)
    before = len(coach.texts)
    await coach.say(said)
    assert coach.words("coach.left") not in coach.texts[before:]


@pytest.mark.parametrize("said", ["toch niet", "laat maar"])
async def test_to_another_question_of_hers_it_is_answered_with_the_card_below(
    stage: Stage, noor: Person, said: str
) -> None:
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    await coach.tap_data("cohort:new", stale=True)
    await coach.say(said)
    assert coach.texts[-2] == coach.words("coach.left")
    assert is_card(coach, coach.texts[-1])


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("nl", "de bijeenkomst gaat niet door"),
        ("nl", "zeg de sessie van woensdag af"),
        ("nl", "kan ik de bijeenkomst verzetten?"),
        ("en", "the meeting is cancelled"),
        ("en", "I want to call off the session"),
    ],
)
async def test_a_meeting_called_off_in_words_leads_to_the_meetings(
    stage: Stage, noor: Person, spoken: str, said: str
) -> None:
    stage.world.add_person("Coach", spoken, COACH_ID)
    coach = await stage.coach()
    await coach.say(said)
    assert coach.words("coach.nowhere") in coach.texts[-1]
    assert coach.words("coach.button.sessions") in coach.buttons


@pytest.mark.parametrize("minutes", [10, 50])
async def test_second_thoughts_about_a_meeting_that_was_just_told_of_bring_the_way_to_it(
    stage: Stage, noor: Person, minutes: int
) -> None:
    coach = await stage.coach()
    await plan(coach)
    await stage.walk(days=1, hours=4, minutes=minutes)
    assert noor.texts
    await coach.say("oeps dat is niet woensdag maar vrijdag")
    assert coach.words("session.button.look") in coach.buttons
    await coach.press("session.button.look")
    assert coach.words("session.button.cancel") in coach.buttons


async def test_words_of_a_crisis_are_answered_beside_a_meeting_that_was_just_told_of(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach)
    await stage.walk(days=1, hours=4, minutes=10)
    for said in ("ik wil dood", "ik zie het niet meer zitten, ik wil er niet meer zijn"):
        before = len(coach.texts)
        await coach.say(said)
        assert "113" in coach.texts[before]

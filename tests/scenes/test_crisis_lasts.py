"""What was told lasts, whatever else is shown in between: a list, a setting, an answer of the
coach. And an everyday thing stays one.
"""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from bot.safety.ways import BULK_WAITS
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.relaying import agreed, having
from tests.scenes.test_crisis import VEILED, VIOLENCE
from tests.scenes.test_crisis_stands import NO, PLAIN, TAKEN, said_to_it, someone, stands

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
BETWEEN = {
    "nl": ("hulp", "wie leest dit", "hoe laat kom je morgen", "mag ik mn coach iets sturen",
           "/instellingen", "⚓ Nu"),
    "en": ("help", "who reads this", "what is kept", "/settings", "⚓ Now"),
}  # fmt: skip
GRAVE = {"nl": ("20", "duizelig", "ik ga slapen"), "en": ("20", "dizzy", "going to sleep")}
CANNOT = {"nl": "durf niet te bellen", "en": "can't call"}
MORNING = {"nl": "goeiemorgen", "en": "good morning"}
URGE = {"nl": "ik wil hem nu echt heel graag appen", "en": "i really want to text him right now"}
AT_THE_DOOR = {"nl": "hij staat voor de deur", "en": "he is at the door"}


def is_heard(person: Person) -> bool:
    """Whether the newest says when to call 112 and whom to talk to, and offers no exercise."""
    text = text_of(person.last)
    exercise = any("min" in button.split() for button in person.buttons)
    return "112" in text and "113" in text and not exercise


@pytest.mark.long
@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
async def test_what_is_grave_is_heard_though_something_else_was_opened(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    for between in BETWEEN[spoken]:
        person = await someone(stage, spoken, visits=visits)
        await person.say(TAKEN[spoken])
        for text in GRAVE[spoken]:
            await stage.walk(seconds=40)
            await person.say(between)
            await stage.walk(seconds=40)
            await person.say(text)
            assert is_heard(person), (between, text, text_of(person.last)[:99])


@SPOKEN
async def test_who_empties_the_chat_is_heard_too(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(TAKEN[spoken])
    await person.say({"nl": "/wis", "en": "/wipe"}[spoken])
    await person.say(GRAVE[spoken][1])
    assert is_heard(person)


@SPOKEN
@pytest.mark.parametrize("restarted", [False, True])
async def test_the_evening_goes_on_as_if_nothing_had_come_between(
    stage: Stage, spoken: str, *, restarted: bool
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    await person.say(BETWEEN[spoken][1])
    if restarted:
        await stage.restart()
    await person.say(CANNOT[spoken])
    assert said_to_it(person, "cannot_call") or "113.nl" in text_of(person.last)
    await stage.walk(hours=9)
    await person.say(BETWEEN[spoken][0])
    await person.say(MORNING[spoken])
    assert is_heard(person)


async def test_an_answer_of_the_coach_takes_nothing_away(stage: Stage) -> None:
    coach, noor = await stage.coach(), await agreed(await stage.enrolled("Noor"))
    await noor.say("/coach")
    await noor.say("hoi wanneer is de bijeenkomst")
    await noor.press("contact.button.done")
    await noor.say(TAKEN["nl"])
    await coach.say("Morgen om 8 uur.", reply_to=having(coach, "bijeenkomst").message_id)
    await noor.say("duizelig")
    assert is_heard(noor)


@SPOKEN
async def test_the_question_whether_typing_is_safe_is_open_after_help(
    stage: Stage, spoken: str
) -> None:
    for between in BETWEEN[spoken]:
        person = await stage.enrolled("Noor", spoken)
        asked = await person.say(AT_THE_DOOR[spoken])
        assert kind_of(person, asked) == "violence"
        await person.say(between)
        heard = len(person.heard)
        await person.say(NO[spoken])
        assert text_of(asked) == person.book.replies["violence_unsafe"].strip(), between
        assert len(person.heard) == heard, "nothing lights up"


@SPOKEN
async def test_an_urge_that_is_told_at_length_is_one(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    await person.say(person.words("button.now"))
    await person.say(URGE[spoken])
    assert person.words("urge.button.go") in person.buttons
    assert person.book.replies["not_emergency"].strip() in text_of(person.last)


@SPOKEN
async def test_a_number_in_an_urge_is_one_and_a_body_is_not(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(TAKEN[spoken])
    await person.say(person.words("button.now"))
    await person.press("urge.button.go")
    await person.say(GRAVE[spoken][1])
    assert is_heard(person)
    await person.say("8")
    assert not is_heard(person)


@SPOKEN
@pytest.mark.parametrize("how", ["no", "later", "a day later", "resumed"])
async def test_everyday_things_are_themselves_again_once_it_is_over(
    stage: Stage, spoken: str, how: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken] if how in {"a day later", "resumed"} else VEILED[spoken])
    if how == "no":
        await person.say(NO[spoken])
    await person.say(BETWEEN[spoken][0])
    if how == "later":
        await stage.walk(minutes=31)
    elif how == "a day later":
        await stage.walk(hours=BULK_WAITS.total_seconds() / 3600 + 0.1)
    elif how == "resumed":
        await person.say({"nl": "/verder", "en": "/resume"}[spoken])
    for text in ("20", {"nl": "ik ben onrustig", "en": "i'm restless"}[spoken]):
        await person.say(text)
        assert not stands(person), text
        assert person.book.replies["still_people"].strip() not in text_of(person.last), text


@SPOKEN
async def test_a_yes_after_a_screen_that_asks_nothing_is_said_to_the_reply(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(TAKEN[spoken])
    await person.say(BETWEEN[spoken][0])
    await person.say({"nl": "ja", "en": "yes"}[spoken])
    assert is_heard(person)


@SPOKEN
async def test_who_took_something_is_not_given_an_exercise_below_a_list(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(TAKEN[spoken])
    await person.say(BETWEEN[spoken][0])
    await person.say({"nl": "/oefening", "en": "/exercise"}[spoken])
    assert is_heard(person)


@SPOKEN
async def test_after_violence_a_list_takes_the_danger_not_away(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VIOLENCE[spoken])
    await person.press("lines.button.safe")
    await person.say(BETWEEN[spoken][0])
    back = {"nl": "hij is er weer", "en": "he's back"}[spoken]
    assert kind_of(person, await person.say(back)) == "violence"


@SPOKEN
async def test_after_violence_a_number_is_one_once_something_else_opened(
    stage: Stage, spoken: str
) -> None:
    """Nothing was taken: only a body, or a call for help, is said to the reply then."""
    noor = await stage.enrolled("Noor", spoken)
    safe, own, else_, exercise, body = {
        "nl": ("ja", "gewoon thuis", "/instellingen", "oefening", "ik bloed"),
        "en": ("yes", "just home", "/settings", "exercise", "i am bleeding"),
    }[spoken]
    await noor.say(VIOLENCE[spoken])
    await noor.say(safe)
    assert "112" in text_of(noor.last)
    await noor.say(else_)
    for text in ("5", own, exercise):
        await noor.say(text)
        assert "112" not in text_of(noor.last), text
    await noor.say(else_)
    await noor.say(body)
    assert "112" in text_of(noor.last)


@SPOKEN
async def test_some_hours_after_violence_she_who_could_type_is_heard_in_what_she_types(
    stage: Stage, spoken: str
) -> None:
    noor = await stage.enrolled("Noor", spoken)
    await noor.say(VIOLENCE[spoken])
    await noor.say({"nl": "ja", "en": "yes"}[spoken])
    for _ in range(12):
        await stage.walk(minutes=5)
        await noor.say({"nl": "nee niks aan de hand", "en": "no nothing is wrong"}[spoken])
    await stage.walk(minutes=70)
    await noor.say({"nl": "oefening", "en": "exercise"}[spoken])
    assert "112" not in text_of(noor.last)
    await noor.say({"nl": "ik bloed", "en": "i am bleeding"}[spoken])
    assert "112" in text_of(noor.last)

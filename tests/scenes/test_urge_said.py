"""What is typed in the midst of an urge, where a tap was meant: it is understood, or asked for."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_crisis import VEILED
from tests.scenes.urging import come_to_states, labels, offered, rows_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
VISITS = pytest.mark.parametrize("visits", [False, True], ids=["client", "visitor"])
TO_HIM = {"nl": "ik ga naar hem toe", "en": "i'm driving to his place now"}
DRIVES = {
    "nl": ("auto", "ik rij", "fiets", "ben met de auto", "ik zit in de auto", "ja", "ja hoor"),
    "en": ("yes im driving", "in the car", "on my bike", "yes"),
}
STOPPED = {
    "nl": ("ik sta stil", "gestopt", "ik rij niet", "ik zit in de bus", "nee", "nee hoor"),
    "en": ("ok ive stopped", "pulled over", "im parked", "no"),
}
GRAVE = {
    "nl": ("ik rij me dood", "hij zit naast me en slaat me", "ik wil dood",
           "ik rij straks tegen een boom"),
    "en": ("i want to crash this car and die", "i want to die"),
}  # fmt: skip


async def someone(stage: Stage, spoken: str, *, visits: bool) -> Person:
    """A client, or somebody who only found the bot."""
    if not visits:
        return await stage.enrolled("Noor", spoken)
    person = stage.person("Vis", spoken)
    await person.start()
    return person


@SPOKEN
@VISITS
async def test_who_rides_is_told_to_stop_and_asked_nothing(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    first = await person.say(TO_HIM[spoken])
    assert text_of(first) == person.words("urge.first_on_the_way")
    for text in DRIVES[spoken]:
        answer = await person.say(text)
        assert text_of(answer) == person.words("urge.stop_first"), text
        assert labels(answer)[:2] == labels(first)


@SPOKEN
@VISITS
async def test_who_has_stopped_goes_on_to_the_number(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    for text in STOPPED[spoken]:
        await person.say(TO_HIM[spoken])
        await person.say(DRIVES[spoken][0])
        answer = await person.say(text)
        assert text_of(answer) == person.words("urge.how_strong"), text
        await person.press("urge.button.skip")
    assert len(await rows_of(stage, "urge")) == (0 if visits else 1)


@SPOKEN
async def test_it_is_so_too_when_being_on_the_way_was_tapped(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("nu")
    await person.press("urge.button.on_the_way")
    answer = await person.say(DRIVES[spoken][0])
    assert text_of(answer) == person.words("urge.stop_first")
    answer = await person.say(STOPPED[spoken][0])
    assert text_of(answer) == person.words("urge.how_strong")


@SPOKEN
async def test_a_crisis_on_the_way_goes_first(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in GRAVE[spoken]:
        await stage.walk(hours=25)
        await person.say(TO_HIM[spoken])
        assert kind_of(person, await person.say(text)) is not None, text


@SPOKEN
async def test_elsewhere_a_ride_is_no_answer(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in (DRIVES[spoken][1], STOPPED[spoken][0]):
        answer = await person.say(text)
        assert text_of(answer) not in {
            person.words("urge.stop_first"),
            person.words("urge.how_strong"),
        }


ON = {
    "nl": ("verder", "gedaan", "klaar", "volgende", "ok", "ja", "Gedaan, verder"),
    "en": ("go on", "done", "continue", "resume", "next", "ok", "yes"),
}
NOW = {"nl": "nu", "en": "now"}


@SPOKEN
@VISITS
async def test_a_word_of_going_on_goes_on_to_the_number(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    for text in ON[spoken]:
        await person.say(NOW[spoken])
        answer = await person.say(text)
        assert text_of(answer) == person.words("urge.how_strong"), text
        await person.press("urge.button.skip")


@SPOKEN
async def test_a_word_of_going_on_switches_nothing_on_that_is_paused(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/pauze", "en": "/pause"}[spoken])
    for text in {"nl": ("verder",), "en": ("resume", "continue")}[spoken]:
        await person.say(NOW[spoken])
        await person.say(text)
        assert text_of(person.last) == person.words("urge.how_strong")
    record = await person.record()
    assert record is not None
    assert record.is_paused


@SPOKEN
async def test_ok_begins_the_exercise_on_top_and_goes_through_it(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(NOW[spoken])
    await person.press("urge.button.go")
    await person.press("urge.button.skip")
    offer = await person.press("urge.button.phone")
    name = offered(offer)[0]
    await person.say({"nl": "klaar", "en": "done"}[spoken])
    assert offered(person.last) == offered(offer), "nothing was done yet"
    await person.say("ok")
    assert (await rows_of(stage, "practice"))[0]["exercise"] == name
    for _ in range(20):
        if text_of(person.last) == person.words("urge.again"):
            break
        await person.say({"nl": "volgende", "en": "next"}[spoken])
    assert text_of(person.last) == person.words("urge.again")


NODS = {"nl": ("ja", "ok"), "en": ("yes", "ok")}


@SPOKEN
async def test_where_a_number_or_a_choice_is_asked_nothing_is_pressed(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(NODS[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(NOW[spoken])
        await person.press("urge.button.go")
        assert text_of(await person.say(text)) == person.words("urge.number_kindly")
        await person.press("urge.button.skip")
        await person.say(text)
        assert person.words("urge.button.empty") in labels(person.last), "it is asked still"


@SPOKEN
async def test_a_yes_that_takes_a_no_back_goes_before_the_button(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VEILED[spoken])
    await person.say({"nl": "nee", "en": "no"}[spoken])
    await person.say(NOW[spoken])
    assert kind_of(person, await person.say({"nl": "ja", "en": "yes"}[spoken])) == "suicide"


async def test_the_morning_after_the_buttons_of_the_night_are_no_place_to_go_on(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/pauze")
    await noor.say("nu")
    await stage.walk(hours=8)
    await noor.say("hoi ben ik weer")
    assert noor.words("other.going_on") not in noor.texts
    assert noor.words("urge.button.go") not in noor.buttons


IN_WORDS = {
    "nl": {"leeg": "numbness", "ik kan niet slapen": "insomnia", "telefoon": "urge",
           "ik heb mijn telefoon in mijn hand": "urge", "te veel": "panic"},
    "en": {"empty": "numbness", "awake": "insomnia", "phone": "urge", "too much": "panic"},
}  # fmt: skip


@SPOKEN
async def test_what_comes_closest_may_be_said_in_ones_own_words(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text, state in IN_WORDS[spoken].items():
        await person.say(NOW[spoken])
        await person.press("urge.button.go")
        await person.press("urge.button.skip")
        answer = await person.say(text)
        assert text_of(answer) == person.words("urge.offer"), text
        assert (await rows_of(stage, "urge"))[0]["state"] == state


TOO_LATE = {
    "nl": ("nee te laat", "te laat", "te laat al geappt", "al verstuurd"),
    "en": ("no too late", "too late", "already sent", "i just sent it"),
}


@pytest.mark.long
@SPOKEN
@VISITS
async def test_too_late_is_heard_as_contact(stage: Stage, spoken: str, *, visits: bool) -> None:
    person = await someone(stage, spoken, visits=visits)
    for text in TOO_LATE[spoken]:
        for steps in ((), ("urge.button.go",), ("urge.button.go", "urge.button.skip")):
            await stage.walk(hours=5)
            await person.say(NOW[spoken])
            for step in steps:
                await person.press(step)
            answer = await person.say(text)
            assert text_of(answer) == person.words("urge.happened"), (text, steps)
    if not visits:
        assert all(row["contact"] for row in await rows_of(stage, "urge"))


@SPOKEN
async def test_it_is_heard_too_before_an_urge_was_told_of(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    text = {"nl": "te laat al geappt", "en": "too late, i texted him"}[spoken]
    assert text_of(await person.say(text)) == person.words("urge.happened")


@SPOKEN
async def test_elsewhere_too_late_is_no_contact(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert text_of(await person.say(TOO_LATE[spoken][0])) != person.words("urge.happened")


FEELS = {
    "nl": ("verdrietig", "ik voel me zo alleen", "bang", "ik schaam me", "boos"),
    "en": ("sad", "lonely", "i feel so alone", "my chest feels so heavy", "angry"),
}


@SPOKEN
@VISITS
async def test_how_she_feels_keeps_her_at_the_urge_and_goes_on_with_her_body(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    for text in FEELS[spoken]:
        await stage.walk(hours=5)
        await come_to_states(person)
        answer = await person.say(text)
        assert len(offered(answer)) == 3, text
        assert person.words("urge.button.done") in labels(answer), text
        assert person.words("button.help") in labels(answer), text
    if not visits:
        assert all(row["state"] for row in await rows_of(stage, "urge"))


@SPOKEN
async def test_a_crisis_there_goes_first(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await come_to_states(person)
    assert kind_of(person, await person.say(VEILED[spoken])) == "suicide_veiled"


FIRST = {
    "nl": ("ik wil hem appen", ("een 8", "8 ofzo"), ("wat nu", "help me dan", "weet niet"),
           ("laat ook maar", "het gaat al")),
    "en": ("i want to text him", ("like 8",), ("what now", "help me then"),
           ("nvm", "actually no forget it")),
}  # fmt: skip


@SPOKEN
@VISITS
async def test_a_number_what_now_or_never_mind_is_understood_below_the_first_reply(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    wants, numbers, onward, enough = FIRST[spoken]
    for texts, key in ((enough, "urge.done"), (numbers, "urge.what"), (onward, "urge.how_strong")):
        for text in texts:
            await person.say(wants)
            answer = text_of(await person.say(text))
            assert answer.startswith(person.words(key).strip()), text

"""What is typed further on in an urge: for a person, on turning round, where a number stood."""

from __future__ import annotations

from tests.cast import Stage, text_of
from tests.scenes.fixed import kind_of, lines
from tests.scenes.test_urge_said import DRIVES, GRAVE, NOW, SPOKEN, TO_HIM, VISITS, someone
from tests.scenes.urging import come_to_states, labels, offered, rows_of, strengths

WHOM = {
    "nl": ("wie kan ik bellen", "ik wil met iemand praten", "ik wil iemand bellen"),
    "en": ("who can i call", "i want to talk to someone", "i need to call someone"),
}


@SPOKEN
async def test_who_asks_for_a_person_where_a_number_is_asked_gets_people(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in WHOM[spoken]:
        await person.say(NOW[spoken])
        await person.press("urge.button.go")
        answer = await person.say("mwah")
        assert person.words("button.help") in labels(answer), "people are one tap away"
        answer = await person.say(text)
        assert text_of(answer).startswith(person.words("urge.person_asked").strip()), text
        assert not await rows_of(stage, "waiting"), "nothing waits any more"


@SPOKEN
async def test_who_asks_for_a_person_at_the_promised_return_gets_people(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in WHOM[spoken]:
        await person.say(NOW[spoken])
        await person.press("urge.button.not_now")
        await person.say({"nl": "ja", "en": "yes"}[spoken])
        await stage.walk(minutes=20)
        answer = await person.say(text)
        assert text_of(answer).startswith(person.words("urge.person_asked").strip()), text
        await stage.walk(days=1)


TURNED = {
    "nl": ("ik ben omgedraaid", "ik ga weer naar huis", "ik keer om", "ja ik rij terug naar huis",
           "ben weer op weg naar huis"),
    "en": ("i turned around", "im going home", "on my way home now", "not going"),
}  # fmt: skip
STAYS_ON = {"nl": "ik ga terug", "en": "im going back"}
LET_BE = {"nl": "laat maar", "en": "never mind"}


@SPOKEN
@VISITS
async def test_who_turns_on_the_way_is_understood_and_so_are_enough_and_a_number(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    for texts, key in (
        (TURNED[spoken], "urge.not_going"),
        ((LET_BE[spoken],), "urge.done"),
        (("6",), "urge.what"),
    ):
        for text in texts:
            await person.say(TO_HIM[spoken])
            answer = text_of(await person.say(text))
            assert answer.startswith(person.words(key).strip()), text
    await person.say(TO_HIM[spoken])
    answer = text_of(await person.say(STAYS_ON[spoken]))
    assert not answer.startswith(person.words("urge.not_going").strip()), "may be: to him"


@SPOKEN
async def test_a_number_of_who_rides_waits_until_she_has_stopped(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(TO_HIM[spoken])
    await person.say(DRIVES[spoken][0])
    answer = await person.say("8")
    assert text_of(answer) == person.words("urge.stop_first")
    assert await rows_of(stage, "strength") == []


FURTHER = {
    "nl": ("laat maar", "weet ik niet", "wat nu", "nee", "niks"),
    "en": ("never mind", "idk", "what now", "no", "nothing"),
}


@SPOKEN
@VISITS
async def test_where_what_comes_closest_is_asked_a_number_enough_and_not_knowing_are_understood(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    enough, unknown, what_now, no, _ = FURTHER[spoken]
    for text, key in (
        (unknown, "urge.offer"),
        (what_now, "urge.offer"),
        (enough, "urge.done"),
        (no, "urge.done"),
        ("8", "urge.what"),
    ):
        await come_to_states(person)
        answer = text_of(await person.say(text))
        assert answer.startswith(person.words(key).strip()), text
    if not visits:
        assert await strengths(stage) == [8]


@SPOKEN
@VISITS
async def test_below_the_exercises_they_are_understood_too(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    enough, unknown, what_now, no, nothing = FURTHER[spoken]
    for texts, key in (
        (("4", unknown, what_now), "urge.offer"),
        ((enough, no, nothing), "urge.done"),
    ):
        for text in texts:
            await come_to_states(person)
            await person.press("urge.button.phone")
            answer = await person.say(text)
            assert text_of(answer).startswith(person.words(key).strip()), text
            assert (len(offered(answer)) == 3) == (key == "urge.offer")


@SPOKEN
async def test_below_the_people_enough_is_understood(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(NOW[spoken])
    await person.press("urge.button.go")
    await person.say(WHOM[spoken][0])
    answer = text_of(await person.say(FURTHER[spoken][0]))
    assert answer.startswith(person.words("urge.done").strip())


@SPOKEN
@VISITS
async def test_whether_it_is_safe_is_asked_once_more(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    await person.say({"nl": "ik heb hem gebeld", "en": "i texted him"}[spoken])
    for text in {"nl": ("laat maar", "wat nu", "8"), "en": ("what now", "forget it", "8")}[spoken]:
        answer = await person.say(text)
        asks = ("urge.happened", "urge.happened_again")
        assert text_of(answer) in [person.words(key) for key in asks], text
        assert labels(answer) == [
            person.words("urge.button.safe"), person.words("urge.button.not_safe"),
        ]  # fmt: skip
    answer = await person.say({"nl": "nee", "en": "no"}[spoken])
    assert text_of(answer).startswith(person.words("urge.happened_unsafe").strip())


@SPOKEN
async def test_a_crisis_further_on_goes_first(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(GRAVE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await come_to_states(person)
        await person.press("urge.button.phone")
        assert kind_of(person, await person.say(text)) is not None, text


WHAT_NOW = {
    "nl": ("wat nu", "en nu?", "wat moet ik doen", "hoe stop ik dit"),
    "en": ("what now", "and now?", "what do i do", "how do i stop this"),
}
COMES = {"nl": "hij komt langs", "en": "he's coming over"}


@SPOKEN
@VISITS
async def test_what_now_leads_on_wherever_she_is(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    for text in WHAT_NOW[spoken]:
        person = await someone(stage, spoken, visits=visits)
        answer = await person.say(text)
        assert text_of(answer) == person.words("other.next"), text
        assert {person.words("button.now"), person.words("button.help")} <= set(labels(answer))
        await person.say(NOW[spoken])
        assert text_of(await person.say(text)) == person.words("urge.how_strong"), text
        if not visits:
            assert text_of(await person.say(text)) == person.words("urge.what"), text
        await person.say(TO_HIM[spoken])
        answer = await person.say(text)
        assert text_of(answer) == person.words("urge.on_the_way"), text
        assert offered(answer)


@SPOKEN
@VISITS
async def test_what_now_where_the_other_comes_here_gets_people(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    for text in WHAT_NOW[spoken]:
        await person.say(COMES[spoken])
        said = text_of(await person.say(text))
        assert said.startswith(person.words("urge.person_coming")), text
        assert lines(person, person.book, ("danger", "violence", "talk")) in said


@SPOKEN
async def test_whoever_rides_and_asks_what_now_is_told_once_more_to_stop(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(TO_HIM[spoken])
    await person.say(DRIVES[spoken][0])
    answer = await person.say(WHAT_NOW[spoken][0])
    assert text_of(answer) == person.words("urge.stop_first")

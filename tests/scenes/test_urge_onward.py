"""What is typed further on in an urge: for a person, on turning round, where a number stood."""

from __future__ import annotations

from tests.cast import Stage, text_of
from tests.scenes.test_urge_said import DRIVES, NOW, SPOKEN, TO_HIM, VISITS, someone
from tests.scenes.urging import labels, rows_of

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
        await person.say("7")
        assert text_of(person.last) != person.words("urge.what"), "nothing waits any more"


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

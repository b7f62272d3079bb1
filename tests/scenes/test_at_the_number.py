"""At "and now, how strong is it?", and later: a cry for the next step, a wish, a number."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.urging import come_to_states, do_one, offered, rate, rows_of, strengths

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
NEXT = {
    "nl": ("wat moet ik nu doen", "wat nu", "wat kan ik doen", "hoe stop ik dit", "helpt niet",
           "ik wil een andere oefening"),
    "en": ("what do i do now", "what now", "how do i stop this", "it doesn't help",
           "another exercise"),
}  # fmt: skip
WISHES = {
    "nl": ("ik wil mijn coach schrijven", "mag mijn coach mij bellen", "ik wil mijn plan zien"),
    "en": ("write to my coach", "can my coach call me", "show my plan"),
}
ANCHOR = {"nl": "mijn anker", "en": "my anchor"}
GRAVE = {
    "nl": ("wat moet ik nu doen ik wil dood", "hoe stop ik met leven", "wat nu hij slaat me"),
    "en": ("what do i do now i want to die", "how do i stop living", "what now he is hitting me"),
}
HINTED = {"nl": "ik zie het niet meer zitten", "en": "i cant go on"}


async def asked(person: Person, before: int = 8, after: int | None = None) -> None:
    """Somebody who did an exercise; `after` is the number that she gives."""
    await come_to_states(person, before)
    await person.press("urge.button.phone")
    await do_one(person)
    if after is not None:
        await rate(person, after)


@SPOKEN
@pytest.mark.parametrize("before", [8, 5])
async def test_what_now_brings_another_exercise_and_ends_nothing(
    stage: Stage, spoken: str, before: int
) -> None:
    for number, text in enumerate(NEXT[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await asked(person, before)
        answer = await person.say(text)
        assert text_of(answer) == person.words("urge.offer"), text
        assert len(offered(answer)) == 3
    assert not [row for row in await rows_of(stage, "urge") if row["ended_at"]]


@SPOKEN
async def test_what_now_leads_to_a_person_where_the_numbers_say_so(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await asked(person, 9, 9)
    await do_one(person)
    await rate(person, 9)
    await person.tap({"nl": "Ja, om", "en": "Yes, at"}[spoken])
    await stage.walk(minutes=21)
    assert text_of(await person.say(NEXT[spoken][0])).startswith(person.words("urge.person"))


@SPOKEN
async def test_at_the_promised_return_it_brings_exercises_too(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await asked(person, 8, 5)
    await person.tap({"nl": "Ja, om", "en": "Yes, at"}[spoken])
    await stage.walk(minutes=21)
    assert text_of(await person.say(NEXT[spoken][0])) == person.words("urge.offer")


@pytest.mark.long
@SPOKEN
async def test_what_is_wished_there_is_done_as_anywhere(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(WISHES[spoken]):
        for returns in (False, True):
            person = await stage.enrolled(f"Noor-{number}-{returns}", spoken)
            other = await stage.enrolled(f"Bo-{number}-{returns}", spoken)
            await asked(person, 8, 5 if returns else None)
            if returns:
                await person.tap({"nl": "Ja, om", "en": "Yes, at"}[spoken])
                await stage.walk(minutes=21)
            answer = await person.say(text)
            assert text_of(answer) == text_of(await other.say(text)), text


@SPOKEN
async def test_her_anchor_is_brought_out_there(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await asked(person)
    assert text_of(await person.say(ANCHOR[spoken])) == person.words("anchor.nothing_in").strip()


@SPOKEN
async def test_a_number_later_on_is_one(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(
        {"nl": ("9", "het is nu een 9"), "en": ("9", "it's a 9")}[spoken]
    ):
        for promised in (False, True):
            person = await stage.enrolled(f"Noor-{number}-{promised}", spoken)
            await asked(person, 8, 4)
            if promised:
                await person.tap({"nl": "Ja, om", "en": "Yes, at"}[spoken])
            await stage.walk(minutes=3)
            answer = await person.say(text)
            assert text_of(answer) == person.words("urge.still_high", n=9), text
            assert (await strengths(stage))[-1] == 9


@SPOKEN
async def test_so_is_one_where_it_was_left_high_and_after_two_misses(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await asked(person, 8, 8)
    await person.press("urge.button.done")
    assert text_of(person.last).startswith(person.words("urge.leave_high").strip())
    assert text_of(await person.say("7")) == person.words("urge.still_high", n=7)
    other = await stage.enrolled("Bo", spoken)
    await asked(other, 8)
    for text in ("mwah", "mwah", "8"):
        await other.say(text)
    assert text_of(other.last) == other.words("urge.still_high", n=8)


@SPOKEN
async def test_a_number_before_any_exercise_goes_on_from_there(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("⚓ Nu")
    await person.press("urge.button.not_now")
    assert text_of(await person.say("8")) == person.words("urge.what")
    assert await strengths(stage) == [8]


@SPOKEN
async def test_when_it_is_over_or_counts_nothing_a_number_is_none(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await asked(person, 8, 3)
    await person.press("urge.button.done")
    await person.say("4")
    assert await strengths(stage) == [8, 3]
    await person.press("urge.button.look")
    await person.say("4")
    assert await strengths(stage) == [8, 3]


@SPOKEN
async def test_what_is_graver_is_heard_there_as_before(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(GRAVE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await asked(person)
        assert kind_of(person, await person.say(text)) is not None, text


async def test_what_now_while_words_of_a_crisis_last_is_of_those(stage: Stage) -> None:
    person = await stage.enrolled("Noor", "en")
    await person.say(HINTED["en"])
    await person.press("lines.button.yes")
    await asked(person)
    answer = text_of(await person.say(NEXT["en"][0]))
    assert answer != person.words("urge.offer")
    assert "112" in answer

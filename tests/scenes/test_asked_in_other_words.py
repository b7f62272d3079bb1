"""The coach, a human being, a pause, and whether she starts over: asked in other words."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage, text_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
CONTACT = {"nl": "ik heb hem geappt", "en": "i texted him"}
YES = {"nl": "ja veilig", "en": "yes safe"}
OVER = {
    "nl": ("moet ik opnieuw beginnen", "ben ik nu weer terug bij af"),
    "en": ("do i have to start over", "am i back to square one"),
}
WEEK = {"nl": "waar gaat deze week over", "en": "what is this week about"}
RING = {
    "nl": ("kan ge tegen mijn coach zeggen dat ze mij moet bellen",
           "wil je mijn coach vragen of ze mij kan bellen"),
    "en": ("can you tell my coach i need her to ring me", "let my coach know she should call me"),
}  # fmt: skip
TELL = {
    "nl": ("kun je mijn coach laten weten dat ik haar wil spreken",),
    "en": ("tell my coach i need to talk to her",),
}
ROBOT = {"nl": "ben je een robot of zo", "en": "r u real?"}
GRAVE = {
    "nl": ("laat mijn coach weten dat ik dood wil", "zeg mijn coach dat ik pillen heb ingenomen"),
    "en": ("tell my coach i want to die", "can you tell my coach i took all my pills"),
}


@SPOKEN
async def test_after_contact_she_does_not_start_over(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in OVER[spoken]:
        await person.say(CONTACT[spoken])
        await person.say(YES[spoken])
        assert text_of(await person.say(text)) == person.words("daily.not_anew").strip(), text


@SPOKEN
async def test_the_week_is_told_to_whoever_asks_for_it(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert text_of(await person.say(WEEK[spoken])) != person.words("daily.not_anew").strip()


@SPOKEN
async def test_who_wants_the_coach_to_ring_can_write_where_that_is_locked(
    stage: Stage, spoken: str
) -> None:
    await stage.coach()
    person = await stage.enrolled("Noor", spoken)
    for text in RING[spoken]:
        assert text_of(await person.say(text)) == person.words("call.locked").strip(), text
        assert person.words("button.coach") in person.buttons, text


@SPOKEN
async def test_what_is_to_be_told_to_the_coach_she_may_write(stage: Stage, spoken: str) -> None:
    await stage.coach()
    person = await stage.enrolled("Noor", spoken)
    for text in TELL[spoken]:
        await person.say(text)
        assert person.words("contact.button.agree") in person.buttons, text


@SPOKEN
async def test_whether_it_is_real_is_answered(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert text_of(await person.say(ROBOT[spoken])).startswith(person.words("other.robot")[:40])


@SPOKEN
async def test_what_is_grave_is_heard_in_what_the_coach_should_be_told(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(GRAVE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(text)
        assert "112" in text_of(person.last), text

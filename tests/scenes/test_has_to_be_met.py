"""The other has to be met, for the children or the papers: it can be planned."""

from __future__ import annotations

from tests.cast import Stage, text_of
from tests.scenes.database import table
from tests.scenes.test_urge_said import SPOKEN
from tests.scenes.urging import labels

HAS_TO = {
    "nl": ("ik moet m morgen zien om 3 uur voor de kids", "moet hem morgen zien voor de kinderen",
           "morgen moet ik mijn ex zien voor de overdracht"),
    "en": ("i need to see him tomorrow at 3 for the kids",
           "i gotta meet my ex tomorrow about the divorce"),
}  # fmt: skip
NO_DAY = {"nl": "ik moet hem zien voor de kinderen", "en": "i have to see him for the kids"}
PULLED = {
    "nl": ("ik moet hem zien", "ik moet hem nu zien", "ik wil hem zien voor de kinderen slapen"),
    "en": ("i need to see him", "i need to see him now", "i want to see him so bad"),
}
GRAVE = {
    "nl": ("ik moet hem zien voor ik er niet meer ben",
           "moet hem morgen zien voor de kinderen, hij slaat me"),
    "en": ("i have to see him once more before i kill myself",
           "i have to see him for the kids, he hits me"),
}  # fmt: skip


@SPOKEN
async def test_it_is_offered_with_the_moment_and_the_anchor_stays_near(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(HAS_TO[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        answer = await person.say(text)
        names = ("appointment.button.children", "button.now", "button.help")
        assert {person.words(name) for name in names} <= set(labels(answer)), text
        assert text_of(answer) != person.words("appointment.which"), text
        assert len(await table(stage, "appointment")) == number, text
        await person.press("appointment.button.children")
    assert len(await table(stage, "appointment")) == len(HAS_TO[spoken])


@SPOKEN
async def test_without_a_day_it_is_asked_what_it_is_about(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    answer = await person.say(NO_DAY[spoken])
    assert text_of(answer) == person.words("appointment.which")


@SPOKEN
async def test_where_nothing_has_to_be_it_is_an_urge(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in PULLED[spoken]:
        assert person.words("urge.button.go") in labels(await person.say(text)), text


@SPOKEN
async def test_what_is_grave_goes_first(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(GRAVE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        said = text_of(await person.say(text))
        assert "112" in said, (text, said)

"""Whose death is wished for: her own with "i" left out, his, or his by her."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES, Content
from bot.understanding.classify import Classifier
from tests.cast import Stage
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)

OWN = {
    "nl": ("hem geappt en wil dood", "haar gebeld en wil niet meer leven",
           "mis haar zo en wil dood", "hem geappt. wil dood"),
    "en": ("texted him and want to die", "called her again and wanna die",
           "texted my ex and want to die"),
}  # fmt: skip
ANOTHERS = {
    "nl": ("hij appt en wil dood", "haar geappt en ze wil dood", "mijn zus appt hem en wil dood",
           "mijn zoon is haar kwijt en wil dood", "lisa heeft haar gebeld en wil dood"),
    "en": ("told him and he wants to die", "my sister rang and wants to die",
           "my friend texted him and wants to die",
           "texted her cant get through she wants to die"),
}  # fmt: skip


@SPOKEN
async def test_a_wish_without_a_subject_is_the_writers(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(OWN[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == "suicide", text


@SPOKEN
async def test_a_wish_of_somebody_named_is_theirs(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(ANOTHERS[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == "third_suicide", text


HIS_BY_HER = {
    "nl": {"ik hoop dat hij doodgaat": "violence", "ik wou dat hij dood was": "violence",
           "hij mag dood van mij": "violence", "ik hoop dat de baby doodgaat": "harm"},
    "en": {"i hope he dies": "violence", "i wish he was dead": "violence",
           "he deserves to die": "violence", "i hate him i hope he dies": "violence",
           "i hope my baby dies": "harm"},
}  # fmt: skip
BESIDE = {
    "nl": {"ik hoop dat hij doodgaat en ik wil ook dood": "crisis_suicide",
           "ik wou dat hij dood was en ik ook": "crisis_suicide",
           "mijn zus hoopt dat ze doodgaat": "crisis_suicide",
           "hij wou dat hij dood was": "crisis_suicide",
           "ik hoop dat hij doodgaat anders maak ik er een eind aan": "crisis_suicide",
           "was ik maar dood": "crisis_suicide",
           "ik hoop dat hij doodgaat ik ga nu": "crisis_suicide",
           "ik hoop dat hij doodgaat en dat ik volg": "crisis_suicide",
           "ik hoop dat oma snel sterft ze heeft zo'n pijn": "crisis_suicide"},
    "en": {"i wish he was dead so i could join him": "crisis_suicide",
           "i hope he dies i want to die": "crisis_suicide",
           "i wish he was dead. standing on the bridge": "crisis_suicide",
           "i wish she was dead instead of me": "crisis_suicide",
           "i hope he dies or i do": "crisis_suicide",
           "i hope he dies and so do i": "crisis_suicide",
           "i hope he dies and im next": "crisis_suicide",
           "i wish he was dead and so am i": "crisis_suicide",
           "my sister wishes she was dead": "crisis_suicide",
           "my friend called me and wish she was dead": "crisis_suicide",
           "i miss him i wish he was dead": "crisis_suicide",
           "i hope i die": "crisis_suicide"},
}  # fmt: skip


@SPOKEN
async def test_who_wishes_him_dead_is_not_asked_about_her_own_life(
    stage: Stage, spoken: str
) -> None:
    for number, (text, kind) in enumerate(HIS_BY_HER[spoken].items()):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == kind, text


@SPOKEN
def test_her_own_death_is_heard_beside_his(content: Content, spoken: str) -> None:
    reader = Classifier(content)
    for text, label in BESIDE[spoken].items():
        assert reader.hear(text, spoken).label == label, text


MEANT = {
    "nl": "ik hoop dat hij doodgaat ik ga hem vermoorden vanavond",
    "en": "i hope he dies im going to kill him",
}
TOLD = {
    "nl": "ik hoop dat hij doodgaat in de volgende aflevering",
    "en": "i hope he dies in the next episode",
}


@SPOKEN
def test_what_she_would_do_to_him_is_graver_and_a_film_is_neither(
    content: Content, spoken: str
) -> None:
    reader = Classifier(content)
    assert "client-intent-to-harm" in reader.hear(MEANT[spoken], spoken).notes
    assert "hoped" not in reader.hear(TOLD[spoken], spoken).why

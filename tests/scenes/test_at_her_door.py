"""Who comes to her: somebody named is no other victim, and the police are asked about."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)

FOR_HER = {
    "nl": ("buurman staat voor mn deur en wil me komen halen",
           "mijn broer is woedend en staat voor mijn deur", "papa is zat en hij komt naar boven"),
    "en": ("my dads drunk and hes coming up the stairs",
           "my brother is drunk and hes outside my door",
           "my flatmate is drunk and hes trying to get into my room"),
}  # fmt: skip
FOR_ANOTHER = {
    "nl": ("papa is dronken en slaat mama",
           "mijn zus staat voor mijn deur ze is bang voor haar ex"),
    "en": ("my dads drunk and hes hitting my mum", "my friend is at my door shes scared of her ex",
           "my dads drunk and hes going up the stairs to my sister",
           "my sister is at my door bleeding her ex hit her"),
}  # fmt: skip


@SPOKEN
async def test_who_comes_for_her_is_her_own_danger(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(FOR_HER[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == "violence", text
        assert kind_of(person, await person.press("lines.button.safe")) == "violence_safe", text


@SPOKEN
async def test_who_comes_for_another_is_anothers(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(FOR_ANOTHER[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == "violence", text
        assert kind_of(person, await person.press("lines.button.safe")) == "third_violence", text


POLICE = {
    "nl": ("politie staat voor de deur", "agenten aan de deur",
           "politie voor de deur moet ik open doen", "de politie is er"),
    "en": ("police are at the door", "cops are here", "police just knocked"),
}  # fmt: skip
BESIDE_POLICE = {
    "nl": {"politie staat voor de deur ik wil dood": "suicide",
           "politie staat voor de deur en ik heb pillen geslikt": "medical",
           "politie is bij de buren": None, "pakketbezorger staat voor de deur": None,
           "de politie stond gisteren voor de deur": None},
    "en": {"police are at the door i want to die": "suicide",
           "police are at the door and i took all my pills": "medical",
           "no police here": None, "the delivery guy is at the door": None},
}  # fmt: skip


@SPOKEN
async def test_the_police_at_the_door_are_asked_about(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(POLICE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == "violence", text


@SPOKEN
async def test_what_is_said_beside_the_police_is_heard(stage: Stage, spoken: str) -> None:
    for number, (text, kind) in enumerate(BESIDE_POLICE[spoken].items()):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == kind, text

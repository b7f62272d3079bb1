"""What another threatens in his own words, told, passed on, or taken for hers at first: the reply
is about him. Her own words stay hers.
"""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from bot.sandbox.model import Message
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
HIS = {
    "nl": (
        "dit stuurde hij: ik kan niet zonder jou ik maak er een eind aan als je niet terugkomt",
        "hij stuurt mij net ik neem pillen als je niet komt", "hij appt: ik maak er een eind aan",
        "dit appte hij: ik spring voor de trein", "hij stuurde een foto van pillen",
        "hij zei ik maak mezelf van kant als je weggaat", "dit schreef ze:\nik hang me op",
        'mijn ex appte net "als je nu niet opneemt spring ik van de brug"',
    ),
    "en": (
        "he says: come back or ill kill myself", "he goes ill hang myself if u leave me",
        "she keeps saying ill cut myself if you dont answer", "he sent a pic of pills",
        "she told me i might as well be dead if you leave",
        "he says if you leave me ill kill myself",
        'he texted me "i\'m going to end it if you don\'t come home"',
    ),
}  # fmt: skip
HERS = {
    "nl": (
        "ik zei tegen hem: ik wil dood", "hij zegt niks. ik wil dood", "hij appte. ik wil dood",
        "hij zegt dat ik dood moet en ik wil dood", "hij stuurt me weg ik maak er een eind aan",
        "hij zegt ik wil dood en ik wil ook dood", "hij appt de hele tijd ik wil dood",
        "ik appte hem: als je niet terugkomt maak ik er een eind aan",
        "ze zegt dat ik mezelf maar moet ophangen", "hij zei ik kom terug en nu wil ik dood",
    ),
    "en": (
        "he says im better off dead and i think so too", "he said i should kill myself",
        "he said no and i want to kill myself", "i told him ill kill myself if you leave",
        "he says ill kill myself if you leave and i want to die too", "he texted. i want to die",
        "he says i want to kill myself for attention", "he said i love you and i want to die",
        "when she goes i just want to die",
    ),
}  # fmt: skip
NOT_ME = {
    "nl": ("nee dat zei hij niet ik", "het gaat om hem", "niet ik, hij", "nee, hij",
           "dat schreef mijn ex", "hij zei dat"),
    "en": ("not me, him", "no he said that", "its about him", "he said it not me",
           "thats what he said", "i mean him"),
}  # fmt: skip
ALSO_OTHERS = {
    "nl": ("hij zegt ik maak de kinderen en mezelf van kant als je naar de rechter gaat",
           "hij appt: ik maak er een eind aan voor ons allebei"),
    "en": ("he says: ill kill the kids and then myself", "he says: ill kill myself and you too"),
}  # fmt: skip
PLAIN = {"nl": "ik wil dood", "en": "i want to die"}
VEILED = {"nl": "iedereen is beter af zonder mij", "en": "everyone would be better off without me"}


@SPOKEN
async def test_his_threat_in_his_words_is_about_him(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(HIS[spoken]):
        person = await stage.enrolled(f"Noor{number}", spoken)
        assert kind_of(person, await person.say(text)) == "third_suicide", text


@SPOKEN
async def test_her_own_words_beside_his_stay_hers(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(HERS[spoken]):
        person = await stage.enrolled(f"Noor{number}", spoken)
        assert kind_of(person, await person.say(text)) in {"suicide", "suicide_veiled"}, text


@SPOKEN
async def test_whom_he_would_take_along_is_not_left_out(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(ALSO_OTHERS[spoken]):
        person = await stage.enrolled(f"Noor{number}", spoken)
        assert kind_of(person, await person.say(text)) != "third_suicide", text


@SPOKEN
async def test_that_it_was_the_other_is_heard_and_can_be_put_right(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(NOT_ME[spoken]):
        for told in (PLAIN, VEILED):
            person = await stage.enrolled(f"Noor-{told[spoken]}-{number}", spoken)
            await person.say(told[spoken])
            await stage.walk(seconds=40)
            assert kind_of(person, await person.say(text)) == "third_suicide", text
    assert person.words("lines.button.myself") in person.buttons
    assert kind_of(person, await person.press("lines.button.myself")) == "suicide"


@SPOKEN
async def test_what_is_said_after_that_is_said_of_the_other(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    await stage.walk(seconds=40)
    await person.say(NOT_ME[spoken][0])
    await stage.walk(seconds=40)
    heard = text_of(await person.say({"nl": "wat moet ik doen", "en": "what should i do"}[spoken]))
    assert person.book.replies["now_other"].strip() in heard


async def _forwarded(stage: Stage, person: Person, text: str, by: str = "Sam") -> Message:
    stage.world.forward(person.id, text, by)
    await stage.settle()
    return person.last


@SPOKEN
async def test_what_is_passed_on_is_what_another_wrote(stage: Stage, spoken: str) -> None:
    threat = {"nl": "als je dit doet dan zul je wat beleven ik weet je te vinden",
              "en": "if you do this i'll find you"}  # fmt: skip
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await _forwarded(stage, person, PLAIN[spoken])) == "third_suicide"
    person = await stage.enrolled("Mia", spoken)
    assert kind_of(person, await _forwarded(stage, person, threat[spoken])) == "violence"


@SPOKEN
async def test_what_is_her_own_and_passed_on_is_hers(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    heard = await _forwarded(stage, person, PLAIN[spoken], person.name)
    assert kind_of(person, heard) == "suicide"

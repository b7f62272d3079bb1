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
        "mijn ma zegt: kom terug of ik maak me van kant",
    ),
    "en": (
        "he says: come back or ill kill myself", "he goes ill hang myself if u leave me",
        "she keeps saying ill cut myself if you dont answer", "he sent a pic of pills",
        "she told me i might as well be dead if you leave",
        "he says if you leave me ill kill myself",
        'he texted me "i\'m going to end it if you don\'t come home"',
        "my father says if you leave ill kill myself",
    ),
}  # fmt: skip
HERS = {
    "nl": (
        "ik zei tegen hem: ik wil dood", "hij zegt niks. ik wil dood", "hij appte. ik wil dood",
        "hij zegt dat ik dood moet en ik wil dood", "hij stuurt me weg ik maak er een eind aan",
        "hij zegt ik wil dood en ik wil ook dood", "hij appt de hele tijd ik wil dood",
        "ik appte hem: als je niet terugkomt maak ik er een eind aan",
        "ze zegt dat ik mezelf maar moet ophangen", "hij zei ik kom terug en nu wil ik dood",
        "hij zegt als je weggaat ik wil dood", "hij zegt als je gaat hang ik me op. ik eerst",
        "hij zegt 'ik hou niet van je' ik wil dood", "hij appt: ik maak er een eind aan. ik ook",
    ),
    "en": (
        "he says im better off dead and i think so too", "he said i should kill myself",
        "he said no and i want to kill myself", "i told him ill kill myself if you leave",
        "he says ill kill myself if you leave and i want to die too", "he texted. i want to die",
        "he says i want to kill myself for attention", "he said i love you and i want to die",
        "when she goes i just want to die", "he says ill kill myself if you leave. me first",
        "he says if you leave ill kill myself. better this way", "he said no: i want to die",
        "he said goodbye: i want to die", "he says come back or i want to die",
    ),
}  # fmt: skip
BEHIND_HIS = {
    "nl": (
        "hij zegt ik hou niet meer van je ik wil dood",
        "hij zegt ik hou niet van je en ik wil niet meer leven",
        "hij zei: ik hou niet meer van je. ik wil dood",
        "mijn man zei: ik wil scheiden. ik spring voor de trein",
        "hij zegt: ik ga weg. ik maak er een eind aan",
        "mijn ex appte net: ik heb iemand anders. ik wil dood",
        "dit appte mijn ex: ik wil je niet meer zien. ik maak er een eind aan",
        'hij zei "ik kom niet meer terug" en ik wil dood',
        "hij zegt je bent gek, ik wil dood",
        "hij zei je bent een slechte moeder. ik wil dood",
        "mijn vriend zegt ik ben klaar met je. ik wil dood",
        "mijn man zegt ik ga bij je weg ik wil dood",
        "mijn moeder zegt ik ben er voor je maar ik wil dood",
        "mijn vriendin zegt kom langs maar ik wil sterven",
        "mijn moeder zei ik hou van je maar ik wil sterven",
        "hij zegt zonder mij red je het niet en ik wil dood",
        "hij zegt ik ben bij haar ik wil dood",
        "hij zegt dan ga je toch weg, ik wil dood",
        "hij zei oke dan is het over en ik wil dood",
        "ze zei: als je nu gaat is het over. ik wil dood",
        "mijn moeder zei: dan kom je maar naar huis. maar ik wil dood",
        "hij zegt alsjeblieft stop met appen. ik wil dood",
        "hij appte ik kom niet meer terug, ik spring voor de trein",
        "ze zegt: kom niet meer terug. ik hang me op",
        "hij zei kom je spullen halen, ik spring van de brug",
        "zij zei kom terug maar ik spring liever van de brug",
        "hij stuurde: je hoeft niet meer te komen. ik neem alle pillen in",
        "hij zegt ik hou niet meer van je nu neem ik pillen",
        'hij zei "je bent niks waard" en ik wil dood',
    ),
    "en": (
        "he said \"i don't love you\" and i want to die",
        'he said "im leaving" and i want to kill myself',
        'he said "i dont love you anymore". i want to kill myself',
        'my ex texted "im seeing someone else" and i want to kill myself',
        "she said: i'm leaving. i'm going to kill myself",
        "he texted: i'm with her now. i just want to end it all",
        'he goes "im done with you" and im going to kill myself tonight',
        "he was like im leaving you and now i want to die",
        "he was like i dont love you, im going to kill myself",
        "he goes im done and i just want to die",
        "he was like im done and i just want to die",
        'he said "if you go, dont come back". i want to die',
        "he said you cant leave. i want to kill myself",
        "he said you can't come back. i want to die",
        "my boyfriend goes i dont love you anymore. i want to end it",
        "my mum says come home but i want to die",
        'my mum says "ill come" but i want to die',
        "my husband says if you go you go. ill kill myself tonight",
        "my husband was like if you leave you get nothing so ill just kill myself",
        "she texted if you loved me youd come, i just want to end my life",
        "he said please leave me alone. if you dont i'll block you. i want to die",
        "my boyfriend said come back, i cut myself instead",
    ),
}  # fmt: skip
"""Her own plain crisis, told behind what another said."""
DANGER_BESIDE = {
    "nl": (
        "hij zegt als je gaat hang ik me op, hij heeft me al gewurgd",
        "hij zegt als je gaat hang ik me op, hij staat voor mijn deur met een mes",
        "hij zegt als je gaat hang ik me op, hij heeft een pistool op mij gericht",
        "hij zegt als je gaat hang ik me op, hij laat me niet buiten",
    ),
    "en": (
        "he says if you leave ill kill myself, he has locked me in",
        "he says if you leave ill kill myself, hes holding a knife to me",
        "he says if you leave ill kill myself, he is hitting me",
        "he says if you dont come ill shoot your mum then myself",
    ),
}
"""His threat, and what he does to her."""
NOT_ME = {
    "nl": ("nee dat zei hij niet ik", "niet ik, hij", "dat schreef mijn ex", "hij zei dat"),
    "en": ("not me, him", "no he said that", "he said it not me", "thats what he said"),
}
HER_REASON = {
    "nl": ("het gaat om hem", "het gaat over mijn ex", "nee, hij", "ik bedoel hem"),
    "en": ("its about him", "its about my ex", "no, him", "no my ex", "i mean him"),
}
ALSO_OTHERS = {
    "nl": ("hij zegt ik maak de kinderen en mezelf van kant als je naar de rechter gaat",
           "hij appt: ik maak er een eind aan voor ons allebei"),
    "en": ("he says: ill kill the kids and then myself", "he says: ill kill myself and you too"),
}  # fmt: skip
PLAIN = {"nl": "ik wil dood", "en": "i want to die"}
AGAIN = {"nl": "ik heb het weer gedaan", "en": "i did it again"}
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
        person = await stage.enrolled(f"Noor{number}", spoken)
        await person.say(PLAIN[spoken])
        await stage.walk(seconds=40)
        assert kind_of(person, await person.say(text)) == "third_suicide", text
    assert person.words("lines.button.myself") in person.buttons
    assert kind_of(person, await person.press("lines.button.myself")) == "suicide"


@SPOKEN
async def test_her_reason_and_an_answer_to_a_question_are_hers(stage: Stage, spoken: str) -> None:
    told = [(PLAIN, text) for text in HER_REASON[spoken]]
    told += [(first, text) for first in (VEILED, AGAIN) for text in HER_REASON[spoken]]
    told += [(first, text) for first in (VEILED, AGAIN) for text in NOT_ME[spoken]]
    for number, (first, text) in enumerate(told):
        person = await stage.enrolled(f"Noor{number}", spoken)
        await person.say(first[spoken])
        await stage.walk(seconds=40)
        assert kind_of(person, await person.say(text)) != "third_suicide", (first[spoken], text)


@SPOKEN
async def test_her_own_crisis_behind_his_words_is_hers(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(BEHIND_HIS[spoken]):
        person = await stage.enrolled(f"Noor{number}", spoken)
        kind = kind_of(person, await person.say(text))
        assert kind in {"suicide", "suicide_veiled", "selfharm", "medical"}, (kind, text)


@SPOKEN
async def test_what_he_does_to_her_is_not_lost_beside_his_threat(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(DANGER_BESIDE[spoken]):
        person = await stage.enrolled(f"Noor{number}", spoken)
        assert kind_of(person, await person.say(text)) != "third_suicide", text


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


@SPOKEN
async def test_a_threat_to_others_and_words_that_tell_her_to_die_are_not_his_alone(
    stage: Stage, spoken: str
) -> None:
    passed_on = {
        "nl": (
            "ik maak de kinderen dood",
            "maak er een eind aan",
            "ga dood",
            "ik wil dat je sterft",
        ),
        "en": (
            "ill kill the kids",
            "go kill yourself",
            "kill yourself or i will",
            "i want you dead",
        ),
    }
    for number, text in enumerate(passed_on[spoken]):
        person = await stage.enrolled(f"Noor{number}", spoken)
        alone = await stage.enrolled(f"Mia{number}", spoken)
        heard = kind_of(person, await _forwarded(stage, person, text))
        assert heard != "third_suicide", text
        assert heard == kind_of(alone, await alone.say(text)), text

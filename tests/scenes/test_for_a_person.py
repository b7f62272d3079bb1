"""Who wants a human being, or her coach, is shown the way there."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage, text_of
from tests.scenes.fixed import asked_again, kind_of
from tests.scenes.test_crisis_stands import someone

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
A_PERSON = {
    "nl": ("kan ik met iemand praten", "is er iemand die luistert", "kan ik met ne mens klappen",
           "ik heb iemand nodig om mee te praten", "met wie kan ik praten",
           "is er een echt mens hier", "kan iemand mij bellen", "kan iemand me bellen aub",
           "is er iemand die ik kan bellen", "kan ik iemand bellen",
           "kan er iemand mij even bellen", "kan er iemand komen", "wie kan me bellen",
           "ik heb iemand nodig", "kan iemand met me praten", "kan ik jullie bellen"),
    "en": ("can i talk to someone", "is there a real person", "get me a human",
           "i need someone to talk to", "who can i talk to", "is there anyone i can talk to",
           "can someone call me", "can you get someone to ring me", "can somebody phone me please",
           "is there anyone i can call", "can someone come", "i need someone",
           "ring someone for me", "can i call you"),
}  # fmt: skip
THE_COACH = {
    "nl": {"mijn coach moet me bellen": "call", "vraag mn coach of ze belt": "call",
           "zeg tegen mijn coach dat ze me moet bellen": "call", "heb mn coach nodig": "coach"},
    "en": {"can u ask my coach to call me": "call", "tell my coach to ring me": "call",
           "my coach needs to call me": "call", "i need my coach": "coach"},
}  # fmt: skip
GRAVE = {
    "nl": {
        "ik heb iemand nodig die me dood maakt": "suicide",
        "is er iemand die me slaat": "",
        "kan iemand me bellen ik wil dood": "suicide",
    },
    "en": {
        "i need someone to kill me": "suicide",
        "is there someone who hits me": "",
        "can someone call me i want to die": "suicide",
    },
}


@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
async def test_who_wants_somebody_sees_everybody_who_answers(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    for text in A_PERSON[spoken]:
        assert person.words("lines.title") in text_of(await person.say(text)), text


@SPOKEN
async def test_who_wants_the_coach_gets_the_same_as_in_plainer_words(
    stage: Stage, spoken: str
) -> None:
    plain = {"nl": {"call": "ik wil gebeld worden", "coach": "ik wil mijn coach spreken"},
             "en": {"call": "call me", "coach": "talk to my coach"}}[spoken]  # fmt: skip
    for text, wish in THE_COACH[spoken].items():
        person = await stage.enrolled("Noor", spoken)
        other = await stage.enrolled("Mia", spoken)
        await person.say(text)
        await other.say(plain[wish])
        assert text_of(person.last) == text_of(other.last), text


@SPOKEN
async def test_what_is_graver_beside_it_is_heard(stage: Stage, spoken: str) -> None:
    for text, kind in GRAVE[spoken].items():
        person = await stage.enrolled("Noor", spoken)
        await person.say(text)
        assert kind_of(person, person.last) == kind or not kind, text
        assert not text_of(person.last).startswith(person.words("lines.title")), text


@pytest.mark.long
@SPOKEN
async def test_whoever_asks_for_somebody_below_that_question_gets_numbers_and_no_exercise(
    stage: Stage, spoken: str
) -> None:
    hinted = {"nl": "ik zie het niet meer zitten", "en": "i cant go on"}[spoken]
    for text in A_PERSON[spoken]:
        person = await stage.enrolled("Noor", spoken)
        await person.say(hinted)
        answer = await person.say(text)
        assert asked_again(person, answer) or kind_of(person, answer), text

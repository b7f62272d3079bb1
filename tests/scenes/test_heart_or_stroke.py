"""Signs of a heart attack or a stroke: whom to ring comes first, and no exercise. A heart that
races or breaks stays what it is.
"""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage, text_of
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
SIGNS = {
    "nl": (
        "is dit een paniekaanval of een hartinfarct", "ik denk dat ik een hartaanval krijg",
        "ik heb pijn in mijn borst en mijn linkerarm doet raar", "het straalt uit naar mn arm",
        "mn borst doet pijn en k zweet kapot en ben misselijk", "hartinfarct", "pijn op de borst",
        "mijn mond hangt scheef", "ik kan mijn arm niet meer optillen", "mn borst doet zeer",
        "mijn moeder heeft een beroerte denk ik", "druk op mijn borst en ik krijg geen lucht",
        "hartkloppingen en pijn in mijn borst", "is het een hartinfarct of niet",
        "mijn hart doet pijn en mijn linkerarm ook",
        "ik zat op de bank en kreeg ineens pijn op mijn borst en mijn linkerarm tintelt",
    ),
    "en": (
        "think im having a heart attack", "chest hurts and arm tingles", "my chest hurts",
        "my chest hurts and my left arm's gone numb", "having a stroke i think",
        "crushing pain in my chest, cant catch my breath", "one side of my body feels numb",
        "half my face has gone numb and i cant talk right", "pain shooting down my left arm",
        "is this a panic attack or a heart attack", "my dads having a heart attack",
        "i just got home from work and my chest hurts really bad and im sweating",
        "my heart is racing and my chest hurts", "pressure on my chest and pain in my jaw",
        "it feels like an elephant on my chest and im sweating",
    ),
}  # fmt: skip
NO_SIGNS = {
    "nl": (
        "mijn hart breekt", "pijn in mijn hart van verdriet", "hartkloppingen", "hart op hol",
        "mijn borst voelt zwaar van verdriet", "mijn hart doet pijn", "een steen op mijn borst",
        "kreeg bijna een hartaanval toen hij appte", "mijn borst doet pijn als ik aan hem denk",
        "mijn vader heeft vorig jaar een hartaanval gehad", "mijn hart bonst zo hard",
        "steken in mijn borst als ik zie dat hij online is", "mijn linkerarm slaapt",
        "pijn in mijn borst als ik zijn foto zie", "ik krijg een beroerte van die man",
        "het doet pijn in mijn borst dat hij niet antwoordt",
        "mijn linkerhand tintelt na de ademoefening",
        "pijn in mijn hart wil weer in zijn armen liggen", "geen pijn op de borst",
    ),
    "en": (
        "heartache", "my heart is racing", "my heart hurts", "my chest aches when i think of him",
        "my chest feels tight", "i nearly had a heart attack when i saw his name", "i feel numb",
        "i have a heart attack every time he calls", "my dad died of a heart attack",
        "my chest is tight and i cant breathe", "my heart aches and im numb", "stroke of luck",
        "i got it off my chest and it hurts", "my face is numb from crying",
        "my chest hurts every time i see his name", "my chest literally hurts since he left",
        "my chest hurts from wanting to text him", "swimming is my best stroke",
        "my left arm is heavy from the moving boxes", "hed have a heart attack if he knew",
        "my left arm feels heavy after the breathing exercise",
        "my boss will have a heart attack when i tell him",
    ),
}  # fmt: skip
AS_WITHOUT = (
    "mijn linkerarm doet pijn van wat ik deed", "my left arm hurts from the blade",
    "my left arm hurts, i carved his name", "linkerarm doet pijn. mesje weer gebruikt",
    "my left arm hurts, i went at it with scissors", "mijn linkerarm doet pijn, hij trok eraan",
    "mijn linkerarm doet pijn, hij draaide hem om", "linkerarm doet pijn van de klappen",
    "pijn in mijn linkerarm waar hij me vastpakte", "my left arm hurts from his grip",
    "ik kan mijn arm niet optillen sinds hij me tegen de muur smeet",
    "half my face is numb from his fist", "mijn kaak doet pijn en mijn borst ook, van hem",
    "one side of my face is numb from the punch",
    "mijn gezicht hangt aan een kant scheef van zijn vuist", "i cant move my arm, he broke it",
    "my jaw hurts and my chest too, he went for me again",
    "ik krijg een hartaanval denk ik, niemand zal me missen",
    "having a heart attack i think and i dont care, no more tomorrow",
    "chest pain and my arm hurts, not calling anyone, this is better for everyone",
    "pijn op borst en arm. ik bel niemand. het is beter zo voor iedereen",
    "pijn op de borst en mijn arm tintelt. eindelijk. dit is het dan",
)  # fmt: skip
"""Of her own life, of a wound or of what another did: signs in them take nothing of that away."""
OTHERWISE = {
    "ik hoop dat ik een hartaanval krijg dan is het klaar": "suicide_veiled",
    "mijn borst doet pijn ik wil niet meer leven": "suicide",
    "i wish id have a heart attack": "suicide_veiled",
    "i took 30 pills and my chest hurts": "medical",
    "my chest hurts i cant do this anymore": "suicide_veiled",
    "he punched me in the chest and it hurts": "violence",
}


@SPOKEN
async def test_whom_to_ring_comes_first(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(SIGNS[spoken]):
        person = await stage.enrolled(f"Noor{number}", spoken)
        heard = await person.say(text)
        assert kind_of(person, heard) == "ill", text
        assert "112" in text_of(heard)[:60]


@SPOKEN
async def test_a_heart_that_races_or_breaks_is_none(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(NO_SIGNS[spoken]):
        person = await stage.enrolled(f"Noor{number}", spoken)
        assert kind_of(person, await person.say(text)) != "ill", text


async def test_what_is_graver_in_the_same_words_is_answered_for_itself(stage: Stage) -> None:
    for number, (text, kind) in enumerate(OTHERWISE.items()):
        person = await stage.enrolled(f"Noor{number}", "en")
        assert kind_of(person, await person.say(text)) == kind, text


async def test_what_is_a_crisis_of_another_kind_stays_one(stage: Stage) -> None:
    for number, text in enumerate(AS_WITHOUT):
        person = await stage.enrolled(f"Noor{number}", "nl" if number % 2 else "en")
        heard = kind_of(person, await person.say(text))
        assert heard not in {"ill", None}, (text, heard)


SAID_IN_AN_URGE = {"nl": ("nu", "pijn op mijn borst"), "en": ("now", "my chest hurts")}


@SPOKEN
async def test_in_an_urge_it_goes_before_the_exercise(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    urge, pain = SAID_IN_AN_URGE[spoken]
    await person.say(urge)
    assert kind_of(person, await person.say(pain)) == "ill"


SAID_AFTERWARDS = {
    "nl": ("ok", "ik durf niet te bellen", "het is weg", "nee het is paniek"),
    "en": ("ok", "i dont dare to call", "thanks", "no its just panic"),
}


@SPOKEN
async def test_what_is_said_then_is_answered_for_that_and_not_for_pills(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(SAID_AFTERWARDS[spoken]):
        person = await stage.enrolled(f"Noor{number}", spoken)
        await person.say(SIGNS[spoken][0])
        heard = text_of(await person.say(text))
        assert person.book.replies["still_ill"].strip() in heard, text
        assert person.book.replies["still_taken"].strip() not in heard


@SPOKEN
async def test_nobody_is_said_to_answer_day_and_night_who_does_not(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(SIGNS[spoken][0])
    heard = text_of(await person.say({"nl": "bedankt", "en": "thanks"}[spoken]))
    assert person.book.replies["ill_people"].strip() in heard
    assert person.book.replies["still_people"].strip() not in heard


@SPOKEN
async def test_a_crisis_that_is_told_then_gets_its_own_reply(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(SIGNS[spoken][0])
    words = {"nl": "ik wil dood", "en": "i want to die"}
    assert kind_of(person, await person.say(words[spoken])) == "suicide"


TOLD_AFTERWARDS = {
    "nl": {
        "ik wil niet meer": "suicide_veiled", "ik kan niet meer": "suicide_veiled",
        "het hoeft voor mij niet meer": "suicide_veiled", "hij staat voor de deur": "violence",
    },
    "en": {
        "whats the point": "suicide_veiled", "i cant do this anymore": "suicide_veiled",
        "i dont want to be saved": "suicide_veiled", "he is at the door": "violence",
        "he pushed me": "violence",
    },
}  # fmt: skip
ILL_FIRST = {"nl": "mijn borst doet pijn", "en": "my chest hurts"}


@SPOKEN
async def test_her_life_and_danger_by_another_are_asked_about_then(
    stage: Stage, spoken: str
) -> None:
    for number, (text, kind) in enumerate(TOLD_AFTERWARDS[spoken].items()):
        person = await stage.enrolled(f"Noor{number}", spoken)
        assert kind_of(person, await person.say(ILL_FIRST[spoken])) == "ill"
        assert kind_of(person, await person.say(text)) == kind, text

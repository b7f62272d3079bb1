"""It was done again, and not said what: asked about, with a way to say that it was contact."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage, text_of
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
AGAIN = {
    "nl": ("ik heb het weer gedaan", "ik heb het weer gedaan sorry", "heb t toch gedaan",
           "weer gedaan", "weer gedaan stom stom stom",
           "ik heb het weer gedaan ik ben zo dom", "pff weer gedaan", "weer gedaan net stom"),
    "en": ("i did it again", "i did it again last night", "ugh did it again",
           "ive done it again", "ugh did it again im so stupid",
           "omg i just did it again", "did it again tonight ugh"),
}  # fmt: skip
HURTS = {
    "nl": {"ik heb het weer gedaan, gesneden": "selfharm",
           "ik heb me weer gesneden": "selfharm"},
    "en": {"i did it again, the blade": "selfharm", "i cut again": "selfharm"},
}  # fmt: skip
YES = {"nl": "ja", "en": "yes"}


@SPOKEN
async def test_it_is_asked_about_and_contact_can_be_said(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(AGAIN[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == "suicide_veiled", text
        assert person.words("urge.button.happened") in person.buttons, text


@SPOKEN
async def test_who_means_contact_is_asked_whether_it_is_safe_and_the_numbers_stay(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(AGAIN[spoken][0])
    asked = text_of(person.last)
    await person.press("urge.button.happened")
    assert person.words("urge.happened").strip() in text_of(person.last)
    assert asked in person.texts
    await person.say(YES[spoken])
    assert text_of(person.last).startswith(person.words("urge.happened_safe"))


@SPOKEN
async def test_contact_in_her_own_words_is_heard_too(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(AGAIN[spoken][0])
    await person.say({"nl": "ik heb hem weer geappt", "en": "i texted him again"}[spoken])
    assert person.words("urge.happened").strip() in text_of(person.last)


CONTACT = {
    "nl": ("hem geappt", "contact", "ik heb hem weer gezien", "er was contact", "hem",
           "bij hem geweest", "contact gehad met hem", "nee contact"),
    "en": ("texted him", "contact", "i saw him again", "there was contact", "him",
           "called him", "the texting", "contact with him"),
}  # fmt: skip
NO_CONTACT = {
    "nl": {"ja hem": "thinking", "hem weer geappt en ik wil dood": "suicide",
           "geen contact": "", "gebeld": ""},
    "en": {"yes him": "thinking", "i texted him and i want to die": "suicide",
           "no contact": "", "called": ""},
}  # fmt: skip


@SPOKEN
async def test_contact_in_few_words_is_heard_and_the_question_stays_open(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(CONTACT[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(AGAIN[spoken][0])
        asked = text_of(person.last)
        await person.say(text)
        assert person.words("urge.happened").strip() in text_of(person.last), text
        assert asked in person.texts, text
    await person.say({"nl": "ik wil dood", "en": "i want to die"}[spoken])
    assert kind_of(person, person.last) == "suicide"


@SPOKEN
async def test_what_may_be_an_answer_or_a_crisis_is_no_contact(stage: Stage, spoken: str) -> None:
    for number, (text, kind) in enumerate(NO_CONTACT[spoken].items()):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(AGAIN[spoken][0])
        heard = await person.say(text)
        assert person.words("urge.happened").strip() not in text_of(heard), text
        assert kind != "suicide" or kind_of(person, heard) == kind, text


@SPOKEN
async def test_what_she_did_to_herself_is_no_contact(stage: Stage, spoken: str) -> None:
    for number, (text, kind) in enumerate(HURTS[spoken].items()):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == kind, text
        assert person.words("urge.button.happened") not in person.buttons, text


@SPOKEN
async def test_done_again_after_harm_to_herself_is_that_harm(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(list(HURTS[spoken])[1])) == "selfharm"
    await stage.walk(minutes=5)
    await person.say(AGAIN[spoken][0])
    assert person.words("urge.button.happened") not in person.buttons
    assert "112" in text_of(person.last)

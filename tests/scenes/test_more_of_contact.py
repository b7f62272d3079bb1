"""What is said once contact was told: feelings, regret, more of it. Each contact is asked about
once, and words that would be grave elsewhere are of that.
"""

from __future__ import annotations

from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_safe_after_contact import CONTACT, SPOKEN, asked
from tests.scenes.test_urge_said import VISITS, someone
from tests.scenes.urging import offered

AFTERWARDS = {
    "nl": ("heb spijt", "ik heb er zo veel spijt van", "heb t weer gedaan",
           "had het niet moeten doen", "het is weer gebeurd", "en nu spijt"),
    "en": ("i regret it", "i did it again", "shouldnt have done it", "it happened again",
           "ugh what have i done", "i shouldnt have texted him"),
}  # fmt: skip
FEELS = {"nl": ("zit alleen thuis", "voel me zo vies"), "en": ("im disgusting", "feel so empty")}
MORE = {
    "nl": ("kheb hem ook gebeld wel 12 keer", "hij nam nie op"),
    "en": ("i called him 12 times too", "sent him a pic as well"),
}
SAFE = {"nl": "jawel", "en": "yes"}
IN_SHORT = {
    "nl": ("ben bij m blijven slapen", "we hebben gevreeën", "heb bij hem geslapen"),
    "en": ("i slept w him again", "hooked up w my ex last nite", "slept over at his"),
}
GRAVE = {
    "nl": ("heb spijt van mijn leven", "heb het weer gedaan, mezelf gesneden",
           "heb spijt, ik wil er niet meer zijn", "heb alles geslikt"),
    "en": ("i regret being alive", "i did it again i cut myself", "i regret it, i want to die",
           "did it again, took all my pills"),
}  # fmt: skip
TURNED = {
    "nl": ("ik heb bij hem geslapen, hij werd boos", "ik heb bij hem geslapen maar ik moest wel"),
    "en": ("i slept with him and he got mad", "i slept at his, i was drunk"),
}
UNWANTED = {
    "nl": ("we hebben gevreeën maar ik zei nee", "we hebben gevreeen maar ik wilde niet"),
    "en": ("slept with him but said no", "slept w him but i didnt want to"),
}
TO_NOBODY = {"nl": "niet tegen mijn coach zeggen", "en": "please dont tell my coach"}


@SPOKEN
async def test_regret_is_of_the_contact_and_first_she_is_asked_whether_it_is_safe(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(AFTERWARDS[spoken]):
        person = await asked(stage, spoken, f"Noor-{number}")
        assert text_of(await person.say(text)) == person.words("urge.happened_again").strip(), text
        assert person.words("urge.button.not_safe") in person.buttons
        answer = await person.say(SAFE[spoken])
        assert text_of(answer).startswith(person.words("urge.happened_safe"))


@SPOKEN
async def test_once_it_is_safe_regret_and_more_of_it_lead_to_the_body(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate((*AFTERWARDS[spoken], *MORE[spoken])):
        person = await asked(stage, spoken, f"Noor-{number}")
        await person.say(SAFE[spoken])
        answer = await person.say(text)
        assert text_of(answer) == person.words("urge.happened_more").strip(), text
        assert offered(answer)


@SPOKEN
async def test_later_it_is_asked_anew(stage: Stage, spoken: str) -> None:
    person = await asked(stage, spoken, "Noor")
    await person.say(SAFE[spoken])
    await stage.walk(minutes=20)
    await person.say(MORE[spoken][0])
    assert person.words("urge.button.not_safe") in person.buttons


@SPOKEN
@VISITS
async def test_a_feeling_does_not_take_the_question_away(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    for text in FEELS[spoken]:
        person = await someone(stage, spoken, visits=visits)
        await person.say(CONTACT[spoken])
        assert text_of(await person.say(text)) == person.words("urge.happened_again").strip(), text
        assert not offered(person.last)
        assert text_of(await person.say(text)) == person.words("exercise.distress")
        await stage.walk(hours=2)


@SPOKEN
async def test_contact_said_in_short_is_contact(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(IN_SHORT[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert text_of(await person.say(text)) == person.words("urge.happened"), text


@SPOKEN
async def test_that_the_coach_shall_not_know_is_told_who_reads(stage: Stage, spoken: str) -> None:
    person = await asked(stage, spoken, "Noor")
    await person.say(SAFE[spoken])
    answer = text_of(await person.say(TO_NOBODY[spoken]))
    assert answer == person.words("other.robot").strip()


@SPOKEN
async def test_a_crisis_beside_it_goes_first(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(GRAVE[spoken]):
        for safe in (False, True):
            person: Person = await asked(stage, spoken, f"Noor-{number}-{safe}")
            if safe:
                await person.say(SAFE[spoken])
            assert kind_of(person, await person.say(text)) is not None, (text, safe)


@SPOKEN
async def test_where_no_contact_was_told_it_is_asked_about(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    text = {"nl": "heb t weer gedaan", "en": "i did it again"}[spoken]
    assert kind_of(person, await person.say(text)) in {"suicide", "suicide_veiled"}


@SPOKEN
async def test_how_the_other_was_is_asked_about_though_it_was_safe(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(TURNED[spoken]):
        person = await asked(stage, spoken, f"Noor-{number}")
        await person.say(SAFE[spoken])
        await stage.walk(minutes=1)
        answer = await person.say(text)
        assert kind_of(person, answer) or person.words("urge.button.not_safe") in person.buttons


@SPOKEN
async def test_what_she_did_not_want_is_violence(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(UNWANTED[spoken]):
        for safe in (False, True):
            person = await asked(stage, spoken, f"Noor-{number}-{safe}")
            if safe:
                await person.say(SAFE[spoken])
            assert kind_of(person, await person.say(text)) == "violence", (text, safe)

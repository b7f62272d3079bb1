"""Whose danger it is: he threatens her, she hurt somebody, he is on his way: each its reply."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of

THREATS = [
    ("en", "he says he'll kill me if i leave"),
    ("en", "he told me he wants to hurt me"),
    ("en", "my ex says he'll hurt my kids"),
    ("nl", "mijn ex zegt dat hij mij iets aandoet"),
    ("nl", "hij zegt dat hij mij dood maakt"),
    ("nl", "ze hebben hem weer vrijgelaten"),
]


@pytest.mark.parametrize(("spoken", "words"), THREATS)
async def test_who_is_threatened_is_first_asked_whether_typing_is_safe(
    stage: Stage, spoken: str, words: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(words)) == "violence"


THREATS_TO_HIMSELF = [
    ("en", "he says he'll kill himself if i leave"),
    ("nl", "hij zegt dat hij zichzelf iets aandoet"),
]


@pytest.mark.parametrize(("spoken", "words"), THREATS_TO_HIMSELF)
async def test_who_hears_that_he_ends_his_own_life_reads_about_him(
    stage: Stage, spoken: str, words: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(words)) == "third_suicide"


@pytest.mark.parametrize("words", ["ik heb mijn kind geslagen", "heb mn vriendin geslagen"])
async def test_who_hit_somebody_is_not_asked_about_her_own_life(stage: Stage, words: str) -> None:
    person = await stage.enrolled("Noor", "nl")
    assert kind_of(person, await person.say(words)) == "harm"


WITH_HIM = [
    ("en", "im back at the house with him and the kids and hes drunk and i dont know what to do"),
    ("en", "im scared at home with him and the baby"),
    ("en", "im at home with him and the baby and hes drunk"),
    ("nl", "ik zit thuis met hem en de kinderen en hij is dronken, ik ben bang"),
    (
        "nl",
        "ik zit weer thuis met hem en de kids en hij is zo dronken en ik weet niet wat ik moet",
    ),
]


@pytest.mark.parametrize(("spoken", "words"), WITH_HIM)
async def test_who_is_home_with_him_and_the_children_hears_nothing_of_hurting_them(
    stage: Stage, spoken: str, words: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(words)) == "violence"


HERS = [
    ("en", "im drunk and the kids are with me, i could hurt them"),
    ("en", "hes drunk and i want to shake the baby"),
    ("en", "hes drunk and im so angry i could hurt the kids"),
    ("nl", "hij is dronken en ik ga de kinderen iets aandoen"),
    ("nl", "hij is dronken en ik gooi de baby zo uit het raam"),
    ("nl", "ik ben zo boos op mn zoon ik ben bang voor mezelf"),
    ("en", "im so angry at my son im scared of myself"),
]


@pytest.mark.parametrize(("spoken", "words"), HERS)
async def test_what_she_may_do_to_them_herself_is_heard_beside_that(
    stage: Stage, spoken: str, words: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(words)) == "harm"


HARMED = [
    ("nl", "ik heb hem net geslagen met een pan hij beweegt niet"),
    ("nl", "ik heb haar geschud en ze is slap"),
    ("nl", "ik heb hem neergestoken wat moet ik doen"),
    ("en", "i hit him with a pan and hes not moving"),
    ("en", "i shook her and shes gone floppy"),
    ("en", "i pushed her and shes at the bottom of the stairs"),
]


@pytest.mark.parametrize(("spoken", "words"), HARMED)
async def test_an_ambulance_comes_first_for_whom_she_hurt(
    stage: Stage, spoken: str, words: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(words)) == "medical"


@pytest.mark.parametrize(
    ("spoken", "words", "shaken", "away"),
    [
        ("nl", "ik heb de baby door elkaar geschud", "geschud", "Loop"),
        ("en", "i shook the baby", "shaken", "walk away"),
    ],
)
async def test_a_shaken_child_goes_to_a_doctor(
    stage: Stage, spoken: str, words: str, shaken: str, away: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    heard = await person.say(words)
    assert kind_of(person, heard) == "harm"
    text = text_of(heard)
    assert text.index("112") < text.index(shaken) < text.index("1733") < text.index(away)


async def test_who_is_hit_herself_and_bleeds_is_still_asked_whether_typing_is_safe(
    noor: Person,
) -> None:
    assert kind_of(noor, await noor.say("hij sloeg me en ik bloed, ik lig op de grond")) == (
        "violence"
    )


TAKEN_ALONG = [
    ("nl", "als ik ga neem ik de kinderen mee de dood in"),
    ("nl", "ik wil dood en ik neem de kleine mee"),
    ("en", "i might take the kids with me so he can never have them. all of us gone"),
    ("en", "i'll kill myself and take the baby with me"),
]


@pytest.mark.parametrize(("spoken", "words"), TAKEN_ALONG)
async def test_who_would_take_the_children_along_reads_about_them_too(
    stage: Stage, spoken: str, words: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    heard = await person.say(words)
    assert kind_of(person, heard) == "harm"
    assert "113" in text_of(heard)


NOT_HEARD_BEFORE = {
    ("nl", "had ik maar gesprongen gisteren"): "suicide",
    ("en", "i nearly jumped in front of the train"): "suicide",
    ("nl", "ik denk aan zelmfoord"): "suicide",
    ("nl", "mi ke muri"): "suicide",
    ("nl", "quiero morir"): "suicide",
    ("en", "olmek istiyorum"): "suicide",
    ("en", "chcę umrzeć"): "suicide",
    ("nl", "touw"): "suicide_veiled",
    ("nl", "💊💊💊😴"): "suicide_veiled",
    ("nl", "loop richting de brug"): "suicide_veiled",
    ("en", "i should have jumped"): "suicide_veiled",
    ("en", "just shoot me"): "suicide_veiled",
    ("en", "i want to stop"): "suicide_veiled",
    ("nl", "ik wil stoppen"): "suicide_veiled",
    ("en", "call 999"): "medical",
    ("nl", "bel een ambulance"): "medical",
    ("en", "hes coming over now and hes been drinking"): "violence",
    ("en", "hes on his way round drunk"): "violence",
    ("nl", "hij is onderweg met een slok op"): "violence",
}


@pytest.mark.parametrize(("spoken", "words"), NOT_HEARD_BEFORE)
async def test_few_words_and_words_of_elsewhere_are_heard(
    stage: Stage, spoken: str, words: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(words)) == NOT_HEARD_BEFORE[spoken, words]


async def test_a_drunk_man_on_his_way_is_heard_after_a_relapse_too(mia: Person) -> None:
    await mia.say("i rang him")
    await mia.say("yes")
    heard = await mia.say("hes coming over now and hes been drinking")
    assert kind_of(mia, heard) == "violence"


SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
HIT = {"nl": "hij heeft me geslagen", "en": "he hit me again"}
NOT_SAFE = {"nl": "nee", "en": "no"}
SORRY = {"nl": "hij zegt sorry", "en": "he says sorry"}
COMES = {"nl": "hij komt langs", "en": "hes coming over"}


@SPOKEN
async def test_after_violence_what_he_says_is_no_urge(stage: Stage, spoken: str) -> None:
    for person in (await stage.enrolled("Noor", spoken), stage.person("Vis", language=spoken)):
        await person.say(HIT[spoken])
        await person.say(NOT_SAFE[spoken])
        assert kind_of(person, await person.say(SORRY[spoken])) == "violence"


@SPOKEN
async def test_after_violence_that_he_comes_is_asked_about(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(HIT[spoken])
    await person.say(NOT_SAFE[spoken])
    assert kind_of(person, await person.say(COMES[spoken])) == "violence"
    await person.press("lines.button.safe")
    heard = text_of(await person.say(COMES[spoken]))
    assert heard.startswith(person.book.replies["violence"].partition("\n")[0]), heard


@SPOKEN
async def test_while_a_hold_lasts_that_he_comes_is_asked_about(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(HIT[spoken])
    await person.say(NOT_SAFE[spoken])
    await stage.walk(hours=9)
    await person.say("/week")
    assert kind_of(person, await person.say(COMES[spoken])) == "violence"


@SPOKEN
async def test_in_a_calm_evening_a_visit_is_answered_as_one(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    heard = text_of(await person.say(COMES[spoken]))
    assert heard == person.words("urge.first_coming")

"""An urge that went by before it was told here: said back, noted once, and help stays in reach."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.urging import first_part, labels, rows_of, the_urge

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
WENT_BY = {
    "nl": (
        "hij appte en ik heb niet geantwoord", "heb m niet teruggebeld",
        "ik heb zijn bericht weggegooid zonder te lezen", "ik heb niet gereageerd",
        "ik ben langs zijn huis gelopen en doorgelopen", "hij belde en ik heb niet opgenomen",
    ),
    "en": (
        "i didn't reply", "he texted and i didnt answer", "let it ring", "i ignored his text",
        "i walked past his house and kept going", "i deleted his message without reading it",
    ),
}  # fmt: skip
GOES_ON = {
    "nl": ("hij appt, heb nog niet geantwoord", "hij appte, wat moet ik doen"),
    "en": ("he's texting me, i havent replied yet", "he texted, what do i do"),
}
GRAVE = {
    "nl": ("hij slaat me en ik heb niet geantwoord",
           "hij zegt dat hij zichzelf iets aandoet en ik heb niet geantwoord",
           "ik heb niet gereageerd, ik wil dood"),
    "en": ("he hits me and i didn't reply", "i ignored him and i want to die",
           "he threatened me and i didnt answer"),
}  # fmt: skip
TO_HIM = {"nl": "ik ga naar hem toe", "en": "i'm driving to his place now"}
AGAIN = {"nl": "ik wil hem zo graag bellen", "en": "i want to text him so badly"}
DEAR = {"nl": ("/brief", "Je belde me."), "en": ("/letter", "You rang me.")}


@SPOKEN
async def test_what_went_by_is_said_back_and_noted_once_an_hour(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in WENT_BY[spoken]:
        answer = await person.say(text)
        assert text_of(answer) == person.words("urge.resisted"), text
        assert {person.words("button.now"), person.words("button.help")} <= set(labels(answer))
    found = await the_urge(stage)
    assert (found["contact"], found["kind"]) == (False, None)
    assert found["ended_at"] == found["started_at"]
    await stage.walk(minutes=61)
    await person.say(WENT_BY[spoken][0])
    assert len(await rows_of(stage, "urge")) == 2
    seen = text_of(await person.say("/progress"))
    assert person.words("progress.without", n=2) in seen


@SPOKEN
async def test_to_a_visitor_it_is_said_and_nothing_is_kept(stage: Stage, spoken: str) -> None:
    person = stage.person("Vis", spoken)
    await person.start()
    assert text_of(await person.say(WENT_BY[spoken][0])) == person.words("urge.resisted")
    assert await rows_of(stage, "urge") == []


@SPOKEN
async def test_in_an_urge_it_is_the_way_out(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in WENT_BY[spoken][:2]:
        await person.say("nu")
        assert first_part(await person.say(text)) == person.words("urge.not_sent"), text
    await person.say("nu")
    await person.press("urge.button.go")
    assert first_part(await person.say(WENT_BY[spoken][0])) == person.words("urge.not_sent")
    await person.say(TO_HIM[spoken])
    assert first_part(await person.say(WENT_BY[spoken][4])) == person.words("urge.not_going")
    assert (await the_urge(stage))["contact"] is False


@SPOKEN
async def test_contact_that_was_told_of_stands(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("nu")
    await person.press("urge.button.happened")
    await person.press("urge.button.safe")
    await person.say(WENT_BY[spoken][0])
    assert (await the_urge(stage))["contact"] is True


@SPOKEN
async def test_what_pulls_still_is_an_urge_that_goes_on(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in GOES_ON[spoken]:
        assert text_of(await person.say(text)) == person.words("urge.first_incoming"), text


@SPOKEN
async def test_with_danger_beside_it_it_is_danger(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(GRAVE[spoken]):
        person = await stage.enrolled(f"N{number}", spoken)
        assert kind_of(person, await person.say(text)) is not None, text


@SPOKEN
async def test_whoever_asks_for_the_anchor_gets_it(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    answer = await person.say(f"/urge {WENT_BY[spoken][0]}")
    assert text_of(answer) == person.words("urge.first")


@SPOKEN
async def test_a_pull_in_the_next_breath_is_answered_for_itself(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(WENT_BY[spoken][0])
    stage.thinking = 0.5
    assert text_of(await person.say(AGAIN[spoken])) == person.words("urge.first")


@SPOKEN
async def test_behind_a_letter_it_belongs_to_the_letter(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in (*DEAR[spoken], WENT_BY[spoken][0]):
        answer = await person.say(text)
    assert text_of(answer).startswith(person.words("letter.more"))

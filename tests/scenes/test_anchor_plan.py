"""A plan of the anchor box, typed with the words that it says by itself."""

from __future__ import annotations

import pytest

from tests.cast import Stage, text_of
from tests.scenes.database import table
from tests.scenes.fixed import kind_of
from tests.scenes.test_anchor import bring_out, in_an_urge


@pytest.mark.parametrize(
    ("spoken", "when", "then", "whole"),
    [
        ("nl", "als ik 's avonds laat op de bank hang,", "dan zet ik thee.",
         ("ik 's avonds laat op de bank hang", "zet ik thee")),
        ("nl", "Wanneer ik op de bank zit", "en dan bel ik Dan",
         ("ik op de bank zit", "bel ik Dan")),
        ("nl", "alsof ik nooit op de bank zit", "danken voor de dag",
         ("alsof ik nooit op de bank zit", "danken voor de dag")),
        ("nl", "als", "dan", ("als", "dan")),
        ("en", "If I am alone in the evening", "then I call Els",
         ("I am alone in the evening", "I call Els")),
        ("en", "when I sit on the couch.", "Dan gets the dog",
         ("I sit on the couch", "Dan gets the dog")),
    ],
)  # fmt: skip
async def test_what_the_plan_says_by_itself_is_said_once(
    stage: Stage, spoken: str, when: str, then: str, whole: tuple[str, str]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("anchor:plan", message_id=1, stale=True)
    await person.say(when)
    await person.say(then)
    plan = person.words("anchor.plan", when=whole[0], then=whole[1])
    await in_an_urge(person)
    assert await bring_out(person) == f"{person.words('anchor.out')}\n\n{plan}"


WHOLE = {
    "nl": (
        "als hij appt dan leg ik de telefoon in de la",
        "hij appt",
        "leg ik de telefoon in de la",
    ),
    "en": ("If he texts, then I put my phone away.", "he texts", "I put my phone away"),
}


@pytest.mark.parametrize("spoken", WHOLE)
async def test_a_plan_typed_whole_below_the_overview_is_put_in(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    said, when, then = WHOLE[spoken]
    await person.say({"nl": "/anker", "en": "/anchor"}[spoken])
    assert text_of(await person.say(said)) == person.words("anchor.put_in")
    assert person.words("button.help") in person.buttons
    assert said not in [text_of(one) for one in stage.world.chat(person.id)]
    await in_an_urge(person)
    assert person.words("anchor.plan", when=when, then=then) in await bring_out(person)


@pytest.mark.parametrize("spoken", WHOLE)
async def test_an_urge_or_a_crisis_in_that_form_is_none(stage: Stage, spoken: str) -> None:
    grave = {"nl": "als hij weggaat dan maak ik er een eind aan",
             "en": "if he leaves then i will end my life"}[spoken]  # fmt: skip
    urge = {"nl": "als hij me dumpt dan ga ik naar hem toe",
            "en": "if he texts then i want to text him back"}[spoken]  # fmt: skip
    for said in (urge, grave):
        person = await stage.enrolled("Noor", spoken)
        await person.say({"nl": "/anker", "en": "/anchor"}[spoken])
        await person.say(said)
        assert await table(stage, "anchor") == [], said
    assert kind_of(person, person.last)

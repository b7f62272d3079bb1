"""A sticker or a voice message leaves what was in sight there, and a place is chosen in words."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.test_arriving import link
from tests.scenes.test_commands import begins
from tests.scenes.test_yes_or_no import asked_to_stop

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
EXERCISE = {"nl": "/oefening", "en": "/exercise"}
NEXT = {"nl": "verder", "en": "next"}


@SPOKEN
@pytest.mark.parametrize("kind", ["sticker", "voice", "photo"])
async def test_in_an_exercise_the_step_stays(stage: Stage, spoken: str, kind: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(EXERCISE[spoken])
    await person.tap(" min")
    before = person.buttons
    assert text_of(await person.send(kind)) == person.words("other.not_text_here")
    assert person.buttons[: len(before)] == before
    await person.say(NEXT[spoken])
    assert not begins("pause.not_paused")(person.last, person.book)
    assert begins("exercise.count")(person.last, person.book) or " · " in text_of(person.last)


async def test_in_an_urge_and_below_a_question_the_buttons_stay(stage: Stage) -> None:
    noor = await stage.enrolled("Noor")
    await noor.say("/drang")
    before = noor.buttons
    await noor.send("sticker")
    assert noor.buttons[: len(before)] == before
    mia = await asked_to_stop(stage, "en")
    before = mia.buttons
    await mia.send("sticker")
    assert mia.buttons[: len(before)] == before


async def test_the_question_of_the_arrival_stays(stage: Stage) -> None:
    lea = stage.person("Lea")
    await lea.start(await link(stage))
    await lea.send("sticker")
    assert text_of(lea.last) == lea.words("start.who_again")


async def choice(stage: Stage, spoken: str) -> tuple[Person, list[str]]:
    """A client to whom exercises are offered, and their titles."""
    person = await stage.enrolled("Noor", spoken)
    await person.say(EXERCISE[spoken])
    return person, [label.partition(" · ")[0] for label in person.buttons if " min" in label]


@pytest.mark.parametrize(
    ("spoken", "said", "place"),
    [
        ("nl", "die eerste", 0),
        ("nl", "de bovenste", 0),
        ("nl", "nummer 2", 1),
        ("nl", "doe de laatste maar", -1),
        ("en", "first one", 0),
        ("en", "the second one please", 1),
        ("en", "number 3", 2),
        ("en", "the bottom one", -1),
    ],
)
async def test_an_exercise_is_chosen_by_its_place(
    stage: Stage, spoken: str, said: str, place: int
) -> None:
    person, titles = await choice(stage, spoken)
    await person.say(said)
    assert titles[place] in " ".join(person.texts[-2:])


async def test_a_place_that_is_none_of_those_chooses_nothing(stage: Stage) -> None:
    person, titles = await choice(stage, "nl")
    for said in ("nummer 9", "dit is de eerste keer"):
        assert not text_of(await person.say(said)).startswith(tuple(titles))


@SPOKEN
async def test_a_yes_before_done_changes_nothing(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/drang", "en": "/urge"}[spoken])
    answer = await person.say({"nl": "ja gedaan", "en": "yeah did it"}[spoken])
    assert text_of(answer) == person.words("urge.how_strong")

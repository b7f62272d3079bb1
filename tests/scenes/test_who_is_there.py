"""Who is in the room, in everyday words, below "can you type safely?"."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_crisis import VIOLENCE

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
ALONE = {
    "nl": ("hij is nog niet thuis", "ik zit bij mijn moeder", "ja hij is nog op zijn werk",
           "hij komt pas om 6 uur", "hij woont hier niet meer", "dat kan"),
    "en": ("hes not home yet", "im at my mums", "sure", "hes not back til 6", "hes down the pub",
           "i live alone"),
}  # fmt: skip
STILL_THERE = {
    "nl": ("hij ging niet naar zijn werk", "hij ging weg maar hij komt zo terug"),
    "en": ("he didnt go to work", "he went out hes back any minute"),
}
WATCHED = {
    "nl": ("hij is nog niet weg", "ik ben bij zijn moeder", "hij kan elk moment thuiskomen",
           "hij checkt mn telefoon", "hij woont hier", "even dan",
           "hij is niet thuis hij komt zo"),
    "en": ("hes not out yet", "im at his mums", "he could be back any minute", "hes downstairs",
           "he checks my phone", "quickly", "hes home from work"),
}  # fmt: skip
OVER = {
    "nl": ("nee dat was vorige maand", "nee ik ben niet in gevaar", "nee ik ben nu veilig"),
    "en": ("no that was last month", "no im not in danger", "no hes gone"),
}
LATER = {
    "nl": (
        "nu ben ik alleen",
        "hij is weg",
        "wie kan ik bellen",
        "hij ging naar zijn werk",
        "hij is naar zn werk gegaan",
        "hij ging weg",
    ),
    "en": (
        "im alone now",
        "hes gone out",
        "who can i ring",
        "he went to work",
        "he went out",
        "hes left for work",
    ),
}


async def asked(stage: Stage, spoken: str, number: int) -> Person:
    """A client who is asked whether she can type safely."""
    person = await stage.enrolled(f"Noor-{number}", spoken)
    assert kind_of(person, await person.say(VIOLENCE[spoken])) == "violence"
    return person


def is_covered(person: Person) -> bool:
    """Whether the question is out of sight, and nothing came in its place."""
    return person.texts[-1] == person.book.replies["violence_unsafe"].strip()


@SPOKEN
async def test_nobody_there_gets_the_lines(stage: Stage, spoken: str) -> None:
    for number, said in enumerate(ALONE[spoken]):
        person = await asked(stage, spoken, number)
        assert kind_of(person, await person.say(said)) == "violence_safe", said


@SPOKEN
async def test_somebody_near_or_coming_covers_the_question(stage: Stage, spoken: str) -> None:
    for number, said in enumerate(WATCHED[spoken]):
        person = await asked(stage, spoken, number)
        await person.say(said)
        assert is_covered(person), said


@SPOKEN
async def test_a_no_to_the_danger_is_asked_once_more_and_then_answered(
    stage: Stage, spoken: str
) -> None:
    for number, said in enumerate(OVER[spoken]):
        person = await asked(stage, spoken, number)
        text = text_of(await person.say(said))
        assert text.startswith(person.book.replies["violence_over"].strip()), said
        assert person.words("lines.button.unsafe") in person.buttons
        yes = {"nl": "ja", "en": "yes"}[spoken]
        assert kind_of(person, await person.say(yes)) == "violence_safe"


@SPOKEN
async def test_after_the_cover_who_is_alone_or_asks_whom_to_ring_gets_the_lines(
    stage: Stage, spoken: str
) -> None:
    for number, said in enumerate(LATER[spoken]):
        person = await asked(stage, spoken, number)
        await person.say({"nl": "nee", "en": "no"}[spoken])
        assert is_covered(person)
        assert kind_of(person, await person.say(said)) == "violence_safe", said


async def test_after_the_cover_a_yes_may_be_anybodys_and_lights_nothing_up(stage: Stage) -> None:
    for number, said in enumerate(("ja", "ja wie is dit", "ok")):
        person = await asked(stage, "nl", number)
        await person.say("nee")
        assert kind_of(person, await person.say(said)) != "violence_safe", said


@SPOKEN
async def test_after_the_cover_whoever_is_not_gone_for_sure_lights_nothing_up(
    stage: Stage, spoken: str
) -> None:
    for number, said in enumerate(STILL_THERE[spoken]):
        person = await asked(stage, spoken, number)
        await person.say({"nl": "nee", "en": "no"}[spoken])
        assert kind_of(person, await person.say(said)) != "violence_safe", said

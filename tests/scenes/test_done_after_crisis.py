"""After "I want to die": that it is done, and that nobody picks up, are heard as what they are."""

from __future__ import annotations

import pytest

from tests.cast import Stage, text_of

PLAIN = {"nl": "ik wil niet meer leven", "en": "i'm going to kill myself"}
DONE = {
    "nl": (
        "heb t gedaan",
        "heb het net gedaan",
        "het is al gebeurd",
        "het is gedaan",
        "ik heb het echt gedaan hoor",
        "alles is op",
    ),
    "en": ("i did it", "ive done it", "its done", "all of them"),
}
NOBODY = {
    "nl": (
        "ik heb 113 gebeld, niemand nam op",
        "heb ze gebeld, niemand nam op",
        "113 is in gesprek",
        "ik sta in de wacht",
    ),
    "en": (
        "i rang them and nobody picked up",
        "rang 113 and nobody answered",
        "its engaged",
        "im on hold",
    ),
}
THEN = {"nl": ("nee", "ik wil hem bellen"), "en": ("no", "i want to call him")}


@pytest.mark.parametrize(("spoken", "said"), [(k, one) for k in DONE for one in DONE[k]])
async def test_that_it_is_done_gets_112_and_all_lines_and_no_question(
    stage: Stage, spoken: str, said: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    heard = text_of(await person.say(said))
    veiled = person.book.replies["suicide_veiled"].strip()
    assert veiled[:40] not in heard
    assert "112" in heard
    assert "113" in heard
    for line in person.book.lines:
        if line.country == "NL" and "suicide" in line.for_:
            assert line.name in heard
    assert person.words("lines.button.no") not in person.buttons


@pytest.mark.parametrize(("spoken", "said"), [(k, one) for k in NOBODY for one in NOBODY[k]])
async def test_who_got_nobody_on_the_line_hears_where_else_somebody_answers(
    stage: Stage, spoken: str, said: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    heard = text_of(await person.say(said))
    assert person.book.replies["still_cannot_call"].strip()[:40] in heard
    assert "112" in heard


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_no_exercise_follows(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    await person.say(DONE[spoken][0])
    no, urge = THEN[spoken]
    await person.say(no)
    heard = text_of(await person.say(urge))
    assert "112" in heard
    assert person.words("urge.button.go") not in person.buttons

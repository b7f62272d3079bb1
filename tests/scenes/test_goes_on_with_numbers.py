"""What may be grave and goes to the coach, because the like of it was denied: whom to ring."""

from __future__ import annotations

from tests.cast import Person, Stage
from tests.scenes import test_said_once_more
from tests.scenes.relaying import having, said
from tests.scenes.test_said_once_more import CALL, SOON, SPOKEN, arrived, to_coach

_taken = test_said_once_more._taken


def says_whom_to_ring(person: Person) -> bool:
    """Whether the newest carries the numbers, with the way to all of them; then no exercise."""
    people = person.book.replies["still_people"].strip()
    if people not in person.texts[-1]:
        return False
    assert "0800-0113" in person.texts[-1]
    assert person.words("button.help") in person.buttons
    assert person.words("button.now") not in person.buttons
    assert person.words("contact.meanwhile") not in person.texts[-1]
    return True


@SPOKEN
async def test_what_goes_on_because_of_a_no_is_answered_with_whom_to_ring(
    stage: Stage, spoken: str
) -> None:
    person, coach = await to_coach(stage, spoken)
    await person.say(CALL)
    await person.press("lines.button.no")
    for words in (SOON, CALL, f"/coach {SOON}"):
        await person.say(words)
        assert person.words("contact.passed_on") in person.texts[-1], words
        assert says_whom_to_ring(person), words
    assert arrived(coach, SOON)
    await person.say("/coach")
    await person.say("de dokter belt om vier uur terug")
    assert person.words("contact.passed_on") in person.texts[-1]
    assert not says_whom_to_ring(person)


async def test_so_it_is_where_it_answers_the_coach(stage: Stage) -> None:
    noor, coach = await to_coach(stage)
    await noor.say("wanneer is de bijeenkomst")
    await coach.say("Morgen.", reply_to=having(coach, "bijeenkomst").message_id)
    await stage.walk(minutes=65)
    answer = having(noor, "Morgen.").message_id
    await noor.say(CALL, reply_to=answer)
    await noor.press("lines.button.no")
    await noor.say(SOON, reply_to=answer)
    assert arrived(coach, SOON)
    assert says_whom_to_ring(noor)


@SPOKEN
async def test_so_it_is_where_a_message_is_changed_into_it(stage: Stage, spoken: str) -> None:
    person, coach = await to_coach(stage, spoken)
    await person.say(CALL)
    await person.press("lines.button.no")
    await person.say("wanneer is de bijeenkomst")
    mine = said(person).message_id
    await person.edit(mine, "wanneer is de volgende")
    assert not says_whom_to_ring(person)
    await person.edit(mine, SOON)
    await stage.settle()
    assert arrived(coach, SOON)
    assert says_whom_to_ring(person)

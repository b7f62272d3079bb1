"""At every place that waits for a text, the label of a button in sight is a press of it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from bot.content.model import LANGUAGES
from bot.store import waiting
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.prepared import make_plan
from tests.scenes.relaying import agreed
from tests.scenes.test_anchor import SENTENCE, put_in
from tests.scenes.test_word import shut
from tests.scenes.urging import ride_out

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
Steps = Callable[[Person], Awaitable[object]]
TOMORROW = {"nl": "morgen 14:30", "en": "tomorrow at 2:30 pm"}


async def tap(person: Person, data: str) -> None:
    await person.tap_data(data, 1, stale=True)


def tapped(data: str, *said: str) -> Steps:
    """She presses this, and says that."""

    async def steps(person: Person) -> None:
        await tap(person, data)
        for text in said:
            await person.say(text)

    return steps


def said(*texts: str) -> Steps:
    async def steps(person: Person) -> None:
        for text in texts:
            await person.say(text)

    return steps


async def _to_write(person: Person) -> None:
    await agreed(person)
    await person.say("/coach")


async def _to_the_word(person: Person) -> None:
    await shut(person)
    await person.say("/anker")
    await tap(person, "anchor:list")


async def _to_change(person: Person, part: str) -> None:
    await make_plan(person)
    await tap(person, f"plan:part:{part}")


async def _to_a_note(person: Person) -> None:
    await person.say("/afspraak")
    await person.press("appointment.button.work")
    await person.say(TOMORROW[_language(person)])


async def _to_the_moment(person: Person) -> None:
    await person.say("/afspraak")
    await person.press("appointment.button.work")


async def _to_a_name(person: Person) -> None:
    await tapped("date:add", "25-11")(person)
    await person.press("date.button.once")


async def _to_a_said_name(person: Person) -> None:
    await tapped("date:add", "25-11 kerstfeest")(person)
    await person.press("date.button.once")


async def _to_the_return(person: Person) -> None:
    await ride_out(person, 8, 6)
    yes = next(b for m in reversed(person.heard) for b in buttons_of(m)
               if (b.data or "").startswith("urge:promise:"))  # fmt: skip
    await person.tap(yes.text)
    await person.stage.walk(minutes=21)


async def _to_a_number(person: Person) -> None:
    await person.say("/drang")
    await person.press("urge.button.go")


def _language(person: Person) -> str:
    return person.stage.world.people[person.id].language or ""


_CLOCK = re.compile(r"\d\d:\d\d")
_PARTS = ("signals", "calms", "people", "reasons")
WAYS: dict[str, Steps] = {
    "anchor:offered": said("/anker"),
    "anchor:sentence": tapped("anchor:sentence"),
    "anchor:if": tapped("anchor:plan"),
    "anchor:then": tapped("anchor:plan", "het vrijdag wordt"),
    "anchor:voice": tapped("anchor:speak"),
    "word:offered": tapped("word:menu"),
    "word:first": tapped("word:set"),
    "word:second": tapped("word:set", "Grijze Schuur"),
    "word:typed": _to_the_word,
    "contact:write": _to_write,
    "urge:number": _to_a_number,
    "urge:back": _to_the_return,
    "settings:zone": tapped("settings:zone"),
    "settings:hour": tapped("settings:hour"),
    "settings:quiet": tapped("settings:quiet"),
    "letter:text": said("/brief"),
    "letter:more": said("/brief", "Ik mis de tuin."),
    "more:country": tapped("more:ask"),
    "more:nickname": tapped("more:name"),
    "appointment:when": _to_the_moment,
    "appointment:note": _to_a_note,
    "date:day": tapped("date:add"),
    "date:early": tapped("date:list"),
    "date:often": tapped("date:add", "25-11"),
    "date:name": _to_a_name,
    "date:said": _to_a_said_name,
    **{
        f"plan:{part}": tapped("plan:make", *["iets"] * number)
        for number, part in enumerate(_PARTS)
    },
    **{f"plan:{part}_alone": partial(_to_change, part=part) for part in _PARTS},
}
"""How each place comes to wait."""


async def test_every_place_of_clients_is_looked_at(stage: Stage) -> None:
    places = {
        f"{room.room}:{place}"
        for room in stage.app.features
        if not room.coach
        for place in room.waits
    }
    assert places == set(WAYS)


@pytest.mark.long
@SPOKEN
@pytest.mark.parametrize("place", WAYS)
async def test_what_a_button_says_does_what_it_does(stage: Stage, spoken: str, place: str) -> None:
    await stage.coach()
    known = await stage.enrolled("Noor", spoken)
    await WAYS[place](known)
    words = {known.words("button.now"), known.words("button.help")}
    labels = {button.text for button in buttons_of(known.last) if button.data} - words
    assert labels or place == "date:day", "a way out is in sight"
    for label in sorted(labels):
        heard = []
        for typing in (False, True):
            person = await stage.enrolled("Noor", spoken)
            await WAYS[place](person)
            async with stage.app.deps.store.read() as tx:
                found = await waiting.find(tx, person.id, stage.clock.now()) or ""
            assert found.startswith(place), (found, label)
            await (person.say(label) if typing else person.tap(label, person.last))
            heard.append((_CLOCK.sub("", text_of(person.last)), person.buttons))
        assert heard[0] == heard[1], label


async def test_an_anchor_takes_no_part_of_a_label(noor: Person) -> None:
    await put_in(noor, SENTENCE)
    await noor.say(noor.words("anchor.button.more"))
    await tap(noor, "anchor:list")
    assert text_of(noor.last).endswith(f"1. {SENTENCE}")


@SPOKEN
async def test_a_label_below_the_reply_to_a_crisis_leaves_her_at_what_she_was_writing(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/brief")
    await person.say({"nl": "ik wil dood", "en": "i want to die"}[spoken])
    await person.say(person.words("lines.button.say"))
    assert text_of(person.last).startswith(person.book.replies["suicide_say"])
    await person.say("Vandaag heb ik brood gebakken.")
    sealed = person.words("letter.sealed").splitlines()[0]
    assert text_of(person.last).startswith(sealed)

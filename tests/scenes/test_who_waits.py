"""A coach who tries in every way to learn who is in an urge or a crisis, and cannot.

Five clients side by side: one is left alone, one has quiet hours, one an urge, one a crisis, and
one paused. Whatever she does with each of them has to look the same to the letter, at each moment.
"""

from __future__ import annotations

import re

import pytest

from tests.cast import Person, Stage, buttons_of, text_of
from tests.enrolling import wish
from tests.scenes.broadcasting import WORDS, confirm
from tests.scenes.database import table
from tests.scenes.relaying import called
from tests.scenes.test_sessions import call_off, plan

pytestmark = pytest.mark.long

SAID = {"Ada": "", "Els": "", "Noor": "/drang", "Bo": "ik wil dood", "Lea": "/pauze"}
"""Ada is left alone, and Els has quiet hours all day."""
ALL = len(SAID)
_MINUTE = re.compile(r"\d\d:\d\d")

Sight = list[tuple[str, list[str], str]]


@pytest.fixture
async def people(stage: Stage) -> list[Person]:
    """The five, as they are at that moment."""
    stage.thinking = 3.0
    found = [await stage.enrolled(name) for name in SAID]
    for one in found:
        await called(one, f"{one.name} K")
    await wish(found[1], quiet_from=0, quiet_to=23 * 60 + 59)
    await once_more(found)
    return found


async def once_more(people: list[Person]) -> None:
    """An urge is over in an hour, and a crisis in a day: both begin anew."""
    for one in people:
        if SAID[one.name]:
            await one.say(SAID[one.name])


async def address(coach: Person, *names: str) -> None:
    """Choose these clients for what was just written, or everyone."""
    for name in names:
        await coach.press("broadcast.button.client")
        await coach.tap(name)
    if names:
        await coach.press("broadcast.button.onward")
    else:
        await coach.press("broadcast.to.everyone", number=0)


async def send_to(coach: Person, count: int, *names: str) -> int:
    """A message that leaves; gives its number."""
    await coach.say("/bericht")
    await coach.say(WORDS)
    await address(coach, *names)
    number = max(row["id"] for row in await table(coach.stage, "broadcast"))
    await confirm(coach, count)
    return int(number)


async def send_to_each(coach: Person) -> dict[str, int]:
    """To each of them alone; the numbers of the messages, once all have left."""
    numbers = {name: await send_to(coach, 1, f"{name} K") for name in SAID}
    await coach.stage.walk(seconds=80)
    return numbers


def newest(coach: Person, count: int, name: str) -> Sight:
    """Her newest messages, without whose they are and at which minute she wrote."""
    return [
        (
            _MINUTE.sub("*", text_of(one)).replace(name, "*"),
            [button.text for button in buttons_of(one)],
            one.attachment.data.decode("utf-8-sig").replace(name, "*") if one.attachment else "",
        )
        for one in coach.heard[-count:]
    ]


async def look(coach: Person, number: int, name: str) -> Sight:
    """All that can be seen of a message: how it stands, the list, and what each button says."""
    seen: Sight = []
    await coach.say("/beheer")
    for verb in ("look", "withdraw", "look"):
        await coach.tap_data(f"outcome:{verb}:{number}", stale=True)
        seen += newest(coach, 1, name)
    if coach.words("broadcast.button.fix") in coach.buttons:
        await coach.tap_data(f"outcome:words:{number}", stale=True)
        await coach.say("Andere woorden.")
        seen += newest(coach, 2, name)
        await coach.press("broadcast.button.cancel")
        await coach.tap_data(f"outcome:anew:{number}", stale=True)
        await coach.say("Een nieuw bericht.")
        seen += newest(coach, 2, name)
        await coach.press("broadcast.button.cancel")
    await coach.tap_data(f"outcome:csv:{number}", stale=True)
    return seen + newest(coach, 1, name)


async def compare(coach: Person, numbers: dict[str, int]) -> None:
    """What she sees of each of them is what she sees of Ada."""
    usual = await look(coach, numbers["Ada"], "Ada")
    assert usual[-1][2], "the list came"
    for name, number in numbers.items():
        assert await look(coach, number, name) == usual, name


async def test_no_preview_tells_who_waits_however_often_and_for_whom_it_is_looked_at(
    stage: Stage, people: list[Person]
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.say(WORDS)
    for _ in range(2):
        for others in ((), ("Ada",), ("Ada", "Els")):
            seen = []
            for name in ("Noor", "Bo") if "Els" in others else ("Els", "Noor", "Bo", "Lea"):
                await address(coach, *(f"{one} K" for one in (*others, name)))
                seen.append(newest(coach, 1, name))
                await coach.press("broadcast.button.others")
                for one in (*others, name):
                    await coach.press("broadcast.button.client")
                    await coach.tap(f"{one} K")
            assert all(one == seen[0] for one in seen), others
        await stage.walk(minutes=65)
    await address(coach)
    assert coach.words("broadcast.ledger.get", n=ALL - 1) in coach.texts[-1]
    assert coach.words("broadcast.ledger.paused", n=1) in coach.texts[-1]


async def test_nothing_of_a_message_to_one_tells_who_waits_for_it(
    stage: Stage, people: list[Person]
) -> None:
    coach = await stage.coach()
    numbers = await send_to_each(coach)
    for hours in (0, 22, 4, 24, 24):
        await once_more(people)
        await stage.walk(hours=hours)
        await compare(coach, numbers)


async def test_nor_does_stopping_it_or_taking_it_back(stage: Stage, people: list[Person]) -> None:
    coach = await stage.coach()
    numbers = await send_to_each(coach)
    for number in numbers.values():
        await coach.tap_data(f"outcome:stop:{number}", stale=True)
    await stage.walk(minutes=1)
    await compare(coach, numbers)
    await stage.walk(hours=38)
    await compare(coach, numbers)
    for number in numbers.values():
        await coach.tap_data(f"outcome:gone:{number}", stale=True)
    await stage.walk(minutes=1)
    await compare(coach, numbers)


async def test_nor_does_correcting_it_in_either_way(stage: Stage, people: list[Person]) -> None:
    coach = await stage.coach()
    numbers = await send_to_each(coach)
    anew = {}
    for name, number in numbers.items():
        await coach.tap_data(f"outcome:words:{number}", stale=True)
        await coach.say("Andere woorden.")
        await coach.press("broadcast.button.fix_put", n=1)
        await coach.tap_data(f"outcome:anew:{number}", stale=True)
        await coach.say("Een nieuw bericht.")
        await confirm(coach, 1)
        anew[name] = max(row["id"] for row in await table(stage, "broadcast"))
    for hours in (0.1, 26):
        await stage.walk(hours=hours)
        await compare(coach, numbers)
        await compare(coach, anew)


async def test_nor_do_the_counts_and_the_list_of_a_message_to_all(
    stage: Stage, people: list[Person]
) -> None:
    coach = await stage.coach()
    number = await send_to(coach, ALL - 1)
    await stage.walk(seconds=80)
    before = await look(coach, number, "nobody")
    assert before[-1][2].count(f";{coach.words('broadcast.csv.sent')};") == ALL - 1
    heard = len(coach.heard)
    for hours in (2, 21):
        await once_more(people)
        await stage.walk(hours=hours)
        assert len(coach.heard) == heard
        assert await look(coach, number, "nobody") == before
        heard = len(coach.heard)
    await stage.walk(hours=2)
    assert (await look(coach, number, "nobody"))[-1] == before[-1]


async def test_nor_does_a_session_and_its_end(stage: Stage, people: list[Person]) -> None:
    coach = await stage.coach()
    await plan(coach, "morgen 9:30")
    await stage.walk(minutes=5)
    await coach.say("/sessie")
    await coach.tap("9:30")
    sent = coach.words("broadcast.sent", n=ALL - 1)
    assert sent in coach.texts[-1]
    await call_off(coach)
    await stage.walk(minutes=5)
    assert coach.words("session.told_cancelled") in coach.texts[-1]
    assert sent in coach.texts[-1]


async def test_words_that_were_stopped_and_are_written_again_tell_nothing_of_whoever_waited(
    stage: Stage, people: list[Person]
) -> None:
    coach = await stage.coach()
    numbers = await send_to_each(coach)
    for number in numbers.values():
        await coach.tap_data(f"outcome:stop:{number}", stale=True)
    seen = {}
    for name in SAID:
        await coach.say("/bericht")
        await coach.say(WORDS)
        await address(coach, f"{name} K")
        seen[name] = newest(coach, 1, name)
        await coach.press("broadcast.button.cancel")
    assert all(sight == seen["Ada"] for sight in seen.values()), seen

"""Many at once: links that are raced for or guessed, floods of one and of many."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.sandbox.limits import Limits
from bot.store.intake import WAITING
from bot.store.tables import intake
from tests.cast import Person, Stage, buttons_of, staged
from tests.intake.conftest import written
from tests.scenes.database import every_table, table

_FLOOD = 150


@pytest.fixture
async def wide(tmp_path: Path) -> AsyncIterator[Stage]:
    """A road that is wide enough for a flood in a test."""
    async with staged(tmp_path, limits=Limits(enabled=False), rate_per_second=1000) as made:
        yield made


async def at_the_consent(person: Person, token: str) -> None:
    """She opened the link and reads what she may agree to."""
    await person.start(token)
    for key in ("start.button.unseen", "start.button.onward"):
        await person.press(key)


def agreement(person: Person) -> dict[str, Any]:
    """Her tap on "agreed", as Telegram sends it."""
    label = person.words("start.button.agree")
    message = next(m for m in person.heard if any(b.text == label for b in buttons_of(m)))
    data = next(b.data for b in buttons_of(message) if b.text == label)
    person.stage.world.tap(person.id, message.message_id, data or "")
    [update] = person.stage.world.queue.oldest(10)
    person.stage.world.queue.clear()
    return update.wire


@pytest.mark.long
async def test_of_two_who_use_a_single_link_in_the_same_second_one_gets_in(stage: Stage) -> None:
    coach = await stage.coach()
    await coach.say("/uitnodigen")
    await coach.press("invite.button.uses", n=1)
    link = next(text for text in reversed(coach.texts) if "start=" in text)
    token = link.split("start=")[1].split()[0]
    people = [stage.person("Lea"), stage.person("Bo")]
    for person in people:
        await at_the_consent(person, token)
    await stage.app.poll.stop()
    await stage.app.intake.accept([agreement(person) for person in people])
    await stage.settle()
    tables = await every_table(stage)
    assert len(tables["client"]) == 1
    assert tables["invite"][-1]["uses_left"] == 0
    assert [await person.record() is not None for person in people].count(True) == 1


async def test_guessed_links_open_nothing_and_tell_nothing(stage: Stage) -> None:
    token = await stage.invite()
    assert len(token) >= 22, "more than 128 bits of chance"
    stranger = stage.person("Vreemd")
    near = (
        token[:-1],
        token + "A",
        token[::-1],
        token.swapcase(),
        "A" * len(token),
        "1",
        "-" * 64,
    )
    answers = set()
    for guess in near:
        await stranger.start(guess)
        answers.add(tuple(stranger.texts[-2:]))
    assert len(answers) == 1, "a near miss looks like any other"
    assert await table(stage, "client") == []


@pytest.mark.long
async def test_a_flood_from_one_chat_slows_that_chat_alone_and_loses_nothing(wide: Stage) -> None:
    noor, mia = await wide.enrolled("Noor"), await wide.enrolled("Mia", "en")
    texts = ("/week", "hoi", "ik wil hem appen", "x" * 4000)
    flood = [
        {"update_id": number} | written(noor, texts[number % 4], message_id=number)
        for number in range(1, _FLOOD + 1)
    ]
    for start in range(0, _FLOOD, 50):
        await wide.app.intake.accept(flood[start : start + 50])
    await wide.app.intake.accept([{"update_id": 900_000} | written(mia, "/urge")])
    await wide.world.wait_for(lambda _: mia.heard, timeout=30)
    assert await still_waiting(wide) > _FLOOD / 2, "hers did not wait for theirs"
    await let_it_end(wide)
    assert mia.texts == [mia.words("urge.first")]


async def test_a_flood_from_many_is_handled_and_nothing_of_them_is_kept(wide: Stage) -> None:
    noor = await wide.enrolled("Noor")
    before = {name: len(rows) for name, rows in (await every_table(wide)).items()}
    strangers = await flooded(wide, _FLOOD, "/start")
    await wide.app.intake.accept([{"update_id": 900_000} | written(noor, "/drang")])
    await let_it_end(wide)
    assert noor.texts == [noor.words("urge.first")]
    assert all(person.heard for person in strangers)
    after = {name: len(rows) for name, rows in (await every_table(wide)).items()}
    grown = {name for name in after if after[name] > before[name]}
    assert grown <= {"intake", "urge", "message", "practice", "outbox", "strength"}
    assert after["outbox"] - before["outbox"] < 5, "no letter to a stranger is kept"


_MANY = pytest.mark.parametrize("many", [400, pytest.param(1_000, marks=pytest.mark.long)])


@_MANY
async def test_a_client_in_an_urge_does_not_wait_for_a_flood_of_strangers(
    wide: Stage, many: int
) -> None:
    noor = await wide.enrolled("Noor")
    strangers = await flooded(wide, many, "hoi")
    await wide.app.intake.accept([{"update_id": 900_000} | written(noor, "/drang")])
    await wide.world.wait_for(lambda _: noor.heard, timeout=30)
    assert await still_waiting(wide) > many / 2, "hers did not wait for theirs"
    await let_it_end(wide, seconds=180)
    assert noor.texts == [noor.words("urge.first")]
    assert all(person.heard for person in strangers), "nobody waits for ever"


async def test_a_coach_does_not_wait_for_it_either(wide: Stage) -> None:
    coach = await wide.coach()
    before = len(coach.heard)
    await flooded(wide, 200, "hoi")
    await wide.app.intake.accept([{"update_id": 900_000} | written(coach, "/coach")])
    await wide.world.wait_for(lambda _: len(coach.heard) > before, timeout=30)
    assert await still_waiting(wide) > 100


@_MANY
async def test_of_strangers_whoever_is_in_danger_goes_first_and_is_heard_in_order(
    wide: Stage, many: int
) -> None:
    lea = wide.person("Lea")
    wide.world.chats[lea.id].started = True
    await flooded(wide, many, "hoi")
    said = ("/week", "ik wil dood")
    for number, text in enumerate(said, start=900_000):
        update = {"update_id": number} | written(lea, text, message_id=number)
        await wide.app.intake.accept([update])
    await wide.world.wait_for(lambda _: any("113" in text for text in lea.texts), timeout=30)
    assert await still_waiting(wide) > many / 2, "it did not wait for the others"
    assert "113" not in lea.texts[0], "what was written before it was answered before it"


async def flooded(stage: Stage, many: int, text: str) -> list[Person]:
    """So many strangers have just written this, each once."""
    strangers = [stage.person(f"V{number}") for number in range(many)]
    for person in strangers:
        stage.world.chats[person.id].started = True
    flood = [
        {"update_id": number} | written(person, text, message_id=number)
        for number, person in enumerate(strangers, start=1)
    ]
    for start in range(0, many, 50):
        await stage.app.intake.accept(flood[start : start + 50])
    return strangers


async def still_waiting(stage: Stage) -> int:
    """How many updates are stored and not handled."""
    async with stage.app.deps.store.read() as tx:
        query = select(func.count()).where(intake.c.state == WAITING)
        return int((await tx.run(query)).scalar_one())


async def let_it_end(stage: Stage, *, seconds: float = 60) -> None:
    """Time passes until all is handled and answered, within so many seconds of the machine."""
    async with asyncio.timeout(seconds):
        while stage.app.busy or await still_waiting(stage):
            stage.clock.move_to(stage.clock.now() + timedelta(seconds=1.2))
            await asyncio.sleep(0.02)
    await stage.settle()

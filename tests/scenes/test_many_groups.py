"""A coach with more groups than Telegram has room for buttons: a page of them at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.features.coach.pages import A_PAGE
from bot.store import audiences, clients, cohorts
from tests.cast import Person, Stage, text_of
from tests.enrolling import the_client

MANY = 2 * A_PAGE + 20
"""Telegram takes 100 buttons."""


@pytest.fixture
async def coach(stage: Stage) -> Person:
    """A coach with many groups, the one of her only client the oldest."""
    coach = await stage.coach()
    await stage.enrolled("Noor")
    async with stage.app.deps.store.write() as tx:
        oldest = (await audiences.list_cohorts(tx))[0]
        await cohorts.rename(tx, oldest, "Oudste")
        for number in range(MANY):
            at = stage.clock.now() + timedelta(seconds=number)
            await cohorts.add(tx, f"Groep {number}", at)
    return coach


async def to_the_oldest(coach: Person, screen: str) -> None:
    """From the newest groups back; each page says what was asked."""
    assert f"Groep {MANY - 1}" in str(coach.buttons)
    assert "Oudste" not in str(coach.buttons)
    for page in range(2):
        assert text_of(await coach.tap("‹", coach.last)) == screen, page
    assert "Oudste" in str(coach.buttons)
    assert "‹" not in coach.buttons
    await coach.tap("›", coach.last)
    await coach.tap("‹", coach.last)


async def test_a_message_is_for_any_of_them(coach: Person) -> None:
    await coach.say("/bericht")
    asked = await coach.say("Tot donderdag.")
    await to_the_oldest(coach, text_of(asked))
    await coach.tap("Oudste", coach.last)
    assert "Oudste" in text_of(coach.last)
    await coach.press("broadcast.button.onward")
    assert "Oudste" in text_of(coach.last)


async def test_so_is_a_session(coach: Person) -> None:
    await coach.say("/sessie")
    await coach.press("session.button.new")
    await coach.say("woensdag 14:00")
    asked = await coach.press("session.button.no_link")
    await to_the_oldest(coach, text_of(asked))
    assert "Oudste" in text_of(await coach.tap("Oudste", coach.last))


async def test_so_is_a_link(coach: Person) -> None:
    asked = await coach.say("/uitnodigen")
    await to_the_oldest(coach, text_of(asked))
    assert "Oudste" in text_of(await coach.tap("Oudste", coach.last))


async def test_each_of_them_can_be_opened(coach: Person) -> None:
    asked = await coach.say("/groepen")
    await to_the_oldest(coach, text_of(asked))
    assert "Oudste" in text_of(await coach.tap("Oudste", coach.last))


async def test_a_client_can_be_moved_to_any_of_them(stage: Stage, coach: Person) -> None:
    mia = await stage.enrolled("Mia")
    async with stage.app.deps.store.write() as tx:
        await clients.change(tx, (await the_client(mia)).id, cohort_id=2)
    number = (await the_client(mia)).id
    await coach.say("/clienten")
    asked = await coach.tap_data(f"clients:move:{number}", stale=True)
    await to_the_oldest(coach, text_of(asked))
    assert "Oudste" in text_of(await coach.tap("Oudste", coach.last))


async def test_the_clients_of_each_can_be_listed(stage: Stage, coach: Person) -> None:
    async with stage.app.deps.store.write() as tx:
        groups = await audiences.list_cohorts(tx)
    for number, group in enumerate(groups[1:]):
        person = await stage.enrolled(f"Nr {number}")
        async with stage.app.deps.store.write() as tx:
            await clients.change(tx, (await the_client(person)).id, cohort_id=group)
    asked = await coach.say("/clienten")
    await to_the_oldest(coach, text_of(asked))
    assert "Oudste" in text_of(await coach.tap("Oudste", coach.last))

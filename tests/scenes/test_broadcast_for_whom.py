"""Two messages with the same words to two groups: each says to whom it went."""

from __future__ import annotations

from datetime import date

import pytest

from bot.store import clients, cohorts
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.broadcasting import WORDS, confirm, leave

GROUPS = ("Oktober", "November")


async def grouped(stage: Stage, person: Person, name: str) -> None:
    """She is in a group of that name."""
    async with stage.app.deps.store.write() as tx:
        number = await cohorts.add(tx, name, stage.clock.now())
        await cohorts.set_start(tx, number, date(2026, 11, 23))
        client = await clients.find_by_chat(tx, person.id)
        assert client is not None
        await clients.change(tx, client.id, cohort_id=number)


async def write_to(coach: Person, group: str, words: str = WORDS) -> None:
    """Up to the preview of a message to this group."""
    await coach.say("/bericht")
    await coach.say(words)
    await coach.tap(group)
    await coach.press("broadcast.button.onward")


@pytest.fixture
async def coach(stage: Stage, noor: Person, mia: Person) -> Person:
    """Of two groups, each with one client."""
    made = await stage.coach()
    for person, name in zip((noor, mia), GROUPS, strict=True):
        await grouped(stage, person, name)
    return made


async def send_both(coach: Person) -> None:
    for name in GROUPS:
        await write_to(coach, name)
        await confirm(coach, 1)
        await leave(coach)


def head(coach: Person, name: str) -> str:
    named = coach.words("broadcast.named", line=WORDS)
    return f"{named}\n{coach.words('broadcast.for', who=name)}\n"


async def test_each_report_says_to_whom_it_went(coach: Person) -> None:
    await send_both(coach)
    reports = [text for text in coach.texts if coach.words("broadcast.sent", n=1) in text]
    for name in GROUPS:
        assert any(report.startswith(head(coach, name)) for report in reports)


async def test_so_does_the_card_that_second_thoughts_bring(coach: Person) -> None:
    await send_both(coach)
    await coach.say("verkeerde groep")
    assert coach.texts[-1].startswith(head(coach, "November"))
    await coach.press("broadcast.button.what_else")
    labels = [button.text for button in buttons_of(coach.last)]
    assert [label.partition(" ")[0] for label in labels] == ["November", "Oktober"]


async def test_so_does_the_list_of_what_is_sent_and_planned(coach: Person) -> None:
    await send_both(coach)
    await write_to(coach, "Oktober")
    await coach.press("broadcast.button.weekly")
    await coach.say("dinsdag 12:00")
    await coach.press("planned.button.go")
    await coach.say("/gepland")
    labels = [button.text for button in buttons_of(coach.last)]
    assert labels[:2] == [f"▶ November · {WORDS}", f"▶ Oktober · {WORDS}"]
    assert f"12:00 · Oktober · {WORDS}" in labels[2]


async def test_a_new_message_to_those_who_got_one_says_which_one_that_was(coach: Person) -> None:
    await send_both(coach)
    await coach.press("broadcast.button.fix")
    await coach.press("broadcast.button.fix_anew")
    await coach.say("Het is om negen uur.")
    named = coach.words("broadcast.named", line=WORDS)
    who = coach.words("broadcast.to.got_this", message=named, who="November")
    assert coach.words("broadcast.preview", who=who) in text_of(coach.last)

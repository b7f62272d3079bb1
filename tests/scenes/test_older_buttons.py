"""Buttons of an older message do what stands above them, or nothing before it is seen again."""

from __future__ import annotations

import pytest

from bot.sandbox.model import Message
from bot.store import waiting
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.broadcasting import WORDS, confirm, leave, write
from tests.scenes.database import table
from tests.scenes.relaying import called
from tests.scenes.test_planned import came
from tests.scenes.test_planned import plan as plan_words
from tests.scenes.test_sessions import LINK, reminders
from tests.scenes.test_sessions import plan as plan_session

OTHER_LINK = "https://meet.example.org/ander"


def data_of(message: Message, label: str) -> str:
    """What the button with this label does."""
    return next(one.data or "" for one in buttons_of(message) if one.text == label)


async def preview(coach: Person, who: Person) -> tuple[Message, str]:
    """A message to one client: its card, and what its button does."""
    await coach.say("/bericht")
    await coach.say(WORDS)
    await coach.press("broadcast.button.client")
    await coach.tap(who.name)
    card = await coach.press("broadcast.button.onward")
    return card, data_of(card, coach.words("broadcast.button.send", n=1))


async def test_an_older_preview_does_not_send_to_others_than_it_named(
    stage: Stage, noor: Person, mia: Person
) -> None:
    coach = await stage.coach()
    await called(noor, "Noor")
    await called(mia, "Mia")
    card, send = await preview(coach, noor)
    await coach.say("even iets anders")
    await coach.tap_data("draft:back", stale=True)
    await coach.press("broadcast.button.others")
    for verb in ("clients:1:0", "to:1:client-1", "to:1:client-2", "look:1"):
        await coach.tap_data(f"broadcast:{verb}", stale=True)
    await coach.tap_data(send, card.message_id, stale=True)
    assert "Mia" in coach.texts[-1]
    await stage.walk(minutes=2)
    assert WORDS not in str(noor.texts + mia.texts)
    await confirm(coach, 1)
    await leave(coach)
    assert WORDS in str(mia.texts)
    assert WORDS not in str(noor.texts)


async def test_nor_other_words_than_it_showed(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    card = await write(coach)
    send = data_of(card, coach.words("broadcast.button.send", n=1))
    await coach.press("broadcast.button.rewrite")
    await coach.say("Vrijdag, of toch niet.")
    await coach.tap_data(send, card.message_id, stale=True)
    await stage.walk(minutes=2)
    assert "Vrijdag, of toch niet." not in noor.texts
    await confirm(coach, 1)
    await leave(coach)
    assert "Vrijdag, of toch niet." in noor.texts


@pytest.mark.parametrize("what", ["day", "words", "clock"])
async def test_what_is_planned_is_what_stood_above_the_button(
    stage: Stage, noor: Person, what: str
) -> None:
    coach = await stage.coach()
    await plan_words(coach, "morgen 9:00")
    card = coach.last
    go = data_of(card, coach.words("planned.button.go"))
    if what == "day":
        await coach.press("planned.button.move")
        await coach.say("vrijdag 12:00")
    elif what == "words":
        await coach.press("broadcast.button.back")
        await coach.press("broadcast.button.rewrite")
        await coach.say("Vrijdag, of toch niet.")
    else:
        await coach.press("planned.button.local_on")
    await coach.tap_data(go, card.message_id, stale=True)
    assert {row["state"] for row in await table(stage, "broadcast")} == {"draft"}
    await coach.press("planned.button.go")
    assert {row["state"] for row in await table(stage, "broadcast")} == {"planned"}


async def test_the_clock_is_what_the_label_said_however_often_it_is_tapped(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan_words(coach, "morgen 9:00")
    await coach.press("planned.button.go")
    card = coach.last
    on = data_of(card, coach.words("planned.button.local_on"))
    for _ in range(2):
        await coach.tap_data(on, card.message_id, stale=True)
        assert coach.words("planned.local") in text_of(card)
    off = data_of(card, coach.words("planned.button.local_off"))
    for data in (off, off, "planned:local:1"):
        await coach.tap_data(data, card.message_id, stale=True)
        assert coach.words("planned.local") not in text_of(card)
    await stage.walk(days=2)
    assert came(noor) == ["11-24 09:00"]


async def test_a_meeting_is_planned_as_it_stood_above_the_button(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/sessie")
    await coach.press("session.button.new")
    await coach.say("woensdag 14:00")
    await coach.say(LINK)
    await coach.press("broadcast.to.everyone", number=0)
    card = coach.last
    go = data_of(card, coach.words("planned.button.go"))
    await coach.press("planned.button.move")
    await coach.say("vrijdag 15:00")
    await coach.tap_data(go, card.message_id, stale=True)
    (row,) = await table(stage, "session")
    assert row["audience"] is None
    assert "vrijdag 27 november, 15:00" in coach.texts[-1]
    await coach.press("planned.button.go")
    (row,) = await table(stage, "session")
    assert row["audience"] == "everyone"


async def test_of_a_planned_meeting_older_buttons_and_places_change_nothing(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/sessie")
    await coach.press("session.button.new")
    await coach.say("woensdag 14:00")
    asked = coach.last
    plain = data_of(asked, coach.words("session.button.no_link"))
    await coach.say(LINK)
    await coach.press("broadcast.to.everyone", number=0)
    await coach.press("planned.button.go")
    (before,) = await table(stage, "session")
    for data in (plain, "session:whom:1:0", "session:again:1:everyone", "session:drop:1"):
        await coach.tap_data(data, asked.message_id, stale=True)
        assert LINK in text_of(coach.last), "the meeting, as it stands"
    for place, typed in (("session:link:1", OTHER_LINK), ("session:when:1", "vrijdag 15:00")):
        async with stage.app.deps.store.write() as tx:
            await waiting.wait_for(tx, coach.id, place, stage.clock.now(), waiting.PATIENCE)
        await coach.say(typed)
        assert LINK in text_of(coach.last)
    (after,) = await table(stage, "session")
    assert after == before


async def test_days_away_call_off_the_meetings_that_were_named_and_no_others(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan_session(coach, "donderdag 14:00")
    await coach.say("/afwezig")
    await coach.press("away.button.set")
    await coach.say("woensdag t/m vrijdag")
    await coach.press("away.button.nobody")
    asked = await coach.press("away.button.cancel", n=1)
    yes = data_of(asked, coach.words("away.button.yes"))
    await plan_session(coach, "vrijdag 15:00")
    for data in (yes, "away:cancelled"):
        await coach.tap_data(data, asked.message_id, stale=True)
        assert "vrijdag 27 november, 15:00" in text_of(asked)
        assert [row["cancelled_at"] for row in await table(stage, "session")] == [None] * 2
    await coach.tap(coach.words("away.button.yes"), asked)
    assert None not in [row["cancelled_at"] for row in await table(stage, "session")]
    await stage.walk(minutes=1)
    assert reminders(noor) == ["cancelled"] * 2


async def test_other_days_that_were_set_since_are_asked_about_too(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan_session(coach, "woensdag 14:00")
    await plan_session(coach, "volgende week woensdag 14:00")
    asked = coach.last
    for days in ("dinsdag t/m donderdag", "1 december t/m 4 december"):
        await coach.say("/afwezig")
        await coach.press("away.button.set")
        await coach.say(days)
        await coach.press("away.button.nobody")
        if days.startswith("dinsdag"):
            asked = await coach.press("away.button.cancel", n=1)
    await coach.tap(coach.words("away.button.yes"), asked)
    assert "woensdag 2 december" in text_of(asked)
    assert [row["cancelled_at"] for row in await table(stage, "session")] == [None] * 2

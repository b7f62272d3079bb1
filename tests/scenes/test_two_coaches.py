"""Two coaches with the same clients: what one does, the other can see, stop, and not do twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.sandbox.model import Message
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.broadcasting import (
    WORDS,
    about,
    confirm,
    is_card,
    leave,
    send,
    to_everyone,
    write,
)
from tests.scenes.database import table
from tests.scenes.relaying import OTHER_COACH, agreed, called, having, other_coach

pytestmark = pytest.mark.two_coaches


@pytest.fixture
async def anna(stage: Stage) -> Person:
    """The other coach."""
    await stage.coach()
    return await other_coach(stage)


def leaves(coach: Person) -> str:
    """The card of the minute in which she can take it back, with how many get it now."""
    return about(coach, coach.words("broadcast.leaves"), who="Iedereen (1 cliënt nu)")


def of_other(coach: Person, text: str) -> str:
    return f"{coach.words('broadcast.of_other')}\n\n{text}"


async def test_what_another_coach_is_about_to_send_is_shown_and_held(
    stage: Stage, noor: Person, anna: Person
) -> None:
    coach = await stage.coach()
    await write(coach)
    card = await confirm(coach, 1)
    await anna.say("stop")
    assert anna.texts[-1] == of_other(anna, about(anna, anna.words("broadcast.about_to")))
    await anna.press("broadcast.button.stop")
    assert anna.texts[-1] == about(anna, anna.words("broadcast.held"))
    assert coach.texts[-1] == about(coach, coach.words("broadcast.held_by_other"))
    assert text_of(card) == about(coach, coach.words("broadcast.recalled"))
    await leave(coach)
    assert noor.heard == []
    await coach.press("coach.button.draft")
    assert coach.texts[-2] == WORDS
    assert "message_recalled" in {row["act"] for row in await table(stage, "coach_act")}


async def test_what_another_coach_is_sending_is_stopped_and_she_hears_it(
    stage: Stage, noor: Person, anna: Person
) -> None:
    await stage.walk(hours=13)
    coach = await stage.coach()
    await send(coach, 1)
    await anna.say("stop")
    assert anna.texts[-1].startswith(of_other(anna, about(anna, "")))
    await anna.press("broadcast.button.stop")
    assert anna.texts[-1] == about(anna, anna.words("broadcast.held"))
    assert coach.texts[-1] == about(coach, coach.words("broadcast.stopped_by_other"))
    await coach.press("planned.button.read")
    assert coach.words("broadcast.halted") in coach.texts[-1]
    await stage.walk(hours=12)
    assert WORDS not in noor.texts


async def test_what_has_left_or_was_taken_back_is_not_stopped_once_more(
    stage: Stage, noor: Person, anna: Person
) -> None:
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    await anna.say("stop")
    await coach.press("broadcast.button.undo")
    await anna.press("broadcast.button.stop")
    assert anna.texts[-1] == anna.words("broadcast.nothing_to_stop")
    assert coach.words("broadcast.held_by_other") not in coach.texts[-1]


async def plan_a_session(coach: Person) -> None:
    """For tomorrow: what comes a day before leaves at once, and waits for the morning."""
    await coach.say("/sessie")
    await coach.press("session.button.new")
    await coach.say("morgen 19:00")
    await coach.press("session.button.no_link")
    await coach.press("broadcast.to.everyone", number=0)
    await coach.press("planned.button.go")


async def test_stop_shows_the_session_of_which_a_reminder_waits(
    stage: Stage, noor: Person, anna: Person
) -> None:
    await stage.walk(hours=13)
    coach = await stage.coach()
    await plan_a_session(coach)
    await stage.walk(minutes=1)
    await coach.say("stop")
    when = "dinsdag 24 november, 19:00"
    assert coach.texts[-1] == coach.words("session.leaves", when=when)
    await coach.press("session.button.look")
    await coach.press("session.button.cancel")
    await anna.say("stop")
    assert anna.texts[-1] == anna.words("session.leaves_of_other", when=when)
    assert anna.buttons == [anna.words("session.button.look")]
    await coach.press("session.button.cancel_sure")
    await stage.walk(hours=12)
    assert not any("19:00" in text for text in noor.texts)


@pytest.mark.long
async def test_of_all_that_leaves_the_latest_of_hers_is_shown_and_one_way_to_the_rest(
    stage: Stage, noor: Person, anna: Person
) -> None:
    await stage.walk(hours=13)
    coach = await stage.coach()
    await plan_a_session(coach)
    await stage.walk(minutes=1)
    stage.thinking = 3.0  # Sixteen acts within the minute of the first one.
    for who, text in ((coach, "Woensdag."), (coach, "Donderdag."), (anna, "Vrijdag.")):
        await write(who, text)
        await confirm(who, 1)
    heard = len(coach.heard)
    await coach.say("terughalen")
    (card,) = coach.texts[heard:]
    assert is_card(coach, card, "Donderdag.")
    await coach.press("broadcast.button.what_else")
    assert coach.texts[heard:] == [coach.words("broadcast.what_leaves")]
    when = coach.words("broadcast.of_session", when="dinsdag 24 november, 19:00")
    of_anna = f"{coach.words('broadcast.of_other')} Iedereen · Vrijdag."
    assert coach.buttons == [
        "Iedereen · Donderdag.", "Iedereen · Woensdag.", of_anna, when,
    ]  # fmt: skip
    await coach.tap(when)
    assert coach.texts[-1].startswith("Over de bijeenkomst van dinsdag 24 november, 19:00")
    await coach.press("broadcast.button.what_else")
    await coach.tap(of_anna)
    assert coach.words("broadcast.about_to") in coach.texts[-1]
    await coach.press("broadcast.button.what_else")
    of_hers = "Iedereen · Woensdag."
    listed = next(b.data for b in buttons_of(coach.last) if b.text == of_hers) or ""
    await coach.tap(of_hers)
    await coach.press("broadcast.button.undo")
    await leave(coach)
    await stage.walk(hours=60)  # Two a day: those that wait come on the two days after.
    assert "Donderdag." in noor.texts
    assert "Woensdag." not in noor.texts
    await coach.tap_data(listed, stale=True)
    assert coach.texts[-1] == coach.words("broadcast.nothing_to_stop")


async def test_a_session_of_another_coach_is_called_off_in_two_taps_and_she_hears_it(
    stage: Stage, noor: Person, anna: Person
) -> None:
    await stage.walk(hours=10)
    coach = await stage.coach()
    await plan_a_session(coach)
    await stage.walk(minutes=1)
    await anna.say("/sessie")
    when = "dinsdag 24 november, 19:00"
    await anna.tap(anna.words("session.other", when=when))
    assert anna.texts[-1].startswith(anna.words("broadcast.of_other"))
    await anna.press("session.button.cancel")
    assert anna.words("session.cancel_of_other") in anna.texts[-1]
    await anna.press("session.button.cancel_sure")
    assert anna.words("session.cancelled_for_heard") in anna.texts[-1]
    which = coach.words("session.which", when=when, who="Iedereen")
    assert coach.texts[-1] == coach.words("session.off_by_other", which=which)
    heard = len(coach.heard)
    await stage.walk(minutes=1)
    assert noor.texts[-1] == noor.words("session.remind_cancelled", when=when)
    assert anna.texts[-1].startswith(f"{which}\n{anna.words('session.told_cancelled')}")
    noted = [row for row in await table(stage, "coach_act") if row["act"] == "session_off"]
    assert [row["coach_id"] for row in noted] == [OTHER_COACH]
    await anna.tap_data("session:off:1", stale=True)
    assert len(coach.heard) == heard, "told once"
    await coach.press("session.button.look")
    assert coach.words("session.cancelled_for_heard") in coach.texts[-1]


async def test_what_another_coach_has_not_planned_yet_or_what_has_begun_stays_as_it_is(
    stage: Stage, noor: Person, anna: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/sessie")
    await coach.press("session.button.new")
    await coach.say("vandaag 11:00")
    await coach.press("session.button.no_link")
    before = await table(stage, "session")
    for verb in ("look", "cancel", "off", "drop", "plain", "again", "to", "go"):
        answer = await anna.tap_data(f"session:{verb}:1:everyone", stale=True)
        assert text_of(answer) == anna.words("session.gone"), verb
    assert await table(stage, "session") == before
    await coach.press("broadcast.to.everyone", number=0)
    await coach.press("planned.button.go")
    for verb in ("drop", "plain", "again", "to", "go"):
        await anna.tap_data(f"session:{verb}:1:everyone", stale=True)
        assert anna.texts[-1] == anna.words("session.gone"), verb
    await stage.walk(minutes=70)
    heard = len(coach.heard)
    await anna.tap_data("session:off:1", stale=True)
    assert "Afzeggen kan niet meer" in anna.texts[-1]
    assert (len(coach.heard), (await table(stage, "session"))[0]["cancelled_at"]) == (heard, None)


async def test_what_is_planned_leads_to_the_sessions_and_tells_of_another_coach(
    stage: Stage, noor: Person, anna: Person
) -> None:
    coach = await stage.coach()
    await plan_a_session(coach)
    await write(coach)
    await confirm(coach, 1)
    await anna.say("/gepland")
    assert anna.texts[-1] == f"{anna.words('planned.none')}\n{anna.words('planned.of_other')}"
    await coach.say("/gepland")
    assert coach.words("planned.of_other") not in coach.texts[-1]
    await coach.press("coach.button.sessions")
    assert coach.texts[-1] == coach.words("session.list")


async def test_days_away_stand_in_the_panel_and_the_other_coach_hears_of_them(
    stage: Stage, noor: Person, anna: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/afwezig")
    await coach.press("away.button.set")
    await coach.say("vandaag")
    await coach.say("4 december")
    await coach.press("away.button.nobody")
    told = anna.texts[-1]
    assert "4 december" in told
    assert anna.words("away.nobody") in told
    fact = anna.words("coach.fact.away", start="maandag 23 november", until="vrijdag 4 december")
    for one in (coach, anna):
        await one.say("/beheer")
        assert fact in one.texts[-1]
    await anna.press("coach.button.away")
    await anna.press("away.button.end")
    assert coach.texts[-1] == coach.words("away.ended_by_other")


LATER = "Ik lees het vrijdag."


async def look_at_the_answer(coach: Person) -> Message:
    """One of the saved answers, in sight below the client's question."""
    await coach.tap(coach.words("inbox.button.canned"), having(coach, "mijn brief"))
    return await coach.tap(LATER)


async def test_a_saved_answer_of_two_coaches_is_not_sent_twice_unseen(
    stage: Stage, noor: Person, anna: Person
) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await called(noor, "Noor D")
    await coach.say("/antwoorden")
    await coach.press("canned.button.new")
    await coach.say(LATER)
    await noor.say("/coach")
    await noor.say("Wanneer lees je mijn brief?")
    await look_at_the_answer(coach)
    card = await look_at_the_answer(anna)
    await coach.press("canned.button.send", name="Noor D")
    await anna.tap(anna.words("canned.button.send", name="Noor D"), card)
    assert [text for text in noor.texts if LATER in text] == [f"{LATER}\n\n— je coach"]
    assert text_of(card) == f"{LATER}\n\n{anna.words('canned.meanwhile', name='Noor D')}"
    await anna.tap(anna.words("canned.button.send", name="Noor D"), card)
    assert len([text for text in noor.texts if LATER in text]) == 2
    assert text_of(card) == LATER


async def test_words_that_another_coach_just_sent_are_pointed_out(
    stage: Stage, noor: Person, anna: Person
) -> None:
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    await write(anna, f"{WORDS.upper()} ")
    at = "maandag 23 november, 10:01"
    assert anna.words("broadcast.twice_planned", at=at, who="Iedereen") in anna.texts[-1]
    await leave(coach)
    await write(anna)
    assert anna.words("broadcast.twice", at=at, who="Iedereen") in anna.texts[-1]
    await stage.walk(hours=25)
    await write(anna)
    assert "10:01" not in anna.texts[-1]


async def write_to(coach: Person, who: Person) -> None:
    """To one client alone, as far as the preview."""
    await called(who, who.name)
    await coach.say("/bericht")
    await coach.say(WORDS)
    await coach.press("broadcast.button.client")
    await coach.tap(who.name)
    await coach.press("broadcast.button.onward")


async def test_other_words_and_other_people_are_not_pointed_out(
    stage: Stage, noor: Person, mia: Person, anna: Person
) -> None:
    coach = await stage.coach()
    await write(coach, "Vrijdag om acht uur.")
    await confirm(coach, 2)
    await write_to(coach, noor)
    await confirm(coach, 1)
    await write_to(anna, mia)
    assert "Let op" not in anna.texts[-1]


async def test_what_left_after_the_preview_is_seen_before_it_goes_twice(
    stage: Stage, noor: Person, anna: Person
) -> None:
    coach = await stage.coach()
    await write(anna)
    await write(coach)
    await confirm(coach, 1)
    await confirm(anna, 1)
    at = "maandag 23 november, 10:01"
    assert anna.words("broadcast.twice_planned", at=at, who="Iedereen") in anna.texts[-1]
    await confirm(anna, 1)
    assert anna.texts[-1].startswith(leaves(anna))
    await leave(anna)
    assert [text for text in noor.texts if text == WORDS] == [WORDS, WORDS]


async def test_what_the_preview_told_in_the_same_second_is_not_told_once_more(
    stage: Stage, noor: Person, anna: Person
) -> None:
    coach = await stage.coach()
    await write(coach)
    await anna.say("/bericht")
    await anna.say(WORDS)
    await stage.walk(seconds=10)
    stage.clock.move_to(stage.clock.now().replace(microsecond=300_000) + timedelta(seconds=1))
    stage.thinking = 0.05
    await confirm(coach, 1)
    await to_everyone(anna)
    assert "10:01" in anna.texts[-1]
    await confirm(anna, 1)
    assert anna.texts[-1].startswith(leaves(anna))


async def test_of_two_with_the_same_words_the_one_that_was_confirmed_last_is_told(
    stage: Stage, noor: Person, anna: Person
) -> None:
    coach = await stage.coach()
    first, second, third = [await write(one) for one in (coach, anna, coach)]
    send = coach.words("broadcast.button.send", n=1)
    await anna.tap(send, second)
    await stage.walk(minutes=10)
    await coach.tap(send, first)
    shown = coach.last
    assert first is not shown, "the other one was confirmed after this preview"
    await coach.tap(send, shown)
    assert text_of(shown).startswith(leaves(coach))
    await coach.tap(send, third)
    at = "maandag 23 november, 10:11"
    assert coach.words("broadcast.twice_planned", at=at, who="Iedereen") in coach.texts[-1]
    await coach.tap(send, coach.last)
    assert coach.texts[-1].startswith(leaves(coach))

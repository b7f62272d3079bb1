"""A coach who loses her right: what she planned is told of, taken over or ended by another."""

from __future__ import annotations

from datetime import date

import pytest

from bot.store import broadcasts, cohorts
from tests.cast import COACH_ID, Person, Stage, buttons_of, replace, text_of
from tests.scenes.broadcasting import WORDS, confirm, send, write
from tests.scenes.database import table
from tests.scenes.relaying import OTHER_COACH, other_coach
from tests.scenes.test_planned import came, local
from tests.scenes.test_planned import plan as plan_message
from tests.scenes.test_sessions import LINK, reminders
from tests.scenes.test_sessions import plan as plan_session

pytestmark = pytest.mark.two_coaches


@pytest.fixture
def language() -> str:
    """That of the coach who stays."""
    return "nl"


@pytest.fixture
async def coach(stage: Stage, noor: Person, language: str) -> Person:
    """She who stays, after the other one planned a session and a message, and left."""
    stage.world.add_person("Coach", language, COACH_ID)
    coach = await stage.coach()
    anna = await other_coach(stage)
    await plan_session(anna, "woensdag 20:00")
    await plan_message(anna, "dinsdag 12:00", weekly=True)
    await anna.press("planned.button.go")
    await leaves(stage)
    return coach


async def leaves(stage: Stage) -> None:
    """The other one is no coach any more."""
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID}))
    await stage.restart()
    await stage.walk(minutes=2)


async def test_who_stays_is_told_once_and_sees_it_wherever_she_looks(
    stage: Stage, coach: Person
) -> None:
    told = coach.words("takeover.told", n=2)
    assert coach.texts.count(told) == 1
    await stage.restart()
    await stage.walk(hours=2)
    assert coach.texts.count(told) == 1
    await coach.say("/beheer")
    assert coach.words("takeover.fact", n=2) in text_of(coach.last)
    await coach.say("/gepland")
    assert coach.words("takeover.button.list") in coach.buttons
    await coach.say("/sessie")
    when = "woensdag 25 november, 20:00"
    assert coach.words("session.left_behind", when=when) in coach.buttons
    await coach.tap("woensdag 25")
    assert coach.words("session.nobody_sends") in text_of(coach.last)
    assert LINK in text_of(coach.last)


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_a_session_taken_over_is_reminded_of_as_ever(
    stage: Stage, noor: Person, coach: Person, language: str
) -> None:
    await stage.walk_to(local("2026-11-25 09:00"))
    assert reminders(noor) == [], "the one of a day before has passed unsaid"
    await coach.say("/beheer")
    await coach.press("takeover.button.list")
    await coach.tap("20:00")
    await coach.press("takeover.button.take")
    assert coach.words("session.nobody_sends") not in text_of(coach.last)
    await stage.walk(minutes=1)
    assert reminders(noor) == ["day"]
    await stage.walk_to(local("2026-11-25 19:30"))
    assert reminders(noor) == ["day", "hour"]


async def test_what_was_reminded_of_before_is_not_said_twice(stage: Stage, noor: Person) -> None:
    await stage.coach()
    anna = await other_coach(stage)
    await plan_session(anna, "morgen 09:00")
    await stage.walk(minutes=1)
    await leaves(stage)
    coach = await stage.coach()
    await coach.press("takeover.button.list")
    await coach.tap("09:00")
    await coach.press("takeover.button.take")
    await stage.walk_to(local("2026-11-24 08:30"))
    assert reminders(noor) == ["day", "hour"]


@pytest.mark.long
async def test_a_message_taken_over_is_seen_first_and_goes_on_when_she_says_so(
    stage: Stage, noor: Person, coach: Person
) -> None:
    await stage.walk_to(local("2026-11-24 13:00"))
    assert came(noor) == []
    await coach.press("takeover.button.list")
    assert WORDS not in "".join(coach.buttons), "her words stay hers until it is taken over"
    await coach.tap("↻")
    await coach.press("takeover.button.take")
    assert coach.texts[-2] == coach.words("takeover.taken")
    assert coach.words("planned.paused") in coach.texts[-1]
    assert WORDS in coach.texts[-1]
    await coach.press("planned.button.resume")
    await stage.walk_to(local("2026-12-01 13:00"))
    assert came(noor) == ["12-01 12:00"]


async def test_what_nobody_wants_is_thrown_away_or_called_off(
    stage: Stage, noor: Person, coach: Person
) -> None:
    await coach.press("takeover.button.list")
    await coach.tap("↻")
    take = coach.last
    await coach.press("planned.button.stop")
    assert await table(stage, "broadcast"), "nobody can write it again: it is asked first"
    await coach.press("planned.button.stop_sure")
    assert await table(stage, "broadcast") == []
    await coach.tap("20:00")
    await coach.press("session.button.cancel")
    await coach.press("session.button.cancel_sure")
    await coach.tap_data("takeover:take:1", take.message_id, stale=True)
    assert text_of(take) == coach.words("takeover.none"), "an old button takes nothing over"
    await coach.say("/gepland")
    assert coach.words("takeover.button.list") not in coach.buttons


async def test_thrown_away_it_is_asked_first_and_named(stage: Stage, coach: Person) -> None:
    await coach.press("takeover.button.list")
    await coach.tap("↻")
    await coach.press("planned.button.stop")
    assert text_of(coach.last).startswith("↻ di 24 nov 12:00 · Iedereen")
    assert coach.words("planned.stop_sure") in text_of(coach.last)
    await coach.press("broadcast.button.back")
    assert coach.words("takeover.button.take") in coach.buttons


async def test_an_older_button_takes_over_no_session_that_was_called_off(
    stage: Stage, noor: Person, coach: Person
) -> None:
    await stage.walk_to(local("2026-11-24 09:00"))
    await coach.press("takeover.button.list")
    await coach.tap("20:00")
    older = coach.last
    await coach.press("session.button.cancel")
    await coach.press("session.button.cancel_sure")
    await coach.tap_data("takeover:session:1", older.message_id, stale=True)
    (session,) = await table(stage, "session")
    assert session["coach_chat_id"] == OTHER_COACH
    assert session["next_at"] is None
    assert "session_taken" not in [row["act"] for row in await table(stage, "coach_act")]


@pytest.mark.long
async def test_a_session_that_has_begun_is_taken_over_by_nobody(
    stage: Stage, coach: Person
) -> None:
    await stage.walk_to(local("2026-11-25 20:30"))
    await coach.tap_data("takeover:session:1", stale=True)
    (session,) = await table(stage, "session")
    assert session["coach_chat_id"] == OTHER_COACH


async def test_words_that_she_never_put_into_it_are_not_taken_over(
    stage: Stage, noor: Person
) -> None:
    await stage.coach()
    anna = await other_coach(stage)
    await plan_message(anna, "dinsdag 12:00", weekly=True)
    await anna.press("planned.button.go")
    await anna.press("broadcast.button.rewrite")
    await anna.say("Nieuwe woorden van Anna")
    await leaves(stage)
    coach = await stage.coach()
    await coach.press("takeover.button.list")
    await coach.tap("↻")
    await coach.press("takeover.button.take")
    async with stage.app.deps.store.read() as tx:
        (taken,) = await broadcasts.list_planned(tx)
    assert taken.coach_chat_id == COACH_ID
    assert "Nieuwe woorden" not in str(taken.content)


@pytest.mark.long
async def test_her_own_right_given_back_she_goes_on_with_it(
    stage: Stage, noor: Person, coach: Person
) -> None:
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID, OTHER_COACH}))
    await stage.restart()
    await stage.walk_to(local("2026-11-25 19:30"))
    assert came(noor) == ["11-24 12:00"]
    assert reminders(noor) == ["day", "hour"]
    await coach.tap_data("takeover:take:1", stale=True)
    assert text_of(coach.last) == coach.words("takeover.none")


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_what_she_confirmed_in_her_last_minute_waits_for_who_stays(
    stage: Stage, noor: Person, language: str
) -> None:
    stage.world.add_person("Coach", language, COACH_ID)
    coach = await stage.coach()
    anna = await other_coach(stage)
    await write(anna, "Zondag komt niemand.")
    await confirm(anna, 1)
    card = anna.last
    await leaves(stage)
    await stage.walk(hours=1)
    assert "Zondag komt niemand." not in noor.texts
    assert coach.words("takeover.told", n=1) in coach.texts
    assert anna.words("takeover.held") in text_of(card)
    assert not buttons_of(card)
    await coach.press("takeover.button.list")
    await coach.tap("ma 23 nov" if language == "nl" else "Mon 23 Nov")
    await coach.press("takeover.button.take")
    assert "Zondag komt niemand." in text_of(coach.last)
    await coach.press("planned.button.resume")
    await coach.say("morgen 12:00" if language == "nl" else "tomorrow 12:00")
    await coach.press("planned.button.resume")
    await stage.walk_to(local("2026-11-24 13:00"))
    assert "Zondag komt niemand." in noor.texts


async def test_what_nobody_sends_is_counted_on_no_day_and_in_no_week_off(
    stage: Stage, coach: Person
) -> None:
    await write(coach)
    await coach.press("broadcast.button.at")
    await coach.say("dinsdag 15:00")
    assert "dagbericht krijgt, krijgt het laatste" not in text_of(coach.last)
    async with stage.app.deps.store.write() as tx:
        await cohorts.set_start(tx, 1, date(2026, 11, 16))
    await coach.tap_data("cohort:off:1", stale=True)
    await coach.say("21-12 t/m 3-1")
    assert coach.words("cohort.meanwhile.of_other") not in text_of(coach.last)


@pytest.mark.long
async def test_what_is_taken_over_late_names_no_next_time_that_is_past(
    stage: Stage, coach: Person
) -> None:
    await stage.walk_to(local("2026-12-10 10:00"))
    await coach.press("takeover.button.list")
    await coach.tap("↻")
    await coach.press("takeover.button.take")
    assert "dinsdag 15 december" in text_of(coach.last)


async def test_her_right_given_back_after_the_moment_she_hears_what_stands_still(
    stage: Stage, noor: Person
) -> None:
    await stage.coach()
    anna = await other_coach(stage)
    await plan_message(anna, "dinsdag 12:00", weekly=True)
    await anna.press("planned.button.go")
    await stage.walk_to(local("2026-11-24 11:00"))
    await leaves(stage)
    await stage.walk_to(local("2026-11-24 13:00"))
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID, OTHER_COACH}))
    await stage.restart()
    await stage.walk(minutes=1)
    told = anna.words("takeover.back", n=1)
    assert text_of(anna.last) == told
    await anna.press("planned.button.list")
    await anna.tap("⏸")
    assert anna.words("planned.button.resume") in anna.buttons
    await stage.restart()
    await stage.walk(hours=2)
    assert sum(text == told for text in anna.texts) <= 1, "once"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("way", ["/gepland", "stop", "stop later"])
async def test_what_a_former_coach_sent_can_be_taken_over_and_withdrawn(
    stage: Stage, noor: Person, language: str, way: str
) -> None:
    stage.world.add_person("Coach", language, COACH_ID)
    coach = await stage.coach()
    anna = await other_coach(stage)
    await send(anna, 1)
    assert WORDS in noor.texts
    typed, former = way.split()[0], coach.words("takeover.of_former", named="").strip()
    await coach.say(typed)
    assert former not in str(coach.buttons), "as long as she is there it is hers"
    assert coach.words("takeover.button.take") not in coach.buttons
    await leaves(stage)
    if way == "stop later":
        await stage.walk(hours=40)
    await coach.say(typed)
    if way != "stop":
        looked = text_of(await coach.tap(former))
        assert looked.endswith(coach.words("takeover.sent"))
        assert WORDS in looked
    await coach.press("takeover.button.take")
    await coach.press("broadcast.button.withdraw")
    await coach.press("broadcast.button.withdraw_sure")
    await stage.walk(minutes=1)
    assert WORDS not in noor.texts
    gone = await coach.tap_data("takeover:mine:1", stale=True)
    assert coach.words("broadcast.withdrawn") in text_of(gone), "it is hers by now"


async def test_stopped_by_who_stays_it_is_not_told_to_who_left(stage: Stage, noor: Person) -> None:
    coach, anna = await stage.coach(), await other_coach(stage)
    await send(anna, 1)
    await leaves(stage)
    heard = len(anna.heard)
    await coach.say("stop")
    await coach.press("broadcast.button.stop")
    assert coach.words("broadcast.halted") in text_of(coach.last)
    await stage.walk(minutes=1)
    assert len(anna.heard) == heard

"""Sessions of a group: reminded of, held, cancelled."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.content.model import LANGUAGES
from bot.features.coach.sessions import sessions
from tests.cast import (
    COACH_ID,
    Person,
    Stage,
    buttons_of,
    close_app,
    replace,
    start_app,
    text_of,
)
from tests.enrolling import wish
from tests.scenes.database import table

LINK = "https://meet.example.org/kamer"


async def plan(coach: Person, when: str = "woensdag 14:00") -> None:
    """A session for everyone."""
    await coach.say("/sessie")
    await coach.press("session.button.new")
    await coach.say(when)
    await coach.say(LINK)
    await coach.press("broadcast.to.everyone", number=0)
    await coach.press("planned.button.go")


async def call_off(coach: Person) -> None:
    """The session that she looks at is off."""
    asked = text_of(await coach.press("session.button.cancel"))
    assert coach.words("broadcast.to.everyone", number=0) in asked, "which one it is"
    await coach.press("session.button.cancel_sure")


def at(when: str) -> datetime:
    """A day of November and an hour, by an Amsterdam clock."""
    local = datetime.fromisoformat(f"2026-11-{when}")
    return local.replace(tzinfo=ZoneInfo("Europe/Amsterdam")).astimezone(UTC)


def reminders(person: Person) -> list[str]:
    """What she heard of it, without the hour."""
    begins = {person.words(f"session.remind_{which}", when="").rstrip(". :"): which
              for which in ("day", "hour", "cancelled")}  # fmt: skip
    return [which for text in person.texts for start, which in begins.items()
            if text.startswith(start[:12])]  # fmt: skip


async def test_a_day_and_an_hour_before_with_the_link_under_it(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await plan(coach)
    await stage.walk(days=2, hours=5)
    assert [b.url for m in noor.heard for b in buttons_of(m) if b.url] == [LINK] * 2
    assert reminders(noor) == ["day", "hour"]


async def test_the_day_before_waits_after_a_crisis_and_an_hour_before_comes_without_a_sound(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await noor.say("ik wil dood")
    await plan(coach, "vandaag 14:00")
    await stage.walk(hours=2, minutes=50)
    assert reminders(noor) == []
    await stage.walk(hours=2)
    assert reminders(noor) == ["hour"]
    assert noor.last.silent


async def test_planned_when_its_moment_is_past_the_reminder_goes_at_once(
    stage: Stage, noor: Person, mia: Person
) -> None:
    coach = await stage.coach()
    await plan(coach, "vandaag 10:30")
    await stage.walk(seconds=5)
    assert reminders(noor) == ["hour"]
    await plan(coach, "vandaag 20:00")
    await stage.walk(seconds=5)
    assert reminders(noor) == ["hour", "day"]
    await stage.walk(hours=12)
    assert reminders(noor) == ["hour", "day", "hour"]


async def test_nothing_is_planned_or_sent_before_all_of_it_was_seen_and_confirmed(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/sessie")
    await coach.press("session.button.new")
    await coach.say("maandag 20:00")
    await coach.say(LINK)
    card = await coach.press("broadcast.to.everyone", number=0)
    seen = text_of(card)
    for part in (
        "maandag 23 november, 20:00",
        "Amsterdam",
        LINK,
        coach.words("session.first_now"),
    ):
        assert part in seen
    assert coach.buttons[0] == coach.words("planned.button.go")
    await stage.walk(minutes=5)
    assert reminders(noor) == []
    await coach.press("planned.button.move")
    await coach.say("maandag 30-11 20:00")
    first = coach.words("session.first_at", at="zondag 29 november, 20:00")
    assert first in text_of(coach.last)
    await stage.walk_to(at("29 20:01"))
    assert reminders(noor) == []
    await coach.press("planned.button.go")
    await stage.walk(seconds=10)
    assert reminders(noor) == ["day"]


async def test_the_moment_may_pass_before_it_is_confirmed(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/sessie")
    await coach.press("session.button.new")
    await coach.say("vandaag 11:00")
    await coach.press("session.button.no_link")
    await coach.press("broadcast.to.everyone", number=0)
    await stage.walk(hours=2)
    await coach.press("planned.button.go")
    assert text_of(coach.last) == coach.words("planned.past")
    assert reminders(noor) == []


async def test_once_it_has_begun_it_cannot_be_called_off(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await plan(coach, "vandaag 11:00")
    asked = await coach.press("session.button.cancel")
    await coach.press("broadcast.button.back")
    await stage.walk(minutes=70)
    await coach.tap_data("session:off:1", asked.message_id, stale=True)
    begun = text_of(coach.last)
    assert coach.words("session.begun", when="maandag 23 november, 11:00",
                       who=coach.words("broadcast.to.everyone", number=0)) in begun  # fmt: skip
    assert coach.buttons == [coach.words("session.button.list")]
    await coach.tap_data("session:cancel:1", stale=True)
    assert text_of(coach.last) == begun
    assert reminders(noor) == ["hour"]


@pytest.mark.parametrize("held", ["", "/drang", "ik wil dood"])
async def test_called_off_half_an_hour_before_whoever_was_reminded_hears_it_in_time(
    stage: Stage, noor: Person, held: str
) -> None:
    coach = await stage.coach()
    await stage.walk_to(at("24 07:00"))
    await plan(coach, "vandaag 20:00")
    await stage.walk_to(at("24 19:10"))
    assert reminders(noor) == ["day", "hour"], "after the daily message: three on one day"
    if held:
        await noor.say(held)
    await stage.walk_to(at("24 19:30"))
    before = len(coach.heard)
    await call_off(coach)
    await stage.walk(minutes=1)
    assert reminders(noor) == ["day", "hour", "cancelled"]
    assert noor.last.silent is bool(held)
    (told,) = coach.texts[before:]
    assert coach.words("session.told_cancelled") in told
    assert coach.words("broadcast.sent", n=1) in told


async def test_called_off_at_night_it_waits_for_the_morning_when_there_is_time(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach, "morgen 20:00")
    await stage.walk_to(at("23 23:00"))
    await call_off(coach)
    await stage.walk_to(at("24 07:55"))
    assert reminders(noor) == ["day"]
    await stage.walk_to(at("24 08:05"))
    assert reminders(noor) == ["day", "cancelled"]


async def test_called_off_after_a_crisis_it_waits_until_an_hour_before_and_has_no_sound(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await wish(noor, quiet_from=0, quiet_to=0)
    await plan(coach, "morgen 09:00")
    await stage.walk_to(at("23 11:00"))
    await noor.say("ik wil dood")
    await stage.walk(minutes=5)
    await call_off(coach)
    await stage.walk_to(at("24 07:55"))
    assert reminders(noor) == ["day"]
    await stage.walk_to(at("24 08:05"))
    assert reminders(noor) == ["day", "cancelled"]
    assert noor.last.silent


async def test_called_off_at_night_before_an_early_session_nobody_hears_it_at_night(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach, "morgen 08:30")
    await stage.walk_to(at("24 02:00"))
    await call_off(coach)
    await stage.walk_to(at("24 07:25"))
    assert reminders(noor) == ["day"]
    await stage.walk_to(at("24 07:35"))
    assert reminders(noor) == ["day", "cancelled"]
    assert noor.last.silent


async def test_the_day_before_does_not_come_after_the_hour_before(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await wish(noor, daily_at=20 * 60)
    await stage.walk_to(at("23 22:30"))
    await plan(coach, "morgen 08:45")
    await stage.walk_to(at("24 08:40"))
    assert reminders(noor) == ["hour"]


@pytest.mark.parametrize("others", [[], ["Lea", "Bo", "Kim"]])
async def test_whoever_was_reminded_and_paused_since_hears_without_a_sound_that_it_is_off(
    stage: Stage, noor: Person, mia: Person, others: list[str]
) -> None:
    coach = await stage.coach()
    for name in others:
        await stage.enrolled(name)
    await mia.say("/pauze")
    await plan(coach, "morgen 12:00")
    await stage.walk_to(at("23 14:00"))
    assert reminders(noor) == ["day"]
    await noor.say("/pauze")
    await stage.walk(minutes=5)
    await call_off(coach)
    await stage.walk(minutes=1)
    assert reminders(noor) == ["day", "cancelled"]
    assert noor.last.silent
    await stage.walk(days=2)
    assert reminders(mia) == []


@pytest.mark.parametrize("others", [[], ["Lea", "Bo", "Kim"]])
async def test_days_away_call_it_off_with_whoever_paused_since_and_not_with_who_had_before(
    stage: Stage, noor: Person, mia: Person, others: list[str]
) -> None:
    coach = await stage.coach()
    for name in others:
        await stage.enrolled(name)
    await mia.say("/pauze")
    await plan(coach, "morgen 12:00")
    await stage.walk_to(at("23 14:00"))
    await noor.say("/pauze")
    await coach.say("/afwezig")
    await coach.press("away.button.set")
    await coach.say("morgen")
    await coach.say("morgen")
    await coach.press("away.button.nobody")
    await coach.press("away.button.cancel", n=1)
    await coach.press("away.button.yes")
    await stage.walk(minutes=1)
    assert reminders(noor) == ["day", "cancelled"]
    await stage.walk(days=2)
    assert reminders(mia) == []


EXACT = {
    "nl": (
        "Deze 2 bijeenkomsten afzeggen?\n\n"
        "Iedereen voor wie het was, hoort het, ook wie er nog geen bericht over kreeg."
        " Wie pauzeert, hoort het alleen na zo'n bericht.\n\n"
        "dinsdag 24 november, 12:00, voor Groep 1\ndonderdag 26 november, 14:00, voor Iedereen",
        "Afgezegd. Iedereen voor wie het was, hoort het, ook wie er nog geen bericht over kreeg."
        " Wie pauzeert, hoort het alleen na zo'n bericht."
        " Wie niet gestoord wil worden, hoort het later, uiterlijk een uur voor het begin."
        " Begint het binnen een uur, dan hoort iedereen het meteen.",
        "dinsdag 24 november, 12:00, voor Groep 1\nAfgezegd: Bericht aan 2 cliënten: 2 verstuurd.",
    ),
    "en": (
        "Cancel these 2 meetings?\n\n"
        "Everybody it was for is told, also those who got no message about it yet."
        " Anyone who has paused is told only after such a message.\n\n"
        "Tuesday 24 November, 12:00, for Group 1\nThursday 26 November, 14:00, for Everyone",
        "Cancelled. Everybody it was for is told, also those who got no message about it yet."
        " Anyone who has paused is told only after such a message."
        " Whoever does not want to be disturbed is told later, an hour before the start at the"
        " latest. If it starts within an hour, everybody is told at once.",
        "Tuesday 24 November, 12:00, for Group 1\nCancelled: Message to 2 clients: 2 sent.",
    ),
}
"""What the coach reads who is away: the question, that it is done, and one of the reports."""


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
async def test_called_off_for_days_away_it_says_exactly_who_hears_it_and_when(
    stage: Stage, language: str
) -> None:
    stage.settings = replace(stage.settings, language=language)
    await stage.restart()
    noor, mia = await stage.enrolled("Noor"), await stage.enrolled("Mia", "en")
    stage.world.add_person("Coach", language, COACH_ID)
    coach = await stage.coach()
    days = {"nl": ("morgen", "donderdag", "vrijdag"), "en": ("tomorrow", "Thursday", "Friday")}
    tomorrow, thursday, friday = days[language]
    await coach.say("/sessie")
    await coach.press("session.button.new")
    await coach.say(f"{tomorrow} 12:00")
    await coach.press("session.button.no_link")
    await coach.tap("1")
    await coach.press("planned.button.go")
    await plan(coach, f"{thursday} 14:00")
    await stage.walk_to(at("23 14:00"))
    await coach.say("/afwezig")
    await coach.press("away.button.set")
    await coach.say(tomorrow)
    await coach.say(friday)
    await coach.press("away.button.nobody")
    sure, done, report = EXACT[language]
    await coach.press("away.button.cancel", n=2)
    assert coach.texts[-1] == sure
    await coach.press("away.button.yes")
    *_, which = sure.split("\n\n")
    assert coach.texts[-1] == f"{done}\n\n{which}"
    await stage.walk(minutes=1)
    assert report in coach.texts
    await coach.tap_data("session:look:1", stale=True)
    assert done in coach.texts[-1]
    assert noor.texts == [
        "Binnenkort in je agenda: dinsdag 24 november, 12:00.",
        "Iets in je agenda gaat niet door: dinsdag 24 november, 12:00. Je hoeft niets te doen.",
        "Iets in je agenda gaat niet door: donderdag 26 november, 14:00. Je hoeft niets te doen.",
    ]
    assert mia.texts[1:] == [
        f"Something in your diary is cancelled: {when}. There is nothing you need to do."
        for when in ("Tuesday 24 November, 12:00", "Thursday 26 November, 14:00")
    ]


async def test_called_off_within_the_hour_everybody_it_was_for_hears_it_at_once(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach, "vandaag 11:00")
    await stage.walk_to(at("23 10:30"))
    lea = await stage.enrolled("Lea")
    await lea.say("/drang")
    await coach.tap_data("away:alone:2026-11-23:2026-11-23", stale=True)
    await coach.press("away.button.cancel", n=1)
    await coach.press("away.button.yes")
    await stage.walk(seconds=30)
    assert reminders(noor) == ["hour", "cancelled"]
    assert reminders(lea) == ["cancelled"]


@pytest.mark.long
async def test_the_hour_before_counts_for_no_limit_of_the_day(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await wish(noor, daily_at=20 * 60)
    for hour in ("10:30", "11:00", "11:30"):
        await plan(coach, f"vandaag {hour}")
        await stage.walk(minutes=30)
    await stage.walk_to(at("23 19:55"))
    assert reminders(noor) == ["hour"] * 3
    before = len(noor.heard)
    await stage.walk_to(at("23 20:05"))
    assert len(noor.heard) == before + 1, "the daily message"


async def test_called_off_the_screen_tells_at_once_what_is_known_and_nothing_else(
    stage: Stage, noor: Person, mia: Person
) -> None:
    coach = await stage.coach()
    await plan(coach, "vandaag 20:00")
    await stage.walk(minutes=5)
    assert reminders(noor) == reminders(mia) == ["day"]
    await call_off(coach)
    assert coach.words("broadcast.sent", n=2) in text_of(coach.last)
    assert coach.words("broadcast.nobody_left") not in text_of(coach.last)


async def test_two_runs_at_once_send_one_reminder_and_not_the_next_as_well(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach, "morgen 20:00")
    stage.clock.move_to(at("23 20:00"))
    deps = stage.app.deps
    await asyncio.gather(*(sessions.remind(deps) for _ in range(3)))
    await stage.walk(minutes=1)
    assert reminders(noor) == ["day"]


async def test_after_an_outage_across_both_the_one_that_is_still_true_goes_at_once(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach)
    await stage.settle()
    await close_app(stage.app)
    stage.clock.move_to(at("25 13:30"))
    stage.app = await start_app(stage.settings, stage.clock)
    await stage.walk(minutes=1)
    assert reminders(noor) == ["hour"]


async def test_a_session_shows_what_became_of_its_reminders(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await plan(coach, "vandaag 20:00")
    await stage.walk(minutes=1)
    await coach.say("/sessie")
    await coach.tap("20:00")
    counted = coach.words("broadcast.sent", n=1)
    assert f"{coach.words('session.told_day')} " in text_of(coach.last)
    assert counted in text_of(coach.last)


async def test_cancelled_in_two_taps_and_only_who_was_reminded_is_told(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach)
    await stage.walk(days=1, hours=5)
    assert reminders(noor) == ["day"]
    await stage.enrolled("Lea")
    lea = await stage.enrolled("Mia", "en")
    await call_off(coach)
    await stage.walk(days=2)
    assert reminders(noor) == ["day", "cancelled"]
    assert reminders(lea) == []


async def test_cancelled_before_any_reminder_nobody_hears_of_it(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach)
    await call_off(coach)
    assert text_of(coach.last).endswith(coach.words("session.cancelled_unheard"))
    await stage.walk(days=3)
    assert reminders(noor) == []


async def test_the_link_is_sealed(stage: Stage, noor: Person) -> None:
    await plan(await stage.coach())
    (kept,) = await table(stage, "session")
    assert LINK.encode() not in kept["link_sealed"]


async def test_a_lone_time_is_today(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await plan(coach, "14:00")
    (kept,) = await table(stage, "session")
    assert kept["at"] == at("23 14:00")


async def test_a_session_moves_to_another_moment_once_it_is_called_off(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach, "woensdag 14:00")
    await stage.walk(days=1, hours=5)
    assert reminders(noor) == ["day"]
    await call_off(coach)
    await coach.press("session.button.anew")
    await coach.say("donderdag")
    await coach.say("15.00")
    shown = text_of(coach.last)
    assert "donderdag 26 november, 15:00" in shown
    assert LINK in shown, "neither the link nor for whom it is was asked again"
    await coach.press("planned.button.move")
    await coach.say("vrijdag 16:00")
    await coach.press("planned.button.go")
    await stage.walk(days=4)
    assert reminders(noor) == ["day", "cancelled", "day", "hour"]
    (old, new) = await table(stage, "session")
    assert (old["cancelled_at"] is not None, new["at"]) == (True, at("27 16:00"))


@pytest.mark.parametrize(
    ("spoken", "typed"), [("nl", "donderdag half acht"), ("en", "thursday half past seven")]
)
async def test_an_hour_of_the_morning_or_the_evening_is_asked_about(
    stage: Stage, noor: Person, spoken: str, typed: str
) -> None:
    stage.world.add_person("Coach", spoken, COACH_ID)
    coach = await stage.coach()
    await coach.say("/sessie")
    await coach.press("session.button.new")
    assert text_of(await coach.say(typed)) == coach.words("moment.halves")
    assert coach.buttons[:2] == ["07:30", "19:30"]
    await coach.tap("19:30")
    await coach.say(LINK)
    await coach.press("broadcast.to.everyone", number=0)
    await coach.press("planned.button.move")
    assert text_of(await coach.say(typed)) == coach.words("moment.halves")
    await coach.say("7:30")
    assert "26 november, 07:30" in text_of(coach.last).casefold()
    await coach.press("planned.button.move")
    await coach.say(typed)
    await coach.tap("19:30")
    assert LINK in text_of(coach.last), "neither the link nor for whom it is was asked again"
    await coach.press("planned.button.go")
    (held,) = await table(stage, "session")
    assert held["at"] == at("26 19:30")


@pytest.mark.parametrize(
    ("spoken", "typed", "answer", "hour"),
    [
        ("nl", "donderdag half acht", "'s avonds", "19:30"),
        ("nl", "donderdag half acht", "in de ochtend graag", "07:30"),
        ("nl", "donderdag half acht", "Donderdagavond", "19:30"),
        ("en", "thursday half past seven", "PM", "19:30"),
        ("en", "thursday half past seven", "morning", "07:30"),
    ],
)
async def test_which_half_of_the_day_it_is_can_be_typed(
    stage: Stage, noor: Person, spoken: str, typed: str, answer: str, hour: str
) -> None:
    stage.world.add_person("Coach", spoken, COACH_ID)
    coach = await stage.coach()
    await coach.say("/sessie")
    await coach.press("session.button.new")
    await coach.say(typed)
    for unclear in ("vrijdag", "ja"):
        assert text_of(await coach.say(unclear)) == coach.words("moment.halves"), "it is kept"
    await coach.say("donderdag" if spoken == "nl" else "thursday")
    await coach.say(answer)
    await coach.say(LINK)
    await coach.press("broadcast.to.everyone", number=0)
    await coach.press("planned.button.go")
    (held,) = await table(stage, "session")
    assert held["at"] == at(f"26 {hour}")


async def test_what_is_no_link_or_no_moment_is_asked_again(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/sessie")
    await coach.press("session.button.new")
    assert text_of(await coach.say("ooit")) == coach.words("session.no_when")
    assert text_of(await coach.say("vandaag 8:00")) == coach.words("planned.past")
    asked = coach.words("planned.what_time", day="maandag 23 november")
    assert text_of(await coach.say("vandaag")) == asked
    assert text_of(await coach.say("9.10")) == coach.words("planned.past"), "a time by then"
    readings = {"on": "donderdag 3 december", "near": "vrijdag 4 december"}
    doubtful = coach.words("moment.doubtful", **readings)
    assert text_of(await coach.say("vrijdag 3 december 20:00")) == doubtful
    await coach.say("woensdag 14:00")
    assert text_of(await coach.say("javascript:x")) == coach.words("session.no_link")

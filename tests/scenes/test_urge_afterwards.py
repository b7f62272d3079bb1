"""Looking back at an urge, and three gentle days after contact."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.content.model import PHASES
from bot.store.urges import CAUSES
from tests.cast import Person, Stage, buttons_of, text_of
from tests.enrolling import enrolled, wish
from tests.scenes.database import stands_in_files
from tests.scenes.test_unasked import broadcast, when_heard
from tests.scenes.urging import do_one, labels, ride_out, rows_of, the_urge

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def local(when: str) -> datetime:
    return datetime.fromisoformat(when).replace(tzinfo=AMSTERDAM).astimezone(UTC)


async def to_contact(person: Person) -> None:
    """From the end of an urge to the question whether there was contact."""
    await ride_out(person, 8, 4)
    await person.press("urge.button.done")
    await person.press("urge.button.look")
    await person.press("look.button.silence")
    await person.tap(person.book.cycle.phases[2].name)


async def to_care(person: Person) -> None:
    """From contact that was told, all the way to the offer of three days."""
    await person.say("ik heb hem toch gebeld" if person.book.language == "nl" else "i called him")
    await person.press("urge.button.safe")
    await do_one(person)
    await person.press("urge.button.done")
    await person.press("urge.button.look")
    await person.press("look.button.skip")
    await person.press("look.button.skip")
    await person.press("look.button.since_180")


def cares(person: Person, day: str) -> list[str]:
    """When the message of this day came, by an Amsterdam clock."""
    return when_heard(person, person.words(f"care.{day}").splitlines()[0])


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_what_is_noted_afterwards_is_kept_as_codes(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await to_contact(person)
    assert text_of(person.last) == person.words("look.contact")
    assert text_of(await person.press("look.button.no")) == person.words("look.done")
    found = await the_urge(stage)
    assert (found["cause"], found["phase"], found["contact"]) == ("silence", PHASES[2], False)
    assert not stands_in_files(stage, person.words("look.button.silence"))


async def test_each_cause_and_each_phase_can_be_named(stage: Stage, noor: Person) -> None:
    await ride_out(noor, 8, 4)
    await noor.press("urge.button.done")
    number = (await the_urge(stage))["id"]
    for cause, phase in zip(CAUSES, noor.book.cycle.phases, strict=True):
        await noor.tap_data(f"urge:look:{number}", stale=True)
        await noor.press(f"look.button.{cause}")
        await noor.tap(phase.name)
        found = await the_urge(stage)
        assert (found["cause"], found["phase"]) == (cause, phase.id)


async def test_every_question_can_be_skipped(stage: Stage, noor: Person) -> None:
    await ride_out(noor, 8, 4)
    await noor.press("urge.button.done")
    await noor.press("urge.button.look")
    for _ in range(3):
        await noor.press("look.button.skip")
    assert text_of(noor.last) == noor.words("look.done")
    found = await the_urge(stage)
    assert [found[name] for name in ("cause", "phase", "contact")] == [None] * 3


@pytest.mark.parametrize("typed", [False, True])
async def test_contact_leads_to_whether_it_is_safe_how_long_ago_and_an_offer(
    stage: Stage, noor: Person, *, typed: bool
) -> None:
    await to_contact(noor)
    assert text_of(await noor.press("look.button.yes")) == noor.words("urge.happened")
    safe = noor.say("ja") if typed else noor.press("urge.button.safe")
    assert text_of(await safe) == noor.words("look.since")
    offer = await noor.press("look.button.since_1440")
    assert text_of(offer) == noor.words("care.offer", hour="08:00")
    found = await the_urge(stage)
    assert (found["contact"], found["back_minutes"]) == (True, 1440)


async def test_contact_that_is_told_looking_back_and_is_not_safe_leads_to_help_lines(
    noor: Person,
) -> None:
    await to_contact(noor)
    await noor.press("look.button.yes")
    answer = await noor.press("urge.button.not_safe")
    assert noor.words("urge.happened_unsafe").strip() in text_of(answer)


async def test_contact_is_not_asked_about_when_two_are_together(
    stage: Stage, noor: Person
) -> None:
    await wish(noor, situation="together")
    await to_contact(noor)
    assert text_of(noor.last) == noor.words("look.done")
    number = (await the_urge(stage))["id"]
    await noor.tap_data(f"urge:contact:{number}:yes", stale=True)
    assert (await the_urge(stage))["contact"] is None


FORGED = ("cause:{}:love", "phase:{}:7", "contact:{}:maybe", "since:{}:99999999")


async def test_a_forged_answer_is_passed_over(stage: Stage, noor: Person) -> None:
    await ride_out(noor, 8, 4)
    number = (await the_urge(stage))["id"]
    for data in FORGED:
        await noor.tap_data(f"urge:{data.format(number)}", stale=True)
    for data in FORGED:
        await noor.tap_data(f"urge:{data.format(number + 7)}", stale=True)
    found = await the_urge(stage)
    kept = [found[name] for name in ("cause", "phase", "contact", "back_minutes")]
    assert kept == [None] * 4


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_three_gentle_days_come_one_a_day_at_the_clients_hour_and_then_no_more(
    stage: Stage, spoken: str
) -> None:
    person = await enrolled(stage, at="12:30", language=spoken)
    await to_care(person)
    await person.press("care.button.yes")
    begun = await person.press("care.button.mine")
    assert text_of(begun) == person.words("care.begun", hour="12:30")
    await stage.walk(days=6)
    assert cares(person, "first") == ["11-23 12:30"]
    assert cares(person, "second") == ["11-24 12:30"]
    assert cares(person, "third") == ["11-25 12:30"]


@pytest.mark.parametrize("key", ["care.button.no", "care.button.shared"])
async def test_without_a_yes_and_a_phone_of_ones_own_nothing_comes(
    stage: Stage, noor: Person, key: str
) -> None:
    await to_care(noor)
    if key == "care.button.shared":
        await noor.press("care.button.yes")
    answer = await noor.press(key)
    expected = "care.declined" if key == "care.button.no" else "care.not_alone"
    assert text_of(answer) == noor.words(expected)
    await stage.walk(days=4)
    assert not any(cares(noor, day) for day in ("first", "second", "third"))


async def begin_care(person: Person) -> None:
    """Told, offered, wanted, alone."""
    await to_care(person)
    await person.press("care.button.yes")
    await person.press("care.button.mine")


async def test_each_of_them_can_be_the_last(stage: Stage) -> None:
    noor = await enrolled(stage, at="12:30")
    await begin_care(noor)
    await stage.walk(hours=4)
    assert cares(noor, "first")
    await noor.press("care.button.stop")
    await stage.walk(days=4)
    assert not cares(noor, "second")
    assert text_of(noor.heard[-1]) != noor.words("care.second")


async def test_wanted_again_they_begin_anew_with_one_a_day(stage: Stage) -> None:
    noor = await enrolled(stage, at="12:30")
    await begin_care(noor)
    await stage.walk(days=1)
    await begin_care(noor)
    await stage.walk(days=5)
    assert cares(noor, "first") == ["11-23 12:30", "11-24 12:30"]
    assert cares(noor, "third") == ["11-26 12:30"]


@pytest.mark.parametrize("words", ["/stop", "/pauze"])
async def test_after_a_stop_none_of_them_comes_also_not_after_going_on(
    stage: Stage, noor: Person, words: str
) -> None:
    await begin_care(noor)
    await noor.say(words)
    await stage.walk(hours=30)
    await noor.say("/verder")
    await stage.walk(days=3)
    assert not any(cares(noor, day) for day in ("first", "second", "third"))


async def test_going_on_again_does_not_hurry_those_of_coming_days(stage: Stage) -> None:
    noor = await enrolled(stage, at="12:30")
    await begin_care(noor)
    await noor.say("/verder")
    await stage.walk(minutes=10)
    assert not any(cares(noor, day) for day in ("first", "second", "third"))
    await stage.walk(days=1)
    assert cares(noor, "first") == ["11-23 12:30"]


async def test_they_count_among_the_two_a_day(stage: Stage, coach: Person) -> None:
    noor = await enrolled(stage, at="12:30")
    await begin_care(noor)
    await stage.walk_to(local("2026-11-24 13:00"))
    await broadcast(coach, "Vrijdag om acht.")
    await stage.walk(minutes=30)
    assert not when_heard(noor, "Vrijdag om acht")
    await stage.walk_to(local("2026-11-25 08:30"))
    assert when_heard(noor, "Vrijdag om acht") == ["11-25 08:00"]


async def test_inside_quiet_hours_they_wait_for_their_end(stage: Stage) -> None:
    noor = await enrolled(stage, at="07:00")
    await begin_care(noor)
    assert text_of(noor.last) == noor.words("care.begun", hour="08:00")
    await stage.walk(days=2)
    assert cares(noor, "first") == ["11-24 08:00"]


async def test_behind_a_neutral_line_until_tapped(stage: Stage) -> None:
    noor = await stage.enrolled("Noor", hour=750, seen=True)
    await begin_care(noor)
    await stage.walk(hours=4)
    assert not cares(noor, "first")
    line = next(m for m in reversed(noor.heard) if "urge:caring" in str(m.reply_markup))
    assert text_of(line) == noor.words("stub.line")
    await noor.tap(noor.words("stub.button.open"), line)
    assert cares(noor, "first")
    await stage.walk(minutes=11)
    assert not cares(noor, "first")


async def test_a_crisis_holds_them_and_then_they_are_too_late(stage: Stage) -> None:
    noor = await enrolled(stage, at="12:30")
    await begin_care(noor)
    await noor.say("ik wil niet meer leven")
    await stage.walk(hours=25)
    assert not cares(noor, "first")


async def test_nothing_extra_is_begun_for_who_has_paused(stage: Stage, noor: Person) -> None:
    await to_care(noor)
    await noor.say("/pauze")
    answer = await noor.tap_data("urge:mine", stale=True)
    assert text_of(answer) == noor.words("care.paused")
    assert not [row for row in await rows_of(stage, "outbox") if row["kind"] == "aftercare"]


async def test_a_visitor_who_taps_them_gets_a_kind_answer(visitor: Person) -> None:
    await visitor.say("/nood")
    for verb in ("look:1", "care", "mine", "endcare", "caring:first", "came:1", "wave:1"):
        answer = await visitor.tap_data(f"urge:{verb}", stale=True)
        assert text_of(answer), verb


async def test_done_after_contact_offers_to_note_it_and_says_nothing_of_a_slip(
    noor: Person,
) -> None:
    await noor.say("ik heb hem toch gebeld")
    await noor.press("urge.button.safe")
    await do_one(noor)
    done = await noor.press("urge.button.done")
    assert noor.words("urge.button.look") in labels(done)
    assert all("contact" not in button.text.lower() for button in buttons_of(done))

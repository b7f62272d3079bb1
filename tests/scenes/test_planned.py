"""Messages that leave later: once, every week, at one instant or by everybody's own clock."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.cast import COACH_ID, Person, Stage, buttons_of, staged, text_of
from tests.enrolling import enrolled
from tests.scenes.broadcasting import WORDS, write
from tests.scenes.database import statements, table

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


async def plan(coach: Person, when: str, *, weekly: bool = False, words: str = WORDS) -> None:
    """Write a message to everyone and plan it."""
    await write(coach, words)
    await coach.press("broadcast.button.weekly" if weekly else "broadcast.button.at")
    await coach.say(when)


async def who_planned(stage: Stage, when: str, *, weekly: bool = False) -> Person:
    """The coach, who wrote a message to everyone and planned it."""
    coach = await stage.coach()
    await plan(coach, when, weekly=weekly)
    await coach.press("planned.button.go")
    return coach


def came(person: Person) -> list[str]:
    """When it came, by an Amsterdam clock."""
    return [f"{m.date.astimezone(AMSTERDAM):%m-%d %H:%M}" for m in person.heard
            if text_of(m) == WORDS]  # fmt: skip


def local(when: str) -> datetime:
    return datetime.fromisoformat(when).replace(tzinfo=AMSTERDAM).astimezone(UTC)


async def test_on_a_date_and_time_it_leaves_then_and_not_before(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach, "morgen 19:30")
    await stage.walk(hours=1)
    assert came(noor) == []
    await coach.press("planned.button.go")
    await stage.walk(days=2)
    assert came(noor) == ["11-24 19:30"]


@pytest.mark.long
@pytest.mark.parametrize(
    ("kind", "day", "when"),
    [("at", "wo 25 nov", ["11-25 18:00"]), ("weekly", "woensdag", ["11-25 18:00", "12-02 18:00"])],
)
async def test_by_buttons_alone_it_can_be_planned_too(
    stage: Stage, noor: Person, kind: str, day: str, when: list[str]
) -> None:
    coach = await stage.coach()
    await write(coach)
    await coach.press(f"broadcast.button.{kind}")
    await coach.tap(day)
    asked = {"at": "woensdag 25 november", "weekly": "woensdag"}[kind]
    assert text_of(coach.last) == coach.words("planned.what_time", day=asked)
    await coach.tap("18:00")
    await coach.press("planned.button.go")
    await stage.walk(days=10)
    assert came(noor) == when


@pytest.mark.parametrize("typed", ["9.10", "9:10"])
async def test_once_a_day_is_known_what_could_be_a_date_is_a_time(
    stage: Stage, noor: Person, typed: str
) -> None:
    coach = await stage.coach()
    await write(coach)
    await coach.press("broadcast.button.weekly")
    await coach.say("elke dinsdag")
    await coach.say(typed)
    once_a_week = coach.words("planned.weekly", weekday="dinsdag", at="09:10",
                              day="dinsdag 24 november")  # fmt: skip
    assert once_a_week in text_of(coach.last)
    await write(coach)
    await coach.press("broadcast.button.at")
    await coach.tap("za 28 nov")
    await coach.say("9")
    assert "zaterdag 28 november, 09:00" in text_of(coach.last)


@pytest.mark.parametrize("kind", ["at", "weekly"])
async def test_today_is_a_day_where_a_day_is_asked(stage: Stage, noor: Person, kind: str) -> None:
    coach = await stage.coach()
    await write(coach)
    await coach.press(f"broadcast.button.{kind}")
    await coach.say("vandaag")
    asked = {"at": "maandag 23 november", "weekly": "maandag"}[kind]
    assert text_of(coach.last) == coach.words("planned.what_time", day=asked)


async def test_a_date_in_another_year_is_shown_with_it(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await plan(coach, "9.10")
    on = "zaterdag 9 oktober 2027"
    assert text_of(coach.last) == coach.words("planned.what_time", day=on)
    await coach.tap("09:00")
    assert f"{on}, 09:00" in text_of(coach.last)


async def test_a_weekday_that_contradicts_its_date_is_asked_again(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach, "vrijdag 3 december 20:00")
    readings = {"on": "donderdag 3 december", "near": "vrijdag 4 december"}
    assert text_of(coach.last) == coach.words("moment.doubtful", **readings)
    await coach.say("vrijdag 4 december 20:00")
    assert "vrijdag 4 december, 20:00" in text_of(coach.last)


@pytest.mark.parametrize(
    ("spoken", "typed", "shown"),
    [
        ("nl", "donderdag 24:00", "vrijdag 27 november, 00:00"),
        ("nl", "donderdagnacht 1 uur", "vrijdag 27 november, 01:00"),
        ("nl", "vanavond middernacht", "dinsdag 24 november, 00:00"),
        ("en", "thursday 24:00", "Friday 27 November, 00:00"),
        ("en", "thursday night 1am", "Friday 27 November, 01:00"),
        ("en", "tonight at 12", "Tuesday 24 November, 00:00"),
    ],
)
async def test_what_ends_a_day_leaves_once_that_day_is_over(
    stage: Stage, noor: Person, spoken: str, typed: str, shown: str
) -> None:
    stage.world.add_person("Coach", spoken, COACH_ID)
    coach = await stage.coach()
    await plan(coach, typed)
    assert shown in text_of(coach.last)


@pytest.mark.parametrize(
    ("spoken", "typed", "on"),
    [
        ("nl", "donderdag middernacht", "donderdag 26 november"),
        ("nl", "donderdag om 12 uur 's nachts", "donderdag 26 november"),
        ("en", "midnight on thursday", "Thursday 26 November"),
        ("en", "thursday 12am", "Thursday 26 November"),
    ],
)
async def test_a_midnight_that_may_begin_or_end_the_day_is_asked_about(
    stage: Stage, noor: Person, spoken: str, typed: str, on: str
) -> None:
    stage.world.add_person("Coach", spoken, COACH_ID)
    coach = await stage.coach()
    await plan(coach, typed)
    assert text_of(coach.last) == coach.words("moment.midnight", on=on)
    await coach.say(f"{on} 0:00")
    assert f"{on}, 00:00" in text_of(coach.last)


@pytest.mark.parametrize(
    ("spoken", "typed", "hour", "shown"),
    [
        ("nl", "donderdag half acht", "19:30", "donderdag 26 november, 19:30"),
        ("nl", "elke donderdag om acht uur", "08:00", "donderdag"),
        ("en", "thursday at eight", "08:00", "Thursday 26 November, 08:00"),
    ],
)
async def test_an_hour_that_may_be_of_the_morning_or_the_evening_is_asked_about(
    stage: Stage, noor: Person, spoken: str, typed: str, hour: str, shown: str
) -> None:
    stage.world.add_person("Coach", spoken, COACH_ID)
    coach = await stage.coach()
    await plan(coach, typed, weekly=typed.startswith("elke"))
    assert text_of(coach.last) == coach.words("moment.halves")
    assert [b.text for b in buttons_of(coach.last)][:2] == [
        f"{int(hour[:2]) % 12:02}{hour[2:]}", f"{int(hour[:2]) % 12 + 12}{hour[2:]}",
    ]  # fmt: skip
    await coach.tap(hour)
    assert shown in text_of(coach.last)
    assert hour in text_of(coach.last)
    await coach.press("planned.button.go")
    assert (await table(stage, "broadcast"))[0]["minutes"] == int(hour[:2]) * 60 + int(hour[3:])


@pytest.mark.parametrize(
    ("spoken", "typed", "answer", "shown"),
    [
        ("nl", "donderdag half acht", "avond", "donderdag 26 november, 19:30"),
        ("nl", "elke donderdag om acht uur", "'s ochtends", "08:00"),
        ("en", "thursday at eight", "in the evening", "Thursday 26 November, 20:00"),
    ],
)
async def test_which_half_of_the_day_is_meant_can_be_typed(
    stage: Stage, noor: Person, spoken: str, typed: str, answer: str, shown: str
) -> None:
    stage.world.add_person("Coach", spoken, COACH_ID)
    coach = await stage.coach()
    await plan(coach, typed, weekly=typed.startswith("elke"))
    await coach.say(answer)
    assert shown in text_of(coach.last)


async def test_of_an_hour_of_today_the_one_that_is_still_to_come_is_meant(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach, "vandaag half acht")
    assert "maandag 23 november, 19:30" in text_of(coach.last)


async def test_on_its_card_stands_whether_it_is_planned_already(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach, "morgen 12:00")
    assert coach.words("planned.stands") not in text_of(coach.last)
    await coach.press("planned.button.go")
    assert text_of(coach.last).startswith(coach.words("planned.stands"))
    await coach.press("planned.button.pause")
    assert coach.words("planned.stands") not in text_of(coach.last)


async def test_an_hour_is_read_in_the_language_of_the_coach(stage: Stage, noor: Person) -> None:
    stage.world.add_person("Coach", "en", COACH_ID)
    coach = await stage.coach()
    await plan(coach, "tomorrow half 8 in the evening")
    assert "Tuesday 24 November, 20:30" in text_of(coach.last)


async def test_where_only_the_day_was_read_its_hour_is_asked(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await plan(coach, "morgen ergens in de middag")
    asked = coach.words("planned.what_time", day="dinsdag 24 november")
    assert text_of(coach.last) == asked


async def test_a_moment_that_is_past_is_refused_kindly(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await plan(coach, "vandaag 8:00")
    assert text_of(coach.last) == coach.words("planned.past")
    await coach.say("vandaag 12:00")
    await coach.press("planned.button.go")
    await stage.walk(hours=5)
    assert came(noor) == ["11-23 12:00"]


@pytest.mark.long
async def test_every_week_it_keeps_its_hour_across_a_clock_change(tmp_path: Path) -> None:
    async with staged(tmp_path, now=local("2027-03-22 10:00")) as stage:
        stage.thinking = 4.0
        noor = await enrolled(stage, at="12:00")
        coach = await stage.coach()
        await plan(coach, "woensdag 18:00", weekly=True)
        await coach.press("planned.button.go")
        await stage.walk(days=13)
        assert came(noor) == ["03-24 18:00", "03-31 18:00"]


@pytest.mark.long
async def test_skipped_once_by_its_date_however_often_that_is_tapped(
    stage: Stage, noor: Person
) -> None:
    coach = await who_planned(stage, "dinsdag 11:00", weekly=True)
    skip = next(b for b in _data(coach) if b.startswith("planned:skip:"))
    await coach.tap_data(skip)
    await coach.tap_data(skip, stale=True)
    await stage.walk(days=9)
    assert came(noor) == ["12-01 11:00"]


def _data(coach: Person) -> list[str]:
    rows = coach.last.inline_keyboard or []
    return [button.data or "" for row in rows for button in row]


@pytest.mark.long
async def test_paused_it_stays_and_goes_on_without_making_up(stage: Stage, noor: Person) -> None:
    coach = await who_planned(stage, "dinsdag 11:00", weekly=True)
    await coach.press("planned.button.pause")
    await stage.walk(days=8)
    assert came(noor) == []
    await coach.say("/gepland")
    await coach.tap("⏸")
    await coach.press("planned.button.resume")
    await stage.walk(days=7)
    assert came(noor) == ["12-01 11:00"]


async def test_what_is_paused_stays_so_when_an_older_card_skips_a_date(
    stage: Stage, noor: Person
) -> None:
    coach = await who_planned(stage, "woensdag 12:00", weekly=True)
    older = coach.last
    skips = next(b for b in coach.buttons if b.startswith("Niet op"))
    await coach.press("planned.button.read")
    await coach.press("planned.button.pause")
    await coach.tap(skips, older)
    await stage.walk(days=11)
    assert came(noor) == []


async def test_listed_moved_rewritten_and_stopped(stage: Stage, noor: Person) -> None:
    coach = await who_planned(stage, "morgen 19:30")
    await coach.say("/gepland")
    await coach.tap("19:30")
    await coach.press("planned.button.move")
    await coach.say("morgen 12:00")
    await coach.press("broadcast.button.rewrite")
    await coach.say("Andere woorden.")
    await coach.press("planned.button.replace")
    await stage.walk(days=1, hours=1)
    assert "Andere woorden." not in noor.texts
    await stage.walk(hours=2)
    assert "Andere woorden." in noor.texts
    await plan(coach, "morgen 19:30")
    await coach.press("planned.button.go")
    asked = text_of(await coach.press("planned.button.stop"))
    everyone = coach.words("broadcast.to.everyone", number=0)
    assert asked.startswith(f'"{WORDS}"'), "the card that it took the place of named it"
    assert coach.words("broadcast.for", who=everyone) in asked
    await coach.press("planned.button.stop_sure")
    await coach.say("/gepland")
    assert "19:30" not in " ".join(coach.buttons)


async def test_a_longer_list_asks_the_database_no_more(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    asked = []
    for number in range(3):
        await plan(coach, f"morgen {12 + number}:00", words="Dag {naam|daar}!")
        await coach.press("planned.button.go")
        with statements(stage) as heard:
            await coach.say("/gepland")
        asked.append(len(heard))
    assert len([label for label in coach.buttons if "Dag daar!" in label]) == 3
    assert asked == [asked[0]] * 3
    assert asked[0] > 0


async def test_an_album_takes_the_place_of_what_was_planned(stage: Stage, noor: Person) -> None:
    coach = await who_planned(stage, "morgen 19:30")
    await coach.press("broadcast.button.rewrite")
    stage.world.send_album(coach.id, ("photo", "photo"), "Voor {naam}")
    await stage.walk(seconds=5)
    assert "{naam}" in text_of(coach.last), "what cannot be sent leaves the plan as it was"
    await coach.press("planned.button.look")
    await coach.press("broadcast.button.rewrite")
    stage.world.send_album(coach.id, ("photo", "photo"), "Twee foto's")
    await stage.walk(seconds=5)
    assert coach.words("planned.new_words") in text_of(coach.last)
    assert [m.kind for m in coach.heard[-3:-1]] == ["photo", "photo"], "seen first"
    await coach.press("planned.button.replace")
    assert "Twee foto's" in text_of(coach.last)
    assert len(await table(stage, "broadcast")) == 1
    await stage.walk(days=1, hours=10)
    assert [m.kind for m in noor.heard[-2:]] == ["photo", "photo"]
    assert WORDS not in noor.texts


LONG = "Regel een.\n\nHier staat de rest, {voornaam|jij}."


async def test_a_plan_is_read_in_full_to_herself_alone(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await write(coach, LONG)
    await coach.press("broadcast.button.at")
    await coach.say("morgen 19:30")
    await coach.press("planned.button.go")
    await coach.say("/gepland")
    await coach.tap("Regel een")
    assert "de rest" not in text_of(coach.last)
    await coach.press("planned.button.read")
    message, card = coach.heard[-2:]
    assert text_of(message) == "Regel een.\n\nHier staat de rest, jij."
    assert coach.words("planned.button.move") in [b.text for b in buttons_of(card)]
    assert "Regel een" not in "".join(noor.texts)


@pytest.mark.long
async def test_new_words_for_a_plan_are_seen_before_they_take_its_place(
    stage: Stage, noor: Person
) -> None:
    coach = await who_planned(stage, "dinsdag 11:00", weekly=True)
    await coach.press("broadcast.button.rewrite")
    await coach.say(LONG)
    shown, first = coach.heard[-2:]
    assert "de rest" in text_of(shown)
    assert coach.words("planned.new_words") in text_of(first)
    await stage.walk(days=1, hours=2)
    assert came(noor) == ["11-24 11:00"], "nothing is replaced by itself"
    await coach.press("broadcast.button.rewrite")
    await coach.say("Kortere woorden.")
    before = len(coach.heard)
    await coach.tap_data("reword:replace:1:1", first.message_id, stale=True)
    assert next(text_of(m) for m in coach.heard[before:]) == "Kortere woorden.", "seen first"
    await coach.press("planned.button.keep")
    assert WORDS in text_of(coach.last)
    await coach.press("broadcast.button.rewrite")
    await coach.say("Kortere woorden.")
    await coach.press("planned.button.replace")
    assert "Kortere woorden." in text_of(coach.last)
    await stage.walk(days=7)
    assert came(noor) == ["11-24 11:00"]
    assert noor.texts.count("Kortere woorden.") == 1


async def test_new_words_that_wait_are_told_and_end_with_the_moment(
    stage: Stage, noor: Person
) -> None:
    coach = await who_planned(stage, "morgen 11:00")
    await coach.press("broadcast.button.rewrite")
    await coach.say("Andere woorden.")
    replace = coach.last
    await coach.say("/gepland")
    await coach.tap("11:00")
    assert coach.words("planned.new_waits") in text_of(coach.last)
    await coach.press("planned.button.read")
    assert coach.words("planned.new_words") in text_of(coach.last)
    await stage.walk(days=1, hours=2)
    assert came(noor) == ["11-24 11:00"]
    await coach.tap(coach.words("planned.button.replace"), replace)
    assert coach.words("broadcast.button.fix") in coach.buttons, "it has gone out"
    await stage.walk(days=1)
    assert came(noor) == ["11-24 11:00"]


@pytest.mark.long
async def test_a_correction_of_a_weekly_message_is_kept_for_the_next_times(
    stage: Stage, noor: Person
) -> None:
    coach = await who_planned(stage, "dinsdag 11:00", weekly=True)
    await stage.walk(days=1, hours=2)
    for words in ("Donderdag om negen uur.", "Donderdag om tien uur."):
        await coach.press("broadcast.button.fix")
        await coach.press("broadcast.button.fix_here")
        await coach.say(words)
        await coach.press("broadcast.button.fix_put", n=1)
        also = await coach.press("planned.button.also")
        assert coach.words("planned.also") in text_of(also)
    await stage.walk(minutes=2)
    assert noor.texts.count("Donderdag om tien uur.") == 1
    await stage.walk(days=7)
    assert noor.texts.count("Donderdag om tien uur.") == 2


@pytest.mark.long
async def test_what_was_written_anew_since_is_not_overwritten_by_an_old_correction(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach, "dinsdag 11:00", weekly=True)
    planned = await coach.press("planned.button.go")
    await stage.walk(days=1, hours=2)
    await coach.press("broadcast.button.fix")
    await coach.press("broadcast.button.fix_here")
    await coach.say("Donderdag om negen uur.")
    fixed = await coach.press("broadcast.button.fix_put", n=1)
    await coach.tap(coach.words("broadcast.button.rewrite"), planned)
    await coach.say("Vrijdag om tien uur.")
    await coach.press("planned.button.replace")
    await coach.tap(coach.words("planned.button.also"), fixed)
    assert text_of(fixed) == coach.words("planned.gone_on")
    await stage.walk(days=7)
    assert "Vrijdag om tien uur." in noor.texts


@pytest.mark.parametrize("weekly", [False, True])
async def test_what_has_begun_can_be_stopped_corrected_and_withdrawn_like_one_sent_now(
    stage: Stage, noor: Person, mia: Person, weekly: bool
) -> None:
    coach = await stage.coach()
    await plan(coach, "dinsdag 19:30", weekly=weekly)
    planned = await coach.press("planned.button.go")
    await stage.walk_to(local("2026-11-24 19:29"))
    await mia.say("/urge")
    await stage.walk_to(local("2026-11-24 19:31"))
    card = coach.last
    assert coach.words("broadcast.sent", n=2) in text_of(card), "kept up to date"
    ways = ("stop", "csv", "fix", "withdraw")
    assert {coach.words(f"broadcast.button.{name}") for name in ways} <= set(coach.buttons)
    await coach.say("/gepland")
    assert coach.words("planned.running") in text_of(coach.last)
    await coach.tap("▶")
    assert coach.words("broadcast.sent", n=2) in text_of(coach.last)
    if not weekly:
        await coach.tap_data("planned:look:1", planned.message_id, stale=True)
        assert coach.words("broadcast.sent", n=2) in text_of(coach.last)
    await coach.press("broadcast.button.stop")
    await stage.walk(days=1)
    assert came(noor) == ["11-24 19:30"]
    assert came(mia) == []


async def test_a_plan_for_which_there_is_nobody_left_is_told_in_one_message(
    stage: Stage, noor: Person
) -> None:
    coach = await who_planned(stage, "morgen 19:30")
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    before = len(coach.heard)
    await stage.walk(days=2)
    (said,) = coach.texts[before:]
    assert coach.words("broadcast.nobody_left") in said


@pytest.mark.long
async def test_by_everybodys_own_clock_each_gets_it_at_that_hour(stage: Stage) -> None:
    noor = await enrolled(stage, at="12:00")
    far = await enrolled(stage, "Lea", at="12:00", zone="America/Paramaribo")
    coach = await stage.coach()
    await plan(coach, "morgen 15:00")
    await coach.press("planned.button.local_on")
    await coach.press("planned.button.go")
    await stage.walk(days=2)
    assert came(noor) == ["11-24 15:00"]
    assert came(far) == ["11-24 19:00"]


async def test_an_hour_that_does_not_exist_or_comes_twice_is_told(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach, "28-03-2027 02:30")
    assert coach.words("planned.gap", at="02:30", shown="03:30") in text_of(coach.last)
    await coach.press("planned.button.move")
    await coach.say("31-10-2027 02:30")
    assert coach.words("planned.fold", at="02:30") in text_of(coach.last)


async def test_a_clock_in_which_the_hour_is_long_past_is_counted_as_too_late(
    stage: Stage,
) -> None:
    far = await enrolled(stage, "Lea", at="12:00", zone="Asia/Tokyo")
    coach = await stage.coach()
    await plan(coach, "vandaag 12:00")
    await coach.press("planned.button.local_on")
    await coach.press("planned.button.go")
    await stage.walk(hours=2)
    assert came(far) == []
    late = coach.words("broadcast.late", n=1)
    assert coach.words("broadcast.counts", n=1, parts=late) in coach.texts[-1]


async def test_one_that_stands_still_names_no_next_time_that_is_past(
    stage: Stage, noor: Person
) -> None:
    coach = await who_planned(stage, "dinsdag 12:00", weekly=True)
    await coach.press("planned.button.pause")
    await stage.walk_to(local("2026-12-10 10:00"))
    await coach.say("/gepland")
    await coach.tap("di 15 dec 12:00")
    assert "dinsdag 15 december" in text_of(coach.last)
    await coach.press("planned.button.resume")
    assert "dinsdag 15 december" in text_of(coach.last)

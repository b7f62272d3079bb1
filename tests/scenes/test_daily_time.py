"""The daily message: once a day, at the client's own time, whatever clocks and machines do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.features.daily.service import queue_due
from bot.sandbox.model import Message
from tests.cast import Person, Stage, close_app, staged, start_app, text_of
from tests.enrolling import enrolled, wish

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

StageAt = Callable[[str], AbstractAsyncContextManager[Stage]]


@pytest.fixture
def stage_at(tmp_path: Path) -> StageAt:
    """The bot at a local time in Amsterdam."""

    @asynccontextmanager
    async def at(when: str) -> AsyncIterator[Stage]:
        async with staged(tmp_path, now=local(when)) as stage:
            stage.thinking = 4.0
            await stage.coach()
            yield stage

    return at


def local(when: str, zone: ZoneInfo = AMSTERDAM) -> datetime:
    """An instant from what the clock shows there."""
    return datetime.fromisoformat(when).replace(tzinfo=zone).astimezone(UTC)


def dailies(person: Person) -> list[Message]:
    """The daily messages that came by themselves, opened or not."""
    return [m for m in person.heard if any(d.startswith("daily:") for d in data_of(m))]


def data_of(message: Message) -> list[str]:
    return [b.data for row in message.inline_keyboard or [] for b in row if b.data]


def came(person: Person, zone: ZoneInfo = AMSTERDAM) -> list[str]:
    """When the daily messages came, by the client's clock."""
    return [f"{message.date.astimezone(zone):%m-%d %H:%M}" for message in dailies(person)]


@asynccontextmanager
async def downtime(stage: Stage, until: str) -> AsyncIterator[None]:
    """The bot is off until then."""
    await stage.settle()
    await close_app(stage.app)
    stage.clock.move_to(local(until))
    yield
    stage.app = await start_app(stage.settings, stage.clock)
    await stage.app.run_due()
    await stage.settle()


@pytest.mark.parametrize(
    ("start", "days"),
    [
        ("2027-03-25 12:00", ["03-26", "03-27", "03-28", "03-29", "03-30"]),
        ("2026-10-22 12:00", ["10-23", "10-24", "10-25", "10-26", "10-27"]),
    ],
)
async def test_eight_o_clock_stays_eight_o_clock_when_the_clocks_change(
    stage_at: StageAt, start: str, days: list[str]
) -> None:
    async with stage_at(start) as stage:
        noor = await enrolled(stage, at="08:00")
        await stage.walk(days=5)
        assert came(noor) == [f"{day} 08:00" for day in days]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2027-03-26 12:00", ["03-27 02:30", "03-28 03:30", "03-29 02:30"]),
        ("2026-10-23 12:00", ["10-24 02:30", "10-25 02:30", "10-26 02:30"]),
    ],
)
async def test_half_past_two_comes_once_in_the_nights_that_are_shorter_or_longer(
    stage_at: StageAt, start: str, expected: list[str]
) -> None:
    async with stage_at(start) as stage:
        noor = await enrolled(stage, at="02:30")
        await stage.walk(days=3)
        assert came(noor) == expected


async def test_midnight_comes_on_the_day_that_has_none(stage_at: StageAt) -> None:
    cairo = ZoneInfo("Africa/Cairo")
    async with stage_at("2027-04-28 12:00") as stage:
        noor = await enrolled(stage, at="00:00", zone="Africa/Cairo")
        await stage.walk(days=3)
        assert came(noor, cairo) == ["04-29 00:00", "04-30 01:00", "05-01 00:00"]


async def test_each_client_hears_it_at_her_own_eight_o_clock(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        far = [
            (await enrolled(stage, zone, zone=zone), ZoneInfo(zone))
            for zone in ("Australia/Sydney", "Europe/Amsterdam", "America/Paramaribo")
        ]
        await stage.walk(days=1)
        assert [came(person, zone) for person, zone in far] == [["11-24 08:00"]] * 3


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        pytest.param("11-24 10:55", ["11-24 10:55", "11-25 08:00"], id="late by less than three"),
        pytest.param("11-24 11:01", ["11-25 08:00"], id="too late by more"),
        pytest.param("11-27 07:30", ["11-27 08:00", "11-28 08:00"], id="none of yesterday's"),
    ],
)
async def test_after_downtime_it_comes_up_to_three_hours_late_or_not_at_all(
    stage_at: StageAt, until: str, expected: list[str]
) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="08:00")
        async with downtime(stage, until=f"2026-{until}"):
            pass
        await stage.walk(hours=25)
        assert came(noor) == expected


async def test_a_restart_between_two_messages_goes_unnoticed(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="08:00")
        await stage.walk_to(local("2026-11-24 08:00"))
        await stage.restart()
        await stage.walk_to(local("2026-11-25 07:59"))
        await stage.restart()
        await stage.walk_to(local("2026-11-26 12:00"))
        assert came(noor) == ["11-24 08:00", "11-25 08:00", "11-26 08:00"]


@pytest.mark.usefixtures("something_breaks")
async def test_a_restart_while_it_is_on_its_way_loses_nothing(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="08:00")
        stage.world.faults.add("sendMessage", noor.id, kind="500", times=3)
        await stage.walk_to(local("2026-11-24 08:00"))
        stage.world.faults.clear()
        await stage.restart()
        await stage.walk_to(local("2026-11-24 09:00"))
        assert came(noor) == ["11-24 08:00"]


async def test_every_other_day_leaves_a_day_between(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="08:00")
        await stage.walk_to(local("2026-11-24 12:00"))
        await noor.say("/instellingen")
        await noor.press("settings.button.every")
        await noor.press("settings.every_other")
        await stage.walk(days=5)
        assert came(noor) == ["11-24 08:00", "11-26 08:00", "11-28 08:00"]


async def test_after_a_pause_they_come_again_from_the_next_time_on(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="08:00")
        await stage.walk_to(local("2026-11-24 12:00"))
        await noor.say("/pauze")
        await stage.walk_to(local("2026-11-27 12:00"))
        await noor.say("/verder")
        await stage.walk(days=2)
        assert came(noor) == ["11-24 08:00", "11-28 08:00", "11-29 08:00"]


async def test_pausing_and_resuming_on_one_day_brings_no_second_message(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="08:00")
        await stage.walk_to(local("2026-11-24 08:05"))
        await noor.say("/pauze")
        await noor.say("/verder")
        await noor.say("/tijd 9:00")
        await stage.walk_to(local("2026-11-25 12:00"))
        assert came(noor) == ["11-24 08:00", "11-25 09:00"]


async def test_a_pause_between_falling_due_and_sending_is_kept(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="08:00")
        stage.thinking = 0
        stage.clock.move_to(local("2026-11-24 08:00"))
        await stage.settle()
        await queue_due(stage.app.deps)
        await noor.say("/pauze")
        await stage.walk(hours=2)
        assert came(noor) == []


@pytest.mark.parametrize("hour", ["8:30", "7:00", "20:00"])
async def test_another_hour_after_todays_message_starts_tomorrow(
    stage_at: StageAt, hour: str
) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="08:00", quiet_from=0, quiet_to=0)
        await stage.walk_to(local("2026-11-24 08:10"))
        await noor.say(f"/tijd {hour}")
        await stage.walk_to(local("2026-11-25 23:00"))
        assert came(noor) == ["11-24 08:00", f"11-25 {hour.zfill(5)}"]


@pytest.mark.parametrize("hour", ["8:00", "8:03"])
async def test_an_hour_that_is_set_before_the_late_message_went_out_takes_no_day_away(
    stage_at: StageAt, hour: str
) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="08:00")
        stage.thinking = 0
        stage.clock.move_to(local("2026-11-24 08:05"))  # the machine has just come back
        await noor.say(f"/tijd {hour}")
        await stage.walk_to(local("2026-11-25 12:00"))
        assert came(noor) == ["11-24 08:05", f"11-25 {hour.zfill(5)}"]


async def test_another_hour_before_todays_message_moves_it(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="20:00")
        await stage.walk_to(local("2026-11-24 12:00"))
        await noor.say("/tijd 18:15")
        await stage.walk_to(local("2026-11-24 23:00"))
        assert came(noor) == ["11-23 20:00", "11-24 18:15"]


async def test_an_hour_in_the_quiet_hours_is_confirmed_once_and_kept(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="20:00")
        await noor.say("/tijd 6:30")
        await noor.press("settings.button.sure")
        await stage.walk(days=2)
        assert came(noor) == ["11-24 06:30", "11-25 06:30"]


async def test_going_to_another_zone_never_brings_two_on_one_date(stage_at: StageAt) -> None:
    new_york = ZoneInfo("America/New_York")
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="08:00")
        await stage.walk_to(local("2026-11-24 09:00"))
        await wish(noor, zone="America/New_York")
        await stage.walk_to(local("2026-11-26 09:00"))
        await wish(noor, zone="Europe/Amsterdam")
        await stage.walk_to(local("2026-11-28 12:00"))
        assert came(noor)[0] == "11-24 08:00"
        assert came(noor, new_york)[1:2] == ["11-25 08:00"]
        assert came(noor)[2:] == ["11-26 14:00", "11-27 08:00", "11-28 08:00"][1:]


async def test_the_first_message_opens_the_programme_whenever_it_comes(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="18:00")
        await noor.say("/tijd 8:00")
        await stage.walk(days=1)
        assert came(noor) == ["11-24 08:00"]
        assert noor.book.daily[0].title in text_of(dailies(noor)[0])


async def test_each_day_has_a_message_of_its_own_in_the_order_of_the_programme(
    stage_at: StageAt,
) -> None:
    async with stage_at("2026-11-23 07:00") as stage:
        noor = await enrolled(stage, at="08:00")
        await stage.walk(days=8)
        titles = [text_of(message).splitlines()[0] for message in dailies(noor)]
        assert titles == [message.title for message in noor.book.daily[:8]]


def theme_weeks(person: Person, messages: list[Message]) -> list[list[int]]:
    """For each message the weeks whose theme it brings."""
    return [
        [n for n, week in enumerate(person.book.weeks, 1) if week.question in text_of(message)]
        for message in messages
    ]


async def test_the_theme_comes_once_a_week_inside_the_daily_message(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 07:00") as stage:
        noor = await enrolled(stage, at="08:00")
        await stage.walk(days=15)
        themes = theme_weeks(noor, dailies(noor))
        assert themes == [[1], [], [], [], [], [], [], [2], [], [], [], [], [], [], [3]]
        # As often, and never more often, it is said that nobody reads along.
        told = [noor.words("daily.who_reads") in text_of(message) for message in dailies(noor)]
        assert told == [bool(weeks) for weeks in themes]
        assert len(noor.heard) == 15


async def test_the_theme_of_a_missed_day_comes_with_the_next_message(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 07:00") as stage:
        noor = await enrolled(stage, at="08:00")
        await stage.walk(days=6)
        async with downtime(stage, until="2026-12-01 07:30"):
            pass
        await stage.walk(days=2)
        themes = theme_weeks(noor, dailies(noor))
        assert themes == [[1], [], [], [], [], [], [2], []]


@pytest.mark.long
async def test_every_other_day_the_theme_still_comes_once_a_week(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 07:00") as stage:
        noor = await enrolled(stage, at="08:00", every_days=2)
        await stage.walk(days=23)
        themes = [week for found in theme_weeks(noor, dailies(noor)) for week in found]
        assert themes == [1, 2, 3, 4]


# Neutral notifications


def is_line(person: Person, message: Message) -> bool:
    """Whether a message shows the fixed line and nothing else."""
    return text_of(message) == person.words("stub.line")


async def test_a_neutral_notification_is_one_fixed_line_without_a_sound(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="08:00", neutral=True)
        await stage.walk(days=3)
        assert came(noor) == ["11-24 08:00", "11-25 08:00", "11-26 08:00"]
        assert all(is_line(noor, message) and message.silent for message in noor.heard)


async def test_a_tap_reveals_the_text_in_its_place_and_ten_minutes_later_it_closes(
    stage_at: StageAt,
) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="08:00", neutral=True)
        await stage.walk_to(local("2026-11-24 08:00"))
        await noor.press("stub.button.open")
        opened = stage.clock.now()
        assert noor.book.daily[0].title in text_of(noor.last)
        assert len(noor.heard) == 1
        await stage.walk_to(opened + timedelta(minutes=9))
        assert not is_line(noor, noor.last)
        await stage.walk_to(opened + timedelta(minutes=10, seconds=1))
        assert is_line(noor, noor.last)
        assert len(noor.heard) == 1


async def test_a_button_closes_it_at_once_and_it_can_be_opened_again(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="08:00", neutral=True)
        await stage.walk_to(local("2026-11-24 08:00"))
        await noor.press("stub.button.open")
        await noor.press("stub.button.close")
        assert is_line(noor, noor.last)
        await noor.press("stub.button.open")
        assert noor.book.daily[0].title in text_of(noor.last)
        await stage.walk(minutes=11)
        assert is_line(noor, noor.last)


async def test_opened_from_a_line_that_was_wiped_it_does_not_stay_either(
    stage_at: StageAt,
) -> None:
    """Another device of the same account may show the line a while longer."""
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="08:00", neutral=True)
        await stage.walk_to(local("2026-11-24 08:00"))
        line, opens = noor.find_button(noor.words("stub.button.open"))
        assert opens.data is not None
        await noor.say("/wis")
        await noor.tap_data(opens.data, line.message_id, stale=True)
        title = noor.book.daily[0].title
        assert title in text_of(noor.last)
        await stage.walk(minutes=11)
        assert title not in "\n".join(noor.texts)


async def test_what_was_opened_closes_though_the_bot_was_off_at_the_time(
    stage_at: StageAt,
) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="08:00", neutral=True)
        await stage.walk_to(local("2026-11-24 08:00"))
        await noor.press("stub.button.open")
        async with downtime(stage, until="2026-11-24 12:00"):
            pass
        assert is_line(noor, noor.last)


@pytest.mark.long
async def test_behind_neutral_lines_the_theme_comes_once_a_week_too(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 07:00") as stage:
        noor = await enrolled(stage, at="08:00", neutral=True)
        await stage.walk(days=6)
        async with downtime(stage, until="2026-12-01 07:30"):
            pass
        await stage.walk(days=8)
        for message in noor.heard:
            await noor.tap(noor.words("stub.button.open"), message)
        themes = theme_weeks(noor, noor.heard)
        assert themes == [[1], [], [], [], [], [], [2], [], [], [], [], [], [3], []]


async def test_after_a_week_the_line_still_opens_what_it_stood_for(stage_at: StageAt) -> None:
    async with stage_at("2026-11-23 07:00") as stage:
        noor = await enrolled(stage, at="08:00", neutral=True)
        await stage.walk(days=8)
        await noor.tap(noor.words("stub.button.open"), noor.heard[0])
        assert noor.book.daily[0].title in text_of(noor.heard[0])
        assert theme_weeks(noor, noor.heard[:1]) == [[1]]


async def test_days_of_downtime_that_end_soon_after_the_hour_leave_todays_message(
    stage_at: StageAt,
) -> None:
    async with stage_at("2026-11-23 12:00") as stage:
        noor = await enrolled(stage, at="08:00")
        async with downtime(stage, until="2026-11-27 08:30"):
            pass
        await stage.walk(hours=26)
        assert came(noor) == ["11-27 08:30", "11-28 08:00"]

"""Contact that has to happen: a word an hour before, at the time, and an hour after."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.features.appointment.rules import LONGEST_NOTE, MOST
from bot.features.appointment.service import queue_due
from bot.sandbox.model import Message
from bot.store import appointments
from tests.cast import Person, Stage, buttons_of, text_of
from tests.enrolling import enrolled, wish
from tests.scenes.database import every_table, stands_in_files, table
from tests.scenes.fixed import kind_of

LANGUAGES = pytest.mark.parametrize("spoken", ["nl", "en"])
TOMORROW = "dinsdag 24 november"
ALL_THREE = "een uur ervoor, op het moment zelf en een uur erna"


async def plan(person: Person, when: str = "morgen 14:30", kind: str = "work") -> None:
    """She plans one, without a note."""
    await person.say("/afspraak")
    if person.words("appointment.button.new") in person.buttons:
        await person.press("appointment.button.new")
    await person.press(f"appointment.button.{kind}")
    await person.say(when)
    if person.words("appointment.button.no_note") in person.buttons:
        await person.press("appointment.button.no_note")


async def planned(stage: Stage) -> list[dict[str, object]]:
    """The rows of the appointments."""
    return await table(stage, "appointment")


def pushes(person: Person) -> list[str]:
    """What came about an appointment."""
    said = {person.words(f"appointment.{name}") for name in ("before", "during", "after")}
    return [text for text in person.texts if text in said]


async def at(person: Person, hour: int, minute: int = 0, day: int = 24) -> None:
    """The clock in Amsterdam shows this, in November."""
    await person.stage.walk_to(datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC))


@LANGUAGES
async def test_three_messages_come_and_each_at_its_time(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await plan(person, "morgen 14:30" if spoken == "nl" else "tomorrow at 2:30 pm")
    expected: list[str] = []
    for hour, minute, name in ((13, 30, "before"), (14, 30, "during"), (15, 30, "after")):
        before = datetime(2026, 11, 24, hour - 1, minute, tzinfo=UTC) - timedelta(seconds=30)
        await stage.walk_to(before)
        assert pushes(person) == expected
        await stage.walk(minutes=1)
        expected.append(person.words(f"appointment.{name}"))
        assert pushes(person) == expected


async def test_by_buttons_alone_it_can_be_planned_too(noor: Person) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.children")
    await noor.tap("di 24 nov")
    await noor.tap("14:00")
    assert text_of(noor.last) == noor.words(
        "appointment.ask_note", when=f"{TOMORROW}, 14:00", n=LONGEST_NOTE
    )
    await noor.press("appointment.button.no_note")
    assert text_of(noor.last) == noor.words(
        "appointment.planned", when=f"{TOMORROW}, 14:00", which=ALL_THREE
    )


@pytest.mark.long
@LANGUAGES
async def test_a_part_of_a_day_is_a_day_there_and_a_crisis_is_one(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    day = {"nl": "morgenochtend", "en": "tomorrow morning"}[spoken]
    grave = {
        "nl": ("morgenochtend is het voorbij", "ik wil dood", "vannacht", "vanavond doe ik het"),
        "en": ("tomorrow morning it will all be over", "i want to die", "tonight I end it"),
    }[spoken]
    for words in grave:
        await person.say("/afspraak")
        await person.press("appointment.button.children")
        assert kind_of(person, await person.say(words)), words
        await stage.walk(hours=30)
    await person.say("/afspraak")
    await person.press("appointment.button.children")
    await person.say(day)
    assert not kind_of(person, person.last)
    assert "14:00" in person.buttons, "the hour is asked for"


async def test_a_part_of_a_day_is_asked_about_where_no_day_is_and_while_a_crisis_lasts(
    noor: Person,
) -> None:
    assert kind_of(noor, await noor.say("morgenochtend"))
    await noor.stage.walk(hours=30)
    await noor.say("/afspraak")
    await noor.press("appointment.button.children")
    await noor.say("ik wil dood")
    await noor.say("/afspraak")
    await noor.press("appointment.button.children")
    assert "0800-0113" in text_of(await noor.say("morgenochtend"))


@pytest.mark.parametrize("first", ["morgen", "24-11", "24 november", "dinsdag"])
async def test_a_day_typed_and_then_a_time(noor: Person, first: str) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    assert text_of(await noor.say(first)) == noor.words("appointment.what_time")
    await noor.say("14:30")
    assert f"{TOMORROW}, 14:30" in text_of(noor.last)


@LANGUAGES
async def test_an_hour_may_be_said(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/afspraak")
    await person.press("appointment.button.work")
    await person.say("morgen half vier" if spoken == "nl" else "tomorrow half past three")
    assert "15:30" in text_of(person.last)
    await person.press("appointment.button.no_note")
    (row,) = await planned(stage)
    assert row["at"] == datetime(2026, 11, 24, 14, 30, tzinfo=UTC)


async def test_an_hour_may_be_said_behind_the_command_too(noor: Person) -> None:
    asked = await noor.say("/afspraak morgen kwart over drie")
    assert f"{TOMORROW}, 15:15" in text_of(asked)


async def test_where_only_the_day_was_read_its_hour_is_asked(noor: Person) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    asked = await noor.say("morgen ergens in de middag")
    assert text_of(asked) == noor.words("appointment.what_time")
    await noor.say("half drie")
    assert f"{TOMORROW}, 14:30" in text_of(noor.last)


async def test_a_time_behind_a_chosen_day_is_of_that_day(noor: Person) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    await noor.tap("do 26 nov")
    await noor.say("om 14:30")
    assert "donderdag 26 november, 14:30" in text_of(noor.last)


async def test_a_weekday_that_is_another_than_that_of_the_date_is_asked_about(
    noor: Person,
) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    readings = {"on": "donderdag 3 december", "near": "vrijdag 4 december"}
    said = noor.words("moment.doubtful", **readings)
    assert text_of(await noor.say("vrijdag 3 december 14:30")) == said
    await noor.say("vrijdag 4 december 14:30")
    assert "vrijdag 4 december, 14:30" in text_of(noor.last)


async def test_such_a_day_behind_the_command_or_in_place_of_a_kind_is_asked_about(
    noor: Person,
) -> None:
    readings = {"on": "donderdag 3 december", "near": "vrijdag 4 december"}
    said = noor.words("moment.doubtful", **readings)
    assert text_of(await noor.say("/afspraak vrijdag 3 december 14:30")) == said
    assert text_of(await noor.say("vrijdag 3 december 14:30")) == said
    await noor.say("vrijdag 4 december 14:30")
    assert "vrijdag 4 december" in text_of(noor.last)


@pytest.mark.parametrize(
    "typed",
    [
        "gisteren",
        "31-04 14:30",
        "25:99",
        "🌊",
        "ooit",
        "0-0 9:00",
        "1-1-0001 0:00",
        "maandag 31-12-9999 9:00",
    ],
)
async def test_what_is_no_day_is_asked_again_kindly(noor: Person, typed: str) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    assert text_of(await noor.say(typed)) == noor.words("appointment.no_when")
    await noor.say("morgen 14:30")
    assert f"{TOMORROW}, 14:30" in text_of(noor.last)


@LANGUAGES
async def test_a_midnight_is_asked_about_and_the_end_of_a_day_is_the_next_one(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/afspraak", "en": "/appointment"}[spoken])
    await person.press("appointment.button.work")
    typed, on, end = {
        "nl": ("donderdag middernacht", "donderdag 26 november", "vrijdag 27 november, 00:00"),
        "en": ("thursday midnight", "Thursday 26 November", "Friday 27 November, 00:00"),
    }[spoken]
    assert text_of(await person.say(typed)) == person.words("moment.midnight", on=on)
    assert text_of(await person.say(f"{on} 24:00")) == person.words(
        "appointment.in_quiet", when=end
    )


async def test_a_photo_is_no_day(noor: Person) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    assert text_of(await noor.send("photo")) == noor.words("other.not_text_here")


@pytest.mark.parametrize("typed", ["vandaag 9:00", "22-11-2026 14:00", "9:59", "vandaag 10:00"])
async def test_a_moment_that_has_been_is_refused_kindly(noor: Person, typed: str) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    assert text_of(await noor.say(typed)) == noor.words("appointment.past")
    assert all(row["at"] is None for row in await planned(noor.stage))


async def test_a_moment_years_away_is_refused_kindly(noor: Person) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    assert text_of(await noor.say("12-05-2031 9:00")) == noor.words("appointment.too_far")


async def test_what_begins_within_the_hour_gets_its_preparation_at_once(noor: Person) -> None:
    await plan(noor, "10:30")
    assert noor.words("appointment.before") in text_of(noor.last)
    await noor.stage.walk(hours=2)
    assert pushes(noor) == [noor.words("appointment.during"), noor.words("appointment.after")]


@pytest.mark.parametrize("how", ["fine", "heavy", "not_held", "unsaid"])
async def test_afterwards_one_tap_is_enough_and_nothing_is_kept(noor: Person, how: str) -> None:
    await plan(noor)
    await at(noor, 16)
    await noor.press(f"appointment.button.{how}")
    assert text_of(noor.last) == noor.words(f"appointment.{how}")
    tables = await every_table(noor.stage)
    assert tables["appointment"] == tables["urge"] == []


async def test_unanswered_it_is_forgotten_after_a_day(noor: Person) -> None:
    await plan(noor)
    await at(noor, 17, day=25)
    await noor.stage.app.run_due()
    assert await planned(noor.stage) == []


async def test_a_note_is_sealed_leaves_the_chat_and_is_shown_on_asking(noor: Person) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.children")
    await noor.say("morgen 14:30")
    await noor.say("daarna naar de kastanjeboom")
    assert not stands_in_files(noor.stage, "kastanjeboom")
    chat = noor.stage.world.chat(noor.id)
    assert all("kastanjeboom" not in text_of(m) for m in chat)
    await at(noor, 13, 31)
    assert pushes(noor) == [noor.words("appointment.before")]
    await noor.press("appointment.button.note")
    assert "kastanjeboom" in text_of(noor.last)


async def test_a_note_that_is_too_long_is_asked_again(noor: Person) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.children")
    await noor.say("morgen 14:30")
    again = noor.words("appointment.note_again", n=LONGEST_NOTE)
    assert text_of(await noor.say("x" * (LONGEST_NOTE + 1))) == again
    assert text_of(await noor.send("voice")) == noor.words("keeping.only_text")


async def test_moved_it_comes_at_the_new_time_only(noor: Person) -> None:
    await plan(noor)
    await noor.say("/afspraak")
    await noor.tap("di 24 nov 14:30")
    await noor.press("appointment.button.move")
    await noor.say("morgen 17:00")
    assert text_of(noor.last) == noor.words(
        "appointment.planned", when=f"{TOMORROW}, 17:00", which=ALL_THREE
    )
    await at(noor, 15, 59)
    assert pushes(noor) == []
    await at(noor, 18, 1)
    assert pushes(noor) == [noor.words(f"appointment.{x}") for x in ("before", "during", "after")]


async def test_moving_that_is_left_keeps_the_old_time(noor: Person) -> None:
    await plan(noor)
    await noor.say("/afspraak")
    await noor.tap("di 24 nov 14:30")
    await noor.press("appointment.button.move")
    await noor.press("appointment.button.leave")
    await at(noor, 14, 31)
    assert len(pushes(noor)) == 2


async def test_called_off_nothing_comes_and_twice_is_the_same(noor: Person) -> None:
    await plan(noor)
    [row] = await planned(noor.stage)
    await noor.say("/afspraak")
    await noor.tap("di 24 nov 14:30")
    await noor.press("appointment.button.cancel")
    assert text_of(noor.last) == noor.words("appointment.cancelled")
    await noor.tap_data(f"appointment:cancel:{row['id']}", stale=True)
    assert text_of(noor.last) == noor.words("appointment.cancelled")
    await at(noor, 17)
    assert pushes(noor) == []
    for verb in ("look", "move", "day", "time", "sure", "hush", "done"):
        await noor.tap_data(f"appointment:{verb}:{row['id']}:1", stale=True)
        assert text_of(noor.last) == noor.words("appointment.gone"), verb


async def test_while_it_goes_on_it_is_listed_and_can_be_moved(noor: Person) -> None:
    await plan(noor)
    await at(noor, 14, 35)
    await noor.say("/afspraak")
    await noor.tap("di 24 nov 14:30")
    await noor.press("appointment.button.move")
    await noor.say("16:00")
    assert f"{TOMORROW}, 16:00" in text_of(noor.last)
    await at(noor, 15, 59)
    names = ["before", "during", "before"]
    assert pushes(noor) == [noor.words(f"appointment.{name}") for name in names]
    await at(noor, 17, 1)
    assert pushes(noor)[3:] == [noor.words(f"appointment.{x}") for x in ("during", "after")]


async def test_called_off_while_it_goes_on_nothing_is_asked_afterwards(noor: Person) -> None:
    await plan(noor)
    await at(noor, 14, 35)
    await noor.say("/afspraak")
    await noor.tap("di 24 nov 14:30")
    await noor.press("appointment.button.cancel")
    await at(noor, 17)
    assert noor.words("appointment.after") not in pushes(noor)


async def test_once_its_last_message_came_it_is_listed_no_more(noor: Person) -> None:
    await plan(noor)
    await at(noor, 15, 31)
    assert text_of(await noor.say("/afspraak")) == noor.words("appointment.none")


async def test_called_off_while_a_message_was_queued_it_does_not_leave(noor: Person) -> None:
    await plan(noor)
    [row] = await planned(noor.stage)
    noor.stage.thinking = 0
    noor.stage.clock.move_to(datetime(2026, 11, 24, 12, 30, 1, tzinfo=UTC))
    await noor.stage.settle()
    await queue_due(noor.stage.app.deps)
    await noor.stage.settle()
    assert [row["kind"] for row in await table(noor.stage, "outbox")].count("appointment") == 1
    await noor.tap_data(f"appointment:cancel:{row['id']}", stale=True)
    await at(noor, 17)
    assert pushes(noor) == []


async def test_in_quiet_hours_it_is_asked_once_and_then_kept(noor: Person) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    await noor.say("morgen 07:30")
    assert text_of(noor.last) == noor.words("appointment.in_quiet", when=f"{TOMORROW}, 07:30")
    await noor.press("appointment.button.sure")
    await noor.press("appointment.button.no_note")
    await at(noor, 9)
    assert len(pushes(noor)) == 3


async def test_in_quiet_hours_what_was_not_wanted_is_left_out_not_late_and_that_is_said(
    noor: Person,
) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    await noor.say("morgen 07:30")
    await noor.press("appointment.button.hush")
    said = text_of(await noor.press("appointment.button.no_note"))
    assert said.startswith(
        noor.words("appointment.planned_some", when=f"{TOMORROW}, 07:30", which="een uur erna")
    )
    assert said.endswith(noor.words("appointment.before").strip())
    await at(noor, 12)
    assert pushes(noor) == [noor.words("appointment.after")]


async def test_where_nothing_of_it_comes_that_is_said(noor: Person) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    await noor.say("morgen 03:30")
    await noor.press("appointment.button.hush")
    said = text_of(await noor.press("appointment.button.no_note"))
    assert said.startswith(noor.words("appointment.planned_none", when=f"{TOMORROW}, 03:30"))
    await at(noor, 12)
    assert pushes(noor) == []


@pytest.mark.parametrize("typed", ["9.10", "9.10 uur", "9:10"])
async def test_after_the_day_was_tapped_a_dotted_number_is_the_time(
    noor: Person, typed: str
) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    await noor.tap("di 24 nov")
    await noor.say(typed)
    assert f"{TOMORROW}, 09:10" in text_of(noor.last)


async def test_a_time_that_is_not_understood_leaves_the_day_chosen(noor: Person) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    await noor.tap("di 24 nov")
    assert text_of(await noor.say("tegen de middag")) == noor.words("appointment.what_time")
    await noor.say("14.30")
    assert f"{TOMORROW}, 14:30" in text_of(noor.last)


async def test_what_was_asked_for_does_not_count_among_two_a_day(noor: Person) -> None:
    await plan(noor, "morgen 12:00")
    await at(noor, 14)
    record = await noor.record()
    assert record is not None
    assert len(pushes(noor)) == 3
    assert record.pushed == 1, "the daily message alone"


async def test_a_pause_holds_these_too_and_that_is_said(noor: Person) -> None:
    await noor.say("/pauze")
    await plan(noor)
    assert noor.words("appointment.paused") in text_of(noor.last)
    await at(noor, 17)
    assert pushes(noor) == []


async def test_after_downtime_nothing_is_said_that_is_no_longer_true(noor: Person) -> None:
    await plan(noor)
    noor.stage.clock.move_to(datetime(2026, 11, 24, 14, 45, tzinfo=UTC))
    await noor.stage.app.run_due()
    await noor.stage.walk(minutes=1)
    assert pushes(noor) == [noor.words("appointment.after")]


async def test_where_others_may_look_a_neutral_line_comes_and_opens(stage: Stage) -> None:
    seen = await stage.enrolled("Noor", seen=True)
    await plan(seen)
    await at(seen, 13, 31)
    assert text_of(seen.last) == seen.words("stub.line")
    await seen.press("stub.button.open")
    assert text_of(seen.last) == seen.words("appointment.before")
    await stage.walk(minutes=11)
    assert pushes(seen) == []


async def test_soon_after_a_crisis_only_the_neutral_line_comes(noor: Person) -> None:
    await plan(noor, "15:00")
    await noor.say("hij slaat me")
    await at(noor, 14, 1, day=23)
    assert text_of(noor.last) == noor.words("stub.line")
    assert pushes(noor) == []


@pytest.mark.parametrize(
    ("typed", "shown", "instant"),
    [
        ("28-03-2027 02:30", "zondag 28 maart, 03:30", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (
            "25-10-2027 14:30",
            "maandag 25 oktober, 14:30",
            datetime(2027, 10, 25, 12, 30, tzinfo=UTC),
        ),
        (
            "01-11-2027 14:30",
            "maandag 1 november, 14:30",
            datetime(2027, 11, 1, 13, 30, tzinfo=UTC),
        ),
    ],
)
async def test_the_hour_is_that_of_the_clock_on_that_day(
    stage: Stage, typed: str, shown: str, instant: datetime
) -> None:
    noor = await enrolled(stage, quiet_from=0, quiet_to=0)
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    await noor.say(typed)
    assert shown in text_of(noor.last)
    [row] = await planned(stage)
    assert row["at"] == instant


async def test_the_hour_is_that_of_the_clients_own_zone(stage: Stage) -> None:
    noor = await enrolled(stage, quiet_from=0, quiet_to=0)
    await wish(noor, zone="America/Paramaribo")
    await plan(noor)
    [row] = await planned(stage)
    assert row["at"] == datetime(2026, 11, 24, 17, 30, tzinfo=UTC)


@pytest.mark.long
async def test_so_many_and_no_more(noor: Person) -> None:
    for number in range(MOST):
        await plan(noor, f"{number + 1}-12 14:30")
    await noor.say("/afspraak")
    assert noor.words("appointment.button.new") not in noor.buttons
    for old in ("appointment:new", "appointment:kind:work"):
        answer = await noor.tap_data(old, stale=True)
        assert text_of(answer) == noor.words("appointment.full", n=MOST)


@pytest.mark.parametrize(
    "data",
    ["appointment:day:1:0", "appointment:day:1:99999999999999", "appointment:time:1:0:0",
     "appointment:time:1:739945:99999", "appointment:sure:1:99999999999999",
     "appointment:sure:1:0", "appointment:hush:1:x", "appointment:kind:nonsense",
     "appointment:how:1:nonsense", "appointment:open:1:99", "appointment:look:1"],
)  # fmt: skip
async def test_forged_buttons_get_a_kind_answer(noor: Person, data: str) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    answer = await noor.tap_data(data, stale=True)
    assert text_of(answer) != noor.book.replies["failed"]


async def test_nobody_moves_or_sees_that_of_another(noor: Person, mia: Person) -> None:
    await plan(noor)
    [row] = await planned(noor.stage)
    for verb in ("look", "move", "day", "time", "done", "cancel", "how", "open", "sure"):
        await mia.tap_data(f"appointment:{verb}:{row['id']}:1", message_id=1, stale=True)
    assert await planned(noor.stage) == [row]


async def test_a_restart_in_between_loses_nothing(noor: Person) -> None:
    await plan(noor)
    await noor.stage.restart()
    await at(noor, 16)
    assert len(pushes(noor)) == 3


async def test_typing_after_the_draft_is_gone_begins_anew(noor: Person) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")
    async with noor.stage.app.deps.store.write() as tx:
        await appointments.drop_drafts(tx, 1)
    when = f"{TOMORROW}, 14:30"
    then = noor.words("appointment.which_then", when=when)
    assert text_of(await noor.say("morgen 14:30")) == then


async def test_a_visitor_hears_what_it_belongs_to(visitor: Person) -> None:
    assert text_of(await visitor.say("/afspraak")) == visitor.words("settings.visitor")


def data_of(message: Message) -> list[str]:
    return [button.data or "" for button in buttons_of(message)]


@LANGUAGES
async def test_today_is_the_answer_where_a_day_is_asked_for(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/afspraak" if spoken == "nl" else "/appointment")
    await person.press("appointment.button.work")
    asked = await person.say("vandaag" if spoken == "nl" else "today")
    assert text_of(asked) not in (person.words("daily.none_today"), person.words("daily.waiting"))
    assert any(data.startswith("appointment:time:") for data in data_of(asked))
    await person.say("/brief" if spoken == "nl" else "/letter")
    for_today = await person.say(person.words("button.today"))
    assert not text_of(for_today).startswith(person.words("letter.sealed")[:20])


@LANGUAGES
async def test_a_moment_behind_the_command_is_taken_along(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    asked = await person.say(
        "/afspraak morgen 14:00" if spoken == "nl" else "/appointment tomorrow 14:00"
    )
    assert text_of(asked).startswith(person.words("appointment.which_then").partition("{")[0])
    assert "14:00" in text_of(asked)
    await person.press("appointment.button.work")
    await person.press("appointment.button.no_note")
    (row,) = await planned(stage)
    assert (row["kind"], row["at"]) == ("work", datetime(2026, 11, 24, 13, tzinfo=UTC))


async def test_of_a_day_behind_the_command_the_hour_is_asked(stage: Stage, noor: Person) -> None:
    asked = await noor.say("/afspraak morgen")
    assert "di 24-11" in text_of(asked) or "24" in text_of(asked)
    assert text_of(await noor.press("appointment.button.work")) == noor.words(
        "appointment.what_time"
    )
    await noor.say("14:30")
    await noor.press("appointment.button.no_note")
    (row,) = await planned(stage)
    assert row["at"] == datetime(2026, 11, 24, 13, 30, tzinfo=UTC)


async def test_what_holds_no_moment_behind_the_command_is_said(noor: Person) -> None:
    asked = await noor.say("/afspraak met de school")
    assert text_of(asked) == noor.words("appointment.which_unknown")
    await noor.press("appointment.button.children")
    assert text_of(noor.last) == noor.words("appointment.when")


@pytest.mark.parametrize("typed", ["8:00", "vandaag 9:00", "22-11-2026", "1 december 10"])
async def test_what_has_been_is_never_noted_behind_the_command(noor: Person, typed: str) -> None:
    asked = text_of(await noor.say(f"/afspraak {typed}"))
    assert asked.startswith(noor.words("appointment.past"))
    await noor.press("appointment.button.work")
    assert text_of(await noor.say(typed)) == noor.words("appointment.past")


@pytest.mark.parametrize(
    ("spoken", "said", "kind", "when"),
    [
        ("nl", "1 december 10 uur rechtbank", "lawyer", "dinsdag 1 december, 10:00"),
        ("nl", "12 december 14 uur bij de notaris", "lawyer", "zaterdag 12 december, 14:00"),
        ("nl", "vrijdag 17u kinderen", "children", "vrijdag 27 november, 17:00"),
        ("nl", "straks om 3 uur kinderen", "children", "maandag 23 november, 15:00"),
        ("en", "1 december 10 am court", "lawyer", "Tuesday 1 December, 10:00"),
        ("en", "friday 5pm kids", "children", "Friday 27 November, 17:00"),
        ("en", "later at 3 pm the kids", "children", "Monday 23 November, 15:00"),
    ],
)
@pytest.mark.parametrize("asked", ["command", "kind", "when"])
async def test_a_sentence_is_read_alike_behind_the_command_and_where_it_is_asked(
    stage: Stage, spoken: str, said: str, kind: str, when: str, asked: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    command = {"nl": "/afspraak", "en": "/appointment"}[spoken]
    if asked == "command":
        await person.say(f"{command} {said}")
    else:
        await person.say(command)
        if asked == "when":
            await person.press(f"appointment.button.{kind}")
        await person.say(said)
    noted = person.words("appointment.ask_note", when=when, n=LONGEST_NOTE)
    assert text_of(person.last) == noted
    await person.press("appointment.button.no_note")
    (row,) = await planned(stage)
    assert row["kind"] == kind


@pytest.mark.parametrize(
    ("spoken", "said", "at"),
    [
        ("nl", "over een uur", "11:00"), ("nl", "over een half uur", "10:30"),
        ("nl", "over 20 minuten", "10:20"), ("nl", "over anderhalf uur", "11:30"),
        ("en", "in an hour", "11:00"), ("en", "in half an hour", "10:30"),
        ("en", "two hours from now", "12:00"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("asked", ["command", "kind", "when"])
async def test_it_may_be_said_how_long_from_now_it_is(
    stage: Stage, spoken: str, said: str, at: str, asked: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    command = {"nl": "/afspraak", "en": "/appointment"}[spoken]
    await person.say(f"{command} {said}" if asked == "command" else command)
    if asked == "when":
        await person.press("appointment.button.children")
    if asked != "command":
        await person.say(said)
    if asked != "when":
        await person.press("appointment.button.children")
    assert at in text_of(person.last)
    await person.press("appointment.button.no_note")
    (row,) = await planned(stage)
    assert isinstance(row["at"], datetime)
    assert f"{row['at']:%H:%M}" == f"{int(at[:2]) - 1:02}{at[2:]}"


@pytest.mark.parametrize(
    ("spoken", "said"), [("nl", "over een uur wil ik hem appen"), ("nl", "ik ga hem nu appen"),
                         ("en", "in an hour i am going to text him")]
)  # fmt: skip
async def test_an_urge_with_an_hour_in_it_goes_first(stage: Stage, spoken: str, said: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/afspraak", "en": "/appointment"}[spoken])
    await person.press("appointment.button.work")
    await person.say(said)
    assert len(await table(stage, "urge")) == 1


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("nl", "ik ben zo bang voor vrijdag 5 uur"), ("nl", "ik zie op tegen morgen 10 uur"),
        ("en", "i'm so scared of friday 5pm"),
    ],
)  # fmt: skip
async def test_of_what_is_dreaded_no_hour_is_noted(stage: Stage, spoken: str, said: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/afspraak", "en": "/appointment"}[spoken])
    await person.press("appointment.button.work")
    await person.say(said)
    assert [row["at"] for row in await planned(stage)] in ([], [None])


@pytest.mark.parametrize(
    ("spoken", "said", "kind"),
    [
        ("nl", "over een uur ben ik er niet meer", "suicide"),
        ("nl", "vrijdag 17u maak ik er een eind aan", "suicide"),
        ("nl", "over een half uur is hij hier en dan slaat hij me", "violence"),
        ("en", "in an hour i will kill myself", "suicide"),
        ("en", "friday 5pm i want to die", "suicide"),
        ("en", "he'll be here in an hour and he hits me", "violence"),
    ],
)
@pytest.mark.parametrize("asked", ["command", "kind", "when"])
async def test_a_cry_with_an_hour_in_it_is_no_appointment(
    stage: Stage, spoken: str, said: str, kind: str, asked: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    command = {"nl": "/afspraak", "en": "/appointment"}[spoken]
    if asked != "command":
        await person.say(command)
        if asked == "when":
            await person.press("appointment.button.children")
        assert kind_of(person, await person.say(said)) in {kind, f"{kind}_veiled"}
    else:
        assert kind_of(person, await person.say(f"{command} {said}")) in {kind, f"{kind}_veiled"}
    assert [row["at"] for row in await planned(stage)] in ([], [None])


BY_DAY = {
    "nl": ["morgen om 3 uur", "morgen 3u", "morgen om 3", "morgen om drie uur"],
    "en": ["tomorrow at 3", "tomorrow at three", "tomorrow at 3 o'clock", "tomorrow 3 pm"],
}


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_three_is_meant_for_the_afternoon(stage: Stage, spoken: str) -> None:
    for number, typed in enumerate(BY_DAY[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say({"nl": "/afspraak", "en": "/appointment"}[spoken])
        await person.press("appointment.button.children")
        assert "15:00" in text_of(await person.say(typed)), typed


@pytest.mark.parametrize("spoken", ["nl", "en"])
@pytest.mark.parametrize("which", [0, 1])
async def test_whether_it_may_come_in_the_quiet_hours_is_answered_in_words(
    stage: Stage, spoken: str, which: int
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/afspraak", "en": "/appointment"}[spoken])
    await person.press("appointment.button.children")
    await person.say({"nl": "morgen om 03:00", "en": "tomorrow at 3:00"}[spoken])
    assert person.words("appointment.button.sure") in person.buttons
    await person.say({"nl": ("ja", "nee"), "en": ("yes", "no")}[spoken][which])
    assert person.words("appointment.no_when") not in person.texts
    assert "03:00" in text_of(person.last)


@pytest.mark.parametrize(
    ("spoken", "said", "kind", "when"),
    [
        (
            "nl",
            "vrijdag 5 uur komt hij de kinderen halen",
            "children",
            "vrijdag 27 november, 17:00",
        ),
        ("nl", "zaterdag half 3 breng ik de kinderen", "children", "zaterdag 28 november, 14:30"),
        ("nl", "donderdag 11 uur bij de advocaat", "lawyer", "donderdag 26 november, 11:00"),
        ("en", "friday 5pm he picks up the kids", "children", "Friday 27 November, 17:00"),
        ("nl", "morgen de kinderen halen om 15:00", "children", "dinsdag 24 november, 15:00"),
        ("en", "tomorrow the kids at 3 pm", "children", "Tuesday 24 November, 15:00"),
    ],
)
async def test_what_it_is_about_and_when_may_be_said_in_one_sentence(
    stage: Stage, spoken: str, said: str, kind: str, when: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/afspraak")
    asked = await person.say(said)
    assert text_of(asked) == person.words("appointment.ask_note", when=when, n=LONGEST_NOTE)
    await person.press("appointment.button.no_note")
    (row,) = await planned(stage)
    assert row["kind"] == kind


async def test_a_time_alone_is_noted_and_asked_what_it_is_about(noor: Person) -> None:
    await noor.say("/afspraak")
    asked = await noor.say("morgen 14:30")
    when = f"{TOMORROW}, 14:30"
    assert text_of(asked) == noor.words("appointment.which_then", when=when)


async def test_what_is_no_time_goes_where_it_would_have_gone(noor: Person) -> None:
    await noor.say("/afspraak")
    heard = await noor.say("ik wil hem appen")
    assert text_of(heard) == noor.words("urge.first")
    await noor.say("/afspraak")
    heard = await noor.say("dankjewel")
    assert text_of(heard).startswith(noor.words("other.thanks"))
    for said in ("ik ben zo bang voor vrijdag", "stuur me morgen niks", "hoe laat kom je morgen"):
        await noor.say("/afspraak")
        await noor.say(said)
        assert "vrijdag 27" not in text_of(noor.last), said
        assert noor.words("appointment.button.lawyer") not in noor.buttons, said


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("nl", "Elke vrijdag om 17:00 haalt hij de kinderen"),
        ("nl", "elke vrijdag om 17:00"),
        ("nl", "Elke vrijdagavond om 17:00"),
        ("nl", "/afspraak elke vrijdag om 17:00"),
        ("en", "every Friday at 17:00"),
        ("en", "/appointment every Friday at 17:00"),
    ],
)
async def test_what_comes_back_every_week_is_not_noted_as_once(
    stage: Stage, spoken: str, said: str
) -> None:
    person = await stage.enrolled("Kim", spoken)
    await person.say("/afspraak" if spoken == "nl" else "/appointment")
    await person.say(said)
    assert person.words("moment.once") in text_of(person.last)
    assert person.words("appointment.button.children") in person.buttons
    assert not [row for row in await planned(stage) if row["at"]]
    await person.press("appointment.button.children")
    await person.say("morgen 17:00" if spoken == "nl" else "tomorrow 17:00")
    await person.press("appointment.button.no_note")
    assert [row["kind"] for row in await planned(stage) if row["at"]] == ["children"]


def _at(day: int, hour: str) -> datetime:
    """This hour of November in Amsterdam."""
    hours, minutes = map(int, hour.split(":"))
    return datetime(2026, 11, day, hours - 1, minutes, tzinfo=UTC)


@pytest.mark.parametrize(
    ("spoken", "typed", "answer", "hour"),
    [
        ("nl", "morgen half acht", "'s avonds", "19:30"),
        ("nl", "morgen half acht", "avond", "19:30"),
        ("nl", "morgen half acht", "in de ochtend", "07:30"),
        ("nl", "morgen 8 uur", "20:00", "20:00"),
        ("en", "tomorrow at eight", "morning", "08:00"),
        ("en", "tomorrow at eight", "pm", "20:00"),
    ],
)
async def test_an_hour_of_the_morning_or_the_evening_is_asked_about(
    stage: Stage, spoken: str, typed: str, answer: str, hour: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await plan(person, typed)
    assert text_of(person.last) == person.words("moment.halves")
    await person.say(answer)
    if person.words("appointment.button.sure") in person.buttons:
        await person.press("appointment.button.sure")
    (held,) = await planned(stage)
    assert held["at"] == _at(24, hour)


async def test_it_is_asked_as_well_where_it_is_not_known_yet_what_it_is_about(
    stage: Stage,
) -> None:
    noor = await stage.enrolled("Noor")
    await noor.say("/afspraak morgen half acht")
    assert text_of(noor.last) == noor.words("appointment.which_then", when="di 24 nov")
    await noor.press("appointment.button.children")
    assert noor.buttons[:2] == ["07:30", "19:30"]
    await noor.tap("19:30")
    (held,) = await planned(stage)
    assert held["at"] == _at(24, "19:30")


@pytest.mark.parametrize(
    ("typed", "hour"), [("vandaag half acht", "19:30"), ("half acht, in de avond", "19:30")]
)
async def test_it_is_not_asked_where_only_one_can_be_meant(
    stage: Stage, typed: str, hour: str
) -> None:
    noor = await stage.enrolled("Noor")
    await plan(noor, typed)
    (held,) = await planned(stage)
    assert held["at"] == _at(23, hour)

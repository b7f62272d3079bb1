"""Dates that are hard: a small message on the day, at the daily hour, that does not name it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.features.hard_days.service import MOST
from bot.store import clients, hard_days
from tests.cast import Person, Stage, text_of
from tests.enrolling import enrolled, the_client, wish
from tests.scenes.broadcasting import WORDS, send
from tests.scenes.database import stands_in_files, table
from tests.scenes.fixed import kind_of

LANGUAGES = pytest.mark.parametrize("spoken", ["nl", "en"])


async def note(person: Person, typed: str, often: str = "yearly", name: str = "") -> None:
    """She notes a date."""
    await person.tap_data("date:add", message_id=1, stale=True)
    await person.say(typed)
    await person.press(f"date.button.{often}")
    if name:
        await person.say(name)
    else:
        await person.press("date.button.no_name")


async def noted(stage: Stage) -> list[dict[str, Any]]:
    """The rows of the dates."""
    return await table(stage, "hard_day")


def how_often(person: Person) -> int:
    """How often the message of such a day came."""
    return person.texts.count(person.words("date.today"))


async def the_day(person: Person, day: int, hour: int, minute: int = 0) -> None:
    """The clock in Amsterdam shows this, in November."""
    await person.stage.walk_to(datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC))


@LANGUAGES
async def test_on_the_day_one_small_message_comes_at_the_daily_hour(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await note(person, "25 november" if spoken == "nl" else "25 November", "once")
    await the_day(person, 25, 7, 59)
    assert how_often(person) == 0
    await the_day(person, 25, 8, 1)
    assert how_often(person) == 1
    await the_day(person, 26, 9)
    assert how_often(person) == 1


async def test_it_counts_among_the_two_of_a_day(noor: Person) -> None:
    await note(noor, "25-11", "once")
    await the_day(noor, 25, 9)
    record = await the_client(noor)
    assert (record.pushed_on, record.pushed) == (date(2026, 11, 25), 2)


async def test_it_comes_as_promised_when_two_others_came_that_day(
    stage: Stage, coach: Person
) -> None:
    noor = await enrolled(stage, at="09:00")
    await note(noor, "25-11", "once")
    await the_day(noor, 25, 8, 20)
    await send(coach, 1)
    await the_day(noor, 25, 10)
    assert WORDS in noor.texts
    assert how_often(noor) == 1
    record = await the_client(noor)
    assert (record.pushed_on, record.pushed) == (date(2026, 11, 25), 3)


async def test_quiet_hours_and_a_crisis_hold_it_all_the_same(noor: Person) -> None:
    await note(noor, "25-11", "once")
    await the_day(noor, 24, 22)
    await noor.say("ik wil niet meer leven")
    await the_day(noor, 26, 12)
    assert how_often(noor) == 0


async def test_two_dates_on_one_day_bring_one_message(noor: Person) -> None:
    await note(noor, "25-11", "once")
    await note(noor, "25-11", "yearly")
    await the_day(noor, 25, 9)
    assert how_often(noor) == 1
    record = await the_client(noor)
    assert record.pushed == 2


async def test_from_the_settings_it_is_noted_listed_and_taken_off(noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.hard_days")
    await noor.press("date.button.add")
    await noor.say("12 mei 1990")
    await noor.press("date.button.yearly")
    await noor.say("kastanjeboom")
    day = "woensdag 12 mei 2027"
    assert text_of(noor.last) == noor.words("date.noted", day=day, hour="08:00")
    await noor.press("date.button.list")
    assert "1. 12 mei · kastanjeboom" in text_of(noor.last)
    await noor.tap("1")
    await noor.press("date.button.drop")
    assert text_of(noor.last) == noor.words("date.dropped")
    assert await noted(noor.stage) == []


async def test_its_name_is_sealed_leaves_the_chat_and_is_in_no_message(noor: Person) -> None:
    await note(noor, "25-11", "once", "kastanjeboom")
    assert not stands_in_files(noor.stage, "kastanjeboom")
    await the_day(noor, 25, 9)
    chat = noor.stage.world.chat(noor.id)
    assert all("kastanjeboom" not in text_of(message) for message in chat)


async def test_a_yearly_one_comes_back_and_a_single_one_is_forgotten(noor: Person) -> None:
    await note(noor, "25-11", "yearly")
    await note(noor, "26-11", "once")
    await the_day(noor, 29, 9)
    await noor.stage.app.run_due()
    [row] = await noted(noor.stage)
    assert row["next_at"] == datetime(2027, 11, 25, 7, tzinfo=UTC)


async def test_the_29th_of_february_is_explained(noor: Person) -> None:
    await note(noor, "29-02", "yearly")
    assert noor.words("date.leap") in text_of(noor.last)
    [row] = await noted(noor.stage)
    assert row["next_at"] == datetime(2027, 2, 28, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed", ["29-02-2027", "31-04", "hoi", "14:30", "🌊", "12-05-2031", "1-1-0001", "31-12-9999"]
)
async def test_what_is_no_day_is_asked_again_kindly(noor: Person, typed: str) -> None:
    await noor.tap_data("date:add", message_id=1, stale=True)
    assert text_of(await noor.say(typed)) == noor.words("date.no_day")
    await noor.say("12 mei")
    assert noor.words("date.button.once") in noor.buttons


async def test_a_weekday_that_is_another_than_that_of_the_date_is_asked_about(
    noor: Person,
) -> None:
    await noor.tap_data("date:add", message_id=1, stale=True)
    said = noor.words("moment.doubtful_day", on="woensdag 25 november", near="vrijdag 27 november")
    assert text_of(await noor.say("vrijdag 25 november")) == said
    await noor.say("vrijdag 27 november")
    day = "vrijdag 27 november 2026"
    assert text_of(noor.last) == noor.words("date.how_often", day=day)


@pytest.mark.parametrize("typed", ["22-11-2026", "23-11", "12-05-1990"])
async def test_a_day_that_has_been_cannot_come_once_but_every_year(
    noor: Person, typed: str
) -> None:
    await noor.tap_data("date:add", message_id=1, stale=True)
    await noor.say(typed)
    await noor.press("date.button.once")
    assert text_of(noor.last) == noor.words("date.past", hour="08:00")
    await noor.press("date.button.yearly")
    await noor.press("date.button.no_name")
    [row] = await noted(noor.stage)
    assert row["next_at"] > noor.stage.clock.now()


async def test_another_hour_or_zone_moves_the_message_with_it(noor: Person) -> None:
    await note(noor, "25-11", "once")
    await wish(noor, daily_at=1140)
    [row] = await noted(noor.stage)
    assert row["next_at"] == datetime(2026, 11, 25, 18, tzinfo=UTC)
    await wish(noor, zone="America/Paramaribo")
    [row] = await noted(noor.stage)
    assert row["next_at"] == datetime(2026, 11, 25, 22, tzinfo=UTC)


async def test_a_later_hour_on_the_day_itself_brings_no_second_one(noor: Person) -> None:
    await note(noor, "25-11", "yearly")
    await the_day(noor, 25, 9)
    await wish(noor, daily_at=1140)
    await the_day(noor, 25, 20)
    assert how_often(noor) == 1


async def test_a_pause_holds_it_and_that_is_said(noor: Person) -> None:
    await noor.say("/pauze")
    await note(noor, "25-11", "once")
    assert noor.words("date.paused") in text_of(noor.last)
    await the_day(noor, 26, 9)
    assert how_often(noor) == 0


async def test_a_pause_that_comes_later_holds_it_too(noor: Person) -> None:
    await note(noor, "25-11", "once")
    await noor.say("/pauze")
    await the_day(noor, 26, 9)
    assert how_often(noor) == 0


async def _after_the_programme(person: Person, after: str) -> None:
    async with person.stage.app.deps.store.write() as tx:
        client = await clients.find_by_chat(tx, person.id)
        assert client is not None
        now = person.stage.clock.now()
        await clients.change(tx, client.id, ended_at=now, after=after, next_daily_at=None)


async def test_after_the_programme_it_comes_only_when_a_weekly_one_does(noor: Person) -> None:
    await _after_the_programme(noor, "ask")
    await note(noor, "25-11", "once")
    assert noor.words("date.over") in text_of(noor.last)
    await the_day(noor, 25, 9)
    assert how_often(noor) == 0
    await _after_the_programme(noor, "weekly")
    await note(noor, "26-11", "once")
    await the_day(noor, 26, 9)
    assert how_often(noor) == 1


async def test_where_others_may_look_a_neutral_line_comes_and_opens(stage: Stage) -> None:
    seen = await stage.enrolled("Noor", seen=True)
    await note(seen, "25-11", "once", "kastanjeboom")
    await the_day(seen, 25, 8, 1)
    assert set(seen.texts[-2:]) == {seen.words("stub.line")}
    for message in seen.heard[-2:]:
        await seen.tap(seen.words("stub.button.open"), message)
    assert how_often(seen) == 1


async def test_a_crisis_holds_it_and_it_does_not_come_on_another_day(noor: Person) -> None:
    await note(noor, "24-11", "once")
    await the_day(noor, 23, 22)
    await noor.say("hij slaat me")
    await the_day(noor, 25, 12)
    assert how_often(noor) == 0


async def test_taken_off_on_the_morning_itself_it_does_not_come(noor: Person) -> None:
    await note(noor, "25-11", "once")
    [row] = await noted(noor.stage)
    await the_day(noor, 25, 7)
    await noor.tap_data(f"date:drop:{row['id']}", stale=True)
    await the_day(noor, 25, 9)
    assert how_often(noor) == 0


async def test_so_many_and_no_more(noor: Person) -> None:
    now = noor.stage.clock.now()
    async with noor.stage.app.deps.store.write() as tx:
        for number in range(MOST):
            day_id = await hard_days.begin(tx, 1, date(2027, 1, number + 1), now)
            await hard_days.change(tx, day_id, ready=True, yearly=True)
    full = await noor.tap_data("date:add", message_id=1, stale=True)
    assert text_of(full) == noor.words("date.full", n=MOST)
    await noor.tap_data("date:list", stale=True)
    assert noor.words("date.button.add") not in noor.buttons


async def test_what_was_begun_and_left_is_not_kept(noor: Person) -> None:
    await noor.tap_data("date:add", message_id=1, stale=True)
    await noor.say("12 mei")
    await noor.press("date.button.leave")
    assert await noted(noor.stage) == []


async def test_a_name_that_is_too_long_or_no_text_is_asked_again(noor: Person) -> None:
    await noor.tap_data("date:add", message_id=1, stale=True)
    await noor.say("12 mei")
    await noor.press("date.button.yearly")
    again = noor.words("date.name_again", n=60)
    assert text_of(await noor.say("x" * 61)) == again
    assert text_of(await noor.send("photo")) == noor.words("keeping.only_text")


async def test_old_buttons_say_that_the_day_is_gone(noor: Person) -> None:
    await note(noor, "12 mei")
    [row] = await noted(noor.stage)
    for _ in range(2):
        dropped = await noor.tap_data(f"date:drop:{row['id']}", stale=True)
        assert text_of(dropped) == noor.words("date.dropped")
    for verb in ("look", "every", "once", "done"):
        old = await noor.tap_data(f"date:{verb}:{row['id']}", stale=True)
        assert text_of(old) == noor.words("date.gone"), verb


async def test_nobody_sees_or_drops_the_day_of_another(noor: Person, mia: Person) -> None:
    await note(noor, "12 mei", "yearly", "kastanjeboom")
    before = await noted(noor.stage)
    for verb in ("look", "drop", "every", "once", "done"):
        await mia.tap_data(f"date:{verb}:{before[0]['id']}", message_id=1, stale=True)
        assert all("kastanjeboom" not in text for text in mia.texts)
    assert await noted(noor.stage) == before


@pytest.mark.parametrize(
    ("daily_at", "quiet", "shown", "hour"),
    [(1320, (1260, 480), "08:00", 8), (1200, (1200, 540), "09:00", 9), (420, None, "08:00", 8)],
)
async def test_at_an_hour_inside_the_quiet_hours_it_comes_at_their_end_and_that_is_said(
    noor: Person, daily_at: int, quiet: tuple[int, int] | None, shown: str, hour: int
) -> None:
    if quiet is not None:
        await wish(noor, quiet_from=quiet[0], quiet_to=quiet[1])
    await wish(noor, daily_at=daily_at)
    await note(noor, "25-11", "once")
    day = "woensdag 25 november 2026"
    assert text_of(noor.last) == noor.words("date.noted", day=day, hour=shown)
    await the_day(noor, 25, hour - 1, 59)
    assert how_often(noor) == 0
    await the_day(noor, 25, hour, 1)
    assert how_often(noor) == 1


async def test_it_moves_along_with_the_quiet_hours(noor: Person) -> None:
    await wish(noor, daily_at=480)
    await note(noor, "25-11", "once")
    await wish(noor, quiet_from=1200, quiet_to=540)
    await the_day(noor, 25, 8, 59)
    assert how_often(noor) == 0
    await the_day(noor, 25, 9, 1)
    assert how_often(noor) == 1


@LANGUAGES
@pytest.mark.parametrize("yearly", [True, False])
async def test_whether_it_comes_back_is_answered_in_words(
    stage: Stage, spoken: str, *, yearly: bool
) -> None:
    yes = {"nl": ("ja", "ja hoor", "elk jaar"), "en": ("yes", "yes every year", "every year")}
    no = {"nl": ("nee", "nee eenmalig", "een keer"), "en": ("no", "no just once", "once")}
    for number, said in enumerate((yes if yearly else no)[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.tap_data("date:add", message_id=1, stale=True)
        await person.say("3 december" if spoken == "nl" else "3 December")
        assert text_of(await person.say(said)) == person.words("date.ask_name"), said
    assert {bool(row["yearly"]) for row in await noted(stage)} == {yearly}


@LANGUAGES
async def test_a_cry_where_it_is_asked_if_it_comes_back_goes_first(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("date:add", message_id=1, stale=True)
    await person.say("3 december" if spoken == "nl" else "3 December")
    said = {"nl": "nee ik wil niet meer leven", "en": "no i want to die"}[spoken]
    assert kind_of(person, await person.say(said)) == "suicide"


NAMED = {
    "zijn verjaardag is 3 maart": ("nl", "zijn verjaardag", "woensdag 3 maart 2027"),
    "3 maart verjaardag Bas": ("nl", "verjaardag Bas", "woensdag 3 maart 2027"),
    "1 december 10 uur rechtszitting": ("nl", "10 uur rechtszitting", "dinsdag 1 december 2026"),
    "eerste kerstdag zonder haar": ("nl", "zonder haar", "vrijdag 25 december 2026"),
    "his birthday is 3 march": ("en", "his birthday", "Wednesday 3 March 2027"),
    "march 3 court": ("en", "court", "Wednesday 3 March 2027"),
    "he turned 40 on christmas eve": ("en", "he turned 40", "Thursday 24 December 2026"),
}


@pytest.mark.parametrize("typed", NAMED)
async def test_a_day_among_a_few_words_is_read_and_they_may_be_its_name(
    stage: Stage, typed: str
) -> None:
    spoken, name, day = NAMED[typed]
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("date:add", message_id=1, stale=True)
    assert text_of(await person.say(typed)) == person.words("date.how_often", day=day)
    await person.press("date.button.once")
    assert text_of(person.last) == person.words("date.ask_name_said")
    assert typed in [text_of(message) for message in stage.world.chat(person.id)]
    await person.press("date.button.keep_name")
    assert typed not in [text_of(message) for message in stage.world.chat(person.id)]
    assert not stands_in_files(stage, name)
    await person.press("date.button.list")
    assert f"{day} · {name}" in text_of(person.last)
    assert await table(stage, "urge") == []


@LANGUAGES
@pytest.mark.parametrize(
    ("answer", "kept"), [("yes", "{}"), ("no", ""), ("kastanjeboom", "kastanjeboom")]
)
async def test_whether_they_are_its_name_is_answered_in_words(
    stage: Stage, spoken: str, answer: str, kept: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    typed, name = {
        "nl": ("zijn verjaardag is 3 maart", "zijn verjaardag"),
        "en": ("his birthday is 3 march", "his birthday"),
    }[spoken]
    await person.tap_data("date:add", message_id=1, stale=True)
    await person.say(typed)
    await person.say({"nl": "elk jaar", "en": "every year"}[spoken])
    said = {"nl": {"yes": "ja", "no": "nee"}, "en": {"yes": "yes", "no": "no"}}[spoken]
    await person.say(said.get(answer, answer))
    await person.press("date.button.list")
    assert (name in text_of(person.last)) is (kept == "{}")
    assert ("kastanjeboom" in text_of(person.last)) is (kept == "kastanjeboom")


FEASTS = [
    ("nl", "eerste kerstdag", "vrijdag 25 december 2026"),
    ("nl", "oudejaarsdag", "donderdag 31 december 2026"),
    ("nl", "Valentijnsdag", "zondag 14 februari 2027"),
    ("en", "Christmas Day", "Friday 25 December 2026"),
    ("en", "New Year’s Eve", "Thursday 31 December 2026"),
]


@pytest.mark.parametrize(("spoken", "typed", "day"), FEASTS)
async def test_a_feast_day_is_known_by_its_name(
    stage: Stage, spoken: str, typed: str, day: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("date:add", message_id=1, stale=True)
    assert text_of(await person.say(typed)) == person.words("date.how_often", day=day)
    await person.press("date.button.yearly")
    assert text_of(person.last) == person.words("date.ask_name")


async def test_a_feast_that_may_be_on_either_of_two_days_is_asked_about(noor: Person) -> None:
    await noor.tap_data("date:add", message_id=1, stale=True)
    said = noor.words("moment.doubtful_day", on="zaterdag 5 december", near="zondag 6 december")
    assert text_of(await noor.say("sinterklaas")) == said


@pytest.mark.parametrize(
    ("spoken", "typed"),
    [
        ("nl", "zijn verjaardag is 3 maart en ik wil hem appen"),
        ("nl", "3 maart, ik ga hem nu bellen"),
        ("nl", "ik wil hem zo graag appen"),
        ("nl", "met kerst wil ik hem bellen"),
        ("en", "his birthday is 3 march and i want to text him"),
        ("en", "3 march, he is calling me now"),
        ("en", "i want to text him so badly"),
    ],
)
async def test_an_urge_said_beside_the_day_goes_first(
    stage: Stage, spoken: str, typed: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("date:add", message_id=1, stale=True)
    await person.say(typed)
    assert len(await table(stage, "urge")) == 1
    assert await noted(stage) == []


@pytest.mark.parametrize(
    ("spoken", "typed", "kinds"),
    [
        ("nl", "zijn verjaardag is 3 maart en dan maak ik er een eind aan", {"suicide"}),
        ("nl", "op 3 maart ben ik er niet meer", {"suicide", "suicide_veiled"}),
        ("nl", "eerste kerstdag wil ik niet meer leven", {"suicide"}),
        (
            "nl",
            "na oudejaarsdag hoeven jullie je geen zorgen meer te maken om mij",
            {"suicide_veiled"},
        ),
        ("nl", "3 maart, de dag dat hij me weer sloeg, hij slaat me nog", {"violence"}),
        ("en", "his birthday is 3 march and i am going to kill myself", {"suicide"}),
        ("en", "by christmas day i want to be dead", {"suicide", "suicide_veiled"}),
        ("en", "march 3 is when i won't be here any more", {"suicide", "suicide_veiled"}),
        ("en", "3 march, he hits me", {"violence"}),
    ],
)
async def test_a_cry_beside_a_day_is_no_name(
    stage: Stage, spoken: str, typed: str, kinds: set[str]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("date:add", message_id=1, stale=True)
    assert kind_of(person, await person.say(typed)) in kinds
    assert await noted(stage) == []


@pytest.mark.parametrize("typed", ["3 maart en 5 mei", "een dag in de herfst"])
async def test_a_sentence_without_one_date_holds_no_day(noor: Person, typed: str) -> None:
    await noor.tap_data("date:add", message_id=1, stale=True)
    assert text_of(await noor.say(typed)) == noor.words("date.no_day")


async def test_words_below_a_photo_are_no_name(noor: Person) -> None:
    await noor.tap_data("date:add", message_id=1, stale=True)
    await noor.send("photo", caption="3 maart verjaardag Bas")
    await noor.press("date.button.once")
    assert text_of(noor.last) == noor.words("date.ask_name")


@pytest.mark.parametrize(
    ("spoken", "typed"),
    [
        ("nl", "3 maart graag"), ("nl", "elk jaar op 3 maart"), ("nl", "sorry ik bedoel 3 maart"),
        ("nl", "het is 3 maart hoor"), ("en", "3 march please"), ("en", "i mean march 3"),
    ],
)  # fmt: skip
async def test_courtesy_beside_a_day_is_no_name(stage: Stage, spoken: str, typed: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("date:add", message_id=1, stale=True)
    await person.say(typed)
    await person.press("date.button.once")
    assert text_of(person.last) == person.words("date.ask_name")


async def test_a_year_of_two_digits_is_that_of_a_birth(noor: Person) -> None:
    await note(noor, "12 mei 88")
    await noor.press("date.button.list")
    assert "12 mei" in text_of(noor.last)
    row = (await noted(noor.stage))[0]
    assert row["day"].year == 1988

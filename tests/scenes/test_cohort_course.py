"""A group and its clients go through the sixteen weeks together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.sandbox.model import Message
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.broadcasting import WORDS, send
from tests.scenes.database import every_table, table
from tests.scenes.test_arriving import come_to_consent, link

MONDAY = date(2026, 11, 23)


async def new_group(coach: Person, name: str = "Dinsdag") -> Message:
    """A group without a first day; gives the question for it."""
    await coach.say("/groepen")
    await coach.press("cohort.button.new")
    return await coach.say(name)


async def starts(coach: Person, typed: str, cohort_id: int = 1) -> Message:
    """Give a group its first day, typed by hand, and confirm."""
    await coach.tap_data(f"cohort:when:{cohort_id}", stale=True)
    await coach.say(typed)
    return await coach.press("cohort.button.yes")


async def arrive(stage: Stage, name: str, language: str = "nl") -> Person:
    """Come through the coach's link up to the choice of eight o'clock."""
    return await stage.client(name, language)


async def groups(stage: Stage) -> list[dict[str, object]]:
    """All groups that are kept."""
    return await table(stage, "cohort")


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_whoever_comes_before_the_first_day_waits_for_it_and_hears_which_day(
    stage: Stage, language: str
) -> None:
    coach = await stage.coach()
    await stage.invite()
    await starts(coach, "7 december 2026")
    lea = await arrive(stage, "Lea", language)
    day = "maandag 7 december" if language == "nl" else "Monday 7 December"
    assert lea.words("start.waits", hour="08:00", on=day) in lea.texts
    await stage.walk(days=13)
    heard = len(lea.heard)
    await stage.walk(days=1)
    assert len(lea.heard) == heard + 1
    assert lea.book.daily[0].title in text_of(lea.last)
    assert lea.book.weeks[0].theme in text_of(lea.last)


@pytest.mark.parametrize(
    ("language", "promised"),
    [
        ("nl", "je coach kan je wel schrijven."),
        ("en", "your coach can write to you."),
    ],
)
async def test_whoever_waits_for_the_first_day_is_promised_no_more_than_what_is_kept(
    stage: Stage, language: str, promised: str
) -> None:
    coach = await stage.coach()
    await stage.invite()
    await starts(coach, "7 december 2026")
    lea = await arrive(stage, "Lea", language)
    assert any(promised in text for text in lea.texts)
    for moved in ("told.moved_waits", "told.waits_waits"):
        assert promised in lea.words(moved, on="")
    await send(coach, 1)
    assert text_of(lea.last) == WORDS


async def test_asking_for_todays_message_before_the_first_day_is_answered_kindly(
    stage: Stage,
) -> None:
    coach = await stage.coach()
    await stage.invite()
    await starts(coach, "7-12")
    lea = await arrive(stage, "Lea")
    waiting = lea.words("daily.waiting", on="maandag 7 december")
    assert [text_of(await lea.say(word)) for word in ("/vandaag", "/week")] == [waiting] * 2


async def test_a_late_one_gets_one_card_and_the_day_of_the_group(stage: Stage) -> None:
    coach = await stage.coach()
    await stage.invite()
    await starts(coach, "9 november 2026")
    lea = await arrive(stage, "Lea")
    card = lea.last
    assert text_of(card) == lea.words("start.catch_up", n=3)
    assert [b.text for b in buttons_of(card)] == ["Week 1", "Week 2"]
    await lea.tap("Week 2", card)
    assert lea.book.weeks[1].theme in text_of(lea.last)
    heard = len(lea.heard)
    await stage.walk(days=1)
    assert len(lea.heard) == heard + 1
    assert lea.book.daily[15].title in text_of(lea.last)
    assert lea.book.weeks[2].theme in text_of(lea.last)


async def test_a_week_that_is_still_to_come_is_not_opened_by_a_forged_button(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/nood")
    answer = await noor.tap_data("daily:past:9", stale=True)
    assert text_of(answer) == noor.words("daily.none_today")


async def test_who_had_begun_waits_for_a_first_day_that_is_set_later_and_hears_that(
    stage: Stage, noor: Person
) -> None:
    await stage.walk(days=2)
    coach = await stage.coach()
    heard = len(noor.heard)
    await starts(coach, "7-12")
    assert [text_of(m) for m in noor.heard[heard:]] == [
        noor.words("told.waits_waits", on="maandag 7 december")
    ]
    await stage.walk(days=11)
    assert len(noor.heard) == heard + 1
    await stage.walk(days=1)
    assert noor.book.daily[0].title in text_of(noor.last)
    assert noor.book.weeks[0].theme in text_of(noor.last)


async def test_before_a_later_first_day_is_set_the_coach_reads_what_it_does(
    stage: Stage, noor: Person
) -> None:
    await stage.walk(days=2)
    coach = await stage.coach()
    await coach.tap_data("cohort:when:1", stale=True)
    asked = await coach.say("7-12")
    assert coach.words("cohort.confirm_wait", n=1, on="maandag 7 december") in text_of(asked)


async def test_who_waited_hears_that_it_goes_on_when_the_first_day_is_set_back(
    stage: Stage, noor: Person
) -> None:
    await stage.walk(days=2)
    coach = await stage.coach()
    heard = len(noor.heard)
    await starts(coach, "7-12")
    await starts(coach, "9-11-2026")
    await stage.walk(days=1)
    came = [text_of(m) for m in noor.heard[heard:]]
    assert came[0] == noor.words("told.waits_waits", on="maandag 7 december")
    assert noor.words("told.goes_on", n=3) in came
    assert len(came) == 3


async def test_who_did_not_hear_yet_that_the_group_waits_hears_nothing_when_it_is_set_back(
    stage: Stage, noor: Person
) -> None:
    await stage.walk(days=2, hours=13)
    coach = await stage.coach()
    heard = len(noor.heard)
    await starts(coach, "7-12")
    await starts(coach, "9-11-2026")
    await stage.walk(hours=12)
    titles = {
        noor.words("told.goes_on", n=3),
        noor.words("told.waits_waits", on="maandag 7 december"),
    }
    assert not titles & {text_of(m) for m in noor.heard[heard:]}


async def test_a_weekday_that_is_another_than_that_of_the_first_day_is_asked_about(
    stage: Stage,
) -> None:
    coach = await stage.coach()
    await new_group(coach)
    on, near = "dinsdag 1 december", "maandag 30 november"
    said = coach.words("moment.doubtful_day", on=on, near=near)
    assert text_of(await coach.say("maandag 1 december")) == said
    assert coach.words("cohort.confirm_start", on=f"{near} 2026") in text_of(await coach.say(near))


async def test_a_queued_message_of_the_day_is_dropped_when_the_group_then_begins_later(
    stage: Stage, something_breaks: None
) -> None:
    lea = await stage.enrolled("Lea", hour=11 * 60)
    # A chat that is asked to slow down keeps the day's message in the queue.
    stage.world.faults.add("sendMessage", lea.id, kind="429", seconds=600)
    await stage.walk(hours=1, minutes=5)
    await starts(await stage.coach(), "7-12")
    await stage.walk(hours=2)
    assert all(lea.book.daily[0].title not in text for text in lea.texts)


@pytest.mark.long
async def test_a_week_off_repeats_the_week_before_and_moves_the_rest_on(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await starts(coach, "16-11-2026")
    await coach.tap_data("cohort:off:1", stale=True)
    await coach.tap("ma 30 nov")
    await stage.walk_to(stage.clock.now() + timedelta(days=6, hours=23))
    again = text_of(noor.last)
    assert noor.book.daily[7].title in again
    assert noor.words("daily.week_off") in again
    await stage.walk(days=1)
    assert noor.words("daily.week_off") not in text_of(noor.last)
    assert noor.book.daily[8].title in text_of(noor.last)
    await stage.walk(days=6)
    assert noor.book.daily[14].title in text_of(noor.last)
    assert noor.book.weeks[2].theme in text_of(noor.last)


async def test_a_week_that_has_begun_cannot_be_taken_off_by_a_forged_button(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await starts(coach, "16-11-2026")
    for day in ("2026-11-23", "2026-12-01", "2027-12-06", "morgen", ""):
        await coach.tap_data(f"cohort:take:1:{day}", stale=True)
    assert await table(stage, "week_off") == []


async def test_a_pause_of_ones_own_does_not_stop_the_group(stage: Stage, noor: Person) -> None:
    await starts(await stage.coach(), "16-11-2026")
    await noor.say("/pauze")
    await stage.walk(days=8)
    await noor.say("/verder")
    await stage.walk(days=1)
    assert noor.book.daily[16].title in text_of(noor.last)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("31-04", "cohort.no_day"),
        ("29-02-2027", "cohort.no_day"),
        ("gisteren ofzo", "cohort.no_day"),
        ("x" * 4096, "cohort.no_day"),
        ("1-1-2026", "cohort.too_old"),
        ("1-1-2029", "cohort.too_far"),
    ],
)
async def test_a_first_day_that_cannot_be_is_asked_for_again(
    stage: Stage, typed: str, answer: str
) -> None:
    coach = await stage.coach()
    await new_group(coach)
    assert text_of(await coach.say(typed)) == coach.words(answer)
    assert (await groups(stage))[0]["start_on"] is None


async def test_a_first_day_that_has_been_says_in_which_week_the_group_is(stage: Stage) -> None:
    coach = await stage.coach()
    await new_group(coach)
    asked = await coach.say("9-11-2026")
    assert coach.words("cohort.confirm_past", n=3) in text_of(asked)
    await coach.press("cohort.button.yes")
    assert (await groups(stage))[0]["start_on"] in (date(2026, 11, 9), "2026-11-09")


@pytest.mark.parametrize("name", ["", "x" * 41, "x" * 4096])
async def test_a_name_that_is_none_is_asked_for_again(stage: Stage, name: str) -> None:
    coach = await stage.coach()
    await coach.say("/groepen")
    await coach.press("cohort.button.new")
    if name:
        assert text_of(await coach.say(name)) == coach.words("cohort.name_again")
    else:
        await coach.send("sticker")
        assert coach.words("meant.words_only") in text_of(coach.last)
    assert await groups(stage) == []


async def test_a_groups_name_is_sealed_and_can_be_changed(stage: Stage) -> None:
    coach = await stage.coach()
    await new_group(coach, "Najaar Utrecht")
    (kept,) = await groups(stage)
    assert b"Utrecht" not in kept["name_sealed"]  # type: ignore[operator]
    await coach.tap_data("cohort:rename:1", stale=True)
    assert "Winter" in text_of(await coach.say("Winter"))


async def test_a_group_that_is_closed_lets_nobody_in_and_its_clients_go_on(
    stage: Stage, noor: Person
) -> None:
    token = await stage.invite()
    coach = await stage.coach()
    await coach.tap_data("cohort:end:1", stale=True)
    await coach.press("cohort.button.end_yes")
    lea = stage.person("Lea")
    await lea.start(token)
    assert lea.texts[0] == lea.words("start.no_link")
    await stage.walk(days=1)
    assert noor.book.daily[0].title in text_of(noor.last)
    gone = await coach.tap_data("cohort:open:1", stale=True)
    assert text_of(gone) == coach.words("cohort.gone")


async def test_two_people_with_the_same_link_for_one_in_the_same_second_one_gets_in(
    stage: Stage,
) -> None:
    coach = await stage.coach()
    await coach.say("/uitnodigen")
    await coach.press("invite.button.uses", n=1)
    link = next(text for text in reversed(coach.texts) if "start=" in text)
    token = link.split("start=")[1].split()[0]
    two = [stage.person("Lea"), stage.person("Bo")]
    for person in two:
        await person.start(token)
        await person.press("start.button.unseen")
        await person.press("start.button.onward")
    for person in two:
        button = next(
            b for b in buttons_of(person.last) if (b.data or "").startswith("start:agree")
        )
        stage.world.tap(person.id, person.last.message_id, button.data or "")
    await stage.settle()
    outside = [person for person in two if await person.record() is None]
    assert len(outside) == 1
    assert outside[0].words("start.no_link") in outside[0].texts


async def test_the_link_comes_with_a_picture_to_scan_that_is_kept_nowhere(stage: Stage) -> None:
    coach = await stage.coach()
    await coach.say("/uitnodigen")
    await coach.press("invite.button.uses", n=5)
    link = next(text for text in coach.texts if "start=" in text)
    assert text_of(coach.last) == coach.words("invite.scan")
    assert coach.last.photo
    token = link.split("start=")[1].split()[0]
    assert token not in str(await every_table(stage))


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_the_coachs_own_line_comes_with_the_theme_for_that_group_alone(
    stage: Stage, noor: Person, language: str
) -> None:
    coach = await stage.coach()
    await new_group(coach)
    await starts(coach, "24-11-2026")
    await starts(coach, "24-11-2026", cohort_id=2)
    await coach.tap_data("weeks:write:1:1", stale=True)
    shown = await coach.say("Neem <b>een pen</b> mee.")
    line = coach.words("daily.line", line="Neem <b>een pen</b> mee.")
    assert text_of(shown).endswith(line)
    lea = await stage.enrolled("Lea", language)
    other = await stage.enrolled("Bo")
    await coach.tap_data("clients:moved:3:2", stale=True)
    await stage.walk(days=1)
    here = lea.words("daily.line", line="Neem <b>een pen</b> mee.")
    assert any(here in text for text in lea.texts)
    assert not any("een pen" in text for text in other.texts)
    await coach.tap_data("weeks:drop:1:1", stale=True)
    assert "een pen" not in text_of(await noor.say("/week"))


async def test_a_line_under_a_week_that_has_come_says_who_will_not_get_it(stage: Stage) -> None:
    coach = await stage.coach()
    await new_group(coach)
    gone = coach.words("weeks.gone")

    async def written(week: int) -> bool:
        await coach.tap_data(f"weeks:write:1:{week}", stale=True)
        return text_of(await coach.say("Neem een pen mee.")).endswith(gone)

    assert await written(1), "a group without a first day: everybody is in a week of their own"
    await starts(coach, "24-11-2026")
    assert not await written(1), "it begins tomorrow"
    await stage.walk(days=9)
    assert [await written(week) for week in (1, 2, 3)] == [True, True, False]
    assert "broadcast:write" not in str(await coach.tap_data("weeks:one:1:1", stale=True))


@pytest.mark.parametrize("place", ["{voornaam|jij}", "{week}", "{iets}", "{naam"])
async def test_a_line_in_which_nothing_would_be_filled_in_is_asked_for_again(
    stage: Stage, noor: Person, place: str
) -> None:
    coach = await stage.coach()
    await coach.tap_data("weeks:write:1:1", stale=True)
    said = coach.words("broadcast.fault.not_here", words=place)
    assert text_of(await coach.say(f"Neem iets mee, {place}")) == said
    assert await table(stage, "week_line") == []
    await coach.say("Neem iets mee.")
    assert len(await table(stage, "week_line")) == 1


@pytest.mark.parametrize("line", ["x" * 401, "x" * 4096])
async def test_a_line_that_is_too_long_is_asked_for_again(
    stage: Stage, noor: Person, line: str
) -> None:
    coach = await stage.coach()
    await coach.tap_data("weeks:write:1:1", stale=True)
    assert text_of(await coach.say(line)) == coach.words("weeks.again", most=400)
    assert await table(stage, "week_line") == []


async def test_a_pause_before_the_hour_was_chosen_leaves_the_course_with_the_group(
    stage: Stage,
) -> None:
    coach = await stage.coach()
    await stage.invite()
    await starts(coach, "7 december 2026")
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    await lea.say("stop")
    await lea.press("stop.button.undo")
    await lea.tap("08:00")
    day = "maandag 7 december"
    assert lea.words("start.waits", hour="08:00", on=day) in lea.texts
    await stage.walk(days=14)
    assert lea.book.daily[0].title in text_of(lea.last)


@pytest.mark.parametrize("typed", [False, True])
async def test_whoever_joins_on_the_way_gets_the_card_however_the_hour_is_chosen(
    stage: Stage, *, typed: bool
) -> None:
    coach = await stage.coach()
    await stage.invite()
    await starts(coach, "9 november 2026")
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    await (lea.say("/tijd 08:00") if typed else lea.tap("08:00"))
    assert lea.texts[-3:] == [
        lea.words("start.hour_set", hour="08:00"),
        lea.words("start.done"),
        lea.words("start.catch_up", n=3),
    ]


async def test_whoever_joins_on_the_way_is_offered_the_four_questions_three_times(
    stage: Stage,
) -> None:
    coach = await stage.coach()
    await stage.invite()
    await starts(coach, "9 november 2026")
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    await lea.tap("08:00")
    await stage.walk(days=8)
    assert offered_on(lea) == ["11-25", "11-26", "11-27"]


def offered_on(person: Person) -> list[str]:
    """On which dates a message offered the four questions."""
    return [
        f"{message.date:%m-%d}"
        for message in person.heard
        if any(button.data == "more:ask" for button in buttons_of(message))
    ]

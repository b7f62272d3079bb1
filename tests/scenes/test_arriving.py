"""Arriving, from the first tap on the coach's link to the hour of the daily message."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.calendar.times import local_date
from bot.store import invites
from tests.cast import COACH_ID, Person, Stage, buttons_of, staged, text_of
from tests.scenes.database import every_table, how_many, table, tables_with
from tests.store.scenes import the_cohort

FORGED = "AAAAAAAAAAAAAAAAAAAAAA"


async def link(stage: Stage, uses: int = 1, days: int = 30) -> str:
    """The token of a link that works for so many people."""
    now = stage.clock.now()
    async with stage.app.deps.store.write() as tx:
        cohort = await the_cohort(tx, now)
        _, token = await invites.add(tx, cohort, uses, now + timedelta(days=days), now)
    return token


async def come_to_consent(person: Person, token: str, *, seen: bool = False) -> None:
    """Everything up to the question of consent."""
    await person.start(token)
    await person.press("start.button.seen" if seen else "start.button.unseen")
    await person.press("start.button.onward")


async def test_a_coach_who_opens_her_own_link_takes_part_only_if_she_says_so(
    stage: Stage,
) -> None:
    coach, token = await stage.coach(), await link(stage)
    await coach.start(token)
    assert text_of(coach.last) == coach.words("start.own_link")
    sanne = stage.person("Sanne")
    await sanne.start(token)
    assert text_of(sanne.last) == sanne.words("start.who_sees")
    await coach.press("start.button.join_in")
    assert text_of(coach.last) == coach.words("start.who_sees")
    await coach.press("start.button.unseen")
    assert text_of(coach.last) == coach.words("start.ground")


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_arriving_goes_from_the_phone_to_the_hour_in_five_screens(
    stage: Stage, language: str
) -> None:
    lea = stage.person("Lea", language)
    assert text_of(await lea.start(await link(stage))) == lea.words("start.who_sees")
    assert text_of(await lea.press("start.button.unseen")) == lea.words("start.ground")
    assert text_of(await lea.press("start.button.onward")) == lea.words("start.what")
    assert text_of(await lea.press("start.button.agree")) == lea.words("start.which_hour")
    await lea.tap("08:00")
    assert lea.texts == [lea.words("start.hour_set", hour="08:00"), lea.words("start.done")]


async def test_a_phone_that_others_see_gets_quiet_words_and_neutral_notifications(
    stage: Stage,
) -> None:
    lea = stage.person("Lea")
    await lea.start(await link(stage))
    ground = await lea.press("start.button.seen")
    assert text_of(ground) == lea.words("start.ground_seen")
    await lea.press("start.button.onward")
    await lea.press("start.button.agree")
    record = await lea.record()
    assert record is not None
    assert record.neutral


async def test_before_consent_nothing_of_the_person_is_in_any_table(stage: Stage) -> None:
    token = await link(stage)
    before = await how_many(stage)
    lea = stage.person("Lea")
    await come_to_consent(lea, token, seen=True)
    await lea.press("start.button.privacy")
    await lea.press("start.button.back")
    await lea.say("/drang")
    await lea.press("urge.button.go")
    await lea.tap("7")
    await lea.press("urge.button.much")
    await lea.tap("min")
    await lea.say("ik heet Lea")
    assert await tables_with(stage, lea.id) == []
    assert await how_many(stage) == before


async def test_consent_is_kept_with_its_version_and_its_time(stage: Stage) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    earlier = stage.clock.now()
    await lea.press("start.button.agree")
    consents = await table(stage, "consent")
    assert [(c["purpose"], c["version"]) for c in consents] == [
        ("programme", lea.words("start.consent_version"))
    ]
    assert earlier < consents[0]["given_at"] <= stage.clock.now()


async def test_until_an_hour_is_chosen_nothing_comes_but_the_question_once_more(
    stage: Stage,
) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    heard = lea.texts
    await stage.walk(days=4)
    assert lea.texts == [*heard, lea.words("start.hour_again")]


async def test_somebody_who_did_not_choose_an_hour_can_resume_and_still_nothing_comes(
    stage: Stage,
) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    assert text_of(await lea.say("/verder")) == lea.words("start.no_hour_yet")
    record = await lea.record()
    assert record is not None
    assert record.next_daily_at is None


async def test_the_first_day_of_the_programme_is_the_day_of_the_first_message(
    stage: Stage,
) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    await lea.tap("08:00")
    record = await lea.record()
    assert record is not None
    assert record.next_daily_at is not None
    assert record.started_on == local_date("Europe/Amsterdam", record.next_daily_at)


async def test_an_hour_inside_the_quiet_hours_is_confirmed_once(stage: Stage) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    asked = await lea.tap("07:00")
    assert text_of(asked) == lea.words("settings.in_quiet", hour="07:00")
    await lea.press("settings.button.sure")
    assert lea.texts == [lea.words("start.hour_set", hour="07:00"), lea.words("start.done")]
    record = await lea.record()
    assert record is not None
    assert (record.daily_at, record.next_daily_at is not None) == (420, True)


async def test_an_hour_inside_the_quiet_hours_can_be_changed_for_another(stage: Stage) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    await lea.tap("07:00")
    await lea.press("settings.button.other_hour")
    await lea.tap("12:00")
    assert lea.texts == [lea.words("start.hour_set", hour="12:00"), lea.words("start.done")]


async def test_an_hour_that_is_typed_while_arriving_ends_the_arrival_too(stage: Stage) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    await lea.say("/tijd 09:30")
    assert lea.texts[-1] == lea.words("start.done")
    assert lea.keyboard is not None


async def test_tapping_the_same_hour_twice_ends_the_arrival_once(stage: Stage) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    hours = await lea.press("start.button.agree")
    await lea.tap("08:00", hours)
    await lea.tap_data("settings:at:480", hours.message_id, stale=True)
    assert lea.texts.count(lea.words("start.done")) == 1


async def test_the_keyboard_is_there_at_the_end_of_the_arrival(stage: Stage) -> None:
    lea = await stage.client("Lea")
    labels = [lea.words(f"button.{name}") for name in ("now", "today", "help")]
    assert lea.keyboard == [labels]


@pytest.mark.parametrize("kind", ["unknown", "used up", "expired", "revoked", "forged"])
async def test_a_link_that_does_not_work_says_the_same_whatever_the_reason(
    stage: Stage, kind: str
) -> None:
    token = await bad_link(stage, kind)
    lea = stage.person("Lea")
    await lea.start(token)
    assert lea.texts == [lea.words("start.no_link"), lea.words("start.visitor_can")]
    assert lea.keyboard is not None
    assert await tables_with(stage, lea.id) == []


async def bad_link(stage: Stage, kind: str) -> str:
    """A link that worked once, or never."""
    if kind == "unknown":
        return FORGED
    if kind == "forged":
        return "__-__-etc-passwd----"
    if kind == "revoked":
        token = await stage.invite()
        await (await stage.coach()).press("coach.button.revoke")
        return token
    token = await link(stage)
    if kind == "used up":
        first = stage.person("Bo")
        await come_to_consent(first, token)
        await first.press("start.button.agree")
    else:
        await stage.walk(days=31)
    return token


async def test_a_one_use_link_lets_the_first_of_two_in_and_help_is_there_for_the_second(
    stage: Stage,
) -> None:
    token = await link(stage)
    lea, bo = stage.person("Lea"), stage.person("Bo")
    await come_to_consent(lea, token)
    await come_to_consent(bo, token)
    await bo.press("start.button.agree")
    await lea.press("start.button.agree")
    assert await bo.record() is not None
    assert await lea.record() is None
    assert lea.texts[-2:] == [lea.words("start.no_link"), lea.words("start.visitor_can")]
    assert lea.keyboard is not None
    assert await tables_with(stage, lea.id) == []


async def test_agreeing_twice_enrols_once(stage: Stage) -> None:
    token = await link(stage, uses=5)
    lea = stage.person("Lea")
    await come_to_consent(lea, token)
    question = lea.last
    agree = next(b.data for b in buttons_of(question) if b.text == lea.words("start.button.agree"))
    assert agree is not None
    for _ in range(2):
        stage.world.tap(lea.id, question.message_id, agree)
    await stage.settle()
    tables = await every_table(stage)
    assert (len(tables["client"]), len(tables["consent"])) == (1, 1)
    assert tables["invite"][0]["uses_left"] == 4


async def test_a_forged_consent_without_a_link_enrols_nobody(stage: Stage) -> None:
    lea = stage.person("Lea")
    await lea.start()
    await lea.tap_data("start:agree:n:-", stale=True)
    await lea.tap_data(f"start:agree:n:{FORGED}", stale=True)
    assert await lea.record() is None


async def test_somebody_under_eighteen_gets_exercises_and_lines_for_the_young_and_no_programme(
    stage: Stage,
) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.young")
    told = lea.heard[-2]
    assert lea.book.replies["young"] in text_of(told)
    young = [line for line in lea.book.lines if "young" in line.for_ and line.country == "NL"]
    assert all(line.phone in text_of(told) for line in young)
    assert lea.words("button.exercises") in [button.text for button in buttons_of(told)]
    assert lea.keyboard is not None
    assert await tables_with(stage, lea.id) == []


async def test_rather_not_keeps_nothing_and_leaves_help_within_reach(stage: Stage) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.rather_not")
    assert lea.texts[-2:] == [lea.words("start.rather_not"), lea.words("start.visitor_can")]
    assert lea.keyboard is not None
    assert await tables_with(stage, lea.id) == []


async def test_the_privacy_notice_can_be_read_before_consent_and_names_who_is_responsible(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path, operator="Praktijk De Wal") as stage:
        stage.thinking = 4
        lea = stage.person("Lea")
        await come_to_consent(lea, await link(stage))
        notice = await lea.press("start.button.privacy")
        assert "Praktijk De Wal" in text_of(notice)
        assert "{" not in text_of(notice)
        assert text_of(await lea.press("start.button.back")) == lea.words("start.what")


async def test_a_visitor_finds_the_cycle_exercises_urge_help_and_help_lines(
    visitor: Person,
) -> None:
    await visitor.start()
    assert visitor.texts == [visitor.words("start.visitor"), visitor.words("start.visitor_can")]
    assert visitor.buttons == [
        visitor.words(key)
        for key in ("button.now", "button.help", "start.button.cycle", "button.exercises")
    ]


async def test_a_visitor_is_shown_the_way_to_the_free_call_where_there_is_one(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path, booking_url="https://example.org/call") as stage:
        stage.thinking = 4
        lea = stage.person("Lea")
        await lea.start()
        assert buttons_of(lea.last)[-1].url == "https://example.org/call"
        await lea.say("/drang")
        await lea.say("ik wil dood")
        assert all(
            button.url is None for message in lea.heard[2:] for button in buttons_of(message)
        )


async def test_under_open_enrolment_everyone_may_begin_without_a_link(tmp_path: Path) -> None:
    async with staged(tmp_path, enrolment="open") as stage:
        stage.thinking = 4
        lea = stage.person("Lea")
        await come_to_consent(lea, "")
        await lea.press("start.button.agree")
        await lea.tap("08:00")
        record = await lea.record()
        assert record is not None
        assert record.next_daily_at is not None


async def test_starting_again_when_enrolled_changes_nothing(stage: Stage, noor: Person) -> None:
    before = await noor.record()
    answer = await noor.start()
    assert text_of(answer) == noor.words("start.back")
    assert noor.keyboard is not None
    token = await link(stage)
    assert text_of(await noor.start(token)) == noor.words("start.back")
    after = await noor.record()
    assert before is not None
    assert after is not None
    assert (after.cohort_id, after.daily_at, after.next_daily_at) == (
        before.cohort_id,
        before.daily_at,
        before.next_daily_at,
    )


@pytest.mark.parametrize(
    ("telegram", "spoken"),
    [("nl", "nl"), ("nl-BE", "nl"), ("en", "en"), ("en-GB", "en"), ("de", "nl"), (None, "nl")],
)
async def test_the_language_is_that_of_telegram_itself_where_the_bot_speaks_it(
    stage: Stage, telegram: str | None, spoken: str
) -> None:
    lea = stage.person("Lea", telegram or "")
    await lea.start()
    assert lea.texts[0] == stage.app.deps.shelf[spoken].t("start.visitor")


async def test_a_new_client_keeps_the_language_she_arrived_in(stage: Stage) -> None:
    lea = await stage.client("Lea", "en")
    record = await lea.record()
    assert record is not None
    assert record.language == "en"


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_the_coach_who_starts_gets_her_panel_and_reads_where_to_begin(
    stage: Stage, spoken: str
) -> None:
    stage.world.add_person("Coach", spoken, COACH_ID)
    coach = await stage.coach()
    begin = coach.words("coach.begin")
    assert text_of(coach.last) == f"{coach.words('coach.panel', n=0)}\n\n{begin}"
    assert coach.words("coach.button.cohorts") in coach.buttons
    await coach.press("coach.button.cohorts")
    await coach.press("cohort.button.new")
    await coach.say("Ster")
    await coach.say("/beheer")
    assert begin not in text_of(coach.last), "she has one"


async def test_a_restart_of_the_program_in_the_middle_of_arriving_goes_unnoticed(
    stage: Stage,
) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    await stage.restart()
    assert text_of(await lea.press("start.button.agree")) == lea.words("start.which_hour")


async def consented(stage: Stage, name: str = "Lea") -> Person:
    """Somebody who agreed, and has not chosen an hour."""
    lea = stage.person(name)
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    return lea


PAUSES = {
    "stop": "stop.button.undo",
    "/pauze": "pause.button.resume",
}


@pytest.mark.parametrize("word", PAUSES)
async def test_a_pause_while_arriving_starts_nothing_and_the_hour_is_asked_afterwards(
    stage: Stage, word: str
) -> None:
    lea = await consented(stage)
    await lea.say(word)
    asked = await lea.press(PAUSES[word])
    assert text_of(asked) == lea.words("start.no_hour_yet")
    await stage.walk(days=3)
    assert lea.last.message_id == asked.message_id
    await lea.tap("08:00")
    assert lea.texts[-2:] == [lea.words("start.hour_set", hour="08:00"), lea.words("start.done")]
    record = await lea.record()
    assert record is not None
    assert record.next_daily_at is not None
    assert record.started_on == local_date("Europe/Amsterdam", record.next_daily_at)


async def test_an_hour_that_is_chosen_in_a_pause_ends_the_arrival_and_the_pause_goes_on(
    stage: Stage,
) -> None:
    lea = await consented(stage)
    await lea.say("/pauze")
    await lea.say("/tijd 09:30")
    assert lea.texts[-2:] == [
        lea.words("settings.hour_set_paused", hour="09:30"),
        lea.words("start.done"),
    ]
    await stage.walk(days=10)
    assert lea.texts[-1] == lea.words("start.done")
    await lea.say("/verder")
    assert text_of(lea.last).startswith(lea.words("pause.resumed", hour="09:30"))
    await stage.walk(days=1)
    assert lea.book.daily[0].title in text_of(lea.last)


async def test_what_is_asked_for_stays_away_in_a_pause_while_arriving(stage: Stage) -> None:
    lea = await consented(stage)
    await lea.say("/afspraak")
    await lea.press("appointment.button.work")
    await lea.say("morgen 14:30")
    await lea.press("appointment.button.no_note")
    await lea.say("stop")
    heard = len(lea.heard)
    await stage.walk(days=2)
    assert len(lea.heard) == heard


async def test_a_pause_by_the_coach_while_arriving_and_its_end_start_nothing(
    stage: Stage,
) -> None:
    lea = await consented(stage)
    record = await lea.record()
    assert record is not None
    coach = await stage.coach()
    for what in ("pause", "resume"):
        await coach.tap_data(f"clients:do:{record.id}:{what}", stale=True)
        await stage.walk(days=2)
    assert lea.texts == [lea.words("start.which_hour")]
    after = await lea.record()
    assert after is not None
    assert (after.status, after.next_daily_at, after.paused_by) == ("arriving", None, None)


async def test_somebody_who_is_arriving_and_starts_again_is_asked_for_the_hour(
    stage: Stage,
) -> None:
    lea = await consented(stage)
    assert text_of(await lea.start()) == lea.words("start.no_hour_yet")
    await lea.tap("12:00")
    assert lea.texts[-1] == lea.words("start.done")


async def test_the_settings_of_somebody_who_is_arriving_promise_no_message(stage: Stage) -> None:
    lea = await consented(stage)
    shown = text_of(await lea.say("/instellingen"))
    assert lea.words("settings.no_hour") in shown
    assert lea.words("settings.arriving") in shown
    assert "08:00," not in shown
    await lea.tap_data("date:add", stale=True)
    await lea.say("25-11")
    await lea.press("date.button.once")
    noted = text_of(await lea.press("date.button.no_name"))
    assert lea.words("date.arriving") in noted

"""What a client can set, pause, resume and stop."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from bot.sandbox.model import Message
from bot.store import consents
from bot.store.clients import Client
from bot.store.consents import COACH_VIEW
from bot.store.tables import consent
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.database import table


async def record_of(person: Person) -> Client:
    """What the database knows of her."""
    found = await person.record()
    assert found is not None
    return found


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_the_overview_says_how_everything_stands(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    text = text_of(await person.say("/settings"))
    expected = person.words(
        "settings.overview",
        hour="08:00",
        every=person.words("settings.every_day"),
        language=person.words(f"language.{spoken}"),
        zone="Amsterdam",
        quiet="21:00–08:00",
        neutral=person.words("settings.off"),
        state=person.words("settings.active"),
    )
    assert text == expected


async def test_a_visitor_hears_that_settings_belong_to_the_programme(visitor: Person) -> None:
    for command in ("/instellingen", "/tijd 08:15", "/pauze", "/verder"):
        assert text_of(await visitor.say(command)) == visitor.words("settings.visitor")
        assert visitor.buttons == [visitor.words("button.now"), visitor.words("button.help")]


HOURS = {
    "8:15": 495, "8.20": 500, "8u25": 505, "9 uur": 540, "19": 1140, "7:30 pm": 1170, "acht": 480,
}  # fmt: skip
NO_HOURS = ("25:99", "24:01", "8:60", "-8", "achttien keer", "8:15:00", "{hour}", "٨:٦١",
            "9" * 4000)  # fmt: skip


async def test_an_hour_can_be_typed_as_people_write_it(noor: Person) -> None:
    for typed, minutes in HOURS.items():
        await noor.say(f"/tijd {typed}")
        assert (await record_of(noor)).daily_at == minutes


async def test_an_hour_that_does_not_exist_is_asked_again_with_hours_to_tap(
    noor: Person,
) -> None:
    for typed in NO_HOURS:
        answer = await noor.say(f"/tijd {typed}")
        assert text_of(answer) == noor.words("settings.no_time"), typed[:20]
        assert "08:00" in noor.buttons
    assert (await record_of(noor)).daily_at == 480


async def test_the_new_hour_counts_from_the_next_message_on(stage: Stage, noor: Person) -> None:
    await noor.say("/tijd 12:00")
    assert (await record_of(noor)).next_daily_at == datetime(2026, 11, 23, 11, tzinfo=UTC)


async def test_an_hour_inside_the_quiet_hours_is_confirmed_once_and_then_kept(
    stage: Stage, noor: Person
) -> None:
    asked = await noor.say("/tijd 06:00")
    assert text_of(asked) == noor.words("settings.in_quiet", hour="06:00")
    assert (await record_of(noor)).daily_at == 480
    answer = await noor.press("settings.button.sure")
    assert text_of(answer).startswith(noor.words("settings.hour_set", hour="06:00"))
    await stage.walk_to(datetime(2026, 11, 24, 5, 0, 5, tzinfo=UTC))
    assert noor.last.date.hour == 5


async def test_second_thoughts_about_such_an_hour_lead_back_to_the_choice(noor: Person) -> None:
    await noor.say("/tijd 06:00")
    await noor.press("settings.button.other_hour")
    await noor.tap("09:00")
    assert (await record_of(noor)).daily_at == 540


async def test_every_other_day_can_be_chosen_and_taken_back(noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.every")
    answer = await noor.press("settings.every_other")
    assert noor.words("settings.every_other") in text_of(answer)
    assert (await record_of(noor)).every_days == 2
    await noor.press("settings.button.every")
    await noor.press("settings.every_day")
    assert (await record_of(noor)).every_days == 1


async def test_another_language_changes_everything_from_there_on_the_keyboard_too(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.language")
    await noor.press("language.en")
    english = stage.app.deps.shelf["en"]
    assert text_of(noor.last) == english.t("settings.language_set")
    assert noor.keyboard is not None
    assert noor.keyboard[0][0] == english.t("button.now")
    assert text_of(await noor.say("Now")) == english.t("urge.first")


@pytest.mark.usefixtures("menu_published")
async def test_the_menu_that_telegram_shows_follows_the_chosen_language(
    stage: Stage, noor: Person, mia: Person
) -> None:
    def menu_of(person: Person) -> list[str]:
        return [entry["command"] for entry in stage.world.menu(person.id)]

    assert stage.app._publishing is not None
    await asyncio.wait_for(stage.app._publishing, 20)
    dutch, english = menu_of(noor), menu_of(mia)
    assert (dutch[0], english[0], len(dutch)) == ("drang", "urge", 6)
    await noor.say("/instellingen")
    await noor.press("settings.button.language")
    await noor.press("language.en")
    assert menu_of(noor) == english
    await noor.tap_data("language:speak:nl", stale=True)
    assert menu_of(noor) == dutch
    await noor.tap_data("language:speak:en", stale=True)
    await noor.say("/forgetme")
    await noor.tap_data("privacy:forget")
    assert menu_of(noor) == dutch


async def test_a_place_can_be_tapped_and_the_hour_moves_with_it(noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.zone")
    answer = await noor.tap("Paramaribo")
    assert "Paramaribo" in text_of(answer)
    kept = await record_of(noor)
    assert kept.zone == "America/Paramaribo"
    assert kept.next_daily_at == datetime(2026, 11, 23, 11, tzinfo=UTC)


PLACES = {
    "Lisbon": "Europe/Lisbon",
    "europe/london": "Europe/London",
    " new york ": "America/New_York",
    "kathmandu": "Asia/Kathmandu",
    "Antwerpen": "Europe/Brussels",
    "Curaçao": "America/Curacao",
}


@pytest.mark.parametrize(
    ("spoken", "names"),
    [("nl", ["Brussel", "Londen", "Athene", "Curaçao"]), ("en", ["Brussels", "London", "Athens"])],
)
async def test_places_are_named_in_the_clients_language(
    stage: Stage, spoken: str, names: list[str]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/settings")
    await person.press("settings.button.zone")
    assert set(names) <= set(person.buttons)
    assert names[0] in text_of(await person.tap(names[0]))


NO_PLACES = ("Europe/Lalaland", "../../etc/passwd", "x" * 4000, "{zone}")


async def test_a_place_can_be_typed(noor: Person) -> None:
    for typed, zone in PLACES.items():
        await noor.say("/instellingen")
        await noor.press("settings.button.zone")
        await noor.say(typed)
        assert (await record_of(noor)).zone == zone


async def test_a_place_that_does_not_exist_is_asked_again_and_nothing_changes(
    noor: Person,
) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.zone")
    for typed in NO_PLACES:
        assert text_of(await noor.say(typed)) == noor.words("settings.no_zone"), typed[:20]
        assert "Amsterdam" in noor.buttons
    assert (await record_of(noor)).zone == "Europe/Amsterdam"


async def test_a_sticker_instead_of_a_place_is_asked_again(noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.zone")
    assert text_of(await noor.send("sticker")) == noor.words("other.not_text_here")


async def test_a_place_is_waited_for_half_an_hour_at_most(stage: Stage, noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.zone")
    await stage.walk(minutes=31)
    assert text_of(await noor.say("Lisbon")) == noor.words("other.text")


async def test_a_place_is_still_waited_for_after_a_restart(stage: Stage, noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.zone")
    await stage.restart()
    await noor.say("Lisbon")
    assert (await record_of(noor)).zone == "Europe/Lisbon"


async def test_quiet_hours_can_be_changed_and_left_out(noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.quiet")
    await noor.tap("22:00")
    assert (await record_of(noor)).quiet == (1320, 420)
    await noor.press("settings.button.quiet")
    answer = await noor.press("settings.no_quiet")
    assert noor.words("settings.no_quiet") in text_of(answer)
    assert (await record_of(noor)).quiet == (0, 0)


async def test_neutral_notifications_are_switched_with_one_tap(stage: Stage, noor: Person) -> None:
    await noor.say("/instellingen")
    answer = await noor.press("settings.button.neutral")
    assert stage.world.answers[-1].text == noor.words("settings.neutral_on")
    assert (await record_of(noor)).neutral
    assert text_of(answer).count(noor.words("settings.on")) >= 1
    await noor.press("settings.button.neutral")
    assert not (await record_of(noor)).neutral


async def test_two_taps_at_once_on_the_switch_leave_it_as_it_was(
    stage: Stage, noor: Person
) -> None:
    shown = await noor.say("/instellingen")
    for _ in range(2):
        stage.world.tap(noor.id, shown.message_id, "settings:neutral")
    await stage.settle()
    assert not (await record_of(noor)).neutral
    assert noor.words("settings.off") in text_of(noor.last)


async def test_a_pause_stops_what_comes_by_itself_and_keeps_help(
    stage: Stage, noor: Person
) -> None:
    assert text_of(await noor.say("/pauze")) == noor.words("pause.paused")
    await stage.walk(days=3)
    assert len(noor.heard) == 1
    assert text_of(await noor.say("nu")) == noor.words("urge.first")


async def test_a_pause_is_undone_with_one_tap(stage: Stage, noor: Person) -> None:
    before = await record_of(noor)
    await noor.say("/pauze")
    answer = await noor.press("pause.button.resume")
    assert text_of(answer).startswith(noor.words("pause.resumed", hour="08:00"))
    after = await record_of(noor)
    assert (after.status, after.next_daily_at) == ("active", before.next_daily_at)


async def test_a_pause_does_not_shift_the_programme(stage: Stage, noor: Person) -> None:
    await stage.walk(days=1)
    before = await record_of(noor)
    await noor.say("/pauze")
    await stage.walk(days=10)
    await noor.say("/verder")
    assert (await record_of(noor)).started_on == before.started_on


async def test_an_hour_that_is_set_during_a_pause_says_that_the_pause_goes_on(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/pauze")
    answer = await noor.say("/tijd 12:00")
    assert text_of(answer) == noor.words("settings.hour_set_paused", hour="12:00")
    await stage.walk(days=2)
    assert noor.last is answer


async def test_the_overview_offers_to_pause_or_to_resume_whichever_fits(noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.pause")
    await noor.say("/instellingen")
    assert noor.words("settings.button.resume") in noor.buttons
    await noor.press("settings.button.resume")
    assert (await record_of(noor)).status == "active"


async def test_stop_pauses_everything_with_undo_and_offers_erasure(
    stage: Stage, noor: Person
) -> None:
    assert text_of(await noor.say("stop")) == noor.words("stop.all")
    assert noor.buttons == [
        noor.words(f"stop.button.{name}") for name in ("undo", "erase_too", "erase_not")
    ]
    assert (await record_of(noor)).status == "paused"
    await noor.press("stop.button.undo")
    assert (await record_of(noor)).status == "active"


async def test_stop_and_erase_asks_once_more_before_everything_goes(noor: Person) -> None:
    await noor.say("/stop")
    assert text_of(await noor.press("stop.button.erase_too")) == noor.words("forget.ask")
    assert await noor.record() is not None
    await noor.press("forget.button.yes")
    assert await noor.record() is None


async def test_a_visitor_who_says_stop_hears_that_nothing_comes(visitor: Person) -> None:
    assert text_of(await visitor.say("stop")) == visitor.words("stop.visitor")


async def test_stop_ends_the_wait_for_a_text(stage: Stage, noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.zone")
    await noor.say("stop")
    assert await table(stage, "waiting") == []


FORGED = (
    "settings:at:99999",
    "settings:at:-1:sure",
    "settings:each:99",
    "language:speak:xx",
    "settings:in:999",
    "settings:hush:1:2",
    "settings:hush",
    "settings:nothing",
)


async def test_a_forged_button_leaves_wishes_that_can_exist(noor: Person) -> None:
    overview = await noor.say("/instellingen")
    for data in FORGED:
        assert text_of(await noor.tap_data(data, overview.message_id, stale=True)), data
        kept = await record_of(noor)
        assert 0 <= kept.daily_at < 1440
        assert kept.every_days in (1, 2)
        assert kept.language in ("nl", "en")
        assert all(0 <= minutes < 1440 for minutes in kept.quiet)


async def test_the_settings_of_one_client_are_not_those_of_another(
    noor: Person, mia: Person
) -> None:
    await noor.say("/tijd 12:00")
    assert (await record_of(mia)).daily_at == 480


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_four_questions_about_oneself_can_all_be_answered(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/settings")
    await person.press("settings.button.about_me")
    await person.press("country.BE")
    await person.say("  Noortje\n ")
    await person.press("more.button.apart")
    done = await person.press("more.button.yes")
    assert text_of(done) == person.words("more.done")
    kept = await record_of(person)
    assert (kept.country, kept.situation) == ("BE", "apart")
    assert kept.nickname_sealed is not None
    assert b"Noortje" not in kept.nickname_sealed
    purposes = [row["purpose"] for row in await table(stage, "consent")]
    assert purposes == ["programme", "coach_view"]


async def test_four_questions_about_oneself_can_all_be_skipped(stage: Stage, noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.about_me")
    await noor.press("more.button.skip")
    await noor.press("more.button.skip")
    await noor.press("more.button.unsaid")
    await noor.press("more.button.no")
    assert text_of(noor.last) == noor.words("more.done")
    kept = await record_of(noor)
    assert (kept.country, kept.nickname_sealed) == (None, None)
    assert len(await table(stage, "consent")) == 1


async def test_consent_for_the_coach_can_be_taken_back(stage: Stage, noor: Person) -> None:
    for answer in ("yes", "no"):
        await noor.say("/instellingen")
        await noor.press("settings.button.about_me")
        await noor.press("more.button.skip")
        await noor.press("more.button.skip")
        await noor.press("more.button.unsaid")
        await noor.press(f"more.button.{answer}")
    consents = await table(stage, "consent")
    assert [row["withdrawn_at"] is None for row in consents] == [True, False]


async def test_a_name_that_is_too_long_or_none_is_asked_again(noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.about_me")
    await noor.press("country.NL")
    assert text_of(await noor.say("x" * 41)) == noor.words("more.name_again")
    assert text_of(await noor.send("sticker")) == noor.words("other.not_text_here")
    assert (await record_of(noor)).nickname_sealed is None


async def to_more_quiet(noor: Person) -> Message:
    """She wants quiet until nine, and her message comes at eight."""
    await noor.say("/instellingen")
    await noor.press("settings.button.quiet")
    return await noor.tap("20:00–09:00")


async def test_quiet_hours_over_the_daily_hour_are_asked_about_before_anything_changes(
    noor: Person,
) -> None:
    asked = await to_more_quiet(noor)
    assert text_of(asked) == noor.words("settings.in_quiet", hour="08:00")
    assert (await record_of(noor)).quiet == (1260, 480)
    answer = await noor.press("settings.button.sure")
    assert "20:00–09:00" in text_of(answer)
    kept = await record_of(noor)
    assert (kept.quiet, kept.daily_at) == ((1200, 540), 480)


async def test_another_hour_can_be_chosen_for_them(noor: Person) -> None:
    await to_more_quiet(noor)
    await noor.press("settings.button.other_hour")
    assert (await record_of(noor)).quiet == (1200, 540)
    await noor.tap("12:00")
    assert (await record_of(noor)).daily_at == 720


async def test_the_four_questions_are_offered_on_three_messages_until_they_are_asked(
    stage: Stage, noor: Person
) -> None:
    await stage.walk(days=10)
    offers = [m for m in noor.heard if any(b.data == "more:ask" for b in buttons_of(m))]
    assert [f"{m.date:%m-%d}" for m in offers] == ["11-26", "11-27", "11-28"]


async def test_they_are_offered_after_a_pause_too_and_not_once_they_were_asked(
    stage: Stage, noor: Person
) -> None:
    await stage.walk(days=1)
    await noor.say("/pauze")
    await stage.walk(days=10)
    await noor.say("/verder")
    await stage.walk(days=1)
    await noor.press("more.button.ask")
    await stage.walk(days=3)
    assert not any(b.data == "more:ask" for b in buttons_of(noor.last))


async def test_behind_a_neutral_line_they_are_offered_when_it_is_opened(stage: Stage) -> None:
    noor = await stage.enrolled("Noor", seen=True)
    for _ in range(7):
        await stage.walk(days=1)
        await noor.press("stub.button.open")
    assert (await record_of(noor)).more_offered == 3
    assert not any(b.data == "more:ask" for b in buttons_of(noor.last))


async def test_an_answer_about_the_coach_settles_a_consent_that_lapsed(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/instellingen")
    record = await record_of(noor)
    async with stage.app.deps.store.write() as tx:
        await consents.give(tx, record.id, COACH_VIEW, "old", stage.clock.now())
        await tx.run(update(consent).values(lapsed=True))
    await noor.tap_data("more:coach:no", stale=True)
    found = await table(stage, "consent")
    assert not any(row["lapsed"] for row in found if row["purpose"] == COACH_VIEW)


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_an_end_that_is_named_with_a_pause_is_said_not_to_be_kept(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    answer = await person.say("/pauze 2 weken" if spoken == "nl" else "/pause 2 weeks")
    assert text_of(answer) == f"{person.words('pause.paused')}\n\n{person.words('pause.no_end')}"


async def test_stop_ends_the_exercise_on_the_screen_however_long_it_stands(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/oefening")
    await noor.tap(" min")
    await stage.walk(minutes=65)
    assert text_of(await noor.say("stop")) == noor.words("stop.exercise")
    assert not (await record_of(noor)).is_paused


async def test_who_is_not_paused_hears_that_the_messages_are_on(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/oefening")
    await noor.tap(" min")
    await stage.walk(hours=23)
    assert text_of(await noor.say("verder")) == noor.words("pause.not_paused")
    assert noor.words("button.exercises") in noor.buttons


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_a_country_with_several_times_gives_its_cities_to_choose_from(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/instellingen", "en": "/settings"}[spoken])
    await person.press("settings.button.zone")
    assert text_of(await person.say("USA")) == person.words("settings.several_zones")
    await person.tap("Denver")
    record = await person.record()
    assert record is not None
    assert record.zone == "America/Denver"
    await person.press("settings.button.zone")
    await person.say("Canada")
    await person.say("Toronto")
    record = await person.record()
    assert record is not None
    assert record.zone == "America/Toronto"


@pytest.mark.parametrize(
    ("spoken", "said", "country"),
    [("nl", "NL", "NL"), ("nl", "Gent", "BE"), ("nl", "Amerika", "any"), ("en", "the UK", "any"),
     ("en", "Belgium", "BE"), ("en", "usa", "any")],
)  # fmt: skip
async def test_the_country_for_the_help_lines_may_be_typed(
    stage: Stage, spoken: str, said: str, country: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("more:ask", 1, stale=True)
    assert text_of(await person.say(said)) == person.words("more.name")
    record = await person.record()
    assert record is not None
    assert record.country == country


async def test_what_is_no_country_is_answered_as_ever(noor: Person) -> None:
    await noor.tap_data("more:ask", 1, stale=True)
    await noor.say("de kat is ziek")
    record = await noor.record()
    assert record is not None
    assert record.country is None

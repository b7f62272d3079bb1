"""The coach's clients: what she sees and changes, and what she cannot learn."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.store import clients, cohorts, consents
from bot.store.consents import COACH_VIEW
from tests.cast import COACH_ID, Person, Stage, replace, text_of
from tests.enrolling import the_client
from tests.scenes.database import table
from tests.scenes.test_word import shut


async def agrees(person: Person, name: str = "") -> None:
    """Consent to the coach's view, and perhaps a nickname."""
    found = await the_client(person)
    stage = person.stage
    async with stage.app.deps.store.write() as tx:
        version = stage.app.deps.shelf["nl"].t("more.consent_version")
        await consents.give(tx, found.id, COACH_VIEW, version, stage.clock.now())
        if name:
            await clients.set_nickname(tx, found.id, name)


async def card_of(coach: Person, person: Person) -> str:
    """What the coach sees of a client."""
    found = await person.record()
    assert found is not None
    return text_of(await coach.tap_data(f"clients:one:{found.id}", stale=True))


async def do(coach: Person, person: Person, verb: str) -> str:
    """Pause, resume or end, with the one confirmation."""
    found = await person.record()
    assert found is not None
    await coach.tap_data(f"clients:sure:{found.id}:{verb}", stale=True)
    return text_of(await coach.press(f"clients.button.{verb}"))


async def test_without_consent_a_client_is_a_number_and_nothing_more(
    stage: Stage, noor: Person
) -> None:
    found = await the_client(noor)
    async with stage.app.deps.store.write() as tx:
        await clients.set_nickname(tx, found.id, "Vlinder")
    await noor.say("nu")
    await stage.walk(days=8)
    coach = await stage.coach()
    card = await card_of(coach, noor)
    assert "Vlinder" not in card
    assert card.startswith(coach.words("clients.number", n=1))
    assert coach.words("mirror.nothing_more") in card
    listed = await coach.say("/clienten")
    assert coach.words("clients.mark_unseen") not in str(coach.buttons)
    assert coach.words("clients.unseen", n=1) not in text_of(listed)


async def test_with_consent_the_name_and_a_week_that_is_over_in_counts(
    stage: Stage, noor: Person
) -> None:
    await agrees(noor, "Vlinder")
    await noor.say("nu")
    coach = await stage.coach()
    during = await card_of(coach, noor)
    await stage.walk(hours=2)
    assert await card_of(coach, noor) == during
    assert "Vlinder" in during
    assert ": 0" in during
    await stage.walk(days=7)
    assert ": 1" in await card_of(coach, noor)


@pytest.mark.parametrize("what", ["an urge", "a crisis", "a pause of her own"])
async def test_the_screens_of_the_coach_are_the_same_with_and_without(
    stage: Stage, noor: Person, what: str
) -> None:
    await agrees(noor, "Vlinder")
    coach = await stage.coach()

    async def screens() -> list[str]:
        seen = [text_of(await coach.say(f"/{c}")) for c in ("clienten", "rapport", "beheer")]
        log = await coach.tap_data("report:log", stale=True)
        return [*seen, text_of(log), await card_of(coach, noor)]

    before = await screens()
    said = {"an urge": "nu", "a crisis": "ik wil dood", "a pause of her own": "/pauze"}
    await noor.say(said[what])
    after = await screens()
    # Who paused is not counted among those who can be written to: that was so, and is a count.
    differs = {2} if what == "a pause of her own" else set()
    assert {n for n, pair in enumerate(zip(before, after, strict=True)) if len(set(pair)) > 1} <= (
        differs
    )


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_the_client_sees_the_coachs_screen_to_the_letter(
    stage: Stage, language: str
) -> None:
    lea = await stage.enrolled("Lea", language)
    await agrees(lea, "Vlinder")
    stage.world.add_person("Coach", language, COACH_ID)
    coach = await stage.coach()
    await coach.tap_data("clients:name:1", stale=True)
    await coach.say("Lea van dinsdag")
    card = await card_of(coach, lea)
    await lea.say("/privacy")
    mirror = await lea.press("mirror.button.open")
    assert card in text_of(mirror)
    assert "Lea van dinsdag" in card


async def test_the_mirror_asks_for_the_safe_word_first(noor: Person) -> None:
    await shut(noor)
    await noor.say("/privacy")
    assert text_of(await noor.press("mirror.button.open")) == noor.words("word.ask")


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_a_pause_by_the_coach_is_told_once_and_the_client_can_undo_it(
    stage: Stage, language: str
) -> None:
    lea = await stage.enrolled("Lea", language)
    coach = await stage.coach()
    assert coach.words("mirror.paused") in await do(coach, lea, "pause")
    await coach.tap_data("clients:do:1:pause", stale=True)
    assert lea.texts == [lea.words("told.paused")]
    await stage.walk(days=2)
    assert len(lea.heard) == 1
    await lea.press("pause.button.resume")
    assert (await the_client(lea)).status == "active"
    assert coach.words("mirror.paused") not in await card_of(coach, lea)


async def test_the_coachs_pause_neither_shows_nor_ends_a_pause_of_ones_own(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await noor.say("/pauze")
    coach = await stage.coach()
    screens = [re.sub(r"\d+", "#", await do(coach, who, "pause")) for who in (noor, mia)]
    assert screens[0] == screens[1]
    assert noor.texts == [noor.words("pause.paused")]
    for who in (noor, mia):
        await do(coach, who, "resume")
    assert [(await the_client(who)).status for who in (noor, mia)] == ["paused", "active"]


async def test_the_coach_cannot_lift_what_holds_after_a_crisis(stage: Stage, noor: Person) -> None:
    await noor.say("ik wil dood")
    held = (await the_client(noor)).held_until
    assert held is not None
    coach = await stage.coach()
    await do(coach, noor, "pause")
    await do(coach, noor, "resume")
    assert (await the_client(noor)).held_until == held


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_ending_is_told_kindly_and_help_stays(stage: Stage, language: str) -> None:
    lea = await stage.enrolled("Lea", language)
    coach = await stage.coach()
    assert await do(coach, lea, "end") == coach.words("clients.done_end")
    assert text_of(lea.last) == lea.words("told.ended")
    gone = await coach.tap_data("clients:one:1", stale=True)
    assert text_of(gone) == coach.words("clients.gone")
    await stage.walk(days=3)
    assert len(lea.heard) == 1
    assert text_of(await lea.say("nu")).startswith(lea.words("urge.first")[:20])


async def test_a_neutral_phone_gets_a_line_about_it_and_the_words_after_a_tap(
    stage: Stage,
) -> None:
    lea = await stage.enrolled("Lea", seen=True)
    await do(await stage.coach(), lea, "pause")
    assert lea.texts == [lea.words("stub.line")]
    await lea.press("stub.button.open")
    assert lea.texts == [lea.words("told.paused")]


async def test_a_forged_line_of_what_never_was_says_that_it_is_gone(
    noor: Person,
) -> None:
    await noor.say("/nood")
    for what in ("ended", "paused", "waits", "nonsense", ""):
        answer = await noor.tap_data(f"told:open:{what}", stale=True)
        assert text_of(answer) == noor.words("stub.gone"), what


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_a_move_takes_the_client_along_with_the_other_group(
    stage: Stage, language: str
) -> None:
    lea = await stage.enrolled("Lea", language)
    coach = await stage.coach()
    await coach.say("/groepen")
    await coach.press("cohort.button.new")
    await coach.say("Dinsdag")
    await coach.say("9-11-2026")
    await coach.press("cohort.button.yes")
    await coach.tap_data("clients:move:1", stale=True)
    await coach.tap("Dinsdag")
    await coach.press("cohort.button.yes")
    assert text_of(lea.last) == lea.words("told.moved", n=3)
    await stage.walk(days=1)
    assert lea.book.daily[15].title in text_of(lea.last)


async def test_a_client_who_was_erased_meanwhile_is_gone_for_every_button(
    stage: Stage, noor: Person, mia: Person
) -> None:
    coach = await stage.coach()
    await coach.tap_data("clients:name:1", stale=True)
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    assert text_of(await coach.say("Noor")) == coach.words("clients.gone")
    for data in ("one:1", "move:1", "to:1:1", "moved:1:1", "sure:1:end", "do:1:end", "unname:1"):
        answer = await coach.tap_data(f"clients:{data}", stale=True)
        assert text_of(answer) == coach.words("clients.gone"), data
    acts = await table(stage, "coach_act")
    assert all(act["client_id"] != 1 for act in acts)


async def test_a_name_of_the_coachs_is_sealed_short_and_hers_to_take_away(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.tap_data("clients:name:1", stale=True)
    assert text_of(await coach.say("x" * 4096)) == coach.words("cohort.name_again")
    await coach.say("De <i>schilder</i>")
    assert "De <i>schilder</i>" in text_of(coach.last)
    (kept,) = await table(stage, "client")
    assert b"schilder" not in kept["called_sealed"]
    await coach.tap_data("clients:unname:1", stale=True)
    assert "schilder" not in text_of(coach.last)


async def test_the_log_says_who_did_what_and_whose_words_stay_out(
    stage: Stage, noor: Person
) -> None:
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID, COACH_ID + 1}))
    await stage.restart()
    coach = await stage.coach()
    await do(coach, noor, "pause")
    other = stage.person("Els", user_id=COACH_ID + 1)
    await other.start()
    log = text_of(await other.tap_data("report:log", stale=True))
    line = " · ".join([other.words("report.other"), other.words("act.client_paused"), "Nummer 1"])
    assert line in log
    await noor.say("ik voel me niet goed")
    assert text_of(await other.tap_data("report:log", stale=True)) == log


async def test_a_coach_who_lost_the_right_in_the_middle_changes_nothing(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.tap_data("clients:name:1", stale=True)
    stage.settings = replace(stage.settings, coach_ids=frozenset({1}))
    await stage.restart()
    assert text_of(await coach.say("Noor")) == coach.words("other.text")
    await coach.tap_data("clients:do:1:end", stale=True)
    found = await the_client(noor)
    assert (found.called_sealed, found.ended_at) == (None, None)


async def test_somebody_who_cannot_be_reached_is_named_in_list_panel_and_report(
    stage: Stage, noor: Person
) -> None:
    stage.world.block(noor.id)
    await stage.settle()
    coach = await stage.coach()
    assert coach.words("coach.fact.unreachable", n=1) in text_of(await coach.say("/beheer"))
    assert coach.words("report.unreachable", n=1) in text_of(await coach.say("/rapport"))
    await coach.say("/clienten")
    assert any(coach.words("clients.mark_unreachable") in label for label in coach.buttons)


async def test_what_cannot_be_undone_says_of_whom_and_where_she_will_be(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    found = await the_client(noor)
    async with stage.app.deps.store.write() as tx:
        await clients.set_called(tx, found.id, "Noor")
        begun = await cohorts.add(tx, "Avond", stage.clock.now())
        later = await cohorts.add(tx, "Voorjaar", stage.clock.now())
        today = stage.clock.now().date()
        await cohorts.set_start(tx, begun, today - timedelta(weeks=12))
        await cohorts.set_start(tx, later, today + timedelta(weeks=1))
    ended = text_of(await coach.tap_data(f"clients:sure:{found.id}:end", stale=True))
    assert ended.startswith("Noor\n")
    assert "week 1" in ended.splitlines()[1]
    for group, there in ((begun, "Avond · week 13"), (later, "Voorjaar · begint op maandag 30")):
        asked = text_of(await coach.tap_data(f"clients:to:{found.id}:{group}", stale=True))
        assert asked.startswith("Noor\n")
        assert f"Dat wordt: {there}" in asked
        await coach.tap_data(f"clients:moved:{found.id}:{group}", stale=True)
        assert there in await card_of(coach, noor), "and so it is"


async def test_a_second_client_does_not_get_the_name_of_another(
    stage: Stage, noor: Person, mia: Person
) -> None:
    coach = await stage.coach()
    first, second = await the_client(noor), await the_client(mia)
    await coach.tap_data(f"clients:name:{first.id}", stale=True)
    await coach.say("Noor")
    await coach.tap_data(f"clients:name:{first.id}", stale=True)
    await coach.say("noor")
    assert "noor" in await card_of(coach, noor), "her own name may be written otherwise"
    await coach.tap_data(f"clients:name:{second.id}", stale=True)
    await coach.say("NOOR")
    assert coach.texts[-1].startswith(
        coach.words("clients.name_taken", name="NOOR", group="")[:20]
    )
    assert (await the_client(mia)).called_sealed is None
    await coach.say("Noor V")
    assert "Noor V" in await card_of(coach, mia)
    await do(coach, noor, "end")
    await coach.tap_data(f"clients:name:{second.id}", stale=True)
    await coach.say("Noor")
    assert (await card_of(coach, mia)).startswith("Noor")

"""A coach's link, opened by somebody who is a client already, or was one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store import clients, invites
from bot.store.clients import WEEKLY, WHEN_ASKED
from bot.store.consents import PROGRAMME, list_latest
from tests.cast import Person, Stage, text_of
from tests.enrolling import the_client
from tests.scenes.database import table
from tests.scenes.test_arriving import FORGED
from tests.scenes.test_coach_clients import do
from tests.scenes.test_told_once import group, move, moves


async def link_into(stage: Stage, cohort_id: int, uses: int = 1) -> str:
    """The token of a link into this group."""
    now = stage.clock.now()
    async with stage.app.deps.store.write() as tx:
        _, token = await invites.add(tx, cohort_id, uses, now + timedelta(days=30), now)
    return token


async def agree_to_link(stage: Stage, person: Person, *, weeks: int | None) -> None:
    """She takes part in a group that began so many weeks ago; None: it has no first day."""
    await person.start(await link_into(stage, await group(stage, "Ster", weeks=weeks)))
    await person.press("start.button.agree")


async def finished(person: Person, **how: object) -> None:
    """The sixteen weeks of this client are over."""
    deps, found = person.stage.app.deps, await the_client(person)
    async with deps.store.write() as tx:
        await clients.change(tx, found.id, ended_at=deps.clock.now(), **how)


async def ended(stage: Stage, language: str = "nl", **options: bool) -> Person:
    """Somebody whose part was ended by the coach."""
    lea = await stage.enrolled("Lea", language, **options)
    await do(await stage.coach(), lea, "end")
    return lea


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_who_was_ended_takes_part_in_the_group_of_the_link_after_a_yes(
    stage: Stage, language: str
) -> None:
    lea = await ended(stage, language)
    other = await group(stage, "Maan", weeks=2)
    asked = await lea.start(await link_into(stage, other))
    assert lea.words("start.anew").strip() in text_of(asked)
    assert lea.words("start.what").strip() in text_of(asked)
    assert (await the_client(lea)).ended_at is not None, "nothing before the yes"
    await stage.walk(minutes=1)
    said = await lea.press("start.button.agree")
    assert text_of(said) == lea.words("start.rejoined", n=3, hour="08:00")
    assert lea.keyboard is not None
    found = await the_client(lea)
    assert (found.cohort_id, found.ended_at, found.after) == (other, None, None)
    await stage.walk(days=1)
    assert lea.book.daily[15].title in text_of(lea.last)
    async with stage.app.deps.store.read() as tx:
        given = (await list_latest(tx, found.id))[PROGRAMME]
    assert given.given_at > found.created_at


async def test_who_finished_waits_for_the_first_day_of_the_new_group_and_goes_along(
    stage: Stage, noor: Person
) -> None:
    await finished(noor, after=WHEN_ASKED)
    other = await group(stage, "Ster", weeks=-2)
    await noor.start(await link_into(stage, other))
    said = await noor.press("start.button.agree")
    on = "maandag 7 december"
    assert text_of(said) == noor.words("start.waits", hour="08:00", on=on)
    heard = len(noor.heard)
    await stage.walk(days=13)
    assert len(noor.heard) == heard
    await stage.walk(days=1)
    assert noor.book.daily[0].title in text_of(noor.last)


async def test_who_has_one_message_a_week_gets_one_a_day_again(stage: Stage, noor: Person) -> None:
    await finished(noor, after=WEEKLY, every_days=7)
    await agree_to_link(stage, noor, weeks=1)
    heard = len(noor.heard)
    await stage.walk(days=3)
    assert len(noor.heard) == heard + 3


async def test_the_question_how_to_go_on_no_longer_comes_to_who_is_in_a_new_group(
    stage: Stage, noor: Person
) -> None:
    await finished(noor, after=None)
    await agree_to_link(stage, noor, weeks=1)
    await stage.walk(days=2)
    assert all(noor.words("after.choose").strip() not in text for text in noor.texts)
    assert noor.book.daily[9].title in text_of(noor.last)


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_who_says_no_stays_as_she_was_and_the_place_stays_free(
    stage: Stage, language: str
) -> None:
    lea = await ended(stage, language)
    before = await the_client(lea)
    await lea.start(await link_into(stage, await group(stage, "Maan")))
    said = await lea.press("start.button.rather_not")
    assert text_of(said) == lea.words("start.stays")
    after = await the_client(lea)
    assert (after.cohort_id, after.ended_at) == (before.cohort_id, before.ended_at)
    assert (await table(stage, "invite"))[-1]["uses_left"] == 1


async def test_a_yes_to_a_link_that_was_used_meanwhile_says_that_it_does_not_work(
    stage: Stage,
) -> None:
    lea = await ended(stage)
    token = await link_into(stage, await group(stage, "Maan"))
    await lea.start(token)
    async with stage.app.deps.store.write() as tx:
        await invites.use(tx, token, stage.clock.now())
    await lea.press("start.button.agree")
    assert lea.words("start.no_link").strip() in text_of(lea.last)
    assert (await the_client(lea)).ended_at is not None


async def test_a_yes_can_be_typed_and_counts_once(stage: Stage) -> None:
    lea = await ended(stage)
    token = await link_into(stage, await group(stage, "Maan"), uses=5)
    await lea.start(token)
    await lea.say("ja, 18+ en akkoord")
    assert (await the_client(lea)).ended_at is None
    found = await the_client(lea)
    again = await lea.tap_data(f"start:agree:n:{token}", stale=True)
    assert text_of(again) == lea.words("start.back")
    assert (await the_client(lea)).started_on == found.started_on
    assert (await table(stage, "invite"))[-1]["uses_left"] == 4


async def test_a_link_that_works_no_more_is_named_to_who_was_ended(stage: Stage) -> None:
    lea = await ended(stage)
    said = text_of(await lea.start(FORGED))
    assert said.startswith(lea.words("start.no_link").strip())
    assert text_of(await lea.start()) == lea.words("start.back")
    await lea.tap_data(f"start:agree:n:{FORGED}", stale=True)
    await lea.tap_data("start:agree:n:-", stale=True)
    assert (await the_client(lea)).ended_at is not None


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_who_takes_part_elsewhere_hears_that_the_link_changes_nothing_and_whom_to_ask(
    stage: Stage, language: str
) -> None:
    lea = await stage.enrolled("Lea", language)
    before = await the_client(lea)
    token = await link_into(stage, await group(stage, "Maan"))
    assert text_of(await lea.start(token)) == lea.words("start.other_group")
    assert (await the_client(lea)).cohort_id == before.cohort_id
    assert (await table(stage, "invite"))[-1]["uses_left"] == 1


async def test_who_is_asked_for_the_hour_hears_it_too(stage: Stage) -> None:
    lea = stage.person("Lea")
    await lea.start(await link_into(stage, await group(stage, "Zon")))
    await lea.press("start.button.unseen")
    await lea.press("start.button.onward")
    await lea.press("start.button.agree")
    said = text_of(await lea.start(await link_into(stage, await group(stage, "Maan"))))
    assert said.startswith(lea.words("start.other_group").strip())
    assert said.endswith(lea.words("start.no_hour_yet").strip())


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_the_coach_reads_at_the_link_how_to_move_who_takes_part_already(
    stage: Stage, language: str
) -> None:
    coach = await stage.coach()
    await stage.invite()
    assert coach.words("clients.button.move") in next(t for t in coach.texts if "start=" in t)


async def test_a_crisis_said_to_the_question_gets_its_reply(stage: Stage) -> None:
    lea = await ended(stage)
    await lea.start(await link_into(stage, await group(stage, "Maan")))
    said = text_of(await lea.say("ja, want ik wil dood"))
    assert "113" in said
    assert (await the_client(lea)).ended_at is not None


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("after", ["", " 22"])
async def test_a_yes_that_may_answer_the_reply_to_a_crisis_does_not_agree(
    stage: Stage, language: str, after: str
) -> None:
    lea = await ended(stage, language)
    await lea.say({"nl": "ik wil dood", "en": "i want to die"}[language])
    await lea.start(await link_into(stage, await group(stage, "Maan")))
    await lea.say({"nl": "ja", "en": "yes"}[language] + after)
    assert (await the_client(lea)).ended_at is not None
    assert lea.words("start.button.agree") in lea.buttons
    await lea.say(lea.words("start.button.agree"))
    assert (await the_client(lea)).ended_at is None, "the whole label is a press"


async def test_who_had_a_message_today_and_takes_a_later_hour_gets_the_first_one_tomorrow(
    stage: Stage, noor: Person
) -> None:
    await stage.walk(days=1)
    await do(await stage.coach(), noor, "end")
    await agree_to_link(stage, noor, weeks=None)
    await noor.say("/tijd 13:00")
    heard = len(noor.heard)
    await stage.walk(days=1)
    assert len(noor.heard) == heard
    await stage.walk(hours=4)
    assert noor.book.daily[0].title in text_of(noor.last)


async def moved_and_at_the_end(stage: Stage, language: str) -> Person:
    """Somebody whose sixteen weeks were over before she heard of a move, in the night."""
    lea = await stage.enrolled("Lea", language)
    await stage.walk(days=1, hours=13)
    await move(await stage.coach(), lea, await group(stage, "Maan", weeks=2))
    await finished(lea)
    return lea


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_who_comes_in_by_a_new_link_hears_of_no_earlier_move(
    stage: Stage, language: str
) -> None:
    lea = await moved_and_at_the_end(stage, language)
    await agree_to_link(stage, lea, weeks=5)
    await stage.walk(days=1)
    assert moves(lea) == 0


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_nor_does_who_begins_again_from_the_start(stage: Stage, language: str) -> None:
    lea = await moved_and_at_the_end(stage, language)
    await lea.tap_data("after:again", stale=True)
    assert (await the_client(lea)).ended_at is None
    await stage.walk(days=1)
    assert moves(lea) == 0


async def every_two_days(stage: Stage) -> Person:
    """Somebody who has had a message this morning, and gets one every two days."""
    noor = await stage.enrolled()
    async with stage.app.deps.store.write() as tx:
        await clients.change(tx, (await the_client(noor)).id, every_days=2)
    await stage.walk(days=1)
    assert (await the_client(noor)).daily_on is not None
    return noor


@pytest.mark.parametrize("weeks", [None, 1])
async def test_with_every_two_days_another_hour_leaves_the_first_one_tomorrow(
    stage: Stage, weeks: int | None
) -> None:
    noor = await every_two_days(stage)
    await do(await stage.coach(), noor, "end")
    await agree_to_link(stage, noor, weeks=weeks)
    before = (await the_client(noor)).next_daily_at
    await noor.say("/tijd 09:00")
    after = (await the_client(noor)).next_daily_at
    assert before is not None
    assert after == before + timedelta(hours=1)
    heard = len(noor.heard)
    await stage.walk(days=1)
    assert noor.book.daily[0 if weeks is None else 8].title in text_of(noor.last)
    await stage.walk(days=1)
    assert len(noor.heard) == heard + 1, "and from there on every two days"


async def test_from_the_start_again_it_is_the_same(stage: Stage) -> None:
    noor = await every_two_days(stage)
    await finished(noor)
    await noor.tap_data("after:again", stale=True)
    await noor.say("/tijd 09:00")
    await stage.walk(days=1)
    assert noor.book.daily[0].title in text_of(noor.last)

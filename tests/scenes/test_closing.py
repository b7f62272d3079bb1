"""What was opened where others may look closes again; and not under the hand that uses it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.outbox import letters
from bot.outbox.queue import Cause, queue
from bot.road.lanes import Lane
from tests.cast import Person, Stage, buttons_of, text_of
from tests.enrolling import wish
from tests.scenes.broadcasting import confirm, leave, to_everyone
from tests.scenes.prepared import PLAN, make_plan
from tests.scenes.relaying import agreed, having
from tests.scenes.test_anchor import SENTENCE, put_in
from tests.scenes.test_progress import went_through
from tests.scenes.test_word import WORD, everything_in, set_word

WAYS = pytest.mark.parametrize("how", ["a neutral phone", "a word"])


async def seen(stage: Stage, how: str) -> Person:
    """A client whose phone others may hold, with a few things of her own."""
    person = await stage.enrolled("Noor", seen=how == "a neutral phone")
    await went_through(person, [9, ("feet", 1)], contact=True)
    await person.say("/afspraak")
    await person.press("appointment.button.lawyer")
    await person.say("24-11 14:30")
    await person.press("appointment.button.no_note")
    if how == "a word":
        await set_word(person)
    await person.say("/wis")
    await person.say("/week")
    return person


def stands(person: Person, words: str) -> bool:
    """Whether this stands in her chat now, in a text, below a picture or on a button."""
    labels = [b.text for m in person.heard for b in buttons_of(m)]
    return words in "\n".join([everything_in(person), *labels])


@WAYS
@pytest.mark.parametrize(
    ("opens", "shown"),
    [
        ("progress:show:four", "progress.title"),
        ("progress:helped:four", "progress.helped_title"),
        ("progress:rows:four", "progress.rows_title"),
        ("privacy:mirror", "mirror.title"),
        ("privacy:agreed", "agreed.title"),
        ("appointment:list", "appointment.button.lawyer"),
    ],
)
async def test_it_closes_after_ten_minutes(stage: Stage, how: str, opens: str, shown: str) -> None:
    noor = await seen(stage, how)
    await noor.tap_data(opens, stale=True)
    words = noor.words(shown).strip().splitlines()[0].split("{")[0]
    assert stands(noor, words)
    await stage.walk(minutes=9)
    assert stands(noor, words)
    await stage.walk(minutes=2)
    assert not stands(noor, words)


@WAYS
async def test_a_picture_of_another_span_closes_too(stage: Stage, how: str) -> None:
    noor = await seen(stage, how)
    picture = await noor.say("/voortgang")
    await stage.walk(minutes=8)
    await noor.tap(noor.words("progress.button.all"), picture)
    await stage.walk(minutes=8)
    assert any(m.photo for m in noor.heard), "she looked eight minutes ago"
    await stage.walk(minutes=3)
    assert not any(m.photo for m in noor.heard)


@WAYS
async def test_a_picture_too_old_to_be_deleted_is_not_filled_anew(stage: Stage, how: str) -> None:
    noor = await stage.enrolled("Noor")
    await went_through(noor, [9, ("feet", 1)])
    old = await noor.say("/voortgang")
    before = old.caption
    await stage.walk(days=3)
    if how == "a word":
        await set_word(noor)
    else:
        await wish(noor, neutral=True)
    await noor.tap(noor.words("progress.button.all"), old)
    pictures = {m.message_id: m.caption for m in noor.heard if m.photo}
    assert pictures.pop(old.message_id) == before
    [caption] = pictures.values()
    assert caption != before, "the other span, as a message of its own"
    await stage.walk(minutes=11)
    assert [m.message_id for m in noor.heard if m.photo] == [old.message_id]


async def test_where_nobody_else_looks_it_stays(stage: Stage, noor: Person) -> None:
    await went_through(noor, [9, ("feet", 1)])
    picture = await noor.say("/voortgang")
    await stage.walk(minutes=30)
    assert picture.message_id in [m.message_id for m in noor.heard]


async def test_the_list_of_appointments_asks_for_the_word(stage: Stage) -> None:
    noor = await seen(stage, "a word")
    await stage.walk(minutes=11)
    assert text_of(await noor.say("/afspraak")) == noor.words("word.ask")
    await noor.say(WORD)
    await noor.press("word.button.onward")
    assert stands(noor, noor.words("appointment.button.lawyer"))


# --- the safety plan


@WAYS
async def test_the_plan_stays_for_an_hour_and_comes_back_with_one_tap(
    stage: Stage, how: str
) -> None:
    noor = await seen(stage, how)
    await make_plan(noor)
    await noor.say("ik wil dood")
    await noor.press("lines.button.plan")
    await stage.walk(minutes=55)
    assert stands(noor, PLAN["reasons"])
    await stage.walk(minutes=6)
    assert not stands(noor, PLAN["reasons"])
    await noor.press("lines.button.plan")
    assert stands(noor, PLAN["reasons"])


async def test_opened_in_a_message_that_was_to_close_sooner_it_stays_as_long(
    stage: Stage,
) -> None:
    noor = await seen(stage, "a neutral phone")
    await make_plan(noor)
    opened = await noor.tap_data("privacy:mirror", stale=True)
    await noor.tap_data("plan:open", opened.message_id, stale=True)
    await stage.walk(minutes=30)
    assert stands(noor, PLAN["reasons"])


async def test_what_is_typed_for_the_plan_leaves_the_chat(stage: Stage, noor: Person) -> None:
    await noor.say("/nood")
    await noor.press("lines.button.make_plan")
    await noor.say("zondagavond")
    await noor.press("plan.button.enough")
    said = [m for m in stage.world.chat(noor.id) if not m.from_bot]
    assert all("zondagavond" not in text_of(m) for m in said)
    assert "zondagavond" in text_of(noor.last)


@WAYS
async def test_what_stands_in_the_plan_closes_while_it_is_changed(stage: Stage, how: str) -> None:
    noor = await seen(stage, how)
    await make_plan(noor)
    await noor.tap_data("plan:part:reasons", stale=True)
    assert stands(noor, PLAN["reasons"])
    await noor.tap_data("plan:make", stale=True)
    assert stands(noor, PLAN["signals"])
    await stage.walk(minutes=11)
    assert not stands(noor, PLAN["reasons"])
    assert not stands(noor, PLAN["signals"])


# --- not under a hand that uses it


async def test_whoever_went_on_in_it_keeps_what_stands_there_now(stage: Stage) -> None:
    noor = await seen(stage, "a neutral phone")
    opened = await noor.tap_data("privacy:mirror", stale=True)
    await stage.walk(minutes=8)
    await noor.tap_data("urge:person:0", opened.message_id, stale=True)
    await stage.walk(minutes=5)
    assert stands(noor, "0800")
    await stage.walk(minutes=6)
    assert not stands(noor, "0800")


async def test_closed_by_hand_and_opened_again_it_has_its_ten_minutes(stage: Stage) -> None:
    noor = await seen(stage, "a neutral phone")
    await put_in(noor)
    await noor.press("anchor.button.look")
    assert stands(noor, SENTENCE)
    await stage.walk(minutes=8)
    await noor.press("stub.button.close")
    await noor.press("stub.button.open")
    await stage.walk(minutes=9)
    assert stands(noor, SENTENCE)
    await stage.walk(minutes=2)
    assert not stands(noor, SENTENCE)


# --- being erased


@WAYS
async def test_being_erased_closes_what_is_open_at_once(stage: Stage, how: str) -> None:
    noor = await seen(stage, how)
    await put_in(noor)
    await noor.press("anchor.button.look")
    await noor.say("/voortgang")
    assert stands(noor, SENTENCE)
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    await stage.walk(seconds=5)
    assert not stands(noor, SENTENCE)
    assert not any(m.photo for m in noor.heard)
    assert text_of(noor.last) == noor.words("forget.done")


async def test_being_erased_sweeps_on_what_was_being_swept(stage: Stage, noor: Person) -> None:
    private = await noor.say("/nood")
    record, now = await noor.record(), stage.clock.now()
    assert record is not None
    half = letters.sweep(noor.id, [private.message_id]).with_(lane=Lane.TIDY)
    later = half.with_(due_at=now + timedelta(minutes=5))
    async with stage.app.deps.store.write() as tx:
        await queue(tx, Cause("half", now), [later], record.id)
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    await stage.walk(seconds=5)
    assert private.message_id not in [m.message_id for m in noor.heard]


# --- a picture, or a copy, that stands below the line it was opened from


@WAYS
async def test_a_picture_of_ones_own_is_closed_by_hand(stage: Stage, how: str) -> None:
    noor = await seen(stage, how)
    for _ in range(2):
        picture = await noor.say("/voortgang")
        assert picture.photo
        await noor.tap(noor.words("stub.button.close"), picture)
        assert not any(m.photo for m in noor.heard)
    picture = await noor.say("/voortgang")
    await noor.tap(noor.words("progress.button.all"), picture)
    await noor.press("stub.button.close")
    assert not any(m.photo for m in noor.heard)


async def test_where_nobody_else_looks_a_picture_has_nothing_to_close(noor: Person) -> None:
    await went_through(noor, [9, ("feet", 1)])
    picture = await noor.say("/voortgang")
    assert noor.words("stub.button.close") not in [b.text for b in buttons_of(picture)]


@pytest.mark.parametrize("kind", ["photo", "voice", "document"])
async def test_what_the_coach_sent_to_many_is_closed_by_hand(stage: Stage, kind: str) -> None:
    noor, coach = await stage.enrolled("Noor", seen=True), await stage.coach()
    await coach.say("/bericht")
    await coach.send(kind)
    await to_everyone(coach)
    await confirm(coach, 1)
    await leave(coach)
    line = noor.last
    for typed in (False, True):
        await noor.press("stub.button.open")
        assert noor.last.kind == kind
        if typed:
            await noor.say(noor.words("stub.button.close").lower())
        else:
            await noor.press("stub.button.close")
        assert noor.last.message_id == line.message_id
        assert noor.last.kind == "text"


async def test_an_answer_of_the_coach_is_closed_by_hand(stage: Stage) -> None:
    noor = await agreed(await stage.enrolled("Noor", seen=True))
    coach = await stage.coach()
    await noor.say("/coach")
    await noor.say("Mag ik donderdag eerder komen?")
    await coach.say("Ja, om tien uur.", reply_to=having(coach, "donderdag").message_id)
    await noor.press("stub.button.open")
    assert "tien uur" in everything_in(noor)
    await noor.press("stub.button.close")
    assert "tien uur" not in everything_in(noor)

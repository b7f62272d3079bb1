"""Two bots side by side: each update once, a chat in order, one that works for all."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy.exc import OperationalError

from bot.outbox import sender
from bot.outbox.letters import Letter, say
from bot.outbox.queue import LEASE, Cause, queue
from bot.road.lanes import Lane
from bot.store import intake, outbox_held
from bot.store.outbox import QUEUED, SENDING, SENT
from bot.store.tables import burst, lease, replica
from bot.store.tables import outbox as letters
from tests.cast import Stage, close_app, start_app
from tests.lost_answer import lose_answer
from tests.replicas.pair import Pair, until
from tests.scenes.fixed import reply

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]

IDLE = "de buurvrouw heeft een nieuwe fiets"
URGE = "ik ga hem nu appen"


def methods(stage: Stage) -> list[str]:
    return [request.method for request in stage.world.requests]


async def test_one_of_them_leads_and_both_are_there(pair: Pair) -> None:
    standings = [app.deps.replica for app in (pair.one, pair.other)]
    await until(lambda: sorted(standing.leads for standing in standings) == [False, True])
    await until(lambda: all(standing.is_present for standing in standings))


async def test_the_same_update_at_both_is_answered_once(pair: Pair) -> None:
    noor = await pair.stage.enrolled()
    update = pair.written(noor, "/week")
    await asyncio.gather(*(app.intake.accept([update]) for app in (pair.one, pair.other)))
    await pair.settle()
    assert len(noor.heard) == 1


async def test_a_chat_is_answered_in_order_wherever_its_updates_come_in(pair: Pair) -> None:
    noor, stage = await pair.stage.enrolled(), pair.stage
    stage.world.faults.add("sendMessage", noor.id, kind="slow", seconds=0.3, times=1)
    for app, text in ((pair.one, "/week"), (pair.other, "/help"), (pair.one, "/week")):
        await pair.hand(app, noor, text)
    await pair.settle()
    week, helped, again = noor.texts
    assert week == again
    assert week.startswith("Week 1")
    assert noor.words("help.title") in helped


async def test_of_who_is_gone_the_other_takes_updates_and_replies(
    pair: Pair,
) -> None:
    """As after a kill: rows in the name of a process that is not there any more."""
    noor, stage = await pair.stage.enrolled(), pair.stage
    deps, now = stage.app.deps, stage.clock.now()
    update = pair.written(noor, "/week")
    async with deps.store.write() as tx:
        arrival = intake.Arrival(update["update_id"], noor.id, update)
        await intake.add(tx, deps.bot_id, [arrival], now, "gone")
        await queue(tx, Cause("u:gone", now, "gone"), [say(noor.id, "Dit was eerder.")])
    await until(lambda: len(noor.heard) == 2)
    assert noor.texts[0] == "Dit was eerder."
    assert noor.texts[1].startswith("Week 1")


async def test_whoever_was_away_for_too_long_sends_nothing_of_what_it_held(pair: Pair) -> None:
    """The others have it by then: it is sent once, by them."""
    noor, stage = await pair.stage.enrolled(), pair.stage
    away = pair.other.deps
    before = away.owner
    async with pair.no_beats():
        async with stage.app.deps.store.write() as tx:
            await tx.run(replica.delete().where(replica.c.owner == away.owner))
            cause = Cause("u:away", stage.clock.now(), away.owner)
            held = await queue(tx, cause, [say(noor.id, "Hier ben ik.")])
            away.letters.take(row.id for row in held)
        away.replica._seen_at -= 60
        pair.other.sender.post(held)
        await asyncio.sleep(0.2)
        assert noor.texts == []
    await until(lambda: len(noor.heard) == 1)
    await until(lambda: away.owner != before)
    await pair.settle()
    assert noor.texts == ["Hier ben ik."]


async def test_an_update_stored_without_an_answer_is_handled_before_those_that_came_after_it(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram repeats it at the other, which finds it stored, and brings the next one there."""
    noor = await pair.stage.enrolled()
    update = pair.written(noor, "/week")
    with monkeypatch.context() as patched:
        lost = lose_answer(patched, pair.one.deps.store, intake, "add")
        with pytest.raises(OperationalError):
            await pair.one.intake.accept([update])
    assert lost
    await pair.other.intake.accept([update])
    await pair.hand(pair.other, noor, "/drang")
    await until(lambda: len(noor.heard) == 2)
    await pair.settle()
    assert noor.texts[0].startswith("Week 1")
    assert noor.texts[1] == noor.words("urge.first")


async def test_a_reply_and_a_letter_whose_commits_gave_no_answer_leave_once(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor, deps = await pair.stage.enrolled(), pair.one.deps
    with monkeypatch.context() as patched:
        lost = lose_answer(patched, deps.store, intake, "mark")
        await pair.hand(pair.one, noor, "/drang")
        await until(lambda: noor.heard)
    assert lost
    assert noor.texts == [noor.words("urge.first")]
    with monkeypatch.context() as patched:
        lost = lose_answer(patched, deps.store, outbox_held, "claim")
        with pytest.raises(OperationalError):
            async with deps.store.write() as tx:
                told = say(noor.id, "Dit was eerder.").with_(lane=Lane.ALERT)
                await queue(tx, Cause("u:claimed", pair.stage.clock.now()), [told])
                # Claimed in the same transaction, for else the other might be quicker.
                now = pair.stage.clock.now()
                await outbox_held.claim(tx, now, deps.owner, now + LEASE, 100, [Lane.ALERT])
    assert lost
    await until(lambda: len(noor.heard) == 2)
    await pair.settle()
    assert noor.texts[1] == "Dit was eerder."


async def test_a_burst_over_both_gets_one_reply(pair: Pair) -> None:
    noor = await pair.stage.enrolled()
    for app, text in ((pair.one, IDLE), (pair.other, URGE), (pair.one, IDLE), (pair.other, IDLE)):
        await pair.hand(app, noor, text)
    await pair.settle()
    assert noor.texts == [noor.words("urge.first")]


async def test_a_burst_that_a_command_at_the_other_ended_stands_for_nothing(pair: Pair) -> None:
    noor = await pair.stage.enrolled()
    await pair.hand(pair.one, noor, "ik wil dood")
    await pair.hand(pair.other, noor, "/help")
    await pair.hand(pair.one, noor, URGE)
    await pair.settle()
    assert noor.texts[0] == reply(noor, "suicide")
    assert noor.texts[-1].startswith(noor.words("urge.first"))


async def test_what_was_written_in_a_burst_is_forgotten_soon(pair: Pair) -> None:
    noor, stage = await pair.stage.enrolled(), pair.stage
    await pair.hand(pair.one, noor, "ik wil dood")
    await pair.settle()
    async with stage.app.deps.store.read() as tx:
        (row,) = await tx.run(burst.select().where(burst.c.chat_id == noor.id))
    assert str(noor.id) not in repr(row.reply_sealed)
    stage.clock.move_to(stage.clock.now() + timedelta(minutes=1))
    await stage.app.run_due()
    async with stage.app.deps.store.read() as tx:
        assert (await tx.run(burst.select())).all() == []


async def test_what_a_living_process_holds_over_a_long_wait_is_not_taken_from_it(
    pair: Pair,
) -> None:
    """Else both would send it when the flood wait is over."""
    noor, stage = await pair.stage.enrolled(), pair.stage
    async with stage.app.deps.store.write() as tx:
        cause = Cause("u:held", stage.clock.now(), pair.other.deps.owner)
        (held,) = await queue(tx, cause, [say(noor.id, "Straks.")])
        pair.other.deps.letters.take([held.id])
    stage.clock.move_to(stage.clock.now() + LEASE * 2)
    for app in (pair.one, pair.other):
        await app.run_due()
    async with stage.app.deps.store.read() as tx:
        (row,) = await tx.run(letters.select().where(letters.c.id == held.id))
    assert (row.state, row.owner) == (SENDING, pair.other.deps.owner)
    pair.other.sender.post([held])
    await until(lambda: "Straks." in noor.texts)


async def test_a_follower_is_ready_too(pair: Pair) -> None:
    url = f"http://127.0.0.1:{pair.other.deps.settings.http_port}/readyz"
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as answer:
            assert answer.status == 200
        async with pair.no_beats():
            pair.other.deps.replica._seen_at -= 60
            async with session.get(url) as answer:
                assert answer.status == 503


def relayed(chat_id: int, text: str) -> Letter:
    """What a client wrote to the coach, on its way there."""
    return say(chat_id, text).with_(lane=Lane.RELAY)


async def test_what_is_passed_on_keeps_its_order_when_one_of_them_has_to_wait(pair: Pair) -> None:
    """Each counts by itself what a chat got; one has to wait for it, the other has not."""
    noor, stage = await pair.stage.enrolled(), pair.stage
    leader, follower = sorted((pair.one, pair.other), key=lambda app: not app.deps.replica.leads)
    leader.caller.pace.road.flood(noor.id, 1.0)
    for number, app in enumerate((leader, follower)):
        cause = Cause(f"u:order:{number}", stage.clock.now())
        async with app.deps.store.write() as tx:
            await queue(tx, cause, [relayed(noor.id, f"bericht {number}")])
        await app.sender._take_what_is_due()
    await until(lambda: len(noor.heard) == 2)
    assert noor.texts == ["bericht 0", "bericht 1"]


async def test_what_a_follower_wrote_down_the_leader_passes_on_without_being_told(
    pair: Pair,
) -> None:
    noor, stage = await pair.stage.enrolled(), pair.stage
    await pair.settle()
    async with pair.other.deps.store.write() as tx:
        await queue(tx, Cause("u:soon", stage.clock.now()), [relayed(noor.id, "Hallo.")])
    await until(lambda: noor.texts == ["Hallo."], sender._LONGEST_SLEEP / 2)


async def test_who_does_not_lead_neither_ticks_nor_sends_to_many_nor_passes_on(pair: Pair) -> None:
    noor, stage = await pair.stage.enrolled(), pair.stage
    async with stage.app.deps.store.write() as tx:
        far = stage.clock.now() + timedelta(days=3650)
        await tx.run(lease.update().values(owner="another", epoch=lease.c.epoch + 1, until=far))
        bulk = say(noor.id, "Aan velen.").with_(lane=Lane.TIDY)
        passed_on = relayed(noor.id, "Aan de coach.")
        await queue(tx, Cause("t:1", stage.clock.now()), [bulk, passed_on])
    await stage.app.run_due()
    for app in (pair.one, pair.other):
        app.sender.kick()
    await asyncio.sleep(0.5)
    stage.clock.move_to(stage.clock.now() + timedelta(days=1))
    await stage.app.run_due()
    async with stage.app.deps.store.read() as tx:
        left = (letters.c.lane >= Lane.RELAY, letters.c.state != SENT)
        rows = (await tx.run(letters.select().where(*left).order_by(letters.c.lane))).all()
    assert [(row.lane, row.state) for row in rows] == [(Lane.RELAY, QUEUED), (Lane.TIDY, QUEUED)]
    assert noor.texts == []
    async with stage.app.deps.store.write() as tx:
        await tx.run(lease.update().values(until=stage.clock.now() - timedelta(days=3650)))
    await until(lambda: {"Aan velen.", "Aan de coach."} <= set(noor.texts))


async def test_the_webhook_is_set_by_one_of_them_and_once(pair: Pair) -> None:
    stage = pair.stage
    await until(lambda: stage.world.webhook.url)
    await close_app(stage.app)
    await until(lambda: pair.other.deps.replica.leads)
    stage.app = await start_app(stage.settings, stage.clock)
    await until(lambda: methods(stage).count("getWebhookInfo") >= 2)
    assert methods(stage).count("setWebhook") == 1
    assert "getUpdates" not in methods(stage)

"""What is kept how long: each rule lets go of what is over, and of nothing else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.clients import retention
from bot.clients.retention import DAY, HOUR, RULES, TOMBSTONES_KEPT, YEAR, Rule
from bot.content.model import LANGUAGES, Content
from bot.features.coach import call_requests
from bot.features.letter.rules import KEPT_FOR, UNDECIDED_FOR, UNOPENED_FOR
from bot.store import clients, intake
from bot.store.engine import Store
from bot.store.intake import Arrival
from bot.store.tables import intake as intake_table
from bot.store.tables import metadata
from bot.store.waiting import REMEMBERED
from tests.cast import Stage
from tests.store.scenes import NOW, client_of, enrol
from tests.store.seeding import everything, seed

PURGING = {rule.name: rule for rule in RULES if rule.purge is not None}
MARK = PURGING["that there was a crisis"]
"""Only this is cleared where it stands; the rows of all other rules go."""
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
DOCS = Path("docs/retention.md")

OVER: dict[str, dict[str, Any]] = {
    "what comes in": {"state": "done"},
    "what went out": {"state": "sent", "broadcast_id": None},
    "letters": {"long": False},
    "arrivals that stopped halfway": {"status": "arriving", "daily_on": None, "ended_at": None},
    "drafts and finished messages of a coach": {"state": "done"},
}
"""What besides its time makes a row one of which the rule lets go."""


def _found(rows: dict[str, list[dict[str, Any]]], rule: Rule, row: dict[str, Any]) -> bool:
    table = metadata.tables[rule.tables[0]]
    keys = [key.name for key in table.primary_key.columns]
    return any(all(one[k] == row[k] for k in keys) for one in rows[table.name])


@pytest.mark.long
async def test_each_rule_lets_go_of_what_is_over_and_of_nothing_else(store: Store) -> None:
    assert set(OVER) <= set(PURGING)
    going = {name: rule for name, rule in PURGING.items() if rule is not MARK}
    for number, (name, rule) in enumerate(going.items(), 1):
        row = dict((await seed(store, chat_id=number, **OVER.get(name, {})))[rule.tables[0]])
        assert rule.purge is not None
        async with store.write() as tx:
            await rule.purge(tx, NOW - SECOND)
        assert _found(await everything(store), rule, row), f"{name} went too soon"
        async with store.write() as tx:
            await rule.purge(tx, NOW + SECOND)
        assert not _found(await everything(store), rule, row), f"{name} stayed"


@pytest.mark.long
async def test_the_tick_carries_out_each_rule_at_its_time(stage: Stage) -> None:
    """Of each rule a row that is a minute over, and one that is an hour short of it."""
    store, now = stage.app.deps.store, stage.clock.now()
    over: dict[str, dict[str, Any]] = {}
    short: dict[str, dict[str, Any]] = {}
    for number, (name, rule) in enumerate(PURGING.items(), 1):
        for rows, by, chat_id in ((over, -MINUTE, number), (short, HOUR, 100 + number)):
            known = {"chat_id": chat_id, "last_seen_at": now} | OVER.get(name, {})
            if rule.tables == ("client",) and rule is not MARK:
                del known["last_seen_at"]  # else clients go, and everything of theirs with them
            moment = rule.before(now) + by
            rows[name] = dict((await seed(store, moment=moment, **known))[rule.tables[0]])
    mine = {"bot_id": stage.app.deps.bot_id}  # what came in for another goes anyway, as below
    for rows in (over, short):
        await _change_intake(store, rows["what comes in"], mine)
    another = await seed(store, moment=now - 3 * DAY, chat_id=999, last_seen_at=now)
    waits = dict(another["intake"])
    await _change_intake(store, waits, {"state": intake.WAITING})
    await stage.app.ticker.run_one(next(t for t in stage.app.ticker._ticks if t.name == "purge"))
    left = await everything(store)
    stayed = [name for name, row in over.items() if _found(left, PURGING[name], row)]
    assert stayed == [MARK.name], "only the mark of a crisis goes, not who it stands at"
    marks = {row["id"]: row["held_until"] for row in left["client"]}
    assert marks[over[MARK.name]["id"]] is None
    assert marks[short[MARK.name]["id"]] == now + HOUR
    assert [name for name, row in short.items() if not _found(left, PURGING[name], row)] == []
    assert not _found(left, PURGING["what comes in"], waits), "of another bot"


async def _change_intake(store: Store, row: dict[str, Any], values: dict[str, Any]) -> None:
    arrived = intake_table.c.update_id == row["update_id"]
    async with store.write() as tx:
        await tx.run(update(intake_table).where(arrived).values(values))
    row.update(values)


@pytest.mark.parametrize("name", ["clients without a sign", "arrivals that stopped halfway"])
async def test_clients_go_in_small_lots_so_that_nobody_waits_for_them(
    store: Store, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert retention._AT_ONCE <= 20, "each is a dozen statements and a line on the disk"
    monkeypatch.setattr(retention, "_AT_ONCE", 2)
    for number in (1, 2, 3):
        await seed(store, chat_id=number, **OVER.get(name, {}))
    rule, left = PURGING[name], []
    assert rule.purge is not None
    for _ in range(2):
        async with store.write() as tx:
            more = await rule.purge(tx, NOW + SECOND)
        left.append((bool(more), len((await everything(store))["client"])))
    assert left == [(True, 1), (False, 0)]


async def test_that_there_was_a_crisis_is_forgotten_once_nothing_waits_for_it(
    store: Store,
) -> None:
    over, goes_on = await enrol(store, 101), await enrol(store, 102)
    async with store.write() as tx:
        for client, until in ((over, NOW - SECOND), (goes_on, NOW + SECOND)):
            await clients.change(tx, client.id, held_until=until)
        assert MARK.purge is not None
        await MARK.purge(tx, MARK.before(NOW))
    assert (await client_of(store, over.id)).held_until is None
    assert (await client_of(store, goes_on.id)).held_until == NOW + SECOND


async def test_what_waits_for_an_answer_is_never_purged_but_for_a_bot_that_is_gone(
    store: Store,
) -> None:
    async with store.write() as tx:
        for bot_id in (1, 2):
            await intake.add(tx, bot_id, [Arrival(5, 101, {"update_id": 5})], NOW)
        await intake.purge(tx, NOW + DAY)
        await intake.purge_of_others(tx, 1, NOW + DAY)
        assert [one.update_id for one in await intake.list_waiting(tx, 1)] == [5]
        assert await intake.list_waiting(tx, 2) == []


def test_every_table_has_a_rule() -> None:
    assert {table for rule in RULES for table in rule.tables} == set(metadata.tables)


def test_each_rule_says_why_and_how_long() -> None:
    for rule in RULES:
        assert rule.why
        assert (rule.keep is None) == (rule.purge is None)
        assert rule.before(NOW) == (NOW if rule.dated or not rule.keep else NOW - rule.keep)


def test_the_rooms_and_the_rules_mean_the_same() -> None:
    assert PURGING["letters"].keep == max(UNOPENED_FOR, UNDECIDED_FOR, KEPT_FOR)
    assert PURGING["wish to be rung"].keep == call_requests.KEPT + DAY, (
        "the coaches hear of it first"
    )
    assert PURGING["where an answer is awaited"].keep == REMEMBERED
    assert TOMBSTONES_KEPT == YEAR


def how_long(keep: timedelta | None) -> str:
    """How the page says it."""
    if keep is None:
        return "while it lasts"
    if keep == timedelta(minutes=30):
        return "30 minutes"
    if keep < timedelta(hours=1):
        return f"{keep.seconds} seconds"
    hours = int(keep.total_seconds() // 3600)
    return f"{hours} hours" if hours <= 48 else f"{keep.days} days"


def test_the_page_says_what_the_rules_say() -> None:
    page = DOCS.read_text(encoding="utf-8")
    rows = [
        f"| {rule.name} | {', '.join(f'`{one}`' for one in rule.tables)} | {how_long(rule.keep)} |"
        f" {rule.why} |"
        for rule in RULES
    ]
    assert [row for row in rows if row not in page] == []
    assert page.count("\n| ") == len(rows) + 1


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_notice_names_the_times_that_a_client_has_to_know(
    content: Content, spoken: str
) -> None:
    notice = content.books[spoken].answers["privacy"].text.plain
    unit = {"nl": ("dagen", "uur"), "en": ("days", "hours")}[spoken]
    for words in (f"90 {unit[0]}", f"30 {unit[0]}", f"48 {unit[1]}", f"14 {unit[0]}"):
        assert words in notice

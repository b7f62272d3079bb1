"""What is said of a day, and of the whole month."""

from __future__ import annotations

import time
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.soak.choices import DAYS, FIRST_DAY, SEED
from tests.soak.diary import DAY
from tests.soak.measures import slope

if TYPE_CHECKING:
    from tests.soak.month import Soak


def line(soak: Soak, day: int) -> str:
    """One day in one line."""
    now = soak.measures[-1]
    return (
        f"day {day + 1:2} {FIRST_DAY + day * DAY}: {_counts(soak)};"
        f" {now.memory:.0f} MiB, {now.objects} objects, {now.files} files, {now.tasks} tasks;"
        f" database {now.database:.1f} MiB, outbox {now.rows['outbox']},"
        f" intake {now.rows['intake']}; {len(soak.account.problems)} problems;"
        f" {time.process_time():.0f} s"
    )


def _counts(soak: Soak) -> str:
    account, town, lives = soak.account, soak.town, soak.lives
    return (
        f"{len(account.residents)} clients, {town.updates} updates, {town.letters} letters,"
        f" {account.dailies} daily ({account.certain} due for certain,"
        f" {account.doubled} doubled), {len(soak.coach.sendings)} to many,"
        f" {town.faults.counts.total()} faults, {lives.stops} stops, {lives.kills} kills"
    )


def summary(soak: Soak) -> str:
    """The whole month, for `docs/reliability.md`."""
    residents, coach = soak.account.residents.values(), soak.coach
    acts = sum((one.done for one in residents), Counter[str]())
    late, last = soak.measures[len(soak.measures) // 2 :], soak.measures[-1]
    latest = max((one.diary.latest for one in residents), default=timedelta(0))
    grows = ", ".join(
        f"{name} {slope(late, name):+.2f}" for name in ("memory", "files", "tasks", "database")
    )
    return (
        f"seed {SEED}, {DAYS} days: {_counts(soak)}\n"
        f"sessions {len(coach.meetings)}, answers {coach.answers_came.total()} of"
        f" {coach.given.total()}, the latest daily message {latest} after its hour\n"
        f"promises that had to be kept {dict(soak.account.promised)}\n"
        f"faults {dict(soak.town.faults.counts)}\n"
        f"acts {dict(acts.most_common())}\n"
        f"a day, over the last {len(late)}: {grows}\n"
        f"database {last.database:.1f} MiB, {last.free:.1f} of it free; rows"
        f" { {name: rows for name, rows in last.rows.items() if rows} }"
    )

"""A month with many clients: each message once and in its time, and nothing that grows.

`make soak` lives thirty days with two thousand clients; SOAK_CLIENTS, SOAK_DAYS, SOAK_ACTIVITY
and SOAK_SEED change that. See `docs/reliability.md`.
"""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot import logs
from bot.caller import Caller
from bot.outbox.delivery import Delivery
from bot.pictures import library
from tests.kill.process import _mark_calls, _plain_picture
from tests.soak.measures import PASSING, slope
from tests.soak.month import DAYS, SEED, TOKEN, Soak, a_month, errors_in
from tests.soak.residents import SECRET


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything that is logged, as `run` logs it."""
    out, root = io.StringIO(), logging.getLogger()
    monkeypatch.setattr(sys, "stderr", out)
    handlers, level, config = root.handlers[:], root.level, structlog.get_config()
    logs.configure("INFO", "json")
    # Loggers that keep this configuration would go on writing to it in later tests.
    structlog.configure(**(structlog.get_config() | {"cache_logger_on_first_use": False}))
    yield out
    structlog.configure(**config)
    root.handlers[:] = handlers
    root.setLevel(level)


# Whatever was killed in the middle of a question never gave its connection back.
@pytest.mark.filterwarnings("ignore:The garbage collector is trying to clean up")
@pytest.mark.timeout(0)
async def test_a_month_goes_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logged: io.StringIO
) -> None:
    monkeypatch.setattr(library, "draw", _plain_picture)
    for patched, name in ((Delivery, "attempt"), (Caller, "call")):
        monkeypatch.setattr(patched, name, getattr(patched, name))  # put back afterwards
    _mark_calls(life=1)
    async with a_month(tmp_path) as soak:
        try:
            await soak.run()
        except BaseException as error:
            error.add_note(f"SOAK_SEED={SEED} repeats the choices; {soak.problems[:5]}")
            raise
        found = [*soak.problems, *errors_in(logged), *_grown(soak)]
        said = logged.getvalue().lower()
        found += [f"'{word}' is in the log" for word in (SECRET, TOKEN.lower()) if word in said]
        print(soak.summary(), flush=True)
        shown = "\n".join(found[:20])
        assert not found, f"seed {SEED}, {len(found)} problems:\n{shown}"


def _grown(soak: Soak) -> Iterator[str]:
    """What the last day has too much of, beside the middle of the month."""
    if DAYS < 12:
        return
    middle, last = soak.measures[DAYS // 2], soak.measures[-1]
    for table in (*PASSING, "outbox"):
        if last.rows[table] > middle.rows[table] * 1.3 + 300:
            yield f"{table} grew from {middle.rows[table]} to {last.rows[table]}"
    late = soak.measures[DAYS // 2 :]
    if (memory := slope(late, lambda one: one.memory)) > 1.0:
        yield f"memory grows by {memory:.1f} MiB a day"
    if (files := slope(late, lambda one: one.files)) > 0.3:
        yield f"open files grow by {files:.2f} a day"
    if (tasks := slope(late, lambda one: one.tasks)) > 0.3:
        yield f"tasks grow by {tasks:.2f} a day"
    if last.database > middle.database * 1.5 + 2:
        yield f"the database grew from {middle.database:.1f} to {last.database:.1f} MiB"

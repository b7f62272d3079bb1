"""A month with many clients: each message once and in its time, and nothing that grows.

`make soak` lives thirty days with two thousand clients; SOAK_CLIENTS, SOAK_DAYS, SOAK_ACTIVITY
and SOAK_SEED change that. See `docs/reliability.md`.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from bot.pictures import library
from tests import inline
from tests.kill.process import _plain_picture, mark_calls_during
from tests.soak.choices import SEED
from tests.soak.month import a_month
from tests.soak.promises import KINDS
from tests.soak.report import summary
from tests.test_logs import form, logged

pytestmark = pytest.mark.long

__all__ = ["form", "logged"]  # fixtures


# Whatever was killed in the middle of a question never gave its connection back.
@pytest.mark.filterwarnings("ignore:The garbage collector is trying to clean up")
@pytest.mark.filterwarnings("ignore:.*was deleted before being closed")
@pytest.mark.timeout(0)
async def test_a_month_goes_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logged: io.StringIO
) -> None:
    inline.install(monkeypatch)
    monkeypatch.setattr(library, "draw", _plain_picture)
    mark_calls_during(monkeypatch)
    async with a_month(tmp_path, logged) as soak:
        found = soak.account.problems
        try:
            await soak.run()
        except BaseException as error:
            error.add_note(f"SOAK_SEED={SEED} repeats the choices; {found[:5]}")
            raise
        print(summary(soak), flush=True)
        assert soak.account.certain, "days on which somebody had a right to a message"
        assert soak.account.dailies
        assert soak.coach.sendings
        assert soak.account.promised.keys() == set(KINDS), (
            "promises of each kind that had to be kept"
        )
        assert soak.lives.kills
        shown = "\n".join(found[:20])
        assert not found, f"seed {SEED}, {len(found)} problems:\n{shown}"

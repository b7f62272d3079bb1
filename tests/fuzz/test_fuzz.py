"""Random updates through the real intake and rooms: none crashes it, none is lost, none strays.

`FUZZ_UPDATES=1000000 python -m pytest -n0 -s tests/fuzz` runs as long as it is told, and says how
far it is; `FUZZ_SEED` repeats a run.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests import inline
from tests.fuzz.town import memory, town
from tests.seeds import seed

UPDATES = int(os.environ.get("FUZZ_UPDATES", "400"))
SEED = seed("FUZZ_SEED")
_SHOWN_EVERY = 2_000
_WARM = max(50_000, UPDATES // 10)
"""From here on memory may hardly grow: everybody has written, and every kind of thing came."""


@pytest.mark.timeout(0)
async def test_whatever_comes_in_is_handled_and_goes_to_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inline.install(monkeypatch)
    begun, shown_at, warm = time.monotonic(), 0, 0
    async with town(tmp_path, SEED, monkeypatch) as place:
        while place.handled < UPDATES:
            await place.check_round(f"seed {SEED}")
            if not warm and place.handled >= _WARM:
                warm = memory()
            if place.handled - shown_at >= _SHOWN_EVERY:
                shown_at = place.handled
                seconds = time.monotonic() - begun
                print(
                    f"{place.handled} updates, {dict(place.states)}, {place.calls} calls, "
                    f"{memory()} MiB, {place.handled / seconds:.0f} a second",
                    flush=True,
                )
        await place.check_all_handled(f"seed {SEED}")
        assert place.states["handled"] > place.handled * 0.7
        assert not warm or memory() < warm * 1.15 + 20, f"memory grew, seed {SEED}"

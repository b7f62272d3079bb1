"""Random updates through the real intake and rooms: none crashes it, none is lost or left without
an answer, none strays, and nothing is said twice.

`FUZZ_UPDATES=1000000 python -m pytest -n0 -s tests/fuzz` runs as long as it is told, and says how
far it is; `FUZZ_SEED` repeats a run.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path

import pytest

from tests import inline
from tests.fuzz.town import Town, memory, town
from tests.seeds import seed
from tests.soak.measures import own_objects

UPDATES = int(os.environ.get("FUZZ_UPDATES", "400"))
SEED = seed("FUZZ_SEED")
_SHOWN_EVERY = 2_000
_WARM = UPDATES // 10
"""From here on the bot's own objects may hardly become more."""
_SETTLED = max(10_000, _WARM)
"""From here on memory may hardly grow: everybody has written, and every kind of thing came.

It is that of the process, local Telegram included, and told of in runs of twice as many at least.
"""


@pytest.mark.timeout(0)
async def test_whatever_comes_in_is_handled_and_goes_to_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inline.install(monkeypatch)
    async with town(tmp_path, SEED, monkeypatch) as place:
        await go_through(place)


async def go_through(place: Town) -> None:
    """As many updates as were asked for; nothing is wrong, and nothing is kept of them."""
    begun, shown_at, settled, told = time.monotonic(), 0, 0, f"seed {SEED}"
    warm, warm_at = Counter[str](), 0
    while place.handled < UPDATES:
        await place.check_round(told)
        if not warm and place.handled >= _WARM:
            warm, warm_at = own_objects(), place.handled
        if not settled and place.handled >= _SETTLED:
            settled = memory()
        if place.handled - shown_at >= _SHOWN_EVERY:
            shown_at = place.handled
            seconds = time.monotonic() - begun
            print(
                f"{place.handled} updates, {dict(place.states)}, {place.calls} calls, "
                f"{memory()} MiB, {place.handled / seconds:.0f} a second",
                flush=True,
            )
    await place.check_all_handled(told)
    assert place.states["handled"] > place.handled * 0.7
    kept = more(warm, own_objects(), place.handled - warm_at)
    assert not kept, f"{kept}, {told}"
    if UPDATES >= 2 * _SETTLED:
        assert memory() < settled * 1.15 + 20, f"memory grew from {settled} to {memory()}, {told}"


_REMEMBERED = 15_000
"""What stays in sight of sixty people: each has up to thirty replies to a crisis, with buttons."""


def more(before: Counter[str], after: Counter[str], updates: int) -> list[str]:
    """The kinds of things of which so many updates left too many more: one of each would be."""
    most = min(150 + updates // 4, _REMEMBERED)
    return [
        f"{name} grew from {before[name]} to {number}"
        for name, number in after.items()
        if number > before[name] * 1.1 + most
    ]


@pytest.mark.parametrize("updates", [360, 1_000, 900_000])
def test_what_is_kept_of_each_update_is_told(updates: int) -> None:
    before = Counter({"of the content": 40_000, "of each person": 60})
    after = before + Counter({"of each person": 120, "of each update": updates})
    assert more(before, after, updates) == [f"of each update grew from 0 to {updates}"]

"""Parts of a long text that are looked at by themselves: what matters may be one line of forty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

WHOLE = 16
"""Up to so many words a text is looked at as a whole only."""
_SIZES = (12,)


def parts_of(tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Overlapping stretches, short and longer ones, as (start, end)."""
    count = len(tokens)
    if count <= WHOLE:
        yield 0, count
        return
    for size in _SIZES:
        step = size // 2
        for start in range(0, count - size + step, step):
            end = min(start + size, count)
            yield end - size, end

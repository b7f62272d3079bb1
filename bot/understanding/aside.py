"""Where a text is looked at: a long one beside the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")
_LONG = 512
"""Characters. A shorter text takes a few milliseconds, less than a thread would cost others; one
of 4,096 takes up to a tenth of a second, in which nobody else would be answered.
"""


async def aside(text: str, look: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """What `look` comes to, for the sake of `text`: in a thread of its own when that is long."""
    if len(text) < _LONG:
        return look(*args, **kwargs)
    return await asyncio.to_thread(look, *args, **kwargs)

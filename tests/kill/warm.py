"""Imported once by the process that all bots are forked from: what every start would do alike.

The words are read and the phrases compiled here, once: that writes nothing, and took most of the
time in which a life comes up.
"""

from __future__ import annotations

import contextlib
import gc
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]  # noqa: F401

from tests import once
from tests.kill import process  # noqa: F401

with contextlib.suppress(Exception):  # a fault in the content shows itself in the tests
    once.prepare(Path("content"))

gc.freeze()

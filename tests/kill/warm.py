"""Imported once by the process that all bots are forked from: what every start would do alike.

The words are read and the phrases compiled here, once: that writes nothing, and took most of the
time in which a life comes up.
"""

from __future__ import annotations

import contextlib
import gc
from pathlib import Path

import alembic.command  # noqa: F401  # a first start needs it
import asyncpg  # type: ignore[import-untyped]  # noqa: F401

from bot.content import shelf
from bot.content.load import load
from bot.safety import guard
from bot.understanding.classify import Classifier
from tests.kill import process  # noqa: F401

with contextlib.suppress(Exception):  # a fault in the content shows itself in the tests
    content = load(Path("content"))
    classifier = Classifier(content)
    setattr(shelf, "load", lambda _folder: content)  # noqa: B010
    setattr(guard, "Classifier", lambda _content: classifier)  # noqa: B010

gc.freeze()

"""Imported once by the process that all bots are forked from: what every start would import."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from pathlib import Path

import alembic.command  # noqa: F401  # a first start needs it

from bot.content.load import load
from bot.features.coach import broadcast
from bot.understanding.classify import Classifier
from tests.kill import process  # noqa: F401

broadcast.UNDO_FOR = timedelta(seconds=1)  # nobody in the town changes her mind

with contextlib.suppress(Exception):  # a fault in the content shows itself in the tests
    Classifier(load(Path("content")))

"""What takes longer than most scenes, done once for all of them: reading, learning, drawing."""

from __future__ import annotations

import functools
import json
import zoneinfo
from pathlib import Path
from typing import Any

from bot.content import load as loading
from bot.content import shelf
from bot.content.load import glimpse
from bot.content.model import Content
from bot.pictures import library
from bot.safety import hearing
from bot.understanding.classify import Classifier
from bot.understanding.kinds import Kinds
from tests import drawing

really_draw = library.draw_order
_load, _kinds, _zones = loading.load, hearing._kinds, zoneinfo.available_timezones
_SHIPPED = Path("content")
"""Nobody edits it while the tests run; those that edit have a copy of their own."""
_contents: dict[object, Content] = {}
_classifiers: dict[str, Classifier] = {}
_kinds_of: dict[str, dict[str, Kinds]] = {}
_drawn: dict[str, bytes] = {}
"""By the whole order: two people with other numbers get other pictures."""


def install() -> None:
    """From here on every bot of this process shares them; an edited folder is read anew.

    `tests/content`, `tests/understanding` and `tests/pictures` look at the real thing.
    """
    setattr(shelf, "load", load)  # noqa: B010
    setattr(shelf, "glimpse", _glimpse)  # noqa: B010
    setattr(zoneinfo, "available_timezones", functools.cache(_zones))  # noqa: B010
    setattr(hearing, "Classifier", _classifier)  # noqa: B010
    hearing._kinds = _kinds_once
    library.draw_order = _order_drawn_once


def prepare(folder: Path) -> None:
    """Read and learn now what is asked for later, in processes that are forked from this one."""
    content = load(folder)
    _classifier(content)
    _kinds_once(content)


def load(folder: Path) -> Content:
    """As `bot.content.load.load`."""
    state = _glimpse(folder)
    if state not in _contents:
        _contents[state] = _load(folder)
    return _contents[state]


def _glimpse(folder: Path) -> frozenset[tuple[str, int, int, int]]:
    return _glimpse_of_shipped() if folder == _SHIPPED else glimpse(folder)


@functools.cache
def _glimpse_of_shipped() -> frozenset[tuple[str, int, int, int]]:
    return glimpse(_SHIPPED)


def _classifier(content: Content) -> Classifier:
    if content.version not in _classifiers:
        _classifiers[content.version] = Classifier(content)
    return _classifiers[content.version]


def _kinds_once(content: Content) -> dict[str, Kinds]:
    if content.version not in _kinds_of:
        _kinds_of[content.version] = _kinds(content)
    return _kinds_of[content.version]


async def _order_drawn_once(order: dict[str, Any]) -> bytes:
    key = json.dumps(order, sort_keys=True)
    if key not in _drawn:
        _drawn[key] = await drawing.drawn(order)
    return _drawn[key]

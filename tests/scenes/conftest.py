"""Scenes: people who take a moment before they act, and a look at every request afterwards."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.content import shelf
from bot.content.model import Book, Content
from bot.pictures import library
from bot.safety import guard
from bot.sandbox.world import World
from bot.understanding.classify import Classifier
from tests.cast import STAGED, Person, Stage, staged
from tests.contract.typed import complaints

_HARMLESS = ("message is not modified", "query is too old")
"""Refusals that mean: it is so already."""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The bot on a Monday morning; people take a moment, so that no reply has to wait."""
    async with staged(tmp_path) as made:
        made.thinking = 4.0
        yield made


@pytest.fixture
async def noor(stage: Stage) -> Person:
    """A client, Dutch, daily message at eight."""
    return await stage.enrolled("Noor")


@pytest.fixture
async def mia(stage: Stage) -> Person:
    """Another client, English, who must never see Noor's things."""
    return await stage.enrolled("Mia", "en")


@pytest.fixture
def visitor(stage: Stage) -> Person:
    """Somebody who found the bot without a link."""
    return stage.person("Sanne")


@pytest.fixture
def something_breaks() -> None:
    """For a scene in which Telegram refuses, or an update fails, on purpose."""


@pytest.fixture(autouse=True)
def _every_request_is_one_that_telegram_takes(
    request: pytest.FixtureRequest, content: Content
) -> Iterator[None]:
    STAGED.clear()
    yield
    last_words = {book.replies["failed"] for book in content.books.values()}
    found = [text for world in STAGED for text in _misunderstood(world)]
    if "something_breaks" not in request.fixturenames:
        found += [text for world in STAGED for text in _failed(world, last_words)]
    STAGED.clear()
    assert not found, "\n".join(found)


def _misunderstood(world: World) -> Iterator[str]:
    for call in world.requests:
        yield from complaints(call.method, call.params)


def _failed(world: World, last_words: set[str]) -> Iterator[str]:
    for call in world.requests:
        harmless = any(words in call.description for words in _HARMLESS)
        if not call.ok and call.method != "getUpdates" and not harmless:
            yield f"{call.method} was refused: {call.description}"
        if call.params.get("text") in last_words:
            yield "an update failed: the fixed help text went out"


@pytest.fixture(autouse=True)
def _content_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading it takes longer than most scenes; `tests/content` looks at the reading itself."""
    monkeypatch.setattr(shelf, "load", _loaded_once)
    monkeypatch.setattr(guard, "Classifier", _ready_classifier)


_load = shelf.load
_loaded: dict[tuple[Path, str], Content] = {}
_ready: dict[str, Classifier] = {}


def _loaded_once(folder: Path) -> Content:
    state = (folder, shelf.digest(folder))
    if state not in _loaded:
        _loaded[state] = _load(folder)
    return _loaded[state]


def _ready_classifier(content: Content) -> Classifier:
    if content.version not in _ready:
        _ready[content.version] = Classifier(content)
    return _ready[content.version]


@pytest.fixture(autouse=True)
def _pictures_are_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing takes a process; `tests/pictures` looks at the drawings themselves."""
    monkeypatch.setattr(library, "draw", _drawn_once)
    monkeypatch.setattr(library, "draw_order", _order_drawn_once)


really_draw = library.draw_order
_draw = library.draw
_drawn: dict[str, bytes] = {}


async def _drawn_once(name: str, book: Book) -> bytes:
    kind = name.partition(":")[0]
    if kind not in _drawn:
        _drawn[kind] = await _draw(name, book)
    return _drawn[kind]


async def _order_drawn_once(order: dict[str, Any]) -> bytes:
    kind = order["kind"]
    if kind not in _drawn:
        _drawn[kind] = await really_draw(order)
    return _drawn[kind]

"""Scenes: people who take a moment before they act, and a look at every request afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.content.model import Content
from bot.sandbox.world import World
from bot.screens import menus
from tests import inline, sampling
from tests.cast import STAGED, Person, Stage
from tests.contract.typed import complaints
from tests.listening import listening, quoted, what_is_said
from tests.scenes.elsewhere import ELSEWHERE
from tests.scenes.guessing import guess_of_one_text
from tests.unhurried import mia, noor, stage

__all__ = ["mia", "noor", "stage"]

_HARMLESS = ("message is not modified", "query is too old")
"""Refusals that mean: it is so already."""


@pytest.fixture(scope="module", autouse=True)
def _buttons_are_pressed_where_it_is_said(request: pytest.FixtureRequest) -> Iterator[None]:
    pressed, failed = set[str](), request.session.testsfailed
    tap = World.tap

    def noted(self: World, user_id: int, message_id: int, data: str, **options: Any) -> str:
        if not options.get("stale"):
            pressed.add(":".join(data.split(":")[:2]))
        return tap(self, user_id, message_id, data, **options)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(World, "tap", noted)
        yield
    said = {button for button, name in ELSEWHERE.items() if name == request.path.name}
    if _has_run_whole(request) and request.session.testsfailed == failed:
        assert said <= pressed, f"said to be pressed here: {sorted(said - pressed)}"


def _has_run_whole(request: pytest.FixtureRequest) -> bool:
    if request.config.getoption("--cases") != sampling.ALL:
        return False
    told = getattr(request.config, "workerinput", None)
    if told is not None and "loadfile" not in told["mainargv"]:
        return False  # other processes have the rest of it
    chosen = [item for item in request.session.items if item.path == request.path]
    ran = {item.originalname for item in chosen if isinstance(item, pytest.Function)}
    return {name for name in vars(request.module) if name.startswith("test_")} <= ran


@pytest.fixture
def menu_published() -> None:
    """For a scene in which the bot tells Telegram its commands: nine calls at each start."""


@pytest.fixture(autouse=True)
def _quick(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    inline.install(monkeypatch)
    if "menu_published" not in request.fixturenames:
        monkeypatch.setattr(menus, "publish", _not_published)


async def _not_published(*_of_whom: object) -> None:
    pass


@pytest.fixture
def visitor(stage: Stage) -> Person:
    """Somebody who found the bot without a link."""
    return stage.person("Sanne")


@pytest.fixture
def guessed(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """How one text is heard, to be changed by the scene."""
    return guess_of_one_text(monkeypatch)


@pytest.fixture
def something_breaks() -> None:
    """For a scene in which Telegram refuses, or an update fails, on purpose."""


@pytest.fixture(autouse=True)
def _every_request_is_one_that_telegram_takes(
    request: pytest.FixtureRequest, content: Content, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """And nothing that was written stands in the log, at its most talkative."""
    STAGED.clear()
    said = what_is_said(monkeypatch)
    with listening() as heard:
        yield
    found = quoted(heard, said)
    assert not found, f"in the log: {found}"
    failure_text = {book.replies["failed"] for book in content.books.values()}
    found = [text for world in STAGED for text in _misunderstood(world)]
    if "something_breaks" not in request.fixturenames:
        found += [text for world in STAGED for text in _failed(world, failure_text)]
    STAGED.clear()
    assert not found, "\n".join(found)


def _misunderstood(world: World) -> Iterator[str]:
    for call in world.requests:
        yield from complaints(call.method, call.params)


def _failed(world: World, failure_text: set[str]) -> Iterator[str]:
    for call in world.requests:
        harmless = any(words in call.description for words in _HARMLESS)
        if not call.ok and call.method != "getUpdates" and not harmless:
            yield f"{call.method} was refused: {call.description}"
        if call.params.get("text") in failure_text:
            yield "an update failed: the fixed help text went out"

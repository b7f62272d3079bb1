"""Everything that is logged at DEBUG while a scene goes on, in the form in which `run` logs it."""

from __future__ import annotations

import ast
import functools
import json
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot import logs
from bot.sandbox.updates import UpdateQueue
from tests.cast import TOKEN

_LEAST = 6
"""Characters from which on a text is looked for: "yes" or "20:00" may stand in any line."""
_WORDS = frozenset(["text", "caption", "phone_number", "first_name", "last_name", "username",
                    "title", "sender_user_name", "question", "emoji"])  # fmt: skip
"""Where words of people stand in an update."""
_OF_THE_BOT = frozenset(["reply_to_message", "pinned_message", "message"])
"""What of an update is no words of whoever sent it: a message that the bot wrote."""
_LISTENS = "the log listens"
_PROGRAM = Path(logs.__file__).parent
_PLACE = re.compile(r"\S+\.py:\d+ \S+")
"""A place in the program, as the trace of an error has it."""


class _Note(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logs._OfALibrary(structlog.processors.JSONRenderer()))
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append(self.format(record))


@contextmanager
def listening() -> Iterator[list[str]]:
    """The lines so far; libraries are as silent as `bot.logs` makes them."""
    heard: list[str] = []
    render = structlog.processors.JSONRenderer(default=repr)

    def note(logger: Any, method: str, event: Any) -> Any:
        heard.append(str(render(logger, method, dict(event))))
        return event

    config, root = structlog.get_config(), logging.getLogger()
    silent = dict.fromkeys(logs._TALKATIVE, logging.WARNING)
    silent |= dict.fromkeys(logs._QUOTING, logging.CRITICAL + 1)
    before = {name: logging.getLogger(name).level for name in silent}
    level, handler = root.level, _Note(heard)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            logs._without_token,
            structlog.processors.format_exc_info,
            note,
            structlog.dev.ConsoleRenderer(colors=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG),
    )
    for name, quiet in silent.items():
        logging.getLogger(name).setLevel(quiet)
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield heard
        structlog.get_logger("bot").debug(_LISTENS)
        assert _LISTENS in heard.pop(), "deaf: nothing would be found"
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        for name, known in before.items():
            logging.getLogger(name).setLevel(known)
        structlog.configure(**config)


def what_is_said(patch: pytest.MonkeyPatch) -> set[str]:
    """What people write to the bots of this test, filled as they do: also what they change or
    delete afterwards, below a picture, on a label that they type; and what they are called.
    """
    said, put = set[str](), UpdateQueue.put

    def noted(self: UpdateQueue, wire: dict[str, Any]) -> int:
        for update in wire.values():
            said.update(_written(update))
        return put(self, wire)

    patch.setattr(UpdateQueue, "put", noted)
    return said


def _written(wire: object) -> Iterator[str]:
    if isinstance(wire, dict):
        for name, value in wire.items():
            if isinstance(value, str) and name in _WORDS:
                yield value
            elif name not in _OF_THE_BOT:
                yield from _written(value)
    elif isinstance(wire, list):
        for one in wire:
            yield from _written(one)


def quoted(heard: Iterable[str], said: Iterable[str]) -> list[str]:
    """The token, and what people wrote, as far as it stands in the log."""
    lines = list(heard)
    told = {value for line in lines for value in _values(json.loads(line))}
    found = [text for text in _secrets(said) if any(_stands_in(text, value) for value in told)]
    if found:  # seldom: to read the whole program takes a while
        theirs = {_PLACE.sub("", value) for value in told - _own()}
        found = [text for text in found if any(_stands_in(text, value) for value in theirs)]
    return found + [TOKEN] * any(TOKEN in line for line in lines)


def _secrets(said: Iterable[str]) -> list[str]:
    own = {text.partition(" ")[2] if text.startswith("/") else text for text in said}
    return sorted(text for text in map(str.strip, own) if len(text) >= _LEAST)


def _values(told: object) -> Iterator[str]:
    """What a line says, without the names of its fields."""
    if isinstance(told, dict):
        told = list(told.values())
    if isinstance(told, list):
        for one in told:
            yield from _values(one)
    else:
        yield str(told)


def _stands_in(text: str, value: str) -> bool:
    forms = (text.lower(), json.dumps(text)[1:-1].lower())
    value = value.lower()
    return any(
        form in value and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", value) for form in forms
    )


@functools.cache
def _own() -> frozenset[str]:
    """What the program says by itself, each as a whole: events, kinds, names of ticks."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in _PROGRAM.rglob("*.py"))
    found = (node.value for tree in trees for node in ast.walk(tree)
             if isinstance(node, ast.Constant))  # fmt: skip
    return frozenset(value for value in found if isinstance(value, str))

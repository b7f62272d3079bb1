"""Everything that is logged at DEBUG while a scene goes on, in the form in which `run` logs it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog

from bot import logs
from bot.sandbox.world import World
from tests.cast import TOKEN

_LEAST = 12
"""Characters from which on a text is somebody's own: shorter ones may be a word of the program."""


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
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        for name, known in before.items():
            logging.getLogger(name).setLevel(known)
        structlog.configure(**config)


def said_in(worlds: Iterable[World]) -> set[str]:
    """What people wrote there, behind a command too, and still stands."""
    texts = set[str]()
    for world in worlds:
        for chat in world.chats.values():
            texts |= {m.text or m.caption or "" for m in chat.messages.values() if not m.from_bot}
    return texts


def quoted(heard: Iterable[str], said: Iterable[str]) -> list[str]:
    """The token, and what people wrote, as far as it stands in the log."""
    log = "\n".join(heard).lower()
    own = [text.partition(" ")[2] if text.startswith("/") else text for text in said]
    secret = {text for text in own if len(text) >= _LEAST and " " in text.strip()}
    forms = [form for text in (*secret, TOKEN) for form in (text, json.dumps(text)[1:-1])]
    return [form for form in forms if form.lower() in log]

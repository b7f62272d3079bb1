"""Logs for operators: what happened where, never anybody's words, never the token."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog

log = structlog.get_logger(__name__)

_PROGRAM = Path(__file__).parent
_MOST_PLACES = 10
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
# At DEBUG these libraries print what they send and receive: addresses with the token, people's
# words.
_TALKATIVE = ("alembic", "httpx", "httpcore", "aiohttp", "aiosqlite", "sqlalchemy", "asyncio",
              "apscheduler", "uvicorn", "PIL", "telegramify_markdown")  # fmt: skip

# These quote the whole update when something goes wrong; what went wrong is logged by `bot`
# itself.
_QUOTING = ("telegram", "sqlalchemy.pool")


def configure(level: str, form: str) -> None:
    """Set up structlog and the standard library's logging on standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_token,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OfALibrary(renderer))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # A tick that is still at work is skipped: `anker_tick_lateness_seconds` shows by how much.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    for name in _QUOTING:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def traceback_of(error: BaseException) -> list[str]:
    """Where an error came from, as `file:line function`, without its message.

    The last ones in the program, for those of a library do not say who asked; and the very last.
    """
    ours: list[str] = []
    place, trace = "", error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        path = Path(code.co_filename)
        is_ours = path.is_relative_to(_PROGRAM)
        name = path.relative_to(_PROGRAM) if is_ours else Path(*path.parts[-2:])
        place = f"{name}:{trace.tb_lineno} {code.co_name}"
        if is_ours:
            ours.append(place)
        trace = trace.tb_next
    kept = ours[-_MOST_PLACES:]
    return kept if place in ("", *kept) else [*kept, place]


def fault_of(error: BaseException) -> dict[str, Any]:
    """What a log line says of an error: its name, and where it came from."""
    return {"error": type(error).__name__, "trace": traceback_of(error)}


@contextmanager
def at_little_cost(event: str) -> Iterator[None]:
    """Go on after a failure that something else makes good; it is logged all the same."""
    try:
        yield
    except Exception as error:
        log.warning(event, **fault_of(error))


def hide_token(text: str) -> str:
    """The text with anything that looks like a bot token struck out."""
    return _TOKEN.sub("<token>", text)


def _without_token(_logger: Any, _method: str, event: Any) -> Any:
    return {
        key: hide_token(value) if isinstance(value, str) else value for key, value in event.items()
    }


class _OfALibrary(logging.Formatter):
    """What a library logs, in our form: its first line, and of an error the kind and the place.

    Further lines, and what an error says, may quote a person or hold an address with the token.
    """

    def __init__(self, render: Any) -> None:
        super().__init__()
        self._render = render

    def format(self, record: logging.LogRecord) -> str:
        first, _, _ = record.getMessage().partition("\n")
        event: dict[str, Any] = {
            "event": hide_token(first),
            "level": record.levelname.lower(),
            "logger": record.name,
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            event |= fault_of(error)
        return str(self._render(None, record.levelname.lower(), event))

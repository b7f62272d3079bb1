"""Logs at their most talkative: what happened where, never anybody's words, never the token."""

from __future__ import annotations

import ast
import asyncio
import io
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import literal_column, select
from sqlalchemy.exc import IntegrityError, OperationalError
from structlog.testing import capture_logs

from bot import logs
from bot.clients import preferences
from bot.store.tables import intake
from tests.cast import TOKEN, Stage
from tests.intake.conftest import written
from tests.outbox.conftest import rush
from tests.scenes.broadcasting import write

BOT = Path(logs.__file__).parent
SECRETS = (
    "zonnebloem", "kastanjelaan", "sunflower", "ik wil dood", "hij slaat me", "Noortjelief",
    "vrijdagsessie", "onderschrift",
)  # fmt: skip
"""Words that people write in these scenes."""


@pytest.fixture
def form() -> str:
    """How it is logged, unless a test wants both."""
    return "json"


@pytest.fixture
def logged(form: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything that is logged, as `run` would with BOT_LOG_LEVEL=DEBUG."""
    out, root = io.StringIO(), logging.getLogger()
    monkeypatch.setattr(sys, "stderr", out)
    handlers, level, config = root.handlers[:], root.level, structlog.get_config()
    known = {name: logger.level for name, logger in root.manager.loggerDict.items()
             if isinstance(logger, logging.Logger)}  # fmt: skip
    logs.configure("DEBUG", form)
    # Loggers that keep this configuration would go on writing to it in later tests.
    structlog.configure(**(structlog.get_config() | {"cache_logger_on_first_use": False}))
    yield out
    structlog.configure(**config)
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in known.items():
        logging.getLogger(name).setLevel(before)


def all_that_was_logged(logged: io.StringIO) -> str:
    """With a line of our own in it: a good day leaves none, nor does a deaf log."""
    logging.getLogger("bot").debug("the log listens")
    assert "the log listens" in logged.getvalue()
    return logged.getvalue()


def assert_private(logged: io.StringIO) -> None:
    """Nobody's words and no token were logged."""
    told = logged.getvalue()
    for secret in (*SECRETS, TOKEN, TOKEN.partition(":")[2]):
        assert secret.lower() not in told.lower(), secret


async def test_a_day_of_writing_leaves_no_word_in_the_logs(
    logged: io.StringIO, stage: Stage
) -> None:
    stage.thinking = 4.0
    coach = await stage.coach()
    noor = await stage.enrolled("Noortjelief")
    mia = await stage.enrolled("Mia", "en")
    for text in ("/start zonnebloem", "zonnebloem kastanjelaan", "/tijd kastanjelaan",
                 "/bestaatniet zonnebloem", "ik wil dood", "hij slaat me", "/drang"):  # fmt: skip
        await noor.say(text)
    stage.world.edit(noor.id, stage.world.say(noor.id, "eerst").message_id, "zonnebloem")
    await noor.send("photo", caption="onderschrift")
    await noor.tap_data("zonnebloem:kastanjelaan", stale=True)
    await mia.say("sunflower")
    await write(coach, "vrijdagsessie")
    await coach.tap("Versturen naar")
    await stage.walk(days=2)
    await stage.restart()
    await stage.settle()
    assert_private(logged)


@pytest.mark.long
@pytest.mark.parametrize(
    "error",
    [
        ValueError("zonnebloem"),
        OperationalError("INSERT zonnebloem", {"text": "kastanjelaan"}, Exception("sunflower")),
        IntegrityError("INSERT zonnebloem", {"text": "kastanjelaan"}, Exception("sunflower")),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_an_error_that_quotes_a_person_is_logged_without_the_quote(
    logged: io.StringIO, stage: Stage, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    stage.thinking = 4.0
    noor = await stage.enrolled("Noortjelief")
    tried: list[int] = []

    async def change(*args: Any, **values: Any) -> None:
        tried.append(1)
        if len(tried) < 4:
            raise error

    monkeypatch.setattr(preferences, "change", change)
    stage.world.say(noor.id, "/tijd 10:15")
    await rush(stage, lambda: noor.heard)
    assert_private(logged)
    assert "update failed" in logged.getvalue()
    assert type(error).__name__ in logged.getvalue()
    assert "settings/hour.py" in logged.getvalue(), "where it happened"


@pytest.mark.parametrize("kind", ["400", "403", "500", "502-html", "drop-before", "429"])
async def test_what_telegram_says_about_a_message_is_not_logged(
    logged: io.StringIO, stage: Stage, kind: Any
) -> None:
    stage.thinking = 4.0
    noor = await stage.enrolled("Noortjelief")
    quoting = "Bad Request: can't parse zonnebloem" if kind in ("400", "403", "500") else ""
    # Of a reply that is refused simpler forms are tried: all three are, so that it ends there.
    stage.world.faults.add("sendMessage", kind=kind, description=quoting, seconds=1,
                           times=3 if kind == "400" else 1)  # fmt: skip
    for method in ("getUpdates", "answerCallbackQuery", "setMyCommands"):
        stage.world.faults.add(method, kind=kind, description=quoting, seconds=1)
    stage.world.say(noor.id, "zonnebloem")
    await rush(stage, lambda: len(stage.world.faults) <= 2)
    await stage.settle()
    assert kind != "400" or "refused by Telegram" in logged.getvalue()
    assert_private(logged)


async def test_an_update_that_cannot_be_understood_is_not_quoted(
    logged: io.StringIO, stage: Stage
) -> None:
    noor = await stage.enrolled("Noortjelief")
    stage.world.raw_update(written(noor, "zonnebloem", date="kastanjelaan"))
    await rush(stage, lambda: noor.heard)
    stage.world.raw_update({"message": {"chat": {"id": noor.id}, "text": ["zonnebloem"]}})
    await rush(stage, lambda: "update set aside" in logged.getvalue())
    assert_private(logged)
    assert "a part of the update is not understood" in logged.getvalue()
    assert "update set aside" in logged.getvalue()


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_a_library_logs_has_no_token_and_no_message_of_an_error(logged: io.StringIO) -> None:
    address = f"https://api.telegram.org/bot{TOKEN}/sendMessage"
    library = logging.getLogger("asyncio")
    library.error("cannot connect to %s", address)
    try:
        raise ValueError(f"{address} zonnebloem")
    except ValueError:
        library.exception("Task exception was never retrieved")
        logging.getLogger("some.library").warning("odd", exc_info=True)
    structlog.get_logger("bot").warning("odd", where=address)
    assert_private(logged)
    assert "ValueError" in logged.getvalue()
    assert "test_logs.py" in logged.getvalue(), "where it happened"


@pytest.mark.parametrize("form", ["text", "json"])
async def test_a_task_that_fails_unseen_does_not_quote(logged: io.StringIO) -> None:
    async def fail() -> None:
        raise ValueError("zonnebloem")

    task = asyncio.create_task(fail())
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_exception_handler(
        {
            "message": "Task exception was never retrieved",
            "exception": task.exception(),
            "task": task,
        }
    )
    told = logged.getvalue()
    assert "never retrieved" in told
    assert "zonnebloem" not in told


async def test_the_trace_of_an_error_in_a_library_names_who_asked(stage: Stage) -> None:
    with pytest.raises(OperationalError) as found:
        async with stage.app.deps.store.read() as tx:
            await tx.run(select(literal_column("nowhere")))
    *ours, last = logs.traceback_of(found.value)
    assert any(place.startswith("store/engine.py:") for place in ours), ours
    assert last.startswith("store/one_trip.py:")
    try:
        json.loads("{")
    except ValueError as error:
        told = logs.traceback_of(error)
    assert [place.partition(":")[0] for place in told] == ["json/decoder.py"]


def test_json_logs_are_one_object_a_line(logged: io.StringIO) -> None:
    structlog.get_logger("bot").warning("odd", count=3)
    logging.getLogger("some.library").warning("odd %s", "too")
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    assert [line["event"] for line in lines] == ["odd", "odd too"]
    assert all(line["level"] == "warning" for line in lines)


def lines_about(logged: io.StringIO, event: str) -> list[dict[str, Any]]:
    """What was logged as JSON under this name."""
    found = [json.loads(line) for line in logged.getvalue().splitlines()]
    return [line for line in found if line["event"] == event]


async def test_a_letter_is_logged_under_the_update_that_caused_it_and_under_no_other(
    logged: io.StringIO, stage: Stage
) -> None:
    stage.thinking = 4.0
    noor = await stage.enrolled("Noortjelief")
    await noor.say("/week")
    stage.world.faults.add("sendMessage", noor.id, kind="slow", seconds=0.2)
    stage.world.say(noor.id, "/week")
    await stage.world.wait_for(lambda world: not len(world.faults))
    # In the same line, behind a letter of another update.
    stage.world.faults.add(
        "sendMessage", noor.id, kind="400", description="Bad Request: zonnebloem"
    )
    stage.world.say(noor.id, "/vandaag")
    await stage.settle()
    (refused,) = lines_about(logged, "refused by Telegram")
    async with stage.app.deps.store.read() as tx:
        newest = max((await tx.run(select(intake.c.update_id))).scalars())
    assert refused["cause"] == f"u:{stage.app.deps.bot_id}:{newest}"
    assert isinstance(refused["letter"], int)
    assert_private(logged)


async def test_after_a_restart_a_letter_still_says_what_caused_it(
    logged: io.StringIO, stage: Stage
) -> None:
    noor = await stage.enrolled("Noortjelief")
    stage.world.faults.add("sendMessage", noor.id, kind="429", seconds=60)
    stage.world.say(noor.id, "/week")
    await stage.world.wait_for(lambda world: not len(world.faults))
    await stage.settle()
    await stage.restart()
    stage.world.faults.add("sendMessage", noor.id, kind="400")
    await stage.walk(minutes=2)
    (refused,) = lines_about(logged, "refused by Telegram")
    assert refused["cause"].startswith(f"u:{stage.app.deps.bot_id}:")


@pytest.mark.parametrize(
    "name",
    ["aiohttp.client", "aiosqlite", "asyncio", "sqlalchemy.engine.Engine", "telegram.Bot",
     "telegram.ext.Application", "httpx", "uvicorn.access", "apscheduler.scheduler"],
)  # fmt: skip
def test_no_library_says_what_it_sends_however_talkative_the_bot_is(
    logged: io.StringIO, name: str
) -> None:
    library = logging.getLogger(name)
    library.debug("zonnebloem")
    library.info("POST https://api.telegram.org/bot%s zonnebloem", TOKEN)
    assert_private(logged)
    assert not logged.getvalue()


def _is_network(name: ast.expr | None) -> bool:
    return name is not None and ast.unparse(name) == "TelegramError"


def _without_place(source: str) -> Iterator[int]:
    """The lines that log an error by its name alone, failures of the network excepted."""
    tree = ast.parse(source)
    of_network = {
        inner
        for node in ast.walk(tree)
        if (isinstance(node, ast.ExceptHandler) and _is_network(node.type))
        or (isinstance(node, ast.FunctionDef)
            and any(_is_network(one.annotation) for one in node.args.args))
        for inner in ast.walk(node)
    }  # fmt: skip
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) in ("log.error", "log.warning")
            and "error" in (names := {word.arg for word in node.keywords})
            and "trace" not in names
            and node not in of_network
        ):
            yield node.lineno


def test_no_failure_is_passed_over_without_a_line() -> None:
    passed = [path for path in BOT.rglob("*.py") if "suppress(Exception" in path.read_text()]
    assert passed == []


def test_what_fails_at_little_cost_is_logged_and_gone_on_with() -> None:
    with capture_logs() as found:
        with logs.at_little_cost("not tidied"):
            raise ValueError("geheim")
        with logs.at_little_cost("never said"):
            pass
    assert [entry["event"] for entry in found] == ["not tidied"]
    assert found[0]["error"] == "ValueError"
    assert "geheim" not in str(found)


def test_a_tick_that_is_still_at_work_is_told_by_its_lateness_alone(logged: io.StringIO) -> None:
    scheduler = logging.getLogger("apscheduler.scheduler")
    scheduler.warning('Execution of job "_until_stopped" skipped')
    assert not logged.getvalue()
    scheduler.error("something else")
    assert logged.getvalue()


def test_an_error_without_its_place_is_found() -> None:
    by_name = "log.error('no', error=type(error).__name__)"
    assert list(_without_place(f"try: f()\nexcept Exception as error: {by_name}")) == [2]
    assert not list(_without_place(f"try: f()\nexcept TelegramError as error: {by_name}"))
    assert not list(_without_place("log.error('no', **fault_of(error))"))


@pytest.mark.long
def test_every_logged_error_has_its_place() -> None:
    """Its name alone sends whoever reads the log searching; `fault_of` gives both."""
    bare = [
        f"{path.relative_to(BOT)}:{line}"
        for path in sorted(BOT.rglob("*.py"))
        for line in _without_place(path.read_text())
    ]
    assert bare == []

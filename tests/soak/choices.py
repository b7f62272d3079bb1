"""How large a month is lived: from the environment, else what `make whole` has time for."""

from __future__ import annotations

import os
from datetime import date, timedelta

from tests.seeds import seed

CLIENTS = int(os.environ.get("SOAK_CLIENTS", "12"))
DAYS = int(os.environ.get("SOAK_DAYS", "3"))
SEED = seed("SOAK_SEED")
ACTIVITY = float(os.environ.get("SOAK_ACTIVITY", "0.6" if CLIENTS < 100 else "0.1"))
"""Things that a client does on a day, on average; each takes one to fifteen updates."""

HOURS = range(24) if CLIENTS >= 100 else (2, 9, 12, 17)
"""When people act, in UTC; in between, what is due comes all the same."""

_CLOCKS_CHANGE = date(2026, 10, 25)
"""In Europe; in New York a week later."""
FIRST_DAY = _CLOCKS_CHANGE - timedelta(days=(DAYS + 1) // 2)

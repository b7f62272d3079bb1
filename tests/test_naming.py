"""How a long line is cut off where it is spoken of."""

from __future__ import annotations

import pytest

from bot.clients.naming import shortened


@pytest.mark.parametrize(
    ("line", "most", "shown"),
    [
        ("Donderdag", 9, "Donderdag"),
        ("Donderdag om acht", 10, "Donderdag…"),
        ("Wacht… nog even", 7, "Wacht…"),
        ("Wacht... nog even", 7, "Wacht…"),
        ("Wacht. Nog even", 8, "Wacht…"),
        ("Wacht…", 6, "Wacht…"),
    ],
)
def test_a_line_that_is_cut_off_ends_in_one_ellipsis(line: str, most: int, shown: str) -> None:
    assert shortened(line, most) == shown

"""Messages of any kind, kept as data: what becomes of them in a call."""

from __future__ import annotations

import pytest

from bot.outbox.parts import Part, recaptioned
from bot.text import Text


@pytest.mark.parametrize("above", [True, False])
def test_other_words_with_a_photo_stand_where_the_first_ones_stood(above: bool) -> None:
    part: Part = {"kind": "photo", "file": "x", "text": "Oud", "entities": []}
    if above:
        part["show_caption_above_media"] = True
    letter = recaptioned(part, 1, 2, Text("Nieuw"))
    assert letter.params["caption"] == "Nieuw"
    assert letter.params.get("show_caption_above_media", False) is above

"""Who is responsible stands in the privacy notice, which always comes, however long that is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.content.model import LANGUAGES
from tests.cast import staged, text_of
from tests.scenes.test_arriving import come_to_consent, link

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
LONG = {
    "words": "Praktijk De Brug, Dam 1, Amsterdam. " * 150,
    "one word": "x" * 1_000,
    "outside of what UTF-16 has one unit for": "\N{BRIDGE AT NIGHT}\N{GRINNING FACE}" * 500,
}


@SPOKEN
@pytest.mark.parametrize("operator", LONG.values(), ids=LONG.keys())
async def test_the_notice_comes_with_as_much_of_a_name_as_fits(
    tmp_path: Path, capsys: Any, spoken: str, operator: str
) -> None:
    async with staged(tmp_path, operator=operator) as stage:
        logged = capsys.readouterr().out
        assert "does not fit in the privacy notice" in logged
        assert re.search(r"and \d+ fit in the privacy notice \(nl \d+, en \d+\)", logged)
        stage.thinking = 4
        notices = [text_of(await (await stage.enrolled("Noor", spoken)).say("/privacy"))]
        lea = stage.person("Lea", spoken)
        await come_to_consent(lea, await link(stage))
        notices.append(text_of(await lea.press("start.button.privacy")))
        for notice in notices:
            assert operator[:100] in notice
            assert operator[:400] not in notice
            assert notice.endswith(lea.book.answers["privacy"].text.plain[-40:])


@SPOKEN
async def test_what_fits_is_shown_whole(tmp_path: Path, capsys: Any, spoken: str) -> None:
    async with staged(tmp_path, operator="x" * 210) as stage:
        notice = await (await stage.enrolled("Noor", spoken)).say("/privacy")
        assert "x" * 210 in text_of(notice)
    assert "does not fit" not in capsys.readouterr().out

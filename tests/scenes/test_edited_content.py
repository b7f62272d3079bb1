"""The coach edits the words while the bot runs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.safety import hearing
from tests.cast import staged
from tests.scenes.fixed import kind_of


@pytest.mark.long
async def test_edited_words_are_learned_before_the_first_text_that_they_judge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"
    shutil.copytree("content", content)
    async with staged(tmp_path, content_dir=content) as stage:
        noor = await stage.enrolled("Noor")
        texts = content / "nl" / "messages.yaml"
        texts.write_text(texts.read_text().replace("everyone: Iedereen", "everyone: Allemaal"))
        before = stage.app.deps.shelf.content.version
        assert await stage.app.deps.shelf.refresh() == []
        assert stage.app.deps.shelf.content.version != before
        monkeypatch.delattr(hearing, "Classifier")
        await noor.say("ik wil dood")
        assert kind_of(noor, noor.last) == "suicide"

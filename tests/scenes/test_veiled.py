"""What is hinted at is asked about, with the lines right below; commands are no cry for help."""

from __future__ import annotations

import pytest

from bot.understanding.classify import CRISIS_SUICIDE, Classifier, Verdict
from tests.cast import Person, Stage


@pytest.fixture
def hinted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that is written counts as a hint."""
    verdict = Verdict(CRISIS_SUICIDE, 0.6, "set by the test", "nl", veiled=True)
    monkeypatch.setattr(Classifier, "classify", lambda *_: verdict)


@pytest.mark.usefixtures("hinted")
async def test_a_hint_is_asked_about_with_the_lines_below(stage: Stage, noor: Person) -> None:
    await noor.say("het is genoeg zo")
    assert "Denk je eraan een eind aan je leven te maken?" in noor.texts[-1]
    assert "112" in noor.texts[-1]
    assert "1813" in noor.texts[-1]
    assert noor.buttons == ["Ja", "Nee", "Weet ik niet"]
    record = await noor.record()
    assert record is not None
    assert record.held_until is not None


@pytest.mark.usefixtures("hinted")
@pytest.mark.parametrize("label", ["Ja", "Weet ik niet"])
async def test_yes_and_not_sure_give_the_lines_at_once(noor: Person, label: str) -> None:
    await noor.say("het is genoeg zo")
    await noor.tap(label)
    assert "Bel dan eerst 112" in noor.texts[-1]
    assert "oefening" not in noor.texts[-1].lower()


@pytest.mark.usefixtures("hinted")
async def test_no_is_taken_at_its_word_and_people_stay_in_reach(noor: Person) -> None:
    await noor.say("het is genoeg zo")
    await noor.tap("Nee")
    assert "onder Hulp" in noor.texts[-1]
    assert "Hulp" in noor.buttons


@pytest.mark.long
async def test_commands_of_the_program_are_never_taken_for_a_crisis(
    stage: Stage, noor: Person
) -> None:
    for feature in stage.app.features:
        for command in feature.commands:
            for name in {command.nl, command.en}:
                await noor.say(f"/{name}")
    record = await noor.record()
    assert record is not None
    assert record.held_until is None


async def test_words_behind_a_command_are_looked_at(noor: Person) -> None:
    await noor.say("/vandaag ik wil dood")
    assert "Bel dan eerst 112" in noor.texts[-1]

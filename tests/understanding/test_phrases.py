"""Phrases as a coach writes them: what they match, and what is said of mistakes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.content.faults import ContentError
from bot.content.load import load
from bot.understanding import effect
from bot.understanding.phrases import Matcher, PhraseFault
from bot.understanding.words import words_of

FOLDER = Path("content")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "content")
    return tmp_path / "content"


def _add(copy: Path, name: str, line: str) -> None:
    path = copy / name
    path.write_text(f"{path.read_text('utf-8')}\n{line}\n" if path.exists() else line, "utf-8")


def _said_of(copy: Path) -> str:
    with pytest.raises(ContentError) as caught:
        load(copy)
    return str(caught.value)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("wil dood", "ik wil dood"),
        ("wil hem .. appen", "ik wil hem vanavond echt even appen"),
        ("wil|wou hem|haar appen", "ik wou haar appen"),
        ("denk aan zelfmoord*", "ik denk aan zelfmoordpogingen"),
        ("wil @hem appen", "ik wil m appen"),
        ("m'n ex", "m'n ex"),
        ("heb 20 op .", "ik heb 20 op"),
    ],
)
def test_a_phrase_matches(phrase: str, text: str) -> None:
    assert Matcher(["@hem = hem|haar|m", phrase]).find(words_of(text)) is not None


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("wil dood", "ik wil niet dood"),
        ("wil hem .. appen", "ik wil hem niet meer appen"),
        ("wil hem .. appen", "ik wil hem een twee drie vier appen"),
        ("denk aan zelfmoord*", "ik denk aan zelf"),
        ("heb 20 op .", "ik heb 20 op een rij"),
    ],
)
def test_a_phrase_does_not_match(phrase: str, text: str) -> None:
    assert Matcher([phrase]).find(words_of(text)) is None


def test_every_place_of_a_phrase_is_found() -> None:
    places = Matcher(["wil dood"]).all(words_of("ik wil dood zei ze en ik wil dood"))
    assert [(one.start, one.end) for one in places] == [(1, 3), (7, 9)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("wil hem| appen", "a choice is empty"),
        ("wil |hem appen", "a choice is empty"),
        ("wil hem ..", "'..' belongs between two words"),
        (".. wil hem", "'..' belongs between two words"),
        ("moe", "one word alone fits far too much"),
        ("wil @niemand appen", "no line of this file tells what @niemand is"),
        ("@hem = hem | haar", "without spaces"),
        ("wil he* appen", "at least 4 letters"),
        ("?! ...", "a choice is empty"),
    ],
)
def test_a_mistake_in_a_phrase_is_told_in_plain_words(copy: Path, line: str, said: str) -> None:
    _add(copy, "nl/phrases/urge.txt", line)
    message = _said_of(copy)
    assert message.startswith("nl/phrases/urge.txt: ")
    assert said in message


def test_a_group_that_names_itself_ends() -> None:
    with pytest.raises(PhraseFault):
        Matcher(["@a = x|@a", "wil @a"])


def test_a_list_of_an_unknown_name_is_told(copy: Path) -> None:
    _add(copy, "nl/phrases/crisis_suicid.txt", "wil dood")
    message = _said_of(copy)
    assert "nl/phrases/crisis_suicid.txt: no list is called so" in message
    assert "crisis_suicide" in message


@pytest.mark.long
def test_the_shipped_phrases_make_hardly_a_harmless_example_a_crisis(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Fewer are asked what the phrases change; which do harm is looked up as `make check` does."""
    monkeypatch.setattr(effect, "_ASKED", 150)
    found = effect.effect_of(load(FOLDER), FOLDER)
    assert found is not None
    assert found.asked >= 150
    assert found.alarms == ()


@pytest.mark.long
def test_a_phrase_that_makes_harmless_words_a_crisis_is_named(copy: Path) -> None:
    _add(copy, "nl/phrases/crisis_suicide.txt", "ik ga")
    for path in copy.glob("*/phrases/examples/*.txt"):
        if path.name != "urge.txt":  # a few are enough, and quicker
            path.unlink()
        else:
            path.write_text("\n".join(path.read_text("utf-8").splitlines()[:300]), "utf-8")
    found = effect.effect_of(load(copy), copy)
    assert found is not None
    assert found.changed > 0
    assert found.spoilt[0].becomes == "crisis_suicide"
    assert str(found.spoilt[0]) in str(found)
    assert found.alarms[0].phrase == "ik ga"
    assert "'ik ga' makes" in str(found)
    assert "harmless texts a crisis, such as" in str(found)


def test_content_without_examples_has_no_effect_to_tell(copy: Path) -> None:
    for language in ("nl", "en"):
        shutil.rmtree(copy / language / "phrases" / "examples")
    assert effect.effect_of(load(copy), copy) is None

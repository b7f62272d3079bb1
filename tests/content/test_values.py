"""What easily goes wrong in a YAML file: it is named with its key, and never guessed at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.content import parse
from bot.content.faults import ContentFault
from bot.content.values import read_yaml

FOLDER = Path("content")


@pytest.mark.parametrize(
    ("written", "key", "line"),
    [
        ("title: a\nkind: body\ntitle: b\n", "title", 3),
        ("title: a\n'title': b\n", "title", 2),
        ("lines:\n  - id: x\n    phone: 0800-2000\n    phone: 0800-2001\n", "phone", 4),
        ("urge:\n  first: a\n  second: b\n  first: c\n", "first", 4),
        ("breath: {in: 4, out: 6, in: 5}\n", "in", 1),
        ("urge:\n  a: b\ncycle:\n  a: b\nurge:\n  c: d\n", "urge", 5),
    ],
)
def test_a_key_that_stands_twice_is_named_with_its_line(
    tmp_path: Path, written: str, key: str, line: int
) -> None:
    file = tmp_path / "file.yaml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(ContentFault, match=f"^'{key}' stands twice, near line {line}$"):
        read_yaml(file)


def test_a_key_may_stand_once_in_each_part(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_text("a: {x: 1}\nb: {x: 2}\nc: [{x: 3}, {x: 4}]\n", encoding="utf-8")
    assert read_yaml(file) == {"a": {"x": 1}, "b": {"x": 2}, "c": [{"x": 3}, {"x": 4}]}


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yaml")), ids=str)
def test_no_file_of_the_content_takes_a_key_that_stands_twice(tmp_path: Path, path: Path) -> None:
    """Whichever way each of them is read."""
    ways = {
        "crisis": parse.crisis,
        "messages": parse.messages,
        "programme": parse.programme,
    }
    text = path.read_text(encoding="utf-8")
    first = re.search(r"(?m)^(\w+):", text)
    assert first is not None
    file = tmp_path / path.name
    file.write_text(f"{text}\n{first[1]}: []\n", encoding="utf-8")
    with pytest.raises(ContentFault, match=f"'{first[1]}' stands twice, near line"):
        ways.get(path.stem, parse.exercise)(file)


EXERCISE = """\
title: Voeten op de vloer
kind: body
states: [panic]
minutes: 3
audible: false
offered: true
demanding: false
breath: {in: 4, out: 6}
paces: [{in: 4, out: 6}]
steps:
  - text: Zet je voeten neer.
    seconds: 10
lying:
  - text: Duw je hielen in het matras.
    seconds: 15
"""
YES_OR_NO = "should be true or false, without quotes"
WHOLE = "should be a whole number, without quotes"
NUMBER = "should be a number, without quotes"
STRANGE = "not known here"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("offered: true", "offered: nee", f"'offered' {YES_OR_NO}"),
        ("offered: true", 'offered: "false"', f"'offered' {YES_OR_NO}"),
        ("offered: true", "offered: 0", f"'offered' {YES_OR_NO}"),
        ("offered: true", "offered:", f"'offered' {YES_OR_NO}"),
        ("audible: false", "audible: ja", f"'audible' {YES_OR_NO}"),
        ("demanding: false", "demanding: [false]", f"'demanding' {YES_OR_NO}"),
        ("minutes: 3", "minutes: 1.5", f"'minutes' {WHOLE}"),
        ("minutes: 3", "minutes: 2.0", f"'minutes' {WHOLE}"),
        ("minutes: 3", "minutes: een", f"'minutes' {WHOLE}"),
        ("minutes: 3", "minutes: yes", f"'minutes' {WHOLE}"),
        ("minutes: 3", 'minutes: "3"', f"'minutes' {WHOLE}"),
        ("minutes: 3\n", "", "'minutes' is missing"),
        ("seconds: 10", "seconds: 7.5", f"steps, number 1: 'seconds' {WHOLE}"),
        ("seconds: 10", "seconds: tien", f"steps, number 1: 'seconds' {WHOLE}"),
        ("seconds: 15", "seconds: vijftien", f"lying, number 1: 'seconds' {WHOLE}"),
        ("    seconds: 10\n", "", "steps, number 1: 'seconds' is missing"),
        ("    seconds: 10", "    seconds:", "steps, number 1: 'seconds' is missing"),
        ("breath: {in: 4", "breath: {in: vier", f"breath: 'in' {NUMBER}"),
        ("breath: {in: 4", "breath: {in: true", f"breath: 'in' {NUMBER}"),
        ("breath: {in: 4, out: 6}", "breath: {in: 4}", "breath: 'out' is missing"),
        ("paces: [{in: 4, out: 6}", 'paces: [{in: 4, out: "6"}', f"paces: 'out' {NUMBER}"),
        ("breath: {in: 4", "breath: {inn: 4", f"breath: {STRANGE}: inn (did you mean in?)"),
        ("breath: {in: 4, out: 6}", "breath: 4", "breath: there should be names with values here"),
        ("paces: [{in: 4,", "paces: [{in: 4, hold: 2,", f"paces: {STRANGE}: hold"),
        (
            "    seconds: 10",
            "    seconds: 10\n    sconds: 9",
            f"steps, number 1: {STRANGE}: sconds (did you mean seconds?)",
        ),
        (
            "    seconds: 15",
            "    seconds: 15\n    tekst: a",
            f"lying, number 1: {STRANGE}: tekst (did you mean text?)",
        ),
        ("minutes: 3", "minuts: 3", f"{STRANGE}: minuts (did you mean minutes?)"),
        ("title: Voeten op de vloer", "title: No", "put 'title' between quotes"),
    ],
)
def test_a_value_of_another_kind_is_named_with_its_key(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    file = tmp_path / "feet.yaml"
    assert old in EXERCISE
    file.write_text(EXERCISE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentFault, match=f"^{re.escape(words)}$"):
        parse.exercise(file)


def test_values_of_the_right_kind_are_taken_as_they_stand(tmp_path: Path) -> None:
    file = tmp_path / "feet.yaml"
    file.write_text(EXERCISE.replace("in: 4", "in: 4.5"), encoding="utf-8")
    found = parse.exercise(file)
    assert (found.minutes, found.offered, found.audible, found.demanding) == (
        3,
        True,
        False,
        False,
    )
    assert [step.seconds for step in (*found.steps, *found.lying)] == [10, 15]
    assert found.breath is not None
    assert found.breath.pace == "4.5-6"


def test_what_is_left_out_is_offered_and_asks_for_nothing(tmp_path: Path) -> None:
    file = tmp_path / "feet.yaml"
    file.write_text(
        re.sub("(?m)^(audible|offered|demanding):.*\n", "", EXERCISE), encoding="utf-8"
    )
    found = parse.exercise(file)
    assert (found.offered, found.audible, found.demanding) == (True, False, False)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    question: ", "    qestion: ",
         "week 1: not known here: qestion (did you mean question?)"),
        ("  - theme: ", "  - tone: soft\n    theme: ", "week 1: not known here: tone"),
        ("weeks:\n", "week: 1\nweeks:\n", "not known here: week (did you mean weeks?)"),
        ("  guidance: ", "  guidence: ",
         "pillars: not known here: guidence (did you mean guidance?)"),
        ("  guidance: Niet alleen", "  guidance: 3", "pillars: put 'guidance' between quotes"),
    ],
)  # fmt: skip
def test_what_nobody_reads_in_the_programme_is_named_with_what_was_perhaps_meant(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    file = tmp_path / "programme.yaml"
    text = (FOLDER / "nl" / "programme.yaml").read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentFault, match=f"^{re.escape(words)}$"):
        parse.programme(file)

"""The numbers that somebody in a crisis rings: a slip in them is named, not shown."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.content import parse
from bot.content.check import check
from bot.content.faults import ContentError, ContentFault
from bot.content.load import load
from bot.content.model import LANGUAGES, Content, HelpLine

FOLDER = Path("content")
TODAY = date(2199, 3, 1)
OURS = "line-of-this-test"
LINE = HelpLine(
    id=OURS,
    country="NL",
    name="Veilig Thuis",
    phone="0800-2000",
    chat="veiligthuis.nl",
    phone_hours="always",
    chat_hours="mo-fr 09:00-17:00",
    hours_text="",
    for_=("violence",),
    about="",
    verified_on=date(2026, 11, 22),
    basis="page",
)
"""Beside those of the content, which whoever keeps them is meant to change."""


def told(content: Content, today: date = TODAY, /, **changed: object) -> list[str]:
    """What is said when one line is changed so, in both languages."""
    return told_of(dict.fromkeys(LANGUAGES, changed), content, today)


def told_of(
    changed: dict[str, dict[str, object]], content: Content, today: date = TODAY
) -> list[str]:
    # Whoever misspells a field here is told by `replace` itself.
    ours = {language: replace(LINE, **those) for language, those in changed.items()}  # type: ignore[arg-type]
    books = {
        language: replace(book, lines=(*book.lines, ours[language]))
        for language, book in content.books.items()
    }
    return [str(problem) for problem in check(replace(content, books=books), today)]


def test_the_lines_as_they_are_given_are_sound(content: Content) -> None:
    assert told(content) == []


@pytest.mark.parametrize(
    "phone",
    [
        "08OO-2000",
        "o8oo-2000",
        "0800-OOOO",
        "l12",
        "112 of O8OO-2000",
        "0800-2000'",
        '"113"',
        "\u201c113\u201d",
        "\u2018113\u2019",
        "0800.2000",
        "0800\u20132000",
        "112/101",
        "+",
        "nog opzoeken",
    ],
)
def test_a_phone_number_holds_nothing_that_cannot_be_dialled(content: Content, phone: str) -> None:
    found = told(content, phone=phone)
    assert [line.partition(": ")[0] for line in found] == ["nl/crisis.yaml", "en/crisis.yaml"]
    assert all(f"{OURS}: 'phone' should be a number such as 0800-2000" in line for line in found)


@pytest.mark.parametrize(
    "phone", ["113", "113 of 0800-0113", "+31 (0)88 0767 000", "112 in de hele EU", "088 - 0767"]
)
def test_a_phone_number_may_have_words_between_and_behind(content: Content, phone: str) -> None:
    assert told(content, phone=phone) == []


def test_everybody_has_a_doctor_of_their_own(content: Content) -> None:
    assert told(content, phone="your doctor's number", for_=("doctor", "violence")) == []


def test_a_chat_has_no_quotes_in_it(content: Content) -> None:
    found = told(content, chat='"veiligthuis.nl"')
    words = "'chat' should be an address such as 113.nl, without quotes in it"
    assert found[0] == f"nl/crisis.yaml: {OURS}: {words}"


@pytest.mark.parametrize(
    "hours",
    [
        "always",
        "mo-fr 09:00-17:00",
        "mo-su 00:00-24:00",
        "fr-sa 20:00-02:00",
        "mo 19:00-00:00; sa-su 08:00-23:00",
    ],
)
@pytest.mark.parametrize("key", ["phone_hours", "chat_hours"])
def test_hours_that_are_hours(content: Content, key: str, hours: str) -> None:
    assert told(content, TODAY, **{key: hours}) == []


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ("kantooruren", "as 'always' or 'mo-fr 09:00-17:00'"),
        ("mo-fr", "as 'always' or 'mo-fr 09:00-17:00'"),
        ("mo-fr 09:00-17:00; ", "as 'always' or 'mo-fr 09:00-17:00'"),
        ("alwaysmo-fr 09:00-17:00", "as 'always' or 'mo-fr 09:00-17:00'"),
        ("mo-fr 99:99-09:61", "99:99 is no time"),
        ("mo-fr 09:00-25:00", "25:00 is no time"),
        ("mo-fr 09:60-17:00", "09:60 is no time"),
        ("mo-fr 24:00-08:00", "24:00 is no time to begin"),
        ("mo-fr 09:00-24:30", "24:30 is no time"),
        ("mo-fr 09:00-09:00", "09:00-09:00 is no time at all"),
        ("mo-fr 09:00-17:00sa 10:00-12:00", "put '; ' between"),
        ("mo-fr 09:00-17:00 sa 10:00-12:00", "put '; ' between"),
        ("mo-fr 09:00-17:00;sa 10:00-12:00", "put '; ' between"),
        ("mo-fr 09:00-17:00, sa 10:00-12:00", "put '; ' between"),
    ],
)
@pytest.mark.parametrize("key", ["phone_hours", "chat_hours"])
def test_hours_that_are_none(content: Content, key: str, hours: str, words: str) -> None:
    found = told(content, TODAY, **{key: hours})
    assert len(found) == len(LANGUAGES)
    assert all(f"{OURS}: " in line and f"'{key}'" in line and words in line for line in found)


def test_two_lines_do_not_have_one_id(content: Content) -> None:
    books = {
        language: replace(book, lines=(*book.lines, book.lines[0]))
        for language, book in content.books.items()
    }
    first = content["nl"].lines[0].id
    assert [str(problem) for problem in check(replace(content, books=books), TODAY)] == [
        f"{language}/crisis.yaml: '{first}' is the id of two lines; give each its own"
        for language in LANGUAGES
    ]


def test_nobody_verified_a_line_tomorrow(content: Content) -> None:
    assert told(content, verified_on=TODAY + timedelta(days=1)) == [], "it may be later elsewhere"
    found = told(content, verified_on=TODAY + timedelta(days=2))
    assert found[0] == (
        f"nl/crisis.yaml: {OURS}: 'verified_on' should be the day on which somebody looked;"
        " 2199-03-03 is still to come (today is 2199-03-01)"
    )


def test_a_machine_whose_clock_was_never_set_starts_with_the_words_as_given(
    content: Content,
) -> None:
    never_set = date(1970, 1, 1)
    assert [line for line in told(content, never_set) if OURS in line] == []
    later = told(content, never_set, verified_on=date(2062, 11, 22))
    assert any(OURS in line and "still to come" in line for line in later)


DIFFERENT = {
    "phone": "0800-2001",
    "chat": "thuisveilig.nl",
    "country": "BE",
    "for": ("violence", "sexual"),
    "phone_hours": "mo-fr 09:00-17:00",
    "chat_hours": "mo-fr 09:00-16:00",
    "verified_on": date(2026, 11, 20),
    "basis": "call",
}


@pytest.mark.parametrize("key", DIFFERENT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_send_somebody_to_the_same_place(
    content: Content, language: str, key: str
) -> None:
    field = {"for": "for_"}.get(key, key)
    changed = {one: {field: DIFFERENT[key]} if one == language else {} for one in LANGUAGES}
    found = told_of(changed, content)
    assert found == [f"en/crisis.yaml: {OURS}: '{key}' is not the same as in nl"]


def test_the_words_around_a_number_are_those_of_the_language(content: Content) -> None:
    nl: dict[str, object] = {"phone": "113 of 0800-0113"}
    en: dict[str, object] = {"phone": "113 or 0800-0113"}
    assert told_of({"nl": nl, "en": en}, content) == []


WRITTEN = """\
lines:
  - id: "113"
    country: NL
    name: 113 Zelfmoordpreventie
    phone: "113"
    chat: 113.nl
    phone_hours: always
    chat_hours: always
    hours_text: dag en nacht
    for: [suicide]
    about: als je niet verder wilt
    verified_on: 2026-11-22
    basis: page
replies: {}
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    phone: ", "    telefoon: ", "not known here: telefoon"),
        (
            "    chat_hours: ",
            "    chat_hour: ",
            "not known here: chat_hour (did you mean chat_hours?)",
        ),
        ("    basis: page", "    basis: page\n    1: 2", "not known here: 1"),
        ("    name: 113 Zelfmoordpreventie\n", "", "'name' is missing"),
        ("country: NL", "country: DE", "'DE' is not known here"),
        ('phone: "113"', "phone: 113", "put 'phone' between quotes"),
        ("2026-11-22", "gisteren", "'verified_on' should be a date such as"),
        ("2026-11-22", "2026-11-22 09:00:00", "'verified_on' should be a date such as"),
    ],
)
def test_what_stands_in_a_line_by_mistake_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    file = tmp_path / "crisis.yaml"
    file.write_text(WRITTEN, encoding="utf-8")
    assert parse.crisis(file)[0][0].phone == "113"
    file.write_text(WRITTEN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentFault, match=re.escape(f"113: {words}")):
        parse.crisis(file)


@pytest.mark.parametrize("number", ["0113", "113", "yes", "2026-11-22"])
def test_an_id_that_is_read_as_another_thing_is_refused_by_the_lines_name(
    tmp_path: Path, number: str
) -> None:
    file = tmp_path / "crisis.yaml"
    file.write_text(WRITTEN.replace('id: "113"', f"id: {number}", 1), encoding="utf-8")
    words = "113 Zelfmoordpreventie: put 'id' between quotes"
    with pytest.raises(ContentFault, match=f"^{re.escape(words)}$"):
        parse.crisis(file)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("replies: {}", "replies: {failed: 5}", "replies: put 'failed' between quotes"),
        ("replies: {}", "replies: {}\nline: []", "not known here: line (did you mean lines?)"),
        ("hours_text: dag en nacht", "hours_text: 24", "113: put 'hours_text' between quotes"),
    ],
)
def test_what_stands_beside_the_lines_by_mistake_is_named(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    file = tmp_path / "crisis.yaml"
    file.write_text(WRITTEN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentFault, match=f"^{re.escape(words)}$"):
        parse.crisis(file)


def test_a_line_that_is_no_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "crisis.yaml"
    file.write_text('lines: ["113"]\nreplies: {}\n', encoding="utf-8")
    with pytest.raises(ContentFault, match="each of the 'lines' should hold names with values"):
        parse.crisis(file)


@pytest.mark.long
def test_a_folder_with_a_line_verified_in_the_future_is_not_taken(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "content")
    for path in (tmp_path / "content").glob("*/crisis.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"verified_on: \S+", "verified_on: 2999-01-01", text, count=1))
    with pytest.raises(ContentError, match="'verified_on' should be the day"):
        load(tmp_path / "content")

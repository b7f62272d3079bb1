"""What must hold of the words, file by file; each new file is a case by existing."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.clients import consents
from bot.content.expected import expected_texts
from bot.content.faults import ContentError
from bot.content.load import load
from bot.content.model import LANGUAGES, PHASES, STATES, Book, Content, placeholders
from bot.content.shelf import Shelf
from bot.screens.choosing import FIRST, Situation, choose
from bot.text import utf16_length

FOLDER = Path("content")
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.*"))


@pytest.fixture(params=LANGUAGES)
def book(request: pytest.FixtureRequest, content: Content) -> Book:
    return content[request.param]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "content")
    return tmp_path / "content"


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_there_in_both_languages(name: str) -> None:
    language, _, rest = name.partition("/")
    other = {"nl": "en", "en": "nl"}[language]
    assert (FOLDER / other / rest).exists()


@pytest.mark.parametrize("name", FILES)
def test_files_use_plain_quotes_and_unix_lines(name: str) -> None:
    text = (FOLDER / name).read_bytes().decode()
    assert not re.search("[\u201c\u201d\u2018\u2019]|\r", text)


def test_there_are_at_least_eighteen_exercises(book: Book) -> None:
    assert len(book.exercises) >= 18


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_three_exercises_by_day_and_some_by_night(book: Book, state: str) -> None:
    assert len(choose(book.exercises, Situation(state))) == 3
    if state in {"panic", "numbness", "insomnia", "urge"}:
        assert len(choose(book.exercises, Situation(state, night=True))) == 3


def test_the_first_choices_exist_and_suit_their_state(book: Book) -> None:
    for state, names in FIRST.items():
        for name in names:
            assert state in book.exercises[name].states, f"{name} does not suit {state}"


def test_no_exercise_holds_the_breath_or_closes_the_eyes_by_default(book: Book) -> None:
    banned = {
        "nl": r"houd je adem (in|vast)|adem vasthouden|sluit je ogen\b|doe je ogen dicht\b",
        "en": r"hold your breath|close your eyes\b",
    }[book.language]
    for exercise in book.exercises.values():
        spoken = " ".join(step.text for step in (*exercise.steps, *exercise.lying)).lower()
        assert not re.search(banned, spoken), exercise.id


def test_nothing_said_in_an_urge_has_an_exclamation_mark(book: Book) -> None:
    loud = [
        key
        for key, entry in book.t.entries.items()
        if key.startswith(("urge.", "exercise.", "lines.")) and "!" in str(entry)
    ]
    assert loud == []
    assert not any("!" in reply for reply in book.replies.values())


def test_fixed_replies_use_no_words_that_hurt(book: Book) -> None:
    hurting = {
        "nl": r"plegen|gelukt|mislukt|beloof|denk aan je|alles komt goed|zwak|verslaafd",
        "en": r"commit|succeeded|failed|promise me|think of your|it will be fine|weak|addict",
    }[book.language]
    found = [key for key, text in book.replies.items() if re.search(hurting, text.lower())]
    assert found == []


def test_a_crisis_reply_names_the_lines_and_offers_no_exercise(book: Book) -> None:
    assert "112" in book.replies["suicide"]
    assert "112" in book.replies["violence"]
    breathing = r"\badem|oefening|\bbreath|exercise"
    for key in ("suicide", "violence", "violence_safe", "failed"):
        # "moeite met ademen" is a reason to call 112, not a thing to do.
        text = book.replies[key].replace("met ademen", "").replace("breathing, speaking", "")
        assert not re.search(breathing, text.lower()), key


def test_the_failure_text_holds_numbers_of_both_countries(book: Book) -> None:
    for number in ("112", "113", "0800-2000", "1813", "1712", "106"):
        assert number in book.replies["failed"]


def test_captions_fit_under_their_pictures(book: Book) -> None:
    cycle = book.cycle
    assert utf16_length(f"{cycle.title}\n\n{cycle.intro}") <= 1024
    for phase in cycle.phases:
        assert utf16_length(f"{phase.name}\n\n{phase.here}") <= 1024


def test_six_phases_have_six_different_answers(book: Book) -> None:
    assert tuple(phase.id for phase in book.cycle.phases) == PHASES
    assert len({phase.here for phase in book.cycle.phases}) == len(PHASES)


def test_a_command_that_is_mentioned_exists(book: Book) -> None:
    from bot.rooms import features_for

    content = load(FOLDER)
    known = {
        name
        for feature in features_for(content)
        for command in feature.commands
        for name in (command.nl, command.en)
    }
    texts = [str(entry) for entry in book.t.entries.values()]
    texts += [answer.text.plain for answer in book.answers.values()]
    texts += [phase.here + phase.way_out for phase in book.cycle.phases]
    texts += [message.body for message in book.daily] + [week.message for week in book.weeks]
    mentioned = {name for text in texts for name in re.findall(r"(?<![\w/])/([a-z]+)\b", text)}
    assert mentioned - known == set()


def test_every_text_is_among_those_that_a_folder_of_words_must_have(book: Book) -> None:
    given = {
        key: frozenset().union(
            *map(placeholders, [entry] if isinstance(entry, str) else entry.values())
        )
        for key, entry in book.t.entries.items()
    }
    assert given == expected_texts(), "run python -m tools.expect_texts"


Edit = Callable[[Path], None]


def rewrite(name: str, old: str, new: str) -> Edit:
    return exchange(name, re.escape(old), new)


def exchange(name: str, pattern: str, new: str) -> Edit:
    """For what whoever keeps the words is meant to change: not what stands there today."""

    def edit(folder: Path) -> None:
        path = folder / name
        text, times = re.subn(pattern, lambda _: new, path.read_text(), count=1)
        assert times == 1
        path.write_text(text)

    return edit


def remove(name: str) -> Edit:
    return lambda folder: (folder / name).unlink()


MISTAKES: dict[str, tuple[Edit, str, str]] = {
    "a file is gone": (remove("nl/daily/week-03.md"), "nl/daily/week-03.md", "missing"),
    "broken layout": (
        rewrite("nl/exercises/feet.yaml", "title:", "title: [\nx:"),
        "nl/exercises/feet.yaml",
        "layout is broken",
    ),
    "unknown state": (
        rewrite("nl/exercises/feet.yaml", "states: [", "states: [verdriet, "),
        "nl/exercises/feet.yaml",
        "'verdriet' is not known",
    ),
    "unknown exercise": (
        rewrite("nl/daily/week-01.md", "{", "{bestaatniet-"),
        "nl/daily/week-01.md",
        "no exercise is called",
    ),
    "revealing first line": (
        rewrite("nl/daily/week-01.md", "## ", "## Je ex "),
        "nl/daily/week-01.md",
        "lock screen",
    ),
    "numbers differ": (
        rewrite("en/exercises/feet.yaml", "minutes: 1", "minutes: 2"),
        "en/exercises/feet.yaml",
        "differ",
    ),
    "a text is missing": (
        rewrite("en/messages.yaml", "  how_strong:", "  how_weak:"),
        "en/messages.yaml",
        "'urge.how_strong' is missing",
    ),
    "open brace": (
        rewrite("nl/messages.yaml", "{hour}", "{hour"),
        "nl/messages.yaml",
        "brace",
    ),
    "wrong placeholder": (
        rewrite("en/messages.yaml", "At {hour}, one", "At {time}, one"),
        "en/messages.yaml",
        "placeholders",
    ),
    "a version that is a sentence": (
        exchange("nl/messages.yaml", r"consent_version: \S+", "consent_version: na de zomer"),
        "nl/messages.yaml",
        "'start.consent_version': use 1 to 16",
    ),
    "no date": (
        exchange("nl/crisis.yaml", r"verified_on: \S+", "verified_on: gisteren"),
        "nl/crisis.yaml",
        "date",
    ),
    "wrong hours": (
        exchange("nl/crisis.yaml", r"mo-fr \d\d:\d\d-\d\d:\d\d", "kantooruren"),
        "nl/crisis.yaml",
        "hours",
    ),
}


@pytest.mark.long
@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_its_file_in_plain_words(copy: Path, name: str) -> None:
    edit, file, words = MISTAKES[name]
    edit(copy)
    with pytest.raises(ContentError) as caught:
        load(copy)
    lines = [str(problem) for problem in caught.value.problems]
    assert any(line.startswith(file) and words in line for line in lines), lines


@pytest.mark.long
@pytest.mark.parametrize("key", consents.VERSIONS.values())
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_version_of_what_is_agreed_to_changes_in_both_languages_or_in_none(
    copy: Path, language: str, key: str
) -> None:
    _give_new_version(copy / language / "messages.yaml", key)
    with pytest.raises(ContentError) as caught:
        load(copy)
    lines = [str(problem) for problem in caught.value.problems]
    assert lines == [f"en/messages.yaml: '{key}' is not the same as in nl: give both the new one"]
    other = {"nl": "en", "en": "nl"}[language]
    _give_new_version(copy / other / "messages.yaml", key)
    assert load(copy)["nl"].t(key) == "2027-01"


def _give_new_version(file: Path, key: str) -> None:
    section, name = key.split(".")
    changed, times = re.subn(
        rf"(?ms)^({section}:\n(?:  .*?\n|\n)*?  {name}: )\S+$", r"\g<1>2027-01", file.read_text()
    )
    assert times == 1
    file.write_text(changed)


async def test_a_faulty_edit_keeps_the_last_good_content(copy: Path) -> None:
    shelf = Shelf(copy)
    before = shelf.content.version
    rewrite("nl/daily/week-01.md", "## ", "## Je ex ")(copy)
    problems = await shelf.refresh()
    assert len(problems) == 1
    assert shelf.content.version == before
    assert await shelf.refresh() == [], "said once an edit"
    rewrite("nl/daily/week-01.md", "## Je ex ", "## ")(copy)
    assert await shelf.refresh() == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
async def test_a_file_that_may_not_be_read_is_told_once_and_taken_once_it_may(copy: Path) -> None:
    """As after `git pull` under a umask of 077; not only as root, see below."""
    shelf, file = Shelf(copy), copy / "nl" / "messages.yaml"
    rewrite("nl/messages.yaml", "today: Vandaag", "today: Deze dag")(copy)
    file.chmod(0)
    (problem,) = await shelf.refresh()
    assert (problem.file, "chmod a+r" in problem.text) == ("nl/messages.yaml", True)
    assert await shelf.refresh() == []
    file.chmod(0o644)
    assert await shelf.refresh() == []
    assert shelf["nl"].t("button.today") == "Deze dag"


@pytest.mark.long
async def test_what_could_not_be_read_for_a_moment_is_taken_later(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, read = Shelf(copy), Path.read_bytes
    rewrite("nl/messages.yaml", "today: Vandaag", "today: Deze dag")(copy)

    def refused(path: Path) -> bytes:
        if path.name == "messages.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refused)
        problems = await shelf.refresh()
        assert [str(one).split(":")[0] for one in problems] == ["en/messages.yaml"]
        assert await shelf.refresh() == [], "said once"
    assert await shelf.refresh() == []
    assert shelf["nl"].t("button.today") == "Deze dag"


@pytest.mark.long
async def test_hidden_files_of_an_editor_or_a_mac_are_none_of_ours(copy: Path) -> None:
    version = load(copy).version
    (copy / "nl" / ".#messages.yaml").symlink_to("nobody@nowhere.1")
    (copy / "nl" / "answers" / ".#privacy.md").symlink_to("nobody@nowhere.1")
    (copy / "nl" / "answers" / "._privacy.md").write_bytes(b"\0\5\x16\7")
    (copy / "en" / "exercises" / "._x.yaml").write_bytes(b"\0\5\x16\7")
    shelf = Shelf(copy)
    assert shelf.content.version == version
    rewrite("nl/messages.yaml", "today: Vandaag", "today: Deze dag")(copy)
    assert await shelf.refresh() == []
    assert shelf["nl"].t("button.today") == "Deze dag"


@pytest.mark.long
async def test_a_sound_edit_is_taken(copy: Path) -> None:
    shelf = Shelf(copy)
    rewrite("nl/messages.yaml", "today: Vandaag", "today: Deze dag")(copy)
    assert await shelf.refresh() == []
    assert shelf["nl"].t("button.today") == "Deze dag"


def test_after_a_name_that_ends_in_a_full_stop_no_other_one_comes(content: Content) -> None:
    for language in LANGUAGES:
        told = content[language].t("inbox.topic", name="Noor V.")
        assert "Noor V." in told
        assert "V.." not in told
        assert content[language].t("inbox.topic", name="Noor").startswith(told[:10])

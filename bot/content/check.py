"""What must hold of the content as a whole. Each fault is worded for the coach who edits it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.calendar.programme import DAYS
from bot.content.expected import expected_texts
from bot.content.faults import Problem
from bot.content.help_lines import different_lines, wrong_lines
from bot.content.model import STATES, Book, Content, Exercise, placeholders
from bot.text import utf16_length

MESSAGE_LIMIT, CAPTION_LIMIT, BUTTON_LIMIT = 4096, 1024, 40
_PER_STATE = 3
_REPLIES = (
    "suicide", "suicide_after", "suicide_say", "suicide_sentence", "suicide_veiled",
    "suicide_slight", "violence_slight", "violence_maybe", "violence_no",
    "suicide_again", "suicide_open", "suicide_open_still", "suicide_beside",
    "suicide_who_reads",
    "suicide_no", "still", "still_taken", "still_hurt", "still_other",
    "still_of_another", "still_people", "still_place",
    "still_unsure", "still_no", "still_thanks", "still_sorry", "still_better", "still_good",
    "still_hello",
    "still_good_night", "still_else", "still_else_again", "still_calling", "still_cannot_call",
    "now_police", "now_where", "now_coach", "now_door", "now_away", "now_other",
    "still_chat", "still_throat", "still_later", "still_later_on", "still_bleeding", "still_held",
    "after_night", "after_day", "not_seen",
    "medical", "medical_after", "ill", "ill_after", "still_ill", "ill_people", "selfharm",
    "selfharm_after", "third_suicide",
    "third_suicide_after", "third_violence",
    "third_violence_after", "violence", "violence_safe", "violence_after", "violence_unsafe",
    "violence_late", "violence_over", "violence_open", "violence_open_slight",
    "violence_keep", "strangulation_ask",
    "strangulation", "strangulation_after",
    "harm", "harm_after", "not_kept", "write_on", "write_after", "beside_work", "failed",
    "not_emergency", "somebody_types", "somebody_helps", "young", "young_client", "evidence",
)  # fmt: skip
_LABELS = (
    "crisis_suicide", "crisis_violence", *STATES, "incoming", "on_the_way", "happened",
    "turned_back", "sending",
    "medical", "strangulation", "somebody_else", "harm", "wounded", "along", "asked", "stopping",
    "again", "denial", "practical", "idioms",
)  # fmt: skip
_HARMLESS = "harmless"
_VERSION = "_version"
"""How the name of a text ends that is the version of what a client agrees to."""
_REVEALING = re.compile(
    r"\b(ex|exen|relatie|partner|therapie|coach|toxisch\w*|verslav\w*|liefde|drang|"
    r"relationship|therapy|toxic|addict\w*|love|urge)\b",
    re.IGNORECASE,
)


def check(content: Content, today: date) -> list[Problem]:
    """Every fault in content that could be read."""
    problems = [p for book in content.books.values() for p in _check_book(book, today)]
    if problems:
        return problems  # the languages are compared once each of them is sound
    for book in content.books.values():
        problems += [*_check_expected(book), *_check_described(content, book)]
    books = list(content.books.values())
    for other in books[1:]:
        problems += _compare(books[0], other)
    return problems


def _check_book(book: Book, today: date) -> Iterator[Problem]:
    yield from _check_daily(book)
    yield from _check_exercises(book)
    yield from _check_programme(book)
    yield from _check_captions(book)
    yield from _check_crisis(book, today)
    yield from _check_texts(book)


def _check_daily(book: Book) -> Iterator[Problem]:
    if len(book.daily) != DAYS:
        yield _in(
            book, "daily", f"there should be {DAYS} messages, but there are {len(book.daily)}"
        )
    for number, message in enumerate(book.daily):
        file = f"daily/week-{number // 7 + 1:02}.md"
        if message.exercise not in book.exercises:
            yield _in(book, file, f"'{message.title}': no exercise is called {message.exercise}")
        if len(message.title) > 40:
            yield _in(book, file, f"'{message.title}': a heading has at most 40 characters")
        if not 40 <= len(message.body.split()) <= 90:
            yield _in(book, file, f"'{message.title}': use 40 to 90 words")
        first = re.split(r"(?<=[.?!])\s", message.body, maxsplit=1)[0]
        if found := _REVEALING.search(f"{message.title} {first}"):
            text = f"'{message.title}': '{found[0]}' would stand on a lock screen"
            yield _in(book, file, text)


def _check_exercises(book: Book) -> Iterator[Problem]:
    for exercise in book.exercises.values():
        file = f"exercises/{exercise.id}.yaml"
        if not exercise.states:
            yield _in(book, file, "name at least one state that it suits")
        if not 2 <= len(exercise.steps) <= 10:
            yield _in(book, file, "use 2 to 10 steps")
        if len(exercise.title) > 28:
            yield _in(book, file, "a title has at most 28 characters")
        if any(step.seconds <= 0 for step in (*exercise.steps, *exercise.lying)):
            yield _in(book, file, "a step lasts at least one second")
        if exercise.lying and len(exercise.lying) != 3:
            yield _in(book, file, "the lying-down version has three steps")
        yield from (_in(book, file, text) for text in _paces_wrong(exercise))
    for state in STATES:
        suited = [e for e in book.exercises.values() if e.offered and state in e.states]
        if len(suited) < _PER_STATE:
            yield _in(book, "exercises", f"'{state}' needs {_PER_STATE} exercises that suit it")
    for state in ("panic", "numbness", "insomnia", "urge"):
        if not any(e.lying and state in e.states for e in book.exercises.values()):
            yield _in(book, "exercises", f"'{state}' needs one with a lying-down version")


def _paces_wrong(exercise: Exercise) -> Iterator[str]:
    if exercise.paces and exercise.breath not in exercise.paces:
        yield "the breath itself should be one of the paces"
    for breath in (*exercise.paces, *([exercise.breath] if exercise.breath else [])):
        if not 1 <= breath.inhale <= breath.exhale <= 8:
            yield f"{breath.pace}: breathe in for 1 to 8 seconds, and out for no less"


def _check_programme(book: Book) -> Iterator[Problem]:
    for number, week in enumerate(book.weeks, start=1):
        if len(week.theme) > 30:
            yield _in(book, "programme.yaml", f"week {number}: a theme has at most 30 characters")
        if utf16_length(week.message) > 1500:
            yield _in(book, "programme.yaml", f"week {number}: the message is too long")
    for phase in book.cycle.phases:
        if phase.exercise not in book.exercises:
            yield _in(book, "cycle.md", f"'{phase.name}': no exercise is called {phase.exercise}")
        if len(phase.name) > 22:
            yield _in(book, "cycle.md", f"'{phase.name}': a name has at most 22 characters")
    if missing := [state for state in STATES if state not in book.cycle.withdrawal]:
        yield _in(book, "cycle.md", f"a state is missing: {', '.join(missing)}")


def _check_captions(book: Book) -> Iterator[Problem]:
    captions = {book.cycle.title: book.cycle.intro}
    captions |= {phase.name: phase.here for phase in book.cycle.phases}
    for title, text in captions.items():
        if utf16_length(f"{title}\n\n{text}") > CAPTION_LIMIT:
            yield _in(book, "cycle.md", f"'{title}': too long to stand under a picture")


def _check_crisis(book: Book, today: date) -> Iterator[Problem]:
    file = "crisis.yaml"
    for key in _REPLIES:
        if not book.replies.get(key):
            yield _in(book, file, f"the reply '{key}' is missing")
    for text in wrong_lines(book, today):
        yield _in(book, file, text)
    for label in _LABELS:
        if not book.phrases.get(label):
            yield _in(book, f"phrases/{label}.txt", "this file is missing or empty")
    for label in sorted(book.phrases.keys() - {*_LABELS, _HARMLESS}):
        text = f"no list is called so; the lists are {', '.join((*_LABELS, _HARMLESS))}"
        yield _in(book, f"phrases/{label}.txt", text)


def _check_expected(book: Book) -> Iterator[Problem]:
    """Every text that the program uses is there, with the words that it fills in."""
    for key, names in expected_texts().items():
        if key not in book.t.entries:
            yield _in(book, "messages.yaml", f"'{key}' is missing; the program uses it")
        elif strange := names ^ _names(book, key):
            text = f"'{key}' should hold {sorted(names)}; look at {sorted(strange)}"
            yield _in(book, "messages.yaml", text)


def _check_described(content: Content, book: Book) -> Iterator[Problem]:
    """Every command that is only text has its line in `/help`; the key is its English name."""
    for answer in content.books["en"].answers.values():
        if f"command.{answer.command}" not in book.t.entries:
            text = f"describe it in messages.yaml, under 'command', as '{answer.command}'"
            yield _in(book, f"answers/{answer.name}.md", text)


def _check_texts(book: Book) -> Iterator[Problem]:
    for key, entry in book.t.entries.items():
        for text in [entry] if isinstance(entry, str) else entry.values():
            try:
                placeholders(text)
            except ValueError:
                yield _in(book, "messages.yaml", f"'{key}': a brace is open or closed too many")
            limit = BUTTON_LIMIT if ".button." in f".{key}." else MESSAGE_LIMIT
            if utf16_length(text) > limit:
                yield _in(book, "messages.yaml", f"'{key}': at most {limit} characters")
            if key.endswith(_VERSION) and not re.fullmatch(r"[0-9A-Za-z._-]{1,16}", text):
                told = f"'{key}': use 1 to 16 letters, digits, hyphens or full stops"
                yield _in(book, "messages.yaml", told)
    for answer in book.answers.values():
        if utf16_length(answer.text.plain) > MESSAGE_LIMIT - 200:
            yield _in(book, f"answers/{answer.name}.md", "too long for one message")
        if not re.fullmatch(r"[a-z0-9_]{1,32}", answer.command):
            text = f"'{answer.command}' is no command: use small letters, digits and _"
            yield _in(book, f"answers/{answer.name}.md", text)


def _compare(one: Book, other: Book) -> Iterator[Problem]:
    """Both languages say the same things, in the same numbers."""
    yield from _same_keys(one, other, "messages.yaml", set(one.t.entries), set(other.t.entries))
    yield from _same_keys(one, other, "exercises", set(one.exercises), set(other.exercises))
    yield from _same_keys(one, other, "answers", set(one.answers), set(other.answers))
    yield from _same_keys(one, other, "crisis.yaml", set(one.replies), set(other.replies))
    ids = {line.id for line in one.lines}, {line.id for line in other.lines}
    yield from _same_keys(one, other, "crisis.yaml", *ids)
    yield from (_in(other, "crisis.yaml", text) for text in different_lines(one, other))
    for key in set(one.t.entries) & set(other.t.entries):
        if _names(one, key) != _names(other, key):
            text = f"'{key}' should have the placeholders {sorted(_names(one, key))}"
            yield _in(other, "messages.yaml", text)
    yield from _same_versions(one, other)
    for name in set(one.exercises) & set(other.exercises):
        if _numbers(one.exercises[name]) != _numbers(other.exercises[name]):
            text = f"its numbers differ from those in {one.language}"
            yield _in(other, f"exercises/{name}.yaml", text)
    for number, (mine, theirs) in enumerate(zip(one.daily, other.daily, strict=False)):
        if mine.exercise != theirs.exercise:
            text = f"'{theirs.title}' opens another exercise than in {one.language}"
            yield _in(other, f"daily/week-{number // 7 + 1:02}.md", text)


def _same_versions(one: Book, other: Book) -> Iterator[Problem]:
    """A client agrees in one language, and whether that still holds is asked of another."""
    for key in set(one.t.entries) & set(other.t.entries):
        if key.endswith(_VERSION) and one.t.entries[key] != other.t.entries[key]:
            text = f"'{key}' is not the same as in {one.language}: give both the new one"
            yield _in(other, "messages.yaml", text)


def _same_keys(
    one: Book, other: Book, file: str, mine: set[str], theirs: set[str]
) -> Iterator[Problem]:
    for key in sorted(mine - theirs):
        yield _in(other, file, f"'{key}' is missing; {one.language} has it")
    for key in sorted(theirs - mine):
        yield _in(one, file, f"'{key}' is missing; {other.language} has it")


def _names(book: Book, key: str) -> frozenset[str]:
    entry = book.t.entries[key]
    texts = [entry] if isinstance(entry, str) else list(entry.values())
    return frozenset().union(*(placeholders(text) for text in texts))


def _numbers(exercise: Exercise) -> tuple[object, ...]:
    return (
        exercise.kind,
        exercise.states,
        exercise.minutes,
        exercise.audible,
        exercise.offered,
        exercise.demanding,
        exercise.breath,
        exercise.paces,
        tuple(step.seconds for step in exercise.steps),
        tuple(step.seconds for step in exercise.lying),
    )


def _in(book: Book, file: str, text: str) -> Problem:
    return Problem(f"{book.language}/{file}", text)

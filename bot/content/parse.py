"""One file -> its objects. Every fault is a `ContentFault` whose text a coach understands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.calendar.programme import DAYS_A_WEEK, WEEKS
from bot.content.faults import ContentFault
from bot.content.help_lines import help_line
from bot.content.markdown import render
from bot.content.model import (
    KINDS,
    PHASES,
    PILLARS,
    STATES,
    URGES,
    Answer,
    Breath,
    Cycle,
    Daily,
    Exercise,
    HelpLine,
    Phase,
    Step,
    Week,
    Wishes,
)
from bot.content.values import (
    known,
    need,
    no_strangers,
    number,
    quoted,
    read,
    read_yaml,
    text,
    whole,
    within,
    yes_or_no,
)
from bot.content.wishes import WISHES
from bot.understanding.phrases import Matcher, PhraseFault, compile_wish, groups_of
from bot.understanding.words import words_of

_BESIDE = "beside"
_SECTION = re.compile(r"\[([a-z_]+)\]")
_HEADING = re.compile(r"(#{1,3}) (.+?)(?: \{([\w -]+)\})?\s*")


def daily_week(path: Path) -> tuple[Daily, ...]:
    """Seven messages of one week."""
    _, sections = _sections(read(path), level=2)
    found = tuple(
        Daily(title=title, body=body, exercise=_only(ids, title)) for title, ids, body in sections
    )
    if len(found) != DAYS_A_WEEK:
        raise ContentFault(
            f"there should be seven messages with '## ', but there are {len(found)}"
        )
    return found


def exercise(path: Path) -> Exercise:
    """One exercise."""
    data = read_yaml(path)
    no_strangers(data, _EXERCISE_KEYS)
    breath = data.get("breath")
    return Exercise(
        id=path.stem,
        title=text(data, "title"),
        kind=known(text(data, "kind"), KINDS),
        states=tuple(known(state, STATES) for state in data.get("states", [])),
        minutes=whole(data, "minutes"),
        audible=yes_or_no(data, "audible", usual=False),
        offered=yes_or_no(data, "offered", usual=True),
        demanding=yes_or_no(data, "demanding", usual=False),
        cautions=quoted(data, "cautions"),
        breath=_breath("breath", breath) if breath else None,
        paces=tuple(_breath("paces", pace) for pace in data.get("paces", [])),
        steps=_steps("steps", need(data, "steps")),
        lying=_steps("lying", data.get("lying", [])),
    )


_EXERCISE_KEYS = {
    "title", "kind", "states", "minutes", "audible", "offered", "demanding", "cautions",
    "breath", "paces", "steps", "lying",
}  # fmt: skip


def _breath(where: str, pace: Any) -> Breath:
    with within(where):
        no_strangers(pace, ("in", "out"))
        return Breath(number(pace, "in"), number(pace, "out"))


def _steps(where: str, items: Any) -> tuple[Step, ...]:
    if not isinstance(items, list):
        raise ContentFault(f"'{where}' should be steps, each with a 'text' and its 'seconds'")
    return tuple(_step(f"{where}, number {at}", item) for at, item in enumerate(items, 1))


def _step(where: str, item: Any) -> Step:
    with within(where):
        no_strangers(item, ("text", "seconds"))
        return Step(text(item, "text"), whole(item, "seconds"))


def programme(path: Path) -> tuple[tuple[Week, ...], dict[str, str]]:
    """The weeks, and the names of the pillars."""
    data = read_yaml(path)
    no_strangers(data, ("pillars", "weeks"))
    weeks = tuple(_week(f"week {at}", item) for at, item in enumerate(need(data, "weeks"), 1))
    if len(weeks) != WEEKS:
        raise ContentFault(f"there should be {WEEKS} weeks, but there are {len(weeks)}")
    named = need(data, "pillars")
    with within("pillars"):
        no_strangers(named, PILLARS)
        return weeks, {pillar: text(named, pillar) for pillar in PILLARS}


def _week(where: str, item: Any) -> Week:
    with within(where):
        no_strangers(item, ("theme", "pillar", "message", "question"))
        return Week(
            theme=text(item, "theme"),
            pillar=known(text(item, "pillar"), PILLARS),
            message=text(item, "message"),
            question=text(item, "question"),
        )


def cycle(path: Path) -> Cycle:
    """The six phases and the withdrawal states."""
    head, sections = _sections(read(path), level=2)
    title, intro = head
    by_id = {_only(ids, name): (name, body) for name, ids, body in sections}
    missing = [phase for phase in (*PHASES, "withdrawal") if phase not in by_id]
    if missing:
        raise ContentFault(f"a part is missing: {', '.join(missing)}")
    name, body = by_id["withdrawal"]
    (_, withdrawal_intro), states = _sections(f"# {name}\n{body}", level=3)
    withdrawal = {known(_only(ids, state), STATES): (state, text) for state, ids, text in states}
    return Cycle(
        title=title,
        intro=intro,
        phases=tuple(_phase(phase, *by_id[phase]) for phase in PHASES),
        withdrawal_title=name,
        withdrawal_intro=withdrawal_intro,
        withdrawal=withdrawal,
    )


def _phase(phase_id: str, name: str, body: str) -> Phase:
    _, sections = _sections(f"# {name}\n{body}", level=3)
    parts = {(ids.split() or [""])[0]: (ids.split(), text) for _, ids, text in sections}
    if set(parts) != {"happens", "body", "out", "here"}:
        raise ContentFault(f"'{name}' should have the parts happens, body, out and here")
    here_ids = parts["here"][0]
    if len(here_ids) != 2:
        raise ContentFault(f"'{name}': {{here …}} should also name an exercise")
    return Phase(
        id=phase_id,
        name=name,
        happens=parts["happens"][1],
        body=parts["body"][1],
        way_out=parts["out"][1],
        here=parts["here"][1],
        exercise=here_ids[1],
    )


def crisis(path: Path) -> tuple[tuple[HelpLine, ...], dict[str, str]]:
    """Help lines and the fixed replies."""
    data = read_yaml(path)
    no_strangers(data, ("lines", "replies"))
    lines = tuple(help_line(item) for item in need(data, "lines"))
    written = need(data, "replies")
    with within("replies"):
        return lines, {str(key): quoted(written, key) for key in written}


def messages(path: Path) -> dict[str, str | Mapping[str, str]]:
    """UI texts, flattened: `urge: {first: …}` becomes `urge.first`."""
    found: dict[str, str | Mapping[str, str]] = {}
    _flatten(read_yaml(path), "", found)
    return found


def _flatten(
    data: Mapping[str, Any], prefix: str, into: dict[str, str | Mapping[str, str]]
) -> None:
    for key, value in data.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and set(value) == {"one", "other"}:
            into[name] = {form: str(text).strip() for form, text in value.items()}
        elif isinstance(value, dict):
            _flatten(value, f"{name}.", into)
        elif isinstance(value, str):
            into[name] = value.strip()
        else:
            raise ContentFault(f"'{name}' should be a text: put it between quotes")


def answer(path: Path) -> Answer:
    """A command that is only text: `# Title {command}` and Markdown."""
    first, _, body = read(path).partition("\n")
    match = _HEADING.fullmatch(first)
    if match is None or not match[3]:
        raise ContentFault("the first line should be '# Title {command}'")
    return Answer(name=path.stem, command=match[3], title=match[2], text=render(body))


def phrases(path: Path) -> tuple[str, ...]:
    """One phrase a line; `#` starts a comment."""
    found = tuple(_written_lines(path))
    try:
        Matcher(found)
    except PhraseFault as fault:
        raise ContentFault(str(fault)) from None
    return found


def wishes(path: Path) -> Wishes:
    """`[wish]`, and below it a phrase a line; groups stand before the first, for all of them."""
    return _whole_texts(path, WISHES)


def urges(path: Path) -> Wishes:
    """`[kind]`, and below it what is said, in the same form."""
    return _whole_texts(path, URGES)


def _whole_texts(path: Path, names: Sequence[str]) -> Wishes:
    groups: list[str] = []
    found: dict[str, list[str]] = {}
    current = groups
    for line in _written_lines(path):
        match = _SECTION.fullmatch(line)
        if match is None:
            current.append(line)
            continue
        if match[1] in found:
            raise ContentFault(f"'[{match[1]}]' stands there twice")
        current = found.setdefault(known(match[1], (_BESIDE, *names)), [])
    if missing := [name for name in (_BESIDE, *names) if not found.get(name)]:
        raise ContentFault(f"nothing is written for {', '.join(missing)}")
    beside = frozenset(word for line in found.pop(_BESIDE) for word in words_of(line))
    try:
        named, strangers = groups_of(groups)
        if strangers:
            raise ContentFault(f"'{strangers[0]}' stands before the first '[...]'")
        for line in (line for lines in found.values() for line in lines):
            compile_wish(line, named)
    except PhraseFault as fault:
        raise ContentFault(str(fault)) from None
    return Wishes({name: (*groups, *lines) for name, lines in found.items()}, beside)


def _written_lines(path: Path) -> Iterator[str]:
    lines = (line.partition("#")[0].strip() for line in read(path).splitlines())
    return (line for line in lines if line)


def _sections(text: str, level: int) -> tuple[tuple[str, str], list[tuple[str, str, str]]]:
    """((title, intro), [(heading, words in its braces, body)]) of a Markdown text."""
    title, intro, sections = "", "", []
    current: list[str] = []
    heading: tuple[str, str] | None = None

    def close() -> None:
        nonlocal intro
        body = "\n".join(current).strip()
        if heading is None:
            intro = body
        else:
            sections.append((*heading, body))
        current.clear()

    for line in text.splitlines():
        match = _HEADING.fullmatch(line)
        if match and len(match[1]) == 1:
            title = match[2]
        elif match and len(match[1]) == level:
            close()
            heading = (match[2], match[3] or "")
        else:
            current.append(line)
    close()
    return (title, intro), sections


def _only(ids: str, heading: str) -> str:
    if not ids or " " in ids:
        raise ContentFault(f"'{heading}' should end with one name in braces, such as {{feet}}")
    return ids

"""How well free text is understood: the held-back examples, per language and per kind.

`python -m benchmarks.understanding` prints the table of `docs/understanding.md`; with `seen`, that
of the texts whose misses have been looked at, or with another folder of `tests/understanding`.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.figures import Figure
from bot.content.load import load
from bot.understanding.classify import Classifier, Verdict
from bot.understanding.examples import read_examples
from bot.understanding.learned import LABELS, NOTES
from bot.understanding.words import tokens_of

FOLDER = Path("tests/understanding")
CONTENT = Path("content")
_UNSEEN = frozenset(["held_back", "ordinary", "everyday"])
"""Parts of which no text was looked at to write examples."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A text with the label it should get, and the verdict."""

    text: str
    language: str
    label: str
    kinds: frozenset[str]
    verdict: Verdict

    @property
    def is_crisis(self) -> bool:
        return self.label.startswith("crisis")

    @property
    def is_right(self) -> bool:
        """Of crises, whether the crisis screen opens; of the rest, whether the label fits."""
        if self.is_crisis:
            return self.verdict.is_crisis
        return self.verdict.label == self.label


def ask(part: str) -> tuple[list[Asked], int]:
    """The verdict on every example of a part; and how many were left out, since they also stand
    among the examples that were learned from."""
    classifier = Classifier(load(CONTENT))
    known = {" ".join(tokens_of(example.text)) for example in read_examples(CONTENT)}
    found, left_out = [], 0
    for path in sorted((FOLDER / part).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if part in _UNSEEN and " ".join(tokens_of(row["text"])) in known:
                left_out += 1
                continue
            kinds = frozenset(row.get("note", "").split(";")) - {""}
            verdict = classifier.classify(row["text"], row["lang"])
            found.append(Asked(row["text"], row["lang"], row["label"], kinds, verdict))
    return found, left_out


def share(asked: Sequence[Asked], holds: Callable[[Asked], bool]) -> str:
    """How many of them, as a share with its count."""
    if not asked:
        return "–"
    count = sum(map(holds, asked))
    return f"{count / len(asked):.3f} ({count}/{len(asked)})"


def macro_f1(asked: Sequence[Asked]) -> float:
    """The mean over the labels of F1."""
    scores = []
    for label in LABELS:
        right = sum(one.label == label == one.verdict.label for one in asked)
        said = sum(one.verdict.label == label for one in asked)
        meant = sum(one.label == label for one in asked)
        scores.append(2 * right / (said + meant) if said + meant else 1.0)
    return sum(scores) / len(scores)


def _right(one: Asked) -> bool:
    return one.is_right


def table(asked: Sequence[Asked]) -> str:
    """The figures per language, as a Markdown table."""
    languages = sorted({one.language for one in asked}, reverse=True)
    rows: list[tuple[str, str, Callable[[list[Asked]], str]]] = [
        ("any crisis, recall", "≥ 0.97", lambda own: share(crises(own), _right)),
        ("explicit and acute, recall", "1.00", lambda own: share(plain(own), _right)),
        ("veiled, recall", "≥ 0.90", lambda own: share(of(own, "veiled"), _right)),
        ("rambling, recall", "≥ 0.90", lambda own: share(of(own, "rambling"), _right)),
        ("false crisis on other", "≤ 0.08", lambda own: share(with_label(own, "other"), alarm)),
        (
            "false crisis on urge and distress",
            "",
            lambda own: share([*with_label(own, "urge"), *with_label(own, "distress")], alarm),
        ),
        ("urge, recall", "≥ 0.92", lambda own: share(with_label(own, "urge"), _right)),
        ("distress, recall", "", lambda own: share(with_label(own, "distress"), _right)),
        ("macro-F1", "≥ 0.85", lambda own: f"{macro_f1(own):.3f} ({len(own)})"),
    ]
    lines = ["| | goal | " + " | ".join(languages) + " |", "|---|---|" + "---|" * len(languages)]
    for name, goal, measure in rows:
        cells = [measure([one for one in asked if one.language == lang]) for lang in languages]
        lines.append(f"| {name} | {goal} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def crises(asked: Sequence[Asked]) -> list[Asked]:
    return [one for one in asked if one.is_crisis]


def plain(asked: Sequence[Asked]) -> list[Asked]:
    return [one for one in crises(asked) if one.kinds & {"explicit", "acute"}]


def of(asked: Sequence[Asked], kind: str) -> list[Asked]:
    return [one for one in crises(asked) if kind in one.kinds]


def with_label(asked: Sequence[Asked], label: str) -> list[Asked]:
    return [one for one in asked if one.label == label]


def alarm(one: Asked) -> bool:
    return one.verdict.is_crisis


def misses(asked: Sequence[Asked]) -> str:
    """How many of each kind were missed, crises first."""
    wrong = [one for one in asked if not one.is_right]
    seen = Counter((one.label, kind) for one in asked for kind in one.kinds)
    count = Counter((one.label, kind) for one in wrong for kind in one.kinds)
    lines = ["| label | kind | missed | of |", "|---|---|---|---|"]
    order = {label: place for place, label in enumerate(LABELS)}
    for (label, kind), number in sorted(
        count.items(), key=lambda item: (order[item[0][0]], -item[1], item[0][1])
    ):
        lines.append(f"| {label} | {kind} | {number} | {seen[label, kind]} |")
    return "\n".join(lines)


GOALS: tuple[tuple[str, float, bool], ...] = (
    ("any crisis, recall", 0.97, True),
    ("explicit and acute, recall", 1.00, True),
    ("veiled, recall", 0.90, True),
    ("rambling, recall", 0.90, True),
    ("false crisis on other", 0.08, False),
    ("urge, recall", 0.92, True),
    ("macro-F1", 0.85, True),
)
"""What is to be reached, and whether more is better."""


async def measure(*, quick: bool) -> list[Figure]:
    """The held-back examples; all of them each time, since they take seconds."""
    asked, _ = await asyncio.to_thread(ask, "held_back")
    if not asked:
        return []  # no held-back set has been written since the last became examples
    found = []
    for language in ("nl", "en"):
        own = [one for one in asked if one.language == language]
        for name, goal, more in GOALS:
            seen, count = _value(name, own)
            met = seen >= goal if more else seen <= goal
            sign = "≥" if more else "≤"
            what = f"Understood ({language}): {name}"
            found.append(Figure(what, f"{seen:.3f}", count, f"{sign} {goal:.2f}", met))
    wrong = [one for one in asked if not one.is_right]
    kinds = Counter(f"{one.label} {kind}" for one in wrong for kind in one.kinds)
    told = ", ".join(f"{kind} {number}" for kind, number in kinds.most_common(12)) or "none"
    found.append(Figure("Missed, by kind", told, f"{len(wrong)} of {len(asked)}"))
    found.append(Figure("A message is understood in", speed(asked), f"{len(asked)} texts"))
    return found


def _value(name: str, own: list[Asked]) -> tuple[float, str]:
    if name == "macro-F1":
        return macro_f1(own), str(len(own))
    part, holds = {
        "any crisis, recall": (crises(own), _right),
        "explicit and acute, recall": (plain(own), _right),
        "veiled, recall": (of(own, "veiled"), _right),
        "rambling, recall": (of(own, "rambling"), _right),
        "false crisis on other": (with_label(own, "other"), alarm),
        "urge, recall": (with_label(own, "urge"), _right),
    }[name]
    count = sum(map(holds, part))
    return count / len(part), f"{count} of {len(part)}"


def notes(asked: Sequence[Asked]) -> str:
    """How the notes on crises are told: found of those meant, and right of those said."""
    lines = ["| note | found | of | said in all |", "|---|---|---|---|"]
    told = [one for one in crises(asked) if one.verdict.is_crisis]
    for note in NOTES:
        meant = [one for one in told if note in one.kinds]
        said = [one for one in told if note in one.verdict.notes]
        found = sum(note in one.verdict.notes for one in meant)
        lines.append(f"| {note} | {found} | {len(meant)} | {len(said)} |")
    return "\n".join(lines)


def speed(asked: Sequence[Asked]) -> str:
    """How long a message takes, and the longest one that Telegram allows."""
    classifier = Classifier(load(CONTENT))
    spent = []
    for one in asked:
        start = perf_counter()
        classifier.classify(one.text, one.language)
        spent.append((perf_counter() - start) * 1000)
    spent.sort()
    longest = ("vandaag was het weer zo'n dag met veel werk en weinig rust, " * 80)[:4096]
    start = perf_counter()
    classifier.classify(longest, "nl")
    long = (perf_counter() - start) * 1000
    return (
        f"median {spent[len(spent) // 2]:.2f} ms,"
        f" 99 % within {spent[len(spent) * 99 // 100]:.1f} ms,"
        f" 4,096 characters {long:.0f} ms"
    )


def main() -> None:
    part = sys.argv[1] if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else "held_back"
    asked, left_out = ask(part)
    print(
        f"{part}: {len(asked)} texts ({left_out} left out: they also stand among the examples)\n"
    )
    if not asked:
        return
    print(table(asked), "\n")
    print(misses(asked), "\n")
    print(notes(asked), "\n")
    print(speed(asked))
    if "--show" in sys.argv:
        for one in asked:
            if not one.is_right:
                print(
                    one.label, "->", one.verdict.label, "|", one.text[:140], "|", one.verdict.why
                )


if __name__ == "__main__":
    main()

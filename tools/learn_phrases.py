"""`make learn`: learns the weights from the examples in `content/*/phrases/examples`.

One yes-or-no question per label and per note, each answered by a logistic regression over the
features of `bot.understanding.features`. The same examples give the same weights.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.understanding import features, learned, meanings, windows, words
from bot.understanding.examples import Example, read_examples
from bot.understanding.features import SIZE, WORD, features_of
from bot.understanding.learned import LABELS, NOTES, QUESTIONS, Weights, pack, unpack, write
from bot.understanding.windows import parts_of
from bot.understanding.words import tokens_of

_STRENGTH = 60.0
_LONG = 20
"""From how many words on an example is learned from its telling part too."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

Row = tuple[list[str], Example]


def learn(examples: Sequence[Example], strength: float = _STRENGTH) -> bytes:
    """The packed weights that these examples give."""
    tokenised = ((tokens_of(example.text), example) for example in examples)
    rows = [(tokens, example) for tokens, example in tokenised if tokens]
    short = [row for row in rows if len(row[0]) < _LONG]
    long = [row for row in rows if len(row[0]) >= _LONG]
    short += _misspelled(short)
    short += _joined([row for row in rows if len(row[0]) < 10])
    short += _stirred(rows)
    first = unpack(_weights(short, strength / 4, LABELS, ""))
    return _weights(
        [*short, *long, *_telling(long, first)], strength, QUESTIONS, made_of(examples)
    )


def made_of(examples: Sequence[Example]) -> str:
    """A name for these examples and for the way they are learned from: another one of either,
    another name.
    """
    found = hashlib.sha256()
    for e in examples:
        row = (e.text, e.label, e.language, *sorted(e.kinds), e.line)
        found.update("\0".join(row).encode() + b"\n")
    for path in sorted(meanings.FOLDER.glob("*.txt")):
        found.update(path.read_bytes())
    for module in (features, meanings, windows, words, learned, sys.modules[__name__]):
        found.update(ast.unparse(ast.parse(inspect.getsource(module))).encode())
    return found.hexdigest()


def _weights(rows: list[Row], strength: float, questions: Sequence[str], name: str) -> bytes:
    table = _table(tokens for tokens, _ in rows)
    counts = Counter((e.line, e.label, e.language) for _, e in rows)
    weight = np.array([counts[e.line, e.label, e.language] ** -0.5 for _, e in rows])
    labels = [example.label for _, example in rows]
    total = {label: weight[[one == label for one in labels]].sum() for label in LABELS}
    mean = weight.sum() / len(LABELS)
    weight *= np.array([(mean / total[label]) ** 0.7 for label in labels])
    rows_of: dict[str, bytes] = {}
    scale: dict[str, float] = {}
    start: dict[str, float] = {}

    def ask(
        question: str,
        among: Sequence[bool],
        holds: Callable[[Example], bool],
        balance: str | None = None,
    ) -> None:
        chosen = np.flatnonzero(among)
        answers = np.array([holds(rows[at][1]) for at in chosen])
        if question not in questions or len(set(answers)) < 2:
            rows_of[question], scale[question], start[question] = bytes(SIZE), 0.0, -1.0
            return
        # The dual form takes half the time of the primal and gives the same answers.
        model = LogisticRegression(
            C=strength,
            solver="liblinear",
            dual=True,
            random_state=0,
            tol=5e-2,
            max_iter=500,
            class_weight=balance,
        )
        model.fit(table[chosen], answers, sample_weight=weight[chosen])
        largest = float(np.abs(model.coef_).max()) / 127
        whole = np.rint(model.coef_[0] / largest).astype(np.int8)
        rows_of[question] = whole.tobytes()
        scale[question] = round(largest, 9)
        start[question] = round(float(model.intercept_[0]), 6)

    everything = [True] * len(rows)
    whole = [_REST not in example.kinds for _, example in rows]
    for label in LABELS:
        among = everything if label.startswith("crisis") else whole
        ask(label, among, lambda example, label=label: example.label == label)  # type: ignore[misc]
    ask("english", everything, lambda example: example.language == "en")
    crisis = [example.label.startswith("crisis") for _, example in rows]
    told = [bool(e.kinds & {"explicit", "veiled"}) for _, e in rows]
    both = [one and two for one, two in zip(crisis, told, strict=True)]
    ask("veiled", both, lambda example: "veiled" in example.kinds)
    sorted_out = [one and not e.kinds & _MINGLED for one, (_, e) in zip(crisis, rows, strict=True)]
    for note in NOTES:
        # Each is rare: without balance it would be doubted too often.
        ask(note, sorted_out, lambda example, note=note: note in example.kinds, "balanced")  # type: ignore[misc]
    return pack(rows_of, scale, start, name)


def _table(texts: Iterable[list[str]]) -> csr_matrix:
    columns: list[int] = []
    ends = [0]
    values: list[float] = []
    for tokens in texts:
        found = features_of(tokens)
        columns += [*sorted(found.words), *sorted(found.pieces)]
        values += [WORD / found.length] * len(found.words)
        values += [1 / found.length] * len(found.pieces)
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(ends) - 1, SIZE))


def _misspelled(rows: list[Row]) -> list[Row]:
    """Every third example once more, with a slip of the finger."""
    made = []
    for tokens, example in rows:
        chance = random.Random(example.text)
        if chance.random() < 0.35 and sum(map(len, tokens)) > 7:
            made.append((_slipped(tokens, chance), example))
    return made


def _slipped(tokens: list[str], chance: random.Random) -> list[str]:
    at = chance.choice([i for i, token in enumerate(tokens) if len(token) > 1] or [0])
    word = tokens[at]
    where = chance.randrange(len(word))
    kind = chance.randrange(5)
    if kind == 0:
        words = [word[:where] + word[where + 1 :]]
    elif kind == 1:
        words = [word[:where] + word[where : where + 2][::-1] + word[where + 2 :]]
    elif kind == 2:
        words = [word[:where] + chance.choice(_LETTERS) + word[where + 1 :]]
    elif kind == 3:
        words = [word[:where] + word[where] + word[where:]]
    else:
        words = [word + (tokens[at + 1] if at + 1 < len(tokens) else "")]
        tokens = tokens[: at + 1] + tokens[at + 2 :]
    return [*tokens[:at], *(word for word in words if word), *tokens[at + 1 :]]


def _joined(rows: list[Row]) -> list[Row]:
    """A greeting or some news before or after what the message is about."""
    chance = random.Random(7)
    made = []
    for language in ("nl", "en"):
        own = [row for row in rows if row[1].language == language]
        idle = [row for row in own if row[1].label == "other" and row[1].kinds & _IDLE] or own
        for tokens, example in chance.sample(own, min(1500, len(own) // 4)):
            other = chance.choice(idle)[0]
            pair = [*other, *tokens] if chance.random() < 0.6 else [*tokens, *other]
            made.append((pair, example))
    return made


def _stirred(rows: list[Row]) -> list[Row]:
    """Everyday words in no order, and pieces of harmless sentences: grave words are grave by what
    they say together, and a sentence that resembles nothing is not grave for its "I" and "it".
    """
    chance = random.Random(11)
    made = []
    for language in ("nl", "en"):
        own = [row for row in rows if row[1].language == language]
        crisis = Counter(w for t, e in own if e.label.startswith("crisis") for w in set(t))
        seen = Counter(w for tokens, _ in own for w in set(tokens))
        common = {w: n**0.6 for w, n in seen.items() if n >= 6 and crisis[w] < 0.65 * n}
        words = sorted(common)
        often = [common[word] for word in words]
        pieces = [
            tokens[at : at + size]
            for tokens, e in own
            if e.label == "other" and len(tokens) >= 4
            for size in (chance.choice((2, 3)),)
            for at in (chance.randrange(len(tokens) - size + 1),)
        ]
        for turn in range(min(_STIRRED, len(own) // 4)):
            count = chance.randint(1, 8)
            made_of = chance.choices(words, often, k=count)
            if turn % 2:
                made_of = [*made_of[: count // 2 + 1], *chance.choice(pieces)]
            example = Example("", "other", language, frozenset({"stirred"}), f"{language}{turn}")
            made.append((made_of, example))
    return made


_STIRRED = 3000
"""How many such texts per language."""
_IDLE = frozenset({"greeting", "thanks", "everyday", "neutral", "feedback-done", "good-news"})


_REST = "rest"
"""Parts of which no more is known than that they are no crisis."""
_MINGLED = frozenset({"more", "rambling", "misspelled", "dialect", "flemish", "mixed", "emoji"})
"""Kinds whose examples do not say what else they are."""


def _telling(rows: list[Row], known: Weights) -> list[Row]:
    """Of a long example the part that makes it what it is; of an idle one, every part.

    Of an urge or of distress the other parts tell what is no crisis, and nothing else.
    """
    made = []
    for tokens, example in rows:
        parts = [tokens[start:end] for start, end in parts_of(tokens)]
        if example.label == "other":
            made += [(part, example) for part in parts]
        else:
            best = max(parts, key=lambda part: known.scores(features_of(part))[example.label])
            made.append((best, example))
            if not example.label.startswith("crisis"):
                rest = replace(example, kinds=frozenset({_REST}))
                made += [(part, rest) for part in parts if part is not best]
    return made


def main() -> None:
    examples = read_examples(Path("content"))
    packed = learn(examples)
    write(packed)
    print(f"{len(examples)} examples; {len(packed) / 1024:.0f} KiB of weights", file=sys.stderr)


if __name__ == "__main__":
    main()

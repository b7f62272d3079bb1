"""The weights that `make learn` learned from the examples, and how a text is scored with them.

One row of small whole numbers per question, one number per feature; a text's score for a question
is the sum over its features, divided by the text's length. Above zero means yes.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.understanding.features import SIZE, WORD, Features

LABELS = ("crisis_suicide", "crisis_violence", "urge", "distress", "other")
NOTES = (
    "medical",
    "third-person-current",
    "client-intent-to-harm",
    "strangulation",
    "selfharm",
)
"""Kinds of crisis that get a reply of their own."""
QUESTIONS = (*LABELS, "english", "veiled", *NOTES)
_FILE = Path(__file__).with_name("weights.bin")


@dataclass(frozen=True, slots=True)
class Weights:
    """A row per question."""

    rows: Mapping[str, memoryview]
    scale: Mapping[str, float]
    start: Mapping[str, float]
    made_of: str
    """Digest of the examples and of the way they were learned from."""

    def score(self, question: str, features: Features) -> float:
        """Above zero: yes."""
        row = self.rows[question]
        words = sum([row[number] for number in features.words]) * WORD
        pieces = sum([row[number] for number in features.pieces])
        return self.start[question] + self.scale[question] * (words + pieces) / features.length

    def scores(self, features: Features) -> dict[str, float]:
        """The score for every label."""
        return {label: self.score(label, features) for label in LABELS}


@cache
def weights() -> Weights:
    """The weights that are shipped, read once."""
    return unpack(_FILE.read_bytes())


def unpack(packed: bytes) -> Weights:
    """The counterpart of `pack`."""
    plain = zlib.decompress(packed)
    head, _, body = plain.partition(b"\n")
    told = json.loads(head)
    numbers = memoryview(body).cast("b")
    rows = {
        question: numbers[place * SIZE : (place + 1) * SIZE]
        for place, question in enumerate(QUESTIONS)
    }
    return Weights(rows, told["scale"], told["start"], told["made_of"])


def pack(
    rows: Mapping[str, bytes],
    scale: Mapping[str, float],
    start: Mapping[str, float],
    made_of: str,
) -> bytes:
    """The rows as one small file."""
    told = {"scale": scale, "start": start, "made_of": made_of}
    head = json.dumps(told, sort_keys=True).encode()
    return zlib.compress(head + b"\n" + b"".join(rows[q] for q in QUESTIONS), 9)


def write(packed: bytes) -> None:
    """Put the weights where `weights` finds them."""
    _FILE.write_bytes(packed)


def chance(score: float) -> float:
    """A score as a number between 0 and 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

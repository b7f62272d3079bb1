"""A text as plain words: what phrases are compared with, and what the learned weights see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_APOSTROPHES = re.compile(r"['’‘`´]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_TOKEN = re.compile(r"[a-z0-9]+|[^\sa-z0-9.,;:!?()\[\]<>\"“”„«»…/\\\-–—*_~#|=+]")
_WORD = re.compile(r"[a-z0-9]+")
_STRETCHED = re.compile(r"(.)\1{2,}")
_DISGUISED = re.compile(r"(?<=[a-z])[01345]+(?=[a-z])")
_MEANT = str.maketrans("01345", "oieas")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0f\ufeff]")
_SENTENCE_ENDS = re.compile(r"[.!?;…\n\r\u2028\u2029]")
_CLAUSE_ENDS = re.compile(r"[.!?;…\n\r\u2028\u2029,()–—]")
_TURNS = frozenset(["maar", "but", "because", "omdat", "terwijl", "while", "though"])
"""Words that begin a clause of their own."""
_JOINS = frozenset(["en", "and", "dus", "so", "toch", "yet", "want"])
"""Words that begin one when somebody, or another moment, follows."""
_FOLLOWING = frozenset(
    [
        "ik",
        "k",
        "kwil",
        "kga",
        "kzou",
        "kan",
        "wil",
        "ga",
        "ben",
        "heb",
        "hij",
        "hy",
        "ze",
        "zij",
        "ie",
        "mijn",
        "mn",
        "men",
        "nu",
        "daarna",
        "toen",
        "dan",
        "i",
        "im",
        "ive",
        "id",
        "he",
        "she",
        "hes",
        "shes",
        "they",
        "my",
        "now",
        "then",
    ]
)
_ADDRESS = re.compile(r"(?:https?://|www\.|t\.me/)\S*", re.IGNORECASE)
_CODE = re.compile(r"(?<!\S)[A-Za-z0-9_-]{16,}(?!\S)")
_TURNED = re.compile(r"(?<=[a-z])(?=[A-Z0-9_-])|(?<=[A-Z])(?=[a-z0-9_-])|(?<=[0-9_-])(?=[A-Za-z])")
_NO_NAME = re.compile(r"[A-Z]{2}|[A-Za-z][0-9]|[0-9][A-Za-z]")
_LONGEST = 40
"""Letters of a word that are looked at: no language has longer ones that matter here."""


@dataclass(frozen=True, slots=True)
class Text:
    """A message, cut into words, and where its sentences and clauses begin and end."""

    words: list[str]
    sentence: list[int]
    """Per word, the number of its sentence."""
    clause: list[int]
    """Per word, the number of its clause."""
    tokens: list[str]
    """The words, and every emoji as a word of its own."""
    token_sentence: list[int]

    def words_in(self, numbers: list[int], among: set[int]) -> list[str]:
        """The words whose number is among those."""
        return [word for word, at in zip(self.words, numbers, strict=True) if at in among]


def words_of(text: str) -> list[str]:
    """Lower case, without accents, punctuation and stretched letters."""
    return [word[:_LONGEST] for word in _NOT_WORD.split(_plain(text)) if word]


def tokens_of(text: str) -> list[str]:
    """The words, and every emoji as a word of its own."""
    return [token[:_LONGEST] for token in _TOKEN.findall(_plain(text))]


def read(text: str) -> Text:
    """The words of a text with their places."""
    found = Text([], [], [], [], [])
    sentence = clause = 0
    for piece, ends in _pieces(_plain(text)):
        for token in _TOKEN.findall(piece):
            token = token[:_LONGEST]
            found.tokens.append(token)
            found.token_sentence.append(sentence)
            if not _WORD.match(token):
                continue
            joined = bool(found.words) and found.words[-1] in _JOINS and token in _FOLLOWING
            clause += joined or token in _TURNS
            found.words.append(token)
            found.sentence.append(sentence)
            found.clause.append(clause)
        clause += 1
        sentence += bool(_SENTENCE_ENDS.search(ends))
    return found


def _pieces(plain: str) -> Iterator[tuple[str, str]]:
    """Every stretch without a stop, and the stop that ends it."""
    start = 0
    for stop in _CLAUSE_ENDS.finditer(plain):
        yield plain[start : stop.start()], stop[0]
        start = stop.end()
    yield plain[start:], ""


def _plain(text: str) -> str:
    text = _CODE.sub(_if_said, _ADDRESS.sub(" ", _INVISIBLE.sub("", text)))
    text = text.lower().replace("ĳ", "ij")
    text = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = _DISGUISED.sub(lambda digits: digits[0].translate(_MEANT), _APOSTROPHES.sub("", text))
    return _STRETCHED.sub(r"\1", text)


def _if_said(word: re.Match[str]) -> str:
    """A long word, unless it is a code such as that of a link: nobody says anything with it."""
    mixed = len(_TURNED.findall(word[0])) * 4 >= len(word[0])
    return " " if mixed and _NO_NAME.search(word[0]) else word[0]

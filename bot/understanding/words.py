"""A text as plain words: what phrases are compared with, and what the learned weights see."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’‘`´]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_TOKEN = re.compile(r"[a-z0-9]+|[^\sa-z0-9.,;:!?()\[\]<>\"“”„«»…/\\\-–—*_~#|=+]")
_STRETCHED = re.compile(r"(.)\1{2,}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe0f\ufeff]")


def words_of(text: str) -> list[str]:
    """Lower case, without accents, punctuation and stretched letters."""
    return [word for word in _NOT_WORD.split(_plain(text)) if word]


def tokens_of(text: str) -> list[str]:
    """The words, and every emoji as a word of its own."""
    return _TOKEN.findall(_plain(text))


def _plain(text: str) -> str:
    text = _INVISIBLE.sub("", text).lower().replace("ij", "ij")
    text = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in text if not unicodedata.combining(char))
    return _STRETCHED.sub(r"\1", _APOSTROPHES.sub("", text))

"""A text as the plain words that phrases are compared with."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’‘`´]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_STRETCHED = re.compile(r"(.)\1{2,}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def words_of(text: str) -> list[str]:
    """Lower case, without accents, punctuation and stretched letters."""
    text = _INVISIBLE.sub("", text).lower().replace("ij", "ij")
    text = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = _STRETCHED.sub(r"\1", _APOSTROPHES.sub("", text))
    return [word for word in _NOT_WORD.split(text) if word]

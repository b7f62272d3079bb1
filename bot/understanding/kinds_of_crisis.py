"""Which notes a crisis gets: what its phrases say, and what was learned where the words leave room
for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.understanding import taken
from bot.understanding.learned import NOTES, weights
from bot.understanding.left_out import is_wish_of_writer
from bot.understanding.likely import Part
from bot.understanding.listed import Listed
from bot.understanding.notes import (
    HARM,
    LISTS,
    MEDICAL,
    SOMEBODY_ELSE,
    STRANGULATION,
    WOUNDED,
    is_called_for,
    is_of_oneself,
    may_be_harm,
    may_be_medical,
    may_be_of_another,
    may_be_selfharm,
    may_be_strangled,
)
from bot.understanding.phrases import Match
from bot.understanding.verdict import CRISES, CRISIS_SUICIDE, CRISIS_VIOLENCE
from bot.understanding.words import Text

_MAY_BE: dict[str, Callable[[list[str]], bool]] = {
    LISTS[MEDICAL]: may_be_medical,
    LISTS[HARM]: may_be_harm,
    "selfharm": may_be_selfharm,
    LISTS[STRANGULATION]: may_be_strangled,
}
"""A note that was learned -> whether the words leave room for it."""


def notes_of(
    label: str, text: Text, parts: Iterable[Part], listed: Listed, harmless: list[Match]
) -> frozenset[str]:
    """Kinds of crisis with a reply of their own: said plainly, or likely by these parts."""
    found = _likely(label, text, parts)
    said = {file: list(listed.standing(file, text, harmless)) for file in LISTS}
    said[SOMEBODY_ELSE] = [
        one for one in said[SOMEBODY_ELSE] if not is_called_for(text.words, one.start)
    ]
    found.update(LISTS[file] for file, matches in said.items() if matches)
    if LISTS[HARM] in found and any(listed.standing(WOUNDED, text, harmless)):
        found.add(LISTS[MEDICAL])
    if label == CRISIS_SUICIDE and taken.is_told(text.words):
        found.add(LISTS[MEDICAL])
    left_out = label == CRISIS_SUICIDE and is_wish_of_writer(text.words)
    if left_out or _says_of_himself(text, said[SOMEBODY_ELSE], listed, harmless):
        found.discard(LISTS[SOMEBODY_ELSE])
    return frozenset(found)


def _likely(label: str, text: Text, parts: Iterable[Part]) -> set[str]:
    """What was learned, without what the words leave no room for."""
    heard = [part.features for part in parts]
    found = {note for note in NOTES if any(weights().score(note, one) > 0 for one in heard)}
    found -= {note for note, may_be in _MAY_BE.items() if not may_be(text.words)}
    if not may_be_of_another(text.words, violence=label == CRISIS_VIOLENCE):
        found.discard(LISTS[SOMEBODY_ELSE])
    return found


def _says_of_himself(
    text: Text, others: list[Match], listed: Listed, harmless: list[Match]
) -> bool:
    """Whether whoever writes is spoken of beside somebody else."""
    return bool(others) and any(
        is_of_oneself(match, text, others)
        for label in CRISES
        for match in listed.standing(label, text, harmless)
    )

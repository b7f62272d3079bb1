"""Phrases written in content -> a matcher. The rules are those of `docs/content.md`.

A phrase's words must stand next to each other, in order. `a|b` is a choice for one word, `@name`
a choice that a line `@name = a|b` of the same file tells, `word*` every word that begins so; `..`
lets up to three other words stand between, none of them a negation; a `.` at its end: nothing
stands behind it; a `.` before it: nothing stands in front.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.understanding.words import tokens_of, words_of

_GAP = 3
_BEGIN, _END = ". ", " ."
_SHORTEST_STEM = 4
"""Letters before a `*`: fewer would fit everything."""
NEGATIONS = frozenset(
    [
        "niet",
        "geen",
        "nooit",
        "nie",
        "niks",
        "niemand",
        "nimmer",
        "zonder",
        "not",
        "never",
        "no",
        "dont",
        "doesnt",
        "didnt",
        "wont",
        "isnt",
        "wouldnt",
        "cant",
        "nothing",
        "without",
    ]
)
_GROUP = re.compile(r"@(\w+)\s*=\s*(\S+)")


class PhraseFault(Exception):
    """A phrase that cannot be used; the text tells a coach what is wrong."""


@dataclass(frozen=True, slots=True)
class Place:
    """One word of a phrase: its choices, and whether other words may stand before it."""

    choices: frozenset[str]
    stems: tuple[str, ...]
    after_gap: bool
    optional: bool = False
    """Whether it may be absent: in wishes alone."""

    def fits(self, word: str) -> bool:
        return word in self.choices or bool(self.stems and word.startswith(self.stems))

    def fits_one(self, words: frozenset[str]) -> bool:
        """Whether one of these words could stand here."""
        if not self.choices.isdisjoint(words):
            return True
        return bool(self.stems) and any(word.startswith(self.stems) for word in words)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase ready to be looked for."""

    written: str
    places: tuple[Place, ...]
    ends: bool = False
    """Whether it counts only as the last words of a text."""
    begins: bool = False
    """The same for the first."""

    @property
    def is_whole(self) -> bool:
        """Whether it counts only when it is the whole text."""
        return self.begins and self.ends

    def ends_at(self, words: Sequence[str], start: int) -> int | None:
        """The index after its last word when it begins at `start`; None when it does not."""
        if self.begins and start:
            return None
        end = _match(self.places, 0, words, start)
        return None if self.ends and end != len(words) else end


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase stands in a text: words[start:end]."""

    phrase: Phrase
    start: int
    end: int


def _match(places: tuple[Place, ...], number: int, words: Sequence[str], at: int) -> int | None:
    if number == len(places):
        return at
    place = places[number]
    reach = _GAP if place.after_gap else 0
    for index in range(at, min(at + reach + 1, len(words))):
        if place.fits(words[index]):
            end = _match(places, number + 1, words, index + 1)
            if end is not None:
                return end
        if words[index] in NEGATIONS:
            break
    return _match(places, number + 1, words, at) if place.optional else None


def groups_of(lines: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """The choices that have a name, and the other lines."""
    groups: dict[str, str] = {}
    phrases = []
    for line in lines:
        if not line.startswith("@") or "=" not in line:
            phrases.append(line)
        elif (match := _GROUP.fullmatch(line)) is None:
            raise PhraseFault(f"'{line}': write a group as '@name = word|word', without spaces")
        else:
            groups[match[1]] = match[2]
    return groups, phrases


def written_out(lines: Iterable[str]) -> list[str]:
    """Each phrase as somebody would type it: the first of its choices."""
    groups, phrases = groups_of(lines)
    return [
        " ".join(
            next(_choices(part.removesuffix("?"), phrase, groups)).removesuffix("*")
            for part in phrase.removeprefix(_BEGIN).removesuffix(_END).split()
            if part != ".."
        )
        for phrase in phrases
    ]


def compile_phrase(written: str, groups: Mapping[str, str] | None = None) -> Phrase:
    """A phrase as written in a content file."""
    begins, ends = written.startswith(_BEGIN), written.endswith(_END)
    places = _places(written.removeprefix(_BEGIN).removesuffix(_END), groups or {})
    if len(places) == 1 and not (begins and ends):
        raise PhraseFault(f"'{written}': one word alone fits far too much; add the one beside it")
    return Phrase(written, places, ends, begins)


def compile_wish(written: str, groups: Mapping[str, str] | None = None) -> Phrase:
    """A phrase that has to be the whole of a text: one word may do, and nothing is left open. A
    word with a `?` behind it may be absent.
    """
    places = _places(written, groups or {}, optional=True)
    if all(place.optional for place in places):
        raise PhraseFault(f"'{written}': one word at least has to be without a '?'")
    if any(place.after_gap or place.stems for place in places):
        raise PhraseFault(
            f"'{written}': a wish has no '..' and no '*', for they may hold anything"
        )
    return Phrase(written, places)


def _places(
    written: str, groups: Mapping[str, str], *, optional: bool = False
) -> tuple[Place, ...]:
    places: list[Place] = []
    gap = False
    for part in written.split():
        if part == "..":
            gap = True
            continue
        place = _place(part.removesuffix("?"), written, groups, gap)
        places.append(replace(place, optional=optional and part.endswith("?")))
        gap = False
    if not places:
        raise PhraseFault(f"'{written}' has no words")
    if gap or places[0].after_gap:
        raise PhraseFault(f"'{written}': '..' belongs between two words")
    return tuple(places)


def _place(part: str, written: str, groups: Mapping[str, str], after_gap: bool) -> Place:
    words: set[str] = set()
    stems: set[str] = set()
    for choice in _choices(part, written, groups):
        stem = choice.removesuffix("*")
        cleaned = _words_of_choice(stem)
        if not cleaned:
            raise PhraseFault(f"'{written}': a choice is empty; look at the | in '{part}'")
        if stem == choice:
            words.update(cleaned)  # "m'n" is one word, since apostrophes fall away
        elif len(cleaned[-1]) < _SHORTEST_STEM:
            raise PhraseFault(
                f"'{written}': before a * stand at least {_SHORTEST_STEM} letters, or it fits"
                " too much"
            )
        else:
            stems.add(cleaned[-1])
    return Place(frozenset(words), tuple(sorted(stems)), after_gap)


def _choices(part: str, written: str, groups: Mapping[str, str]) -> Iterator[str]:
    for choice in part.split("|"):
        if not choice.startswith("@"):
            yield choice
        elif (named := groups.get(choice[1:])) is None:
            raise PhraseFault(f"'{written}': no line of this file tells what {choice} is")
        else:
            yield from _choices(named, written, {n: c for n, c in groups.items() if c != named})


@lru_cache(maxsize=8192)
def _words_of_choice(choice: str) -> tuple[str, ...]:
    """The same as `words_of`, or the emoji where there are no words, remembered: for the words of
    content only, never for a person's.
    """
    return tuple(words_of(choice) or tokens_of(choice))


class Matcher:
    """Finds the phrases of some lists in a text."""

    def __init__(self, *lists: Iterable[str]) -> None:
        """Each list with its own groups."""
        self._phrases = [
            compile_phrase(line, groups)
            for groups, lines in map(groups_of, lists)
            for line in lines
        ]
        # Each is looked for by its rarest place: "ik" stands in every other text and phrase.
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_stem: dict[str, list[tuple[str, int]]] = defaultdict(list)
        used = Counter(
            word
            for phrase in self._phrases
            for place in phrase.places
            for word in (*place.choices, *place.stems)
        )
        self._others: list[list[Place]] = []
        for number, phrase in enumerate(self._phrases):
            place, *others = sorted(
                phrase.places,
                key=lambda one: sum(used[word] for word in (*one.choices, *one.stems)),
            )
            self._others.append(others)
            for word in place.choices:
                self._by_word[word].append(number)
            for stem in place.stems:
                self._by_stem[stem[:_SHORTEST_STEM]].append((stem, number))

    def find(self, words: Sequence[str]) -> Match | None:
        """The first phrase that stands in these words."""
        return next(self.all(words), None)

    def all(self, words: Sequence[str]) -> Iterator[Match]:
        """Every place where a phrase stands, from left to right."""
        if not (possible := self._possible(frozenset(words))):
            return
        for start in range(len(words)):
            for phrase in possible:
                if (end := phrase.ends_at(words, start)) is not None:
                    yield Match(phrase, start, end)

    def _possible(self, words: frozenset[str]) -> list[Phrase]:
        """Those of which each place finds a word, in the order in which they are written."""
        found: set[int] = set()
        for word in words:
            found.update(self._by_word.get(word, ()))
            for stem, number in self._by_stem.get(word[:_SHORTEST_STEM], ()):
                if word.startswith(stem):
                    found.add(number)
        return [self._phrases[number] for number in sorted(found) if self._finds(number, words)]

    def _finds(self, number: int, words: frozenset[str]) -> bool:
        return all(place.fits_one(words) for place in self._others[number])

"""What the rooms offer, by the words and data that call for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.context import Handler
from bot.feature import CoachSide, Command, Feature, Place, Taker, TypedAt


class Register:
    """Each command, button, word and place once: none can be taken twice."""

    def __init__(self, features: Iterable[Feature]) -> None:
        """
        Raises:
            ValueError: two rooms take the same name.
        """
        self.commands: dict[str, Command] = {}
        self.buttons: dict[str, tuple[Feature, Handler]] = {}
        self.words: dict[str, Handler] = {}
        self.coachs_words: dict[str, Taker] = {}
        self.coachs_ways: dict[str, str] = {}
        self.coachs_maybe: set[str] = set()
        self.coachs_wishes: dict[str, Handler] = {}
        self.coachs_else: list[Taker] = []
        self.coachs_beside: list[Handler] = []
        self.giving_way: set[str] = set()
        self.wishes: dict[str, Handler] = {}
        self.labels: dict[str, Handler] = {}
        self.places: dict[str, tuple[Feature, Place]] = {}
        self.late: dict[str, str] = {}
        self.plainly: dict[str, str] = {}
        self.coachs_answers: list[Taker] = []
        self.answers: list[Taker] = []
        self.typed_at: list[TypedAt] = []
        self.groups: list[Taker] = []
        for feature in features:
            self._take(feature)

    def _take(self, feature: Feature) -> None:
        for command in feature.commands:
            for name in {command.nl, command.en}:
                _put(self.commands, name, command)
        for verb, handler in feature.buttons.items():
            _put(self.buttons, f"{feature.room}:{verb}", (feature, handler))
        for word, handler in feature.words.items():
            _put(self.words, word, handler)
        if feature.coachs is not None:
            self._take_coachs(feature.coachs)
        if feature.words_give_way:
            self.giving_way.update(feature.words)
        for wish, handler in feature.wishes.items():
            _put(self.wishes, wish, handler)
        for label, handler in feature.labels.items():
            _put(self.labels, label, handler)
        for name, place in feature.waits.items():
            _put(self.places, f"{feature.room}:{name}", (feature, place))
            self.late[f"{feature.room}:{name}"] = place.reopens
        for data, answers in feature.plainly.items():
            _put(self.plainly, f"{feature.room}:{data}", answers)
        if feature.answers is not None:
            (self.coachs_answers if feature.coach else self.answers).append(feature.answers)
        if feature.typed_at is not None:
            self.typed_at.append(feature.typed_at)
        if feature.group is not None:
            self.groups.append(feature.group)

    def _take_coachs(self, side: CoachSide) -> None:
        for word, taker in side.words.items():
            _put(self.coachs_words, word, taker)
        for word, data in side.ways.items():
            _put(self.coachs_ways, word, data)
        self.coachs_maybe |= side.maybe_texts
        for wish, handler in side.wishes.items():
            _put(self.coachs_wishes, wish, handler)
        if side.otherwise is not None:
            self.coachs_else.append(side.otherwise)
        if side.beside is not None:
            self.coachs_beside.append(side.beside)

    def asks_day(self, waits: str) -> bool:
        """Whether a day is asked for at the place that waits."""
        found = self.places.get(":".join(waits.split(":")[:2]))
        return found is not None and found[1].asks_day


def _put(into: dict[str, Any], name: str, value: Any) -> None:
    if name in into:
        raise ValueError(f"'{name}' is taken twice")
    into[name] = value

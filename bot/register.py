"""What the rooms offer, by the words and data that call for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from bot.context import Handler
from bot.feature import Command, Feature, Place, Taker


class Pressed(NamedTuple):
    """A button, and the room it is of."""

    feature: Feature
    verb: str
    handler: Handler

    @property
    def is_beside(self) -> bool:
        """Whether a place that waits for a text waits on."""
        return self.verb in self.feature.beside


class Register:
    """Each command, button, word and place once: none can be taken twice."""

    def __init__(self, features: Iterable[Feature]) -> None:
        """
        Raises:
            ValueError: two rooms take the same name.
        """
        self.commands: dict[str, Command] = {}
        self.buttons: dict[str, Pressed] = {}
        self.words: dict[str, Handler] = {}
        self.coachs_words: dict[str, Taker] = {}
        self.wishes: dict[str, Handler] = {}
        self.labels: dict[str, Handler] = {}
        self.places: dict[str, tuple[Feature, Place]] = {}
        self.plainly: dict[str, str] = {}
        self.coachs_answers: list[Taker] = []
        self.answers: list[Taker] = []
        for feature in features:
            self._take(feature)

    def _take(self, feature: Feature) -> None:
        for command in feature.commands:
            for name in {command.nl, command.en}:
                _put(self.commands, name, command)
        for verb, handler in feature.buttons.items():
            _put(self.buttons, f"{feature.room}:{verb}", Pressed(feature, verb, handler))
        for word, handler in feature.words.items():
            _put(self.words, word, handler)
        for word, taker in feature.coachs_words.items():
            _put(self.coachs_words, word, taker)
        for wish, handler in feature.wishes.items():
            _put(self.wishes, wish, handler)
        for label, handler in feature.labels.items():
            _put(self.labels, label, handler)
        for name, place in feature.waits.items():
            _put(self.places, f"{feature.room}:{name}", (feature, place))
        for data, answers in feature.plainly.items():
            _put(self.plainly, f"{feature.room}:{data}", answers)
        if feature.answers is not None:
            (self.coachs_answers if feature.coach else self.answers).append(feature.answers)

    def pressed(self, data: str) -> Pressed | None:
        """The button with this data; None: no room has it."""
        return self.buttons.get(":".join(data.split(":")[:2]))

    def place(self, waits: str) -> Place | None:
        """The place that waits, without what it is about; None: there is none."""
        found = self.places.get(":".join(waits.split(":")[:2]))
        return found[1] if found is not None else None

    def asks_day(self, waits: str) -> bool:
        """Whether a day is asked for at the place that waits."""
        place = self.place(waits)
        return place is not None and place.asks_day


def _put(into: dict[str, Any], name: str, value: Any) -> None:
    if name in into:
        raise ValueError(f"'{name}' is taken twice")
    into[name] = value

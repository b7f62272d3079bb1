"""Feast days by their names, in both languages: those that fall on the same date every year. Pure.

Those that move, such as Easter and Mother's Day, are not here: noted for every year, they would
come on the wrong day from the second year on.
"""

from __future__ import annotations

from bot.calendar.countries import plain
from bot.calendar.names import LINKS

_NAMES = {
    (1, 1): "nieuwjaar | nieuwjaarsdag | new year | new years | new year's day",
    (2, 14): "valentijn | valentijnsdag | valentines | valentine's day",
    (4, 27): "koningsdag | king's day",
    (5, 1): "dag van de arbeid | labour day",
    (5, 4): "dodenherdenking",
    (5, 5): "bevrijdingsdag | liberation day",
    (7, 21): "nationale feestdag",
    (8, 15): "maria hemelvaart | onze lieve vrouw hemelvaart",
    (10, 31): "halloween",
    (11, 1): "allerheiligen | all saints | all saints day",
    (11, 2): "allerzielen | all souls | all souls day",
    (11, 11): "wapenstilstand | sint maarten | armistice day",
    (12, 5): "sinterklaas | pakjesavond | sinterklaasavond",
    (12, 6): "sinterklaas | sinterklaasdag",
    (12, 24): "kerstavond | christmas eve | xmas eve",
    (12, 25): "kerst | kerstmis | kerstdag | eerste kerstdag | 1e kerstdag | christmas | xmas"
              " | christmas day",
    (12, 26): "tweede kerstdag | 2e kerstdag | boxing day",
    (12, 31): "oudjaar | oudejaarsdag | oudejaarsavond | oud en nieuw | new year's eve",
}  # fmt: skip
"""(month, day) -> its names. One that stands twice may be either: Saint Nicholas in Belgium is the
morning after.
"""


def feast_days(name: str) -> tuple[tuple[int, int], ...]:
    """The month and the day of it, two where it may be either; none: it is no such day."""
    return _KNOWN.get(_plain(name), ())


def _plain(name: str) -> str:
    return " ".join(word for word in plain(name).split() if word not in LINKS)


_KNOWN: dict[str, tuple[tuple[int, int], ...]] = {}
for _on, _names in _NAMES.items():
    for _name in _names.split("|"):
        _KNOWN[_plain(_name)] = (*_KNOWN.get(_plain(_name), ()), _on)

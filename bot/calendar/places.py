"""Zones by the places that people name, in both languages. Pure."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from functools import cache

from babel import Locale
from babel.core import get_global

from bot.calendar import countries
from bot.calendar.countries import LANGUAGES, WIDE, find_country, names_in, plain

COMMON = (
    "Europe/Amsterdam",
    "Europe/Brussels",
    "Europe/London",
    "Atlantic/Canary",
    "Europe/Athens",
    "America/Paramaribo",
    "America/Curacao",
    "America/New_York",
    "Asia/Jakarta",
    "Australia/Sydney",
)
_ALSO = {
    "Europe/Amsterdam": (
        "rotterdam", "den haag", "the hague", "utrecht", "eindhoven", "groningen", "tilburg",
        "almere", "breda", "nijmegen", "arnhem", "enschede", "haarlem", "maastricht", "zwolle",
        "leeuwarden", "den bosch", "s hertogenbosch",
    ),
    "Europe/Brussels": (
        "antwerpen", "antwerp", "gent", "ghent", "brugge", "bruges", "leuven", "mechelen",
        "hasselt", "kortrijk", "oostende", "luik", "liege", "namen", "namur", "charleroi",
    ),
    "Atlantic/Canary": (
        "tenerife", "gran canaria", "lanzarote", "fuerteventura", "la palma", "canary islands",
    ),
    "Europe/Madrid": ("barcelona", "malaga", "mallorca", "ibiza"),
    "Europe/Istanbul": ("ankara", "antalya"),
    "Asia/Makassar": ("bali",),
}  # fmt: skip
"""Names in neither list of the world's zones, plain."""
_HOME = {"Europe/Amsterdam": "NL", "Europe/Brussels": "BE"}
_ELSEWHERE = "any"
_ABROAD = frozenset([
    "ergens anders", "elders", "anders", "buitenland", "in het buitenland", "ander land",
    "een ander land", "europa", "europe", "afrika", "africa", "azie", "asia", "zuid amerika",
    "south america", "abroad", "elsewhere", "somewhere else", "another country", "antillen",
])  # fmt: skip
"""Somewhere that is neither, without a country."""
_TO = frozenset(["naar", "in", "op", "to", "on", "at"])
"""Words before a place."""
_LONGEST = 5
"""Words of the name of a place."""
PICKS = (*COMMON, *(z for zones in WIDE.values() for z in zones if z not in COMMON))
"""Every zone that there is a button for; a button holds its number here."""


def city_of(zone: str, language: str) -> str:
    """The part of a zone that a person knows."""
    named = Locale(language).time_zones.get(zone, {}).get("city")
    return str(named) if named else _last_of(zone)


def is_zone(name: str) -> bool:
    """Whether there is a zone of this name."""
    return name in _zones().values()


def find_zone(typed: str) -> str | None:
    """The zone that somebody means: its city or country as a person types it, or its IANA name."""
    city, _, country = typed.partition(",")
    within = _find(country)
    wide = find_country(country) if country else None
    if wide in WIDE and (there := _find(city)) in get_global("territory_zones")[wide]:
        return there
    # Paris, Texas is not the Paris that is known.
    return _find(typed) or (within and (_find(city) or within))


def find_zones(typed: str) -> tuple[str, ...]:
    """The zones to choose from, where a country was named that has several; else none."""
    *_, country = typed.rpartition(",")
    return WIDE.get(find_country(country) or "", ())


def split_place(text: str) -> tuple[str, tuple[str, ...]] | None:
    """What stands before a place that ends the text, and its zones: several of a wide country.

    None: it ends with none that is known.
    """
    words = plain(text).split()
    for at, word in enumerate(words):
        if word in _TO and 0 < len(words) - at - 1 <= _LONGEST:
            name = " ".join(words[at + 1 :])
            zone = find_zone(name)
            if zones := (zone,) if zone is not None else find_zones(name):
                return " ".join(words[:at]), zones
    return None


def country_of(typed: str) -> str | None:
    """The country that somebody names, or in which the city lies that is named: NL, BE, or "any"
    for every other; None: it is no place that is known.
    """
    code = find_country(typed) or find_country(typed.rpartition(",")[2])
    if code is None:
        zone = find_zone(typed)
        code = _HOME.get(zone, _ELSEWHERE) if zone is not None else None
    if code is None and set(names_in(typed)) & _ABROAD:
        code = _ELSEWHERE
    return code if code is None or code in _HOME.values() else _ELSEWHERE


def _find(typed: str) -> str | None:
    zones = _zones()
    return next((zones[name] for name in names_in(typed) if name in zones), None)


@cache
def _zones() -> dict[str, str]:
    """By plain name; the first to have a name keeps it."""
    known, aliases = zoneinfo.available_timezones(), get_global("zone_aliases")
    found: dict[str, str] = {}
    for name, zone in _names(sorted(known)):
        today = aliases.get(zone, zone)
        found.setdefault(plain(name), today if today in known else zone)
    return found


def _names(known: list[str]) -> Iterator[tuple[str, str]]:
    # The sign of Etc/GMT+1 is not the one that people mean.
    places = [zone for zone in known if not zone.startswith("Etc/")]
    yield from ((zone, zone) for zone in places)
    yield from ((_last_of(zone), zone) for zone in places)
    for language in LANGUAGES:
        cities = Locale(language).time_zones
        yield from ((city_of(zone, language), zone) for zone in cities if zone in places)
        yield from _countries(language)
    yield from ((name, zone) for zone, names in _ALSO.items() for name in names)


def _countries(language: str) -> Iterator[tuple[str, str]]:
    for code, name in (*countries.names_of(language), *countries.also()):
        if (zone := countries.zone_of(code)) is not None:
            yield name, zone


def _last_of(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")

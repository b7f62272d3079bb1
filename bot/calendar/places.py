"""Zones by the places that people name, in both languages. Pure."""

from __future__ import annotations

import re
import unicodedata
import zoneinfo
from collections.abc import Iterator
from functools import cache

from babel import Locale
from babel.core import get_global

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
_LANGUAGES = ("nl", "en")
_MAINLAND = {
    "CN": "Asia/Shanghai", "CY": "Asia/Nicosia", "DE": "Europe/Berlin", "ES": "Europe/Madrid",
    "ID": "Asia/Jakarta",
    "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland", "PT": "Europe/Lisbon",
    "UA": "Europe/Kyiv",
}  # fmt: skip
"""Where nearly everybody lives, of countries with more zones than one."""
_ALSO = {
    "Europe/Amsterdam": (
        "rotterdam", "den haag", "the hague", "utrecht", "eindhoven", "groningen", "tilburg",
        "almere", "breda", "nijmegen", "arnhem", "enschede", "haarlem", "maastricht", "zwolle",
        "leeuwarden", "den bosch", "s hertogenbosch", "holland",
    ),
    "Europe/Brussels": (
        "antwerpen", "antwerp", "gent", "ghent", "brugge", "bruges", "leuven", "mechelen",
        "hasselt", "kortrijk", "oostende", "luik", "liege", "namen", "namur", "charleroi",
        "vlaanderen", "flanders",
    ),
    "Europe/London": (
        "engeland", "england", "schotland", "scotland", "wales", "groot brittannie",
        "great britain", "uk",
    ),
    "Atlantic/Canary": (
        "tenerife", "gran canaria", "lanzarote", "fuerteventura", "la palma", "canary islands",
    ),
    "Europe/Madrid": ("barcelona", "malaga", "mallorca", "ibiza"),
    "Europe/Istanbul": ("turkey", "ankara", "antalya"),
    "America/Kralendijk": ("bonaire",),
    "Asia/Makassar": ("bali",),
}  # fmt: skip
"""Names in neither list of the world's zones, plain."""
_LEADS = re.compile(
    r"(?:(?:ik|i|im|we|ben|am|zijn|are|woon|live|zit|nu|now|in|op|on|te|de|het|the) )+"
)
_TRAILS = re.compile(r" (?:nu|now)$")


def city_of(zone: str, language: str) -> str:
    """The part of a zone that a person knows."""
    named = Locale(language).time_zones.get(zone, {}).get("city")
    return str(named) if named else _last_of(zone)


def find_zone(typed: str) -> str | None:
    """The zone that somebody means: its city or country as a person types it, or its IANA name."""
    city, _, country = typed.partition(",")
    within = _find(country)
    # Paris, Texas is not the Paris that is known.
    return _find(typed) or (within and (_find(city) or within))


def _find(typed: str) -> str | None:
    plain = _TRAILS.sub("", _plain(typed))
    zones = _zones()
    return zones.get(plain) or zones.get(_LEADS.sub("", plain, count=1))


@cache
def _zones() -> dict[str, str]:
    """By plain name; the first to have a name keeps it."""
    known, aliases = zoneinfo.available_timezones(), get_global("zone_aliases")
    found: dict[str, str] = {}
    for name, zone in _names(sorted(known)):
        today = aliases.get(zone, zone)
        found.setdefault(_plain(name), today if today in known else zone)
    return found


def _names(known: list[str]) -> Iterator[tuple[str, str]]:
    # The sign of Etc/GMT+1 is not the one that people mean.
    places = [zone for zone in known if not zone.startswith("Etc/")]
    yield from ((zone, zone) for zone in places)
    yield from ((_last_of(zone), zone) for zone in places)
    for language in _LANGUAGES:
        cities = Locale(language).time_zones
        yield from ((city_of(zone, language), zone) for zone in cities if zone in places)
        yield from _countries(language)
    yield from ((name, zone) for zone, names in _ALSO.items() for name in names)


def _countries(language: str) -> Iterator[tuple[str, str]]:
    territories = Locale(language).territories
    for country, zones in get_global("territory_zones").items():
        zone = zones[0] if len(zones) == 1 else _MAINLAND.get(country)
        if zone is not None and country in territories:
            yield territories[country], zone


def _last_of(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _plain(name: str) -> str:
    """Without capitals, accents and what stands between words."""
    apart = unicodedata.normalize("NFKD", name.casefold().replace("'", "").replace("’", ""))
    letters = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())

"""Countries by the names and short forms that people type, in both languages. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from babel import Locale
from babel.core import get_global

LANGUAGES = ("nl", "en")
MAINLAND = {
    "AR": "America/Argentina/Buenos_Aires", "CD": "Africa/Kinshasa", "CL": "America/Santiago",
    "CN": "Asia/Shanghai", "CY": "Asia/Nicosia", "DE": "Europe/Berlin",
    "EC": "America/Guayaquil", "ES": "Europe/Madrid", "GL": "America/Nuuk",
    "ID": "Asia/Jakarta", "KZ": "Asia/Almaty", "MN": "Asia/Ulaanbaatar",
    "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland", "PG": "Pacific/Port_Moresby",
    "PS": "Asia/Hebron", "PT": "Europe/Lisbon", "UA": "Europe/Kyiv", "UZ": "Asia/Tashkent",
}  # fmt: skip
"""Where nearly everybody lives, of countries with more zones than one."""
WIDE = {
    "US": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "CA": ("America/Halifax", "America/Toronto", "America/Winnipeg", "America/Edmonton",
           "America/Vancouver"),
    "AU": ("Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Perth"),
    "BR": ("America/Sao_Paulo", "America/Fortaleza", "America/Manaus"),
    "MX": ("America/Mexico_City", "America/Cancun", "America/Tijuana"),
    "RU": ("Europe/Moscow", "Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Vladivostok"),
}  # fmt: skip
"""Countries in which it is several hours at once: one has to choose."""
_ALSO = {
    "US": ("usa", "us", "u s a", "u s", "vs", "v s", "america", "amerika", "states",
           "united states of america", "verenigde staten van amerika"),
    "GB": ("uk", "u k", "gb", "g b", "britain", "great britain", "brittannie", "groot brittannie",
           "engeland", "england", "schotland", "scotland", "wales", "noord ierland",
           "northern ireland"),
    "NL": ("nl", "nld", "holland"),
    "BE": ("be", "bel", "vlaanderen", "flanders", "wallonie", "wallonia"),
    "AE": ("uae", "u a e", "vae", "v a e", "emiraten", "emirates"),
    "BQ": ("bonaire", "saba", "sint eustatius", "st eustatius", "statia"),
    "CD": ("congo", "kongo", "dr congo"),
    "CZ": ("czech republic", "tsjechische republiek"),
    "KR": ("korea", "south korea"),
    "PS": ("palestina", "palestine"),
    "SX": ("st maarten",),
    "TR": ("turkey",),
}  # fmt: skip
"""Names that are in neither language's list, plain."""
_LEADS = re.compile(
    r"(?:(?:ik|i|im|we|ben|am|zijn|are|woon|live|zit|nu|now|in|op|on|te|de|het|the) )+"
)
_TRAILS = re.compile(r" (?:nu|now)$")


def find_country(typed: str) -> str | None:
    """The two letters of the country that somebody names, and nothing else; None: no country."""
    found = _codes()
    return next((found[name] for name in names_in(typed) if name in found), None)


def names_in(typed: str) -> tuple[str, str]:
    """What may be the name of a place in these words: with and without "I live in"."""
    whole = _TRAILS.sub("", plain(typed))
    return whole, _LEADS.sub("", whole, count=1)


def names_of(language: str) -> Iterator[tuple[str, str]]:
    """Each country with its name in this language."""
    territories = Locale(language).territories
    for code in get_global("territory_zones"):
        if len(code) == len("NL") and code != "ZZ" and code in territories:
            yield code, territories[code]


def also() -> Iterator[tuple[str, str]]:
    """Each country with its further names."""
    yield from ((code, name) for code, names in _ALSO.items() for name in names)


def zone_of(code: str) -> str | None:
    """The zone of a country; None: it has several."""
    zones = get_global("territory_zones").get(code, ())
    return zones[0] if len(zones) == 1 else MAINLAND.get(code)


def plain(name: str) -> str:
    """Without capitals, accents and what stands between words."""
    apart = unicodedata.normalize("NFKD", name.casefold().replace("'", "").replace("’", ""))
    letters = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in names_of(language):
            found.setdefault(plain(name), code)
    for code, name in also():
        found[name] = code
    return found

"""Places as people name them, in both languages."""

from __future__ import annotations

import zoneinfo

import pytest

from bot.calendar.places import COMMON, city_of, find_zone

NAMED = {
    "Rotterdam": "Europe/Amsterdam",
    "den haag": "Europe/Amsterdam",
    "Nederland": "Europe/Amsterdam",
    "Antwerpen": "Europe/Brussels",
    "Brussel": "Europe/Brussels",
    "België": "Europe/Brussels",
    "Gent, België": "Europe/Brussels",
    "ik woon in Gent": "Europe/Brussels",
    "Londen": "Europe/London",
    "Parijs": "Europe/Paris",
    "Berlijn": "Europe/Berlin",
    "Duitsland": "Europe/Berlin",
    "Spanje": "Europe/Madrid",
    "Tenerife": "Atlantic/Canary",
    "Canarische Eilanden": "Atlantic/Canary",
    "Curaçao": "America/Curacao",
    "curacao": "America/Curacao",
    "Suriname": "America/Paramaribo",
    "Turkije": "Europe/Istanbul",
    "Marokko": "Africa/Casablanca",
    "Tokio": "Asia/Tokyo",
    "the Hague": "Europe/Amsterdam",
    "Belgium": "Europe/Brussels",
    "Vienna": "Europe/Vienna",
    "Zürich": "Europe/Zurich",
    " new york ": "America/New_York",
    "europe/london": "Europe/London",
    "the Netherlands": "Europe/Amsterdam",
    "we zijn in Turkije": "Europe/Istanbul",
    "I am in Paris now": "Europe/Paris",
    "Amersfoort, Nederland": "Europe/Amsterdam",
    "Indonesië": "Asia/Jakarta",
}


@pytest.mark.parametrize("typed", NAMED)
def test_a_city_or_country_is_known_by_its_name(typed: str) -> None:
    assert find_zone(typed) == NAMED[typed]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "in",
        "Amerika",
        "GMT+1",
        "Paris, Texas",
        "London, Ontario",
        "Europe/Lalaland",
        "🌊",
        "x" * 4000,
    ],
)
def test_what_is_no_place_or_more_than_one_is_none(typed: str) -> None:
    assert find_zone(typed) is None


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("zone", COMMON)
def test_a_name_that_was_shown_can_be_typed(zone: str, language: str) -> None:
    assert find_zone(city_of(zone, language)) == zone


def test_whatever_is_found_is_a_zone() -> None:
    known = zoneinfo.available_timezones()
    assert all(find_zone(city_of(zone, "nl")) in {None, *known} for zone in known)

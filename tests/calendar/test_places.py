"""Places as people name them, in both languages."""

from __future__ import annotations

import zoneinfo

import pytest

from bot.calendar.countries import WIDE
from bot.calendar.places import (
    COMMON,
    PICKS,
    city_of,
    country_of,
    find_zone,
    find_zones,
    split_place,
)

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
    "UK": "Europe/London",
    "the U.K.": "Europe/London",
    "GB": "Europe/London",
    "Britain": "Europe/London",
    "Noord-Ierland": "Europe/London",
    "NL": "Europe/Amsterdam",
    "ik woon in NL": "Europe/Amsterdam",
    "BE": "Europe/Brussels",
    "UAE": "Asia/Dubai",
    "Emiraten": "Asia/Dubai",
    "Czech Republic": "Europe/Prague",
    "Korea": "Asia/Seoul",
    "Argentinië": "America/Argentina/Buenos_Aires",
    "Chili": "America/Santiago",
    "Sydney, Australië": "Australia/Sydney",
    "Chicago, USA": "America/Chicago",
    "Toronto, Canada": "America/Toronto",
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


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("USA", "America/New_York"),
        ("US", "America/New_York"),
        ("U.S.A.", "America/New_York"),
        ("de VS", "America/New_York"),
        ("Amerika", "America/New_York"),
        ("ik ben in Amerika", "America/New_York"),
        ("the States", "America/New_York"),
        ("Paris, USA", "America/New_York"),
        ("Canada", "America/Halifax"),
        ("Australië", "Australia/Sydney"),
        ("Brazil", "America/Sao_Paulo"),
        ("Mexico", "America/Mexico_City"),
        ("Rusland", "Europe/Moscow"),
    ],
)
def test_of_a_wide_country_there_are_zones_to_choose_from(typed: str, first: str) -> None:
    assert find_zone(typed) is None
    assert find_zones(typed)[0] == first


@pytest.mark.parametrize("typed", ["", "Nederland", "Texas", "us all", "vs hem", "x" * 4000])
def test_of_others_there_are_none(typed: str) -> None:
    assert find_zones(typed) == ()


def test_each_of_them_is_a_zone_and_has_a_number_and_a_name_that_can_be_typed() -> None:
    for zone in (zone for zones in WIDE.values() for zone in zones):
        assert zone in zoneinfo.available_timezones()
        assert zone in PICKS
        for language in ("nl", "en"):
            assert find_zone(city_of(zone, language)) == zone
    assert PICKS[: len(COMMON)] == COMMON, "old buttons hold these numbers"


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        *[(one, "NL") for one in ("nl", "Nederland", "Holland", "ik woon in Nederland", "Breda")],
        *[(one, "BE") for one in ("be", "België", "Belgie", "Vlaanderen", "Gent", "Gent, België")],
        *[
            (one, "any")
            for one in ("USA", "Canada", "Amerika", "UK", "Engeland", "Duitsland", "Luxemburg",
                        "Suriname", "Parijs", "in het buitenland", "elders", "Europa", "Toronto",
                        "Breda, Canada", "abroad")
        ],
        *[(one, None) for one in ("", "weet ik niet", "bij mijn moeder", "GMT+1", "🌊")],
    ],
)  # fmt: skip
def test_the_country_decides_which_numbers_fit(typed: str, country: str | None) -> None:
    assert country_of(typed) == country


@pytest.mark.parametrize(
    ("text", "before", "zones"),
    [
        ("ik ben verhuisd naar Suriname", "ik ben verhuisd", ("America/Paramaribo",)),
        ("I moved to Toronto!", "i moved", ("America/Toronto",)),
        ("ik zit nu in New York", "ik zit nu", ("America/New_York",)),
        ("we zitten op Curaçao", "we zitten", ("America/Curacao",)),
    ],
)
def test_a_place_that_ends_a_sentence_is_parted_from_it(
    text: str, before: str, zones: tuple[str, ...]
) -> None:
    assert split_place(text) == (before, zones)


def test_of_a_wide_country_all_its_zones_are_found() -> None:
    found = split_place("ik ben verhuisd naar Canada")
    assert found is not None
    assert found[1] == find_zones("Canada")


@pytest.mark.parametrize(
    "text",
    ["ik ga naar hem", "ik zit in de put", "ik ben op", "in", "Toronto", "i want to be heard"],
)
def test_where_no_known_place_ends_it_nothing_is_parted(text: str) -> None:
    assert split_place(text) is None

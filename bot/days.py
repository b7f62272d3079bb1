"""Dates as people say and write them, in both languages. Pure."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.times import local_minutes, show_minutes

_LOCALES = {"nl": "nl_NL", "en": "en_GB"}


def show_day(on: date, language: str, *, year: bool = False) -> str:
    """A date in words: zondag 22 november."""
    pattern = "EEEE d MMMM y" if year else "EEEE d MMMM"
    return format_date(on, pattern, locale=_LOCALES.get(language, language))


def show_instant(at: datetime, zone: str, language: str) -> str:
    """The date and the hour that a clock in `zone` shows then: zondag 22 november, 14:30."""
    on = at.astimezone(ZoneInfo(zone)).date()
    return f"{show_day(on, language)}, {show_minutes(local_minutes(zone, at))}"

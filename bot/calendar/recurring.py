"""When a hard date comes round. Pure."""

from __future__ import annotations

from datetime import date, datetime

from bot.calendar.times import at_local, local_date

_YEARS_AHEAD = 2


def on_in(day: date, year: int) -> date:
    """The date of that name in a year; 29 February is 28 February where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def next_at(
    day: date, minutes: int, zone: str, after: datetime, *, yearly: bool
) -> datetime | None:
    """The first instant later than `after` at which the date has come and the clock shows that.

    None: it comes once, and that is past.
    """
    this_year = local_date(zone, after).year
    years = range(this_year, this_year + _YEARS_AHEAD) if yearly else [day.year]
    instants = (at_local(on_in(day, year), minutes, zone) for year in years)
    return next((at for at in instants if at > after), None)

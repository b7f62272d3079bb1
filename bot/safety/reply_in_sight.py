"""Which kinds of crisis were told: known by the replies that stand, in this process alone."""

from __future__ import annotations

from datetime import datetime

from bot.context import Context
from bot.in_sight import Shown
from bot.safety.lasting import newest


def kind_told(context: Context, shown: Shown | None) -> str:
    """The kind of the newest one, whatever came since; "": none, or not known here."""
    found = _newest_known(context, shown)
    return found.told if found is not None else ""


def told_at(context: Context, shown: Shown | None) -> datetime | None:
    """When the newest one of a known kind came; what only repeats it does not count."""
    found = _newest_known(context, shown)
    return found.at if found is not None else None


def kinds_told(context: Context) -> set[str]:
    """The kinds of all that stand since then, as far as this process knows."""
    crisis = newest(context, None)
    found = (crisis, *crisis.earlier) if crisis is not None else ()
    return {one.told for one in found if one.told}


def _newest_known(context: Context, shown: Shown | None) -> Shown | None:
    crisis = newest(context, shown)
    for one in (crisis, *crisis.earlier) if crisis is not None else ():
        if one.told:
            return one
    return None

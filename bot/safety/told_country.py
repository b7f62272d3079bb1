"""Where somebody says that she is, while words of a crisis last: its numbers are shown since."""

from __future__ import annotations

from bot.calendar.places import country_of
from bot.context import Context
from bot.in_sight import Shown
from bot.safety.lasting import lasts
from bot.safety.lines import HERE
from bot.safety.ringing import read_ringing
from bot.store import clients
from bot.understanding.words import words_of

_OF_A_PLACE = 8
_PLACE_ALONE = 2
_IN = frozenset(["in", "uit", "vanuit", "bij", "from", "near"])
"""Words of "I live in Ghent"."""


async def tells_country(context: Context, shown: Shown | None) -> str:
    """The country in which she says that she is, while words of a crisis last: the numbers are
    those of that country from now on. "": she does not, or is elsewhere.
    """
    country = country_of(_named_place(context.text))
    if country is None or country not in HERE or not await lasts(context, shown):
        return ""
    client = context.client
    if client is not None and client.country != country:
        await clients.change(context.tx, client.id, country=country)
        await context.reload_client()
    return country


def _named_place(text: str) -> str:
    """What stands behind an "in", or all of a word or two; "": no place is told of. Names of
    places are everyday words elsewhere: "ik bel nu".
    """
    words = list(words_of(text))
    if len(words) > _OF_A_PLACE or read_ringing(text):
        return ""
    at = max((at for at, word in enumerate(words) if word in _IN), default=None)
    if at is not None:
        return " ".join(words[at + 1 :])
    return " ".join(words) if len(words) <= _PLACE_ALONE else ""

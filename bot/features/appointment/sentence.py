"""What a sentence tells of an appointment: when it is, and what it is about."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot.calendar.from_now import read_from_now
from bot.calendar.moments import parse_moment
from bot.calendar.names import month_of
from bot.calendar.times import at_local, local_date
from bot.context import Context
from bot.screens import moment
from bot.store.clients import Client
from bot.understanding.classify import DISTRESS
from bot.understanding.closed_lists import word_set
from bot.understanding.words import words_of

_LONGEST, _LONGEST_MOMENT = 14, 6
"""In words: what is read for a day and an hour in it, and what of it tells them."""
_DATE = re.compile(r"\d[-/.]\d")
_LATER = word_set("straks later zometeen")
"""Said with an hour they mean today."""
_HOUR = re.compile(
    r"\b(?:om |at )?\d{1,2}(?:[:.]\d\d|\s?(?:uur|u|am|pm)\b)|\b(?:om|at) (?:half )?\d{1,2}\b",
    re.IGNORECASE,
)
"""An hour that stands apart from its day: "Friday, the children at 15:00"."""
_OF_KIND = {
    "children": word_set("""
        kind kinderen kids kindje zoon zoontje dochter dochtertje jongens meiden school schoolplein
        child children son daughter boys girls nursery
    """),
    "work": word_set("werk kantoor vergadering overleg baas work office meeting boss"),
    "lawyer": word_set("""
        advocaat advocate mediator notaris rechtbank rechter zitting papieren scheiding deurwaarder
        lawyer solicitor court judge hearing papers notary divorce
    """),
}
"""Words that tell what it is about, where somebody says it in one sentence with the time."""


def kind_in(text: str) -> str:
    """What it is about; empty: that is not told."""
    words = frozenset(words_of(text))
    return next((name for name, known in _OF_KIND.items() if words & known), "")


def when_in(
    context: Context, client: Client, text: str, chosen: date | None = None
) -> tuple[str, str]:
    """The words of a sentence that tell a day, with the hour if one is told, or "".

    And what has to be asked about it: of "every Friday" a piece would be one day. An hour alone is
    no piece of a sentence, unless the day is `chosen`: "in a month" is not today at one.
    """
    words = text.split()
    if len(words) > _LONGEST:
        return "", ""
    spans = {
        " ".join(words[at : at + length]).strip(".,!?"): [*words[:at], *words[at + length :]]
        for length in range(min(_LONGEST_MOMENT, len(words)), 0, -1)
        for at in range(len(words) - length + 1)
    }
    today = local_date(client.zone, context.now)
    found = {
        span: read(context, client, span, chosen)
        for span in spans
        if chosen is not None or span == text or _names_day(span, today, context.language)
    }
    whole = next((s for s, one in found.items() if one.day and one.minutes is not None), "")
    when = whole or next((span for span, one in found.items() if one.day), "")
    if when and _holds_date(spans[when]):
        return "", ""
    if when and not whole and (hour := _HOUR.search(" ".join(spans[when]))):
        when = f"{when} {hour[0]}"
    around = [read(context, client, text, chosen)]
    around += [one for span, one in found.items() if when in span]
    return when, next((one.doubt for one in around if one.doubt), "")


def _names_day(span: str, today: date, language: str) -> bool:
    if read_from_now(span) is not None or not _LATER.isdisjoint(span.casefold().split()):
        return True
    return parse_moment(span, today, None, language)[0] is not None


def _holds_date(words: list[str]) -> bool:
    """Whether a date is left beside what was read: of "31-04 14:30" the hour is not today's."""
    return any(map(_DATE.search, words)) or any(
        (one[0].isdecimal() and month_of(other)) or (month_of(one) and other[0].isdecimal())
        for one, other in pairwise(words)
    )


def read(context: Context, client: Client, text: str, chosen: date | None = None) -> moment.Typed:
    """A day, a time or both, and nothing else."""
    said = moment.read(context, text, client.zone, chosen)
    if said.halves is not None:
        # The part of the day may stand apart from the hour: "half eight, in the evening then".
        said = moment.with_half(replace(said, minutes=None), context.text, said.halves[0])
    return moment.settled(said, client.zone, context.now)


def is_moment(context: Context, client: Client) -> bool:
    """Whether the text is a day with its hour, and nothing else: "two hours from now"."""
    return read(context, client, context.text).minutes is not None


def read_whole(
    context: Context, client: Client, text: str, chosen: date | None = None
) -> moment.Typed:
    """The same where the hour may stand in a sentence: "12 december 14 uur bij de notaris".

    Of what is hard for her no piece is taken: "I dread Friday at five" asks for no reminder.
    """
    said = read(context, client, text, chosen)
    if said.minutes is not None or said.doubt or context.unit.label == DISTRESS:
        return said
    when, doubt = when_in(context, client, text, chosen)
    if doubt:
        return moment.Typed(doubt=doubt)
    piece = read(context, client, when, chosen) if when else said
    return piece if piece.minutes is not None or said.day is None else said


def why_not(context: Context, client: Client, said: moment.Typed) -> str:
    """Why nothing can be planned then, as `moment.why_not`; a day alone is good while it lasts."""
    assert said.day is not None
    if said.minutes is not None:
        return moment.why_not(at_local(said.day, said.minutes, client.zone), context.now)
    return "past" if said.day < local_date(client.zone, context.now) else ""

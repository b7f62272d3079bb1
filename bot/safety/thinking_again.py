""" "Are you thinking of ending your life?", once more, to whoever said something to the question
that stands and answered nothing by it.

The first time it says which word is an answer. After that it is shorter, in turn in two ways, so
that nobody reads the same paragraph seven times; and the first text after a night is answered for
the night. The numbers stay below it each time.
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from bot.context import Context
from bot.in_sight import Shown
from bot.safety import follow_up, not_kept
from bot.safety.grave_words import may_be_grave
from bot.safety.people import show_people
from bot.safety.plain_words import phrases, words_in
from bot.safety.small_words import asks_for_messages
from bot.text import Text, join

_IN_TURN = ("suicide_again", "suicide_open", "suicide_open_still", "suicide_open")
"""What follows what: the last two go on in turn."""
_WHO_READS = frozenset(phrases(
    "leest mijn coach dit, leest mn coach dit, leest de coach dit, leest mijn coach mee",
    "leest mn coach mee, leest iemand dit, leest er iemand mee, leest iemand mee",
    "wie leest dit, wie leest dit allemaal, wie leest mee, ziet mijn coach dit",
    "ziet mn coach dit, kan mijn coach dit lezen, kan mijn coach dit zien",
    "gaat dit naar mijn coach, krijgt mijn coach dit, weet mijn coach dit, ziet iemand dit",
    "mag ik dit aan niemand vertellen, vertel je dit aan iemand, vertel je dit door",
    "does my coach read this, does my coach see this, can my coach read this",
    "can my coach see this, will my coach see this, will my coach read this, who reads this",
    "who can read this, who sees this, does anyone read this, does anybody read this",
    "is anyone reading this, does this go to my coach, do you tell anyone",
    "will you tell anyone, will you tell my coach, do you tell my coach",
    "ben je een mens, ben jij een mens, ben je echt, ben je een robot, ben jij een robot",
    "wie ben je, wie ben jij, ben ik met een mens aan het praten, ben je een echt mens",
    "is dit een robot",
    "are you real, are you human, are you a human, are you a person, are you a real person",
    "are you a bot, are you a robot, who are you, am i talking to a person, is this a bot",
    "is this a real person",
))  # fmt: skip


def ask(context: Context, said_at: datetime | None, shown: Shown | None) -> Text:
    """The question once more. `said_at`: when the newest before it came, which is `shown`."""
    said = context.book.replies
    first = _goes_first(context, said_at)
    if first:
        return _with_numbers(context, f"{first.strip()} {said['suicide_open']}")
    was = shown.said if shown is not None else 0
    for one, then in pairwise(_IN_TURN):
        if not_kept.is_said(context.book, _with_numbers(context, said[one]), was):
            return _with_numbers(context, said[then])
    return _with_numbers(context, said["suicide_again"])


def _goes_first(context: Context, said_at: datetime | None) -> str:
    """What is said of a night that lies between, or to what was asked; "": nothing."""
    said = context.book.replies
    if night := follow_up.night_of(context, said_at):
        return night
    if " ".join(words_in(context.text)) in _WHO_READS:
        return said["suicide_who_reads"]
    return said["still_held"] if asks_for_messages(context.text) else ""


def _with_numbers(context: Context, line: str) -> Text:
    """With what to do for whoever took something, if it may have been about that, and whom to
    ring.
    """
    taken = context.book.replies["still_taken"] if may_be_grave(context.text) else ""
    return join([line, taken, show_people(context)])

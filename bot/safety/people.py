"""Whom to ring, in numbers alone: below a line that is no reply to a crisis."""

from __future__ import annotations

from bot.content.model import HelpLine
from bot.context import Context
from bot.safety import replies
from bot.safety.lines import lines_for, show_numbers
from bot.safety.reply_in_sight import kinds_told
from bot.text import Text, join

_ALWAYS = "always"


def lines_of(context: Context) -> list[HelpLine]:
    """The lines of her country, or of both: who was hurt by another gets those of violence that
    answer day and night, and where none does, whoever listens then. Who told of an illness alone
    gets 112 and a doctor.
    """
    country = context.client.country if context.client else None
    if _is_ill_alone(context):
        return lines_for(context.book, country, replies.TOPICS[replies.ILL])
    if not is_of_another(context):
        return lines_for(context.book, country, replies.TOPICS[replies.VEILED])
    found = lines_for(context.book, country, ("danger", "violence", "talk"))
    open_always = [line for line in found if _ALWAYS in (line.phone_hours, line.chat_hours)]
    of_violence = [line for line in open_always if "violence" in line.for_]
    answered = {line.country for line in of_violence}
    return [
        line
        for line in open_always
        if line in of_violence or "talk" not in line.for_ or line.country not in answered
    ]


def what_first(context: Context) -> str:
    """What to do at once, as it goes with what was told."""
    if replies.ILL in kinds_told(context):
        return context.book.replies["still_ill"]
    told = "still_other" if is_of_anothers_life(context) else "still_taken"
    return context.book.replies["still_hurt" if is_of_another(context) else told]


def what_in_full(context: Context) -> str:
    """The same above all lines."""
    if _is_ill_alone(context):
        return context.book.replies["still_ill"]
    of_violence = is_of_another(context) and replies.THIRD_VIOLENCE in kinds_told(context)
    other = of_violence or is_of_anothers_life(context)
    return context.book.replies["still_of_another" if other else "still"]


def show_people(context: Context) -> Text:
    """Who answers in her country: day and night, save that a doctor does not always."""
    numbers = show_numbers(context.book, lines_of(context))
    above = "ill_people" if _is_ill_alone(context) else "still_people"
    return join([context.book.replies[above], numbers], "\n")


def _is_ill_alone(context: Context) -> bool:
    """Whether signs of an illness are all that was told."""
    return kinds_told(context) == {replies.ILL}


def is_of_another(context: Context) -> bool:
    """Whether what another did was told, and nothing else, as far as this process knows."""
    told = kinds_told(context)
    return bool(told) and all(map(replies.is_of_another, told))


def is_of_anothers_life(context: Context) -> bool:
    """Whether it was told that another thinks of ending their life, and nothing of herself."""
    told = kinds_told(context)
    others = {one for one in told if replies.is_of_another(one)}
    return replies.THIRD_SUICIDE in told and told == others | {replies.THIRD_SUICIDE}

"""What is typed where a number is asked for, and is none: the next step, a wish, a goodbye."""

from __future__ import annotations

from bot.content.wishes import Trait, has
from bot.context import Context
from bot.safety.lasting import is_near_a_crisis
from bot.safety.small_words import BETTER, GOOD, GOOD_NIGHT, THANKS, read_small
from bot.screens.strength import asks_what_now, leaves_number, skips_number
from bot.screens.urge_words import helps_not
from bot.understanding.words import words_of

_HUMAN, _EXERCISE = "human", "exercise"
"""What is wished by whoever asks for somebody to talk to, or for something to do."""
_AN_ANSWER = 3
"""Up to so many words are taken for an answer to the question for a number."""


def _asks_person(context: Context) -> bool:
    """Whether somebody to talk to is asked for: then no number is."""
    return context.unit.wish == _HUMAN


async def needs_person(context: Context) -> bool:
    """The same, or what to do now is asked while words of a crisis last: no exercise is that."""
    return _asks_person(context) or (
        asks_what_now(context.text) and await is_near_a_crisis(context)
    )


def asks_for_more(context: Context) -> bool:
    """Whether it asks for the next step, or for another exercise, or says that none helped."""
    text = context.text
    return context.unit.wish == _EXERCISE or asks_what_now(text) or helps_not(text)


def wishes_else(context: Context) -> bool:
    """Whether something is wished that another room does."""
    return not has(context.unit.wish, Trait.AT_A_NUMBER)


def leaves(context: Context) -> bool:
    """Whether it is a goodbye, or "never mind", and no answer to "how strong is it?"."""
    small = read_small(context.text) in {THANKS, BETTER, GOOD, GOOD_NIGHT}
    return small or leaves_number(context.text)


def says_more(context: Context) -> bool:
    """Whether an urge was described; two words in place of a number are an answer to it, unless
    they say which urge it is.
    """
    more = context.unit.kind or len(context.text.split()) > _AN_ANSWER
    return context.unit.label == "urge" and bool(more)


def skips(context: Context) -> bool:
    """Whether she goes on without one."""
    label = words_of(context.t("urge.button.skip"))
    return words_of(context.text) == label or skips_number(context.text)

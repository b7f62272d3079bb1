"""What a coach types at her work, and what of it may be a crisis of her own.

She writes about grave things all day, to others and about them. A crisis that is told plainly is
answered wherever she types it, and goes no further. What may be one is shown before others read
it, with where to ring beside it; and where the program asks, her work stands below the question.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.in_sight import Shown
from bot.safety import follow_up, lasting, question_answers, replies
from bot.safety.lasting import NOT_THINKING
from bot.safety.lines import lines_for, show
from bot.safety.ringing import read_ringing
from bot.safety.short_crisis import read_bare
from bot.screens import typed
from bot.store import clients, cohorts, overview
from bot.text import Text, join
from bot.understanding import coach_topics
from bot.understanding.classify import Classifier, Verdict
from bot.understanding.closed_lists import word_set
from bot.understanding.verdict import UNSURE_SCORE
from bot.understanding.words import words_of

_I = word_set("ik k kben kheb mij me mezelf mijn mn ons i im ive my myself us")
_YOU = word_set("je jij jou jouw jullie u uw jezelf you your yours yourself yourselves")
"""Whoever speaks to somebody writes to clients."""
_PRESSING = frozenset(["medical", "selfharm", "strangulation"])
"""Notes of what may be going on in a body now: these do not wait for a phrase."""
_LONGEST = 25
"""So many words of oneself are said to nobody in particular; more are a text for others."""
_FEW = 3
"""Fewer words than these may be a name, and say too little by themselves."""
_SHORT = 4
"""In so few words nobody says "I" on a phone: "wil dood"."""
_LONGEST_NAME = 5


def is_told(verdict: Verdict, text: str, *, prose: bool) -> bool:
    """Whether what she typed where a text is asked for is a crisis, told plainly. `prose`: what is
    asked for is read by clients, who are told of such things as well: then it must be her own.
    """
    plain = verdict.is_plain or not _PRESSING.isdisjoint(verdict.notes)
    if not (plain and question_answers.is_sure(verdict)):
        return False
    return is_of_herself(text) if prose else True


def may_be_told(verdict: Verdict, text: str) -> bool:
    """Whether it may be one of her own."""
    likely = verdict.is_crisis and verdict.score >= UNSURE_SCORE
    return likely and is_of_herself(text) and len(words_of(text)) >= _FEW


def is_of_herself(text: str) -> bool:
    """Whether these words are of the one who writes, and to nobody."""
    words = words_of(text)
    hers = not _I.isdisjoint(words) or len(words) <= _SHORT
    return hers and _YOU.isdisjoint(words) and len(words) <= _LONGEST


def hear(classifier: Classifier, text: str, language: str) -> Verdict:
    """What a text of hers is taken for, whatever was asked or said before."""
    bare = read_bare(text)
    return bare if bare is not None and bare.notes else classifier.hear(text, language)


def whom_to_ring(context: Context) -> Text | str:
    """To stand beside what became of her words; "" where they tell of nothing. Of violence no more
    than the number for danger: somebody may look along.
    """
    if (verdict := context.unit.at_work) is None:
        return ""
    kind = question_answers.kind_of(verdict)
    topics = ("danger",) if replies.is_about_safety(kind) else replies.TOPICS[kind]
    country = context.client.country if context.client else None
    lines = show(context.book, lines_for(context.book, country, topics), context.now)
    return join([context.book.replies["beside_work"], lines])


async def is_named(context: Context, text: str) -> bool:
    """Whether a coach typed the name of a group or of a client, or a button in sight, and no
    more.
    """
    words = words_of(text)
    if not context.is_coach_alone or not 0 < len(words) <= _LONGEST_NAME:
        return False
    press = await typed.read_press(context)
    if press is not None and press.whole:
        return True
    return words in [words_of(name) for name in await _names(context)]


async def asks_for_help(context: Context) -> bool:
    """Whether a coach asks by the command what she can do, perhaps with the name of something
    behind it, and spoke of no crisis: of "/help planning" one word alone would be heard.
    """
    if not context.is_coach_alone or not context.text.startswith("/"):
        return False
    if not coach_topics.asks_for_help(context.text):
        return False
    return not await lasting.is_near_a_crisis(context)


async def _names(context: Context) -> Sequence[str]:
    groups = [one.name or "" for one in await cohorts.list_open(context.tx)]
    there = await overview.list_in_programme(context.tx)
    return [*groups, *(clients.called_by_coach(context.tx, one) for one in there)]


def is_work(context: Context, shown: Shown | None) -> bool:
    """Whether a coach goes on with her work below "are you thinking of it?", asked of words that
    were only doubted: no answer, and nothing grave.
    """
    if not context.is_coach_alone or shown is None or not shown.holds(NOT_THINKING):
        return False
    grave = context.unit.doubted or follow_up.is_grave(context)
    return not grave and not read_ringing(context.text)

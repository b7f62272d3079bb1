"""What is said right after contact was told: known by what is in sight, and by closed lists."""

from __future__ import annotations

from datetime import timedelta

from bot.context import Context
from bot.in_sight import Shown
from bot.outbox import sight
from bot.understanding.closed_lists import folded_set, line_of, whole_lines
from bot.understanding.words import words_of

_ASKS = "urge:safe:"
_SAFE = ("urge.happened_safe", "urge.happened_safe_together", "urge.happened_more")
"""What is said to a yes to "are you safe right now?"."""
_LATELY, _JUST_NOW = timedelta(minutes=30), timedelta(minutes=10)
_LONGEST = 12
_FOLLOWS = whole_lines(
    """
        @lead? @lead? ik|k? heb|kheb er? er? @so? @so? spijt van? @now?
        @lead? @lead? ik|k? heb|kheb @now? @so? spijt ervan|hiervan|daarvan
        @lead? @lead? spijt
        @lead? @lead? ik|k? heb|kheb het|t @again gedaan @now?
        @lead? @lead? het|t? is? @again gebeurd @now?
        @lead? @lead? ik|k? had het|t|dit|dat? niet|nooit moeten|mogen doen @now?
        @lead? @lead? ik|k? had niet|nooit moeten|mogen gaan|appen|bellen|sturen|antwoorden
        @lead? @lead? wat heb ik nu|nou? gedaan @now?
        @lead? @lead? i|ive? @so? @so? regret it|this|that? @now?
        @lead? @lead? i|ive? did|done it|this|that again @now?
        @lead? @lead? it? happened again @now?
        @lead? @lead? i? shouldnt|should have|of|not? have? done it|that|this @now?
        @lead? @lead? i? shouldnt have|of? texted|called|gone|replied|answered @him? @now?
        @lead? @lead? what have i done @now?
    """,
    {
        "lead": "en|nu|maar|ja|oh|god|fuck|shit|pff|sorry|and|now|but|yes|ugh|omg|oops",
        "so": "zo|echt|heel|erg|veel|al|nu|zoveel|meteen|so|really|already|just|fucking|totally",
        "now": "nu|al|hoor|toch|weer|now|already|tho|though|again",
        "again": "weer|toch|opnieuw",
        "him": "hem|him|her",
    },
)
"""Of contact while that is what was told; elsewhere "I did it again" may be of anything."""

_TURNED = folded_set("""
    maar wilde wou wilden zei nee stop niet moest moeten dwong gedwongen boos kwaad agressief bang
    eng hard ruw pijn dreigt dreigde liet mocht sliep slapend wakker dronken drugs
    but want wanted didnt said no not had made forced angry mad aggressive scared afraid rough hurt
    hurts threatened let asleep sleeping woke drunk drugs
""")
_NOT_ANSWERED = whole_lines(
    "@who nam|neemt niet|nie op\n@who didnt|wont pick|answer|reply up?",
    {"who": "hij|zij|ze|maar|he|she|but"},
)


def is_just_told(context: Context, shown: Shown) -> bool:
    """Whether it was told of right before, and nothing else since."""
    if context.now - shown.at > _LATELY:
        return False
    return shown.holds(_ASKS) or _is_found_safe(context, shown)


def is_just_found_safe(context: Context, shown: Shown) -> bool:
    """Whether she said a moment ago that it is safe now: that is not asked once more."""
    return _is_found_safe(context, shown) and context.now - shown.at <= _JUST_NOW


def _is_found_safe(context: Context, shown: Shown) -> bool:
    return shown.said in {sight.said_as(context.t(key)) for key in _SAFE}


def follows_contact(text: str) -> bool:
    """Whether it says that she is sorry, or that it was not the first time; and nothing else."""
    words = words_of(text)
    return len(words) <= _LONGEST and _FOLLOWS.fullmatch(line_of(words)) is not None


def tells_only_contact(text: str) -> bool:
    """Whether what is told of contact says nothing of how the other was, nor that she did not want
    it: then it has to be asked anew whether she is safe.
    """
    line = line_of(words_of(text))
    return _NOT_ANSWERED.fullmatch(line) is not None or _TURNED.isdisjoint(line.split())

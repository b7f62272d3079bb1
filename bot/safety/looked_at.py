"""`/wis` with words behind it: somebody may be about to look at this phone.

There are seconds left, so the chat is emptied, and nothing that speaks of danger comes into it. A
crisis of her own that is told behind it is answered all the same.
"""

from __future__ import annotations

from bot.content.wishes import Trait, has
from bot.context import Context
from bot.safety.answers import UNSURE, YES
from bot.safety.questions import Open
from bot.safety.thinking import read_thinking
from bot.understanding.classify import CRISIS_VIOLENCE, Classifier, Verdict
from bot.understanding.words import words_of

NAMES = frozenset(["wis", "wipe"])


def empties(
    context: Context, classifier: Classifier, verdict: Verdict, found: Open, text: str
) -> bool:
    """Whether it is that command, and these words behind it are nothing that must be answered.

    What is guessed to be violence may be that the other comes; and where it is asked whether she
    thinks of ending her life, a yes and nothing else is one to that.
    """
    name, _, _ = context.called
    if context.is_button or name not in NAMES:
        return False
    may_be_coming = verdict.label == CRISIS_VIOLENCE and not (verdict.is_plain or verdict.notes)
    if may_be_coming and len(words_of(text)) > 1:
        return True
    if says_yes_to(found, text):
        return False
    if not verdict.is_crisis or may_be_coming:
        return True
    both = classifier.hear(f"{name} {text}", context.language)
    return has(both.wish, Trait.OF_THE_CHAT)


def says_yes_to(found: Open, text: str) -> bool:
    """Whether "are you thinking of it?" is open, and this may be a yes to it."""
    asked_about = any(not one.is_about_safety for one in found.questions)
    return asked_about and read_thinking(text, near=False) in {YES, UNSURE}

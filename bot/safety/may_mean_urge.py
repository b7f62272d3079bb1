"""Beside a question that says it may be mistaken stands what it more likely was: of an urge the
way to an exercise at once. The question, its numbers and its answers stay.
"""

from __future__ import annotations

from bot.context import Context
from bot.outbox.letters import Rows
from bot.screens.frame import urge_button
from bot.understanding.classify import URGE, Classifier


def ways(context: Context, classifier: Classifier) -> Rows:
    """The row, if it would be an urge to whoever knew that it is no crisis."""
    if context.is_coach_alone:
        return []
    verdict = classifier.besides_crisis(context.said, context.language)
    return [[urge_button(context.t)]] if verdict.label == URGE else []

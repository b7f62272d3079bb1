"""What every room shows around its own words: the keyboard that is always in sight, ways home."""

from __future__ import annotations

from typing import Any

from bot.content.model import Phrasebook
from bot.context import Context
from bot.outbox.letters import Button, Rows
from bot.text import Text, utf16_length

_OPERATOR = "{operator}"


def keyboard(t: Phrasebook) -> dict[str, Any]:
    """⚓ Nu · Vandaag · Hulp, always in sight."""
    labels = (t("button.now"), t("button.today"), t("button.help"))
    return {
        "keyboard": [[{"text": label} for label in labels]],
        "resize_keyboard": True,
        "is_persistent": True,
    }


def urge_button(t: Phrasebook) -> Button:
    """Starts urge help."""
    return Button(t("button.now"), "urge:start")


def help_button(t: Phrasebook) -> Button:
    """Opens the help lines."""
    return Button(t("button.help"), "safety:lines")


def exercises_button(t: Phrasebook) -> Button:
    """Offers three exercises."""
    return Button(t("button.exercises"), "exercise:offer")


def rating_buttons(urge_id: int, practice_id: int = 0) -> Rows:
    """0 to 10, for the urge's room; `practice_id` is the exercise that was just done."""
    buttons = [Button(str(n), f"urge:rate:{urge_id}:{practice_id}:{n}") for n in range(11)]
    return [buttons[:4], buttons[4:8], buttons[8:]]


def answer_text(context: Context, name: str) -> Text:
    """A text of `content/*/answers/`, with who is responsible in place of `{operator}`."""
    text = context.book.answers[name].text
    operator = context.deps.settings.operator or context.t("privacy.operator_unknown")
    before, found, after = text.plain.partition(_OPERATOR)
    if not found:
        return text
    start, shift = utf16_length(before), utf16_length(operator) - len(_OPERATOR)
    entities = tuple(
        {**entity, "offset": entity["offset"] + (shift if entity["offset"] > start else 0)}
        for entity in text.entities
    )
    return Text(before + operator + after, entities)

"""What is typed at the questions of the arrival instead of tapped."""

from __future__ import annotations

from bot.context import Context
from bot.feature import Feature
from bot.features.start.handlers import explain, ground
from bot.in_sight import Shown
from bot.screens import arriving, typed
from bot.understanding.words import words_of

_ON = frozenset([
    ("ok",), ("oke",), ("okay",), ("klaar",), ("gedaan",), ("verder",), ("ga", "verder"),
    ("done",), ("ready",), ("continue",), ("next",), ("go", "on"),
])  # fmt: skip
"""What is typed to go on: behind the exercise it does, at a question it answers nothing."""


async def read(context: Context) -> bool:
    """Who may see the phone, in words; and a word to go on."""
    shown = await arriving.question(context)
    if shown is None or not typed.may_answer(context, shown.message_id):
        return False
    seen = arriving.read_seen(context.text) if shown.holds(arriving.WHO_SEES) else None
    if seen is not None:
        context.words = _words(shown, f"{arriving.WHO_SEES}{'y' if seen else 'n'}:")
        await ground(context)
    elif tuple(words_of(context.text)) not in _ON:
        return False
    elif shown.holds(arriving.ONWARD) and not shown.holds(arriving.AGREE):
        context.words = _words(shown, arriving.ONWARD)
        await explain(context)
    else:
        context.say(*arriving.once_more(context, shown))
    return True


def _words(shown: Shown, beginning: str) -> list[str]:
    """What the button that begins so goes on with, behind its room and verb."""
    data = (button.data for row in shown.rows for button in row)
    return next(one for one in data if one.startswith(beginning)).split(":")[2:]


FEATURE = Feature(room="arriving", answers=read)

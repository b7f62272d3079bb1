"""What is typed at the questions of the arrival instead of tapped."""

from __future__ import annotations

from bot.context import Context
from bot.feature import Feature
from bot.features.start.handlers import explain, ground
from bot.in_sight import Shown
from bot.outbox.letters import FIRST
from bot.screens import arriving, typed
from bot.screens.frame import help_button

_ELSE = ("urge:", "exercise:step:", "exercise:begin:", "safety:safe", "safety:not_thinking")
"""How buttons begin of what the words to go on would be said to."""


async def read(context: Context) -> bool:
    """Who may see the phone, in words; and a word to go on."""
    shown = await arriving.question(context)
    if shown is None and await _comes_back(context):
        return True
    if shown is None or not typed.may_answer(context, shown.message_id):
        return False
    seen = arriving.read_seen(context.text) if shown.holds(arriving.WHO_SEES) else None
    if seen is not None:
        context.words = _words(shown, f"{arriving.WHO_SEES}{'y' if seen else 'n'}:")
        await ground(context)
    elif shown.holds(arriving.WHO_SEES) and arriving.is_about_it(context.text):
        context.say(*arriving.once_more(context, shown))
    elif not typed.is_onward(context.text):
        return False
    elif shown.holds(arriving.ONWARD) and not shown.holds(arriving.AGREE):
        context.words = _words(shown, arriving.ONWARD)
        await explain(context)
    else:
        context.say(*arriving.once_more(context, shown))
    return True


async def _comes_back(context: Context) -> bool:
    """True: she goes on in so many words, after something else was answered; no exercise, no urge
    and no question of safety is in sight, to which the same words would be said.
    """
    asked, shown = arriving.open_still(context), await typed.in_sight(context)
    if asked is None or not typed.is_onward(context.text, nods=False):
        return False
    if shown is not None and shown.holds(_ELSE):
        return False
    context.say(*arriving.once_more(context, asked))
    if shown is not None and shown.kind == FIRST:
        context.add_below([help_button(context.t)])
    return True


def _words(shown: Shown, beginning: str) -> list[str]:
    """What the button that begins so goes on with, behind its room and verb."""
    return shown.data(beginning)[0].split(":")[2:]


FEATURE = Feature(room="arriving", answers=read)

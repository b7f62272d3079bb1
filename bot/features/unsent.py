"""What is typed below "may your coach read what you write?", before that is agreed to: it went
nowhere, and she hears so.
"""

from __future__ import annotations

from dataclasses import replace

from bot import burst
from bot.content.wishes import Trait, has
from bot.context import Context, Handler
from bot.in_sight import Shown
from bot.outbox.letters import Button, Rows
from bot.screens import typed
from bot.screens.frame import urge_and_help, urge_button
from bot.store import waiting
from bot.text import join
from bot.understanding import yes_no
from bot.understanding.classify import DISTRESS, URGE
from bot.understanding.closed_lists import word_set
from bot.understanding.words import words_of

_ASKS = "contact:agree"
_YES = word_set("""
    ja jep jawel jaa yes yep yeah yup ok oke okee okay k sure alright prima goed fine akkoord
    schrijven write
    """)
_BESIDE_YES = word_set(
    "ik wil dat graag hoor doe maar is het dan i want to do it id like please pls"
)
_SEND = word_set(
    "send verstuur stuur verzend versturen it het m dit maar nu just now please graag"
)
"""What is typed there to have it sent: "just send it"."""


async def take(context: Context, meant: Handler) -> bool:
    """True: it was written there. An urge goes first all the same; a button below its answer says
    that nothing was sent.
    """
    unit, shown = context.unit, await typed.in_sight(context)
    if shown is None or not shown.holds(_ASKS) or not has(unit.wish, Trait.FOR_A_COACH):
        return False
    if not _is_below(context, shown):
        return False
    if unit.stands(burst.gravity_of(unit.label, unit.kind)):
        return True  # A burst: what stands there says it.
    t = context.t
    if yes_no.read(context.text) == yes_no.NO or typed.is_leaving(context.text):
        context.say(t("contact.left"), [urge_and_help(t)])
    elif _agrees(context.text):
        await typed.ask_in_full(context)
    elif unit.label == URGE and not set(words_of(context.text)) <= _SEND:
        await meant(context)
        context.add_below([Button(t("contact.button.unsent"), "contact:begin")])
    else:
        sad = unit.label == DISTRESS
        text = join([t("contact.unsent"), t("contact.meanwhile") if sad else ""])
        rows = typed.buttons_of(shown)
        rows = rows if set(words_of(context.text)) <= _SEND else _to_be_sent_anew(rows)
        context.say(text, [*rows, *([[urge_button(t)]] if sad else [])])
    return True


def _to_be_sent_anew(rows: Rows) -> Rows:
    """The same buttons, of which the one that agrees knows no message any more: which of them is
    meant for the coach she says by sending it.
    """
    data = f"{_ASKS}:0:0"
    return [
        [replace(one, data=data) if (one.data or "").startswith(_ASKS) else one for one in row]
        for row in rows
    ]


def _is_below(context: Context, shown: Shown) -> bool:
    """Whether it was written there, and lately; spoken or shown it counts as well."""
    if context.now - shown.at > waiting.FOR_LETTERS:
        return False
    if context.text:
        return typed.may_answer(context, shown.message_id)
    return shown.message_id < context.message_id


def _agrees(text: str) -> bool:
    """ "Yes, I want to write", and nothing more: agreeing takes the button all the same."""
    said = set(words_of(text))
    return bool(said & _YES) and said <= _YES | _BESIDE_YES

"""What is said while it is open whether she can type safely, and is no answer to that.

Somebody may look at the phone, so nothing more is said than that a program reads along, or in turn
the question in few words. Of nothing else that the question was about does it speak.
"""

from __future__ import annotations

from bot import burst
from bot.context import Context
from bot.in_sight import Shown
from bot.outbox import sight
from bot.outbox.letters import Button, Letter, say
from bot.safety import lasting
from bot.safety.plain_words import words_in
from bot.screens.frame import help_button
from bot.text import join
from bot.understanding.closed_lists import folded_set

_NOT = folded_set("niet nie ni not")
_NOW = folded_set("nu now rn atm moment momenteel")
_BESIDE_NOW = folded_set("op dit het right just at the")
_DELETES = folded_set("""
    verwijder verwijderen wis wissen weg weggooien weghalen deleten bewaar bewaren
    delete deleting erase remove clear bin keep save
""")
_WHAT = folded_set("""
    bericht berichten berichtje berichtjes appje appjes apps sms mails foto fotos screenshots chat
    chats gesprek gesprekken
    message messages text texts email emails photo photos pic pics pictures screenshots chats
""")
_BESIDE_WHAT = folded_set("""
    moet zal mag kan wil ik k de het die deze dit dat zijn zn haar al alle allemaal of beter nu dan
    wel niet hem van wat
    should shall can must do could i the these those this that his her all or better now then them
    it not him from what
""")


def may_be_of_either(text: str) -> bool:
    """ "Not now", and nothing more: she cannot type now, or he does not hit her now."""
    said = set(words_in(text))
    return bool(said & _NOT and said & _NOW) and said <= _NOT | _NOW | _BESIDE_NOW


def asks_what_to_keep(text: str) -> bool:
    """Whether messages should be deleted, and nothing more."""
    said = set(words_in(text))
    named = said & _DELETES and said & _WHAT
    return bool(named) and said <= _DELETES | _WHAT | _BESIDE_WHAT


def is_in_sight(context: Context, shown: Shown | None) -> bool:
    """Whether the question in few words is the newest: what is said to it is said of typing."""
    replies = context.book.replies
    lines = (
        [replies["violence_open"]],
        [replies["violence_open_slight"]],
        [replies["violence_keep"], replies["violence_open"]],
    )
    known = {sight.said_as(join(one).plain) for one in lines}
    return shown is not None and shown.said in known


def ask(context: Context) -> None:
    """The question in few words, and no sound."""
    context.unit.gravity = burst.CRISIS
    context.send(_in_few_words(context))


def _in_few_words(context: Context) -> Letter:
    """Where it said that it may be mistaken, the button that turns it down stands below."""
    denials = _denials(context)
    text = context.book.replies["violence_open_slight" if denials else "violence_open"]
    label = context.t("lines.button.no_danger")
    rows = [[Button(label, data)] for data in denials]
    return say(context.chat_id, text, rows).silenced()


def _denials(context: Context) -> list[str]:
    crisis = lasting.find(context)
    return crisis.data(lasting.NO_DANGER) if crisis is not None else []


def say_in_turn(context: Context, shown: Shown | None, *, is_open: bool) -> Letter:
    """That a program reads along; the next time the question in few words, which tells what is
    waited for. That goes first where it said that it may be mistaken: she learns how to turn it
    down. Whoever asks what to keep hears so, and no reason for it. `is_open`: it was not
    answered yet.
    """
    replies = context.book.replies
    line = join([replies["not_emergency"]])
    again = shown is not None and shown.said == sight.said_as(line.plain)
    if is_open and asks_what_to_keep(context.text):
        line = join([replies["violence_keep"], replies["violence_open"]])
    elif is_open and (again or (_denials(context) and not is_in_sight(context, shown))):
        return _in_few_words(context)
    else:
        return say(context.chat_id, line, [[help_button(context.t)]])
    return say(context.chat_id, line).silenced()

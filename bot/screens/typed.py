"""The words of a button, typed in place of a press of it; and which question an answer fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.context import Context
from bot.in_sight import Pressable, Shown
from bot.outbox.letters import Button, Rows
from bot.store import outbox_queries
from bot.understanding.words import words_of

_LONGEST = 64
_SHORT_FOR = timedelta(hours=1)
"""How long a part of a label, such as its "yes", is taken for the whole."""
_BOTH = 2
"""A yes and a no: one button of the two alone asks nothing."""
_PARTS = re.compile(r"[,·]")
_YES = frozenset(["ja", "yes", "jep", "yep", "yeah", "jawel"])
"""No "ok": it says that something was read, and neither agrees to anything nor says "safe"."""
_NO = frozenset(["nee", "neen", "no", "nope", "nah"])
_ON = frozenset(
    tuple(said.split())
    for said in (
        "verder", "ga verder", "volgende", "doorgaan", "ga door", "next", "continue", "resume",
        "go on", "carry on",
    )
)  # fmt: skip
_DONE = frozenset([("klaar",), ("gedaan",), ("gelukt",), ("done",), ("finished",), ("ready",)])
NODS = frozenset(
    tuple(said.split())
    for said in (
        "ja", "jep", "jawel", "ok", "oke", "okee", "okay", "is goed", "prima", "ja hoor", "ja ok",
        "ja oke", "yes", "yep", "yeah", "sure", "alright", "ok yes",
    )
)  # fmt: skip
_ONWARD = ("urge:go:", "urge:kind:0:", "exercise:step:")
"""How the first button begins where it leads on, in an urge or an exercise."""
_BEGINS = "exercise:begin:"
"""So where exercises are offered: one is chosen by it, and nothing was done yet."""
_AGREES = frozenset(["ja", "yes", "goed", "fine"])
_DECLINES = frozenset(["nee", "no"])


_LEAVES = frozenset(
    tuple(said.split())
    for said in (
        "annuleer", "annuleren", "laat maar", "laat maar zitten", "terug", "ga terug", "toch niet",
        "nee toch niet", "cancel", "never mind", "nevermind", "back", "go back", "no never mind",
    )
)  # fmt: skip
"""What is typed to leave a place that waits for a text of a coach."""


@dataclass(frozen=True, slots=True)
class Press:
    """The button that was meant; `whole`: all words of its label were typed."""

    data: str
    whole: bool


async def in_sight(context: Context) -> Shown | None:
    """The newest message of the bot in this chat, as far as this process can know."""
    found = context.deps.in_sight.find(context.chat_id)
    if found is None or context.deps.replica.alone or context.client is None:
        return found
    # Another process may have said something since.
    later = await outbox_queries.has_come_since(
        context.tx, context.client.id, found.letter, found.message_id
    )
    return None if later else found


def may_answer(context: Context, number: int | None) -> bool:
    """Whether what came in can be an answer, in words, to the message with this number.

    It is a text of her own, written when that message was there to read, and no Reply to another.
    None: where the question stands is not known, so a Reply is not known to be one to it.
    """
    message = context.incoming.message
    if message is None or not message.text or message.forward_origin is not None:
        return False
    if message.external_reply is not None or message.reply_to_story is not None:
        return False
    replied = message.reply_to_message
    if number is None:
        return replied is None
    return number < message.message_id and (replied is None or replied.message_id == number)


def is_reply(context: Context) -> bool:
    """Whether it answers one message by Telegram's *Reply*."""
    message = context.incoming.message
    return message is not None and message.reply_to_message is not None


async def read_press(context: Context) -> Press | None:
    """The one button in sight whose words these are."""
    words = words_of(context.text) if len(context.text) <= _LONGEST else []
    shown = await in_sight(context) if words and is_newest_known(context) else None
    if shown is None or not may_answer(context, shown.message_id):
        return None
    data = _only(shown, lambda button: words == words_of(button.label))
    if data is not None:
        return Press(data, whole=True)
    if context.now - shown.at > _SHORT_FOR:
        return None
    data = _only(shown, lambda button: _begins(button.label, words))
    if data is None and tuple(words) in _ON | _DONE:
        data = _first(shown, done=tuple(words) in _DONE)
    return Press(data, whole=False) if data is not None else None


async def read_answer(context: Context, buttons: Mapping[str, str], said: str) -> Press | None:
    """The button in sight that gives this answer, where another beside it gives the other one.

    `buttons`: the data of each with the answer that it gives.
    """
    shown = await in_sight(context) if is_newest_known(context) else None
    if shown is None or not may_answer(context, shown.message_id):
        return None
    data = [button.data for row in shown.rows for button in row if button.data in buttons]
    if len(data) != len({buttons[one] for one in data}) or len(data) < _BOTH:
        return None
    is_fresh = context.now - shown.at <= _SHORT_FOR
    return next((Press(one, whole=is_fresh) for one in data if buttons[one] == said), None)


def asks_yes_or_no(shown: Shown) -> bool:
    """Whether one of its buttons begins with a yes or a no."""
    said = _YES | _NO
    return any((words_of(b.label) or [""])[0] in said for row in shown.rows for b in row)


def is_leaving(text: str) -> bool:
    """Whether these words are no text for the place, but leave it."""
    return tuple(words_of(text)) in _LEAVES


async def leave(context: Context) -> None:
    """A coach typed that she leaves it: nothing was set."""
    context.say(
        context.t("coach.left"), [[Button(context.t("coach.button.panel"), "coach:panel")]]
    )


async def read_nod(context: Context) -> str:
    """The button that leads on in an urge or an exercise, at a "yes" or "ok"; "": it is none."""
    shown = await in_sight(context) if is_newest_known(context) else None
    if shown is None or not may_answer(context, shown.message_id):
        return ""
    if context.now - shown.at > _SHORT_FOR or tuple(words_of(context.text)) not in NODS:
        return ""
    return _first(shown, done=False) or ""


def _first(shown: Shown, *, done: bool) -> str | None:
    """The first button, if it leads on. Where a yes or no, or a number, is asked it does not."""
    data = shown.rows[0][0].data if shown.rows and shown.rows[0] else ""
    offers = data.startswith(_BEGINS) and not done and shown.holds("urge:")
    return data if data.startswith(_ONWARD) or offers else None


async def ask_in_full(context: Context) -> None:
    """A short yes, where it takes a press or the whole label: the buttons once more."""
    shown = await in_sight(context)
    context.say(context.t("other.in_full"), buttons_of(shown))


def buttons_of(shown: Shown | None) -> Rows:
    """The buttons that are in sight, to be shown once more."""
    rows = shown.rows if shown is not None else ()
    return [[Button(one.label, one.data) for one in row] for row in rows]


def is_newest_known(context: Context) -> bool:
    """Whether it can be known which message is the newest: of strangers nothing is kept, so that
    where several processes share the work each knows its own messages alone.
    """
    return context.deps.replica.alone or context.client is not None


def _only(shown: Shown, is_meant: Callable[[Pressable], bool]) -> str | None:
    meant = {button.data for row in shown.rows for button in row if is_meant(button)}
    return meant.pop() if len(meant) == 1 else None


def _begins(label: str, words: list[str]) -> bool:
    """Whether these are what a comma or dot parts from the rest of the label, or its yes or no."""
    first, *rest = _parts(label)
    if rest and words in (first, *rest):
        return True
    if len(words) != 1 or len(first) != 1 or not rest:
        return False
    agrees = words[0] in _YES and first[0] in _AGREES
    return agrees or (words[0] in _NO and first[0] in _DECLINES)


def _parts(label: str) -> Iterator[list[str]]:
    return (words_of(part) for part in _PARTS.split(label))

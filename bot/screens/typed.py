"""The words of a button, typed in place of a press of it; and which question an answer fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from telegram import Message

from bot.context import Context
from bot.in_sight import Pressable, Shown
from bot.outbox import sight
from bot.outbox.letters import Button, Rows
from bot.screens import picked
from bot.screens.done import says_done
from bot.store import outbox_queries
from bot.understanding import yes_no
from bot.understanding.closed_lists import phrase_set
from bot.understanding.words import words_of

_LONGEST = 64
_SHORT_FOR = timedelta(hours=1)
"""How long a part of a label, such as its "yes", is taken for the whole."""
_UNHEARD = (
    "other.text", "other.again", "other.more", "other.heard", "other.not_text_here",
    "other.in_full",
)  # fmt: skip
"""What is said to what nothing knows, or is no text, with the buttons of a question below it: the
question itself stands higher up by then.
"""
_BOTH = 2
"""A yes and a no: one button of the two alone asks nothing."""
_PARTS = re.compile(r"[,·]")
_ON = phrase_set("""
    verder, ga verder, volgende, doorgaan, ga door, next, continue, resume, go on, carry on
""")
_ANYHOW = phrase_set("whatever, boeit niet, ik ben zover, ben zover")
_ONWARD = ("urge:go:", "urge:kind:0:", "exercise:step:")
"""How the first button begins where it leads on, in an urge or an exercise."""
_BEGINS = "exercise:begin:"
"""So where exercises are offered: one is chosen by it, and nothing was done yet."""
_OF_SAFETY = ("safety:", "urge:safe:", "urge:unsafe")
"""How the buttons begin below a question of safety, which takes a clear answer."""

_LEAVES = phrase_set("""
    annuleer, annuleren, laat maar, laat maar zitten, terug, ga terug, toch niet, nee toch niet,
    cancel, never mind, nevermind, back, go back, no never mind
""")
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
    replied = replied_to(message)
    if number is None:
        return replied is None
    return number < message.message_id and (replied is None or replied.message_id == number)


def replied_to(message: Message) -> Message | None:
    """What it answers by Telegram's *Reply*. Under a topic's every other message Telegram names
    the one that opened the topic, which nobody answers.
    """
    replied = message.reply_to_message
    opened = replied is not None and replied.forum_topic_created is not None
    return None if opened else replied


async def answered(context: Context, *, surely: bool = False) -> Shown | None:
    """The message in sight, where what came in can be an answer to it. `surely`: and where it can
    be known to be the newest.
    """
    shown = await in_sight(context) if not surely or is_newest_known(context) else None
    return shown if shown is not None and may_answer(context, shown.message_id) else None


def is_reply(context: Context) -> bool:
    """Whether it answers one message by Telegram's *Reply*."""
    message = context.incoming.message
    return message is not None and replied_to(message) is not None


async def read_press(context: Context) -> Press | None:
    """The one button in sight whose words these are."""
    words = words_of(context.text) if len(context.text) <= _LONGEST else []
    shown = await answered(context, surely=True) if words else None
    if shown is None:
        return None
    data = _only(shown, lambda button: words == words_of(button.label))
    if data is not None:
        return Press(data, whole=True)
    if context.now - shown.at > _SHORT_FOR:
        return None
    data = _only(shown, lambda button: _begins(button.label, words))
    data = data or _answer(shown, context.text) or _picked(shown, words)
    done = says_done(context.text)
    if data is None and (done or tuple(yes_no.behind(context.text)) in _ON):
        data = _first(shown, done=done)
    return Press(data, whole=False) if data is not None else None


async def read_answer(context: Context, buttons: Mapping[str, str]) -> Press | None:
    """The button in sight that gives the answer, where another beside it gives the other one.

    `buttons`: the data of each with the answer that it gives.
    """
    said = yes_no.read(context.text, clear=True)
    shown = await answered(context, surely=True)
    if shown is None:
        return None
    data = [one for one in shown.data() if one in buttons]
    if len(data) != len({buttons[one] for one in data}) or len(data) < _BOTH:
        return None
    # Above the buttons may stand by now that something else was not understood; "ja?" asks back.
    asked = shown.said not in {sight.said_as(context.t(key)) for key in _UNHEARD}
    asked = asked and "?" not in context.text
    whole = asked and context.now - shown.at <= _SHORT_FOR
    return next((Press(one, whole) for one in data if buttons[one] == said), None)


def picks(shown: Shown, text: str) -> bool:
    """Whether it points at one of the exercises that are offered."""
    return _picked(shown, words_of(text)) is not None


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
    shown = await answered(context, surely=True)
    if shown is None or context.now - shown.at > _SHORT_FOR or not yes_no.nods(context.text):
        return ""
    return _first(shown, done=False) or ""


def is_onward(text: str, *, nods: bool = True) -> bool:
    """Whether it says to go on, or that what was asked is done; `nods`: a yes or "ok" does too."""
    if nods and yes_no.nods(text):
        return True
    words = tuple(yes_no.behind(text))
    return words in _ON or (nods and (words in _ANYHOW or says_done(text)))


async def is_done(context: Context) -> bool:
    """Whether it says that what stands in sight to be done is done: there that is an answer."""
    shown = await answered(context, surely=True) if says_done(context.text) else None
    if shown is None or context.now - shown.at > _SHORT_FOR:
        return False
    return _first(shown, done=True) is not None


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
    meant = {button.data for button in shown.buttons if is_meant(button)}
    return meant.pop() if len(meant) == 1 else None


def _begins(label: str, words: list[str]) -> bool:
    """Whether these are what a comma or dot parts from the rest of the label."""
    first, *rest = _parts(label)
    return bool(rest) and words in (first, *rest)


def answers_of(shown: Shown) -> dict[str, str]:
    """The data of each button in sight whose label says yes or no, and which of the two.

    "Rather not" says no only beside a yes.
    """
    labels = {button.data: _PARTS.split(button.label)[0] for button in shown.buttons}
    said = {data: answer for data, label in labels.items() if (answer := yes_no.read(label))}
    both = len(set(said.values())) == _BOTH
    return {
        data: answer
        for data, answer in said.items()
        if both or yes_no.read(labels[data], clear=True) == answer
    }


def answers_it(shown: Shown, text: str) -> bool:
    """Whether it says yes or no to a question whose labels do, in short or in full; whoever types
    that she leaves it is answered for that.
    """
    if not asks(shown) or is_leaving(text):
        return False
    said, answers = words_of(text), answers_of(shown)
    in_full = any(said == words_of(one.label) for one in shown.buttons if one.data in answers)
    return in_full or yes_no.read(text) is not None


def is_on_a_label(shown: Shown, text: str) -> bool:
    """Whether a label begins with these words, or has them between commas or dots."""
    said = words_of(text) if len(text) <= _LONGEST else []
    labels = [one.label for one in shown.buttons] if said else []
    return any(
        words_of(label)[: len(said)] == said or said in list(_parts(label)) for label in labels
    )


def asks(shown: Shown) -> bool:
    """Whether it is a question to which a yes is one of the answers."""
    return len(shown.buttons) >= _BOTH and yes_no.YES in answers_of(shown).values()


def _answer(shown: Shown, text: str) -> str | None:
    """The one button that gives the answer which the text is."""
    loosely, clearly = yes_no.read(text), yes_no.read(text, clear=True)
    found = {
        data
        for data, answer in answers_of(shown).items()
        if answer == (clearly if data.startswith(_OF_SAFETY) else loosely)
    }
    return found.pop() if len(found) == 1 else None


def _picked(shown: Shown, words: list[str]) -> str | None:
    """The exercise that is pointed at by its place among those offered."""
    offered = shown.data(_BEGINS)
    place = picked.read_place(words, len(offered), bare=True) if offered else None
    return offered[place] if place is not None else None


def _parts(label: str) -> Iterator[list[str]]:
    return (words_of(part) for part in _PARTS.split(label))

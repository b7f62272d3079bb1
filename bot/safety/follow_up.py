"""One line for what is said while the reply to a crisis stands, and where to ring below it.

All lines were said with that reply, and *Hulp* opens them. Twenty lines after every "thanks" bury
the two that count, and teach nobody to write again. Which words are harmless is a closed list;
what may tell of an attempt is none of them and gets all lines (`is_grave`). Every line here ends
with what to do for whoever took something. The first text after a night is answered for the night,
and says what becomes of the daily message. Nothing here asks anything.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.calendar.times import local_date, local_minutes
from bot.content.wishes import Trait, has
from bot.context import Context
from bot.safety import not_kept, replies
from bot.safety.answers import NO, UNSURE, YES, is_of_typing
from bot.safety.few_words import read_few
from bot.safety.grave_words import is_of_a_body, may_be_grave
from bot.safety.lines import show_chats
from bot.safety.people import is_of_another, lines_of, show_people, what_first
from bot.safety.plain_words import NO_WORDS, hesitates, phrases, words_in
from bot.safety.reply_in_sight import kinds_told
from bot.safety.ringing import CANNOT_CALL, read_ringing
from bot.safety.small_words import GOOD, HELLO, MESSAGES, THANKS, asks_for_messages, read_small
from bot.safety.thinking import read_thinking
from bot.text import Text, join
from bot.understanding.closed_lists import folded_set
from bot.understanding.words import tokens_of

_OF_WISH = {"hello": HELLO, "quiet": GOOD, "good": GOOD}
"""Wishes that are whole texts too, and harmless: "nothing sent for three days"."""
_EXERCISES = ("oefening", "ademhaling", "exercise", "breathing", "practice")
_DAY_BEGINS = timedelta(hours=5)
_A_NIGHT = timedelta(hours=3)
"""So long at least nothing was said, when it is a night that lies between."""
_EVENING, _MORNING = 21 * 60, 6 * 60
_ELSE, _ELSE_AGAIN = "else", "else_again"
_LATER = "later"
_DID = frozenset(phrases(
    "heb ik, heb ik al, heb ik net, heb ik wel, net wel, al wel, net, al gebeurd, heb ik gedaan",
    "heb het gedaan, heb t gedaan, ik heb het gedaan, ik heb t gedaan, heb het net gedaan",
    "heb t net gedaan, ik heb het net gedaan, ik heb het echt gedaan, heb het echt gedaan",
    "ik heb het al gedaan, heb het al gedaan, heb t al gedaan, het is gedaan, t is gedaan",
    "het is gebeurd, t is gebeurd, het is al gebeurd, alles is op, alles op, alles",
    "ik wel, nee niet veilig, niet veilig, ben niet veilig, ik ben gewond, gewond",
    "i have, i did, already, already did, i already did, just now, i just did, not safe",
    "i did it, did it, ive done it, i have done it, done it, i just did it, i already did it",
    "its done, it is done, it happened, all of them, all gone, they are all gone, theyre all gone",
    "not yet, no not yet, nu, now",
    "im not safe, i am not safe, im hurt, hurt",
))  # fmt: skip
"""A yes to "have you taken or done something?", or to "are you afraid you may do it now?"."""
_DID_NOT = frozenset(phrases(
    "heb niks ingenomen, heb niets ingenomen, ik heb niks ingenomen, ik heb niets ingenomen",
    "ik heb niks gedaan, ik heb niets gedaan, heb niks gedaan, niks gedaan, niks ingenomen",
    "niets ingenomen, ik heb niks ingenomen hoor, nee niks ingenomen, nee niets ingenomen",
    "nee ik heb niks ingenomen, nee ik heb niets ingenomen, nee ik heb niks gedaan",
    "niks genomen, ik heb niks genomen, ik heb niks gepakt, ik ben niet gewond",
    "i havent taken anything, havent taken anything, i havent done anything, i havent taken any",
    "havent done anything, i have not taken anything, i have not done anything, nothing taken",
    "no i havent taken anything, no i havent done anything, i didnt take anything, im not hurt",
    "i took nothing, ive taken nothing, ive not taken anything, ive not done anything",
))  # fmt: skip
"""A no to the same. What she may take yet is told by no list, so where to ring stays below it."""
_AFRAID = folded_set("bang doodsbang angst scared afraid terrified frightened")
_SHORT = 6


def say(context: Context, said_at: datetime | None, in_sight: int) -> Text:
    """The line that answers. `said_at`: when the newest before it came; `in_sight`: its words, as
    a number (`Shown.said`).
    """
    kind = _kind(context, said_at)
    if kind == _LATER:
        return put_off(context, said_at)
    held = _on_messages(context)
    night = night_of(context, said_at)
    parts = [night] if night and kind in {_ELSE, HELLO, NO} else [_line(context, kind), night]
    parts += [held] if night or kind == MESSAGES else []
    text = _ended(context, parts, chats=kind == CANNOT_CALL)
    if kind == _ELSE and not night and not_kept.is_said(context.book, text, in_sight):
        return _ended(context, [_line(context, _ELSE_AGAIN)])
    return text


def put_off(context: Context, said_at: datetime | None) -> Text:
    """An exercise or a text of the programme was asked for: what to do in danger comes first, and
    behind it how she gets to that later.
    """
    said, night = context.book.replies, night_of(context, said_at)
    on = said["still_later_on"] if context.client is not None else ""
    later = " ".join(part.strip() for part in (night, said["still_later"], on) if part)
    return join([what_first(context), later, show_people(context)])


def is_unknown(context: Context, said_at: datetime | None) -> bool:
    """Whether it is a text that no list knows, and none that is answered for the night."""
    return (
        bool(context.text) and _kind(context, said_at) == _ELSE and not night_of(context, said_at)
    )


def is_yes(text: str) -> bool:
    """Whether it is a yes to "have you done or taken something?", and to no other question."""
    return " ".join(words_in(text)) in _DID


def did_not(text: str) -> bool:
    """Whether it is a no to "have you done or taken something?", and nothing more."""
    return " ".join(words_in(text)) in _DID_NOT


def is_said_to_it(text: str) -> bool:
    """Whether it is one of the closed lists of what is said to such a reply."""
    small = read_small(text) or read_ringing(text)
    known = (
        is_yes(text)
        or did_not(text)
        or bool(small)
        or asks_for_messages(text)
        or may_be_grave(text)
    )
    return known or bool(read_few(text)) or is_of_typing(text)


def is_grave(context: Context, said_at: datetime | None = None) -> bool:
    """Whether it is a yes to what such a reply asks, or something else that all lines answer.
    `said_at`: when the newest before it came.
    """
    text = context.text
    words, read = words_in(text), read_thinking(text)
    if read == YES or is_yes(text):
        return True
    if _small(context, said_at) or read_ringing(text) or _names_an_exercise(context):
        return False
    if did_not(text):
        return replies.MEDICAL in kinds_told(context)  # Said before that, it may be taken back.
    if asks_for_messages(text) and _on_messages(context):
        return False
    if read == UNSURE and not hesitates(words):
        return True  # "No, but I have pills."
    if context.unit.wish not in _OF_WISH and may_be_grave(text, denied=read == NO):
        # Where another did it, "he said he is sorry" is no farewell, and "once" no amount.
        return not is_of_another(context) or is_of_a_body(text) or bool(read_few(text))
    if read_few(text):
        return True
    said = set(words)
    return len(words) <= _SHORT and bool(said & _AFRAID) and not said & NO_WORDS


def is_thanks(context: Context) -> bool:
    """Whether it is thanks, and nothing else."""
    return context.unit.wish == "thanks" or read_small(context.text) == THANKS


def _kind(context: Context, said_at: datetime | None) -> str:
    text = context.text
    if asks_for_messages(text) and _on_messages(context):
        return MESSAGES
    if known := _small(context, said_at) or read_ringing(text):
        return known
    if did_not(text):
        return NO
    if has(context.unit.wish, Trait.PUT_OFF) or _names_an_exercise(context):
        return _LATER
    read = read_thinking(text) if text else None
    return read if read in {NO, UNSURE} else _OF_WISH.get(context.unit.wish, _ELSE)


def _small(context: Context, said_at: datetime | None) -> str:
    """Which of the small words it is; a bare "morgen" greets where a while lies between alone."""
    apart = said_at is not None and context.now - said_at >= _A_NIGHT
    return read_small(context.text, local_minutes(context.zone, context.now) if apart else None)


def _names_an_exercise(context: Context) -> bool:
    """ "A breathing exercise" is asked for, and tells nothing of a throat. Where it is not called
    that, "something else" may be said of anything here.
    """
    named = any(word.startswith(_EXERCISES) for word in tokens_of(context.text))
    return context.unit.wish == "exercise" and named


def _line(context: Context, kind: str) -> str:
    return "" if kind == MESSAGES else context.book.replies[f"still_{kind}"]


def _on_messages(context: Context) -> str:
    """What becomes of the daily message, for whom one is to come."""
    client = context.client
    if client is None or client.is_paused or client.next_daily_at is None:
        return ""
    return context.book.replies["still_held"] if client.is_held(context.now) else ""


def night_of(context: Context, said_at: datetime | None) -> str:
    """What is said of the night, or the day, that lies behind her; "": none lies between."""
    if said_at is None or context.now - said_at < _A_NIGHT:
        return ""
    zone = context.zone
    if local_date(zone, said_at - _DAY_BEGINS) == local_date(zone, context.now - _DAY_BEGINS):
        return ""
    at = local_minutes(zone, said_at)
    night = at >= _EVENING or at < _MORNING
    return context.book.replies["after_night" if night else "after_day"]


def _ended(context: Context, parts: list[str], *, chats: bool = False) -> Text:
    """With what to do for whoever took something, and where to ring, in numbers alone.

    `chats`: also where somebody answers in writing now.
    """
    said = context.book.replies
    line = " ".join(part.strip() for part in parts if part)
    written = show_chats(lines_of(context), context.now) if chats else ""
    chat = join([said["still_chat"], written], "\n") if written else ""
    return join([line, what_first(context), chat, show_people(context)])

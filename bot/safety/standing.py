"""What is typed while the reply to a crisis is the newest in sight, or after a no to its question.

That reply asks things itself, such as whether something was taken, and is no question with answers
of its own. Whatever is said to it, nothing light follows, and where to ring stands below it. All
lines are said again where she says yes to it; to anything else one line answers (`still`).
"""

from __future__ import annotations

from datetime import datetime

from bot import burst
from bot.clients import relaying
from bot.context import Context
from bot.in_sight import Shown
from bot.outbox import sight
from bot.outbox.letters import FIRST, Rows, say
from bot.safety import asked_again, replies, room, still, still_open
from bot.safety.answers import NO, UNSURE, YES
from bot.safety.grave_words import may_be_grave
from bot.safety.questions import is_asked_about_safety, is_asked_about_thinking, is_let_on
from bot.safety.ringing import read_ringing
from bot.safety.small_words import GOOD, HELLO, SORRY, THANKS, read_small
from bot.safety.thinking import AGAIN, comes_back, read_thinking
from bot.safety.uncovered import is_covered
from bot.safety.unsaying import unsays
from bot.safety.ways import BULK_WAITS
from bot.safety.which import kind_in_sight, kind_told
from bot.screens import typed
from bot.screens.frame import help_button, urge_button, with_help
from bot.store import outbox_queries, waiting
from bot.text import Text, join
from bot.understanding.classify import OTHER, URGE
from bot.understanding.words import words_of

_LIGHT = frozenset(
    ["", "thanks", "exercise", "helped", "relief", "hello", "night", "quiet", "good", "today",
     "week", "cycle"]
)  # fmt: skip
"""Wishes that are no reason to go on as if nothing had been said; others are carried out."""
_NOT_BELOW_COVER = frozenset(["", "exercise", "helped", "relief", "today", "week", "cycle"])
"""Those that open nothing below the neutral line that covers "can you type safely?": an exercise,
what belongs to the programme, and what nothing knows.
"""
_GO_ON = frozenset(
    tuple(said.split())
    for said in (
        "verder", "ga verder", "verder gaan", "ik ga verder", "verder schrijven", "ik wil verder",
        "go on", "continue", "resume", "keep typing", "keep writing", "write on", "carry on",
    )
)  # fmt: skip
"""What is typed to go on with what was being written."""
_LET_BE = frozenset([("laat", "maar"), ("laat", "zitten"), ("never", "mind"), ("nevermind",)])
"""What is typed to leave it: the button of the place is no longer in sight."""
_SHORT = 4
"""So many words may be said to the reply while a place waits; more are for that place."""
_SHORT_URGE = 5
"""The same of an urge: "hij is aan het typen"."""
_LIFTING = frozenset(["settings:resume", "settings:keep"])
"""Below the question whether the messages go on."""
_THINKING, _NOT_THINKING, _UNSAFE = "safety:thinking", "safety:not_thinking", "safety:unsafe"


async def read_late(context: Context) -> str:
    """The button below "are you thinking of it?" that is meant, however long it has been in sight;
    "": none. What hesitates is a yes, as it is while the question is fresh.
    """
    shown = await typed.in_sight(context)
    data = _data(shown)
    no = next((one for one in data if one.startswith(_NOT_THINKING)), "")
    if shown is None or not no or _THINKING not in data:
        return ""
    if not typed.may_answer(context, shown.message_id):
        return ""
    return {YES: _THINKING, UNSURE: _THINKING, NO: no}.get(read_thinking(context.text) or "", "")


async def answer(context: Context) -> bool:
    """True: it was said to the reply to a crisis, or takes back a "no", and is answered."""
    unit = context.unit
    if unit.wish not in _LIGHT:
        return False
    urge, text = unit.label == URGE, context.text
    shown = await typed.in_sight(context)
    comes = unsays(text) or (comes_back(text) and not urge and not unit.wish)
    if comes and await _was_denied(context, shown):
        await _think(context)
        return True
    plain = urge and read_thinking(text) is None and not still.is_said_to_it(text)
    if plain and any(one.startswith(_NOT_THINKING) for one in _data(shown)):
        return False  # Words that were only doubted: she says herself what it is about.
    if unit.burst is not None and unit.burst.stands_for(burst.CRISIS):
        return unit.stands(burst.CRISIS)  # Its reply is on its way, and says it.
    covered = not context.is_coach_alone and unit.wish in _NOT_BELOW_COVER
    covered = covered and unit.label in {"", OTHER} and is_covered(context, shown)
    if not covered and not await _holds(context, shown):
        return False
    unit.gravity = burst.CRISIS
    await _say_again(context, shown, of_urge=plain)
    if plain:
        # No exercise is the answer here; she finds it below the numbers.
        context.add_below([urge_button(context.book.t)])
    return True


async def puts_off(context: Context) -> bool:
    """True: an exercise or a text of the programme is asked for by name, and does not open while
    the reply to a crisis stands. What to do comes first, and then how to get to it later.
    """
    shown = await typed.in_sight(context)
    if not is_covered(context, shown) and not await _holds(context, shown):
        return False
    unit = context.unit
    if unit.burst is not None and unit.burst.stands_for(burst.CRISIS):
        return unit.stands(burst.CRISIS)  # Its reply is on its way.
    unit.gravity = burst.CRISIS
    await waiting.stay(context.tx, context.chat_id, context.now)
    await _say_again(context, shown, asks_for=True)
    return True


async def may_be_a_farewell(context: Context) -> bool:
    """Whether the name of a command is a word that may tell of more while that reply stands."""
    return may_be_grave(context.text) and await stands(context, await typed.in_sight(context))


async def hears_none_in(context: Context, kind: str) -> bool:
    """Whether words that were taken for this kind of crisis tell of none: they answer the reply
    that stands, as "not suicidal", "sorry for last night" and "I don't dare to ring" do.
    """
    if kind != replies.MEDICAL and read_ringing(context.text):
        return await stands(context, await typed.in_sight(context))
    if kind not in {replies.VEILED, replies.SUICIDE}:
        return False
    answers = read_thinking(context.text) in {NO, AGAIN} or still.is_yes(context.text)
    small = kind == replies.VEILED and read_small(context.text) in {SORRY, THANKS, GOOD, HELLO}
    return (answers or small) and await stands(context, await typed.in_sight(context))


async def comes_first(context: Context) -> bool:
    """True: a place waits for a text, and this is none for it, but said to the reply to a crisis
    that stands below what the place asked. It is answered.
    """
    said = tuple(words_of(context.text))
    if len(said) > _SHORT_URGE:
        return False
    shown = await typed.in_sight(context)
    if await _is_an_urge_below_it(context, shown):
        context.unit.gravity = burst.CRISIS
        await waiting.stay(context.tx, context.chat_id, context.now)
        await _say_again(context, shown, of_urge=True)
        context.add_below([urge_button(context.book.t)])
        return True
    if len(said) > _SHORT:
        return False
    if (unsays(context.text) or comes_back(context.text)) and await _was_denied(context, shown):
        await _think(context)
    elif said in _GO_ON and await _lately(context):
        await waiting.stay(context.tx, context.chat_id, context.now)
        _remind(context, context.book.replies["write_on"])
    elif said in _LET_BE and await _lately(context):
        await waiting.leave(context.tx, context.chat_id, context.now)
        _remind(context)
    elif await _is_said_to_it(context, shown):
        context.unit.gravity = burst.CRISIS
        await waiting.stay(context.tx, context.chat_id, context.now)
        await _say_again(context, shown)
    else:
        return False
    return True


async def goes_before_resuming(context: Context) -> bool:
    """True: somebody wants to go on while a question of safety is open, and hears that once more.

    Whether she thinks of it goes before the command too: a no is what lifts the hold then. Who may
    type safely is not asked of a command, since nothing she says to that lifts anything.
    """
    client, lone = context.client, not context.text.startswith("/")
    if client is None or not client.is_held(context.now):
        return False
    asked = await is_asked_about_thinking(context)
    if not asked and not (lone and await is_asked_about_safety(context)):
        return False
    await _say_again(context, await typed.in_sight(context))
    return True


async def is_near_a_crisis(context: Context) -> bool:
    """Whether words of a crisis hold something still, or a stranger's were answered just now."""
    client = context.client
    if client is not None:
        return client.is_held(context.now)
    shown = await typed.in_sight(context)
    covered = join([context.book.replies["violence_unsafe"]]).plain
    return (shown is not None and shown.said == sight.said_as(covered)) or await stands(
        context, shown
    )


async def stands(context: Context, shown: Shown | None) -> bool:
    """Whether the newest in this chat is a reply to a crisis. What another process said, or this
    one before a restart, is known of clients alone.
    """
    client = context.client
    if client is not None and not client.is_held(context.now):
        return False
    if shown is not None:
        return shown.kind == FIRST and context.now - shown.at < BULK_WAITS
    return (
        client is not None and (await outbox_queries.come_last(context.tx, client.id))[0] == FIRST
    )


async def show(context: Context, text: str | Text, rows: Rows = ()) -> None:
    """A screen of the program. After words of a crisis where to ring stays in sight, and what is
    said next is said to that.
    """
    if not await is_near_a_crisis(context):
        context.show(text, rows or None)
        return
    room.show_as_reply(context, join([text, context.book.replies["not_emergency"]]), rows)
    context.add_below([help_button(context.book.t)])


def show_with_numbers(context: Context, text: str | Text, rows: Rows = ()) -> None:
    """The same out of a hold: what is said next is said to the screen."""
    help_ = [help_button(context.book.t)]
    context.show(join([text, context.book.replies["not_emergency"]]), [*rows, help_])


async def _think(context: Context) -> None:
    """What was denied is meant after all."""
    await room.thinking(context)
    context.unit.gravity = replies.gravity_with(burst.CRISIS, replies.SUICIDE)


async def _is_said_to_it(context: Context, shown: Shown | None) -> bool:
    read = read_thinking(context.text)
    # Four words that only hold a "not" may be meant for the place: "ik mis je niet".
    hesitates = read in {UNSURE, AGAIN} and len(words_of(context.text)) < _SHORT
    answers = read in {YES, NO} or hesitates or still.is_thanks(context)
    return answers and await stands(context, shown)


async def _is_an_urge_below_it(context: Context, shown: Shown | None) -> bool:
    """ "He is typing", said to the reply and not to the place; a coach may be told it."""
    if context.unit.label != URGE or not await stands(context, shown):
        return False
    place = await waiting.find(context.tx, context.chat_id, context.now) or ""
    return not place.startswith(relaying.WRITE)


def _remind(context: Context, told: str = "") -> None:
    """Where to ring in danger, as a reply to a crisis: a "yes" to it gets the numbers too."""
    text = join([told, context.book.replies["not_emergency"]])
    context.send(say(context.chat_id, text, [[help_button(context.book.t)]]).with_(kind=FIRST))


async def _lately(context: Context) -> bool:
    """Whether words of a crisis hold something still, or were asked about and denied lately."""
    client = context.client
    if client is not None and client.is_held(context.now):
        return True
    return bool((await waiting.find_all(context.tx, context.chat_id, context.now)).answered)


async def _was_denied(context: Context, shown: Shown | None) -> bool:
    """Whether "are you thinking of it?" was answered with no a while ago. Of a stranger, below
    another question, only words that take it back count: a bare yes is one to that question.
    """
    no = join([context.book.replies["suicide_no"]]).plain
    in_sight = shown is not None and shown.said == sight.said_as(no)
    if context.client is None:
        denied = context.deps.in_sight.has_denied(context.chat_id, context.now)
        return in_sight or (denied and unsays(context.text))
    return in_sight or await is_let_on(context, replies.VEILED)


async def _holds(context: Context, shown: Shown | None) -> bool:
    """Whether a reply to a crisis stands, or its question whether typing is safe is open still."""
    if await stands(context, shown) or await is_asked_about_safety(context):
        return True
    return context.unit.asked_safety and still_open.is_in_sight(context, shown)


async def _said_at(context: Context, shown: Shown | None) -> datetime | None:
    """When the reply came that is the newest; None: not known."""
    if shown is not None:
        return shown.at
    client = context.client
    return (await outbox_queries.come_last(context.tx, client.id))[1] if client else None


async def _say_again(
    context: Context, shown: Shown | None, *, asks_for: bool = False, of_urge: bool = False
) -> None:
    """`asks_for`: an exercise or a text by its name. `of_urge`: she tells of an urge."""
    told = "" if context.text else context.book.replies["not_seen"]
    data = _data(shown)
    hidden = (
        _UNSAFE in data or is_covered(context, shown) or still_open.is_in_sight(context, shown)
    )
    asked = context.unit.asked_safety or await is_asked_about_safety(context)
    told_since = kind_told(context, shown)
    of_herself = bool(told_since) and not replies.is_about_safety(told_since)
    if hidden or (asked and not of_herself and context.client is not None):
        # Somebody may look at the phone: the question stays, and nothing more is said of it.
        context.send(still_open.say_in_turn(context, shown, is_open=asked))
        return
    if any(one.startswith(_NOT_THINKING) for one in data):
        text = asked_again.ask(context, await _said_at(context, shown), shown)
    else:
        said_at = await _said_at(context, shown)
        unknown = not (asks_for or of_urge) and still.is_unknown(context, said_at)
        grave = context.unit.doubted or still.is_grave(context)
        if grave or (unknown and kind_in_sight(context, shown)):
            # What no list knows may be anything: after the reply itself it gets all lines, once.
            text = room.say_once_more(context)
        elif asks_for:
            text = still.put_off(context, said_at)
        else:
            text = still.say(context, said_at, shown.said if shown else 0)
    again = say(context.chat_id, join([told, text]), _buttons_again(context, shown))
    context.send(again.with_(kind=FIRST))


def _buttons_again(context: Context, shown: Shown | None) -> Rows:
    """What was in sight, without what lifts the hold: a yes to these words is none to that; and
    the way to everybody who answers.
    """
    left_out = _LIFTING | {room.STOPS_MESSAGES}
    rows = [row for row in typed.buttons_of(shown) if not left_out & {one.data for one in row}]
    if any(one.startswith(_NOT_THINKING) for one in _data(shown)):
        rows += room.stop_messages(context)
    return with_help(context.book.t, rows)


def _data(shown: Shown | None) -> list[str]:
    return [button.data for row in (shown.rows if shown is not None else ()) for button in row]

"""What is typed while words of a crisis last (`lasting`), or after a no to the question.

That reply asks things itself, such as whether something was taken, and is no question with answers
of its own. Whatever is said to it, nothing light follows, and where to ring stands below it. All
lines are said again where she says yes to it; to anything else one line answers (`still`).
"""

from __future__ import annotations

from datetime import datetime

from bot import burst
from bot.content.wishes import Trait, has
from bot.context import Context
from bot.in_sight import Shown
from bot.outbox.letters import FIRST, Rows, say
from bot.safety import (
    after_violence,
    at_work,
    denied,
    follow_up,
    help_screen,
    lasting,
    may_mean_messages,
    only_urge,
    replies,
    still_open,
    thinking_again,
    unanswered,
)
from bot.safety.answers import NO, UNSURE, YES
from bot.safety.covered_question import is_covered
from bot.safety.doubts import Doubt
from bot.safety.grave_words import is_of_a_body, may_be_grave
from bot.safety.lasting import NO_DANGER, NOT_THINKING, lasts, stands
from bot.safety.no_danger import brushes_off, says_no_danger, says_otherwise
from bot.safety.questions import is_asked_about_safety, is_asked_about_thinking
from bot.safety.reply_in_sight import kind_told, told_at
from bot.safety.ringing import read_ringing
from bot.safety.small_words import GOOD, HELLO, SORRY, THANKS, read_small
from bot.safety.thinking import AGAIN, comes_back, read_thinking
from bot.safety.told_country import tells_country
from bot.safety.unsaying import unsays
from bot.screens import typed
from bot.screens.frame import help_button, urge_button, with_help
from bot.store import outbox_queries, waiting
from bot.text import Text, join
from bot.understanding.classify import OTHER, URGE
from bot.understanding.words import words_of

_FEW = 4
"""So many words of an urge may be of a body or a deed; more tell of the other."""
_LIFTING = frozenset(["settings:resume", "settings:keep"])
"""Below the question whether the messages go on."""
_THINKING = "safety:thinking"


async def read_late(context: Context) -> str:
    """The button that is meant below "are you thinking of it?", or the one that turns down what
    was only guessed to be danger, however long it has been in sight; "": none. What hesitates is a
    yes, as it is while the question is fresh.
    """
    shown = await typed.answered(context)
    if shown is not None and shown.holds(NO_DANGER) and says_no_danger(context.text):
        return shown.data(NO_DANGER)[0]
    no = shown.data(NOT_THINKING) if shown is not None else []
    if shown is None or not no or _THINKING not in shown.data():
        return ""
    read = read_thinking(context.text)
    if read == NO or (_is_slight(shown, NOT_THINKING) and says_otherwise(context.text)):
        return no[0]
    return _THINKING if read in {YES, UNSURE} else ""


async def answer(context: Context) -> bool:
    """True: it was said to the reply to a crisis, or takes back a "no", and is answered."""
    unit, shown = context.unit, await typed.in_sight(context)
    country = await tells_country(context, shown)
    if at_work.is_work(context, shown) or unit.back_in_urge:
        return False
    if (now := after_violence.asks_what_now(context, shown)) and await lasts(context, shown):
        after_violence.answer(context, now)
        return True
    covered = not context.is_coach_alone and has(unit.wish, Trait.NOT_BELOW_COVER)
    covered = covered and unit.label in {"", OTHER} and is_covered(context, shown)
    if not (has(unit.wish, Trait.LIGHT) or country or covered):
        return False
    urge, text = unit.label == URGE, context.text
    comes = unsays(text) or (comes_back(text) and not urge and not unit.wish)
    if comes and await denied.was(context, shown):
        await think(context)
        return True
    if urge and kind_told(context, shown) == replies.CONTACT and not is_of_a_body(text):
        return False  # What she tells is why that reply came: the urge is what she needs.
    plain = urge and read_thinking(text) is None and not follow_up.is_said_to_it(text)
    if plain and _says_what_it_is_about(context, shown):
        return False
    if unit.burst is not None and unit.burst.stands_for(burst.CRISIS):
        return unit.stands(burst.CRISIS)  # Its reply is on its way, and says it.
    past = await _is_past(context, shown)
    holds = bool(country) or (not past and (covered or await _holds(context, shown)))
    grave = is_of_a_body(text) if past else _is_grave_in_between(context, shown)
    if not holds and not (grave and await lasts(context, shown)):
        return False
    unit.gravity = burst.CRISIS
    await say_again(context, shown, of_urge=plain, country=country)
    if plain:
        # No exercise is the answer here; she finds it below the numbers.
        context.add_below([urge_button(context.t)])
    return True


def _is_slight(shown: Shown, denial: str) -> bool:
    """Whether it has this button, and says that it may be mistaken."""
    doubts = [Doubt.of(data.split(":")[2]) for data in shown.data(f"{denial}:")]
    return any(doubt is not None and doubt.is_slight for doubt in doubts)


def _says_what_it_is_about(context: Context, shown: Shown | None) -> bool:
    """Whether an urge is told below the question, which only doubted her words: in so many words,
    while an answer is waited for. "I know it's dumb" may be one, whatever it sounds like.
    """
    if shown is None or not (shown.holds(NOT_THINKING) or _is_slight(shown, NO_DANGER)):
        return False
    return context.unit.said_urge or context.now - shown.at >= waiting.PATIENCE


async def answer_rest(context: Context) -> bool:
    """True: words of a crisis last, though something else is in sight, and this is said to that no
    more than to anything: it is answered as if the reply stood.
    """
    unit = context.unit
    if not has(unit.wish, Trait.LIGHT) or unit.label == URGE:
        return False
    shown = await typed.in_sight(context)
    if only_urge.is_sad_after_a_guess(context, shown):
        return False
    lasts_here = stands if _is_of_another(context, shown) else lasts
    if await _is_past(context, shown) or not await lasts_here(context, shown):
        return False
    if at_work.is_work(context, shown):
        return False
    if unit.burst is not None and unit.burst.stands_for(burst.CRISIS):
        return unit.stands(burst.CRISIS)
    unit.gravity = burst.CRISIS
    await say_again(context, shown)
    return True


async def puts_off(context: Context) -> bool:
    """True: an exercise or a text of the programme is asked for by name, and does not open while
    the reply to a crisis stands. What to do comes first, and then how to get to it later.
    """
    shown = await typed.in_sight(context)
    if await _is_past(context, shown):
        return False
    holds = is_covered(context, shown) or await _holds(context, shown)
    lately = lasting.is_lately(context) and not _is_of_another(context, shown)
    if not holds and not (lately and await lasts(context, shown)):
        return False
    unit = context.unit
    if unit.burst is not None and unit.burst.stands_for(burst.CRISIS):
        return unit.stands(burst.CRISIS)  # Its reply is on its way.
    unit.gravity = burst.CRISIS
    await waiting.stay(context.tx, context.chat_id, context.now)
    await say_again(context, shown, asks_for=True)
    return True


async def may_be_a_farewell(context: Context) -> bool:
    """Whether the name of a command is a word that may tell of more while that reply stands."""
    return may_be_grave(context.text) and await stands(context, await typed.in_sight(context))


async def hears_none_in(context: Context, kind: str) -> bool:
    """Whether words that were taken for this kind of crisis tell of none: they answer the reply
    that stands, as "not suicidal", "sorry for last night" and "I don't dare to ring" do.
    """
    shown = await typed.in_sight(context)
    if kind not in {replies.MEDICAL, replies.ILL} and read_ringing(context.text):
        return await lasts(context, shown)
    doubted = kind in {
        replies.VIOLENCE,
        replies.THIRD_VIOLENCE,
        replies.THIRD_SUICIDE,
        replies.VEILED,
    }
    if doubted and after_violence.asks_what_now(context, shown):
        return await lasts(context, shown)
    if doubted and (brushes_off(context.text) or says_otherwise(context.text)):
        return await lasts(context, shown)
    if kind not in {replies.VEILED, replies.SUICIDE}:
        return False
    answers = read_thinking(context.text) in {NO, AGAIN} or follow_up.is_yes(context.text)
    small = kind == replies.VEILED and read_small(context.text) in {SORRY, THANKS, GOOD, HELLO}
    return (answers or small) and await lasts(context, shown)


async def may_tell_of_more(context: Context) -> bool:
    """Whether what goes to the coach may be grave: it is read later, so whom to ring stands below
    the answer, and no exercise.
    """
    shown = await typed.in_sight(context)
    told = _is_grave_in_between(context, shown) or follow_up.is_grave(context)
    return told and await lasts(context, shown)


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
    await say_again(context, await typed.in_sight(context))
    return True


async def show(context: Context, text: str | Text, rows: Rows = ()) -> None:
    """A screen of the program. After words of a crisis where to ring stays in sight, and what is
    said next is said to that.
    """
    if not await lasting.is_near_a_crisis(context):
        context.show(text, rows or None)
        return
    help_screen.show_as_reply(context, join([text, context.book.replies["not_emergency"]]), rows)
    context.add_below([help_button(context.t)])


def show_with_numbers(context: Context, text: str | Text, rows: Rows = ()) -> None:
    """The same out of a hold: what is said next is said to the screen."""
    help_ = [help_button(context.t)]
    context.show(join([text, context.book.replies["not_emergency"]]), [*rows, help_])


async def think(context: Context) -> None:
    """What was denied is meant after all."""
    await help_screen.thinking(context)
    context.unit.gravity = replies.gravity_with(burst.CRISIS, replies.SUICIDE)


def _is_of_another(context: Context, shown: Shown | None) -> bool:
    """Whether it is another who is a danger: nothing was taken, so that a number, a time or a
    place tells of no more.
    """
    told = kind_told(context, shown)
    return told in {replies.VIOLENCE, replies.THIRD_VIOLENCE, replies.CONTACT}


async def _is_past(context: Context, shown: Shown | None) -> bool:
    """Whether somebody told of another some hours ago, could type, and has said nothing graver
    since: what she types then is about what she types. So it is where nobody waits any more for
    whether she can type.
    """
    if await unanswered.is_over(context, shown):
        return True
    if not _is_of_another(context, shown) or context.unit.asked_safety:
        return False
    told, latest = told_at(context, shown), lasting.newest(context, shown)
    if latest is not None and follow_up.night_of(context, latest.at):
        return False  # The first text after a night is answered for it.
    return told is not None and context.now - told >= lasting.LATELY


def _is_grave_in_between(context: Context, shown: Shown | None) -> bool:
    """Whether it is more than an answer to what was shown since: a body, a deed, a call for help.
    A bare yes or no is one to that; a longer urge tells of the other.
    """
    text = context.text
    if context.unit.label == URGE and len(words_of(text)) > _FEW:
        return False
    if read_thinking(text) == YES or follow_up.is_yes(text):
        return False
    if context.unit.doubted or read_ringing(text):
        return True
    if _is_of_another(context, shown):
        return is_of_a_body(text)
    return follow_up.is_grave(context)


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


async def say_again(
    context: Context,
    shown: Shown | None,
    *,
    asks_for: bool = False,
    of_urge: bool = False,
    country: str = "",
    beside: Text | str = "",
) -> None:
    """`asks_for`: an exercise or a text by its name. `of_urge`: she tells of an urge. `country`:
    she tells where she is. `beside`: what became of her words.
    """
    told = "" if context.text else context.book.replies["not_seen"]
    crisis = lasting.newest(context, shown) or shown
    data = crisis.data() if crisis is not None else []
    hidden = (
        unanswered.asked_by(context, shown) is not None
        or is_covered(context, shown)
        or still_open.is_in_sight(context, shown)
    )
    asked = context.unit.asked_safety or await is_asked_about_safety(context)
    told_since = kind_told(context, shown)
    of_herself = bool(told_since) and not replies.is_of_another(told_since)
    if hidden or (asked and not of_herself and context.client is not None):
        # Somebody may look at the phone: the question stays, and nothing more is said of it.
        if not asked and await unanswered.ask_once_more(context, shown):
            return
        context.send(still_open.say_in_turn(context, shown, is_open=asked))
        return
    if any(one.startswith(NOT_THINKING) for one in data):
        text = thinking_again.ask(context, await _said_at(context, shown), crisis)
    else:
        said_at = await _said_at(context, shown)
        unknown = not (asks_for or of_urge or country) and follow_up.is_unknown(context, said_at)
        in_sight = shown.told if shown is not None else ""
        grave = context.unit.doubted or follow_up.is_grave(context, said_at)
        if grave or (unknown and in_sight not in {"", replies.CONTACT}):
            # What no list knows may be anything: after the reply itself it gets all lines, once.
            text = help_screen.say_once_more(context)
        elif asks_for:
            text = follow_up.put_off(context, said_at)
        elif country:
            text = help_screen.say_there(context, country, told_since)
        else:
            text = follow_up.say(context, said_at, crisis.said if crisis else 0)
    again = say(context.chat_id, join([told, text, beside]), _buttons_again(context, crisis))
    context.send(again.with_(kind=FIRST))


def _buttons_again(context: Context, shown: Shown | None) -> Rows:
    """What was in sight, without what lifts the hold: a yes to these words is none to that; and
    the way to everybody who answers.
    """
    left_out = _LIFTING | {may_mean_messages.STOPS_MESSAGES}
    rows = [row for row in typed.buttons_of(shown) if not left_out & {one.data for one in row}]
    if shown is not None and shown.holds(NOT_THINKING):
        rows += may_mean_messages.ways_after(context, shown)
    return with_help(context.t, rows)

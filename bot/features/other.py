"""What no room knows: a warm line, with help in reach. Never a repeated "I did not understand"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.calendar.times import show_minutes
from bot.clients.relaying import TO_CLIENT
from bot.context import Context, Handler
from bot.feature import Command, Feature
from bot.in_sight import Shown
from bot.outbox import sight
from bot.outbox.letters import Button, Rows
from bot.safety import at_work, help_screen, lasting, standing
from bot.safety.answers import NO, UNSURE, YES, read_safe
from bot.safety.lines import lines_for, show
from bot.safety.people import show_people
from bot.safety.thinking import read_thinking
from bot.screens import arriving, how, typed
from bot.screens.frame import (
    ask_hour,
    booking_rows,
    coach_ways,
    exercises_button,
    help_button,
    how_to_answer,
    how_to_join,
    not_read,
    once_each,
    panel_button,
    settings_button,
    urge_and_help,
    urge_button,
    with_help,
    work_ways,
)
from bot.screens.menus import help_text
from bot.screens.strength import asks_what_now
from bot.store import audiences, broadcast_copies, broadcasts, urges
from bot.text import Text, as_text, join
from bot.understanding import yes_no
from bot.understanding.coach_topics import asks_for_help, read_topic

_OF_AN_URGE = (
    "urge:go:",
    "urge:rate:",
    "urge:what:",
    "urge:state:",
    "urge:kind:",
    "urge:safe:",
    "urge:done:",
    "urge:promise:",
    "urge:look:",
)
_STEPS = ("urge:back:", "exercise:step:", "appointment:how:", "letter:keep:")
"""How the buttons begin that stand in the middle of an urge, and of an exercise or a return; and
below "how was it?" and an opened letter.
"""
_ASKS_SAFE = "urge:safe:"
"""Below "are you safe right now?", which is asked once more with it."""
_A_WHILE = timedelta(hours=6)
"""So long a text that nothing knows may answer what the coach sent round."""
_OF_COACH = (
    audiences.LETTER,
    TO_CLIENT,
    broadcast_copies.ANSWER_OPENED,
    broadcast_copies.NEWS_OPENED,
)
"""The kinds of letters that bring what a coach wrote, to her or to many."""
_ON_TOP = ("danger", "suicide", "violence")


async def answer(context: Context) -> None:
    """An unknown command, an old button, a text that means nothing to the program."""
    if context.text.strip(" .!") in help_screen.NUMBERS or _may_be_an_answer_elsewhere(context):
        await help_screen.sos(context)
        return
    if await _ask_again(context):
        return
    shown = await typed.in_sight(context)
    asked = _asked(context, shown)
    if not asked and not context.is_coach_alone and asks_what_now(context.text):
        await _tell_what_next(context, shown)
        return
    if asked and (question := _question_of(context, shown)):
        # Once: what is said now is known by no text, and the next miss gets what all others get.
        # A yes that came too late was understood, and finds the question fresh.
        unread = "" if yes_no.read(context.text) else context.t("other.yes_or_no")
        context.say(join([unread, question]), asked)
        return
    here = asked or await _where_she_was(context, shown)
    if context.is_coach_alone:
        # Each time that it went to nobody: she may think that a client has it.
        text, ways = await _answer_coach(context)
        context.show(text, here or ways)
        return
    meant = not asked and await _may_answer_news(context)
    text = join([context.t("other.text"), context.t("other.after_news") if meant else ""])
    # That it was not understood is told once, and so is what can be typed; then, in turn, that she
    # may write on and where all is.
    helps, more, heard = (as_text(context.t(f"other.{key}")) for key in ("again", "more", "heard"))
    earlier = shown.said if shown is not None else 0
    told = {sight.said_as(text.plain): helps, sight.said_as(helps.plain): more,
            sight.said_as(more.plain): heard, sight.said_as(heard.plain): more}  # fmt: skip
    if here and not asked:
        # In the midst of an urge she may tell on: nothing is said of what was not understood.
        text = as_text(context.t("other.going_on"))
        told = {sight.said_as(text.plain): heard}
        if shown is not None and shown.holds(_ASKS_SAFE):
            text = join([text, _question_of(context, shown)])
    again = earlier in told
    coach_first = shown is not None and shown.kind in _OF_COACH
    rows = here or _ways(context, again=again, coach_first=coach_first)
    context.show(told.get(earlier, text), rows)


async def _tell_what_next(context: Context, shown: Shown | None) -> None:
    """ "What now?", where nothing asks anything: one thing for the body, and where to go on."""
    here = await _where_she_was(context, shown)
    context.show(context.t("other.next"), here or _ways(context))


async def _ask_again(context: Context) -> bool:
    """True: somebody is arriving, and the question that is open is asked once more; not while an
    urge or an exercise that came between is in sight.
    """
    shown = await typed.in_sight(context)
    amid = shown is not None and shown.holds((*_STEPS, *_OF_AN_URGE))
    if context.client is not None and shown is not None:
        return await _ask_hour_again(context, shown)
    asked = await arriving.question(context) or (None if amid else arriving.open_still(context))
    if asked is not None:
        context.say(*arriving.once_more(context, asked))
    return asked is not None


async def _ask_hour_again(context: Context, shown: Shown) -> bool:
    """True: the hour of the daily message is what is asked in sight, and once more."""
    client = context.client
    if client is None or not shown.holds("settings:at:"):
        return False
    if sure := _asked(context, shown):
        # An hour was named, and is asked about: without an answer no first one is set.
        question = _question_of(context, shown) if client.is_arriving else ""
        if question:
            context.say(question, sure)
        return bool(question)
    again = context.t("start.hour_open" if client.is_arriving else "settings.no_time")
    if shown.said == sight.said_as(again) and not client.is_arriving:
        return False
    await ask_hour(context, again)
    return True


def _asked(context: Context, shown: Shown | None) -> Rows:
    """The buttons of a question of yes or no that is in sight, and the way to people."""
    if shown is None or context.is_coach_alone or not typed.asks(shown):
        return []
    if shown.holds((*_STEPS, *_OF_AN_URGE)):
        return []
    return with_help(context.t, typed.buttons_of(shown))


def _question_of(context: Context, shown: Shown | None) -> str:
    """The text that is in sight, if it is one of the content and nothing but an hour filled in."""
    said = shown.said if shown is not None else 0
    texts = [text for text in context.t.entries.values() if isinstance(text, str)]
    hours = shown.data("settings:at:") if shown else []
    texts += [
        context.t("settings.in_quiet", hour=show_minutes(int(data.split(":")[2])))
        for data in hours
    ]
    return next((text for text in texts if sight.said_as(text) == said), "")


async def _answer_coach(context: Context) -> tuple[Text, Rows]:
    """It went to nobody; what she writes to clients begins elsewhere, or has begun."""
    t = context.t
    said = [t("coach.nowhere" if context.text else "coach.nowhere_sent")]
    if context.text.startswith("/"):
        said.append(not_read(context))
    if await broadcasts.find_draft(context.tx, context.chat_id) is not None:
        said.append(t("coach.draft"))
    hint, ways = await how_to_answer(context)
    if topic := read_topic(context.text):
        said.append(how.answer(t, topic))
        ways = [*how.ways(t, topic), *ways]
    if at_work.is_work(context, await typed.in_sight(context)):
        said.append(context.book.replies["not_emergency"])
    others = [*ways, *await work_ways(context), [help_button(t)]]
    return join([*said, hint]), once_each(others)


def _may_be_an_answer_elsewhere(context: Context) -> bool:
    """Whether it is a stranger's yes, or a doubt, to what another process may have asked.

    No to "can you type safely?" is none: then no numbers light up beside whoever reads along.
    """
    if context.is_button or typed.is_newest_known(context) or read_safe(context.text) == NO:
        return False
    return read_thinking(context.text) in {YES, UNSURE}


async def _where_she_was(context: Context, shown: Shown | None) -> Rows:
    """In the middle of an urge or an exercise: the buttons that were in sight, or the way on."""
    t, client = context.t, context.client
    urge = await urges.find_open(context.tx, client.id, context.now) if client else None
    # The morning after, the buttons of the night are no place to go on from.
    goes_on = urge is not None or client is None
    if shown is not None and shown.holds((*_STEPS, *_OF_AN_URGE) if goes_on else _STEPS):
        return with_help(context.t, typed.buttons_of(shown))
    if urge is None:
        return []
    return [[Button(context.t("other.button.go_on"), f"urge:go:{urge.id}")], [help_button(t)]]


async def _may_answer_news(context: Context) -> bool:
    """Whether it may have been meant for the coach, who wrote to many a while ago."""
    client = context.client
    if client is None or not coach_ways(context) or context.is_button or context.text[:1] == "/":
        return False
    return await broadcast_copies.came_since(context.tx, client.id, context.now - _A_WHILE)


async def not_text(context: Context) -> None:
    """A photo, a sticker, a voice message: not kept, not looked at."""
    if context.is_coach_alone:
        context.say(*await _answer_coach(context))
        return
    shown = await typed.in_sight(context)
    here = _asked(context, shown) or await _where_she_was(context, shown)
    # What she was at stays in sight below.
    context.say(
        context.t("other.not_text_here" if here else "other.not_text"), here or _ways(context)
    )
    await _ask_again(context)


async def who_reads(context: Context) -> None:
    """Is this a robot, and who reads along?"""
    key = "other.robot" if context.client is not None else "other.robot_visitor"
    shown = await typed.in_sight(context)
    near = await lasting.lasts(context, shown)
    # Whoever asks this now asks whether somebody comes: who does, stands below it.
    text = join([context.t(key), show_people(context)]) if near else context.t(key)
    await standing.show(context, text, coach_ways(context))
    await _ask_again(context)


async def welcome(context: Context) -> None:
    """Thanks are answered; nothing more is asked."""
    shown = await typed.in_sight(context)
    context.show(context.t("other.thanks"), await _where_she_was(context, shown) or None)
    await _ask_again(context)


async def greet(context: Context) -> None:
    """Somebody says hello, or asks whether anybody is there."""
    if context.is_coach_alone:
        context.show(*await _answer_coach(context))
        return
    shown = await typed.in_sight(context)
    here = await _where_she_was(context, shown)
    still = _still(context)
    said = join([context.t("other.hello"), context.t("other.still_paused") if still else ""])
    context.show(said, here or [*still, *_ways(context)])
    await _ask_again(context)


def _still(context: Context) -> Rows:
    """Of whoever paused the messages and is there again: whether she wants them again."""
    client = context.client
    if client is None or not client.is_paused or client.is_over:
        return []
    t = context.t
    yes = Button(t("pause.button.sure"), "settings:resume")
    return [[yes, Button(t("stop.button.no"), "settings:keep")]]


async def good_night(context: Context) -> None:
    """Before sleep: something for the body, and nothing to do after it."""
    t, shown = context.t, await typed.in_sight(context)
    rows = await _where_she_was(context, shown) or [urge_and_help(t)]
    context.show(t("other.night"), rows)
    await _ask_again(context)


async def good_day(context: Context) -> None:
    """A day that was good, or something she is proud of: glad of the telling, praising nothing."""
    t = context.t
    context.show(t("other.good_day"), [[urge_button(t), exercises_button(t)]])


async def human(context: Context) -> None:
    """A person to talk to: everybody who answers, and the coach."""
    await help_screen.sos(context)
    for row in coach_ways(context):
        context.add_below(row)


async def to_home(context: Context) -> None:
    """Home, or to somebody who is there: a safe place is looked for, and people are in reach."""
    shown = await typed.in_sight(context)
    context.show(context.t("other.home"), await _where_she_was(context, shown) or _ways(context))
    await _ask_again(context)


async def quiet_days(context: Context) -> None:
    """A while without contact: glad of the telling, counting nothing."""
    t = context.t
    context.show(t("other.quiet_days"), [[urge_button(t), exercises_button(t)]])


def _ways(context: Context, *, again: bool = False, coach_first: bool = False) -> Rows:
    """`again`: it was said a moment ago, so what can be set here is beside them. `coach_first`: it
    may have been said to the coach.
    """
    t, coach = context.t, coach_ways(context)
    last = [help_button(t)]
    if again and context.client is not None:
        last = [settings_button(t), *last]
    rows = [[urge_button(t), exercises_button(t)], last]
    return [*coach, *rows] if coach_first else [*rows, *coach]


async def _asks_for_commands(context: Context) -> bool:
    """Whether it is a coach at her work, who wants no help herself as far as anybody can tell."""
    named = asks_for_help(context.text)
    return named and context.is_coach_alone and not await lasting.is_near_a_crisis(context)


def help_with(commands: Sequence[Command]) -> Handler:
    """`/help`: the help lines on top, then what can be done here; of a coach who takes no part
    herself the other way round, where that is all she says and she spoke of no crisis. What she
    named behind it stands in the place of all that can be done.
    """

    async def help_(context: Context) -> None:
        hers = await _asks_for_commands(context)
        country = context.client.country if context.client else None
        shown = lines_for(context.book, country, _ON_TOP)
        visits = context.client is None
        invited = visits and not context.is_coach
        numbers: list[Text | str] = [
            show(context.book, shown, context.now),
            context.book.replies["not_emergency"],
        ]
        can = help_text(context.book, commands, coach=context.is_coach, visits=visits)
        topic = read_topic(context.text) if hers else ""
        about = how.answer(context.t, topic) if topic else can
        text: list[Text | str] = [about, *numbers] if hers else [*numbers, can]
        text.append(how_to_join(context) if invited else "")
        hers_first = [*(how.ways(context.t, topic) if topic else []), [panel_button(context.t)]]
        rows = [*hers_first, *_ways(context)] if hers else _ways(context)
        context.show(join(text), [*rows, *booking_rows(context)] if invited else rows)
        await _ask_again(context)

    return help_


def feature_for(commands: Sequence[Command]) -> Feature:
    """The room that knows what all others can do."""
    own = Command("help", "help", help_with(commands), menu=True)
    return Feature(
        room="other",
        commands=(own,),
        words={"help": own.handler, "hulp": own.handler},
        wishes={
            "help": own.handler,
            "robot": who_reads,
            "thanks": welcome,
            "hello": greet,
            "human": human,
            "home": to_home,
            "quiet": quiet_days,
            "night": good_night,
            "good": good_day,
        },
    )

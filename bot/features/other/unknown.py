"""What no room knows: a warm line, with help in reach. Never a repeated "I did not understand"."""

from __future__ import annotations

from datetime import timedelta

from bot.clients.relaying import TO_CLIENT
from bot.context import Context
from bot.features.other.going_on import (
    ask_again,
    asked_in_sight,
    question_of,
    ways_on,
    where_she_was,
)
from bot.in_sight import Shown
from bot.outbox import sight
from bot.outbox.letters import Rows
from bot.safety import at_work, help_screen
from bot.safety.answers import NO, UNSURE, YES, read_safe
from bot.safety.thinking import read_thinking
from bot.screens import how, typed
from bot.screens.frame import (
    coach_ways,
    help_button,
    how_to_answer,
    not_read,
    once_each,
    work_ways,
)
from bot.screens.strength import asks_what_now
from bot.store import audiences, broadcast_copies, broadcasts
from bot.text import Text, as_text, join
from bot.understanding import yes_no
from bot.understanding.coach_topics import read_topic

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


async def answer(context: Context) -> None:
    """An unknown command, an old button, a text that means nothing to the program."""
    if context.text.strip(" .!") in help_screen.NUMBERS or _may_be_an_answer_elsewhere(context):
        await help_screen.sos(context)
        return
    if await ask_again(context):
        return
    shown = await typed.in_sight(context)
    asked = asked_in_sight(context, shown)
    if not asked and not context.is_coach_alone and asks_what_now(context.text):
        await _tell_what_next(context, shown)
        return
    if asked and (question := question_of(context, shown)):
        # Once: what is said now is known by no text, and the next miss gets what all others get.
        # A yes that came too late was understood, and finds the question fresh.
        unread = "" if yes_no.read(context.text) else context.t("other.yes_or_no")
        context.say(join([unread, question]), asked)
        return
    here = asked or await where_she_was(context, shown)
    if context.is_coach_alone:
        # Each time that it went to nobody: she may think that a client has it.
        text, ways = await answer_coach(context)
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
            text = join([text, question_of(context, shown)])
    again = earlier in told
    coach_first = shown is not None and shown.kind in _OF_COACH
    rows = here or ways_on(context, again=again, coach_first=coach_first)
    context.show(told.get(earlier, text), rows)


async def _tell_what_next(context: Context, shown: Shown | None) -> None:
    """ "What now?", where nothing asks anything: one thing for the body, and where to go on."""
    here = await where_she_was(context, shown)
    context.show(context.t("other.next"), here or ways_on(context))


def _may_be_an_answer_elsewhere(context: Context) -> bool:
    """Whether it is a stranger's yes, or a doubt, to what another process may have asked.

    No to "can you type safely?" is none: then no numbers light up beside whoever reads along.
    """
    if context.is_button or typed.is_newest_known(context) or read_safe(context.text) == NO:
        return False
    return read_thinking(context.text) in {YES, UNSURE}


async def _may_answer_news(context: Context) -> bool:
    """Whether it may have been meant for the coach, who wrote to many a while ago."""
    client = context.client
    if client is None or not coach_ways(context) or context.is_button or context.text[:1] == "/":
        return False
    return await broadcast_copies.came_since(context.tx, client.id, context.now - _A_WHILE)


async def not_text(context: Context) -> None:
    """A photo, a sticker, a voice message: not kept, not looked at."""
    if context.is_coach_alone:
        context.say(*await answer_coach(context))
        return
    shown = await typed.in_sight(context)
    here = asked_in_sight(context, shown) or await where_she_was(context, shown)
    # What she was at stays in sight below.
    context.say(
        context.t("other.not_text_here" if here else "other.not_text"), here or ways_on(context)
    )
    await ask_again(context)


async def answer_coach(context: Context) -> tuple[Text, Rows]:
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

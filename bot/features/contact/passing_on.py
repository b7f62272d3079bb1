"""What was written, spoken or shown goes on to a coach, and the client hears what comes of it."""

from __future__ import annotations

from telegram import Message

from bot.clients import relaying
from bot.clients.relaying import WRITE, Source
from bot.context import Context
from bot.features.contact import asking
from bot.outbox import parts
from bot.outbox.letters import Letter
from bot.outbox.parts import Part
from bot.safety import standing
from bot.safety.people import show_people
from bot.safety.questions import is_asked_about_thinking
from bot.screens import typed
from bot.screens.frame import help_button, urge_button
from bot.store import waiting
from bot.store.clients import Client
from bot.text import join
from bot.understanding.classify import DISTRESS, URGE

_MORE = f"{WRITE}:more"
BEHIND = "behind"
_PASSED_ON = [{"type": "emoji", "emoji": "👌"}]


async def pass_on(context: Context, client: Client, message: Message, part: Part) -> None:
    """It goes to the coach as what is readable of this message, and more may follow."""
    source = Source(
        message.chat_id,
        message.message_id,
        part,
        message.media_group_id,
        forwarded=message.forward_origin is not None,
        answers=answered_by(message),
    )
    await bring(context, client, source)


def answered_by(message: Message) -> int | None:
    """The number of what it answers by *Reply*."""
    replied = typed.replied_to(message)
    return replied.message_id if replied is not None else None


def where(message: Message) -> str:
    """The numbers of a message and of what it answers, as a button has them; each 0 where it is
    none. What cannot go on as one message is none: of an album a part alone would go. `BEHIND` is
    added where a command stands before its words.
    """
    if message.media_group_id is not None or readable(message) is None:
        return "0:0"
    behind = f":{BEHIND}" if has_command(message) else ""
    return f"{message.message_id}:{answered_by(message) or 0}{behind}"


def has_command(message: Message) -> bool:
    """Whether its words begin with one: then it does not go on as a copy."""
    return (message.text or message.caption or "").startswith("/")


async def bring(context: Context, client: Client, source: Source) -> None:
    """The same, of a message that is known by its place alone."""
    name = first_name(context)
    await relaying.pass_on(context.deps, context.tx, client, source, context.now, name)
    _, questions = await waiting.find_both(context.tx, context.chat_id, context.now)
    await context.wait_for(_MORE)
    if questions:
        await waiting.put_questions(context.tx, context.chat_id, questions, context.now)


def first_name(context: Context) -> str:
    """What she is called on Telegram, which comes with what she writes and is not kept."""
    user = context.incoming.effective_user
    return user.first_name if user is not None else ""


def readable(message: Message) -> Part | None:
    """A poll or somebody's number says what nobody looked at first: not passed on."""
    part = parts.read(message)
    if part is not None and part["kind"] == "copy" and message.location is None:
        return None
    return parts.without_command(part) if part is not None and message.venue is None else None


def sign(context: Context, message: Message) -> None:
    """Further messages get a sign each; the first was answered in words."""
    params = {"chat_id": context.chat_id, "message_id": message.message_id}
    context.send(Letter("setMessageReaction", params | {"reaction": _PASSED_ON}))


async def is_grave(context: Context) -> bool:
    """Whether it may be grave, and went because the like was denied, or since a coach is to hear
    what is said after words of a crisis.
    """
    return context.unit.goes_on or await standing.may_tell_of_more(context)


async def tell(context: Context) -> None:
    """It is on its way; when it may be read; what is there meanwhile. What may be grave is read
    later: whom to ring stands below it, and no exercise.
    """
    grave = await is_grave(context)
    meant = context.unit.label in (URGE, DISTRESS) and not grave
    asked = await is_asked_about_thinking(context)
    text = join([
        context.t("contact.passed_on"),
        context.t("contact.not_before") if asked else "",
        await asking.hours_of_coaches(context),
        context.t("contact.meanwhile") if meant else "",
        show_people(context) if grave else "",
    ])  # fmt: skip
    help_ = help_button(context.t)
    rows = [[asking.leave_button(context)], [help_] if grave else [urge_button(context.t), help_]]
    context.say(text, rows)

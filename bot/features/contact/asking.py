"""What is said before anything goes to a coach: what it is, whether anybody is there, and when she
reads.
"""

from __future__ import annotations

from telegram import Message

from bot.calendar.days import show_day, show_instant
from bot.calendar.times import local_date
from bot.clients.relaying import TO_CLIENT, WRITE
from bot.context import Context
from bot.outbox import parts
from bot.outbox.letters import Button, Rows
from bot.screens.frame import help_button, urge_and_help
from bot.store import desk, notes, outbox_queries, relay, waiting
from bot.store.clients import Client
from bot.text import Text, join


def says_more(message: Message) -> bool:
    """Whether something goes along with the command, or answers what the coach sent round.

    Else the text is the name of the command without its slash, or a wish to write.
    """
    text = message.text or message.caption or ""
    if message.reply_to_message is None and not text.startswith("/"):
        return False
    part = parts.read(message)
    return part is not None and parts.without_command(part) is not None


def ask_first(context: Context, written: str = "") -> None:
    """What it is, before anything goes. `written`: where the message stands that did not go
    (`passing_on.where`), of which she hears that it waits; "": there is none. What is said answers
    that message, so that a button below it brings her words back.
    """
    agree = f"contact:agree:{written}" if written else "contact:agree"
    rows = [
        [button(context, "agree", agree), button(context, "not", "contact:leave")],
        [help_button(context.t)],
    ]
    first = context.t("contact.not_sent_yet") if written else ""
    under = int(written.partition(":")[0] or 0)
    _put(context, join([first, context.t("contact.about")]), rows, under)


def _put(context: Context, text: Text | str, rows: Rows, under: int = 0) -> None:
    """Show it; below the words of a coach, which stay, where the button was under those."""
    query = context.incoming.callback_query
    answer = context.say if query is not None and query.data == WRITE else context.show
    answer(text, rows, under=under)


def is_there(context: Context, client: Client) -> bool:
    """In the programme, and somebody to write to; else that is said."""
    if client.ended_at is None and context.deps.settings.coach_ids:
        return True
    key = "contact.over" if client.ended_at is not None else "contact.nobody"
    message = None if context.is_button else context.incoming.effective_message
    wrote = message is not None and says_more(message)
    unsent = context.t("contact.over_unsent") if wrote else ""
    _put(context, join([unsent, context.t(key)]), [urge_and_help(context.t)])
    return False


async def ask(context: Context, client: Client, unsent: Rows | None = None) -> None:
    """What do you want to say? The room waits for it. `unsent`: the way to send what was written
    before she agreed, empty where it takes writing it again; None: nothing was.
    """
    await context.wait_for(WRITE, waiting.FOR_LETTERS)
    waits = await outbox_queries.is_on_its_way(context.tx, client.id, kind=TO_CLIENT)
    text = join([
        context.t("contact.unsent_still") if unsent is not None else "",
        context.t("contact.write"),
        await _standing(context, client, waits=waits),
        await hours_of_coaches(context),
        context.t("contact.no_line"),
    ])  # fmt: skip
    rows = [[button(context, "read", "contact:read")]] if waits else []
    _put(context, text, [
        *(unsent or []),
        *rows,
        [button(context, "leave", "contact:leave"), help_button(context.t)],
        [button(context, "withdraw", "contact:withdraw")],
    ])  # fmt: skip


async def _standing(context: Context, client: Client, *, waits: bool) -> str:
    """What is known of what went before."""
    found = await relay.find_conversation(context.tx, client.id)
    if waits:
        return context.t("contact.answer_waits")
    if found is None or found.asked_at is None:
        return ""
    if found.open_since is not None:
        at = show_instant(found.asked_at, client.zone, context.language)
        return context.t("contact.no_answer_yet", at=at)
    if found.answered_at is not None:
        at = show_instant(found.answered_at, client.zone, context.language)
        return context.t("contact.answered", at=at)
    return ""


async def hours_of_coaches(context: Context) -> str:
    """When the coaches read; on days away, who stands in."""
    zone = context.deps.settings.timezone
    today = local_date(zone, context.now)
    off = await desk.find_away(context.tx, today)
    if off is not None and off.from_on <= today:
        until = show_day(off.until_on, context.language)
        line = off.line or context.t("contact.nobody_stands_in")
        return context.t("contact.away", until=until, line=line)
    hours = await notes.find(context.tx, "office_hours")
    return context.t("contact.hours", hours=hours) if hours else context.t("contact.no_hours")


def leave_button(context: Context) -> Button:
    """Nothing more is written."""
    return button(context, "done", "contact:leave")


def button(context: Context, name: str, data: str) -> Button:
    """A button of this room."""
    return Button(context.t(f"contact.button.{name}"), data)

"""What a coach answers in her own chat, with Telegram's *Reply*: for a client, or for nobody."""

from __future__ import annotations

from telegram import Message

from bot.context import Context
from bot.features.coach.inbox import answers, shown_first, undo
from bot.features.coach.inbox.regret import regrets
from bot.store import relay
from bot.store.relay import Passed


async def answered(context: Context) -> bool:
    """An answer to a client's message, or a change to one she gave; what answers anything else
    goes to nobody, or is shown first.
    """
    message = context.incoming.effective_message
    if message is None or not context.is_coach:
        return False
    if context.incoming.edited_message is not None:
        return await undo.ask_about_change(context) or await answers.change(context)
    if await undo.answer_typed(context):
        return True
    replied = message.reply_to_message
    if replied is None:
        return False
    passed = await relay.find_copy(context.tx, context.chat_id, replied.message_id)
    if passed is not None and passed.direction == relay.OUT:
        return False  # she is a client too, and answers what a coach wrote to her
    if await shown_first.is_of_held_album(context):
        return True
    if context.text.startswith("/"):
        return passed is not None and await _keeps_note(context)
    if passed is None:
        return await undo.ask_about_own(context, replied) or await _to_nobody(context, replied)
    if await _asks_first(context, passed) or not await answers.take(
        context, message, passed.client_id, passed.from_message_id
    ):
        await undo.hold_album(context)
    return True


async def _keeps_note(context: Context) -> bool:
    """A note stays with her, and a command is for whoever does it; so is all that is with it in an
    album.
    """
    await undo.hold_album(context)
    if not answers.is_note(context.text):
        return False
    answers.keep_note(context)
    return True


async def _asks_first(context: Context, passed: Passed) -> bool:
    """Whether it is not clear that the client is to read it."""
    if passed.direction == relay.IN:
        return await undo.ask_before_answering(context, passed.client_id, passed.from_message_id)
    if regrets(context.text):
        who = "other" if context.deps.is_coach(passed.coach_id or 0) else "left"
        answers.say_here(context, context.t(f"inbox.undo_of_{who}"))
        return True
    return await undo.ask_beside(context, passed.client_id)


async def _to_nobody(context: Context, replied: Message) -> bool:
    """An answer to what no client wrote goes to nobody, and she hears that.

    Unless a room waits for her text: then it is for that room.
    """
    mine = replied.from_user is not None and replied.from_user.id == context.deps.bot_id
    if not mine or await context.waits_for() is not None:
        return False
    context.say(context.t("inbox.to_nobody"))
    return True

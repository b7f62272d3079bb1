"""The message that a coach is writing: the way back to it, from wherever she is."""

from __future__ import annotations

from bot.context import Context
from bot.feature import Feature
from bot.features.coach.broadcast import broadcast, correcting, whom
from bot.features.coach.broadcast.checking import fault_in
from bot.outbox.letters import Button
from bot.store import broadcasts
from bot.store.broadcasts import Broadcast

_SEND = ("verstuur", "versturen", "verzend", "verzenden", "verstuur het", "verstuur maar",
         "stuur maar", "send", "send it", "send it now")  # fmt: skip


async def back(context: Context) -> None:
    """The newest one, as it is now."""
    found = await broadcasts.find_draft(context.tx, context.chat_id)
    if found is None:
        context.show(context.t("broadcast.gone"))
        return
    await show(context, found)


async def send_typed(context: Context) -> bool:
    """A word sends nothing: the preview is shown once more, with the button that does.

    Who is a client as well may mean a message of her own, to another.
    """
    found = await broadcasts.find_draft(context.tx, context.chat_id)
    if found is None or context.client is not None:
        return False
    await context.stop_waiting()
    await show(context, found)
    return True


async def show(context: Context, found: Broadcast) -> None:
    """A draft, and what can be done with it."""
    if correcting.INSTEAD in found.content:
        await _show_instead(context, found)
    elif found.audience:
        await broadcast.show(context, found)
    else:
        await whom.show_whom(context, found)


async def _show_instead(context: Context, draft: Broadcast) -> None:
    """Words that are to come in the place of what was sent."""
    number = draft.content[correcting.INSTEAD]
    about = await broadcasts.find_own(context.tx, number, context.chat_id)
    if fault := await fault_in(context, draft.content, draft.audience or ""):
        context.say(fault, [[rewrite_button(context, draft)]])
    elif about is not None:
        await correcting.show_instead(context, about, draft.id, draft.content)


def rewrite_button(context: Context, found: Broadcast) -> Button:
    """Other words for a draft or a plan."""
    kept = found.state == broadcasts.DRAFT
    data = f"broadcast:rewrite:{found.id}" if kept else f"planned:words:{found.id}"
    if correcting.INSTEAD in found.content:
        data = f"outcome:words:{found.content[correcting.INSTEAD]}:{found.id}"
    return Button(context.t("broadcast.button.rewrite"), data)


FEATURE = Feature(
    room="draft",
    coach=True,
    buttons={"back": back},
    coachs_words=dict.fromkeys(_SEND, send_typed),
)

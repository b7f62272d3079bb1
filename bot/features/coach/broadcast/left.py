"""What a former coach sent, and can still be withdrawn: whoever takes it over can do that."""

from __future__ import annotations

from bot.context import Context
from bot.features.coach import message
from bot.features.coach.broadcast import sent
from bot.features.coach.message import SOURCE, WRITTEN
from bot.features.coach.names import in_short
from bot.outbox.letters import Button, Rows
from bot.store import acts, broadcasts
from bot.store.broadcasts import Broadcast

_MOST = 30
_LONGEST_LABEL = 60


async def ways(context: Context) -> list[list[Button]]:
    """The way to each of them."""
    found = await broadcasts.list_sent(context.tx, None, context.now)
    left = [one for one in found if not context.deps.is_coach(one.coach_chat_id)]
    return [[await _way(context, one)] for one in left[:_MOST]]


async def _way(context: Context, found: Broadcast) -> Button:
    named = await in_short(context.book, context.tx, found)
    label = context.t("takeover.of_former", named=named)
    return Button(message.shortened(label, _LONGEST_LABEL), f"takeover:sent:{found.id}")


async def _one(context: Context) -> Broadcast | None:
    """The one of a button, while it is nobody's; else what there is of it for this coach."""
    found = await broadcasts.find_to_change(context.tx, context.number(0))
    if found is not None and found.state in sent.GONE_OUT and found.session_id is None:
        if not context.deps.is_coach(found.coach_chat_id):
            return found
        if found.coach_chat_id == context.chat_id:
            await sent.show_standing(context, found)
            return None
    context.show(context.t("broadcast.gone"))
    return None


async def look(context: Context) -> None:
    """Which it is."""
    if (found := await _one(context)) is None:
        return
    text = await sent.about(context.tx, context.book, found, context.t("takeover.sent"))
    rows = take_over(context, found) if found.withdrawn_at is None else []
    context.show(text, [*rows, [Button(context.t("planned.button.list"), "planned:list")]])


def take_over(context: Context, found: Broadcast) -> Rows:
    """The way to make it hers, once it goes out."""
    if found.state not in sent.GONE_OUT:
        return []
    return [[Button(context.t("takeover.button.take"), f"takeover:mine:{found.id}")]]


async def take(context: Context) -> None:
    """It is hers from now on, as if she had sent it; what goes out goes on."""
    if (found := await _one(context)) is None:
        return
    # Her own messages have other numbers: none of them is where these words were written.
    parts = [part | dict.fromkeys((SOURCE, WRITTEN), 0) for part in found.content["parts"]]
    content = found.content | {"parts": parts}
    values = {"card_id": None, "card_covered": False}
    await broadcasts.hand_over(context.tx, found, context.chat_id, content, **values)
    again = await broadcasts.find(context.tx, found.id)
    assert again is not None
    await acts.note_message(context.tx, context.chat_id, "message_taken", context.now, again)
    await sent.show_standing(context, again)

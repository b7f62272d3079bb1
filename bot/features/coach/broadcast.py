"""A text of the coach to everyone: written, seen as a client sees it, confirmed, counted."""

from __future__ import annotations

from bot.context import Context
from bot.feature import Command, Feature
from bot.features.coach.kind import BroadcastKind, counts
from bot.outbox.letters import Button
from bot.store import broadcasts, waiting
from bot.text import Text


async def write(context: Context) -> None:
    """Ask for the text."""
    if not await broadcasts.count_audience(context.tx):
        context.show(context.t("broadcast.nobody"))
        return
    await waiting.wait_for(context.tx, context.chat_id, "broadcast:text", context.now)
    context.show(context.t("broadcast.write"), [[_cancel(context, "broadcast:cancel")]])


async def cancel(context: Context) -> None:
    """Second thoughts before anything was written."""
    await waiting.clear(context.tx, context.chat_id)
    context.show(context.t("broadcast.cancelled"))


async def preview(context: Context) -> None:
    """The message as a client gets it, and below it to how many."""
    message = context.incoming.effective_message
    if message is None or not message.text:
        context.say(context.t("broadcast.only_text"))
        return
    await waiting.clear(context.tx, context.chat_id)
    entities = [entity.to_dict() for entity in message.entities]
    content = {"text": message.text, "entities": entities, "language": context.language}
    draft = await broadcasts.add_draft(context.tx, context.chat_id, content, context.now)
    context.say(Text(message.text, tuple(entities)))
    count = await broadcasts.count_audience(context.tx)
    context.say(
        context.t("broadcast.preview", n=count),
        [
            [Button(context.t("broadcast.button.send", n=count), f"broadcast:send:{draft}")],
            [_cancel(context, f"broadcast:drop:{draft}")],
        ],
    )


async def send(context: Context) -> None:
    """Confirmed: one row a client, in the transaction of the confirmation."""
    broadcast_id = context.number(0)
    if not await broadcasts.take_draft(context.tx, broadcast_id, context.chat_id, context.now):
        await _show_state(context, broadcast_id)
        return
    total = await broadcasts.queue_for_all(context.tx, broadcast_id, context.now)
    if not total:
        await broadcasts.count_outcomes(context.tx, broadcast_id, [], context.now)
        context.show(context.t("broadcast.nobody"))
        return
    context.show(context.t("broadcast.on_its_way", n=total))


async def drop(context: Context) -> None:
    """The draft is thrown away; what was sent meanwhile is not."""
    broadcast_id = context.number(0)
    if await broadcasts.drop_draft(context.tx, broadcast_id, context.chat_id):
        context.show(context.t("broadcast.cancelled"))
        return
    await _show_state(context, broadcast_id)


async def _show_state(context: Context, broadcast_id: int) -> None:
    """A button of a draft that was confirmed or thrown away before, or that is another's."""
    found = await broadcasts.find(context.tx, broadcast_id)
    mine = found is not None and found.coach_chat_id == context.chat_id
    context.show(counts(context.book, found) if found and mine else context.t("broadcast.gone"))


def _cancel(context: Context, data: str) -> Button:
    return Button(context.t("broadcast.button.cancel"), data)


FEATURE = Feature(
    room="broadcast",
    coach=True,
    commands=(Command("bericht", "broadcast", write, coach=True),),
    buttons={"write": write, "cancel": cancel, "send": send, "drop": drop},
    waits={"text": preview},
    kinds={"broadcast": BroadcastKind()},
)

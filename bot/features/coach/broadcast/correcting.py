"""New words in the place of those that arrived: seen and confirmed first, or a new message."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.features.coach import message
from bot.features.coach.broadcast import new_words, sent
from bot.features.coach.broadcast.checking import fault_in, wait_for_words, warning_about
from bot.features.coach.broadcast.letters import example_for, opens_news
from bot.features.coach.names import audience_name
from bot.outbox.letters import Button
from bot.store import audiences, broadcast_copies, broadcast_sending, broadcasts, closings, waiting
from bot.store.broadcast_copies import FIX
from bot.store.broadcasts import DRAFT, Broadcast

INSTEAD = "instead_of"
"""In the content of a draft: the message in whose place its words are to come."""


async def fix(context: Context) -> None:
    """Silently, or with a new message?"""
    if (found := await sent.to_mend(context)) is None:
        return
    rows: list[Sequence[Button]] = []
    if message.can_be_corrected(found.content):
        rows.append([Button(context.t("broadcast.button.fix_here"), f"outcome:words:{found.id}")])
    rows.append([Button(context.t("broadcast.button.fix_anew"), f"outcome:anew:{found.id}")])
    rows.append([sent.back(context, found)])
    await sent.show_over(context, found, context.t("broadcast.fix_how"), rows)


async def ask_words(context: Context) -> None:
    """Which words instead? Those of a draft that is to be written again are thrown away."""
    if (found := await sent.to_mend(context)) is None:
        return
    if (old := await _instead(context, found)) is not None:
        await broadcasts.drop(context.tx, old.id, context.chat_id)
    if not await broadcast_sending.count_holders(context.tx, found):
        text = context.t("broadcast.nobody_has_it")
        await sent.show_over(context, found, text, [[sent.back(context, found)]])
        return
    await context.wait_for(f"outcome:words:{found.id}", waiting.FOR_LETTERS)
    await sent.show_over(
        context, found, context.t("broadcast.fix_write"), [[sent.back(context, found)]]
    )


async def take_words(context: Context) -> None:
    """Show what would come in the place of what arrived: it may have been meant for another."""
    if (found := await sent.to_mend(context)) is None:
        return
    written = context.incoming.effective_message
    part = message.read(written) if written is not None else None
    if part is None or part["kind"] != "text":
        context.say(context.t("broadcast.fix_only_text"))
        return
    content = message.corrected(found.content, part)
    if fault := await fault_in(context, content, found.audience or ""):
        context.say(fault)
        return
    await context.stop_waiting()
    draft = await broadcasts.add(
        context.tx, context.chat_id, {**content, INSTEAD: found.id}, context.now,
        audience=found.audience,
    )  # fmt: skip
    await show_instead(context, found, draft, content)


async def show_instead(
    context: Context, found: Broadcast, draft: int, content: message.Content
) -> None:
    """The message as it would be with the words of this draft, and below it what can be done."""
    values = await example_for(context.tx, found.audience or "", context.now)
    context.send(message.rebuilt(content, context.chat_id, values))
    who = await audience_name(context.book, context.tx, found.audience or "")
    lines = [
        context.t("broadcast.preview", who=who),
        context.t("broadcast.fix_preview"),
        *warning_about(context.book, content, values),
    ]
    label = context.t("broadcast.button.fix_put_there")
    if found.stopped_at is None:
        n = await broadcast_sending.count_holders(context.tx, found)
        label = context.t("broadcast.button.fix_put", n=n)
    names = {"rewrite": "words", "cancel": "keep"}
    rows = [[Button(label, f"outcome:put:{found.id}:{draft}")]]
    for name, verb in names.items():
        data = f"outcome:{verb}:{found.id}:{draft}"
        rows.append([Button(context.t(f"broadcast.button.{name}"), data)])
    context.say("\n".join(lines), rows)


async def _instead(context: Context, found: Broadcast) -> Broadcast | None:
    """The words of a button that are to come in its place; None: they did, or are thrown away."""
    draft = await broadcasts.find_own(context.tx, context.number(1), context.chat_id)
    if draft is None or draft.state != DRAFT or draft.content.get(INSTEAD) != found.id:
        return None
    return draft


async def put(context: Context) -> None:
    """Seen and confirmed: in the place of what arrived, and of what is still to leave."""
    if (found := await sent.to_mend(context)) is None:
        return
    if (draft := await _instead(context, found)) is None:
        await sent.show_standing(context, found)
        return
    content = {name: value for name, value in draft.content.items() if name != INSTEAD}
    if fault := await fault_in(context, content, found.audience or ""):
        data = f"outcome:words:{found.id}:{draft.id}"
        again = Button(context.t("broadcast.button.rewrite"), data)
        context.show(fault, [[again], [sent.back(context, found)]])
        return
    await broadcasts.drop(context.tx, draft.id, context.chat_id)
    await broadcasts.rewrite(context.tx, found, content, context.now)
    changed = await broadcasts.find(context.tx, found.id)
    assert changed is not None
    await closings.hurry(context.tx, found.id, opens_news(found.id), context.now)
    await broadcast_copies.queue_after(context.tx, changed, FIX, context.now)
    await sent.note(context, "message_corrected", found)
    later = await new_words.also_later(context.tx, context.book, changed)
    text = await sent.about(context.tx, context.book, changed, context.t("broadcast.fixed"))
    context.show(text, [*later, *sent.ways(context.book, found)])


async def keep(context: Context) -> None:
    """The new words are thrown away, and what arrived stays as it is."""
    if (found := await sent.own(context)) is None:
        return
    if (draft := await _instead(context, found)) is not None:
        await broadcasts.drop(context.tx, draft.id, context.chat_id)
        context.toast(context.t("broadcast.kept"))
    await sent.show_standing(context, found)


async def anew(context: Context) -> None:
    """A new message to those who got this one."""
    if (found := await sent.own(context)) is None:
        return
    await wait_for_words(context.tx, context.chat_id, audiences.who_got(found.id), context.now)
    cancel = Button(context.t("broadcast.button.cancel"), "broadcast:cancel")
    await sent.show_over(context, found, context.t("broadcast.fix_new"), [[cancel]])

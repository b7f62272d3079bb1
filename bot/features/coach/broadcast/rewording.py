"""What is planned is read in full, and its words replaced once the new ones were seen."""

from __future__ import annotations

from bot.context import Context
from bot.feature import Feature
from bot.features.coach import message
from bot.features.coach.broadcast import new_words, plan_card, sent
from bot.features.coach.broadcast.letters import example_for
from bot.features.coach.message import NEW, PLAN, Content
from bot.outbox.letters import Button
from bot.store import broadcasts
from bot.store.broadcasts import PLANNED, Broadcast


async def offer(context: Context, plan: Broadcast, content: Content) -> None:
    """Show new words for it, or what is wrong with them."""
    for letter in await new_words.offered(context.tx, context.book, plan, content, context.now):
        context.send(letter)


async def _plan(context: Context) -> Broadcast | None:
    """The plan of a button; else what became of it is shown."""
    found = await plan_card.own(context)
    if found is None or (found.state == PLANNED and found.on is not None):
        return found
    context.show(context.t("planned.gone"))
    return None


async def read(context: Context) -> None:
    """All of it, as a client gets it, to her alone; and the new words that wait, if there are."""
    if (found := await _plan(context)) is None:
        return
    values = await example_for(context.tx, found.audience or "", context.now)
    context.send(message.rebuilt(found.content, context.chat_id, values))
    context.say(*await plan_card.card(context, found))
    if NEW in found.content:
        await _preview(context, found)


async def _preview(context: Context, found: Broadcast) -> None:
    for letter in await new_words.preview(context.tx, context.book, found, context.now):
        context.send(letter)


async def replace(context: Context) -> None:
    """Seen and confirmed."""
    if (found := await _plan(context)) is None:
        return
    if NEW not in found.content:
        await plan_card.show_one(context, found)
        return
    if context.number(1) != found.version:
        await _preview(context, found)
        return
    await new_words.replace(context.tx, found, found.content[NEW], context.now)
    await sent.note(context, "plan_reworded", found)
    context.toast(context.t("planned.rewritten"))
    await _show_again(context, found)


async def keep(context: Context) -> None:
    """The new words are thrown away."""
    if (found := await _plan(context)) is None:
        return
    if NEW in found.content:
        await new_words.replace(context.tx, found, found.content, context.now)
    await _show_again(context, found)


async def _show_again(context: Context, found: Broadcast) -> None:
    again = await broadcasts.find(context.tx, found.id)
    assert again is not None
    await plan_card.show_one(context, again)


async def also(context: Context) -> None:
    """The words of one that left, as they were corrected, for those that are still to leave."""
    found = await broadcasts.find_own(context.tx, context.number(0), context.chat_id)
    plan = None if found is None else await new_words.plan_of(context.tx, found)
    if found is None or plan is None:
        context.show(context.t("planned.gone_on"), [[_all(context)]])
        return
    await new_words.replace(context.tx, plan, found.content, context.now)
    await sent.note(context, "plan_reworded", plan)
    changed = await broadcasts.find(context.tx, plan.id)
    assert changed is not None
    # From now on they agree again, so that a further correction may follow.
    content = {**found.content, PLAN: [changed.id, changed.version]}
    await broadcasts.rewrite(context.tx, found, content, context.now)
    look = Button(context.t("planned.button.look"), f"planned:look:{plan.id}")
    _, ways = await sent.standing(context.tx, context.book, found)
    text = await sent.about(context.tx, context.book, found, context.t("planned.also"))
    context.show(text, [[look], *ways])


def _all(context: Context) -> Button:
    return Button(context.t("planned.button.list"), "planned:list")


FEATURE = Feature(
    room="reword",
    coach=True,
    buttons={"read": read, "replace": replace, "keep": keep, "also": also},
)

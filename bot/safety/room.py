"""The help lines, and what can be tapped below a fixed reply."""

from __future__ import annotations

from bot.context import Context
from bot.feature import Command, Feature
from bot.outbox.letters import Button, Rows
from bot.safety import replies
from bot.safety.lines import lines_for, show
from bot.safety.questions import ask_in_place
from bot.safety.ways import hold_bulk, is_calm, ways_of
from bot.screens.frame import exercises_button, help_button, urge_button
from bot.text import bold, join

NUMBERS = ("112", "113", "0800-0113", "1813", "1712", "101", "999", "911", "988", "116123")
"""Typed here instead of dialled, where nothing else was asked: whoever does that wants a human
being.
"""
_ALL = ("danger", "suicide", "violence", "sexual", "talk", "doctor")


async def sos(context: Context) -> None:
    """Everybody who answers, and that this program is not one of them."""
    shown = lines_for(context.book, _country(context), _ALL)
    text = join([
        bold(context.t("lines.title")),
        show(context.book, shown, context.now),
        context.book.replies["not_emergency"],
    ])  # fmt: skip
    context.say(text, [*await _prepared(context), [urge_button(context.book.t)]])


async def _prepared(context: Context) -> Rows:
    """The own plan and the coach; in a calm moment also the way to make a plan."""
    ways = await ways_of(context)
    rows = replies.own_ways(context.book, ways)
    if not ways.plan and await is_calm(context):
        rows = [*rows, [Button(context.t("lines.button.make_plan"), "plan:make")]]
    return rows


async def safe(context: Context) -> None:
    """Typing is safe: strangulation and care first, then who can help, then evidence."""
    await tell(context, replies.kind_of_code(context.word(0)))


async def unsafe(context: Context) -> None:
    """Typing is not safe: one neutral line in place of the question, and silence."""
    context.show(context.book.replies["violence_unsafe"])


async def thinking(context: Context) -> None:
    """Yes, or not sure, or "it is about me": the lines, and what to do now."""
    await tell(context, replies.SUICIDE)


async def not_thinking(context: Context) -> None:
    """No: that is taken at its word; people and exercises stay in reach."""
    t = context.book.t
    context.show(context.book.replies["suicide_no"], [[exercises_button(t), help_button(t)]])


async def hurt(context: Context) -> None:
    """Somebody does something to the client, not the other way round."""
    await hold_bulk(context)
    context.show(*replies.ask_safe(context.book))
    await ask_in_place(context, replies.VIOLENCE)


async def what_to_say(context: Context) -> None:
    """A sentence to read out: the first words are the hardest."""
    sentence = context.book.replies["suicide_sentence"]
    shown = lines_for(context.book, _country(context), ("danger", "suicide"))
    copy = Button(context.t("lines.button.copy"), copy=sentence)
    context.show(
        join([
            context.book.replies["suicide_say"],
            f'"{sentence}"',
            show(context.book, shown, context.now),
        ]),
        [[copy], *replies.own_ways(context.book, await ways_of(context))],
    )  # fmt: skip


async def tell(context: Context, kind: str) -> None:
    """The fixed words of this kind, with the lines."""
    ways = await ways_of(context)
    context.show(*replies.answer(context.book, kind, _country(context), ways, context.now))


def _country(context: Context) -> str | None:
    return context.client.country if context.client else None


FEATURE = Feature(
    room="safety",
    commands=(Command("nood", "sos", sos, menu=True),),
    words={"nood": sos, "sos": sos},
    beside=frozenset(["safe", "unsafe", "thinking", "not_thinking", "hurt", "say"]),
    buttons={
        "lines": sos,
        "safe": safe,
        "unsafe": unsafe,
        "thinking": thinking,
        "not_thinking": not_thinking,
        "hurt": hurt,
        "say": what_to_say,
    },
)

"""The help lines, and the answers to "can you type safely?"."""

from __future__ import annotations

from bot.context import Context
from bot.feature import Command, Feature
from bot.frame import exercises_button, help_button, urge_button
from bot.safety.lines import lines_for, show
from bot.safety.replies import answer
from bot.text import bold, join

_ALL = ("danger", "suicide", "violence", "sexual", "talk", "doctor")


async def sos(context: Context) -> None:
    """Everybody who answers, and that this program is not one of them."""
    country = context.client.country if context.client else None
    shown = lines_for(context.book, country, _ALL)
    text = join([
        bold(context.t("lines.title")),
        show(context.book, shown, context.now),
        context.book.replies["not_emergency"],
    ])  # fmt: skip
    context.say(text, [[urge_button(context.book.t)]])


async def safe(context: Context) -> None:
    """Typing is safe: strangulation and care first, then who can help, then evidence."""
    country = context.client.country if context.client else None
    shown = lines_for(context.book, country, ("danger", "violence", "sexual"))
    context.show(
        join([context.book.replies["violence_safe"], show(context.book, shown, context.now)])
    )


async def thinking(context: Context) -> None:
    """Yes, or not sure: the lines, and what to do now."""
    country = context.client.country if context.client else None
    context.show(*answer(context.book, country, context.now))


async def not_thinking(context: Context) -> None:
    """No: that is taken at its word; people and exercises stay in reach."""
    t = context.book.t
    context.show(context.book.replies["suicide_no"], [[exercises_button(t), help_button(t)]])


async def unsafe(context: Context) -> None:
    """Typing is not safe: one neutral line in place of the question, and silence."""
    context.show(context.book.replies["violence_unsafe"])


FEATURE = Feature(
    room="safety",
    commands=(Command("nood", "sos", sos, menu=True),),
    words={"nood": sos, "sos": sos},
    buttons={
        "lines": sos,
        "safe": safe,
        "unsafe": unsafe,
        "thinking": thinking,
        "not_thinking": not_thinking,
    },
)

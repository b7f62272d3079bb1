"""The help lines, and what can be tapped below a fixed reply."""

from __future__ import annotations

from bot.context import Context
from bot.feature import Command, Feature
from bot.frame import exercises_button, help_button, urge_button
from bot.outbox.letters import FIRST, Button, Rows
from bot.safety import replies
from bot.safety.answers import NO, YES, read_answer
from bot.safety.lines import lines_for, show
from bot.safety.ways import is_calm, ways_of
from bot.text import bold, join

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
    await _answer(context, replies.kind_of_code(context.word(0)))


async def unsafe(context: Context) -> None:
    """Typing is not safe: one neutral line in place of the question, and silence."""
    context.show(context.book.replies["violence_unsafe"])


async def thinking(context: Context) -> None:
    """Yes, or not sure, or "it is about me": the lines, and what to do now."""
    await _answer(context, replies.SUICIDE)


async def not_thinking(context: Context) -> None:
    """No: that is taken at its word; people and exercises stay in reach."""
    t = context.book.t
    context.show(context.book.replies["suicide_no"], [[exercises_button(t), help_button(t)]])


async def hurt(context: Context) -> None:
    """Somebody does something to the client, not the other way round."""
    context.show(*replies.ask_safe(context.book))


async def take_answer(context: Context, question: str, text: str) -> bool:
    """What the buttons below a question do, for an answer that is typed. False: it is none."""
    answer = read_answer(text)
    if answer is None or context.incoming.edited_message is not None:
        return False
    kind = replies.kind_of_question(question)
    if kind == replies.VEILED and answer != NO:
        kind = replies.SUICIDE
        await thinking(context)
    elif kind == replies.VEILED:
        await not_thinking(context)
    elif answer == YES:
        await _answer(context, kind)
    else:
        # Whoever is not sure to be safe is not.
        await unsafe(context)
    unit = context.unit
    unit.gravity = replies.gravity_of(kind)
    unit.letters = [letter.with_(kind=FIRST) for letter in unit.letters]
    return True


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


async def _answer(context: Context, kind: str) -> None:
    ways = await ways_of(context)
    context.show(*replies.answer(context.book, kind, _country(context), ways, context.now))


def _country(context: Context) -> str | None:
    return context.client.country if context.client else None


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
        "hurt": hurt,
        "say": what_to_say,
    },
)

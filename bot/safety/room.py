"""The help lines, and what can be tapped below a fixed reply."""

from __future__ import annotations

from bot import burst
from bot.context import Context
from bot.feature import Command, Feature
from bot.frame import exercises_button, help_button, urge_button
from bot.outbox import letters
from bot.outbox.letters import FIRST, Button, Rows
from bot.safety import replies
from bot.safety.answers import NO, UNSURE, YES, read_answer, read_whether_safe
from bot.safety.lines import lines_for, show
from bot.safety.questions import key_of
from bot.safety.ways import hold_bulk, is_calm, ways_of
from bot.store import outbox, waiting
from bot.text import bold, join
from bot.understanding.classify import CRISIS_SUICIDE, Verdict

_NUMBERS = ("112", "113", "0800-0113", "1813", "1712", "101", "999", "911", "988", "116123")
"""Typed here instead of dialled: whoever does that wants a human being."""
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
    await hold_bulk(context)
    context.show(*replies.ask_safe(context.book))
    if context.client is not None:
        question = f"{replies.question_of(replies.VIOLENCE)}{context.incoming.update_id}"
        await waiting.ask(context.tx, context.chat_id, question, context.now)


def read(question: str, text: str, verdict: Verdict, *, sure: bool) -> str | None:
    """`YES`, `NO` or `UNSURE` to the open question; None: the words say something else.

    `sure`: the verdict is a crisis that is said plainly.
    """
    kind = replies.kind_of_question(question[:1])
    if kind == replies.VEILED:
        return None if sure else read_answer(text)
    of_oneself = verdict.label == CRISIS_SUICIDE or "medical" in verdict.notes
    # "Yes, but I can't go on": about herself, and that comes first. A bare "not sure" is none.
    if of_oneself and (sure or read_answer(text) != NO):
        return None
    # "He has a knife" is no answer: it is told, and asked about anew.
    told = verdict.is_crisis and verdict.is_plain
    return read_whether_safe(text, told=told)


async def take_answer(
    context: Context, question: str, answer: str, verdict: Verdict, *, writing: bool
) -> None:
    """What the buttons below a question do, for an answer that is typed.

    `writing`: a room waited for a text, which this may have been meant to be.
    """
    kind = replies.kind_of_question(question[:1])
    if kind == replies.VEILED and answer in {YES, UNSURE}:
        kind = replies.SUICIDE
        await thinking(context)
    elif kind == replies.VEILED:
        kind = ""  # A no answers nothing that comes next.
        await not_thinking(context)
    elif answer == YES:
        if verdict.is_crisis:
            told = replies.kind_for(verdict.notes, suicide=False, unsure=True)
            kind = replies.graver(kind, told)
        await _answer(context, kind)
    else:
        # Whoever is not sure to be safe is not.
        await _unsafe_in_place(context, question[1:])
    unit = context.unit
    stands = unit.burst.gravity if unit.burst else 0
    unit.gravity = replies.gravity_with(stands, kind) if kind else burst.CRISIS
    if writing:
        context.say(context.book.replies["not_kept"])
    unit.letters = [letter.with_(kind=FIRST) for letter in unit.letters]


async def _unsafe_in_place(context: Context, asked: str) -> None:
    """As a press would: the question is not left for somebody else to read."""
    key = key_of(context.deps.bot_id, asked)
    numbers = await outbox.list_message_ids(context.tx, [key])
    text = context.book.replies["violence_unsafe"]
    if numbers:
        context.send(letters.edit(context.chat_id, numbers[0], text))
    else:
        context.say(text)


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
    words=dict.fromkeys(("nood", "sos", *_NUMBERS), sos),
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

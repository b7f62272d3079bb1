"""The help lines, and what can be tapped below a fixed reply."""

from __future__ import annotations

from bot.clients import relaying
from bot.context import Context
from bot.feature import Command, Feature
from bot.in_sight import Shown
from bot.outbox.letters import FIRST, Button, Rows, say
from bot.safety import lasting, may_mean_messages, replies
from bot.safety.doubts import Doubt
from bot.safety.few_words import BLEEDS, GOES_ON, is_of_a_wound, read_few
from bot.safety.grave_words import is_of_the_throat
from bot.safety.lasting import NO_DANGER, NOT_THINKING
from bot.safety.lines import lines_for, show
from bot.safety.people import what_first, what_in_full
from bot.safety.plain_words import words_in
from bot.safety.questions import ask_in_place, is_let_on, let_on
from bot.safety.ways import hold_bulk, is_calm, ways_of
from bot.safety.whereabouts import is_over
from bot.screens import leaving, typed
from bot.screens.frame import coach_ways, exercises_button, help_button, urge_button
from bot.store import relay, waiting
from bot.text import Text, bold, join

NUMBERS = ("112", "113", "0800-0113", "1813", "1712", "101", "999", "911", "988", "116123")
"""Typed here instead of dialled, where nothing else was asked: whoever does that wants a human
being.
"""
_SAFE = "safety:safe"
_ALL = ("danger", "suicide", "violence", "sexual", "talk", "doctor")


async def sos(context: Context) -> None:
    """Everybody who answers, and that this program is not one of them."""
    shown = lines_for(context.book, _country(context), _ALL)
    text = join([
        bold(context.t("lines.title")),
        show(context.book, shown, context.now),
        context.book.replies["not_emergency"],
    ])  # fmt: skip
    context.say(text, [*await _prepared(context), [urge_button(context.t)]])
    client = context.client
    if client is not None and client.is_held(context.now):
        _is_reply(context)


async def _prepared(context: Context) -> Rows:
    """The own plan and the coach; in a calm moment also the way to make a plan."""
    ways = await ways_of(context)
    rows = replies.own_ways(context.book, ways)
    if not ways.plan and await is_calm(context):
        rows = [*rows, [Button(context.t("lines.button.make_plan"), "plan:make")]]
    return rows


async def safe(context: Context) -> None:
    """Typing is safe: strangulation and care first, then who can help, then evidence."""
    await tell(context, replies.kind_of_code(context.word(0)), Doubt.of(context.word(1)))


async def go_on(context: Context) -> None:
    """What was only taken for danger is to go to the coach: it may be said once more."""
    client, doubt = context.client, Doubt.of(context.word(1))
    if client is None or doubt is None or not await _may_write(context):
        rows = [*coach_ways(context), [help_button(context.t)]]
        context.say(context.t("lines.no_coach"), rows)
        return
    await context.wait_for(relaying.WRITE, waiting.FOR_LETTERS)
    await let_on(context, replies.kind_of_code(context.word(0)), doubt)
    # A message of its own: the numbers stay where they are.
    context.say(context.t("lines.say_it_again"), [[help_button(context.t)]])


async def _may_write(context: Context) -> bool:
    """Whether messages to the coach go anywhere."""
    client = context.client
    there = client is not None and bool(context.deps.settings.coach_ids)
    return there and client is not None and await relaying.is_open(context.tx, client)


async def unsafe(context: Context) -> None:
    """Typing is not safe: one neutral line in place of the question, and silence. No room waits
    for a text any more: its answer would be there to read.
    """
    await context.leave_place()
    context.show(context.book.replies["violence_unsafe"])


async def thinking(context: Context) -> None:
    """Yes, or not sure, or "it is about me": the lines, and what to do now."""
    await hold_bulk(context)  # Anew: a "no" to the same question lifts it no more.
    await tell(context, replies.SUICIDE)


async def not_thinking(context: Context) -> None:
    """No: that is taken at its word; people and exercises stay in reach."""
    if context.client is None:
        context.deps.in_sight.deny(context.chat_id, context.now)
    rows = [[exercises_button(context.t), help_button(context.t)]]
    await _take_at_its_word(context, NOT_THINKING, "suicide_no", rows)


async def no_danger(context: Context) -> None:
    """What was only guessed to be danger is none: that is taken at its word too; it may have been
    an urge. What was told since is not turned down: there it is asked once more.
    """
    t = context.t
    crisis = lasting.find(context)
    if crisis is not None and not crisis.holds(NO_DANGER) and crisis.holds(_SAFE):
        text, rows = replies.ask_safe(context.book)
        context.send(say(context.chat_id, text, rows).with_(kind=FIRST))
        return
    rows = [[urge_button(t), exercises_button(t)], [help_button(t)]]
    await _take_at_its_word(context, NO_DANGER, "violence_no", rows)


async def _take_at_its_word(context: Context, asked: str, key: str, rows: Rows) -> None:
    """The coach to whom it was written stays in reach too. A question of stopping that the reply
    came over is asked once more. `asked`: how the data begins of the button that says no.
    """
    kind = replies.VEILED if asked == NOT_THINKING else replies.VIOLENCE
    place = await context.waits_for() or ""
    let_through = await is_let_on(context, kind)
    writing = place.startswith(relaying.WRITE) and let_through
    went = context.unit.denied_before and await _has_written_since(context)
    again = context.t("lines.say_it_again") if writing and not went else ""
    if not writing and let_through:
        rows = [*rows, *coach_ways(context)]
    shown = await typed.in_sight(context)
    sends = None if went or not let_through else await _send_it(context, asked, shown)
    rows = [*rows, *([[sends]] if sends is not None else [])]
    if asked == NOT_THINKING:
        rows = [*rows, *may_mean_messages.ways_after(context, shown)]
    denied = (asked, _SAFE) if asked == NO_DANGER else asked  # And the question above a page.
    context.deps.in_sight.take_back(context.chat_id, denied)
    context.show(join([context.book.replies[key], again]), rows)
    await leaving.ask_once_more(context, shown.under if shown is not None else None)


async def _has_written_since(context: Context) -> bool:
    """Whether something went to her coach since the question whose button was pressed; it may be
    what she denied, typed once more.
    """
    client = context.client
    latest = await relay.find_latest_question(context.tx, client.id) if client else None
    return latest is not None and latest.from_message_id > context.message_id


async def _send_it(context: Context, asked: str, shown: Shown | None) -> Button | None:
    """What was only doubted goes to the coach after all, if she wants that: it was kept nowhere,
    and stands in this chat. `shown`: the newest in sight, where the no was typed.
    """
    data = shown.data(f"{asked}:") if shown is not None else []
    words = data[0].split(":")[2:] if data else []
    number = (context.words if context.is_button else words)[1:2]
    if not number or not await _may_write(context):
        return None
    kind = "" if asked == NOT_THINKING else f":{replies.question_of(replies.VIOLENCE)}"
    return Button(context.t("lines.button.send_it"), f"contact:send:{number[0]}{kind}")


async def hurt(context: Context) -> None:
    """Somebody does something to the client, not the other way round."""
    await hold_bulk(context)
    show_as_reply(context, *replies.ask_safe(context.book))
    await ask_in_place(context, replies.VIOLENCE)


async def what_to_say(context: Context) -> None:
    """A sentence to read out: the first words are the hardest."""
    sentence = context.book.replies["suicide_sentence"]
    shown = lines_for(context.book, _country(context), ("danger", "suicide"))
    copy = Button(context.t("lines.button.copy"), copy=sentence)
    show_as_reply(
        context,
        join([
            context.book.replies["suicide_say"],
            f'"{sentence}"',
            show(context.book, shown, context.now),
        ]),
        [[copy], *replies.own_ways(context.book, await ways_of(context))],
    )  # fmt: skip


async def tell(context: Context, kind: str, doubt: Doubt | None = None) -> None:
    """The fixed words of this kind, with the lines.

    `doubt`: it may be that nothing of the kind was meant. Neither answer to "can you type safely?"
    denies it, so the way on to the coach is a button.
    """
    ways = await ways_of(context)
    text, rows = replies.answer(context.book, kind, _country(context), ways, context.now)
    if doubt is not None and doubt.may_be_denied and replies.is_about_safety(kind):
        denial = [replies.no_danger(context.book, doubt.written)]
        maybe = context.book.replies["violence_maybe"] if doubt.is_slight else ""
        text = join([maybe, text])
        rows = [denial, *rows] if maybe else [*rows, denial]
    if doubt is not None and await _may_write(context):
        data = f"safety:go_on:{replies.code_of(kind)}:{doubt.written}"
        rows = [*rows, [Button(context.t("lines.button.go_on"), data)]]
    show_as_reply(context, text, rows, kind)


def say_once_more(context: Context) -> Text:
    """What to do in danger, to whoever says something to the reply that stands; and everybody who
    answers. About a throat it names a doctor: what was told before is not known here.
    """
    said = context.book.replies
    shown = lines_for(context.book, _country(context), _ALL)
    throat = said["still_throat"] if is_of_the_throat(context.text) else ""
    return join([what_in_full(context), throat, show(context.book, shown, context.now)])


def say_there(context: Context, country: str, kind: str) -> Text:
    """Whom to ring in the country where she is, about what was told; what to do comes first."""
    said, topics = context.book.replies, replies.TOPICS.get(kind, _ALL)
    shown = show(context.book, lines_for(context.book, country, topics), context.now)
    return join([what_first(context), said["still_place"], shown])


def first_aid(context: Context, kind: str) -> str:
    """What to do before anything else where it is said that a wound bleeds still; and why who may
    look is asked once more of what is over.
    """
    if replies.is_about_safety(kind) and is_over(words_in(context.text)):
        return context.book.replies["violence_over"]
    few, of_herself = read_few(context.text), kind == replies.SELFHARM
    bleeds = few == BLEEDS and (of_herself or is_of_a_wound(context.text))
    goes_on = few == GOES_ON and of_herself
    return context.book.replies["still_bleeding"] if bleeds or goes_on else ""


def show_as_reply(context: Context, text: Text, rows: Rows, told: str = "") -> None:
    """As the reply to a crisis, typed or pressed: what is said next is said to that. `told`: its
    kind, when these are the words for it.
    """
    context.show(text, rows)
    _is_reply(context, told)


def _is_reply(context: Context, told: str = "") -> None:
    context.unit.letters[-1] = context.unit.letters[-1].with_(kind=FIRST, told=told)


def _country(context: Context) -> str | None:
    return context.client.country if context.client else None


FEATURE = Feature(
    room="safety",
    commands=(Command("nood", "sos", sos, menu=True),),
    words={"nood": sos, "sos": sos},
    beside=frozenset(
        ["safe", "unsafe", "no_danger", "thinking", "not_thinking", "hurt", "say", "go_on"]
    ),
    buttons={
        "lines": sos,
        "safe": safe,
        "unsafe": unsafe,
        "no_danger": no_danger,
        "thinking": thinking,
        "not_thinking": not_thinking,
        "hurt": hurt,
        "say": what_to_say,
        "go_on": go_on,
    },
)

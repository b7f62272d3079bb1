"""The safe word: set, asked for, changed, taken off; and what happens when it is forgotten."""

from __future__ import annotations

import asyncio

from bot.context import Context, Handler
from bot.feature import Feature, Place, Urges
from bot.outbox import letters
from bot.outbox.letters import Button
from bot.screens import gate, typed
from bot.screens.frame import for_clients, urge_and_help
from bot.screens.gate import Answer
from bot.screens.keeping import words_alone
from bot.store import safe_words
from bot.store.clients import Client
from bot.text import join, utf16_length
from bot.understanding.classify import DISTRESS, URGE
from bot.understanding.yes_no import NO, YES

_SHORTEST, _LONGEST = 3, 64
_MENU = "word:menu"


@for_clients
async def menu(context: Context, client: Client) -> None:
    """What a safe word is for, and what can be done with it."""
    await context.may_get("word:offered")
    found = await safe_words.find(context.tx, client.id)
    if found is None or not found.is_set:
        context.show(context.t("word.none"), [[Button(context.t("word.button.set"), "word:set")]])
        return
    out = "anchor_out" if found.lets_anchor_out else "anchor_in"
    other = "no" if found.lets_anchor_out else "yes"
    context.show(
        join([context.t("word.is_set"), context.t(f"word.{out}")]),
        [
            [Button(context.t("word.button.change"), "word:set")],
            [Button(context.t(f"word.button.anchor_{other}"), f"word:anchor:{other}")],
            [Button(context.t("word.button.shut"), "word:shut")],
            [Button(context.t("word.button.remove"), "word:remove")],
        ],
    )


@for_clients
async def set_word(context: Context, client: Client) -> None:
    """Ask for a new word; one that came too late goes out of the chat."""
    _take_late(context)
    await context.wait_for("word:first")
    context.show(context.t("word.type"), [[_leave(context)]])


async def read_offered(context: Context) -> bool:
    """A word was typed where it was only said what it is for: it leaves the chat, and counts once
    it is typed again. What is asked or wished there, or tells of a hard time, is none.
    """
    unit, shown = context.unit, await typed.in_sight(context)
    elsewhere = shown is not None and not shown.holds("word:")
    means_else = bool(unit.wish) or unit.label in (URGE, DISTRESS) or "?" in context.text
    if context.client is None or elsewhere or means_else or not words_alone(context):
        return False
    if await typed.read_press(context) is not None:
        return False
    await _take_first(context, context.client, "word.again_first")
    return True


@for_clients
async def read_first(context: Context, client: Client) -> None:
    """A new word, typed once."""
    await _take_first(context, client, "word.again")


async def _take_first(context: Context, client: Client, asks: str) -> None:
    _take_out(context)
    if not await gate.is_open(context):
        await gate.ask(context, _MENU)
        return
    word = context.text.strip()
    if not _SHORTEST <= utf16_length(word) <= _LONGEST:
        await context.wait_for("word:first")
        context.say(context.t("word.too_short"), [[_leave(context)]])
        return
    sealed = await asyncio.to_thread(safe_words.seal, context.tx, client.id, word)
    await safe_words.change(context.tx, client.id, next_sealed=sealed)
    await context.wait_for("word:second")
    context.say(context.t(asks), [[_leave(context)]])


@for_clients
async def read_second(context: Context, client: Client) -> None:
    """The same word once more: it counts from now on."""
    _take_out(context)
    if not await gate.is_open(context):
        await gate.ask(context, _MENU)
        return
    found = await safe_words.find(context.tx, client.id)
    wanted = found.next_sealed if found else None
    word = context.text.strip()
    same = wanted is not None and await asyncio.to_thread(
        safe_words.fits, context.tx, client.id, word, wanted
    )
    if not same:
        await safe_words.change(context.tx, client.id, next_sealed=None)
        await context.wait_for("word:first")
        context.say(context.t("word.differs"), [[_leave(context)]])
        return
    await safe_words.change(
        context.tx, client.id, hash_sealed=wanted, next_sealed=None, wrong=0, shut_until=None,
        open_until=context.now + gate.OPEN_FOR,
    )  # fmt: skip
    await context.stop_waiting()
    context.say(
        context.t("word.set"),
        [
            [Button(context.t("word.button.anchor_yes"), "word:anchor:yes")],
            [Button(context.t("word.button.anchor_no"), "word:anchor:no")],
        ],
    )


@for_clients
async def choose_anchor(context: Context, client: Client) -> None:
    """Whether the anchor box may be opened in an urge without the word."""
    if not await gate.is_set(context):
        await menu(context)
        return
    lets_out = context.word(0) == "yes"
    await safe_words.change(context.tx, client.id, lets_anchor_out=lets_out)
    context.show(context.t("word.anchor_out" if lets_out else "word.anchor_in"))


async def read_word(context: Context) -> bool:
    """The word before something private; whoever says something else is answered elsewhere."""
    answer, goes_to = await gate.try_word(context)
    if answer is Answer.ELSE:
        return False
    if answer is Answer.RIGHT:
        context.say(
            context.t("word.open"),
            [[Button(context.t("word.button.onward"), goes_to or _MENU)]],
        )
    elif answer is Answer.WRONG:
        context.say(context.t("word.wrong"), gate.ways_out(context))
    elif answer is Answer.SHUT:
        await gate.say_shut(context)
    else:
        await menu(context)
    return True


@for_clients
async def ask_again(context: Context, client: Client) -> None:
    """The word came after its half hour: it goes out of the chat, and is asked for once more."""
    _take_late(context)
    if await gate.is_open(context):
        await menu(context)
    else:
        await gate.ask_again(context)


@for_clients
async def shut(context: Context, client: Client) -> None:
    """Ask for the word again from now on."""
    if await gate.is_set(context):
        await safe_words.change(context.tx, client.id, open_until=None)
    context.show(context.t("word.is_shut"))


@for_clients
async def remove(context: Context, client: Client) -> None:
    """Whoever knows the word may take it off; all that was behind it stays."""
    await safe_words.remove(context.tx, client.id)
    context.show(context.t("word.removed"))


@for_clients
async def forgotten(context: Context, client: Client) -> None:
    """Nobody can look the word up: what can be done, and what that costs."""
    await context.stop_waiting()
    context.show(
        context.t("word.forgotten"),
        [
            [Button(context.t("word.button.later"), "word:leave")],
            [Button(context.t("word.button.drop"), "word:drop")],
        ],
    )


@for_clients
async def drop(context: Context, client: Client) -> None:
    """The word goes, together with what it protected."""
    if await gate.is_set(context):
        await safe_words.remove_with_all_behind_it(context.tx, client.id)
    context.show(context.t("word.dropped"))


async def leave(context: Context) -> None:
    """Not now."""
    await context.stop_waiting()
    if context.client is not None:
        await safe_words.drop_draft(context.tx, context.client.id)
    context.show(context.t("word.left"), [urge_and_help(context.t)])


def _take_out(context: Context) -> None:
    context.send(letters.delete(context.chat_id, [context.message_id]))


def _take_late(context: Context) -> None:
    if number := context.number(0):
        context.send(letters.delete(context.chat_id, [number]))


def _leave(context: Context) -> Button:
    return Button(context.t("word.button.leave"), "word:leave")


def _behind_the_word(handler: Handler) -> Handler:
    return gate.guarded(_MENU)(handler)


FEATURE = Feature(
    room="word",
    buttons={
        "menu": _behind_the_word(menu),
        "set": _behind_the_word(set_word),
        "anchor": _behind_the_word(choose_anchor),
        "again": ask_again,
        "shut": shut,
        "remove": _behind_the_word(remove),
        "forgotten": forgotten,
        "drop": drop,
        "leave": leave,
    },
    wishes={"word": _behind_the_word(menu)},
    in_full=frozenset(["remove", "drop"]),
    plainly={"anchor:yes": YES, "anchor:no": NO, "drop": YES, "leave": NO},
    waits={
        "offered": Place(
            read_offered,
            asks_little=True,
            reopens="word:set",
            without=leave,
            wanted=_behind_the_word(set_word),
        ),
        "typed": Place(read_word, Urges.WEIGHED, reopens="word:again"),
        "first": Place(read_first, Urges.KEPT, reopens="word:set", without=leave),
        "second": Place(read_second, Urges.KEPT, reopens="word:set", without=leave),
    },
)

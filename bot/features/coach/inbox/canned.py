"""Answers that the coaches keep at hand: chosen with a button, seen, and only then sent."""

from __future__ import annotations

from bot.clients import relaying
from bot.clients.relaying import Source
from bot.context import Context
from bot.feature import Command, Feature, For, Place
from bot.features.coach.inbox import answers, meant, shown_first
from bot.features.coach.inbox.answers import say_here
from bot.features.coach.placeholders import open_place
from bot.outbox import letters
from bot.outbox.letters import Button, Rows
from bot.store import acts, clients, desk, relay
from bot.store.clients import Client
from bot.store.desk import Canned
from bot.text import Text, join, utf16_length

MOST = 20
LONGEST = 1000
_ON_A_BUTTON = 40


async def show_list(context: Context) -> None:
    """All of them; each can be looked at and thrown away."""
    kept = await desk.list_canned(context.tx)
    rows = [[Button(_label(one), f"canned:one:{one.id}")] for one in kept]
    new = [[_button(context, "new", "canned:new")]] if len(kept) < MOST else []
    text = context.t("canned.list" if kept else "canned.empty")
    context.show(text, [*rows, *new, [_button(context, "back", "inbox:list")]])


def _label(one: Canned) -> str:
    first = " ".join(one.text.split())
    return first if len(first) <= _ON_A_BUTTON else f"{first[: _ON_A_BUTTON - 1].rstrip()}…"


async def ask_new(context: Context) -> None:
    """Which words?"""
    await context.wait_for("canned:text")
    context.show(context.t("canned.ask"), [[_button(context, "back", "canned:list")]])


async def read_new(context: Context) -> None:
    """The words were typed."""
    text = context.text.strip()
    if not text or utf16_length(text) > LONGEST:
        context.say(
            context.t("canned.too_long", n=LONGEST), [[_button(context, "back", "canned:list")]]
        )
        return
    if place := open_place(text):
        back = _button(context, "back", "canned:list")
        context.say(context.t("broadcast.fault.not_here", words=place), [[back]])
        return
    if await meant.for_client(context, "canned", "canned:keep"):
        return
    await context.stop_waiting()
    if len(await desk.list_canned(context.tx)) < MOST:
        await desk.add_canned(context.tx, text, context.now)
        await acts.note(context.tx, context.chat_id, "canned_made", context.now)
    await show_list(context)


async def show_one(context: Context) -> None:
    """The whole of one."""
    one = await desk.find_canned(context.tx, context.number(0))
    if one is None:
        await show_list(context)
        return
    away = _button(context, "away", f"canned:gone:{one.id}")
    context.show(one.text, [[away], [_button(context, "back", "canned:list")]])


async def throw_away(context: Context) -> None:
    """One of them is kept no longer."""
    if await desk.drop_canned(context.tx, context.number(0)):
        await acts.note(context.tx, context.chat_id, "canned_gone", context.now)
    await show_list(context)


async def offer(context: Context) -> None:
    """Pressed under a client's message: which answer?"""
    passed = await relay.find(context.tx, context.number(0))
    client = await clients.find(context.tx, passed.client_id) if passed is not None else None
    if client is None:
        context.toast(context.t("inbox.failed.ended"))
        return
    await offer_to(context, client.id)


async def offer_to(context: Context, client_id: int) -> None:
    """The answers at hand, for this client."""
    client = await clients.find(context.tx, client_id)
    kept = await desk.list_canned(context.tx)
    if client is None or not kept:
        say_here(context, context.t("canned.none"))
        return
    # With the latest answer: another one that comes meanwhile is pointed out.
    latest = await relay.latest_answer(context.tx, client.id)
    rows: Rows = [
        [Button(_label(one), f"canned:pick:{client.id}:{one.id}:{latest}")] for one in kept
    ]
    name = await _name(context, client)
    say_here(context, context.t("canned.which", name=name), [*rows, [_not(context)]])


async def _name(context: Context, client: Client) -> str:
    return await relaying.shown_name(context.tx, context.book, client)


async def pick(context: Context) -> None:
    """The answer word for word, as the client will get it, before it goes."""
    client = await clients.find(context.tx, context.number(0))
    one = await desk.find_canned(context.tx, context.number(1))
    if client is None or one is None:
        context.show(context.t("canned.gone"))
        return
    await _ask(context, client, one, context.number(2))


async def _ask(context: Context, client: Client, one: Canned, seen: int) -> None:
    """`seen`: the latest answer that she knew of when she began to choose."""
    name = await _name(context, client)
    latest = await relay.latest_answer(context.tx, client.id)
    meanwhile = context.t("canned.meanwhile", name=name) if latest != seen else ""
    label = context.t("canned.button.send", name=name)
    yes = Button(label, f"canned:send:{client.id}:{one.id}:{latest}")
    context.show(join([one.text, meanwhile]), [[yes], [_not(context)]])


async def send(context: Context) -> None:
    """Confirmed. The message that showed it is from now on the one that was sent."""
    one = await desk.find_canned(context.tx, context.number(1))
    if one is None:
        context.show(context.t("canned.gone"))
        return
    earlier = await relay.list_from(context.tx, context.chat_id, context.message_id)
    if earlier:
        context.toast(context.t("canned.sent_already"))
        return
    client, seen = await clients.find(context.tx, context.number(0)), context.number(2)
    if client is not None and await relay.latest_answer(context.tx, client.id) != seen:
        await _ask(context, client, one, seen)
        return
    part = {"kind": "text", "text": one.text}
    source = Source(context.chat_id, context.message_id, part)
    context.send(letters.edit(context.chat_id, context.message_id, Text(one.text)))
    if await answers.send(context, source, context.number(0)):
        context.toast(context.t("canned.sent"))


async def drop(context: Context) -> None:
    """None of them after all, or not for this client."""
    await shown_first.forget(context)
    context.show(context.t("canned.dropped"))


def _not(context: Context) -> Button:
    return _button(context, "not", "canned:drop")


def _button(context: Context, name: str, data: str) -> Button:
    return Button(context.t(f"canned.button.{name}"), data)


FEATURE = Feature(
    room="canned",
    coach=True,
    commands=(Command("antwoorden", "answers", show_list, For.COACHES),),
    buttons={
        "list": show_list,
        "new": ask_new,
        "keep": read_new,
        "one": show_one,
        "gone": throw_away,
        "offer": offer,
        "pick": pick,
        "send": send,
        "drop": drop,
    },
    waits={"text": Place(meant.words_only(read_new))},
    leads_out=frozenset(["list", "drop"]),
)

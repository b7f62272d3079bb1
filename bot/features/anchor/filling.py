"""The anchor box is filled: with a sentence, a plan of two halves, a voice."""

from __future__ import annotations

from bot.context import Context
from bot.features.anchor.rules import LONGEST, MOST, THEN, WHEN, half, plan_in
from bot.outbox.letters import Button
from bot.safety import standing
from bot.screens import typed
from bot.screens.frame import for_clients, urge_and_help
from bot.screens.keeping import asks_to_keep, take_out, words_alone
from bot.store import anchors, urges
from bot.store.anchors import PLAN, SENTENCE, VOICE
from bot.store.clients import Client
from bot.text import utf16_length
from bot.understanding.classify import DISTRESS, URGE

LIST = "anchor:list"


@for_clients
async def ask_sentence(context: Context, client: Client) -> None:
    """Ask for one sentence."""
    await _ask(context, client, "sentence")


@for_clients
async def ask_plan(context: Context, client: Client) -> None:
    """Ask for the first half of a plan: when …"""
    await _ask(context, client, "if")


@for_clients
async def ask_then(context: Context, client: Client) -> None:
    """Ask for the second half once more; where the first is gone, from the beginning."""
    if not await anchors.has_draft(context.tx, client.id):
        await _ask(context, client, "if")
    elif not await _cannot_take(context, client):
        await context.wait_for("anchor:then")
        context.show(context.t("anchor.ask_then"), [[_leave(context)]])


async def _ask(context: Context, client: Client, what: str) -> None:
    if await _cannot_take(context, client):
        return
    await anchors.drop_draft(context.tx, client.id)
    await context.wait_for(f"anchor:{what}")
    context.show(context.t(f"anchor.ask_{what}"), [[_leave(context)]])


async def take_sentence(context: Context, client: Client, sentence: str) -> bool:
    """Put in, or said why not; False: in an urge something is brought out all the same."""
    in_urge = await urges.find_open(context.tx, client.id, context.now) is not None
    if in_urge and await anchors.count(context.tx, client.id) >= MOST:
        return False
    text = await _fitting(context, client, sentence)
    if text is not None:
        await anchors.add(context.tx, client.id, SENTENCE, {"text": text}, context.now, ready=True)
        await _put_in(context)
    return not in_urge


@for_clients
async def read_sentence(context: Context, client: Client) -> None:
    """A sentence was typed: sealed, and taken out of the chat."""
    if (text := await _read(context, client)) is None:
        return
    await anchors.add(context.tx, client.id, SENTENCE, {"text": text}, context.now, ready=True)
    await _put_in(context)


@for_clients
async def read_if(context: Context, client: Client) -> None:
    """The first half of a plan was typed; now the second."""
    if (text := await _read(context, client)) is None:
        return
    when = half(text, WHEN, client.language)
    await anchors.drop_draft(context.tx, client.id)
    await anchors.add(context.tx, client.id, PLAN, {"if": when}, context.now, ready=False)
    take_out(context)
    await context.wait_for("anchor:then")
    context.say(context.t("anchor.ask_then"), [[_leave(context)]])


@for_clients
async def read_then(context: Context, client: Client) -> None:
    """The second half was typed."""
    if (text := await _read(context, client)) is None:
        return
    then = half(text, THEN, client.language)
    if await anchors.finish_plan(context.tx, client.id, then) is None:
        await _ask(context, client, "if")
        return
    await _put_in(context)


async def read_offered(context: Context) -> bool:
    """A whole plan was typed where it was only said what can be put in. Anything else is not meant
    for the box.
    """
    client, unit = context.client, context.unit
    if client is None or unit.wish or unit.label in (URGE, DISTRESS):
        return False
    shown = await typed.in_sight(context)
    halves = plan_in(words_alone(context), client.language)
    if halves is None or (shown is not None and not shown.holds("anchor:plan")):
        return False
    when, then = halves
    if await _fitting(context, client, max(halves, key=utf16_length)) is not None:
        await anchors.drop_draft(context.tx, client.id)
        await anchors.add(context.tx, client.id, PLAN, {"if": when}, context.now, ready=False)
        await anchors.finish_plan(context.tx, client.id, then)
        await _put_in(context)
        context.add_below(urge_and_help(context.t))
    return True


async def _read(context: Context, client: Client) -> str | None:
    """What was typed, if it can be put in; else that is said and the room waits on."""
    return await _fitting(context, client, words_alone(context))


async def _fitting(context: Context, client: Client, text: str) -> str | None:
    if not text:
        context.say(context.t("keeping.only_text"), [[_leave(context)]])
        return None
    if asks_to_keep(text):
        await standing.show(context, context.t("anchor.nothing_yet"), [[_leave(context)]])
        return None
    if utf16_length(text) > LONGEST:
        context.say(context.t("anchor.too_long", n=LONGEST), [[_leave(context)]])
        return None
    return None if await _cannot_take(context, client) else text


async def _cannot_take(context: Context, client: Client) -> bool:
    if await anchors.count(context.tx, client.id) < MOST:
        return False
    await context.stop_waiting()
    context.show(context.t("anchor.full", n=MOST), [[list_button(context)]])
    return True


async def _put_in(context: Context, *, stays: bool = False) -> None:
    if not stays:
        take_out(context)
    await context.stop_waiting()
    more = Button(context.t("anchor.button.more"), "anchor:overview")
    key = "anchor.put_in_voice" if stays else "anchor.put_in"
    context.say(context.t(key), [[more, list_button(context)]])


@for_clients
async def ask_alone(context: Context, client: Client) -> None:
    """Before a voice is kept: is this phone nobody else's?"""
    if client.neutral:
        await _not_here(context)
        return
    context.show(
        context.t("anchor.alone"),
        [
            [Button(context.t("anchor.button.alone"), "anchor:speak")],
            [Button(context.t("anchor.button.not_alone"), "anchor:not_here")],
        ],
    )


@for_clients
async def ask_voice(context: Context, client: Client) -> None:
    """It is: ask for the voice message."""
    if client.neutral:
        await _not_here(context)
        return
    if not await _cannot_take(context, client):
        await context.wait_for("anchor:voice")
        context.show(context.t("anchor.ask_voice"), [[_leave(context)]])


@for_clients
async def not_here(context: Context, client: Client) -> None:
    """It is not: no voice, a sentence if wanted."""
    await _not_here(context)


async def _not_here(context: Context) -> None:
    sentence = Button(context.t("anchor.button.sentence"), "anchor:sentence")
    context.show(context.t("anchor.no_voice"), [[sentence]])


@for_clients
async def read_voice(context: Context, client: Client) -> None:
    """A voice message: its number at Telegram is sealed, nothing is downloaded."""
    message = context.incoming.effective_message
    voice = message.voice if message else None
    if voice is None:
        context.say(context.t("anchor.only_voice"), [[_leave(context)]])
        return
    if client.neutral:
        await _not_here(context)
        return
    if await _cannot_take(context, client):
        return
    content = {"file": voice.file_id}
    await anchors.add(context.tx, client.id, VOICE, content, context.now, ready=True)
    # Left in the chat: Telegram may forget a file whose message is gone.
    await _put_in(context, stays=True)


def list_button(context: Context) -> Button:
    """Shows everything in the box."""
    return Button(context.t("anchor.button.look"), LIST)


def _leave(context: Context) -> Button:
    return Button(context.t("anchor.button.leave"), "anchor:leave")

"""A text of a coach that a client may have been meant to get: it is shown before others read it.

While a place waits for such a text a client's message may come in below its question, and what she
types then looks like an answer to the client, here as in any chat.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import wraps

from telegram import Message

from bot.clients import relaying
from bot.context import Context, Handler
from bot.feature import Feature
from bot.features.coach.inbox import answers
from bot.outbox import letters, parts
from bot.outbox.letters import Button
from bot.screens import typed, yes_at_words
from bot.screens.frame import how_to_answer, panel_button
from bot.store import calls, clients, relay, waiting
from bot.store.clients import Client
from bot.text import join


def words_only(read: Handler) -> Handler:
    """What is spoken or shown is no text for a place that waits for one, nor are the words below a
    picture: it went to nobody, she hears so, and the place waits on.
    """

    @wraps(read)
    async def checked(context: Context) -> None:
        message = context.incoming.effective_message
        if message is None or not message.effective_attachment:
            await read(context)
            return
        hint, rows = await how_to_answer(context)
        said = [context.t("coach.nowhere_sent"), context.t("meant.words_only"), hint]
        context.say(join(said), [*rows, [panel_button(context.t)]])

    return checked


def own_words(read: Handler) -> Handler:
    """The same, where a yes, a no and an "ok" are none either, unless a client may be meant."""

    @wraps(read)
    async def checked(context: Context) -> None:
        plain = not await _wrote_since(context)
        if not (plain and await yes_at_words.takes(context, _leave)):
            await read(context)

    return words_only(checked)


async def _leave(context: Context) -> None:
    await context.leave_place()
    await typed.leave(context)


async def for_client(context: Context, keep: str, data: str) -> bool:
    """Whether a client wrote since the place asked, or it may be a crisis of the coach: then it is
    not kept yet, and she is asked.

    `data` is that of the button that keeps it here all the same, and `keep` names it. Pressed, it
    comes to the handler of the place once more: `Context.text` is the message below which it is.
    """
    if context.is_button:
        return False
    wrote = await _wrote_since(context)
    if not wrote and context.unit.at_work is None:
        return False
    await context.stop_waiting()
    names = [await relaying.shown_name(context.tx, context.book, one) for one in wrote]
    asked = context.t("meant.ask", who=", ".join(names)) if wrote else context.t("meant.read_by")
    context.say(asked)
    rows = [[Button(context.t(f"meant.button.{keep}"), data)]]
    message = context.incoming.effective_message
    part = parts.read(message) if message is not None else None
    if part is not None and part["kind"] == "text":
        rows += [
            [Button(context.t("canned.button.send", name=name), f"meant:send:{one.id}")]
            for one, name in zip(wrote, names, strict=True)
        ]
    drop = Button(context.t("meant.button.drop"), "meant:drop")
    words = parts.text_of(part) if part is not None else context.text
    context.say(words, [*rows, [drop]])
    return True


async def _wrote_since(context: Context) -> Sequence[Client]:
    """Those whose message, or wish to be rung, came into this chat since the place asked."""
    asked_at = await waiting.asked_at(context.tx, context.chat_id, context.now)
    if asked_at is None:
        return ()
    numbers = await relay.list_writers(context.tx, context.chat_id, asked_at)
    rung = await calls.list_asked(context.tx)
    numbers += [wish.client_id for wish in rung if wish.asked_at >= asked_at]
    found = [await clients.find(context.tx, number) for number in dict.fromkeys(numbers)]
    return [one for one in found if one is not None]


async def send(context: Context) -> None:
    """It was an answer. The message that showed it is from now on the one that was sent."""
    message = context.incoming.effective_message
    part = parts.read(message) if isinstance(message, Message) else None
    if message is None or part is None:
        context.show(context.t("broadcast.gone"))
        return
    if await relay.list_from(context.tx, context.chat_id, context.message_id):
        context.toast(context.t("canned.sent_already"))
        return
    context.send(letters.edit(context.chat_id, context.message_id, parts.text_of(part)))
    await answers.take(context, message, context.number(0))


async def drop(context: Context) -> None:
    """For nobody, and for no place."""
    context.show(context.t("meant.dropped"))


FEATURE = Feature(
    room="meant",
    coach=True,
    buttons={"send": send, "drop": drop},
    leads_out=frozenset(["drop"]),
)

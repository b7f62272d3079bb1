"""Writing a letter: asked for, put away, added to, with a number beside it."""

from __future__ import annotations

from datetime import timedelta

from bot.content.model import RESISTED
from bot.content.wishes import Trait, has
from bot.context import Context
from bot.features.letter import service
from bot.features.letter.rules import next_long_at
from bot.features.letter.service import PutAway
from bot.features.letter.shown import body_first, day_of, number_rows
from bot.outbox.letters import Button, Rows
from bot.safety import lasting, standing
from bot.screens.frame import for_clients
from bot.screens.keeping import asks_to_keep, take_out, words_alone
from bot.screens.strength import read_strength
from bot.store import letterbox, waiting
from bot.store.clients import Client
from bot.text import join
from bot.understanding import yes_no
from bot.understanding.classify import URGE

_MORE_FOR = timedelta(minutes=2)
"""For so long a further message belongs to the letter: some people write in pieces."""
_RING, _THANKS = "call", "thanks"


async def write(context: Context) -> None:
    """Ask for the message; whoever's phone may be read is offered to keep it in mind."""
    client = context.client
    if client is None:
        await in_mind(context)
    elif client.neutral:
        context.show(
            context.t("letter.seen"),
            [
                [Button(context.t("letter.button.mind"), "letter:mind")],
                [Button(context.t("letter.button.here"), "letter:here")],
            ],
        )
    else:
        await _ask(context, client)


@for_clients
async def write_here(context: Context, client: Client) -> None:
    """Here all the same."""
    await _ask(context, client)


async def _ask(context: Context, client: Client) -> None:
    await context.wait_for("letter:text", waiting.FOR_LETTERS)
    last = await letterbox.last_long_opens_at(context.tx, client.id)
    following = next_long_at(last)
    if context.is_night:
        text = context.t("letter.ask_night")
    elif following is not None and context.now < following:
        text = context.t("letter.ask_short", day=day_of(client, following))
    else:
        text = context.t("letter.ask")
    context.show(text, _without_it(context))


def _without_it(context: Context) -> Rows:
    mind = Button(context.t("letter.button.mind"), "letter:mind")
    return [[mind], [Button(context.t("letter.button.leave"), "letter:leave")]]


async def in_mind(context: Context) -> None:
    """Only in one's head: nothing is typed, nothing is kept."""
    await context.stop_waiting()
    context.show(*await body_first(context, context.t("letter.mind")))


async def leave(context: Context) -> None:
    """Not now."""
    await context.stop_waiting()
    context.show(*await body_first(context, context.t("letter.left")))


async def read_text(context: Context) -> bool:
    """The message was given. Not what is wanted of the program meanwhile; that she would like to
    be rung may well be the message.
    """
    client, text = context.client, words_alone(context)
    if client is None or (
        has(context.unit.wish, Trait.IN_A_LETTER) and context.unit.wish != _RING
    ):
        return False
    if asks_to_keep(text):
        await standing.show(context, context.t("letter.nothing_yet"), _without_it(context))
    else:
        await put_away(context, client, text)
    return True


async def put_away(context: Context, client: Client, text: str) -> None:
    """Sealed, and taken out of the chat; what is no text (`words_alone`) is neither."""
    if not text:
        context.say(context.t("letter.only_text"))
        return
    take_out(context)
    done = await service.put_away(context.tx, client, text, context.now)
    await context.wait_for("letter:more", _MORE_FOR)
    # Near a crisis no exercise is the answer, also not in passing.
    near = await lasting.is_near_a_crisis(context)
    body = "" if near else context.t("letter.sealed_body")
    told = " ".join(filter(None, [context.t("letter.sealed"), body]))
    sealed = join([told, *_notes(context, client, done)])
    shown, rows = await body_first(context, sealed)
    if done.letter.strength_then is None:
        number = Button(context.t("letter.button.number"), f"letter:number:{done.letter.id}")
        rows = [*rows, [number]]
    context.say(shown, rows)


async def read_more(context: Context) -> bool:
    """A second message right behind it: into the same letter. Not what is said to the bot: an
    urge, the number beside the letter, thanks or a yes, a wish.
    """
    client, text = context.client, words_alone(context)
    if client is None:
        return False
    if not text:
        context.say(context.t("letter.only_text"))
        return True
    if _is_said_of_it(context):
        return False
    if asks_to_keep(text):
        await context.stop_waiting()  # It is put away already.
        context.say(*await body_first(context, context.t("letter.sealed")))
        return True
    value = read_strength(context.text)
    kept = await letterbox.list_all(context.tx, client.id, context.now)
    if value is not None and kept:
        await context.stop_waiting()
        context.words = [str(kept[-1].id), str(value)]
        await take_number(context)
        return True
    take_out(context)
    done = await service.add_to_latest(context.tx, client, text, context.now)
    await context.wait_for("letter:more", _MORE_FOR)
    added = join([context.t("letter.more"), *_notes(context, client, done)])
    context.say(*await body_first(context, added))
    return True


def _is_said_of_it(context: Context) -> bool:
    """Whether it is no second half of a letter: she tells that she sent it, or goes there, or that
    somebody rings; or it is thanks, a nod or a no; or a person, or an empty screen, is wanted now.
    """
    unit = context.unit
    # "I didn't answer" may well be said to whom the letter is for.
    urge = unit.label == URGE and (unit.sending or unit.kind) and unit.kind != RESISTED
    wanted = unit.wish == _THANKS or has(unit.wish, Trait.IN_A_LETTER)
    answers = yes_no.read(context.text) is not None or yes_no.nods(context.text)
    return bool(urge) or wanted or answers


def _notes(context: Context, client: Client, done: PutAway) -> list[str]:
    opens, gone = day_of(client, done.letter.opens_at), day_of(client, done.letter.gone_at)
    key = "letter.opens_late" if done.delayed else "letter.opens"
    notes = [context.t(key, day=opens, gone=gone)]
    if done.pushed_out:
        notes.append(context.t("letter.made_room"))
    return notes


@for_clients
async def ask_number(context: Context, client: Client) -> None:
    """How strong is it now, beside the letter?"""
    letter_id = context.number(0)
    context.show(context.t("letter.how_strong"), number_rows(f"letter:then:{letter_id}"))


@for_clients
async def take_number(context: Context, client: Client) -> None:
    """The strength at which it was written."""
    value = min(context.number(1), 10)
    await letterbox.change(context.tx, context.number(0), client.id, strength_then=value)
    context.show(*await body_first(context, context.t("letter.noted", n=value)))

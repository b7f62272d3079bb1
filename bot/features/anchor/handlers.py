"""The anchor box: filled in a calm moment, opened in a hard one."""

from __future__ import annotations

from bot.context import Context
from bot.feature import Command, Feature, For, Place, Urges
from bot.features.anchor import service
from bot.features.anchor.rules import LONGEST, MOST
from bot.outbox.letters import Button, Letter, Rows
from bot.screens import gate
from bot.screens.frame import exercises_button, for_clients, help_button, urge_button
from bot.screens.keeping import show_for_a_while, take_out
from bot.store import anchors, urges, waiting
from bot.store.anchors import PLAN, SENTENCE, VOICE, Anchor
from bot.store.clients import Client
from bot.text import bold, join, utf16_length

_LIST = "anchor:list"


@for_clients
async def overview(context: Context, client: Client) -> None:
    """What can be put in; in an urge it is opened instead, and nothing is asked.

    A sentence behind the command is put in at once.
    """
    by_command = not context.is_button and context.text.startswith("/")
    sentence = context.text.partition(" ")[2].strip() if by_command else ""
    if sentence and await _take_sentence(context, client, sentence):
        return
    if await urges.find_open(context.tx, client.id, context.now) is not None:
        await _bring_out(context, client)
        return
    count = await anchors.count(context.tx, client.id)
    names = ["sentence", "plan"] if client.neutral else ["sentence", "plan", "voice"]
    ways = [Button(context.t(f"anchor.button.{name}"), f"anchor:{name}") for name in names]
    rows: Rows = [ways[:2], ways[2:]] if count < MOST else []
    if count:
        rows = [*rows, [Button(context.t("anchor.button.list", n=count), _LIST)],
                [Button(context.t("anchor.button.try"), "anchor:open")]]  # fmt: skip
    key = "anchor.full" if count >= MOST else "anchor.overview" if count else "anchor.first"
    context.show(context.t(key, n=MOST) if key == "anchor.full" else context.t(key), _some(rows))


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
        await waiting.wait_for(context.tx, context.chat_id, "anchor:then", context.now)
        context.show(context.t("anchor.ask_then"), [[_leave(context)]])


async def _ask(context: Context, client: Client, what: str) -> None:
    if await _cannot_take(context, client):
        return
    await anchors.drop_draft(context.tx, client.id)
    await waiting.wait_for(context.tx, context.chat_id, f"anchor:{what}", context.now)
    context.show(context.t(f"anchor.ask_{what}"), [[_leave(context)]])


async def _take_sentence(context: Context, client: Client, sentence: str) -> bool:
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
    await anchors.drop_draft(context.tx, client.id)
    await anchors.add(context.tx, client.id, PLAN, {"if": text}, context.now, ready=False)
    take_out(context)
    await waiting.wait_for(context.tx, context.chat_id, "anchor:then", context.now)
    context.say(context.t("anchor.ask_then"), [[_leave(context)]])


@for_clients
async def read_then(context: Context, client: Client) -> None:
    """The second half was typed."""
    if (text := await _read(context, client)) is None:
        return
    if await anchors.finish_plan(context.tx, client.id, text) is None:
        await _ask(context, client, "if")
        return
    await _put_in(context)


async def _read(context: Context, client: Client) -> str | None:
    """What was typed, if it can be put in; else that is said and the room waits on."""
    return await _fitting(context, client, context.text.strip())


async def _fitting(context: Context, client: Client, text: str) -> str | None:
    if not text:
        context.say(context.t("anchor.only_text"), [[_leave(context)]])
        return None
    if utf16_length(text) > LONGEST:
        context.say(context.t("anchor.too_long", n=LONGEST), [[_leave(context)]])
        return None
    return None if await _cannot_take(context, client) else text


async def _cannot_take(context: Context, client: Client) -> bool:
    if await anchors.count(context.tx, client.id) < MOST:
        return False
    await waiting.clear(context.tx, context.chat_id)
    context.show(context.t("anchor.full", n=MOST), [[_list_button(context)]])
    return True


async def _put_in(context: Context, *, stays: bool = False) -> None:
    if not stays:
        take_out(context)
    await waiting.clear(context.tx, context.chat_id)
    more = Button(context.t("anchor.button.more"), "anchor:overview")
    key = "anchor.put_in_voice" if stays else "anchor.put_in"
    context.say(context.t(key), [[more, _list_button(context)]])


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
        await waiting.wait_for(context.tx, context.chat_id, "anchor:voice", context.now)
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


@for_clients
async def bring_out(context: Context, client: Client) -> None:
    """One thing out of the box, with "another" below."""
    await _bring_out(context, client)


async def _bring_out(context: Context, client: Client) -> None:
    urge = await urges.find_open(context.tx, client.id, context.now)
    if urge is not None:
        await urges.change(context.tx, urge.id, last_act_at=context.now)
    if not await gate.is_open(context) and not (urge and await gate.lets_anchor_out(context)):
        context.show(
            context.t("anchor.behind_word"),
            [
                [exercises_button(context.t), urge_button(context.t)],
                [Button(context.t("anchor.button.type_word"), "anchor:unlock")],
            ],
        )
        return
    aloud = not context.is_night and not client.neutral
    found, others = await service.bring_out(context.tx, client.id, aloud=aloud)
    if found is None:
        context.show(context.t("anchor.nothing"), _home(context))
        return
    text, rows = join([context.t("anchor.out"), _shown(context, found)]), _home(context)
    if others:
        rows = [[Button(context.t("anchor.button.another"), "anchor:open")], *rows]
    await show_for_a_while(context, client, "anchor:open", text, rows)
    _play(context, found)


@gate.guarded("anchor:open")
@for_clients
async def unlock(context: Context, client: Client) -> None:
    """In a hard moment, with the word."""
    await _bring_out(context, client)


@gate.guarded(_LIST)
@for_clients
async def show_list(context: Context, client: Client) -> None:
    """Everything in the box; a number opens one."""
    box = await anchors.list_all(context.tx, client.id)
    if not box:
        await overview(context)
        return
    lines = [f"{n}. {_line(context, one)}" for n, one in enumerate(box, start=1)]
    buttons = [Button(str(n), f"anchor:look:{one.id}") for n, one in enumerate(box, start=1)]
    rows: Rows = [buttons[start : start + 6] for start in range(0, len(buttons), 6)]
    empty = Button(context.t("anchor.button.empty"), "anchor:empty")
    back = Button(context.t("anchor.button.back"), "anchor:overview")
    text = join([bold(context.t("anchor.list")), "\n".join(lines)])
    await show_for_a_while(context, client, _LIST, text, [*rows, [empty, back]])


@gate.guarded(_LIST)
@for_clients
async def look(context: Context, client: Client) -> None:
    """One thing, and the way to throw it away."""
    found = await anchors.find(context.tx, context.number(0), client.id)
    if found is None:
        context.show(context.t("anchor.gone"), [[_list_button(context)]])
        return
    drop = Button(context.t("anchor.button.drop"), f"anchor:drop:{found.id}")
    await show_for_a_while(
        context, client, _LIST, _shown(context, found), [[drop, _list_button(context)]]
    )
    _play(context, found)


@for_clients
async def drop(context: Context, client: Client) -> None:
    """Thrown away, now; tapped twice, it is just as gone."""
    await anchors.drop(context.tx, context.number(0), client.id)
    context.show(context.t("anchor.dropped"), [[_list_button(context)]])


@for_clients
async def ask_empty(context: Context, client: Client) -> None:
    """All of it? Asked once."""
    yes = Button(context.t("anchor.button.empty_sure"), "anchor:emptied")
    context.show(context.t("anchor.empty_ask"), [[yes], [_list_button(context)]])


@for_clients
async def empty(context: Context, client: Client) -> None:
    """All of it is thrown away."""
    await anchors.drop_all(context.tx, client.id)
    back = Button(context.t("anchor.button.back"), "anchor:overview")
    context.show(context.t("anchor.emptied"), [[back]])


@for_clients
async def leave(context: Context, client: Client) -> None:
    """Not now: half a plan is thrown away."""
    await waiting.clear(context.tx, context.chat_id)
    await anchors.drop_draft(context.tx, client.id)
    await overview(context)


def _shown(context: Context, one: Anchor) -> str:
    if one.kind == PLAN:
        return context.t("anchor.plan", when=one.content["if"], then=one.content["then"])
    if one.kind == VOICE:
        return context.t("anchor.voice")
    return one.content["text"]


def _line(context: Context, one: Anchor) -> str:
    return " ".join(_shown(context, one).split())


def _play(context: Context, one: Anchor) -> None:
    if one.kind == VOICE:
        params = {"chat_id": context.chat_id, "voice": one.content["file"]}
        context.send(Letter("sendVoice", params))


def _home(context: Context) -> Rows:
    t = context.t
    return [[exercises_button(t), urge_button(t)], [help_button(t)]]


def _list_button(context: Context) -> Button:
    return Button(context.t("anchor.button.look"), _LIST)


def _leave(context: Context) -> Button:
    return Button(context.t("anchor.button.leave"), "anchor:leave")


def _some(rows: Rows) -> Rows:
    return [row for row in rows if row]


FEATURE = Feature(
    room="anchor",
    commands=(Command("anker", "anchor", overview, For.CLIENTS),),
    wishes={"anchor": overview},
    in_full=frozenset(["drop", "emptied"]),
    buttons={
        "overview": overview,
        "sentence": ask_sentence,
        "plan": ask_plan,
        "then": ask_then,
        "voice": ask_alone,
        "speak": ask_voice,
        "not_here": not_here,
        "open": bring_out,
        "unlock": unlock,
        "list": show_list,
        "look": look,
        "drop": drop,
        "empty": ask_empty,
        "emptied": empty,
        "leave": leave,
    },
    waits={
        "sentence": Place(read_sentence, Urges.KEPT, reopens="anchor:sentence"),
        "if": Place(read_if, Urges.KEPT, reopens="anchor:plan"),
        "then": Place(read_then, Urges.KEPT, reopens="anchor:then"),
        "voice": Place(read_voice),
    },
)

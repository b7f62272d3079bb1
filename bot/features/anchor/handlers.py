"""The anchor box: filled in a calm moment, opened in a hard one."""

from __future__ import annotations

from bot.context import Context
from bot.feature import Command, Feature, For, Place, Urges
from bot.features.anchor import filling, service
from bot.features.anchor.filling import LIST, list_button
from bot.features.anchor.rules import MOST
from bot.outbox.letters import Button, Letter, Rows, in_rows
from bot.screens import gate
from bot.screens.frame import exercises_button, for_clients, help_button, urge_button
from bot.screens.keeping import show_for_a_while, words_alone
from bot.store import anchors, urges
from bot.store.anchors import PLAN, VOICE, Anchor
from bot.store.clients import Client
from bot.text import bold, join


@for_clients
async def overview(context: Context, client: Client) -> None:
    """What can be put in; in an urge it is opened instead, and nothing is asked.

    A sentence behind the command is put in at once.
    """
    by_command = not context.is_button and context.text.startswith("/")
    if by_command and context.words:
        sentence = words_alone(context).partition(" ")[2].strip()
        if not sentence:  # It stood below a photo, and may be typed.
            await context.wait_for("anchor:sentence")
        if await filling.take_sentence(context, client, sentence):
            return
    if await urges.find_open(context.tx, client.id, context.now) is not None:
        await _bring_out(context, client)
        return
    await context.may_get("anchor:offered")
    count = await anchors.count(context.tx, client.id)
    names = ["sentence", "plan"] if client.neutral else ["sentence", "plan", "voice"]
    ways = [Button(context.t(f"anchor.button.{name}"), f"anchor:{name}") for name in names]
    rows: Rows = [ways[:2], ways[2:]] if count < MOST else []
    if count:
        rows = [*rows, [Button(context.t("anchor.button.list", n=count), LIST)],
                [Button(context.t("anchor.button.try"), "anchor:open")]]  # fmt: skip
    key = "anchor.full" if count >= MOST else "anchor.overview" if count else "anchor.first"
    context.show(context.t(key, n=MOST) if key == "anchor.full" else context.t(key), _some(rows))


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
        await _say_nothing_fits(context, client)
        return
    text, rows = join([context.t("anchor.out"), _shown(context, found)]), _home(context)
    if others:
        rows = [[Button(context.t("anchor.button.another"), "anchor:open")], *rows]
    await show_for_a_while(context, client, "anchor:open", text, rows)
    _play(context, found)


async def _say_nothing_fits(context: Context, client: Client) -> None:
    """Nothing to bring out: the box is empty, or what is in it may not be heard now."""
    if await anchors.count(context.tx, client.id):
        context.show(context.t("anchor.nothing"), _home(context))
        return
    fill = Button(context.t("anchor.button.fill"), "anchor:sentence")
    context.show(context.t("anchor.nothing_in"), [*_home(context), [fill]])


@gate.guarded("anchor:open")
@for_clients
async def unlock(context: Context, client: Client) -> None:
    """In a hard moment, with the word."""
    await _bring_out(context, client)


@gate.guarded(LIST)
@for_clients
async def show_list(context: Context, client: Client) -> None:
    """Everything in the box; a number opens one."""
    box = await anchors.list_all(context.tx, client.id)
    if not box:
        await overview(context)
        return
    lines = [f"{n}. {_line(context, one)}" for n, one in enumerate(box, start=1)]
    buttons = [Button(str(n), f"anchor:look:{one.id}") for n, one in enumerate(box, start=1)]
    empty = Button(context.t("anchor.button.empty"), "anchor:empty")
    back = Button(context.t("anchor.button.back"), "anchor:overview")
    text = join([bold(context.t("anchor.list")), "\n".join(lines)])
    await show_for_a_while(context, client, LIST, text, [*in_rows(buttons, 6), [empty, back]])


@gate.guarded(LIST)
@for_clients
async def look(context: Context, client: Client) -> None:
    """One thing, and the way to throw it away."""
    found = await anchors.find(context.tx, context.number(0), client.id)
    if found is None:
        context.show(context.t("anchor.gone"), [[list_button(context)]])
        return
    drop = Button(context.t("anchor.button.drop"), f"anchor:drop:{found.id}")
    rows = [[drop, list_button(context)]]
    await show_for_a_while(context, client, LIST, _shown(context, found), rows)
    _play(context, found)


@for_clients
async def drop(context: Context, client: Client) -> None:
    """Thrown away, now; tapped twice, it is just as gone."""
    await anchors.drop(context.tx, context.number(0), client.id)
    context.show(context.t("anchor.dropped"), [[list_button(context)]])


@for_clients
async def ask_empty(context: Context, client: Client) -> None:
    """All of it? Asked once."""
    yes = Button(context.t("anchor.button.empty_sure"), "anchor:emptied")
    context.show(context.t("anchor.empty_ask"), [[yes], [list_button(context)]])


@for_clients
async def empty(context: Context, client: Client) -> None:
    """All of it is thrown away."""
    await anchors.drop_all(context.tx, client.id)
    back = Button(context.t("anchor.button.back"), "anchor:overview")
    context.show(context.t("anchor.emptied"), [[back]])


@for_clients
async def leave(context: Context, client: Client) -> None:
    """Not now: half a plan is thrown away."""
    await context.stop_waiting()
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


def _some(rows: Rows) -> Rows:
    return [row for row in rows if row]


FEATURE = Feature(
    room="anchor",
    commands=(Command("anker", "anchor", overview, For.CLIENTS),),
    wishes={"anchor": overview},
    in_full=frozenset(["drop", "emptied"]),
    buttons={
        "overview": overview,
        "sentence": filling.ask_sentence,
        "plan": filling.ask_plan,
        "then": filling.ask_then,
        "voice": filling.ask_alone,
        "speak": filling.ask_voice,
        "not_here": filling.not_here,
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
        name: Place(read, Urges.KEPT, reopens=f"anchor:{opens}", without=leave)
        for name, read, opens in (
            ("sentence", filling.read_sentence, "sentence"),
            ("if", filling.read_if, "plan"),
            ("then", filling.read_then, "then"),
        )
    }
    | {
        "offered": Place(filling.read_offered),
        "voice": Place(filling.read_voice, without=leave, wanted=filling.ask_voice),
    },
)

"""The own safety plan: made in a calm moment, one tap away in a crisis.

What stands in it is sealed, shown to nobody else, and thrown away when the client wants that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import pairwise

from bot.context import Context
from bot.feature import Feature, Place, Urges
from bot.outbox import letters
from bot.outbox.letters import Button
from bot.safety import help_screen
from bot.screens import stub, typed
from bot.screens.frame import help_button, urge_and_help
from bot.screens.gate import guarded
from bot.screens.keeping import is_private, show_for_a_while, take_out, words_alone
from bot.store import plans
from bot.store.clients import Client
from bot.store.plans import PARTS, Plan
from bot.text import Text, bold, join
from bot.understanding.closed_lists import phrase_set
from bot.understanding.words import words_of

_LONGEST = 700
"""Characters in one part: all four stand in one message, with room to spare."""
_ALONE = "_alone"
"""Ends the name of the place where one part is changed by itself."""
_NUMBER = re.compile(r"\+?\d[\d ().\-/]{1,18}\d")
_MOST_NUMBERS = 6
_LABEL = 40
_NOTHING = phrase_set("""
    niks, niets, niemand, geen, nvt, geen idee, weet niet, weetniet, weet ik niet,
    dat weet ik niet, ik weet het niet, ik heb niemand, sla over, overslaan, volgende, verder,
    nothing, nobody, noone, no one, none, na, no idea, not sure, dont know, i dont know, dunno,
    idk, i have nobody, i have no one, skip, next, pass
""")
"""Whole answers that name nothing."""
_STAYS = timedelta(hours=1)
"""It is opened in a crisis: it does not go while it is needed, and one tap brings it back."""


async def open_plan(context: Context) -> None:
    """The plan as it stands; asks for no word and changes nothing."""
    await context.stop_waiting()
    plan, client = await _plan_of(context), context.client
    if not plan or client is None:
        await _offer(context)
        return
    edit = Button(context.t("plan.button.edit"), "plan:edit")
    numbers = [[button] for button in copies(context, plan.people)]
    rows = [*numbers, [help_button(context.t)], [edit]]
    await show_for_a_while(context, client, "plan:open", _shown(context, plan), rows, _STAYS)


def _shown(context: Context, plan: Plan) -> Text:
    parts = [
        join([bold(context.t(f"plan.{name}")), plan.part(name)], "\n")
        for name in PARTS
        if plan.part(name)
    ]
    return join([*parts, context.t("plan.not_watched")])


def copies(context: Context, people: str) -> list[Button]:
    """A button that copies each number in the text, named as its line is."""
    found = []
    for line in people.splitlines():
        for match in _NUMBER.finditer(line):
            number = re.sub(r"[^\d+]", "", match[0])
            name = line[: match.start()].strip(" \t:;,.-–·(") or number
            label = context.t("plan.button.copy", name=name[: _LABEL - 12])
            found.append(Button(label, copy=number))
    return found[:_MOST_NUMBERS]


async def _offer(context: Context) -> None:
    """There is none: honest, and never pressed upon anybody."""
    if context.client is None:
        context.show(context.t("plan.visitor"), [[help_button(context.t)]])
        return
    if context.client.is_held(context.now):
        # In a crisis there is none to make: people come first.
        await help_screen.sos(context)
        return
    make = Button(context.t("plan.button.make"), "plan:make")
    context.show(context.t("plan.none"), [[make], [help_button(context.t)]])


@guarded("plan:make")
async def make(context: Context) -> None:
    """From the first part on, one after the other, each skippable."""
    if context.client is None:
        await _offer(context)
        return
    context.show(context.t("plan.intro"))
    await _ask(context, context.client, PARTS[0])


async def ask_next(context: Context) -> None:
    """A part was skipped: the next one, or the plan."""
    await _ask_after(context, context.word(0))


async def _ask_after(context: Context, part: str) -> None:
    following = PARTS.index(part) + 1 if part in PARTS else 0
    if following < len(PARTS) and context.client is not None:
        await _ask(context, context.client, PARTS[following])
    else:
        await open_plan(context)


async def _ask(context: Context, client: Client, part: str) -> None:
    await context.wait_for(f"plan:{part}")
    plan = await _plan_of(context)
    skip = Button(context.t("plan.button.skip"), f"plan:next:{part}")
    enough = Button(context.t("plan.button.enough"), "plan:open")
    question = letters.say(context.chat_id, _question(context, plan, part), [[skip, enough]])
    if plan.part(part) and await is_private(context, client):
        stub.send_for_a_while(context, question)
    else:
        context.send(question)


def _question(context: Context, plan: Plan, part: str) -> Text:
    there = context.t("plan.there_now", text=plan.part(part)) if plan.part(part) else ""
    return join([bold(context.t(f"plan.{part}")), context.t(f"plan.ask_{part}"), there])


@guarded("plan:edit")
async def edit(context: Context) -> None:
    """Which part? Or throw all of it away."""
    if not await _plan_of(context):
        await _offer(context)
        return
    buttons = [Button(context.t(f"plan.{name}"), f"plan:part:{name}") for name in PARTS]
    drop = Button(context.t("plan.button.drop"), "plan:drop")
    back = Button(context.t("plan.button.back"), "plan:open")
    context.show(context.t("plan.which"), [*([button] for button in buttons), [drop, back]])


@guarded("plan:edit")
async def change_part(context: Context) -> None:
    """One part, by itself: type it anew, or empty it."""
    part = context.word(0)
    if part not in PARTS or context.client is None:
        await edit(context)
        return
    await context.wait_for(f"plan:{part}{_ALONE}")
    plan = await _plan_of(context)
    empty = Button(context.t("plan.button.empty"), f"plan:empty:{part}")
    keep = Button(context.t("plan.button.keep"), "plan:open")
    rows = [[empty, keep] if plan.part(part) else [keep]]
    question = _question(context, plan, part)
    await show_for_a_while(context, context.client, f"plan:part:{part}", question, rows)


async def empty_part(context: Context) -> None:
    """One part goes."""
    part = context.word(0)
    if part in PARTS and context.client is not None:
        await plans.set_part(context.tx, context.client.id, part, "", context.now)
    await open_plan(context)


async def read_part(context: Context, *, part: str, alone: bool) -> None:
    """A part was typed: sealed, taken out of the chat, and on to the next."""
    text, client = words_alone(context), context.client
    if not text or client is None:
        context.say(context.t("keeping.only_text"))
        return
    if len(text) > _LONGEST:
        context.say(context.t("plan.too_long", n=_LONGEST))
        return
    take_out(context)
    names_nothing = tuple(words_of(text.replace(".", ""))) in _NOTHING or typed.is_leaving(text)
    if not names_nothing:  # "nobody" must not stand where somebody looks for whom to ring
        await plans.set_part(context.tx, client.id, part, text, context.now)
    await _without(context, part=part, alone=alone)


async def _without(context: Context, *, part: str, alone: bool) -> None:
    """On to what comes behind a part, as it stands now."""
    await (open_plan(context) if alone else _ask_after(context, part))


async def ask_drop(context: Context) -> None:
    """One question before all of it goes."""
    yes = Button(context.t("plan.button.drop_yes"), "plan:dropped")
    back = Button(context.t("plan.button.back"), "plan:open")
    context.show(context.t("plan.drop_ask"), [[yes, back]])


async def drop(context: Context) -> None:
    """All of it goes."""
    await context.stop_waiting()
    if context.client is not None:
        await plans.drop(context.tx, context.client.id)
    context.show(context.t("plan.dropped"), [urge_and_help(context.t)])


async def _plan_of(context: Context) -> Plan:
    if context.client is None:
        return Plan()
    return await plans.find(context.tx, context.client.id)


def _waits() -> Iterator[tuple[str, Place]]:
    """Each part in turn, opened again by the button that skips the one before it; and alone."""
    for before, part in pairwise(("", *PARTS)):
        for name, reopens in (
            (part, f"plan:next:{before}"),
            (f"{part}{_ALONE}", f"plan:part:{part}"),
        ):
            read = partial(read_part, part=part, alone=name != part)
            without = partial(_without, part=part, alone=name != part)
            yield name, Place(read, Urges.KEPT, reopens=reopens, without=without)


FEATURE = Feature(
    room="plan",
    wishes={"plan": open_plan},
    in_full=frozenset(["empty", "dropped"]),
    buttons={
        "open": open_plan,
        "make": make,
        "next": ask_next,
        "edit": edit,
        "part": change_part,
        "empty": empty_part,
        "drop": ask_drop,
        "dropped": drop,
    },
    waits=dict(_waits()),
)

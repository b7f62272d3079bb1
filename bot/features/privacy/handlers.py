"""Sweeping the chat, seeing what is kept, and being erased."""

from __future__ import annotations

import structlog

from bot.clients import coach_view, leaving
from bot.context import Context
from bot.feature import Command, Feature, For, Tick
from bot.features.privacy import agreed, export
from bot.logs import fault_of
from bot.outbox import letters
from bot.outbox.letters import Button
from bot.safety import lasting, standing
from bot.screens import menus, typed
from bot.screens.frame import for_clients, keyboard
from bot.screens.gate import guarded
from bot.screens.keeping import show_for_a_while
from bot.store import messages, outbox, outbox_queries
from bot.store.clients import Client
from bot.store.errors import ErasuresError
from bot.text import join
from bot.understanding.yes_no import NO, YES

log = structlog.get_logger(__name__)

_FORGET = "privacy:forget"
_AT_ONCE = 100
_VISITOR_REACH = 300
"""Message numbers to try where none are kept: of a visitor, or from before somebody joined."""


async def wipe(context: Context) -> None:
    """Empty the chat; not a coach's, where what clients wrote stands, and nowhere else.

    A coach who takes part herself is asked first.
    """
    if not context.is_coach:
        await sweep(context)
    elif context.client is None:
        context.say(context.t("wipe.coach"))
    else:
        names = {"yes": "sweep", "no": "leave"}
        rows = [[Button(context.t(f"wipe.button.{n}"), f"privacy:{v}")] for n, v in names.items()]
        context.say(context.t("wipe.ask"), rows)


async def leave(context: Context) -> None:
    """Second thoughts about sweeping."""
    context.show(context.t("wipe.kept"))


async def sweep(context: Context) -> None:
    """Delete both sides of the last 48 hours, with the replies that are still on their way; say
    honestly what stays, bring the keyboard back.

    Where others may look nothing is left that speaks of threats or danger.
    """
    # In this order: what arrives in between is then in both, and not in neither.
    coming, numbers = await _coming(context), await _numbers(context)
    for start in range(0, len(numbers), _AT_ONCE):
        context.send(letters.sweep(context.chat_id, numbers[start : start + _AT_ONCE]))
    for start in range(0, len(coming), _AT_ONCE):
        context.send(letters.take_back(context.chat_id, coming[start : start + _AT_ONCE]))
    replies, said = context.book.replies, [context.t("wipe.done")]
    if context.client is None or not context.client.neutral:
        said.append(replies["evidence"])
        if await lasting.is_near_a_crisis(context):
            said.append(replies["not_emergency"])  # The numbers went with the rest.
    context.say(join(said), keyboard=keyboard(context.t), silent=True)


async def _numbers(context: Context) -> list[int]:
    """Of a client the kept numbers; before they joined none were kept, so the latest are tried."""
    client, last = context.client, context.message_id
    tried = range(max(1, last - _VISITOR_REACH + 1), last + 1)
    if client is None:
        # No more than came since, or is on its way: what is said after it, a crisis too, stays.
        coming = await outbox_queries.count_coming(context.tx, context.chat_id)
        shown = context.deps.in_sight.find(context.chat_id)
        newest = max(last, shown.message_id) if shown is not None else last
        # In a busy bot's chats numbers leap: an old "/wis" is not to ask for all in between.
        newest = min(newest + coming, last + _VISITOR_REACH)
        return list(range(tried.start, newest + 1))
    since = context.now - outbox.REACH
    known = await messages.take_all(context.tx, context.chat_id, since)
    first = min([*known, last])
    earlier = [number for number in tried if number < first] if client.created_at > since else []
    return sorted({*earlier, *known, last})


async def _coming(context: Context) -> list[str]:
    """The letters to a client whose numbers are not known yet; they leave before the sweep."""
    if context.client is None:
        return []
    return await outbox_queries.list_coming(context.tx, context.client.id)


@guarded("privacy:mirror")
@for_clients
async def mirror(context: Context, client: Client) -> None:
    """The coach's own screen about this client, and nothing left out."""
    zone = context.deps.settings.timezone
    seen = await coach_view.card(context.tx, context.book, client, context.now, zone)
    text = join([context.t("mirror.title"), seen, context.t("mirror.can")])
    rows = [[Button(context.t("settings.button.about_me"), "more:ask")]]
    await show_for_a_while(context, client, "privacy:mirror", text, rows)


@guarded("privacy:mydata")
async def my_data(context: Context) -> None:
    """Everything that is kept, as files."""
    await export.hand_out(context)


async def ask_forget(context: Context) -> None:
    """One confirmation before everything goes."""
    if context.client is None:
        context.show(context.t("forget.nothing"))
        return
    shown = await typed.in_sight(context)
    typed_yes = not context.is_button and not context.text.startswith("/")
    if typed_yes and shown is not None and shown.holds(_FORGET):
        await typed.ask_in_full(context)
        return
    await standing.show(
        context,
        context.t("forget.ask"),
        [
            [Button(context.t("forget.button.yes"), _FORGET)],
            [Button(context.t("forget.button.no"), "privacy:keep")],
        ],
    )


async def forget(context: Context) -> None:
    """Erase. What is still on the phone is the person's own to delete."""
    client = context.client
    if client is None:
        context.show(context.t("forget.nothing"))
        return
    language = context.language
    try:
        await leaving.erase(context.tx, client, context.now)
    except ErasuresError as error:
        # Tried again and again, it would hold up whatever else she types, a crisis too.
        log.error("somebody cannot be erased", **fault_of(error))
        again = [Button(context.t("forget.button.yes"), _FORGET)]
        context.show(context.t("forget.not_now"), [again])
        return
    context.unit.client = None
    book = context.deps.shelf[language]
    context.show(book.t("forget.done"))
    context.send(menus.as_on_the_phone(context.chat_id))


async def keep(context: Context) -> None:
    """Second thoughts."""
    await standing.show(context, context.t("forget.kept"))


FEATURE = Feature(
    room="privacy",
    commands=(
        Command("wis", "wipe", wipe, For.NO_COACH),
        Command("mijngegevens", "mydata", my_data, For.CLIENTS),
        Command("vergeetmij", "forgetme", ask_forget, For.CLIENTS),
    ),
    wishes={"erase": ask_forget, "wipe": wipe, "data": my_data, "consent": agreed.look},
    in_full=frozenset(["forget", "agree", "anew", "sweep"]),
    plainly={"forget": YES, "keep": NO},
    buttons={
        "forget": forget,
        "keep": keep,
        "sweep": sweep,
        "leave": leave,
        "mirror": mirror,
        "mydata": my_data,
        "agreed": agreed.look,
        "agree": agreed.decide,
        "anew": agreed.agree_anew,
        "base": agreed.leave_base,
    },
    ticks=(Tick("consents", 600.0, agreed.lapse),),
    kinds={export.KIND: export.ExportKind()},
)

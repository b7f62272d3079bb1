"""The coaches' inbox: who waits for an answer, and how answers go."""

from __future__ import annotations

from bot.calendar.days import show_instant
from bot.clients import relaying
from bot.context import Context
from bot.feature import Command, Feature, For, Place, Tick
from bot.features.coach import call_requests
from bot.features.coach.inbox import meant, own_chat, undo
from bot.features.coach.inbox.answers import close_question, is_silent, set_silent
from bot.features.coach.inbox.group import CHECK, CheckKind, leave_unlinked
from bot.features.coach.inbox.letter_kinds import KINDS
from bot.outbox import letters
from bot.outbox.letters import Button, Rows
from bot.screens.frame import panel_button
from bot.store import acts, clients, desk, notes, relay
from bot.store.relay import Conversation
from bot.text import bold, join

HOURS = "office_hours"
_LONGEST_HOURS = 120
_MOST_SHOWN = 20


async def show_list(context: Context) -> None:
    """The open questions: a name and a time, and nothing else."""
    await _show_list(context)


async def _show_list(context: Context, said: str = "") -> None:
    found = await relay.list_open(context.tx, context.now)
    rows = [
        [Button(await _label(context, one), f"inbox:one:{one.client_id}")]
        for one in found[:_MOST_SHOWN]
    ]
    count = context.t("inbox.open", n=len(found)) if found else context.t("inbox.none")
    in_group = await desk.find_linked(context.tx) is not None and not any(
        [await _find_here(context, one.client_id) for one in found[:_MOST_SHOWN]]
    )
    calls = "\n".join(await call_requests.lines(context))
    text = join(
        [said, calls, bold(count), context.t("inbox.how_group" if in_group else "inbox.how")]
    )
    context.show(text, [*rows, *await _settings(context)])


async def _label(context: Context, one: Conversation) -> str:
    client = await clients.find(context.tx, one.client_id)
    assert client is not None
    assert one.open_since is not None
    name = await relaying.shown_name(context.tx, context.book, client)
    zone = context.deps.settings.timezone
    return f"{name} · {show_instant(one.open_since, zone, context.language)}"


async def _settings(context: Context) -> Rows:
    silent = "loud" if await is_silent(context) else "silent"
    return [
        [_button(context, "canned_all", "canned:list"), _button(context, "away", "away:show")],
        [
            _button(context, "hours", "inbox:hours"),
            _button(context, silent, f"inbox:silent:{silent}"),
        ],
        [
            _button(context, "group", "inbox:group"),
            panel_button(context.t),
        ],
    ]


async def show_one(context: Context) -> None:
    """One question: where it stands, and that it is dealt with."""
    client = await clients.find(context.tx, context.number(0))
    found = await relay.find_conversation(context.tx, context.number(0))
    if client is None or found is None or found.open_since is None:
        await show_list(context)
        return
    rows: list[list[Button]] = []
    if await _find_here(context, client.id) is None and found.thread_id and found.group_id:
        rows.append([Button(context.t("inbox.button.topic"), url=_link(found))])
    else:
        rows.append([_button(context, "show", f"inbox:show:{client.id}")])
    rows.append([_button(context, "done", f"inbox:done:{client.id}")])
    back = [_button(context, "back", "inbox:list")]
    context.show(bold(await _label(context, found)), [*rows, back])


def _link(found: Conversation) -> str:
    """Telegram's address of a topic; there its group goes without -100."""
    return f"https://t.me/c/{str(found.group_id).removeprefix('-100')}/{found.thread_id}"


async def show_message(context: Context) -> None:
    """A line in answer to the message itself, so that a tap leads there."""
    number = await _find_here(context, context.number(0))
    if number is None:
        context.say(context.t("inbox.not_here"))
        return
    context.say(context.t("inbox.here"), under=number)


async def _find_here(context: Context, client_id: int) -> int | None:
    """The newest question of a client, if it came into this chat: a group may refuse it."""
    latest = await relay.find_latest_question(context.tx, client_id)
    if latest is None:
        return None
    copies = await relay.list_from(context.tx, latest.from_chat_id, latest.from_message_id)
    here = next((one for one in copies if one.to_chat_id == context.chat_id), None)
    return here.to_message_id if here is not None else None


async def mark_done(context: Context) -> None:
    """No answer is needed; pressed under a message, that message stays as it is."""
    await close_question(context, context.number(0))
    context.toast(context.t("inbox.done"))
    if await _is_own_list(context):
        await show_list(context)


async def _is_own_list(context: Context) -> bool:
    """Whether the button stood in the list, not under a client's message."""
    found = await relay.find_copy(context.tx, context.chat_id, context.message_id)
    return found is None and context.is_private


async def change_silent(context: Context) -> None:
    """With a sound, or without: as the button says, and by its command the other way round."""
    wanted = context.word(0) if context.is_button else ""
    silent = wanted == "silent" if wanted else not await is_silent(context)
    await set_silent(context, silent=silent)
    context.toast(context.t("inbox.silent" if silent else "inbox.loud"))
    await show_list(context)


async def ask_hours(context: Context) -> None:
    """When clients may count on being read."""
    await context.wait_for("inbox:hours")
    hours = await notes.find(context.tx, HOURS)
    now = context.t("inbox.hours_now", hours=hours) if hours else ""
    rows = [[_button(context, "no_hours", "inbox:no_hours")]] if hours else []
    text = join([now, context.t("inbox.ask_hours")])
    context.show(text, [*rows, [_button(context, "back", "inbox:list")]])


async def read_hours(context: Context) -> None:
    """The hours were typed: they are shown to clients as they stand."""
    hours = " ".join(context.text.split())
    if not hours or len(hours) > _LONGEST_HOURS:
        context.say(context.t("inbox.hours_again"), [[_button(context, "back", "inbox:list")]])
        return
    if await meant.for_client(context, "hours", "inbox:keep_hours"):
        return
    await context.stop_waiting()
    await notes.put(context.tx, HOURS, hours)
    await acts.note(context.tx, context.chat_id, "hours_set", context.now)
    read = context.t("contact.hours", hours=hours)
    await _show_list(context, context.t("inbox.hours_read", line=read))


async def drop_hours(context: Context) -> None:
    """No hours are named any more."""
    if await notes.find(context.tx, HOURS) is not None:
        await notes.drop(context.tx, HOURS)
        await acts.note(context.tx, context.chat_id, "hours_gone", context.now)
    await show_list(context)


async def explain_group(context: Context) -> None:
    """How a group is linked, or that one is."""
    linked = await desk.find_linked(context.tx)
    key = "inbox.group_linked" if linked is not None else "inbox.group_steps"
    rows: Rows = [[_button(context, "back", "inbox:list")]]
    if linked is not None:
        rows = [[_button(context, "unlink", "inbox:unlink")], *rows]
    context.show(context.t(key, name=context.deps.bot_username), rows)


async def unlink(context: Context) -> None:
    """From now on each coach reads in her own chat; the bot leaves the group."""
    linked = await desk.find_linked(context.tx)
    if linked is not None:
        await desk.drop_group(context.tx, linked.group_id)
        await relay.leave_group(context.tx, linked.group_id)
        context.send(letters.Letter("leaveChat", {"chat_id": linked.group_id}))
        await acts.note(context.tx, context.chat_id, "group_unlinked", context.now)
    await explain_group(context)


def _button(context: Context, name: str, data: str) -> Button:
    return Button(context.t(f"inbox.button.{name}"), data)


FEATURE = Feature(
    room="inbox",
    coach=True,
    commands=(
        Command("vragen", "questions", show_list, For.COACHES),
        Command("stil", "silent", change_silent, For.COACHES),
        Command("koppel", "link", explain_group, For.COACHES),
    ),
    buttons={
        "list": show_list,
        "one": show_one,
        "show": show_message,
        "done": mark_done,
        "recall": undo.show,
        "undo": undo.undo,
        "send": undo.send_shown,
        "silent": change_silent,
        "hours": ask_hours,
        "keep_hours": read_hours,
        "no_hours": drop_hours,
        "group": explain_group,
        "unlink": unlink,
    },
    waits={"hours": Place(meant.own_words(read_hours))},
    leads_out=frozenset(["list", "no_hours"]),
    kinds={**KINDS, CHECK: CheckKind()},
    answers=own_chat.answered,
    ticks=(Tick("groups", 3600.0, leave_unlinked),),
)

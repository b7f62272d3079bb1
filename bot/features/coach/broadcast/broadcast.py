"""A message of the coach to many: written, addressed, seen as a client sees it, confirmed."""

from __future__ import annotations

from datetime import timedelta

from bot.clients.relaying import ALBUM_ENDS
from bot.context import Context
from bot.feature import Command, Feature, For, Place, Tick
from bot.features.coach import message
from bot.features.coach.broadcast import plan_card, rewording, sending, whom
from bot.features.coach.broadcast.checking import (
    confirmed,
    fault_in,
    find_twin,
    how_to_write,
    wait_for_words,
    warning_about,
    warning_about_twice,
)
from bot.features.coach.broadcast.letters import BroadcastKind, FixKind, UndoKind, example_for
from bot.features.coach.broadcast.sent import show_standing
from bot.features.coach.message import ABOUT
from bot.features.coach.names import audience_name
from bot.features.coach.placeholders import Values
from bot.features.coach.seen import letters_of
from bot.outbox.letters import Button, Rows
from bot.outbox.parts import LARGEST_ALBUM
from bot.store import audiences, broadcasts
from bot.store.audiences import LETTER
from bot.store.broadcast_copies import FIX, UNDO
from bot.store.broadcasts import ALBUM, DRAFT, PLANNED, Broadcast

UNDO_FOR = timedelta(seconds=60)
"""How long "now" waits, so that a mistake can be taken back."""
FRESH = timedelta(hours=2)
"""How long a preview can be confirmed as it is."""


async def write(context: Context) -> None:
    """Ask for the message."""
    if not (
        await audiences.count_everyone(context.tx) or await audiences.list_cohorts(context.tx)
    ):
        context.show(context.t("broadcast.nobody"))
        return
    await wait_for_words(context.tx, context.chat_id, "", context.now)
    context.show(how_to_write(context), [[_button(context, "cancel", "broadcast:cancel")]])


async def cancel(context: Context) -> None:
    """Second thoughts before anything was written."""
    await context.stop_waiting()
    context.show(context.t("broadcast.cancelled"))


async def take(context: Context) -> None:
    """What was written: a new draft, other words for an old one, or a further part of an album."""
    written = context.incoming.effective_message
    part = message.read(written) if written is not None else None
    if written is None or part is None:
        context.say(context.t("broadcast.not_this_kind"))
        return
    if written.media_group_id is not None:
        await _collect(context, written.media_group_id, part)
        return
    await context.stop_waiting()
    content = {"parts": [part]}
    about = await broadcasts.find_own(context.tx, context.number(0), context.chat_id)
    if about is not None and about.state == PLANNED and about.on is not None:
        await rewording.offer(context, about, content)
        return
    if about is not None and about.state == DRAFT:
        await broadcasts.rewrite(context.tx, about, content, context.now)
        about = await broadcasts.find(context.tx, about.id)
        assert about is not None
        await (show if about.audience else whom.show_whom)(context, about)
        return
    audience = _audience(context)
    draft = await broadcasts.add(
        context.tx, context.chat_id, content, context.now, audience=audience
    )
    found = await broadcasts.find(context.tx, draft)
    assert found is not None
    await (show(context, found) if audience else whom.show_whom(context, found))


def _audience(context: Context) -> str | None:
    """The audience that goes without asking: those who got the message that this one mends."""
    return context.word(0) if audiences.mends(context.word(0)) else None


async def _collect(context: Context, album: str, part: message.Part) -> None:
    closes_at = context.now + ALBUM_ENDS
    found = await broadcasts.find_album(context.tx, context.chat_id, album)
    if found is None:
        content = {"parts": [part], ABOUT: context.number(0)}
        await broadcasts.add(
            context.tx, context.chat_id, content, context.now,
            state=ALBUM, album=album, next_at=closes_at, audience=_audience(context),
        )  # fmt: skip
        return
    parts = [*found.content["parts"], part][:LARGEST_ALBUM]
    await broadcasts.rewrite(
        context.tx, found, {**found.content, "parts": parts}, context.now, next_at=closes_at
    )


async def _draft(context: Context) -> Broadcast | None:
    """The draft of a button; else what became of it is shown."""
    found = await broadcasts.find_own(context.tx, context.number(0), context.chat_id)
    if found is None:
        context.show(context.t("broadcast.gone"))
    elif found.state == PLANNED and found.on is not None:
        await plan_card.show_one(context, found)
    elif found.state == PLANNED:
        await _show_undo(context, found)
    elif found.state != DRAFT:
        await show_standing(context, found)
    else:
        return found
    return None


async def choose(context: Context) -> None:
    """An audience was tapped: in or out. Everyone, or one client, needs nothing besides."""
    if (found := await _draft(context)) is None:
        return
    audience = whom.toggled(found, context.word(1))
    if len(audience) > whom.LONGEST:
        await whom.show_whom(context, found, context.t("broadcast.full"))
        return
    if not audiences.parse(context.word(1)):
        await whom.show_whom(context, found)
        return
    await broadcasts.change(context.tx, found.id, audience=audience or None)
    found = await broadcasts.find(context.tx, found.id)
    assert found is not None
    await (
        show(context, found) if audience == audiences.EVERYONE else whom.show_whom(context, found)
    )


async def look(context: Context) -> None:
    """The message as one client gets it, and below it what happens to it."""
    if (found := await _draft(context)) is not None:
        await show(context, found)


async def show(context: Context, found: Broadcast) -> None:
    """The preview, or what has to be mended first: what she types next is in its place."""
    audience = found.audience or ""
    fault = await fault_in(context, found.content, audience)
    if fault:
        rows = [
            [_button(context, "rewrite", f"broadcast:rewrite:{found.id}")],
            [_drop(context, found)],
        ]
        await wait_for_words(context.tx, context.chat_id, found.id, context.now)
        context.say(fault, rows)
        return
    values = await _example(context, audience)
    context.send(message.rebuilt(found.content, context.chat_id, values))
    context.say(*await _card(context, found, values))


async def _example(context: Context, audience: str) -> Values:
    return await example_for(context.tx, audience, context.now)


async def _card(context: Context, found: Broadcast, values: Values) -> tuple[str, Rows]:
    """Whom it reaches, how it looks on a lock screen, when it goes; and the ways on."""
    t, audience = context.t, found.audience or ""
    twin = await find_twin(context, found)
    ledger = await audiences.ledger(context.tx, audience, context.now)
    numbers = {"get": ledger.recipients, "paused": ledger.paused,
               "unreachable": ledger.unreachable}  # fmt: skip
    parts = [t(f"broadcast.ledger.{name}", n=n) for name, n in numbers.items() if n]
    lines = [
        t("broadcast.preview", who=await audience_name(context.book, context.tx, audience)),
        " · ".join(parts) or t("broadcast.nobody_left"),
        *await plan_card.about_the_day(context, found, context.now, ledger.recipients),
        *warning_about(context.book, found.content, values),
        *await warning_about_twice(context, twin),
    ]
    return "\n".join(lines), _ways(context, found, ledger.recipients, twin)


def _ways(context: Context, found: Broadcast, recipients: int, twin: Broadcast | None) -> Rows:
    rows: list[list[Button]] = []
    if recipients:
        label = context.t("broadcast.button.send", n=recipients)
        # What is confirmed is what was seen right above: how many, which warning, whom and what.
        data = f"broadcast:send:{found.id}:{recipients}:{confirmed(twin)}:{_seen(found)}"
        rows.append([Button(label, data)])
    # Planned it may be for a group that nobody has joined yet.
    rows.append([
        _button(context, "at", f"planned:days:{found.id}:once"),
        _button(context, "weekly", f"planned:days:{found.id}:weekly"),
    ])  # fmt: skip
    rows.append([_button(context, "test", f"broadcast:test:{found.id}")])
    rows.append([
        _button(context, "rewrite", f"broadcast:rewrite:{found.id}"),
        _button(context, "others", f"broadcast:whom:{found.id}"),
    ])  # fmt: skip
    return [*rows, [_drop(context, found)]]


def _seen(found: Broadcast) -> str:
    return letters_of(found.version, found.audience)


async def test(context: Context) -> None:
    """The message once more, to herself alone."""
    if (found := await _draft(context)) is None:
        return
    values = await _example(context, found.audience or "")
    context.send(message.rebuilt(found.content, context.chat_id, values))
    context.toast(context.t("broadcast.tested"))


async def rewrite(context: Context) -> None:
    """Other words for the same draft."""
    if (found := await _draft(context)) is None:
        return
    await wait_for_words(context.tx, context.chat_id, found.id, context.now)
    context.show(how_to_write(context), [[_drop(context, found)]])


async def send(context: Context) -> None:
    """Confirmed: it leaves in a minute, unless that is taken back."""
    if (found := await _draft(context)) is None:
        return
    if fault := await fault_in(context, found.content, found.audience or ""):
        await wait_for_words(context.tx, context.chat_id, found.id, context.now)
        context.show(fault, [[_button(context, "rewrite", f"broadcast:rewrite:{found.id}")]])
        return
    recipients = await _recipients(context, found)
    same = bool(recipients) and context.number(1) == recipients
    as_seen = same and context.word(3) == _seen(found) and not _is_old(context)
    if not as_seen or await _is_overtaken(context, found):
        context.toast(context.t("broadcast.look_again"))
        await show(context, found)
        return
    await broadcasts.confirm(
        context.tx, found, context.now, context.now + UNDO_FOR,
        card_id=context.message_id, on=None, minutes=None, weekly=False, each_local=False,
    )  # fmt: skip
    await _show_undo(context, found)


async def _is_overtaken(context: Context, found: Broadcast) -> bool:
    """Whether the same words were confirmed after the message of which her preview tells."""
    return confirmed(await find_twin(context, found)) > context.number(2)


async def _recipients(context: Context, found: Broadcast) -> int:
    ledger = await audiences.ledger(context.tx, found.audience or "", context.now)
    return ledger.recipients


def _is_old(context: Context) -> bool:
    """Whether the preview whose button was pressed is of another hour: others may get it now."""
    preview = context.incoming.effective_message
    return preview is None or preview.date < context.now - FRESH


async def _show_undo(context: Context, found: Broadcast) -> None:
    who = await audience_name(context.book, context.tx, found.audience or "")
    to = context.t("planned.to", who=who, n=await _recipients(context, found))
    lines = [message.named(context.book, found.content), to, context.t("broadcast.leaves")]
    context.show("\n".join(lines), [[undo_button(context, found)]])


def undo_button(context: Context, found: Broadcast) -> Button:
    """For the minute in which it can be taken back."""
    return _button(context, "undo", f"broadcast:undo:{found.id}")


async def undo(context: Context) -> None:
    """Taken back within the minute: a draft again."""
    found = await broadcasts.find_own(context.tx, context.number(0), context.chat_id)
    if found is not None and await broadcasts.take_back(context.tx, found.id, context.chat_id):
        await plan_card.note_gone(context, found)
        await plan_card.tell_in_card(context, found, "recalled")
        values = await _example(context, found.audience or "")
        text, rows = await _card(context, found, values)
        context.show(f"{context.t('broadcast.recalled')}\n\n{text}", rows)
        return
    if (found := await _draft(context)) is not None:
        await show(context, found)


async def drop(context: Context) -> None:
    """The draft is thrown away; what was sent meanwhile is not."""
    if await plan_card.drop(context):
        await context.stop_waiting()
        context.show(context.t("broadcast.cancelled"))
        return
    await _draft(context)


def _drop(context: Context, found: Broadcast) -> Button:
    return _button(context, "cancel", f"broadcast:drop:{found.id}")


def _button(context: Context, name: str, data: str) -> Button:
    return Button(context.t(f"broadcast.button.{name}"), data)


FEATURE = Feature(
    room="broadcast",
    coach=True,
    commands=(Command("bericht", "broadcast", write, For.COACHES),),
    buttons={
        "write": write, "cancel": cancel, "to": choose, "look": look, "test": test,
        "rewrite": rewrite, "send": send, "undo": undo, "drop": drop, **whom.BUTTONS,
    },
    waits={"text": Place(take)},
    leads_out=frozenset(["cancel", "drop"]),
    kinds={LETTER: BroadcastKind(), FIX: FixKind(), UNDO: UndoKind()},
    ticks=(Tick("broadcasts", 1.0, sending.work, broadcasts.NEXT_DUE),),
)  # fmt: skip

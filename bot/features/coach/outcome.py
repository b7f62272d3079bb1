"""How a message to many goes, in counts and as a file; stopped, corrected, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.content.model import Book
from bot.context import Context
from bot.deps import Deps
from bot.feature import Feature
from bot.features.coach import message, new_words
from bot.features.coach.checking import fault_in, wait_for_words, warning_about
from bot.features.coach.kind import example_for, opens_news
from bot.features.coach.listing import CSV, CsvKind
from bot.features.coach.names import audience_name
from bot.features.coach.placeholders import Values
from bot.outbox import letters
from bot.outbox.kinds import Drop, Postpone
from bot.outbox.letters import Button, Letter, Rows
from bot.road.lanes import Lane
from bot.store import (
    acts,
    audiences,
    broadcast_copies,
    broadcast_sending,
    broadcasts,
    closings,
    waiting,
)
from bot.store.broadcasts import (
    DONE,
    DRAFT,
    FILLING,
    FIX,
    SENDING,
    UNDO,
    WITHDRAWABLE,
    Broadcast,
)
from bot.store.clients import Client
from bot.store.engine import Tx
from bot.store.outbox import SENT, Row, Settlement

CARD, PROGRESS = "bc_card", "bc_shown"
INSTEAD = "instead_of"
"""In the content of a draft: the message in whose place its words are to come."""
_BLOCKS = 12
_LONGEST_NAMES = 100
_MANY = 1_000
"""So many take long enough to be worth a bar."""
GONE_OUT = (FILLING, SENDING, DONE)


def counts(book: Book, found: Broadcast) -> str:
    """How a broadcast stands, in numbers.

    Whoever has to wait counts like whoever got it, then and ever after.
    """
    numbers = {
        "sent" if found.finished_at else "on_the_way": found.out,
        "unreachable": found.unreachable,
        "late": found.expired,
        "failed": found.refused,
        "stopped": found.stopped,
    }
    parts = [book.t(f"broadcast.{name}", n=n) for name, n in numbers.items() if n]
    if not parts:
        return book.t("broadcast.nobody_left")
    return book.t("broadcast.counts", n=found.total, parts=", ".join(parts))


def of_session(book: Book, found: Broadcast) -> str:
    """How a message about a session stands."""
    which = book.t(f"session.told_{found.content['reminder']}")
    return f"{which} {counts(book, found)}"


async def progress(tx: Tx, book: Book, found: Broadcast) -> tuple[str, Rows]:
    """The one message that shows how it goes; what can be done stands below the report then."""
    text, rows = await standing(tx, book, found)
    return text, [] if found.finished_at else rows


async def standing(tx: Tx, book: Book, found: Broadcast) -> tuple[str, Rows]:
    """How it stands, and all that can be done: also the report, once each letter had come up."""
    lines = [*_bar(found), counts(book, found)]
    stop: Rows = []
    if found.withdrawn_at is not None:
        lines.append(book.t("broadcast.withdrawn"))
    elif found.stopped_at is not None:
        lines.append(book.t("broadcast.halted"))
    elif found.state != DONE:
        if not audiences.mends(found.audience or ""):  # a correction waits for no other day
            lines.append(book.t("broadcast.later"))
        stop = [[Button(book.t("broadcast.button.stop"), f"outcome:stop:{found.id}")]]
    rows = [*stop, *_ways(book, found)] if found.total else []
    return await about(tx, book, found, "\n".join(lines)), rows


async def about(tx: Tx, book: Book, found: Broadcast, text: str) -> str:
    """Which message it is and for whom, and below that what there is to say of it."""
    who = message.shortened(await audience_name(book, tx, found.audience or ""), _LONGEST_NAMES)
    return f"{message.named(book, found.content)}\n{book.t('broadcast.for', who=who)}\n{text}"


async def told(tx: Tx, book: Book, found: Broadcast) -> tuple[str, Rows]:
    """The report. When it went to nobody: for whom it was, and a way to write anew."""
    if found.total:
        return await standing(tx, book, found)
    who = await audience_name(book, tx, found.audience or "")
    lines = [message.named(book, found.content), book.t("planned.to", who=who, n=0)]
    write = Button(book.t("coach.button.broadcast"), "broadcast:write")
    return "\n".join([*lines, counts(book, found)]), [[write]]


async def first_line(tx: Tx, book: Book, found: Broadcast, now: datetime) -> str:
    """How it begins, as the lock screen of somebody who gets it shows it."""
    (line,) = await first_lines(tx, book, [found], now)
    return line


async def first_lines(
    tx: Tx, book: Book, messages: Sequence[Broadcast], now: datetime
) -> list[str]:
    """The same of several; who gets it is looked for once an audience, where it is filled in."""
    whose = {one.audience or "" for one in messages if message.is_filled_in(one.content)}
    examples = {audience: await example_for(tx, audience, now) for audience in whose}
    return [
        message.locked_line(
            one.content,
            examples.get(one.audience or "", Values()),
            book.t(f"broadcast.kind.{message.kind_of(one.content)}"),
        )
        for one in messages
    ]


def _bar(found: Broadcast) -> list[str]:
    """How far it is: only to so many that a block more or less is no person."""
    if found.finished_at is not None or found.total < _MANY:
        return []
    done = (_BLOCKS * found.settled + found.total // 2) // found.total
    return ["▰" * done + "▱" * (_BLOCKS - done)]


def _ways(book: Book, found: Broadcast) -> Rows:
    csv_button = Button(book.t("broadcast.button.csv"), f"outcome:csv:{found.id}")
    if found.withdrawn_at is not None:
        return [[csv_button]]
    fix = Button(book.t("broadcast.button.fix"), f"outcome:fix:{found.id}")
    withdraw = Button(book.t("broadcast.button.withdraw"), f"outcome:withdraw:{found.id}")
    return [[csv_button, fix], [withdraw]]


async def _own(context: Context) -> Broadcast | None:
    """The broadcast of a button, if it is this coach's and has left."""
    found = await broadcasts.find_own(context.tx, context.number(0), context.chat_id)
    if found is None or found.state not in GONE_OUT:
        context.show(context.t("broadcast.gone"))
        return None
    return found


async def note(context: Context, act: str, found: Broadcast) -> None:
    """What a coach did with a message, in the log."""
    await acts.note_message(context.tx, context.chat_id, act, context.now, found)


async def look(context: Context) -> None:
    """How it goes now."""
    if (found := await _own(context)) is not None:
        await show_standing(context, found)


async def show_standing(context: Context, found: Broadcast) -> None:
    """How it stands; where the card was, it is kept up to date again."""
    if found.card_id == context.message_id and found.card_covered:
        await broadcasts.change(context.tx, found.id, card_covered=False)
    context.show(*await standing(context.tx, context.book, found))


async def _show_again(context: Context, found: Broadcast) -> None:
    """How it stands after a change."""
    again = await broadcasts.find(context.tx, found.id)
    assert again is not None
    await show_standing(context, again)


async def _show_over(context: Context, found: Broadcast, text: str, rows: Rows) -> None:
    """Something else in this message: in the card it stays there until she comes back."""
    if found.card_id == context.message_id:
        await broadcasts.change(context.tx, found.id, card_covered=True)
    context.show(await about(context.tx, context.book, found, text), rows)


async def stop(context: Context) -> None:
    """Nothing further leaves; what is in the air still arrives."""
    if (found := await _own(context)) is None:
        return
    if found.state != DONE and found.stopped_at is None:
        await halt(context, found)
        await note(context, "message_stopped", found)
    await _show_again(context, found)


async def halt(context: Context, found: Broadcast) -> None:
    """No letter of it leaves from now on."""
    await broadcasts.change(context.tx, found.id, stopped_at=context.now, next_at=context.now)
    await broadcast_sending.stop_some(context.tx, found.id, context.now)


async def send_csv(context: Context) -> None:
    """The list as a file, made when it leaves and kept nowhere."""
    if (found := await _own(context)) is None:
        return
    key = f"bc_csv:{found.id}:{int(context.now.timestamp() * 1000)}"
    params = {"chat_id": context.chat_id, "broadcast": found.id, "language": context.language}
    context.send(Letter("sendDocument", params, kind=CSV, key=key))
    await note(context, "message_listed", found)


async def fix(context: Context) -> None:
    """Silently, or with a new message?"""
    if (found := await _to_mend(context)) is None:
        return
    rows: list[Sequence[Button]] = []
    if message.can_be_corrected(found.content):
        rows.append([Button(context.t("broadcast.button.fix_here"), f"outcome:words:{found.id}")])
    rows.append([Button(context.t("broadcast.button.fix_anew"), f"outcome:anew:{found.id}")])
    rows.append([_back(context, found)])
    await _show_over(context, found, context.t("broadcast.fix_how"), rows)


async def _to_mend(context: Context) -> Broadcast | None:
    """The same as `_own`, unless it was withdrawn."""
    found = await _own(context)
    if found is None or found.withdrawn_at is None:
        return found
    await waiting.clear(context.tx, context.chat_id)
    await show_standing(context, found)
    return None


def _back(context: Context, found: Broadcast) -> Button:
    return Button(context.t("broadcast.button.back"), f"outcome:look:{found.id}")


async def ask_words(context: Context) -> None:
    """Which words instead? Those of a draft that is to be written again are thrown away."""
    if (found := await _to_mend(context)) is None:
        return
    if (old := await _instead(context, found)) is not None:
        await broadcasts.drop(context.tx, old.id, context.chat_id)
    if not await broadcast_sending.count_holders(context.tx, found):
        text = context.t("broadcast.nobody_has_it")
        await _show_over(context, found, text, [[_back(context, found)]])
        return
    place, patience = f"outcome:words:{found.id}", waiting.FOR_LETTERS
    await waiting.wait_for(context.tx, context.chat_id, place, context.now, patience)
    await _show_over(context, found, context.t("broadcast.fix_write"), [[_back(context, found)]])


async def take_words(context: Context) -> None:
    """Show what would come in the place of what arrived: it may have been meant for another."""
    if (found := await _to_mend(context)) is None:
        return
    written = context.incoming.effective_message
    part = message.read(written) if written is not None else None
    if part is None or part["kind"] != "text":
        context.say(context.t("broadcast.fix_only_text"))
        return
    content = message.corrected(found.content, part)
    if fault := await fault_in(context, content, found.audience or ""):
        context.say(fault)
        return
    await waiting.clear(context.tx, context.chat_id)
    draft = await broadcasts.add(
        context.tx, context.chat_id, {**content, INSTEAD: found.id}, context.now,
        audience=found.audience,
    )  # fmt: skip
    await show_instead(context, found, draft, content)


async def show_instead(
    context: Context, found: Broadcast, draft: int, content: message.Content
) -> None:
    """The message as it would be with the words of this draft, and below it what can be done."""
    values = await example_for(context.tx, found.audience or "", context.now)
    context.send(message.rebuilt(content, context.chat_id, values))
    who = await audience_name(context.book, context.tx, found.audience or "")
    lines = [
        context.t("broadcast.preview", who=who),
        context.t("broadcast.fix_preview"),
        *warning_about(context.book, content, values),
    ]
    label = context.t("broadcast.button.fix_put_there")
    if found.stopped_at is None:
        n = await broadcast_sending.count_holders(context.tx, found)
        label = context.t("broadcast.button.fix_put", n=n)
    names = {"rewrite": "words", "cancel": "keep"}
    rows = [[Button(label, f"outcome:put:{found.id}:{draft}")]]
    for name, verb in names.items():
        data = f"outcome:{verb}:{found.id}:{draft}"
        rows.append([Button(context.t(f"broadcast.button.{name}"), data)])
    context.say("\n".join(lines), rows)


async def _instead(context: Context, found: Broadcast) -> Broadcast | None:
    """The words of a button that are to come in its place; None: they did, or are thrown away."""
    draft = await broadcasts.find_own(context.tx, context.number(1), context.chat_id)
    if draft is None or draft.state != DRAFT or draft.content.get(INSTEAD) != found.id:
        return None
    return draft


async def put(context: Context) -> None:
    """Seen and confirmed: in the place of what arrived, and of what is still to leave."""
    if (found := await _to_mend(context)) is None:
        return
    if (draft := await _instead(context, found)) is None:
        await show_standing(context, found)
        return
    content = {name: value for name, value in draft.content.items() if name != INSTEAD}
    if fault := await fault_in(context, content, found.audience or ""):
        data = f"outcome:words:{found.id}:{draft.id}"
        again = Button(context.t("broadcast.button.rewrite"), data)
        context.show(fault, [[again], [_back(context, found)]])
        return
    await broadcasts.drop(context.tx, draft.id, context.chat_id)
    await broadcasts.rewrite(context.tx, found, content, context.now)
    changed = await broadcasts.find(context.tx, found.id)
    assert changed is not None
    await closings.hurry(context.tx, found.id, opens_news(found.id), context.now)
    await broadcast_copies.queue_after(context.tx, changed, FIX, context.now)
    await note(context, "message_corrected", found)
    later = await new_words.also_later(context.tx, context.book, changed)
    text = await about(context.tx, context.book, changed, context.t("broadcast.fixed"))
    context.show(text, [*later, *_ways(context.book, found)])


async def keep(context: Context) -> None:
    """The new words are thrown away, and what arrived stays as it is."""
    if (found := await _own(context)) is None:
        return
    if (draft := await _instead(context, found)) is not None:
        await broadcasts.drop(context.tx, draft.id, context.chat_id)
        context.toast(context.t("broadcast.kept"))
    await show_standing(context, found)


async def anew(context: Context) -> None:
    """A new message to those who got this one."""
    if (found := await _own(context)) is None:
        return
    await wait_for_words(context.tx, context.chat_id, audiences.who_got(found.id), context.now)
    cancel = Button(context.t("broadcast.button.cancel"), "broadcast:cancel")
    await _show_over(context, found, context.t("broadcast.fix_new"), [[cancel]])


async def withdraw(context: Context) -> None:
    """Sure? With how many it can be taken away from at the most."""
    if (found := await _to_mend(context)) is None or await _is_too_old(context, found):
        return
    assert found.started_at is not None
    sure = Button(context.t("broadcast.button.withdraw_sure"), f"outcome:gone:{found.id}")
    lines = [context.t("broadcast.withdraw_sure", n=found.out)]
    if context.now >= found.started_at + WITHDRAWABLE:
        lines = [context.t("broadcast.withdraw_some")]
    if found.state != DONE:
        lines.append(context.t("broadcast.withdraw_rest"))
    await _show_over(context, found, "\n".join(lines), [[sure], [_back(context, found)]])


async def _is_too_old(context: Context, found: Broadcast) -> bool:
    """Whether there is nothing to take away any more, which is said then.

    By when it left, not by when it came to whom: that tells who waited.
    """
    assert found.expires_at is not None
    if found.out and context.now < found.expires_at + WITHDRAWABLE:
        return False
    text = context.t("broadcast.withdraw_none")
    await _show_over(context, found, text, [[_back(context, found)]])
    return True


async def withdraw_now(context: Context) -> None:
    """Stop it, and delete what arrived within the last 48 hours."""
    if (found := await _to_mend(context)) is None or await _is_too_old(context, found):
        return
    now = context.now
    await broadcast_sending.stop_some(context.tx, found.id, now)
    values = {"withdrawn_at": now, "stopped_at": found.stopped_at or now}
    if found.state != DONE:
        values["next_at"] = now
    await broadcasts.change(context.tx, found.id, **values)
    await closings.hurry(context.tx, found.id, opens_news(found.id), now)
    await broadcast_copies.queue_after(context.tx, found, UNDO, now, now - WITHDRAWABLE)
    await note(context, "message_undone", found)
    await _show_again(context, found)


def card(found: Broadcast) -> Letter:
    """The message that shows how it goes, for one that left by itself: it has none yet."""
    params = {"chat_id": found.coach_chat_id, "broadcast": found.id}
    return Letter("sendMessage", params, kind=CARD, key=f"{CARD}:{found.id}")


class CardKind:
    """That message; from when it is there, it is kept up to date."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        found = await _of(tx, row)
        if found is None or found.finished_at or not deps.is_coach(row.chat_id):
            return Drop("over")
        return letters.say(row.chat_id, *await progress(tx, book_of(deps, found), found))

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        for item in items:
            found = await _of(tx, item.row)
            if found is not None and item.state == SENT:
                await broadcasts.change(tx, found.id, card_id=item.message_id, card_covered=False)
        return ()


def shown(found: Broadcast, now: datetime) -> Letter:
    """Brings that message up to date."""
    params = {"chat_id": found.coach_chat_id, "broadcast": found.id, "card": found.card_id}
    letter = Letter("editMessageText", params, kind=PROGRESS)
    return letter.with_(lane=Lane.RELAY, expires_at=now + timedelta(minutes=5))


class ProgressKind:
    """How it goes by now, unless she opened something else in that message meanwhile."""

    async def render(
        self, deps: Deps, tx: Tx, row: Row, client: Client | None, now: datetime
    ) -> Letter | Postpone | Drop:
        found = await _of(tx, row)
        if found is None or row.payload is None or not deps.is_coach(row.chat_id):
            return Drop("gone")
        card_id = row.payload["params"]["card"]
        if found.card_id != card_id or found.card_covered:
            return Drop("something else stands there")
        shown = await progress(tx, book_of(deps, found), found)
        return letters.edit(row.chat_id, card_id, *shown)

    async def settled(
        self, deps: Deps, tx: Tx, items: Sequence[Settlement], now: datetime
    ) -> Sequence[Letter]:
        return ()


async def _of(tx: Tx, row: Row) -> Broadcast | None:
    params = row.payload["params"] if row.payload else {}
    return await broadcasts.find(tx, params.get("broadcast", 0))


def book_of(deps: Deps, found: Broadcast) -> Book:
    """In the language that its coach spoke when she wrote it."""
    return deps.shelf[found.content.get("language", deps.settings.language)]


FEATURE = Feature(
    room="outcome",
    coach=True,
    buttons={
        "look": look,
        "stop": stop,
        "csv": send_csv,
        "fix": fix,
        "words": ask_words,
        "put": put,
        "keep": keep,
        "anew": anew,
        "withdraw": withdraw,
        "gone": withdraw_now,
    },
    waits={"words": take_words},
    leads_out=frozenset(["look", "keep"]),
    kinds={CARD: CardKind(), PROGRESS: ProgressKind(), CSV: CsvKind()},
)

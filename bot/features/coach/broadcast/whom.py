"""Whom a message goes to: chosen with buttons, before anything can be sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.clients.coach_view import name_of
from bot.content.model import Book
from bot.context import Context
from bot.features.coach.names import audience_name
from bot.features.coach.pages import page_of
from bot.outbox.letters import Button, Rows, in_pairs, in_rows
from bot.store import audiences, broadcasts, endings, overview
from bot.store.audiences import AUDIENCES
from bot.store.broadcasts import DRAFT, Broadcast
from bot.store.engine import Tx

_OF_SEVERAL = [name for name, audience in AUDIENCES.items() if len(audience.choices) > 1]
_IN_WORDS = 4
"""Of more choices than this only the number stands on the button."""
_A_PAGE = 20
LONGEST = 200
"""How long an audience may be: some twenty clients chosen by hand."""


async def over_by_then(context: Context, room: str, audience: str, at: datetime) -> str:
    """For how many the sixteen weeks will be over: they get nothing any more, by the calendar."""
    who = await audiences.members(context.tx, audience, context.now)
    if not (count := await endings.count_over(context.tx, who, at)):
        return ""
    ledger = await audiences.ledger(context.tx, audience, context.now)
    which = "over_for_all" if count == ledger.recipients else "over"
    return context.t(f"{room}.{which}", n=count)


async def ask_whom(tx: Tx, book: Book, found: Broadcast, page: int = 0) -> tuple[str, Rows]:
    """The question, with what was chosen so far, and a page of the groups."""
    chosen = _parts(found)
    rows: list[Sequence[Button]] = [
        [_choice(book, found, name, book.t(f"broadcast.to.{name}", number=0))]
        for name, audience in AUDIENCES.items()
        if len(audience.choices) == 1
    ]
    known, ways = page_of(await audiences.list_cohorts(tx), page, f"broadcast:whom:{found.id}")
    groups = [
        _choice(book, found, f"cohort-{number}", await audience_name(book, tx, f"cohort-{number}"))
        for number in known
    ]
    onward = [
        Button(book.t(f"broadcast.button.{name}"), f"broadcast:which:{found.id}:{name}")
        for name in _OF_SEVERAL
    ]
    onward.append(Button(book.t("broadcast.button.client"), f"broadcast:clients:{found.id}:0"))
    rows += [*in_pairs(groups), *ways, *in_pairs(onward)]
    if chosen:
        rows.append([Button(book.t("broadcast.button.onward"), f"broadcast:look:{found.id}")])
    rows.append([Button(book.t("broadcast.button.cancel"), f"broadcast:drop:{found.id}")])
    text = book.t("broadcast.whom")
    if chosen:
        text += "\n\n" + await audience_name(book, tx, found.audience or "")
    return text, rows


def _parts(found: Broadcast) -> list[str]:
    return [part for part in (found.audience or "").split("+") if part]


def _choice(book: Book, found: Broadcast, audience: str, label: str) -> Button:
    mark = "✓ " if audience in _parts(found) else ""
    return Button(mark + label, f"broadcast:to:{found.id}:{audience}")


def toggled(found: Broadcast, audience: str) -> str:
    """The audiences with this one added, or taken out again; everyone stands alone.

    Everyone stays when it is tapped again: a thumb does so, and the preview is shown by then.
    """
    parts = _parts(found)
    if audience == audiences.EVERYONE:
        parts = [audience]
    elif audience in parts:
        parts.remove(audience)
    else:
        parts = [part for part in parts if part != audiences.EVERYONE] + [audience]
    return "+".join(parts)


async def show_whom(context: Context, found: Broadcast, first: str = "", page: int = 0) -> None:
    """The question in place of what stood there, below what has to be said `first`."""
    text, rows = await ask_whom(context.tx, context.book, found, page)
    context.show(f"{first}\n\n{text}" if first else text, rows)


async def _draft(context: Context) -> Broadcast | None:
    found = await broadcasts.find_own(context.tx, context.number(0), context.chat_id)
    if found is None or found.state != DRAFT:
        context.show(context.t("broadcast.gone"))
        return None
    return found


async def whom(context: Context) -> None:
    """Back to the question, or another page of it."""
    if (found := await _draft(context)) is not None:
        await show_whom(context, found, page=context.number(1))


async def which(context: Context) -> None:
    """Which of the choices of an audience?"""
    name = context.word(1)
    if name not in _OF_SEVERAL or (found := await _draft(context)) is None:
        return
    choices = AUDIENCES[name].choices
    many = len(choices) > _IN_WORDS
    buttons = [
        Button(
            str(number) if many else context.t(f"broadcast.to.{name}", number=number),
            f"broadcast:to:{found.id}:{name}-{number}",
        )
        for number in choices
    ]
    rows = in_rows(buttons, 4 if many else 1)
    context.show(context.t(f"broadcast.which_{name}"), [*rows, [_back(context, found)]])


async def one_client(context: Context) -> None:
    """Who? A page at a time; also those who paused, for it is theirs alone to tell."""
    if (found := await _draft(context)) is None:
        return
    page = min(context.number(1), 1_000)
    members = await overview.list_in_reach(context.tx)
    shown = members[page * _A_PAGE : (page + 1) * _A_PAGE]
    buttons = [
        Button((await name_of(context.tx, context.book, one))[:40],
               f"broadcast:to:{found.id}:client-{one.id}")
        for one in shown
    ]  # fmt: skip
    rows = [*in_pairs(buttons)]
    if len(members) > (page + 1) * _A_PAGE:
        more = Button(
            context.t("broadcast.button.more"), f"broadcast:clients:{found.id}:{page + 1}"
        )
        rows.append([more])
    gone = await overview.count_unreachable(context.tx)
    left_out = context.t("broadcast.not_listed", n=gone) if gone else ""
    text = "\n".join(filter(None, [context.t("broadcast.which_client"), left_out]))
    context.show(text, [*rows, [_back(context, found)]])


def _back(context: Context, found: Broadcast) -> Button:
    return Button(context.t("broadcast.button.back"), f"broadcast:whom:{found.id}")


BUTTONS = {"whom": whom, "which": which, "clients": one_client}

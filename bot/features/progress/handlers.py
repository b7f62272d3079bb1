"""Looking back: a picture and plain words; no score, no streak, no verdict.

Data: `progress:<show|helped|rows>:<span>`, and for rows the page.
"""

from __future__ import annotations

from telegram import Message

from bot.context import Context
from bot.feature import Command, Feature, For
from bot.features.progress import service, words
from bot.features.progress.rules import SPANS, USUAL
from bot.outbox import letters
from bot.outbox.letters import Button, Rows
from bot.screens import stub
from bot.screens.frame import urge_and_help
from bot.screens.gate import guarded
from bot.screens.keeping import is_private, show_for_a_while
from bot.screens.practice import DAY, NIGHT, begin_button
from bot.store.clients import Client
from bot.text import Text

_TO_BEGIN = 3


@guarded("progress:show:four")
async def show(context: Context) -> None:
    """The picture of a span, in place of the one whose button was pressed."""
    client = context.client
    if client is None:
        _visitor(context)
        return
    seen = await service.look_back(context.tx, client, _span(context), context.now)
    caption = await _for(context, client, words.caption(context.book, seen))
    if context.is_night and not context.is_button:
        # A bright picture in a dark room only when it is asked for.
        rows = [[_back(context, seen.span)], *_buttons(context, seen.span)]
        await show_for_a_while(context, client, f"progress:show:{seen.span}", caption, rows)
        return
    private, pressed = await is_private(context, client), _picture_pressed(context)
    if private and not stub.can_be_deleted_later(context):
        pressed = None  # It would stay, with today's numbers in it.
    picture = letters.drawing(
        context.chat_id,
        words.drawing(context.book, client.zone, seen),
        caption,
        _buttons(context, seen.span),
        covered=private,
        instead_of=pressed,
    )
    if private:
        picture = picture.with_below([stub.away_button(context.book)])
    if private and pressed is None:
        stub.send_for_a_while(context, picture)
        return
    if private:
        # A new one would stay: where this one is gone, the line comes that opens it again.
        line = stub.stub(context.book, context.chat_id, f"progress:show:{seen.span}")
        picture = picture.with_(otherwise=line.params)
    context.send(picture)
    if private:
        await stub.delete_later(context)


@guarded("progress:show:four")
async def list_helped(context: Context) -> None:
    """What helped: exercises with their numbers, and the messages that were marked."""
    client = context.client
    if client is None:
        _visitor(context)
        return
    span = _span(context)
    found = await service.what_helped(context.tx, client, span, context.now)
    eased = [change.exercise for change in found.changes if change.eased]
    known = [context.book.exercises[name] for name in eased if name in context.book.exercises]
    version = NIGHT if context.is_night else DAY
    begin = [[begin_button(exercise, exercise.title, version)] for exercise in known[:_TO_BEGIN]]
    text = words.helped(context.book, span, found)
    text, rows = await _for(context, client, text), [*begin, [_back(context, span)]]
    await show_for_a_while(context, client, f"progress:helped:{span}", text, rows)


@guarded("progress:show:four")
async def list_rows(context: Context) -> None:
    """The numbers themselves, for whoever reads rather than looks."""
    client = context.client
    if client is None:
        _visitor(context)
        return
    span, page = _span(context), context.number(1)
    seen = await service.look_back(context.tx, client, span, context.now)
    page = min(page, max(0, len(seen.urges) - 1) // words.A_PAGE)
    around = [
        Button(context.t(f"progress.button.{name}"), f"progress:rows:{span}:{number}")
        for name, number in (("earlier", page + 1), ("later", page - 1))
        if number >= 0 and words.page_of(seen.urges, number)
    ]
    text = await _for(context, client, words.rows(context.book, client.zone, seen, page))
    rows = [*([around] if around else []), [_back(context, span)]]
    await show_for_a_while(context, client, f"progress:rows:{span}:{page}", text, rows)


def _span(context: Context) -> str:
    return context.word(0) if context.word(0) in SPANS else USUAL


async def _for(context: Context, client: Client, text: Text) -> Text:
    """Where others may look, covered until it is tapped."""
    return words.covered(text) if await is_private(context, client) else text


def _buttons(context: Context, span: str) -> Rows:
    spans = [
        Button(context.t(f"progress.button.{other}"), f"progress:show:{other}")
        for other in SPANS
        if other != span
    ]
    more = [
        Button(context.t(f"progress.button.{name}"), f"progress:{name}:{span}")
        for name in ("helped", "rows")
    ]
    return [spans, more]


def _back(context: Context, span: str) -> Button:
    return Button(context.t("progress.button.picture"), f"progress:show:{span}")


def _picture_pressed(context: Context) -> int | None:
    """The message with the picture whose button was pressed, if it was one."""
    query = context.incoming.callback_query
    message = query.message if query else None
    return message.message_id if isinstance(message, Message) and message.photo else None


def _visitor(context: Context) -> None:
    context.show(context.t("progress.visitor"), [urge_and_help(context.t)])


FEATURE = Feature(
    room="progress",
    commands=(Command("voortgang", "progress", show, For.CLIENTS, light=True),),
    wishes={"helped": list_helped, "progress": show},
    buttons={"show": show, "helped": list_helped, "rows": list_rows},
)

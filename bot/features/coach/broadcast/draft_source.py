"""The coach's own message, from which a draft was made: changed in Telegram, or cut in two."""

from __future__ import annotations

from collections.abc import Iterator

from telegram import Message

from bot.context import Context
from bot.feature import Feature
from bot.features.coach import message
from bot.features.coach.broadcast import broadcast, draft, rewording, sent
from bot.features.coach.message import NEW, SOURCE, WRITTEN, Content
from bot.outbox import parts
from bot.outbox.letters import Button
from bot.outbox.parts import TEXT_LIMIT, Part
from bot.store import broadcasts
from bot.store.broadcasts import ALBUM, DRAFT, PLANNED, WITHDRAWABLE, Broadcast
from bot.text import utf16_length

_APART = 10
"""So many seconds after its beginning the rest of a text that was cut has come."""
_STRIPPED = 64
"""So many characters at most are gone where it was cut: blanks, ends of lines, signs of form."""
_CUT = "cut"
"""In a part, once she was told: how long the last piece was that came behind it."""


async def taken(context: Context) -> bool:
    """A change of what she wrote."""
    written = context.incoming.edited_message
    return written is not None and context.is_coach and await _changed(context, written)


async def _recent(context: Context) -> list[Broadcast]:
    """What she wrote that may still be changed in Telegram: what still has to leave goes first."""
    since = context.now - WITHDRAWABLE
    found = await broadcasts.list_written(context.tx, context.chat_id, since)
    return sorted(found, key=lambda one: one.state not in (ALBUM, DRAFT, PLANNED))


def _contents(found: Broadcast) -> Iterator[Content]:
    """The words that wait beside a plan, and its own."""
    if NEW in found.content:
        yield found.content[NEW]
    yield found.content


async def _changed(context: Context, written: Message) -> bool:
    for one in await _recent(context):
        if _find_part(one, written.message_id) is None:
            continue
        # Once more, since it may be about to leave: nobody changes it from here on.
        found = await broadcasts.find_own(context.tx, one.id, context.chat_id)
        part = None if found is None else _find_part(found, written.message_id)
        if found is not None and part is not None:
            await _take(context, found, *part, written)
        return True
    return False


def _find_part(found: Broadcast, source: int) -> tuple[Content, int] | None:
    """The words, and the place in them of what was made from this message of hers."""
    return next(
        (
            (content, place)
            for content in _contents(found)
            for place, part in enumerate(content["parts"])
            if part.get(SOURCE) == source
        ),
        None,
    )


async def _take(
    context: Context, found: Broadcast, content: Content, place: int, written: Message
) -> None:
    old, new = content["parts"][place], message.read(written)
    if new is None or not parts.has_words(new) or _same(old, new):
        return
    changed = [*content["parts"][:place], new, *content["parts"][place + 1 :]]
    if found.state in (ALBUM, DRAFT):
        await broadcasts.rewrite(context.tx, found, {**content, "parts": changed}, context.now)
        if found.state == DRAFT:
            await _show(context, found.id)
    elif found.state == PLANNED and found.on is not None:
        await rewording.offer(context, found, {"parts": changed})
    elif found.state == PLANNED:
        text = await sent.about(
            context.tx, context.book, found, context.t("broadcast.edited_leaves")
        )
        context.say(text, [[broadcast.undo_button(context, found)]])
    elif found.withdrawn_at is None:
        fix = Button(context.t("broadcast.button.fix"), f"outcome:fix:{found.id}")
        text = await sent.about(
            context.tx, context.book, found, context.t("broadcast.edited_sent")
        )
        context.say(text, [[fix]])


def _same(old: Part, new: Part) -> bool:
    """Whether only something beside it changed, such as the preview of a link."""
    beside: Part = {SOURCE: 0, WRITTEN: 0, _CUT: 0}
    return {**old, **beside} == {**new, **beside}


async def _show(context: Context, draft_id: int) -> None:
    """The draft as it is now."""
    found = await broadcasts.find(context.tx, draft_id)
    assert found is not None
    if found.audience:
        await draft.show(context, found)
    else:
        context.say(context.t("broadcast.edited"))


async def is_rest(context: Context) -> bool:
    """Telegram itself cuts a text that is too long: its beginning alone became the message. She is
    told so once, at the second piece. What is a word of hers or a command is asked for first.
    """
    written = context.incoming.message
    if written is None or not written.text or written.reply_to_message is not None:
        return False
    if not context.is_coach or await context.waits_for() is not None:
        return False  # its beginning ended the waiting: since then she was asked for another
    for found in await _recent(context):
        for content in _contents(found):
            if found.state in (DRAFT, PLANNED) and _goes_on(content["parts"][-1], written):
                await _tell(context, found, content, utf16_length(written.text))
                return True
    return False


def _goes_on(part: Part, written: Message) -> bool:
    """Whether they may be pieces of one text, of the same moment. Some phones cut at the end of a
    line far before the limit; but two pieces that fit into one message were never cut apart.
    """
    apart = written.date.timestamp() - part.get(WRITTEN, 0)
    if part["kind"] != "text" or not 0 <= apart <= _APART:
        return False
    before = part.get(_CUT) or utf16_length(part["text"])
    return before + utf16_length(written.text or "") > TEXT_LIMIT - _STRIPPED


async def _tell(context: Context, found: Broadcast, content: Content, length: int) -> None:
    *others, last = content["parts"]
    marked = {**content, "parts": [*others, {**last, _CUT: length}]}
    waits = content is not found.content
    kept = {**found.content, NEW: marked} if waits else marked
    await broadcasts.rewrite(context.tx, found, kept, context.now)
    if _CUT not in last:
        rewrite = draft.rewrite_button(context, found)
        context.say(context.t("broadcast.cut", n=TEXT_LIMIT), [[rewrite]])


FEATURE = Feature(room="source", coach=True, answers=taken)

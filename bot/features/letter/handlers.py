"""The letter: the one message, given to the bot instead of being sent."""

from __future__ import annotations

from bot.context import Context
from bot.feature import Command, Feature, Place, Urges
from bot.features.letter import reading, sharing, writing
from bot.screens.keeping import words_alone
from bot.store import letterbox, urges, waiting


async def command(context: Context) -> None:
    """`/brief`: the letters that wait; without any, or in an urge, a new one.

    What follows the command is the letter.
    """
    client = context.client
    if client is not None and context.words:
        text = words_alone(context).partition(" ")[2].strip()
        if not text:  # It stood below a photo, and may be typed.
            await context.wait_for("letter:text", waiting.FOR_LETTERS)
        await writing.put_away(context, client, text)
        return
    if client is None or await urges.find_open(context.tx, client.id, context.now) is not None:
        await writing.write(context)
        return
    kept = await letterbox.list_all(context.tx, client.id, context.now)
    if kept:
        reading.show_kept(context, client, kept)
    else:
        await writing.write(context)


FEATURE = Feature(
    room="letter",
    commands=(Command("brief", "letter", command),),
    wishes={"letter": writing.write, "letters": reading.show_list},
    in_full=frozenset(["tear"]),
    buttons={
        "write": writing.write,
        "here": writing.write_here,
        "mind": writing.in_mind,
        "leave": writing.leave,
        "list": reading.show_list,
        "number": writing.ask_number,
        "then": writing.take_number,
        "one": reading.show_one,
        "now": reading.ask_strength_now,
        "open": reading.open_letter,
        "tear": reading.tear,
        "keep": reading.keep,
        "share": sharing.ask_share,
        "shared": sharing.share,
        "unshared": sharing.do_not_share,
    },
    answers=reading.answer_of_letter,
    waits={
        "text": Place(
            writing.read_text, Urges.WEIGHED, reopens="letter:write", without=writing.leave
        ),
        "more": Place(writing.read_more, Urges.WEIGHED),
    },
)

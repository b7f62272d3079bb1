"""What was typed for a room that had stopped waiting: it can be opened again, and the words taken
out of the chat as the room would have done.

Data: `late:out:<message>:<what opens the room>`; nothing of the words is kept.
"""

from __future__ import annotations

from bot.context import Context
from bot.feature import Feature
from bot.outbox import letters
from bot.screens import late


async def take_out(context: Context) -> None:
    """The message goes; the way back into the room stays."""
    number, opens = context.number(0), ":".join(context.words[1:])
    if number:
        context.send(letters.delete(context.chat_id, [number]))
    context.show(context.t("late.out"), late.ways(context, opens))


FEATURE = Feature(
    room=late.ROOM,
    buttons={"out": take_out},
)

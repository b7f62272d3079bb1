"""A message of the coach to many: its words, its length, and how each client gets it."""

from __future__ import annotations

from telegram import Message

from bot.clients.naming import Content, begins, first_line, kind_of, named, shortened
from bot.features.coach.placeholders import Values, asks_name, fill, open_place
from bot.outbox import letters, parts
from bot.outbox.letters import Letter
from bot.outbox.parts import (
    CAPTION_LIMIT,
    LARGEST_ALBUM,
    METHODS,
    TEXT_LIMIT,
    WITHOUT_CAPTION,
    Part,
    text_of,
)
from bot.road.lanes import Lane
from bot.text import utf16_length

__all__ = ["LARGEST_ALBUM", "Content", "Part", "begins", "kind_of", "named", "shortened"]
ABOUT = "about"
"""In the content of an album that is still coming: the draft or the plan whose words it is."""
NEW = "new"
"""In the content of a plan: what comes in its place once that was seen and confirmed."""
PLAN = "plan"
"""In the content of what left as one of every week: the plan, and its version then."""
SOURCE, WRITTEN = "source", "written"
"""In a part: the number of the coach's own message, and the second in which she wrote it."""


def read(message: Message) -> Part | None:
    """What is kept of her message; None: it is of a kind that cannot be sent on."""
    part = parts.read(message)
    if part is None:
        return None
    return {**part, SOURCE: message.message_id, WRITTEN: int(message.date.timestamp())}


def words_of(content: Content) -> str:
    """All words of a message."""
    return "\n".join(part["text"] for part in content["parts"] if part.get("text"))


def is_filled_in(content: Content) -> bool:
    """Whether it reads differently from client to client."""
    return bool(open_place(words_of(content)))


def asks_names(content: Content) -> bool:
    """Whether its length differs from client to client."""
    return asks_name(words_of(content))


def too_much(content: Content, values: Values) -> int:
    """By how many characters it is too long once it is filled in; at most 0: it fits."""
    return max(
        utf16_length(fill(text_of(part), values).plain)
        - (TEXT_LIMIT if part["kind"] == "text" else CAPTION_LIMIT)
        for part in content["parts"]
    )


def is_empty(content: Content, values: Values) -> bool:
    """Whether nothing is left of a text once it is filled in."""
    part = content["parts"][0]
    return part["kind"] == "text" and not fill(text_of(part), values).plain.strip()


def rebuilt(content: Content, chat_id: int, values: Values) -> Letter:
    """The message for one chat."""
    return parts.rebuilt(content["parts"], chat_id, lambda part: fill(text_of(part), values))


def can_be_corrected(content: Content) -> bool:
    """Whether other words can be put in its place without a new message."""
    first = content["parts"][0]["kind"]
    return first in METHODS.keys() - WITHOUT_CAPTION or first == "text"


def corrected(content: Content, words: Part) -> Content:
    """The same message with other words; an album has them under its first part."""
    first, *others = content["parts"]
    taken = ("text", "entities", SOURCE, WRITTEN)
    changed = first | {name: words[name] for name in taken if name in words}
    return {**content, "parts": [changed, *others]}


def correction(content: Content, chat_id: int, message_id: int, values: Values) -> Letter:
    """The call that puts the present words in the place of those that arrived."""
    part = content["parts"][0]
    filled = fill(text_of(part), values)
    if part["kind"] == "text":
        return letters.edit(chat_id, message_id, filled)
    return parts.recaptioned(part, chat_id, message_id, filled).with_(lane=Lane.TIDY)


def locked_line(content: Content, values: Values, name: str) -> str:
    """What a lock screen shows: about fifty characters; `name` is what its kind is called."""
    line = shortened(first_line(fill(text_of(content["parts"][0]), values).plain))
    return " ".join(filter(None, (name, line)))

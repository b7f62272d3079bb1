"""How a message of a coach to many is called where it is spoken of."""

from __future__ import annotations

from typing import Any

from bot.content.model import Book
from bot.outbox.parts import text_of
from bot.text import one_line

Content = dict[str, Any]
"""What is kept of such a message: its parts, and what was chosen beside them."""
_MOST = 50
"""So many characters of a first line are shown."""


def kind_of(content: Content) -> str:
    """text, a kind of file, album, or copy."""
    parts = content["parts"]
    return "album" if len(parts) > 1 else str(parts[0]["kind"])


def named(book: Book, content: Content, most: int = _MOST) -> str:
    """How the coach knows which message it is: its first line between quotation marks.

    As she wrote it, with nothing filled in: so it stays the same whoever pauses or leaves.
    """
    return book.t("broadcast.named", line=begins(book, content, most))


def begins(book: Book, content: Content, most: int = _MOST) -> str:
    """The same without quotation marks, for a button."""
    kind = book.t(f"broadcast.kind.{kind_of(content)}")
    line = shortened(one_line(first_line(text_of(content["parts"][0]).plain)), most)
    return " ".join(filter(None, (kind, line))) or "…"


def first_line(plain: str) -> str:
    """The first line of a text."""
    return plain.strip().partition("\n")[0]


def shortened(line: str, most: int = _MOST) -> str:
    """At most so many characters of it."""
    return line if len(line) <= most else line[: most - 1].rstrip(" .…") + "…"

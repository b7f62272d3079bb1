"""The fixed replies, put together from the content as a reviewer reads it: word for word."""

from __future__ import annotations

from bot.content.model import Book
from bot.safety.lines import lines_for, show
from bot.sandbox.model import Message
from tests.cast import Person, text_of

TOPICS = {
    "suicide": ("danger", "suicide"),
    "suicide_veiled": ("danger", "suicide"),
    "medical": ("danger", "suicide"),
    "ill": ("danger", "doctor"),
    "selfharm": ("danger", "doctor", "suicide", "talk"),
    "third_suicide": ("danger", "suicide"),
    "violence_safe": ("danger", "doctor", "violence", "sexual"),
    "strangulation": ("danger", "doctor", "violence"),
    "third_violence": ("danger", "violence"),
    "harm": ("danger", "doctor", "suicide", "violence"),
}
"""Each reply with lines, and which lines stand below it."""

QUESTIONS = ("violence", "strangulation_ask")
"""Replies without lines: somebody may stand beside the phone."""
SLIGHTLY = {"suicide_veiled": "suicide_slight", "violence": "violence_slight"}
"""The questions in the words of a slight doubt, which ask the same."""


def reply(
    person: Person,
    kind: str,
    country: str | None = None,
    *,
    writing: bool = False,
    passed_on: bool = False,
    slight: bool = False,
) -> str:
    """The whole text of one reply. `writing`: a room waited for a text, and waits on; `passed_on`:
    none did, and the words would have gone to a coach; `slight`: in the words of a slight doubt.
    """
    book, parts = person.book, [person.book.replies[SLIGHTLY[kind] if slight else kind]]
    if kind in TOPICS:
        parts.append(lines(person, book, TOPICS[kind], country))
        after = {"violence_safe": "violence_after"}.get(kind, f"{kind}_after")
        parts.append(book.replies.get(after, ""))
    parts.append(book.replies["not_kept"] if writing or passed_on else "")
    on = "write_after" if kind in ("suicide_veiled", *QUESTIONS) else "write_on"
    parts.append(book.replies[on] if writing else "")
    return "\n\n".join(part for part in parts if part)


def lines(person: Person, book: Book, topics: tuple[str, ...], country: str | None = None) -> str:
    """The lines for these topics, as they stand in a message now."""
    return show(book, lines_for(book, country, topics), person.stage.clock.now()).plain


def asked_again(person: Person, message: Message) -> bool:
    """Whether this asks "are you thinking of it?" once more, in short, with the numbers."""
    text, replies = text_of(message), person.book.replies
    wordings = (replies[key] for key in ("suicide_again", "suicide_open", "suicide_open_still"))
    numbers = ("112", "113", "1813")
    return text.startswith(tuple(wordings)) and all(number in text for number in numbers)


def kind_of(person: Person, message: Message) -> str | None:
    """Which fixed reply this is, and nothing else; None: it is none. In the words of a slight
    doubt it is the same one.
    """
    text = text_of(message)
    text = text.removeprefix(f"{person.book.replies['violence_maybe'].strip()}\n\n")
    for kind in (*TOPICS, *QUESTIONS):
        for slight in (False, True) if kind in SLIGHTLY else (False,):
            beside = (
                reply(person, kind, passed_on=True, slight=slight),
                reply(person, kind, writing=True, slight=slight),
            )
            if text in (reply(person, kind, slight=slight), *beside):
                return kind
    return None

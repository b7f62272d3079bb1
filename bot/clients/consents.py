"""What a client is asked to agree to, one purpose at a time, each with a version of its own."""

from __future__ import annotations

from bot.content.model import Book
from bot.store.consents import CALL, COACH_VIEW, INBOX, PROGRAMME

VERSIONS = {
    PROGRAMME: "start.consent_version",
    COACH_VIEW: "more.consent_version",
    CALL: "call.protocol_version",
    INBOX: "contact.consent_version",
}
"""By purpose: the text that holds the version of what is agreed to."""


def version_of(book: Book, purpose: str) -> str:
    """The version of today."""
    return book.t(VERSIONS[purpose])


def versions(book: Book) -> dict[str, str]:
    """The versions of today, by purpose."""
    return {purpose: book.t(key) for purpose, key in VERSIONS.items()}

"""The coaches, and the language of each: what comes to her unasked is in that.

Telegram tells it with what she writes alone, so that it is written down then, for all machines.
"""

from __future__ import annotations

from bot.content.model import Book
from bot.deps import Deps
from bot.store import notes
from bot.store.engine import Tx

_LANGUAGE = "language:"


async def note_language(tx: Tx, coach_id: int, language: str) -> None:
    """She wrote, or pressed something, in this one."""
    await notes.put(tx, f"{_LANGUAGE}{coach_id}", language)


async def books(deps: Deps, tx: Tx, *, but: int | None = None) -> list[tuple[int, Book]]:
    """Every coach, and the book to speak to her from; `but`: who did it herself."""
    spoken = await _spoken(tx)
    return [
        (coach, deps.shelf[spoken.get(coach, deps.settings.language)])
        for coach in sorted(deps.settings.coach_ids - {but})
    ]


async def book_for(deps: Deps, tx: Tx, chat_id: int) -> Book:
    """The book for one chat in which coaches read.

    A group is spoken to in the language of all coaches who ever wrote, if they have one.
    """
    spoken = await _spoken(tx)
    if chat_id > 0:
        return deps.shelf[spoken.get(chat_id, deps.settings.language)]
    languages = {language for coach, language in spoken.items() if deps.is_coach(coach)}
    return deps.shelf[languages.pop() if len(languages) == 1 else deps.settings.language]


async def _spoken(tx: Tx) -> dict[int, str]:
    """In which language each of them last wrote, who ever did and is a coach, or was one."""
    noted = await notes.find_all(tx, _LANGUAGE)
    return {int(name.removeprefix(_LANGUAGE)): language for name, language in noted.items()}

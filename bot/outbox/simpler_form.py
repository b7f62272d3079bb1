"""What is sent instead of a reply that Telegram refuses."""

from __future__ import annotations

from bot.deps import Deps
from bot.outbox import letters
from bot.outbox.attaching import in_words
from bot.outbox.kinds import WRITTEN
from bot.outbox.letters import Letter
from bot.road.lanes import Lane
from bot.store import clients
from bot.store.outbox import Row
from bot.text import Text

_SAYS = ("send", "editMessage")


async def simpler_form(deps: Deps, row: Row, letter: Letter) -> Letter | None:
    """The next simpler form of what it says: an edit as a new message, a picture as its caption,
    a message as its words alone; then the fixed help text.

    Whoever waits for a reply is not met with silence. None: there is no simpler form, or nobody
    waits for it.
    """
    if row.lane != Lane.REPLY or row.kind not in WRITTEN or not letter.method.startswith(_SAYS):
        return None
    if (said := letter.as_new() or in_words(letter)) is not None:
        return said
    words = _words_of(letter)
    if words is not None and letter.params != words.params:
        return words
    if row.chat_id < 0:
        return None  # It is meant for one person.
    text = await _fixed_text(deps, row)
    fixed = letters.say(row.chat_id, text, silent=_is_silent(letter))
    return fixed if letter.params != fixed.params else None


def _words_of(letter: Letter) -> Letter | None:
    """Its words, covered where they were: others may look at the phone."""
    if not letter.params.get("text"):
        return None
    entities = letter.params.get("entities", ())
    covered = tuple(entity for entity in entities if entity["type"] == "spoiler")
    text = Text(letter.params["text"], covered)
    said = letters.say(letter.chat_id, text, silent=_is_silent(letter))
    topic = {name: letter.params[name] for name in ("message_thread_id",) if name in letter.params}
    return said.with_(params=said.params | topic)


def _is_silent(letter: Letter) -> bool:
    return bool(letter.params.get("disable_notification"))


async def _fixed_text(deps: Deps, row: Row) -> str:
    async with deps.store.read() as tx:
        client = await clients.find(tx, row.client_id or 0)
    language: str = deps.settings.language if client is None else client.language
    return deps.shelf[language].replies["failed"]

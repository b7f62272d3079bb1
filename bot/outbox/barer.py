"""What is sent instead of a reply to a crisis that Telegram refuses."""

from __future__ import annotations

from bot.deps import Deps
from bot.outbox import letters
from bot.outbox.letters import FIRST, Letter
from bot.store import clients
from bot.store.outbox import Row


async def barer(deps: Deps, row: Row, letter: Letter) -> Letter | None:
    """Its words alone, without what stands around them; then the fixed help text.

    Whoever is in danger is not met with silence. None: that was refused too, or it is another
    reply.
    """
    if row.kind != FIRST:
        return None
    words = letters.say(row.chat_id, letter.params.get("text", ""))
    if words.params["text"] and letter.params != words.params:
        return words
    fixed = letters.say(row.chat_id, await _fixed_text(deps, row))
    return fixed if letter.params != fixed.params else None


async def _fixed_text(deps: Deps, row: Row) -> str:
    async with deps.store.read() as tx:
        client = await clients.find(tx, row.client_id or 0)
    language: str = deps.settings.language if client is None else client.language
    return deps.shelf[language].replies["failed"]

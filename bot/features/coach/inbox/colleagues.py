"""What one coach says to another in a client's topic: it is not for the client to read."""

from __future__ import annotations

import re

from telegram import User

from bot.context import Context
from bot.store import notes
from bot.understanding.closed_lists import phrase_set, word_set
from bot.understanding.words import words_of

_NAMED = "coach_name:"
_BETWEEN = phrase_set("""
    wie pakt deze, wie neemt deze, wie doet deze, pak jij deze, pak jij hem, pak jij haar,
    neem jij deze, doe jij deze, ik pak deze, ik pak hem, ik neem deze, ik doe deze, beheer,
    who takes this, who takes this one, who has this one, can you take this, can you take this one,
    i take this one, ill take this one, i ll take this one, i ve got this one, admin
""")
_SHORTEST = 2
_ALSO_WORDS = word_set("""
    ben wil dan door an ans roos lief lieve mei joy hope faith grace will may mark bill sue art rob
    rose pat drew grant chase hij ik je jij we wij en maar of ja nee
""")
"""First names that are words too: only with a comma behind them is somebody called."""
_CALLED = re.compile(r"\s*\w+\s*[,:!]")


async def note_name(context: Context, user: User | None) -> None:
    """What a coach is called on Telegram: so the others call on her."""
    if user is not None and context.deps.is_coach(user.id):
        await notes.put(context.tx, f"{_NAMED}{user.id}", user.first_name)


async def is_for_one(context: Context, client: str) -> bool:
    """Whether it is plainly said to another coach. `client`: what the client is called, who may
    have the same name as one of them.
    """
    said, hers = words_of(context.text), words_of(client)
    if context.text.lstrip().startswith("@") or tuple(said) in _BETWEEN:
        return True
    names = await _names(context) - set(hers)
    if not said or names.isdisjoint((said[0], said[-1])):
        return False
    if said[0] in _ALSO_WORDS and not _CALLED.match(context.text):
        return False  # "Ben je er donderdag bij?"
    # "Lieve Noor" is no call on a coach called Lieve.
    called = said[0] in names and said[1:2] != hers[:1]
    return called or (said[-1] in names and context.text.rstrip().endswith("?"))


async def _names(context: Context) -> set[str]:
    """The first names of the others; that of whoever is no coach by now is forgotten."""
    found: set[str] = set()
    writer = context.incoming.effective_user
    for key, name in (await notes.find_all(context.tx, _NAMED)).items():
        number = int(key.removeprefix(_NAMED))
        if not context.deps.is_coach(number):
            await notes.drop(context.tx, key)
        elif writer is None or number != writer.id:
            found.update(word for word in words_of(name)[:1] if len(word) >= _SHORTEST)
    return found

"""Who would like to be rung: named to the coaches until one of them did, three days at most."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from bot import coaches
from bot.calendar.days import show_instant
from bot.clients import relaying
from bot.content.model import Book
from bot.context import Context
from bot.deps import Deps
from bot.feature import Feature, Tick
from bot.outbox import letters
from bot.outbox.letters import Button
from bot.outbox.queue import Cause, queue
from bot.road.lanes import Lane
from bot.screens.typed import may_answer
from bot.store import acts, calls, clients, consents
from bot.store.calls import Wish
from bot.store.clients import Client
from bot.store.consents import CALL
from bot.store.engine import Tx
from bot.understanding.words import words_of

KEPT = timedelta(days=3)
"""How long such a wish stands; after that it is said that it no longer does."""
_RANG_OF_WHOEVER = frozenset(["belde", "called", "rang", "phoned"])
"""Said of whoever stands before them."""
_RANG = _RANG_OF_WHOEVER | {"gebeld"}
_BESIDE = frozenset(["ik", "heb", "is", "zojuist", "net", "i", "have", "just", "ve"])
_OF_SOMEBODY = re.compile(r"\s*(?:gebeld|called)\s*(?:[:.,!]|$)", re.IGNORECASE)
_BACK = timedelta(minutes=10)
"""So long a coach can say that she did not ring after all."""


_I = frozenset(["ik", "k", "i", "ive"])


async def lines(context: Context) -> list[str]:
    """One line for each who wishes it: who, and since when; the one who waits longest first."""
    return [
        await _line(
            context.tx, context.book, client, wish.asked_at, context.deps, "coach.fact.call"
        )
        for client, wish in await _standing(context.tx)
    ]


async def buttons(context: Context) -> list[Button]:
    """For each of them, that it was done."""
    return [
        Button(
            context.t("coach.button.rung_one", name=await _name(context.tx, context.book, client)),
            f"coach:rung:{client.id}:{wish.stamp}",
        )
        for client, wish in await _standing(context.tx)
    ]


async def read_rung(context: Context, here: int | None = None) -> list[str] | None:
    """The words of the button for the one whom she says she rang; None: it says no such thing.

    `here`: the client in whose topic she says so, who needs no name there.
    """
    said = words_of(context.text)
    if _RANG.isdisjoint(said) or not may_answer(context, None):
        return None
    named = [word for word in said if word not in _RANG | _BESIDE]
    bare = here is not None and len(said) == 1 and "?" not in context.text
    if not bare and not _is_by_herself(context.text, said, named):
        return None
    found = [
        wish
        for client, wish in await _standing(context.tx)
        if (bare and client.id == here)
        or named in _called(await _name(context.tx, context.book, client))
    ]
    if here is not None and (hers := await clients.find(context.tx, here)) is not None:
        # Of two who are called the same it is the one in whose topic it is said, or nobody.
        own = _called(await _name(context.tx, context.book, hers))
        found = [wish for wish in found if wish.client_id == here or named not in own]
    return [str(found[0].client_id), str(found[0].stamp)] if len(found) == 1 else None


def sounds_rung(text: str, name: str) -> bool:
    """Whether it says of this client that she was rung, or of somebody: it is not for her."""
    said = words_of(text)
    named = [word for word in said if word not in _RANG | _BESIDE]
    of_her = not _RANG.isdisjoint(said) and named in _called(name)
    return of_her or _OF_SOMEBODY.match(text) is not None


def _called(name: str) -> list[list[str]]:
    """How she may be called whose name this is: "Noor · Number 1" is Noor, too."""
    return [words_of(part) for part in (name, *name.split("·"))]


def _is_by_herself(text: str, said: list[str], named: list[str]) -> bool:
    """Whether the coach rang: "Noor rang", and "Noor called?", are of the other."""
    if "?" in text:
        return False
    at = next((at for at, word in enumerate(said) if word in _RANG_OF_WHOEVER), None)
    return at is None or bool(_I & set(said[:at])) or (bool(named) and named[0] in said[at:])


async def _standing(tx: Tx) -> list[tuple[Client, Wish]]:
    found = [(await clients.find(tx, wish.client_id), wish) for wish in await calls.list_asked(tx)]
    return [(client, wish) for client, wish in found if client is not None]


async def _name(tx: Tx, book: Book, client: Client) -> str:
    return await relaying.shown_name(tx, book, client)


async def _line(
    tx: Tx, book: Book, client: Client, asked_at: datetime, deps: Deps, key: str
) -> str:
    at = show_instant(asked_at, deps.settings.timezone, book.language)
    return book.t(key, name=await _name(tx, book, client), at=at)


async def note(context: Context) -> bool:
    """A coach rang, which the others hear. False: that was noted before, or it was asked again
    since.
    """
    wish = await calls.find_asked(context.tx, context.number(0))
    if wish is None or wish.stamp != context.number(1):
        context.toast(context.t("coach.rung_before"))
        return False
    await calls.forget_asked(context.tx, wish.client_id)
    client = await clients.find(context.tx, wish.client_id)
    assert client is not None
    await _tell(context.deps, context.tx, client, wish, "rung_by_other", context.now,
                by=_who(context))  # fmt: skip
    await acts.note(
        context.tx, _who(context), "client_rung", context.now, client_id=wish.client_id
    )
    context.toast(context.t("coach.rung"))
    return True


async def noted_below(context: Context) -> None:
    """The same, below the line that asked for it: the line stays, and the way back comes."""
    done = await note(context)
    if line := context.text:  # as it was said: it may name somebody whom nothing else names
        said = context.t("coach.rung" if done else "coach.rung_before")
        context.show(f"{line}\n\n{said}", [[way_back(context)]] if done else None)


async def noted_by_name(context: Context) -> str:
    """The same; gives the words for it with her name, which stands nowhere else. "": it was noted
    before.
    """
    client = await clients.find(context.tx, context.number(0))
    if client is None or not await note(context):
        return ""
    return context.t("coach.rung_one", name=await _name(context.tx, context.book, client))


async def noted_on_panel(context: Context) -> None:
    """The same: the panel does not show it any more."""
    if said := await noted_by_name(context):
        context.say(said, [[way_back(context)]])


def _who(context: Context) -> int:
    """The coach, who may be in the group."""
    user = context.incoming.effective_user
    return user.id if user is not None else context.chat_id


def way_back(context: Context) -> Button:
    """It was tapped by mistake; `Context.words` name the wish, as they did for the tap."""
    data = f"rung:back:{context.number(0)}:{context.number(1)}"
    return Button(context.t("coach.button.not_rung"), data)


async def take_back(context: Context) -> None:
    """Nobody rang: the wish stands again as it did, and the others hear that."""
    client = await clients.find(context.tx, context.number(0))
    wish = Wish(context.number(0), datetime.fromtimestamp(context.number(1), UTC))
    if client is None or not await _may_take_back(context, client, wish):
        context.toast(context.t("coach.not_rung_late"))
        return
    await calls.note_asked(context.tx, client.id, wish.asked_at)
    await _tell(context.deps, context.tx, client, wish, "not_rung_by_other", context.now,
                by=_who(context), again=True)  # fmt: skip
    await acts.note(context.tx, _who(context), "client_not_rung", context.now, client_id=client.id)
    line = await _line(
        context.tx, context.book, client, wish.asked_at, context.deps, "coach.not_rung"
    )
    context.show(line, [[_rung(context.book, wish)]])


def _rung(book: Book, wish: Wish) -> Button:
    return Button(book.t("coach.button.rung"), f"rung:line:{wish.client_id}:{wish.stamp}")


async def _may_take_back(context: Context, client: Client, wish: Wish) -> bool:
    """While she may still have tapped by mistake, and it is as it was then."""
    since = context.now - _BACK
    noted = await acts.did(context.tx, _who(context), "client_rung", client.id, since)
    stands = await calls.find_asked(context.tx, client.id) is not None
    still = context.now - KEPT < wish.asked_at <= context.now
    agreed = await consents.is_given(context.tx, client.id, CALL)
    return noted and not stands and still and agreed


async def lapse(deps: Deps) -> None:
    """Nobody noted that she was rung: it stands no longer, and the coaches hear that."""
    now = deps.clock.now()
    async with deps.store.write() as tx:
        for client, wish in await _standing(tx):
            if now - wish.asked_at < KEPT:
                continue
            await calls.forget_asked(tx, client.id)
            await _tell(deps, tx, client, wish, "call_lapsed", now)


async def _tell(
    deps: Deps,
    tx: Tx,
    client: Client,
    wish: Wish,
    what: str,
    now: datetime,
    *,
    by: int | None = None,
    again: bool = False,
) -> None:
    """That it stands no longer: a coach rang, which the others hear silently, or nobody did; or
    that it stands again.

    It names the client, and so goes with her when she is erased.
    """
    silent, said = what == "rung_by_other", []
    for coach, book in await coaches.books(deps, tx, but=by):
        words = await _line(tx, book, client, wish.asked_at, deps, f"coach.{what}")
        rows = [[_rung(book, wish)]] if again else None
        told = letters.say(coach, words, rows, silent=silent)
        said.append(told.with_(lane=Lane.RELAY))
    cause = Cause(f"rung:{client.id}:{wish.stamp}:{now.isoformat()}", now)
    await queue(tx, cause, said, client.id)


async def next_due_at(tx: Tx) -> datetime | None:
    """When the first of them has stood long enough."""
    return min((wish.asked_at + KEPT for wish in await calls.list_asked(tx)), default=None)


FEATURE = Feature(
    room="rung",
    coach=True,
    buttons={"line": noted_below, "back": take_back},
    ticks=(Tick("rung", 60.0, lapse, next_due_at),),
)

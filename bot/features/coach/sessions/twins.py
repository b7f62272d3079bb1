"""Meetings at the very moment of another one, for some of the same people.

Whoever belongs to both is reminded twice, and reads of one that is off that another one stays (see
`reminder`). So the coach is told before she plans one, and when she calls one off.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.context import Context
from bot.features.coach.names import audience_name, whose
from bot.store import audiences, sessions
from bot.store.sessions import Session


async def find(
    context: Context, found: Session, audience: str, but: Collection[int] = ()
) -> list[Session]:
    """Those beside this meeting for `audience`, of any coach; `but`: which do not count."""
    coming = await sessions.list_coming(context.tx, context.now)
    return [
        one
        for one in coming
        if one.at == found.at
        and one.id not in (found.id, *but)
        and await _for_the_same(context, one.audience or "", audience)
    ]


async def _for_the_same(context: Context, one: str, other: str) -> bool:
    """Whether somebody is meant by both, or will be: a group may have no clients yet."""
    if set(audiences.parse(one)) & set(audiences.parse(other)):
        return True
    return await audiences.overlap(context.tx, one, other, context.now)


async def beside(context: Context, found: Session, audience: str) -> str:
    """What to know before this one is planned for `audience`, and while it stands."""
    twins = await find(context, found, audience)
    told = await _lines(context, twins)
    doubled = any(context.deps.is_coach(one.coach_chat_id) for one in twins)
    return " ".join(filter(None, [told, context.t("session.twin_double") if doubled else ""]))


async def staying(context: Context, found: Session, but: Collection[int] = ()) -> str:
    """What to know when this one is called off; `but`: those that go with it."""
    twins = await find(context, found, found.audience or "", but)
    held = [one for one in twins if context.deps.is_coach(one.coach_chat_id)]
    left = [one for one in twins if one not in held]
    told = [
        f"{await _lines(context, some)} {context.t(f'session.{key}')}"
        for some, key in ((held, "twin_stays"), (left, "twin_stays_left"))
        if some
    ]
    return "\n".join(told)


async def _lines(context: Context, twins: list[Session]) -> str:
    """Whose each of them is, and for whom."""
    told = [
        context.t(
            f"session.twin_{whose(context, one.coach_chat_id)}",
            who=await audience_name(context.book, context.tx, one.audience or ""),
        )
        for one in twins
    ]
    return "\n".join(dict.fromkeys(told))

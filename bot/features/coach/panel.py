"""The coach's first screen, and the link into the programme."""

from __future__ import annotations

from datetime import timedelta

from bot.context import Context
from bot.feature import Command, Feature
from bot.outbox.letters import Button
from bot.store import broadcasts, invites
from bot.times import local_date

LINK_USES = 25
LINK_DAYS = 30


async def panel(context: Context) -> None:
    """How many clients there are, and what can be done."""
    count = await broadcasts.count_audience(context.tx)
    context.show(
        context.t("coach.panel", n=count),
        [
            [Button(context.t("coach.button.broadcast"), "broadcast:write")],
            [Button(context.t("coach.button.invite"), "coach:invite")],
            [Button(context.t("call.button.protocol"), "protocol:read")],
        ],
    )


async def invite(context: Context) -> None:
    """A new link. It is shown once: only its hash is kept."""
    cohort_id = await invites.the_cohort(context.tx, context.now)
    expires_at = context.now + timedelta(days=LINK_DAYS)
    invite_id, token = await invites.add(context.tx, cohort_id, LINK_USES, expires_at, context.now)
    link = f"https://t.me/{context.deps.bot_username}?start={token}"
    until = local_date(context.zone, expires_at)
    context.say(
        context.t("coach.link", link=link, uses=LINK_USES, until=f"{until:%d-%m-%Y}"),
        [
            [Button(context.t("coach.button.copy"), copy=link)],
            [Button(context.t("coach.button.revoke"), f"coach:revoke:{invite_id}")],
        ],
    )


async def revoke(context: Context) -> None:
    """The link leads nowhere from now on."""
    await invites.revoke(context.tx, context.number(0), context.now)
    context.show(context.t("coach.revoked"))


FEATURE = Feature(
    room="coach",
    coach=True,
    commands=(
        Command("beheer", "admin", panel, coach=True),
        Command("uitnodigen", "invite", invite, coach=True),
    ),
    buttons={"panel": panel, "invite": invite, "revoke": revoke},
)

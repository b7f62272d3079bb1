"""Links into a group: for how many, until when, as text and as a picture to scan."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.calendar.times import local_date
from bot.clients.coach_view import cohort_name
from bot.context import Context
from bot.feature import Command, Feature, For
from bot.features.coach.cohorts.card import for_cohort
from bot.features.coach.pages import page_of
from bot.outbox import letters
from bot.outbox.letters import Button
from bot.store import acts, cohorts, invites
from bot.store.cohorts import Cohort

USES = (1, 5, 25)
DAYS = (7, 30, 90)
_USUAL_DAYS = 30
_MOST_SHOWN = 20


async def begin(context: Context) -> None:
    """For which group; with one, straight on."""
    found = await cohorts.list_open(context.tx)
    if len(found) > 1:
        shown, ways = page_of(found, context.number(0), "invite:begin")
        rows = [
            [Button(cohort_name(context.book, one), f"invite:ask:{one.id}:{_USUAL_DAYS}")]
            for one in shown
        ]
        context.show(context.t("invite.which"), [*rows, *ways])
        return
    if not found:
        cohort_id = await cohorts.add(context.tx, "", context.now)
        found = await cohorts.list_open(context.tx)
        await acts.note(
            context.tx, context.chat_id, "cohort_made", context.now, cohort_id=cohort_id
        )
    await _ask(context, found[0], _USUAL_DAYS)


@for_cohort
async def ask(context: Context, found: Cohort) -> None:
    """For how many; the days can be changed first."""
    days = context.number(1)
    await _ask(context, found, days if days in DAYS else _USUAL_DAYS)


async def _ask(context: Context, found: Cohort, days: int) -> None:
    uses = [
        Button(context.t("invite.button.uses", n=n), f"invite:make:{found.id}:{n}:{days}")
        for n in USES
    ]
    others = [
        Button(context.t("invite.button.days", n=n), f"invite:ask:{found.id}:{n}")
        for n in DAYS
        if n != days
    ]
    rows = [*([one] for one in uses), others]
    if links := await invites.list_good(context.tx, found.id, context.now):
        label = context.t("invite.button.links", n=len(links))
        rows.append([Button(label, f"invite:list:{found.id}")])
    rows.append([Button(context.t("cohort.button.back"), f"cohort:open:{found.id}")])
    name = cohort_name(context.book, found)
    context.show(context.t("invite.ask", group=name, n=days), rows)


@for_cohort
async def make(context: Context, found: Cohort) -> None:
    """A new link. It is shown once: only its hash is kept."""
    uses, days = context.number(1), context.number(2)
    if uses not in USES or days not in DAYS:
        await _ask(context, found, _USUAL_DAYS)
        return
    until = context.now + timedelta(days=days)
    invite_id, token = await invites.add(context.tx, found.id, uses, until, context.now)
    await acts.note(context.tx, context.chat_id, "invite_made", context.now, cohort_id=found.id)
    link = f"https://t.me/{context.deps.bot_username}?start={token}"
    text = context.t(
        "invite.link", n=uses, link=link, until=_date(context, until),
        group=cohort_name(context.book, found),
    )  # fmt: skip
    buttons = [
        [Button(context.t("coach.button.copy"), copy=link)],
        [Button(context.t("coach.button.revoke"), f"invite:revoke:{invite_id}")],
    ]
    # The words do not wait for the picture to be drawn.
    context.say(text, buttons)
    picture = {"kind": "qr", "data": link}
    context.send(letters.drawing(context.chat_id, picture, context.t("invite.scan")))


@for_cohort
async def list_good(context: Context, found: Cohort) -> None:
    """The links that still work, each to be withdrawn."""
    links = await invites.list_good(context.tx, found.id, context.now)
    rows = [
        [
            Button(
                context.t(
                    "invite.button.withdraw",
                    left=one.uses_left,
                    uses=one.uses,
                    until=_date(context, one.expires_at),
                ),
                f"invite:revoke:{one.id}",
            )
        ]
        for one in links[:_MOST_SHOWN]
    ]
    back = [Button(context.t("cohort.button.back"), f"cohort:open:{found.id}")]
    context.show(context.t("invite.list" if links else "invite.list_empty"), [*rows, back])


async def revoke(context: Context) -> None:
    """The link leads nowhere from now on."""
    cohort_id = await invites.revoke(context.tx, context.number(0), context.now)
    if cohort_id is not None:
        await acts.note(
            context.tx, context.chat_id, "invite_revoked", context.now, cohort_id=cohort_id
        )
    context.show(context.t("coach.revoked"))


def _date(context: Context, at: datetime) -> str:
    return f"{local_date(context.deps.settings.timezone, at):%d-%m-%Y}"


FEATURE = Feature(
    room="invite",
    coach=True,
    commands=(Command("uitnodigen", "invite", begin, For.COACHES),),
    buttons={"begin": begin, "ask": ask, "make": make, "list": list_good, "revoke": revoke},
)

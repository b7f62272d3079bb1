"""Enrolment: the first moment at which anything is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import structlog

from bot.calendar.times import local_date
from bot.clients import course
from bot.clients.preferences import TOLD
from bot.deps import Deps
from bot.logs import fault_of
from bot.road.lanes import Lane
from bot.store import clients, consents, erasures, invites, outbox_unsent
from bot.store.clients import ACTIVE, ARRIVING, Client
from bot.store.consents import PROGRAMME
from bot.store.engine import Tx
from bot.store.errors import ErasuresError

log = structlog.get_logger(__name__)

NO_TOKEN = "-"  # noqa: S105 - what stands for none
_FIRST_HOUR = 8 * 60
_A_WEEK = 7
"""Days between two messages to who chose one a week."""


async def find_cohort(tx: Tx, token: str, now: datetime) -> int | None:
    """The group into which this link leads now; None: it leads nowhere, or is none."""
    return await invites.find_cohort(tx, token, now) if token != NO_TOKEN else None


async def may_enrol(deps: Deps, tx: Tx, token: str, now: datetime) -> bool:
    """Whether this link, or no link at all, leads into the programme."""
    if token != NO_TOKEN:
        return await find_cohort(tx, token, now) is not None
    return deps.settings.is_open


async def rejoin(
    deps: Deps, tx: Tx, client: Client, *, token: str, language: str, now: datetime
) -> bool:
    """Use the link for somebody whose programme is over, and record the consent anew.

    She takes part in the group of the link as whoever comes now, at the hour that she had.
    False: the link is no longer good.
    """
    cohort_id = await invites.use(tx, token, now)
    if cohort_id is None:
        return False
    anew = replace(
        client,
        cohort_id=cohort_id,
        ended_at=None,
        after=None,
        every_days=1 if client.every_days == _A_WEEK else client.every_days,
        week_told=0,
    )
    today = local_date(client.zone, now)
    had_today = client.daily_on is not None and client.daily_on >= today
    start = await course.group_start(tx, anew, today)
    following = course.next_daily_of(anew, now, not_before=start)
    # The question how to go on may still wait: it is answered now. Nor is it so any longer what a
    # coach changed in the sixteen weeks that are over.
    await outbox_unsent.drop_for_client(tx, client.id, (Lane.DAILY,), now)
    await outbox_unsent.remove_unsent(tx, client.id, TOLD)
    await clients.change(
        tx,
        client.id,
        cohort_id=cohort_id,
        status=ACTIVE,
        paused_by=None,
        ended_at=None,
        after=None,
        every_days=anew.every_days,
        started_on=start or local_date(client.zone, following),
        next_daily_at=following,
        # None yet of this programme; but what came today was that of today, whatever hour follows.
        daily_on=client.daily_on if had_today else None,
        week_told=0,
    )
    version = deps.shelf[language].t("start.consent_version")
    await consents.withdraw(tx, client.id, PROGRAMME, now)
    await consents.give(tx, client.id, PROGRAMME, version, now)
    return True


async def enrol(
    deps: Deps, tx: Tx, chat_id: int, *, token: str, seen: bool, language: str, now: datetime
) -> bool:
    """Use the link and record consent.

    False: the link is no longer good. Enrolled before: nothing new.
    """
    if await clients.find_by_chat(tx, chat_id) is not None:
        return True
    cohort_id = None
    if token != NO_TOKEN:
        cohort_id = await invites.use(tx, token, now)
        if cohort_id is None:
            return False
    elif not deps.settings.is_open:
        return False
    zone = deps.settings.timezone
    client_id = await clients.add(
        tx,
        {
            "chat_id": chat_id,
            "cohort_id": cohort_id,
            "status": ARRIVING,
            "language": language,
            "zone": zone,
            "daily_at": _FIRST_HOUR,
            "neutral": seen,
            "started_on": local_date(zone, now),
            "last_seen_at": now,
            "created_at": now,
        },
    )
    version = deps.shelf[language].t("start.consent_version")
    await consents.give(tx, client_id, PROGRAMME, version, now)
    try:
        await erasures.note_return(tx, client_id)
    except ErasuresError as error:
        # Nobody is turned away for that: it counts for a clock that was wrong at the erasure.
        log.error("a return is not in the list of erasures", **fault_of(error))
    return True

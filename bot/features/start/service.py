"""Enrolment: the first moment at which anything is kept."""

from __future__ import annotations

from datetime import datetime

import structlog

from bot.calendar.times import local_date
from bot.deps import Deps
from bot.logs import fault_of
from bot.store import clients, erasures, invites
from bot.store.clients import ARRIVING
from bot.store.consents import PROGRAMME
from bot.store.engine import ErasuresError, Tx

log = structlog.get_logger(__name__)

NO_TOKEN = "-"  # noqa: S105 - what stands for none
_FIRST_HOUR = 8 * 60


async def may_enrol(deps: Deps, tx: Tx, token: str, now: datetime) -> bool:
    """Whether this link, or no link at all, leads into the programme."""
    if token != NO_TOKEN:
        return await invites.is_valid(tx, token, now)
    return deps.settings.is_open


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
    await clients.give_consent(tx, client_id, PROGRAMME, version, now)
    try:
        await erasures.note_return(tx, client_id)
    except ErasuresError as error:
        # Nobody is turned away for that: it counts for a clock that was wrong at the erasure.
        log.error("a return is not in the list of erasures", **fault_of(error))
    return True

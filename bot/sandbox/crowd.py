"""Twenty people who are in the programme already, so that a broadcast has somebody to reach.

All but four get what the coach sends. One blocked the bot, one paused, one has an urge just now,
and one is asleep: the ledger of a broadcast tells the coach the first two, and counts the others
like everybody else.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from bot.app import App
from bot.calendar.times import local_date, local_minutes
from bot.clients import preferences
from bot.deps import Deps
from bot.features.start.service import enrol
from bot.sandbox.world import World
from bot.store import clients, cohorts, consents, invites, urges
from bot.store.consents import COACH_VIEW
from bot.store.engine import Tx

ROLE = "crowd"
"""Whoever has it stands on the page only when the visitor opens their phone."""

NAMES = (
    "Anna", "Bas", "Carmen", "Daan", "Esra", "Femke", "Gijs", "Hanna", "Imre", "Jip", "Kim",
    "Lotte", "Mees", "Nadia", "Olga", "Pim", "Roos", "Sam", "Tess", "Yara",
)  # fmt: skip
BLOCKED, PAUSED, IN_AN_URGE, ASLEEP = NAMES[:4]

_GROUP = {"nl": "Groep 3", "en": "Group 3"}
_FIRST_ID = 700_000_101
_ZONES = ("Europe/Amsterdam", "Europe/Brussels", "Europe/Lisbon")
_HOURS = (7 * 60, 8 * 60, 9 * 60, 12 * 60, 20 * 60)
_NO_QUIET = (0, 0)
_HALF_A_NIGHT = 4 * 60


async def bring_in(app: App, world: World, language: str) -> None:
    """Enrol all of them in a group that is in its third week."""
    deps, now = app.deps, app.deps.clock.now()
    for number, name in enumerate(NAMES):
        spoken = "en" if number % 5 == 4 else language
        world.add_person(name, spoken, _FIRST_ID + number, ROLE)
        world.chats[_FIRST_ID + number].started = True
    async with deps.store.write() as tx:
        cohort_id = await cohorts.add(tx, _GROUP[language], now)
        await cohorts.set_start(tx, cohort_id, _third_week(deps, now))
        until = now + timedelta(hours=1)
        _, token = await invites.add(tx, cohort_id, len(NAMES), until, now)
        for number, name in enumerate(NAMES):
            await _enrol(deps, tx, world, number, name, token, now)
    world.block(_FIRST_ID + NAMES.index(BLOCKED))


def _third_week(deps: Deps, now: datetime) -> date:
    today = local_date(deps.settings.timezone, now)
    return today - timedelta(days=14 + today.weekday())


async def _enrol(
    deps: Deps, tx: Tx, world: World, number: int, name: str, token: str, now: datetime
) -> None:
    chat_id = _FIRST_ID + number
    language = world.people[chat_id].language or deps.settings.language
    seen = number % 6 == 5
    await enrol(deps, tx, chat_id, token=token, seen=seen, language=language, now=now)
    found = await clients.find_by_chat(tx, chat_id)
    assert found is not None
    wanted = _wishes(number, name, now)
    await preferences.change(tx, found, now, **wanted)
    if number % 3 == 0:
        version = deps.shelf[language].t("more.consent_version")
        await consents.give(tx, found.id, COACH_VIEW, version, now)
        await clients.set_nickname(tx, found.id, name)
    arrived = await clients.find(tx, found.id)
    assert arrived is not None
    if name == PAUSED:
        await preferences.pause(tx, arrived, now)
    if name == IN_AN_URGE:
        await urges.open_urge(tx, arrived.id, now)


def _wishes(number: int, name: str, now: datetime) -> dict[str, Any]:
    zone = _ZONES[number % len(_ZONES)]
    here = local_minutes(zone, now)
    quiet = ((here - _HALF_A_NIGHT) % 1440, (here + _HALF_A_NIGHT) % 1440)
    quiet_from, quiet_to = quiet if name == ASLEEP else _NO_QUIET
    return {
        "zone": zone,
        "daily_at": _HOURS[number % len(_HOURS)],
        "every_days": 2 if number % 7 == 6 else 1,
        "quiet_from": quiet_from,
        "quiet_to": quiet_to,
    }

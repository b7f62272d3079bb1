"""What a client agreed to, each with one tap to withdraw or to give; and asked anew in time."""

from __future__ import annotations

from datetime import timedelta

from bot.calendar.days import show_day
from bot.calendar.times import local_date
from bot.clients import consents, preferences
from bot.clients.consents import version_of
from bot.context import Context
from bot.deps import Deps
from bot.outbox.letters import Button, Rows
from bot.safety.ways import is_calm, is_unlocked
from bot.screens.frame import for_clients
from bot.screens.gate import guarded
from bot.screens.keeping import show_for_a_while
from bot.store import clients, restored
from bot.store import consents as store
from bot.store.clients import Client
from bot.store.consents import CALL, COACH_VIEW, INBOX, PROGRAMME, Given
from bot.text import Text, bold, join

_OPTIONAL = (COACH_VIEW, CALL, INBOX)
_NEUTRAL = "neutral"
_AGAIN_AFTER = timedelta(days=7)


@guarded("privacy:agreed")
@for_clients
async def look(context: Context, client: Client) -> None:
    """Every purpose on one screen: what it is, whether it holds, and the tap that changes it."""
    await _show(context, client)


async def _show(context: Context, client: Client) -> None:
    t = context.t
    latest = await store.list_latest(context.tx, client.id)
    parts: list[Text | str] = [bold(t("agreed.title"))]
    parts.append(_line(context, client, PROGRAMME, latest.get(PROGRAMME)))
    rows: list[list[Button]] = []
    if client.consent_ask_at is not None:
        rows.append([Button(t("agreed.button.anew"), "privacy:anew")])
    for purpose in await _offered(context, client, latest):
        given = latest.get(purpose)
        parts.append(_line(context, client, purpose, given))
        wanted = "no" if given is not None and given.holds else "yes"
        label = t(f"agreed.button.{purpose}_{wanted}")
        rows.append([Button(label, f"privacy:agree:{purpose}:{wanted}")])
    parts.append(t("agreed.neutral_on" if client.neutral else "agreed.neutral_off"))
    wanted = "no" if client.neutral else "yes"
    neutral = Button(t(f"agreed.button.neutral_{wanted}"), f"privacy:agree:{_NEUTRAL}:{wanted}")
    base = Button(t("agreed.button.programme_no"), "privacy:base")
    rows = [*rows, [neutral], [base]]
    await show_for_a_while(context, client, "privacy:agreed", join(parts), rows)


async def _offered(context: Context, client: Client, latest: dict[str, Given]) -> list[str]:
    """What can be agreed to here: what coaches prepared for, and what was agreed to before."""
    found = [COACH_VIEW]
    if CALL in latest or await is_unlocked(context):
        found.append(CALL)
    if client.ended_at is None and context.deps.settings.coach_ids:
        found.append(INBOX)
    return found


def _line(context: Context, client: Client, purpose: str, given: Given | None) -> str:
    about = context.t(f"agreed.about.{purpose}")
    if given is None or not given.holds:
        return f"{about}\n→ {context.t('agreed.not_given')}"
    on = show_day(local_date(client.zone, given.given_at), context.language, year=True)
    return f"{about}\n→ {context.t('agreed.given', on=on, version=given.version)}"


@guarded("privacy:agreed")
@for_clients
async def decide(context: Context, client: Client) -> None:
    """One purpose, one tap: given or withdrawn."""
    purpose, yes = context.word(0), context.word(1) == "yes"
    if purpose == _NEUTRAL:
        await preferences.change(context.tx, client, context.now, neutral=yes)
    elif purpose in _OPTIONAL:
        await _note(context, client, purpose, yes=yes)
    await _show_anew(context)


async def _note(context: Context, client: Client, purpose: str, *, yes: bool) -> None:
    latest = (await store.list_latest(context.tx, client.id)).get(purpose)
    await store.settle(context.tx, client.id, purpose)
    if yes and not (latest is not None and latest.holds and _is_of_today(context, latest)):
        await store.withdraw(context.tx, client.id, purpose, context.now)
        version = version_of(context.book, purpose)
        await store.give(context.tx, client.id, purpose, version, context.now)
    if not yes:
        await store.withdraw(context.tx, client.id, purpose, context.now)
    await _close_question(context, client)


def _is_of_today(context: Context, given: Given) -> bool:
    return given.version == version_of(context.book, given.purpose)


async def _close_question(context: Context, client: Client) -> None:
    if client.consent_ask_at == await restored.last_at(context.tx):
        return  # Whoever decides first is still to be told that a backup was put back.
    version = version_of(context.book, PROGRAMME)
    if not await store.is_any_open(context.tx, client.id, version):
        await clients.change(context.tx, client.id, consent_ask_at=None)


async def _show_anew(context: Context) -> None:
    client = await context.reload_client()
    assert client is not None
    context.toast(context.t("agreed.noted"))
    await _show(context, client)


@for_clients
async def leave_base(context: Context, client: Client) -> None:
    """Without it nothing may be kept: silence for a while, or everything gone."""
    rows: Rows = [
        [Button(context.t("agreed.button.pause"), "settings:pause")],
        [Button(context.t("forget.button.yes"), "privacy:forget")],
        [Button(context.t("agreed.button.stay"), "privacy:agreed")],
    ]
    context.show(context.t("agreed.base"), rows)


@for_clients
async def agree_anew(context: Context, client: Client) -> None:
    """Yes to the programme as it is described today; what lapsed stays off until it is chosen."""
    for purpose in _OPTIONAL:
        await store.settle(context.tx, client.id, purpose)
    await _note(context, client, PROGRAMME, yes=True)
    rows: Rows = [[Button(context.t("agreed.button.look"), "privacy:agreed")]]
    context.show(context.t("agreed.anew"), rows)


async def ask_again(context: Context) -> None:
    """At a calm moment, below whatever was asked for: what was agreed to is asked again."""
    client = context.client
    if client is None or client.consent_ask_at is None or client.consent_ask_at > context.now:
        return
    busy = context.is_night or await context.waits_for()
    if busy or context.unit.gravity is not None or not await is_calm(context):
        return
    version = version_of(context.book, PROGRAMME)
    to_ask = await store.is_any_open(context.tx, client.id, version)
    again_at = context.now + _AGAIN_AFTER if to_ask else None
    await clients.change(context.tx, client.id, consent_ask_at=again_at)
    if said := await _why(context, client):
        rows = [
            [Button(context.t("agreed.button.anew"), "privacy:anew")],
            [Button(context.t("agreed.button.look"), "privacy:agreed")],
            [Button(context.t("agreed.button.settings"), "settings:overview")],
            [Button(context.t("agreed.button.programme_no"), "privacy:base")],
        ]
        context.say(join(said), rows, silent=True)


async def _why(context: Context, client: Client) -> list[str]:
    """Why it is asked: a text has changed, or a backup was put back; and what lapsed by it."""
    latest = (await store.list_latest(context.tx, client.id)).values()
    lapsed = [given for given in latest if given.lapsed]
    asked = [*lapsed, *(given for given in latest if given.purpose == PROGRAMME)]
    said = []
    if client.consent_ask_at == await restored.last_at(context.tx):
        said.append(context.t("agreed.restored"))
        if client.neutral:
            said.append(context.t("agreed.restored_neutral"))
    if not all(_is_of_today(context, one) for one in asked):
        said.append(context.t("agreed.changed"))
    return [*said, context.t("agreed.lapsed")] if lapsed else said


async def lapse(deps: Deps) -> None:
    """What was agreed to in other words than today's is asked again."""
    book = deps.shelf[deps.settings.language]
    async with deps.store.write() as tx:
        await store.lapse(tx, consents.versions(book), deps.clock.now())

"""Four questions on the third day, each skippable: country, name, situation, coach."""

from __future__ import annotations

from bot.calendar.places import country_of
from bot.context import Context
from bot.feature import Feature, Place, Urges
from bot.outbox.letters import Button, Rows
from bot.safety.ways import is_unlocked
from bot.store import clients, consents
from bot.store.consents import COACH_VIEW
from bot.text import one_line

_COUNTRIES = ("NL", "BE", "any")
_SITUATIONS = ("together", "apart", "changing", "unsaid")
_LONGEST_NAME = 40


async def ask(context: Context) -> None:
    """The first question: which help lines fit."""
    if context.client is None:
        context.show(context.t("more.not_now"))
        return
    await clients.change(context.tx, context.client.id, asked_more_at=context.now)
    await context.wait_for("more:country")
    buttons = [Button(context.t(f"country.{c}"), f"more:country:{c}") for c in _COUNTRIES]
    context.show(context.t("more.country"), [buttons, _skip(context, "more:name")])


async def take_country(context: Context) -> None:
    """A country was tapped."""
    if context.client is not None and context.word(0) in _COUNTRIES:
        await clients.change(context.tx, context.client.id, country=context.word(0))
    await ask_name(context)


async def read_country(context: Context) -> bool:
    """A country or a city was typed, where it was asked for."""
    country = country_of(context.text)
    if context.client is None or country is None:
        return False
    await clients.change(context.tx, context.client.id, country=country)
    await ask_name(context)
    return True


async def ask_name(context: Context) -> None:
    """What to call the person: a word that they choose."""
    await context.wait_for("more:nickname")
    context.show(context.t("more.name"), [_skip(context, "more:situation")])


async def read_name(context: Context) -> None:
    """A name was typed. It is sealed before it is kept."""
    name = one_line(context.text)
    if not name or len(name) > _LONGEST_NAME:
        context.say(context.t("more.name_again"), [_skip(context, "more:situation")])
        return
    if context.client is not None:
        await clients.set_nickname(context.tx, context.client.id, name)
    await ask_situation(context)


async def ask_situation(context: Context) -> None:
    """How things stand: the words of the bot take it into account, nobody judges it."""
    await context.stop_waiting()
    buttons = [
        Button(context.t(f"more.button.{name}"), f"more:stands:{name}") for name in _SITUATIONS
    ]
    rows: Rows = [buttons[:2], buttons[2:]]
    context.show(context.t("more.situation"), rows)


async def take_situation(context: Context) -> None:
    """A situation was tapped."""
    if context.client is not None and context.word(0) in _SITUATIONS:
        await clients.change(context.tx, context.client.id, situation=context.word(0))
    context.show(
        context.t("more.coach"),
        [
            [
                Button(context.t("more.button.yes"), "more:coach:yes"),
                Button(context.t("more.button.no"), "more:coach:no"),
            ]
        ],
    )


async def take_coach(context: Context) -> None:
    """Consent to what the coach may see, or none; no has no consequences."""
    client = context.client
    if client is None:
        context.show(context.t("more.not_now"))
        return
    await consents.withdraw(context.tx, client.id, COACH_VIEW, context.now)
    await consents.settle(context.tx, client.id, COACH_VIEW)
    if context.word(0) == "yes":
        version = context.t("more.consent_version")
        await consents.give(context.tx, client.id, COACH_VIEW, version, context.now)
    unlocked = await is_unlocked(context)
    call = [[Button(context.t("call.button.settings"), "call:about")]] if unlocked else None
    context.show(context.t("more.done"), call)


def _skip(context: Context, data: str) -> list[Button]:
    return [Button(context.t("more.button.skip"), data)]


FEATURE = Feature(
    room="more",
    buttons={
        "ask": ask,
        "country": take_country,
        "name": ask_name,
        "situation": ask_situation,
        "stands": take_situation,
        "coach": take_coach,
    },
    in_full=frozenset(["coach"]),
    waits={
        "country": Place(read_country, Urges.WEIGHED, asks_little=True),
        "nickname": Place(read_name, asks_little=True, without=ask_situation),
    },
)

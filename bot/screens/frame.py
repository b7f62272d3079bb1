"""What every room shows around its own words: the keyboard that is always in sight, ways home."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import wraps
from typing import Any

from bot.calendar.times import show_minutes
from bot.content.model import Phrasebook
from bot.content.responsible import with_operator
from bot.context import Context, Handler
from bot.outbox.letters import Button, Rows, in_rows
from bot.store import broadcasts, desk, relay
from bot.store.clients import Client
from bot.text import Text


def keyboard(t: Phrasebook) -> dict[str, Any]:
    """⚓ Nu · Vandaag · Hulp, always in sight."""
    labels = (t("button.now"), t("button.today"), t("button.help"))
    return {
        "keyboard": [[{"text": label} for label in labels]],
        "resize_keyboard": True,
        "is_persistent": True,
    }


def urge_button(t: Phrasebook) -> Button:
    """Starts urge help."""
    return Button(t("button.now"), "urge:start")


def help_button(t: Phrasebook) -> Button:
    """Opens the help lines."""
    return Button(t("button.help"), "safety:lines")


def urge_and_help(t: Phrasebook) -> list[Button]:
    """The two ways that stand below what may be read in a hard moment."""
    return [urge_button(t), help_button(t)]


def panel_button(t: Phrasebook) -> Button:
    """Leads a coach to her first screen."""
    return Button(t("coach.button.panel"), "coach:panel")


def with_help(t: Phrasebook, rows: Rows) -> Rows:
    """These, and the way to the help lines if it is not among them."""
    own = help_button(t)
    there = any(one.data == own.data for row in rows for one in row)
    return rows if there else [*rows, [own]]


def exercises_button(t: Phrasebook) -> Button:
    """Offers three exercises."""
    return Button(t("button.exercises"), "exercise:offer")


def settings_button(t: Phrasebook) -> Button:
    """Opens what can be set."""
    return Button(t("button.settings"), "settings:overview")


def coach_button(t: Phrasebook) -> Button:
    """Leads to a message to the coach."""
    return Button(t("button.coach"), "contact:begin")


def coach_ways(context: Context) -> Rows:
    """A human being to write to: for a client in the programme whose coach is known here."""
    client = context.client
    there = client is not None and client.ended_at is None and context.deps.settings.coach_ids
    return [[coach_button(context.t)]] if there else []


async def how_to_answer(context: Context, *, just_did: bool = False) -> tuple[str, Rows]:
    """To a coach, while questions of clients wait: how they are answered, and the way to them.

    Empty when none waits, unless she `just_did`: what she types next may be the rest of it.
    """
    if not just_did and not await relay.count_open(context.tx, context.now):
        return "", []
    linked = await desk.find_linked(context.tx) is not None
    text = context.t("coach.answers_in_group" if linked else "coach.answers_by_reply")
    return text, [[Button(context.t("coach.button.inbox"), "inbox:list")]]


def once_each(rows: Rows) -> Rows:
    """The rows without the buttons that lead where an earlier one does."""
    seen: set[str] = set()
    kept = []
    for row in rows:
        fresh = [one for one in row if one.data is None or one.data not in seen]
        seen.update(one.data for one in fresh if one.data is not None)
        kept.append(fresh)
    return [row for row in kept if row]


def not_read(context: Context) -> str:
    """To a coach: that nothing knows what she typed, and where all that she can do stands."""
    return context.t("coach.no_command" if context.text.startswith("/") else "coach.not_read")


async def work_ways(context: Context) -> Rows:
    """Where a coach writes to clients: what she has not sent yet, a new message, all the rest."""
    t = context.t
    rows: Rows = [[Button(t("coach.button.broadcast"), "broadcast:write"), panel_button(t)]]
    if await broadcasts.find_draft(context.tx, context.chat_id) is not None:
        rows = [[Button(t("coach.button.draft"), "draft:back")], *rows]
    return rows


def onward_button(t: Phrasebook) -> Button:
    """Leads to the ways to go on after the sixteen weeks."""
    return Button(t("after.button.menu"), "after:menu")


def after_buttons(t: Phrasebook) -> Rows:
    """The ways to go on after the sixteen weeks."""
    names = ("ask", "weekly", "again", "erase")
    return [[Button(t(f"after.button.{name}"), f"after:{name}")] for name in names]


def ways_onward(context: Context) -> Rows:
    """How to go on, for a client to whom nothing comes by itself since the sixteen weeks ended."""
    client = context.client
    asked = client is not None and client.is_over and client.chooses_how_to_go_on
    return [[onward_button(context.t)]] if asked else []


def for_clients(handler: Callable[[Context, Client], Awaitable[None]]) -> Handler:
    """These rooms are for clients; a visitor hears what there is without enrolment."""

    @wraps(handler)
    async def checked(context: Context) -> None:
        if context.client is None:
            t = context.t
            buttons = [urge_and_help(t), *booking_rows(context)]
            key = "settings.visitor_open" if context.deps.settings.is_open else "settings.visitor"
            context.show(t(key), buttons)
            return
        await handler(context, context.client)

    return checked


def how_to_join(context: Context) -> str:
    """How a visitor comes into the programme."""
    return context.t("start.join_open" if context.deps.settings.is_open else "start.join")


def booking_rows(context: Context) -> Rows:
    """The way to a first talk with the coach, where there is one."""
    url = context.deps.settings.booking_url
    return [[Button(context.t("start.button.call"), url=url)]] if url else []


_HOURS = (420, 480, 540, 720, 1080, 1200)


def hour_buttons(hours: Sequence[int] = _HOURS) -> Rows:
    """Hours to tap for the daily message; others can be typed."""
    buttons = [Button(show_minutes(m), f"settings:at:{m}") for m in hours]
    return in_rows(buttons, 3)


async def ask_hour(context: Context, text: str, hours: Sequence[int] = _HOURS) -> None:
    """Ask for the hour of the daily message: by a button, or typed."""
    await context.wait_for("settings:hour")
    context.show(text, hour_buttons(hours))


def rating_buttons(urge_id: int, practice_id: int = 0) -> Rows:
    """0 to 10, for the urge's room; `practice_id` is the exercise that was just done."""
    buttons = [Button(str(n), f"urge:rate:{urge_id}:{practice_id}:{n}") for n in range(11)]
    return in_rows(buttons, 4)


async def ask_number(
    context: Context,
    text: str,
    urge_id: int,
    practice_id: int = 0,
    *,
    below: Rows = (),
    anew: bool = False,
    missed: bool = False,
) -> None:
    """Ask how strong it is: by a button, or typed. `missed`: what was typed to it was no number,
    and is not to be asked about a third time.

    A client's typed number goes to the urge's room; of a visitor not even that is kept.
    """
    if context.client is not None:
        await context.wait_for(f"urge:number:{urge_id}:{practice_id}{':missed' if missed else ''}")
    rows = [*rating_buttons(urge_id, practice_id), *below]
    if anew:
        context.say(text, rows)
    else:
        context.show(text, rows)


def return_buttons(urge_id: int) -> Rows:
    """0 to 10, for the question that the bot asks when it comes back."""
    buttons = [Button(str(n), f"urge:back:{urge_id}:{n}") for n in range(11)]
    return in_rows(buttons, 4)


def kept_buttons(t: Phrasebook, *, night: bool) -> list[Button]:
    """What a client put away for a hard moment, and the letter in place of the message.

    Not the letter at night: writing about it then keeps it going.
    """
    anchor = Button(t("urge.button.anchor"), "anchor:open")
    letter = Button(t("urge.button.letter"), "letter:write")
    return [anchor] if night else [anchor, letter]


def urge_ways(t: Phrasebook, urge_id: int, *, person: bool = False) -> Rows:
    """Another exercise, enough, people; `person`: somebody to talk to in place of the exercise."""
    name, verb = ("person", "person") if person else ("another", "state")
    return [
        [Button(t(f"urge.button.{name}"), f"urge:{verb}:{urge_id}")],
        [Button(t("urge.button.done"), f"urge:done:{urge_id}"), help_button(t)],
    ]


def answer_text(context: Context, name: str) -> Text:
    """A text of `content/*/answers/`, with who is responsible in place of `{operator}`."""
    operator = context.deps.settings.operator or context.t("privacy.operator_unknown")
    return with_operator(context.book.answers[name].text, operator)

"""The coach's clients: who they are to her, who could not be reached, what she can change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import wraps

from bot.clients import coach_view, course, preferences, relaying
from bot.clients.coach_view import cohort_name
from bot.context import Context, Handler
from bot.feature import Command, Feature, For, Place
from bot.features.coach import notices
from bot.features.coach.cohorts.rules import clean_name
from bot.features.coach.inbox import meant
from bot.features.coach.pages import page_of
from bot.outbox.letters import Button, in_pairs
from bot.screens.frame import panel_button
from bot.store import acts, clients, cohorts, overview
from bot.store.clients import Client
from bot.store.consents import COACH_VIEW
from bot.text import Text, bold, join

_A_PAGE = 10
_NO_COHORT = 0


def for_one(handler: Callable[[Context, Client], Awaitable[None]]) -> Handler:
    """The button or place names a client in the programme; else that is said."""

    @wraps(handler)
    async def checked(context: Context) -> None:
        found = await clients.find_to_change(context.tx, context.number(0))
        if found is None or found.ended_at is not None:
            await context.stop_waiting()
            context.show(context.t("clients.gone"), [[_groups(context)]])
            return
        await handler(context, found)

    return checked


async def by_cohort(context: Context) -> None:
    """The groups that have clients; with one, straight on."""
    counts = await cohorts.count_clients(context.tx)
    known = {found.id: found for found in await cohorts.list_all(context.tx)}
    if len(counts) == 1:
        await _show_list(context, next(iter(counts)), 0)
        return
    groups = sorted(counts.items(), key=lambda item: item[0] or 0)
    shown, ways = page_of(groups, context.number(0), "clients:list")
    rows = [
        [
            Button(
                f"{cohort_name(context.book, known.get(cohort_id or 0))} · {count}",
                f"clients:of:{cohort_id or _NO_COHORT}:0",
            )
        ]
        for cohort_id, count in shown
    ]
    home = [panel_button(context.t)]
    context.show(context.t("clients.which" if rows else "clients.nobody"), [*rows, *ways, home])


async def of_cohort(context: Context) -> None:
    """The clients of one group, ten to a page."""
    await _show_list(context, context.number(0) or None, context.number(1))


async def _show_list(context: Context, cohort_id: int | None, page: int) -> None:
    members = await cohorts.list_clients(context.tx, cohort_id)
    found = await cohorts.find(context.tx, cohort_id) if cohort_id is not None else None
    agreed = set(await overview.agreed_at(context.tx, COACH_VIEW))
    page = min(page, max(0, (len(members) - 1) // _A_PAGE))
    shown = members[page * _A_PAGE :][:_A_PAGE]
    buttons = [
        [Button(_label(context, one, agreed=one.id in agreed), f"clients:one:{one.id}")]
        for one in shown
    ]
    pages = [
        Button(arrow, f"clients:of:{cohort_id or _NO_COHORT}:{number}")
        for arrow, number in (("‹", page - 1), ("›", page + 1))
        if 0 <= number * _A_PAGE < len(members)
    ]
    text = join(
        [
            bold(cohort_name(context.book, found)),
            context.t("clients.count", n=len(members)),
            "\n".join(_facts(context, members, agreed)),
        ]
    )
    ends = [_groups(context), panel_button(context.t)]
    context.show(text, [*buttons, *([pages] if pages else []), ends])


def _facts(context: Context, members: Sequence[Client], agreed: set[int]) -> list[str]:
    zone = context.deps.settings.timezone
    lost = sum(one.unreachable_at is not None for one in members)
    unseen = sum(
        one.id in agreed and coach_view.is_unseen(one, context.now, zone) for one in members
    )
    facts = [context.t("clients.unreachable", n=lost)] if lost else []
    return [*facts, context.t("clients.unseen", n=unseen)] if unseen else facts


def _label(context: Context, client: Client, *, agreed: bool) -> str:
    marks = [coach_view.client_name(context.tx, context.book, client, agreed=agreed)]
    zone = context.deps.settings.timezone
    if client.unreachable_at is not None:
        marks.append(context.t("clients.mark_unreachable"))
    elif agreed and coach_view.is_unseen(client, context.now, zone):
        marks.append(context.t("clients.mark_unseen"))
    if client.paused_by is not None:
        marks.append(context.t("clients.mark_paused"))
    return " · ".join(marks)


@for_one
async def show(context: Context, client: Client) -> None:
    """One client: the very screen that the client can open too."""
    await _show(context, client.id)


async def _show(context: Context, client_id: int, said: str = "") -> None:
    client = await clients.find(context.tx, client_id)
    assert client is not None
    zone = context.deps.settings.timezone
    text = await coach_view.card(context.tx, context.book, client, context.now, zone)
    pause = "resume" if client.paused_by is not None else "pause"
    buttons = [
        Button(context.t("clients.button.name"), f"clients:name:{client.id}"),
        Button(context.t("clients.button.move"), f"clients:move:{client.id}"),
        Button(context.t(f"clients.button.{pause}"), f"clients:sure:{client.id}:{pause}"),
        Button(context.t("clients.button.end"), f"clients:sure:{client.id}:end"),
    ]
    back = Button(context.t("clients.button.back"), f"clients:of:{client.cohort_id or 0}:0")
    context.show(join([said, text]) if said else text, [*in_pairs(buttons), [back]])


@for_one
async def ask_name(context: Context, client: Client) -> None:
    """What the coach calls the client; the client sees it too."""
    await context.wait_for(f"clients:name:{client.id}")
    drop = Button(context.t("clients.button.no_name"), f"clients:unname:{client.id}")
    context.show(context.t("clients.ask_name"), [[drop], [_one(context, client)]])


@for_one
async def read_name(context: Context, client: Client) -> None:
    """The name was typed."""
    name = clean_name(context.text)
    if name is None:
        context.say(context.t("cohort.name_again"), [[_one(context, client)]])
        return
    if (other := await _so_called(context, client, name)) is not None:
        group = cohort_name(context.book, await cohorts.find(context.tx, other.cohort_id or 0))
        text = context.t("clients.name_taken", name=name, group=group)
        context.say(text, [[_one(context, client)]])
        return
    if await meant.for_client(context, "name", f"clients:called:{client.id}"):
        return
    await context.stop_waiting()
    await clients.set_called(context.tx, client.id, name)
    await relaying.rename_topic(context.deps, context.tx, client.id, context.now)
    await _note(context, "client_named", client)
    await _show(context, client.id)


async def _so_called(context: Context, client: Client, name: str) -> Client | None:
    """Another one in the programme with this name: a message would reach the wrong of the two."""
    for one in await overview.list_in_programme(context.tx):
        called = clients.called_by_coach(context.tx, one) if one.id != client.id else ""
        if called.casefold() == name.casefold():
            return one
    return None


@for_one
async def drop_name(context: Context, client: Client) -> None:
    """No name of the coach's any more."""
    if client.called_sealed is not None:
        await clients.set_called(context.tx, client.id, "")
        await relaying.rename_topic(context.deps, context.tx, client.id, context.now)
        await _note(context, "client_unnamed", client)
    await _show(context, client.id)


@for_one
async def ask_move(context: Context, client: Client) -> None:
    """To which group."""
    groups = [one for one in await cohorts.list_open(context.tx) if one.id != client.cohort_id]
    shown, ways = page_of(groups, context.number(1), f"clients:move:{client.id}")
    rows = [
        [Button(cohort_name(context.book, one), f"clients:to:{client.id}:{one.id}")]
        for one in shown
    ]
    text = context.t("clients.ask_move" if rows else "clients.no_other_group")
    context.show(text, [*rows, *ways, [_one(context, client)]])


@for_one
async def confirm_move(context: Context, client: Client) -> None:
    """What moving means, before it is done."""
    group = await cohorts.find(context.tx, context.number(1))
    if group is None or group.ended_at is not None:
        context.show(context.t("cohort.gone"), [[_one(context, client)]])
        return
    there = await coach_view.after_moving(context.tx, context.book, client, group, context.now)
    asked = context.t("clients.sure_move", group=cohort_name(context.book, group), there=there)
    text = join([await _heading(context, client), asked])
    yes = Button(context.t("cohort.button.yes"), f"clients:moved:{client.id}:{group.id}")
    context.show(text, [[yes], [_one(context, client)]])


@for_one
async def move(context: Context, client: Client) -> None:
    """Moved: the client goes along with the other group from now on, and hears that."""
    group = await cohorts.find(context.tx, context.number(1))
    if group is None or group.ended_at is not None:
        context.show(context.t("cohort.gone"), [[_one(context, client)]])
        return
    if client.cohort_id != group.id:
        await _move(context, client, group.id)
        await _note(context, "client_moved", client, group.id)
    await _show(context, client.id, context.t("clients.done_move"))


async def _move(context: Context, client: Client, cohort_id: int) -> None:
    before = await notices.stand(context.tx, client, context.now)
    heard = await notices.find_heard(context.tx, client, notices.MOVED)
    if heard is not None:
        # A slip, and put right before she heard of it: she goes on from where she was.
        await course.go_back(context.tx, client, heard.course, context.now)
    if heard is None or heard.group != cohort_id:
        await clients.change(context.tx, client.id, cohort_id=cohort_id, after=None)
    moved = await clients.find(context.tx, client.id)
    assert moved is not None
    await course.follow_group(context.tx, moved, context.now)
    await notices.tell(context.tx, before, client.id, notices.MOVED, context.now)


@for_one
async def ask_sure(context: Context, client: Client) -> None:
    """Pausing, resuming and ending are confirmed once."""
    verb = context.word(1)
    if verb not in _CHANGES:
        await _show(context, client.id)
        return
    yes = Button(context.t(f"clients.button.{verb}"), f"clients:do:{client.id}:{verb}")
    text = join([await _heading(context, client), context.t(f"clients.sure_{verb}")])
    context.show(text, [[yes], [_one(context, client)]])


@for_one
async def change(context: Context, client: Client) -> None:
    """Confirmed; a second tap finds it done."""
    handler = _CHANGES.get(context.word(1))
    if handler is None:
        await _show(context, client.id)
        return
    await handler(context, client)


async def _pause(context: Context, client: Client) -> None:
    if client.paused_by is None:
        before = await notices.stand(context.tx, client, context.now)
        if await preferences.pause_by_coach(context.tx, client, context.now):
            await notices.tell(context.tx, before, client.id, notices.PAUSED, context.now)
        await _note(context, "client_paused", client)
    # The same words whether or not the client had paused: that is the client's own affair.
    await _show(context, client.id, context.t("clients.done_pause"))


async def _resume(context: Context, client: Client) -> None:
    if client.paused_by is not None:
        before = await notices.stand(context.tx, client, context.now)
        if await preferences.resume_by_coach(context.tx, client, context.now):
            await notices.tell(context.tx, before, client.id, notices.RESUMED, context.now)
        await _note(context, "client_resumed", client)
    await _show(context, client.id, context.t("clients.done_resume"))


async def _end(context: Context, client: Client) -> None:
    before = await notices.stand(context.tx, client, context.now)
    await preferences.end(context.tx, client, context.now)
    await notices.tell(context.tx, before, client.id, notices.ENDED, context.now)
    await _note(context, "client_ended", client)
    context.show(context.t("clients.done_end"), [[_groups(context)]])


_CHANGES: dict[str, Callable[[Context, Client], Awaitable[None]]] = {
    "pause": _pause,
    "resume": _resume,
    "end": _end,
}


async def _note(context: Context, act: str, client: Client, cohort_id: int | None = None) -> None:
    await acts.note(
        context.tx, context.chat_id, act, context.now, client_id=client.id, cohort_id=cohort_id
    )


async def _heading(context: Context, client: Client) -> Text:
    return await coach_view.heading(context.tx, context.book, client, context.now)


def _groups(context: Context) -> Button:
    return Button(context.t("clients.button.groups"), "clients:list")


def _one(context: Context, client: Client) -> Button:
    return Button(context.t("cohort.button.back"), f"clients:one:{client.id}")


FEATURE = Feature(
    room="clients",
    coach=True,
    commands=(Command("clienten", "clients", by_cohort, For.COACHES),),
    buttons={
        "list": by_cohort,
        "of": of_cohort,
        "one": show,
        "name": ask_name,
        "called": read_name,
        "unname": drop_name,
        "move": ask_move,
        "to": confirm_move,
        "moved": move,
        "sure": ask_sure,
        "do": change,
    },
    waits={"name": Place(meant.own_words(read_name), asks_little=True)},
    leads_out=frozenset(["one", "unname"]),
)

"""The letters that wait: the list, one from outside, opened, torn up or kept."""

from __future__ import annotations

from bot.calendar.days import show_instant
from bot.context import Context
from bot.features.letter import service
from bot.features.letter.rules import Door
from bot.features.letter.shown import (
    SKIP,
    body_first,
    day_of,
    find_one,
    find_open,
    gone_on,
    has_coach,
    number_rows,
    take_away,
    to_tap,
    why_shut,
    write_button,
    written_at,
)
from bot.outbox.letters import Button
from bot.safety import lasting
from bot.screens import gate, typed
from bot.screens.frame import for_clients, with_help
from bot.screens.letter_words import ASKED, KEEP, SHARE, TEAR, read_wish
from bot.screens.stub import OPEN_FOR
from bot.store import letterbox
from bot.store.clients import Client
from bot.store.letterbox import Sealed
from bot.text import join


@for_clients
async def show_list(context: Context, client: Client) -> None:
    """The letters that wait."""
    kept = await letterbox.list_all(context.tx, client.id, context.now)
    if kept:
        show_kept(context, client, kept)
    else:
        context.show(context.t("letter.none"), [[write_button(context)]])


def show_kept(context: Context, client: Client, kept: list[Sealed]) -> None:
    """These letters, to choose one."""
    rows = [
        [Button(show_instant(one.sealed_at, client.zone, client.language),
                f"letter:one:{one.id}")]
        for one in kept
    ]  # fmt: skip
    context.show(context.t("letter.list", n=len(kept)), [*rows, [write_button(context)]])


@for_clients
async def show_one(context: Context, client: Client) -> None:
    """One letter from outside: when it opens, and the way to tear it up unread."""
    found = await find_one(context, client)
    if found is None:
        return
    tear = [Button(context.t("letter.button.tear_unread"), f"letter:tear:{found.id}")]
    back = [Button(context.t("letter.button.back"), "letter:list")]
    state = await service.try_door(context.tx, client, found, context.now)
    if state is not Door.OPEN:
        context.show(why_shut(context, client, found, state), [tear, back])
        return
    text = context.t("letter.one", written=written_at(client, found), gone=gone_on(client, found))
    opens = [Button(context.t("letter.button.open"), f"letter:now:{found.id}")]
    context.show(text, [opens, tear, back])


@gate.guarded("letter:list")
@for_clients
async def ask_strength_now(context: Context, client: Client) -> None:
    """How strong is it now, before it is read?"""
    found = await find_open(context, client)
    if found is None:
        return
    skip = Button(context.t("letter.button.skip"), f"letter:open:{found.id}:{SKIP}")
    numbers = number_rows(f"letter:open:{found.id}")
    context.show(context.t("letter.strength_now"), [*numbers, [skip]])


@gate.guarded("letter:list")
@for_clients
async def open_letter(context: Context, client: Client) -> None:
    """The letter, and below it then and now; it stands in the chat for ten minutes."""
    found = await find_open(context, client)
    if found is None:
        return
    now = min(context.number(1), 10) if context.word(1).isdecimal() else None
    if not context.shows_in_place:
        context.send(to_tap(context, found, now))
        return
    text = await service.open_letter(context.tx, client, found, now, context.now)
    context.show(text, otherwise=to_tap(context, found, now))
    body = context.message_id
    take_away(context, body, context.now + OPEN_FOR)
    rows = [
        [Button(context.t("letter.button.tear"), f"letter:tear:{found.id}:{body}")],
        [Button(context.t("letter.button.keep"), f"letter:keep:{found.id}:{body}")],
    ]
    if has_coach(context, client):
        rows.append([Button(context.t("letter.button.share"), f"letter:share:{found.id}:{body}")])
    context.say(_then_and_now(context, client, found, now), rows)


def _then_and_now(context: Context, client: Client, found: Sealed, now: int | None) -> str:
    then = found.strength_then
    if then is not None and now is not None:
        numbers = context.t("letter.both", then=then, now=now)
    elif then is not None:
        numbers = context.t("letter.only_then", then=then)
    elif now is not None:
        numbers = context.t("letter.only_now", now=now)
    else:
        numbers = ""
    choose = context.t("letter.choose", written=written_at(client, found))
    return join([numbers, choose]).plain


@for_clients
async def tear(context: Context, client: Client) -> None:
    """Torn up; tapped twice, it is just as gone."""
    await letterbox.drop(context.tx, context.number(0), client.id, context.now)
    take_away(context, context.number(1))
    context.show(*await body_first(context, context.t("letter.torn")))


@for_clients
async def keep(context: Context, client: Client) -> None:
    """A week longer."""
    found = await find_one(context, client)
    if found is None:
        return
    take_away(context, context.number(1))
    gone_at = await service.keep(context.tx, client, found, context.now)
    context.show(context.t("letter.kept", day=day_of(client, gone_at)))


async def answer_of_letter(context: Context) -> bool:
    """True: what is to become of an opened letter in sight was said in words of her own. Kept it
    is at once; tearing it up takes a tap or the whole label, and her coach a tap.
    """
    client, asked = context.client, await typed.answered(context)
    data = asked.data(ASKED) if asked is not None else []
    wish = read_wish(context.text) if data else None
    if client is None or asked is None or wish is None:
        return False
    if await context.waits_for() is not None:
        return False
    if await lasting.is_near_a_crisis(context) or await typed.read_press(context) is not None:
        return False
    context.words = data[0].split(":")[2:]
    if wish == KEEP:
        await keep(context)
        return True
    rows = with_help(context.t, typed.buttons_of(asked))
    if wish == TEAR:
        context.say(context.t("other.in_full"), rows)
    elif wish == SHARE and asked.holds("letter:share:"):
        share = context.t("letter.button.share")
        context.say(context.t("letter.to_share", button=share), rows)
    elif (found := await find_one(context, client)) is not None:
        context.say(context.t("letter.undecided", gone=gone_on(client, found)), rows)
    return True

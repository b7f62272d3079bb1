"""The letter: the one message, given to the bot instead of being sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.calendar.days import show_day, show_instant
from bot.calendar.times import local_date
from bot.clients import relaying
from bot.clients.relaying import Source
from bot.context import Context
from bot.feature import Command, Feature
from bot.features.letter import service
from bot.features.letter.rules import Door, next_long_at
from bot.features.letter.service import PutAway
from bot.outbox import letters
from bot.outbox.letters import Button, Letter, Rows
from bot.road.lanes import Lane
from bot.screens import gate, typed
from bot.screens.frame import exercises_button, for_clients, help_button, urge_button
from bot.screens.keeping import take_out
from bot.screens.practice import DAY, NIGHT, begin_button
from bot.screens.strength import read_strength
from bot.screens.stub import OPEN_FOR
from bot.store import letterbox, relay, urges, waiting
from bot.store.clients import Client
from bot.store.letterbox import Sealed
from bot.text import Text, join
from bot.understanding.classify import URGE
from bot.understanding.words import words_of

_MORE_FOR = timedelta(minutes=2)
"""For so long a further message belongs to the letter: some people write in pieces."""
_RING = "call"
_OF_THE_PROGRAM = frozenset(["wipe", "neutral", "word", "erase", "human", "coach", "plan", _RING])
"""Wishes that are carried out while a letter is being written: somebody looks at the phone, or a
person is wanted. The whole message is the wish; within a letter the same words are the letter's.
"""
_EXERCISE = "feet"
_SKIP = "skip"


async def command(context: Context) -> None:
    """`/brief`: the letters that wait; without any, or in an urge, a new one.

    What follows the command is the letter.
    """
    client = context.client
    _, _, rest = context.text.strip().partition(" ")
    if client is not None and rest.strip():
        await _put_away(context, client, rest.strip())
        return
    if client is None or await urges.find_open(context.tx, client.id, context.now) is not None:
        await write(context)
        return
    kept = await letterbox.list_all(context.tx, client.id, context.now)
    if kept:
        _show_list(context, client, kept)
    else:
        await write(context)


@for_clients
async def show_list(context: Context, client: Client) -> None:
    """The letters that wait."""
    kept = await letterbox.list_all(context.tx, client.id, context.now)
    if kept:
        _show_list(context, client, kept)
    else:
        context.show(context.t("letter.none"), [[_write_button(context)]])


def _show_list(context: Context, client: Client, kept: list[Sealed]) -> None:
    rows = [
        [Button(show_instant(one.sealed_at, client.zone, client.language),
                f"letter:one:{one.id}")]
        for one in kept
    ]  # fmt: skip
    context.show(context.t("letter.list", n=len(kept)), [*rows, [_write_button(context)]])


async def write(context: Context) -> None:
    """Ask for the message; whoever's phone may be read is offered to keep it in mind."""
    client = context.client
    if client is None:
        await in_mind(context)
    elif client.neutral:
        context.show(
            context.t("letter.seen"),
            [
                [Button(context.t("letter.button.mind"), "letter:mind")],
                [Button(context.t("letter.button.here"), "letter:here")],
            ],
        )
    else:
        await _ask(context, client)


@for_clients
async def write_here(context: Context, client: Client) -> None:
    """Here all the same."""
    await _ask(context, client)


async def _ask(context: Context, client: Client) -> None:
    patience = waiting.FOR_LETTERS
    await waiting.wait_for(context.tx, context.chat_id, "letter:text", context.now, patience)
    last = await letterbox.last_long_opens_at(context.tx, client.id)
    following = next_long_at(last)
    if context.is_night:
        text = context.t("letter.ask_night")
    elif following is not None and context.now < following:
        text = context.t("letter.ask_short", day=_day(client, following))
    else:
        text = context.t("letter.ask")
    mind = Button(context.t("letter.button.mind"), "letter:mind")
    context.show(text, [[mind], [Button(context.t("letter.button.leave"), "letter:leave")]])


async def in_mind(context: Context) -> None:
    """Only in one's head: nothing is typed, nothing is kept."""
    await waiting.clear(context.tx, context.chat_id)
    context.show(context.t("letter.mind"), await _body_first(context))


async def leave(context: Context) -> None:
    """Not now."""
    await waiting.clear(context.tx, context.chat_id)
    context.show(context.t("letter.left"), await _body_first(context))


async def read_text(context: Context) -> bool:
    """The message was given. Not what is wanted of the program meanwhile; that she would like to
    be rung may well be the message.
    """
    client, message = context.client, context.incoming.effective_message
    if client is None or (context.unit.wish in _OF_THE_PROGRAM and context.unit.wish != _RING):
        return False
    if message is None or not message.text:
        context.say(context.t("letter.only_text"))
    else:
        await _put_away(context, client, message.text)
    return True


async def _put_away(context: Context, client: Client, text: str) -> None:
    take_out(context)
    done = await service.put_away(context.tx, client, text, context.now)
    await waiting.wait_for(context.tx, context.chat_id, "letter:more", context.now, _MORE_FOR)
    rows = await _body_first(context)
    if done.letter.strength_then is None:
        number = Button(context.t("letter.button.number"), f"letter:number:{done.letter.id}")
        rows = [*rows, [number]]
    context.say(join([context.t("letter.sealed"), *_notes(context, client, done)]), rows)


async def read_more(context: Context) -> bool:
    """A second message right behind it: into the same letter. Not what is said to the bot: an
    urge, the number beside the letter, thanks or a yes, a wish.
    """
    client, message = context.client, context.incoming.effective_message
    if client is None:
        return False
    if message is None or not message.text:
        context.say(context.t("letter.only_text"))
        return True
    if _is_said_of_it(context):
        return False
    value = read_strength(context.text)
    kept = await letterbox.list_all(context.tx, client.id, context.now)
    if value is not None and kept:
        await waiting.clear(context.tx, context.chat_id)
        context.words = [str(kept[-1].id), str(value)]
        await take_number(context)
        return True
    take_out(context)
    done = await service.add_to_latest(context.tx, client, message.text, context.now)
    await waiting.wait_for(context.tx, context.chat_id, "letter:more", context.now, _MORE_FOR)
    context.say(
        join([context.t("letter.more"), *_notes(context, client, done)]),
        await _body_first(context),
    )
    return True


def _is_said_of_it(context: Context) -> bool:
    """Whether it is no second half of a letter: she tells that she sent it, or goes there, or that
    somebody rings; or it is thanks or a nod; or a person, or an empty screen, is wanted now.
    """
    unit = context.unit
    urge = unit.label == URGE and (unit.sending or unit.kind)
    wanted = unit.wish in {"thanks", *_OF_THE_PROGRAM}
    return bool(urge) or wanted or tuple(words_of(context.text)) in typed.NODS


def _notes(context: Context, client: Client, done: PutAway) -> list[str]:
    opens, gone = _day(client, done.letter.opens_at), _day(client, done.letter.gone_at)
    key = "letter.opens_late" if done.delayed else "letter.opens"
    notes = [context.t(key, day=opens, gone=gone)]
    if done.pushed_out:
        notes.append(context.t("letter.made_room"))
    return notes


async def _body_first(context: Context) -> Rows:
    """Something for the body now, and the ways on."""
    t = context.book.t
    exercise = context.book.exercises.get(_EXERCISE)
    urge = None
    if context.client is not None:
        urge = await urges.find_open(context.tx, context.client.id, context.now)
    begin = exercises_button(t)
    if exercise is not None:
        label = t("exercise.button.begin", title=exercise.title, n=exercise.minutes)
        version = NIGHT if context.is_night else DAY
        begin = begin_button(exercise, label, version, urge.id if urge else 0)
    return [[begin], [urge_button(t), help_button(t)]]


@for_clients
async def ask_number(context: Context, client: Client) -> None:
    """How strong is it now, beside the letter?"""
    letter_id = context.number(0)
    context.show(context.t("letter.how_strong"), _numbers(f"letter:then:{letter_id}"))


@for_clients
async def take_number(context: Context, client: Client) -> None:
    """The strength at which it was written."""
    value = min(context.number(1), 10)
    await letterbox.change(context.tx, context.number(0), client.id, strength_then=value)
    context.show(context.t("letter.noted", n=value), await _body_first(context))


@for_clients
async def show_one(context: Context, client: Client) -> None:
    """One letter from outside: when it opens, and the way to tear it up unread."""
    found = await _find(context, client)
    if found is None:
        return
    tear = [Button(context.t("letter.button.tear_unread"), f"letter:tear:{found.id}")]
    back = [Button(context.t("letter.button.back"), "letter:list")]
    state = await service.try_door(context.tx, client, found, context.now)
    if state is not Door.OPEN:
        context.show(_why_not(context, client, found, state), [tear, back])
        return
    text = context.t("letter.one", written=_written(client, found), gone=_gone(client, found))
    opens = [Button(context.t("letter.button.open"), f"letter:now:{found.id}")]
    context.show(text, [opens, tear, back])


@gate.guarded("letter:list")
@for_clients
async def ask_strength_now(context: Context, client: Client) -> None:
    """How strong is it now, before it is read?"""
    found = await _find_open(context, client)
    if found is None:
        return
    skip = Button(context.t("letter.button.skip"), f"letter:open:{found.id}:{_SKIP}")
    numbers = _numbers(f"letter:open:{found.id}")
    context.show(context.t("letter.strength_now"), [*numbers, [skip]])


@gate.guarded("letter:list")
@for_clients
async def open_letter(context: Context, client: Client) -> None:
    """The letter, and below it then and now; it stands in the chat for ten minutes."""
    found = await _find_open(context, client)
    if found is None:
        return
    now = min(context.number(1), 10) if context.word(1).isdecimal() else None
    if not context.shows_in_place:
        context.send(_to_tap(context, found, now))
        return
    text = await service.open_letter(context.tx, client, found, now, context.now)
    context.show(text, otherwise=_to_tap(context, found, now))
    body = context.message_id
    _remove(context, body, context.now + OPEN_FOR)
    rows = [
        [Button(context.t("letter.button.tear"), f"letter:tear:{found.id}:{body}")],
        [Button(context.t("letter.button.keep"), f"letter:keep:{found.id}:{body}")],
    ]
    if _has_coach(context, client):
        rows.append([Button(context.t("letter.button.share"), f"letter:share:{found.id}:{body}")])
    context.say(_then_and_now(context, client, found, now), rows)


def _to_tap(context: Context, found: Sealed, now: int | None) -> Letter:
    """What was typed is taken along; only what can be taken out of the chat again is shown."""
    value = _SKIP if now is None else now
    opens = Button(context.t("letter.button.open"), f"letter:open:{found.id}:{value}")
    said = "" if now is None else context.t("letter.only_now", now=now)
    return letters.say(context.chat_id, join([said, context.t("letter.to_open")]), [[opens]])


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
    choose = context.t("letter.choose", written=_written(client, found))
    return join([numbers, choose]).plain


@for_clients
async def tear(context: Context, client: Client) -> None:
    """Torn up; tapped twice, it is just as gone."""
    await letterbox.drop(context.tx, context.number(0), client.id, context.now)
    _remove(context, context.number(1))
    context.show(context.t("letter.torn"), await _body_first(context))


@for_clients
async def keep(context: Context, client: Client) -> None:
    """A week longer."""
    found = await _find(context, client)
    if found is None:
        return
    _remove(context, context.number(1))
    gone_at = await service.keep(context.tx, client, found, context.now)
    context.show(context.t("letter.kept", day=_day(client, gone_at)))


@gate.guarded("letter:list")
@for_clients
async def ask_share(context: Context, client: Client) -> None:
    """Exactly what the coach would get, and the question."""
    found = await _find(context, client)
    if found is None:
        return
    may_share = found.opened_at is not None and _has_coach(context, client)
    if not may_share or not context.shows_in_place:
        await show_one(context)
        return
    shown = context.message_id
    _remove(context, context.number(1))
    _remove(context, shown, context.now + OPEN_FOR)
    text = await letterbox.read(context.tx, found.id, client.id)
    context.show(text, otherwise=_to_tap(context, found, None))
    yes = Button(context.t("letter.button.share_yes"), f"letter:shared:{found.id}:{shown}")
    no = Button(context.t("letter.button.share_no"), f"letter:unshared:{found.id}:{shown}")
    context.say(context.t("letter.share_ask", line=await _head(context, client)), [[yes], [no]])


@gate.guarded("letter:list")
@for_clients
async def share(context: Context, client: Client) -> None:
    """Confirmed: to the coach, once."""
    found = await _find(context, client)
    if found is None:
        return
    if found.opened_at is None or not _has_coach(context, client):
        await show_one(context)
        return
    _remove(context, context.number(1))
    await _bring(context, client, found)
    context.show(context.t("letter.shared"), _choices_after(context, found))


async def _bring(context: Context, client: Client, found: Sealed) -> None:
    """Into each coach's own chat, once; what she answers there comes back.

    Its number below zero tells it apart from a message in the client's chat.
    """
    if await relay.list_from(context.tx, client.chat_id, -found.id):
        return
    text = await letterbox.read(context.tx, found.id, client.id)
    source = Source(client.chat_id, -found.id, {"kind": "text", "text": text})
    head = Text(await _head(context, client))
    for coach in sorted(context.deps.settings.coach_ids):
        await relaying.bring(
            context.tx, client, source, relay.IN, coach, head, context.now, given=True
        )


@for_clients
async def do_not_share(context: Context, client: Client) -> None:
    """Nothing is sent."""
    _remove(context, context.number(1))
    found = await _find(context, client)
    if found is not None:
        context.show(context.t("letter.unshared"), _choices_after(context, found))


def _choices_after(context: Context, found: Sealed) -> Rows:
    return [
        [Button(context.t("letter.button.tear"), f"letter:tear:{found.id}")],
        [Button(context.t("letter.button.keep"), f"letter:keep:{found.id}")],
    ]


async def _head(context: Context, client: Client) -> str:
    """The line above a letter to the coach, in the coach's language."""
    book = context.deps.shelf[context.deps.settings.language]
    return book.t("letter.coach", name=await relaying.shown_name(context.tx, book, client))


def _has_coach(context: Context, client: Client) -> bool:
    """After the sixteen weeks the coach's inbox is closed."""
    return bool(context.deps.settings.coach_ids) and client.ended_at is None


async def _find(context: Context, client: Client) -> Sealed | None:
    """The letter of a button; else that is said."""
    found = await letterbox.find(context.tx, context.number(0), client.id, context.now)
    if found is None:
        context.show(context.t("letter.gone"), [[_write_button(context)]])
    return found


async def _find_open(context: Context, client: Client) -> Sealed | None:
    """The letter of a button, if it opens now; else it is said why not."""
    found = await _find(context, client)
    if found is None:
        return None
    state = await service.try_door(context.tx, client, found, context.now)
    if state is Door.OPEN:
        return found
    back = [Button(context.t("letter.button.back"), "letter:list")]
    context.show(_why_not(context, client, found, state), [back])
    return None


def _why_not(context: Context, client: Client, found: Sealed, state: Door) -> str:
    if state is Door.LATER:
        return context.t("letter.later", day=_day(client, found.opens_at))
    return context.t("letter.in_urge" if state is Door.URGE else "letter.in_the_evening")


def _remove(context: Context, message_id: int, at: datetime | None = None) -> None:
    """Take a message with private words out of the chat: now, or later."""
    if message_id:
        gone = letters.delete(context.chat_id, [message_id])
        context.send(gone if at is None else gone.with_(lane=Lane.TIDY, due_at=at))


def _numbers(data: str) -> Rows:
    buttons = [Button(str(n), f"{data}:{n}") for n in range(11)]
    return [buttons[:4], buttons[4:8], buttons[8:]]


def _day(client: Client, at: datetime) -> str:
    return show_day(local_date(client.zone, at), client.language)


def _written(client: Client, found: Sealed) -> str:
    return show_instant(found.sealed_at, client.zone, client.language)


def _gone(client: Client, found: Sealed) -> str:
    return _day(client, found.gone_at)


def _write_button(context: Context) -> Button:
    return Button(context.t("letter.button.new"), "letter:write")


FEATURE = Feature(
    room="letter",
    commands=(Command("brief", "letter", command),),
    wishes={"letter": write, "letters": show_list},
    in_full=frozenset(["tear"]),
    buttons={
        "write": write,
        "here": write_here,
        "mind": in_mind,
        "leave": leave,
        "list": show_list,
        "number": ask_number,
        "then": take_number,
        "one": show_one,
        "now": ask_strength_now,
        "open": open_letter,
        "tear": tear,
        "keep": keep,
        "share": ask_share,
        "shared": share,
        "unshared": do_not_share,
    },
    tries={"text": read_text, "more": read_more},
    late={"text": "letter:write"},
)

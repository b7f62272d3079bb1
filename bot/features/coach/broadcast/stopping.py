"""The word "stop" of a coach: what is leaving, whoever wrote it, and the way to hold it.

Of several the latest of hers is shown, and the way to all of them.

The same is shown for whatever else she types while a message of hers leaves or has just left, or
right after an answer to a client: then it may well be a second thought, in words of her own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.calendar.days import show_instant
from bot.context import Context
from bot.feature import Feature
from bot.features.coach import message
from bot.features.coach.broadcast import left, outcome, plan_card, sent
from bot.features.coach.inbox import regret, undo
from bot.features.coach.names import in_short, whose
from bot.outbox import letters
from bot.outbox.letters import Button, Rows
from bot.road.lanes import Lane
from bot.safety import at_work
from bot.screens import typed
from bot.screens.frame import how_to_answer
from bot.store import broadcasts, sessions
from bot.store.broadcasts import FILLING, PLANNED, SENDING, Broadcast
from bot.store.relay import Passed
from bot.text import join
from bot.understanding.words import words_of

_MOST = 30
"""So many in the list; all of hers stand in that of what is planned."""
_LONGEST_LABEL = 60
_JUST = timedelta(minutes=10)
"""How long after the first of them got it a second thought is likely."""
_JUST_REMINDED = timedelta(hours=1)
"""The same for a reminder of a session, which left by itself."""
_JUST_ANSWERED = timedelta(minutes=3)
"""The same for an answer, which is written more often."""
_TAKES_BACK = ("terughalen", "intrekken", "undo", "withdraw", "recall")
_CALLS_OFF = ("annuleer", "annuleren", "cancel")
_FEW = 4
"""So many words are a "no, don't"; more may be meant for clients."""
_CARDS = ("broadcast:undo:", "outcome:stop:")
_OF_THE_PROGRAM = frozenset(["help", "robot", "thanks"])
"""Wishes that are no second thoughts about a message."""


async def stop(context: Context) -> bool:
    """Whether that was all she meant: who is a client as well stops what comes to her, too."""
    if not await _offered(context) and context.client is None:
        await _nothing_leaves(context)
    return context.client is None


async def _offered(context: Context) -> bool:
    """What leaves, and the answer that she has just given, the later one first. False: neither."""
    leaving, answer = await _leaving(context), await undo.latest(context)
    if not leaving:
        if answer is None or not _is_just(context, answer):
            return False
        undo.ask(context, answer)
        return True
    text, rows = await _shown(context, leaving)
    began = leaving[0].confirmed_at or leaving[0].started_at or context.now
    if answer is not None and answer.at > began:
        undo.ask(context, answer)
    elif answer is not None and _is_just(context, answer):
        rows = [*rows, *await undo.way_to(context, answer)]
    context.say(text, rows)
    return True


def _is_just(context: Context, answer: Passed) -> bool:
    return context.now - answer.at < _JUST_ANSWERED


async def _nothing_leaves(context: Context) -> None:
    """Then what can still be withdrawn, and what is planned."""
    planned = Button(context.t("planned.button.list"), "planned:list")
    sent = await _sent(context)
    can = context.t("broadcast.withdrawable") if sent else ""
    answer = await undo.way_to(context, await undo.latest(context))
    rows = [*sent, *answer, [planned], [_to_sessions(context)]]
    # "Never mind" may be said to what the screen in sight asks.
    left = context.t("coach.left") if typed.is_leaving(context.text) else ""
    context.say(join([left, context.t("broadcast.nothing_leaves"), can], "\n"), rows)


def _to_sessions(context: Context) -> Button:
    return Button(context.t("coach.button.sessions"), "session:list")


async def _sent(context: Context, *besides: int) -> list[list[Button]]:
    """The way to each message of hers that can still be withdrawn, and to those of nobody here."""
    found = await broadcasts.list_sent(context.tx, context.chat_id, context.now)
    hers = [
        [Button(await _label(context, one), f"outcome:look:{one.id}")]
        for one in [one for one in found if one.id not in besides][:_MOST]
    ]
    return [*hers, *await left.ways(context)]


async def take_back(context: Context) -> bool:
    """A word that takes back a message. Of who is a client as well it may be for another place."""
    waits = await context.waits_for() is not None
    just = not waits and await _has_just_answered(context)
    if context.client is None or just or await _has_second_thoughts(context):
        await context.leave_place()
        await stop(context)
        return True
    return False


async def call_off(context: Context) -> bool:
    """A word that may also be said to a place that waits for a text, to leave it."""
    waits = await context.waits_for() is not None
    if waits and not await _has_second_thoughts(context):
        return False
    return await take_back(context)


async def second_thoughts(context: Context) -> bool:
    """What nothing knows, while a message of hers leaves or has just left, or an answer was just
    given; in words for undoing, whenever.
    """
    if context.unit.wish in _OF_THE_PROGRAM:
        return False
    if not await _has_any_second_thoughts(context):
        if context.client is not None:
            return False
        if regret.takes_back(context.text):
            await stop(context)
            return True
        if regret.calls_off(context.text):
            said = [context.t("coach.nowhere")]
            if at_work.is_work(context, await typed.in_sight(context)):
                said.append(context.book.replies["not_emergency"])
            context.say(join(said), [[_to_sessions(context)]])
            return True
        if not regret.missent(context.text):
            return False
    if await _says_not_to(context):
        pass  # Beside what leaves all the same, "nothing was changed" would be read as a promise.
    elif typed.is_leaving(context.text):
        context.say(context.t("coach.left"))
    else:
        await _say_nowhere(context)
    await stop(context)
    return True


async def _says_not_to(context: Context) -> bool:
    """Whether so few words are said to a message of hers that leaves in a moment, or to the card
    of one that is leaving.
    """
    if not _is_typed(context) or not 0 < len(words_of(context.text)) <= _FEW:
        return False
    shown = await typed.in_sight(context)
    to_its_card = shown is not None and shown.holds(_CARDS)
    return to_its_card or await _is_in_its_minute(context)


async def _is_in_its_minute(context: Context) -> bool:
    """Whether a message of hers can still be taken back before anybody has it."""
    leaving = await broadcasts.list_leaving(context.tx)
    return any(
        one.coach_chat_id == context.chat_id and one.state == PLANNED and one.session_id is None
        for one in leaving
    )


async def leave_place(context: Context) -> None:
    """She typed that she leaves what is asked of her; it may have been said of what leaves."""
    await typed.leave(context)
    if await _is_in_its_minute(context):
        await stop(context)


async def _say_nowhere(context: Context) -> None:
    """Clients answer what has just come, and so may she."""
    goes_on = not regret.missent(context.text) and await _has_just_answered(context)
    hint, rows = await how_to_answer(context, just_did=goes_on)
    key = "coach.nowhere" if _is_typed(context) else "coach.nowhere_sent"
    context.say(join([context.t(key), hint]), rows)


def _is_typed(context: Context) -> bool:
    """Whether it is words alone."""
    message = context.incoming.effective_message
    return message is not None and bool(message.text)


async def beside_safety(context: Context) -> None:
    """The same, below the question of safety that her words brought: both may be meant."""
    if await _has_any_second_thoughts(context):
        await stop(context)


async def stop_wished(context: Context) -> None:
    """The same, in a sentence."""
    await stop(context)


async def _has_second_thoughts(context: Context) -> bool:
    """Whether they are likely: something that she wrote leaves, or has begun to a moment ago."""
    return any(
        one.coach_chat_id == context.chat_id
        and one.session_id is None
        and (one.started_at is None or context.now - one.started_at < _JUST)
        for one in await broadcasts.list_leaving(context.tx)
    )


async def _has_just_answered(context: Context) -> bool:
    answer = await undo.latest(context)
    return answer is not None and _is_just(context, answer)


async def _has_any_second_thoughts(context: Context) -> bool:
    return (
        await _has_second_thoughts(context)
        or await _has_just_answered(context)
        or any(
            one.coach_chat_id == context.chat_id
            and one.session_id is not None
            and one.started_at is not None
            and context.now - one.started_at < _JUST_REMINDED
            for one in await broadcasts.list_leaving(context.tx)
        )
    )


async def _leaving(context: Context) -> list[Broadcast]:
    """What leaves: what she wrote first, the latest first; one for each session."""
    found = sorted(
        await broadcasts.list_leaving(context.tx),
        key=lambda one: (
            one.session_id is None,
            one.coach_chat_id == context.chat_id,
            one.started_at or one.next_at or context.now,
            one.id,
        ),
        reverse=True,
    )
    return list({one.session_id or -one.id: one for one in found}.values())


async def list_leaving(context: Context) -> None:
    """All of it, to choose from."""
    leaving = (await _leaving(context))[:_MOST]
    rows = [[Button(await _label(context, one), f"stopping:look:{one.id}")] for one in leaving]
    rows += await _sent(context, *(one.id for one in leaving))
    context.show(context.t("broadcast.what_leaves" if rows else "broadcast.nothing_leaves"), rows)


async def _label(context: Context, found: Broadcast) -> str:
    if found.session_id is not None:
        held = await sessions.find(context.tx, found.session_id)
        when = held.at if held is not None else None
        shown = show_instant(when, context.zone, context.language) if when is not None else "…"
        label = context.t("broadcast.of_session", when=shown)
    else:
        label = await in_short(context.book, context.tx, found)
    if (who := whose(context, found.coach_chat_id)) != "own":
        label = f"{context.t(f'broadcast.of_{who}')} {label}"
    return message.shortened(label, _LONGEST_LABEL)


async def look(context: Context) -> None:
    """One of them."""
    leaving = await _leaving(context)
    chosen = [one for one in leaving if one.id == context.number(0)]
    if not chosen:
        context.show(context.t("broadcast.nothing_to_stop"))
        return
    context.show(*await _shown(context, [*chosen, *leaving]))


async def _shown(context: Context, leaving: Sequence[Broadcast]) -> tuple[str, Rows]:
    """The first of these: which it is, how it stands, what holds it, and the way to the others."""
    found = leaving[0]
    if found.session_id is not None:
        text, rows = await _of_session(context, found.session_id)
    else:
        text, rows = await _of_message(context, found)
    if any(one.id != found.id for one in leaving) or await _sent(context, found.id):
        what_else = Button(context.t("broadcast.button.what_else"), "stopping:list")
        rows = [*rows, [what_else]]
    return text, rows


async def _of_session(context: Context, session_id: int) -> tuple[str, Rows]:
    """Its reminders end where it is called off, by whatever coach."""
    found = await sessions.find(context.tx, session_id)
    if found is None or found.at is None:
        return context.t("session.gone"), []
    when = show_instant(found.at, context.zone, context.language)
    look = Button(context.t("session.button.look"), f"session:look:{session_id}")
    who = whose(context, found.coach_chat_id)
    key = "leaves" if who == "own" else f"leaves_of_{who}"
    return context.t(f"session.{key}", when=when), [[look]]


async def _of_message(context: Context, found: Broadcast) -> tuple[str, Rows]:
    mine = found.coach_chat_id == context.chat_id
    if found.state == PLANNED:
        # The fact first: whoever typed "no" reads one line, and puts the phone down.
        leaves = context.t("broadcast.leaves_in", n=_seconds_left(context, found)) if mine else ""
        below = "" if mine else context.t("broadcast.about_to")
        text = await sent.about(context.tx, context.book, found, below)
        text = join([leaves, text.strip()]).plain
        rows: Rows = [[Button(context.t("broadcast.button.undo"), f"broadcast:undo:{found.id}")]]
    else:
        text, rows = await sent.standing(context.tx, context.book, found)
    if mine:
        return text, rows
    hold = Button(context.t("broadcast.button.stop"), f"stopping:hold:{found.id}")
    who = whose(context, found.coach_chat_id)
    take = left.take_over(context, found) if who == "left" else []
    return f"{context.t(f'broadcast.of_{who}')}\n\n{text}", [[hold], *take]


def _seconds_left(context: Context, found: Broadcast) -> int:
    left = found.next_at - context.now if found.next_at is not None else timedelta()
    return max(1, round(left.total_seconds()))


async def hold(context: Context) -> None:
    """What another coach sends is stopped, and she hears it; within the minute it is a draft of
    hers again.
    """
    found = await broadcasts.find_to_change(context.tx, context.number(0))
    if found is None or found.session_id is not None:
        context.show(context.t("broadcast.nothing_to_stop"))
    elif found.state == PLANNED and found.on is None:
        await broadcasts.take_back(context.tx, found.id, found.coach_chat_id)
        await plan_card.tell_in_card(context, found, "recalled")
        draft = ("coach.button.draft", f"broadcast:look:{found.id}")
        await _held(context, found, "message_recalled", ("held_by_other", *draft))
    elif found.state in (FILLING, SENDING) and found.stopped_at is None:
        await outcome.halt(context, found)
        look = ("planned.button.read", f"outcome:look:{found.id}")
        await _held(context, found, "message_stopped", ("stopped_by_other", *look))
    else:
        context.show(context.t("broadcast.nothing_to_stop"))


async def _held(context: Context, found: Broadcast, act: str, told: tuple[str, str, str]) -> None:
    """Done; `told`: what its writer hears, and the label and the data of her way to it."""
    await sent.note(context, act, found)
    hears = context.deps.is_coach(found.coach_chat_id)
    done = context.t("broadcast.held" if hears else "broadcast.halted")
    context.show(await sent.about(context.tx, context.book, found, done))
    if not hears:
        return
    book = await sent.book_of(context.deps, context.tx, found)
    what, label, data = told
    text = await sent.about(context.tx, book, found, book.t(f"broadcast.{what}"))
    letter = letters.say(found.coach_chat_id, text, [[Button(book.t(label), data)]])
    context.send(letter.with_(lane=Lane.RELAY))


FEATURE = Feature(
    room="stopping",
    coach=True,
    buttons={"hold": hold, "list": list_leaving, "look": look},
    coachs_words={
        **dict.fromkeys(("stop", "stoppen"), stop),
        **dict.fromkeys(_TAKES_BACK, take_back),
        **dict.fromkeys(_CALLS_OFF, call_off),
    },
)

"""Second thoughts of a coach: the word "stop", and whatever else she types while a message of hers
leaves or has just left, or right after an answer to a client. What leaves is shown (`stopping`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.content.wishes import Trait, has
from bot.context import Context
from bot.feature import Feature
from bot.features.coach.broadcast import stopping
from bot.features.coach.inbox import regret, undo
from bot.safety import at_work
from bot.screens import how, typed
from bot.screens.frame import how_to_answer, not_read, once_each, panel_button
from bot.store import broadcasts
from bot.store.broadcasts import PLANNED, Broadcast
from bot.text import join
from bot.understanding import yes_no
from bot.understanding.closed_lists import word_set
from bot.understanding.coach_topics import read_topic
from bot.understanding.words import words_of

_STOPPING = word_set("""
    niet nie nee neen nog wacht hou houd tegen stop halt not no dont yet hold wait
""")
"""In few words at the card of a message that is leaving, one of these is meant for it."""
_JUST = timedelta(minutes=10)
"""How long after the first of them got it a second thought is likely."""
_JUST_REMINDED = timedelta(hours=1)
"""The same for a reminder of a session, which left by itself."""
_TAKES_BACK = ("terughalen", "intrekken", "undo", "withdraw", "recall")
_CALLS_OFF = ("annuleer", "annuleren", "cancel")
_FEW = 4
"""So many words are a "no, don't"; more may be meant for clients."""
_CARDS = ("broadcast:undo:", "outcome:stop:")


async def stop(context: Context) -> bool:
    """Whether that was all she meant: who is a client as well stops what comes to her, too."""
    if not await stopping.offer(context) and context.client is None:
        await stopping.say_nothing_leaves(context)
    return context.client is None


async def take_back(context: Context) -> bool:
    """A word that takes back a message. Of who is a client as well it may be for another place."""
    waits = await context.waits_for() is not None
    just = not waits and await _has_just_answered(context)
    if context.client is None or just or await _are_likely(context):
        await context.leave_place()
        await stop(context)
        return True
    return False


async def call_off(context: Context) -> bool:
    """A word that may also be said to a place that waits for a text, to leave it."""
    waits = await context.waits_for() is not None
    if waits and not await _are_likely(context):
        return False
    return await take_back(context)


async def answer(context: Context) -> bool:
    """What nothing knows, while a message of hers leaves or has just left, or an answer was just
    given; in words for undoing, whenever.
    """
    if has(context.unit.wish, Trait.NO_SECOND_THOUGHT):
        return False
    likely = await _list_likely(context)
    if not likely and not await _has_just_answered(context):
        if context.client is not None:
            return False
        if await _says_to_undo(context):
            return True
        if not regret.missent(context.text):
            return False
    if await _says_not_to(context):
        pass  # Beside what leaves all the same, "nothing was changed" would be read as a promise.
    elif typed.is_leaving(context.text):
        context.say(context.t("coach.left"))
    else:
        await _say_nowhere(context)
    await _show(context, likely)
    return True


async def _show(context: Context, likely: Sequence[Broadcast]) -> None:
    """What she may mean; who is a client as well hears of nothing else."""
    if not await stopping.offer(context, likely) and context.client is None:
        await stopping.say_nothing_leaves(context)


async def _says_to_undo(context: Context) -> bool:
    """Whether it takes back or calls off, in words for that; it is answered."""
    if regret.takes_back(context.text):
        await stop(context)
        return True
    if not regret.calls_off(context.text):
        return False
    said = [context.t("coach.nowhere")]
    if at_work.is_work(context, await typed.in_sight(context)):
        said.append(context.book.replies["not_emergency"])
    context.say(join(said), [[stopping.to_sessions(context)]])
    return True


async def _says_not_to(context: Context) -> bool:
    """Whether so few words are said to a message of hers that leaves in a moment, or a no to the
    card of one that is leaving.
    """
    if not _is_typed(context) or not 0 < len(words_of(context.text)) <= _FEW:
        return False
    if await _is_in_its_minute(context):
        return True
    shown = await typed.in_sight(context)
    return shown is not None and shown.holds(_CARDS) and _says_no(context.text)


def _says_no(text: str) -> bool:
    no = yes_no.read(text) == yes_no.NO or not _STOPPING.isdisjoint(words_of(text))
    return no or typed.is_leaving(text) or regret.regrets(text)


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
    if not _is_typed(context):
        context.say(join([context.t("coach.nowhere_sent"), hint]), rows)
        return
    if topic := read_topic(context.text):
        unread, rows = how.answer(context.t, topic), [*how.ways(context.t, topic), *rows]
    else:
        unread = "" if hint or regret.regrets(context.text) else not_read(context)
    said = join([context.t("coach.nowhere"), unread, hint])
    context.say(said, once_each([*rows, [panel_button(context.t)]]))


def _is_typed(context: Context) -> bool:
    """Whether it is words alone."""
    message = context.incoming.effective_message
    return message is not None and bool(message.text)


async def beside_safety(context: Context) -> None:
    """Below the question of safety that her words brought: both may be meant."""
    likely = await _list_likely(context)
    if likely or await _has_just_answered(context):
        await _show(context, likely)


async def stop_wished(context: Context) -> None:
    """To stop, said in a sentence."""
    await stop(context)


async def _are_likely(context: Context) -> bool:
    """Whether they are likely: something that she wrote leaves, or has begun to a moment ago."""
    return any(one.session_id is None for one in await _list_likely(context))


async def _has_just_answered(context: Context) -> bool:
    answer = await undo.latest(context)
    return answer is not None and stopping.is_just(context, answer)


async def _list_likely(context: Context) -> list[Broadcast]:
    """What of hers leaves, or began to so lately that a second thought may be about it."""
    return [
        one
        for one in await broadcasts.list_leaving(context.tx)
        if one.coach_chat_id == context.chat_id and _is_fresh(one, context.now)
    ]


def _is_fresh(found: Broadcast, now: datetime) -> bool:
    lasts = _JUST if found.session_id is None else _JUST_REMINDED
    return found.started_at is None or now - found.started_at < lasts


FEATURE = Feature(
    room="thoughts",
    coach=True,
    coachs_words={
        **dict.fromkeys(("stop", "stoppen"), stop),
        **dict.fromkeys(_TAKES_BACK, take_back),
        **dict.fromkeys(_CALLS_OFF, call_off),
    },
)

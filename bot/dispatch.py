"""Which room an update goes to: safety first, then the rooms.

What one room alone can take, such as what happens in a group, is called by its name; the rest by
what the rooms register.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationHandlerStop, BaseHandler, TypeHandler
from telegram.ext.filters import StatusUpdate

from bot import burst, coaches
from bot.commands import Commands
from bot.content.wishes import Trait, has
from bot.context import Context, Handler
from bot.feature import Place, Read, Taker, Urges
from bot.features import presence
from bot.features.coach.broadcast import second_thoughts
from bot.features.coach.inbox import group
from bot.features.urge import riding
from bot.register import Register
from bot.safety import at_places, at_work, lasting, standing
from bot.screens import arriving, late, stub, typed, yes_at_words
from bot.screens.frame import help_button, urge_and_help, urge_button, with_help
from bot.stands_for import Typed, as_word, is_put_off, leave_for, taken
from bot.store import urges
from bot.understanding.classify import URGE

SAFETY, ROOMS = 0, 1
_YES_OR_BUTTON = ("nu", "now")
"""The name of the anchor, and a plain yes to what the reply to a crisis asks."""
_MESSAGE_OR_DAY = ("vandaag", "today")
"""The name of today's message, and an answer where a day is asked for."""
Guard = Callable[[Context], Awaitable[bool]]


class Router:
    """Finds the handler for an update. The order of the checks is the order of right of way."""

    def __init__(
        self,
        rooms: Register,
        unknown: Handler,
        not_text: Handler,
        afterwards: Handler,
    ) -> None:
        """`afterwards` may add to what a message was answered with."""
        self._rooms = rooms
        self._unknown = unknown
        self._not_text = not_text
        self._afterwards = afterwards
        self._typed = Typed(self._rooms, unknown)
        self._commands = Commands(self._rooms, self._typed, unknown)
        self._in_order: tuple[Taker, ...] = (
            self._coachs_answer,
            self._commands.take,
            self._single_word,
            self._coachs_word,
            self._answer,
            self._whole_label,
            self._waited_for,
            self._typed.take,
            self._unasked,
        )
        """Who sees a message one after the other, until one of them takes it."""

    async def __call__(self, update: Update, context: Context) -> None:
        if update.effective_chat is None:
            return
        if context.is_private and context.is_coach:
            await coaches.note_language(context.tx, context.chat_id, context.language)
        if not context.is_private:
            if not await group.in_group(context):
                await presence.leave(context)
        elif update.my_chat_member is not None:
            await presence.came_or_left(context)
        elif update.callback_query is not None:
            await self._button(context, update.callback_query.data or "")
        elif update.effective_message is None:
            return
        elif update.edited_message is not None:
            # The guard has seen it; a command or an answer that is edited later does nothing anew.
            # What was passed on is changed where it arrived.
            answers = [*self._rooms.coachs_answers, *self._rooms.answers, self._urge_by_edit]
            await taken(answers, context)
        else:
            await self._message(context)
            await self._afterwards(context)

    async def beside_safety(self, context: Context) -> None:
        """What a coach may have meant with words that safety answered, below its answer."""
        if context.is_coach:
            await second_thoughts.beside_safety(context)

    async def _button(self, context: Context, data: str) -> None:
        pressed, context.words = self._rooms.pressed(data), data.split(":")[2:]
        await leave_for(context, pressed)
        await stub.touch(context)
        if pressed is None or (pressed.feature.coach and not context.is_coach):
            await self._unknown(context)
            return
        await pressed.handler(context)
        if pressed.is_beside:
            arriving.add_way_back(context)

    async def _urge_by_edit(self, context: Context) -> bool:
        """An urge that she tells by changing what she wrote, unless one is open: that has its
        reply, whatever letter she puts right.
        """
        client, unit = context.client, context.unit
        if unit.label != URGE or context.is_coach_alone:
            return False
        if client is not None and await urges.is_any_open(context.tx, client.id, context.now):
            return False
        if not await standing.answer(context):
            await self._free_text(context, self._typed.meant(context))
        return True

    async def _message(self, context: Context) -> None:
        if not context.text and StatusUpdate.ALL.check_update(context.incoming):
            # Telegram's own note, such as a pinned message: nobody said anything.
            return
        await taken(self._in_order, context)

    async def _coachs_answer(self, context: Context) -> bool:
        """Of a coach: what answers or changes an earlier message. It is meant for somebody."""
        return context.is_coach and await taken(self._rooms.coachs_answers, context)

    async def _single_word(self, context: Context) -> bool:
        """A word that does what a command does, unless a day is asked for and it may be that."""
        word = as_word(context.text.strip())
        handler = self._rooms.words.get(word)
        if handler is None or await self._is_a_day(context, word):
            return False
        command = self._rooms.commands.get(word)
        if await is_put_off(context, command) or await _is_a_yes(context):
            return True
        await context.leave_place()
        if not await self._typed.means_another(context, word):
            await handler(context)
        return True

    async def _coachs_word(self, context: Context) -> bool:
        """A word that means something of hers to a coach."""
        return await self._typed.means_another(context, as_word(context.text.strip()))

    async def _answer(self, context: Context) -> bool:
        """What answers or changes an earlier message."""
        return await taken(self._rooms.answers, context)

    async def _whole_label(self, context: Context) -> bool:
        """Where a room waits for a text: no text, but the whole label of a button."""
        if await context.waits_for() is None:
            return False
        return await self._typed.press_whole(context) or await self._typed.takes_a_tap(context)

    async def _waited_for(self, context: Context) -> bool:
        """A text for the place that waits. An urge goes first where it is no answer."""
        waits = await context.waits_for() or ":"
        room, name, *context.words = waits.split(":")
        if (found := self._rooms.places.get(f"{room}:{name}")) is None:
            return False
        feature, place = found
        asks_word = not feature.coach and (place.asks_little or place.asks_day)
        if asks_word and not context.text and not await lasting.is_near_a_crisis(context):
            rows = with_help(context.t, typed.buttons_of(await typed.in_sight(context)))
            context.say(context.t("other.not_text_here"), rows)
            return True
        if not feature.coach and _goes_first(context, place):
            await context.leave_place()
            return False
        if feature.coach:
            read = await self._read_of_coach(context, place, waits)
        else:
            number = place.asks_number
            first = at_places.goes_before_a_number if number else at_places.comes_first
            if await first(context):
                return True
            read = partial(yes_at_words.read, place=place)
        if await read(context) is False:
            await context.leave_place()
            return False
        if context.unit.at_work is not None and not await self._is_settled(context, place):
            context.say(at_work.whom_to_ring(context), [[help_button(context.t)]])
        if context.unit.label == URGE and place.urges is Urges.KEPT:
            context.add_below(urge_and_help(context.t))
        return True

    async def _read_of_coach(self, context: Context, place: Place, waits: str) -> Read:
        """Who reads what was typed where a text is asked of a coach."""
        if not context.is_coach:
            return self._unknown
        leaves = typed.is_leaving(context.text.strip())
        opens = second_thoughts.leave_place if leaves else self._way_out(context, waits)
        if opens is None:
            return place.read
        await context.leave_place()
        return opens

    async def _is_settled(self, context: Context, place: Place) -> bool:
        """Whether it was the day that was asked for: that place waits no more."""
        waits = self._rooms.place(await context.waits_for() or "")
        return place.asks_day and waits is not place

    def _way_out(self, context: Context, waits: str) -> Handler | None:
        """What a coach opens who says its name where another text is asked for."""
        message = context.incoming.message
        if message is None or not message.text:
            return None
        words = context.words
        opens = self._typed.way_out(context, asks_day=self._rooms.asks_day(waits))
        if opens is None:
            context.words = words
        return opens

    async def _is_a_day(self, context: Context, word: str) -> bool:
        """Whether a day is asked for, and this word may be it. "Now" answers a coach's "when?",
        unless she takes part as well, named the button, or spoke of a crisis.
        """
        now = word in _YES_OR_BUTTON and "⚓" not in context.text and context.is_coach_alone
        if not now and word not in _MESSAGE_OR_DAY:
            return False
        asked = self._rooms.asks_day(await context.waits_for() or "")
        return asked and not (now and await lasting.is_near_a_crisis(context))

    async def _unasked(self, context: Context) -> bool:
        """Nobody waits for it, or nobody does any more. An urge goes first all the same."""
        handler = self._typed.meant(context) if context.text.strip() else self._not_text
        if handler is not self._not_text and await riding.goes_on(context):
            handler = riding.stop_first
        opens = await late.opens_for(context, self._rooms.places)
        if opens and context.unit.label != URGE:
            late.say(context, opens)
            return True
        await self._free_text(context, handler)
        if opens:
            context.add_below([late.out_button(context, opens)])
        return True

    async def _free_text(self, context: Context, handler: Handler) -> None:
        unit = context.unit
        if unit.stands(burst.gravity_of(unit.label, unit.kind)):
            return
        unheard = handler in (self._unknown, self._not_text)
        if unheard and context.is_coach and await second_thoughts.answer(context):
            return  # who takes part as well has second thoughts of a coach all the same
        if unheard or not context.is_coach_alone:
            await handler(context)
            return
        # What sounds like a client may be meant for one, and went to nobody.
        await self._unknown(context)
        context.add_below([urge_button(context.t)])


async def _is_a_yes(context: Context) -> bool:
    """Whether it is "now", said to a reply that asks whether she may hurt herself now, and not the
    name of the button. The way to that stands below the answer.
    """
    if as_word(context.text) not in _YES_OR_BUTTON or "⚓" in context.text:
        return False
    if not await lasting.stands(context, await typed.in_sight(context)):
        return False
    if not await standing.answer(context):
        return False
    context.add_below([urge_button(context.t)])
    arriving.add_way_back(context)
    return True


def _goes_first(context: Context, place: Place) -> bool:
    """Whether it is no answer at this place: an urge, or that somebody comes, for then nothing is
    sealed or passed on.
    """
    urge = context.unit.label == URGE and place.urges is Urges.FIRST
    return urge or has(context.unit.wish, Trait.HIDES)


def add_handlers(
    application: Application[Any, Any, Any, Any, Any, Any], router: Router, guard: Guard
) -> None:
    """Safety in a group of its own before all rooms; what it answers, no room answers."""

    async def safety_first(_update: Update, context: Context) -> None:
        context.unit.reached = True
        if await guard(context):
            arriving.add_way_back(context)
            await router.beside_safety(context)
            raise ApplicationHandlerStop

    handlers: Iterable[tuple[int, BaseHandler[Any, Any, Any]]] = (
        (SAFETY, TypeHandler(Update, safety_first)),
        (ROOMS, TypeHandler(Update, router)),
    )
    for number, handler in handlers:
        application.add_handler(handler, number)

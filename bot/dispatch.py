"""Which room an update goes to: safety first, then the rooms."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationHandlerStop, BaseHandler, TypeHandler
from telegram.ext.filters import StatusUpdate

from bot import burst
from bot.context import Context, Handler
from bot.feature import Command, Feature, Taker
from bot.features import presence
from bot.register import Register
from bot.safety import questions, standing
from bot.screens import arriving, late, menus, stub, typed
from bot.screens.frame import help_button, urge_button
from bot.store import waiting
from bot.understanding.classify import URGE

SAFETY, ROOMS = 0, 1
_COACHS_START = "beheer"
_OF_ANYBODY = frozenset([
    "dutch", "english", "erase", "hello", "help", "human", "join", "privacy", "robot", "thanks",
    "wipe",
])  # fmt: skip
"""Wishes that mean the same to a coach who takes no part; the others are a client's."""
_IN_COLOUR = "\N{VARIATION SELECTOR-16}"
"""What some phones write behind an emoji."""

Guard = Callable[[Context], Awaitable[bool]]


class Router:
    """Finds the handler for an update. The order of the checks is the order of right of way."""

    def __init__(
        self,
        features: Sequence[Feature],
        unknown: Handler,
        not_text: Handler,
        afterwards: Handler,
    ) -> None:
        """`afterwards` may add to what a message was answered with."""
        self._rooms = Register(features)
        self._unknown = unknown
        self._not_text = not_text
        self._afterwards = afterwards

    async def __call__(self, update: Update, context: Context) -> None:
        if update.effective_chat is None:
            return
        if not context.is_private:
            if not await _taken(self._rooms.groups, context):
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
            await _taken([*self._rooms.coachs_answers, *self._rooms.answers], context)
        else:
            await self._message(context)
            await self._afterwards(context)

    async def beside_safety(self, context: Context) -> None:
        """What a coach may have meant with words that safety answered, below its answer."""
        for handler in self._rooms.coachs_beside if context.is_coach else ():
            await handler(context)

    async def _button(self, context: Context, data: str) -> None:
        room, _, rest = data.partition(":")
        verb, *words = rest.split(":")
        feature, handler = self._rooms.buttons.get(f"{room}:{verb}", (None, self._unknown))
        if feature is not None and feature.coach and not context.is_coach:
            handler = self._unknown
        context.words = words
        if feature is not None and verb in feature.beside:
            await questions.close_tapped(context, verb)
        else:
            # Whoever goes on with another button is not writing what a room waits for.
            await waiting.clear(context.tx, context.chat_id)
        await stub.touch(context)
        await handler(context)
        if feature is not None and verb in feature.beside:
            arriving.add_way_back(context)

    async def _message(self, context: Context) -> None:
        if not context.text and StatusUpdate.ALL.check_update(context.incoming):
            # Telegram's own note, such as a pinned message: nobody said anything.
            return
        if context.is_coach and await _taken(self._rooms.coachs_answers, context):
            return
        text = context.text.strip()
        if text.startswith("/"):
            await self._command(context, text)
            return
        word = _as_word(text)
        if (handler := self._rooms.words.get(word)) is not None and not await self._is_asked(
            context, word
        ):
            command = self._rooms.commands.get(word)
            if await _is_put_off(context, command):
                return
            await _end_waiting(context, command)
            if not await self._means_another(context, word):
                await handler(context)
            return
        if await self._means_another(context, word) or await _taken(self._rooms.answers, context):
            return
        place = await waiting.find(context.tx, context.chat_id, context.now)
        if place is not None and await self._pressed_in_full(context):
            return
        if (taker := self._rooms.tries.get(place or "")) is not None:
            if await standing.comes_first(context) or await taker(context):
                return
            await waiting.leave(context.tx, context.chat_id, context.now)
            place = None
        meant = self._rooms.labels.get(context.unit.label, self._unknown)
        room, name, *words = (place or ":").split(":")
        feature, handler = self._rooms.waits.get(f"{room}:{name}", (None, meant))
        context.words = words if feature is not None else []
        if feature is not None and context.unit.label == URGE and _goes_first(feature, name):
            await waiting.leave(context.tx, context.chat_id, context.now)
            feature, handler, context.words = None, meant, []
        if feature is None:
            if not await self._wanted(context, text):
                await self._unasked(context, handler if text else self._not_text)
            return
        if feature.coach and not context.is_coach:
            handler = self._unknown
        elif feature.coach and typed.is_leaving(text):
            await waiting.leave(context.tx, context.chat_id, context.now)
            handler = typed.leave
        if not feature.coach and room != "urge" and await standing.comes_first(context):
            return
        await handler(context)
        if context.unit.label == URGE and name in feature.keeps_urges:
            context.add_below([urge_button(context.book.t), help_button(context.book.t)])

    async def _is_asked(self, context: Context, word: str) -> bool:
        """Whether a day is asked for, and this word may be it."""
        if word not in self._rooms.giving_way:
            return False
        place = await waiting.find(context.tx, context.chat_id, context.now)
        return self._rooms.asks_day(place or "")

    async def _wanted(self, context: Context, text: str) -> bool:
        """Whether it stands for a press, for a command, or says what is wanted of the program."""
        handler = await self._typed_press(context)
        if handler is None and (named := self._named(context, text)) is not None:
            if await _is_put_off(context, named[0]):
                return True
            if not await standing.may_be_a_farewell(context):
                handler, context.words = named[0].handler, named[1]
        handler = handler or self._coachs_press(context, text)
        if handler is None and await standing.answer(context):
            arriving.add_way_back(context)
            return True
        if handler is None and (data := await typed.read_nod(context)):
            _, _, handler = self._pressable(context, data)
        if (
            handler is None
            and context.is_coach_alone
            and await _taken(self._rooms.coachs_else, context)
        ):
            return True
        if handler is None and await self._said_at_screen(context):
            return True
        if handler is None:
            handler, context.words = self._wished(context), []
        if handler is None:
            return False
        await waiting.leave(context.tx, context.chat_id, context.now)
        await _carry_out(context, handler)
        return True

    async def _said_at_screen(self, context: Context) -> bool:
        """Whether it was said to the screen in sight, and answered by its room."""
        meant = self._rooms.labels.get(context.unit.label, self._unknown)
        for taker in self._rooms.typed_at:
            if await taker(context, meant):
                return True
        return False

    def _wished(self, context: Context) -> Handler | None:
        """What does what was wished for; a coach may mean something of hers."""
        wish = context.unit.wish
        if context.is_coach_alone and wish not in _OF_ANYBODY:
            return self._rooms.coachs_wishes.get(wish)
        return self._rooms.wishes.get(wish)

    async def _pressed_in_full(self, context: Context) -> bool:
        """Where a room waits for a text: whether this is none, but a button's whole label.

        A number is for the room: it knows which are none, and may ask for one itself.
        """
        if not any(letter.isalpha() for letter in context.text):
            return False
        press = await typed.read_press(context)
        if press is None or not press.whole:
            return False
        feature, verb, handler = self._pressable(context, press.data)
        if feature is None:
            return False
        if verb in feature.beside:
            await questions.close_tapped(context, verb)
        else:
            await waiting.leave(context.tx, context.chat_id, context.now)
        await _carry_out(context, handler)
        return True

    async def _typed_press(self, context: Context) -> Handler | None:
        """The button in sight whose words were typed."""
        press = await typed.read_press(context)
        if press is None or not press.whole:
            press = await self._answer(context) or press
        data = press.data if press is not None else await standing.read_late(context)
        feature, verb, handler = self._pressable(context, data)
        if feature is None:
            return None
        if verb in feature.in_full and not (press is not None and press.whole):
            return typed.ask_in_full
        if verb in feature.beside:
            await questions.close_tapped(context, verb)
        return handler

    async def _answer(self, context: Context) -> typed.Press | None:
        """The button that a plain yes or no presses. After words of a crisis it may answer those:
        what takes the whole label elsewhere takes it here.
        """
        press = await typed.read_answer(context, self._rooms.plainly)
        if press is None or not await standing.is_near_a_crisis(context):
            return press
        return typed.Press(press.data, whole=False)

    def _pressable(self, context: Context, data: str) -> tuple[Feature | None, str, Handler]:
        """Its room, verb and handler, with `Context.words` as they are when it is tapped; no room
        if it is meant for coaches, unless it leads a coach out of what she is at.
        """
        room, _, rest = data.partition(":")
        verb, *words = rest.split(":")
        feature, handler = self._rooms.buttons.get(f"{room}:{verb}", (None, self._unknown))
        if feature is None or (feature.coach and not _leads_out(context, feature, verb)):
            return None, verb, self._unknown
        context.words = words
        return feature, verb, handler

    def _coachs_press(self, context: Context, text: str) -> Handler | None:
        """What a coach typed in place of a press of a button of hers."""
        if (data := self._coachs_way(context, _as_name(text))) is None:
            return None
        room, verb, *context.words = data.split(":")
        return self._rooms.buttons[f"{room}:{verb}"][1]

    def _named(self, context: Context, text: str) -> tuple[Command, list[str]] | None:
        """The command whose name this is without its slash, with nothing but what it reads."""
        word = _as_name(text)
        if self._coachs_way(context, word) is not None:
            return None
        name, _, rest = word.partition(" ")
        command = self._rooms.commands.get(name)
        if command is None or (command.coach and not context.is_coach):
            return None
        if rest and (command.reads is None or not command.reads(rest)):
            return None
        return command, rest.split()

    def _coachs_way(self, context: Context, word: str) -> str | None:
        """The button of hers that this stands for; to one who takes part as well, what means
        something to a client means that.
        """
        if context.client is not None and (word in self._rooms.commands or context.unit.wish):
            return None
        return self._rooms.coachs_ways.get(word) if context.is_coach else None

    async def _unasked(self, context: Context, handler: Handler) -> None:
        """Nobody waits for it, or nobody does any more. An urge goes first all the same."""
        opens = await late.opens_for(context, self._rooms.late)
        if opens and context.unit.label != URGE:
            late.say(context, opens)
            return
        await self._free_text(context, handler)
        if opens:
            context.add_below([late.out_button(context, opens)])

    async def _free_text(self, context: Context, handler: Handler) -> None:
        unit = context.unit
        if unit.stands(burst.gravity_of(unit.label, unit.kind)):
            return
        unheard = handler in (self._unknown, self._not_text)
        if unheard and context.is_coach and await _taken(self._rooms.coachs_else, context):
            return  # who takes part as well has second thoughts of a coach all the same
        if unheard or not context.is_coach_alone:
            await handler(context)
            return
        # What sounds like a client may be meant for one, and went to nobody.
        await self._unknown(context)
        context.add_below([urge_button(context.book.t)])

    async def _command(self, context: Context, text: str) -> None:
        name, *context.words = text[1:].split() or [""]
        name, _, bot_name = name.partition("@")
        if bot_name and bot_name.lower() != context.deps.bot_username.lower():
            return
        name = name.lower()
        if name == "start" and context.is_coach and not context.words:
            name = _COACHS_START
        command = self._rooms.commands.get(name)
        if command is None and await self._means_hers(context, name):
            return
        if command is None or (command.coach and not context.is_coach):
            await self._unknown(context)
            if command is not None:
                self._tidy_menu(context)
            return
        if await _is_put_off(context, command):
            return
        meant = self._rooms.labels.get(URGE, self._unknown)
        urged = context.unit.label == URGE and bool(context.words) and not command.coach
        if urged and not await _weighs(command, context):
            await waiting.leave(context.tx, context.chat_id, context.now)
            await meant(context)
            return
        await _end_waiting(context, command)
        if await self._means_another(context, name):
            return
        await command.handler(context)
        if urged and command.handler is not meant:
            context.add_below([urge_button(context.book.t), help_button(context.book.t)])

    async def _means_another(self, context: Context, word: str) -> bool:
        """Whether a coach who says this means something of hers, which has been answered."""
        taker = self._rooms.coachs_words.get(word) if context.is_coach else None
        return taker is not None and await taker(context)

    async def _means_hers(self, context: Context, name: str) -> bool:
        """The same for a command that there is not."""
        if await self._means_another(context, name):
            return True
        return context.is_coach_alone and await _taken(self._rooms.coachs_else, context)

    def _tidy_menu(self, context: Context) -> None:
        """Somebody who was a coach may still see the coach's commands: out of the menu."""
        if context.client is None:
            context.send(menus.as_on_the_phone(context.chat_id))
            return
        known = list(dict.fromkeys(self._rooms.commands.values()))
        context.send(menus.in_chat(context.chat_id, context.book, known))


async def _taken(takers: Iterable[Taker], context: Context) -> bool:
    """Whether one of these took the update; the rest do not see it then."""
    for taker in takers:
        if await taker(context):
            return True
    return False


async def _end_waiting(context: Context, command: Command | None) -> None:
    """No place waits any more, nor, behind most commands, a question of safety."""
    if command is not None and command.keeps_asked:
        await waiting.leave(context.tx, context.chat_id, context.now)
    else:
        await waiting.clear(context.tx, context.chat_id)


async def _is_put_off(context: Context, command: Command | None) -> bool:
    """Whether it would open an exercise or a text while the reply to a crisis stands."""
    if command is None or not command.light or not await standing.puts_off(context):
        return False
    arriving.add_way_back(context)
    return True


async def _carry_out(context: Context, handler: Handler) -> None:
    """What was typed in place of a press; nothing was pressed that a short line could answer."""
    await handler(context)
    if context.unit.toast and not context.unit.letters:
        context.say(context.unit.toast)


async def _weighs(command: Command, context: Context) -> bool:
    """Whether the command has a use for what stands behind it, or never looks at that."""
    return command.weighs_urges is None or await command.weighs_urges(context)


def _leads_out(context: Context, feature: Feature, verb: str) -> bool:
    """Whether a coach may press it by typing its label."""
    return context.is_coach and verb in feature.leads_out


def _goes_first(feature: Feature, place: str) -> bool:
    """Whether an urge is no answer at this place."""
    return not feature.coach and place not in feature.keeps_urges | feature.weighs_urges


def _as_word(text: str) -> str:
    """A keyboard label or a word without its anchor, case and end mark; a lone dot stays."""
    word = text.lower().removeprefix("⚓").removeprefix(_IN_COLOUR).strip()
    return word if word == "." else word.rstrip(".!?")


def _as_name(text: str) -> str:
    """The same, as a command is written."""
    return _as_word(text).replace("ë", "e")


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
    for group, handler in handlers:
        application.add_handler(handler, group)

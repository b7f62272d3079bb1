"""What begins with a slash: carried out, or answered where there is no such command."""

from __future__ import annotations

from bot.context import Context, Handler
from bot.feature import Command
from bot.features.coach.broadcast import second_thoughts
from bot.register import Register
from bot.safety import standing
from bot.screens import arriving, menus
from bot.screens.frame import urge_and_help, urge_button
from bot.stands_for import Typed, is_put_off
from bot.understanding.classify import URGE

_COACHS_START = "beheer"


class Commands:
    """Knows the commands of all rooms."""

    def __init__(self, rooms: Register, typed: Typed, unknown: Handler) -> None:
        self._rooms = rooms
        self._typed = typed
        self._unknown = unknown

    async def take(self, context: Context) -> bool:
        """Whether it begins with a slash; then it is answered, unless it is for another bot."""
        if not context.text.strip().startswith("/"):
            return False
        name, bot_name, context.words = context.called
        if bot_name and bot_name != context.deps.bot_username.lower():
            return True
        if name == "start" and context.is_coach and not context.words:
            name = _COACHS_START
        command = self._rooms.commands.get(name)
        if command is None:
            await self._answer_none(context, name)
        elif command.coach and not context.is_coach:
            await self._refuse(context)
        else:
            await self._carry_out(context, name, command)
        return True

    async def _carry_out(self, context: Context, name: str, command: Command) -> None:
        """An urge behind it goes first where the command has no use for that."""
        if await is_put_off(context, command):
            return
        meant = self._rooms.labels.get(URGE, self._unknown)
        urged = context.unit.label == URGE and bool(context.words) and not command.coach
        weighs = command.weighs_urges
        goes_first = urged and weighs is not None and not await weighs(context)
        await context.leave_place()
        if goes_first:
            await meant(context)
            return
        if await self._typed.means_another(context, name):
            return
        await self._typed.meant_by(context, command)(context)
        if urged and command.handler is not meant:
            context.add_below(urge_and_help(context.t))

    async def _answer_none(self, context: Context, name: str) -> None:
        """There is no such command."""
        hers = self._typed.hers(context, name)
        if hers is not None:
            await context.leave_place()
            await hers(context)
            return
        if await self._typed.means_another(context, name):
            return
        if context.is_coach_alone and await second_thoughts.answer(context):
            return
        if await self._stands_for_more(context, name):
            return
        if not self._typed.is_nearly_hers(context, name):
            await self._unknown(context)

    async def _stands_for_more(self, context: Context, name: str) -> bool:
        """Whether it was said to the reply to a crisis, or is a word or the name of a button with
        a slash before it.
        """
        handler = self._rooms.words.get(name)
        if await standing.answer(context):
            if handler is not None and handler is self._rooms.labels.get(URGE):
                context.add_below([urge_button(context.t)])
            arriving.add_way_back(context)
            return True
        if handler is None:
            return False
        await context.leave_place()
        await handler(context)
        return True

    async def _refuse(self, context: Context) -> None:
        """A coach's command, of somebody who is none; while nobody is, whoever sets the bot up
        becomes one by the number that is told here.
        """
        if context.deps.settings.coach_ids:
            await self._unknown(context)
        else:
            context.say(context.t("coach.own_number", number=context.chat_id))
        # Who was a coach may still see the coach's commands: out of the menu.
        if context.client is None:
            context.send(menus.as_on_the_phone(context.chat_id))
        else:
            known = list(dict.fromkeys(self._rooms.commands.values()))
            context.send(menus.in_chat(context.chat_id, context.book, known))

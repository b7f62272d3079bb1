"""What one update does: its transaction, the rooms it passes, the burst it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from telegram import CallbackQuery, Update
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, ApplicationHandlerStop, ContextTypes

from bot import dispatch
from bot.burst import Burst, Bursts, next_of
from bot.context import CURRENT, Context, Unit
from bot.deps import Deps
from bot.feature import Feature
from bot.features.other import unknown
from bot.features.privacy import agreed
from bot.intake.attempts import Handled
from bot.intake.raw import ASKED_FOR, chat_of, words_of
from bot.intake.reading import read
from bot.outbox import letters
from bot.outbox.letters import TAKE_BACK
from bot.register import Register
from bot.road.caller import Caller
from bot.safety.guard import Guard
from bot.store import bursts, clients
from bot.store.engine import Tx
from bot.store.outbox import Row

_BEGINNING = 300
"""So many characters of a text are enough to see who goes first: a long one takes long to read."""
log = structlog.get_logger(__name__)


class Handling:
    """Leads each update past the guard and the rooms."""

    def __init__(self, deps: Deps, caller: Caller, features: Sequence[Feature]) -> None:
        self._deps = deps
        self._caller = caller
        self._bursts = Bursts()
        rooms = Register(features)
        self._guard = Guard(deps.shelf, rooms.places)
        self.application = _application(caller, rooms, self._guard)

    async def start(self) -> None:
        """Before the first update."""
        await self.application.initialize()

    async def stop(self) -> None:
        """After the last one."""
        await self.application.shutdown()

    def may_be_grave(self, raw: dict[str, Any]) -> bool:
        """Whether a crisis is said plainly in how a text begins, or the reply to one stands there.

        For the order in a rush alone: it costs a fraction of a millisecond, and answers nothing.
        """
        chat_id = chat_of(raw)
        if chat_id is not None and self._deps.in_sight.find_crisis(chat_id) is not None:
            return True
        return self._guard.is_crisis_by_a_phrase(words_of(raw)[:_BEGINNING])

    async def handle(self, tx: Tx, raw: dict[str, Any]) -> Handled:
        """Lead one update past them; what leaves because of it, and what follows, is returned.

        Args:
            raw: the update as Telegram sent it (https://core.telegram.org/bots/api#update).

        Raises:
            Exception: what a room raised, or what showed that the update cannot be understood.
        """
        if not ASKED_FOR.intersection(raw):
            # Of what nobody asked for some looks like a message to the bot, and is none: what a
            # coach and her client write to each other through an account of a business.
            log.info("an update of another kind", kinds=sorted(raw.keys() - {"update_id"}))
            return _closed()
        update = read(raw, self._caller, self._deps.clock.now())
        chat_id = chat_of(raw)
        if (chat := update.effective_chat) is not None and chat.id != chat_id:
            # Its order and its last words go by the one, its answer by the other.
            raise ValueError("the update names its chat in two ways")
        unit = await self._open_unit(tx, chat_id)
        await self._pass_rooms(update, unit)
        if unit.gravity is not None and unit.letters and unit.burst is not None:
            _take_back(unit, unit.burst)
        query = update.callback_query
        return Handled(
            unit.letters,
            unit.client.id if unit.client else None,
            unit.seen,
            decided=lambda rows: self._share_burst(tx, chat_id, unit, rows),
            committed=lambda rows: self._note_said(chat_id, unit, rows),
            after_commit=partial(self._answer_button, query, unit) if query else None,
        )

    async def _open_unit(self, tx: Tx, chat_id: int | None) -> Unit:
        client = None if chat_id is None else await clients.find_by_chat_to_change(tx, chat_id)
        now = self._deps.clock.now()
        burst = await self._find_burst(tx, chat_id, now)
        return Unit(self._deps, tx, now, client, burst=burst)

    async def _pass_rooms(self, update: Update, unit: Unit) -> None:
        token = CURRENT.set(unit)
        try:
            await self.application.process_update(update)
        finally:
            CURRENT.reset(token)
        if unit.error is not None:
            raise unit.error
        if not unit.reached:
            raise RuntimeError("the update reached no room")

    async def _find_burst(self, tx: Tx, chat_id: int | None, now: datetime) -> Burst | None:
        if self._deps.replica.alone or chat_id is None:
            return self._bursts.find(chat_id, now)
        return await bursts.find(tx, chat_id, now)

    async def _share_burst(
        self, tx: Tx, chat_id: int | None, unit: Unit, rows: Sequence[Row]
    ) -> None:
        """For the other processes, in the transaction of the reply: both or neither."""
        if self._deps.replica.alone or chat_id is None:
            return
        stands = _burst_after(unit, rows)
        if stands != unit.burst:
            await bursts.put(tx, chat_id, stands)

    def _note_said(self, chat_id: int | None, unit: Unit, rows: Sequence[Row]) -> None:
        if chat_id is not None and any(row.chat_id == chat_id for row in rows):
            # Words typed before the reply is there are not meant for what it takes the place of.
            self._deps.in_sight.forget(chat_id)
        self._note_burst(chat_id, unit, rows)

    def _note_burst(self, chat_id: int | None, unit: Unit, rows: Sequence[Row]) -> None:
        if not self._deps.replica.alone or chat_id is None:
            return
        self._bursts.put(chat_id, _burst_after(unit, rows), unit.now)

    async def _answer_button(self, query: CallbackQuery, unit: Unit) -> None:
        params = {"callback_query_id": query.id, "text": unit.toast or None}
        try:
            await self._caller.call("answerCallbackQuery", params)
        except TelegramError as error:
            # An old button cannot be answered; the message it led to is on its way all the same.
            log.debug("button not answered", error=type(error).__name__)


def _application(
    caller: Caller, rooms: Register, guard: Guard
) -> Application[Any, Any, Any, Any, Any, Any]:
    application = (
        ApplicationBuilder()
        .bot(caller)
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=Context))
        .build()
    )
    router = dispatch.Router(
        rooms, unknown=unknown.answer, not_text=unknown.not_text, afterwards=agreed.ask_again
    )
    dispatch.add_handlers(application, router, guard.look)
    application.add_error_handler(_fail_unit)
    return application


def _closed() -> Handled:
    """Nothing comes of it."""

    async def decided(_rows: Sequence[Row]) -> None:
        """There are none."""

    return Handled([], None, False, decided, lambda _rows: None, None)


def _burst_after(unit: Unit, rows: Sequence[Row]) -> Burst | None:
    keys = [row.dedupe_key for row in rows if row.kind != TAKE_BACK]
    return next_of(unit.burst, unit.gravity, keys, unit.now)


def _take_back(unit: Unit, burst: Burst) -> None:
    """A graver text came: the reply to the lighter ones before it makes room."""
    if burst.keys:
        unit.letters.append(letters.take_back(unit.letters[0].chat_id, burst.keys))


async def _fail_unit(_update: object, context: Any) -> None:
    """PTB swallows what a handler raises: keep it, so that the transaction rolls back."""
    CURRENT.get().error = context.error
    raise ApplicationHandlerStop

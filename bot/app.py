"""The one place that knows everyone: rooms, ticks, and what happens on errors."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import structlog
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, ApplicationHandlerStop, ContextTypes

from bot import dispatch, menus
from bot.burst import Burst, Bursts
from bot.caller import Caller, build_caller
from bot.clock import Clock
from bot.content.shelf import Shelf
from bot.context import CURRENT, Context, Unit
from bot.deps import Deps
from bot.feature import Feature
from bot.features import other
from bot.features.privacy import agreed
from bot.intake.poll import ALLOWED_UPDATES, Poll
from bot.intake.worker import Handled, Intake, chat_of
from bot.outbox import letters
from bot.outbox.delivery import Delivery
from bot.outbox.kinds import CALLS, Kind
from bot.outbox.letters import TAKE_BACK
from bot.outbox.recorder import Recorder
from bot.outbox.sender import Sender
from bot.pictures.library import Library
from bot.rooms import features_for
from bot.safety.guard import Guard
from bot.safety.last_words import LastWords
from bot.settings import Settings
from bot.store import clients, outbox
from bot.store.engine import Store, Tx
from bot.store.outbox import Row
from bot.ticks import Ticker
from bot.web.figures import Figures, Gauge
from bot.web.server import WEBHOOK_PATH, WebServer

log = structlog.get_logger(__name__)


class App:
    """The running bot: `start`, then `stop`. Built by `build`."""

    def __init__(self, deps: Deps, caller: Caller) -> None:
        self.deps = deps
        self.caller = caller
        kinds: dict[str, Kind] = dict(CALLS)
        self.features = features_for(deps.shelf.content)
        for feature in self.features:
            kinds |= feature.kinds
        recorder = Recorder(deps, kinds)
        self.delivery = Delivery(deps, caller, kinds, Library(deps), recorder)
        self.sender = Sender(deps, self.delivery)
        self.last_words = LastWords(caller, deps.shelf, deps.clock, deps.settings.language)
        self.intake = Intake(deps, self._handle, self._post, self.last_words)
        self.poll = Poll(caller, self.intake, self.last_words, deps.clock)
        self.ticker = Ticker(deps, [tick for f in self.features for tick in f.ticks], self.sender)
        figures = Figures(deps, self._gauges())
        self.web = WebServer(deps, self.intake, figures) if deps.settings.http_port else None
        self._bursts = Bursts()
        self._publishing: asyncio.Task[None] | None = None
        self.application = _application(
            caller, self.features, Guard(deps.shelf.content, _for_others(self.features))
        )

    def _gauges(self) -> Iterator[Gauge]:
        yield Gauge(
            "anker_tick_lateness_seconds",
            "By how much each tick is behind its time.",
            self.ticker.lateness,
            ("tick",),
        )
        yield Gauge(
            "anker_flood_waits_total",
            "How often Telegram asked to wait.",
            lambda: {(): self.caller.pace.road.flood_waits},
            kind="counter",
        )
        if not self.deps.settings.webhook_url:
            yield Gauge(
                "anker_poll_age_seconds",
                "Since Telegram last answered the poll.",
                lambda: {(): self.poll.age},
            )

    async def start(self) -> None:
        """Take up what is left, then listen and send. When it fails, nothing goes on running.

        Raises:
            OSError: the port for HTTP is taken.
            telegram.error.TelegramError: the webhook cannot be set.
        """
        try:
            await self._start()
        except BaseException:
            await self.stop()
            raise

    async def _start(self) -> None:
        if self.web is not None:
            await self.web.start()
        await self.application.initialize()
        async with self.deps.store.write() as tx:
            await outbox.release(
                tx, self.deps.clock.now(), self.deps.owner, all_leases=self.deps.store.is_sqlite
            )
        await self.sender.take_up()
        self.sender.start()
        self.ticker.start()
        await self.intake.resume()
        commands = [command for feature in self.features for command in feature.commands]
        self._publishing = asyncio.create_task(menus.publish(self.caller, self.deps, commands))
        await self._listen()

    async def _listen(self) -> None:
        """By webhook when its address is set, else by asking."""
        settings = self.deps.settings
        if not settings.webhook_url:
            self.poll.start()
            return
        assert settings.webhook_secret is not None
        params = {
            "url": settings.webhook_url + WEBHOOK_PATH,
            "secret_token": settings.webhook_secret.get_secret_value(),
            "allowed_updates": list(ALLOWED_UPDATES),
            "drop_pending_updates": False,
        }
        await self.caller.call("setWebhook", params)

    async def stop(self) -> None:
        """Finish what is in hand within ten seconds; everything else is on disk."""
        await self.poll.stop()
        if self.web is not None:
            await self.web.stop()
        if self._publishing is not None:
            self._publishing.cancel()
        self.ticker.stop()
        await self.intake.stop()
        await self.sender.stop()
        await self.application.shutdown()

    @property
    def busy(self) -> bool:
        """Whether anything is being handled, ticked or sent."""
        return self.intake.busy or self.ticker.busy or self.sender.busy

    async def run_due(self) -> None:
        """Every tick once, now: for whoever moves the clock."""
        await self.ticker.run_all()

    async def next_due_at(self) -> datetime | None:
        """The next instant at which something is due."""
        return await self.ticker.next_due_at()

    def _post(self, rows: list[Any]) -> None:
        self.sender.post(rows)
        self.sender.kick()

    async def _handle(self, deps: Deps, tx: Tx, raw: dict[str, Any]) -> Handled:
        update = Update.de_json(raw, self.caller)
        chat_id = chat_of(raw)
        if (chat := update.effective_chat) is not None and chat.id != chat_id:
            # Its order and its last words go by the one, its answer by the other.
            raise ValueError("the update names its chat in two ways")
        client = None if chat_id is None else await clients.find_by_chat(tx, chat_id)
        now = deps.clock.now()
        unit = Unit(deps, tx, now, client, burst=self._bursts.find(chat_id, now))
        token = CURRENT.set(unit)
        try:
            await self.application.process_update(update)
        finally:
            CURRENT.reset(token)
        if unit.error is not None:
            raise unit.error
        if not unit.reached:
            raise RuntimeError("the update reached no room")
        client_id = unit.client.id if unit.client else None
        if unit.gravity is not None and unit.letters and unit.burst is not None:
            _take_back(unit, unit.burst)
        return Handled(
            unit.letters,
            client_id,
            unit.seen,
            committed=lambda rows: self._note_burst(chat_id, unit, rows),
            after_commit=lambda: self._answer_button(update, unit),
        )

    def _note_burst(self, chat_id: int | None, unit: Unit, rows: Sequence[Row]) -> None:
        if chat_id is None:
            return
        if unit.gravity is None:
            self._bursts.ended(chat_id)
        elif unit.letters:
            keys = [row.dedupe_key for row in rows if row.kind != TAKE_BACK]
            self._bursts.replied(chat_id, unit.gravity, keys, unit.now)
        else:
            self._bursts.went_on(chat_id, unit.now)

    async def _answer_button(self, update: Update, unit: Unit) -> None:
        if update.callback_query is None:
            return
        params = {"callback_query_id": update.callback_query.id, "text": unit.toast or None}
        try:
            await self.caller.call("answerCallbackQuery", params)
        except TelegramError as error:
            # An old button cannot be answered; the message it led to is on its way all the same.
            log.debug("button not answered", error=type(error).__name__)


def _application(
    caller: Caller, features: Sequence[Feature], guard: Guard
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
        features, unknown=other.answer, not_text=other.not_text, afterwards=agreed.ask_again
    )
    dispatch.add_handlers(application, router, guard.look)
    application.add_error_handler(_fail_unit)
    return application


def _take_back(unit: Unit, burst: Burst) -> None:
    """A graver text came: the reply to the lighter ones before it makes room."""
    if burst.keys:
        unit.letters.append(letters.take_back(unit.letters[0].chat_id, burst.keys))


def _for_others(features: Sequence[Feature]) -> set[str]:
    """The places where a coach writes what others will read."""
    return {f"{room.room}:{place}" for room in features if room.coach for place in room.waits}


async def _fail_unit(_update: object, context: Any) -> None:
    """PTB swallows what a handler raises: keep it, so that the transaction rolls back."""
    CURRENT.get().error = context.error
    raise ApplicationHandlerStop


async def build(settings: Settings, clock: Clock, store: Store, shelf: Shelf) -> App:
    """Everything wired together for `settings`.

    Raises:
        telegram.error.TelegramError: Telegram cannot be asked who the bot is.
    """
    token = settings.require_token()
    caller = build_caller(token, settings.api_url, clock, settings.rate_per_second)
    try:
        await caller.initialize()
    except BaseException:
        await caller.shutdown()
        raise
    deps = Deps(
        settings=settings,
        store=store,
        shelf=shelf,
        clock=clock,
        bot_id=caller.id,
        bot_username=caller.username,
    )
    return App(deps, caller)

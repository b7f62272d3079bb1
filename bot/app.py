"""The one place that knows everyone: what the running bot is made of, and its start and stop."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

import structlog

from bot.clock import Clock, SetBack
from bot.content.shelf import Shelf
from bot.deps import Deps
from bot.feature import Tick
from bot.features.coach.inbox import group
from bot.handling import Handling
from bot.intake.poll import Poll
from bot.intake.worker import Intake
from bot.logs import fault_of
from bot.outbox.delivery import Delivery
from bot.outbox.kinds import CALLS, Kind
from bot.outbox.recorder import Recorder
from bot.outbox.rendering import Rendering
from bot.outbox.sender import Sender
from bot.pictures.library import Library
from bot.replicas.heartbeat import Heartbeat
from bot.replicas.replica import Replica
from bot.road.caller import Caller, build_caller, share_road
from bot.road.shared_road import SharedRoad
from bot.rooms import features_for
from bot.safety.failure_text import FailureText
from bot.screens import menus
from bot.settings import Settings
from bot.store import outbox_held
from bot.store.engine import Store
from bot.store.errors import is_database_error
from bot.ticks import Ticker
from bot.web.figures import Figures, Gauge
from bot.web.server import WebServer
from bot.web.webhook import Webhook

FIRST_EPOCH = 1
_LOOK_AGAIN = 5.0
"""Seconds until what an earlier process left is tried again, when the database failed at it."""
AFTER_ANOTHER = 1.0
"""Seconds that a new leader waits with bulk: the one before may have sent in this very second."""

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
        self.delivery = Delivery(deps, caller, Rendering(deps, kinds), Library(deps), recorder)
        self.sender = Sender(deps, self.delivery)
        recorder.on_followed = self.sender.kick
        recorder.bulk_in_hand = lambda: self.sender.bulk_in_hand
        self.failure_text = FailureText(caller, deps.shelf, deps.clock, deps.settings.language)
        self.handling = Handling(deps, caller, self.features)
        self.intake = Intake(
            deps,
            self.handling.handle,
            self._post,
            self.failure_text,
            self.sender.wait_for_room,
            partial(group.tell_of_failure, deps),
            self.handling.may_be_grave,
        )
        self.poll = Poll(deps, caller, self.intake)
        self.ticker = Ticker(deps, list(self._ticks()), self.sender)
        self.webhook = Webhook(deps, caller)
        listener = self.webhook if deps.settings.webhook_url else self.poll
        self.figures = Figures(
            deps, self.delivery.trying, listener.why_not_receiving, self._gauges()
        )
        self.web = WebServer(deps, self.intake, self.figures) if deps.settings.http_port else None
        self.heartbeat = (
            None
            if deps.replica.alone
            else Heartbeat(deps, lead=self._lead, follow=self._follow, take_over=self._take_over)
        )
        self._publishing: asyncio.Task[None] | None = None
        self._calling: asyncio.Task[None] | None = None
        self._catching_up: asyncio.Task[None] | None = None

    def _ticks(self) -> Iterator[Tick]:
        for feature in self.features:
            yield from feature.ticks
        if self.deps.replica.alone:  # else every beat does it
            yield Tick("recover", 15.0, lambda _deps: self._recover())

    def _gauges(self) -> Iterator[Gauge]:
        yield Gauge(
            "anker_tick_lateness_seconds",
            "By how much each tick is behind its time.",
            self.ticker.lateness,
            ("tick",),
        )
        yield Gauge(
            "anker_leads",
            "Whether this process works for all; of several one does.",
            lambda: {(): self.deps.replica.leads},
        )
        yield Gauge(
            "anker_flood_waits_total",
            "How often Telegram asked to wait.",
            lambda: {(): self.caller.pace.road.flood_waits},
            kind="counter",
        )
        yield Gauge(
            "anker_clock_ahead_seconds",
            "By how much the clock of this machine is ahead of Telegram's; below 0: behind.",
            lambda: {(): self.deps.telegram_clock.ahead().total_seconds()},
        )
        if self.deps.settings.webhook_url:
            yield from self.webhook.gauges()
        else:
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
        await self.handling.start()
        if self.heartbeat is not None:
            await self.heartbeat.join()
            self._keep_distance()
        try:
            await self._take_up()
        except Exception as error:
            if not (self.deps.replica.alone and is_database_error(error)):
                raise
            # A full disk, mostly. Whoever writes gets the fixed help text until there is room.
            log.error("what was left cannot be taken up yet", **fault_of(error))
            self._catching_up = asyncio.create_task(self._catch_up(), name="catch up")
        if self.heartbeat is not None:
            await self.heartbeat.start()
            return
        self._publish()
        await self._listen()

    async def _take_up(self) -> None:
        """What an earlier process left goes before what is new."""
        await self._release()
        await self.sender.take_up()
        await (self.intake.resume() if self.deps.replica.alone else self.intake.take_over())
        self.sender.start()
        self.ticker.start()

    async def _catch_up(self) -> None:
        while True:
            await self.deps.clock.sleep(_LOOK_AGAIN)
            try:
                await self._take_up()
                return
            except Exception as error:
                log.error("what was left cannot be taken up yet", **fault_of(error))

    async def _release(self) -> None:
        """Whoever is alone finds whatever is under way left behind; else it is of who is gone."""
        deps = self.deps
        async with deps.store.write() as tx:
            if deps.replica.alone:
                await outbox_held.release(tx, deps.clock.now(), deps.owner, all_leases=True)
            elif await outbox_held.release_orphans(tx):
                self.sender.kick()

    async def _take_over(self) -> None:
        """Replies and updates of processes that are gone: the replies first."""
        await self._release()
        await self.intake.take_over()
        await self._recover()

    async def _recover(self) -> None:
        """Those of this process whose commit succeeded without an answer: the replies first."""
        await self.sender.recover()
        await self.intake.resume()

    def _keep_distance(self) -> None:
        if self.deps.replica.epoch != FIRST_EPOCH:
            self.sender.pause_what_a_leader_sends(AFTER_ANOTHER)

    async def _lead(self) -> None:
        """Do what one does for all, from now on."""
        self._keep_distance()
        self.sender.kick()
        if self.deps.settings.webhook_url:
            self._hold_webhook()
        else:
            self.poll.start()
        self._publish()

    async def _follow(self) -> None:
        """Leave that to another."""
        await self.poll.stop()
        await self._stop_calling()

    def _publish(self) -> None:
        if self._publishing is None:
            commands = [command for feature in self.features for command in feature.commands]
            self._publishing = asyncio.create_task(menus.publish(self.caller, self.deps, commands))

    async def _listen(self) -> None:
        """By webhook when its address is set, else by asking."""
        if self.deps.settings.webhook_url:
            if self._catching_up is None:  # else it cannot be noted, and whoever holds it sets it
                await self.webhook.set()
            self._hold_webhook()
        else:
            self.poll.start()

    def _hold_webhook(self) -> None:
        self._calling = asyncio.create_task(self.webhook.hold(), name="webhook")

    async def stop(self) -> None:
        """Finish what is in hand; everything else is on disk. The process waits no ten seconds."""
        await self.poll.stop()
        await self._stop_calling()
        if self.web is not None:
            await self.web.stop()
        under_way = [task for task in (self._publishing, self._catching_up) if task is not None]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        self.ticker.stop()
        await self.ticker.wait_until_over()
        if self.heartbeat is not None:
            await self.heartbeat.resign()
        await self.intake.stop()
        await self.sender.stop()
        if self.heartbeat is not None:
            await self.heartbeat.leave()
        await self.handling.stop()
        # When the start failed before the application was there, nobody else closes it.
        await self.caller.shutdown()

    async def _stop_calling(self) -> None:
        if self._calling is not None:
            self._calling.cancel()
            await asyncio.gather(self._calling, return_exceptions=True)
            self._calling = None

    @property
    def busy(self) -> bool:
        """Whether anything is being handled, ticked or sent."""
        return self.intake.busy or self.ticker.busy or self.sender.busy

    async def run_due(self, *, passing: bool = False) -> None:
        """Every tick once, for whoever moves the clock; `passing`: what has come due alone."""
        await (self.ticker.run_passing() if passing else self.ticker.run_all())

    async def next_due_at(self) -> datetime | None:
        """The next instant at which something is due."""
        return await self.ticker.next_due_at()

    def _post(self, rows: list[Any]) -> None:
        self.sender.post(rows)
        if self.intake.is_crowded:
            self.sender.kick_soon()
        else:
            self.sender.kick()


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
    if caller.threads_private_chats:
        log.warning("replies come beside topics: switch Threaded Mode off in BotFather")
    deps = Deps(
        settings=settings,
        store=store,
        shelf=shelf,
        clock=clock,
        bot_id=caller.id,
        bot_username=caller.username,
        replica=Replica(alone=store.is_sqlite),
        set_back=SetBack(clock),
        telegram_clock=caller.telegram_clock,
    )
    if not deps.replica.alone:
        share_road(caller, SharedRoad(deps))
    return App(deps, caller)

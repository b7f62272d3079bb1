"""One letter, from its row to its outcome on disk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol

import structlog
from telegram import InputFile
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.deps import Deps
from bot.logs import fault_of
from bot.metrics import LANES
from bot.outbox import sight
from bot.outbox.attaching import Picture, in_words, picture_in, with_file, with_items
from bot.outbox.kinds import Drop, Postpone
from bot.outbox.letters import Letter
from bot.outbox.outcomes import (
    Later,
    Moved,
    Outcome,
    Refused,
    Sent,
    StaleFile,
    Unreachable,
    backoff,
    outcome_of,
)
from bot.outbox.recorder import Recorder
from bot.outbox.rendering import Rendering, before_others
from bot.outbox.retries import Retries
from bot.outbox.simpler_form import simpler_form
from bot.road.caller import Caller
from bot.road.lanes import Lane
from bot.road.pace import NoLonger
from bot.store.errors import is_database_error
from bot.store.outbox import (
    AGAIN,
    DROPPED,
    EXPIRED,
    PASSED,
    REFUSED,
    SENT,
    UNREACHABLE,
    Deferral,
    Row,
    Settlement,
)

_MOST_FAILED_RENDERS = 3
_A_MOMENT = timedelta(seconds=0.5)
"""For so long what was decided about a client stands, while the letter waits for the road."""
_NOT_SENT = Sent()
_AWAY = Later(1.0, "no longer")
"""After which a process that was away looks whether it still holds a letter."""
log = structlog.get_logger(__name__)


class Files(Protocol):
    """Where the pictures come from."""

    async def file_for(self, name: str) -> str | InputFile:
        """Telegram's id of the picture, or its bytes when it was never uploaded."""
        ...

    async def drawing_of(self, order: dict[str, Any]) -> bytes:
        """A picture of somebody's own, drawn from this order."""
        ...

    async def learn(self, name: str, result: Any) -> None:
        """Keep the id that Telegram gave to an upload."""
        ...

    async def forget(self, name: str) -> None:
        """Drop an id that Telegram no longer knows."""
        ...


class Delivery:
    """Sends, and records what became of it."""

    def __init__(
        self,
        deps: Deps,
        caller: Caller,
        rendering: Rendering,
        files: Files,
        recorder: Recorder,
    ) -> None:
        self._deps = deps
        self._clock = deps.clock
        self._metrics = deps.metrics
        self._replica = deps.replica
        self._right_of_way = deps.right_of_way
        self._caller = caller
        self._rendering = rendering
        self._files = files
        self._recorder = recorder
        self.trying = Retries(lambda: caller.answered)
        self.on_sent: Callable[[Row], None] | None = None

    async def attempt(self, row: Row) -> Later | None:
        """Try once.

        None: settled, given back, or another's by now; else when to try again, and why.
        """
        if self._replica.has_lost(row.owner):
            return None
        now = self._clock.now()
        if row.expires_at is not None and row.expires_at <= now:
            await self._settle(row, EXPIRED, "too late")
            return None
        try:
            rendered = await self._rendering.in_turn(row)
        except Exception as error:
            log.error("letter not rendered", kind=row.kind, **fault_of(error))
            if is_database_error(error) or row.attempts < _MOST_FAILED_RENDERS:
                return Later(backoff(row.attempts), type(error).__name__)
            await self._settle(row, REFUSED, type(error).__name__)
            return None
        match rendered:
            case Postpone():
                await self._postpone(row, rendered)
                return None
            case Drop():
                await self._settle(row, DROPPED, rendered.reason)
                return None
        return await self._send(row, rendered)

    async def _postpone(self, row: Row, to: Postpone) -> None:
        self._metrics.letters.add(LANES[row.lane], "held")
        await self._recorder.record(Deferral(row, to.until, to.reason, keep_attempts=True))

    async def _send(self, row: Row, letter: Letter) -> Later | None:
        picture = picture_in(letter)
        last, failed = row.attempts >= _MOST_FAILED_RENDERS, False
        rendered_at = self._clock.now()
        try:
            params = with_items(letter.params)
            if picture is not None:
                with before_others(self._right_of_way, row):
                    params = with_file(letter, picture, await self._file(picture))
            result = await self._caller.call(
                letter.method,
                params,
                _on_the_road(row),
                still=partial(self._is_to_go, row, rendered_at),
            )
            outcome: Outcome = _sent(result)
        except NoLonger:
            # Nothing was sent: it may be another's by now, or not for her any more.
            return _AWAY
        except TelegramError as error:
            result, outcome = None, _of_telegram(error, row, letter)
            failed = last and row.lane == Lane.REPLY and _may_be_the_upload(error, outcome)
        except Exception as error:
            log.error("not sent", kind=row.kind, method=letter.method, **fault_of(error))
            result, outcome, failed = None, _of_our_own(error, row.attempts), last
        if failed and picture is not None and (words := in_words(letter)) is not None:
            return await self._send(row, words)
        if picture is not None and picture.name:
            await self._note_picture(picture.name, result, outcome)
        elif isinstance(outcome, StaleFile):
            outcome = Refused("a file id of elsewhere, unknown here")
        if isinstance(outcome, Refused) and (bare := await simpler_form(self._deps, row, letter)):
            # Before its outcome is on disk: whatever happens in between, the row is tried again.
            if not outcome.nothing_to_edit:
                log.warning("refused by Telegram", kind=row.kind, method=letter.method)
            return await self._send(row, bare)
        return await self._conclude(row, letter, outcome, rendered_at)

    async def _is_to_go(self, row: Row, rendered_at: datetime) -> bool:
        """Asked when the road is free: what was decided about its client may not be so any more.

        Then it goes back, and is rendered anew.
        """
        now = self._clock.now()
        if row.lane != Lane.REPLY and now - rendered_at > _A_MOMENT:
            if row.expires_at is not None and row.expires_at <= now:
                return False
            try:
                if not isinstance(await self._rendering.render(row), Letter):
                    return False
            except Exception as error:
                log.error("not looked at again", kind=row.kind, **fault_of(error))
                return False
        # Away for a while, or the database is: it may be another's.
        return self._replica.holds(row.owner)

    async def _file(self, picture: Picture) -> str | InputFile:
        if picture.order is None:
            return await self._files.file_for(picture.name)
        drawn = await self._files.drawing_of(picture.order)
        return InputFile(drawn, filename="anker.png", attach=picture.field == "media")

    async def _note_picture(self, name: str, result: Any, outcome: Outcome) -> None:
        try:
            if isinstance(outcome, Sent):
                await self._files.learn(name, result)
            elif isinstance(outcome, StaleFile):
                await self._files.forget(name)
        except Exception as error:
            # The message itself has its outcome; at worst the picture is uploaded once more.
            log.error("file id not noted", picture=name, **fault_of(error))

    async def _conclude(
        self, row: Row, letter: Letter, outcome: Outcome, tried_at: datetime
    ) -> Later | None:
        if not isinstance(outcome, Later):
            self.trying.went_well()
        match outcome:
            case Later():
                self._metrics.letters.add(LANES[row.lane], "again")
                return outcome
            case StaleFile():
                return Later(0.0 if row.attempts <= 1 else backoff(row.attempts), "stale file")
            case Sent():
                self._note_time(row)
                sight.note(self._deps.in_sight, row, letter, outcome.message_id, self._clock.now())
                if self.on_sent is not None:
                    self.on_sent(row)
                await self._settle(row, SENT, None, outcome)
            case Unreachable():
                await self._settle(row, UNREACHABLE, outcome.reason, tried_at=tried_at)
            case Moved():
                self._metrics.letters.add(LANES[row.lane], REFUSED)
                settlement = Settlement(row, REFUSED, "the group moved", moved_to=outcome.chat_id)
                await self._recorder.record(settlement)
            case Refused():
                log.warning("refused by Telegram", kind=row.kind, method=letter.method)
                await self._settle(row, REFUSED, outcome.reason)
        return None

    async def give_up(self, row: Row) -> None:
        """Telegram does not take this one, whatever the reason."""
        log.error("given up", kind=row.kind, lane=LANES[row.lane], attempts=row.attempts)
        await self._settle(row, REFUSED, "given up")

    async def _settle(
        self,
        row: Row,
        state: str,
        reason: str | None,
        sent: Sent = _NOT_SENT,
        tried_at: datetime | None = None,
    ) -> None:
        self._metrics.letters.add(LANES[row.lane], state)
        settlement = Settlement(
            row, state, reason, sent.message_id, sent.album_ids, sent.result, tried_at=tried_at
        )
        with before_others(self._right_of_way, row):
            await self._recorder.record(settlement)

    def _note_time(self, row: Row) -> None:
        if row.lane == Lane.REPLY and row.since is not None:
            seconds = (self._clock.now() - row.since).total_seconds()
            self._metrics.reply_seconds.note(seconds)

    def standstill(self, lane: Lane) -> float:
        """Seconds for which nothing leaves on this lane; at most 0: none."""
        return self._caller.standstill(lane)

    async def give_back(self, row: Row, due_at: datetime, *, passed: bool) -> None:
        """Return a letter to the queue, due then; `passed`: others of its chat need not wait."""
        await self._recorder.record(Deferral(row, due_at, PASSED if passed else AGAIN))


def _on_the_road(row: Row) -> Lane:
    """What closes or clears something in one chat does not wait with what goes to many."""
    lane = Lane(row.lane)
    return Lane.CARE if lane is Lane.TIDY and row.broadcast_id is None else lane


def _of_telegram(error: TelegramError, row: Row, letter: Letter) -> Outcome:
    return outcome_of(error, row.attempts, letter.params.get("from_chat_id"))


def _of_our_own(error: Exception, attempts: int) -> Outcome:
    """A failure on our side, such as a picture that could not be drawn: tried a few times."""
    if attempts < _MOST_FAILED_RENDERS:
        return Later(backoff(attempts), type(error).__name__)
    return Refused(type(error).__name__)


def _may_be_the_upload(error: TelegramError, outcome: Outcome) -> bool:
    """Not Telegram's wish to wait, nor the token: whoever waits for a reply is told in words."""
    return isinstance(outcome, Later) and not isinstance(error, RetryAfter | InvalidToken)


def _sent(result: Any) -> Sent:
    """What Telegram answered: a message, the messages of an album, or merely that it is done."""
    found = result if isinstance(result, list) else [result]
    numbers = [one["message_id"] for one in found if isinstance(one, dict) and "message_id" in one]
    return Sent(numbers[0], tuple(numbers[1:]), result) if numbers else Sent(result=result)

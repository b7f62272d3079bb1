"""Telegram's errors, and what each means for a letter."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import error as errors
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

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
from bot.road.transport import AiohttpRequest, NotSent

PERSON, GROUP = 700_000_001, -100_500


@pytest.mark.parametrize(
    "text",
    [
        "Message is not modified: specified new message content and reply markup are exactly the"
        " same as a current content and reply markup of the message",
        "Message to delete not found",
    ],
)
def test_what_is_so_already_counts_as_sent(text: str) -> None:
    assert outcome_of(BadRequest(text), 1) == Sent()


@pytest.mark.parametrize(
    "error",
    [
        Forbidden("Forbidden: bot was blocked by the user"),
        Forbidden("Forbidden: user is deactivated"),
        Forbidden("Forbidden: bot can't initiate conversation with a user"),
        Forbidden("Forbidden: bot was kicked from the supergroup chat"),
        Forbidden("Forbidden: bot is not a member of the supergroup chat"),
        Forbidden("Forbidden: the group chat was deleted"),
        BadRequest("Chat not found"),
        BadRequest("Bad Request: chat not found"),
        BadRequest("Bad Request: user not found"),
        BadRequest("Bad Request: PEER_ID_INVALID"),
    ],
)
def test_who_blocked_the_bot_or_is_gone_is_unreachable(error: TelegramError) -> None:
    assert isinstance(outcome_of(error, 1), Unreachable)


@pytest.mark.parametrize(
    ("error", "source"),
    [
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), GROUP),
        (Forbidden("Forbidden: bot is not a member of the supergroup chat"), GROUP),
        (BadRequest("Bad Request: chat not found"), GROUP),
        (BadRequest("Bad Request: chat not found"), PERSON),
        (BadRequest("Bad Request: PEER_ID_INVALID"), PERSON),
    ],
)
def test_what_may_be_said_of_the_source_of_a_copy_is_not_said_of_who_gets_it(
    error: TelegramError, source: int
) -> None:
    assert isinstance(outcome_of(error, 1, source), Refused)


def test_who_blocked_the_bot_is_unreachable_for_a_copy_too() -> None:
    error = Forbidden("Forbidden: bot was blocked by the user")
    assert isinstance(outcome_of(error, 1, GROUP), Unreachable)


def test_a_group_that_put_the_bot_out_is_gone_for_what_is_copied_into_it() -> None:
    error = Forbidden("Forbidden: bot was kicked from the supergroup chat")
    assert isinstance(outcome_of(error, 1, PERSON), Unreachable)


@pytest.mark.parametrize(
    "text",
    ["Forbidden", "Forbidden: bot can't send messages to bots", "Forbidden: something new"],
)
def test_a_refusal_in_other_words_says_nothing_of_the_person(text: str) -> None:
    assert outcome_of(Forbidden(text), 1) == Refused(text)


@pytest.mark.parametrize("status", [400, 403])
@pytest.mark.parametrize("body", [b"<html>bot was blocked by the user</html>", b'{"error": "no"}'])
async def test_what_something_in_between_says_is_not_telegrams_answer(
    status: int, body: bytes
) -> None:
    class Proxy(AiohttpRequest):
        async def do_request(self, *_call: Any, **_how: Any) -> tuple[int, bytes]:
            return status, body

    with pytest.raises(TelegramError) as told:
        await Proxy().post("http://127.0.0.1:9/botX/sendMessage")
    assert isinstance(outcome_of(told.value, 1), Later)


@pytest.mark.parametrize(
    "text",
    [
        "Bad Request: wrong file identifier/HTTP URL specified",
        "Wrong file identifier/http url specified",
        "Bad Request: wrong remote file identifier specified: Wrong padding in the string",
        "Bad Request: wrong file_id or the file is temporarily unavailable",
        "Bad Request: FILE_REFERENCE_EXPIRED",
    ],
)
def test_a_file_that_telegram_no_longer_knows_is_uploaded_again(text: str) -> None:
    assert outcome_of(BadRequest(text), 1) == StaleFile()


@pytest.mark.parametrize(
    "error",
    [
        BadRequest("Bad Request: message text is empty"),
        BadRequest("Bad Request: BUTTON_DATA_INVALID"),
        BadRequest("Bad Request: can't parse entities"),
        BadRequest("Bad Request: not enough rights to send text messages to the chat"),
        NetworkError("Request Entity Too Large"),
        InvalidToken("Not Found: method not found"),
        EndPointNotFound("Endpoint 'sendNothing' not found in Bot API"),
    ],
)
def test_what_telegram_will_never_take_is_refused_with_its_reason(error: TelegramError) -> None:
    assert outcome_of(error, 1) == Refused(error.message)


@pytest.mark.parametrize(
    "text", ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"]
)
def test_where_there_is_nothing_to_edit_the_refusal_says_so(text: str) -> None:
    outcome = outcome_of(BadRequest(f"Bad Request: {text}"), 1)
    assert isinstance(outcome, Refused)
    assert outcome.nothing_to_edit


@pytest.mark.parametrize(
    "error",
    [
        TimedOut(),
        NetworkError("Internal Server Error"),
        NetworkError("Bad Gateway (502). Parsing the server response b'<html>' failed"),
        NetworkError("ServerDisconnectedError"),
        NotSent("ClientConnectorError"),
        Conflict("Conflict: terminated by other getUpdates request"),
        TelegramError("Invalid server response"),
    ],
)
def test_the_network_and_telegrams_own_trouble_mean_later(error: TelegramError) -> None:
    for attempts in (1, 2, 50):
        outcome = outcome_of(error, attempts)
        assert isinstance(outcome, Later)
        assert 0 < outcome.seconds <= 300


@pytest.mark.parametrize("wait", [1, 7, 3600, timedelta(seconds=7)])
def test_a_flood_wait_is_never_shortened(wait: int | timedelta) -> None:
    outcome = outcome_of(RetryAfter(wait), 9)
    seconds = wait.total_seconds() if isinstance(wait, timedelta) else wait
    assert outcome == Later(seconds, "flood wait")


def test_a_group_that_moved_is_known_by_its_new_number() -> None:
    assert outcome_of(ChatMigrated(-1001234), 1) == Moved(-1001234)


def test_a_refused_token_waits_for_somebody_to_mend_it() -> None:
    outcome = outcome_of(InvalidToken("Unauthorized"), 1)
    assert isinstance(outcome, Later)
    assert outcome.seconds >= 60


EVERY_ERROR = [
    found
    for found in vars(errors).values()
    if isinstance(found, type) and issubclass(found, TelegramError)
]


@pytest.mark.parametrize("kind", EVERY_ERROR, ids=lambda kind: kind.__name__)
def test_every_error_of_the_library_has_an_outcome(kind: type[TelegramError]) -> None:
    made: dict[type, TelegramError] = {RetryAfter: RetryAfter(3), ChatMigrated: ChatMigrated(-5)}
    error = made.get(kind) or kind("something")
    assert isinstance(outcome_of(error, 1), Outcome)


@given(st.integers(0, 10_000))
def test_waiting_grows_and_stays_within_five_minutes(attempts: int) -> None:
    ceiling = min(300.0, 0.5 * 2 ** min(max(attempts, 1) - 1, 12))
    assert ceiling * 0.25 <= backoff(attempts) <= ceiling
    assert 0 < backoff(attempts) <= 300


@given(st.text(max_size=400))
def test_a_reason_fits_its_column(text: str) -> None:
    outcome = outcome_of(BadRequest(text), 1)
    assert len(getattr(outcome, "reason", "")) <= 200

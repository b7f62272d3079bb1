"""`kill -9` at random instants: nothing lost, nothing done twice, at most what was on its way.

`make kill` runs a hundred rounds; KILL_ROUNDS=1000, KILL_SEED=… and KILL_DATABASE=postgresql
change that. See `docs/reliability.md`.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.features.coach.broadcast.sent import counts
from bot.outbox.sender import IN_FLIGHT
from tests.kill.aftermath import Aftermath
from tests.kill.ordeal import ROUNDS, endure
from tests.kill.people import ANSWER, QUESTION, times_heard
from tests.store.databases import PostgresServer, postgres_server, url_of

pytestmark = [pytest.mark.kill, pytest.mark.timeout(180 + 10 * ROUNDS)]


@contextmanager
def a_database(folder: Path) -> Iterator[str]:
    """The URL of an empty one, of the kind that KILL_DATABASE names."""
    if os.environ.get("KILL_DATABASE", "sqlite") == "sqlite":
        yield url_of(folder / "anker.db")
        return
    with postgres_server() as socket_dir:
        yield asyncio.run(PostgresServer(socket_dir).make(migrated=False))


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aftermath]:
    """The town after all kills; made once for the questions below."""
    folder = tmp_path_factory.mktemp("kill")
    with a_database(folder) as url:
        found = endure(folder, url)
        print(found.summary())
        yield found


def test_there_was_something_of_each_kind_to_lose(aftermath: Aftermath) -> None:
    """Else what is asked below is asked of nothing."""
    assert aftermath.must_come
    assert aftermath.coach.confirmed
    assert any(client.promised for client in aftermath.clients)
    assert any(client.letters for client in aftermath.sure)
    assert aftermath.coach.answered
    assert aftermath.leaver.struck
    assert all(aftermath.count(kind) for kind in ("daily", "broadcast", "return"))


def test_every_act_got_its_reply(aftermath: Aftermath) -> None:
    assert not aftermath.blame(aftermath.unanswered)


def test_every_update_was_handled(aftermath: Aftermath) -> None:
    rows = dict(aftermath.ledger.rows("SELECT state, count(*) FROM intake GROUP BY state"))
    # A kill is charged to one update at most, and the third charge gives it up. The first came
    # with its arrival, so two kills are needed.
    given_up = rows.pop("aside", 0)
    assert rows == {"done": aftermath.town.acts - given_up}, f"seed {aftermath.seed}"
    assert given_up <= aftermath.ledger.kills / 2, f"seed {aftermath.seed}"


def test_who_was_given_up_heard_the_fixed_text(aftermath: Aftermath) -> None:
    given_up = aftermath.ledger.rows("SELECT attempts FROM intake WHERE state = 'aside'")
    text = aftermath.town.book.replies["failed"].strip()
    everything = [heard for all_ in aftermath.town.people_heard.values() for heard in all_]
    said = sum(heard.text == text for heard in everything)
    assert all(attempts == 3 for (attempts,) in given_up)
    assert said >= len(given_up)


def test_every_letter_arrived(aftermath: Aftermath) -> None:
    """Save to whom blocked the bot or was erased, what had to wait until it was too late, a
    question for the hour that was answered before it came, and what had nothing to take back."""
    rows = aftermath.ledger.rows(
        "SELECT dedupe_key, state, reason FROM outbox WHERE state != 'sent' AND chat_id != ?"
        " AND NOT (kind = 'broadcast' AND state = 'expired' AND waited)"
        " AND NOT (kind IN ('ask_hour', 'take_back') AND state = 'dropped')"
        " AND dedupe_key NOT LIKE 'erased:%'",
        aftermath.blocker.id,
    )
    came = aftermath.lives_of.keys() | aftermath.held_too_long.keys()
    lost = [row for row in rows if row[0] not in came]
    assert not aftermath.blame(f"{key} is {state} ({reason})" for key, state, reason in lost)


def test_what_counts_as_sent_did_arrive(aftermath: Aftermath) -> None:
    rows = aftermath.ledger.rows("SELECT dedupe_key FROM outbox WHERE state = 'sent'")
    assert not aftermath.blame(sorted({key for (key,) in rows} - aftermath.lives_of.keys()))


def test_what_arrived_counts_as_sent(aftermath: Aftermath) -> None:
    """Save what came to the one who blocked the bot before that was on disk.

    A push whose outcome was lost in a kill, and that then had to wait past its hours, is late.
    """
    query = "SELECT dedupe_key, state, waited FROM outbox WHERE state != 'sent' AND chat_id != ?"
    rows = aftermath.ledger.rows(query, aftermath.blocker.id)
    taken = set().union(*aftermath.struck.values())
    assert not aftermath.blame(
        f"{key} arrived and is {state}"
        for key, state, waited in rows
        if key in aftermath.lives_of and not (state == "expired" and waited and key in taken)
    )


def test_a_letter_came_again_only_after_a_kill_that_took_its_outcome(aftermath: Aftermath) -> None:
    assert not aftermath.blame(
        f"{key} came in the lives {lives}; it was unknown at {life}: {key in unknown}"
        for key, lives in aftermath.lives_of.items()
        for life, later in pairwise(lives)
        for unknown in (aftermath.ledger.unknown[life],)
        if life == later or key not in unknown
    )


def test_no_kill_struck_more_than_may_be_in_flight(aftermath: Aftermath) -> None:
    found = {life: len(keys) for life, keys in aftermath.struck.items()}
    assert not aftermath.blame(
        f"life {n}: {most}" for n, most in found.items() if most > IN_FLIGHT
    )
    assert aftermath.doubled <= sum(found.values())


def test_the_kills_did_strike_letters_on_their_way(aftermath: Aftermath) -> None:
    assert aftermath.struck, f"seed {aftermath.seed}"
    assert aftermath.doubled, f"seed {aftermath.seed}"


def test_nobody_was_enrolled_twice(aftermath: Aftermath) -> None:
    ledger, least = aftermath.ledger, len(aftermath.sure) + 1
    enrolled = ledger.number("SELECT count(*) FROM client")
    assert least <= enrolled <= len(aftermath.clients) + 2
    assert ledger.number("SELECT count(*) FROM consent WHERE purpose = 'programme'") == enrolled
    used = ledger.number("SELECT sum(25 - uses_left) FROM invite")
    assert used == enrolled + ledger.erased()


def test_who_is_erased_is_there_whole_or_gone_whole_at_every_kill(aftermath: Aftermath) -> None:
    assert not aftermath.blame(aftermath.torn)


def test_no_step_of_an_exercise_was_taken_twice(aftermath: Aftermath) -> None:
    assert not aftermath.blame(_wrong_practices(aftermath))


def _wrong_practices(aftermath: Aftermath) -> Iterator[str]:
    query = (
        "SELECT practice.id, step FROM practice JOIN client ON client.id = client_id"
        " WHERE chat_id = ?"
    )
    for client in aftermath.sure:
        found = dict(aftermath.ledger.rows(query, client.id))
        if len(found) != client.begun:
            yield f"{client.id} began {client.begun} exercises, and {len(found)} were noted"
        for practice, step in client.steps.items():
            if found.get(practice) != step:
                yield f"practice {practice} is at {found.get(practice)}, not at {step}"


def test_no_number_was_noted_twice(aftermath: Aftermath) -> None:
    assert not aftermath.blame(_wrong_strengths(aftermath))


def _wrong_strengths(aftermath: Aftermath) -> Iterator[str]:
    query = (
        "SELECT urge_id, practice_id, value FROM strength JOIN client ON client.id = client_id"
        " WHERE chat_id = ?"
    )
    for client in aftermath.sure:
        found = {
            (urge, practice): n for urge, practice, n in aftermath.ledger.rows(query, client.id)
        }
        if missing := client.strengths.items() - found.items():
            yield f"{client.id} gave {missing}, not noted"
        if more := found.keys() - client.strengths.keys():
            yield f"{client.id} never gave {more}"


def test_every_urge_was_noted_once(aftermath: Aftermath) -> None:
    query = "SELECT urge.id FROM urge JOIN client ON client.id = client_id WHERE chat_id = ?"
    found = {c: {row[0] for row in aftermath.ledger.rows(query, c.id)} for c in aftermath.sure}
    wrong = [f"{c.id}: {c.urges} and {found[c]}" for c in aftermath.sure if found[c] != c.urges]
    assert not aftermath.blame(wrong)


@pytest.mark.parametrize("kind", ["letter", "anchor"])
def test_what_was_put_away_was_sealed_once(aftermath: Aftermath, kind: str) -> None:
    query = f"SELECT count(*) FROM {kind} JOIN client ON client.id = client_id WHERE chat_id = ?"
    found = {client: aftermath.ledger.number(query, client.id) for client in aftermath.sure}
    given = {client: getattr(client, f"{kind}s") for client in found}
    assert not aftermath.blame(
        f"{client.id} put {given[client]} away, and {number} are kept"
        for client, number in found.items()
        if number != given[client]
    )


def test_the_coach_got_every_question_and_again_only_after_a_kill(aftermath: Aftermath) -> None:
    came = times_heard(aftermath.town.people_heard[aftermath.coach.id], QUESTION)
    asked = [name for client in aftermath.clients for name in client.questions]
    assert not aftermath.blame(f"question {name} is lost" for name in asked if not came[name])
    again = came.total() - len(came)
    for client in aftermath.everybody:
        answers = times_heard(aftermath.town.people_heard[client.id], ANSWER)
        again += answers.total() - len(answers)
        owed = aftermath.coach.answered & set(client.questions)
        lost = len(owed) - len(answers)
        assert client is aftermath.leaver or lost <= 0, f"{client.id} waits for {lost} of {owed}"
    assert again == aftermath.doubled_of("relay:"), f"seed {aftermath.seed}"


def test_an_emptied_chat_is_empty_but_for_the_last_line(aftermath: Aftermath) -> None:
    assert not aftermath.blame(
        f"{client.id} has {message}"
        for client in aftermath.sure
        for message in aftermath.left_standing(client)
    )


def test_the_hour_is_the_one_that_was_set_last(aftermath: Aftermath) -> None:
    query = "SELECT daily_at FROM client WHERE chat_id = ?"
    found = {client: aftermath.ledger.number(query, client.id) for client in aftermath.sure}
    assert not aftermath.blame(
        f"{client.id} set {client.minutes}, and it is {minutes}"
        for client, minutes in found.items()
        if minutes != client.minutes and client.hour_from is not None
    )


def test_every_promise_to_come_back_was_kept_once(aftermath: Aftermath) -> None:
    rows = aftermath.ledger.rows("SELECT dedupe_key, state FROM outbox WHERE kind = 'return'")
    kept = {int(key.rpartition(":")[2]) for key, state in rows if state == "sent"}
    promised = {urge for client in aftermath.clients for urge in client.promised}
    asked = {urge for client in aftermath.clients for urge in client.asked}
    sure = {urge for client in aftermath.sure for urge in client.urges}
    assert not aftermath.blame(f"no return in urge {urge}" for urge in promised - kept)
    assert not aftermath.blame(f"nobody asked in urge {n}" for n in kept & sure - asked)


def test_no_daily_message_was_lost(aftermath: Aftermath) -> None:
    held = set(aftermath.held_too_long.values())
    lost = sorted(aftermath.must_come - aftermath.ledger.dailies(aftermath.lives_of) - held)
    assert not aftermath.blame(f"{chat} got nothing on {on}" for chat, on in lost)


def test_no_daily_message_came_unasked(aftermath: Aftermath) -> None:
    queued = aftermath.ledger.dailies()
    # One may be due before the bot comes to read that she blocked it.
    of_blocker = {(chat, on) for chat, on in queued if chat == aftermath.blocker.id}
    assert len(of_blocker) <= 1, f"seed {aftermath.seed}"
    extra = queued - of_blocker - aftermath.must_come - aftermath.may_come
    assert not aftermath.blame(f"{chat} got something on {on}" for chat, on in sorted(extra))


_OF_THE_ERASED = 2
"""Letters of one message to many that went with who was erased: she may have joined anew
meanwhile. They stay counted."""
_COUNTS = ("sent", "unreachable", "expired", "refused", "stopped")


def test_every_broadcast_went_out_once_to_everybody(aftermath: Aftermath) -> None:
    assert not aftermath.blame(_wrong_broadcasts(aftermath))


def _wrong_broadcasts(aftermath: Aftermath) -> Iterator[str]:
    ledger = aftermath.ledger
    counts = ", ".join(f"{name} + later_{name}" for name in _COUNTS)
    query = f"SELECT id, finished_at, total, {counts} FROM broadcast WHERE state != 'draft'"
    found = ledger.rows(query)
    if aftermath.coach.sure and len(found) != aftermath.coach.confirmed:
        yield f"the coach confirmed {aftermath.coach.confirmed}, and there are {len(found)}"
    for number, finished_at, *counted in found:
        outcomes = (
            "SELECT state, count(*) FROM outbox WHERE broadcast_id = ?"
            " AND dedupe_key NOT LIKE 'erased:%' GROUP BY state"
        )
        really = Counter(dict(ledger.rows(outcomes, number)))
        expected = [really.total(), *(really[name] for name in _COUNTS)]
        gone = [had - has for had, has in zip(counted, expected, strict=True)]
        if finished_at is None or not all(0 <= number <= _OF_THE_ERASED for number in gone):
            yield f"broadcast {number}: {counted}, finished at {finished_at}; really {expected}"
        if really["refused"] or really["dropped"]:
            yield f"broadcast {number} came to {really}"


def test_the_coach_got_the_report_of_each_broadcast(aftermath: Aftermath) -> None:
    book, query = aftermath.town.book, f"SELECT id, total, {', '.join(_COUNTS)} FROM broadcast"
    heard = [one for one in aftermath.town.people_heard[aftermath.coach.id] if one.new]
    for number, total, *counted in aftermath.ledger.rows(f"{query} WHERE state = 'done'"):
        found: Any = SimpleNamespace(**dict(zip(_COUNTS, counted, strict=True)))
        found.total, found.finished_at = total, True
        found.out = total - sum(counted[1:])
        way, told = f"outcome:withdraw:{number}", counts(book, found)
        assert any(way in one.data and told in one.text for one in heard), f"seed {aftermath.seed}"


def test_the_bot_had_nothing_to_complain_about(aftermath: Aftermath) -> None:
    errors = [line for line in aftermath.log if line["level"] == "error"]
    assert not aftermath.blame(str(e) for e in errors if e["event"] != "update set aside")

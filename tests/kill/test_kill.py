"""`kill -9` at random instants: nothing lost, nothing done twice, at most what was on its way."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

import pytest

from bot.outbox.sender import IN_FLIGHT
from tests.kill.ordeal import BROADCASTS, Aftermath, endure
from tests.kill.town import COACH_ID

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif("KILL_ROUNDS" not in os.environ, reason="`make kill` runs it"),
]


with_broadcasts = pytest.mark.skipif(not BROADCASTS, reason="with KILL_BROADCASTS=1 only")

_BEFORE_CONSENT = 3
"""Replies of the arrival of which nothing is kept: who sees this phone, ground, what this is."""


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Aftermath:
    """The town after all kills; made once for the questions below."""
    return endure(tmp_path_factory.mktemp("kill"))


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
    rows = aftermath.ledger.rows(
        "SELECT dedupe_key, state, reason FROM outbox WHERE state != 'sent' AND chat_id != ?",
        aftermath.blocker.id,
    )
    assert not aftermath.blame(f"{key} is {state} ({reason})" for key, state, reason in rows)


def test_nobody_was_enrolled_twice(aftermath: Aftermath) -> None:
    ledger, least = aftermath.ledger, len(aftermath.sure) + 1
    enrolled = ledger.number("SELECT count(*) FROM client")
    assert least <= enrolled <= len(aftermath.clients) + 1
    assert ledger.number("SELECT count(*) FROM consent WHERE purpose = 'programme'") == enrolled
    assert ledger.number("SELECT sum(25 - uses_left) FROM invite") == enrolled


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


def test_no_daily_message_was_lost(aftermath: Aftermath) -> None:
    arrived = set(aftermath.ledger.dailies("sent"))
    lost = sorted(aftermath.must_come - arrived)
    assert not aftermath.blame(f"{chat} got nothing on {on}" for chat, on in lost)


def test_no_daily_message_came_unasked(aftermath: Aftermath) -> None:
    queued = set(aftermath.ledger.dailies("sent", "refused", "expired", "dropped"))
    extra = queued - aftermath.must_come - aftermath.may_come
    assert not aftermath.blame(f"{chat} got something on {on}" for chat, on in sorted(extra))


def test_what_counts_as_sent_did_arrive(aftermath: Aftermath) -> None:
    query = "SELECT dedupe_key FROM outbox WHERE kind != 'call' AND state = 'sent'"
    sent = {row[0] for row in aftermath.ledger.rows(query)}
    assert not aftermath.blame(sorted(sent ^ aftermath.came.keys()))


def test_a_push_came_twice_only_when_it_was_on_its_way_at_a_kill(aftermath: Aftermath) -> None:
    known = aftermath.ledger.in_flight
    assert not aftermath.blame(
        f"{key} came {times} times and was on its way at {known[key]} kills"
        for key, times in aftermath.came.items()
        if times - 1 > known[key]
    )


def test_a_reply_came_twice_only_when_one_was_on_its_way_at_a_kill(aftermath: Aftermath) -> None:
    known = aftermath.ledger.chats_in_flight
    assert not aftermath.blame(
        f"{chat} heard {doubled} too many; letters on their way at kills: {known[chat]}"
        for chat, doubled in _doubled(aftermath).items()
        if not 0 <= doubled <= known[chat]
    )


def test_no_kill_doubled_more_than_may_be_in_flight(aftermath: Aftermath) -> None:
    doubled = sum(_doubled(aftermath).values())
    assert doubled <= aftermath.ledger.most_doubled <= IN_FLIGHT * aftermath.ledger.kills


def test_the_kills_did_strike_letters_on_their_way(aftermath: Aftermath) -> None:
    assert aftermath.ledger.most_doubled > 0, f"seed {aftermath.seed}"


def _doubled(aftermath: Aftermath) -> dict[int, int]:
    """Chat -> deliveries beyond one for each letter."""
    rows = aftermath.ledger.rows("SELECT chat_id, count(*) FROM outbox GROUP BY chat_id")
    kept = dict(rows)
    return {
        client.id: aftermath.town.deliveries(client.id) - kept[client.id] - _BEFORE_CONSENT
        for client in aftermath.sure
    }


@with_broadcasts
def test_the_counts_of_each_broadcast_are_right(aftermath: Aftermath) -> None:
    assert not aftermath.blame(_wrong_counts(aftermath))


def _wrong_counts(aftermath: Aftermath) -> Iterator[str]:
    # Who had to wait is counted apart until the day is over.
    both = (f"{name} + later_{name}" for name in ("sent", "unreachable", "expired", "refused"))
    query = f"SELECT id, state, total, {', '.join(both)} FROM broadcast"
    for number, state, *counts in aftermath.ledger.rows(query):
        if state == "draft":
            continue
        total, sent, unreachable, expired, refused = counts
        came = sum(key.startswith(f"broadcast:{number}:") for key in aftermath.came)
        if state not in ("sending", "done") or (sent, expired, refused) != (came, 0, 0):
            yield f"broadcast {number} is {state} with {counts}; it came to {came}"
        if total != sent + unreachable:
            yield f"broadcast {number} does not add up: {counts}"


@with_broadcasts
def test_the_coach_got_the_report_of_each_broadcast(aftermath: Aftermath) -> None:
    query = "SELECT total, sent, unreachable FROM broadcast WHERE state = 'done'"
    said = aftermath.town.book.t
    due = Counter(
        said("broadcast.counts", total=total, sent=sent, unreachable=unreachable, waiting=0,
             late=0, failed=0).strip()
        for total, sent, unreachable in aftermath.ledger.rows(query)
    )  # fmt: skip
    heard = Counter(h.text for h in aftermath.town.people_heard[COACH_ID] if h.new)
    assert not aftermath.blame(f"not heard: {text}" for text in due if heard[text] < due[text])


def test_the_bot_had_nothing_to_complain_about(aftermath: Aftermath) -> None:
    errors = [line for line in aftermath.log if line["level"] == "error"]
    assert not aftermath.blame(str(e) for e in errors if e["event"] != "update set aside")

"""What really came, beside what everybody had a right to."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.clients.relaying import TO_CLIENT
from bot.clock import Clock
from bot.features.coach.inbox.marks import MARK
from bot.features.start.kind import ASK_AGAIN
from bot.outbox.kinds import WRITTEN
from bot.outbox.letters import SWEEP, TAKE_BACK
from bot.outbox.sender import IN_FLIGHT
from bot.sandbox.model import Message
from bot.store.audiences import LETTER
from bot.store.broadcast_copies import ANSWER_OPENED, FIX, NEWS_OPENED
from bot.store.broadcasts import LASTS
from tests.cast import COACH_ID
from tests.kill.ledger import Ledger
from tests.soak.coach import LINK, BusyCoach, Sending
from tests.soak.diary import DAY
from tests.soak.promises import KINDS, name_of
from tests.soak.residents import SECRET, Resident
from tests.soak.town import Month
from tests.unsent import may_be_dropped

_OVER = LASTS + timedelta(hours=2)
"""After that every client has a message to many, or will not get it."""
_HELD_OVER = timedelta(hours=2)
_JUDGED = datetime.max.replace(tzinfo=UTC)
_SLACK = timedelta(minutes=5)
_COUNTED = {"daily", LETTER, FIX, TO_CLIENT, *KINDS}
"""Kinds of letters to clients of which it is known who has a right to one."""
_NOT_COUNTED = {*WRITTEN, TAKE_BACK, SWEEP, ANSWER_OPENED, NEWS_OPENED, ASK_AGAIN, MARK}
"""Replies, for each of which its client waits; what was opened behind a line; what tidies up; the
question for an hour, which finds that one is chosen; the sign below what went to the coach.
"""
_REMEMBERED = 1_000
"""Letters among which those are that came right before a kill."""


class Account:
    """Hears every message that comes, and judges each evening."""

    def __init__(self, town: Month, coach: BusyCoach, ledger: Ledger, clock: Clock) -> None:
        self.town = town
        self.coach = coach
        self.ledger = ledger
        self.clock = clock
        self.residents: dict[int, Resident] = {}
        """In the order in which they came, by chat."""
        self.problems: list[str] = []
        self.struck: Counter[int] = Counter()
        """Letters that had come to a chat when the bot was killed, and did not count as sent."""
        self._latest: deque[str] = deque(maxlen=_REMEMBERED)
        self.dailies = self.doubled = self.certain = 0
        town.on_letter, town.on_edit = self._hear, self._see

    # What came

    def note_kill(self) -> None:
        """Call after each, before the next start."""
        query = "SELECT dedupe_key, chat_id FROM outbox WHERE state = 'sending'"
        struck = [chat for key, chat in self.ledger.rows(query) if key in self._latest]
        self.struck.update(struck)
        if len(struck) > IN_FLIGHT:
            self.problems.append(f"{len(struck)} letters were on their way at one kill")

    def _hear(self, message: Message, key: str) -> None:
        self._latest.append(key)
        if message.chat_id == COACH_ID:
            self.coach.hear(message)
        elif (who := self.residents.get(message.chat_id)) is not None:
            self._hear_for(who, message, key)

    def _hear_for(self, who: Resident, message: Message, key: str) -> None:
        text = message.text or message.caption or ""
        buttons = [button for row in message.inline_keyboard or () for button in row]
        data = [button.data or "" for button in buttons]
        links = [button.url or "" for button in buttons]
        if (name := self._promised(who, message, key)) is not None:
            self._hear_promised(who, name)
        elif key.startswith("daily:"):
            self._hear_daily(who, date.fromisoformat(key.rpartition(":")[2]), text, data)
        elif text.startswith(("Nieuws ", "Verbeterd ")):
            sending = self.coach.sendings[int(text.split()[1].rstrip(":")) - 1]
            self._count(sending, who)
            sending.in_words[who.id] = message.message_id
            self._see(message)
        elif found := [link for link in links if link.startswith(LINK)]:
            self._count(self.coach.meetings[int(found[0].rpartition("-")[2]) - 1], who, most=2)
        elif lines := [one for one in data if one.startswith("news:open:")]:
            self._count_line(int(lines[0].rpartition(":")[2]), who)
        elif "Antwoord op " in text:
            self._hear_answer(text[text.index("vraag ") :].split("\n")[0], who)
        elif any(one.startswith("contact:open:") for one in data):
            self.coach.answers_came[who.id] += 1

    def _promised(self, who: Resident, message: Message, key: str) -> str | None:
        if message.kind == "document":
            return who.diary.promises.next_file()
        return name_of(key)

    def _hear_promised(self, who: Resident, name: str) -> None:
        promises, now = who.diary.promises, self.clock.now()
        if promises.came_before(name) and not self._excuse(who.id):
            self.problems.append(f"{who.diary.number} got {name} again")
        self.problems += promises.hear(name, now, gone=who.diary.gone)

    def _hear_daily(self, who: Resident, on: date, text: str, data: list[str]) -> None:
        again = bool(who.diary.came.get(on))
        excused = again and self._excuse(who.id)
        self.dailies += 1
        self._note_push(who)
        self.doubled += again
        self.problems += who.diary.hear_daily(self.clock.now(), on, excused)
        numbers = [int(one.split(":")[2]) for one in data if one.startswith("daily:helped:")]
        if numbers:
            self.problems += who.diary.read(on, numbers[0], "· · ·" in text, again)
        elif any(one.startswith("daily:open:theme:") for one in data):
            who.diary.note_theme(on)

    def _count(self, sending: Sending, who: Resident, most: int = 1) -> None:
        sending.came[who.id] += 1
        self._note_push(who)
        if sending.came[who.id] > most and not self._excuse(who.id):
            times = sending.came[who.id]
            self.problems.append(f"{who.diary.number} got message {sending.number} {times} times")

    def _note_push(self, who: Resident) -> None:
        who.diary.promises.pushed[who.diary.today(self.clock.now())] += 1

    def _count_line(self, number: int, who: Resident) -> None:
        """A neutral line stands for one of the coach's messages, or for a reminder."""
        sending = next((one for one in self.coach.sendings if one.id == number), None)
        if sending is not None:
            self._count(sending, who)
        elif self.coach.meetings:
            self._count(self.coach.meetings[-1], who, most=2)

    def _hear_answer(self, key: str, who: Resident) -> None:
        if key not in self.coach.answers_heard:
            self.coach.answers_heard.add(key)
            self.coach.answers_came[who.id] += 1
        elif not self._excuse(who.id):
            self.problems.append(f"{who.diary.number} got the answer to {key} again")

    def _see(self, message: Message) -> None:
        text = message.text or ""
        if text.startswith("Verbeterd "):
            sending = self.coach.sendings[int(text.split()[1].rstrip(":")) - 1]
            sending.corrected.add(message.chat_id)

    def _excuse(self, chat_id: int) -> bool:
        """Whether something may have come twice there: once for each outcome not known."""
        for known in (self.town.faults.unsure, self.struck):
            if known[chat_id] > 0:
                known[chat_id] -= 1
                return True
        return False

    # What should have come

    def judge(self, tonight: date) -> None:
        """Yesterday is over wherever somebody lives, and so is what came late."""
        now = self.clock.now()
        self.problems += self._judge_days(tonight - DAY)
        for sending in self.coach.sendings:
            if now - sending.at > _OVER:
                self.problems += self._judge_sending(sending)
                sending.at = _JUDGED
        for meeting in self.coach.meetings:
            if now - meeting.at > _HELD_OVER:
                self.problems += self._who_missed(meeting, (-1, 0), most=2)
                meeting.at = _JUDGED
        self.problems += self._judge_promises(now)
        self.problems += self._overdue(now - _SLACK)
        self.problems += self._unexpected()

    def _judge_days(self, on: date) -> Iterator[str]:
        for one in self.residents.values():
            if one.minutes is not None:
                self.certain += one.diary.is_steady(on)
                yield from one.diary.judge(on)
                one.diary.forget(on - 3 * DAY)

    def _judge_promises(self, now: datetime) -> Iterator[str]:
        for one in self.residents.values():
            yield from one.diary.promises.judge(now, one.urges_on)

    @property
    def promised(self) -> Counter[str]:
        """Promises that had to be kept, by their kind."""
        each = (one.diary.promises.certain for one in self.residents.values())
        return sum(each, Counter())

    def _unexpected(self) -> Iterator[str]:
        """Letters of a kind that nobody here counts, and those that were dropped for no reason."""
        query = "SELECT DISTINCT kind FROM outbox WHERE chat_id != ?"
        for (kind,) in self.ledger.rows(query, COACH_ID):
            if kind not in _COUNTED and kind not in _NOT_COUNTED:
                yield f"letters of the kind {kind}, of which nobody knows who should get one"
        query = "SELECT kind, reason, count(*) FROM outbox WHERE state = 'dropped' GROUP BY 1, 2"
        for kind, reason, number in self.ledger.rows(query):
            if not may_be_dropped(kind, reason):
                yield f"{number} letters of the kind {kind} were dropped, because of {reason}"

    def _judge_sending(self, sending: Sending) -> Iterator[str]:
        query = (
            "SELECT state, total, sent + later_sent, unreachable + expired + refused + stopped"
            " + later_unreachable + later_expired + later_refused + later_stopped"
            " FROM broadcast WHERE id = ?"
        )
        state, total, sent, others = self.ledger.rows(query, sending.id)[0]
        if state != "done" or total != sent + others or sent != len(sending.came):
            counts = f"{total}, {sent} and {others}"
            yield f"message {sending.number} is {state} with {counts}; {len(sending.came)} came"
        query = (
            "SELECT state, count(*) FROM outbox WHERE broadcast_id = ? AND kind = 'broadcast'"
            " GROUP BY state"
        )
        kept = Counter(dict(self.ledger.rows(query, sending.id)))
        # Of who was erased since, the count stays and the letter is gone.
        stayed = sum(not self.residents[chat].diary.gone for chat in sending.came)
        if kept["sent"] != stayed or kept["refused"]:
            yield f"message {sending.number} came to {stayed}, and to {kept} in the outbox"
        yield from self._who_missed(sending, (0, 1))
        if sending.fixed:
            yield from self._who_was_not_corrected(sending)

    def _who_missed(self, sending: Sending, days: tuple[int, ...], most: int = 1) -> Iterator[str]:
        """Those who were there all along; the hour of a session is night in other zones."""
        dates = [sending.at.date() + number * DAY for number in days]
        for one in self.residents.values():
            meant = sending.group in (0, one.group) and one.minutes is not None
            near = most == 1 or one.diary.zone.startswith("Europe/")
            here = meant and near and not one.diary.gone and one.was_there_on(dates)
            if here and sending.came[one.id] < most:
                yield f"{one.diary.number} missed message {sending.number} of {dates[0]}"

    def _who_was_not_corrected(self, sending: Sending) -> Iterator[str]:
        """Who blocked the bot since, or swept the chat, has nothing that could be corrected."""
        for chat in sending.in_words.keys() - sending.corrected:
            one, messages = self.residents[chat], self.town.chats[chat].messages
            gone = one.diary.gone or max(one.blocked_at, one.swept_at) > sending.at
            if sending.in_words[chat] in messages and not gone:
                yield f"the correction of {sending.number} did not reach {one.diary.number}"

    def _overdue(self, before: datetime) -> Iterator[str]:
        query = (
            "SELECT kind, count(*) FROM outbox WHERE state IN ('queued', 'sending')"
            " AND due_at < ? GROUP BY kind"
        )
        for kind, number in self.ledger.rows(query, before.strftime("%Y-%m-%d %H:%M:%S.%f")):
            yield f"{number} letters of the kind {kind} are overdue at {before}"

    def look_at_the_rest(self, database: Path) -> None:
        """When all is over: nothing waits, and nobody's words are to be read in the file."""
        query = "SELECT state, count(*) FROM intake WHERE state != 'done' GROUP BY state"
        for state, number in self.ledger.rows(query):
            self.problems.append(f"{number} updates are {state}")
        self.problems += self._who_got_no_answer()
        for path in database.parent.glob(f"{database.name}*"):  # the newest pages are beside it
            if SECRET.encode() in path.read_bytes().lower():
                self.problems.append(f"'{SECRET}' stands in {path.name} as it is")

    def _who_got_no_answer(self) -> Iterator[str]:
        for chat, given in self.coach.given.items():
            one, came = self.residents[chat], self.coach.answers_came[chat]
            if came < given and not one.diary.gone and not one.done["block"]:
                yield f"{one.diary.number} got {came} of {given} answers of the coach"

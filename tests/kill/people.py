"""People who use the bot, each at her own pace, whether it lives or not."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from bot.calendar.times import local_date, show_minutes
from bot.content.model import Book
from bot.features.anchor.rules import MOST as MOST_ANCHORS
from tests.cast import COACH_ID
from tests.kill.town import Heard, Town, Want

ZONE = "Europe/Amsterdam"
_BROADCAST = "Nieuws {}: donderdag is er een bijeenkomst."
_LETTER = "Vandaag heb ik brood gebakken."
_SENTENCE = "Ik mag eerst thee zetten."
QUESTION, ANSWER = "Vraag {}:", "Antwoord {}:"
"""How what a client writes to the coach begins, and what the coach answers."""
_LIGHT, _GRAVE = "tja", "ik wil hem nu zo graag appen"
"""Written in quick succession: the reply to the second takes the place of that to the first."""
_STEP = "exercise:step:"
_EASED = 6
"""The highest number after which an urge may be called done."""
_MOST_LETTERS = 15
"""Fewer than those of which the oldest has to make room."""


class GoodNight(Exception):
    """Nobody begins anything new: the town goes to sleep."""


class SetAside(Exception):
    """The fixed help text came: killed in it three times, the bot gave up an update."""


class OverAlready(Exception):
    """Hours passed meanwhile: the bot said that this urge is over."""


def button(*parts: str) -> Want:
    """A message with a button whose data begins with one of these."""
    return lambda heard: any(data.startswith(parts) for data in heard.data)


def says(book: Book, key: str) -> Want:
    """A message that begins as this text does."""
    begins = _beginning(book, key)
    return lambda heard: heard.text.startswith(begins)


def _beginning(book: Book, key: str) -> str:
    entry = book.t.entries[key]
    text = entry if isinstance(entry, str) else entry["other"]
    return text.strip().splitlines()[0].partition("{")[0]


def holds(book: Book, key: str) -> Want:
    """A message of which a later line begins as this text does, below the one it is about."""
    begins = _beginning(book, key)
    return lambda heard: any(line.startswith(begins) for line in heard.text.splitlines()[1:])


class Someone:
    """Anybody with a phone: acts, then waits for exactly the reply that belongs to the act."""

    def __init__(self, town: Town, user_id: int, random: Random) -> None:
        self.town = town
        self.book = town.book
        """What is said in her language."""
        self.id = user_id
        self.random = random
        self.waits_for = ""
        self.sure = True
        """Whether she knows what became of each of her acts."""
        self.last_said = 0
        """The number of the message that she wrote last and alone."""
        self._heard_to = 0
        self.now = town.clock.now

    async def say(self, text: str, want: Want) -> Heard:
        """Write something; gives the reply."""
        self._act()
        self.last_said = self.town.say(self.id, text).message_id
        return await self._hear(want, text)

    async def burst(self, *said: tuple[str, Want]) -> None:
        """Write several things at once; the replies come in that order, or in any."""
        self._act(len(said))
        for text, _ in said:
            self.town.say(self.id, text)
        if self.town.in_order:
            for text, want in said:
                await self._hear(want, text)
            return
        left = list(said)
        while left:
            heard = await self._hear(
                lambda heard: any(want(heard) for _, want in left),
                " ".join(text for text, _ in left),
            )
            left.remove(next(one for one in left if one[1](heard)))

    async def tap(self, on: Heard, data: str, want: Want) -> Heard:
        """Press a button, now and then twice, as people do; gives the reply."""
        times = 2 if self.random.random() < 0.25 else 1
        self._act(times)
        for _ in range(times):
            self.town.tap(self.id, on.message_id, data)
        return await self._hear(want, data)

    async def press(self, on: Heard, data: str, want: Want) -> Heard:
        """Once: tapped twice, this would be a choice and its opposite, or a new beginning."""
        self._act()
        self.town.tap(self.id, on.message_id, data)
        return await self._hear(want, data)

    async def open(self, payload: str, want: Want) -> Heard:
        """Open the bot by a link."""
        self._act()
        self.town.start(self.id, payload)
        return await self._hear(want, "/start")

    def _act(self, times: int = 1) -> None:
        if self.town.asleep:
            raise GoodNight
        self.town.acts += times

    def _gave_up(self, heard: Heard) -> bool:
        return heard.text == self.book.replies["failed"].strip()

    async def _or_give_up(self, acts: Awaitable[None]) -> None:
        try:
            await acts
        except SetAside:
            self.sure = False

    async def _hear(self, want: Want, why: str) -> Heard:
        self.waits_for = why
        heard, news = self.town.people_heard[self.id], self.town.news[self.id]
        while True:
            news.clear()
            while self._heard_to < len(heard):
                found = heard[self._heard_to]
                self._heard_to += 1
                if self._gave_up(found):
                    raise SetAside
                if want(found):
                    self.waits_for = ""
                    return found
            await news.wait()


@dataclass(frozen=True, slots=True)
class Wipe:
    """Her chat was emptied: on which message of hers, with which line, and when she heard that."""

    asked_id: int
    told_id: int
    at: datetime


class Client(Someone):
    """Arrives, then rides urges, gives letters away, asks; remembers what she did."""

    def __init__(
        self, town: Town, user_id: int, random: Random, owed: Callable[[Client], bool]
    ) -> None:
        """`owed`: whether a daily message for her is under way; then she begins no urge."""
        super().__init__(town, user_id, random)
        self.minutes: int | None = None
        self.hour_from: date | None = None
        """The first local date on which that hour holds for certain; None: it is not known."""
        self.urges: set[int] = set()
        self.asked: set[int] = set()
        """Urges in which she asked the bot to come back, ..."""
        self.promised: set[int] = set()
        """... and in which it said that it will."""
        self.begun = 0
        self.letters = 0
        self.anchors = 0
        self.questions: list[str] = []
        """What she wrote to the coach, and heard that it goes there."""
        self.agreed = False
        """Whether to writing to the coach."""
        self.wipe: Wipe | None = None
        """The latest."""
        self.steps: dict[int, int] = {}
        self.strengths: dict[tuple[int, int], int] = {}
        self._hours: tuple[int, ...] = ()
        self._owed = owed
        self._began: dict[int, datetime] = {}
        self._given_over: set[int] = set()
        """Urges that she was told are over."""

    async def live(self, token: str, hours: tuple[int, ...], *first: Act) -> None:
        """Until the town goes to sleep; begins with these acts."""
        with contextlib.suppress(GoodNight):
            await self._or_give_up(self.arrive(token, hours))
            for act in first:
                await self._or_give_up(act(self))
            while self.minutes is not None:
                await self._or_give_up(self._choose()())

    def _choose(self) -> Callable[[], Awaitable[None]]:
        ways = [self.ask_around]
        if self.letters < _MOST_LETTERS:
            ways.append(self.give_away)
        if self.sure:
            ways += [self.write_to_the_coach, self.empty_the_chat, self.set_hour]
            if self.anchors < MOST_ANCHORS:
                ways.append(self.put_in_anchor)
        if self.sure and not self._owed(self):
            # An urge that goes on holds what comes by itself: a new one after each would for ever.
            ways += [self.ride_an_urge] * 3
        return self.random.choice(ways)

    async def arrive(self, token: str, hours: tuple[int, ...]) -> None:
        """The whole arrival, with one of these hours for the daily message."""
        await asyncio.sleep(self.random.uniform(0, 0.5))
        first = await self.open(token, button("start:ground:"))
        seen = self.random.choice(first.data)
        ground = await self.tap(first, seen, button("start:what:"))
        what = await self.tap(ground, ground.data[0], button("start:agree:"))
        offer = await self.tap(what, what.data[0], button("settings:at:"))
        fitting = [f"settings:at:{minutes}" for minutes in hours]
        hour = self.random.choice([data for data in offer.data if data in fitting])
        minutes, done = int(hour.split(":")[2]), says(self.book, "start.done")
        await self._confirm(await self.tap(offer, hour, _or_sure(minutes, done)), minutes, done)
        self.minutes, self.hour_from = minutes, local_date(ZONE, self.now())
        self._hours = hours

    async def set_hour(self) -> None:
        """Another hour of hers, if there is one; which one holds today nobody says."""
        others = [hour for hour in self._hours if hour != self.minutes]
        minutes = self.random.choice(others or self._hours)
        noted = says(self.book, "settings.hour_set")
        # What was said of another hour may come again after a kill.
        done: Want = lambda heard: noted(heard) and show_minutes(minutes) in heard.text  # noqa: E731
        self.hour_from = None
        said = f"/tijd {minutes // 60}:{minutes % 60:02}"
        await self._confirm(await self.say(said, _or_sure(minutes, done)), minutes, done)
        self.minutes = minutes
        self.hour_from = local_date(ZONE, self.now()) + timedelta(days=1)

    async def _confirm(self, reply: Heard, minutes: int, done: Want) -> None:
        """Also an hour in her quiet hours."""
        if button(f"settings:at:{minutes}:sure")(reply):
            await self.tap(reply, f"settings:at:{minutes}:sure", done)

    async def ask_around(self) -> None:
        """Several questions at once, or one."""
        questions = [
            ("/help", button("exercise:offer")),
            ("/oefening", button("exercise:states")),
            ("/week", says(self.book, "daily.week")),
            ("/nood", says(self.book, "lines.title")),
        ]
        self.random.shuffle(questions)
        await self.burst(*questions[: self.random.randint(1, 3)])

    async def give_away(self) -> None:
        """A letter in place of a message; then a command, so that nothing more goes into it."""
        await self.say(f"/brief {_LETTER}", says(self.book, "letter.sealed"))
        self.letters += 1
        await self.say("/week", says(self.book, "daily.week"))

    async def put_in_anchor(self) -> None:
        """A sentence for a hard hour."""
        await self.say(f"/anker {_SENTENCE}", says(self.book, "anchor.put_in"))
        self.anchors += 1

    async def write_to_the_coach(self) -> None:
        """A question; then a command, so that nothing more goes there."""
        if not self.agreed:
            asked = await self.say("/coach", button("contact:agree"))
            await self.press(asked, "contact:agree", says(self.book, "contact.write"))
            self.agreed = True
        name = f"{self.id}-{self.town.acts}"
        question = QUESTION.format(name)
        await self.say(f"/coach {question} wat eten we?", says(self.book, "contact.passed_on"))
        self.questions.append(name)
        await self.say("/week", says(self.book, "daily.week"))

    async def empty_the_chat(self) -> None:
        """`/wis`."""
        told = await self.say("/wis", says(self.book, "wipe.done"))
        self.wipe = Wipe(self.last_said, told.message_id, self.now())

    async def ride_an_urge(self) -> None:
        """From the first reply to the last number."""
        called_at = self.now()
        try:
            first = await self._call()
            go = _data(first, "urge:go:")
            urge = int(go.rpartition(":")[2])
            self.urges.add(urge)
            self._began.setdefault(urge, called_at)
            # Asked again in the same urge, it is a question of its own.
            ask = f"urge:rate:{urge}:"
            want: Want = lambda heard: min(_numbers(heard, ask, 3), default=1) <= 0  # noqa: E731
            how_strong = await self._go_on(first, go, want, urge)
            question = min(_numbers(how_strong, ask, 3))
            what = await self._rate(how_strong, urge, question, button(f"urge:state:{urge}:"))
            state = self.random.choice([d for d in what.data if d.startswith("urge:state:")])
            offer = await self._go_on(what, state, _offers_in(urge), urge)
            practice, screen = await self._exercise(offer, urge)
            over = f"urge:done:{urge}"
            left = await self._rate(screen, urge, practice, button(over), most=_EASED)
            left = await self._accept(left, urge)
            await self.tap(left, over, says(self.book, "urge.done"))
        except OverAlready:
            return

    async def _call(self) -> Heard:
        """A command, or words: the graver ones stand for all that is written at once.

        What was said of an earlier urge may come again after a kill, and be taken for a word about
        this one: then the urge that she gave over goes on.
        """
        known = self.urges - self._given_over
        want: Want = lambda heard: bool(_numbers(heard, "urge:go:", 2) - known)  # noqa: E731
        if self.random.random() < 0.5:
            return await self.say("/drang", want)
        said = [_LIGHT] * self.random.randint(0, 2) + [_GRAVE]
        self._act(len(said))
        for text in said:
            self.town.say(self.id, text)
        return await self._hear(want, _GRAVE)

    async def _accept(self, offer: Heard, urge: int) -> Heard:
        """Have the bot come back in twenty minutes, perhaps, the first time for certain.

        Gives the screen to go on from.
        """
        yes = f"urge:promise:{urge}"
        if yes not in offer.data or (self.asked and self.random.random() < 0.3):
            return offer
        self.asked.add(urge)
        promised = await self._go_on(offer, yes, button(f"urge:unpromise:{urge}"), urge)
        self.promised.add(urge)
        return promised

    async def _rate(
        self, asked: Heard, urge: int, practice: int, want: Want, most: int = 10
    ) -> Heard:
        number = self.random.randint(0, most)
        reply = await self._go_on(asked, f"urge:rate:{urge}:{practice}:{number}", want, urge)
        self.strengths[urge, practice] = number
        return reply

    async def _go_on(self, asked: Heard, data: str, want: Want, urge: int) -> Heard:
        """The next step, unless the hour after which an urge is over has passed.

        Then that is said, or exercises are offered for no urge. What came earlier may come again
        after a kill, so nothing less tells it.
        """
        offer, here = says(self.book, "urge.offer"), _offers_in(urge)
        elsewhere: Want = lambda heard: offer(heard) and not here(heard)  # noqa: E731
        over = either(says(self.book, "urge.over"), elsewhere)
        reply = await self.tap(asked, data, either(want, over))
        if not want(reply):
            self._give_over(urge)
        return reply

    def _give_over(self, urge: int) -> None:
        hours = (self.now() - self._began[urge]).total_seconds() / 3600
        assert hours > 0.9, "an urge that goes on was called over"
        self._given_over.add(urge)
        raise OverAlready

    async def _exercise(self, offer: Heard, urge: int) -> tuple[int, Heard]:
        """One exercise to its end, or until it is enough."""
        begin = self.random.choice([d for d in offer.data if _begins_in(urge, d)])
        self._act()
        self.town.tap(self.id, offer.message_id, begin)
        self.begun += 1
        is_new: Want = lambda heard: bool(_numbers(heard, _STEP, 5) - self.steps.keys())  # noqa: E731
        screen = await self._hear(is_new, begin)
        practice, of_urge = (int(part) for part in _data(screen, _STEP).split(":")[5:7])
        self.steps[practice] = 0
        after = f"urge:rate:{urge}:{practice}:"
        # Begun when the urge was over, it belongs to none, and nothing is asked.
        end = button(after) if of_urge else says(self.book, "exercise.done")
        while True:
            steps = [data for data in screen.data if data.startswith(_STEP)]
            step = steps[-1] if self.random.random() < 0.15 else steps[0]
            number = int(step.split(":")[3])
            screen = await self.tap(screen, step, either(_is_at(practice, number + 1), end))
            self.steps[practice] = number
            if end(screen):
                break
        if not of_urge:
            self._give_over(urge)
        return practice, screen


Act = Callable[[Client], Awaitable[None]]


class Coach(Someone):
    """Invites, writes to everyone, and answers whoever writes."""

    def __init__(self, town: Town, random: Random) -> None:
        super().__init__(town, COACH_ID, random)
        self.confirmed = 0
        """Messages to everyone that she knows to be on their way."""
        self.answered: set[str] = set()
        """Questions whose answer she knows to be on its way."""
        self._one_at_a_time = asyncio.Lock()

    async def invite(self) -> str:
        """The token of a new link."""
        async with self._one_at_a_time:
            return await self._invite()

    async def _invite(self) -> str:
        asked = await self.say("/uitnodigen", button("invite:make:"))
        uses = next(data for data in asked.data if ":25:" in data)
        link = await self.tap(asked, uses, lambda heard: "start=" in heard.text)
        return link.text.split("start=")[1].split()[0]

    async def broadcast(self) -> None:
        """A message to everyone, until it is confirmed."""
        with contextlib.suppress(GoodNight):
            async with self._one_at_a_time:
                await self._or_give_up(self._broadcast())

    async def _broadcast(self) -> None:
        book = self.book
        await self.say("/bericht", says(book, "broadcast.write"))
        written = _BROADCAST.format(self.confirmed + 1)
        whom = await self.say(written, button("broadcast:to:"))
        everyone = _data(whom, "broadcast:to:")
        preview = await self.tap(whom, everyone, button("broadcast:send:"))
        confirmed = either(holds(book, "broadcast.leaves"), holds(book, "broadcast.counts"))
        await self.tap(preview, _data(preview, "broadcast:send:"), confirmed)
        self.confirmed += 1

    async def answer(self) -> None:
        """What she was asked so far, each with *Reply*, until the sign stands below it."""
        with contextlib.suppress(GoodNight):
            async with self._one_at_a_time:
                for name, asked in self._questions().items():
                    await self._or_give_up(self._answer(name, asked))

    @property
    def is_asked(self) -> bool:
        """Whether somebody waits for an answer."""
        return bool(self._questions())

    def _questions(self) -> dict[str, Heard]:
        """Those without an answer; of one that came twice the later, whose number is known."""
        heard, seen = self.town.people_heard[self.id], self.town.chats[self.id].messages
        return {
            name: one
            for one in heard
            for name in _names_in(QUESTION, one)
            if one.new and name not in self.answered and one.message_id in seen
        }

    async def _answer(self, name: str, asked: Heard) -> None:
        self._act()
        self.waits_for = text = f"{ANSWER.format(name)} soep."
        written = self.town.say(self.id, text, asked.message_id)
        to_nobody = says(self.book, "inbox.to_nobody")
        heard = self.town.people_heard[self.id]
        since, refused = len(heard), False
        while not written.reaction and not refused:
            await asyncio.sleep(0.02)
            if any(self._gave_up(one) for one in heard[since:]):
                raise SetAside
            refused = any(to_nobody(one) for one in heard[since:])
        self.waits_for = ""
        if written.reaction and written.reaction[0]["emoji"] != "🤷":
            self.answered.add(name)


def times_heard(heard: Iterable[Heard], begins: str) -> Counter[str]:
    """How often each question, or each answer, came: by its name, or where others may look by the
    button that opens it.
    """
    new = [one for one in heard if one.new]
    covered = [data for one in new for data in one.data if data.startswith("contact:open:")]
    return Counter([*covered, *(name for one in new for name in _names_in(begins, one))])


def _names_in(begins: str, heard: Heard) -> list[str]:
    return re.findall(begins.format(r"(\d+-\d+)"), heard.text)


def _is_at(practice: int, number: int) -> Want:
    """The screen of an exercise from which this step is the next."""
    return lambda heard: any(
        data.startswith(_STEP) and data.split(":")[3:6:2] == [str(number), str(practice)]
        for data in heard.data
    )


def _numbers(heard: Heard, prefix: str, place: int) -> set[int]:
    """The numbers at this place in the data of such buttons."""
    return {int(data.split(":")[place]) for data in heard.data if data.startswith(prefix)}


def _or_sure(minutes: int, done: Want) -> Want:
    """That, or the question whether an hour in her quiet hours is meant."""
    return either(done, button(f"settings:at:{minutes}:sure"))


def either(first: Want, second: Want) -> Want:
    """A message of either kind."""
    return lambda heard: first(heard) or second(heard)


def _offers_in(urge: int) -> Want:
    """Exercises for this urge; what came earlier, and again after a kill, offers some as well."""
    return lambda heard: any(_begins_in(urge, data) for data in heard.data)


def _begins_in(urge: int, data: str) -> bool:
    return data.startswith("exercise:begin:") and data.endswith(f":{urge}")


def _data(heard: Heard, prefix: str) -> str:
    return next(data for data in heard.data if data.startswith(prefix))

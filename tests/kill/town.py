"""A town full of people who use the bot, each at her own pace, whether it lives or not."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.content.model import Book
from bot.sandbox.model import Message
from bot.sandbox.world import World

COACH_ID = 700_000_001
BROADCAST = "Nieuws "
"""How each message of the coach begins."""
_SENDS = ("send", "edit")
_UNCHANGED = "message is not modified"


class GoodNight(Exception):
    """Nobody begins anything new: the town goes to sleep."""


class SetAside(Exception):
    """The fixed help text came: killed in it three times, the bot gave up an update."""


class OverAlready(Exception):
    """Hours passed meanwhile: the bot said that this urge is over."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message of the bot looked like at the instant at which it came."""

    message_id: int
    text: str
    data: tuple[str, ...]
    new: bool
    """False: an earlier message was changed."""


Want = Callable[[Heard], bool]


def button(*parts: str) -> Want:
    """A message with a button whose data begins with one of these."""
    return lambda heard: any(data.startswith(parts) for data in heard.data)


def says(book: Book, key: str) -> Want:
    """A message that begins as this text does."""
    entry = book.t.entries[key]
    text = entry if isinstance(entry, str) else entry["other"]
    first = text.strip().splitlines()[0].partition("{")[0]
    return lambda heard: heard.text.startswith(first)


_EASED = 6
"""The highest number after which an urge may be called done."""


class Town(World):
    """The local Telegram; whoever lives there hears at once what the bot says to her."""

    def __init__(self, *args: Any, book: Book, **options: Any) -> None:
        super().__init__(*args, **options)
        self.book = book
        self.people_heard: dict[int, list[Heard]] = defaultdict(list)
        self.news: dict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self.asleep = False
        self.acts = 0

    def emit(
        self,
        kind: str,
        chat_id: int | None = None,
        message: Message | None = None,
        **options: Any,
    ) -> None:
        super().emit(kind, chat_id, message, **options)
        if kind in {"message", "edit"} and message is not None and message.from_bot:
            rows = message.inline_keyboard or []
            data = tuple(b.data for row in rows for b in row if b.data is not None)
            text = message.text or message.caption or ""
            heard = Heard(message.message_id, text, data, kind == "message")
            self.people_heard[message.chat_id].append(heard)
            self.news[message.chat_id].set()

    def was_asked(self, method: str, mark: int) -> bool:
        """Whether the bot called this method, leaving out the first `mark` calls."""
        return any(request.method == method for request in self.requests[mark:])

    def replies_since(self, mark: int) -> int:
        """How many calls that show something came after the first `mark` calls."""
        return sum(request.method.startswith(_SENDS) for request in self.requests[mark:])

    def deliveries(self, chat_id: int) -> int:
        """How many sends and edits arrived here; one that changed nothing arrived too."""
        return sum(
            request.params.get("chat_id") == str(chat_id)
            and request.method.startswith(_SENDS)
            and request.method != "sendChatAction"
            and (request.ok or _UNCHANGED in request.description)
            for request in self.requests
        )


class Someone:
    """Anybody with a phone: acts, then waits for exactly the reply that belongs to the act."""

    def __init__(self, town: Town, user_id: int, random: Random) -> None:
        self.town = town
        self.id = user_id
        self.random = random
        self.waits_for = ""
        self._heard_to = 0
        self.now = town.clock.now

    async def say(self, text: str, want: Want) -> Heard:
        """Write something; gives the reply."""
        self._act()
        self.town.say(self.id, text)
        return await self._hear(want, text)

    async def burst(self, *said: tuple[str, Want]) -> None:
        """Write several things at once; the replies come in that order."""
        self._act(len(said))
        for text, _ in said:
            self.town.say(self.id, text)
        for text, want in said:
            await self._hear(want, text)

    async def tap(self, on: Heard, data: str, want: Want) -> Heard:
        """Press a button, now and then twice, as people do; gives the reply."""
        times = 2 if self.random.random() < 0.25 else 1
        self._act(times)
        for _ in range(times):
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
        return heard.text == self.town.book.replies["failed"].strip()

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


class Client(Someone):
    """Arrives, then rides urges and asks for things, and remembers what she did."""

    def __init__(self, town: Town, user_id: int, random: Random) -> None:
        super().__init__(town, user_id, random)
        self.minutes: int | None = None
        self.sure = True
        """Whether she knows what became of each of her acts."""
        self.urges: set[int] = set()
        self.begun = 0
        self.steps: dict[int, int] = {}
        self.strengths: dict[tuple[int, int], int] = {}

    async def live(self, token: str) -> None:
        """Until the town goes to sleep."""
        with contextlib.suppress(GoodNight):
            await self._or_give_up(self.arrive(token))
            while self.minutes is not None:
                await self._or_give_up(self.random.choice((self.ride_an_urge, self.ask_around))())

    async def _or_give_up(self, acts: Awaitable[None]) -> None:
        try:
            await acts
        except SetAside:
            self.sure = False

    async def arrive(self, token: str) -> None:
        """The whole arrival."""
        await asyncio.sleep(self.random.random())
        first = await self.open(token, button("start:ground:"))
        seen = self.random.choice(first.data)
        ground = await self.tap(first, seen, button("start:what:"))
        what = await self.tap(ground, ground.data[0], button("start:agree:"))
        hours = await self.tap(what, what.data[0], button("start:hour:"))
        hour = self.random.choice([d for d in hours.data if d.startswith("start:hour:")])
        done, sure = says(self.town.book, "start.done"), button(f"{hour}:sure")
        reply = await self.tap(hours, hour, lambda heard: done(heard) or sure(heard))
        if sure(reply):
            await self.tap(reply, f"{hour}:sure", done)
        self.minutes = int(hour.split(":")[2])

    async def breathe(self) -> None:
        """Every exercise with a moving picture, so that Telegram has those pictures."""
        for name, exercise in self.town.book.exercises.items():
            if exercise.breath is not None:
                offer = await self.say("/oefening", button("exercise:all"))
                every = await self.tap(offer, "exercise:all", button(f"exercise:begin:{name}:"))
                begin = _data(every, f"exercise:begin:{name}:")
                await self.tap(every, begin, button("exercise:step:"))

    async def ask_around(self) -> None:
        """Several questions at once, or one."""
        questions = [
            ("/help", button("exercise:offer")),
            ("/oefening", button("exercise:states")),
            ("/week", says(self.town.book, "daily.week")),
            ("/nood", says(self.town.book, "lines.title")),
        ]
        self.random.shuffle(questions)
        await self.burst(*questions[: self.random.randint(1, 3)])

    async def ride_an_urge(self) -> None:
        """From the first reply to the last number."""
        self._began_at = self.now()
        try:
            first = await self.say("/drang", button("urge:go:"))
            go = _data(first, "urge:go:")
            urge = int(go.rpartition(":")[2])
            self.urges.add(urge)
            how_strong = await self._go_on(first, go, button(f"urge:rate:{urge}:0:"))
            what = await self._rate(how_strong, urge, 0, button(f"urge:state:{urge}:"))
            state = self.random.choice([d for d in what.data if d.startswith("urge:state:")])
            offer = await self._go_on(what, state, button("exercise:begin:"))
            practice, screen = await self._exercise(offer, urge)
            over = f"urge:done:{urge}"
            left = await self._rate(screen, urge, practice, button(over), most=_EASED)
            await self.tap(left, over, says(self.town.book, "urge.done"))
        except OverAlready:
            return

    async def _rate(
        self, asked: Heard, urge: int, practice: int, want: Want, most: int = 10
    ) -> Heard:
        number = self.random.randint(0, most)
        reply = await self._go_on(asked, f"urge:rate:{urge}:{practice}:{number}", want)
        self.strengths[urge, practice] = number
        return reply

    async def _go_on(self, asked: Heard, data: str, want: Want) -> Heard:
        """The next step, unless the hour after which an urge is over has passed."""
        over = button("urge:start")
        reply = await self.tap(asked, data, lambda heard: want(heard) or over(heard))
        if over(reply) and not want(reply):
            hours = (self.now() - self._began_at).total_seconds() / 3600
            assert hours > 0.9, "an urge that goes on was called over"
            raise OverAlready
        return reply

    async def _exercise(self, offer: Heard, urge: int) -> tuple[int, Heard]:
        """One exercise to its end, or until it is enough."""
        begin = self.random.choice([d for d in offer.data if d.startswith("exercise:begin:")])
        self._act()
        self.town.tap(self.id, offer.message_id, begin)
        self.begun += 1
        screen = await self._hear(button("exercise:step:"), begin)
        practice = int(_data(screen, "exercise:step:").split(":")[5])
        self.steps[practice] = 0
        while True:
            steps = [data for data in screen.data if data.startswith("exercise:step:")]
            step = steps[-1] if self.random.random() < 0.15 else steps[0]
            number = int(step.split(":")[3])
            after = f"urge:rate:{urge}:{practice}:"
            name = ":".join(step.split(":")[:3])
            screen = await self.tap(screen, step, button(f"{name}:{number + 1}:", after))
            self.steps[practice] = number
            if any(data.startswith(after) for data in screen.data):
                return practice, screen


class Coach(Someone):
    """Invites, and writes to everyone."""

    def __init__(self, town: Town, random: Random) -> None:
        super().__init__(town, COACH_ID, random)
        self.broadcasts = 0

    async def invite(self) -> str:
        """The token of a new link."""
        asked = await self.say("/uitnodigen", button("invite:make:"))
        uses = next(data for data in asked.data if ":25:" in data)
        link = await self.tap(asked, uses, lambda heard: "start=" in heard.text)
        return link.text.split("start=")[1].split()[0]

    async def broadcast(self) -> None:
        """A message to everyone, until the report is there."""
        with contextlib.suppress(GoodNight):
            await self._broadcast()

    async def _broadcast(self) -> None:
        book = self.town.book
        self.broadcasts += 1
        await self.say("/bericht", says(book, "broadcast.write"))
        whom = await self.say(
            f"{BROADCAST}{self.broadcasts}: donderdag is er een bijeenkomst.",
            button("broadcast:to:"),
        )
        preview = await self.tap(whom, _data(whom, "broadcast:to:"), button("broadcast:send:"))
        send, mark = _data(preview, "broadcast:send:"), self._heard_to
        leaves, counts = says(book, "broadcast.leaves"), says(book, "broadcast.counts")
        under_way = lambda heard: "▰" in heard.text or "▱" in heard.text  # noqa: E731
        await self.tap(preview, send, lambda heard: leaves(heard) or under_way(heard))
        # Who waits is counted a day later: until then the card shows how it goes.
        self._heard_to = mark
        await self._hear(lambda heard: counts(heard) or under_way(heard), "the counts")


def _data(heard: Heard, prefix: str) -> str:
    return next(data for data in heard.data if data.startswith(prefix))

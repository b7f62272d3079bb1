"""A coach with several groups: invites, writes to them, corrects, plans sessions, answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from bot.sandbox.model import Message
from tests.kill.people import Coach, button, holds, says
from tests.kill.town import Heard
from tests.soak.town import Month

LINK = "https://meet.example.org/kamer"


@dataclass
class Sending:
    """One message to many, or one reminder of a session."""

    number: int
    group: int
    """0: everyone."""
    at: datetime
    id: int = 0
    came: Counter[int] = field(default_factory=Counter)
    in_words: dict[int, int] = field(default_factory=dict)
    """Chats in which it is to be read, and its number there; elsewhere a line stands for it."""
    corrected: set[int] = field(default_factory=set)
    fixed: bool = False


def data_of(heard: Heard, *starts: str) -> str:
    """The first button that begins so."""
    return next(data for data in heard.data if data.startswith(starts))


class BusyCoach(Coach):
    """Does her rounds, and remembers what she has sent."""

    town: Month

    def __init__(self, town: Month, random: Random) -> None:
        super().__init__(town, random)
        self.groups: list[int] = []
        self.first_days: dict[int, date] = {}
        self.sendings: list[Sending] = []
        self.meetings: list[Sending] = []
        self.questions: dict[str, Message] = {}
        self.given: Counter[int] = Counter()
        """Answers given, by chat; those that came, a neutral line for each or the words."""
        self.answers_came: Counter[int] = Counter()
        self.answers_heard: set[str] = set()

    async def found(self, name: str, first_day: date | None) -> None:
        """A new group, with its first day or without."""
        shown = await self.say("/groepen", button("cohort:new"))
        await self.tap(shown, "cohort:new", button("cohort:list"))
        self._act()
        self.town.say(self.id, name)
        asked = await self._hear(button("cohort:day:"), name)
        number = int(data_of(asked, "cohort:day:").split(":")[2])
        self.groups.append(number)
        if first_day is not None:
            sure = await self.say(first_day.strftime("%d-%m-%Y"), button("cohort:begin:"))
            await self.tap(sure, data_of(sure, "cohort:begin:"), button("cohort:rename:"))
            self.first_days[number] = first_day

    async def invite_into(self, group: int) -> str:
        """The token of a new link, good for twenty-five."""
        asked = await self.say("/uitnodigen", button("invite:ask:", "invite:make:"))
        if not any(data.startswith("invite:make:") for data in asked.data):
            ask = data_of(asked, f"invite:ask:{group}:")
            asked = await self.tap(asked, ask, button(f"invite:make:{group}:"))
        uses = data_of(asked, f"invite:make:{group}:25:")
        self._act()
        self.town.tap(self.id, asked.message_id, uses)
        link = await self._hear(lambda heard: "start=" in heard.text, uses)
        return link.text.split("start=")[1].split()[0]

    async def write_to(self, group: int) -> None:
        """A message to a group, or to everyone (0), until it is confirmed."""
        number = len(self.sendings) + 1
        await self.say("/bericht", says(self.book, "broadcast.write"))
        whom = await self.say(f"Nieuws {number}: er is thee.", button("broadcast:to:"))
        chosen = data_of(whom, "broadcast:to:").rpartition(":")[0]
        if group:
            look = await self.press(whom, f"{chosen}:cohort-{group}", button("broadcast:look:"))
            preview = await self.press(look, data_of(look, "broadcast:look:"),
                                       button("broadcast:send:"))  # fmt: skip
        else:
            preview = await self.press(whom, f"{chosen}:everyone", button("broadcast:send:"))
        send = data_of(preview, "broadcast:send:")
        sending = Sending(number, group, self.now(), int(send.split(":")[2]))
        self.sendings.append(sending)
        await self.tap(preview, send, button("broadcast:undo:"))
        self.confirmed += 1

    async def correct(self, sending: Sending) -> None:
        """Other words in the place of those that arrived."""
        fix = f"outcome:fix:{sending.id}"
        reports = (
            Heard(message.message_id, "", (fix,), True)
            for message in reversed(self.town.chat(self.id))
            if fix in {b.data for row in message.inline_keyboard or () for b in row}
        )
        if (report := next(reports, None)) is None:
            return  # some are still to get it, in another zone or after an urge
        ways = await self.tap(report, fix, button(f"outcome:words:{sending.id}"))
        await self.tap(
            ways, f"outcome:words:{sending.id}", holds(self.book, "broadcast.fix_write")
        )
        seen = await self.say(f"Verbeterd {sending.number}: er is koffie.", button("outcome:put:"))
        await self.tap(seen, data_of(seen, "outcome:put:"), holds(self.book, "broadcast.fixed"))
        sending.fixed = True

    async def plan_session(self, group: int, at: datetime, typed: str) -> None:
        """A session of a group, with a link; reminded of a day and an hour before."""
        shown = await self.say("/sessie", button("session:new"))
        await self.tap(shown, "session:new", button("session:drop:"))
        meeting = Sending(len(self.meetings) + 1, group, at)
        await self.say(typed, button("session:plain:"))
        whom = await self.say(f"{LINK}-{meeting.number}", button("session:to:"))
        chosen = next(d for d in whom.data if d.endswith(f":cohort-{group}"))
        card = await self.tap(whom, chosen, button("session:go:"))
        go = data_of(card, "session:go:")
        await self.tap(card, go, button("session:cancel:", "session:list"))
        self.meetings.append(meeting)

    async def write_line(self, group: int, week: int) -> None:
        """A line of her own under a week of a group."""
        shown = await self.say("/groepen", button(f"cohort:open:{group}"))
        group_card = await self.tap(shown, f"cohort:open:{group}", button("weeks:list:"))
        weeks = await self.tap(group_card, f"weeks:list:{group}", button("weeks:one:"))
        one = await self.tap(weeks, f"weeks:one:{group}:{week}", button("weeks:write:"))
        await self.tap(one, f"weeks:write:{group}:{week}", says(self.book, "weeks.write"))
        await self.say("Neem iets warms mee.", button("weeks:drop:"))

    async def answer_some(self, most: int) -> None:
        """The questions that came, each by a reply to it."""
        for key, message in list(self.questions.items())[:most]:
            del self.questions[key]
            if message.message_id not in self.town.chats[self.id].messages:
                continue
            self._act()
            self.town.say(self.id, f"Antwoord op {key}", reply_to=message.message_id)
            self.given[int(key.rpartition(" ")[2])] += 1

    async def look_around(self) -> None:
        """The panel, the clients, the report, the questions."""
        for command in ("/beheer", "/clienten", "/rapport", "/vragen"):
            await self.say(command, lambda heard: True)

    def hear(self, message: Message) -> None:
        """A message of the bot to her: perhaps a client's question."""
        text = message.text or ""
        if "vraag " in text and " van " in text:
            key = text[text.index("vraag ") :].rstrip(".")
            self.questions[key] = message
